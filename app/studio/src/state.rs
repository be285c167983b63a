//! All that the studio knows, and all that can happen.

use character::Role;
use project::{Edit, Grip, History, Project};

use crate::drawers::Drawer;

/// All that the page knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) history: History,
    pub(crate) drawer: Drawer,
    /// The role whose colour is being changed.
    pub(crate) role: Option<Role>,
    /// Whether what is shown is on the device.
    pub(crate) kept: Kept,
    /// What went wrong last, until something goes well.
    pub(crate) trouble: Option<String>,
    /// Counts the drags, so that each has a grip of its own.
    pub(crate) n_grips: u64,
}

/// Whether what is shown is on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was changed yet.
    #[default]
    Untouched,
    /// About to be.
    Soon,
    Yes,
    /// The device takes nothing; it is only in this tab.
    No,
}

impl State {
    pub(crate) fn project(&self) -> &Project {
        self.history.present()
    }
}

/// What can happen.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// A decision that stands for itself.
    Decide(Edit),
    /// A step of a drag that has begun and not ended.
    Drag(Edit),
    /// A drag has ended.
    Release,
    Undo,
    Redo,
    /// The character of a seed, in the style of now.
    Surprise(u64),
    Pull(Drawer),
    Pick(Option<Role>),
    /// A file that was chosen.
    Opened(Result<String, String>),
    /// The device took it, or did not.
    Stored(bool),
    SaveFile,
    SavePicture,
    /// Something could not be done.
    Failed(String),
}

/// What is to be done outside of the page's state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Keeps the project on the device, a moment later.
    Store,
    /// Gives the project out as a file.
    File,
    /// Gives the picture out as a file.
    Picture,
}

/// The grip of the drag that is on.
pub(crate) fn grip(state: &State) -> Grip {
    Grip(state.n_grips)
}
