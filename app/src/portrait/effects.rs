//! Everything the portrait page does outside of itself happens here, and comes back as a message.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::vision::{self, Solution};
use ui::{camera, photo};
use wasm_bindgen::JsValue;
use wire::stylist::Request;

use super::capture::CAMERA_VIEW;
use super::darkroom;
use super::message::{Effect, Message};
use super::news::{face_news, matte_news, stylist_news};
use super::source::{self, Source};
use super::state::{ExportSpec, Photo, Portrait};
use super::update::update;
use super::{deliver, frames, stylist, trial};
use crate::browser;
use crate::styles::Style;
use crate::ui::toast::Toasts;

/// The page's state, and the only way to change it.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) state: RwSignal<Portrait>,
    pub(crate) toasts: Toasts,
}

impl Desk {
    pub(crate) fn new(toasts: Toasts) -> Self {
        let mut state = Portrait::new();
        state.live.calm = browser::prefers_calm();
        Self { state: RwSignal::new(state), toasts }
    }

    pub(crate) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            run(self, effect);
        }
    }

    /// A memo of one part of the state: views that read it change only when it does.
    pub(crate) fn read<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&Portrait) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }
}

fn run(desk: Desk, effect: Effect) {
    match effect {
        Effect::StartCamera { switch } => start_camera(desk, switch),
        Effect::StopCamera => stop_camera(),
        Effect::After { delay_ms, message } => spawn_local(async move {
            browser::pause(delay_ms).await;
            desk.send(message);
        }),
        Effect::Warm => warm(desk),
        Effect::Load { job, source } => load(desk, job, source),
        Effect::Detect { job } => look(desk, job, Solution::FaceMesh),
        Effect::Segment { job } => look(desk, job, Solution::Segmentation),
        Effect::OpenPhoto { job, face } => open_photo(desk, job, face),
        Effect::Reopen { job } => open_photo(desk, job, darkroom::with(|room| room.face)),
        Effect::Draw { job, style, options } => {
            ask_in(style, Request::Draw { job, style: style.id().into(), options });
        }
        // The link that was pressed leads to the studio right after this.
        Effect::HandOver => hand_over(),
        Effect::Cancel { job } => ask(&Request::Cancel { job }),
        Effect::ClosePhoto { job } => {
            ask(&Request::Close { job });
            darkroom::with(|room| {
                if room.job == job {
                    room.empty();
                }
            });
        }
        Effect::Export { job, spec } => {
            darkroom::with(|room| room.writing = Some(spec.clone()));
            let style = spec.style.id().into();
            let ExportSpec { options, size, background, crop, .. } = spec;
            ask_in(spec.style, Request::Export { job, style, options, size, background, crop });
        }
        Effect::Deliver { purpose, spec } => deliver::deliver(desk, purpose, &spec),
        Effect::PromiseCopy => deliver::promise_copy(),
        Effect::ForgetUrl(url) => browser::forget_url(&url),
        // After the next frame: the step that holds the element has to be drawn first.
        Effect::Focus(id) => request_animation_frame(move || {
            if browser::keyboard_is_free() {
                browser::begin_at(id);
            }
        }),
        Effect::Offer(id) => request_animation_frame(move || {
            if browser::keyboard_is_free()
                && let Some(control) = browser::by_id(id)
            {
                browser::focus(&control);
            }
        }),
        Effect::Toast(toast) => desk.toasts.show(toast),
        Effect::TryPack { trial, file } => trial::begin(desk, trial, file),
        Effect::EndTrial => trial::end(),
        Effect::KeepPack(card) => trial::keep(desk, card),
        Effect::RemovePack(card) => trial::remove(desk, card),
        Effect::RestorePack(card) => trial::restore(desk, card),
        Effect::DrawFrame(wish) => frames::draw(desk, wish),
        Effect::LookAtFrame => frames::look(),
    }
}

fn ask(request: &Request) {
    darkroom::with(|room| {
        if let Some(line) = &room.stylist {
            stylist::send(line, request, &[]);
        }
    });
}

/// Asks for something in a style; of a visitor's own, the worker gets the pack first.
fn ask_in(style: Style, request: Request) {
    if style.own().is_none() {
        return ask(&request);
    }
    spawn_local(async move {
        hand_over_pack(style).await;
        ask(&request);
    });
}

/// Gives the style worker a visitor's own pack. It keeps what it has, and a worker that started over
/// has nothing.
pub(super) async fn hand_over_pack(style: Style) {
    let Some(card) = style.own() else { return };
    let Some(bytes) = trial::bytes_of(card).await else { return };
    darkroom::with(|room| {
        if let Some(line) = &room.stylist {
            let request = Request::Pack { style: card.style.clone(), bounds: None };
            stylist::send(line, &request, &[("pack", &bytes)]);
        }
    });
}

