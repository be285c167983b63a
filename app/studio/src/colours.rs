//! Colours by role: chosen, and then changed a little.

use character::style::hex;
use character::{Colour, Role};
use leptos::prelude::*;
use project::{Adjustment, Edit};

use crate::desk::Desk;
use crate::state::Message;
use crate::words;

/// The roles a person is likely to change, in the order of the body.
const ROLES: [Role; 11] = [
    Role::Skin,
    Role::Hair,
    Role::HairTip,
    Role::Iris,
    Role::Cloth,
    Role::ClothSecond,
    Role::ClothLower,
    Role::Leather,
    Role::Trim,
    Role::Accent,
    Role::Metal,
];

/// `#4a62d0`
fn written(colour: Colour) -> String {
    let [r, g, b, _] = colour.bytes();
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The colour of `#4a62d0`.
fn read(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#').filter(|it| it.len() == 6)?;
    u32::from_str_radix(digits, 16).ok().map(hex)
}

/// A swatch for each role, and the sliders of the one that is picked.
#[component]
pub(crate) fn Colours(desk: Desk) -> impl IntoView {
    let picked = desk.read(|state| state.role);
    let swatches = ROLES
        .into_iter()
        .map(|role| {
            let shown = desk.read(move |state| written(state.project().palette().get(role)));
            let is_picked = move || picked.get() == Some(role);
            view! {
                <button
                    type="button"
                    class="swatch"
                    aria-pressed=move || if is_picked() { "true" } else { "false" }
                    aria-controls="colour"
                    on:click=move |_| desk.send(Message::Pick((!is_picked()).then_some(role)))
                >
                    <i style:background=move || shown.get()></i>
                    <span>{words::role(role)}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="stack choices">
            <h3 class="h4">"Colours"</h3>
            <div class="swatches" role="group" aria-label="Colours">
                {swatches}
            </div>
            <div id="colour">
                {move || picked.get().map(|role| view! { <Change desk role /> })}
            </div>
        </div>
    }
}

/// What is done to one colour.
#[component]
fn Change(desk: Desk, role: Role) -> impl IntoView {
    let chosen = desk.read(move |state| written(state.project().look.palette.get(role)));
    let adjustment =
        desk.read(move |state| state.project().adjustments.get(&role).copied().unwrap_or_default());
    let choose = move |event: web_sys::Event| {
        if let Some(colour) = read(&event_target_value(&event)) {
            desk.send(Message::Drag(Edit::Colour(role, colour)));
        }
    };
    let change = move |part: fn(&mut Adjustment) -> &mut f32, value: f32| {
        let mut next = adjustment.get_untracked();
        *part(&mut next) = value;
        desk.send(Message::Drag(Edit::Adjust(role, next)));
    };
    let slider = |name, most: f32, part: fn(&mut Adjustment) -> &mut f32, unit: &'static str| {
        let value = move || *part(&mut adjustment.get());
        view! {
            <label class="slider">
                <span class="l">{name}</span>
                <input
                    type="range"
                    min=-most
                    max=most
                    step="1"
                    prop:value=move || value().to_string()
                    on:input=move |event| {
                        if let Ok(value) = event_target_value(&event).parse() {
                            change(part, value);
                        }
                    }
                    on:change=move |_| desk.send(Message::Release)
                />
                <span class="xs num">{move || format!("{:+.0}{unit}", value())}</span>
            </label>
        }
    };
    let is_plain = move || adjustment.get() == Adjustment::default();
    view! {
        <fieldset class="change stack">
            <legend class="vh">{words::role(role)}</legend>
            <label class="slider">
                <span class="l">{words::role(role)}</span>
                <input
                    type="color"
                    prop:value=move || chosen.get()
                    on:input=choose
                    on:change=move |_| desk.send(Message::Release)
                />
                <span class="xs num">{move || chosen.get()}</span>
            </label>
            {slider("Hue", Adjustment::HUE_MAX, |it| &mut it.hue, "°")}
            {slider("Saturation", Adjustment::SHARE_MAX, |it| &mut it.saturation, "")}
            {slider("Brightness", Adjustment::SHARE_MAX, |it| &mut it.brightness, "")}
            {slider("Contrast", Adjustment::SHARE_MAX, |it| &mut it.contrast, "")}
            <button
                class="tl s"
                type="button"
                disabled=is_plain
                on:click=move |_| desk.send(Message::Decide(Edit::Adjust(role, Adjustment::default())))
            >
                "As it was chosen"
            </button>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_they_are_read() {
        for text in ["#4a62d0", "#000000", "#ffffff"] {
            assert_eq!(read(text).map(written).as_deref(), Some(text));
        }
        assert_eq!(read("4a62d0"), None);
        assert_eq!(read("#4a6"), None);
        assert_eq!(read("#gggggg"), None);
    }
}
