//! A style's small colour grade.

use crate::Picture;
use crate::colour::{oklab_to_linear, oklab_to_srgb, srgb_to_oklab};

/// Lightness that contrast turns around: a mid-tone of skin.
const PIVOT: f32 = 0.62;
/// How far outside the screen's range, in linear light, nobody sees a difference.
const GAMUT_SLACK: f32 = 0.000_5;

/// How a style finishes its colours; [`ColourProfile::NEUTRAL`] changes nothing.
///
/// Lift, gamma and gain act on shadows, mid-tones and highlights, channel by channel (red,
/// green, blue); keep them small, the network has done the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColourProfile {
    /// Added to the shadows, fading out towards white.
    pub lift: [f32; 3],
    /// Above one brightens the mid-tones, black and white stay.
    pub gamma: [f32; 3],
    /// Factor of the highlights, fading out towards black.
    pub gain: [f32; 3],
    /// Factor of the chroma.
    pub saturation: f32,
    /// Slope around the mid-tone; highlights and shadows roll off softly.
    pub contrast: f32,
}

impl ColourProfile {
    /// The profile that changes nothing.
    pub const NEUTRAL: Self =
        Self { lift: [0.0; 3], gamma: [1.0; 3], gain: [1.0; 3], saturation: 1.0, contrast: 1.0 };
}

/// Grades every pixel.
pub fn grade(picture: &Picture, profile: &ColourProfile) -> Picture {
    if *profile == ColourProfile::NEUTRAL {
        return picture.clone();
    }
    picture.map(|pixel| graded(pixel, profile))
}

fn graded(pixel: [f32; 3], profile: &ColourProfile) -> [f32; 3] {
    let toned = [0, 1, 2].map(|c| {
        let lifted = pixel[c] + profile.lift[c] * (1.0 - pixel[c]);
        (lifted * profile.gain[c]).clamp(0.0, 1.0).powf(1.0 / profile.gamma[c].max(0.05))
    });
    let [lightness, a, b] = srgb_to_oklab(toned);
    in_gamut([
        contrasted(lightness, profile.contrast),
        a * profile.saturation,
        b * profile.saturation,
    ])
}

/// A slope of `contrast` at the pivot that bends back to reach black and white exactly.
fn contrasted(lightness: f32, contrast: f32) -> f32 {
    let side = if lightness > PIVOT { 1.0 - PIVOT } else { PIVOT };
    let t = (lightness - PIVOT) / side;
    let bent = t * (contrast - (contrast - 1.0) * t.abs());
    (PIVOT + side * bent).clamp(0.0, 1.0)
}

/// To sRGB; a colour that no screen shows gives up chroma rather than hue or lightness.
fn in_gamut([lightness, a, b]: [f32; 3]) -> [f32; 3] {
    let at = |chroma: f32| [lightness, a * chroma, b * chroma];
    let shown = |chroma: f32| {
        let range = -GAMUT_SLACK..=1.0 + GAMUT_SLACK;
        oklab_to_linear(at(chroma)).iter().all(|v| range.contains(v))
    };
    if shown(1.0) {
        return oklab_to_srgb(at(1.0));
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        if shown(middle) { low = middle } else { high = middle }
    }
    oklab_to_srgb(at(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours() -> Picture {
        Picture::from_fn(32, 16, |x, y| {
            [(x % 8) as f32 / 7.0, (y % 8) as f32 / 7.0, (x / 8 + 4 * (y / 8)) as f32 / 7.0]
        })
    }

    #[test]
    fn neutral_changes_nothing() {
        assert_eq!(grade(&colours(), &ColourProfile::NEUTRAL), colours());
        let nearly = ColourProfile { saturation: 1.000_01, ..ColourProfile::NEUTRAL };
        for (a, b) in grade(&colours(), &nearly).pixels.iter().zip(&colours().pixels) {
            assert!((0..3).all(|c| (a[c] - b[c]).abs() < 0.02), "{b:?} became {a:?}");
        }
    }

    #[test]
    fn each_control_does_its_own_thing() {
        let n = ColourProfile::NEUTRAL;
        let grey = |v: f32, p: ColourProfile| graded([v; 3], &p)[1];
        let lifted = ColourProfile { lift: [0.1; 3], ..n };
        assert!(grey(0.0, lifted) > 0.08 && (grey(1.0, lifted) - 1.0).abs() < 1e-2);
        let bright = ColourProfile { gamma: [1.2; 3], ..n };
        assert!(grey(0.5, bright) > 0.53 && grey(0.0, bright) < 1e-3);
        let dim = ColourProfile { gain: [0.9; 3], ..n };
        assert!((grey(1.0, dim) - 0.9).abs() < 1e-2 && grey(0.0, dim) < 1e-3);
        let strong = ColourProfile { contrast: 1.3, ..n };
        assert!(grey(0.2, strong) < 0.19 && grey(0.8, strong) > 0.81);
        assert!(grey(0.0, strong) < 1e-3 && grey(1.0, strong) > 0.999);
        let vivid = ColourProfile { saturation: 1.3, ..n };
        let [r, _, b] = graded([0.6, 0.5, 0.45], &vivid);
        assert!(r - b > 0.17, "the chroma did not grow: {r} {b}");
    }

    #[test]
    fn hues_survive_saturation() {
        let vivid = ColourProfile { saturation: 1.5, ..ColourProfile::NEUTRAL };
        for (before, after) in colours().pixels.iter().zip(&grade(&colours(), &vivid).pixels) {
            let ([_, a, b], [_, c, d]) = (srgb_to_oklab(*before), srgb_to_oklab(*after));
            if a.hypot(b) > 0.04 {
                let turned = (a * d - b * c).atan2(a * c + b * d).abs();
                assert!(turned < 0.06, "{before:?} turned by {turned}");
            }
        }
    }

    #[test]
    fn contrast_is_monotone() {
        for contrast in [0.7, 1.0, 1.3, 1.6] {
            let mut last = -1.0;
            for i in 0..=200 {
                let value = contrasted(i as f32 / 200.0, contrast);
                assert!(value >= last && (0.0..=1.0).contains(&value));
                last = value;
            }
        }
    }
}
