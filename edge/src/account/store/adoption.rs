//! A guest's avatars come along when they sign in to an account that exists.

use serde::Deserialize;
use worker::Env;

use crate::{
    avatar::AVATARS_MAX,
    error::Failure,
    store::{database, number, statement, text},
};

/// How many came along, and how many found no room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Now the member's.
    pub moved: u32,
    /// Still waiting.
    pub left: u32,
}

/// Moves the avatars of a guest, and of guests from before whose avatars found no room, newest
/// first, as far as the account has room. A guest of whom nothing is left ends.
pub async fn adopt(env: &Env, guest: Option<&str>, member: &str) -> Result<Adopted, Failure> {
    let database = database(env)?;
    let mut batch = Vec::new();
    if let Some(guest) = guest {
        let sql = "INSERT INTO left_behind (guest_id, member_id) \
                   SELECT id, ?2 FROM principals WHERE id = ?1 AND kind = 'guest' \
                   ON CONFLICT (guest_id) DO UPDATE SET member_id = excluded.member_id";
        batch.push(statement(&database, sql, &[text(guest), text(member)])?);
    }
    let moving = batch.len();
    let sql = "UPDATE avatars SET principal_id = ?1 WHERE id IN (\
               SELECT a.id FROM avatars a JOIN left_behind l ON l.guest_id = a.principal_id \
               WHERE l.member_id = ?1 ORDER BY a.id DESC LIMIT max(0, ?2 - \
               (SELECT count(*) FROM avatars WHERE principal_id = ?1))) RETURNING id";
    batch.push(statement(&database, sql, &[text(member), number(AVATARS_MAX.into())])?);
    let sql = "SELECT count(*) AS n FROM avatars a JOIN left_behind l \
               ON l.guest_id = a.principal_id WHERE l.member_id = ?1";
    batch.push(statement(&database, sql, &[text(member)])?);
    let sql = "DELETE FROM principals WHERE kind = 'guest' \
               AND id IN (SELECT guest_id FROM left_behind WHERE member_id = ?1) \
               AND NOT EXISTS (SELECT 1 FROM avatars WHERE principal_id = principals.id)";
    batch.push(statement(&database, sql, &[text(member)])?);
    let results = database.batch(batch).await?;
    #[derive(Deserialize)]
    struct Count {
        n: u32,
    }
    let moved = results.get(moving).map(|r| r.results::<serde_json::Value>()).transpose()?;
    let left = results.get(moving + 1).map(|r| r.results::<Count>()).transpose()?;
    Ok(Adopted {
        moved: moved.map_or(0, |rows| rows.len() as u32),
        left: left.and_then(|rows| rows.first().map(|count| count.n)).unwrap_or(0),
    })
}
