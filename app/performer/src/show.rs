//! The show: a play on a card, frame by frame, and only while something changes.

use js_sys::Array;
use render::Lost;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, OffscreenCanvas};

use crate::card::{self, Card, Wish};
use crate::door::SHOW;
use crate::play::{Cast, Framing, Performance, Play, Values};
use crate::{proof, talk};

/// A longer pause between two frames counts as this one, in seconds.
const PAUSE_MAX_S: f32 = 0.1;
/// Between two tellings of where the clip is, in milliseconds.
const TELL_AT_MS: f64 = 100.0;
/// Between two tellings of what was drawn, in milliseconds.
const TELL_DRAWN_MS: f64 = 1000.0;
/// How often a card may be lost before the page is told to do without.
const LOST_MAX: u32 = 1;

/// Everything drawn and uploaded since the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Total {
    frames: u32,
    bytes: u64,
}

/// The performer at work.
#[derive(Debug)]
pub(crate) struct Show {
    canvas: OffscreenCanvas,
    pub(crate) card: Option<Card>,
    wish: Wish,
    pub(crate) play: Play,
    is_visible: bool,
    is_asked: bool,
    /// A character took the part that the page has not been told of.
    is_new: bool,
    n_lost: u32,
    last_ms: Option<f64>,
    total: Total,
    told_total: (Total, f64),
    told_at: (String, f32, f64),
    frame: Closure<dyn FnMut(f64)>,
    _listeners: [Closure<dyn FnMut(Event)>; 2],
}

impl Show {
    pub(crate) fn new(canvas: OffscreenCanvas, card: Card) -> Self {
        let frame = Closure::new(|now_ms| with(|show| show.frame(now_ms)));
        let lost = Closure::<dyn FnMut(Event)>::new(|event: Event| {
            // Only a canvas whose loss was taken note of is given back.
            event.prevent_default();
            with(Show::lose);
        });
        let back = Closure::<dyn FnMut(Event)>::new(|_| with(Show::reopen));
        for (name, listener) in [("webglcontextlost", &lost), ("webglcontextrestored", &back)] {
            let listener = listener.as_ref().unchecked_ref();
            // Canvases without WebGL never say either.
            drop(canvas.add_event_listener_with_callback(name, listener));
        }
        Self {
            canvas,
            wish: Wish::of(card.renderer),
            card: Some(card),
            play: Play::default(),
            is_visible: true,
            is_asked: false,
            is_new: false,
            n_lost: 0,
            last_ms: None,
            total: Total::default(),
            told_total: (Total::default(), 0.0),
            told_at: (String::new(), 0.0, 0.0),
            frame,
            _listeners: [lost, back],
        }
    }

    pub(crate) fn hear(&mut self, message: &JsValue) {
        match talk::text(message, "type").as_deref() {
            Some("figure") => self.cast(message),
            Some("perform") => self.play.perform(Performance {
                clip: talk::text(message, "clip").unwrap_or_default(),
                speed: talk::number(message, "speed").unwrap_or(1.0),
                is_playing: talk::is_true(message, "isPlaying"),
                at: talk::number(message, "at"),
            }),
            Some("track") => self.play.track(values(message)),
            Some("express") => self.play.express(values(message)),
            Some("wear") => {
                let labels = talk::entries(message, "labels").unwrap_or_default();
                let label =
                    |(category, label): (String, JsValue)| Some((category, label.as_string()?));
                self.play.wear(labels.into_iter().filter_map(label).collect());
            }
            Some("view") => self.view(message),
            Some("still") => self.play.still(talk::is_true(message, "isStill")),
            Some("visible") => {
                self.is_visible = talk::is_true(message, "isVisible");
                self.last_ms = None;
            }
            _ => proof::hear(self, message),
        }
        self.ask();
    }

    pub(crate) fn canvas(&self) -> &OffscreenCanvas {
        &self.canvas
    }

    /// Tells what was drawn until now, and whether anything is still asked for.
    pub(crate) fn count(&self) {
        let Total { frames, bytes } = self.total;
        let is_awake = self.is_asked || self.play.is_awake() || self.card.is_none();
        talk::say(
            "count",
            [
                ("frames", frames.into()),
                ("bytes", (bytes as f64).into()),
                ("isAwake", is_awake.into()),
                ("hasCard", self.card.is_some().into()),
            ],
        );
    }

