//! Recovery codes: what they hash to.

use worker::{D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

/// A new set in place of the one before.
pub fn replace(
    env: &Env,
    principal: &str,
    hashes: &[String],
) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(env)?;
    let sql = "DELETE FROM recovery_codes WHERE principal_id = ?1";
    let mut list = vec![statement(&database, sql, &[text(principal)])?];
    let sql = "INSERT INTO recovery_codes (principal_id, code_hash) \
               SELECT ?1, value FROM json_each(?2)";
    let all = serde_json::to_string(hashes)?;
    list.push(statement(&database, sql, &[text(principal), text(&all)])?);
    Ok(list)
}

/// Uses a code up; says whether there was one to be used.
pub async fn spend(env: &Env, principal: &str, hash: &str, now: u64) -> Result<bool, Failure> {
    let sql = "UPDATE recovery_codes SET used_at = ?3 \
               WHERE principal_id = ?1 AND code_hash = ?2 AND used_at IS NULL RETURNING code_hash";
    let spent = statement(&database(env)?, sql, &[text(principal), text(hash), number(now)])?;
    Ok(spent.first::<String>(Some("code_hash")).await?.is_some())
}
