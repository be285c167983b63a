//! `cargo xtask train …`: hands over to the `train` crate, compiled for the chosen device.

use crate::Outcome;
use crate::steps::execute;
use crate::tools::Tools;

/// Runs the trainer in the profile of the tests, whose crates are optimised, so that both share
/// one build of the network; `--device cuda` and `--device wgpu` need their own features.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    let mut cargo = tools.cargo(&["run", "--quiet", "--package", "train"]);
    if let Some(feature) = feature_of(arguments)? {
        cargo.args(["--features", feature]);
    }
    // Scenes and checkpoints are large, and every checkout can use them.
    cargo.env("DIGIGAMI_TRAIN", tools.cache.join("train"));
    execute(cargo.arg("--").args(arguments))
}

/// The cargo feature that brings the device asked for.
fn feature_of(arguments: &[String]) -> Outcome<Option<&'static str>> {
    let device = arguments.iter().enumerate().find_map(|(index, argument)| {
        if argument == "--device" {
            return arguments.get(index + 1).map(String::as_str);
        }
        argument.strip_prefix("--device=")
    });
    match device {
        None | Some("cpu") => Ok(None),
        Some("cuda") => Ok(Some("cuda")),
        Some("wgpu") => Ok(Some("wgpu")),
        Some(other) => Err(format!("--device is cpu, cuda or wgpu, not `{other}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::feature_of;

    #[test]
    fn the_device_decides_the_feature() {
        let of = |text: &str| feature_of(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("--style ghibli"), Ok(None));
        assert_eq!(of("--device cuda --resume"), Ok(Some("cuda")));
        assert_eq!(of("--device=wgpu"), Ok(Some("wgpu")));
        assert!(of("--device abacus").is_err());
    }
}
