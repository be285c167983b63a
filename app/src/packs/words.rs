//! Why a pack was not taken, in words: what happened, what was kept, what to do next.

use wire::pack::PackFault;

use super::BOUNDS;

/// What is wrong with a pack that was brought.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PackTrouble {
    /// Larger than a pack may be, in kilobytes; it was not read.
    TooHeavy { kilobytes: u32 },
    /// A check found something; the detail names where, if there is a where.
    Fault(PackFault, String),
    /// The file could not be read from the disk.
    Unreadable,
    /// The sandbox did not start, or stopped by itself.
    SandboxLost,
}

/// A title that says what happened, and a sentence that says what to do.
pub(crate) fn words(trouble: &PackTrouble) -> (&'static str, String) {
    match trouble {
        PackTrouble::TooHeavy { kilobytes } => (
            title(PackFault::TooLarge),
            format!(
                "It has {kilobytes} KB; up to 800 KB work. It was not opened. Ask its maker for a smaller tier."
            ),
        ),
        PackTrouble::Unreadable => (
            "That file could not be read",
            "It may have been moved or taken away. Choose it once more.".into(),
        ),
        PackTrouble::SandboxLost => (
            "The sandbox stopped",
            "The pack was not judged. Check the network for the first visit, then try it again."
                .into(),
        ),
        PackTrouble::Fault(fault, detail) => {
            let next = next(*fault);
            let text = format!("{} Nothing of it was kept. {next}", what(*fault, detail));
            (title(*fault), text)
        }
    }
}

fn title(fault: PackFault) -> &'static str {
    match fault {
        PackFault::TooLarge => "That pack is too heavy",
        PackFault::Malformed => "That isn’t a style pack",
        PackFault::Truncated => "That pack was cut short",
        PackFault::Format => "That pack speaks another version",
        PackFault::Metadata => "That pack does not say what it is",
        PackFault::MissingTensor => "A part of that pack is missing",
        PackFault::UnknownTensor => "That pack brings something along",
        PackFault::Shape => "A part of that pack does not fit",
        PackFault::Numbers => "That pack holds broken numbers",
        PackFault::Golden => "That pack draws something else than it promises",
        PackFault::Slow => "That pack is too slow for this device",
        PackFault::Hungry => "That pack is too hungry for this device",
    }
}

/// What happened, where there is a where.
fn what(fault: PackFault, detail: &str) -> String {
    match fault {
        PackFault::TooLarge => "It has more than the 800 KB a pack may have.".into(),
        PackFault::Malformed => "There is no pack inside, whatever it is called.".into(),
        PackFault::Truncated => "It begins like a pack, but its end is missing.".into(),
        PackFault::Format => {
            "It was made for another version of the format than this page reads.".into()
        }
        PackFault::Metadata => format!("Its note “{detail}” is missing or unknown."),
        PackFault::MissingTensor => {
            format!("Its network needs “{detail}”, and it is not there.")
        }
        PackFault::UnknownTensor => format!("“{detail}” has no place in its network."),
        PackFault::Shape => {
            format!("“{detail}” has another shape or type than its network asks for.")
        }
        PackFault::Numbers => {
            format!("“{detail}” has weights that are not finite or beyond all measure.")
        }
        PackFault::Golden => {
            "Its test picture came out differently here. A wrong picture is worse than none.".into()
        }
        PackFault::Slow => format!(
            "It was not done after {:.0} seconds, so its sandbox was ended.",
            BOUNDS.elapsed_ms_max / 1000.0
        ),
        PackFault::Hungry => format!(
            "It wanted more than {:.0} MB of memory, so its sandbox was ended.",
            BOUNDS.memory_bytes_max / 1_048_576.0
        ),
    }
}

/// What to do now.
fn next(fault: PackFault) -> &'static str {
    match fault {
        PackFault::TooLarge => "Ask its maker for a smaller tier.",
        PackFault::Malformed => "A pack ends in .safetensors; choose another file.",
        PackFault::Truncated | PackFault::Golden => "Download it once more.",
        PackFault::Format => "Ask its maker for one in digigami-style/1.",
        PackFault::Metadata => "Ask its maker to fill it in.",
        PackFault::MissingTensor => "Ask its maker for a whole one.",
        PackFault::UnknownTensor => "Take packs only from makers you know.",
        PackFault::Shape => "Ask its maker for a pack of one of our tiers.",
        PackFault::Numbers => "Its training went wrong; ask its maker for another one.",
        PackFault::Slow => "Try it on a faster device, or take a smaller tier.",
        PackFault::Hungry => "Try it on a larger device, or take a smaller tier.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PackFault::{
        Format, Golden, Hungry, Malformed, Metadata, MissingTensor, Numbers, Shape, Slow, TooLarge,
        Truncated, UnknownTensor,
    };

    #[test]
    fn no_two_faults_share_their_words_and_each_says_what_was_kept() {
        let all = [
            TooLarge,
            Malformed,
            Truncated,
            Format,
            Metadata,
            MissingTensor,
            UnknownTensor,
            Shape,
            Numbers,
            Golden,
            Slow,
            Hungry,
        ];
        let said = all.map(|fault| words(&PackTrouble::Fault(fault, "stem.weight".into())));
        let mut titles = said.clone().map(|(title, _)| title).to_vec();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), all.len());
        for (title, text) in said {
            assert!(text.contains("Nothing of it was kept."), "{title}");
        }
    }
}
