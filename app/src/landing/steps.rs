//! How it works in three folds, and what the page promises.

use leptos::prelude::*;

/// A drawing, a name and what happens.
const STEPS: [(&str, &str, &str); 3] = [
    (
        include_str!("art/show.svg"),
        "Show a face",
        "Camera, file, paste or drop. The oval helps you line up. A good window beats a good lamp.",
    ),
    (
        include_str!("art/turn.svg"),
        "Watch it turn",
        "Your own device finds 478 points on the face, then redraws it. Stop whenever you like.",
    ),
    (
        include_str!("art/take.svg"),
        "Take it with you",
        "PNG at 128, 256, 512 and 1024 pixels, with or without a background. It is yours.",
    ),
];

const PROMISES: [(&str, &str); 4] = [
    ("Photo", "Stays in this tab. Gone when you close it."),
    ("Portrait", "Kept in the gallery on this device until you delete it."),
    ("If you press Save", "The portrait is sent to your account. The photo is not."),
    ("Face points", "478 numbers, used once, stored nowhere."),
];

#[component]
pub(super) fn Steps() -> impl IntoView {
    let steps = STEPS
        .into_iter()
        .map(|(art, name, words)| {
            view! {
                <li>
                    <div inner_html=art></div>
                    <h3>{name}</h3>
                    <p class="s">{words}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="folds">
            <div class="wrap">
                <h2>"Three folds."</h2>
                <ol class="steps">{steps}</ol>
            </div>
        </section>
    }
}

#[component]
pub(super) fn Promise() -> impl IntoView {
    let rows = PROMISES
        .into_iter()
        .map(|(what, words)| {
            view! {
                <div>
                    <dt>{what}</dt>
                    <dd>{words}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section>
            <div class="wrap">
                <div class="promise fold slab">
                    <div class="stack">
                        <h2>"Your photo stays here."</h2>
                        <p class="lead">
                            "Not “deleted after an hour”. Never sent. Turn the network off and make one: it still works."
                        </p>
                        <div class="inside" inner_html=include_str!("art/inside.svg")></div>
                    </div>
                    <div class="rows">
                        <dl>{rows}</dl>
                        <p class="s more"><a class="tl" href="/privacy">"All of it, in one page"</a></p>
                    </div>
                </div>
            </div>
        </section>
    }
}
