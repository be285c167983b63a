//! Proposals as the API shows them.

use std::collections::BTreeMap;

use governance::{Action, Ballot, Choice, Command, Context, Proposal, ProposalStatus};
use money::{Amount, Asset};
use policy::{Policies, table};
use wire::governance::{
    ActionState, Deed, Moment, MomentKind, Person, Proposal as Shown, ProposalSummary, Standing,
    Tally,
};
use worker::Env;

use crate::{clock, error::Failure};

use super::store::{Row, read};

/// ANM with all eight decimals.
pub fn anm(amount: Amount) -> String {
    amount.format(Asset::Anm)
}

fn person(id: &str, username: Option<&String>) -> Person {
    Person { id: id.to_owned(), username: username.cloned() }
}

/// Where a vote stands.
pub fn tally(ballot: &Ballot, voters: u64) -> Tally {
    let (votes, rules) = (&ballot.tally, &ballot.rules);
    Tally {
        for_weight: anm(votes.in_favour),
        against_weight: anm(votes.against),
        abstain_weight: anm(votes.abstained),
        cast_weight: anm(votes.cast()),
        total_staked: anm(ballot.total),
        quorum_needed: anm(ballot.quorum_needed()),
        quorum_rate: rules.quorum.to_string(),
        quorum_reached: votes.quorum_reached(ballot.total, rules.quorum),
        approval: votes
            .approval_ppm()
            .map(|ppm| format!("{}.{:06}", ppm / 1_000_000, ppm % 1_000_000)),
        approval_rate: rules.approval.to_string(),
        approval_reached: votes.approved(rules.approval),
        voters,
    }
}

/// A proposal in a list.
pub fn summary(row: &Row, now: u64) -> Result<ProposalSummary, Failure> {
    let proposal = row.proposal()?.by(now);
    Ok(ProposalSummary {
        id: row.id.clone(),
        number: row.number,
        title: proposal.draft.title,
        kind: proposal.draft.kind,
        status: proposal.status,
        proposer: person(&row.proposer, row.proposer_name.as_ref()),
        created_at: clock::iso(row.created_at),
        voting_ends_at: proposal.ballot.map(|ballot| clock::iso(ballot.ends_at_ms)),
        tally: proposal.ballot.map(|ballot| tally(&ballot, row.voters)),
        my_choice: row.my_choice()?,
    })
}

/// What stands around a proposal and is shown with it.
#[derive(Debug)]
pub struct Around<'a> {
    /// What holds now.
    pub policies: &'a Policies,
    /// Usernames of recipients, by id.
    pub recipients: &'a BTreeMap<String, Option<String>>,
    /// For somebody who is signed in: what the rules know.
    pub context: Option<Context<'a>>,
    /// While it is being executed: the postings that pay for its actions, by their place.
    pub executing: Option<&'a [(usize, String)]>,
}

/// A proposal with everything about it.
pub async fn detail(env: &Env, row: &Row, around: &Around<'_>, now: u64) -> Result<Shown, Failure> {
    let proposal = row.proposal()?.by(now);
    let paid = match around.executing {
        Some(paid) => paid.to_vec(),
        None => read::payments(env, row.number).await?,
    };
    let mut actions = Vec::with_capacity(proposal.draft.actions.len());
    for (index, action) in proposal.draft.actions.iter().enumerate() {
        let posting = paid.iter().find(|(at, _)| *at == index);
        actions.push(ActionState {
            action: action.show(),
            before: before(env, row, &proposal, action, around).await?,
            recipient: match action {
                Action::Pay { to, .. } => {
                    Some(person(to, around.recipients.get(to).and_then(Option::as_ref)))
                }
                _ => None,
            },
            transaction_id: posting.map(|(_, id)| id.clone()),
        });
    }
    let ballot = proposal.ballot;
    let me = around.context.map(|context| standing(row, &proposal, &context));
    Ok(Shown {
        id: row.id.clone(),
        number: row.number,
        title: proposal.draft.title.clone(),
        kind: proposal.draft.kind,
        status: proposal.status,
        body: proposal.draft.body.clone(),
        proposer: person(&row.proposer, row.proposer_name.as_ref()),
        actions,
        tally: ballot.map(|ballot| tally(&ballot, row.voters)),
        timeline: timeline(row, &proposal, now),
        me,
        version: row.version,
        created_at: clock::iso(row.created_at),
        voting_ends_at: ballot.map(|it| clock::iso(it.ends_at_ms)),
        executable_at: ballot.map(|it| clock::iso(it.executable_at_ms())),
        grace_ends_at: ballot.map(|it| clock::iso(it.grace_ends_at_ms())),
    })
}

