//! One picture of the bench through the product's own steps, in every style.

use super::faces::Photographed;
use super::lines::{LineMask, flat_share};
use super::pictures::{Kind, Original};
use super::stability;
use crate::dataset::DATASET_VERSION;
use crate::measure;
use crate::recipe::teacher_hash;
use crate::teacher::{Recipe, Study, recipes};
use face::Landmarks;
use picture::{Picture, Plane};
use portrait::{DRAWN_SIDE, Prepared, Sitting, finish};
use sha2::{Digest, Sha256};
use std::path::Path;
use stylize::Pack;
use stylize::processor::{self, Network};

/// The three pictures of a style: what it should be, what the network made of it, and that as
/// visitors get it.
pub(super) const STAGES: [&str; 3] = ["teacher", "network", "finished"];

/// A style that is judged: its teacher and its network.
pub(super) struct Artist {
    /// Style id.
    pub(super) id: &'static str,
    /// Style name.
    pub(super) name: &'static str,
    /// What the pack says of itself.
    pub(super) pack: Vec<(String, String)>,
    /// The teacher's recipe.
    pub(super) recipe: &'static Recipe,
    network: Network,
}

impl Artist {
    /// Every style that has a recipe, with its pack from a folder.
    ///
    /// # Errors
    /// A sentence when a pack is missing or refused.
    pub(super) fn all(packs: &Path) -> Result<Vec<Self>, String> {
        let read = |recipe: &'static Recipe| {
            let file = packs.join(format!("{}.safetensors", recipe.id));
            let said = |reason: String| format!("{}: {reason}", file.display());
            let bytes = std::fs::read(&file).map_err(|e| said(e.to_string()))?;
            let pack = Pack::from_bytes(&bytes).map_err(|e| said(e.to_string()))?;
            let digest = Sha256::digest(&bytes);
            let hash: String = digest.iter().take(16).map(|b| format!("{b:02x}")).collect();
            let note = |key: &str| {
                let value = pack.metadata.get(key).cloned().unwrap_or_default();
                (key.to_owned(), value)
            };
            let mut notes: Vec<(String, String)> =
                ["version", "tier", "teacher_hash", "training"].map(note).into();
            notes.push(("sha256".to_owned(), hash));
            let this_teacher = teacher_hash(recipe, DATASET_VERSION);
            let same = pack.metadata.get("teacher_hash") == Some(&this_teacher);
            notes.push(("teacher_is_the_same".to_owned(), same.to_string()));
            let network = pack.on_processor().map_err(|e| said(e.to_string()))?;
            let (id, name) = (recipe.id.as_str(), recipe.name.as_str());
            Ok(Self { id, name, pack: notes, recipe, network })
        };
        recipes::ALL.iter().map(read).collect()
    }

    fn draw(&self, picture: &Picture, guidance: &[Plane; 3]) -> Result<Picture, String> {
        processor::draw(&self.network, picture, guidance).map_err(|fault| fault.to_string())
    }

    /// How still the style holds on one picture: under motion, under noise.
    ///
    /// # Errors
    /// When the network draws what is no picture.
    pub(super) fn stability(&self, case: &Case) -> Result<[f64; 2], String> {
        let (picture, guidance) = (&case.prepared.picture, &case.prepared.guidance);
        let draw = |p: &Picture, g: &[Plane; 3]| self.draw(p, g);
        Ok([
            stability::under_motion(picture, guidance, draw)?,
            stability::under_noise(picture, guidance, draw)?,
        ])
    }
}

/// A picture of the bench, made ready for the network as the product would.
pub(super) struct Case {
    /// Name of the row.
    pub(super) name: String,
    /// What the picture shows.
    pub(super) kind: Kind,
    /// The face that was found in it.
    pub(super) face: Option<Photographed>,
    /// The square as it was photographed, of the size that is drawn.
    pub(super) before: Picture,
    /// The network's input.
    pub(super) prepared: Prepared,
}

