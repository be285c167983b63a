//! What is worn is placed on the stage: dragged, turned and resized, with pointer or keyboard.
//!
//! `moves` is what a drag and a key do to an accessory, in canvas units; here is the overlay that
//! lies over the stage's picture, whoever draws it. A drag is one step to undo, and so is holding a
//! key.

mod moves;

use character::accessory::Worn;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Button, Div};
use leptos::prelude::*;
use project::{Edit, Project};
use ui::browser::disregard;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::desk::{Desk, framed};
use crate::drawers::Drawer;
use crate::state::Message;
use crate::words::words;
use moves::{Handle, Hold, dragged, frame, nudged, said};

const HELP: &str = "placing-help";

fn worn(project: &Project, index: usize) -> Option<Worn> {
    project.look.accessories.get(index).copied()
}

fn name(worn: Worn) -> String {
    words(worn.accessory.label())
}

/// Lies over the picture while the drawer of extras is open.
#[component]
pub(crate) fn Placing(desk: Desk) -> impl IntoView {
    let overlay = NodeRef::<Div>::new();
    let is_open = desk.read(|state| state.drawer == Drawer::Extras);
    // By what it is: taking one off leaves the others where they are.
    let things = desk.read(|state| -> Vec<_> {
        state.project().look.accessories.iter().map(|it| it.accessory).collect()
    });
    let inside = move || {
        let n_things = things.get().len();
        (0..n_things).map(|index| view! { <Thing desk index overlay /> }).collect_view()
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="placing" role="group" aria-label="Place what is worn" node_ref=overlay>
                {inside}
            </div>
        </Show>
    }
}

/// A hand on one accessory.
#[derive(Clone, Copy)]
struct Hand {
    desk: Desk,
    index: usize,
    overlay: NodeRef<Div>,
    thing: NodeRef<Button>,
    hold: StoredValue<Option<Hold>>,
}

impl Hand {
    fn worn(self) -> Option<Worn> {
        self.desk.state.with_untracked(|state| worn(state.project(), self.index))
    }

    /// Begins a drag of the first button or a finger.
    fn grasp(self, event: &PointerEvent, handle: Handle) {
        let (Some(worn), Some(overlay)) = (self.worn(), self.overlay.get_untracked()) else {
            return;
        };
        let bounds = overlay.get_bounding_client_rect();
        let width = bounds.width() as f32;
        if event.button() != 0 || width < 1.0 {
            return;
        }
        event.prevent_default();
        if let Some(target) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            disregard(target.set_pointer_capture(event.pointer_id()));
        }
        if let Some(thing) = self.thing.get_untracked() {
            disregard(thing.focus());
        }
        let region = self.desk.state.with_untracked(|state| framed(state.project()));
        let origin = [bounds.left() as f32, bounds.top() as f32];
        let units = (region[2] - region[0]) / width;
        let hold = Hold { handle, worn, from: [0.0; 2], origin, units, region };
        self.hold.set_value(Some(Hold { from: hold.place(pointer(event)), ..hold }));
    }

    fn drag(self, event: &PointerEvent) {
        if let Some(hold) = self.hold.get_value() {
            let next = dragged(&hold, hold.place(pointer(event)));
            self.desk.send(Message::Drag(Edit::Move(self.index, next)));
        }
    }

    fn let_go(self) {
        if self.hold.try_update_value(Option::take).flatten().is_some() {
            self.release();
        }
    }

    fn release(self) {
        self.desk.send(Message::Release);
    }

    fn press(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Some(worn) = self.worn() else { return };
        if let Some(next) = nudged(worn, &event.key(), event.shift_key()) {
            event.prevent_default();
            self.desk.send(Message::Drag(Edit::Move(self.index, next)));
        }
    }
}

/// Where a pointer is on the page.
fn pointer(event: &PointerEvent) -> [f32; 2] {
    [event.client_x() as f32, event.client_y() as f32]
}

/// One accessory: its frame, and a handle for each of turn and size.
#[component]
fn Thing(desk: Desk, index: usize, overlay: NodeRef<Div>) -> impl IntoView {
    let thing = NodeRef::<Button>::new();
    let hand = Hand { desk, index, overlay, thing, hold: StoredValue::new(None) };
    let label = desk.read(move |state| {
        worn(state.project(), index).map(|it| format!("{}, {}", name(it), said(it)))
    });
    let style = desk.read(move |state| {
        let project = state.project();
        worn(project, index).map(|it| frame(it, framed(project)))
    });
    let handles = [(Handle::Turn, "turn"), (Handle::Size, "size")].map(|(handle, class)| {
        view! {
            <span
                class=format!("handle {class}")
                on:pointerdown=move |event| hand.grasp(&event, handle)
                on:pointermove=move |event| hand.drag(&event)
                on:pointerup=move |_| hand.let_go()
                on:pointercancel=move |_| hand.let_go()
            ></span>
        }
    });
    view! {
        <div class="thing" style=style>
            <button
                type="button"
                node_ref=thing
                aria-label=label
                aria-describedby=HELP
                on:pointerdown=move |event| hand.grasp(&event, Handle::Whole)
                on:pointermove=move |event| hand.drag(&event)
                on:pointerup=move |_| hand.let_go()
                on:pointercancel=move |_| hand.let_go()
                on:keydown=move |event| hand.press(&event)
                on:keyup=move |_| hand.release()
                on:blur=move |_| hand.release()
            ></button>
            {handles}
        </div>
    }
}

/// In the drawer: how it is done, where everything is, and the way back to where it belongs.
#[component]
pub(crate) fn Places(desk: Desk) -> impl IntoView {
    let n_things = desk.read(|state| state.project().look.accessories.len());
    let rows = move || {
        (0..n_things.get())
            .map(|index| {
                let now = desk.read(move |state| worn(state.project(), index));
                let is_home = move || now.get().is_none_or(|it| it == Worn::new(it.accessory));
                let put_back = move |_| {
                    if let Some(worn) = now.get_untracked() {
                        desk.send(Message::Decide(Edit::Move(index, Worn::new(worn.accessory))));
                    }
                };
                view! {
                    <li class="row sp">
                        <span>
                            <span class="l">{move || now.get().map(name)}</span>
                            <span class="xs">{move || now.get().map(said)}</span>
                        </span>
                        <button
                            class="q soft sm"
                            type="button"
                            disabled=is_home
                            aria-label=move || now.get().map(|it| format!("Put back: {}", name(it)))
                            on:click=put_back
                        >
                            "Put back"
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="stack choices places">
            <h3 class="h4">"Where it sits"</h3>
            <p class="s" id=HELP>
                "Drag it on the picture. By keyboard: arrows move it, plus and minus change its "
                "size, brackets turn it; with Shift in larger steps."
            </p>
            <ul>{rows}</ul>
        </div>
    }
}
