//! From a request's words to accounts and amounts, and from a posting to its answer.

use ledger::{Account, HoldChange, Kind, Leg, Posting, System};
use money::{Amount, AmountFault, Asset, Rounding};
use policy::Fees;
use wire::token::TransferReceipt;

use crate::{
    call::Call,
    clock,
    error::{Code, Failure, Refusal},
    identity,
    ledger::refused,
    person::{self, store::Row as Person},
    policy as policies,
};

use super::store::{self, Done};

/// Longest name, did or id of a recipient.
const ADDRESS_BYTES_MAX: usize = 200;

/// The asset that is meant; ANM when nothing is said.
pub fn asset(code: Option<&str>) -> Result<Asset, Failure> {
    let asset = code.map_or(Some(Asset::Anm), Asset::parse);
    asset.ok_or_else(|| Refusal::of(Code::AssetUnknown, "asset").into())
}

/// An amount above zero.
pub fn amount(text: &str, asset: Asset) -> Result<Amount, Failure> {
    let code = match Amount::parse(text, asset) {
        Ok(amount) if !amount.is_zero() => return Ok(amount),
        Ok(_) | Err(AmountFault::Malformed) => Code::AmountInvalid,
        Err(AmountFault::TooManyDecimals) => Code::AmountDecimals,
        Err(AmountFault::TooLarge) => Code::AmountTooLarge,
    };
    Err(Refusal::of(code, "amount").into())
}

/// Somebody who can own something: a member or an agent.
pub async fn recipient(call: &Call, address: &str) -> Result<Person, Failure> {
    let unknown = || Refusal::of(Code::RecipientUnknown, "to");
    if !is_address(address) {
        return Err(unknown().into());
    }
    let found = match call.known_recipient(address) {
        Some(found) => found,
        None => person::store::find(&call.env, address).await?,
    };
    found.ok_or_else(|| unknown().into())
}

/// Whether somebody could be called so at all.
pub fn is_address(text: &str) -> bool {
    (1..=ADDRESS_BYTES_MAX).contains(&text.len())
}

/// The free balance of somebody.
pub fn available(principal: &str, asset: Asset) -> Result<Account, Failure> {
    Account::available(principal, asset).map_err(|error| refused(error.into()))
}

/// A leg that says what is wrong with it.
pub fn leg(from: Account, to: Account, amount: Amount) -> Result<Leg, Failure> {
    Leg::new(from, to, amount).map_err(refused)
}

/// What a transfer of an asset costs and must at least be; nothing but AVT has either.
pub async fn fees(call: &Call, asset: Asset) -> Result<Option<Fees>, Failure> {
    match asset {
        Asset::Avt => Ok(Some(policies::store::load(&call.env, call.now).await?.fees())),
        _ => Ok(None),
    }
}

/// The legs of a transfer: to the recipient, and the fee on top, rounded down.
pub fn transfer(
    from: &str,
    to: &str,
    asset: Asset,
    amount: Amount,
    fees: Option<&Fees>,
) -> Result<Vec<Leg>, Failure> {
    let mut legs = vec![leg(available(from, asset)?, available(to, asset)?, amount)?];
    let Some(fees) = fees else { return Ok(legs) };
    if amount < fees.avt_transfer_minimum {
        let least = fees.avt_transfer_minimum.format(asset);
        let mut refusal = Refusal::with(Code::AmountInvalid, serde_json::json!({"minimum": least}));
        refusal.field = Some("amount");
        return Err(refusal.into());
    }
    let fee = fees.avt_transfer_rate.of(amount, Rounding::Down);
    let fee = fee.ok_or_else(|| Refusal::of(Code::AmountTooLarge, "amount"))?;
    if !fee.is_zero() {
        legs.push(leg(available(from, asset)?, Account::system(System::Fees, asset), fee)?);
    }
    Ok(legs)
}

