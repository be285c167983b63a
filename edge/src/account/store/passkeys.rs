//! Passkeys.

use credential::passkey::{Registered, encode};
use serde::Deserialize;
use wire::passkey::CredentialName;
use worker::{D1PreparedStatement, Env};

use crate::{
    call::Call,
    error::Failure,
    store::{database, demand, number, statement, text},
};

/// A passkey.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID of the row.
    pub id: String,
    /// Whose it is.
    pub principal_id: String,
    /// base64url
    pub credential_id: String,
    /// base64url of a COSE_Key.
    pub public_key: String,
    /// Where its counter stood.
    pub sign_count: u32,
    /// 0 or 1.
    pub backup_eligible: u8,
    /// 0 or 1.
    pub backed_up: u8,
    transports: String,
    /// 1 to 50 characters.
    pub name: String,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub last_used_at: Option<u64>,
    /// base64url; what the device calls its owner.
    pub user_handle: String,
}

impl Row {
    /// As a browser is told what is there already.
    pub fn named(&self) -> CredentialName {
        CredentialName {
            kind: "public-key".to_owned(),
            id: self.credential_id.clone(),
            transports: serde_json::from_str(&self.transports).unwrap_or_default(),
        }
    }
}

const SELECT: &str = "SELECT k.id, k.principal_id, k.credential_id, k.public_key, k.sign_count, \
     k.backup_eligible, k.backed_up, k.transports, k.name, k.created_at, k.last_used_at, \
     m.user_handle FROM passkeys k JOIN members m ON m.principal_id = k.principal_id";

/// The passkey that a device calls so.
pub async fn find(env: &Env, credential_id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!("{SELECT} WHERE k.credential_id = ?1");
    Ok(statement(&database(env)?, &sql, &[text(credential_id)])?.first::<Row>(None).await?)
}

/// A member's passkeys, oldest first.
pub async fn list(env: &Env, principal: &str) -> Result<Vec<Row>, Failure> {
    let sql = format!("{SELECT} WHERE k.principal_id = ?1 ORDER BY k.id");
    Ok(statement(&database(env)?, &sql, &[text(principal)])?.all().await?.results()?)
}

/// A passkey that is about to be kept.
pub struct New<'n> {
    /// UUID.
    pub id: &'n str,
    /// Whose.
    pub principal: &'n str,
    /// What the device made.
    pub made: &'n Registered,
    /// How it may be reached.
    pub transports: &'n [String],
    /// 1 to 50 characters.
    pub name: &'n str,
}

/// Words about reaching a device are the device's own: a few short ones are kept.
fn plain(transports: &[String]) -> Vec<&String> {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    let short = |word: &&String| (1..=20).contains(&word.len()) && word.bytes().all(letter);
    transports.iter().filter(short).take(8).collect()
}

/// The insertion of a passkey.
pub fn insert(call: &Call, new: &New<'_>) -> Result<D1PreparedStatement, Failure> {
    statement(
        &database(&call.env)?,
        "INSERT INTO passkeys (id, principal_id, credential_id, public_key, sign_count, \
         backup_eligible, backed_up, transports, name, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &[
            text(new.id),
            text(new.principal),
            text(&encode(&new.made.credential_id)),
            text(&encode(&new.made.public_key)),
            number(new.made.sign_count.into()),
            number(new.made.backup_eligible.into()),
            number(new.made.backed_up.into()),
            text(&serde_json::to_string(&plain(new.transports))?),
            text(new.name),
            number(call.now),
        ],
    )
}

/// Notes a sign-in; the batch fails if the counter moved meanwhile.
pub fn used(
    call: &Call,
    row: &Row,
    sign_count: u32,
    backed_up: bool,
) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let stands = "SELECT count(*) FROM passkeys WHERE id = ?1 AND sign_count = ?2";
    let sql =
        "UPDATE passkeys SET sign_count = ?2, backed_up = ?3, last_used_at = ?4 WHERE id = ?1";
    let values =
        [text(&row.id), number(sign_count.into()), number(backed_up.into()), number(call.now)];
    Ok(vec![
        demand(&database, stands, &[text(&row.id), number(row.sign_count.into())])?,
        statement(&database, sql, &values)?,
    ])
}

/// A passkey that was added proves who is there: a session from a recovery becomes a whole one.
pub fn recovered(call: &Call, session: &str) -> Result<D1PreparedStatement, Failure> {
    let sql = "UPDATE sessions SET recovering = 0, fresh_at = ?2 WHERE id = ?1";
    statement(&database(&call.env)?, sql, &[text(session), number(call.now)])
}

/// Gives a passkey another name; says whether there is one.
pub async fn rename(env: &Env, principal: &str, id: &str, name: &str) -> Result<bool, Failure> {
    let sql = "UPDATE passkeys SET name = ?3 WHERE principal_id = ?1 AND id = ?2 RETURNING id";
    let renamed = statement(&database(env)?, sql, &[text(principal), text(id), text(name)])?;
    Ok(renamed.first::<String>(Some("id")).await?.is_some())
}

/// Removes a passkey, unless nobody could sign in without it; says whether it is gone.
pub async fn remove(env: &Env, principal: &str, id: &str) -> Result<bool, Failure> {
    let sql = "DELETE FROM passkeys WHERE principal_id = ?1 AND id = ?2 AND \
               ((SELECT count(*) FROM passkeys WHERE principal_id = ?1) > 1 \
                OR EXISTS (SELECT 1 FROM discord_links WHERE principal_id = ?1)) RETURNING id";
    let removed = statement(&database(env)?, sql, &[text(principal), text(id)])?;
    Ok(removed.first::<String>(Some("id")).await?.is_some())
}
