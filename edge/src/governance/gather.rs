//! What has to be known to decide, from the database.

use std::collections::{BTreeMap, BTreeSet};

use governance::{Action, Choice, Context};
use money::Amount;
use policy::{Catalogue, Policies};
use wire::{admin::Role, governance::Action as Sent};

use crate::{
    call::Call,
    catalogue,
    error::{Code, Failure, Refusal},
    person,
    policy::store as policies,
    session::Caller,
};

use super::store::{
    Row,
    read::{self, Own},
    stake,
};

/// What is known.
#[derive(Debug)]
pub struct Facts {
    /// What holds, every change that was made included.
    pub policies: Policies,
    /// How many changes of policies there were when this was read.
    pub n_changes: u64,
    /// What is switched on now.
    pub catalogue: Catalogue,
    /// The recipients that can be paid, by id, with their usernames.
    pub recipients: BTreeMap<String, Option<String>>,
    ids: BTreeSet<String>,
    proposer_staked: Amount,
    total_staked: Amount,
    own: Own,
    /// What the caller had staked when voting began.
    pub weight: Amount,
    /// What the caller voted before.
    pub earlier: Option<Choice>,
    guardian: bool,
    /// The caller's username.
    pub name: Option<String>,
}

impl Facts {
    /// As the rules want it.
    pub fn context<'a>(&'a self, now: u64, caller: &'a str) -> Context<'a> {
        Context {
            now_ms: now,
            caller,
            guardian: self.guardian,
            policies: &self.policies,
            catalogue: &self.catalogue,
            recipients: &self.ids,
            proposer_staked: self.proposer_staked,
            total_staked: self.total_staked,
            drafts: self.own.drafts,
            live: self.own.live,
            weight: self.weight,
            earlier: self.earlier,
        }
    }
}

/// Gathers what is known about a proposal (or, for a new one, about nothing yet) and these
/// actions, for somebody who is signed in.
pub async fn facts(
    call: &Call,
    caller: &Caller,
    row: Option<&Row>,
    actions: &[Action],
) -> Result<Facts, Failure> {
    let env = &call.env;
    let proposer = row.map_or(caller.principal.as_str(), |row| &row.proposer);
    let recipients = recipients(call, actions).await?;
    let weight = match row.and_then(|row| row.snapshot_xfer) {
        Some(xfer) => stake::at(env, &caller.principal, xfer).await?,
        None => Amount::ZERO,
    };
    let name = person::store::find(env, &caller.principal).await?.and_then(|it| it.username);
    Ok(Facts {
        // Counted first: a change that comes between the two is noticed.
        n_changes: policies::count(env).await?,
        policies: policies::load_newest(env).await?,
        catalogue: catalogue::store::load(env).await?,
        ids: recipients.keys().cloned().collect(),
        recipients,
        proposer_staked: stake::now(env, proposer).await?,
        total_staked: stake::total(env).await?,
        own: read::own(env, &caller.principal).await?,
        weight,
        earlier: row.map(Row::my_choice).transpose()?.flatten(),
        guardian: caller.roles.contains(&Role::Guardian) || caller.roles.contains(&Role::Admin),
        name,
    })
}

/// The recipients of payments that there are, with their usernames.
pub async fn recipients(
    call: &Call,
    actions: &[Action],
) -> Result<BTreeMap<String, Option<String>>, Failure> {
    let mut found = BTreeMap::new();
    for action in actions {
        if let Action::Pay { to, .. } = action
            && !found.contains_key(to)
            && let Some(person) = person::store::find(&call.env, to).await?
        {
            found.insert(person.id, person.username);
        }
    }
    Ok(found)
}

/// Puts ids in the place of usernames and dids.
pub async fn resolve(call: &Call, actions: &mut [Sent]) -> Result<(), Failure> {
    for (index, action) in actions.iter_mut().enumerate() {
        if let Sent::PayFromTreasury { to, .. } = action {
            let Some(person) = person::store::find(&call.env, to).await? else {
                let mut refusal = Refusal::of(Code::GrantRecipientUnknown, "actions");
                refusal.details = Some(serde_json::json!({"action": index.to_string()}));
                return Err(refusal.into());
            };
            *to = person.id;
        }
    }
    Ok(())
}
