//! Avatars and their files in the database.

use serde::Deserialize;
use serde_json::Value;
use wire::avatar::Avatar;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    clock,
    error::Failure,
    store::{database, number, statement, text},
    upload::check::Header,
};

use super::parse::{Draft, Patch};

const COLUMNS: &str = "a.id, a.principal_id, a.object_key, a.name, a.style, a.sprite_library, \
     a.customizations, a.metadata, a.is_public, a.version, a.created_at, a.updated_at, \
     o.content_type, o.size_bytes, o.width, o.height";

/// An avatar with its file, as the database has them.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID.
    pub id: String,
    /// Who owns it.
    pub principal_id: String,
    /// Where its file is.
    pub object_key: String,
    name: String,
    style: String,
    sprite_library: String,
    customizations: String,
    metadata: String,
    /// 0 or 1.
    pub is_public: u8,
    /// Grows with each change.
    pub version: u32,
    created_at: u64,
    updated_at: u64,
    /// Type of the file.
    pub content_type: String,
    size_bytes: u32,
    width: u32,
    height: u32,
}

impl Row {
    /// The row of an avatar that is about to be.
    pub fn new(id: String, owner: &str, key: String, draft: &Draft, file: (Header, usize)) -> Self {
        let (header, size) = file;
        Self {
            id,
            principal_id: owner.to_owned(),
            object_key: key,
            name: draft.name.clone(),
            style: draft.style.clone(),
            sprite_library: draft.sprite_library.clone(),
            customizations: draft.customizations.clone(),
            metadata: draft.metadata.clone(),
            is_public: draft.is_public.into(),
            version: 1,
            created_at: 0,
            updated_at: 0,
            content_type: header.kind.media_type().to_owned(),
            size_bytes: size as u32,
            width: header.width,
            height: header.height,
        }
    }

    /// Sets both times.
    pub fn born(mut self, now: u64) -> Self {
        (self.created_at, self.updated_at) = (now, now);
        self
    }

    /// The row after a patch.
    pub fn patched(mut self, patch: Patch, now: u64) -> Self {
        self.name = patch.name.unwrap_or(self.name);
        self.is_public = patch.is_public.map_or(self.is_public, u8::from);
        self.sprite_library = patch.sprite_library.unwrap_or(self.sprite_library);
        self.customizations = patch.customizations.unwrap_or(self.customizations);
        self.version += 1;
        self.updated_at = now.max(self.created_at);
        self
    }

    /// The ETag of the avatar's description.
    pub fn etag(&self) -> String {
        format!("\"v{}\"", self.version)
    }

    /// SHA-256 of the file, from its content address.
    pub fn sha256(&self) -> &str {
        let name = self.object_key.rsplit('/').next().unwrap_or("");
        name.split('.').next().unwrap_or("")
    }

    /// As the API shows it.
    pub fn show(&self) -> Avatar {
        let object = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        Avatar {
            id: self.id.clone(),
            user_id: self.principal_id.clone(),
            name: self.name.clone(),
            style: self.style.clone(),
            base_image_url: format!("/api/v1/avatars/{}/image", self.id),
            content_type: self.content_type.clone(),
            width: self.width,
            height: self.height,
            size_bytes: self.size_bytes,
            sha256: self.sha256().to_owned(),
            sprite_library: object(&self.sprite_library),
            customizations: object(&self.customizations),
            metadata: object(&self.metadata),
            is_public: self.is_public == 1,
            version: self.version,
            created_at: clock::iso(self.created_at),
            updated_at: clock::iso(self.updated_at),
        }
    }
}

/// One avatar.
pub async fn find(env: &Env, id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM avatars a JOIN objects o ON o.key = a.object_key WHERE a.id = ?1"
    );
    Ok(statement(&database(env)?, &sql, &[text(id)])?.first::<Row>(None).await?)
}

/// The newest avatars of somebody before `cursor`, at most `limit`, and how many there are.
pub async fn list(
    env: &Env,
    principal: &str,
    cursor: Option<&str>,
    limit: u32,
) -> Result<(Vec<Row>, u32), Failure> {
    let database = database(env)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM avatars a JOIN objects o ON o.key = a.object_key \
         WHERE a.principal_id = ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3"
    );
    // '~' sorts behind every UUID.
    let values = [text(principal), text(cursor.unwrap_or("~")), number(limit.into())];
    let page = statement(&database, &sql, &values)?;
    let sql = "SELECT count(*) AS total FROM avatars WHERE principal_id = ?1";
    let count = statement(&database, sql, &[text(principal)])?;
    let results = database.batch(vec![page, count]).await?;
    let rows = results.first().map(|r| r.results::<Row>()).transpose()?.unwrap_or_default();
    #[derive(Deserialize)]
    struct Total {
        total: u32,
    }
    let totals = results.get(1).map(|r| r.results::<Total>()).transpose()?.unwrap_or_default();
    Ok((rows, totals.first().map_or(0, |t| t.total)))
}

/// The insertion of a row, refused by the database when the account is full.
pub fn insert(database: &D1Database, row: &Row) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO avatars (id, principal_id, object_key, name, style, sprite_library, \
         customizations, metadata, is_public, version, created_at, updated_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        &[
            text(&row.id),
            text(&row.principal_id),
            text(&row.object_key),
            text(&row.name),
            text(&row.style),
            text(&row.sprite_library),
            text(&row.customizations),
            text(&row.metadata),
            number(row.is_public.into()),
            number(row.version.into()),
            number(row.created_at),
            number(row.updated_at),
        ],
    )
}

/// The change of a row, without effect unless it still has the version before.
pub fn update(database: &D1Database, row: &Row) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "UPDATE avatars SET name = ?3, sprite_library = ?4, customizations = ?5, is_public = ?6, \
         version = ?7, updated_at = ?8 WHERE id = ?1 AND principal_id = ?2 AND version = ?7 - 1",
        &[
            text(&row.id),
            text(&row.principal_id),
            text(&row.name),
            text(&row.sprite_library),
            text(&row.customizations),
            number(row.is_public.into()),
            number(row.version.into()),
            number(row.updated_at),
        ],
    )
}

/// The removal of a row, without effect unless it still has this version.
pub fn delete(database: &D1Database, row: &Row) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "DELETE FROM avatars WHERE id = ?1 AND principal_id = ?2 AND version = ?3",
        &[text(&row.id), text(&row.principal_id), number(row.version.into())],
    )
}
