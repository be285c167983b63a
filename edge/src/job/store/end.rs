//! The next job is taken; a job ends.

use worker::{D1Database, D1PreparedStatement, Env, wasm_bindgen::JsValue};

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

use super::{COLUMNS, Row};

/// Takes the next job: of two at once, each gets another one.
pub async fn take(env: &Env, now: u64) -> Result<Option<Row>, Failure> {
    let columns = COLUMNS.replace("j.", "");
    let sql = format!(
        "UPDATE jobs SET state = 'running', started_at = max(?1, queued_at) WHERE number = \
         (SELECT number FROM jobs WHERE state = 'queued' ORDER BY rank DESC, number LIMIT 1) \
         RETURNING {columns}"
    );
    Ok(statement(&database(env)?, &sql, &[number(now)])?.first::<Row>(None).await?)
}

/// How a job ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End<'e> {
    /// Done: the SHA-256 of its manifest, and whether the bonus was paid.
    Completed(&'e str, bool),
    /// Not done: the code and a sentence.
    Failed(&'e str, &'e str),
    /// Taken back.
    Cancelled,
}

/// Ends a job; without effect, and the batch with it, unless it is in the state it ends from.
pub fn end(
    database: &D1Database,
    id: &str,
    settled_by: &str,
    now: u64,
    end: &End<'_>,
) -> Result<D1PreparedStatement, Failure> {
    let null = || JsValue::NULL;
    let (state, manifest, bonus, code, message) = match end {
        End::Completed(hash, bonus) => {
            ("completed", text(hash), number((*bonus).into()), null(), null())
        }
        End::Failed(code, message) => ("failed", null(), null(), text(code), text(message)),
        End::Cancelled => ("cancelled", null(), null(), null(), null()),
    };
    // Another state, or none, makes the trigger or the demand before it fail the batch.
    let sql = "UPDATE jobs SET state = ?2, settled_by = ?3, ended_at = max(?4, queued_at), \
               manifest_sha256 = ?5, bonus_paid = ?6, failure_code = ?7, failure_message = ?8 \
               WHERE id = ?1";
    let values =
        [text(id), text(state), text(settled_by), number(now), manifest, bonus, code, message];
    statement(database, sql, &values)
}

/// The posting that settled the hold of a job, if one did.
pub async fn hold_settled_by(env: &Env, id: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT t.public_id AS id FROM holds h JOIN tx t ON t.id = h.settled_tx \
               WHERE h.id = ?1";
    Ok(statement(&database(env)?, sql, &[text(id)])?.first::<String>(Some("id")).await?)
}
