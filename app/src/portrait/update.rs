//! The page's only way from one state to the next. Pure: tests run it without a browser.
//! Here: the camera, the picture and the face. The drawing and its files are in `develop.rs`.

use wire::stylist::Stage;

use super::develop;
use super::live;
use super::message::{Effect, Message};
use super::source::Source;
use super::state::{Camera, Matte, Photo, Portrait, Progress, Step, Trouble};
use super::trouble;
use crate::ui::toast::Toast;
use ui::photo::FileTrouble;
use ui::vision::FaceBox;

/// How long the white screen lights the face before the picture is taken.
const FLASH_MS: i32 = 300;
/// The heading that takes the focus when a step begins.
pub(crate) const HEADING: &str = "step-title";
/// What takes the keyboard when the control before it is gone: the camera came, did not come, went.
pub(crate) const SHUTTER: &str = "shutter";
pub(crate) const CAMERA_NOTE: &str = "camera-note";
pub(crate) const CAMERA_BUTTON: &str = "camera-button";

pub(crate) fn update(state: &mut Portrait, message: Message) -> Vec<Effect> {
    match message {
        Message::StartCamera => start_camera(state, false),
        Message::SwitchCamera => start_camera(state, true),
        Message::StopCamera => stop_camera(state),
        Message::CameraReady { can_switch } => {
            state.camera = Camera::On { can_switch };
            let mut effects = live::begin(state);
            effects.push(Effect::Offer(SHUTTER));
            effects
        }
        Message::CameraFailed(trouble) => {
            state.camera = Camera::Failed(trouble);
            vec![Effect::Offer(CAMERA_NOTE)]
        }
        Message::SetCountdown(on) => {
            state.countdown = on;
            vec![]
        }
        Message::SetFlash(on) => {
            state.flash = on;
            vec![]
        }
        Message::Shoot => shoot(state),
        Message::CountedTo(left) => count_down(state, left),
        Message::Flashed => take_frame(state),
        Message::Bring(source) => bring(state, source),
        Message::Loaded { job, photo } => loaded(state, job, photo),
        Message::LoadFailed { job, trouble } => load_failed(state, job, trouble),
        Message::VisionLoading { percent } => {
            if state.step == Step::Working {
                state.progress.advance(Stage::Load, 5 + percent / 10);
            }
            vec![]
        }
        Message::FacesFound { job, faces } => faces_found(state, job, faces),
        Message::VisionFailed { job, available } => vision_failed(state, job, available),
        Message::PickFace(face) if face < state.faces.len() => open(state, Some(face)),
        Message::PickFace(_) => vec![],
        Message::DrawWhole => open(state, None),
        Message::StartOver => start_over(state),
        Message::MakeCharacter => vec![Effect::HandOver],
        other => develop::update(state, other),
    }
}

fn start_camera(state: &mut Portrait, switch: bool) -> Vec<Effect> {
    state.camera = Camera::Asking;
    state.counting = None;
    vec![Effect::StartCamera { switch }, Effect::Warm]
}

fn stop_camera(state: &mut Portrait) -> Vec<Effect> {
    vec![camera_off(state), Effect::Offer(CAMERA_BUTTON)]
}

fn camera_off(state: &mut Portrait) -> Effect {
    state.camera = Camera::Off;
    state.counting = None;
    state.flashing = false;
    Effect::StopCamera
}

fn shoot(state: &mut Portrait) -> Vec<Effect> {
    if !matches!(state.camera, Camera::On { .. }) || state.flashing {
        return vec![];
    }
    // A second press while it counts takes the countdown back.
    if state.counting.take().is_some() {
        return vec![];
    }
    if !state.countdown {
        return light(state);
    }
    state.counting = Some(3);
    vec![Effect::After { delay_ms: 1000, message: Message::CountedTo(2) }]
}

fn count_down(state: &mut Portrait, left: u8) -> Vec<Effect> {
    if state.counting != Some(left + 1) {
        return vec![];
    }
    if left == 0 {
        state.counting = None;
        return light(state);
    }
    state.counting = Some(left);
    vec![Effect::After { delay_ms: 1000, message: Message::CountedTo(left - 1) }]
}

fn light(state: &mut Portrait) -> Vec<Effect> {
    if !state.flash {
        return take_frame_now(state);
    }
    state.flashing = true;
    vec![Effect::After { delay_ms: FLASH_MS, message: Message::Flashed }]
}

fn take_frame(state: &mut Portrait) -> Vec<Effect> {
    if state.flashing { take_frame_now(state) } else { vec![] }
}

fn take_frame_now(state: &mut Portrait) -> Vec<Effect> {
    state.flashing = false;
    bring(state, Source::Camera)
}

