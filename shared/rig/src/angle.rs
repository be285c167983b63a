//! Sine and cosine of many angles at once, without a branch, so that the compiler makes vectors
//! of the loop.

/// Adding and taking away this number rounds a small `f32` to the nearest integer.
const ROUND: f32 = 12_582_912.0;

/// Cosine and sine of an angle in degrees; off by less than 2e-6 within two turns, and by
/// a little more further out.
#[inline]
pub fn cos_sin(degrees: f32) -> [f32; 2] {
    let turns = degrees * (1.0 / 360.0);
    let rest = turns - ((turns + ROUND) - ROUND);
    // The polynomials serve half the angle, within a quarter turn; doubling it is exact.
    let half = rest * core::f32::consts::PI;
    let square = half * half;
    let sin = half
        * (1.0
            + square
                * (-1.666_666_6e-1
                    + square
                        * (8.333_315e-3
                            + square * (-1.984_069e-4 + square * (2.753_6e-6 - 2.4e-8 * square)))));
    let cos = 1.0
        + square
            * (-0.5
                + square
                    * (4.166_666e-2
                        + square
                            * (-1.388_882e-3 + square * (2.480_016e-5 - 2.726_6e-7 * square))));
    [1.0 - 2.0 * sin * sin, 2.0 * sin * cos]
}

/// [`cos_sin`] of every angle. All slices have the same length.
pub(crate) fn cos_sin_all(degrees: &[f32], cos: &mut [f32], sin: &mut [f32]) {
    for ((angle, cos), sin) in degrees.iter().zip(cos).zip(sin) {
        [*cos, *sin] = cos_sin(*angle);
    }
}

/// The angle from one direction to another in degrees, -180 to 180.
pub(crate) fn between(from: [f32; 2], to: [f32; 2]) -> f32 {
    let cross = from[0] * to[1] - from[1] * to[0];
    let dot = from[0] * to[0] + from[1] * to[1];
    cross.atan2(dot).to_degrees()
}

/// The same angle within -180 to 180 degrees.
pub(crate) fn wrapped(degrees: f32) -> f32 {
    degrees - 360.0 * (degrees / 360.0).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_library() {
        for step in -20_000..=20_000 {
            let degrees = step as f32 * 0.0371;
            let exact = f64::from(degrees).to_radians();
            let [cos, sin] = cos_sin(degrees);
            assert!((f64::from(cos) - exact.cos()).abs() < 2e-6, "cos {degrees}: {cos}");
            assert!((f64::from(sin) - exact.sin()).abs() < 2e-6, "sin {degrees}: {sin}");
        }
    }

    #[test]
    fn angles_wrap() {
        assert_eq!(wrapped(270.0), -90.0);
        assert_eq!(wrapped(-725.0), -5.0);
        assert_eq!(between([1.0, 0.0], [0.0, 2.0]), 90.0);
    }
}
