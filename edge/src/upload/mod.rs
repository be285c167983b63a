//! Pictures from outside: looked at before they are opened, opened before they are believed.
//!
//! Pure: bytes come in, bytes or a [`Code`](crate::error::Code) go out.

pub mod check;
pub mod data_url;
pub mod kind;
pub mod multipart;
pub mod square;
pub mod strip;
