//! Messages between the page and the style worker (`/stylist/worker.js`).
//!
//! Pictures do not travel in these types: bitmaps and byte arrays stand beside them in the same
//! JavaScript object, under the field names given in each variant's documentation.

use crate::pack::{PackBounds, PackFault, PackLabel};
use serde::{Deserialize, Serialize};

/// Choices that change what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DrawOptions {
    /// Keep the measured expression; off relaxes eyes and mouth to neutral.
    pub preserve_expression: bool,
    /// Put fine detail of the photo (hair, lashes) back into the drawing.
    pub enhance_details: bool,
}

impl Default for DrawOptions {
    fn default() -> Self {
        Self { preserve_expression: true, enhance_details: false }
    }
}

/// What runs the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Device {
    /// The graphics card, through WebGPU.
    Webgpu,
    /// The processor, with SIMD.
    Cpu,
}

/// Which device the page would like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Preference {
    /// The graphics card if there is a real one.
    #[default]
    Auto,
    /// The graphics card even when it is emulated; for tests.
    Webgpu,
    /// The processor.
    Cpu,
}

/// Why the processor was taken although the graphics card was not ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The browser has no WebGPU.
    WebgpuMissing,
    /// The adapter is emulated in software.
    WebgpuSoftware,
    /// The golden check failed on the graphics card (a wrong picture is worse than none).
    WebgpuDisagrees,
}

/// The stages of one drawing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Network and vision files arrive.
    Load,
    /// The face is looked for.
    Detect,
    /// The network draws.
    Style,
    /// Detail, grade and background.
    Refine,
    /// The picture is written.
    Encode,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 5] = [Self::Load, Self::Detect, Self::Style, Self::Refine, Self::Encode];

    /// Percent of the whole at which the stage begins and ends.
    pub fn span(self) -> (u8, u8) {
        match self {
            Self::Load => (0, 15),
            Self::Detect => (15, 35),
            Self::Style => (35, 75),
            Self::Refine => (75, 90),
            Self::Encode => (90, 100),
        }
    }

    /// Percent of the whole when `fraction` (`0.0..=1.0`) of this stage is done.
    pub fn percent(self, fraction: f32) -> u8 {
        let (start, end) = self.span();
        start + (f32::from(end - start) * fraction.clamp(0.0, 1.0)) as u8
    }
}

/// Shape of an exported picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// The whole square.
    #[default]
    Square,
    /// A disc, transparent around it.
    Circle,
}

/// Page to style worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Request {
    /// Chooses and starts a device; answered by [`Reply::Ready`].
    Probe {
        /// Which device the page would like.
        #[serde(default)]
        prefer: Preference,
    },
    /// A new photo. Beside it: `image: ImageBitmap`, `landmarks: Float32Array(478 * 3) | null`,
    /// `matte: {width, height, alpha: Uint8Array} | null`. No landmarks: the whole picture.
    Open {
        /// Chosen by the page; names the photo in every later message.
        job: u32,
    },
    /// The person mask, when it arrives after `Open`. Beside it: `matte` as above.
    Matte {
        /// The photo.
        job: u32,
    },
    /// Draws the photo in one style.
    Draw {
        /// The photo.
        job: u32,
        /// Style id.
        style: String,
        /// What changes the drawing.
        #[serde(default)]
        options: DrawOptions,
    },
    /// Writes a PNG of a drawn style; draws it first if need be.
    Export {
        /// The photo.
        job: u32,
        /// Style id.
        style: String,
        /// What changes the drawing.
        #[serde(default)]
        options: DrawOptions,
        /// Side in pixels: 128, 256, 512 or 1024.
        size: u32,
        /// `drawn`, `transparent` or `#rrggbb`.
        background: String,
        /// Square or disc.
        #[serde(default)]
        crop: Cut,
    },
    /// Stops what runs for the photo.
    Cancel {
        /// The photo.
        job: u32,
    },
    /// Forgets the photo.
    Close {
        /// The photo.
        job: u32,
    },
    /// Takes a visitor's own pack, so that `style` can be drawn. Beside it: `pack: Uint8Array`.
    /// A style that is already there is left as it is.
    Pack {
        /// The style it will be asked for as.
        style: String,
        /// On trial: what it may take. Holds for all that this worker does from then on.
        #[serde(default)]
        bounds: Option<PackBounds>,
    },
    /// Draws one frame of the camera at a reduced size; answered before the next one is sent.
    /// Beside it: `image: ImageBitmap`, `landmarks: Float32Array` (empty: no face; none: no news).
    Live {
        /// Counts up; frame 0 forgets the frames before.
        frame: u32,
        /// Style id.
        style: String,
        /// Side of the drawing in pixels, a multiple of 8.
        side: u32,
    },
}

/// A rectangle as parts of the picture, `0.0..=1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rectangle {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// The expression, each `0.0..=1.0`; left and right are the subject's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expression {
    /// Mouth corners wide and lifted.
    pub smile: f32,
    /// Left brow above the eye.
    pub brow_raise_left: f32,
    /// Right brow above the eye.
    pub brow_raise_right: f32,
    /// Left eye open.
    pub eye_openness_left: f32,
    /// Right eye open.
    pub eye_openness_right: f32,
    /// Lips apart.
    pub mouth_open: f32,
}

