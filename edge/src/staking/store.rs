//! Stakes and their events in the database.

use creator::{Change, Stake};
use money::{Amount, Limbs, Rounding};
use policy::Policies;
use serde::Deserialize;
use wire::staking::{Runway, StakeEvent};
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    clock,
    error::Failure,
    store::{database, demand, digits, number, statement, text},
};

use super::show::anm;

/// A stake, and what the books say beside it, all read at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The stake as it was last settled.
    pub stake: Stake,
    /// Grows with each change; 0 before the first.
    pub version: u64,
    /// What the member could spend.
    pub available: Amount,
    /// What the treasury holds.
    pub treasury: Amount,
}

#[derive(Deserialize)]
struct Row {
    accrued: String,
    claimed: String,
    settled_at: u64,
    version: u64,
}

/// Units of ANM as the database writes them.
pub fn units(text: &str) -> Result<Amount, Failure> {
    let units = text.parse().ok().and_then(Amount::checked);
    units.ok_or_else(|| Failure::Fault(format!("{text:?} is no amount in the database")))
}

/// Somebody's stake; an empty one when there never was one.
pub async fn load(env: &Env, principal: &str) -> Result<Held, Failure> {
    let database = database(env)?;
    let sql = "SELECT CAST(accrued AS TEXT) AS accrued, CAST(claimed AS TEXT) AS claimed, \
               settled_at, version FROM stakes WHERE principal_id = ?1";
    let stake = statement(&database, sql, &[text(principal)])?;
    let results = database.batch(vec![stake, balances(&database, principal)?]).await?;
    let rows = results.first().map(|r| r.results::<Row>()).transpose()?.unwrap_or_default();
    let found = results.get(1).map(|r| r.results::<Balance>()).transpose()?.unwrap_or_default();
    let balance = |account: &str| {
        let row = found.iter().find(|row| row.account == account);
        row.map_or(Ok(Amount::ZERO), Balance::amount)
    };
    let mut held = Held {
        stake: Stake { staked: balance("staked")?, ..Stake::default() },
        version: 0,
        available: balance("available")?,
        treasury: balance("treasury")?,
    };
    if let Some(row) = rows.first() {
        held.version = row.version;
        held.stake = Stake {
            accrued: units(&row.accrued)?,
            claimed: units(&row.claimed)?,
            settled_at_ms: row.settled_at,
            ..held.stake
        };
    }
    Ok(held)
}

#[derive(Deserialize)]
struct Balance {
    account: String,
    hi: String,
    lo: String,
}

impl Balance {
    fn amount(&self) -> Result<Amount, Failure> {
        let amount = Limbs::parse(&self.hi, &self.lo).and_then(Limbs::amount);
        amount.ok_or_else(|| Failure::Fault(format!("{} holds no amount", self.account)))
    }
}

/// What the member has available and staked, and what the treasury holds.
fn balances(database: &D1Database, principal: &str) -> Result<D1PreparedStatement, Failure> {
    let sql = "SELECT 'available' AS account, CAST(hi AS TEXT) AS hi, CAST(lo AS TEXT) AS lo \
               FROM account WHERE name = 'user:' || ?1 || ':ANM:available' UNION ALL \
               SELECT 'staked', CAST(hi AS TEXT), CAST(lo AS TEXT) \
               FROM account WHERE name = 'user:' || ?1 || ':ANM:staked' UNION ALL \
               SELECT 'treasury', CAST(hi AS TEXT), CAST(lo AS TEXT) \
               FROM account WHERE name = 'system:ANM:treasury'";
    statement(database, sql, &[text(principal)])
}

/// Fails a batch whose posting was not taken: its key was used at the same moment.
pub fn demand_posted(
    database: &D1Database,
    transaction: &str,
) -> Result<D1PreparedStatement, Failure> {
    let posted = "SELECT count(*) FROM tx WHERE public_id = ?1";
    demand(database, posted, &[text(transaction)])
}

/// What is to be written with a change.
pub struct Entry<'e> {
    /// UUID of the event.
    pub id: &'e str,
    /// Whose stake.
    pub principal: &'e str,
    /// The version that was read.
    pub version: u64,
    /// What was decided.
    pub change: &'e Change,
    /// Ids of the tiers before and afterwards.
    pub tiers: (&'e str, &'e str),
    /// UUID of the posting.
    pub transaction: &'e str,
    /// Milliseconds since 1970.
    pub now: u64,
}

