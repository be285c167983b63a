//! The motion drawer: everything the character can do, each with a pictogram.

use leptos::prelude::*;

use super::pictogram::{BOX, Pictogram, Sketcher};
use super::repertoire::{KINDS, Turn, telling};
use crate::desk::Desk;
use crate::state::Message;

/// How thick the strokes are, in canvas units.
const STROKE: f32 = 120.0;
/// Half the head: across and along.
const HEAD: [f32; 2] = [186.0, 222.0];

/// The drawer.
#[component]
pub(crate) fn Motions(desk: Desk) -> impl IntoView {
    let chosen = desk.read(|state| state.project().scene.clip.clone());
    let mut sketcher = Sketcher::new();
    KINDS
        .iter()
        .map(|kind| {
            let buttons = kind
                .turns
                .iter()
                .map(|&turn| {
                    let sketch =
                        sketcher.as_mut().and_then(|it| it.sketch(turn.clip, telling(turn.clip)));
                    view! { <Motion desk turn sketch chosen /> }
                })
                .collect_view();
            view! {
                <div class="stack choices">
                    <h3 class="h4">{kind.name}</h3>
                    <div class="ward" role="group" aria-label=kind.name>
                        {buttons}
                    </div>
                </div>
            }
        })
        .collect_view()
}

#[component]
fn Motion(
    desk: Desk,
    turn: Turn,
    sketch: Option<Pictogram>,
    chosen: Memo<String>,
) -> impl IntoView {
    let pressed = move || chosen.with(|it| it == turn.state);
    view! {
        <button
            type="button"
            class="choice"
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| desk.send(Message::Perform(turn.state))
        >
            <span class="pictogram">{sketch.map(|it| view! { <Sketch sketch=it /> })}</span>
            <span class="xs">{turn.name}</span>
        </button>
    }
}

#[component]
fn Sketch(sketch: Pictogram) -> impl IntoView {
    let [left, top, width, height] = BOX;
    let [x, y] = sketch.head;
    view! {
        <svg viewBox=format!("{left} {top} {width} {height}") aria-hidden="true" style:stroke-width=STROKE.to_string()>
            <path class="behind" d=sketch.legs />
            <path d=sketch.trunk />
            <ellipse
                cx=x
                cy=y
                rx=HEAD[0]
                ry=HEAD[1]
                transform=format!("rotate({:.0} {x:.0} {y:.0})", sketch.tilt)
            />
            <path class="before" d=sketch.arms.clone() />
            <path d=sketch.arms />
        </svg>
    }
}
