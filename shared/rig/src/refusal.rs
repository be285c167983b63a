//! Why a rig is not taken.

use thiserror::Error;

/// Why a rig is not taken. Nothing of it is loaded then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The file is not JSON, or not of this shape.
    #[error("The file cannot be read as a rig, near line {line}.")]
    Unreadable {
        /// Counted from 1.
        line: usize,
    },
    /// The file ends in the middle.
    #[error("The file ends too early; it may not have been saved or sent whole.")]
    Truncated,
    /// The file has more bytes than are taken.
    #[error("The file is larger than {0} bytes.")]
    TooLarge(usize),
    /// The file is something else.
    #[error("The file is not a rig of this studio.")]
    Foreign,
    /// The file was written by a later version of the studio.
    #[error("The file has version {found}; this studio reads versions up to {known}.")]
    Newer {
        /// What it says.
        found: u32,
        /// What is read here.
        known: u32,
    },
    /// A number is NaN or infinite.
    #[error("{place} holds a value that is not a number.")]
    NotFinite {
        /// What holds it.
        place: String,
    },
    /// A number is finite but makes no sense there.
    #[error("{place} has a value that is not possible.")]
    OutOfRange {
        /// What holds it.
        place: String,
    },
    /// There are more of something than are taken.
    #[error("There are more than {most} {what}.")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many are taken.
        most: usize,
    },
    /// There is nothing to pose.
    #[error("The rig has no bones.")]
    Empty,
    /// Two things of one kind have the same name, or one has none.
    #[error("Two {kind} are called “{name}”, or the name is empty.")]
    NameTaken {
        /// `bones`, `slots` …
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A name leads nowhere.
    #[error("{place} names the {kind} “{name}”, which is not there.")]
    NameUnknown {
        /// `bone`, `slot` …
        kind: &'static str,
        /// The name.
        name: String,
        /// Who names it.
        place: String,
    },
    /// Bones carry each other in a circle.
    #[error("The bone “{0}” carries itself, through others.")]
    Cycle(String),
    /// A bone stands before its parent, or a second bone has no parent.
    #[error("The bone “{0}” has to come after its parent, and only the first bone has none.")]
    BoneOrder(String),
    /// A mesh's lists do not fit each other.
    #[error("The mesh “{0}” is broken: its lists do not fit each other.")]
    MeshBroken(String),
    /// Weights are negative, too many, or do not add up to one.
    #[error("The mesh “{mesh}” has weights at vertex {vertex} that do not add up to one.")]
    Weights {
        /// The attachment.
        mesh: String,
        /// Which vertex, from 0.
        vertex: usize,
    },
    /// Keys are missing, not in order of time, or outside of the clip.
    #[error("The keys of {0} are not in order, or lie outside of the clip.")]
    Keys(String),
    /// A chain is not one bone after the other, or of the wrong length.
    #[error("The chain of {0} is not one bone after the other, or has the wrong length.")]
    Chain(String),
    /// An IK target stands after the chain that reaches for it, so its place is not known yet.
    #[error("The target of {0} has to come before its chain in the list of bones.")]
    TargetOrder(String),
    /// Labels stand in for each other in a circle.
    #[error("The labels of the category “{0}” stand in for each other in a circle.")]
    Fallback(String),
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "rig_unreadable",
            Self::Truncated => "rig_truncated",
            Self::TooLarge(_) => "rig_too_large",
            Self::Foreign => "rig_foreign",
            Self::Newer { .. } => "rig_version_newer",
            Self::NotFinite { .. } => "rig_number_not_finite",
            Self::OutOfRange { .. } => "rig_number_out_of_range",
            Self::TooMany { .. } => "rig_too_many",
            Self::Empty => "rig_empty",
            Self::NameTaken { .. } => "rig_name_taken",
            Self::NameUnknown { .. } => "rig_name_unknown",
            Self::Cycle(_) => "rig_bone_cycle",
            Self::BoneOrder(_) => "rig_bone_order",
            Self::MeshBroken(_) => "rig_mesh_broken",
            Self::Weights { .. } => "rig_weights_invalid",
            Self::Keys(_) => "rig_keys_invalid",
            Self::Chain(_) => "rig_chain_invalid",
            Self::TargetOrder(_) => "rig_target_order",
            Self::Fallback(_) => "rig_fallback_cycle",
        }
    }
}
