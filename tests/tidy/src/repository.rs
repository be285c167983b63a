//! The files that belong to the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// One text file: its path from the root, with `/` between the parts, and its text.
pub struct Source {
    /// For instance `shared/face/src/pose.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A sample for testing a rule.
    pub fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether the name ends with one of these, given without the dot.
    pub fn has_ending(&self, endings: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
    }

    /// Whether the file holds tests, benches or examples and nothing that ships.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
            || ["/tests/", "/benches/", "/examples/"].iter().any(|it| self.path.contains(it))
    }
}

/// All text files of a checkout, without what is ignored and what is generated.
pub struct Repository {
    /// The root of the checkout.
    pub root: PathBuf,
    /// The text files, sorted by path.
    pub sources: Vec<Source>,
}

impl Repository {
    /// Reads the checkout that this crate was compiled in.
    ///
    /// # Panics
    /// If the checkout cannot be read: then there is nothing to check.
    pub fn read() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).expect("the crate is tests/tidy").to_path_buf();
        let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
        // Folders are ignored by their place, as `/name` or `/edge/build`.
        let ignored: Vec<&str> =
            ignored.lines().filter_map(|line| line.strip_prefix('/')).collect();
        let mut sources = Vec::new();
        collect(&root, "", &ignored, &mut sources);
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(!sources.is_empty(), "no files under {}", root.display());
        Self { root, sources }
    }

    /// The file at this path, if there is one.
    pub fn find(&self, path: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.path == path)
    }
}

fn collect(root: &Path, folder: &str, ignored: &[&str], sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let lock = name == "Cargo.lock" || name == "package-lock.json";
        if lock || name == ".git" || ignored.contains(&path.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            collect(root, &path, ignored, sources);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            // What is not UTF-8 is a picture, a font or a pack.
            sources.push(Source { path, text });
        }
    }
}
