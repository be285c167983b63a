//! Finding and listing proposals.

use serde::Deserialize;
use wire::governance::ProposalCounts;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text, text_or_null},
};

use super::Row;

const ROWS: &str = "SELECT p.*, m.username AS proposer_name, e.at AS executed_at, e.executor, \
     x.username AS executor_name, c.username AS canceller_name, \
     v.choice AS my_choice, v.at AS my_at FROM proposals p \
     LEFT JOIN members m ON m.principal_id = p.proposer \
     LEFT JOIN executions e ON e.proposal = p.number \
     LEFT JOIN members x ON x.principal_id = e.executor \
     LEFT JOIN members c ON c.principal_id = p.cancelled_by \
     LEFT JOIN votes v ON v.proposal = p.number AND v.voter = ?1";

/// One proposal, with the vote of `me`.
pub async fn find(env: &Env, id: &str, me: Option<&str>) -> Result<Option<Row>, Failure> {
    let sql = format!("{ROWS} WHERE p.id = ?2");
    let values = [text_or_null(me), text(id)];
    Ok(statement(&database(env)?, &sql, &values)?.first::<Row>(None).await?)
}

/// Which proposals are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// A status by name.
    pub status: Option<String>,
    /// A type by name.
    pub kind: Option<String>,
    /// Only those of the caller.
    pub mine: bool,
    /// Only those with a lower number.
    pub before: Option<u64>,
}

/// The newest proposals that are wanted and that `me` may see, at most `limit`.
pub async fn list(
    env: &Env,
    wanted: &Wanted,
    me: Option<&str>,
    limit: u32,
) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "{ROWS} WHERE p.number < ?2 AND (?3 IS NULL OR p.status = ?3) \
         AND (?4 IS NULL OR p.kind = ?4) AND (p.opened_at IS NOT NULL OR p.proposer = ?1) \
         AND (?5 = 0 OR p.proposer = ?1) ORDER BY p.number DESC LIMIT ?6"
    );
    let values = [
        text_or_null(me),
        number(wanted.before.unwrap_or(1 << 52)),
        text_or_null(wanted.status.as_deref()),
        text_or_null(wanted.kind.as_deref()),
        number(wanted.mine.into()),
        number(limit.into()),
    ];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// Proposals of which time has made something else, at most `limit`.
pub async fn overdue(env: &Env, now: u64, limit: u32) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "{ROWS} WHERE (p.status = 'active' AND p.ends_at < ?2) OR (p.status = 'passed' \
         AND p.ends_at + p.time_lock_ms + p.grace_ms < ?2) ORDER BY p.number LIMIT ?3"
    );
    let values = [text_or_null(None), number(now), number(limit.into())];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// How many proposals of somebody stand where.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Own {
    /// Drafts.
    pub drafts: u64,
    /// Active ones.
    pub live: u64,
}

/// How many drafts and active proposals somebody has.
pub async fn own(env: &Env, proposer: &str) -> Result<Own, Failure> {
    let sql = "SELECT coalesce(sum(status = 'draft'), 0) AS drafts, \
               coalesce(sum(status = 'active'), 0) AS live FROM proposals \
               WHERE proposer = ?1 AND status IN ('draft', 'active')";
    let own = statement(&database(env)?, sql, &[text(proposer)])?.first::<Own>(None).await?;
    Ok(own.unwrap_or_default())
}

/// How many proposals stand where, drafts aside.
pub async fn counts(env: &Env) -> Result<ProposalCounts, Failure> {
    let sql = "SELECT coalesce(sum(status = 'active'), 0) AS active, \
               coalesce(sum(status = 'passed'), 0) AS passed, \
               coalesce(sum(status = 'rejected'), 0) AS rejected, \
               coalesce(sum(status = 'expired'), 0) AS expired, \
               coalesce(sum(status = 'executed'), 0) AS executed, \
               coalesce(sum(status = 'cancelled'), 0) AS cancelled FROM proposals \
               WHERE opened_at IS NOT NULL";
    Ok(database(env)?.prepare(sql).first::<ProposalCounts>(None).await?.unwrap_or_default())
}

/// The number of the next proposal; the database refuses one that is taken.
pub async fn next_number(env: &Env) -> Result<u64, Failure> {
    let sql = "SELECT coalesce(max(number), 0) + 1 AS next FROM proposals";
    Ok(database(env)?.prepare(sql).first::<u64>(Some("next")).await?.unwrap_or(1))
}

/// Ids of postings that paid for the actions of a proposal.
pub async fn payments(env: &Env, proposal: u64) -> Result<Vec<(usize, String)>, Failure> {
    #[derive(Deserialize)]
    struct Payment {
        action: usize,
        posting: String,
    }
    let sql = "SELECT action, posting FROM proposal_payments WHERE proposal = ?1";
    let rows = statement(&database(env)?, sql, &[number(proposal)])?.all().await?;
    let pair = |row: Payment| (row.action, row.posting);
    Ok(rows.results::<Payment>()?.into_iter().map(pair).collect())
}

/// What a policy was before a proposal changed it; nothing when that was the default.
pub async fn before(env: &Env, key: &str, proposal: u64) -> Result<Option<String>, Failure> {
    let sql = "SELECT b.value FROM policies b JOIN policies a \
               ON a.key = b.key AND a.version = b.version + 1 WHERE a.key = ?1 AND a.proposal = ?2";
    let values = [text(key), number(proposal)];
    Ok(statement(&database(env)?, sql, &values)?.first::<String>(Some("value")).await?)
}
