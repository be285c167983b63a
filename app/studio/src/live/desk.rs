//! Everything that the page with the camera does outside of itself.

use js_sys::{Float32Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use project::{Project, format};
use tracking::{Calibration, Measures, Neutral, Sight, Tracker, Values};
use ui::browser;
use ui::vision::{self, Seen, Solution};
use ui::workers::Line;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlCanvasElement};

use super::film::{self, Film};
use super::pace::Pace;
use super::state::{Effect, Message, Source, State};
use super::update::update;
use super::{casting, expression, overlay};
use crate::desk::hang;
use crate::drawers::BUST;
use crate::easel::{Easel, Missed, Order, Place};
use crate::performer::{Performance, Performer, View};

/// Where the device keeps the neutral face: lengths, no picture.
const NEUTRAL: &str = "live-neutral";
/// Pixels to a canvas unit of what the performer draws with.
const FIGURE_SCALE: f32 = 1.5;
/// The side of the still picture, in pixels.
const STILL_SIDE: f32 = 1024.0;

/// What cannot be in the state: workers, pictures, and a face over time.
struct Room {
    easel: Easel,
    project: Option<Project>,
    canvas: Option<HtmlCanvasElement>,
    performer: Option<Performer>,
    finder: Option<Line>,
    film: Option<Film>,
    /// Counts what was filmed, so that frames of the one before move nothing.
    reel: u32,
    /// The frame that is looked at: its size, and when it was taken.
    in_flight: Option<([usize; 2], f64)>,
    tracker: Tracker,
    neutral: Neutral,
    calibration: Option<(Calibration, f64)>,
    pace: Pace,
}

