//! Sending: to whom, how much, the last question, and the receipt.

use leptos::prelude::*;
use ui::dialog::Dialog;
use wire::account::Person;
use wire::token::TransferReceipt;

use super::effects::Purse;
use super::state::Order;
use super::update::{Message, Write};
use crate::confirm::Confirm;
use crate::field::Field;
use crate::figure::{money, plain, writing};
use crate::mark::Mark;
use crate::person::Face;
use crate::when;

#[component]
pub(super) fn SendDialog(purse: Purse) -> impl IntoView {
    let order = purse.read(|state| state.draft.order.clone());
    let receipt = purse.read(|state| state.draft.receipt.clone());
    move || match (receipt.get(), order.get()) {
        (Some(receipt), Some(order)) => view! { <Receipt purse receipt order /> }.into_any(),
        (_, Some(order)) => view! { <Sure purse order /> }.into_any(),
        (_, None) => view! { <Form purse /> }.into_any(),
    }
}

#[component]
fn Form(purse: Purse) -> impl IntoView {
    let asset = purse.state.with_untracked(|state| state.asset);
    let available = purse.read(|state| state.available().format(state.asset));
    let draft = move |write: Write| purse.send(Message::Draft(write));
    let ask = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let own_name = purse.page.session.account().and_then(|it| it.username).unwrap_or_default();
        purse.send(Message::Ask { own_name, writing: writing().clone() });
    };
    let has = move || format!("You have {} to spend.", money(&available.get(), asset.code()));
    view! {
        <Dialog title=format!("Send {}", asset.code()) leave="Not now" close=move || purse.send(Message::Close)>
            <form class="form" novalidate=true on:submit=ask>
                <div>
                    <Field
                        id="send-to"
                        label="To"
                        hint="@name"
                        value=purse.read(|state| state.draft.to.clone())
                        set=move |text| draft(Write::To(text))
                        wrong=purse.read(|state| state.draft.to_wrong.clone())
                    />
                    <Found purse />
                </div>
                <div>
                    <Field
                        id="send-amount"
                        label="Amount"
                        unit=asset.code()
                        mode="decimal"
                        value=purse.read(|state| state.draft.amount.clone())
                        set=move |text| draft(Write::Amount(text))
                        wrong=purse.read(|state| state.draft.amount_wrong.clone())
                        note=Signal::derive(has)
                    />
                    <button class="tl s all" type="button" on:click=move |_| draft(Write::All)>
                        "Send everything"
                    </button>
                </div>
                <Field
                    id="send-memo"
                    label="Note, if you like"
                    most=200
                    value=purse.read(|state| state.draft.memo.clone())
                    set=move |text| draft(Write::Memo(text))
                    note="Both sides can read it.".to_owned()
                />
                <button class="b" type="submit">
                    {Mark::Send.view()}
                    "Go on"
                </button>
                <p class="xs">"You confirm the total on the next step. Nothing moves before that."</p>
            </form>
        </Dialog>
    }
}

/// Who was found under the name, or who was chosen.
#[component]
fn Found(purse: Purse) -> impl IntoView {
    let person = purse.read(|state| state.draft.person.clone());
    let found = purse.read(|state| state.draft.found.clone());
    let row = move |it: Person| {
        let chosen = it.clone();
        view! {
            <li>
                <button type="button" on:click=move |_| purse.send(Message::Draft(Write::Pick(chosen.clone())))>
                    <Somebody person=it />
                </button>
            </li>
        }
    };
    view! {
        <div aria-live="polite">
            {move || match person.get() {
                Some(person) => view! { <p class="chosen"><Somebody person /></p> }.into_any(),
                None => {
                    let rows = found.get().into_iter().map(row).collect_view();
                    view! { <ul class="found" aria-label="Found members">{rows}</ul> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Somebody(person: Person) -> impl IntoView {
    view! {
        <Face name=person.display_name.clone() picture=person.picture_url />
        <span class="who-name">
            <span class="strong">{person.display_name}</span>
            <span class="xs">{person.address}</span>
        </span>
    }
}

#[component]
fn Sure(purse: Purse, order: Order) -> impl IntoView {
    let code = order.asset.code();
    let shown = |amount: money::Amount| money(&amount.format(order.asset), code);
    let total = shown(order.total);
    let mut lines = vec![
        ("To", order.to.clone()),
        ("They get", shown(order.amount)),
        ("Fee", shown(order.fee)),
        ("You will have left", shown(order.left)),
    ];
    if let Some(memo) = order.memo.clone() {
        lines.push(("Note", memo));
    }
    let is_busy = purse.read(|state| state.draft.is_busy);
    let wrong = purse.read(|state| state.draft.wrong.clone());
    view! {
        <Confirm
            title=format!("Send to {}?", order.to)
            act=format!("Send {total}")
            total
            lines
            is_busy
            trouble=wrong
            confirm=move || purse.send(Message::Send)
            close=move || purse.send(Message::Back)
        />
    }
}

#[component]
fn Receipt(purse: Purse, receipt: TransferReceipt, order: Order) -> impl IntoView {
    let code = order.asset.code();
    view! {
        <Dialog title="Sent." leave="Done" close=move || purse.send(Message::Close)>
            <p class="total num">{money(&receipt.amount, code)}</p>
            <dl class="stack num s lines">
                <div class="row sp"><dt>"To"</dt><dd>{order.to}</dd></div>
                <div class="row sp"><dt>"Fee"</dt><dd>{money(&receipt.fee, code)}</dd></div>
                <div class="row sp"><dt>"You have left"</dt><dd>{money(&receipt.available, code)}</dd></div>
                <div class="row sp"><dt>"When"</dt><dd>{when::moment(&receipt.at)}</dd></div>
                <div class="row sp"><dt>"Number in the books"</dt><dd>{plain(&receipt.number.to_string())}</dd></div>
            </dl>
        </Dialog>
    }
}
