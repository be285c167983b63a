//! What is answered when a request is not followed.
//!
//! A [`Refusal`] is the caller's to mend and has a stable code; a fault is ours, is logged once
//! under the request's id, and says nothing of its cause.

use serde_json::Value;
use wire::error::{ErrorBody, ErrorDetail};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $status:literal $code:literal $message:literal;)*) => {
        /// Every way in which the edge refuses.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $message] $name,)* }

        impl Code {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable name, part of the API.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// One sentence for a person.
            pub fn message(self) -> &'static str {
                match self { $(Self::$name => $message,)* }
            }
        }
    };
}

codes! {
    NotFound 404 "not_found" "There is nothing at this address";
    MethodNotAllowed 405 "method_not_allowed" "This address does not know that method";
    BodyTooLarge 413 "body_too_large" "The body is larger than this address takes";
    BodyMalformed 400 "body_malformed" "The body could not be read";
    ContentTypeUnsupported 415 "content_type_unsupported" "Send application/json or multipart/form-data";
    FieldMissing 422 "field_missing" "A field is missing";
    FieldInvalid 422 "field_invalid" "A field has a value that is not taken";
    QueryInvalid 400 "query_invalid" "A query parameter has a value that is not taken";
    SessionRequired 401 "session_required" "Open a session first";
    SessionUnknown 401 "session_unknown" "The token is unknown or has run out";
    OriginRefused 403 "origin_refused" "A page of another origin may not do this with a cookie; use a bearer token";
    RateLimited 429 "rate_limited" "Too often; wait a little";
    IdempotencyKeyInvalid 400 "idempotency_key_invalid" "An idempotency key is 1 to 200 visible ASCII characters";
    IdempotencyConflict 409 "idempotency_conflict" "This idempotency key was used with another request";
    AvatarNotFound 404 "avatar_not_found" "There is no such avatar, or it is not yours to see";
    AvatarsFull 409 "avatars_full" "Your account holds as many avatars as it can";
    VersionConflict 412 "version_conflict" "The avatar has changed since you read it";
    StyleUnknown 422 "style_unknown" "There is no such style";
    StyleNotFound 404 "style_not_found" "There is no such style";
    ImageMissing 422 "image_missing" "There is no image in the request";
    ImageEmpty 422 "image_empty" "The image file is empty";
    ImageTooLarge 413 "image_too_large" "The image file is larger than 5 MB";
    ImageTypeUnsupported 415 "image_type_unsupported" "Send a PNG, JPEG or WebP";
    ImageTypeMismatch 422 "image_type_mismatch" "The file is not of the type it says it is";
    ImageSidesTooLarge 422 "image_sides_too_large" "The image has more pixels than are taken";
    ImageAnimated 422 "image_animated" "Send a still image, not an animation";
    ImageCorrupt 422 "image_corrupt" "The image file is damaged";
    ExportSizeUnsupported 422 "export_size_unsupported" "Export sizes are 128, 256, 512 and 1024";
    Busy 503 "busy" "Too much is going on at once; try again in a moment";
    NotAvailableHere 501 "not_available_here" "This deployment does not draw on the edge; your own device can";
    PackMissing 503 "pack_missing" "This deployment does not carry the weights of that style";
    PackBroken 503 "pack_broken" "The weights of that style are damaged";
    UpgradeRequired 426 "upgrade_required" "This address speaks WebSocket";
    GenerationSessionMalformed 400 "generation_session_malformed" "A session id is digi_ and 6 to 64 letters or digits";
    GenerationSessionForeign 403 "generation_session_foreign" "This session belongs to someone else";
    GenerationNotFound 404 "generation_not_found" "There is no finished drawing in this session, or it is no longer kept";
    GenerationInProgress 409 "generation_in_progress" "This session is drawing already";
    GenerationInterrupted 503 "generation_interrupted" "The drawing was interrupted; send the photo again";
    NothingToCancel 409 "nothing_to_cancel" "Nothing is being drawn in this session";
    Cancelled 409 "cancelled" "The drawing was given up";
    FrameMalformed 400 "frame_malformed" "The frame is not a JSON object of the protocol";
    FrameUnknown 400 "frame_unknown" "The frame has an unknown type";
    FrameTooLarge 413 "frame_too_large" "The frame is larger than 8 MiB";
    ProtocolUnsupported 400 "protocol_unsupported" "This version of the protocol is not spoken here";
}

/// A refusal: the code, and what helps to mend the request.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which one.
    pub code: Code,
    /// The field that is meant.
    pub field: Option<&'static str>,
    /// Numbers that help.
    pub details: Option<Value>,
}

impl Refusal {
    /// Names the field that is meant.
    pub fn of(code: Code, field: &'static str) -> Self {
        Self { code, field: Some(field), details: None }
    }

    /// Adds numbers that help.
    pub fn with(code: Code, details: Value) -> Self {
        Self { code, field: None, details: Some(details) }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, field: None, details: None }
    }
}

/// Why there is no answer of the expected kind.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The caller's to mend.
    Refused(Refusal),
    /// Ours; the text goes to the log only.
    Fault(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<worker::Error> for Failure {
    fn from(error: worker::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(format!("JSON: {error}"))
    }
}

/// The code of every fault.
pub const FAULT_CODE: &str = "internal";

impl Failure {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(refusal) => refusal.code.status(),
            Self::Fault(_) => 500,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code.name(),
            Self::Fault(_) => FAULT_CODE,
        }
    }

    /// What the caller reads.
    pub fn body(&self, request_id: &str) -> ErrorBody {
        let (message, field, details) = match self {
            Self::Refused(r) => (r.code.message(), r.field, r.details.clone()),
            Self::Fault(_) => {
                ("Something broke on our side; the id finds it in the log", None, None)
            }
        };
        ErrorBody {
            error: ErrorDetail {
                code: self.code().to_owned(),
                message: message.to_owned(),
                request_id: request_id.to_owned(),
                field: field.map(str::to_owned),
                details,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_snake_case_and_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.iter().all(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn every_code_stands_in_api_md() {
        let text = include_str!("../../API.md");
        for code in Code::ALL {
            assert!(text.contains(&format!("`{}`", code.name())), "{} is missing", code.name());
        }
    }

    #[test]
    fn a_fault_does_not_tell_its_cause() {
        let body = Failure::Fault("SELECT secret".into()).body("req_1");
        assert!(!serde_json::to_string(&body).expect("body writes").contains("secret"));
    }
}
