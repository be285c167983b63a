//! The page's side of the performer: the worker that moves a character and draws it on a canvas.
//!
//! The page says what is to be performed and hears what is; it never poses or draws. The canvas
//! belongs to the worker from [`Performer::start`] on, so its size is said by [`Performer::view`]
//! and never set in the page. `app/performer` is the other side.

mod figure;
mod talk;

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object};
use ui::browser;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::drawers::Region;
pub(crate) use figure::Figure;

/// What a character does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Performance {
    /// A state or a clip by name: `idle`, `walk`, `dance_3` …
    pub(crate) clip: String,
    /// 1 is as it was drawn.
    pub(crate) speed: f32,
    pub(crate) is_playing: bool,
    /// Shows this second of the clip, paused.
    pub(crate) at: Option<f32>,
}

impl Default for Performance {
    fn default() -> Self {
        Self { clip: "idle".to_owned(), speed: 1.0, is_playing: true, at: None }
    }
}

/// How a figure is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    /// The canvas, in device pixels.
    pub(crate) size: [u32; 2],
    /// What of the character's canvas is to be seen, whole and in the middle.
    pub(crate) region: Region,
    /// Whether the figure stands before its ground, or before nothing.
    pub(crate) has_ground: bool,
}

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Renderer {
    WebGpu,
    WebGl2,
}

/// Something that a figure can do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClipInfo {
    pub(crate) name: String,
    pub(crate) duration_s: f32,
    pub(crate) is_loop: bool,
}

/// What the performer tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// A figure is seen; told of each one that was brought.
    Ready { renderer: Renderer, clips: Vec<ClipInfo> },
    /// Where the clip is that has the say over the body; at most ten times a second.
    At { clip: String, seconds: f32 },
    /// All frames drawn and bytes given to the card since the start; once a second at most.
    Drawn { frames: u32, bytes: u32 },
    /// A figure was not taken, with the sentence that says why; the one before goes on.
    Refused(String),
    /// Nothing can be drawn any more, or never could: the still picture takes over.
    Lost,
}

/// A performer and its canvas. Ends when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Performer(Rc<Inner>);

struct Inner {
    worker: Worker,
    is_lost: Rc<Cell<bool>>,
    watcher: Option<Watcher>,
    _hears: [Closure<dyn FnMut(JsValue)>; 3],
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(watcher) = &self.watcher {
            watcher.disconnect();
        }
        self.worker.terminate();
    }
}

#[wasm_bindgen]
extern "C" {
    /// A canvas that can be given away.
    #[wasm_bindgen(extends = HtmlCanvasElement)]
    type Giveable;
    #[wasm_bindgen(method, catch, js_name = transferControlToOffscreen)]
    fn give_away(this: &Giveable) -> Result<JsValue, JsValue>;

    /// Tells when an element comes into sight, and when it leaves it or the page.
    #[wasm_bindgen(js_name = IntersectionObserver)]
    type Watcher;
    #[wasm_bindgen(constructor, catch, js_class = IntersectionObserver)]
    fn new(heard: &js_sys::Function) -> Result<Watcher, JsValue>;
    #[wasm_bindgen(method)]
    fn observe(this: &Watcher, element: &web_sys::Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &Watcher);
}

