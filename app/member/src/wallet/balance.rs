//! What one has of an asset, and what a stake has earned.

use leptos::prelude::*;
use money::{Amount, Asset};
use ui::dialog::Dialog;
use ui::icon::Icon;
use wire::token::Hold;

use super::effects::Purse;
use super::state::Sheet;
use super::update::{Deed, Message};
use super::words::name;
use crate::amount;
use crate::confirm::Confirm;
use crate::field::{Field, Trouble};
use crate::figure::{Figure, money, plain, writing};
use crate::mark::Mark;
use crate::when;

/// What the faucet gives at once, unless one wants something else.
const DRAW: &str = "1000";

#[component]
pub(super) fn Owned(purse: Purse) -> impl IntoView {
    let asset = purse.read(|state| state.asset);
    let is_here = purse.read(|state| state.balances.is_some());
    let lost = purse.read(|state| state.lost.clone());
    let part = move |pick: fn(&wire::token::AssetBalance) -> &String| {
        purse.read(move |state| {
            state.balance().map_or_else(|| Amount::ZERO.format(state.asset), |it| pick(it).clone())
        })
    };
    let total = part(|it| &it.total);
    let parts = [
        ("Available", part(|it| &it.available)),
        ("Staked", part(|it| &it.staked)),
        ("Escrowed", part(|it| &it.escrowed)),
        ("Held", part(|it| &it.pending)),
    ];
    // An asset with many decimals needs the room of two columns.
    let is_long = move || asset.get() == Asset::Avt;
    let figures = move || {
        let asset = asset.get();
        view! { <Figure amount=total asset=asset.code() /> }
    };
    view! {
        <div class="card fold gold owned" style="--f:48px" aria-busy=move || (!is_here.get()).to_string()>
            <p class="s">"All of your " {move || asset.get().code()}</p>
            {figures}
            <dl class="split num" class:long=is_long>
                {parts
                    .map(|(name, amount)| view! { <div><dt>{name}</dt><dd>{move || plain(&amount.get())}</dd></div> })
                    .collect_view()}
            </dl>
            {move || {
                lost.get()
                    .map(|words| {
                        view! {
                            <p class="wrong" role="alert">
                                {Icon::Warning.view()}
                                <span>{words}</span>
                                <button class="tl" type="button" on:click=move |_| purse.send(Message::Refresh)>
                                    "Try again"
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[component]
pub(super) fn Earned(purse: Purse) -> impl IntoView {
    let staking = purse.read(|state| state.staking.clone());
    let accrued = purse.read(|state| {
        state.staking.as_ref().map_or_else(|| "0.00000000".into(), |it| it.accrued.clone())
    });
    let has_nothing = move || amount::is_zero(&accrued.get());
    let story = move || match staking.get() {
        Some(it) if !amount::is_zero(&it.staked) => format!(
            "{} at {} a year. Paid from the treasury, rounded down.",
            money(&it.staked, "ANM"),
            percent(&it.apy),
        ),
        _ => "Nothing is staked. Staked ANM earns by the hour, and opens higher tiers.".to_owned(),
    };
    let claim = move |restake| purse.send(Message::Show(Sheet::Claim { restake }));
    view! {
        <div class="card fold green" style="--f:32px">
            <p class="s">"Earned since you last claimed"</p>
            <div class="mid-figure">
                <Figure amount=accrued asset="ANM" />
            </div>
            <p class="s num story">{story}</p>
            <div class="row wr">
                <button class="q sm" type="button" disabled=has_nothing on:click=move |_| claim(false)>
                    "Claim"
                </button>
                <button class="q sm soft" type="button" disabled=has_nothing on:click=move |_| claim(true)>
                    "Claim and restake"
                </button>
                <a class="tl s" href="/staking">"Staking"</a>
            </div>
        </div>
    }
}

/// What is set aside, for whom, and until when.
#[component]
pub(super) fn Holds(purse: Purse) -> impl IntoView {
    let holds = purse.read(|state| {
        let all = state.balances.as_ref().map(|it| it.holds.clone()).unwrap_or_default();
        all.into_iter().filter(|hold| hold.asset == state.asset.code()).collect::<Vec<_>>()
    });
    let row = |hold: Hold| {
        let whose = match &hold.payee {
            Some(payee) => format!("For {}", name(payee)),
            None => "For a production".to_owned(),
        };
        view! {
            <li>
                <div class="what">
                    <span class="strong">{whose}</span>
                    <span class="xs">{hold.memo} " until " {when::moment(&hold.expires_at)}</span>
                </div>
                <span class="num">{money(&hold.amount, &hold.asset)}</span>
            </li>
        }
    };
    move || {
        let holds = holds.get();
        (!holds.is_empty()).then(|| {
            view! {
                <section class="block" aria-labelledby="holds-title">
                    <h2 class="mid" id="holds-title">"Set aside"</h2>
                    <ul class="things">{holds.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// `0.15` as `15 %`, without a floating-point number.
fn percent(rate: &str) -> String {
    let (whole, decimals) = rate.split_once('.').unwrap_or((rate, ""));
    let digits = format!("{decimals:0<2}");
    let (hundredths, rest) = digits.split_at(2);
    let shown = format!("{whole}{hundredths}");
    let shown = shown.trim_start_matches('0');
    let shown = if shown.is_empty() { "0" } else { shown };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{shown} %") } else { format!("{shown}.{rest} %") }
}

#[component]
pub(super) fn ClaimDialog(purse: Purse, restake: bool) -> impl IntoView {
    let accrued = purse
        .state
        .with_untracked(|state| state.staking.as_ref().map(|it| it.accrued.clone()))
        .unwrap_or_default();
    let total = money(&accrued, "ANM");
    let (title, act, goes) = if restake {
        ("Claim and restake?", "Claim and restake", "Your stake")
    } else {
        ("Claim what you earned?", "Claim", "Your available balance")
    };
    let is_busy = purse.read(|state| state.is_busy);
    let wrong = purse.read(|state| state.wrong.clone());
    let lines = vec![
        ("From", "The treasury".to_owned()),
        ("To", goes.to_owned()),
        ("At least", total.clone()),
    ];
    view! {
        <Confirm
            title
            total
            lines
            act=format!("{act} {}", plain(&accrued))
            is_busy
            trouble=wrong
            confirm=move || purse.send(Message::Do(Deed::Claim { restake }))
            close=move || purse.send(Message::Close)
        />
    }
}

/// In local development everyone may help themselves.
#[component]
pub(super) fn FaucetDialog(purse: Purse) -> impl IntoView {
    let wanted = RwSignal::new(DRAW.to_owned());
    let objection = RwSignal::new(None);
    let is_busy = purse.read(|state| state.is_busy);
    let wrong = purse.read(|state| state.wrong.clone());
    let draw = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let decimals = Asset::Anm.decimals() as usize;
        match amount::typed(&wanted.get_untracked(), writing(), decimals) {
            Some(amount) => purse.send(Message::Do(Deed::Draw(amount))),
            None => objection.set(Some("An amount above zero.".to_owned())),
        }
    };
    view! {
        <Dialog title="The faucet" leave="Not now" close=move || purse.send(Message::Close)>
            <p class="s">"This is local development: test tokens come out of the reserve. A deployment has no faucet."</p>
            <form class="form" novalidate=true on:submit=draw>
                <Field
                    id="draw"
                    label="Amount"
                    value=wanted
                    set=move |text| {
                        wanted.set(text);
                        objection.set(None);
                    }
                    unit="ANM"
                    mode="decimal"
                    wrong=objection
                />
                <Trouble trouble=wrong />
                <button class="b" type="submit" disabled=is_busy>
                    {Mark::Tap.view()}
                    {move || format!("Draw {} ANM", wanted.get())}
                </button>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn rates_are_shown_as_they_are() {
        let shown = ["0.05", "0.1", "0.15", "1", "0.005", "0.12345", "0"].map(percent);
        assert_eq!(shown, ["5 %", "10 %", "15 %", "100 %", "0.5 %", "12.345 %", "0 %"]);
    }
}
