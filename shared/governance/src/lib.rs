//! Proposals: what may be proposed, how votes are counted, what happens then.
//!
//! [`decide`] takes a proposal as it stands, a [`Command`] and a [`Context`], and gives a
//! [`Decision`] or a [`Refusal`]; nothing is changed here. [`Proposal::closing`] says what the
//! passing of time makes of a proposal. Weights are ANM in smallest units; every comparison of
//! shares is one of integers.
//!
//! A life: draft → active → passed, rejected or expired; passed → executed or expired; draft and
//! active (and passed, by a guardian) → cancelled. At exactly the end of voting a vote still
//! counts; at exactly the end of the time lock a passed proposal can be executed.

mod action;
mod decide;
mod draft;
mod proposal;
mod refusal;
mod tally;

pub use action::{ACTIONS_MAX, Action, MEMO_CHARS_MAX, Step, TEXT_CHARS_MAX, steps};
pub use decide::{Command, Context, Decision, decide};
pub use draft::{BODY_BYTES_MAX, Draft, TITLE_CHARS_MAX};
pub use proposal::{Ballot, Closing, Proposal, Rules};
pub use refusal::Refusal;
pub use tally::{Tally, quorum_needed};
pub use wire::governance::{Choice, ProposalStatus, ProposalType};
