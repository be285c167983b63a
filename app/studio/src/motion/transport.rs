//! Play, pause, where in the clip, and how fast.

use leptos::prelude::*;
use project::{Edit, Scene};

use crate::desk::Desk;
use crate::mark::Mark;
use crate::state::Message;

/// The steps of the place slider, in seconds.
const STEP_S: f32 = 0.02;
const SLOWEST: f32 = 0.1;

/// `0:04.2`
pub(crate) fn clock(seconds: f32) -> String {
    let tenths = (seconds.max(0.0) * 10.0).round() as u32;
    format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

/// The bar under the stage.
#[component]
pub(crate) fn Transport(desk: Desk) -> impl IntoView {
    let is_playing = desk.read(|state| state.playback.is_playing && state.playback.can_play());
    let can_play = desk.read(|state| state.playback.can_play());
    let clip = desk.read(|state| state.playback.clip.clone());
    let duration = desk.read(|state| state.playback.duration_s());
    let now = desk.read(|state| state.playback.seconds);
    let speed = desk.read(|state| state.project().scene.speed);
    view! {
        <div class="transport" role="group" aria-label="Motion">
            <button
                class="ib play"
                type="button"
                aria-label=move || if is_playing.get() { "Pause" } else { "Play" }
                disabled=move || !can_play.get()
                on:click=move |_| desk.send(Message::Play(!is_playing.get_untracked()))
            >
                {move || if is_playing.get() { Mark::Pause.view() } else { Mark::Play.view() }}
            </button>
            <label class="place">
                <span class="vh">"Place in the clip"</span>
                <input
                    type="range"
                    min="0"
                    max=move || duration.get().to_string()
                    step=STEP_S
                    disabled=move || !can_play.get()
                    prop:value=move || now.get().to_string()
                    aria-valuetext=move || format!("{} of {}", clock(now.get()), clock(duration.get()))
                    on:input=move |event| {
                        if let Ok(seconds) = event_target_value(&event).parse() {
                            desk.send(Message::Scrub(seconds));
                        }
                    }
                />
            </label>
            <span class="xs num time" title=move || clip.get()>
                {move || format!("{} / {}", clock(now.get()), clock(duration.get()))}
            </span>
            <label class="speed">
                <span class="xs">"Speed"</span>
                <input
                    type="range"
                    min=SLOWEST
                    max=Scene::SPEED_MAX
                    step="0.1"
                    disabled=move || !can_play.get()
                    prop:value=move || speed.get().to_string()
                    on:input=move |event| {
                        if let Ok(speed) = event_target_value(&event).parse() {
                            desk.send(Message::Drag(Edit::Speed(speed)));
                        }
                    }
                    on:change=move |_| desk.send(Message::Release)
                />
                <span class="xs num">{move || format!("{:.1}×", speed.get())}</span>
            </label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn seconds_are_read_as_minutes_seconds_and_tenths() {
        for (seconds, read) in
            [(0.0, "0:00.0"), (4.24, "0:04.2"), (59.96, "1:00.0"), (-1.0, "0:00.0")]
        {
            assert_eq!(clock(seconds), read);
        }
    }
}
