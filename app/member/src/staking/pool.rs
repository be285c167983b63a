//! How long the treasury could pay: the runway.

use leptos::prelude::*;

use super::effects::Desk;
use crate::figure::{money, plain};

/// Days in a year, for people.
const YEAR_DAYS: u64 = 365;

/// `26 years and 95 days`, `95 days`; `show` writes a number as the reader's language does.
fn span(days: u64, show: fn(&str) -> String) -> String {
    let plural = |n: u64, word: &str| {
        let s = if n == 1 { "" } else { "s" };
        format!("{} {word}{s}", show(&n.to_string()))
    };
    match (days / YEAR_DAYS, days % YEAR_DAYS) {
        (0, days) => plural(days, "day"),
        // Nobody plans the days of the next century.
        (years, _) if years >= 100 => plural(years, "year"),
        (years, 0) => plural(years, "year"),
        (years, days) => format!("{} and {}", plural(years, "year"), plural(days, "day")),
    }
}

/// The pool that pays every reward.
#[component]
pub(super) fn Pool(desk: Desk) -> impl IntoView {
    let runway = desk.read(|state| state.known.as_ref().map(|it| it.overview.runway.clone()));
    let words = move || match runway.get().and_then(|it| it.days) {
        Some(0) => {
            "The treasury cannot pay rewards now. What is earned is kept until it can.".into()
        }
        Some(days) => format!("The treasury can pay every reward for {}.", span(days, plain)),
        None => "Nobody earns anything yet, so the treasury lasts.".to_owned(),
    };
    let part = move |part: fn(&wire::staking::Runway) -> String| {
        move || runway.get().map(|it| money(&part(&it), "ANM")).unwrap_or_default()
    };
    view! {
        <section class="card fold cyan stack" aria-labelledby="pool">
            <h2 class="mid" id="pool">"Where rewards come from"</h2>
            <p>{words}</p>
            <dl class="stack num s lines">
                <div class="row sp"><dt>"In the treasury"</dt><dd>{part(|it| it.treasury.clone())}</dd></div>
                <div class="row sp">
                    <dt>"Staked by everybody"</dt>
                    <dd>{part(|it| it.total_staked.clone())}</dd>
                </div>
                <div class="row sp">
                    <dt>"Rewards in a year"</dt>
                    <dd>{part(|it| it.rewards_per_year.clone())}</dd>
                </div>
            </dl>
            <p class="s">
                "No ANM is ever made for rewards. "
                <a class="tl" href="/treasury">"See the treasury"</a>
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_plan() {
        let span = |days| span(days, str::to_owned);
        assert_eq!(span(1), "1 day");
        assert_eq!(span(364), "364 days");
        assert_eq!(span(365), "1 year");
        assert_eq!(span(800), "2 years and 70 days");
        assert_eq!(span(4_297_058), "11772 years");
    }
}
