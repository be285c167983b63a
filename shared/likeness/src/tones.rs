//! Colours of skin and iris: medians, so that a shadow, a highlight or a lash does not count.

use character::Colour;
use face::indices::{LEFT_EYE, LEFT_IRIS, RIGHT_EYE, RIGHT_IRIS};
use picture::Picture;
use picture::colour::{oklab_to_srgb, srgb_to_oklab};

use crate::frame::Frame;
use crate::sheet::{Sheet, holds};

/// Patches of skin that are rarely covered or in shadow: cheeks, and the middle of the forehead.
const PATCHES: [usize; 7] = [50, 280, 205, 425, 118, 347, 151];
/// Their radius, in units.
const PATCH: f32 = 0.05;
/// Of skin, by lightness: neither shadows nor shine.
const SKIN_SHARE: [f32; 2] = [0.30, 0.85];
/// Of an iris: neither pupil and lashes nor the window mirrored in it.
const IRIS_SHARE: [f32; 2] = [0.30, 0.75];
/// Where an iris has its colour, from the pupil to the rim.
const IRIS_RING: [f32; 2] = [0.42, 0.88];
/// An iris of fewer pixels across shows no colour.
const IRIS_PIXELS_MIN: f32 = 5.0;
/// Least samples that say anything.
const SAMPLES_MIN: usize = 12;

/// The skin, in `OKLab`.
pub(crate) fn skin(sheet: &Sheet, points: &[[f32; 2]]) -> Option<[f32; 3]> {
    let mut samples = Vec::new();
    for [u, v] in PATCHES.map(|index| points[index]) {
        for (column, row) in sheet.between([u - PATCH, v - PATCH], [u + PATCH, v + PATCH]) {
            let cell = sheet.cell(column, row);
            let [x, y] = sheet.place(column, row);
            if cell.is_face && (x - u).hypot(y - v) <= PATCH {
                samples.push(cell.lab);
            }
        }
    }
    typical(samples, SKIN_SHARE)
}

/// The irises, in `OKLab`; none when they are too small, or hidden by the lids.
pub(crate) fn iris(photo: &Picture, frame: &Frame, points: &[[f32; 2]]) -> Option<[f32; 3]> {
    let mut samples = Vec::new();
    for (ring, lids) in [(RIGHT_IRIS, RIGHT_EYE), (LEFT_IRIS, LEFT_EYE)] {
        let centre = points[ring[0]];
        let radius = ring[1..]
            .iter()
            .map(|&index| (points[index][0] - centre[0]).hypot(points[index][1] - centre[1]))
            .sum::<f32>()
            / 4.0;
        if radius * frame.unit * 2.0 < IRIS_PIXELS_MIN {
            continue;
        }
        let outline = lids.map(|index| points[index]);
        let n_steps = 24_u8;
        for step in 0..=n_steps {
            for other in 0..=n_steps {
                let across = [step, other].map(|it| f32::from(it) / f32::from(n_steps) * 2.0 - 1.0);
                let reach = across[0].hypot(across[1]);
                let place = [centre[0] + across[0] * radius, centre[1] + across[1] * radius];
                // The upper third lies in the shadow of the lid.
                if (IRIS_RING[0]..IRIS_RING[1]).contains(&reach)
                    && across[1] > -0.35
                    && holds(&outline, place)
                {
                    let [x, y] = frame.to_pixel(place);
                    samples.push(srgb_to_oklab(photo.sample(x, y)));
                }
            }
        }
    }
    typical(samples, IRIS_SHARE)
}

/// The median of the samples whose lightness lies in a range of ranks; none of too few.
pub(crate) fn typical(mut samples: Vec<[f32; 3]>, share: [f32; 2]) -> Option<[f32; 3]> {
    if samples.len() < SAMPLES_MIN {
        return None;
    }
    samples.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let [from, to] = share.map(|it| (it * samples.len() as f32) as usize);
    let kept = &samples[from..to.max(from + 1)];
    Some([0, 1, 2].map(|channel| {
        let mut values: Vec<f32> = kept.iter().map(|it| it[channel]).collect();
        values.sort_by(f32::total_cmp);
        values[values.len() / 2]
    }))
}

/// Hair as it grows is between red and golden, the lighter the more golden; in a photo's light the
/// golden one turns greenish, which a drawing makes worse. What is dyed stays as it is.
pub(crate) fn without_green([light, a, b]: [f32; 3]) -> [f32; 3] {
    const GREENISH: f32 = 112.0;
    const CHROMA_GROWN: f32 = 0.13;
    let (hue, chroma) = (b.atan2(a).to_degrees(), a.hypot(b));
    let golden = 60.0 + 22.0 * ((light - 0.35) / 0.45).clamp(0.0, 1.0);
    if !(golden..GREENISH).contains(&hue) || chroma > CHROMA_GROWN {
        return [light, a, b];
    }
    let (sine, cosine) = golden.to_radians().sin_cos();
    [light, chroma * cosine, chroma * sine]
}

/// As an illustrator's colour.
pub(crate) fn colour(lab: [f32; 3]) -> Colour {
    let [r, g, b] = oklab_to_srgb(lab).map(|part| part.clamp(0.0, 1.0));
    Colour { r, g, b, a: 1.0 }
}

/// How different two colours are; light counts for less than hue, because hair and skin have
/// shadows.
pub(crate) fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
    const LIGHT: f32 = 0.55;
    let [light, green, blue] = [0, 1, 2].map(|i| a[i] - b[i]);
    ((light * LIGHT).powi(2) + (green * 1.4).powi(2) + (blue * 1.4).powi(2)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_and_shine_do_not_count() {
        let mut samples = vec![[0.7, 0.05, 0.05]; 60];
        samples.extend(vec![[0.1, 0.0, 0.0]; 25]);
        samples.extend(vec![[1.0, 0.0, 0.0]; 15]);
        assert_eq!(typical(samples, SKIN_SHARE), Some([0.7, 0.05, 0.05]));
        assert_eq!(typical(vec![[0.5; 3]; 3], SKIN_SHARE), None);
    }

    #[test]
    fn brown_hair_loses_its_green_and_dyed_hair_nothing() {
        let hue = |rgb: [f32; 3]| colour(without_green(srgb_to_oklab(rgb))).to_hsl()[0];
        assert!(hue([0.48, 0.41, 0.25]) < 32.0, "{}", hue([0.48, 0.41, 0.25]));
        assert!((hue([0.30, 0.19, 0.12]) - 23.3).abs() < 1.0, "brown");
        assert!((hue([0.20, 0.60, 0.25]) - 127.5).abs() < 1.0, "green");
        assert!((hue([0.20, 0.30, 0.70]) - 228.0).abs() < 1.0, "blue");
    }
}
