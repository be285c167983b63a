//! The head of the chain of hashes, and how to check with it what was ever posted.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::icon::Icon;
use ui::toast::{Toast, Toasts};
use wasm_bindgen_futures::JsFuture;
use wire::token::ChainHead;

use super::Seen;
use crate::when;

/// The head and the steps.
#[component]
pub(super) fn Chain(seen: Seen) -> impl IntoView {
    move || seen.head.get().map(|head| view! { <Head head /> })
}

#[component]
fn Head(head: ChainHead) -> impl IntoView {
    let ChainHead { count, hash, sealed_at, published, waiting } = head;
    let copied = hash.clone();
    let toasts: Toasts = expect_context();
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            let write = browser::window().navigator().clipboard().write_text(&text);
            toasts.show(match JsFuture::from(write).await {
                Ok(_) => Toast::done("The head is copied. Keep it.".into()),
                Err(_) => Toast::warning(
                    "The browser did not copy it. Select it and copy by hand.".into(),
                ),
            });
        });
    };
    let kept =
        if published { "Published where it is never overwritten." } else { "Not published yet." };
    let waits = (waiting > 0).then(|| format!(" {waiting} more wait to be sealed."));
    view! {
        <section class="block">
            <h2 class="mid">"Check it yourself"</h2>
            <div class="half start chain">
                <ol class="checks">
                    <li>"Every transaction is hashed together with the hash of the one before it. The last hash, the head, stands for all of them."</li>
                    <li>"Keep a head. Whoever changed anything that it covers would need another head, and yours would tell."</li>
                    <li>
                        "Ask for the proof of a transaction of yours and fold it onto its previous hash with SHA-256: the head has to come out. "
                        <a class="tl" href="/developers/transactionProof">"How the proof is folded"</a>
                    </li>
                </ol>
                <div class="card fold slab cyan stack">
                    <p class="s num">"Head after " <b>{count.to_string()}</b> " transactions, " {when::moment(&sealed_at)}</p>
                    <p class="hash"><code>{hash}</code></p>
                    <p class="xs num">{kept} {waits}</p>
                    <button class="q sm" type="button" on:click=copy>{Icon::Copy.view()} "Copy the head"</button>
                </div>
            </div>
        </section>
    }
}