/// How near a network's drawing is to its teacher's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    /// Peak signal-to-noise ratio in dB.
    pub(super) psnr: f64,
    /// Structural similarity.
    pub(super) ssim: f64,
    /// Mean distance in OKLab, times 100.
    pub(super) delta_e: f64,
    /// F1 of the lines; none where the teacher draws none.
    pub line_f1: Option<f64>,
    /// The same F1 for the photo itself: what is there without drawing any line.
    pub(super) photo_line_f1: Option<f64>,
    /// Share of flat pixels in the photo and in the drawing.
    pub(super) flat: [f64; 2],
}

impl Case {
    /// Cuts, evens and warps a picture. Things are drawn whole, whoever may be on them.
    ///
    /// # Errors
    /// When the landmarks are no face.
    pub(super) fn new(original: &Original, found: Option<&Landmarks>) -> Result<Self, String> {
        let found = found.filter(|_| original.kind != Kind::Thing);
        let (width, height) = (original.picture.width, original.picture.height);
        let face = found.map(|points| Photographed::new(points, width, height)).transpose()?;
        let sitting = Sitting::new(&original.picture, found);
        let (before, prepared) = (sitting.before(DRAWN_SIDE), sitting.prepare(true));
        Ok(Self { name: original.name.clone(), kind: original.kind, face, before, prepared })
    }

    /// Draws the picture in every style, hands each stage to `keep` under the style's id, and
    /// measures.
    ///
    /// # Errors
    /// When the network draws what is no picture, and those of `keep`.
    pub(super) fn draw(
        &self,
        artists: &[Artist],
        keep: impl Fn(&str, &str, &Picture) -> Result<(), String>,
    ) -> Result<Vec<Likeness>, String> {
        let (picture, guidance) = (&self.prepared.picture, &self.prepared.guidance);
        let study = Study::of(picture, guidance);
        let (flat_before, photo_lines) = (flat_share(picture), LineMask::of(picture));
        let judged = |artist: &Artist| {
            let teacher = study.draw(artist.recipe);
            let drawn = artist.draw(picture, guidance)?;
            let finished = finish(&drawn, &self.prepared, artist.id, false);
            for (stage, picture) in STAGES.into_iter().zip([&teacher, &drawn, &finished]) {
                keep(artist.id, stage, picture)?;
            }
            let lines = LineMask::of(&teacher);
            Ok(Likeness {
                psnr: measure::psnr(&drawn, &teacher),
                ssim: measure::ssim(&drawn, &teacher),
                delta_e: delta_e(&drawn, &teacher),
                line_f1: lines.f1(&LineMask::of(&drawn)),
                photo_line_f1: lines.f1(&photo_lines),
                flat: [flat_before, flat_share(&drawn)],
            })
        };
        artists.iter().map(judged).collect()
    }
}

/// Mean distance in OKLab, times 100.
fn delta_e(a: &Picture, b: &Picture) -> f64 {
    let apart = |(p, q): (&[f32; 3], &[f32; 3])| {
        let (p, q) = (picture::colour::srgb_to_oklab(*p), picture::colour::srgb_to_oklab(*q));
        f64::from((0..3).map(|i| (p[i] - q[i]).powi(2)).sum::<f32>().sqrt())
    };
    100.0 * a.pixels.iter().zip(&b.pixels).map(apart).sum::<f64>() / a.pixels.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delta_e_of_known_greys() {
        // OKLab's lightness of a grey is the cube root of its linear light: 0 and 1 here.
        let (black, white) = (Picture::filled(4, 4, [0.0; 3]), Picture::filled(4, 4, [1.0; 3]));
        assert!((delta_e(&black, &white) - 100.0).abs() < 0.01);
        assert_eq!(delta_e(&white, &white), 0.0);
    }

    #[test]
    fn a_thing_is_drawn_whole() {
        let picture = Picture::from_fn(60, 40, |x, y| [x as f32 / 60.0, y as f32 / 40.0, 0.5]);
        let face = Landmarks::new(vec![[0.5; 3]; 478]).expect("478 points");
        let thing = Original { name: "thing".into(), kind: Kind::Thing, picture };
        let case = Case::new(&thing, Some(&face)).expect("a case");
        assert!(case.face.is_none());
        assert!(case.prepared.guidance[0].values.iter().all(|v| *v == 0.0));
    }
}
