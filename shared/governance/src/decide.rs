//! Commands, and what becomes of them.

use money::Amount;
use policy::{Catalogue, Policies};
use std::collections::BTreeSet;
use wire::governance::{Choice, ProposalStatus};

use crate::{Ballot, Draft, Proposal, Refusal, Rules, Step, Tally, steps};

/// What somebody wants to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Write a draft.
    Create(Draft),
    /// Write a draft anew.
    Edit(Draft),
    /// Bring a draft to a vote.
    Activate,
    /// Vote, or vote anew.
    Vote(Choice),
    /// Take a proposal back.
    Cancel,
    /// Do what was voted.
    Execute,
}

/// What has to be known to decide. Each command uses a part of it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Milliseconds since 1970.
    pub now_ms: u64,
    /// Id of who asks.
    pub caller: &'a str,
    /// Whether the caller has the role that may stop a proposal.
    pub guardian: bool,
    /// What holds now.
    pub policies: &'a Policies,
    /// What is switched on now.
    pub catalogue: &'a Catalogue,
    /// Of the recipients named in the actions, those that can be paid.
    pub recipients: &'a BTreeSet<String>,
    /// What the proposer (or who wants to become one) has staked now.
    pub proposer_staked: Amount,
    /// What all together have staked now.
    pub total_staked: Amount,
    /// Drafts of the caller.
    pub drafts: u64,
    /// Active proposals of the caller.
    pub live: u64,
    /// What the caller had staked when the proposal was activated.
    pub weight: Amount,
    /// What the caller voted before.
    pub earlier: Option<Choice>,
}

/// What becomes of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A draft is written, or written anew.
    Written(Draft),
    /// Voting begins. The total is what was staked as far as is known here.
    Opened(Ballot),
    /// A vote is cast.
    Voted {
        /// What was chosen.
        choice: Choice,
        /// With which weight.
        weight: Amount,
        /// Once this much is cast, the quorum is reached.
        quorum_needed: Amount,
        /// The new end of voting, if it is this vote that reaches the quorum.
        end_if_quorum: Option<u64>,
    },
    /// The proposal is taken back.
    Cancelled,
    /// The steps to take, all or none.
    Executed(Vec<Step>),
}

/// Decides about a command. `proposal` is nothing for [`Command::Create`], and for every other
/// command the proposal as it is stored; what time has made of it is looked at first.
pub fn decide(
    proposal: Option<&Proposal>,
    command: Command,
    context: &Context<'_>,
) -> Result<Decision, Refusal> {
    let Some(proposal) = proposal else {
        return match command {
            Command::Create(draft) => create(draft, context),
            _ => Err(Refusal::NotFound),
        };
    };
    let proposal = proposal.clone().by(context.now_ms);
    if proposal.status == ProposalStatus::Draft && proposal.proposer != context.caller {
        return Err(Refusal::NotFound);
    }
    match command {
        Command::Create(_) => Err(Refusal::NotDraft),
        Command::Edit(draft) => edit(&proposal, draft, context),
        Command::Activate => activate(&proposal, context),
        Command::Vote(choice) => vote(&proposal, choice, context),
        Command::Cancel => cancel(&proposal, context),
        Command::Execute => execute(&proposal, context),
    }
}

fn has_stake(context: &Context<'_>) -> Result<(), Refusal> {
    let needed = context.policies.governance().proposer_stake;
    let staked = context.proposer_staked;
    if staked >= needed { Ok(()) } else { Err(Refusal::StakeTooSmall { staked, needed }) }
}

fn possible(draft: &Draft, context: &Context<'_>) -> Result<Vec<Step>, Refusal> {
    steps(&draft.actions, context.policies, context.catalogue, context.recipients)
}

fn create(draft: Draft, context: &Context<'_>) -> Result<Decision, Refusal> {
    has_stake(context)?;
    let most = context.policies.governance().drafts;
    if context.drafts >= most {
        return Err(Refusal::DraftsFull(most));
    }
    possible(&draft, context)?;
    Ok(Decision::Written(draft))
}

fn own_draft(proposal: &Proposal, context: &Context<'_>) -> Result<(), Refusal> {
    if proposal.proposer != context.caller {
        Err(Refusal::Foreign)
    } else if proposal.status != ProposalStatus::Draft {
        Err(Refusal::NotDraft)
    } else {
        Ok(())
    }
}

