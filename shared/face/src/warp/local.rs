//! One move: everything near a place is scaled and shifted, fading to nothing at its border.

/// A scaling and a shift inside an ellipse, identity outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Local {
    /// Middle of the ellipse, in the warped picture.
    centre: [f32; 2],
    /// Unit vector of the ellipse's first half axis.
    axis: [f32; 2],
    /// Lengths of the half axes.
    reach: [f32; 2],
    /// Share of the reach that moves fully.
    plateau: f32,
    /// Along each half axis: how much longer (above zero) the way from the middle was before.
    growth: [f32; 2],
    /// How far the middle moved.
    shift: [f32; 2],
}

/// The ellipse that a move touches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) centre: [f32; 2],
    pub(super) axis: [f32; 2],
    pub(super) reach: [f32; 2],
    pub(super) plateau: f32,
}

/// Steepest slope of the smooth step.
const STEEPEST: f32 = 1.5;
/// A shift this large, as a share of the shift that would fold the picture, is the most.
const SHIFT_SHARE_MAX: f32 = 0.6;
/// Rounds of the forward search; the error shrinks by a third or more in each.
const ROUNDS_MAX: usize = 64;
/// Close enough: a thousandth of a pixel of a 1024-pixel picture.
const CLOSE: f32 = 1e-6;

impl Local {
    /// Scales around the middle of the region, by one factor along each half axis.
    pub(super) fn scale(region: Region, factors: [f32; 2]) -> Option<Self> {
        Self::checked(region, factors.map(|factor| 1.0 / factor - 1.0), [0.0; 2])
    }

    /// Shifts the middle of the region by `shift`, or as far as it can without folding.
    pub(super) fn shift(region: Region, shift: [f32; 2]) -> Option<Self> {
        let Region { mut centre, axis, reach, plateau } = region;
        let along = (shift[0] * axis[0] + shift[1] * axis[1]).abs() / reach[0];
        let beside = (shift[1] * axis[0] - shift[0] * axis[1]).abs() / reach[1];
        let most = SHIFT_SHARE_MAX * (1.0 - plateau) / STEEPEST;
        let fitting = (most / along.hypot(beside)).min(1.0);
        let shift = shift.map(|v| v * fitting);
        for (c, s) in centre.iter_mut().zip(shift) {
            *c += s;
        }
        Self::checked(Region { centre, axis, reach, plateau }, [0.0; 2], shift)
    }

    /// No move at all where a degenerate face gives an ellipse without area.
    fn checked(region: Region, growth: [f32; 2], shift: [f32; 2]) -> Option<Self> {
        let Region { centre, axis, reach, plateau } = region;
        let sane = reach.iter().all(|&r| r > 1e-5 && r < 10.0)
            && (axis[0].hypot(axis[1]) - 1.0).abs() < 1e-3
            && centre.iter().chain(&growth).chain(&shift).all(|v| v.is_finite());
        sane.then_some(Self { centre, axis, reach, plateau, growth, shift })
    }

    /// Where a place of the warped picture comes from.
    pub(super) fn inverse(&self, p: [f32; 2]) -> [f32; 2] {
        let (dx, dy) = (p[0] - self.centre[0], p[1] - self.centre[1]);
        let [ax, ay] = self.axis;
        let (u, v) = (dx * ax + dy * ay, dy * ax - dx * ay);
        let (across, along) = (u / self.reach[0], v / self.reach[1]);
        let square = across * across + along * along;
        if square >= 1.0 {
            return p;
        }
        let t = ((square.sqrt() - self.plateau) / (1.0 - self.plateau)).max(0.0);
        let fade = 1.0 - t * t * (3.0 - 2.0 * t);
        let (du, dv) = (u * self.growth[0] * fade, v * self.growth[1] * fade);
        [
            p[0] + du * ax - dv * ay - self.shift[0] * fade,
            p[1] + du * ay + dv * ax - self.shift[1] * fade,
        ]
    }

    /// Where a place of the unwarped picture goes.
    pub(super) fn forward(&self, from: [f32; 2]) -> [f32; 2] {
        let mut p = from;
        for _ in 0..ROUNDS_MAX {
            let back = self.inverse(p);
            let (dx, dy) = (from[0] - back[0], from[1] - back[1]);
            p = [p[0] + dx, p[1] + dy];
            if dx.abs().max(dy.abs()) < CLOSE {
                break;
            }
        }
        p
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(reach: [f32; 2], plateau: f32) -> Region {
        Region { centre: [0.4, 0.5], axis: [0.6, 0.8], reach, plateau }
    }

    #[test]
    fn inside_the_plateau_it_is_exact() {
        let scaled = Local::scale(region([0.2, 0.2], 0.6), [1.25, 1.25]).unwrap();
        let [x, y] = scaled.forward([0.44, 0.5]);
        assert!((x - 0.45).abs() < 1e-5 && (y - 0.5).abs() < 1e-5, "{x} {y}");
        let shifted = Local::shift(region([0.2, 0.2], 0.3), [0.01, -0.02]).unwrap();
        let [x, y] = shifted.forward([0.4, 0.5]);
        assert!((x - 0.41).abs() < 1e-5 && (y - 0.48).abs() < 1e-5, "{x} {y}");
    }

    #[test]
    fn even_a_shift_that_is_too_long_can_be_undone() {
        let shifted = Local::shift(region([0.2, 0.1], 0.3), [5.0, 5.0]).unwrap();
        for i in 0..2000 {
            let p = [(i % 50) as f32 / 50.0, (i / 50) as f32 / 40.0];
            let [x, y] = shifted.inverse(shifted.forward(p));
            assert!((x - p[0]).hypot(y - p[1]) < 2e-4, "{p:?} became {x} {y}");
        }
    }

    #[test]
    fn without_area_there_is_no_move() {
        assert_eq!(Local::scale(region([0.0, 0.2], 0.5), [1.2; 2]), None);
        assert_eq!(Local::shift(region([0.1, f32::NAN], 0.5), [0.1; 2]), None);
    }
}
