//! One command on its way: gather, decide, write in one batch, answer.

use governance::{Command, Context, Decision, Proposal, Refusal as Refused, Step};
use ledger::{Account, Kind, Leg, Posting, System};
use serde_json::{Map, Value, json};
use worker::{D1Database, D1PreparedStatement, Response};

use crate::{
    admin,
    call::Call,
    catalogue,
    error::{Code, Failure, Refusal},
    idempotency::{Change, Claim, Outcome},
    identity, ledger as books, outbox,
    policy::store as policies,
    session::Caller,
    store::{database, demand, number},
};

use super::{
    TOPIC,
    gather::{self, Facts},
    settle::settle,
    show::{self, Around},
    store::{Row, read, votes, word, write},
};

/// How often a command is tried again when somebody else was faster.
const TRIES: usize = 5;

/// Somebody's command about a proposal.
pub struct Order<'a> {
    /// Who.
    pub caller: &'a Caller,
    /// The proposal; nothing for a new one.
    pub id: Option<&'a str>,
    /// What.
    pub command: Command,
    /// The version that the caller has seen, if they say so.
    pub expected: Option<String>,
}

/// Follows an order, or says why not.
pub async fn carry_out(call: &Call, claim: &Claim, order: &Order<'_>) -> Result<Response, Failure> {
    for _ in 0..TRIES {
        settle(&call.env, call.now).await?;
        let known = match order.id {
            Some(id) => Some(visible(call, id, Some(&order.caller.principal)).await?),
            None => None,
        };
        if let Some(row) = &known {
            expect_version(row, order.expected.as_deref())?;
        }
        match attempt(call, claim, order, known.as_ref()).await {
            Ok(Outcome::Answer(response)) => return Ok(response),
            Ok(Outcome::Nothing) => {}
            Err(failure) if was_too_late(&failure) => {}
            // The same request may have been followed meanwhile, under the same key: then its
            // answer is that, and not that there is nothing left to do.
            Err(failure) => {
                let answered = claim.replay(call).await?;
                return answered.ok_or_else(|| unfunded(failure));
            }
        }
    }
    Err(Code::Busy.into())
}

/// A proposal that somebody may see; a draft of somebody else does not exist for them.
pub async fn visible(call: &Call, id: &str, me: Option<&str>) -> Result<Row, Failure> {
    let row = read::find(&call.env, id, me).await?;
    row.filter(|row| row.visible_to(me)).ok_or(Code::ProposalNotFound.into())
}

fn expect_version(row: &Row, expected: Option<&str>) -> Result<(), Failure> {
    match expected {
        None | Some("*") => Ok(()),
        Some(tag) if tag == row.etag() => Ok(()),
        Some(_) => Err(Code::VersionConflict.into()),
    }
}

async fn attempt(
    call: &Call,
    claim: &Claim,
    order: &Order<'_>,
    known: Option<&Row>,
) -> Result<Outcome, Failure> {
    let proposal = known.map(Row::proposal).transpose()?;
    let actions = match (&order.command, &proposal) {
        (Command::Create(draft) | Command::Edit(draft), _) => &draft.actions[..],
        (_, Some(proposal)) => &proposal.draft.actions[..],
        (_, None) => &[],
    };
    let facts = gather::facts(call, order.caller, known, actions).await?;
    let context = facts.context(call.now, &order.caller.principal);
    let decision =
        governance::decide(proposal.as_ref(), order.command.clone(), &context).map_err(refuse)?;
    let row = match (known, &decision) {
        (Some(row), _) => row.clone(),
        (None, Decision::Written(draft)) => {
            let number = read::next_number(&call.env).await?;
            let mut row =
                Row::new(number, call.fresh_id(), &order.caller.principal, draft, call.now)?;
            row.proposer_name.clone_from(&facts.name);
            row
        }
        (None, _) => return Err(Code::ProposalNotFound.into()),
    };
    let paid = payments(call, &decision);
    let batch = Batch { call, order, row: &row, is_new: known.is_none(), facts: &facts, paid };
    let after = match proposal {
        Some(proposal) => batch.after(proposal, &decision, &context)?,
        None => row.clone(),
    };
    let (statement, then) = batch.statements(&decision, &after)?;
    let mut context = facts.context(call.now, &order.caller.principal);
    context.earlier = after.my_choice()?;
    let around = Around {
        policies: &facts.policies,
        recipients: &facts.recipients,
        context: Some(context),
        executing: matches!(decision, Decision::Executed(_)).then_some(&batch.paid),
    };
    let shown = show::detail(&call.env, &after, &around, call.now).await?;
    let change = Change {
        statement,
        then,
        status: if batch.is_new { 201 } else { 200 },
        body: serde_json::to_string(&shown)?,
        etag: Some(after.etag()),
    };
    claim.apply(call, change).await
}

