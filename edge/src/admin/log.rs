//! What somebody does by virtue of a role is written down, in the batch that does it.

use serde_json::Value;
use worker::D1PreparedStatement;

use crate::{
    call::Call,
    error::Failure,
    store::{database, number, statement, text},
};

/// Who acts where nobody does in person.
pub const ADMIN_KEY: &str = "admin_key";
/// Who acts through a door of local development.
pub const DEVELOPMENT: &str = "development";

/// An entry of the log, to be put into the batch of what it tells. `actor` is a principal.
pub fn entry(
    call: &Call,
    actor: &str,
    action: &str,
    details: &Value,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        &database(&call.env)?,
        "INSERT INTO admin_log (id, at, actor, action, request_id, details) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            text(&call.fresh_id()),
            number(call.now),
            text(actor),
            text(action),
            text(&call.id),
            text(&details.to_string()),
        ],
    )
}