/// The state, and the only way to change it.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    state: RwSignal<State>,
    room: StoredValue<Room, LocalStorage>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let kept = browser::recall(NEUTRAL).and_then(|text| serde_json::from_str(&text).ok());
        let neutral = kept.and_then(Neutral::checked);
        let state = State { is_calibrated: neutral.is_some(), ..State::default() };
        let room = Room {
            easel: Easel::new(),
            project: None,
            canvas: None,
            performer: None,
            finder: None,
            film: None,
            reel: 0,
            in_flight: None,
            tracker: Tracker::default(),
            neutral: neutral.unwrap_or_default(),
            calibration: None,
            pace: Pace::default(),
        };
        Self { state: RwSignal::new(state), room: StoredValue::new_local(room) }
    }

    pub(crate) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            self.run(effect);
        }
    }

    /// A memo of one part of the state: views that read it change only when it does.
    pub(super) fn read<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }

    /// The canvases are there: the performer gets the one, the still picture the other.
    pub(super) fn engage(self, still: HtmlCanvasElement, living: &HtmlCanvasElement) {
        let performer = Performer::start(living, move |said| self.send(Message::Heard(said)));
        if let Some(performer) = &performer {
            performer.perform(&Performance::default());
        } else {
            self.send(Message::Heard(crate::performer::Said::Lost));
        }
        self.with(|room| (room.canvas, room.performer) = (Some(still), performer));
        self.run(Effect::Rest);
        self.run(Effect::Cast);
    }

    /// How large the stage is, and whether the character's own ground is shown.
    pub(super) fn view(self, size: [u32; 2], has_ground: bool) {
        if let Some(performer) = self.performer() {
            performer.view(View { size, region: BUST, has_ground });
        }
    }

    /// The address of the overlay with the character of now.
    pub(super) fn address(self) -> String {
        self.state.with_untracked(|state| state.address.clone())
    }

    fn with<T>(self, work: impl FnOnce(&mut Room) -> T) -> Option<T> {
        self.room.try_update_value(work)
    }

    fn performer(self) -> Option<Performer> {
        self.with(|room| room.performer.clone()).flatten()
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Cast => spawn_local(self.cast()),
            Effect::OpenIfAllowed => spawn_local(async move {
                if is_allowed().await {
                    self.send(Message::TurnOn);
                }
            }),
            Effect::Open => spawn_local(self.open()),
            Effect::Play(file) => spawn_local(self.play(file)),
            Effect::Close => self.close(),
            Effect::Rest => {
                let moves = self.state.with_untracked(|state| state.source.runs());
                if let Some(performer) = self.performer() {
                    performer.still(!moves && browser::prefers_calm());
                }
            }
            Effect::Mirror(on) => drop(self.with(|room| room.tracker.is_mirrored = on)),
            Effect::Pose(values) => self.pose(values),
            Effect::Collect => drop(self.with(|room| {
                room.calibration = Some((Calibration::default(), film::now_s()));
            })),
            Effect::ForgetNeutral => {
                browser::remember(NEUTRAL, None);
                self.with(|room| {
                    (room.neutral, room.calibration) = (Neutral::default(), None);
                    room.tracker.forget();
                });
            }
            Effect::Express(number) => self.express(number),
            Effect::Copy => {
                let address = self.address();
                spawn_local(async move {
                    self.send(Message::Copied(overlay::copy(&address).await));
                });
            }
        }
    }

    fn pose(self, values: Option<Values>) {
        let Some(performer) = self.performer() else { return };
        match values {
            Some(values) => performer.track(Some(&values.pairs())),
            None => performer.track(None),
        }
    }

    fn express(self, number: usize) {
        let Some(performer) = self.performer() else { return };
        let chosen = expression::of(number);
        performer.express((!chosen.values.is_empty()).then_some(chosen.values));
        performer.wear(&[("mouth", chosen.mouth)]);
    }

    /// Has the character built, and drawn where nothing can move.
    async fn cast(self) {
        let project = casting::figure_of(&casting::chosen());
        let file = format::save(&project).ok();
        self.send(Message::Cast { address: overlay::address(&project).unwrap_or_default() });
        let asked = self.with(|room| {
            // Before the stage stands there is nobody to give it to.
            let canvas = room.canvas.clone()?;
            if room.project.as_ref() == Some(&project) {
                return None;
            }
            room.project = Some(project);
            Some((room.easel.clone(), room.performer.clone(), canvas))
        });
        let (Some((easel, performer, canvas)), Some(file)) = (asked.flatten(), file) else {
            return;
        };
        let made = if let Some(performer) = performer {
            easel.figure(&file, FIGURE_SCALE).await.map(|figure| performer.figure(figure))
        } else {
            let scale = STILL_SIDE / (BUST[2] - BUST[0]);
            let order = Order { project: file, region: BUST, scale };
            let drawn = easel.draw(Place::Stage, order).await;
            drawn.map(|drawn| hang(&canvas, &drawn))
        };
        if made == Err(Missed::Failed) {
            self.send(Message::NotDrawn);
        }
    }

    async fn open(self) {
        match ui::camera::start(None).await {
            Ok(stream) => self.begin(Film::of_camera(stream).await, Source::Camera),
            Err(trouble) => self.send(Message::CameraFailed(trouble)),
        }
    }

    async fn play(self, file: File) {
        match Film::of_recording(&file).await {
            Some(film) => self.begin(film, Source::Recording),
            None => self.send(Message::RecordingFailed),
        }
    }

    /// The first frame of a new reel.
    fn begin(self, film: Film, source: Source) {
        let reel = self.with(|room| {
            room.film = Some(film);
            room.reel += 1;
            room.in_flight = None;
            room.pace = Pace::default();
            room.tracker.forget();
            if room.finder.is_none() {
                room.finder = vision::connect(Solution::FaceMesh, move |seen| self.seen(seen));
            }
            room.reel
        });
        self.send(Message::Runs(source));
        self.run(Effect::Rest);
        if let Some(reel) = reel {
            spawn_local(self.look(reel));
        }
    }

    fn close(self) {
        self.with(|room| {
            room.film = None;
            room.reel += 1;
            room.in_flight = None;
            room.calibration = None;
        });
    }

    /// Hands the next frame of this reel to the face finder.
    async fn look(self, reel: u32) {
        let is_on = || self.with(|room| room.reel == reel && room.film.is_some()) == Some(true);
        while is_on() {
            let Some(frame) = film::next().await else {
                browser::pause(100).await;
                continue;
            };
            if !is_on() {
                frame.picture.close();
                return;
            }
            let sent = self.with(|room| {
                room.in_flight = Some((frame.size, frame.captured_s));
                let finder = room.finder.as_ref()?;
                vision::watch(finder, reel, &frame.picture);
                Some(())
            });
            if sent.flatten().is_none() {
                self.send(Message::FinderFailed);
            }
            // The answer asks for the next one.
            return;
        }
    }

    fn seen(self, seen: Seen) {
        match seen {
            Seen::Loading { percent } => self.send(Message::Loading(percent)),
            Seen::Faces { job, faces, .. } => {
                let current = self.with(|room| (room.reel == job).then(|| room.in_flight.take()));
                let Some(Some(Some((size, captured_s)))) = current else { return };
                self.read_face(faces.first(), size, captured_s);
                spawn_local(self.look(job));
            }
            Seen::Failed { .. } => {
                // A worker that failed once may be in any state.
                self.with(|room| room.finder = None);
                self.send(Message::FinderFailed);
            }
            Seen::Matte { .. } => {}
        }
    }

    /// From points to parameters; a thousandth of a second.
    fn read_face(self, points: Option<&Float32Array>, size: [usize; 2], captured_s: f64) {
        let measured = points.and_then(|points| {
            let landmarks = face::Landmarks::from_flat(&points.to_vec()).ok()?;
            let pose = face::pose::estimate(&landmarks, size[0], size[1]);
            Some((Measures::of(&landmarks, pose, size[0], size[1])?, pose))
        });
        let told = self.with(|room| {
            let collected = measured.and_then(|it| room.collect(it, captured_s));
            let sight = measured.map(|(measures, pose)| Sight::of(&measures, pose, &room.neutral));
            let values = room.tracker.see(sight.as_ref(), captured_s);
            if values.is_some() {
                room.pace.note(captured_s, film::now_s());
            }
            (collected, values, room.pace.figures())
        });
        let Some((collected, values, figures)) = told else { return };
        self.send(Message::Tracked { values, figures });
        if let Some(message) = collected {
            self.send(message);
        }
    }
}

