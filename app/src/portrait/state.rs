//! Everything the portrait page knows. Pictures themselves lie in the darkroom (`effects`);
//! here are their addresses.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use wire::stylist::{Cut, Device, DrawOptions, Face, Notice, Stage};

use super::live::Live;
use super::own::Packs;
use crate::styles::Style;
use ui::camera::CameraTrouble;
use ui::photo::FileTrouble;
use ui::vision::FaceBox;

/// The sides a portrait can be saved at, in pixels.
pub(crate) const SIZES: [u32; 4] = [128, 256, 512, 1024];
/// Smaller files than this one are not shown large.
pub(crate) const SHOWN_SIZE_MIN: u32 = 512;

/// Where the visitor is. Each step is one view, and one value of `data-step`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Step {
    /// A face is wanted.
    #[default]
    Capture,
    /// A picture is being worked on, and there is nothing to show yet.
    Working,
    /// Several faces: one has to be chosen.
    Pick,
    /// At least one drawing is there.
    Result,
    /// Nothing can go on by itself.
    Trouble(Trouble),
}

impl Step {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Working => "working",
            Self::Pick => "pick",
            Self::Result => "result",
            Self::Trouble(_) => "trouble",
        }
    }
}

/// What is in the way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    File(FileTrouble),
    NoFace,
    VisionUnavailable,
    VisionFailed,
    StylistUnavailable,
    StyleMissing(Style),
    StyleBroken(Style),
    DrawingFailed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Camera {
    #[default]
    Off,
    Asking,
    On {
        can_switch: bool,
    },
    Failed(CameraTrouble),
}

/// A decoded photo, as the page can show it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Photo {
    pub(crate) url: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// How far the work is. Never goes back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Progress {
    pub(crate) stage: Stage,
    pub(crate) percent: u8,
}

impl Default for Progress {
    fn default() -> Self {
        Self { stage: Stage::Load, percent: 0 }
    }
}

impl Progress {
    pub(crate) fn advance(&mut self, stage: Stage, percent: u8) {
        self.stage = self.stage.max(stage);
        self.percent = self.percent.max(percent.min(100));
    }
}

/// What runs the network, and why.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Engine {
    pub(crate) device: Device,
    pub(crate) adapter: String,
    pub(crate) notice: Option<Notice>,
}

/// One finished drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) url: String,
    pub(crate) options: DrawOptions,
    pub(crate) device: Device,
    pub(crate) tier: String,
    pub(crate) pack: String,
    pub(crate) elapsed_ms: f64,
}

/// What comes behind the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Background {
    #[default]
    Drawn,
    Transparent,
    Colour,
}

/// Whether the person can be cut out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Matte {
    #[default]
    Waiting,
    Ready,
    Missing,
}

/// One file to be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExportSpec {
    pub(crate) style: Style,
    pub(crate) options: DrawOptions,
    pub(crate) size: u32,
    pub(crate) background: String,
    pub(crate) crop: Cut,
}

/// What a written file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To have it at hand: shows its size, and makes the buttons instant.
    Prepare,
    /// To show another background sharply while a small file is chosen.
    Preview,
    Download,
    Copy,
    Share,
    /// To keep it in the gallery on this device.
    Keep,
    /// To send it to the account.
    Send,
    /// One of the crops of the profile dialog.
    Profile,
}

/// A written file: the bytes are in the darkroom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExportFile {
    pub(crate) spec: ExportSpec,
    pub(crate) url: String,
    pub(crate) n_bytes: u32,
}

/// Files are written one after another; the front of the queue is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Exports {
    pub(crate) queue: VecDeque<(ExportSpec, Purpose)>,
    pub(crate) ready: Option<ExportFile>,
    pub(crate) preview: Option<ExportFile>,
}

/// The dialog that lies on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overlay {
    Profile,
    Account,
}

/// Sending to the account.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Sending {
    #[default]
    Idle,
    Busy,
    Done,
    Failed(String),
}

