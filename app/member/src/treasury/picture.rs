//! The whole supply as one bar, with a table that says the same exactly.

use leptos::prelude::*;
use ui::icon::Icon;
use wire::token::Supply;

use super::supply::{Part, adds_up, parts};
use super::{ASSET, Seen, rough};
use crate::figure::{money, plain};
use crate::share;

/// Bar and table.
#[component]
pub(super) fn Whole(seen: Seen) -> impl IntoView {
    let supply = Memo::new(move |_| seen.supply());
    move || supply.get().map(|supply| view! { <Drawn supply /> })
}

#[component]
fn Drawn(supply: Supply) -> impl IntoView {
    let parts = parts(&supply);
    let is_whole = adds_up(&parts, &supply);
    let issued = money(&supply.issued, ASSET);
    let cap = money(&supply.cap, ASSET);
    let bar = parts.iter().filter(|it| it.share > 0).map(piece).collect_view();
    let rows = parts.into_iter().map(|part| view! { <Row part /> }).collect_view();
    view! {
        <section class="block">
            <div class="hd">
                <h2 class="mid">"Where every ANM is"</h2>
                <p class="s num">"Never more than " {cap}</p>
            </div>
            <svg class="whole" width="100%" height="56" aria-hidden="true">{bar}</svg>
            <table class="supply">
                <caption class="vh">"The supply of ANM by where it is"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Where"</th>
                        <th scope="col" class="r">"ANM"</th>
                        <th scope="col" class="r hidem">"Part"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">
                            {is_whole.then(|| Icon::Check.view())}
                            {if is_whole { "Together, to the last unit" } else { "Issued" }}
                        </th>
                        <td class="r num" data-part="issued">{plain(&supply.issued)}</td>
                        <td class="r hidem num"><span class="vh">{issued}</span> <span aria-hidden="true">"100\u{a0}%"</span></td>
                    </tr>
                </tfoot>
            </table>
        </section>
    }
}

#[component]
fn Row(part: Part) -> impl IntoView {
    let Part { class, name, note, amount, share, .. } = part;
    let part = rough(share, &amount);
    view! {
        <tr>
            <th scope="row">
                <span class="named">
                    <svg class="swatch" width="18" height="18" aria-hidden="true">
                        {texture(class, "0", "100%", 18)}
                    </svg>
                    <span>{name} <span class="xs hidem">{note}</span></span>
                </span>
            </th>
            <td class="r num" data-part=class>{plain(&amount)}</td>
            <td class="r hidem num s">{part}</td>
        </tr>
    }
}

fn piece(part: &Part) -> AnyView {
    // A part that is there is seen, however small it is.
    let width = part.share.max(20).min(share::WHOLE - part.begins.min(share::WHOLE - 20));
    texture(part.class, &share::css(part.begins), &share::css(width), 56)
}

/// A filled stretch; stripes and dots go over it, so that no part is told by its colour alone.
fn texture(class: &'static str, x: &str, width: &str, height: u32) -> AnyView {
    let middle = height / 2;
    let fill = format!("part {class}");
    let over = match class {
        "staked" => Some("3 3"),
        "reserve" => Some("1.5 8"),
        "burned" => Some("9 2"),
        _ => None,
    };
    let inside = over.map(|dashes| {
        view! {
            <line
                class="over"
                x1="0"
                x2="100%"
                y1=middle.to_string()
                y2=middle.to_string()
                stroke-width=height.to_string()
                stroke-dasharray=dashes
            />
        }
    });
    view! {
        <svg class=fill x=x.to_owned() width=width.to_owned() height=height.to_string()>
            <rect width="100%" height="100%" />
            {inside}
        </svg>
    }
    .into_any()
}
