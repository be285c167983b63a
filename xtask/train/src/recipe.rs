//! Recipe files: everything that makes one pack, in one TOML file.
//!
//! The four that ship stand in `xtask/train/recipes`; `cargo xtask train --recipe FILE` takes any
//! other. A file names the pack, the training run and the teacher's numbers, and may name a
//! painting whose texture the network shall take on.

use crate::teacher::{Recipe, recipes};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use stylize::Tier;

/// Longest id and name, in bytes.
const WORDS_MAX: usize = 48;
/// Longest version, author and licence, in bytes.
const NOTE_MAX: usize = 200;
/// Most steps and scenes that a file may ask for.
const STEPS_MAX: usize = 1_000_000;
const SCENES_MAX: usize = 100_000;

/// One recipe file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipeFile {
    /// What the pack says of itself.
    pub pack: PackNotes,
    /// The run.
    pub training: Training,
    /// The teacher's numbers; those of a shipped style when `base` is given instead.
    #[serde(default)]
    pub teacher: Recipe,
    /// The id of a shipped style whose teacher is taken as it is.
    #[serde(default)]
    pub base: Option<String>,
    /// A painting to take the texture of.
    #[serde(default)]
    pub painting: Option<Painting>,
}

/// What a pack says of itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackNotes {
    /// Lower-case letters, digits and hyphens; the file's name.
    pub id: String,
    /// The name shown to people.
    pub name: String,
    /// The pack's own version.
    pub version: String,
    /// Who made it.
    pub author: String,
    /// An SPDX licence expression, or a sentence.
    pub licence: String,
}

/// A training run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Tier name.
    pub tier: String,
    /// Optimisation steps.
    pub steps: usize,
    /// Generated scenes.
    pub scenes: usize,
    /// Everything random follows from it.
    pub seed: u64,
    /// The id of a pack in the output folder whose weights the run begins with.
    #[serde(default)]
    pub start: Option<String>,
}

/// A picture of the creator's own painting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Painting {
    /// PNG, JPEG or WebP, beside the recipe file.
    pub file: PathBuf,
    /// Weight of its texture in the loss, `0.0..=1.0`; 0.1 is plenty.
    pub weight: f32,
}

impl RecipeFile {
    /// Reads a recipe.
    ///
    /// # Errors
    /// A sentence that names what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut file: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        if let Some(base) = &file.base {
            let known = recipes::by_id(base);
            file.teacher = known.ok_or(format!("There is no style {base} to build on."))?.clone();
        } else if file.teacher.tone.bands.is_empty() {
            return Err("Either base = \"STYLE\" or [teacher] with its tables is needed.".into());
        }
        file.teacher.id.clone_from(&file.pack.id);
        file.teacher.name.clone_from(&file.pack.name);
        file.check()?;
        Ok(file)
    }

    /// Reads a recipe file; a painting's path is taken from where the file lies.
    ///
    /// # Errors
    /// A sentence that names the file and what is wrong with it.
    pub fn read(path: &Path) -> Result<Self, String> {
        let wrong = |why: String| format!("{}: {why}", path.display());
        let text = std::fs::read_to_string(path).map_err(|e| wrong(e.to_string()))?;
        let mut file = Self::parse(&text).map_err(wrong)?;
        if let (Some(painting), Some(folder)) = (&mut file.painting, path.parent()) {
            painting.file = folder.join(&painting.file);
        }
        Ok(file)
    }

    /// Whether its numbers and words are in range.
    ///
    /// # Errors
    /// A sentence that names what is not.
    pub fn check(&self) -> Result<(), String> {
        let PackNotes { id, name, version, author, licence } = &self.pack;
        for (what, words) in [("version", version), ("author", author), ("licence", licence)] {
            if words.trim().is_empty()
                || words.len() > NOTE_MAX
                || words.chars().any(char::is_control)
            {
                return Err(format!("The {what} {words:?} is empty or too long."));
            }
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || id.len() > WORDS_MAX || !id.chars().all(plain) {
            return Err(format!("The id {id:?} is not lower-case letters, digits and hyphens."));
        }
        if name.is_empty() || name.len() > WORDS_MAX {
            return Err(format!("The name {name:?} is empty or too long."));
        }
        let Training { tier, steps, scenes, .. } = &self.training;
        if Tier::named(tier).is_none() {
            return Err(format!("There is no tier {tier}."));
        }
        if *steps > STEPS_MAX || !(1..=SCENES_MAX).contains(scenes) {
            return Err(format!("{steps} steps on {scenes} scenes is out of range."));
        }
        if let Some(Painting { weight, .. }) = self.painting
            && !(0.0..=1.0).contains(&weight)
        {
            return Err(format!("A painting's weight is between 0 and 1, not {weight}."));
        }
        Ok(())
    }

    /// The tier, which [`RecipeFile::parse`] has checked.
    pub fn tier(&self) -> &'static Tier {
        Tier::named(&self.training.tier).unwrap_or(&stylize::TIERS[0])
    }
}

