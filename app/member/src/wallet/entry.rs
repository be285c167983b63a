//! One posting in full, and the proof that it is in the books.

use ledger::chain::{Entry, Hash, Proof, from_hex};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser::disregard;
use ui::dialog::Dialog;
use ui::icon::Icon;
use wire::token::{ChainProof, HistoryItem};

use super::effects::Purse;
use super::update::Message;
use super::words::{name, sign, title};
use crate::api::{self, Trouble};
use crate::figure::{money, plain};
use crate::mark::Mark;
use crate::when;

/// What is known of the proof.
#[derive(Clone, Debug, PartialEq)]
enum Check {
    NotAsked,
    Coming,
    Holds { number: u64, count: u64, head: String },
    Waits,
    Broken,
    Lost(String),
}

#[component]
pub(super) fn EntryDialog(purse: Purse, item: HistoryItem) -> impl IntoView {
    let check = RwSignal::new(Check::NotAsked);
    let id = StoredValue::new(item.transaction_id.clone());
    let ask = move |_| {
        check.set(Check::Coming);
        spawn_local(async move {
            let path = format!("/token/transactions/{}/proof", id.get_value());
            let found = judge(api::get::<ChainProof>(&path).await);
            // The sheet may be closed meanwhile.
            disregard(check.try_set(found).map_or(Ok(()), Err));
        });
    };
    let optional = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <div class="row sp"><dt>{name}</dt><dd>{value}</dd></div> })
    };
    view! {
        <Dialog title=title(&item) close=move || purse.send(Message::Close)>
            <p class="total num">{sign(&item)} {money(&item.amount, &item.asset)}</p>
            <dl class="stack num s lines">
                <div class="row sp"><dt>"When"</dt><dd>{when::moment(&item.at)}</dd></div>
                <div class="row sp"><dt>"From"</dt><dd>{name(&item.from)}</dd></div>
                <div class="row sp"><dt>"To"</dt><dd>{name(&item.to)}</dd></div>
                <div class="row sp"><dt>"Balance after"</dt><dd>{money(&item.balance_after, &item.asset)}</dd></div>
                {optional("Note", item.memo.clone())}
                {optional("Belongs to", item.reference.clone())}
                <div class="row sp"><dt>"Transaction"</dt><dd class="mono">{item.transaction_id.clone()}</dd></div>
            </dl>
            <div class="proof" aria-live="polite">
                {move || match check.get() {
                    Check::NotAsked => view! {
                        <button class="q sm" type="button" on:click=ask>
                            {Mark::Chain.view()}
                            "Check that it is in the books"
                        </button>
                    }
                    .into_any(),
                    Check::Coming => view! { <p class="s">"Checking."</p> }.into_any(),
                    Check::Holds { number, count, head } => view! {
                        <p class="holds">{Icon::Check.view()} <span class="strong">"It is in the books, and cannot be changed."</span></p>
                        <p class="xs">
                            "Entry " {plain(&number.to_string())} " of " {plain(&count.to_string())}
                            ". Computed on this device: everything after it adds up to the published head "
                            <span class="mono">{head}</span>
                        </p>
                    }
                    .into_any(),
                    Check::Waits => view! { <p class="s">"It is booked, and waits to be sealed. Look again in a minute."</p> }.into_any(),
                    Check::Broken => view! { <p class="wrong">{Icon::Warning.view()} <span>"The proof does not add up. Tell us, and name the transaction."</span></p> }.into_any(),
                    Check::Lost(words) => view! { <p class="wrong">{Icon::Warning.view()} <span>{words}</span></p> }.into_any(),
                }}
            </div>
        </Dialog>
    }
}

fn judge(answer: Result<ChainProof, Trouble>) -> Check {
    match answer {
        Ok(proof) => {
            let (number, count) = (proof.entry.number, proof.head.count);
            let head = proof.head.hash.clone();
            match read(proof).map(|proof| proof.verify().is_ok()) {
                Some(true) => Check::Holds { number, count, head },
                _ => Check::Broken,
            }
        }
        Err(trouble) if trouble.code().contains("seal") => Check::Waits,
        Err(trouble) => Check::Lost(trouble.words()),
    }
}

/// The proof in the form that the books check it in.
fn read(proof: ChainProof) -> Option<Proof> {
    let entry = Entry {
        number: proof.entry.number,
        id: proof.entry.id,
        request_hash: proof.entry.request_hash,
        kind: proof.entry.kind,
        at: proof.entry.at,
        legs: proof.entry.legs,
        memo: proof.entry.memo,
        reference: proof.entry.reference,
        reverses: proof.entry.reverses,
    };
    let following: Option<Vec<Hash>> = proof.following.iter().map(|it| from_hex(it)).collect();
    Some(Proof {
        entry,
        previous: from_hex(&proof.previous)?,
        following: following?,
        head_count: proof.head.count,
        head: from_hex(&proof.head.hash)?,
    })
}
