//! Scenes and the teacher's pictures of them, kept on disk so that a second run is quick.

use crate::recipe::teacher_hash;
use crate::scenes::random::Random;
use crate::teacher::{Recipe, Study};
use crate::{scenes, trainer::SIDE};
use picture::{Picture, Plane, exposure};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Changes whenever scenes or teacher change what they make, so that stale files are not used.
pub const DATASET_VERSION: u32 = 2;

/// Bytes of a picture and of its guidance.
const PIXELS: usize = SIDE * SIDE * 3;
const PLANES: usize = SIDE * SIDE / 4 * 3;

/// One training example at full size, 8 bits a channel to keep hundreds of them in memory.
pub struct Example {
    /// Input, RGB.
    pub input: Vec<u8>,
    /// Guidance at half size, three values a pixel.
    pub guidance: Vec<u8>,
    /// The teacher's picture, RGB.
    pub target: Vec<u8>,
}

/// Examples of one style.
pub struct Dataset {
    /// All examples.
    pub examples: Vec<Example>,
}

/// Where scenes and teacher pictures of a run are kept.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
}

impl Shelf {
    /// The shelf of this version of scenes and teacher inside the work folder.
    pub fn of(work: &Path) -> Self {
        Self { folder: work.join(format!("scenes-v{DATASET_VERSION}")) }
    }

    /// The folder: `SEED.rgb` holds a scene, its 512 × 512 RGB bytes and then its 256 × 256
    /// guidance.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Name of the folder inside for a teacher's pictures, `SEED.rgb` each.
    pub fn pictures(recipe: &Recipe) -> String {
        let hash = teacher_hash(recipe, DATASET_VERSION);
        format!("{}-{}", recipe.id, &hash[..8])
    }

    /// Makes the examples of these seeds for every recipe, as far as they are not there yet.
    ///
    /// # Errors
    /// When a folder or file cannot be written.
    pub fn fill(&self, recipes: &[&Recipe], seeds: &[u64]) -> Result<(), String> {
        for recipe in recipes {
            fs::create_dir_all(self.folder.join(Self::pictures(recipe)))
                .map_err(|e| format!("{} cannot be made: {e}.", self.folder.display()))?;
        }
        seeds.par_iter().try_for_each(|seed| self.fill_one(recipes, *seed))
    }

    fn fill_one(&self, recipes: &[&Recipe], seed: u64) -> Result<(), String> {
        let scene_file = self.scene_file(seed);
        let (input, guidance) = match read(&scene_file, PIXELS + PLANES) {
            Some(bytes) => (bytes[..PIXELS].to_vec(), bytes[PIXELS..].to_vec()),
            None => {
                let scene = scenes::scene(seed);
                let input = rgb_bytes(&even(&scene));
                let guidance = guidance_bytes(&scene.guidance);
                write(&scene_file, &[input.as_slice(), &guidance].concat())?;
                (input, guidance)
            }
        };
        let mut study = None;
        for recipe in recipes {
            let file = self.picture_file(recipe, seed);
            if read(&file, PIXELS).is_some() {
                continue;
            }
            // The study is a third of the work and serves all styles.
            let study = study
                .get_or_insert_with(|| Study::of(&picture_of(&input), &guidance_of(&guidance)));
            write(&file, &rgb_bytes(&study.draw(recipe)))?;
        }
        Ok(())
    }

    fn scene_file(&self, seed: u64) -> PathBuf {
        self.folder.join(format!("{seed}.rgb"))
    }

    fn picture_file(&self, recipe: &Recipe, seed: u64) -> PathBuf {
        self.folder.join(Self::pictures(recipe)).join(format!("{seed}.rgb"))
    }
}

impl Dataset {
    /// Reads the examples of these seeds, which [`Shelf::fill`] has made.
    ///
    /// # Errors
    /// When one is not there.
    pub fn of(shelf: &Shelf, recipe: &Recipe, seeds: &[u64]) -> Result<Self, String> {
        let example = |seed: &u64| {
            let scene = read(&shelf.scene_file(*seed), PIXELS + PLANES);
            let target = read(&shelf.picture_file(recipe, *seed), PIXELS);
            let (Some(scene), Some(target)) = (scene, target) else {
                return Err(format!("Scene {seed} of {} is missing.", recipe.id));
            };
            let (input, guidance) = scene.split_at(PIXELS);
            Ok(Example { input: input.to_vec(), guidance: guidance.to_vec(), target })
        };
        Ok(Self { examples: seeds.iter().map(example).collect::<Result<_, String>>()? })
    }

