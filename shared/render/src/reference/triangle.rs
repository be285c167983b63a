//! Which pixels a triangle covers, by the rule that all cards share: a pixel whose middle lies on
//! an edge belongs to the triangle whose upper or left edge it is.

/// A corner in pixels, and what is spread between corners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corner {
    pub(super) at: [f32; 2],
    /// Two places in the atlas, in pixels of it.
    pub(super) values: [f32; 4],
}

/// Cards round corners to this part of a pixel.
const SUBPIXELS: f32 = 256.0;

/// Calls back for each covered pixel with its index and the values there.
pub(super) fn covered(
    corners: &[Corner; 3],
    [width, height]: [u32; 2],
    mut each: impl FnMut(usize, [f32; 4]),
) {
    let snapped = |it: f32| f64::from((it * SUBPIXELS).round() / SUBPIXELS);
    let mut at = corners.map(|it| it.at.map(snapped));
    let mut values = corners.map(|it| it.values);
    let area = cross(at[0], at[1], at[2]);
    if !area.is_finite() || area == 0.0 {
        return;
    }
    if area < 0.0 {
        at.swap(1, 2);
        values.swap(1, 2);
    }
    let edges = [(1, 2), (2, 0), (0, 1)];
    let ends = |axis: usize, most: u32| {
        let of = at.map(|it| it[axis]);
        let low = of[0].min(of[1]).min(of[2]).floor().clamp(0.0, f64::from(most));
        let high = of[0].max(of[1]).max(of[2]).ceil().clamp(0.0, f64::from(most));
        low as u32..high as u32
    };
    for y in ends(1, height) {
        for x in ends(0, width) {
            let middle = [f64::from(x) + 0.5, f64::from(y) + 0.5];
            let shares = edges.map(|(from, to)| cross(at[from], at[to], middle));
            let inside = |k: usize| {
                let (from, to) = (at[edges[k].0], at[edges[k].1]);
                // With y down and corners clockwise: an upper edge goes right, a left one up.
                let first = (from[1] == to[1] && to[0] > from[0]) || to[1] < from[1];
                shares[k] > 0.0 || (shares[k] == 0.0 && first)
            };
            if (0..3).all(inside) {
                let weights = shares.map(|it| (it / area.abs()) as f32);
                let value =
                    |k: usize| (0..3).map(move |corner| weights[corner] * values[corner][k]);
                each((y * width + x) as usize, [0, 1, 2, 3].map(|k| value(k).sum()));
            }
        }
    }
}

/// The level of detail of both places: how many halvings until a step of one pixel on the target
/// is at most one in the picture.
pub(super) fn levels(corners: &[Corner; 3]) -> [f32; 2] {
    let [a, b, c] = corners.map(|it| it.at.map(f64::from));
    let area = cross(a, b, c);
    if area == 0.0 {
        return [0.0; 2];
    }
    let step = |k: usize| {
        let of = corners.map(|it| f64::from(it.values[k]));
        let (first, second) = (of[1] - of[0], of[2] - of[0]);
        let across = (first * (c[1] - a[1]) - second * (b[1] - a[1])) / area;
        let down = (second * (b[0] - a[0]) - first * (c[0] - a[0])) / area;
        [across, down]
    };
    [0, 2].map(|k| {
        let (u, v) = (step(k), step(k + 1));
        let longest = u[0].hypot(v[0]).max(u[1].hypot(v[1]));
        longest.max(1e-6).log2() as f32
    })
}

fn cross(o: [f64; 2], p: [f64; 2], q: [f64; 2]) -> f64 {
    (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fan_covers_each_pixel_once() {
        let rim: Vec<[f32; 2]> = (0..9)
            .map(|k| {
                let (sin, cos) = (k as f32 * 0.698_131_7).sin_cos();
                [16.0 + 14.0 * cos, 16.0 + 14.0 * sin]
            })
            .collect();
        let mut count = vec![0; 32 * 32];
        for k in 0..9 {
            let corners = [[16.0, 16.0], rim[k], rim[(k + 1) % 9]];
            let corners = corners.map(|at| Corner { at, values: [0.0; 4] });
            covered(&corners, [32, 32], |pixel, _| count[pixel] += 1);
        }
        assert!(count.iter().all(|it| *it <= 1), "no pixel twice");
        let n = count.iter().sum::<i32>();
        assert!((550..590).contains(&n), "no hole either: {n} of 567");
        assert_eq!(count[16 * 32 + 16], 1);
    }

    #[test]
    fn values_are_spread_evenly() {
        let corner = |x: f32, y: f32| Corner { at: [x, y], values: [2.0 * x, y, 0.0, x + y] };
        let corners = [corner(0.0, 0.0), corner(8.0, 0.0), corner(0.0, 8.0)];
        covered(&corners, [8, 8], |pixel, values| {
            let (x, y) = ((pixel % 8) as f32 + 0.5, (pixel / 8) as f32 + 0.5);
            for (expected, value) in [2.0 * x, y, 0.0, x + y].into_iter().zip(values) {
                assert!((expected - value).abs() < 1e-4, "{pixel}: {values:?}");
            }
        });
        let [first, second] = levels(&corners);
        assert!((first - 1.0).abs() < 1e-4, "two pixels a step: {first}");
        assert!(second.abs() < 1e-4, "one pixel a step: {second}");
    }
}
