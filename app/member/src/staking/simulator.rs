//! What a stake would earn: a line, and a table for those who want the numbers.

use creator::upgrade::Feature;
use leptos::prelude::*;
use money::Amount;
use ui::segment::{Choice, Segment};
use ui::switch::Switch;

use super::effects::Desk;
use super::preview;
use super::simulate::{Simulation, Span, line, simulate};
use super::state::{Guess, Message};
use crate::field::Field;
use crate::figure::{Figure, money, plain, writing};
use crate::terms::{percent, short, text, tier_name};

const SPANS: &[Choice<Span>] =
    &[(Span::Month, "30 days"), (Span::Year, "1 year"), (Span::FiveYears, "5 years")];
/// The drawing, in its own units.
const WIDTH: u128 = 600;
const HEIGHT: u128 = 160;

/// Everything the simulator shows.
#[derive(Clone, Debug, PartialEq)]
struct Outlook {
    /// What was asked.
    amount: Amount,
    tier: &'static str,
    apy: String,
    simulation: Simulation,
    span: Span,
}

fn outlook(desk: Desk) -> Memo<Option<Outlook>> {
    desk.read(|state| {
        let rules = state.rules.as_ref()?;
        let amount = preview::amount(&state.guess.amount, writing())?.ok()?;
        let tier = state.policies().tier_of(amount);
        let Guess { span, restakes, .. } = state.guess;
        Some(Outlook {
            amount,
            tier: tier_name(tier.id.name()),
            apy: percent(&Feature::Apy.of(&tier)),
            simulation: simulate(amount, span, restakes, rules),
            span,
        })
    })
}

/// The simulator.
#[component]
pub(super) fn Simulator(desk: Desk) -> impl IntoView {
    let outlook = outlook(desk);
    let guess = move || desk.state.with_untracked(|state| state.guess.clone());
    let value = desk.read(|state| state.guess.amount.clone());
    let span = desk.read(|state| state.guess.span);
    let restakes = desk.read(|state| state.guess.restakes);
    let wrong =
        desk.read(|state| preview::amount(&state.guess.amount, writing()).and_then(Result::err));
    let earned = Signal::derive(move || {
        outlook.with(|it| it.as_ref().map(|it| text(it.simulation.earned)).unwrap_or_default())
    });
    view! {
        <section class="card fold form simulator" aria-labelledby="simulator">
            <h2 class="mid" id="simulator">"What would it earn?"</h2>
            <Field
                id="guess-amount"
                label="If you staked"
                value
                set=move |amount| desk.send(Message::Guess(Guess { amount, ..guess() }))
                unit="ANM"
                wrong
                mode="decimal"
            />
            <Tiers desk outlook />
            <Segment
                label="For"
                choices=SPANS
                chosen=span
                choose=move |span| desk.send(Message::Guess(Guess { span, ..guess() }))
            />
            <Switch
                on=restakes
                set=move |restakes| desk.send(Message::Guess(Guess { restakes, ..guess() }))
                name="Restake every month"
                note="What is earned is claimed and staked again."
            />
            <Show when=move || outlook.with(Option::is_some)>
                <div class="outlook">
                    <p class="s num">{move || outlook.get().map(|it| sentence(&it))}</p>
                    <div class="mid-figure"><Figure amount=earned asset="ANM" /></div>
                    <Drawing outlook />
                </div>
            </Show>
        </section>
    }
}

/// One press sets the amount to where a tier begins.
#[component]
fn Tiers(desk: Desk, outlook: Memo<Option<Outlook>>) -> impl IntoView {
    let tiers = desk.read(|state| {
        let tiers = state.policies().tiers().into_iter();
        let bounds = tiers.map(|tier| (tier_name(tier.id.name()), short(&text(tier.min_stake))));
        bounds.filter(|(_, bound)| bound != "0").collect::<Vec<_>>()
    });
    let own = Memo::new(move |_| outlook.with(|it| it.as_ref().map(|it| it.tier)));
    let press = move |bound: &str| {
        let guess = desk.state.with_untracked(|state| state.guess.clone());
        desk.send(Message::Guess(Guess { amount: plain(bound), ..guess }));
    };
    view! {
        <div class="row wr chips num" role="group" aria-label="Begin at a tier">
            <For each=move || tiers.get() key=|tier| tier.clone() let:tier>
                <button
                    class="chip"
                    type="button"
                    aria-pressed=move || if own.get() == Some(tier.0) { "true" } else { "false" }
                    on:click={
                        let bound = tier.1.clone();
                        move |_| press(&bound)
                    }
                >
                    {tier.0}
                    <span class="xs">{plain(&tier.1)}</span>
                </button>
            </For>
        </div>
    }
}

fn sentence(outlook: &Outlook) -> String {
    let Outlook { amount, tier, apy, simulation, span } = outlook;
    let begun = format!(
        "{} as {tier}, {apy} a year, earns in {}",
        money(&short(&text(*amount)), "ANM"),
        span.words()
    );
    if simulation.staked > *amount {
        format!("{begun}, with a stake of {} in the end:", money(&text(simulation.staked), "ANM"))
    } else {
        format!("{begun}:")
    }
}

/// The line, and the same as a table.
#[component]
fn Drawing(outlook: Memo<Option<Outlook>>) -> impl IntoView {
    let points = move || {
        outlook.with(|it| {
            it.as_ref().map(|it| line(&it.simulation.points, WIDTH, HEIGHT)).unwrap_or_default()
        })
    };
    let under = move || format!("0,{HEIGHT} {} {WIDTH},{HEIGHT}", points());
    let label = move || {
        outlook.get().map(|it| {
            let earned = money(&text(it.simulation.earned), "ANM");
            format!("A line that rises from nothing to {earned} in {}.", it.span.words())
        })
    };
    let rows = move || outlook.get().map(|it| it.simulation.rows).unwrap_or_default();
    let ends = move || {
        let rows = rows();
        let name = |row: Option<&(String, Amount)>| row.map(|it| it.0.clone()).unwrap_or_default();
        (name(rows.first()), name(rows.last()))
    };
    view! {
        <figure class="curve">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img" aria-label=label>
                <polygon points=under />
                <polyline points=points />
            </svg>
            <figcaption class="xs row sp" aria-hidden="true">
                <span>"Now"</span>
                <span>{move || ends().1}</span>
            </figcaption>
        </figure>
        <details>
            <summary class="tl s">"As a table"</summary>
            <table class="num">
                <thead>
                    <tr><th scope="col">"After"</th><th scope="col" class="r">"Earned, ANM"</th></tr>
                </thead>
                <tbody>
                    <For each=rows key=|row| row.clone() let:row>
                        <tr><td>{row.0}</td><td class="r">{plain(&text(row.1))}</td></tr>
                    </For>
                </tbody>
            </table>
        </details>
    }
}
