//! Changes of proposals, as statements for one batch.

use governance::{Ballot, Closing, Draft, ProposalStatus};
use worker::{D1Database, D1PreparedStatement};

use crate::{
    error::Failure,
    store::{digits, number, statement, text},
};

use super::{Row, stake, word, write_actions};

/// A new draft; fails when its number was taken meanwhile.
pub fn insert(
    database: &D1Database,
    row: &Row,
    draft: &Draft,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO proposals (number, id, proposer, kind, title, body, actions, status, \
         created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', ?8)",
        &[
            number(row.number),
            text(&row.id),
            text(&row.proposer),
            text(&word(draft.kind)),
            text(&draft.title),
            text(&draft.body),
            text(&write_actions(&draft.actions)?),
            number(row.created_at),
        ],
    )
}

/// A draft written anew, without effect unless it still has this version.
pub fn rewrite(
    database: &D1Database,
    row: &Row,
    draft: &Draft,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "UPDATE proposals SET kind = ?3, title = ?4, body = ?5, actions = ?6, \
         version = version + 1 WHERE number = ?1 AND version = ?2 AND status = 'draft'",
        &[
            number(row.number),
            number(row.version),
            text(&word(draft.kind)),
            text(&draft.title),
            text(&draft.body),
            text(&write_actions(&draft.actions)?),
        ],
    )
}

/// The beginning of a vote, without effect unless the draft still has this version, and unless
/// the proposer has the stake and is below the limit at this very moment. Snapshot and total are
/// taken here, in the books as they are then.
pub fn open(
    database: &D1Database,
    row: &Row,
    ballot: &Ballot,
    (needed, live): (money::Amount, u64),
) -> Result<D1PreparedStatement, Failure> {
    let sql = format!(
        "UPDATE proposals SET status = 'active', version = version + 1, opened_at = ?3, \
         ends_at = ?4, quorum = ?5, approval = ?6, time_lock_ms = ?7, grace_ms = ?8, \
         late_window_ms = ?9, late_extension_ms = ?10, snapshot_xfer = ({}), total = ({}) \
         WHERE number = ?1 AND version = ?2 AND status = 'draft' \
         AND (SELECT lo FROM account WHERE name = 'user:' || proposer || ':ANM:staked') \
         >= CAST(?11 AS INTEGER) AND (SELECT count(*) FROM proposals o \
         WHERE o.proposer = proposals.proposer AND o.status = 'active') < ?12",
        stake::LAST_XFER,
        stake::TOTAL
    );
    let rules = &ballot.rules;
    let values = [
        number(row.number),
        number(row.version),
        number(ballot.opened_at_ms),
        number(ballot.ends_at_ms),
        number(rules.quorum.as_parts()),
        number(rules.approval.as_parts()),
        number(rules.time_lock_ms),
        number(rules.grace_ms),
        number(rules.late_window_ms),
        number(rules.late_extension_ms),
        digits(needed.as_units()),
        number(live),
    ];
    statement(database, &sql, &values)
}

/// The end of a vote, or of the time to execute, without effect unless it stands as it did.
pub fn close(
    database: &D1Database,
    row: &Row,
    from: ProposalStatus,
    closing: Closing,
    voting_ended_at: u64,
) -> Result<D1PreparedStatement, Failure> {
    let lapsed = closing.at_ms != voting_ended_at;
    statement(
        database,
        "UPDATE proposals SET status = ?3, version = version + 1, closed_at = ?4, \
         lapsed_at = iif(?5, ?6, NULL) WHERE number = ?1 AND status = ?2",
        &[
            number(row.number),
            text(&word(from)),
            text(&word(closing.status)),
            number(voting_ended_at),
            number(lapsed.into()),
            number(closing.at_ms),
        ],
    )
}

/// The taking back of a proposal, without effect unless it stands as it did.
pub fn cancel(
    database: &D1Database,
    row: &Row,
    from: ProposalStatus,
    (by, now): (&str, u64),
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "UPDATE proposals SET status = 'cancelled', version = version + 1, cancelled_by = ?3, \
         cancelled_at = ?4 WHERE number = ?1 AND status = ?2",
        &[number(row.number), text(&word(from)), text(by), number(now)],
    )
}

/// The execution of a passed proposal; fails when it is not executable, or was executed.
pub fn execute(
    database: &D1Database,
    proposal: u64,
    (by, now): (&str, u64),
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO executions (proposal, at, executor) VALUES (?1, ?2, ?3)",
        &[number(proposal), number(now), text(by)],
    )
}

/// Notes which posting paid for an action.
pub fn pay(
    database: &D1Database,
    proposal: u64,
    action: usize,
    posting: &str,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO proposal_payments (proposal, action, posting) VALUES (?1, ?2, ?3)",
        &[number(proposal), number(action as u64), text(posting)],
    )
}