    /// A batch of `n` random square cuts with sides `side`: input, guidance, target and the
    /// weight map, each as `[n, channels, height, width]` numbers.
    pub fn batch(&self, n: usize, side: usize, random: &mut Random) -> Batch {
        let mut batch = Batch::default();
        for _ in 0..n {
            let example = &self.examples[random.below(self.examples.len())];
            let at =
                [random.below((SIDE - side) / 2 + 1) * 2, random.below((SIDE - side) / 2 + 1) * 2];
            let flip = random.chance(0.5);
            let blind = random.chance(0.15);
            let noise = if random.chance(0.5) { random.range(0.0, 0.02) } else { 0.0 };
            let column = |x: usize, width: usize| if flip { width - 1 - x } else { x };
            let pixel = |bytes: &[u8], c: usize, x: usize, y: usize| {
                let index = ((at[1] + y) * SIDE + at[0] + column(x, side)) * 3 + c;
                f32::from(bytes[index]) / 255.0
            };
            let half = side / 2;
            let guide = |c: usize, x: usize, y: usize| {
                let index = ((at[1] / 2 + y) * (SIDE / 2) + at[0] / 2 + column(x, half)) * 3 + c;
                f32::from(example.guidance[index]) / 255.0
            };
            for c in 0..3 {
                for y in 0..side {
                    for x in 0..side {
                        let grain = if noise > 0.0 { random.normal() * noise } else { 0.0 };
                        batch.input.push((pixel(&example.input, c, x, y) + grain).clamp(0.0, 1.0));
                        batch.target.push(pixel(&example.target, c, x, y));
                    }
                }
                for y in 0..half {
                    for x in 0..half {
                        batch.guidance.push(if blind { 0.0 } else { guide(c, x, y) });
                    }
                }
            }
            for y in 0..side {
                for x in 0..side {
                    let (i, t) = (
                        [0, 1, 2].map(|c| pixel(&example.input, c, x, y)),
                        [0, 1, 2].map(|c| pixel(&example.target, c, x, y)),
                    );
                    let darker = (i.iter().sum::<f32>() - t.iter().sum::<f32>()) / 3.0;
                    let line = ((darker - 0.15) * 5.0).clamp(0.0, 1.0);
                    let (eyes, lips) = (guide(1, x / 2, y / 2), guide(2, x / 2, y / 2));
                    batch.map.push(0.8 + 1.5 * line + 2.0 * eyes + 0.7 * lips);
                }
            }
        }
        batch
    }
}

/// Numbers of one batch.
#[derive(Default)]
pub struct Batch {
    /// `[n, 3, side, side]`.
    pub input: Vec<f32>,
    /// `[n, 3, side / 2, side / 2]`.
    pub guidance: Vec<f32>,
    /// `[n, 3, side, side]`.
    pub target: Vec<f32>,
    /// `[n, 1, side, side]`.
    pub map: Vec<f32>,
}

/// The input as a picture.
pub fn picture_of(bytes: &[u8]) -> Picture {
    let pixels =
        bytes.chunks_exact(3).map(|p| [0, 1, 2].map(|c| f32::from(p[c]) / 255.0)).collect();
    Picture { width: SIDE, height: SIDE, pixels }
}

/// The guidance as planes.
pub fn guidance_of(bytes: &[u8]) -> [Plane; 3] {
    let half = SIDE / 2;
    [0, 1, 2].map(|c| {
        let values = bytes.chunks_exact(3).map(|p| f32::from(p[c]) / 255.0).collect();
        Plane { width: half, height: half, values }
    })
}

/// Exposure is evened before the network, here as at run time.
fn even(scene: &scenes::Scene) -> Picture {
    let face = scene.guidance[0].resize(SIDE, SIDE);
    let region = face.values.iter().any(|v| *v > 0.5).then_some(&face);
    exposure::even_exposure(&scene.picture, region)
}

fn rgb_bytes(picture: &Picture) -> Vec<u8> {
    let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    picture.pixels.iter().flat_map(|p| p.map(byte)).collect()
}

fn guidance_bytes(planes: &[Plane; 3]) -> Vec<u8> {
    rgb_bytes(&Picture::from_channels(planes))
}

fn read(path: &PathBuf, length: usize) -> Option<Vec<u8>> {
    fs::read(path).ok().filter(|bytes| bytes.len() == length)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let beside = path.with_extension("part");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|e| format!("{} cannot be written: {e}.", path.display()))
}
