//! Stake more, or take it out: the amount, and what would be after.

use leptos::prelude::*;
use ui::segment::{Choice, Segment};

use super::effects::{Desk, device_ms};
use super::preview::{self, Preview, act, all};
use super::state::{Message, Way};
use super::update::AMOUNT;
use crate::field::Field;
use crate::figure::{money, plain, writing};
use crate::terms::{text, tier_name};

const WAYS: &[Choice<Way>] = &[(Way::In, "Stake"), (Way::Out, "Take out")];

/// With every decimal and the unit.
fn exact(amount: money::Amount) -> String {
    money(&text(amount), "ANM")
}

/// What the form makes of what was typed; none as long as nothing was.
fn outcome(desk: Desk) -> Memo<Option<Result<(money::Amount, Preview), String>>> {
    desk.read(|state| {
        let amount = preview::amount(&state.form.amount, writing())?;
        let (known, rules) = (state.known.as_ref()?, state.rules.as_ref()?);
        let now_ms = known.now_ms(device_ms());
        Some(amount.and_then(|amount| {
            let act = act(state.form.way, amount);
            preview::preview(&act, known, rules, now_ms, exact).map(|preview| (amount, preview))
        }))
    })
}

/// The form.
#[component]
pub(super) fn Form(desk: Desk) -> impl IntoView {
    let way = desk.read(|state| state.form.way);
    let value = desk.read(|state| state.form.amount.clone());
    let receipt = desk.read(|state| state.receipt.clone());
    let outcome = outcome(desk);
    let wrong = Memo::new(move |_| outcome.get().and_then(Result::err));
    let most = desk.read(|state| {
        state.known.as_ref().map(|known| plain(&all(known, state.form.way))).unwrap_or_default()
    });
    let note = Memo::new(move |_| match way.get() {
        Way::In => format!("You have {} ANM to spend.", most.get()),
        Way::Out => format!("{} ANM is staked.", most.get()),
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(Ok((amount, _))) = outcome.get_untracked() {
            desk.send(Message::Ask(act(way.get_untracked(), amount)));
        }
    };
    let word = move || {
        let verb = if way.get() == Way::In { "Stake" } else { "Take out" };
        match outcome.get() {
            Some(Ok((amount, _))) => format!("{verb} {}", exact(amount)),
            _ => format!("{verb} ANM"),
        }
    };
    view! {
        <form class="card fold coral form" on:submit=submit aria-labelledby="change" novalidate>
            <h2 class="mid" id="change">"Change your stake"</h2>
            <Segment
                label="What to do"
                choices=WAYS
                chosen=way
                choose=move |way| desk.send(Message::Turn(way))
            />
            <div>
                <Field
                    id=AMOUNT
                    label="Amount"
                    value
                    set=move |typing| desk.send(Message::Type(typing))
                    unit="ANM"
                    note
                    wrong
                    mode="decimal"
                />
                <button
                    class="tl s"
                    type="button"
                    on:click=move |_| desk.send(Message::Type(most.get_untracked()))
                >
                    {move || format!("All of it: {} ANM", most.get())}
                </button>
            </div>
            <After outcome way />
            <button class="b" type="submit" disabled=move || !matches!(outcome.get(), Some(Ok(_)))>
                {word}
            </button>
            <p class="xs">"You confirm the total on the next step. Nothing moves before that."</p>
            <p class="receipt" role="status">{receipt}</p>
        </form>
    }
}

/// What would be after: four lines that are always there, so that nothing jumps while typing.
#[component]
fn After(
    outcome: Memo<Option<Result<(money::Amount, Preview), String>>>,
    way: Memo<Way>,
) -> impl IntoView {
    let part = move |part: fn(&Preview) -> String| {
        move || match outcome.get() {
            Some(Ok((_, preview))) => part(&preview),
            _ => "–".to_owned(),
        }
    };
    let falls = move || match outcome.get() {
        Some(Ok((_, preview))) if preview.tier < preview.tier_before => Some(format!(
            "You go back to {}. Productions that wait move down at once.",
            tier_name(preview.tier.name())
        )),
        Some(Ok((_, preview))) if preview.tier > preview.tier_before => Some(format!(
            "You reach {}. It holds at once, everywhere.",
            tier_name(preview.tier.name())
        )),
        _ => None,
    };
    view! {
        <dl class="stack num s lines">
            <div class="row sp"><dt>"Stake after"</dt><dd>{part(|it| exact(it.staked))}</dd></div>
            <div class="row sp">
                <dt>"Tier after"</dt>
                <dd class="strong">{part(|it| tier_name(it.tier.name()).into())}</dd>
            </div>
            <div class="row sp">
                <dt>"Reward in a year"</dt>
                <dd>{part(|it| exact(it.reward_per_year))}</dd>
            </div>
            <Show when=move || way.get() == Way::Out>
                <div class="row sp">
                    <dt>"Paid with it, about"</dt>
                    <dd>{part(|it| exact(it.reward))}</dd>
                </div>
            </Show>
            <div class="row sp">
                <dt>"Left to spend"</dt>
                <dd>{part(|it| exact(it.available))}</dd>
            </div>
        </dl>
        <p class="s verdict">{falls}</p>
    }
}