/// What is to be posted in somebody's name.
pub struct Order<'o> {
    /// Whose idempotency keys count, and whose balance is answered.
    pub principal: &'o str,
    /// Method and path, part of the request's hash.
    pub route: &'o str,
    /// The body, read and written again, part of the request's hash.
    pub body: String,
    /// What it is for.
    pub kind: Kind,
    /// What the receipt speaks of.
    pub asset: Asset,
    /// What moves; or why nothing can, which counts only when the key was not used before.
    pub legs: Result<Vec<Leg>, Failure>,
    /// Words.
    pub memo: Option<&'o str>,
    /// What it does to a hold.
    pub hold: Option<HoldChange>,
}

impl Order<'_> {
    fn hash(&self) -> String {
        identity::sha256_parts(&[self.route.as_bytes(), self.body.as_bytes()])
    }

    /// What the same request under the same key did before, if it did something.
    async fn replay(&self, call: &Call) -> Result<Option<Done>, Failure> {
        let Some(key) = call.idempotency_key()? else { return Ok(None) };
        let shown = available(self.principal, self.asset)?;
        store::replay(&call.env, (self.principal, &key, &self.hash()), &shown).await
    }

    /// What the same request did before, when nothing can move any more.
    pub async fn done_before(&self, call: &Call) -> Result<Option<Done>, Failure> {
        if self.legs.is_ok() { Ok(None) } else { self.replay(call).await }
    }

    /// Posts it; the same request under the same key was posted before, and is read back, whatever
    /// has changed meanwhile.
    pub async fn done(self, call: &Call) -> Result<Done, Failure> {
        if let Some(done) = self.done_before(call).await? {
            return Ok(done);
        }
        let shown = available(self.principal, self.asset)?;
        let then = store::within_limit(call, self.principal);
        let posting = self.posting(call)?;
        store::carry_out(&call.env, &posting, &shown, then).await
    }

    /// The posting that it is; a request without a key gets one of its own.
    pub fn posting(self, call: &Call) -> Result<Posting, Failure> {
        let key = call.idempotency_key()?;
        let key = key.unwrap_or_else(|| format!("fresh-{}", call.fresh_id()));
        let hash = self.hash();
        let claim = (self.principal, key.as_str(), hash.as_str());
        let posting = Posting::new(call.fresh_id(), claim, self.kind, call.now, self.legs?);
        let mut posting = posting.and_then(|it| it.with_memo(self.memo)).map_err(refused)?;
        posting.hold = self.hold;
        Ok(posting)
    }
}

/// The answer to a posting, from what the books have.
pub fn receipt(done: &Done) -> Result<TransferReceipt, Failure> {
    let legs = ledger::legs_from_json(&done.legs);
    let legs = legs.ok_or_else(|| Failure::Fault("legs that cannot be read".to_owned()))?;
    let asset = legs[0].asset();
    let fees = Account::system(System::Fees, asset);
    let sum = |fee: bool| {
        let of = legs.iter().filter(|leg| (leg.to == fees) == fee).map(|leg| leg.amount);
        Amount::sum(of).unwrap_or(Amount::MAX).format(asset)
    };
    Ok(TransferReceipt {
        id: done.public_id.clone(),
        number: done.number,
        kind: done.kind.clone(),
        asset: asset.code().to_owned(),
        amount: sum(false),
        fee: sum(true),
        available: done.available()?.format(asset),
        at: clock::iso(done.at),
    })
}

/// Posts an order and answers with its receipt; a replay says so in a header.
pub async fn carry_out(call: &Call, order: Order<'_>) -> Result<worker::Response, Failure> {
    let done = order.done(call).await?;
    answer(&done, &receipt(&done)?)
}

/// 201 with a body, and the header of a replay.
pub fn answer<T: serde::Serialize>(done: &Done, body: &T) -> Result<worker::Response, Failure> {
    let response = crate::answer::json(201, body)?;
    if done.replayed {
        response.headers().set("idempotency-replayed", "true")?;
    }
    Ok(response)
}
