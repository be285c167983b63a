//! `/api/v1/policies`

use policy::{Described, Versions, table};
use wire::policy::{Policy, PolicyChange, PolicyDetail, PolicyList};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure},
};

use super::store;

/// `GET /api/v1/policies`
pub async fn list_policies(call: &Call) -> Result<Response, Failure> {
    let versions = store::load_latest(&call.env, call.now).await?;
    let items = table::all().map(|key| show(key, &versions, call.now)).collect();
    answer::json(200, &PolicyList { items, at: clock::iso(call.now) })
}

/// `GET /api/v1/policies/:key`
pub async fn get_policy(call: &Call, name: &str) -> Result<Response, Failure> {
    let key = table::find(name).ok_or(Code::PolicyNotFound)?;
    let versions = store::load_latest(&call.env, call.now).await?;
    let history = store::history(&call.env, key.name()).await?;
    let history = history.into_iter().map(|change| PolicyChange {
        version: change.version,
        value: change.value,
        effective_at: clock::iso(change.effective_at),
        proposal_id: change.proposal_id,
        proposal_title: change.proposal_title,
        executed_by: change.executed_by,
    });
    let policy = show(key, &versions, call.now);
    answer::json(200, &PolicyDetail { policy, history: history.collect() })
}

fn show(key: &dyn Described, versions: &Versions, now: u64) -> Policy {
    let shape = key.shape();
    let last = versions.of(key.name()).last();
    Policy {
        key: key.name().to_owned(),
        kind: shape.kind.to_owned(),
        unit: shape.unit.to_owned(),
        value: versions.at(now).text(key),
        default: key.default_text(),
        least: shape.least,
        most: shape.most,
        options: shape.options.into_iter().map(str::to_owned).collect(),
        sentence: key.sentence().to_owned(),
        source: key.source().to_owned(),
        version: last.map_or(0, |change| change.version),
        effective_at: last.map(|change| clock::iso(change.effective_at_ms)),
        proposal_id: last.map(|change| change.set_by.clone()),
    }
}
