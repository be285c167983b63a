//! The live style over the camera's picture: the drawn frame, how fast it goes, and which style.

use leptos::prelude::*;

use super::effects::Desk;
use super::frames::LIVE_VIEW;
use super::live::{self, LiveMessage};
use super::message::Message;
use crate::styles::Style;
use crate::ui::icon::Icon;

#[component]
pub(crate) fn LiveView() -> impl IntoView {
    let desk: Desk = expect_context();
    let on = desk.read(live::is_on);
    let shown = desk.read(|state| live::is_on(state) && state.live.shown);
    let fps = desk.read(|state| state.live.fps);
    let figure = move || match fps.get() {
        Some(fps) => format!("{fps} fps"),
        None => "…".to_owned(),
    };
    view! {
        <Show when=move || on.get()>
            <canvas
                id=LIVE_VIEW
                class="mirrored live-view"
                class:shown=move || shown.get()
                width="192"
                height="192"
                role="img"
                aria-label="You, drawn as you move"
            ></canvas>
        </Show>
        <div class="live-bar">
            <Show when=move || on.get()>
                <StyleChoice />
                <span class="fps num" title="Frames a second">{figure}</span>
            </Show>
            <LiveButton />
        </div>
    }
}

/// All styles in one small list: ours and the visitor's own.
#[component]
fn StyleChoice() -> impl IntoView {
    let desk: Desk = expect_context();
    let styles = desk.read(|state| state.styles());
    let chosen = desk.read(|state| state.style);
    let choose = move |event| {
        if let Some(style) = Style::from_id(&event_target_value(&event)) {
            desk.send(Message::ChooseStyle(style));
        }
    };
    let options = move || {
        let option = |style: Style| {
            view! {
                <option value=style.id() selected=move || chosen.get() == style>{style.name()}</option>
            }
        };
        styles.get().into_iter().map(option).collect_view()
    };
    view! {
        <select aria-label="Style of the live picture" on:change=choose>
            {options}
        </select>
    }
}

/// Switches the live style on and off.
#[component]
fn LiveButton() -> impl IntoView {
    let desk: Desk = expect_context();
    let on = desk.read(live::is_on);
    let ready = desk.read(|state| matches!(state.camera, super::state::Camera::On { .. }));
    view! {
        <button
            class="ib"
            type="button"
            aria-label="Live style"
            title="Live style"
            aria-pressed=move || if on.get() { "true" } else { "false" }
            disabled=move || !ready.get()
            on:click=move |_| desk.send(Message::Live(LiveMessage::Set(!on.get_untracked())))
        >
            {Icon::Brush.view()}
        </button>
    }
}