fn bring(state: &mut Portrait, source: Source) -> Vec<Effect> {
    let job = state.job.max(state.incoming.unwrap_or(0)) + 1;
    state.incoming = Some(job);
    state.step = Step::Working;
    state.progress = Progress::default();
    state.progress.advance(Stage::Load, 2);
    state.counting = None;
    // The camera is let go by whoever has read its frame.
    vec![Effect::Load { job, source }, Effect::Warm, Effect::Focus(HEADING)]
}

fn loaded(state: &mut Portrait, job: u32, photo: Photo) -> Vec<Effect> {
    if state.incoming != Some(job) {
        return vec![Effect::ForgetUrl(photo.url)];
    }
    let mut effects = forget(state);
    if state.camera != Camera::Off {
        state.camera = Camera::Off;
        effects.push(Effect::StopCamera);
    }
    state.incoming = None;
    state.job = job;
    state.photo = Some(photo);
    state.progress.advance(Stage::Load, 5);
    effects.push(Effect::Detect { job });
    effects
}

fn load_failed(state: &mut Portrait, job: u32, trouble: FileTrouble) -> Vec<Effect> {
    if state.incoming.take() != Some(job) {
        return vec![];
    }
    if state.has_result() {
        // The portrait that is there stays; the new file is only a sentence.
        state.step = Step::Result;
        let words = trouble::words(&Trouble::File(trouble));
        let text = format!("{}. {}", words.title, words.text);
        return vec![Effect::Toast(Toast::warning(text)), Effect::Focus(HEADING)];
    }
    stuck(state, Trouble::File(trouble))
}

fn faces_found(state: &mut Portrait, job: u32, faces: Vec<FaceBox>) -> Vec<Effect> {
    if job != state.job || state.step != Step::Working {
        return vec![];
    }
    state.progress.advance(Stage::Detect, 28);
    let n_faces = faces.len();
    state.faces = faces;
    match n_faces {
        0 => stuck(state, Trouble::NoFace),
        1 => open(state, Some(0)),
        _ => {
            state.step = Step::Pick;
            vec![Effect::Focus(HEADING)]
        }
    }
}

fn vision_failed(state: &mut Portrait, job: u32, available: bool) -> Vec<Effect> {
    if job != state.job || state.step != Step::Working {
        return vec![];
    }
    stuck(state, if available { Trouble::VisionFailed } else { Trouble::VisionUnavailable })
}

fn open(state: &mut Portrait, face: Option<usize>) -> Vec<Effect> {
    if state.photo.is_none() {
        return vec![];
    }
    state.step = Step::Working;
    state.matte = Matte::Waiting;
    state.progress.advance(Stage::Detect, 30);
    let job = state.job;
    vec![Effect::OpenPhoto { job, face }, Effect::Segment { job }, Effect::Focus(HEADING)]
}

/// Stops at a trouble, with the focus on its first word.
pub(super) fn stuck(state: &mut Portrait, trouble: Trouble) -> Vec<Effect> {
    state.step = Step::Trouble(trouble);
    let mut effects = vec![Effect::Focus(HEADING)];
    if state.camera != Camera::Off {
        state.camera = Camera::Off;
        effects.push(Effect::StopCamera);
    }
    effects
}

/// Forgets the photo and all that was made of it, and keeps what the visitor set.
pub(super) fn forget(state: &mut Portrait) -> Vec<Effect> {
    let mut urls: Vec<String> = Vec::new();
    urls.extend(state.photo.take().map(|photo| photo.url));
    urls.extend(state.before.take());
    urls.extend(std::mem::take(&mut state.drawings).into_values().map(|drawing| drawing.url));
    urls.extend(state.exports.ready.take().map(|file| file.url));
    urls.extend(state.exports.preview.take().map(|file| file.url));
    state.exports.queue.clear();
    state.faces.clear();
    state.failed.clear();
    state.kept.clear();
    state.reading = None;
    state.opened = false;
    state.drawing = None;
    state.paused = false;
    state.matte = Matte::Waiting;
    state.overlay = None;
    state.sending = Default::default();
    let mut effects = vec![];
    if state.job > 0 {
        effects.extend([Effect::Cancel { job: state.job }, Effect::ClosePhoto { job: state.job }]);
    }
    effects.extend(urls.into_iter().map(Effect::ForgetUrl));
    effects
}

fn start_over(state: &mut Portrait) -> Vec<Effect> {
    let mut effects = forget(state);
    // Answers that still come for the old photo name a number that is no longer ours.
    state.job = state.job.max(state.incoming.take().unwrap_or(0)) + 1;
    state.step = Step::Capture;
    state.progress = Progress::default();
    effects.extend([camera_off(state), Effect::Focus(HEADING)]);
    effects
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
