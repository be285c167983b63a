//! Every way in which the edge refuses: a stable name, a status, a sentence.

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
    // every request
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

    // avatars and pictures
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

    // drawing on the edge
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

    // members and what they may do
    MembershipRequired 403 "membership_required" "This needs an account; sign up first";
    ScopeMissing 403 "scope_missing" "This key or agent may not do that";

    // accounts

    // keys and agents

    // ledger and tokens

    // staking and access
    AccessDenied 403 "access_denied" "Your stake does not allow this production";
    StakeTooSmall 409 "stake_too_small" "There is less staked than is to be taken out";
    NothingToClaim 409 "nothing_to_claim" "There is nothing to claim yet";
    TreasuryEmpty 409 "treasury_empty" "The treasury cannot pay this reward now; it is kept for later";

    // jobs
    MaxTotalExceeded 409 "max_total_exceeded" "It costs more than you are ready to pay";
    QueueFull 409 "queue_full" "As many productions wait as may";
    JobNotFound 404 "job_not_found" "There is no such production, or it is not yours to see";
    JobNotCancellable 409 "job_not_cancellable" "It no longer waits, so it cannot be taken back";
    ManifestNotFound 404 "manifest_not_found" "This production has no manifest; it is not completed";

    // governance and policies

    // webhooks and live events
}
