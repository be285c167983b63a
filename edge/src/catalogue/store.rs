//! The switches in the database.

use policy::{Catalogue, Section};
use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, number, statement, text, text_or_null},
};

/// How a vote has switched something last.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// `agent`, `style_pack` or `feature`.
    pub section: String,
    /// Which one.
    pub id: String,
    /// 0 or 1.
    pub enabled: u8,
    /// For agents, which version.
    pub version: Option<String>,
    /// Milliseconds since 1970.
    pub at: u64,
    /// UUID.
    pub proposal_id: String,
}

/// The last switch of each thing that was ever switched.
pub async fn rows(env: &Env) -> Result<Vec<Row>, Failure> {
    let sql = "SELECT s.section, s.id, s.enabled, s.version, s.at, o.id AS proposal_id \
               FROM switches s JOIN proposals o ON o.number = s.proposal \
               WHERE s.number = \
               (SELECT max(number) FROM switches WHERE section = s.section AND id = s.id)";
    Ok(database(env)?.prepare(sql).all().await?.results()?)
}

/// What is switched on now.
pub async fn load(env: &Env) -> Result<Catalogue, Failure> {
    Ok(catalogue(&rows(env).await?))
}

/// What is switched on after these switches.
pub fn catalogue(rows: &[Row]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for row in rows {
        if let Some(section) = Section::named(&row.section) {
            catalogue.set(section, &row.id, row.enabled == 1, row.version.as_deref());
        }
    }
    catalogue
}

/// The switching of something by a proposal. An agent keeps its version when none is given.
pub fn insert(
    database: &D1Database,
    (section, id): (Section, &str),
    (enabled, version): (bool, Option<&str>),
    now: u64,
    proposal: u64,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO switches (section, id, enabled, version, at, proposal) \
         VALUES (?1, ?2, ?3, coalesce(?4, (SELECT version FROM switches \
         WHERE section = ?1 AND id = ?2 ORDER BY number DESC LIMIT 1)), ?5, ?6)",
        &[
            text(section.name()),
            text(id),
            number(enabled.into()),
            text_or_null(version),
            number(now),
            number(proposal),
        ],
    )
}