/// Ids for the postings that an execution makes, by the place of the action.
fn payments(call: &Call, decision: &Decision) -> Vec<(usize, String)> {
    let Decision::Executed(steps) = decision else { return Vec::new() };
    let places = steps.iter().enumerate();
    let pays = places.filter(|(_, step)| matches!(step, Step::Pay { .. }));
    pays.map(|(index, _)| (index, call.fresh_id())).collect()
}

/// The statements of one decision.
struct Batch<'a> {
    call: &'a Call,
    order: &'a Order<'a>,
    row: &'a Row,
    is_new: bool,
    facts: &'a Facts,
    paid: Vec<(usize, String)>,
}

impl Batch<'_> {
    /// The row as it will be.
    fn after(
        &self,
        proposal: Proposal,
        decision: &Decision,
        context: &Context<'_>,
    ) -> Result<Row, Failure> {
        let mut row = self.row.clone();
        row.take(&proposal.after(decision, context))?;
        let (me, name, now) =
            (self.order.caller.principal.clone(), self.facts.name.clone(), self.call.now);
        match decision {
            Decision::Voted { choice, .. } => row.note_vote(*choice, now),
            Decision::Cancelled => {
                (row.cancelled_at, row.cancelled_by, row.canceller_name) =
                    (Some(now), Some(me), name);
            }
            Decision::Executed(_) => {
                (row.executed_at, row.executor, row.executor_name) = (Some(now), Some(me), name);
            }
            Decision::Written(_) | Decision::Opened(_) => {}
        }
        Ok(row)
    }

    /// The change itself, and what follows it.
    fn statements(
        &self,
        decision: &Decision,
        after: &Row,
    ) -> Result<(D1PreparedStatement, Vec<D1PreparedStatement>), Failure> {
        let database = database(&self.call.env)?;
        let (row, me, now) = (self.row, self.order.caller.principal.as_str(), self.call.now);
        let mut then = Vec::new();
        let first = match decision {
            Decision::Written(draft) if self.is_new => write::insert(&database, row, draft)?,
            Decision::Written(draft) => write::rewrite(&database, row, draft)?,
            Decision::Opened(ballot) => {
                let policies = self.facts.policies.governance();
                let limits = (policies.proposer_stake, policies.live_proposals);
                write::open(&database, row, ballot, limits)?
            }
            Decision::Voted { choice, weight, quorum_needed, end_if_quorum } => {
                let (needed, end) = (*quorum_needed, *end_if_quorum);
                then.push(votes::note_quorum(&database, row.number, needed, end, now)?);
                let choices = (*choice, self.facts.earlier);
                votes::cast(&database, row.number, me, choices, *weight, now)?
            }
            Decision::Cancelled => {
                let status = row.proposal()?.status;
                if me != row.proposer {
                    let body = json!({"proposal": row.id});
                    then.push(admin::log::entry(self.call, me, "proposal.cancel", &body)?);
                }
                write::cancel(&database, row, status, (me, now))?
            }
            Decision::Executed(steps) => {
                then.extend(self.steps(&database, steps)?);
                write::execute(&database, row.number, (me, now))?
            }
        };
        // A draft is its proposer's alone, and so is the news of it.
        let public = after.visible_to(None);
        let audience = if public { outbox::PUBLIC } else { row.proposer.as_str() };
        let status = word(after.proposal()?.status);
        let body = json!({"id": row.id, "number": row.number, "status": status});
        then.push(outbox::event(&database, now, TOPIC, audience, &body)?);
        Ok((first, then))
    }

    /// What was voted, step by step. The policies are demanded to be those that the steps were
    /// checked against.
    fn steps(
        &self,
        database: &D1Database,
        steps: &[Step],
    ) -> Result<Vec<D1PreparedStatement>, Failure> {
        let (now, proposal) = (self.call.now, self.row.number);
        let seen = [number(self.facts.n_changes)];
        let mut list = vec![demand(database, "SELECT count(*) = ?1 FROM policies", &seen)?];
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::SetPolicy { key, value } => {
                    list.push(policies::insert(database, key, value, now, proposal)?);
                    let body = json!({"key": key, "value": value, "proposalId": self.row.id});
                    let public = outbox::PUBLIC;
                    list.push(outbox::event(database, now, "policy.changed", public, &body)?);
                }
                Step::Switch { section, id, enabled, version } => {
                    let state = (*enabled, version.as_deref());
                    let switch = catalogue::store::insert;
                    list.push(switch(database, (*section, id), state, now, proposal)?);
                    let body = json!({"section": section.name(), "id": id, "enabled": enabled});
                    let public = outbox::PUBLIC;
                    list.push(outbox::event(database, now, "catalogue.changed", public, &body)?);
                }
                Step::Pay { .. } => {
                    let posting = self.posting(index, step)?;
                    list.push(books::store::post(database, &posting)?);
                    list.push(write::pay(database, proposal, index, &posting.id)?);
                }
                Step::Nothing => {}
            }
        }
        Ok(list)
    }

    /// A payment of the treasury. Its key in the books is the action's, so even there it can only
    /// be once.
    fn posting(&self, index: usize, step: &Step) -> Result<Posting, Failure> {
        let Step::Pay { asset, to, amount, memo } = step else {
            return Err(Failure::Fault("a step that is no payment".to_owned()));
        };
        let fault = |error: &dyn std::fmt::Display| Failure::Fault(format!("a grant: {error}"));
        let from = Account::system(System::Treasury, *asset);
        let to = Account::available(to, *asset).map_err(|error| fault(&error))?;
        let leg = Leg::new(from, to, *amount).map_err(|error| fault(&error))?;
        let (scope, key) = (format!("proposal:{}", self.row.id), format!("action:{index}"));
        let hash = identity::sha256(format!("{scope} {key}").as_bytes());
        let known = self.paid.iter().find(|(at, _)| *at == index).map(|(_, id)| id.clone());
        let id = known.ok_or_else(|| Failure::Fault("a payment without an id".to_owned()))?;
        let now = self.call.now;
        Posting::new(id, (&scope, &key, &hash), Kind::Grant, now, vec![leg])
            .and_then(|posting| posting.with_memo(Some(memo)))
            .and_then(|posting| posting.with_reference(Some(&self.row.id)))
            .map_err(|error| fault(&error))
    }
}

