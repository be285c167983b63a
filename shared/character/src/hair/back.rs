//! The hair behind the head: a dark filler, far clumps, and near clumps that flick outwards.

use super::strand::{Lock, lock};
use super::style::BackHair;
use super::{long_back, short_back};
use crate::geometry::{LONG_BELLY, Profile};

pub(super) const INWARD_BELLY: Profile =
    &[(0.0, 0.6), (0.3, 0.95), (0.6, 1.0), (0.82, 0.8), (0.94, 0.42), (1.0, 0.0)];
pub(super) const CURL_BELLY: Profile =
    &[(0.0, 0.5), (0.2, 0.9), (0.5, 1.0), (0.8, 0.84), (0.93, 0.5), (1.0, 0.0)];
const SPIKE_BELLY: Profile = &[(0.0, 0.8), (0.25, 1.0), (0.5, 0.82), (0.75, 0.45), (1.0, 0.0)];

/// The clumps of a back.
pub(super) struct Back {
    /// The dark shape behind everything: no ground shows between neck and hair.
    pub(super) filler: &'static [(f32, f32, bool)],
    /// Far clumps, in the shade.
    pub(super) far: &'static [Lock],
    /// Near clumps, lit.
    pub(super) near: &'static [Lock],
    /// How far down the colour runs.
    pub(super) bottom: f32,
}

pub(super) const fn back(back: BackHair) -> &'static Back {
    match back {
        BackHair::Short => &short_back::SHORT,
        BackHair::Bob => &short_back::BOB,
        BackHair::Straight => &long_back::STRAIGHT,
        BackHair::Wavy => &long_back::WAVY,
        BackHair::Ponytail => &long_back::PONYTAIL,
        BackHair::TwinTails => &long_back::TWIN_TAILS,
        BackHair::Braid | BackHair::Bun => &short_back::TIED,
        BackHair::Close => &short_back::CLOSE,
        BackHair::Spiky => &short_back::SPIKY,
        BackHair::Curly => &short_back::CURLY,
        BackHair::Layered => &short_back::LAYERED,
    }
}

pub(super) const fn long(spine: &'static [(f32, f32)], width: f32) -> Lock {
    lock(spine, width).belly(LONG_BELLY)
}

pub(super) const fn curl(spine: &'static [(f32, f32)], width: f32) -> Lock {
    lock(spine, width).belly(CURL_BELLY)
}

pub(super) const fn spike(spine: &'static [(f32, f32)], width: f32) -> Lock {
    lock(spine, width).belly(SPIKE_BELLY)
}
