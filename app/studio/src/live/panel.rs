//! Beside the stage: expressions, background, switches, what is read of the face, and streaming.

use leptos::prelude::*;
use tracking::IDS;
use ui::icon::Icon;
use ui::segment::{Choice, Segment};
use ui::switch::Switch;

use super::desk::Desk;
use super::expression;
use super::state::{Ground, Message};

const GROUNDS: &[Choice<Ground>] =
    &[(Ground::Own, "Scene"), (Ground::Transparent, "None"), (Ground::Green, "Green")];

#[component]
pub(crate) fn Panel(desk: Desk) -> impl IntoView {
    let ground = desk.read(|state| state.ground);
    let is_mirrored = desk.read(|state| !state.is_others_view);
    let shows_camera = desk.read(|state| !state.hides_camera);
    let is_calibrated = desk.read(|state| state.is_calibrated);
    view! {
        <aside class="pane stack" aria-label="Controls">
            <Expressions desk />
            <hr class="crease" />
            <Segment
                label="Background"
                choices=GROUNDS
                chosen=ground
                choose=move |it| desk.send(Message::Ground(it))
            />
            <div class="stack switches">
                <Switch
                    on=is_mirrored
                    set=move |on| desk.send(Message::OthersView(!on))
                    name="Like a mirror"
                    note="Off: as others see you."
                />
                <Switch
                    on=shows_camera
                    set=move |on| desk.send(Message::HideCamera(!on))
                    name="Show the camera"
                />
            </div>
            <Show when=move || is_calibrated.get()>
                <p class="s">
                    "Calibrated for your face, on this device. "
                    <button class="tl s" type="button" on:click=move |_| desk.send(Message::ForgetNeutral)>
                        "Forget it"
                    </button>
                </p>
            </Show>
            <div>
                <Readings desk />
                <Streaming desk />
            </div>
        </aside>
    }
}

/// The keys 1 to 9.
#[component]
fn Expressions(desk: Desk) -> impl IntoView {
    let chosen = desk.read(|state| state.expression);
    let key = move |number: usize, name: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || if chosen.get() == number { "true" } else { "false" }
                aria-keyshortcuts=number.to_string()
                on:click=move |_| desk.send(Message::Express(number))
            >
                <kbd>{number}</kbd>
                <span>{name}</span>
            </button>
        }
    };
    let keys = expression::ALL.iter().enumerate().map(|(place, it)| key(place + 1, it.name));
    view! {
        <div class="stack choices">
            <h2 class="h4">"Expressions"</h2>
            <div class="keys" role="group" aria-label="Expressions">
                {keys.collect_view()}
                {key(0, expression::NONE.name)}
            </div>
            <p class="xs">"Press the number on your keyboard. They go over what the camera sees."</p>
        </div>
    }
}

/// What the character is told, by the names that other tools use.
#[component]
fn Readings(desk: Desk) -> impl IntoView {
    let rows = IDS.map(|id| {
        let digits = if id.contains("Angle") && !id.starts_with("Brow") { 0 } else { 2 };
        let value = desk.read(move |state| {
            let value = state.values.as_ref().and_then(|it| it.get(id));
            // No minus before a zero.
            value.map_or("–".to_owned(), |it| {
                format!("{:.digits$}", it + 0.0).replace("-0.00", "0.00")
            })
        });
        view! {
            <tr>
                <th scope="row">{id}</th>
                <td class="num" data-reading=id>{value}</td>
            </tr>
        }
    });
    view! {
        <details class="readings">
            <summary>"What I read"</summary>
            <p class="xs">
                "The parameters that move your character, many times a second. The figure above the stage is \
                 the time from a camera’s frame to its pose, half of the frames and nineteen of twenty; the \
                 picture follows with the next frame of your screen. What the camera itself takes is not in it."
            </p>
            <table>
                <caption class="vh">"Parameters"</caption>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}

/// The address for streaming software.
#[component]
fn Streaming(desk: Desk) -> impl IntoView {
    let address = desk.read(|state| state.address.clone());
    view! {
        <details class="readings">
            <summary>"For streaming"</summary>
            <ol class="s">
                <li>"Copy the overlay address. Your character is in it, behind the #, where no server looks."</li>
                <li>"Add it as a browser source of 1080 × 1080 in your streaming software, and allow it the camera."</li>
                <li>"Where browser sources get no camera, capture this window with the green background and key it out."</li>
            </ol>
            <label class="stack">
                <span class="l">"Overlay address"</span>
                <input type="text" readonly prop:value=move || address.get() />
            </label>
            <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::CopyAddress)>
                {Icon::Copy.view()}
                "Copy overlay address"
            </button>
        </details>
    }
}
