//! A stake and its changes: what was earned is settled before anything moves.

use money::Amount;
use policy::Versions;
use thiserror::Error;

use crate::accrual::accrue;

/// A stake at the moment of its last settlement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stake {
    /// What is staked, in units of ANM.
    pub staked: Amount,
    /// What was earned and not paid, up to `settled_at_ms`.
    pub accrued: Amount,
    /// What was paid so far.
    pub claimed: Amount,
    /// Milliseconds since 1970.
    pub settled_at_ms: u64,
}

/// What happens to a stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Out of the available balance into the stake.
    Staked,
    /// Out of the stake into the available balance, with what was earned.
    Unstaked,
    /// What was earned, into the available balance.
    Claimed,
    /// What was earned, into the stake.
    Compounded,
}

impl Event {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staked => "staked",
            Self::Unstaked => "unstaked",
            Self::Claimed => "claimed",
            Self::Compounded => "compounded",
        }
    }
}

/// Where an amount lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The treasury, which pays rewards.
    Treasury,
    /// The member's available balance.
    Available,
    /// The member's stake.
    Staked,
}

/// An amount from one place to another; never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it lies.
    pub from: Place,
    /// Where it goes.
    pub to: Place,
    /// How much.
    pub amount: Amount,
}

/// A decided change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub event: Event,
    /// What moves into the stake or out of it; zero for a claim.
    pub amount: Amount,
    /// What the treasury pays.
    pub reward: Amount,
    /// The stake afterwards.
    pub after: Stake,
    /// What moves in the books, in this order, in one posting.
    pub moves: Vec<Move>,
    /// Whether a reward was due that the treasury could not pay, and stays in `accrued`.
    pub reward_kept: bool,
}

/// Why a stake is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// An amount must be more than zero.
    #[error("The amount must be more than zero")]
    AmountZero,
    /// There is less available than is to be staked.
    #[error("There is less available than is to be staked")]
    InsufficientFunds {
        /// What is there.
        available: Amount,
        /// What would be needed.
        needed: Amount,
    },
    /// There is less staked than is to be taken out.
    #[error("There is less staked than is to be taken out")]
    StakeTooSmall {
        /// What is staked.
        staked: Amount,
        /// What would be needed.
        needed: Amount,
    },
    /// Nothing was earned.
    #[error("There is nothing to claim")]
    NothingToClaim,
    /// The treasury holds less than was earned.
    #[error("The treasury cannot pay this reward now; it is kept")]
    TreasuryEmpty {
        /// What the treasury holds.
        treasury: Amount,
        /// What is due.
        due: Amount,
    },
    /// The numbers are larger than any ANM.
    #[error("The amount is too large")]
    TooLarge,
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::AmountZero => "amount_zero",
            Self::InsufficientFunds { .. } => "insufficient_funds",
            Self::StakeTooSmall { .. } => "stake_too_small",
            Self::NothingToClaim => "nothing_to_claim",
            Self::TreasuryEmpty { .. } => "treasury_empty",
            Self::TooLarge => "amount_too_large",
        }
    }
}

impl Stake {
    /// The stake with everything earned up to a moment. A moment before the last settlement
    /// changes nothing: two machines' clocks may differ.
    pub fn settled(self, versions: &Versions, now_ms: u64) -> Result<Self, Refusal> {
        let earned = accrue(self.staked, versions, self.settled_at_ms, now_ms);
        let accrued = earned.and_then(|earned| self.accrued.checked_add(earned));
        Ok(Self {
            accrued: accrued.ok_or(Refusal::TooLarge)?,
            settled_at_ms: self.settled_at_ms.max(now_ms),
            ..self
        })
    }

