//! The character that looks back. Its player is a module of its own, `public/living/living.js`:
//! what is here is the picture that it brings to life, and the words beside it.

use js_sys::{Function, Reflect};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::{self, disregard};
use crate::programs;
use crate::ui::icon::Icon;

const WHO: &str = "A character with violet hair and a coral hoodie. It breathes, blinks and looks \
                   at you.";
const CAN: [&str; 3] = [
    "Nine dances, and a proper wave",
    "Twelve outfits, changed in the middle of a dance",
    "Hair, eyes and colours to choose, or yours from a photo",
];

#[component]
pub(super) fn Living() -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        // Without its player the picture stands still, which is all right.
        let Some(place) = place.get() else { return };
        spawn_local(async move { disregard(wake(&place).await) });
    });
    let can = CAN.map(|it| view! { <li>{Icon::Check.view()}{it}</li> });
    view! {
        <section class="sec">
            <div class="wrap living">
                <div class="fold bare" node_ref=place>
                    <div class="cut scene" role="img" aria-label=WHO>
                        <img src="/samples/living.webp" width="800" height="800" loading="lazy" alt="" />
                    </div>
                    <div class="row">
                        <button class="q sm" type="button" hidden></button>
                        <button class="q sm" type="button" hidden>
                            "Say hello"
                        </button>
                    </div>
                </div>
                <div class="stack">
                    <h2>"Then it looks back at you."</h2>
                    <p class="lead">
                        "The portrait becomes a character: drawn in layers, rigged, alive. Move, and its eyes follow."
                    </p>
                    <ul class="facts">{can}</ul>
                    <div class="row">
                        <a class="b" href="/studio">
                            "Make yours"
                        </a>
                    </div>
                </div>
            </div>
        </section>
    }
}

/// Asks for the player that the page names and hands it the picture.
async fn wake(place: &JsValue) -> Result<(), JsValue> {
    let label = browser::document().query_selector("meta[name=living]")?;
    let source = label.and_then(|it| it.get_attribute("data-src")).unwrap_or_default();
    let player = programs::import(&source).await?;
    let live: Function = Reflect::get(&player, &"live".into())?.dyn_into()?;
    live.call1(&JsValue::NULL, place)?;
    Ok(())
}
