//! From the network's drawing to the picture that leaves.

use crate::features::Coat;
use crate::grades::grade_of;
use crate::sitting::{PHOTO_SIDE, Prepared};
use picture::{Picture, Plane, colour, detail, grade, guided, matte, upscale};

/// How much of the photo's fine detail "enhance details" brings back.
const DETAIL_STRENGTH: f32 = 0.8;
/// Reach of the flattening, in pixels of the drawing.
const FLAT_RADIUS: usize = 3;
/// Variance of lightness below which something is texture and not a line.
const FLAT_VARIANCE: f32 = 0.001;

/// What stands behind the person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Background {
    /// As it was drawn.
    Drawn,
    /// Nothing.
    Transparent,
    /// One sRGB colour.
    Colour([f32; 3]),
}

/// The outline of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The whole square.
    Square,
    /// A disc.
    Circle,
}

/// What a print shall be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Format {
    /// Its side in pixels.
    pub side: usize,
    /// What stands behind the person.
    pub background: Background,
    /// Its outline.
    pub cut: Cut,
}

/// A picture that is ready to be written.
#[derive(Clone, Debug)]
pub struct Print {
    /// The colours.
    pub picture: Picture,
    /// What can be seen; all of it when there is none.
    pub alpha: Option<Plane>,
}

/// Refines a drawing: fine detail when asked for and clean flats when not, then the style's
/// grade. The size stays.
pub fn finish(drawn: &Picture, prepared: &Prepared, style: &str, enhance_details: bool) -> Picture {
    let profile = grade_of(style);
    let mut finished = if enhance_details {
        let graded = grade::grade(drawn, &profile);
        detail::enhance(&graded, &prepared.picture, DETAIL_STRENGTH)
    } else {
        grade::grade(&flatten(drawn, &prepared.guidance[1]), &profile)
    };
    if let Some(features) = &prepared.features {
        features.draw(&mut finished, style, Coat::First);
    }
    finished
}

/// Smooths what the network left of skin and hair texture; lines and edges are far above
/// [`FLAT_VARIANCE`] and stay, and so do the eyes.
fn flatten(drawn: &Picture, eyes: &Plane) -> Picture {
    let guide = colour::lightness(drawn);
    let eyes = eyes.resize(drawn.width, drawn.height);
    let smooth = [0, 1, 2].map(|channel| {
        let own = drawn.channel(channel);
        let flat = guided::guided_filter(&guide, &own, FLAT_RADIUS, FLAT_VARIANCE);
        let mix = |i: usize| flat.values[i] + (own.values[i] - flat.values[i]) * eyes.values[i];
        Plane { values: (0..own.values.len()).map(mix).collect(), ..own }
    });
    Picture::from_channels(&smooth).map(|pixel| pixel.map(|v| v.clamp(0.0, 1.0)))
}

/// Brings a finished drawing to its final size, background and outline. Above the drawing's own
/// size, the style's eyes, brows and mouth are drawn once more, as crisp as the size allows.
pub fn print(finished: &Picture, prepared: &Prepared, style: &str, format: Format) -> Print {
    let Format { side, background, cut } = format;
    let sized = if side > finished.width {
        let large = upscale::guided_upscale(finished, &prepared.photo);
        let mut sized = large.resize(side, side);
        if let Some(features) = &prepared.features {
            features.draw(&mut sized, style, Coat::Again);
        }
        sized
    } else {
        finished.resize(side, side)
    };
    let person = prepared.alpha.as_ref().map(|alpha| alpha.resize(side, side));
    let (picture, alpha) = match (background, person) {
        (Background::Transparent, Some(alpha)) => {
            (matte::decontaminate(&sized, &alpha), Some(alpha))
        }
        (Background::Colour(colour), Some(alpha)) => {
            let clean = matte::decontaminate(&sized, &alpha);
            (matte::over(&clean, &alpha, colour), None)
        }
        _ => (sized, None),
    };
    let alpha = match cut {
        Cut::Square => alpha,
        Cut::Circle => {
            let disc = matte::circle(side);
            Some(match alpha {
                Some(alpha) => product(&alpha, &disc),
                None => disc,
            })
        }
    };
    Print { picture, alpha }
}

fn product(a: &Plane, b: &Plane) -> Plane {
    let values = a.values.iter().zip(&b.values).map(|(p, q)| p * q).collect();
    Plane { width: a.width, height: a.height, values }
}

impl Background {
    /// Reads `drawn`, `transparent` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "drawn" => Some(Self::Drawn),
            "transparent" => Some(Self::Transparent),
            _ => {
                let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
                let value = u32::from_str_radix(digits, 16).ok()?;
                let channel = |shift: u32| (value >> shift & 255) as f32 / 255.0;
                Some(Self::Colour([channel(16), channel(8), channel(0)]))
            }
        }
    }
}

/// Sides a portrait can leave with, in pixels (specification, post-processing).
pub const SIDES: [usize; 4] = [128, 256, 512, PHOTO_SIDE];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sitting;

    #[test]
    fn backgrounds_are_read() {
        assert_eq!(Background::parse("drawn"), Some(Background::Drawn));
        assert_eq!(Background::parse("#ff0000"), Some(Background::Colour([1.0, 0.0, 0.0])));
        for bad in ["", "#ff00", "#gg0000", "red", "#ff00000"] {
            assert_eq!(Background::parse(bad), None, "{bad} is no background");
        }
    }

    #[test]
    fn every_size_and_background_can_be_printed() {
        let photo = Picture::from_fn(64, 64, |x, y| [x as f32 / 64.0, y as f32 / 64.0, 0.5]);
        let mut sitting = Sitting::new(&photo, None);
        sitting.set_matte(&Plane::from_fn(64, 64, |x, _| f32::from(x > 31)));
        let prepared = sitting.prepare(true);
        let finished = finish(&prepared.picture, &prepared, "cel-shade", true);
        for side in SIDES {
            let format = Format { side, background: Background::Transparent, cut: Cut::Square };
            let clear = print(&finished, &prepared, "cel-shade", format);
            assert_eq!((clear.picture.width, clear.picture.height), (side, side));
            let alpha = clear.alpha.expect("a transparent print has alpha");
            assert!(alpha.values[side / 8] < 0.1 && alpha.values[side - 2] > 0.9, "at {side}");
        }
        let green = Background::Colour([0.0, 1.0, 0.0]);
        let format = Format { side: 128, background: green, cut: Cut::Circle };
        let print = print(&finished, &prepared, "cel-shade", format);
        assert_eq!(print.picture.pixels[64 * 128 + 10], [0.0, 1.0, 0.0]);
        let disc = print.alpha.expect("a disc has alpha");
        assert!(disc.values[0] < 0.01 && disc.values[64 * 128 + 64] > 0.99);
    }
}
