//! How close two pictures are.

use picture::{Picture, Plane, blur, colour};

/// Peak signal-to-noise ratio in dB over all channels.
pub fn psnr(a: &Picture, b: &Picture) -> f64 {
    let mut sum = 0.0;
    for (p, q) in a.pixels.iter().zip(&b.pixels) {
        for c in 0..3 {
            sum += f64::from(p[c] - q[c]).powi(2);
        }
    }
    -10.0 * (sum / (3 * a.pixels.len()) as f64).max(1e-12).log10()
}

/// Structural similarity of the lightness, Gaussian windows of sigma 1.5.
pub fn ssim(a: &Picture, b: &Picture) -> f64 {
    let (x, y) = (colour::lightness(a), colour::lightness(b));
    let both = |p: &Plane, q: &Plane| {
        let values = p.values.iter().zip(&q.values).map(|(u, v)| u * v).collect();
        blur::gaussian(&Plane { width: p.width, height: p.height, values }, 1.5)
    };
    let (mx, my) = (blur::gaussian(&x, 1.5), blur::gaussian(&y, 1.5));
    let (xx, yy, xy) = (both(&x, &x), both(&y, &y), both(&x, &y));
    let (c1, c2) = (1e-4, 9e-4);
    let n = x.values.len();
    let total: f64 = (0..n)
        .map(|i| {
            let (u, v) = (mx.values[i], my.values[i]);
            let (sx, sy) = (xx.values[i] - u * u, yy.values[i] - v * v);
            let sxy = xy.values[i] - u * v;
            let top = (2.0 * u * v + c1) * (2.0 * sxy + c2);
            f64::from(top / ((u * u + v * v + c1) * (sx + sy + c2)))
        })
        .sum();
    total / n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_pictures_are_equal_and_noise_costs() {
        let a = Picture::from_fn(32, 32, |x, y| [x as f32 / 32.0, y as f32 / 32.0, 0.5]);
        let b = a.map(|p| p.map(|v| v + 0.1));
        assert!(psnr(&a, &a) > 100.0 && ssim(&a, &a) > 0.999);
        assert!((psnr(&a, &b) - 20.0).abs() < 0.01, "0.1 everywhere is 20 dB");
        assert!(ssim(&a, &b) < 0.999);
    }
}
