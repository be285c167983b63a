//! Content hashes: a step is skipped while what it reads is unchanged.
//!
//! Times of files lie (a clone makes them all new), so stamps hash contents.

use crate::Outcome;
use std::fs;
use std::path::{Path, PathBuf};

/// FNV-1a over 64 bits: enough to notice a change, and stable from one compiler to the next.
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    /// The hash of nothing.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes, and their number, so that two neighbours cannot trade a byte unnoticed.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds a file or all files of a folder, by name and content; a missing one counts as empty.
    pub(crate) fn add_path(&mut self, path: &Path) -> Outcome {
        for file in files(path)? {
            self.add(file.to_string_lossy().as_bytes());
            self.add(&read(&file)?);
        }
        Ok(())
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// All files under a path, sorted; the path itself if it is a file. Hidden names are left out.
pub(crate) fn files(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.map_err(|error| format!("{}: {error}", folder.display()))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a file, with its name in the error.
pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file and the folders above it, but only if that changes anything: whoever watches the
/// file is left in peace otherwise.
pub(crate) fn write_if_changed(path: &Path, bytes: &[u8]) -> Outcome<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let say = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(say)?;
    }
    fs::write(path, bytes).map_err(say)?;
    Ok(true)
}

/// Runs `work` unless the stamp says it ran on the same inputs and its product is still there.
pub(crate) fn unless_fresh(
    stamp: &Path,
    inputs: Hash,
    product: &Path,
    work: impl FnOnce() -> Outcome,
) -> Outcome<bool> {
    let wanted = inputs.text();
    if product.exists() && fs::read_to_string(stamp).is_ok_and(|found| found == wanted) {
        return Ok(false);
    }
    // A step that is cut off half-way must not look done.
    if let Err(error) = fs::remove_file(stamp)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(format!("{}: {error}", stamp.display()));
    }
    work()?;
    write_if_changed(stamp, wanted.as_bytes())?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_notices_content_order_and_borders() {
        let of = |parts: &[&str]| {
            let mut hash = Hash::new();
            parts.iter().for_each(|part| hash.add(part.as_bytes()));
            hash.text()
        };
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
    }

    #[test]
    fn a_step_runs_again_only_when_its_inputs_change() {
        let folder = std::env::temp_dir().join(format!("digigami-stamp-{}", std::process::id()));
        let (stamp, product) = (folder.join("stamp"), folder.join("product"));
        let run = |input: &str| {
            let mut hash = Hash::new();
            hash.add(input.as_bytes());
            unless_fresh(&stamp, hash, &product, || {
                write_if_changed(&product, input.as_bytes()).map(|_| ())
            })
        };
        assert_eq!(run("one"), Ok(true));
        assert_eq!(run("one"), Ok(false));
        assert_eq!(run("two"), Ok(true));
        fs::remove_file(&product).expect("the product was written");
        assert_eq!(run("two"), Ok(true), "a lost product is made again");
        fs::remove_dir_all(&folder).expect("the folder is ours");
    }
}
