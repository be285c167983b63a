//! Who is asking: a guest or member in a session, a program with an API key, an agent.
//!
//! Everything that needs to know asks [`principal`] (sessions, for what guests may do as well) or
//! [`member`] (with a scope). The answer is found once and kept for the request.

pub mod device;
pub mod open;
pub mod origin;
pub mod proof;
pub mod routes;
pub mod store;
pub mod table;

use serde_json::json;
use wire::{admin::Role, scope::Scope};

use crate::{
    call::Call,
    error::{Code, Failure, Refusal},
};

pub use open::{SESSION_MS, open};
pub use origin::{guard_origin, same_origin};
pub use proof::prepare;

/// How long after a passkey's proof a session may do what could lock its owner out.
pub const FRESH_MS: u64 = 15 * 60 * 1000;

/// What kind of principal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// Somebody without an account.
    Guest,
    /// Somebody with one.
    Member,
    /// A program that a member has registered.
    Agent,
}

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A session's token in our cookie: sent by a browser without being asked.
    Cookie,
    /// A session's token in `Authorization`.
    Bearer,
    /// An API key.
    Key,
    /// An agent's signed token.
    Agent,
}

/// The session that a request came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its name in the list; not the token.
    pub id: String,
    /// Until when it may do what needs a fresh sign-in, in milliseconds since 1970; 0 if never.
    pub fresh_until: u64,
    /// Whether it comes from a recovery code, and a passkey is still to be added.
    pub recovering: bool,
}

/// Who is asking, and what they may do.
#[derive(Clone, Debug)]
pub struct Caller {
    /// UUID.
    pub principal: String,
    /// Never [`PrincipalKind::Guest`] when it comes from [`member`].
    pub kind: PrincipalKind,
    /// How they showed it.
    pub proof: Proof,
    /// What they may do.
    pub scopes: Vec<Scope>,
    /// Roles in force; none for keys and agents.
    pub roles: Vec<Role>,
    /// The session; none for keys and agents.
    pub session: Option<Session>,
}

impl Caller {
    /// Whether a passkey proved within [`FRESH_MS`] who is there.
    pub fn is_fresh(&self, now: u64) -> bool {
        self.session.as_ref().is_some_and(|session| session.fresh_until > now)
    }

    /// Refuses what needs a fresh sign-in in a session without one, and with keys and agents.
    pub fn demand_fresh(&self, call: &Call) -> Result<(), Failure> {
        if self.is_fresh(call.now) { Ok(()) } else { Err(Code::SignInAgain.into()) }
    }

    /// Whether the session comes from a recovery code.
    pub fn is_recovering(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.recovering)
    }

    fn demand(&self, scope: Scope) -> Result<(), Failure> {
        if self.scopes.contains(&scope) {
            return Ok(());
        }
        Err(match self.session {
            Some(Session { recovering: true, .. }) => Code::PasskeyRequired.into(),
            // A session lacks nothing but a role.
            Some(_) => Code::RoleRequired.into(),
            None => Refusal::with(Code::ScopeMissing, json!({"scope": scope.name()})).into(),
        })
    }
}

/// What a session may do: everything, with a role also by virtue of it; after a recovery only look.
pub fn scopes_of_session(recovering: bool, roles: &[Role]) -> Vec<Scope> {
    let may = |scope: &Scope| match scope {
        Scope::AccountRead => true,
        Scope::Admin => !roles.is_empty() && !recovering,
        _ => !recovering,
    };
    Scope::ALL.iter().copied().filter(may).collect()
}

/// Who is behind a request, if anybody.
///
/// A bearer token that is unknown is refused; a cookie that is unknown counts as none, because a
/// browser sends it without being asked.
pub async fn caller(call: &Call) -> Result<Option<Caller>, Failure> {
    if let Some(known) = call.known_caller() {
        return Ok(known);
    }
    let found = proof::find(call).await?;
    call.remember_caller(found.clone());
    Ok(found)
}

/// The principal behind a request, if there is one; guests count.
pub async fn principal(call: &Call) -> Result<Option<String>, Failure> {
    let Some(caller) = caller(call).await? else { return Ok(None) };
    caller.demand(if call.is_mutation() { Scope::AccountWrite } else { Scope::AccountRead })?;
    Ok(Some(caller.principal))
}

/// The principal behind a mutation; a first-time visitor becomes a guest on the spot.
pub async fn principal_or_guest(call: &Call) -> Result<String, Failure> {
    guard_origin(call)?;
    match principal(call).await? {
        Some(principal) => Ok(principal),
        None => Ok(open(call).await?.principal_id),
    }
}

/// The principal behind a mutation of something that exists already.
pub async fn known_principal(call: &Call) -> Result<String, Failure> {
    guard_origin(call)?;
    principal(call).await?.ok_or(Code::SessionRequired.into())
}

/// The member or agent behind a request, allowed to do this.
///
/// Refused with `session_required` (nobody), `membership_required` (a guest), `scope_missing`
/// (a key or an agent that may not), `role_required` ([`Scope::Admin`] without any role),
/// `passkey_required` (a session from a recovery code); a mutation with a cookie that may come
/// from another origin with `origin_refused`.
pub async fn member(call: &Call, scope: Scope) -> Result<Caller, Failure> {
    guard_origin(call)?;
    let caller = caller(call).await?.ok_or(Code::SessionRequired)?;
    if caller.kind == PrincipalKind::Guest {
        return Err(Code::MembershipRequired.into());
    }
    if caller.proof == Proof::Cookie {
        origin::guard_form(call)?;
    }
    caller.demand(scope)?;
    Ok(caller)
}

/// A member with one of these roles, or an admin.
pub async fn with_role(call: &Call, roles: &[Role]) -> Result<Caller, Failure> {
    let caller = member(call, Scope::Admin).await?;
    let has = |role: &Role| *role == Role::Admin || roles.contains(role);
    if caller.roles.iter().any(has) { Ok(caller) } else { Err(Code::RoleRequired.into()) }
}
