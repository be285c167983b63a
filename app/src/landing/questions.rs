//! What people ask before they show a face.

use leptos::prelude::*;

const QUESTIONS: [(&str, &str); 6] = [
    (
        "Is my photo uploaded?",
        "No. It is opened in this tab, drawn on your device, and gone when you close the tab. You can pull the plug and still make a portrait.",
    ),
    (
        "Do I need a fast computer?",
        "No. With a graphics card it is quicker; without one your processor draws. The page says which of the two did it, and how long it took.",
    ),
    (
        "Do I need an account?",
        "Not for portraits. They are kept in the gallery on this device. An account is only a place to send a drawing to, when you want it elsewhere.",
    ),
    (
        "Which pictures work?",
        "JPEG, PNG or WebP up to 20 MB, one face or several. Look into the light, straight ahead. No face at all? The whole picture can be drawn.",
    ),
    (
        "May I use my portrait anywhere?",
        "Yes. It is yours: profile, print, stream. The file says which style and model drew it, and nothing about you.",
    ),
    (
        "Does it work offline?",
        "After the first portrait, yes. Install it from your browser’s menu and it opens like any other app.",
    ),
];

#[component]
pub(super) fn Questions() -> impl IntoView {
    let entries = QUESTIONS
        .into_iter()
        .map(|(question, answer)| {
            view! {
                <details>
                    <summary>{question}</summary>
                    <p>{answer}</p>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="sec">
            <div class="wrap asked">
                <h2>"Fair questions."</h2>
                <div>{entries}</div>
            </div>
        </section>
    }
}
