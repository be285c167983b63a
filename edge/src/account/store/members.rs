//! Members, and how an account looks.

use serde::Deserialize;
use wire::admin::Role;
use worker::{D1PreparedStatement, Env};

use crate::{
    call::Call,
    error::Failure,
    store::{database, demand, number, statement, text, text_or_null},
};

/// Everything of a principal that the account shows.
#[derive(Debug, Deserialize)]
pub struct Standing {
    /// UUID.
    pub id: String,
    /// `guest` or `user`.
    pub kind: String,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Members only.
    pub username: Option<String>,
    /// Members only.
    pub display_name: Option<String>,
    /// Members only.
    pub picture_avatar_id: Option<String>,
    /// Members only; milliseconds since 1970.
    pub member_since: Option<u64>,
    /// Agents only.
    pub did: Option<String>,
    /// Agents only.
    pub agent_name: Option<String>,
    /// How many passkeys.
    pub passkeys: u32,
    /// How many unused codes.
    pub codes: u32,
    /// Name at Discord.
    pub discord_name: Option<String>,
    /// Milliseconds since 1970.
    pub discord_linked_at: Option<u64>,
    roles: Option<String>,
}

impl Standing {
    /// Roles in force.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.as_deref().unwrap_or("").split(',').filter_map(Role::parse).collect()
    }
}

/// How an account stands.
pub async fn standing(env: &Env, principal: &str, now: u64) -> Result<Option<Standing>, Failure> {
    let sql = "SELECT p.id, p.kind, p.created_at, m.username, m.display_name, \
         m.picture_avatar_id, m.created_at AS member_since, a.did, a.name AS agent_name, \
         (SELECT count(*) FROM passkeys k WHERE k.principal_id = p.id) AS passkeys, \
         (SELECT count(*) FROM recovery_codes c WHERE c.principal_id = p.id \
          AND c.used_at IS NULL) AS codes, \
         d.name AS discord_name, d.linked_at AS discord_linked_at, \
         (SELECT group_concat(DISTINCT g.role) FROM role_grants g WHERE g.principal_id = p.id \
          AND g.revoked_at IS NULL AND g.expires_at > ?2) AS roles \
         FROM principals p LEFT JOIN members m ON m.principal_id = p.id \
         LEFT JOIN agents a ON a.principal_id = p.id \
         LEFT JOIN discord_links d ON d.principal_id = p.id WHERE p.id = ?1";
    let found = statement(&database(env)?, sql, &[text(principal), number(now)])?;
    Ok(found.first::<Standing>(None).await?)
}

/// What makes a guest, or nobody, a member.
pub struct NewMember<'m> {
    /// UUID.
    pub principal: &'m str,
    /// Whether it is a guest already.
    pub is_guest: bool,
    /// In its stored form.
    pub username: &'m str,
    /// What all names that look alike have in common.
    pub skeleton: &'m str,
    /// 1 to 50 characters.
    pub display_name: &'m str,
    /// base64url
    pub user_handle: &'m str,
}

/// Makes a member. A guest's other sessions end: who holds such a token has proved nothing.
pub fn insert(call: &Call, new: &NewMember<'_>) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let id = || text(new.principal);
    let mut list = Vec::new();
    if new.is_guest {
        let is_guest = "SELECT count(*) FROM principals WHERE id = ?1 AND kind = 'guest'";
        list.push(demand(&database, is_guest, &[id()])?);
        let sql = "UPDATE principals SET kind = 'user' WHERE id = ?1";
        list.push(statement(&database, sql, &[id()])?);
        let sql = "DELETE FROM sessions WHERE principal_id = ?1";
        list.push(statement(&database, sql, &[id()])?);
    } else {
        let sql = "INSERT INTO principals (id, kind, created_at) VALUES (?1, 'user', ?2)";
        list.push(statement(&database, sql, &[id(), number(call.now)])?);
    }
    let sql = "INSERT INTO members (principal_id, username, skeleton, display_name, user_handle, \
               created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = [
        id(),
        text(new.username),
        text(new.skeleton),
        text(new.display_name),
        text(new.user_handle),
        number(call.now),
    ];
    list.push(statement(&database, sql, &values)?);
    Ok(list)
}

/// Whether a name, or one that looks like it, is somebody else's.
pub async fn taken(env: &Env, skeleton: &str, by_other_than: &str) -> Result<bool, Failure> {
    let sql = "SELECT count(*) AS n FROM members WHERE skeleton = ?1 AND principal_id <> ?2";
    let found = statement(&database(env)?, sql, &[text(skeleton), text(by_other_than)])?;
    Ok(found.first::<u32>(Some("n")).await?.unwrap_or(0) > 0)
}

/// A member's id by name.
pub async fn named(env: &Env, username: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT principal_id FROM members WHERE username = ?1";
    let found = statement(&database(env)?, sql, &[text(username)])?;
    Ok(found.first::<String>(Some("principal_id")).await?)
}

/// The user handle that a member's passkeys know.
pub async fn user_handle(env: &Env, principal: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT user_handle FROM members WHERE principal_id = ?1";
    let found = statement(&database(env)?, sql, &[text(principal)])?;
    Ok(found.first::<String>(Some("user_handle")).await?)
}

/// What a member changes: what is absent stays.
#[derive(Default)]
pub struct Patch {
    /// Name and skeleton.
    pub username: Option<(String, String)>,
    /// 1 to 50 characters.
    pub display_name: Option<String>,
    /// An avatar of the member's own, or none.
    pub picture: Option<Option<String>>,
}

/// The changes, each touching a row only where it may; a picture has to be the member's own.
pub fn patch(
    call: &Call,
    principal: &str,
    patch: &Patch,
) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let mut list = Vec::new();
    if let Some((name, skeleton)) = &patch.username {
        let sql = "UPDATE members SET username = ?2, skeleton = ?3 WHERE principal_id = ?1";
        list.push(statement(&database, sql, &[text(principal), text(name), text(skeleton)])?);
    }
    if let Some(name) = &patch.display_name {
        let sql = "UPDATE members SET display_name = ?2 WHERE principal_id = ?1";
        list.push(statement(&database, sql, &[text(principal), text(name)])?);
    }
    if let Some(picture) = &patch.picture {
        if let Some(picture) = picture {
            let own = "SELECT count(*) FROM avatars WHERE id = ?1 AND principal_id = ?2";
            list.push(demand(&database, own, &[text(picture), text(principal)])?);
        }
        let sql = "UPDATE members SET picture_avatar_id = ?2 WHERE principal_id = ?1";
        let values = [text(principal), text_or_null(picture.as_deref())];
        list.push(statement(&database, sql, &values)?);
    }
    Ok(list)
}
