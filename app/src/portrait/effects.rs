//! Everything the portrait page does outside of itself happens here, and comes back as a message.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wire::stylist::{Reply, Request};

use super::darkroom;
use super::message::{DrawnNews, Effect, FileNews, Message};
use super::source::{Source, decode};
use super::state::{Drawing, Photo, Portrait};
use super::stylist::{self, Attached, Heard};
use super::update::update;
use super::vision::{self, Seen, Solution};
use super::{camera, deliver};
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
        Self { state: RwSignal::new(Portrait::new()), toasts }
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
        Effect::Draw { job, style, options } => {
            ask(&Request::Draw { job, style: style.id().into(), options });
        }
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
            ask(&Request::Export {
                job,
                style: spec.style.id().into(),
                options: spec.options,
                size: spec.size,
                background: spec.background,
                crop: spec.crop,
            });
        }
        Effect::Deliver { purpose, spec } => deliver::deliver(desk, purpose, &spec),
        Effect::PromiseCopy => deliver::promise_copy(),
        Effect::ForgetUrl(url) => browser::forget_url(&url),
        // After the next frame: the step that holds the element has to be drawn first.
        Effect::Focus(id) => request_animation_frame(move || browser::begin_at(id)),
        Effect::Toast(toast) => desk.toasts.show(toast),
    }
}

fn ask(request: &Request) {
    darkroom::with(|room| {
        if let Some(line) = &room.stylist {
            stylist::send(line, request, &[]);
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
                camera::show(&stream).await;
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
        let line = stylist::connect(move |heard| stylist_news(desk, heard));
        darkroom::with(|room| room.stylist = line);
    }
}

fn load(desk: Desk, job: u32, source: Source) {
    // The camera's frame is taken at once: the view that holds the camera is about to go.
    let begun = decode::begin(source);
    spawn_local(async move {
        let bitmap = match decode::finish(begun).await {
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
        let Some(copy) = darkroom::copy_of(&photo).await else {
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

fn missed(solution: Solution, job: u32, available: bool) -> Message {
    match solution {
        Solution::FaceMesh => Message::VisionFailed { job, available },
        Solution::Segmentation => Message::MatteSettled { job, ready: false },
    }
}

fn face_news(desk: Desk, seen: Seen) {
    match seen {
        Seen::Loading { percent } => desk.send(Message::VisionLoading { percent }),
        Seen::Faces { job, faces } => {
            let boxes = faces.iter().map(|face| vision::box_of(&face.to_vec())).collect();
            darkroom::with(|room| room.landmarks = faces);
            desk.send(Message::FacesFound { job, faces: boxes });
        }
        Seen::Failed { job, available } => {
            let job = if job == 0 { desk.state.with_untracked(|state| state.job) } else { job };
            fail(desk, Solution::FaceMesh, job, available);
        }
        Seen::Matte { .. } => {}
    }
}

/// A worker that could not load is let go, so that a second try begins afresh. Later, not now:
/// a line that is dropped from inside its own closure pulls the rug away from under itself.
fn fail(desk: Desk, solution: Solution, job: u32, available: bool) {
    spawn_local(async move {
        if !available {
            let line = darkroom::with(|room| match solution {
                Solution::FaceMesh => room.face_mesh.take(),
                Solution::Segmentation => room.segmentation.take(),
            });
            drop(line);
        }
        desk.send(missed(solution, job, available));
    });
}

fn matte_news(desk: Desk, seen: Seen) {
    match seen {
        Seen::Matte { job, matte } => {
            darkroom::with(|room| {
                if room.job != job {
                    return;
                }
                if let Some(line) = &room.stylist {
                    stylist::send(line, &Request::Matte { job }, &[("matte", &matte)]);
                }
                room.matte = Some(matte);
            });
            desk.send(Message::MatteSettled { job, ready: true });
        }
        Seen::Failed { job, available } => {
            let job = if job == 0 { desk.state.with_untracked(|state| state.job) } else { job };
            fail(desk, Solution::Segmentation, job, available);
        }
        Seen::Faces { .. } | Seen::Loading { .. } => {}
    }
}

fn open_photo(desk: Desk, job: u32, face: Option<usize>) {
    spawn_local(async move {
        let photo = darkroom::with(|room| room.photo.clone().filter(|_| room.job == job));
        let Some(photo) = photo else { return };
        let Some(copy) = darkroom::copy_of(&photo).await else {
            return desk.send(Message::EngineLost);
        };
        let sent = darkroom::with(|room| {
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

fn stylist_news(desk: Desk, heard: Heard) {
    let (reply, attached) = match heard {
        Heard::Reply(reply, attached) => (reply, attached),
        Heard::Lost => {
            // Dropping the line from inside its own closure would pull the rug away.
            return spawn_local(async move {
                darkroom::with(|room| room.stylist = None);
                desk.send(Message::EngineLost);
            });
        }
    };
    match (reply, attached) {
        (Reply::Ready { device, adapter, notice }, _) => {
            desk.send(Message::EngineReady { device, adapter, notice });
        }
        (Reply::Opened { job, size, face }, Attached::Pixels(pixels)) => spawn_local(async move {
            let before = darkroom::show_pixels(&pixels, size).await.unwrap_or_default();
            desk.send(Message::Opened { job, before, face });
        }),
        (Reply::Progress { job, style, stage, percent }, _) => {
            if let Some(style) = Style::from_id(&style) {
                desk.send(Message::Advanced { job, style, stage, percent });
            }
        }
        (reply @ Reply::Drawn { .. }, Attached::Pixels(pixels)) => {
            spawn_local(async move {
                if let Some(news) = drawn_news(reply, &pixels).await {
                    desk.send(Message::Drawn(news));
                }
            });
        }
        (reply @ Reply::Exported { .. }, Attached::File(bytes)) => file_news(desk, reply, &bytes),
        (Reply::Cancelled { job }, _) => desk.send(Message::Cancelled { job }),
        (Reply::Refused { job, code, message }, _) => {
            leptos::logging::warn!("style worker refused: {code:?}: {message}");
            desk.send(Message::Refused { job, code });
        }
        _ => {}
    }
}

async fn drawn_news(reply: Reply, pixels: &js_sys::Uint8ClampedArray) -> Option<DrawnNews> {
    let Reply::Drawn { job, style, options, size, device, tier, pack, elapsed_ms } = reply else {
        return None;
    };
    let style = Style::from_id(&style)?;
    let url = darkroom::show_pixels(pixels, size).await.unwrap_or_default();
    let drawing = Drawing { url, options, device, tier, pack, elapsed_ms };
    Some(DrawnNews { job, style, drawing })
}

fn file_news(desk: Desk, reply: Reply, bytes: &js_sys::Uint8Array) {
    let Reply::Exported { job, style, size, background } = reply else { return };
    let Some(style) = Style::from_id(&style) else { return };
    let Ok(file) = browser::blob(bytes, "image/png") else { return };
    let url = browser::blob_url(&file).unwrap_or_default();
    darkroom::with(|room| {
        if let Some(spec) = room.writing.take() {
            room.put_file(spec, file);
        }
    });
    let n_bytes = bytes.length();
    desk.send(Message::Exported(FileNews { job, style, size, background, url, n_bytes }));
}
