//! All that the studio knows, and all that can happen.

use character::Role;
use project::{Edit, Grip, History, Project};

use crate::drawers::Drawer;
use crate::motion::playback::Playback;
use crate::performer::Said;
use crate::photo::{self, Photo};

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
    /// What becomes of a photo.
    pub(crate) photo: Photo,
    /// What plays, and where in it.
    pub(crate) playback: Playback,
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
    /// What the character does from now on, by state of its machine.
    Perform(&'static str),
    /// On it goes, or it stops.
    Play(bool),
    /// Stops at this second of the clip.
    Scrub(f32),
    /// A photo is brought, or read.
    Photo(photo::Message),
    /// The performer tells something.
    Heard(Said),
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
    /// Begins again with what the character is doing.
    Again,
    /// Looks at a photo.
    Photo(photo::Effect),
    /// Gives the project out as a file.
    File,
    /// Gives the picture out as a file.
    Picture,
}

/// The grip of the drag that is on.
pub(crate) fn grip(state: &State) -> Grip {
    Grip(state.n_grips)
}
