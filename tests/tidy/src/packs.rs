//! A style pack is a download, so it has a budget.

use crate::Repository;
use std::fs;

/// The most bytes a pack may have.
pub const PACK_BYTES_MAX: u64 = 800_000;

/// Packs that are too large.
pub fn large_packs(repository: &Repository) -> Vec<String> {
    let folder = repository.root.join("public/styles");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let sizes = entries.flatten().filter_map(|entry| {
        let size = entry.metadata().ok()?.len();
        Some((entry.file_name().to_string_lossy().into_owned(), size))
    });
    sizes
        .filter(|(name, size)| name.ends_with(".safetensors") && *size > PACK_BYTES_MAX)
        .map(|(name, size)| format!("public/styles/{name}: {size} bytes"))
        .collect()
}
