//! What would be after a change of the stake: decided by the same rule as at the edge. Pure.

use creator::{Refusal, reward_per_year};
use money::{Amount, Asset};
use policy::{TierId, Versions};

use super::state::{Act, Known, Way};
use crate::amount::{Writing, typed};
use crate::terms::{anm, text};

/// The decimals of ANM.
const DECIMALS: usize = 8;

/// What would be after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview {
    pub(super) staked: Amount,
    pub(super) tier_before: TierId,
    pub(super) tier: TierId,
    pub(super) reward_per_year: Amount,
    pub(super) available: Amount,
    /// What is paid out of the treasury with it.
    pub(super) reward: Amount,
    /// What is due and the treasury cannot pay; it is kept.
    pub(super) kept: Amount,
}

/// Why an amount cannot be used, in one sentence.
pub(super) type Problem = String;

/// The amount that was typed; none as long as nothing was.
pub(super) fn amount(typing: &str, writing: &Writing) -> Option<Result<Amount, Problem>> {
    if typing.trim().is_empty() {
        return None;
    }
    let Some(plain) = typed(typing, writing, DECIMALS) else {
        let point = &writing.point;
        return Some(Err(format!(
            "Write an amount such as 150 or 12{point}5, with at most eight decimals."
        )));
    };
    Some(match Amount::parse(&plain, Asset::Anm) {
        Ok(amount) if amount.is_zero() => Err("Write an amount above zero.".into()),
        Ok(amount) => Ok(amount),
        Err(_) => Err("That is more than all ANM there are.".into()),
    })
}

/// The act that a form with this amount asks for.
pub(super) fn act(way: Way, amount: Amount) -> Act {
    match way {
        Way::In => Act::Stake(amount),
        Way::Out => Act::Unstake(amount),
    }
}

/// What would be after `act`, at a moment by the edge's clock.
pub(super) fn preview(
    act: &Act,
    known: &Known,
    versions: &Versions,
    now_ms: u64,
    show: impl Fn(Amount) -> String,
) -> Result<Preview, Problem> {
    let stake = known.stake();
    let available = anm(&known.overview.available);
    let treasury = anm(&known.overview.runway.treasury);
    let change = match *act {
        Act::Stake(amount) => stake.stake(amount, available, versions, now_ms),
        Act::Unstake(amount) => stake.unstake(amount, treasury, versions, now_ms),
        Act::Claim => stake.claim(treasury, versions, now_ms),
        Act::Compound => stake.compound(treasury, versions, now_ms),
    };
    let change = change.map_err(|refusal| problem(refusal, show))?;
    let policies = versions.at(now_ms);
    let staked = change.after.staked;
    let available = match act {
        Act::Stake(amount) => available.saturating_sub(*amount),
        Act::Unstake(_) => sum(available, sum(change.amount, change.reward)),
        Act::Claim => sum(available, change.reward),
        Act::Compound => available,
    };
    Ok(Preview {
        staked,
        tier_before: policies.tier_of(stake.staked).id,
        tier: policies.tier_of(staked).id,
        reward_per_year: reward_per_year(staked, &policies),
        available,
        reward: change.reward,
        kept: if change.reward_kept { change.after.accrued } else { Amount::ZERO },
    })
}

fn sum(a: Amount, b: Amount) -> Amount {
    a.checked_add(b).unwrap_or(Amount::MAX)
}

/// What is wrong, in the manner of money: plainly, with both numbers.
fn problem(refusal: Refusal, show: impl Fn(Amount) -> String) -> Problem {
    match refusal {
        Refusal::AmountZero => "Write an amount above zero.".into(),
        Refusal::InsufficientFunds { available, needed } => {
            format!("You have {} to spend; this needs {}.", show(available), show(needed))
        }
        Refusal::StakeTooSmall { staked, needed } => {
            format!("{} is staked; this needs {}.", show(staked), show(needed))
        }
        Refusal::NothingToClaim => "Nothing is earned yet.".into(),
        Refusal::TreasuryEmpty { .. } => {
            "The treasury cannot pay this now. What you earned is kept.".into()
        }
        Refusal::TooLarge => "That is more than all ANM there are.".into(),
    }
}

/// As much as can go this way, as it is typed.
pub(super) fn all(known: &Known, way: Way) -> String {
    text(anm(match way {
        Way::In => &known.overview.available,
        Way::Out => &known.overview.staked,
    }))
}

#[cfg(test)]
#[path = "preview_tests.rs"]
mod tests;
