//! The life of a production job: ordered, waiting, working, ended; paid or given back.

use money::Amount;
use policy::Jobs;
use thiserror::Error;
use wire::job::JobState;

use crate::quote::Quote;

/// Why an order is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OrderRefusal {
    /// It costs more than the caller is ready to pay.
    #[error("It costs {} units, ready to pay are {}", total.as_units(), max_total.as_units())]
    MaxTotalExceeded {
        /// Cost and fee.
        total: Amount,
        /// What the caller is ready to pay.
        max_total: Amount,
    },
    /// There is less available than it costs.
    #[error("There is less available than it costs")]
    InsufficientFunds {
        /// What is there.
        available: Amount,
        /// Cost and fee.
        needed: Amount,
    },
    /// As many jobs wait as may.
    #[error("As many jobs wait as may")]
    QueueFull {
        /// How many may wait.
        limit: u64,
        /// Whether it is the caller's own limit.
        own: bool,
    },
}

/// How many jobs wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Of all members together.
    pub all: u64,
    /// Of the caller.
    pub own: u64,
}

/// Whether an order is taken, after its access was checked.
pub fn order(
    quote: &Quote,
    max_total: Amount,
    available: Amount,
    backlog: Backlog,
    jobs: &Jobs,
) -> Result<(), OrderRefusal> {
    let total = quote.total();
    if total > max_total {
        return Err(OrderRefusal::MaxTotalExceeded { total, max_total });
    }
    if backlog.own >= jobs.queue_limit_own {
        return Err(OrderRefusal::QueueFull { limit: jobs.queue_limit_own, own: true });
    }
    if backlog.all >= jobs.queue_limit {
        return Err(OrderRefusal::QueueFull { limit: jobs.queue_limit, own: false });
    }
    if total > available {
        return Err(OrderRefusal::InsufficientFunds { available, needed: total });
    }
    Ok(())
}

/// Whether a job in this state may still be taken back: only while it waits.
pub fn may_cancel(state: JobState) -> bool {
    state == JobState::Queued
}

/// Whether one state may follow another. What has ended stays as it is.
pub fn may_follow(from: JobState, to: JobState) -> bool {
    use JobState::{Cancelled, Completed, Failed, Queued, Running};
    matches!((from, to), (Queued, Running | Cancelled) | (Running, Completed | Failed))
}

/// Whether a job that runs since `started_at_ms` has run out at `now_ms`.
pub fn has_run_out(started_at_ms: u64, now_ms: u64, jobs: &Jobs) -> bool {
    now_ms.saturating_sub(started_at_ms) >= jobs.run_timeout_ms
}

/// What a job was quoted when it was ordered; a later vote does not change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// To the treasury.
    pub cost: Amount,
    /// On top of the cost.
    pub fee: Amount,
    /// The part of the fee that is burned.
    pub burned: Amount,
    /// What comes back from the treasury on completion.
    pub bonus: Amount,
}

/// Where the held total goes when a job is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// From the hold to the treasury: the cost and the rest of the fee.
    pub treasury: Amount,
    /// From the hold: burned.
    pub burned: Amount,
    /// From the treasury to the member; zero when it is not paid.
    pub bonus: Amount,
}

/// Settles a complete job. The bonus is paid out of what the treasury held before: out of the
/// member's own payment it would be a discount, and no bonus.
pub fn settle(price: &Price, treasury_before: Amount) -> Settlement {
    let rest = price.fee.checked_sub(price.burned).unwrap_or(Amount::ZERO);
    let pays = price.bonus <= treasury_before;
    Settlement {
        treasury: price.cost.checked_add(rest).unwrap_or(Amount::MAX),
        burned: price.burned,
        bonus: if pays { price.bonus } else { Amount::ZERO },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;
    use policy::Policies;
    use wire::access::Production;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    fn taken(max_total: &str, available: &str, backlog: Backlog) -> Result<(), OrderRefusal> {
        let policies = Policies::default();
        let quote = crate::quote::quote(&Production::default(), &policies).expect("a price");
        order(&quote, anm(max_total), anm(available), backlog, &policies.jobs())
    }

    #[test]
    fn an_order_is_taken_at_exactly_its_price() {
        let none = Backlog::default();
        assert_eq!(taken("20.1", "20.1", none), Ok(()));
        let (total, less) = (anm("20.1"), anm("20.09999999"));
        assert_eq!(
            taken("20.09999999", "100", none),
            Err(OrderRefusal::MaxTotalExceeded { total, max_total: less })
        );
        assert_eq!(
            taken("20.1", "20.09999999", none),
            Err(OrderRefusal::InsufficientFunds { available: less, needed: total })
        );
        let full = taken("21", "21", Backlog { all: 50, own: 50 });
        assert_eq!(full, Err(OrderRefusal::QueueFull { limit: 50, own: true }));
        let full = taken("21", "21", Backlog { all: 10_000, own: 0 });
        assert_eq!(full, Err(OrderRefusal::QueueFull { limit: 10_000, own: false }));
    }

    #[test]
    fn what_has_ended_stays_as_it_is() {
        use JobState::{Cancelled, Completed, Failed, Queued, Running};
        let all = [Queued, Running, Completed, Failed, Cancelled];
        let ways: Vec<_> = all
            .into_iter()
            .flat_map(|from| all.map(|to| (from, to)))
            .filter(|(from, to)| may_follow(*from, *to))
            .collect();
        let expected =
            [(Queued, Running), (Queued, Cancelled), (Running, Completed), (Running, Failed)];
        assert_eq!(ways, expected);
        assert!(all.into_iter().filter(|state| may_cancel(*state)).eq([Queued]));
    }

    #[test]
    fn a_settlement_spends_exactly_what_was_held() {
        let price =
            Price { cost: anm("8"), fee: anm("0.04"), burned: anm("0.024"), bonus: anm("0.008") };
        let rich = settle(&price, anm("1"));
        assert_eq!(
            (rich.treasury, rich.burned, rich.bonus),
            (anm("8.016"), anm("0.024"), anm("0.008"))
        );
        assert_eq!(rich.treasury.checked_add(rich.burned), price.cost.checked_add(price.fee));
        assert_eq!(settle(&price, anm("0.008")).bonus, anm("0.008"));
        assert_eq!(settle(&price, anm("0.00799999")).bonus, Amount::ZERO);
    }

    #[test]
    fn a_job_runs_out_at_exactly_its_time() {
        let jobs = Policies::default().jobs();
        assert!(!has_run_out(1000, 1000 + jobs.run_timeout_ms - 1, &jobs));
        assert!(has_run_out(1000, 1000 + jobs.run_timeout_ms, &jobs));
        assert!(!has_run_out(1000, 0, &jobs));
    }
}
