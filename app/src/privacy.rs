//! What stays and what leaves, short and true.

use leptos::prelude::*;

use crate::router::title;

/// A thing, and where it goes.
const FATES: [(&str, &str); 8] = [
    (
        "Your photo",
        "Is opened in this tab and nowhere else. There is no code that sends it, and it is gone when you close the tab or start over.",
    ),
    ("The camera", "Runs only while you see its picture. Every frame stays in this tab."),
    ("Face points", "478 numbers, measured here, used for one portrait, stored nowhere."),
    (
        "Your portraits",
        "Are kept in the gallery of this browser, on this device, until you delete them or clear the site’s data.",
    ),
    (
        "Save to my account",
        "Sends the drawing, its name, its style and how it was drawn. The photo has no way out. You see the list before you press.",
    ),
    (
        "An account",
        "If you make one: a name you choose and your passkey’s public half. No e-mail, no password. What you own and what you did with it stands in the books under a number; you can download all of it and delete the account.",
    ),
    (
        "The PNG file",
        "Carries style, model and device in its metadata. Nothing about you, no place, no camera.",
    ),
    (
        "Cookies",
        "One, and only after you save to an account or sign up: it says that the next visit is you. No advertising, no trackers, no third parties; every file comes from this site.",
    ),
];

#[component]
pub(crate) fn Privacy() -> impl IntoView {
    title("What we never see: Digigami");
    let rows = FATES
        .into_iter()
        .map(|(what, fate)| {
            view! {
                <div>
                    <dt>{what}</dt>
                    <dd>{fate}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="wrap app prose">
            <h1>"What we never see."</h1>
            <p class="lead">
                "Digigami draws on your own device. That is not a promise about our servers; it is how the page is built. Turn the network off after the first visit and make a portrait: it still works."
            </p>
            <dl class="fates">{rows}</dl>
            <p class="s">
                "The face finder is MediaPipe, served from this site. The four drawing models are our own, trained on pictures that we generated; no photo of a visitor is ever used for training."
            </p>
            <div class="row wr">
                <a class="b" href="/portrait">"Make a portrait"</a>
            </div>
        </div>
    }
}