/// A refusal of the rules as the API words it.
pub fn refuse(refusal: Refused) -> Failure {
    let named = refusal.code();
    let code = Code::ALL.iter().copied().find(|code| code.name() == named);
    let Some(code) = code else {
        return Failure::Fault(format!("a refusal without a code: {named}"));
    };
    let details: Map<String, Value> =
        refusal.details().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    let details = (!details.is_empty()).then_some(Value::Object(details));
    Refusal { code, field: refusal.field(), details }.into()
}

/// Whether something changed between looking and writing, so that it is worth to look again.
fn was_too_late(failure: &Failure) -> bool {
    const WORDS: [&str; 8] = [
        "DEMAND_FAILED",
        "NOT_EXECUTABLE",
        "VOTING_CLOSED",
        "VOTE_KNOWN",
        "PROPOSAL_FROZEN",
        "PROPOSAL_FORWARD_ONLY",
        "executions.proposal",
        "ACCOUNT_CLOSED",
    ];
    matches!(failure, Failure::Fault(reason) if WORDS.iter().any(|word| reason.contains(word)))
}

/// The treasury's own lack of funds, which is not the caller's.
fn unfunded(failure: Failure) -> Failure {
    let lacking = match &failure {
        Failure::Refused(refusal) => refusal.code.name() == "insufficient_funds",
        Failure::Fault(reason) => reason.contains("INSUFFICIENT_FUNDS"),
    };
    if lacking { Code::GrantUnfunded.into() } else { failure }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Amount;

    #[test]
    fn every_refusal_of_the_rules_has_a_code_of_the_api() {
        let policy = |refusal| Refused::Policy { index: 0, refusal };
        let contradiction = policy::Refusal::Contradiction { key: "a", other: "b" };
        let (least, most) = (String::new(), String::new());
        for refusal in [
            Refused::NotFound,
            Refused::Field("title"),
            Refused::Action { index: 1, reason: "misplaced" },
            policy(policy::Refusal::Unknown(String::new())),
            policy(policy::Refusal::Malformed { key: "a", expected: "b" }),
            policy(policy::Refusal::OutOfBounds { key: "a", least, most }),
            policy(contradiction),
            Refused::Recipient(0),
            Refused::StakeTooSmall { staked: Amount::ZERO, needed: Amount::ZERO },
            Refused::DraftsFull(1),
            Refused::LiveFull(1),
            Refused::Foreign,
            Refused::NotDraft,
            Refused::VotingClosed,
            Refused::NoWeight,
            Refused::SameVote,
            Refused::NotPassed,
            Refused::TimeLocked { until_ms: 1 },
            Refused::Executed,
            Refused::Over,
        ] {
            let failure = refuse(refusal.clone());
            assert!(matches!(failure, Failure::Refused(_)), "{refusal:?}");
        }
    }
}
