//! sRGB, linear light and OKLab.

use crate::{Picture, Plane};

/// One sRGB-encoded channel to linear light.
pub fn to_linear(value: f32) -> f32 {
    if value <= 0.04045 {
        return value / 12.92;
    }
    let base = (value + 0.055) / 1.055;
    let fifth = fifth_root(base);
    base * base * fifth * fifth
}

/// One linear channel to sRGB encoding, clamped to `0.0..=1.0`.
pub fn to_srgb(value: f32) -> f32 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 {
        return value * 12.92;
    }
    let twelfth = cube_root(value.sqrt().sqrt());
    let square = twelfth * twelfth;
    1.055 * square * square * twelfth - 0.055
}

/// sRGB (`0.0..=1.0`) to OKLab: lightness `0.0..=1.0`, then the two colour axes (about ±0.3).
pub fn srgb_to_oklab(rgb: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = rgb.map(to_linear);
    let l = cube_root(0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b);
    let m = cube_root(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
    let s = cube_root(0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b);
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// OKLab to sRGB, clamped to the gamut channel by channel.
pub fn oklab_to_srgb(lab: [f32; 3]) -> [f32; 3] {
    oklab_to_linear(lab).map(to_srgb)
}

/// OKLab to linear light; outside `0.0..=1.0` for colours that no screen shows.
pub fn oklab_to_linear(lab: [f32; 3]) -> [f32; 3] {
    let [lightness, a, b] = lab;
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ]
}

/// OKLab lightness of every pixel.
pub fn lightness(picture: &Picture) -> Plane {
    let values = picture.pixels.iter().map(|&p| srgb_to_oklab(p)[0]).collect();
    Plane { width: picture.width, height: picture.height, values }
}

// Powers by Newton's method from a guess in the exponent's bits: a browser's `powf` and `cbrt`
// are several times slower, and every filter converts every pixel both ways. The error is that
// of single precision.

/// Cube root of a value that is not negative.
fn cube_root(value: f32) -> f32 {
    if value <= f32::MIN_POSITIVE {
        return 0.0;
    }
    let mut root = f32::from_bits(value.to_bits() / 3 + 0x2a51_4067);
    for _ in 0..2 {
        // Halley's step: the number of right digits triples.
        let cube = root * root * root;
        root *= (cube + 2.0 * value) / (2.0 * cube + value);
    }
    root
}

/// Fifth root of a value above zero.
fn fifth_root(value: f32) -> f32 {
    let mut root = f32::from_bits(value.to_bits() / 5 + 0x32c9_af22);
    for _ in 0..3 {
        let square = root * root;
        root += (value / (square * square) - root) * 0.2;
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklab_of_known_colours() {
        for (rgb, lab) in [
            ([1.0, 1.0, 1.0], [1.0, 0.0, 0.0]),
            ([1.0, 0.0, 0.0], [0.627_96, 0.224_86, 0.125_85]),
            ([0.0, 0.0, 1.0], [0.452_01, -0.032_46, -0.311_53]),
        ] {
            let got = srgb_to_oklab(rgb);
            for i in 0..3 {
                assert!((got[i] - lab[i]).abs() < 1e-3, "{rgb:?}: {got:?} is not {lab:?}");
            }
        }
    }

    #[test]
    fn the_roots_are_as_good_as_the_exact_powers() {
        for i in 0..=4000 {
            let v = i as f32 / 4000.0;
            let linear = if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
            assert!((to_linear(v) - linear).abs() < 1e-6, "to_linear({v})");
            let encoded =
                if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
            assert!((to_srgb(v) - encoded).abs() < 1e-6, "to_srgb({v})");
            assert!((cube_root(v) - v.cbrt()).abs() < 1e-6, "cube_root({v})");
        }
        // Above one, as a bright light may be.
        assert!((to_linear(2.0) - 4.953_96).abs() < 1e-3);
    }

    #[test]
    fn oklab_round_trip() {
        for i in 0..512 {
            let rgb = [(i % 8) as f32 / 7.0, (i / 8 % 8) as f32 / 7.0, (i / 64) as f32 / 7.0];
            let back = oklab_to_srgb(srgb_to_oklab(rgb));
            for c in 0..3 {
                assert!((back[c] - rgb[c]).abs() < 2e-3, "{rgb:?} came back as {back:?}");
            }
        }
    }
}