fn start_camera(desk: Desk, switch: bool) {
    spawn_local(async move {
        let last = darkroom::with(|room| room.camera.take());
        let next = if switch { other_camera(last.as_deref()).await } else { last };
        // Some devices give out the second camera only after the first is let go.
        stop_camera();
        match camera::start(next.as_deref()).await {
            Ok(stream) => {
                if desk.state.with_untracked(|state| state.camera) != super::state::Camera::Asking {
                    camera::stop(&stream);
                    return;
                }
                let can_switch = camera::list().await.len() > 1;
                darkroom::with(|room| {
                    room.camera = camera::device_of(&stream);
                    room.stream = Some(stream.clone());
                });
                if let Some(video) = browser::by_id(CAMERA_VIEW) {
                    camera::show(&video, &stream).await;
                }
                desk.send(Message::CameraReady { can_switch });
            }
            Err(trouble) => desk.send(Message::CameraFailed(trouble)),
        }
    });
}

async fn other_camera(current: Option<&str>) -> Option<String> {
    let cameras = camera::list().await;
    let place = cameras.iter().position(|id| Some(id.as_str()) == current).unwrap_or(0);
    cameras.get((place + 1) % cameras.len().max(1)).cloned()
}

fn stop_camera() {
    if let Some(stream) = darkroom::with(|room| room.stream.take()) {
        camera::stop(&stream);
    }
}

/// Starts the workers that are not there yet.
fn warm(desk: Desk) {
    let (no_mesh, no_stylist) =
        darkroom::with(|room| (room.face_mesh.is_none(), room.stylist.is_none()));
    if no_mesh {
        let line = vision::connect(Solution::FaceMesh, move |seen| face_news(desk, seen));
        if let Some(line) = &line {
            vision::warm(line);
        }
        darkroom::with(|room| room.face_mesh = line);
    }
    if no_stylist {
        let line = stylist::connect(stylist::preference(), move |heard| stylist_news(desk, heard));
        darkroom::with(|room| room.stylist = line);
    }
}

fn load(desk: Desk, job: u32, source: Source) {
    // The camera's frame is taken at once: the view that holds the camera is about to go.
    let begun = source::begin(source);
    spawn_local(async move {
        let bitmap = match source::finish(begun).await {
            Ok(bitmap) => bitmap,
            Err(trouble) => return desk.send(Message::LoadFailed { job, trouble }),
        };
        let url = darkroom::show_bitmap(&bitmap).await.unwrap_or_default();
        let (width, height) = (bitmap.width(), bitmap.height());
        if desk.state.with_untracked(|state| state.incoming) == Some(job) {
            darkroom::with(|room| {
                room.empty();
                room.job = job;
                room.photo = Some(bitmap);
            });
        }
        desk.send(Message::Loaded { job, photo: Photo { url, width, height } });
    });
}

/// Gives a copy of the photo to one of the vision workers.
fn look(desk: Desk, job: u32, solution: Solution) {
    spawn_local(async move {
        let photo = darkroom::with(|room| room.photo.clone().filter(|_| room.job == job));
        let Some(photo) = photo else { return };
        let Some(copy) = photo::copy_of(&photo).await else {
            return desk.send(missed(solution, job, true));
        };
        if solution == Solution::Segmentation {
            connect_segmentation(desk);
        }
        let sent = darkroom::with(|room| match solution {
            Solution::FaceMesh => {
                room.face_mesh.as_ref().map(|line| vision::detect(line, job, &copy))
            }
            Solution::Segmentation => {
                room.segmentation.as_ref().map(|line| vision::segment(line, job, &copy))
            }
        });
        if sent.is_none() {
            desk.send(missed(solution, job, false));
        }
    });
}

fn connect_segmentation(desk: Desk) {
    if darkroom::with(|room| room.segmentation.is_none()) {
        let line = vision::connect(Solution::Segmentation, move |seen| matte_news(desk, seen));
        darkroom::with(|room| room.segmentation = line);
    }
}

pub(super) fn missed(solution: Solution, job: u32, available: bool) -> Message {
    match solution {
        Solution::FaceMesh => Message::VisionFailed { job, available },
        Solution::Segmentation => Message::MatteSettled { job, ready: false },
    }
}

/// In memory, for whoever is opened next; the portrait page keeps its own.
fn hand_over() {
    let handed = darkroom::with(|room| {
        let points = room.landmarks.get(room.face?)?.clone();
        let pixels = photo::pixels_of(room.photo.as_ref()?)?;
        Some(photo::Handed { pixels, points, matte: room.matte.clone() })
    });
    if let Some(handed) = handed {
        photo::hand_over(&handed);
    }
}

fn open_photo(desk: Desk, job: u32, face: Option<usize>) {
    spawn_local(async move {
        let photo = darkroom::with(|room| room.photo.clone().filter(|_| room.job == job));
        let Some(photo) = photo else { return };
        let Some(copy) = photo::copy_of(&photo).await else {
            return desk.send(Message::EngineLost);
        };
        let sent = darkroom::with(|room| {
            room.face = face;
            let line = room.stylist.as_ref()?;
            let points = face.and_then(|face| room.landmarks.get(face));
            let points = points.map_or(JsValue::NULL, |points| points.clone().into());
            let matte = room.matte.clone().unwrap_or(JsValue::NULL);
            let beside = [("image", copy.as_ref()), ("landmarks", &points), ("matte", &matte)];
            stylist::send(line, &Request::Open { job }, &beside);
            Some(())
        });
        if sent.is_none() {
            desk.send(Message::EngineLost);
        }
    });
}
