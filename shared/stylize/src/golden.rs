//! The golden forward pass: a fixed small picture whose result every pack carries along, so that
//! a device that computes wrongly is found before it shows anything.

use picture::{Picture, Plane};

/// Side of the golden picture in pixels.
pub const GOLDEN_SIDE: usize = 32;
/// Largest difference of one channel that still counts as agreement.
pub const GOLDEN_TOLERANCE: f32 = 2.0 / 255.0;

/// The fixed input: smooth waves, a hard edge and some guidance, so that every layer has work.
pub fn golden_input() -> (Picture, [Plane; 3]) {
    let wave = |t: f32| 0.5 + 0.45 * t.sin();
    let picture = Picture::from_fn(GOLDEN_SIDE, GOLDEN_SIDE, |x, y| {
        let (x, y) = (x as f32, y as f32);
        let edge = if x + 0.5 * y > 24.0 { 0.25 } else { 0.0 };
        [wave(x * 0.4) * 0.75 + edge, wave(y * 0.3 + 1.0), wave((x + y) * 0.2 + 2.0)]
    });
    let half = GOLDEN_SIDE / 2;
    let disc = |cx: f32, cy: f32, r: f32| {
        Plane::from_fn(half, half, |x, y| {
            let (dx, dy) = (x as f32 + 0.5 - cx, y as f32 + 0.5 - cy);
            (r - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0)
        })
    };
    (picture, [disc(8.0, 8.0, 6.0), disc(6.0, 6.0, 2.0), disc(8.0, 11.0, 2.0)])
}