    fn cast(&mut self, message: &JsValue) {
        let skeleton = String::from_utf8(talk::bytes(message, "skeleton")).unwrap_or_default();
        let pictures = talk::text(message, "pictures").unwrap_or_default();
        let pixels = talk::bytes(message, "pixels");
        let cast = Cast::read(&skeleton, &pictures, &pixels).and_then(|it| self.play.cast(it));
        match cast {
            Ok(()) => self.is_new = true,
            Err(words) => talk::refused(&words),
        }
    }

    fn view(&mut self, message: &JsValue) {
        let side = |name: &str| talk::number(message, name).map_or(1, |it| it as u32);
        let size = [side("width"), side("height")];
        let region: Array = talk::read(message, "region").unchecked_into();
        let edge = |place: u32| region.get(place).as_f64().map_or(0.0, |it| it as f32);
        self.play.frame(Framing {
            size: self.card.as_ref().map_or(size, |card| card.fitting(size)),
            region: [edge(0), edge(1), edge(2), edge(3)],
            has_ground: talk::is_true(message, "hasGround"),
        });
    }

    /// Asks for a frame, if there is anything to draw and anybody to see it.
    fn ask(&mut self) {
        if self.is_asked || !self.is_visible || self.card.is_none() || !self.play.is_awake() {
            return;
        }
        let frame = self.frame.as_ref().unchecked_ref();
        self.is_asked = talk::scope().request_animation_frame(frame).is_ok();
    }

    fn frame(&mut self, now_ms: f64) {
        self.is_asked = false;
        let seconds = self.last_ms.map_or(0.0, |last_ms| (now_ms - last_ms) as f32 / 1000.0);
        self.last_ms = Some(now_ms);
        if let Err(words) = self.play.advance(seconds.clamp(0.0, PAUSE_MAX_S)) {
            talk::refused(&words);
        }
        let Some(card) = &mut self.card else { return };
        match card.draw(self.play.scene()) {
            Ok(counts) => {
                self.total.frames += u32::from(counts.drawn);
                self.total.bytes += counts.uploaded_bytes;
                if counts.drawn && std::mem::take(&mut self.is_new) {
                    let renderer = card.renderer;
                    self.play.rig().inspect(|rig| talk::ready(renderer, rig));
                }
            }
            Err(Lost) => {
                self.lose();
                self.reopen();
            }
        }
        if !self.play.is_awake() {
            self.last_ms = None;
        }
        self.tell(now_ms);
        self.ask();
    }

    fn tell(&mut self, now_ms: f64) {
        let is_last = !self.play.is_awake();
        let (clip, seconds, told_ms) = &self.told_at;
        if let Some((now_clip, now)) = self.play.now()
            && (now_clip, now) != (clip.as_str(), *seconds)
            && (is_last || now_ms - told_ms >= TELL_AT_MS)
        {
            talk::say("at", [("clip", now_clip.into()), ("seconds", now.into())]);
            self.told_at = (now_clip.to_owned(), now, now_ms);
        }
        let (told, told_ms) = self.told_total;
        if told != self.total && (is_last || now_ms - told_ms >= TELL_DRAWN_MS) {
            let Total { frames, bytes } = self.total;
            talk::say("drawn", [("frames", frames.into()), ("bytes", (bytes as f64).into())]);
            self.told_total = (self.total, now_ms);
        }
    }

    /// The card is gone. Nothing is drawn until there is another one.
    fn lose(&mut self) {
        if self.card.take().is_some() {
            self.n_lost += 1;
            if self.n_lost > LOST_MAX {
                talk::lost("The graphics card was lost again.");
            }
        }
    }

    /// Opens another card for the same play.
    fn reopen(&mut self) {
        if self.card.is_some() || self.n_lost > LOST_MAX {
            return;
        }
        let (canvas, wish) = (self.canvas.clone(), self.wish);
        wasm_bindgen_futures::spawn_local(async move {
            match card::open(&canvas, wish).await {
                Ok(card) => with(|show| {
                    show.card = Some(card);
                    show.play.wake();
                    show.ask();
                }),
                Err(words) => talk::lost(&words),
            }
        });
    }
}

fn with(work: impl FnOnce(&mut Show)) {
    SHOW.with_borrow_mut(|show| {
        if let Some(show) = show {
            work(show);
        }
    });
}

fn values(message: &JsValue) -> Option<Values> {
    let value = |(id, value): (String, JsValue)| Some((id, value.as_f64()? as f32));
    Some(talk::entries(message, "values")?.into_iter().filter_map(value).collect())
}
