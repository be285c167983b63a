//! The second half of `update`: from an opened photo to drawings, files and where they go.

use wire::stylist::{Cut, RefusalCode, Stage};

use super::message::{DrawnNews, Effect, FileNews, Message};
use super::state::{
    Background, Engine, ExportFile, ExportSpec, Matte, Overlay, Portrait, Progress, Purpose, SIZES,
    Sending, Step, Trouble,
};
use super::update::{HEADING, forget, stuck};
use crate::styles::Style;
use crate::ui::toast::Toast;

const NO_MATTE: &str = "The cut-out model did not load, so the background stays as drawn.";

pub(super) fn update(state: &mut Portrait, message: Message) -> Vec<Effect> {
    match message {
        Message::EngineReady { device, adapter, notice } => {
            state.engine = Some(Engine { device, adapter, notice });
            vec![]
        }
        Message::EngineLost => engine_lost(state),
        Message::Opened { job, before, face } if job == state.job => {
            state.before = Some(before);
            state.reading = face;
            state.opened = true;
            state.progress.advance(Stage::Detect, 35);
            draw_next(state)
        }
        Message::Opened { before, .. } => vec![Effect::ForgetUrl(before)],
        Message::Advanced { job, style, stage, percent } => {
            if job == state.job && state.drawing.is_some_and(|(running, _)| running == style) {
                state.progress.advance(stage, percent);
            }
            vec![]
        }
        Message::Drawn(news) => drawn(state, news),
        Message::Refused { job, code } => refused(state, job, code),
        Message::ChooseStyle(style) => choose_style(state, style),
        Message::SetOptions(options) => {
            state.options = options;
            state.paused = false;
            // The gallery keeps the portrait as it is seen: the new one takes the old one's place.
            state.kept.clear();
            redraw(state)
        }
        Message::Stop => stop(state),
        Message::Retry => retry(state),
        Message::SetSize(size) if SIZES.contains(&size) => {
            state.size = size;
            prepare(state)
        }
        Message::SetBackground(background) => {
            state.background = background;
            prepare(state)
        }
        Message::SetColour(colour) => {
            state.colour = colour;
            prepare(state)
        }
        Message::Want(purpose) => want(state, purpose),
        Message::MatteSettled { job, ready } => matte_settled(state, job, ready),
        Message::Exported(news) => exported(state, news),
        // Stopping may have stopped a file too: what still waits is asked for again.
        Message::Cancelled { job } if job == state.job => start_export(state),
        Message::Kept { style, ok } => kept(state, style, ok),
        Message::Open(overlay) => {
            state.overlay = Some(overlay);
            state.sending = Sending::Idle;
            vec![]
        }
        Message::CloseOverlay => {
            state.overlay = None;
            vec![]
        }
        Message::SetProfile { size, crop } => {
            state.profile_size = size;
            state.profile_crop = crop;
            vec![]
        }
        Message::Sent(outcome) => sent(state, outcome),
        _ => vec![],
    }
}

/// Starts the next drawing, unless one runs, nothing is open, or the visitor said stop.
fn draw_next(state: &mut Portrait) -> Vec<Effect> {
    if state.drawing.is_some() || !state.opened || state.paused {
        return vec![];
    }
    let Some(style) = state.next_style() else { return vec![] };
    if state.step == Step::Result {
        state.progress = Progress { stage: Stage::Style, percent: 35 };
    }
    state.drawing = Some((style, state.options));
    vec![Effect::Draw { job: state.job, style, options: state.options }]
}

fn drawn(state: &mut Portrait, news: DrawnNews) -> Vec<Effect> {
    if news.job != state.job {
        return vec![Effect::ForgetUrl(news.drawing.url)];
    }
    state.drawing = None;
    let is_current = news.drawing.options == state.options;
    let old = state.drawings[news.style.index()].replace(news.drawing);
    let mut effects: Vec<Effect> = old.into_iter().map(|it| Effect::ForgetUrl(it.url)).collect();
    if news.style == state.style && is_current {
        if state.step == Step::Working {
            state.step = Step::Result;
            effects.push(Effect::Focus(HEADING));
        }
        effects.extend(prepare(state));
        // The first portrait of a photo is kept by itself; the others on request.
        if state.kept.is_empty() {
            effects.extend(want(state, Purpose::Keep));
        }
    }
    effects.extend(draw_next(state));
    effects
}

fn refused(state: &mut Portrait, job: u32, code: RefusalCode) -> Vec<Effect> {
    if job != state.job && job != 0 {
        return vec![];
    }
    match code {
        // The worker goes on with the processor by itself; the drawing is only asked for again.
        RefusalCode::WebgpuLost => {
            state.drawing = None;
            let mut effects = vec![Effect::Toast(Toast::warning(
                "The graphics card went away. Your processor draws on.".into(),
            ))];
            effects.extend(start_export(state));
            effects.extend(draw_next(state));
            effects
        }
        RefusalCode::PackMissing | RefusalCode::PackBroken => style_failed(state, code),
        RefusalCode::ImageUnreadable => {
            state.drawing = None;
            stuck(state, Trouble::DrawingFailed)
        }
        RefusalCode::NotOpened | RefusalCode::BadRequest => file_failed(state),
    }
}

