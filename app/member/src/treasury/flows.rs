//! Thirty days of the treasury: what came in above the line, what went out below it.

use leptos::prelude::*;
use wire::treasury::{Flow, TreasuryFlows};

use super::flow::{Chart, Day, Kind, Piece, chart, kind_name};
use super::{ASSET, Seen};
use crate::figure::{money, plain};
use crate::{amount, share, when};

/// Half the height of the picture, in pixels.
const HALF: u32 = 90;

/// The picture, its key, and the table.
#[component]
pub(super) fn Flows(seen: Seen) -> impl IntoView {
    move || {
        seen.flows.get().map(|flows| {
            let Chart { days, kinds, most } = chart(&flows);
            let is_still = kinds.is_empty();
            view! {
                <section class="block">
                    <div class="hd">
                        <h2 class="mid">"In and out, day by day"</h2>
                        <p class="s">"The last 30 days, by what it was for"</p>
                    </div>
                    {if is_still {
                        view! { <p class="s still">"Nothing has moved in these days."</p> }.into_any()
                    } else {
                        view! {
                            <Picture days most />
                            <Legend kinds />
                            <Table flows />
                        }
                            .into_any()
                    }}
                </section>
            }
        })
    }
}

#[component]
fn Picture(days: Vec<Day>, most: String) -> impl IntoView {
    let n_days = u32::try_from(days.len()).unwrap_or(1).max(1);
    let width = share::WHOLE / n_days;
    let ends =
        (days.first().map(|it| when::day(&it.day)), days.last().map(|it| when::day(&it.day)));
    let bars = days
        .into_iter()
        .zip(0_u32..)
        .map(|(day, index)| {
            let pieces = day.pieces.iter().map(|it| bar(it, width)).collect_view();
            view! { <svg x=share::css(index * width) width=share::css(width) overflow="visible">{pieces}</svg> }
        })
        .collect_view();
    let height = (HALF * 2).to_string();
    view! {
        <div class="flow" aria-hidden="true">
            <p class="xs num">"Up to " {money(&most, ASSET)} " a day"</p>
            <svg width="100%" height=height.clone()>
                {bars}
                <line class="axis" x1="0" x2="100%" y1=HALF.to_string() y2=HALF.to_string() />
            </svg>
            <p class="row sp xs num"><span>{ends.0}</span> <span>{ends.1}</span></p>
        </div>
    }
}

/// A piece of a bar; what went out is striped.
fn bar(piece: &Piece, day: u32) -> AnyView {
    let pixels = |share: u32| (share * (HALF - 2)).div_ceil(share::WHOLE).max(1);
    let (begins, length) = (pixels(piece.begins), pixels(piece.length));
    let y = if piece.is_in { HALF.saturating_sub(begins + length) } else { HALF + begins };
    let class = format!("flow-{}", piece.colour);
    let gap = if day > 200 { "72%" } else { "100%" };
    let stripes = (!piece.is_in).then(|| {
        let middle = length / 2;
        view! {
            <line class="out" x1="0" x2="100%" y1=middle.to_string() y2=middle.to_string()
                stroke-width=length.to_string() stroke-dasharray="2 3" />
        }
    });
    view! {
        <svg class=class y=y.to_string() width=gap height=length.to_string()>
            <rect width="100%" height="100%" />
            {stripes}
        </svg>
    }
    .into_any()
}

#[component]
fn Legend(kinds: Vec<Kind>) -> impl IntoView {
    let entries = kinds
        .into_iter()
        .map(|kind| {
            let moved = |word: &str, amount: &str| {
                let is_some = !amount::is_zero(amount);
                is_some.then(|| format!("{word} {}", money(amount, ASSET)))
            };
            let parts: Vec<_> = [moved("in", &kind.credited), moved("out", &kind.debited)].into_iter().flatten().collect();
            view! {
                <li>
                    <svg class=format!("swatch flow-{}", kind.colour) width="18" height="18" aria-hidden="true">
                        <rect width="100%" height="100%" />
                    </svg>
                    <span><b>{kind_name(&kind.name)}</b> " " <span class="s num">{parts.join(", ")}</span></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="legend">{entries}</ul>
        <p class="xs">"Above the line it came in; below it, striped, it went out."</p>
    }
}

#[component]
fn Table(flows: TreasuryFlows) -> impl IntoView {
    let moved = |amount: &str| if amount::is_zero(amount) { String::new() } else { plain(amount) };
    let row = |flow: Flow| {
        view! {
            <tr>
                <td class="s num">{when::day(&flow.day)}</td>
                <td><b>{kind_name(&flow.kind)}</b></td>
                <td class="r num">{moved(&flow.credited)}</td>
                <td class="r num">{moved(&flow.debited)}</td>
            </tr>
        }
    };
    // The newest first: that is what people look for.
    let rows = flows.flows.into_iter().rev().map(row).collect_view();
    view! {
        <details class="as-table">
            <summary>"The same as a table, the newest day first"</summary>
            <div class="wide" tabindex="0" role="group" aria-label="In and out by day">
                <table>
                    <caption class="vh">"What came into the treasury and went out of it, in ANM"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Day"</th>
                            <th scope="col">"What for"</th>
                            <th scope="col" class="r">"In, ANM"</th>
                            <th scope="col" class="r">"Out, ANM"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
