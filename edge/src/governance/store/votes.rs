//! Votes in the database; its triggers count them and keep what was chosen before.

use governance::Choice;
use money::Amount;
use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, digits, number, statement, text},
};

use super::word;

/// A vote with what the voter chose before.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Counts up over all votes.
    pub number: u64,
    /// Id of the voter.
    pub voter: String,
    /// Their username.
    pub username: Option<String>,
    /// What they chose last.
    pub choice: String,
    /// In smallest units.
    pub weight: u64,
    /// Milliseconds since 1970.
    pub at: u64,
    /// JSON: `[["for", 1],…]`, the last of them the present one.
    pub history: String,
}

/// The votes on a proposal before a number, newest first, at most `limit`.
pub async fn list(env: &Env, proposal: u64, before: u64, limit: u32) -> Result<Vec<Row>, Failure> {
    let sql = "SELECT v.number, v.voter, m.username, v.choice, v.weight, v.at, \
               (SELECT json_group_array(json_array(h.choice, h.at)) FROM (SELECT choice, at \
               FROM vote_history WHERE proposal = v.proposal AND voter = v.voter \
               ORDER BY number) h) AS history FROM votes v \
               LEFT JOIN members m ON m.principal_id = v.voter \
               WHERE v.proposal = ?1 AND v.number < ?2 ORDER BY v.number DESC LIMIT ?3";
    let values = [number(proposal), number(before), number(limit.into())];
    Ok(statement(&database(env)?, sql, &values)?.all().await?.results()?)
}

/// A vote. Without effect when the voter's earlier one is not the one that is known.
pub fn cast(
    database: &D1Database,
    proposal: u64,
    voter: &str,
    (choice, earlier): (Choice, Option<Choice>),
    weight: Amount,
    now: u64,
) -> Result<D1PreparedStatement, Failure> {
    match earlier {
        Some(earlier) => statement(
            database,
            "UPDATE votes SET choice = ?3, at = ?5 \
             WHERE proposal = ?1 AND voter = ?2 AND choice = ?4",
            &[
                number(proposal),
                text(voter),
                text(&word(choice)),
                text(&word(earlier)),
                number(now),
            ],
        ),
        None => statement(
            database,
            "INSERT INTO votes (proposal, voter, choice, weight, at) \
             VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), ?5)",
            &[
                number(proposal),
                text(voter),
                text(&word(choice)),
                digits(weight.as_units()),
                number(now),
            ],
        ),
    }
}

/// Notes that the quorum is reached, if this much is cast and it was not noted before, and moves
/// the end of voting if it was reached late. One statement, so that of many voters at once
/// exactly one reaches the quorum.
pub fn note_quorum(
    database: &D1Database,
    proposal: u64,
    needed: Amount,
    end: Option<u64>,
    now: u64,
) -> Result<D1PreparedStatement, Failure> {
    let condition = "WHERE number = ?1 AND status = 'active' AND quorum_at IS NULL \
                     AND in_favour + against + abstained >= CAST(?2 AS INTEGER)";
    let values = [number(proposal), digits(needed.as_units()), number(now)];
    match end {
        None => statement(
            database,
            &format!("UPDATE proposals SET quorum_at = ?3 {condition}"),
            &values,
        ),
        Some(end) => {
            let sql = format!(
                "UPDATE proposals SET quorum_at = ?3, extended_at = ?3, ends_at = ?4 {condition}"
            );
            let [number_of, needed, now] = values;
            statement(database, &sql, &[number_of, needed, now, number(end)])
        }
    }
}

/// How many active proposals somebody could vote on and has not.
pub async fn open(env: &Env, voter: &str) -> Result<u64, Failure> {
    let sql = "SELECT count(*) AS n FROM proposals p WHERE p.status = 'active' \
               AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.proposal = p.number AND v.voter = ?1) \
               AND coalesce((SELECT e.lo FROM entry e JOIN account a ON a.id = e.account \
               WHERE a.name = 'user:' || ?1 || ':ANM:staked' AND e.xfer <= p.snapshot_xfer \
               ORDER BY e.xfer DESC LIMIT 1), 0) > 0";
    let count = statement(&database(env)?, sql, &[text(voter)])?;
    Ok(count.first::<u64>(Some("n")).await?.unwrap_or(0))
}