impl Performer {
    /// Gives a canvas, which nobody drew on, to a new performer. None if this browser cannot, or
    /// the address asks for stills (`?renderer=still`).
    pub(crate) fn start(canvas: &HtmlCanvasElement, hear: impl Fn(Said) + 'static) -> Option<Self> {
        let renderer = asked_for();
        if renderer.as_deref() == Some("still") {
            return None;
        }
        let worker = hire()?;
        let given = canvas.unchecked_ref::<Giveable>().give_away().ok()?;
        let is_lost = Rc::new(Cell::new(false));
        let hear = {
            let is_lost = is_lost.clone();
            Rc::new(move |said: Said| {
                is_lost.set(is_lost.get() || said == Said::Lost);
                hear(said);
            })
        };
        let heard = {
            let hear = hear.clone();
            Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                let message = event.unchecked_into::<MessageEvent>().data();
                if let Some(said) = talk::said(&message) {
                    hear(said);
                }
            })
        };
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let broken = Closure::<dyn FnMut(JsValue)>::new(move |_| hear(Said::Lost));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        let seen = {
            let worker = worker.clone();
            Closure::<dyn FnMut(JsValue)>::new(move |entries: JsValue| {
                let entries: Array = entries.unchecked_into();
                let last = entries.get(entries.length().saturating_sub(1));
                let is_seen = talk::read(&last, "isIntersecting").is_truthy();
                let message = talk::message("visible", [("isVisible", is_seen.into())]);
                browser::disregard(worker.post_message(&message));
            })
        };
        let watcher = Watcher::new(seen.as_ref().unchecked_ref()).ok();
        if let Some(watcher) = &watcher {
            watcher.observe(canvas);
        }
        let performer =
            Self(Rc::new(Inner { worker, is_lost, watcher, _hears: [heard, broken, seen] }));
        let renderer = renderer.unwrap_or_else(|| "auto".to_owned());
        let begin =
            talk::message("begin", [("canvas", given.clone()), ("renderer", renderer.into())]);
        performer.send(&begin, &Array::of1(&given));
        Some(performer)
    }

    /// Whether it has said that it can draw nothing any more: figures would be made in vain.
    pub(crate) fn is_lost(&self) -> bool {
        self.0.is_lost.get()
    }

    /// A new or changed character. It takes over when it is ready, and goes on where the one
    /// before is.
    pub(crate) fn figure(&self, figure: Figure) {
        let (message, transferred) = figure.into_message();
        self.send(&message, &transferred);
    }

    /// What it does from now on.
    pub(crate) fn perform(&self, performance: &Performance) {
        let Performance { clip, speed, is_playing, at } = performance;
        let at = at.map_or(JsValue::NULL, |it| it.into());
        self.say(
            "perform",
            [
                ("clip", clip.as_str().into()),
                ("speed", (*speed).into()),
                ("isPlaying", (*is_playing).into()),
                ("at", at),
            ],
        );
    }

    /// What a camera sees: parameters by id. They hold until the next call; none is a face that
    /// was lost, and eases to idling.
    pub(crate) fn track(&self, values: Option<&[(&str, f32)]>) {
        self.say("track", [("values", talk::values(values))]);
    }

    /// A chosen expression: parameters by id, over everything else; none lets them go.
    pub(crate) fn express(&self, expression: Option<&[(&str, f32)]>) {
        self.say("express", [("values", talk::values(expression))]);
    }

    /// Which label of a category is worn: `mouth` and `smile`. It holds for later figures too.
    pub(crate) fn wear(&self, labels: &[(&str, &str)]) {
        let labels = labels.iter().map(|(category, label)| (*category, (*label).into()));
        self.say("wear", [("labels", talk::object(labels).into())]);
    }

    /// How it is seen from now on.
    pub(crate) fn view(&self, view: View) {
        let View { size: [width, height], region, has_ground } = view;
        let region: Array = region.iter().map(|&it| JsValue::from(it)).collect();
        self.say(
            "view",
            [
                ("width", width.into()),
                ("height", height.into()),
                ("region", region.into()),
                ("hasGround", has_ground.into()),
            ],
        );
    }

    /// Whether motion is unwanted: one still pose is shown then, and nothing is drawn after it.
    pub(crate) fn still(&self, is_still: bool) {
        self.say("still", [("isStill", is_still.into())]);
    }

    fn say<const N: usize>(&self, kind: &str, parts: [(&str, JsValue); N]) {
        self.send(&talk::message(kind, parts), &Array::new());
    }

    fn send(&self, message: &Object, transferred: &Array) {
        browser::disregard(self.0.worker.post_message_with_transfer(message, transferred));
    }
}

/// The renderer that the address asks for, for development and tests.
fn asked_for() -> Option<String> {
    let search = browser::window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get("renderer")
}

fn hire() -> Option<Worker> {
    let label = browser::document().query_selector("meta[name=performer]").ok().flatten()?;
    let version = label.get_attribute("data-version")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&format!("/performer/worker.js?v={version}"), &options).ok()
}
