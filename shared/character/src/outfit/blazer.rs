//! A school blazer with piping, tie and crest; trousers and loafers.

use super::jacket::{Cut, fronts, shirt};
use super::tailor::Tailor;
use crate::body::arm::{FITTED, Sleeve};
use crate::body::leg::TROUSERS;
use crate::body::shoe::Shoe;
use crate::drawing::Layer;
use crate::geometry::pt;
use crate::style::Role;

const SLEEVE: Sleeve = FITTED;

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let cut = Cut { lapel: Role::Cloth, piping: Some(Role::Trim), closing: 1020.0, flaps: true };
    let mut body = fronts(it, &cut);
    it.fold_emblem(&mut body, pt(590.0, 960.0), 0.86);
    let mut layers = vec![shirt(it, Role::Accent), body];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&TROUSERS));
    layers.extend(it.shoes(Shoe::Loafer(Role::Leather)));
    layers
}
