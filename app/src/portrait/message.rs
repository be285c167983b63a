//! What can happen on the portrait page, and what the page can cause.

use wire::stylist::{Cut, Device, DrawOptions, Face, Notice, RefusalCode, Stage};

use super::live::{FrameWish, LiveMessage};
use super::source::Source;
use super::state::{Background, ExportSpec, Overlay, Photo, Purpose};
use crate::packs::words::PackTrouble;
use crate::styles::{Card, Style};
use crate::ui::toast::Toast;
use ui::camera::CameraTrouble;
use ui::photo::FileTrouble;
use ui::vision::FaceBox;

/// One thing that happened: a click, or an answer from a worker.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    // The camera.
    StartCamera,
    SwitchCamera,
    StopCamera,
    CameraReady {
        can_switch: bool,
    },
    CameraFailed(CameraTrouble),
    SetCountdown(bool),
    SetFlash(bool),
    Shoot,
    CountedTo(u8),
    Flashed,
    // The picture.
    Bring(Source),
    Loaded {
        job: u32,
        photo: Photo,
    },
    LoadFailed {
        job: u32,
        trouble: FileTrouble,
    },
    // The face.
    VisionLoading {
        percent: u8,
    },
    FacesFound {
        job: u32,
        faces: Vec<FaceBox>,
    },
    VisionFailed {
        job: u32,
        available: bool,
    },
    PickFace(usize),
    DrawWhole,
    MatteSettled {
        job: u32,
        ready: bool,
    },
    // The drawing.
    EngineReady {
        device: Device,
        adapter: String,
        notice: Option<Notice>,
    },
    EngineLost,
    Opened {
        job: u32,
        before: String,
        face: Option<Face>,
    },
    Advanced {
        job: u32,
        style: Style,
        stage: Stage,
        percent: u8,
    },
    Drawn(DrawnNews),
    Refused {
        job: u32,
        code: RefusalCode,
    },
    Cancelled {
        job: u32,
    },
    ChooseStyle(Style),
    SetOptions(DrawOptions),
    Stop,
    StartOver,
    Retry,
    /// The studio is to draw a character of this face.
    MakeCharacter,
    // The file.
    SetSize(u32),
    SetBackground(Background),
    SetColour(String),
    Want(Purpose),
    Exported(FileNews),
    Kept {
        style: Style,
        ok: bool,
    },
    /// A visitor's own packs.
    Pack(PackMessage),
    /// The style on the camera's frames.
    Live(LiveMessage),
    Open(Overlay),
    CloseOverlay,
    SetProfile {
        size: u32,
        crop: Cut,
    },
    Sent(Result<(), String>),
}

/// What happens to a visitor's own packs.
#[derive(Clone, Debug)]
pub(crate) enum PackMessage {
    Read(Vec<&'static Card>),
    Try(web_sys::File),
    Advanced { trial: u32, percent: u8 },
    Passed { trial: u32, card: &'static Card, picture: String },
    Refused { trial: u32, trouble: PackTrouble },
    Overdue { trial: u32 },
    CloseTrial,
    Keep,
    Kept { card: &'static Card, ok: bool },
    Remove(&'static Card),
    Restore(&'static Card),
}

/// A drawing came back.
#[derive(Clone, Debug)]
pub(crate) struct DrawnNews {
    pub(crate) job: u32,
    pub(crate) style: Style,
    pub(crate) drawing: super::state::Drawing,
}

/// A file came back.
#[derive(Clone, Debug)]
pub(crate) struct FileNews {
    pub(crate) job: u32,
    pub(crate) style: Style,
    pub(crate) size: u32,
    pub(crate) background: String,
    pub(crate) url: String,
    pub(crate) n_bytes: u32,
}

/// What the page causes outside of itself. All of it is done in `effects.rs`.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    StartCamera {
        switch: bool,
    },
    StopCamera,
    /// Sends the message after a while.
    After {
        delay_ms: i32,
        message: Message,
    },
    /// Starts the workers, so that they load while a face is looked for.
    Warm,
    Load {
        job: u32,
        source: Source,
    },
    Detect {
        job: u32,
    },
    Segment {
        job: u32,
    },
    /// Hands the photo to the style worker; no face means the whole picture.
    /// Give the style worker the photo again, with the face that was chosen.
    Reopen {
        /// The photo's number.
        job: u32,
    },
    OpenPhoto {
        job: u32,
        face: Option<usize>,
    },
    Draw {
        job: u32,
        style: Style,
        options: DrawOptions,
    },
    /// Lays photo and face down for the studio.
    HandOver,
    Cancel {
        job: u32,
    },
    ClosePhoto {
        job: u32,
    },
    Export {
        job: u32,
        spec: ExportSpec,
    },
    /// Uses the file that was written last.
    Deliver {
        purpose: Purpose,
        spec: ExportSpec,
    },
    /// Puts a promise of the coming file on the clipboard while the click still counts.
    PromiseCopy,
    ForgetUrl(String),
    /// Begins a step at its heading, unless somebody stands on a control.
    Focus(&'static str),
    /// Gives the keyboard to what took the place of the control that had it.
    Offer(&'static str),
    Toast(Toast),
    /// Gives a pack its sandbox.
    TryPack {
        trial: u32,
        file: web_sys::File,
    },
    EndTrial,
    KeepPack(&'static Card),
    RemovePack(&'static Card),
    RestorePack(&'static Card),
    /// Draws the camera's present frame.
    DrawFrame(FrameWish),
    /// Looks for the face in the camera's present frame.
    LookAtFrame,
}
