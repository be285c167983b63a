//! The landing page. Its hero stands in `index.html`; here is what follows below.

mod hero;
mod living;
mod questions;
mod steps;

use leptos::prelude::*;

use crate::router::title;
use crate::styles::Style;
use crate::ui::icon::Icon;

#[component]
pub(crate) fn Landing() -> impl IntoView {
    title("Digigami: a photo of you, folded into anime");
    hero::wire();
    view! {
        <FourHands />
        <living::Living />
        <steps::Steps />
        <steps::Promise />
        <questions::Questions />
        <section class="sec facet last">
            <div class="wrap close">
                <h2>"Ready when you are."</h2>
                <a class="b big" href="/portrait">
                    {Icon::Camera.view()}
                    "Make my portrait"
                </a>
            </div>
        </section>
    }
}

#[component]
fn FourHands() -> impl IntoView {
    let cards = Style::ALL
        .into_iter()
        .map(|style| {
            let back = format!("fold bare {}", style.back());
            view! {
                <a href=format!("/portrait?style={}", style.id())>
                    <div class=back>
                        <div class="cut">
                            <img
                                src=style.sample()
                                width="768"
                                height="1024"
                                loading="lazy"
                                alt=format!("The sample face in the {} style", style.name())
                            />
                        </div>
                    </div>
                    <h3>{style.name()}</h3>
                    <p class="s">{style.character()}</p>
                </a>
            }
        })
        .collect_view();
    view! {
        <section class="sec hands">
            <div class="wrap">
                <div class="hd">
                    <h2>"One face," <br /> "four hands."</h2>
                    <p class="lead">
                        "Each style is its own small drawing model, under 0.8 MB. Pick one or keep all four."
                    </p>
                </div>
                <div class="styles">{cards}</div>
            </div>
        </section>
    }
}
