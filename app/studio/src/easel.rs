//! The page's side of the artist: orders go to the worker one at a time, pictures and figures come
//! back.

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
use crate::performer::Figure;

/// Where a picture will hang. A newer order for the same place takes the turn of the older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The large one; it goes before all others.
    Stage,
    /// The one that moves; it goes before the small ones.
    Figure,
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

/// What the artist answers with; none if it could not.
type Answer = Option<JsValue>;

struct Waiting {
    place: Place,
    /// The message to the artist.
    order: Object,
    answer: oneshot::Sender<Answer>,
}

/// The worker and who waits for it.
#[derive(Clone)]
pub(crate) struct Easel(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    worker: Option<Worker>,
    waiting: VecDeque<Waiting>,
    busy: Option<oneshot::Sender<Answer>>,
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
        let region: Array = order.region.iter().map(|&it| JsValue::from_f64(it.into())).collect();
        let parts = [
            ("project", order.project.as_str().into()),
            ("region", region.into()),
            ("scale", JsValue::from_f64(order.scale.into())),
        ];
        let answer = self.order(place, message("picture", parts)).await?;
        picture(&answer).ok_or(Missed::Failed)
    }

    /// Rigs and paints the character of a project, for the performer; `scale` is pixels to a
    /// canvas unit.
    pub(crate) async fn figure(&self, project: &str, scale: f32) -> Result<Figure, Missed> {
        let parts = [("project", project.into()), ("scale", JsValue::from_f64(scale.into()))];
        let answer = self.order(Place::Figure, message("figure", parts)).await?;
        Figure::read(&answer).ok_or(Missed::Failed)
    }

    async fn order(&self, place: Place, order: Object) -> Result<JsValue, Missed> {
        let (answer, drawn) = oneshot::channel();
        {
            let mut inner = self.0.borrow_mut();
            if place != Place::File {
                inner.waiting.retain(|it| it.place != place);
            }
            let waiting = Waiting { place, order, answer };
            let before = |it: &Waiting| match place {
                Place::Stage => true,
                Place::Figure => it.place != Place::Stage,
                Place::Small(_) | Place::File => false,
            };
            let turn = inner.waiting.iter().position(before).unwrap_or(inner.waiting.len());
            inner.waiting.insert(turn, waiting);
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
        let sent = inner.worker.as_ref().is_some_and(|worker| worker.post_message(&order).is_ok());
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
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&artist_address()?, &options).ok()?;
        let easel = self.clone();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let made = event.data();
            let failed = Reflect::has(&made, &"trouble".into()).unwrap_or(true);
            easel.hang((!failed).then_some(made));
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        let easel = self.clone();
        let broken = Closure::<dyn FnMut()>::new(move || easel.hang(None));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        broken.forget();
        Some(worker)
    }

    fn hang(&self, made: Answer) {
        let answer = {
            let mut inner = self.0.borrow_mut();
            if made.is_none()
                && let Some(worker) = inner.worker.take()
            {
                // What did not load once never will in the same worker; the next order hires another.
                worker.terminate();
            }
            inner.busy.take()
        };
        if let Some(answer) = answer {
            // Whoever ordered it may have gone.
            drop(answer.send(made));
        }
        self.next();
    }
}

fn message<const N: usize>(kind: &str, parts: [(&str, JsValue); N]) -> Object {
    let message = Object::new();
    for (name, value) in parts.into_iter().chain([("type", kind.into())]) {
        browser::disregard(Reflect::set(&message, &name.into(), &value));
    }
    message
}

/// The script of an artist of this page's version.
pub(crate) fn artist_address() -> Option<String> {
    let label = browser::document().query_selector("meta[name=studio]").ok().flatten()?;
    Some(format!("/studio/artist.js?v={}", label.get_attribute("data-version")?))
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
