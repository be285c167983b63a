//! All that the page with the camera knows, and all that can happen.

use tracking::Values;
use ui::camera::CameraTrouble;
use ui::words::Words;
use web_sys::File;

use super::pace::Figures;
use crate::performer::Said;

/// All that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) source: Source,
    pub(crate) face: Face,
    /// How much of the neutral face is collected, in percent, while it is.
    pub(crate) calibrating: Option<u8>,
    pub(crate) is_calibrated: bool,
    /// Whether the character does what a mirror would show.
    pub(crate) is_others_view: bool,
    pub(crate) hides_camera: bool,
    pub(crate) ground: Ground,
    /// The expression by its key; 0 is none.
    pub(crate) expression: usize,
    /// What the character was told last.
    pub(crate) values: Option<Values>,
    pub(crate) figures: Option<Figures>,
    pub(crate) stage: Stage,
    /// What went wrong last, until something goes well.
    pub(crate) trouble: Option<Words>,
    /// The address of the overlay with this character, once it is known.
    pub(crate) address: String,
    /// Only the character, on nothing, for streaming software.
    pub(crate) is_overlay: bool,
}

/// Where frames come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    #[default]
    None,
    /// The browser asks the visitor.
    Asking,
    Camera,
    Recording,
}

impl Source {
    pub(crate) const fn runs(self) -> bool {
        matches!(self, Self::Camera | Self::Recording)
    }
}

/// What is seen of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Face {
    /// The face finder is on its way, so many percent of it.
    #[default]
    Waiting,
    Loading(u8),
    /// None was seen yet.
    Searching,
    Followed,
    Lost,
}

/// What stands behind the character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ground {
    #[default]
    Own,
    Transparent,
    Green,
}

/// Who is on the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    #[default]
    Empty,
    Living,
    /// Nothing can move here: the artist's still picture.
    Still,
}

/// What can happen.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// The page is opened, or opened again.
    Arrive {
        is_overlay: bool,
    },
    /// The page is left.
    Leave,
    /// The page was hidden for long.
    Forgotten,
    TurnOn,
    Record(File),
    TurnOff,
    /// The frames run.
    Runs(Source),
    CameraFailed(CameraTrouble),
    RecordingFailed,
    /// What the face finder does and says.
    Loading(u8),
    FinderFailed,
    /// What a frame gave; no values where no face was.
    Tracked {
        values: Option<Values>,
        figures: Option<Figures>,
    },
    Calibrate,
    Calibrating(u8),
    Calibrated(bool),
    ForgetNeutral,
    OthersView(bool),
    HideCamera(bool),
    Ground(Ground),
    Express(usize),
    Heard(Said),
    NotDrawn,
    /// Who is to be seen is known, and so is the address of the overlay with them.
    Cast {
        address: String,
    },
    CopyAddress,
    Copied(bool),
}

/// What is to be done outside of the page's state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Has the character that the studio keeps built for the stage.
    Cast,
    /// Turns the camera on where it was allowed already, and else does nothing.
    OpenIfAllowed,
    Open,
    Play(File),
    /// Lets go of camera and recording.
    Close,
    /// The character idles, or stands still where motion is unwelcome.
    Rest,
    Mirror(bool),
    Pose(Option<Values>),
    Collect,
    ForgetNeutral,
    Express(usize),
    Copy,
}