fn style_failed(state: &mut Portrait, code: RefusalCode) -> Vec<Effect> {
    let Some((style, _)) = state.drawing.take() else { return file_failed(state) };
    state.failed.insert(style);
    if style == state.style && state.step == Step::Working {
        return stuck(
            state,
            if code == RefusalCode::PackBroken {
                Trouble::StyleBroken(style)
            } else {
                Trouble::StyleMissing(style)
            },
        );
    }
    draw_next(state)
}

/// A file could not be written: the queue goes on, and the visitor hears of it.
fn file_failed(state: &mut Portrait) -> Vec<Effect> {
    let lost = state.exports.queue.pop_front();
    let mut effects = start_export(state);
    if let Some((_, purpose)) = lost {
        if purpose == Purpose::Send {
            state.sending = Sending::Failed("The file could not be written here.".into());
        }
        effects.push(Effect::Toast(Toast::warning(
            "That file could not be written. Your portrait is still here.".into(),
        )));
    }
    effects
}

fn engine_lost(state: &mut Portrait) -> Vec<Effect> {
    state.engine = None;
    state.opened = false;
    state.drawing = None;
    state.exports.queue.clear();
    match state.step {
        Step::Working => stuck(state, Trouble::StylistUnavailable),
        Step::Result => vec![Effect::Toast(Toast::warning(
            "The drawing engine stopped. Your portraits are kept; start over to draw again.".into(),
        ))],
        _ => vec![],
    }
}

fn choose_style(state: &mut Portrait, style: Style) -> Vec<Effect> {
    state.style = style;
    state.failed.remove(&style);
    state.paused = false;
    if matches!(state.step, Step::Trouble(Trouble::StyleMissing(_) | Trouble::StyleBroken(_))) {
        state.step = Step::Working;
        return draw_next(state);
    }
    redraw(state)
}

/// After a change of style or options: show what is there, draw what is not.
fn redraw(state: &mut Portrait) -> Vec<Effect> {
    let mut effects = prepare(state);
    effects.extend(draw_next(state));
    effects
}

fn stop(state: &mut Portrait) -> Vec<Effect> {
    let job = state.job;
    if state.step == Step::Result {
        state.paused = true;
        state.drawing = None;
        return vec![Effect::Cancel { job }];
    }
    // A photo that is only being read is dropped; a portrait that was there comes back.
    if state.incoming.take().is_some() && state.has_result() {
        state.step = Step::Result;
        return vec![Effect::Focus(HEADING)];
    }
    let mut effects = forget(state);
    state.job += 2;
    state.step = Step::Capture;
    effects.extend([Effect::StopCamera, Effect::Focus(HEADING)]);
    state.camera = Default::default();
    effects
}

fn retry(state: &mut Portrait) -> Vec<Effect> {
    let job = state.job;
    match state.step {
        Step::Trouble(Trouble::StyleMissing(style) | Trouble::StyleBroken(style)) => {
            state.failed.remove(&style);
            state.step = Step::Working;
            draw_next(state)
        }
        Step::Trouble(Trouble::VisionUnavailable | Trouble::VisionFailed) => {
            state.step = Step::Working;
            vec![Effect::Warm, Effect::Detect { job }]
        }
        Step::Trouble(Trouble::StylistUnavailable) if state.photo.is_some() => {
            state.step = Step::Working;
            vec![Effect::Warm, Effect::Detect { job }]
        }
        _ => vec![],
    }
}

/// Has the file of the present choices written, so that every button is instant.
fn prepare(state: &mut Portrait) -> Vec<Effect> {
    let mut effects = want(state, Purpose::Prepare);
    let is_small = state.preview_export() != state.chosen_export();
    if is_small && state.background != Background::Drawn {
        effects.extend(want(state, Purpose::Preview));
    }
    effects
}

fn want(state: &mut Portrait, purpose: Purpose) -> Vec<Effect> {
    if !state.is_fresh(state.style) || !state.opened {
        return vec![];
    }
    let spec = spec_for(state, purpose);
    if needs_matte(&spec) && state.matte == Matte::Missing {
        state.background = Background::Drawn;
        return vec![Effect::Toast(Toast::warning(NO_MATTE.into()))];
    }
    if state.sending != Sending::Busy && purpose == Purpose::Send {
        state.sending = Sending::Busy;
    }
    let kept =
        if purpose == Purpose::Preview { &state.exports.preview } else { &state.exports.ready };
    let is_ready = kept.as_ref().is_some_and(|file| file.spec == spec);
    match purpose {
        Purpose::Prepare | Purpose::Preview if is_ready => return vec![],
        _ if is_ready => return vec![Effect::Deliver { purpose, spec }],
        _ => {}
    }
    let mut effects = vec![];
    if purpose == Purpose::Copy {
        effects.push(Effect::PromiseCopy);
    }
    enqueue(state, spec, purpose);
    if state.exports.queue.len() == 1 {
        effects.extend(start_export(state));
    }
    effects
}

