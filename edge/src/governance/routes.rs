//! `/api/v1/governance`

use governance::{Command, Draft, ProposalStatus, ProposalType};
use policy::Policies;
use wire::{
    governance::{
        CastVote, Choice, EarlierVote, GovernanceStanding, GovernanceSummary, NewProposal, Person,
        ProposalPage, ProposalPatch, Vote, VotePage, VotingRules,
    },
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    idempotency::Claim,
    identity,
    policy::store as policies,
    quota::{self, Kind},
    session::{self, Caller, PrincipalKind},
};

use super::{
    PAGE_DEFAULT, PAGE_MAX,
    carry_out::{self, Order, carry_out},
    gather,
    settle::settle,
    show::{self, Around, anm},
    store::{read, read_word, stake, votes, word},
};

/// `POST /api/v1/governance/proposals`
pub async fn create_proposal(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Propose).await?;
    let mut sent = call.body(SMALL_BODY_BYTES_MAX).await?.json::<NewProposal>()?;
    let claim = claim(call, &caller.principal, "POST proposals", "", &sent)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &caller.principal, Kind::Proposals, call.now).await?;
    gather::resolve(call, &mut sent.actions).await?;
    let draft = Draft::new(sent).map_err(carry_out::refuse)?;
    let command = Command::Create(draft);
    let order = Order { caller: &caller, id: None, command, expected: None };
    carry_out(call, &claim, &order).await
}

/// `PATCH /api/v1/governance/proposals/:id`
pub async fn patch_proposal(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Propose).await?;
    let patch = call.body(SMALL_BODY_BYTES_MAX).await?.json::<ProposalPatch>()?;
    let claim = claim(call, &caller.principal, "PATCH proposals", id, &patch)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &caller.principal, Kind::Proposals, call.now).await?;
    let row = carry_out::visible(call, id, Some(&caller.principal)).await?;
    let before = row.proposal()?.draft;
    let actions = before.actions.iter().map(governance::Action::show).collect();
    let mut sent = NewProposal {
        title: patch.title.unwrap_or(before.title),
        kind: patch.kind.unwrap_or(before.kind),
        body: patch.body.unwrap_or(before.body),
        actions: patch.actions.unwrap_or(actions),
    };
    gather::resolve(call, &mut sent.actions).await?;
    let command = Command::Edit(Draft::new(sent).map_err(carry_out::refuse)?);
    // What is absent stays as it was read here: the version must be the same when it is written.
    let expected = call.header("if-match").or_else(|| Some(row.etag()));
    let order = Order { caller: &caller, id: Some(id), command, expected };
    carry_out(call, &claim, &order).await
}

/// `POST /api/v1/governance/proposals/:id/activate`
pub async fn activate_proposal(call: &mut Call, id: &str) -> Result<Response, Failure> {
    simple(call, id, Scope::Propose, Command::Activate).await
}

/// `POST /api/v1/governance/proposals/:id/cancel`
pub async fn cancel_proposal(call: &mut Call, id: &str) -> Result<Response, Failure> {
    simple(call, id, Scope::Propose, Command::Cancel).await
}

/// `POST /api/v1/governance/proposals/:id/execute`
pub async fn execute_proposal(call: &mut Call, id: &str) -> Result<Response, Failure> {
    simple(call, id, Scope::Vote, Command::Execute).await
}

/// `POST /api/v1/governance/proposals/:id/vote`
pub async fn cast_vote(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Vote).await?;
    let vote = call.body(SMALL_BODY_BYTES_MAX).await?.json::<CastVote>()?;
    let claim = claim(call, &caller.principal, "POST vote", id, &vote)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &caller.principal, Kind::Votes, call.now).await?;
    let command = Command::Vote(vote.choice);
    let order = Order { caller: &caller, id: Some(id), command, expected: None };
    carry_out(call, &claim, &order).await
}

/// A command without a body. What is executed may move money, so its answer is kept for good.
async fn simple(
    call: &mut Call,
    id: &str,
    scope: Scope,
    command: Command,
) -> Result<Response, Failure> {
    let caller = session::member(call, scope).await?;
    let name = format!("{command:?}");
    let hash = identity::sha256_parts(&[b"POST proposals", id.as_bytes(), name.as_bytes()]);
    let claim = Claim::for_good(call, &caller.principal, hash)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &caller.principal, Kind::Proposals, call.now).await?;
    let expected = call.header("if-match");
    carry_out(call, &claim, &Order { caller: &caller, id: Some(id), command, expected }).await
}

fn claim<T: serde::Serialize>(
    call: &Call,
    principal: &str,
    what: &str,
    id: &str,
    body: &T,
) -> Result<Claim, Failure> {
    let body = serde_json::to_string(body)?;
    let hash = identity::sha256_parts(&[what.as_bytes(), id.as_bytes(), body.as_bytes()]);
    Claim::new(call, principal, hash)
}

/// `GET /api/v1/governance/proposals`
pub async fn list_proposals(call: &Call) -> Result<Response, Failure> {
    let me = session::caller(call).await?.map(|caller| caller.principal);
    let limit = limit(call)?;
    let wanted = read::Wanted {
        status: known::<ProposalStatus>(call, "status")?,
        kind: known::<ProposalType>(call, "type")?,
        mine: match call.query("mine").as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(Refusal::of(Code::QueryInvalid, "mine").into()),
        },
        before: cursor(call)?,
    };
    settle(&call.env, call.now).await?;
    let mut rows = read::list(&call.env, &wanted, me.as_deref(), limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.number.to_string());
    let items = rows.iter().map(|row| show::summary(row, call.now)).collect::<Result<_, _>>()?;
    answer::json(200, &ProposalPage { items, next_cursor })
}

