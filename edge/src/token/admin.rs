//! `/admin/token…`: out of the reserve, and back again; by a role, for a reason, and logged.

use ledger::{Account, Holder, Kind, Posting, System, legs_from_json};
use money::Asset;
use serde_json::json;
use wire::{
    scope::Scope,
    token::{NewIssue, NewReversal},
};
use worker::Response;

use crate::{
    call::{Call, SMALL_BODY_BYTES_MAX},
    error::{Code, Failure, Refusal},
    identity,
    ledger::{refused, store::chain},
    person,
    session::{self, Caller},
};

use super::{
    command::{self, Order},
    routes, store,
};

/// The least and the most characters of a reason.
const REASON: std::ops::RangeInclusive<usize> = 3..=200;
/// What may be turned round: what went from hand to hand, and nothing that other records of the
/// system speak of, as stakes and productions.
const REVERSIBLE: [&str; 3] = [Kind::Transfer.name(), Kind::Issue.name(), Kind::Faucet.name()];
/// The word for the treasury where a recipient is asked for.
const TREASURY: &str = "treasury";

async fn admin(call: &Call) -> Result<Caller, Failure> {
    let caller = session::with_role(call, &[]).await?;
    debug_assert!(caller.scopes.contains(&Scope::Admin), "a role comes with the scope");
    Ok(caller)
}

fn reason(text: &str) -> Result<&str, Failure> {
    let text = text.trim();
    if REASON.contains(&text.chars().count()) {
        Ok(text)
    } else {
        Err(Refusal::of(Code::FieldInvalid, "reason").into())
    }
}

/// `POST /api/v1/admin/token/issue`
pub async fn issue(call: &mut Call) -> Result<Response, Failure> {
    let caller = admin(call).await?;
    let wanted: NewIssue = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let why = reason(&wanted.reason)?;
    let to = if wanted.to == TREASURY {
        Ok(Account::system(System::Treasury, asset))
    } else {
        let person = command::recipient(call, &wanted.to).await;
        person.and_then(|person| command::available(&person.id, asset))
    };
    let from = Account::system(routes::source(asset), asset);
    let order = Order {
        principal: &caller.principal,
        route: "POST admin/token/issue",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Issue,
        asset,
        legs: to.and_then(|to| command::leg(from, to, amount)).map(|leg| vec![leg]),
        memo: Some(why),
        hold: None,
    };
    if let Some(done) = order.done_before(call).await? {
        return command::answer(&done, &command::receipt(&done)?);
    }
    let posting = order.posting(call)?;
    apply(call, &caller, posting, asset, "token.issue").await
}

/// `POST /api/v1/admin/token/reverse`
pub async fn reverse(call: &mut Call) -> Result<Response, Failure> {
    let caller = admin(call).await?;
    let wanted: NewReversal = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let why = reason(&wanted.reason)?;
    if !ledger::is_id(&wanted.transaction_id) {
        return Err(Code::TransactionNotFound.into());
    }
    let found = store::history::transaction(&call.env, &caller.principal, &wanted.transaction_id);
    let (header, _) = found.await?.ok_or(Code::TransactionNotFound)?;
    let entry = chain::entry(&call.env, header.number).await?.ok_or(Code::TransactionNotFound)?;
    let legs = legs_from_json(&entry.legs);
    let legs = legs.ok_or_else(|| Failure::Fault("legs that cannot be read".to_owned()))?;
    let asset = legs.first().map_or(Asset::Anm, ledger::Leg::asset);
    let key = call.idempotency_key()?.unwrap_or_else(|| format!("fresh-{}", call.fresh_id()));
    let body = serde_json::to_string(&wanted)?;
    let hash = identity::sha256_parts(&[b"POST admin/token/reverse", body.as_bytes()]);
    let claim = (caller.principal.as_str(), key.as_str(), hash.as_str());
    if !REVERSIBLE.contains(&entry.kind.as_str()) {
        return Err(Code::NotReversible.into());
    }
    for leg in &legs {
        // What comes back has to come to somebody; who asks again is told what was done.
        if let Holder::Member(owner) = leg.from.holder()
            && person::store::find(&call.env, owner).await?.is_none()
        {
            let shown = command::available(&caller.principal, asset)?;
            if let Some(done) = store::replay(&call.env, claim, &shown).await? {
                return command::answer(&done, &command::receipt(&done)?);
            }
            return Err(Code::NotReversible.into());
        }
    }
    let original = Posting::new(entry.id, claim, Kind::Transfer, entry.at, legs);
    let mut original = original.map_err(refused)?;
    original.reverses = entry.reverses;
    let turned = original.reversal(call.fresh_id(), claim, call.now);
    let turned = turned.and_then(|it| it.with_memo(Some(why))).map_err(refused)?;
    apply(call, &caller, turned, asset, "token.reverse").await
}

async fn apply(
    call: &Call,
    caller: &Caller,
    posting: Posting,
    asset: Asset,
    action: &str,
) -> Result<Response, Failure> {
    let details = json!({
        "transactionId": posting.id, "reason": posting.memo, "reverses": posting.reverses,
    });
    let entry = store::log_if_posted(call, &caller.principal, action, &details, &posting.id);
    let shown = command::available(&caller.principal, asset)?;
    let done = store::carry_out(&call.env, &posting, &shown, vec![entry]).await?;
    command::answer(&done, &command::receipt(&done)?)
}