/// A new wish to prepare replaces older ones that have not begun.
fn enqueue(state: &mut Portrait, spec: ExportSpec, purpose: Purpose) {
    let queue = &mut state.exports.queue;
    if matches!(purpose, Purpose::Prepare | Purpose::Preview) {
        let mut place = 0;
        queue.retain(|(_, waiting)| {
            place += 1;
            place == 1 || *waiting != purpose
        });
    }
    if queue.back() != Some(&(spec.clone(), purpose)) {
        queue.push_back((spec, purpose));
    }
}

fn spec_for(state: &Portrait, purpose: Purpose) -> ExportSpec {
    let chosen = state.chosen_export();
    match purpose {
        Purpose::Preview => state.preview_export(),
        Purpose::Keep => ExportSpec { size: 1024, background: "drawn".into(), ..chosen },
        Purpose::Profile => {
            ExportSpec { size: state.profile_size, crop: state.profile_crop, ..chosen }
        }
        _ => ExportSpec { crop: Cut::Square, ..chosen },
    }
}

/// Asks for the file at the front of the queue; one that needs the cut-out waits for it.
fn start_export(state: &Portrait) -> Vec<Effect> {
    let Some((spec, _)) = state.exports.queue.front() else { return vec![] };
    if needs_matte(spec) && state.matte == Matte::Waiting {
        return vec![];
    }
    vec![Effect::Export { job: state.job, spec: spec.clone() }]
}

fn needs_matte(spec: &ExportSpec) -> bool {
    spec.background != "drawn"
}

fn matte_settled(state: &mut Portrait, job: u32, ready: bool) -> Vec<Effect> {
    if job != state.job || state.matte != Matte::Waiting {
        return vec![];
    }
    let held = state.exports.queue.front().is_some_and(|(spec, _)| needs_matte(spec));
    if ready {
        state.matte = Matte::Ready;
        return if held { start_export(state) } else { vec![] };
    }
    state.matte = Matte::Missing;
    state.exports.queue.retain(|(spec, _)| !needs_matte(spec));
    if state.background == Background::Drawn {
        return vec![];
    }
    state.background = Background::Drawn;
    let mut effects = vec![Effect::Toast(Toast::warning(NO_MATTE.into()))];
    effects.extend(if held { start_export(state) } else { vec![] });
    effects.extend(prepare(state));
    effects
}

fn exported(state: &mut Portrait, news: FileNews) -> Vec<Effect> {
    let is_front = state.exports.queue.front().is_some_and(|(spec, _)| {
        news.job == state.job
            && (spec.style, spec.size) == (news.style, news.size)
            && spec.background == news.background
    });
    let waiting = if is_front { state.exports.queue.pop_front() } else { None };
    let Some((spec, purpose)) = waiting else { return vec![Effect::ForgetUrl(news.url)] };
    let (url, n_bytes) = (news.url, news.n_bytes);
    let mut effects = vec![];
    if !matches!(purpose, Purpose::Prepare | Purpose::Preview) {
        effects.push(Effect::Deliver { purpose, spec: spec.clone() });
    }
    if purpose == Purpose::Preview {
        let old = state.exports.preview.replace(ExportFile { spec, url, n_bytes });
        effects.extend(old.map(|file| Effect::ForgetUrl(file.url)));
    } else if spec == state.chosen_export() {
        let old = state.exports.ready.replace(ExportFile { spec, url, n_bytes });
        effects.extend(old.map(|file| Effect::ForgetUrl(file.url)));
    } else {
        effects.push(Effect::ForgetUrl(url));
    }
    effects.extend(start_export(state));
    effects
}

fn kept(state: &mut Portrait, style: Style, ok: bool) -> Vec<Effect> {
    if !ok {
        return vec![Effect::Toast(Toast::warning(
            "This browser keeps nothing for this site. Download the portrait to keep it.".into(),
        ))];
    }
    state.kept.insert(style);
    vec![Effect::Toast(
        Toast::done("Saved to this device.".into()).leading("/gallery", "Open gallery"),
    )]
}

fn sent(state: &mut Portrait, outcome: Result<(), String>) -> Vec<Effect> {
    match outcome {
        Ok(()) => {
            state.sending = Sending::Done;
            if state.overlay == Some(Overlay::Account) {
                return vec![];
            }
            vec![Effect::Toast(Toast::done("The portrait is in your account.".into()))]
        }
        Err(words) => {
            state.sending = Sending::Failed(words);
            vec![]
        }
    }
}
