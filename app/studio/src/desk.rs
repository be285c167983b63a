//! Everything the studio does outside of itself.

use leptos::prelude::*;
use leptos::task::spawn_local;
use project::{Framing, Project, format};
use ui::browser;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::drawers::{BUST, FULL, Region};
use crate::easel::{Easel, Order, Place};
use crate::motion::playback::Playback;
use crate::performer::Performer;
use crate::photo;
use crate::state::{Effect, Message, State};
use crate::update::update;

/// Where the device keeps the project.
const SHELF: &str = "studio-project";
/// A change waits this long for the next one before it is kept.
const STORE_AFTER_MS: i32 = 300;
/// The longer side of a picture that is given out, in pixels.
const FILE_SIDE: f32 = 2048.0;

/// The state, and the only way to change it.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) state: RwSignal<State>,
    easel: StoredValue<Easel, LocalStorage>,
    /// Nobody before the stage stands, and where nothing can move.
    performer: StoredValue<Option<Performer>, LocalStorage>,
    /// Counts what waits to be kept, so that only the newest is.
    n_stores: StoredValue<u32>,
}

impl Desk {
    /// With what the device kept, or a surprise for those who are here for the first time.
    pub(crate) fn new() -> Self {
        let kept = browser::recall(SHELF).map(|text| format::load(&text));
        let trouble = match &kept {
            Some(Err(refusal)) => Some(format!(
                "What this device had kept cannot be opened. {refusal} Here is a new character."
            )),
            _ => None,
        };
        let project = match kept {
            Some(Ok(project)) => project,
            _ => Project::surprise(seed(), character::Style::default()),
        };
        let playback = Playback::beginning(!browser::prefers_calm());
        let history = project::History::new(project);
        let state = State { history, trouble, playback, ..State::default() };
        Self {
            state: RwSignal::new(state),
            easel: StoredValue::new_local(Easel::new()),
            performer: StoredValue::new_local(None),
            n_stores: StoredValue::new(0),
        }
    }

    pub(crate) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            spawn_local(self.run(effect));
        }
    }

    /// A memo of one part of the state: views that read it change only when it does.
    pub(crate) fn read<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }

    /// The artist.
    pub(crate) fn easel(self) -> Easel {
        self.easel.get_value()
    }

    /// Who moves the character.
    pub(crate) fn performer(self) -> Option<Performer> {
        self.performer.try_get_value().flatten()
    }

    /// Takes a performer on; without one the character stands still.
    pub(crate) fn engage(self, performer: Option<Performer>) {
        self.performer.set_value(performer);
    }

    async fn run(self, effect: Effect) {
        match effect {
            Effect::Store => self.store().await,
            Effect::Photo(effect) => self.photograph(effect).await,
            Effect::Again => {
                let performance =
                    self.state.with_untracked(|it| it.playback.performance(it.project()));
                if let Some(performer) = self.performer() {
                    performer.perform(&performance);
                }
            }
            Effect::File => {
                let file = self.state.with_untracked(|state| format::save(state.project()));
                match file {
                    Ok(text) => {
                        give(text.as_bytes(), "application/json", "character.digigami.json")
                    }
                    Err(refusal) => self.send(Message::Failed(refusal.to_string())),
                }
            }
            Effect::Picture => {
                if self.give_picture().await.is_none() {
                    let words =
                        "The picture could not be drawn. Your character is as it was; try again.";
                    self.send(Message::Failed(words.to_owned()));
                }
            }
        }
    }

    async fn photograph(self, effect: photo::Effect) {
        match effect {
            photo::Effect::StartCamera => {
                let came = photo::camera::start().await;
                self.send(Message::Photo(photo::Message::CameraCame(came)));
            }
            photo::Effect::StopCamera => photo::camera::stop(),
            photo::Effect::Read { job, source } => photo::read(self, job, source).await,
        }
    }

    async fn store(self) {
        let turn = self.n_stores.try_update_value(|n| {
            *n += 1;
            *n
        });
        browser::pause(STORE_AFTER_MS).await;
        if self.n_stores.try_get_value() != turn {
            return;
        }
        let Some(Ok(text)) = self.state.try_with_untracked(|state| format::save(state.project()))
        else {
            return;
        };
        browser::remember(SHELF, Some(&text));
        let is_kept = browser::recall(SHELF).is_some_and(|kept| kept == text);
        self.send(Message::Stored(is_kept));
    }

    async fn give_picture(self) -> Option<()> {
        let project = self.state.with_untracked(|state| state.project().clone());
        let region = framed(&project);
        let side = (region[2] - region[0]).max(region[3] - region[1]);
        let order =
            Order { project: format::save(&project).ok()?, region, scale: FILE_SIDE / side };
        let drawn = self.easel().draw(Place::File, order).await.ok()?;
        let canvas = browser::document().create_element("canvas").ok()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        hang(&canvas, &drawn);
        let given = Closure::once_into_js(move |blob: JsValue| {
            if let Ok(blob) = blob.dyn_into::<Blob>() {
                browser::download(&blob, "character.png");
            }
        });
        canvas.to_blob(given.unchecked_ref()).ok()
    }
}

/// The part of the canvas that the stage shows.
pub(crate) const fn framed(project: &Project) -> Region {
    match project.scene.framing {
        Framing::Bust => BUST,
        Framing::Full => FULL,
    }
}

/// A seed that nobody chose, small enough to be read aloud.
pub(crate) fn seed() -> u64 {
    (js_sys::Math::random() * 1e9) as u64
}

/// Puts a picture on a canvas, which takes its size.
pub(crate) fn hang(canvas: &HtmlCanvasElement, drawn: &ImageData) {
    canvas.set_width(drawn.width());
    canvas.set_height(drawn.height());
    let context = canvas.get_context("2d").ok().flatten();
    if let Some(context) = context.and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok()) {
        // Browsers' bindings come with whole numbers or with fractions; a small one becomes either.
        let origin = 0_i16;
        browser::disregard(context.put_image_data(drawn, origin.into(), origin.into()));
    }
}

fn give(bytes: &[u8], mime: &str, name: &str) {
    if let Ok(blob) = browser::blob(&js_sys::Uint8Array::from(bytes), mime) {
        browser::download(&blob, name);
    }
}
