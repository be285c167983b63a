//! `/api/v1/admin/roles` and `/api/v1/admin/log`

use serde_json::json;
use wire::admin::{AdminLogEntry, AdminLogPage, NewRoleGrant, Role, RoleGrant, RoleGrantList};
use worker::Response;

use crate::{
    answer,
    avatar::{PAGE_DEFAULT, PAGE_MAX},
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    person, session,
    store::database,
};

use super::{
    key, log,
    store::{self, Entry, Grant},
};

const HOUR_MS: u64 = 3600 * 1000;
/// Thirty days.
const HOURS_DEFAULT: u32 = 720;
/// A leap year.
const HOURS_MAX: u32 = 8784;
/// Most characters of a reason.
const REASON_CHARS_MAX: usize = 200;

/// `POST /api/v1/admin/roles`
pub async fn grant_role(call: &mut Call) -> Result<Response, Failure> {
    let sent: NewRoleGrant = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let actor = actor(call, "role.grant").await?;
    let hours = sent.expires_in_hours.unwrap_or(HOURS_DEFAULT);
    if !(1..=HOURS_MAX).contains(&hours) {
        return Err(Refusal::of(Code::FieldInvalid, "expiresInHours").into());
    }
    let reason = sent.reason.trim();
    let fits = (1..=REASON_CHARS_MAX).contains(&reason.chars().count());
    if !fits || reason.chars().any(char::is_control) {
        return Err(Refusal::of(Code::FieldInvalid, "reason").into());
    }
    // Roles are for people: an agent cannot be asked why.
    let found = person::store::find(&call.env, &sent.member).await?;
    let member = found.filter(|row| row.username.is_some()).ok_or(Code::PersonNotFound)?;
    let grant = Grant {
        id: call.fresh_id(),
        principal_id: member.id,
        username: member.username,
        role: sent.role.name().to_owned(),
        reason: reason.to_owned(),
        granted_by: actor.clone(),
        granted_at: call.now,
        expires_at: call.now + u64::from(hours) * HOUR_MS,
    };
    let details = json!({
        "grantId": grant.id, "principalId": grant.principal_id, "role": grant.role,
        "reason": grant.reason, "expiresAt": clock::iso(grant.expires_at),
    });
    let batch = vec![
        store::insert(&call.env, &grant)?,
        log::entry(call, &actor, "role.granted", &details)?,
    ];
    database(&call.env)?.batch(batch).await?;
    answer::json(201, &show(&grant))
}

/// `GET /api/v1/admin/roles`
pub async fn list_roles(call: &Call) -> Result<Response, Failure> {
    actor(call, "roles.read").await?;
    let grants = store::grants(&call.env, call.now).await?;
    answer::json(200, &RoleGrantList { items: grants.iter().map(show).collect() })
}

/// `DELETE /api/v1/admin/roles/:id`
pub async fn revoke_role(call: &Call, id: &str) -> Result<Response, Failure> {
    let actor = actor(call, "role.revoke").await?;
    let grant = store::grant(&call.env, id, call.now).await?.ok_or(Code::RoleGrantNotFound)?;
    let details =
        json!({"grantId": grant.id, "principalId": grant.principal_id, "role": grant.role});
    let batch = vec![
        store::revoke(&call.env, id, call.now)?,
        log::entry(call, &actor, "role.revoked", &details)?,
    ];
    database(&call.env)?.batch(batch).await?;
    Ok(answer::none())
}

/// `GET /api/v1/admin/log`
pub async fn read_log(call: &Call) -> Result<Response, Failure> {
    actor(call, "log.read").await?;
    let limit = match call.query("limit") {
        None => PAGE_DEFAULT,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PAGE_MAX).contains(limit))
            .ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit"))?,
    };
    let cursor = call.query("cursor");
    let is_id = |id: &str| id.len() == 36 && id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    if cursor.as_deref().is_some_and(|cursor| !is_id(cursor)) {
        return Err(Refusal::of(Code::QueryInvalid, "cursor").into());
    }
    let mut rows = store::log(&call.env, cursor.as_deref(), limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = if more { rows.last().map(|row| row.id.clone()) } else { None };
    answer::json(200, &AdminLogPage { items: rows.iter().map(show_entry).collect(), next_cursor })
}

/// Who acts: an admin, or whoever holds the admin key; each use of the key is logged, also one
/// that only reads.
async fn actor(call: &Call, action: &str) -> Result<String, Failure> {
    if key::shown(call).await? {
        let entry = log::entry(call, log::ADMIN_KEY, "admin_key.used", &json!({"for": action}))?;
        entry.run().await?;
        return Ok(log::ADMIN_KEY.to_owned());
    }
    Ok(session::with_role(call, &[Role::Admin]).await?.principal)
}

fn show(grant: &Grant) -> RoleGrant {
    RoleGrant {
        id: grant.id.clone(),
        principal_id: grant.principal_id.clone(),
        username: grant.username.clone(),
        // The database takes no other.
        role: Role::parse(&grant.role).unwrap_or(Role::Moderator),
        reason: grant.reason.clone(),
        granted_by: grant.granted_by.clone(),
        granted_at: clock::iso(grant.granted_at),
        expires_at: clock::iso(grant.expires_at),
    }
}

fn show_entry(row: &Entry) -> AdminLogEntry {
    AdminLogEntry {
        id: row.id.clone(),
        at: clock::iso(row.at),
        actor: row.actor.clone(),
        action: row.action.clone(),
        request_id: row.request_id.clone(),
        details: serde_json::from_str(&row.details).unwrap_or_default(),
    }
}
