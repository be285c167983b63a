//! What time makes of proposals, written down when somebody looks, and by night.

use serde_json::json;
use worker::Env;

use crate::{
    error::Failure,
    live, outbox,
    store::{database, demand, demand_failed, number, text},
};

use super::{
    TOPIC,
    store::{Row, read, word, write},
};

/// Most proposals that one look closes.
const AT_ONCE: u32 = 50;

/// Closes the votes that have ended and the passed proposals whose time has run out. Whoever does
/// it, and when, the outcome is the same: no vote counts after the end. The others do not wait for
/// one that cannot be closed.
pub async fn settle(env: &Env, now: u64) -> Result<(), Failure> {
    let mut any = false;
    for row in read::overdue(env, now, AT_ONCE).await? {
        match close(env, &row, now).await {
            Ok(closed) => any |= closed,
            Err(failure) => {
                worker::console_error!("proposal {} was not closed: {failure:?}", row.number);
            }
        }
    }
    if any {
        live::poke(env).await?;
    }
    Ok(())
}

/// Closes one; says whether it did.
async fn close(env: &Env, row: &Row, now: u64) -> Result<bool, Failure> {
    let proposal = row.proposal()?;
    let (Some(closing), Some(ballot)) = (proposal.closing(now), proposal.ballot) else {
        return Ok(false);
    };
    let database = database(env)?;
    let still = demand(
        &database,
        "SELECT status = ?2 FROM proposals WHERE number = ?1",
        &[number(row.number), text(&word(proposal.status))],
    )?;
    let close = write::close(&database, row, proposal.status, closing, ballot.ends_at_ms)?;
    let body = json!({"id": row.id, "number": row.number, "status": word(closing.status)});
    let event = outbox::event(&database, now, TOPIC, outbox::PUBLIC, &body)?;
    match database.batch(vec![still, close, event]).await {
        Ok(_) => Ok(true),
        // Somebody else looked at the same moment.
        Err(error) if demand_failed(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
