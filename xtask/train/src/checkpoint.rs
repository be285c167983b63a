//! A run's state in one file, written beside and moved into place, so that a run that is killed
//! resumes from a whole checkpoint.

use crate::optimizer::Optimizer;
use std::fs;
use std::path::Path;

const MAGIC: &[u8; 8] = b"dgtrain1";

/// Writes the optimiser's state.
pub fn save(path: &Path, optimizer: &Optimizer) -> Result<(), String> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend((optimizer.step as u64).to_le_bytes());
    for part in [&optimizer.weights, &optimizer.first, &optimizer.second, &optimizer.average] {
        bytes.extend(part.iter().flatten().flat_map(|v| v.to_le_bytes()));
    }
    let beside = path.with_extension("part");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|e| format!("The checkpoint {} could not be written: {e}.", path.display()))
}

/// Reads a state with tensors of these sizes.
pub fn load(path: &Path, sizes: &[usize]) -> Result<Optimizer, String> {
    let unusable =
        |why: String| format!("The checkpoint {} cannot be used: {why}.", path.display());
    let bytes = fs::read(path).map_err(|e| unusable(e.to_string()))?;
    let expected = 16 + 4 * 4 * sizes.iter().sum::<usize>();
    if bytes.len() != expected || &bytes[..8] != MAGIC {
        return Err(unusable("it belongs to another network".into()));
    }
    let step = u64::from_le_bytes(bytes[8..16].try_into().map_err(|_| unusable("short".into()))?);
    let mut numbers =
        bytes[16..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let mut part =
        || sizes.iter().map(|&n| numbers.by_ref().take(n).collect()).collect::<Vec<Vec<f32>>>();
    Ok(Optimizer {
        weights: part(),
        first: part(),
        second: part(),
        average: part(),
        step: step as usize,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_comes_back() {
        let mut optimizer = Optimizer::new(vec![vec![1.0, 2.0], vec![3.0]]);
        optimizer.update(&[vec![0.1, -0.2], vec![0.3]], &[true, false], 10);
        let folder =
            std::env::temp_dir().join(format!("digigami-checkpoint-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let path = folder.join("state");
        save(&path, &optimizer).expect("saves");
        assert_eq!(load(&path, &[2, 1]).expect("loads"), optimizer);
        assert!(load(&path, &[2, 2]).is_err(), "another network must be refused");
        fs::remove_dir_all(&folder).expect("cleans up");
    }
}
