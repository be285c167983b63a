//! What the staking page knows, what can happen on it, and what it may cause. Pure.

use creator::Stake;
use money::Amount;
use policy::{Policies, Versions};
use wire::staking::{StakeChange, StakeEvent, StakeEventPage, StakingOverview};

use super::simulate::Span;
use crate::api::Failure;
use crate::terms::anm;

/// Which way an amount goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the stake.
    #[default]
    In,
    /// Out of it.
    Out,
}

/// What a member can do with a stake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Stake(Amount),
    Unstake(Amount),
    Claim,
    Compound,
}

/// An answer of the edge about the stake, with the moments that belong to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) overview: StakingOverview,
    /// The moment that it speaks of, by the edge's clock; milliseconds since 1970.
    pub(super) at_ms: u64,
    /// When it came, by this device's clock.
    pub(super) heard_ms: u64,
}

impl Known {
    /// The stake as it was when it was asked for.
    pub(super) fn stake(&self) -> Stake {
        Stake {
            staked: anm(&self.overview.staked),
            accrued: anm(&self.overview.accrued),
            claimed: anm(&self.overview.claimed),
            settled_at_ms: self.at_ms,
        }
    }

    /// This device's clock as the edge's: what has passed since the answer came is added to the
    /// answer's own moment, so a wrong clock on the wall does no harm.
    pub(super) fn now_ms(&self, device_ms: u64) -> u64 {
        self.at_ms.saturating_add(device_ms.saturating_sub(self.heard_ms))
    }

    /// What is earned and not claimed by now, by the edge's own rule.
    pub(super) fn earned(&self, versions: &Versions, device_ms: u64) -> Amount {
        let settled = self.stake().settled(versions, self.now_ms(device_ms));
        settled.map_or_else(|_| anm(&self.overview.accrued), |stake| stake.accrued)
    }
}

/// The last step before something moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) act: Act,
    pub(super) is_busy: bool,
    pub(super) trouble: Option<String>,
}

/// What is written into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) way: Way,
    /// As it was typed.
    pub(super) amount: String,
}

/// What is written into the simulator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// As it was typed.
    pub(super) amount: String,
    pub(super) span: Span,
    /// Whether what is earned is staked again every month.
    pub(super) restakes: bool,
}

/// What has happened so far, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct History {
    pub(super) items: Vec<StakeEvent>,
    /// Asks for the next page; none on the last.
    pub(super) next: Option<String>,
    pub(super) is_known: bool,
    pub(super) is_busy: bool,
    pub(super) trouble: Option<String>,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub(super) known: Option<Known>,
    /// Why there is nothing to show, or why it is not fresh.
    pub(super) trouble: Option<String>,
    /// None until they have come.
    pub(super) rules: Option<Versions>,
    pub(super) form: Form,
    pub(super) guess: Guess,
    pub(super) asking: Option<Asking>,
    pub(super) history: History,
    /// What was done last, in one sentence.
    pub(super) receipt: Option<String>,
    /// Counts the wishes: the same one sent again is granted once.
    pub(super) wish: u32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            known: None,
            trouble: None,
            rules: None,
            form: Form::default(),
            guess: Guess { amount: "1000".into(), span: Span::Year, restakes: false },
            asking: None,
            history: History::default(),
            receipt: None,
            wish: 0,
        }
    }
}

impl State {
    /// What holds now; the defaults until it is known.
    pub(super) fn policies(&self) -> Policies {
        self.rules.as_ref().map(|rules| rules.at(u64::MAX)).unwrap_or_default()
    }

    /// What is staked; nothing for a guest.
    pub(super) fn staked(&self) -> Amount {
        self.known.as_ref().map(|known| anm(&known.overview.staked)).unwrap_or_default()
    }
}

/// What can happen.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page is opened by a member, or something happened elsewhere.
    Refresh,
    /// The page is opened by a guest.
    Visit,
    Overview(Result<Box<Known>, String>),
    Rules(Result<Versions, String>),
    History {
        page: Result<StakeEventPage, String>,
        is_first: bool,
    },
    More,
    Turn(Way),
    Type(String),
    /// One press fills the form: this much more is to be staked, as this language writes it.
    Fill(String),
    Guess(Guess),
    Ask(Act),
    Leave,
    Confirm,
    Done(Result<Box<StakeChange>, Failure>),
}

/// What the page may cause.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    LoadOverview,
    LoadRules,
    /// From here on; from the newest if none.
    LoadHistory(Option<String>),
    Send {
        act: Act,
        wish: u32,
    },
    /// Gives the keyboard to the element with this id.
    Focus(&'static str),
}
