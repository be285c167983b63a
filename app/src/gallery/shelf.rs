//! Runs what the gallery causes, and holds the pictures that the state only has addresses for.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::store;
use super::update::{Effect, Message, Piece, State, update};
use crate::browser;
use crate::ui::toast::{Toast, Toasts};

#[derive(Clone, Copy)]
pub(super) struct Shelf {
    pub(super) state: RwSignal<State>,
    images: StoredValue<BTreeMap<String, Blob>, LocalStorage>,
    toasts: Toasts,
}

impl Shelf {
    /// Opens the gallery and begins to read it; lets its addresses go with the page.
    pub(super) fn open(toasts: Toasts) -> Self {
        let shelf = Self {
            state: RwSignal::new(State::default()),
            images: StoredValue::new_local(BTreeMap::new()),
            toasts,
        };
        spawn_local(async move {
            let Ok(found) = store::all().await else { return shelf.send(Message::LoadFailed) };
            let mut pieces = vec![];
            for (keepsake, image) in found {
                let Some(url) = browser::blob_url(&image) else { continue };
                shelf.images.try_update_value(|images| images.insert(keepsake.id.clone(), image));
                pieces.push(Piece { keepsake, url });
            }
            shelf.send(Message::Loaded(pieces));
        });
        on_cleanup(move || {
            shelf.state.with_untracked(|state| {
                for piece in &state.pieces {
                    browser::forget_url(&piece.url);
                }
            });
        });
        shelf
    }

    pub(super) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Write(keepsake) => {
                let image = self.images.with_value(|images| images.get(&keepsake.id).cloned());
                let Some(image) = image else { return };
                spawn_local(async move {
                    if store::put(&keepsake, &image).await.is_err() {
                        self.send(Message::StoreFailed);
                    }
                });
            }
            Effect::Remove(id) => spawn_local(async move {
                if store::remove(&id).await.is_err() {
                    self.send(Message::StoreFailed);
                }
            }),
            Effect::OfferUndo(name) => {
                let undo = move || self.send(Message::Undo);
                let words = format!("“{name}” is deleted.");
                self.toasts.show(Toast::done(words).offering(undo, "Undo"));
            }
            Effect::Toast(toast) => self.toasts.show(toast),
        }
    }
}
