//! sRGB, linear light and OKLab.

use crate::{Picture, Plane};

/// One sRGB-encoded channel to linear light.
pub fn to_linear(value: f32) -> f32 {
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// One linear channel to sRGB encoding, clamped to `0.0..=1.0`.
pub fn to_srgb(value: f32) -> f32 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 }
}

/// sRGB (`0.0..=1.0`) to OKLab: lightness `0.0..=1.0`, then the two colour axes (about ±0.3).
pub fn srgb_to_oklab(rgb: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = rgb.map(to_linear);
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// OKLab to sRGB, clamped to the gamut channel by channel.
pub fn oklab_to_srgb(lab: [f32; 3]) -> [f32; 3] {
    let [lightness, a, b] = lab;
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    [
        to_srgb(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        to_srgb(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
        to_srgb(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    ]
}

/// OKLab lightness of every pixel.
pub fn lightness(picture: &Picture) -> Plane {
    let values = picture.pixels.iter().map(|&p| srgb_to_oklab(p)[0]).collect();
    Plane { width: picture.width, height: picture.height, values }
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
