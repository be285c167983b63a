//! What the workers say, put into messages of the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::stylist::{Reply, Request};

use super::darkroom;
use super::effects::{Desk, missed};
use super::frames::{self, FRAME_JOB};
use super::live::LiveMessage;
use super::message::{DrawnNews, FileNews, Message};
use super::state::Drawing;
use super::stylist::{self, Attached, Heard};
use crate::browser;
use crate::styles::Style;
use ui::vision::{self, Seen, Solution};

pub(super) fn face_news(desk: Desk, seen: Seen) {
    match seen {
        Seen::Loading { percent } => desk.send(Message::VisionLoading { percent }),
        Seen::Faces { job: FRAME_JOB, faces, light } => frames::seen(desk, &faces, light),
        Seen::Faces { job, faces, .. } => {
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

pub(super) fn matte_news(desk: Desk, seen: Seen) {
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

pub(super) fn stylist_news(desk: Desk, heard: Heard) {
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
        (Reply::Live { frame, size, .. }, Attached::Pixels(pixels)) => {
            frames::show(desk, frame, &pixels, size);
        }
        (Reply::LiveFailed { frame, code }, _) => {
            leptos::logging::warn!("style worker gave up on frames: {code:?}");
            desk.send(Message::Live(LiveMessage::Failed { frame }));
        }
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
