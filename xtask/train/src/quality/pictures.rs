//! The bench: every picture that the styles are judged by. None of them is ever trained on.
//!
//! The portrait is one person, seen as different photographs would show her; it counts as several
//! rows, but as one person. The heads are our own renders, from seeds above [`FIRST_SEED`], which
//! no training run reaches: those count up from small numbers.

use crate::scenes;
use crate::scenes::random::Random;
use picture::{Picture, colour};
use rayon::prelude::*;
use std::path::Path;

/// The first seed of the bench's heads; training and its held-out scenes stay below.
pub(super) const FIRST_SEED: u64 = 1 << 41;
/// Rendered heads on the bench.
pub(super) const HEADS: usize = 16;
/// Seeds that are looked at in one go, and how often; seven scenes in ten are heads.
const SEEDS_AT_ONCE: u64 = 10;
const GOES_MAX: u64 = 6;
/// Share of skin from which a scene counts as a head.
const SKIN_SHARE_MIN: f32 = 0.04;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A photograph of a face.
    Portrait,
    /// A photograph of something else, or without looking for a face.
    Thing,
    /// A head of our own.
    Head,
}

impl Kind {
    /// Whether it was photographed.
    pub(super) fn is_real(self) -> bool {
        self != Self::Head
    }
}

/// One picture as a visitor would bring it.
#[derive(Clone, Debug)]
pub(super) struct Original {
    /// Unique; part of file names.
    pub(super) name: String,
    /// What it shows.
    pub(super) kind: Kind,
    /// The picture.
    pub(super) picture: Picture,
}

/// How a photograph differs from the file it is made from.
enum Change {
    None,
    Mirrored,
    /// Exposure as a factor in linear light, then gains of red and blue.
    Light(f32, [f32; 2]),
    /// Share of its size.
    Smaller(f32),
    /// Degrees, counter-clockwise, around the face.
    Tilted(f32),
    /// Deviation of the sensor's noise.
    Noisy(f32),
    /// Left, top and side of a square.
    Cut([usize; 3]),
}

/// File, name of the row, kind, change.
const PHOTOS: [(&str, &str, Kind, Change); 15] = [
    ("astronaut.png", "portrait", Kind::Portrait, Change::None),
    ("astronaut.png", "portrait-mirrored", Kind::Portrait, Change::Mirrored),
    ("astronaut.png", "portrait-dim", Kind::Portrait, Change::Light(0.40, [1.0, 1.0])),
    ("astronaut.png", "portrait-bright", Kind::Portrait, Change::Light(1.6, [1.0, 1.0])),
    ("astronaut.png", "portrait-warm", Kind::Portrait, Change::Light(0.9, [1.22, 0.72])),
    ("astronaut.png", "portrait-cool", Kind::Portrait, Change::Light(0.9, [0.80, 1.25])),
    ("astronaut.png", "portrait-small", Kind::Portrait, Change::Smaller(0.70)),
    ("astronaut.png", "portrait-left", Kind::Portrait, Change::Tilted(14.0)),
    ("astronaut.png", "portrait-right", Kind::Portrait, Change::Tilted(-14.0)),
    ("astronaut.png", "portrait-noisy", Kind::Portrait, Change::Noisy(0.025)),
    ("astronaut.png", "portrait-close", Kind::Portrait, Change::Cut([134, 22, 180])),
    ("astronaut.png", "whole-figure", Kind::Thing, Change::None),
    ("coffee.png", "coffee", Kind::Thing, Change::None),
    ("chelsea.jpg", "cat", Kind::Thing, Change::None),
    ("camera.jpg", "camera", Kind::Thing, Change::None),
];

/// Where the face is in the portrait's file, for tilting.
const FACE: [f32; 2] = [224.0, 120.0];

/// The bench, photographs first. `fixtures` is the folder of the files.
///
/// # Errors
/// A sentence when a file cannot be read.
pub(super) fn bench(fixtures: &Path) -> Result<Vec<Original>, String> {
    let photo =
        |(file, name, kind, change): &(&str, &str, Kind, Change)| -> Result<Original, String> {
            let picture = changed(&read(&fixtures.join(file))?, change);
            Ok(Original { name: (*name).to_owned(), kind: *kind, picture })
        };
    let mut all = PHOTOS.iter().map(photo).collect::<Result<Vec<_>, _>>()?;
    all.extend(heads());
    Ok(all)
}

