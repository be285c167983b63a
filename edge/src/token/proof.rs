//! `GET /token/chain` and the proof of a transaction.

use ledger::chain::{Broken, Proof, from_hex};
use wire::{
    scope::Scope,
    token::{ChainHead, ChainProof, SealedEntry},
};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure},
    ledger::{
        chain,
        store::chain::{self as store, HeadRow},
    },
    session,
};

use super::read;

/// `GET /api/v1/token/chain`: the end, as the last round of the background left it.
pub async fn head(call: &Call) -> Result<Response, Failure> {
    chain::seal_in_development(call).await?;
    let head = store::head(&call.env).await?.ok_or(Code::NotSealedYet)?;
    answer::json(200, &show(&head))
}

fn show(head: &HeadRow) -> ChainHead {
    ChainHead {
        count: head.count,
        hash: head.hash.clone(),
        sealed_at: clock::iso(head.sealed_at),
        published: head.published_at.is_some(),
        waiting: head.newest.saturating_sub(head.count),
    }
}

/// `GET /api/v1/token/transactions/:id/proof`
pub async fn proof(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let (header, _) = read::own_transaction(call, &caller.principal, id).await?;
    let tx = header.number;
    let mut head = store::head_over(&call.env, tx).await?;
    if head.is_none() {
        chain::seal_in_development(call).await?;
        head = store::head_over(&call.env, tx).await?;
    }
    let head = head.ok_or(Code::NotSealedYet)?;
    let entry = store::entry(&call.env, tx).await?.ok_or(Code::TransactionNotFound)?;
    let mut seals = store::seals(&call.env, tx, head.count).await?.into_iter();
    let own = seals.next().ok_or(Code::NotSealedYet)?;
    let following: Vec<String> = seals.map(|seal| seal.leaf).collect();
    let hash = |text: &str| {
        from_hex(text).ok_or_else(|| Failure::Fault("a seal that is no hash".to_owned()))
    };
    let proof = Proof {
        entry: entry.clone(),
        previous: hash(&own.previous)?,
        following: following.iter().map(|leaf| hash(leaf)).collect::<Result<_, _>>()?,
        head_count: head.count,
        head: hash(&head.hash)?,
    };
    // A proof that does not hold is never handed out.
    proof.verify().map_err(|broken: Broken| Failure::Fault(format!("{tx}: {broken}")))?;
    let entry = SealedEntry {
        number: entry.number,
        id: entry.id,
        request_hash: entry.request_hash,
        kind: entry.kind,
        at: entry.at,
        legs: entry.legs,
        memo: entry.memo,
        reference: entry.reference,
        reverses: entry.reverses,
    };
    answer::json(200, &ChainProof { entry, previous: own.previous, following, head: show(&head) })
}