impl Room {
    /// Adds a frame to the neutral face, while one is collected.
    fn collect(
        &mut self,
        (measures, pose): (Measures, face::Pose),
        captured_s: f64,
    ) -> Option<Message> {
        let (calibration, last_s) = self.calibration.as_mut()?;
        calibration.add(measures, pose, (captured_s - *last_s) as f32);
        *last_s = captured_s;
        if calibration.progress() < 1.0 {
            return Some(Message::Calibrating((calibration.progress() * 100.0) as u8));
        }
        let neutral = calibration.neutral();
        self.calibration = None;
        if let Some(neutral) = neutral {
            browser::remember(NEUTRAL, serde_json::to_string(&neutral).ok().as_deref());
            self.neutral = neutral;
            self.tracker.forget();
        }
        Some(Message::Calibrated(neutral.is_some()))
    }
}

/// Whether the visitor allowed the camera before, so that it comes without a question.
async fn is_allowed() -> bool {
    let asked = || {
        let navigator = browser::window().navigator();
        let permissions = Reflect::get(&navigator, &"permissions".into()).ok()?;
        let query: Function = Reflect::get(&permissions, &"query".into()).ok()?.dyn_into().ok()?;
        let about = Object::new();
        Reflect::set(&about, &"name".into(), &"camera".into()).ok()?;
        query.call1(&permissions, &about).ok()?.dyn_into::<Promise>().ok()
    };
    let Some(asked) = asked() else { return false };
    let Ok(status) = JsFuture::from(asked).await else { return false };
    Reflect::get(&status, &"state".into()).is_ok_and(|it: JsValue| it == "granted")
}