/// `GET /api/v1/governance/proposals/:id`
pub async fn get_proposal(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = member(call).await?;
    let me = caller.as_ref().map(|caller| caller.principal.as_str());
    settle(&call.env, call.now).await?;
    let row = carry_out::visible(call, id, me).await?;
    let actions = row.proposal()?.draft.actions;
    let shown = match &caller {
        Some(caller) => {
            let facts = gather::facts(call, caller, Some(&row), &actions).await?;
            let around = Around {
                policies: &facts.policies,
                recipients: &facts.recipients,
                context: Some(facts.context(call.now, &caller.principal)),
                executing: None,
            };
            show::detail(&call.env, &row, &around, call.now).await?
        }
        None => {
            let policies = policies::load(&call.env, call.now).await?;
            let recipients = gather::recipients(call, &actions).await?;
            let around = Around {
                policies: &policies,
                recipients: &recipients,
                context: None,
                executing: None,
            };
            show::detail(&call.env, &row, &around, call.now).await?
        }
    };
    let response = answer::json(200, &shown)?;
    response.headers().set("etag", &row.etag())?;
    Ok(response)
}

/// `GET /api/v1/governance/proposals/:id/votes`
pub async fn list_votes(call: &Call, id: &str) -> Result<Response, Failure> {
    let me = session::caller(call).await?.map(|caller| caller.principal);
    let limit = limit(call)?;
    let before = cursor(call)?.unwrap_or(1 << 52);
    let row = carry_out::visible(call, id, me.as_deref()).await?;
    let mut rows = votes::list(&call.env, row.number, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.number.to_string());
    let items = rows.iter().map(show_vote).collect::<Result<_, _>>()?;
    answer::json(200, &VotePage { items, next_cursor, total: row.voters })
}

fn show_vote(row: &votes::Row) -> Result<Vote, Failure> {
    let mut earlier = Vec::new();
    for (choice, at) in serde_json::from_str::<Vec<(String, u64)>>(&row.history)? {
        earlier.push(EarlierVote { choice: read_word::<Choice>(&choice)?, at: clock::iso(at) });
    }
    // The last one is the present one.
    earlier.pop();
    Ok(Vote {
        voter: Person { id: row.voter.clone(), username: row.username.clone() },
        choice: read_word(&row.choice)?,
        weight: anm(super::store::anm(row.weight)),
        at: clock::iso(row.at),
        earlier,
    })
}

/// `GET /api/v1/governance/summary`
pub async fn get_summary(call: &Call) -> Result<Response, Failure> {
    let caller = member(call).await?;
    settle(&call.env, call.now).await?;
    let policies = policies::load(&call.env, call.now).await?;
    let me = match &caller {
        Some(caller) => {
            let staked = stake::now(&call.env, &caller.principal).await?;
            let own = read::own(&call.env, &caller.principal).await?;
            Some(GovernanceStanding {
                staked: anm(staked),
                can_propose: staked >= policies.governance().proposer_stake,
                drafts: own.drafts,
                live_proposals: own.live,
                open_votes: votes::open(&call.env, &caller.principal).await?,
            })
        }
        None => None,
    };
    let summary = GovernanceSummary {
        rules: rules(&policies),
        total_staked: anm(stake::total(&call.env).await?),
        counts: read::counts(&call.env).await?,
        me,
    };
    answer::json(200, &summary)
}

fn rules(policies: &Policies) -> VotingRules {
    let rules = policies.governance();
    VotingRules {
        voting_period_ms: rules.voting_period_ms,
        quorum_rate: rules.quorum.to_string(),
        approval_rate: rules.approval.to_string(),
        proposer_stake: anm(rules.proposer_stake),
        time_lock_ms: rules.time_lock_ms,
        grace_ms: rules.grace_ms,
        late_window_ms: rules.late_window_ms,
        late_extension_ms: rules.late_extension_ms,
        live_proposals: rules.live_proposals,
        drafts: rules.drafts,
    }
}

/// Who is looking, if it is a member or an agent. Looking needs no scope.
async fn member(call: &Call) -> Result<Option<Caller>, Failure> {
    let caller = session::caller(call).await?;
    Ok(caller.filter(|caller| caller.kind != PrincipalKind::Guest))
}

fn limit(call: &Call) -> Result<u32, Failure> {
    let Some(text) = call.query("limit") else { return Ok(PAGE_DEFAULT) };
    let limit = text.parse().ok().filter(|limit| (1..=PAGE_MAX).contains(limit));
    limit.ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit").into())
}

fn cursor(call: &Call) -> Result<Option<u64>, Failure> {
    let Some(text) = call.query("cursor") else { return Ok(None) };
    let number = text.parse().ok().filter(|number| (1..1 << 52).contains(number));
    number.map(Some).ok_or_else(|| Refusal::of(Code::QueryInvalid, "cursor").into())
}

/// A word of the query that is one of a type's.
fn known<T: serde::Serialize + serde::de::DeserializeOwned>(
    call: &Call,
    name: &'static str,
) -> Result<Option<String>, Failure> {
    let Some(text) = call.query(name) else { return Ok(None) };
    match read_word::<T>(&text) {
        Ok(value) => Ok(Some(word(value))),
        Err(_) => Err(Refusal::of(Code::QueryInvalid, name).into()),
    }
}
