//! What goes back, before the headers that all answers share.

use serde::Serialize;
use worker::{Response, ResponseBuilder};

use crate::error::Failure;

/// JSON with a status.
pub fn json<T: Serialize>(status: u16, value: &T) -> Result<Response, Failure> {
    text(status, serde_json::to_string(value)?)
}

/// JSON that is written already.
pub fn text(status: u16, json: String) -> Result<Response, Failure> {
    let builder = ResponseBuilder::new().with_status(status);
    Ok(builder.with_header("content-type", "application/json")?.fixed(json.into_bytes()))
}

/// Nothing, in a good way.
pub fn none() -> Response {
    ResponseBuilder::new().with_status(204).empty()
}

/// A file.
pub fn file(bytes: Vec<u8>, media_type: &str) -> Result<Response, Failure> {
    Ok(ResponseBuilder::new().with_header("content-type", media_type)?.fixed(bytes))
}