/// Rendered heads: of consecutive seeds those that show one, whatever they look like.
fn heads() -> Vec<Original> {
    let shown = |seed: u64| {
        let scene = scenes::scene(FIRST_SEED + seed);
        let share = scene.skin.values.iter().sum::<f32>() / scene.skin.values.len() as f32;
        let name = format!("head-{seed:02}");
        (share > SKIN_SHARE_MIN).then_some(Original {
            name,
            kind: Kind::Head,
            picture: scene.picture,
        })
    };
    let mut found: Vec<Original> = Vec::new();
    for go in 0..GOES_MAX {
        let seeds = go * SEEDS_AT_ONCE..(go + 1) * SEEDS_AT_ONCE;
        found.extend(seeds.into_par_iter().filter_map(shown).collect::<Vec<_>>());
        if found.len() >= HEADS {
            break;
        }
    }
    found.truncate(HEADS);
    found
}

fn read(path: &Path) -> Result<Picture, String> {
    let shown = path.display();
    let image = image::open(path).map_err(|e| format!("{shown}: {e}"))?.to_rgba8();
    Picture::from_rgba8(image.width() as usize, image.height() as usize, &image)
        .ok_or(format!("{shown} has no pixels"))
}

fn changed(photo: &Picture, change: &Change) -> Picture {
    let (width, height) = (photo.width, photo.height);
    match *change {
        Change::None => photo.clone(),
        Change::Mirrored => {
            Picture::from_fn(width, height, |x, y| photo.pixels[y * width + width - 1 - x])
        }
        Change::Light(exposure, [red, blue]) => {
            let gains = [red, 1.0, blue].map(|gain| gain * exposure);
            photo.map(|p| [0, 1, 2].map(|c| colour::to_srgb(colour::to_linear(p[c]) * gains[c])))
        }
        Change::Smaller(share) => {
            let scaled = |side: usize| (side as f32 * share).round() as usize;
            photo.resize(scaled(width), scaled(height))
        }
        Change::Tilted(degrees) => {
            let (sin, cos) = degrees.to_radians().sin_cos();
            Picture::from_fn(width, height, |x, y| {
                let (dx, dy) = (x as f32 + 0.5 - FACE[0], y as f32 + 0.5 - FACE[1]);
                let at = [FACE[0] + cos * dx - sin * dy, FACE[1] + sin * dx + cos * dy];
                photo.sample_cubic(at[0], at[1]).map(|v| v.clamp(0.0, 1.0))
            })
        }
        Change::Noisy(deviation) => {
            let mut random = Random::new(FIRST_SEED);
            photo.map(|p| p.map(|v| (v + deviation * random.normal()).clamp(0.0, 1.0)))
        }
        Change::Cut([left, top, side]) => {
            Picture::from_fn(side, side, |x, y| photo.pixels[(top + y) * width + left + x])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixtures() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
    }

    #[test]
    fn every_photo_can_be_read_and_each_row_is_another_picture() {
        let photos: Vec<Picture> = PHOTOS
            .iter()
            .map(|(file, _, _, change)| changed(&read(&fixtures().join(file)).expect(file), change))
            .collect();
        for (index, (_, name, kind, _)) in PHOTOS.iter().enumerate() {
            let twins = (0..index).filter(|&other| photos[other] == photos[index]);
            // The whole figure is the portrait, without anyone looking for the face.
            let expected = usize::from(*kind == Kind::Thing && *name == "whole-figure");
            assert_eq!(twins.count(), expected, "{name}");
        }
    }

    #[test]
    fn a_tilt_turns_around_the_face() {
        let mark = |x: usize, y: usize| [f32::from(x == 300 && y == 120); 3];
        let tilted = changed(&Picture::from_fn(512, 400, mark), &Change::Tilted(90.0));
        let brightest = (0..tilted.pixels.len())
            .max_by(|&a, &b| tilted.pixels[a][0].total_cmp(&tilted.pixels[b][0]));
        let at = brightest.map(|i| [i % 512, i / 512]).expect("a picture has pixels");
        // 76 to the right of the face becomes 76 above it.
        assert!(at[0].abs_diff(224) < 2 && at[1].abs_diff(44) < 2, "{at:?}");
    }
}