    /// Stakes `amount` out of what is `available`. Nothing is earned backwards: what was earned
    /// before is settled at the old amount.
    pub fn stake(
        self,
        amount: Amount,
        available: Amount,
        versions: &Versions,
        now_ms: u64,
    ) -> Result<Change, Refusal> {
        more_than_zero(amount)?;
        if amount > available {
            return Err(Refusal::InsufficientFunds { available, needed: amount });
        }
        let settled = self.settled(versions, now_ms)?;
        let staked = settled.staked.checked_add(amount).ok_or(Refusal::TooLarge)?;
        Ok(Change {
            event: Event::Staked,
            amount,
            reward: Amount::ZERO,
            after: Self { staked, ..settled },
            moves: vec![Move { from: Place::Available, to: Place::Staked, amount }],
            reward_kept: false,
        })
    }

    /// Takes `amount` out, and what was earned with it; where the treasury cannot pay, the stake
    /// is free all the same and what was earned is kept.
    pub fn unstake(
        self,
        amount: Amount,
        treasury: Amount,
        versions: &Versions,
        now_ms: u64,
    ) -> Result<Change, Refusal> {
        more_than_zero(amount)?;
        if amount > self.staked {
            return Err(Refusal::StakeTooSmall { staked: self.staked, needed: amount });
        }
        let settled = self.settled(versions, now_ms)?;
        let pays = settled.accrued <= treasury;
        let reward = if pays { settled.accrued } else { Amount::ZERO };
        let mut moves = vec![Move { from: Place::Staked, to: Place::Available, amount }];
        if !reward.is_zero() {
            moves.push(Move { from: Place::Treasury, to: Place::Available, amount: reward });
        }
        let staked = settled.staked.checked_sub(amount).ok_or(Refusal::TooLarge)?;
        let after = Self { staked, ..settled.paid(reward)? };
        Ok(Change { event: Event::Unstaked, amount, reward, after, moves, reward_kept: !pays })
    }

    /// Pays what was earned into the available balance.
    pub fn claim(
        self,
        treasury: Amount,
        versions: &Versions,
        now_ms: u64,
    ) -> Result<Change, Refusal> {
        let settled = self.settled(versions, now_ms)?;
        let reward = settled.due(treasury)?;
        Ok(Change {
            event: Event::Claimed,
            amount: Amount::ZERO,
            reward,
            after: settled.paid(reward)?,
            moves: vec![Move { from: Place::Treasury, to: Place::Available, amount: reward }],
            reward_kept: false,
        })
    }

    /// Pays what was earned into the stake: claim and stake again in one step.
    pub fn compound(
        self,
        treasury: Amount,
        versions: &Versions,
        now_ms: u64,
    ) -> Result<Change, Refusal> {
        let settled = self.settled(versions, now_ms)?;
        let reward = settled.due(treasury)?;
        let staked = settled.staked.checked_add(reward).ok_or(Refusal::TooLarge)?;
        Ok(Change {
            event: Event::Compounded,
            amount: reward,
            reward,
            after: Self { staked, ..settled.paid(reward)? },
            moves: vec![
                Move { from: Place::Treasury, to: Place::Available, amount: reward },
                Move { from: Place::Available, to: Place::Staked, amount: reward },
            ],
            reward_kept: false,
        })
    }

    /// What is due, when the treasury can pay it.
    fn due(self, treasury: Amount) -> Result<Amount, Refusal> {
        let due = self.accrued;
        if due.is_zero() {
            return Err(Refusal::NothingToClaim);
        }
        if due > treasury {
            return Err(Refusal::TreasuryEmpty { treasury, due });
        }
        Ok(due)
    }

    /// The stake after `reward`, at most what is accrued, was paid.
    fn paid(self, reward: Amount) -> Result<Self, Refusal> {
        let claimed = self.claimed.checked_add(reward).ok_or(Refusal::TooLarge)?;
        let accrued = self.accrued.checked_sub(reward).ok_or(Refusal::TooLarge)?;
        Ok(Self { accrued, claimed, ..self })
    }
}

fn more_than_zero(amount: Amount) -> Result<(), Refusal> {
    if amount.is_zero() { Err(Refusal::AmountZero) } else { Ok(()) }
}

#[cfg(test)]
#[path = "stake_tests.rs"]
mod tests;