/// Everything that a change writes beside its posting: nothing of it when the stake has another
/// version than was read, or when the posting was not taken.
pub fn write(
    database: &D1Database,
    entry: &Entry<'_>,
) -> Result<Vec<D1PreparedStatement>, Failure> {
    let after = &entry.change.after;
    let same = "SELECT coalesce(max(version), 0) = ?2 FROM stakes WHERE principal_id = ?1";
    let stake = "INSERT INTO stakes (principal_id, accrued, claimed, settled_at, version) \
                 VALUES (?1, CAST(?2 AS INTEGER), CAST(?3 AS INTEGER), ?4, 1) \
                 ON CONFLICT (principal_id) DO UPDATE SET accrued = excluded.accrued, \
                 claimed = excluded.claimed, settled_at = excluded.settled_at, \
                 version = version + 1";
    let event = "INSERT INTO staking_events (id, principal_id, kind, amount, reward, staked, \
                 accrued, tier_before, tier_after, transaction_id, version, at) \
                 VALUES (?1, ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), \
                 CAST(?6 AS INTEGER), CAST(?7 AS INTEGER), ?8, ?9, ?10, ?11, ?12)";
    Ok(vec![
        demand_posted(database, entry.transaction)?,
        demand(database, same, &[text(entry.principal), number(entry.version)])?,
        statement(
            database,
            stake,
            &[
                text(entry.principal),
                digits(after.accrued.as_units()),
                digits(after.claimed.as_units()),
                number(after.settled_at_ms),
            ],
        )?,
        statement(
            database,
            event,
            &[
                text(entry.id),
                text(entry.principal),
                text(entry.change.event.name()),
                digits(entry.change.amount.as_units()),
                digits(entry.change.reward.as_units()),
                digits(after.staked.as_units()),
                digits(after.accrued.as_units()),
                text(entry.tiers.0),
                text(entry.tiers.1),
                text(entry.transaction),
                number(entry.version + 1),
                number(entry.now),
            ],
        )?,
    ])
}

#[derive(Deserialize)]
struct EventRow {
    id: String,
    kind: String,
    amount: String,
    reward: String,
    staked: String,
    accrued: String,
    tier_before: String,
    tier_after: String,
    transaction_id: String,
    version: u64,
    at: u64,
}

/// Somebody's events before the version `before`, newest first, at most `limit`, each with its
/// version.
pub async fn history(
    env: &Env,
    principal: &str,
    before: u64,
    limit: u32,
) -> Result<Vec<(u64, StakeEvent)>, Failure> {
    let sql = "SELECT id, kind, CAST(amount AS TEXT) AS amount, CAST(reward AS TEXT) AS reward, \
               CAST(staked AS TEXT) AS staked, CAST(accrued AS TEXT) AS accrued, tier_before, \
               tier_after, transaction_id, version, at FROM staking_events \
               WHERE principal_id = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3";
    let values = [text(principal), number(before), number(limit.into())];
    let rows = statement(&database(env)?, sql, &values)?.all().await?.results::<EventRow>()?;
    let show = |row: EventRow| {
        let event = StakeEvent {
            id: row.id,
            kind: row.kind,
            amount: anm(units(&row.amount)?),
            reward: anm(units(&row.reward)?),
            staked: anm(units(&row.staked)?),
            accrued: anm(units(&row.accrued)?),
            tier_before: row.tier_before,
            tier_after: row.tier_after,
            transaction_id: Some(row.transaction_id),
            at: clock::iso(row.at),
        };
        Ok((row.version, event))
    };
    rows.into_iter().map(show).collect()
}

/// How long the treasury could pay what all stakes together earn at the rates that hold.
pub async fn runway(env: &Env, treasury: Amount, policies: &Policies) -> Result<Runway, Failure> {
    let database = database(env)?;
    let tiers = policies.tiers();
    // All ANM together fits into the lower limb, so a sum of it is exact.
    let sql = "SELECT CAST(coalesce(sum(lo), 0) AS TEXT) AS total FROM account \
               WHERE asset = 'ANM' AND purpose = 'staked' \
               AND lo >= CAST(?1 AS INTEGER) AND lo < CAST(?2 AS INTEGER)";
    let ends = tiers.iter().skip(1).map(|tier| tier.min_stake.as_units()).chain([10_u128.pow(18)]);
    let sums = tiers.iter().zip(ends).map(|(tier, end)| {
        statement(&database, sql, &[digits(tier.min_stake.as_units()), digits(end)])
    });
    let results = database.batch(sums.collect::<Result<_, _>>()?).await?;
    #[derive(Deserialize)]
    struct Sum {
        total: String,
    }
    let (mut staked, mut yearly) = (0, 0);
    for (tier, result) in tiers.iter().zip(&results) {
        let rows = result.results::<Sum>()?;
        let total = rows.first().map_or(Ok(Amount::ZERO), |row| units(&row.total))?;
        staked += total.as_units();
        yearly += tier.apy.of(total, Rounding::Down).unwrap_or(Amount::ZERO).as_units();
    }
    const YEAR_HUNDREDTHS_OF_DAYS: u128 = 36_525;
    let days = (yearly > 0).then(|| treasury.as_units() * YEAR_HUNDREDTHS_OF_DAYS / yearly / 100);
    Ok(Runway {
        treasury: anm(treasury),
        total_staked: anm(Amount::units(staked)),
        rewards_per_year: anm(Amount::units(yearly)),
        days: days.map(|days| u64::try_from(days).unwrap_or(u64::MAX)),
    })
}