/// Head pose in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Turned to a side.
    pub yaw: f32,
    /// Nodded.
    pub pitch: f32,
    /// Tilted.
    pub roll: f32,
}

/// What was measured on a face.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// Around all landmarks, as parts of the photo.
    pub bounding_box: Rectangle,
    /// The expression.
    pub expression: Expression,
    /// The head pose.
    pub pose: Pose,
}

/// Style worker to page. On the way the variant's name stands inside, as `type`; here it stands
/// outside, for a reader that has to look for it inside weighs the page down by a tenth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Reply {
    /// A device is chosen and warm.
    Ready {
        /// What will run the network.
        device: Device,
        /// The adapter's or processor path's name.
        adapter: String,
        /// Why it is not the graphics card.
        notice: Option<Notice>,
    },
    /// The photo is cut out. Beside it: `before: Uint8ClampedArray`, RGBA, `size` squared.
    Opened {
        /// The photo.
        job: u32,
        /// Side of `before` in pixels.
        size: u32,
        /// What was measured; none when the whole picture is drawn.
        face: Option<Face>,
    },
    /// How far the drawing is; never goes back.
    Progress {
        /// The photo.
        job: u32,
        /// Style id.
        style: String,
        /// What is being done.
        stage: Stage,
        /// Percent of the whole, `0..=100`.
        percent: u8,
    },
    /// A drawing is there. Beside it: `preview: Uint8ClampedArray`, RGBA, `size` squared.
    Drawn {
        /// The photo.
        job: u32,
        /// Style id.
        style: String,
        /// What it was drawn with.
        options: DrawOptions,
        /// Side of `preview` in pixels.
        size: u32,
        /// What ran the network.
        device: Device,
        /// The network's tier, from the pack.
        tier: String,
        /// The pack's id and version.
        pack: String,
        /// From request to picture, in milliseconds.
        elapsed_ms: f64,
    },
    /// A file is there. Beside it: `png: Uint8Array`.
    Exported {
        /// The photo.
        job: u32,
        /// Style id.
        style: String,
        /// Side in pixels.
        size: u32,
        /// As asked for.
        background: String,
    },
    /// A visitor's own pack passed every check on this device.
    PackTaken {
        /// As in the request.
        style: String,
        /// What the pack says of itself.
        label: PackLabel,
    },
    /// A visitor's own pack was not taken; nothing of it is kept.
    PackRefused {
        /// As in the request.
        style: String,
        /// What is wrong.
        fault: PackFault,
        /// Where: the name of a tensor or a note, or nothing.
        detail: String,
    },
    /// A frame is drawn. Beside it: `preview: Uint8ClampedArray`, RGBA, `size` squared.
    Live {
        /// As in the request.
        frame: u32,
        /// Side of `preview` in pixels.
        size: u32,
        /// From request to picture, in milliseconds.
        elapsed_ms: f64,
    },
    /// A frame could not be drawn, and the next one could not either.
    LiveFailed {
        /// As in the request.
        frame: u32,
        /// What was wrong.
        code: RefusalCode,
    },
    /// The photo's work was stopped.
    Cancelled {
        /// The photo.
        job: u32,
    },
    /// Something could not be done; nothing else was lost.
    Refused {
        /// The photo; 0 when it concerns the worker itself.
        job: u32,
        /// What was wrong.
        code: RefusalCode,
        /// The same in a sentence, for the log.
        message: String,
    },
}

/// Why the style worker could not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The style's pack could not be fetched.
    PackMissing,
    /// The style's pack failed its checks.
    PackBroken,
    /// The bitmap could not be read.
    ImageUnreadable,
    /// The graphics card went away; the next drawing runs on the processor.
    WebgpuLost,
    /// No photo is open under that number.
    NotOpened,
    /// The message makes no sense.
    BadRequest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_cover_the_whole_and_never_go_back() {
        let mut last = 0;
        for stage in Stage::ALL {
            assert_eq!(stage.percent(0.0), last, "{stage:?} must begin where the last one ended");
            last = stage.percent(1.0);
        }
        assert_eq!(last, 100, "the last stage ends at 100 percent");
    }

    #[test]
    fn golden_json() {
        let draw =
            Request::Draw { job: 7, style: "ghibli".into(), options: DrawOptions::default() };
        assert_eq!(
            serde_json::to_value(&draw).expect("serialises"),
            serde_json::json!({"type": "draw", "job": 7, "style": "ghibli",
                "options": {"preserveExpression": true, "enhanceDetails": false}})
        );
        let ready = Reply::Ready {
            device: Device::Cpu,
            adapter: "flex".into(),
            notice: Some(Notice::WebgpuMissing),
        };
        assert_eq!(
            serde_json::to_value(&ready).expect("serialises"),
            serde_json::json!({"ready": {"device": "cpu", "adapter": "flex",
                "notice": "webgpu_missing"}})
        );
    }
}
