//! Everything that is kept about somebody, section by section.

use serde_json::{Map, Value};
use worker::Env;

use crate::{
    clock,
    error::Failure,
    store::{database, number, statement, text},
};

/// Most rows of a section.
pub const ROWS_MAX: u32 = 10_000;

/// What is exported: a name, and what is read with the principal's id. Times end in `At`, or are
/// called `at`; JSON ends in `Json`.
const SECTIONS: &[(&str, &str)] = &[
    (
        "account",
        "SELECT p.id, p.created_at AS createdAt, m.username, m.display_name AS displayName, \
         m.picture_avatar_id AS pictureAvatarId, m.created_at AS memberAt FROM principals p \
         LEFT JOIN members m ON m.principal_id = p.id WHERE p.id = ?1",
    ),
    (
        "passkeys",
        "SELECT id, name, backed_up AS backedUp, created_at AS createdAt, \
         last_used_at AS lastUsedAt FROM passkeys WHERE principal_id = ?1 ORDER BY id",
    ),
    (
        "sessions",
        "SELECT id, device, opened_by AS openedBy, created_at AS createdAt, \
         last_seen_at AS lastSeenAt, expires_at AS expiresAt FROM sessions \
         WHERE principal_id = ?1 ORDER BY created_at",
    ),
    (
        "discord",
        "SELECT discord_id AS discordId, name, linked_at AS linkedAt FROM discord_links \
         WHERE principal_id = ?1",
    ),
    (
        "keys",
        "SELECT id, name, scopes AS scopesJson, hourly_limit AS hourlyLimit, \
         created_at AS createdAt, expires_at AS expiresAt, last_used_at AS lastUsedAt \
         FROM api_keys WHERE principal_id = ?1 ORDER BY created_at",
    ),
    (
        "agents",
        "SELECT principal_id AS id, did, name, kind, enabled, created_at AS createdAt, \
         removed_at AS removedAt FROM agents WHERE owner_id = ?1 ORDER BY created_at",
    ),
    (
        "webhooks",
        "SELECT id, name, url, events AS eventsJson, enabled, created_at AS createdAt \
         FROM webhooks WHERE principal_id = ?1 ORDER BY id",
    ),
    (
        "roles",
        "SELECT id, role, reason, granted_at AS grantedAt, expires_at AS expiresAt, \
         revoked_at AS revokedAt FROM role_grants WHERE principal_id = ?1 ORDER BY id",
    ),
    (
        "avatars",
        "SELECT id, name, style, is_public AS isPublic, sprite_library AS spriteLibraryJson, \
         customizations AS customizationsJson, metadata AS metadataJson, \
         '/api/v1/avatars/' || id || '/image' AS imageUrl, created_at AS createdAt, \
         updated_at AS updatedAt FROM avatars WHERE principal_id = ?1 ORDER BY id",
    ),
    (
        "transfers",
        "SELECT t.public_id AS id, t.kind, t.at, t.memo, t.reference, d.asset, \
         d.name AS \"from\", c.name AS \"to\", CAST(x.hi AS TEXT) AS hi, CAST(x.lo AS TEXT) AS lo \
         FROM xfer x JOIN tx t ON t.id = x.tx JOIN account d ON d.id = x.dr \
         JOIN account c ON c.id = x.cr \
         WHERE x.id IN (SELECT xfer FROM entry WHERE owner = ?1) ORDER BY x.id",
    ),
    (
        "staking",
        "SELECT id, kind, CAST(amount AS TEXT) AS amountUnits, CAST(reward AS TEXT) AS rewardUnits, \
         CAST(staked AS TEXT) AS stakedUnits, tier_after AS tier, \
         transaction_id AS transactionId, at FROM staking_events \
         WHERE principal_id = ?1 ORDER BY version",
    ),
    (
        "jobs",
        "SELECT id, number, title, state, production AS productionJson, clips AS clipsJson, \
         CAST(cost AS TEXT) AS costUnits, CAST(fee AS TEXT) AS feeUnits, queued_at AS queuedAt, \
         started_at AS startedAt, ended_at AS endedAt FROM jobs \
         WHERE principal_id = ?1 ORDER BY number",
    ),
    (
        "proposals",
        "SELECT number, id, kind, title, body, actions AS actionsJson, status FROM proposals \
         WHERE proposer = ?1 ORDER BY number",
    ),
    (
        "votes",
        "SELECT proposal, choice, CAST(weight AS TEXT) AS weightUnits, at FROM votes \
         WHERE voter = ?1 ORDER BY number",
    ),
];

/// All sections, and the names of those that were cut at [`ROWS_MAX`].
pub async fn read(
    env: &Env,
    principal: &str,
) -> Result<(Map<String, Value>, Vec<String>), Failure> {
    let database = database(env)?;
    let mut statements = Vec::new();
    for (_, sql) in SECTIONS {
        let sql = format!("{sql} LIMIT ?2");
        let values = [text(principal), number(u64::from(ROWS_MAX) + 1)];
        statements.push(statement(&database, &sql, &values)?);
    }
    let mut sections = Map::new();
    let mut cut = Vec::new();
    for ((name, _), result) in SECTIONS.iter().zip(database.batch(statements).await?) {
        let mut rows = result.results::<Map<String, Value>>()?;
        if rows.len() > ROWS_MAX as usize {
            rows.truncate(ROWS_MAX as usize);
            cut.push((*name).to_owned());
        }
        let rows = rows.into_iter().map(readable).map(Value::Object).collect();
        sections.insert((*name).to_owned(), Value::Array(rows));
    }
    Ok((sections, cut))
}

/// Times as ISO 8601, and JSON as JSON.
fn readable(row: Map<String, Value>) -> Map<String, Value> {
    row.into_iter()
        .map(|(name, value)| match (name.strip_suffix("Json"), &value) {
            (Some(bare), Value::String(text)) => {
                (bare.to_owned(), serde_json::from_str(text).unwrap_or(Value::Null))
            }
            _ if name == "at" || name.ends_with("At") => {
                let at = value.as_f64().map(|ms| clock::iso(ms as u64));
                (name, at.map_or(Value::Null, Value::String))
            }
            _ => (name, value),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_json_are_made_readable() {
        let row = serde_json::json!({"at": 0, "seenAt": null, "scopesJson": "[\"stake\"]", "n": 1});
        let Value::Object(row) = row else { panic!("an object") };
        let readable = Value::Object(readable(row));
        let wanted = serde_json::json!({
            "at": "1970-01-01T00:00:00.000Z", "seenAt": null, "scopes": ["stake"], "n": 1,
        });
        assert_eq!(readable, wanted);
    }
}
