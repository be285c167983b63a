//! Tapered lines: a line is a filled shape whose width follows a profile.

use super::path::Path;
use super::point::Point;
use super::smooth::{between, normals, sample};

/// Width along a line: (share of the length, share of the width), shares of length rising 0 to 1.
pub type Profile = &'static [(f32, f32)];

/// Thin, thick, thin: the contour of most things.
pub const CONTOUR: Profile = &[(0.0, 0.0), (0.35, 0.9), (0.55, 1.0), (0.8, 0.7), (1.0, 0.0)];
/// Pressure released towards the end.
pub const OUT: Profile = &[(0.0, 1.0), (0.3, 0.85), (0.7, 0.5), (1.0, 0.0)];
/// Pressure rising towards the end.
pub const IN: Profile = &[(0.0, 0.0), (0.3, 0.5), (0.7, 0.85), (1.0, 1.0)];
/// Cloth: never quite gone at its ends.
pub const SWELL: Profile = &[(0.0, 0.25), (0.2, 0.6), (0.5, 1.0), (0.8, 0.6), (1.0, 0.25)];
/// The edge of a clump of hair: born from nothing, heavy towards the tip.
pub const HAIR_EDGE: Profile = &[(0.0, 0.0), (0.3, 0.6), (0.65, 1.0), (1.0, 0.45)];
/// The jaw, from the cheek down to the chin.
pub const JAW: Profile = &[(0.0, 0.15), (0.3, 0.7), (0.55, 1.0), (0.8, 0.8), (1.0, 0.55)];
/// The same width all along, for stripes.
pub const EVEN: Profile = &[(0.0, 1.0), (1.0, 1.0)];

/// The value of a profile at `t`, eased half-way between its entries.
pub fn profile_at(profile: &[(f32, f32)], t: f32) -> f32 {
    for pair in profile.windows(2) {
        let ((a, from), (b, to)) = (pair[0], pair[1]);
        if t <= b {
            let share = if b > a { ((t - a) / (b - a)).max(0.0) } else { 0.0 };
            let eased = share * share * (3.0 - 2.0 * share);
            return from + (to - from) * (eased + share) * 0.5;
        }
    }
    profile.last().map_or(0.0, |entry| entry.1)
}

/// A line through `points`, `width` units wide where the profile is one.
pub fn taper(points: &[Point], width: f32, profile: &[(f32, f32)]) -> Path {
    taper_in(points, width, profile, steps_for(points))
}

/// As [`taper`], with a chosen number of steps.
pub fn taper_in(points: &[Point], width: f32, profile: &[(f32, f32)], steps: usize) -> Path {
    if points.len() < 2 {
        return Path::default();
    }
    let line = sample(points, steps);
    let normals = normals(&line);
    let edge = |side: f32| -> Vec<Point> {
        (line.iter().zip(&normals).enumerate())
            .map(|(i, (&p, &n))| {
                let half = 0.5 * width * profile_at(profile, i as f32 / steps as f32);
                p + n * (side * half)
            })
            .collect()
    };
    between(&edge(1.0), &edge(-1.0))
}

/// Short lines need few steps: the picture is the same and the drawing stays small.
fn steps_for(points: &[Point]) -> usize {
    let length: f32 = points.windows(2).map(|p| p[0].distance(p[1])).sum();
    ((length / 14.0) as usize).clamp(6, 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::pt;

    #[test]
    fn profiles_go_through_their_entries() {
        for profile in [CONTOUR, OUT, IN, SWELL, HAIR_EDGE, JAW] {
            for &(t, value) in profile {
                assert!((profile_at(profile, t) - value).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn a_line_is_as_wide_as_asked_in_the_middle_and_pointed_at_the_ends() {
        let path = taper(&[pt(0.0, 0.0), pt(100.0, 0.0), pt(200.0, 0.0)], 10.0, CONTOUR);
        let bounds = path.bounds().expect("a line has bounds");
        assert!((bounds.height() - 10.0).abs() < 0.3, "{bounds:?}");
        let at_ends = path.points().filter(|p| p.x < 0.01 || p.x > 199.9);
        assert!(at_ends.into_iter().all(|p| p.y.abs() < 0.01));
    }
}