fn edit(proposal: &Proposal, draft: Draft, context: &Context<'_>) -> Result<Decision, Refusal> {
    own_draft(proposal, context)?;
    possible(&draft, context)?;
    Ok(Decision::Written(draft))
}

fn activate(proposal: &Proposal, context: &Context<'_>) -> Result<Decision, Refusal> {
    own_draft(proposal, context)?;
    has_stake(context)?;
    let policies = context.policies.governance();
    if context.live >= policies.live_proposals {
        return Err(Refusal::LiveFull(policies.live_proposals));
    }
    possible(&proposal.draft, context)?;
    Ok(Decision::Opened(Ballot {
        rules: Rules::from(policies),
        total: context.total_staked,
        opened_at_ms: context.now_ms,
        ends_at_ms: context.now_ms.saturating_add(policies.voting_period_ms),
        quorum_at_ms: None,
        extended_at_ms: None,
        tally: Tally::default(),
    }))
}

fn vote(proposal: &Proposal, choice: Choice, context: &Context<'_>) -> Result<Decision, Refusal> {
    let open = proposal.status == ProposalStatus::Active;
    let Some(ballot) = proposal.ballot.as_ref().filter(|_| open) else {
        return Err(Refusal::VotingClosed);
    };
    if context.weight.is_zero() {
        return Err(Refusal::NoWeight);
    }
    if context.earlier == Some(choice) {
        return Err(Refusal::SameVote);
    }
    Ok(Decision::Voted {
        choice,
        weight: context.weight,
        quorum_needed: ballot.quorum_needed(),
        end_if_quorum: ballot.end_after_late_quorum(context.now_ms),
    })
}

/// The proposer may take back what is not decided yet; a guardian may stop what has passed, too;
/// and once the proposer no longer has the stake that a proposal needs, anybody may.
fn cancel(proposal: &Proposal, context: &Context<'_>) -> Result<Decision, Refusal> {
    let own = proposal.proposer == context.caller;
    match proposal.status {
        ProposalStatus::Draft => Ok(Decision::Cancelled),
        ProposalStatus::Active if own || context.guardian || has_stake(context).is_err() => {
            Ok(Decision::Cancelled)
        }
        ProposalStatus::Passed if context.guardian => Ok(Decision::Cancelled),
        ProposalStatus::Active | ProposalStatus::Passed => Err(Refusal::Foreign),
        _ => Err(Refusal::Over),
    }
}

fn execute(proposal: &Proposal, context: &Context<'_>) -> Result<Decision, Refusal> {
    let ballot = match (proposal.status, &proposal.ballot) {
        (ProposalStatus::Executed, _) => return Err(Refusal::Executed),
        (ProposalStatus::Passed, Some(ballot)) => ballot,
        _ => return Err(Refusal::NotPassed),
    };
    let until_ms = ballot.executable_at_ms();
    if context.now_ms < until_ms {
        return Err(Refusal::TimeLocked { until_ms });
    }
    possible(&proposal.draft, context).map(Decision::Executed)
}

impl Proposal {
    /// The proposal after a decision, as far as it is known here.
    #[must_use]
    pub fn after(self, decision: &Decision, context: &Context<'_>) -> Self {
        let mut after = self.by(context.now_ms);
        match decision {
            Decision::Written(draft) => after.draft = draft.clone(),
            Decision::Opened(ballot) => {
                after.status = ProposalStatus::Active;
                after.ballot = Some(*ballot);
            }
            Decision::Voted { choice, weight, quorum_needed, end_if_quorum } => {
                if let Some(ballot) = &mut after.ballot {
                    ballot.tally = ballot.tally.after(*choice, *weight, context.earlier);
                    if ballot.quorum_at_ms.is_none() && ballot.tally.cast() >= *quorum_needed {
                        ballot.quorum_at_ms = Some(context.now_ms);
                        if let Some(end) = end_if_quorum {
                            ballot.ends_at_ms = *end;
                            ballot.extended_at_ms = Some(context.now_ms);
                        }
                    }
                }
            }
            Decision::Cancelled => after.status = ProposalStatus::Cancelled,
            Decision::Executed(_) => after.status = ProposalStatus::Executed,
        }
        after
    }
}
