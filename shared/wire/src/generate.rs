//! Drawing on the edge: the frames of the WebSocket, and the same over plain HTTP.

use serde::{Deserialize, Serialize};

use crate::styles::StyleCard;

/// Version of the frames below; a handshake may name it.
pub const PROTOCOL: u32 = 1;

/// Choices that change what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct GenerateOptions {
    /// Keep the measured expression; has no effect where no face is measured.
    pub preserve_expression: bool,
    /// Put fine detail of the photo back into the drawing.
    pub enhance_details: bool,
    /// Side of the square: 128, 256, 512 or 1024.
    pub output_size: u32,
}

impl Default for GenerateOptions {
    fn default() -> Self {
        Self { preserve_expression: true, enhance_details: false, output_size: 512 }
    }
}

/// Body of `POST /api/v1/generate` as JSON; as multipart the same names are the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenerateRequest {
    /// Data URL of a PNG, JPEG or WebP; as multipart a file.
    pub image: String,
    /// Id of one of the styles.
    pub style: String,
    /// What changes the drawing.
    #[serde(default)]
    pub options: GenerateOptions,
}

/// A finished drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Generated {
    /// Always true; a drawing that failed is an error.
    pub success: bool,
    /// The session under which it can be fetched again for a while.
    pub session_id: String,
    /// The picture as a data URL.
    pub avatar_data: String,
    /// Path of the picture, for as long as it is kept.
    pub avatar_url: String,
    /// How it was made.
    pub metadata: GeneratedMetadata,
}

/// How a drawing was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GeneratedMetadata {
    /// Id of the style.
    pub style: String,
    /// Milliseconds from the first look at the photo to the finished file.
    pub processing_time: u64,
    /// Name of the weights, with the start of their hash.
    pub model: String,
    /// Quality step of the weights.
    pub tier: String,
    /// What ran the network.
    pub device: String,
    /// `not_measured`: the edge has no face mesh and draws the centre square.
    pub face: String,
    /// Side of the square.
    pub size: u32,
}

/// Where the drawing of a session stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GenerationState {
    /// The session.
    pub session_id: String,
    /// What is the case.
    pub status: GenerationStatus,
    /// Never goes back within one drawing.
    pub percent: u8,
    /// Name of the step.
    pub stage: Step,
    /// Until when the result is kept, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<String>,
    /// The finished drawing without its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<GeneratedMetadata>,
    /// Code of the refusal, where it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What is the case with a session's drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum GenerationStatus {
    /// Nothing was asked yet.
    Idle,
    /// It is being drawn.
    Running,
    /// It can be fetched.
    Complete,
    /// It was given up on request.
    Cancelled,
    /// It could not be drawn.
    Failed,
}

/// The steps of a drawing, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Waits for its turn.
    Waiting,
    /// The photo is read.
    Decoding,
    /// The square to draw is looked for.
    Detecting,
    /// The square is known.
    Detected,
    /// The network's input is made.
    Preparing,
    /// The network draws.
    Styling,
    /// Detail and grade.
    Refining,
    /// The output size is made.
    Finalizing,
    /// The file is written.
    Encoding,
    /// Done.
    Complete,
}

impl Step {
    /// Percent of the whole at which the step begins.
    pub fn percent(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Decoding => 5,
            Self::Detecting => 15,
            Self::Detected => 25,
            Self::Preparing => 35,
            Self::Styling => 45,
            Self::Refining => 75,
            Self::Finalizing => 85,
            Self::Encoding => 95,
            Self::Complete => 100,
        }
    }

    /// What a person reads meanwhile.
    pub fn message(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting for a free hand",
            Self::Decoding => "Opening your photo",
            Self::Detecting => "Choosing the square to draw",
            Self::Detected => "Drawing the centre of the photo",
            Self::Preparing => "Laying out the paper",
            Self::Styling => "Drawing",
            Self::Refining => "Adding detail",
            Self::Finalizing => "Bringing it to size",
            Self::Encoding => "Writing the file",
            Self::Complete => "Done",
        }
    }
}

