//! The wallet: what one has, what came and went, and sending it on.

mod balance;
mod effects;
mod entry;
mod history;
mod receive;
mod send;
mod state;
mod statement;
mod update;
mod words;

use leptos::prelude::*;
use money::Asset;
use ui::icon::Icon;

use crate::address;
use crate::area::{Address, MembersOnly, title};
use crate::live::Live;
use crate::mark::Mark;
use balance::{ClaimDialog, Earned, FaucetDialog, Holds, Owned};
use effects::Purse;
use entry::EntryDialog;
use history::History;
use receive::ReceiveDialog;
use send::SendDialog;
use state::Sheet;
use statement::StatementDialog;
use update::{Message, Write};

/// The page.
#[component]
pub(crate) fn WalletPage() -> impl IntoView {
    title("Wallet: Digigami");
    view! {
        <MembersOnly heading="A wallet of your own." brings="Hold tokens, send them to a name, and see where every unit went.">
            <Inside />
        </MembersOnly>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let purse = Purse::open();
    follow_link(purse);
    let asset = purse.read(|state| state.asset);
    let has_faucet = purse.read(|state| state.has_faucet);
    view! {
        <div class="wrap app wallet">
            <div class="hd">
                <div class="row wr">
                    <h1>"Wallet"</h1>
                    <LiveTag />
                </div>
                <div class="row wr acts">
                    {move || has_faucet.get().then(|| view! {
                        <button class="tl s" type="button" on:click=move |_| purse.send(Message::Show(Sheet::Faucet))>
                            "Faucet"
                        </button>
                    })}
                    <button class="tl s" type="button" on:click=move |_| purse.send(Message::Show(Sheet::Statement))>
                        "Statement"
                    </button>
                    <button class="q soft" type="button" on:click=move |_| purse.send(Message::Show(Sheet::Receive))>
                        {Mark::Receive.view()}
                        "Receive"
                    </button>
                    <button class="b" type="button" on:click=move |_| purse.send(Message::Show(Sheet::Send))>
                        {Mark::Send.view()}
                        "Send"
                    </button>
                </div>
            </div>
            <Assets purse />
            <div class="half" class:only=move || asset.get() != Asset::Anm>
                <Owned purse />
                {move || (asset.get() == Asset::Anm).then(|| view! { <Earned purse /> })}
            </div>
            <Holds purse />
            <History purse />
            <Sheets purse />
        </div>
    }
}

/// A link such as `/wallet?to=@sora` opens a transfer to that name.
fn follow_link(purse: Purse) {
    let Address(address) = expect_context();
    let decode = |text: &str| {
        js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
    };
    let to = address.with_untracked(|address| address::query(address, "to", decode));
    if let Some(to) = to {
        purse.send(Message::Show(Sheet::Send));
        purse.send(Message::Draft(Write::To(to)));
    }
}

#[component]
fn LiveTag() -> impl IntoView {
    let live: Live = expect_context();
    view! {
        <span role="status">
            {move || if live.is_on.get() {
                view! { <span class="tag cyan"><i class="dot"></i>"Live"</span> }.into_any()
            } else {
                view! { <span class="tag">{Icon::Offline.view()}"Not live"</span> }.into_any()
            }}
        </span>
    }
}

#[component]
fn Assets(purse: Purse) -> impl IntoView {
    let asset = purse.read(|state| state.asset);
    let tabs = Asset::ALL
        .map(|it| {
            let is_on = move || if asset.get() == it { "true" } else { "false" };
            view! {
                <button type="button" role="tab" aria-selected=is_on title=it.name() on:click=move |_| purse.send(Message::Choose(it))>
                    {it.code()}
                </button>
            }
        })
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label="Assets">{tabs}</div> }
}

#[component]
fn Sheets(purse: Purse) -> impl IntoView {
    let sheet = purse.read(|state| state.sheet.clone());
    move || {
        sheet.get().map(|sheet| match sheet {
            Sheet::Send => view! { <SendDialog purse /> }.into_any(),
            Sheet::Receive => view! { <ReceiveDialog purse /> }.into_any(),
            Sheet::Entry(item) => view! { <EntryDialog purse item=*item /> }.into_any(),
            Sheet::Statement => view! { <StatementDialog purse /> }.into_any(),
            Sheet::Faucet => view! { <FaucetDialog purse /> }.into_any(),
            Sheet::Claim { restake } => view! { <ClaimDialog purse restake /> }.into_any(),
        })
    }
}