/// Names a teacher: changes whenever its numbers or the way it draws (`version`) do.
pub fn teacher_hash(recipe: &Recipe, version: u32) -> String {
    let nameless = Recipe { id: String::new(), name: String::new(), ..recipe.clone() };
    let digest = Sha256::digest(format!("teacher {version} {nameless:?}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The recipe files that ship, in the order of the styles.
///
/// # Panics
/// When one of them cannot be read, which a test rules out.
pub fn shipped() -> &'static [RecipeFile] {
    static FILES: LazyLock<Vec<RecipeFile>> = LazyLock::new(|| {
        let texts = [
            include_str!("../recipes/kingdom-hearts.toml"),
            include_str!("../recipes/dark-cloud.toml"),
            include_str!("../recipes/ghibli.toml"),
            include_str!("../recipes/cel-shade.toml"),
        ];
        let read = |text| RecipeFile::parse(text).expect("a shipped recipe is well-formed");
        texts.into_iter().map(read).collect()
    });
    &FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
        base = "ghibli"
        [pack]
        id = "moss"
        name = "Moss"
        version = "1"
        author = "A creator"
        licence = "CC-BY-4.0"
        [training]
        tier = "xs"
        steps = 10
        scenes = 2
        seed = 1
    "#;

    #[test]
    fn the_shipped_recipes_are_the_styles_in_order() {
        let ids: Vec<&str> = shipped().iter().map(|file| file.pack.id.as_str()).collect();
        assert_eq!(ids, stylize::STYLES.map(|style| style.id));
    }

    #[test]
    fn a_recipe_may_build_on_a_style() {
        let file = RecipeFile::parse(SMALL).expect("well-formed");
        let base = recipes::by_id("ghibli").expect("shipped");
        assert_eq!((file.teacher.id.as_str(), file.teacher.stroke), ("moss", base.stroke));
        assert_eq!(teacher_hash(&file.teacher, 1), teacher_hash(base, 1), "names do not count");
        assert_ne!(teacher_hash(base, 1), teacher_hash(base, 2));
    }

    #[test]
    fn mistakes_are_named() {
        for (from, to, part) in [
            ("ghibli", "nobody", "nobody"),
            ("base = \"ghibli\"", "", "base"),
            ("\"moss\"", "\"../moss\"", "../moss"),
            ("\"xs\"", "\"xl\"", "xl"),
            ("\"A creator\"", "\" \"", "author"),
            ("scenes = 2", "scenes = 0", "0 scenes"),
            ("seed = 1", "seed = 1\nsead = 2", "sead"),
            ("seed = 1", "seed = 1\n[painting]\nfile = \"a.png\"\nweight = 3", "weight"),
        ] {
            let message = RecipeFile::parse(&SMALL.replace(from, to)).expect_err(to);
            assert!(message.contains(part), "{to}: {message}");
        }
    }
}
