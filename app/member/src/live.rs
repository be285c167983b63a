//! What happens, as it happens: one WebSocket for all pages.
//!
//! It is open while a page of ours is shown. When it breaks it comes back, each time a little later, and
//! asks for what it missed; whoever listens reads again what it shows, so a lost frame costs nothing.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, WebSocket};
use wire::live::{LiveEvent, LiveFrame};

use ui::browser;

/// The first wait before coming back, and the longest.
const WAIT_MS: i32 = 1_000;
const WAIT_MS_MAX: i32 = 30_000;

type Listener = Rc<dyn Fn(&LiveEvent)>;

/// The feed, for all pages together.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    /// Whether news arrives at once.
    pub(crate) is_on: RwSignal<bool>,
    wire: StoredValue<Rc<RefCell<Wire>>, LocalStorage>,
}

#[derive(Default)]
struct Wire {
    socket: Option<WebSocket>,
    /// The newest event that was heard.
    cursor: Option<u64>,
    /// Counts the connections: what an older one says is not heard any more.
    generation: u32,
    n_failed: u32,
    listeners: Vec<(u32, &'static [&'static str], Listener)>,
    next_listener: u32,
}

impl Live {
    /// Closed, until [`Live::open`].
    pub(crate) fn new() -> Self {
        Self { is_on: RwSignal::new(false), wire: StoredValue::new_local(Rc::default()) }
    }

    /// Has `heard` called for every event of these topics, as long as the caller's view lives. An empty
    /// body of the topic `again` says that the feed was away, and that anything may have happened.
    pub(crate) fn on(self, topics: &'static [&'static str], heard: impl Fn(&LiveEvent) + 'static) {
        let wire = self.wire.get_value();
        let id = wire.borrow().next_listener;
        let mut open = wire.borrow_mut();
        open.next_listener += 1;
        open.listeners.push((id, topics, Rc::new(heard)));
        drop(open);
        let place = self.wire;
        on_cleanup(move || {
            let Some(wire) = place.try_get_value() else { return };
            wire.borrow_mut().listeners.retain(|(other, _, _)| *other != id);
        });
    }

    /// Opens the feed, anew if it is open: after signing in it has more to say.
    pub(crate) fn open(self) {
        self.close();
        self.connect();
    }

    /// Closes the feed until it is opened again.
    pub(crate) fn close(self) {
        let wire = self.wire.get_value();
        let mut open = wire.borrow_mut();
        open.generation += 1;
        if let Some(socket) = open.socket.take() {
            browser::disregard(socket.close());
        }
        drop(open);
        self.is_on.set(false);
    }

    fn connect(self) {
        let wire = self.wire.get_value();
        let (generation, address) = {
            let open = wire.borrow();
            (open.generation, address(open.cursor))
        };
        let Some(socket) = address.and_then(|address| WebSocket::new(&address).ok()) else {
            return;
        };
        let is_current = move |wire: &Rc<RefCell<Wire>>| wire.borrow().generation == generation;
        let place = wire.clone();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if is_current(&place) {
                self.hear(&event.data().as_string().unwrap_or_default());
            }
        });
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let place = wire.clone();
        let closed = Closure::<dyn FnMut()>::new(move || {
            if is_current(&place) {
                self.is_on.set(false);
                self.come_back(generation);
            }
        });
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        closed.forget();
        wire.borrow_mut().socket = Some(socket);
    }

    fn come_back(self, generation: u32) {
        let wire = self.wire.get_value();
        let n_failed = {
            let mut open = wire.borrow_mut();
            open.n_failed = open.n_failed.saturating_add(1);
            open.n_failed
        };
        spawn_local(async move {
            browser::pause(wait_ms(n_failed, js_sys::Math::random())).await;
            if wire.borrow().generation == generation {
                self.connect();
            }
        });
    }

    fn hear(self, text: &str) {
        let Ok(frame) = serde_json::from_str::<LiveFrame>(text) else { return };
        let wire = self.wire.get_value();
        let event = match frame {
            LiveFrame::Hello { cursor, .. } => {
                let mut open = wire.borrow_mut();
                open.n_failed = 0;
                let was_away = open.cursor.replace(cursor).is_some();
                drop(open);
                self.is_on.set(true);
                if !was_away {
                    return;
                }
                LiveEvent { id: cursor, topic: "again".into(), at: String::new(), body: ().into() }
            }
            LiveFrame::Event(event) => event,
        };
        let mut open = wire.borrow_mut();
        open.cursor = open.cursor.max(Some(event.id));
        let listeners = open.listeners.clone();
        drop(open);
        let again = event.topic == "again";
        for (_, topics, heard) in listeners {
            if again || topics.contains(&event.topic.as_str()) {
                heard(&event);
            }
        }
    }
}

fn address(cursor: Option<u64>) -> Option<String> {
    let origin = browser::window().location().origin().ok()?.replacen("http", "ws", 1);
    let after = cursor.map(|cursor| format!("?after={cursor}")).unwrap_or_default();
    Some(format!("{origin}/api/v1/live{after}"))
}

/// Twice as long after each failure, spread over half of itself, so that not all pages come at once.
fn wait_ms(n_failed: u32, chance: f64) -> i32 {
    let doubled = WAIT_MS.saturating_mul(1 << n_failed.saturating_sub(1).min(10)).min(WAIT_MS_MAX);
    doubled / 2 + (f64::from(doubled / 2) * chance) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound() {
        assert_eq!(wait_ms(1, 0.0), 500);
        assert_eq!(wait_ms(2, 1.0), 2_000);
        assert_eq!(wait_ms(40, 1.0), WAIT_MS_MAX);
    }
}