/// Client to server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ClientFrame {
    /// Says hello; answered by [`ServerFrame::HandshakeAck`].
    Handshake {
        /// The session one believes to be in.
        #[serde(default)]
        session_id: Option<String>,
        /// Version of the frames that one speaks.
        #[serde(default)]
        protocol: Option<u32>,
    },
    /// Draws a photo; answered by progress and a result. `generate:start` means the same.
    #[serde(alias = "generate:start")]
    GenerateAvatar {
        /// The session one believes to be in.
        #[serde(default)]
        session_id: Option<String>,
        /// Data URL of a PNG, JPEG or WebP.
        image: String,
        /// Id of one of the styles.
        style: String,
        /// What changes the drawing.
        #[serde(default)]
        options: GenerateOptions,
    },
    /// Gives the running drawing up. `generate:cancel` means the same.
    #[serde(alias = "generate:cancel")]
    CancelGeneration {
        /// The session one believes to be in.
        #[serde(default)]
        session_id: Option<String>,
    },
    /// Asks for the styles.
    GetStyles,
    /// Asks for a sign of life.
    Ping,
}

/// The values of `type` that a client may send.
pub const CLIENT_FRAMES: [&str; 7] = [
    "handshake",
    "generate_avatar",
    "generate:start",
    "cancel_generation",
    "generate:cancel",
    "get_styles",
    "ping",
];

/// Server to client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ServerFrame {
    /// Hello; whatever the session still holds follows at once.
    HandshakeAck {
        /// Connect with it again to find progress and result again.
        session_id: String,
        /// Version of the frames.
        protocol: u32,
        /// The styles that can be asked for.
        styles: Vec<StyleCard>,
        /// Where the session's drawing stands.
        generation: GenerationState,
    },
    /// The styles that can be asked for.
    Styles {
        /// In the order in which they are shown.
        styles: Vec<StyleCard>,
    },
    /// A step forward. `generate:progress` to those who speak so.
    Progress {
        /// The session.
        session_id: String,
        /// 0 to 100, never back.
        percent: u8,
        /// Name of the step.
        stage: Step,
        /// What a person reads meanwhile.
        message: String,
    },
    /// The end of a drawing. `generate:complete` to those who speak so.
    Result {
        /// The session.
        session_id: String,
        /// Whether there is a picture.
        success: bool,
        /// The picture as a data URL.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avatar_data: Option<String>,
        /// Path of the picture, for as long as it is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        avatar_url: Option<String>,
        /// How it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        metadata: Option<GeneratedMetadata>,
        /// Why there is no picture: `cancelled` or the code of a refusal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
        /// The same for a person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<String>,
    },
    /// A sign of life.
    Pong {
        /// Milliseconds since 1970.
        timestamp: u64,
    },
    /// A frame that could not be followed; the connection stays open.
    Error {
        /// Stable, snake_case.
        code: String,
        /// One sentence for a person.
        message: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_names_of_a_start_mean_the_same() {
        let frame = |name: &str| {
            let text = format!(r#"{{"type":"{name}","image":"data:,","style":"ghibli"}}"#);
            serde_json::from_str::<ClientFrame>(&text).expect("frame parses")
        };
        assert_eq!(frame("generate_avatar"), frame("generate:start"));
    }

    #[test]
    fn a_progress_frame_reads_as_specified() {
        let frame = ServerFrame::Progress {
            session_id: "digi_1".into(),
            percent: Step::Styling.percent(),
            stage: Step::Styling,
            message: Step::Styling.message().into(),
        };
        assert_eq!(
            serde_json::to_string(&frame).expect("frame writes"),
            r#"{"type":"progress","sessionId":"digi_1","percent":45,"stage":"styling","message":"Drawing"}"#
        );
    }
}
