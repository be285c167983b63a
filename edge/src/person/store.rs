//! Finding people in the database.

use serde::Deserialize;
use worker::Env;

use crate::{
    error::Failure,
    store::{Planned, database, statement, text},
};

/// Most people of one lookup.
pub const FOUND_MAX: u32 = 10;

/// A member or agent whose account is open.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID of the principal.
    pub id: String,
    /// Members only.
    pub username: Option<String>,
    /// The display name, or the agent's name.
    pub name: String,
    /// Agents only.
    pub did: Option<String>,
    /// Milliseconds since 1970.
    pub since: u64,
    /// Where the picture's file is.
    pub picture_key: Option<String>,
}

const MEMBERS: &str = "SELECT p.id, m.username, m.display_name AS name, NULL AS did, \
     m.created_at AS since, a.object_key AS picture_key FROM members m \
     JOIN principals p ON p.id = m.principal_id LEFT JOIN avatars a ON a.id = m.picture_avatar_id";
const AGENTS: &str = "SELECT g.principal_id AS id, NULL AS username, g.name AS name, g.did, \
     g.created_at AS since, NULL AS picture_key FROM agents g WHERE g.removed_at IS NULL";

/// Whoever is meant: `@username` or `username`, a did, or a principal's id. Guests, closed
/// accounts and removed agents are nobody.
pub async fn find(env: &Env, address: &str) -> Result<Option<Row>, Failure> {
    Ok(look_up(address).prepare(&database(env)?)?.first::<Row>(None).await?)
}

/// The statement of [`find`], for a transaction with others.
pub fn look_up(address: &str) -> Planned {
    let (sql, value) = if address.starts_with("did:") {
        (format!("{AGENTS} AND g.did = ?1"), address.to_owned())
    } else if is_id(address) {
        (
            format!("{MEMBERS} WHERE p.id = ?1 UNION ALL {AGENTS} AND g.principal_id = ?1"),
            address.to_ascii_lowercase(),
        )
    } else {
        let name = address.trim_start_matches('@').to_ascii_lowercase();
        (format!("{MEMBERS} WHERE m.username = ?1"), name)
    };
    Planned::new(sql, [value.into()])
}

/// Members whose username begins so, by name.
pub async fn beginning(env: &Env, prefix: &str) -> Result<Vec<Row>, Failure> {
    // Letters of a username sort before '~', so this is the range of the prefix, by the index.
    let sql = format!(
        "{MEMBERS} WHERE m.username >= ?1 AND m.username < ?1 || '~' \
         ORDER BY m.username LIMIT {FOUND_MAX}"
    );
    Ok(statement(&database(env)?, &sql, &[text(prefix)])?.all().await?.results()?)
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