/// For a policy, what holds now, or held before the proposal was executed.
async fn before(
    env: &Env,
    row: &Row,
    proposal: &Proposal,
    action: &Action,
    around: &Around<'_>,
) -> Result<Option<String>, Failure> {
    let Action::SetPolicy(name, _) = action else { return Ok(None) };
    let Some(key) = table::find(name) else { return Ok(None) };
    if proposal.status != ProposalStatus::Executed || around.executing.is_some() {
        return Ok(Some(around.policies.text(key)));
    }
    let before = read::before(env, name, row.number).await?;
    Ok(Some(before.unwrap_or_else(|| key.default_text())))
}

fn standing(row: &Row, proposal: &Proposal, context: &Context<'_>) -> Standing {
    let proposer = proposal.proposer == context.caller;
    let may = |command| governance::decide(Some(proposal), command, context).is_ok();
    // Any vote but the one that was cast.
    let other = if context.earlier == Some(Choice::For) { Choice::Against } else { Choice::For };
    let deeds = [
        (Deed::Edit, proposer && proposal.status == ProposalStatus::Draft),
        (Deed::Activate, may(Command::Activate)),
        (Deed::Vote, may(Command::Vote(other))),
        (Deed::Execute, may(Command::Execute)),
        (Deed::Cancel, may(Command::Cancel)),
    ];
    Standing {
        weight: proposal.ballot.map(|_| anm(context.weight)),
        choice: context.earlier,
        voted_at: row.my_at.map(clock::iso),
        proposer,
        allowed: deeds.into_iter().filter(|(_, may)| *may).map(|(deed, _)| deed).collect(),
    }
}

fn timeline(row: &Row, proposal: &Proposal, now: u64) -> Vec<Moment> {
    let proposer = || Some(person(&row.proposer, row.proposer_name.as_ref()));
    let mut moments = Vec::new();
    let mut add = |kind, at: Option<u64>, by: Option<Person>| {
        if let Some(at) = at {
            moments.push(Moment { kind, at: clock::iso(at), past: at <= now, by });
        }
    };
    add(MomentKind::Created, Some(row.created_at), proposer());
    if let Some(ballot) = &proposal.ballot {
        use ProposalStatus as Status;
        let status = proposal.status;
        // Cancelled before the end: there was none.
        let ended = row.closed_at.is_some() || status != Status::Cancelled;
        let lapsed = row.lapsed_at.is_some();
        let passed = matches!(status, Status::Passed | Status::Executed)
            || (status == Status::Expired && lapsed)
            || (status == Status::Cancelled && ended);
        let at_end = |holds: bool| holds.then_some(ballot.ends_at_ms);
        let open = status == Status::Active;
        let waits = open || status == Status::Passed;
        add(MomentKind::Activated, Some(ballot.opened_at_ms), proposer());
        add(MomentKind::Extended, ballot.extended_at_ms, None);
        add(MomentKind::VotingEnds, at_end(ended), None);
        add(MomentKind::Passed, at_end(passed), None);
        add(MomentKind::Rejected, at_end(status == Status::Rejected), None);
        add(MomentKind::Expired, at_end(status == Status::Expired && !lapsed), None);
        let lock_ends = (open || passed).then(|| ballot.executable_at_ms());
        add(MomentKind::Executable, lock_ends, None);
        add(MomentKind::GraceEnds, waits.then(|| ballot.grace_ends_at_ms()), None);
        add(MomentKind::Expired, row.lapsed_at, None);
    }
    let by = |id: &Option<String>, name: &Option<String>| {
        id.as_ref().map(|id| person(id, name.as_ref()))
    };
    add(MomentKind::Executed, row.executed_at, by(&row.executor, &row.executor_name));
    add(MomentKind::Cancelled, row.cancelled_at, by(&row.cancelled_by, &row.canceller_name));
    moments
}
