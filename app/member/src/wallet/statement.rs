//! A statement: what one had, what came and went, what one has, for a span of days.

use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::dialog::Dialog;
use ui::icon::Icon;
use wire::token::Statement;

use super::effects::Purse;
use super::update::Message;
use crate::api;
use crate::field::Trouble;
use crate::figure::money;

#[component]
pub(super) fn StatementDialog(purse: Purse) -> impl IntoView {
    let asset = purse.state.with_untracked(|state| state.asset);
    let now = Date::new_0();
    let first = Date::new_with_year_month_day(now.get_full_year(), now.get_month() as i32, 1);
    let (from, to) = (RwSignal::new(day_of(&first)), RwSignal::new(day_of(&now)));
    let shown = RwSignal::new(None::<Statement>);
    let wrong = RwSignal::new(None::<String>);
    let span = move || {
        let span = (moment(&from.get_untracked(), 0.0)?, moment(&to.get_untracked(), 1.0)?);
        (span.0 < span.1).then(|| format!("asset={}&from={}&to={}", asset.code(), span.0, span.1))
    };
    let begin = move || {
        wrong.set(None);
        let span = span();
        if span.is_none() {
            wrong.set(Some("The first day comes before the last one.".into()));
        }
        span
    };
    let show = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(span) = begin() else { return };
        spawn_local(async move {
            match api::get::<Statement>(&format!("/token/statement?{span}")).await {
                Ok(statement) => shown.set(Some(statement)),
                Err(trouble) => wrong.set(Some(trouble.words())),
            }
        });
    };
    let save = move |_| {
        let Some(span) = begin() else { return };
        spawn_local(async move {
            match api::file(&format!("/token/statement?{span}&format=csv")).await {
                Ok(file) => {
                    let name = format!("digigami-statement-{}.csv", asset.code().to_lowercase());
                    browser::download(&file, &name);
                }
                Err(trouble) => wrong.set(Some(trouble.words())),
            }
        });
    };
    view! {
        <Dialog title=format!("Statement, {}", asset.code()) close=move || purse.send(Message::Close)>
            <form class="form" on:submit=show>
                <div class="span">
                    <Day id="statement-from" label="From" value=from />
                    <Day id="statement-to" label="To, inclusive" value=to />
                </div>
                <Trouble trouble=wrong />
                <div class="row wr">
                    <button class="q" type="submit">"Show it"</button>
                    <button class="q soft" type="button" on:click=save>
                        {Icon::Download.view()}
                        "Save as CSV"
                    </button>
                </div>
            </form>
            <div aria-live="polite">{move || shown.get().map(|it| view! { <Sums statement=it /> })}</div>
        </Dialog>
    }
}

#[component]
fn Day(id: &'static str, label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="l" for=id>{label}</label>
            <div class="in num">
                <input id=id type="date" prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </div>
        </div>
    }
}

#[component]
fn Sums(statement: Statement) -> impl IntoView {
    let asset = statement.asset;
    let line = |name: String, amount: &str| {
        view! { <div class="row sp"><dt>{name}</dt><dd>{money(amount, &asset)}</dd></div> }
    };
    let kinds = statement
        .lines
        .iter()
        .map(|it| {
            let name = format!("{} ({})", it.kind.replace('_', " "), it.count);
            let (plus, minus) = (money(&it.credited, &asset), money(&it.debited, &asset));
            view! {
                <div class="row sp"><dt>{name}</dt><dd>"+" {plus} " / \u{2212}" {minus}</dd></div>
            }
        })
        .collect_view();
    view! {
        <dl class="stack num s lines">
            {line("At the beginning".into(), &statement.opening)}
            {line("Came in".into(), &statement.credited)}
            {line("Went out".into(), &statement.debited)}
            {kinds}
            {line("At the end".into(), &statement.closing)}
        </dl>
    }
}

/// A day as date inputs write it, in the visitor's own zone.
fn day_of(date: &Date) -> String {
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// The beginning of a day of the visitor's, some days later, as the API takes it.
fn moment(day: &str, days_later: f64) -> Option<String> {
    let date = Date::new(&format!("{day}T00:00:00").into());
    if date.get_time().is_nan() {
        return None;
    }
    date.set_date(date.get_date() + days_later as u32);
    Some(date.to_iso_string().into())
}
