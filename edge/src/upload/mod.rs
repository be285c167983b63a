//! Pictures from outside: looked at before they are opened, opened before they are believed.
//!
//! Pure: bytes come in, bytes or a [`Code`](crate::error::Code) go out.

pub mod check;
pub mod data_url;
pub mod kind;
pub mod multipart;
pub mod square;
pub mod strip;

/// Refusals of a picture, and those that are given beside them.
macro_rules! picture_codes {
    ($($more:ident),*) => { &[
        Code::ImageMissing, Code::ImageEmpty, Code::ImageTooLarge, Code::ImageTypeUnsupported,
        Code::ImageTypeMismatch, Code::ImageSidesTooLarge, Code::ImageAnimated,
        Code::ImageCorrupt, Code::BodyTooLarge, Code::BodyMalformed, Code::ContentTypeUnsupported,
        Code::FieldMissing, Code::FieldInvalid, Code::StyleUnknown, Code::OriginRefused,
        Code::IdempotencyKeyInvalid, Code::IdempotencyConflict, Code::Busy, $(Code::$more),*
    ] };
}
pub(crate) use picture_codes;
