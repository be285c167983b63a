//! What is forgotten when an account is deleted, and what stays.

use worker::{D1PreparedStatement, Env};

use crate::{
    call::Call,
    error::Failure,
    store::{database, demand, number, statement, text},
};

/// Where rows are personal, and by which column.
const PERSONAL: [(&str, &str); 13] = [
    ("sessions", "principal_id"),
    ("passkeys", "principal_id"),
    ("recovery_codes", "principal_id"),
    ("ceremonies", "principal_id"),
    ("api_keys", "principal_id"),
    ("discord_links", "principal_id"),
    ("oauth_states", "principal_id"),
    ("webhooks", "principal_id"),
    ("left_behind", "member_id"),
    ("avatars", "principal_id"),
    ("idempotency", "principal_id"),
    ("quotas", "subject"),
    ("members", "principal_id"),
];

/// Whether the books still have something of an agent of this member's.
pub async fn agents_hold(env: &Env, owner: &str) -> Result<bool, Failure> {
    let sql = "SELECT count(*) AS n FROM account a JOIN agents g ON g.principal_id = a.owner \
               WHERE g.owner_id = ?1 AND g.removed_at IS NULL AND (a.hi <> 0 OR a.lo <> 0)";
    let found = statement(&database(env)?, sql, &[text(owner)])?;
    Ok(found.first::<u32>(Some("n")).await?.unwrap_or(0) > 0)
}

/// The files of a member's avatars.
pub async fn files(env: &Env, principal: &str) -> Result<Vec<String>, Failure> {
    #[derive(serde::Deserialize)]
    struct File {
        object_key: String,
    }
    let sql = "SELECT DISTINCT object_key FROM avatars WHERE principal_id = ?1";
    let found = statement(&database(env)?, sql, &[text(principal)])?.all().await?;
    Ok(found.results::<File>()?.into_iter().map(|file| file.object_key).collect())
}

/// Forgets a member. The principal stays, closed, and so do the rows of the books, which know it
/// by an opaque id. The batch fails when the books still have something that is the member's or an
/// agent's of theirs.
pub fn forget(call: &Call, principal: &str) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let id = || text(principal);
    let empty = "SELECT NOT EXISTS (SELECT 1 FROM account \
                 WHERE (hi <> 0 OR lo <> 0) AND (owner = ?1 OR owner IN \
                   (SELECT principal_id FROM agents WHERE owner_id = ?1 AND removed_at IS NULL)))";
    let mut list = vec![demand(&database, empty, &[id()])?];
    for (table, column) in PERSONAL {
        list.push(statement(
            &database,
            &format!("DELETE FROM {table} WHERE {column} = ?1"),
            &[id()],
        )?);
    }
    for sql in [
        "UPDATE role_grants SET revoked_at = ?2 WHERE principal_id = ?1 AND revoked_at IS NULL",
        "UPDATE agents SET removed_at = ?2, enabled = 0, name = 'removed' \
         WHERE owner_id = ?1 AND removed_at IS NULL",
        "UPDATE principals SET closed_at = ?2 WHERE id = ?1",
    ] {
        list.push(statement(&database, sql, &[id(), number(call.now)])?);
    }
    Ok(list)
}
