//! The page's side of the artist: orders go to the worker one at a time, pictures come back.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint8ClampedArray};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{ImageData, MessageEvent, Worker, WorkerOptions, WorkerType};

use ui::browser;

use crate::drawers::Region;

/// Where a picture will hang. A newer order for the same place takes the turn of the older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The large one; it goes before all others.
    Stage,
    /// A small one, by number.
    Small(u32),
    /// A file; no other order takes its turn.
    File,
}

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order {
    /// The project's file.
    pub(crate) project: String,
    pub(crate) region: Region,
    /// Pixels to a canvas unit.
    pub(crate) scale: f32,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missed {
    /// A newer order for the same place took the turn.
    Overtaken,
    /// The artist did not come, or could not draw it.
    Failed,
}

struct Waiting {
    place: Place,
    order: Order,
    answer: oneshot::Sender<Option<ImageData>>,
}

/// The worker and who waits for it.
#[derive(Clone)]
pub(crate) struct Easel(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    worker: Option<Worker>,
    waiting: VecDeque<Waiting>,
    busy: Option<oneshot::Sender<Option<ImageData>>>,
    n_small: u32,
}

impl Easel {
    /// Nobody draws before the first order.
    pub(crate) fn new() -> Self {
        Self(Rc::default())
    }

    /// A place of its own for a small picture.
    pub(crate) fn place(&self) -> Place {
        let mut inner = self.0.borrow_mut();
        inner.n_small += 1;
        Place::Small(inner.n_small)
    }

    /// Draws. After a failure the next order has another artist.
    pub(crate) async fn draw(&self, place: Place, order: Order) -> Result<ImageData, Missed> {
        let (answer, drawn) = oneshot::channel();
        {
            let mut inner = self.0.borrow_mut();
            if place != Place::File {
                inner.waiting.retain(|it| it.place != place);
            }
            let waiting = Waiting { place, order, answer };
            if place == Place::Stage {
                inner.waiting.push_front(waiting);
            } else {
                inner.waiting.push_back(waiting);
            }
        }
        self.next();
        // Who is overtaken is taken off the list, and their answer with them.
        drawn.await.map_err(|_| Missed::Overtaken)?.ok_or(Missed::Failed)
    }

    fn next(&self) {
        let mut inner = self.0.borrow_mut();
        if inner.busy.is_some() {
            return;
        }
        let Some(Waiting { order, answer, .. }) = inner.waiting.pop_front() else { return };
        if inner.worker.is_none() {
            inner.worker = self.hire();
        }
        let message = Object::new();
        let region: Array = order.region.iter().map(|&it| JsValue::from_f64(it.into())).collect();
        for (name, value) in [
            ("id", JsValue::from_f64(0.0)),
            ("project", order.project.as_str().into()),
            ("region", region.into()),
            ("scale", JsValue::from_f64(order.scale.into())),
        ] {
            browser::disregard(Reflect::set(&message, &name.into(), &value));
        }
        let sent =
            inner.worker.as_ref().is_some_and(|worker| worker.post_message(&message).is_ok());
        if sent {
            inner.busy = Some(answer);
            return;
        }
        drop(inner);
        drop(answer.send(None));
        self.next();
    }

    /// Starts the worker and listens to it for as long as the program lives.
    fn hire(&self) -> Option<Worker> {
        let label = browser::document().query_selector("meta[name=studio]").ok().flatten()?;
        let version = label.get_attribute("data-version")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = format!("/studio/artist.js?v={version}");
        let worker = Worker::new_with_options(&address, &options).ok()?;
        let easel = self.clone();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            easel.hang(picture(&event.data()));
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let easel = self.clone();
        let broken = Closure::<dyn FnMut()>::new(move || easel.hang(None));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        broken.forget();
        Some(worker)
    }

    fn hang(&self, picture: Option<ImageData>) {
        let answer = {
            let mut inner = self.0.borrow_mut();
            if picture.is_none()
                && let Some(worker) = inner.worker.take()
            {
                // What did not load once never will in the same worker; the next order hires another.
                worker.terminate();
            }
            inner.busy.take()
        };
        if let Some(answer) = answer {
            // Whoever ordered it may have gone.
            drop(answer.send(picture));
        }
        self.next();
    }
}

/// The pixels of the artist's message.
fn picture(message: &JsValue) -> Option<ImageData> {
    let read = |name: &str| Reflect::get(message, &name.into()).ok();
    let side = |name: &str| read(name)?.as_f64().map(|it| it as u32);
    let (width, height) = (side("width")?, side("height")?);
    let bytes: Uint8Array = read("pixels")?.dyn_into().ok()?;
    let clamped = Uint8ClampedArray::new(&bytes.buffer());
    ImageData::new_with_js_u8_clamped_array_and_sh(&clamped, width, height)
        .or_else(|_| {
            let copied = bytes.to_vec();
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&copied), width, height)
        })
        .ok()
}
