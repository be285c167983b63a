//! The price, line by line, whether the tier allows it, and the order.

use leptos::prelude::*;
use money::Amount;
use policy::TierId;

use super::draft::Missing;
use super::effects::Desk;
use super::price::{Obstacle, Offer, offer, violation_words};
use super::state::{Act, Message};
use super::words::about;
use crate::figure::{Figure, money, writing};
use crate::terms::{percent, short, text, tier_name};

fn exact(amount: Amount) -> String {
    money(&text(amount), "ANM")
}

/// The sheet beside the form; it stays in view.
#[component]
pub(super) fn PriceSheet(desk: Desk, is_member: bool) -> impl IntoView {
    let offer = desk.read(|state| offer(state, writing()));
    let total = Signal::derive(move || {
        offer.with(|it| it.as_ref().map(|it| text(it.total)).unwrap_or_default())
    });
    let receipt = desk.read(|state| state.receipt.clone());
    view! {
        <section class="card fold gold stack price" aria-labelledby="price">
            <h2 class="h4 s" id="price">"What it costs"</h2>
            <Show
                when=move || offer.with(Option::is_some)
                fallback=|| view! { <i class="bone sheet"></i> }
            >
                <div class="mid-figure" data-total>
                    <Figure amount=total asset="ANM" />
                </div>
                <Lines offer />
                <Access offer />
                <Order desk offer is_member />
            </Show>
            <div role="status">
                {move || {
                    receipt
                        .get()
                        .map(|(words, id)| {
                            view! {
                                <p class="receipt">
                                    {words} " " <a class="tl" href=format!("/jobs?job={id}")>"Look at it"</a>
                                </p>
                            }
                        })
                }}
            </div>
        </section>
    }
}

#[component]
fn Lines(offer: Memo<Option<Offer>>) -> impl IntoView {
    let part = move |part: fn(&Offer) -> String| {
        move || offer.with(|it| it.as_ref().map(part).unwrap_or_default())
    };
    let lines = move || offer.get().map(|it| it.lines).unwrap_or_default();
    view! {
        <table class="num quote">
            <caption class="vh">"How the price is made"</caption>
            <tbody>
                <tr>
                    <th scope="row">"To begin with"</th>
                    <td></td>
                    <td class="r">{part(|it| money(&short(&text(it.base)), "ANM"))}</td>
                </tr>
                <For each=lines key=|line| (line.name, line.choice.clone(), line.factor.clone()) let:line>
                    <tr>
                        <th scope="row">{line.name}</th>
                        <td>{line.choice}</td>
                        <td class="r">{line.factor}</td>
                    </tr>
                </For>
                <tr>
                    <th scope="row">"Cost"</th>
                    <td></td>
                    <td class="r">{part(|it| exact(it.cost))}</td>
                </tr>
                <tr>
                    <th scope="row">"Usage fee"</th>
                    <td>{part(|it| percent(&it.fee_rate))}</td>
                    <td class="r">{part(|it| exact(it.fee))}</td>
                </tr>
            </tbody>
        </table>
        <p class="xs num">
            {part(|it| {
                let (agents, at_once) = it.agents;
                format!(
                    "{agents} agents, {at_once} at once; {} of work. {} comes back when it is done, \
                     as long as the treasury can.",
                    about(it.work_seconds),
                    exact(it.bonus),
                )
            })}
        </p>
    }
}

/// Every reason against it, and the smallest stake that would help.
#[component]
fn Access(offer: Memo<Option<Offer>>) -> impl IntoView {
    let violations = Memo::new(move |_| {
        offer.with(|it| {
            let list = it.as_ref().map(|it| it.violations.iter().map(violation_words).collect());
            list.unwrap_or_else(Vec::new)
        })
    });
    let upgrade = Memo::new(move |_| offer.with(|it| it.as_ref().and_then(|it| it.upgrade)));
    let way = |(tier, missing): (TierId, Amount)| {
        let name = tier_name(tier.name());
        view! {
            <p class="s num">
                {format!("{name} allows it: {} more staked.", exact(missing))} " "
                <a class="tl" href="/staking">{format!("Stake for {name}")}</a>
            </p>
        }
    };
    view! {
        <div aria-live="polite">
            <Show when=move || violations.with(|it| !it.is_empty())>
                <div class="locked">
                    <p class="strong">"Your tier does not allow this yet."</p>
                    <ul>
                        <For each=move || violations.get() key=|words| words.clone() let:words>
                            <li class="s num">{words}</li>
                        </For>
                    </ul>
                    {move || match upgrade.get() {
                        Some(found) => way(found).into_any(),
                        None => view! { <p class="s">"No tier allows it; choose less."</p> }.into_any(),
                    }}
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Order(desk: Desk, offer: Memo<Option<Offer>>, is_member: bool) -> impl IntoView {
    if !is_member {
        return view! {
            <a class="b" href="/account">"Sign up to order"</a>
            <p class="xs">"A name and a passkey: two clicks, no password, no e-mail."</p>
        }
        .into_any();
    }
    let why_not = Memo::new(move |_| {
        offer.with(|it| it.as_ref().and_then(|it| it.obstacle.as_ref().map(reason)))
    });
    let order = move |_| {
        if let Some(order) = offer.get_untracked().and_then(|it| it.order) {
            desk.send(Message::Ask(Act::Order(Box::new(order))));
        }
    };
    let word = move || {
        let total = offer.with(|it| it.as_ref().map(|it| exact(it.total)).unwrap_or_default());
        format!("Order for {total}")
    };
    view! {
        <button
            class="b"
            type="button"
            aria-describedby="why-not"
            disabled=move || why_not.with(Option::is_some)
            on:click=order
        >
            {word}
        </button>
        <p class="xs num" id="why-not" aria-live="polite">
            {move || {
                why_not
                    .get()
                    .unwrap_or_else(|| {
                        "You confirm the total on the next step. It is held until the production \
                         ends, and given back in full if it fails."
                            .into()
                    })
            }}
        </p>
    }
    .into_any()
}

/// Why it cannot be ordered, and the way on.
fn reason(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Off => "A vote has switched productions off for now.".into(),
        Obstacle::Access => "It can be ordered once your tier allows it.".into(),
        Obstacle::Funds { available, needed } => {
            format!("You have {}; this needs {}.", exact(*available), exact(*needed))
        }
        Obstacle::Draft(Missing { clip: None, words }) => words.clone(),
        Obstacle::Draft(Missing { clip: Some(_), words }) => format!("One clip: {words}"),
    }
}
