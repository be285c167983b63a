//! The direction of the strokes: smoothed structure tensor, and smoothing along it.

use super::field::{Field, gaussian_kernel, smoothstep};

/// Along which way the picture runs at every pixel.
///
/// Lanes: unit tangent x, y; coherence `0.0..=1.0` (1: one clear direction); gradient energy.
pub struct Flow(pub Field);

impl Flow {
    /// Structure tensor of OKLab, smoothed by `sigma` pixels, turned into tangents.
    pub fn of(lab: &Field, sigma: f32) -> Self {
        let (w, h) = (lab.width, lab.height);
        let mut texels = Vec::with_capacity(w * h);
        for y in 0..h as isize {
            for x in 0..w as isize {
                texels.push(tensor(lab, x, y));
            }
        }
        let smooth = Field { width: w, height: h, texels }.blurred(sigma);
        Self(smooth.map(|_, [xx, xy, yy, _]| {
            let spread = ((xx - yy).powi(2) + 4.0 * xy * xy).sqrt();
            let (big, small) = (0.5 * (xx + yy + spread), 0.5 * (xx + yy - spread));
            // The eigenvector of the smaller eigenvalue runs along the edge.
            let (tx, ty) = if (xx - small).abs() > (yy - small).abs() {
                (-xy, xx - small)
            } else {
                (yy - small, -xy)
            };
            let length = (tx * tx + ty * ty).sqrt();
            let (tx, ty) = if length > 1e-9 { (tx / length, ty / length) } else { (0.0, 1.0) };
            let coherence = (big - small) / (big + small + 1e-5);
            [tx, ty, coherence, big.max(0.0).sqrt()]
        }))
    }

    /// Averages every pixel with those up- and downstream, weighted by a Gaussian of `sigma`
    /// pixels; turns staircase edges into strokes and hair into clumps. Pixels that are not
    /// `wanted` stay as they are.
    pub fn smooth_along(&self, field: &Field, sigma: f32, wanted: impl Fn(usize) -> bool) -> Field {
        // Long strokes are walked in longer steps.
        let step = (sigma / 3.0).clamp(1.0, 2.0);
        let reach = (sigma * 2.0 / step).ceil() as usize;
        let kernel = &gaussian_kernel(sigma / step, reach)[reach..];
        let (w, h) = (field.width, field.height);
        let mut texels = Vec::with_capacity(w * h);
        for y in 0..h {
            for x in 0..w {
                if !wanted(y * w + x) {
                    texels.push(field.texels[y * w + x]);
                    continue;
                }
                let mut sum = field.texels[y * w + x].map(|v| v * kernel[0]);
                let mut total = kernel[0];
                for sign in [-1.0, 1.0] {
                    self.walk((x, y), sign * step, kernel, |px, py, weight| {
                        let value = field.sample(px, py);
                        for i in 0..4 {
                            sum[i] += value[i] * weight;
                        }
                        total += weight;
                    });
                }
                texels.push(sum.map(|v| v / total));
            }
        }
        Field { width: w, height: h, texels }
    }

    /// Steps one pixel at a time along the tangents, turning as they turn; stops in sharp bends.
    fn walk(
        &self,
        (x, y): (usize, usize),
        sign: f32,
        kernel: &[f32],
        mut visit: impl FnMut(f32, f32, f32),
    ) {
        let flow = &self.0;
        let start = flow.texels[y * flow.width + x];
        let step = sign.abs();
        let (mut px, mut py) = (x as f32, y as f32);
        let (mut dx, mut dy) = (start[0] * sign, start[1] * sign);
        for &weight in &kernel[1..] {
            px += dx;
            py += dy;
            let inside =
                px >= 0.0 && py >= 0.0 && px < flow.width as f32 && py < flow.height as f32;
            if !inside {
                return;
            }
            visit(px, py, weight);
            let xi = (px + 0.5).min((flow.width - 1) as f32) as usize;
            let yi = (py + 0.5).min((flow.height - 1) as f32) as usize;
            let next = flow.texels[yi * flow.width + xi];
            let turn = (next[0] * dx + next[1] * dy) / step;
            if turn.abs() < 0.5 {
                return;
            }
            let side = turn.signum() * step;
            (dx, dy) = (next[0] * side, next[1] * side);
        }
    }

    /// How much darker every pixel is than the two sides of the stroke through it, integrated
    /// along the stroke: positive in valleys and on the dark side of edges. In the first lane.
    pub fn valleys(
        &self,
        lab: &Field,
        width: f32,
        length: f32,
        wanted: impl Fn(usize) -> bool,
    ) -> Field {
        let reach = (width * 1.6 * 2.4).ceil() as usize;
        let narrow = gaussian_kernel(width, reach);
        let wide = gaussian_kernel(width * 1.6, reach);
        let difference: Vec<f32> = wide.iter().zip(&narrow).map(|(a, b)| a - b).collect();
        let (w, h) = (lab.width, lab.height);
        let mut texels = Vec::with_capacity(w * h);
        for y in 0..h {
            for x in 0..w {
                let [tx, ty, coherence, energy] = self.0.texels[y * w + x];
                if energy < 0.004 || !wanted(y * w + x) {
                    texels.push([0.0; 4]);
                    continue;
                }
                let mut sum = 0.0;
                for (k, weight) in difference.iter().enumerate() {
                    let step = k as f32 - reach as f32;
                    sum += lab.sample(x as f32 - ty * step, y as f32 + tx * step)[0] * weight;
                }
                texels.push([sum * smoothstep(0.05, 0.45, coherence), 0.0, 0.0, 0.0]);
            }
        }
        let strong = Field { width: w, height: h, texels };
        // Far from every stroke there is nothing to average.
        let any = strong
            .map(|_, [v, ..]| [f32::from(v.abs() > 0.002), 0.0, 0.0, 0.0])
            .blurred(length * 0.8);
        self.smooth_along(&strong, length, |i| any.texels[i][0] > 0.0)
    }
}

/// Sobel products of one pixel, summed over the lanes; colour counts a little more than its
/// numbers, since a red jacket before a green wall of equal lightness is still an edge.
fn tensor(lab: &Field, x: isize, y: isize) -> [f32; 4] {
    let p = |dx, dy| lab.at(x + dx, y + dy);
    let (nw, n, ne) = (p(-1, -1), p(0, -1), p(1, -1));
    let (w, e) = (p(-1, 0), p(1, 0));
    let (sw, s, se) = (p(-1, 1), p(0, 1), p(1, 1));
    let mut out = [0.0; 4];
    for (lane, gain) in [(0, 1.0), (1, 1.5), (2, 1.5)] {
        let gx =
            (ne[lane] + 2.0 * e[lane] + se[lane] - nw[lane] - 2.0 * w[lane] - sw[lane]) * 0.125;
        let gy =
            (sw[lane] + 2.0 * s[lane] + se[lane] - nw[lane] - 2.0 * n[lane] - ne[lane]) * 0.125;
        out[0] += gain * gx * gx;
        out[1] += gain * gx * gy;
        out[2] += gain * gy * gy;
    }
    out
}
