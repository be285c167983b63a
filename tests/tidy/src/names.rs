//! A file is named after what it is about.

use crate::Repository;

/// Names that say only "the rest", as a file, a folder or a module.
const EMPTY_NAMES: [&str; 8] =
    ["utils", "util", "helpers", "helper", "misc", "manager", "common", "stuff"];

/// Files and folders whose name says nothing.
pub fn empty_names(repository: &Repository) -> Vec<String> {
    let paths = repository.sources.iter().map(|source| source.path.as_str());
    paths.filter(|path| says_nothing(path)).map(str::to_owned).collect()
}

fn says_nothing(path: &str) -> bool {
    let words = path.split(['/', '.', '_', '-']);
    words.into_iter().any(|word| EMPTY_NAMES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn whole_words_count() {
        assert!(says_nothing("app/src/utils.rs") && says_nothing("edge/src/misc/mod.rs"));
        assert!(says_nothing("app/src/camera_manager.rs"));
        assert!(!says_nothing("app/src/miscellany.rs") && !says_nothing("shared/face/src/pose.rs"));
    }
}
