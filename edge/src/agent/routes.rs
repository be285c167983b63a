//! `/api/v1/agents`

use credential::{did, token};
use serde_json::json;
use wire::{
    agent::{Agent, AgentList, AgentPatch, NewAgent},
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    quota::{self, Kind},
    session::{self, PrincipalKind, device},
    store::{database, demand_failed, raised},
};

use super::{
    AGENTS_MAX, KIND_LETTERS_MAX,
    store::{self, Row},
};

/// `POST /api/v1/agents`: with the consent of the agent, signed by its key.
pub async fn register_agent(call: &mut Call) -> Result<Response, Failure> {
    let sent: NewAgent = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::Agents).await?;
    let name = device::given(&sent.name, "name")?;
    let kind = kind(&sent.kind)?;
    if did::decode(&sent.did).is_none() {
        return Err(Refusal::of(Code::FieldInvalid, "did").into());
    }
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    consent(call, &sent, &caller.principal).await?;
    let known = store::find_by_did(&call.env, &sent.did).await?;
    let row = Row {
        principal_id: known.as_ref().map_or_else(|| call.fresh_id(), |it| it.principal_id.clone()),
        did: sent.did,
        owner_id: caller.principal,
        name,
        kind,
        enabled: 1,
        created_at: known.as_ref().map_or(call.now, |it| it.created_at),
        last_used_at: known.as_ref().and_then(|it| it.last_used_at),
        removed_at: None,
    };
    let batch = match known {
        Some(Row { removed_at: None, .. }) => return Err(Code::AgentTaken.into()),
        Some(_) if store::list(&call.env, &row.owner_id).await?.len() >= AGENTS_MAX => {
            return Err(Code::AgentsFull.into());
        }
        Some(_) => store::revive(call, &row)?,
        None => store::insert(call, &row)?,
    };
    database(&call.env)?.batch(batch).await.map_err(|error| refusal_of(&error))?;
    answer::json(201, &show(&row))
}

/// `GET /api/v1/agents`
pub async fn list_agents(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Agents).await?;
    let rows = store::list(&call.env, &caller.principal).await?;
    answer::json(200, &AgentList { items: rows.iter().map(show).collect() })
}

/// `GET /api/v1/agents/me`: for an agent itself.
pub async fn get_own_agent(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountRead).await?;
    if caller.kind != PrincipalKind::Agent {
        return Err(Code::AgentNotFound.into());
    }
    let row = store::find(&call.env, &caller.principal).await?.ok_or(Code::AgentNotFound)?;
    answer::json(200, &show(&row))
}

/// `GET /api/v1/agents/:id`
pub async fn get_agent(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Agents).await?;
    answer::json(200, &show(&own(call, &caller.principal, id).await?))
}

/// `PATCH /api/v1/agents/:id`
pub async fn patch_agent(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let sent: AgentPatch = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::Agents).await?;
    let name = sent.name.as_deref().map(|sent| device::given(sent, "name")).transpose()?;
    let at = (caller.principal.as_str(), id);
    if !store::patch(&call.env, at, name.as_deref(), sent.enabled).await? {
        return Err(Code::AgentNotFound.into());
    }
    answer::json(200, &show(&own(call, &caller.principal, id).await?))
}

/// `DELETE /api/v1/agents/:id`
pub async fn remove_agent(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Agents).await?;
    if store::remove(&call.env, &caller.principal, id, call.now).await? {
        Ok(answer::none())
    } else {
        Err(Code::AgentNotFound.into())
    }
}

/// Without this a member could register somebody else's agent, and be who it acts as.
async fn consent(call: &Call, sent: &NewAgent, owner: &str) -> Result<(), Failure> {
    let refused = |reason: String| Refusal {
        details: Some(json!({"reason": reason})),
        ..Refusal::of(Code::AgentProofRefused, "proof")
    };
    let method = call.request.method();
    let request = token::Request {
        origin: &call.origin(),
        method: method.as_ref(),
        path_and_query: &call.path_and_query(),
        body: &[],
        now_ms: call.now,
    };
    let proof = token::verify(&sent.proof, request).map_err(|fault| refused(fault.to_string()))?;
    if proof.did != sent.did {
        return Err(refused("the proof is another did's".to_owned()).into());
    }
    if proof.owner.as_deref() != Some(owner) {
        return Err(refused("the proof names another owner".to_owned()).into());
    }
    if !store::use_token(&call.env, &proof).await? {
        return Err(refused("the proof was used before".to_owned()).into());
    }
    Ok(())
}

async fn own(call: &Call, owner: &str, id: &str) -> Result<Row, Failure> {
    let found = store::find(&call.env, id).await?.filter(|row| row.owner_id == owner);
    found.ok_or(Code::AgentNotFound.into())
}

fn kind(sent: &str) -> Result<String, Refusal> {
    let letter =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    let fits = (1..=KIND_LETTERS_MAX).contains(&sent.len()) && sent.bytes().all(letter);
    if fits { Ok(sent.to_owned()) } else { Err(Refusal::of(Code::FieldInvalid, "kind")) }
}

fn refusal_of(error: &worker::Error) -> Failure {
    if raised(error, "agents_full") {
        Code::AgentsFull.into()
    } else if raised(error, "agents.did") || demand_failed(error) {
        Code::AgentTaken.into()
    } else {
        Failure::Fault(error.to_string())
    }
}

fn show(row: &Row) -> Agent {
    Agent {
        id: row.principal_id.clone(),
        did: row.did.clone(),
        name: row.name.clone(),
        kind: row.kind.clone(),
        owner_id: row.owner_id.clone(),
        enabled: row.enabled == 1,
        created_at: clock::iso(row.created_at),
        last_used_at: row.last_used_at.map(clock::iso),
    }
}