/// The whole page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Portrait {
    pub(crate) step: Step,
    /// The photo that is shown and drawn; every message from a worker names it.
    pub(crate) job: u32,
    /// The photo that is being read, until it is known to be one.
    pub(crate) incoming: Option<u32>,
    pub(crate) camera: Camera,
    pub(crate) countdown: bool,
    pub(crate) flash: bool,
    pub(crate) counting: Option<u8>,
    pub(crate) flashing: bool,
    pub(crate) style: Style,
    pub(crate) options: DrawOptions,
    pub(crate) photo: Option<Photo>,
    pub(crate) faces: Vec<FaceBox>,
    pub(crate) progress: Progress,
    pub(crate) engine: Option<Engine>,
    pub(crate) before: Option<String>,
    pub(crate) reading: Option<Face>,
    pub(crate) opened: bool,
    pub(crate) drawings: BTreeMap<Style, Drawing>,
    pub(crate) failed: BTreeSet<Style>,
    /// The drawing that runs now, with the options it was started with.
    pub(crate) drawing: Option<(Style, DrawOptions)>,
    /// Stopped by the visitor: nothing more is drawn until something is chosen.
    pub(crate) paused: bool,
    pub(crate) matte: Matte,
    pub(crate) size: u32,
    pub(crate) background: Background,
    pub(crate) colour: String,
    pub(crate) exports: Exports,
    pub(crate) kept: BTreeSet<Style>,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) profile_size: u32,
    pub(crate) profile_crop: Cut,
    pub(crate) sending: Sending,
    pub(crate) packs: Packs,
    pub(crate) live: Live,
}

impl Portrait {
    pub(crate) fn new() -> Self {
        Self {
            countdown: true,
            size: 1024,
            colour: "#E4DFFB".into(),
            profile_size: 512,
            profile_crop: Cut::Circle,
            ..Self::default()
        }
    }

    /// The chosen style's drawing, perhaps still with other options.
    pub(crate) fn shown(&self) -> Option<&Drawing> {
        self.drawings.get(&self.style)
    }

    /// Whether the style is drawn with the options that are set now.
    pub(crate) fn is_fresh(&self, style: Style) -> bool {
        self.drawings.get(&style).is_some_and(|it| it.options == self.options)
    }

    pub(crate) fn background_name(&self) -> String {
        match self.background {
            Background::Drawn => "drawn".into(),
            Background::Transparent => "transparent".into(),
            Background::Colour => self.colour.to_ascii_lowercase(),
        }
    }

    /// The file that the choices on the page describe.
    pub(crate) fn chosen_export(&self) -> ExportSpec {
        ExportSpec {
            style: self.style,
            options: self.options,
            size: self.size,
            background: self.background_name(),
            crop: Cut::Square,
        }
    }

    /// The written file, if it is the one that the choices describe.
    pub(crate) fn ready_export(&self) -> Option<&ExportFile> {
        self.exports.ready.as_ref().filter(|file| file.spec == self.chosen_export())
    }

    /// What the page shows as the portrait: the drawing, or the written file when its background
    /// is another one.
    pub(crate) fn picture(&self) -> Option<&str> {
        let drawing = self.shown().map(|drawing| drawing.url.as_str());
        if self.background == Background::Drawn {
            return drawing;
        }
        let wanted = self.preview_export();
        let written = [&self.exports.ready, &self.exports.preview]
            .into_iter()
            .flatten()
            .find(|file| file.spec == wanted);
        written.map(|file| file.url.as_str()).or(drawing)
    }

    /// The file that shows the chosen background.
    pub(crate) fn preview_export(&self) -> ExportSpec {
        ExportSpec { size: self.size.max(SHOWN_SIZE_MIN), ..self.chosen_export() }
    }

    /// All styles that can be chosen: ours, then the visitor's own.
    pub(crate) fn styles(&self) -> Vec<Style> {
        Style::ALL.into_iter().chain(self.packs.kept.iter().copied().map(Style::Own)).collect()
    }

    /// The next style to draw: the chosen one first, then the others of ours in order. The visitor's
    /// own are drawn when they are chosen.
    pub(crate) fn next_style(&self) -> Option<Style> {
        let wanted = |style: &Style| !self.is_fresh(*style) && !self.failed.contains(style);
        [self.style].into_iter().chain(Style::ALL).find(wanted)
    }

    pub(crate) fn has_result(&self) -> bool {
        !self.drawings.is_empty()
    }
}
