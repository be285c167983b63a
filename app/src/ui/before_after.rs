//! The photo as a sheet that turns over: the large 3-4-5 fold between before and after.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::browser;
use ::ui::icon::Icon;

/// Moves the fold of the `.ba` around a range input to where the input stands.
pub(crate) fn follow(input: &HtmlInputElement) {
    let Ok(value) = input.value().parse::<f64>() else { return };
    let place = 0.02 + value / 100.0 * 0.96;
    if let Ok(Some(frame)) = input.closest(".ba") {
        let frame: Element = frame;
        browser::disregard(frame.class_list().add_1("held"));
        browser::set_style(&frame, "--p", &format!("{place:.4}"));
    }
    let words = match value as u32 {
        0..=4 => "Only the drawing",
        96.. => "Only the photo",
        _ => "",
    };
    let words =
        if words.is_empty() { format!("{value:.0} percent photo") } else { words.to_owned() };
    browser::disregard(input.set_attribute("aria-valuetext", &words));
}

#[component]
pub(crate) fn BeforeAfter(
    #[prop(into)] before: Signal<String>,
    #[prop(into)] after: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] see_through: Signal<bool>,
) -> impl IntoView {
    let moved = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|it| it.dyn_into().ok()) {
            follow(&input);
        }
    };
    view! {
        <div class="ba sq" class:checked=see_through>
            <img src=after width="512" height="512" alt=move || format!("Your portrait, {}", label.get()) />
            <img class="ph" src=before width="512" height="512" alt="Your photo" />
            <i class="sh"></i>
            <i class="fl"></i>
            <input
                type="range"
                min="0"
                max="100"
                value="54"
                aria-label="Turn the photo over"
                aria-valuetext="54 percent photo"
                on:input=moved
            />
            <span class="h" aria-hidden="true">{Icon::Arrows.view()}</span>
            <span class="cap at-left">"Photo"</span>
            <span class="cap at-right">{label}</span>
        </div>
    }
}
