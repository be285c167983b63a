//! The turn of an ellipsoid, as it looks from the front: what moves a drawing's points so that a
//! head seems to look aside.
//!
//! Each layer has a depth. Points in front of the axis move with the turn, and the further in
//! front the more; points behind it move the other way. That is all there is to parallax.

use crate::constraint::Warp;
use crate::rig::Index;

/// The depth of the axis: a layer that a turn leaves where it is.
pub const AXIS_DEPTH: f32 = 0.65;
/// The depth of the surface.
const SURFACE_DEPTH: f32 = 1.0;
/// Depths beyond these count as these: a further layer would fold over itself.
const DEPTHS: [f32; 2] = [0.3, 1.4];
/// How quickly the surface falls back towards the rim.
const FALL: f32 = 0.9;
/// The furthest turn in degrees.
pub const TURN_MAX: f32 = 40.0;

/// A warp, compiled.
#[derive(Clone, Debug)]
pub struct Turn {
    pub(crate) yaw: usize,
    pub(crate) pitch: usize,
    centre: [f32; 2],
    radii: [f32; 3],
    perspective: f32,
    fade: [f32; 2],
    rest: f32,
    gain: f32,
}

/// A turn at one moment: its sines and cosines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    yaw: f32,
    pitch: f32,
    yaw_cos_sin: [f32; 2],
    pitch_cos_sin: [f32; 2],
}

impl Look {
    /// A turn by degrees: yaw to the right of the picture, pitch up. `None` if nothing turns.
    pub fn new(yaw: f32, pitch: f32) -> Option<Self> {
        let [yaw, pitch] = [yaw, pitch].map(|it| it.clamp(-TURN_MAX, TURN_MAX));
        let turns = yaw.abs() > 1e-4 || pitch.abs() > 1e-4;
        (turns && yaw.is_finite() && pitch.is_finite()).then(|| Self {
            yaw,
            pitch,
            yaw_cos_sin: crate::angle::cos_sin(yaw),
            pitch_cos_sin: crate::angle::cos_sin(pitch),
        })
    }
}

impl Turn {
    pub(crate) fn of(warp: &Warp, index: &Index) -> Self {
        Self {
            yaw: index.parameter(&warp.yaw).unwrap_or(0),
            pitch: index.parameter(&warp.pitch).unwrap_or(0),
            ..Self::from_warp(warp)
        }
    }

    /// A warp on its own, for those who bend points without a rig.
    pub fn from_warp(warp: &Warp) -> Self {
        Self {
            yaw: 0,
            pitch: 0,
            centre: warp.centre,
            radii: warp.radii,
            perspective: warp.perspective,
            fade: warp.fade,
            rest: warp.rest,
            gain: warp.gain,
        }
    }

    /// The look for values of the two parameters.
    pub fn look(&self, yaw: f32, pitch: f32) -> Option<Look> {
        Look::new(yaw * self.gain, pitch * self.gain)
    }

    /// How far a point of a layer moves, in canvas units.
    pub fn offset(&self, point: [f32; 2], depth: f32, look: &Look) -> [f32; 2] {
        let share = self.share(point[1]);
        if share <= 0.0 {
            return [0.0, 0.0];
        }
        let look = if share < 1.0 {
            match Look::new(look.yaw * share, look.pitch * share) {
                Some(look) => look,
                None => return [0.0, 0.0],
            }
        } else {
            *look
        };
        let [x, y] = [point[0] - self.centre[0], point[1] - self.centre[1]];
        let z = self.height([x, y], depth);
        let ([cos, sin], [cos_up, sin_up]) = (look.yaw_cos_sin, look.pitch_cos_sin);
        // Yaw about the vertical axis, then pitch about the horizontal one; z is to the viewer.
        let (turned_x, turned_z) = (x * cos + z * sin, z * cos - x * sin);
        let (turned_y, near) = (y * cos_up - turned_z * sin_up, turned_z * cos_up + y * sin_up);
        let grown = self.grown(near) / self.grown(z);
        [turned_x * grown - x, turned_y * grown - y]
    }

    /// How much of the turn is felt at a height.
    fn share(&self, y: f32) -> f32 {
        let [from, to] = self.fade;
        let down = ((y - from) / (to - from).max(1e-3)).clamp(0.0, 1.0);
        let smooth = down * down * (3.0 - 2.0 * down);
        1.0 + (self.rest - 1.0) * smooth
    }

    /// How far in front of the axis a point of a layer lies.
    fn height(&self, [x, y]: [f32; 2], depth: f32) -> f32 {
        let depth = depth.clamp(DEPTHS[0], DEPTHS[1]);
        let rim = (x / self.radii[0]).powi(2) + (y / self.radii[1]).powi(2);
        let surface = 1.0 / (1.0 + FALL * rim);
        self.radii[2] * surface * (depth - AXIS_DEPTH) / (SURFACE_DEPTH - AXIS_DEPTH)
    }

    /// How large something at this height looks.
    fn grown(&self, z: f32) -> f32 {
        1.0 / (1.0 - self.perspective * (z / self.radii[2]).clamp(-2.0, 2.0))
    }
}
