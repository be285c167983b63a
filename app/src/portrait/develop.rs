//! The second half of `update`: from an opened photo to drawings. Files are in `files.rs`.

use wire::stylist::{RefusalCode, Stage};

use super::files::{exported, file_failed, kept, matte_settled, prepare, sent, start_export, want};
use super::live;
use super::message::{DrawnNews, Effect, Message};
use super::own;
use super::state::{Engine, Portrait, Progress, Purpose, SIZES, Sending, Step, Trouble};
use super::update::{HEADING, forget, stuck};
use crate::styles::Style;
use crate::ui::toast::Toast;

pub(super) fn update(state: &mut Portrait, message: Message) -> Vec<Effect> {
    match message {
        Message::EngineReady { device, adapter, notice } => {
            engine_ready(state, Engine { device, adapter, notice })
        }
        Message::EngineLost => engine_lost(state),
        Message::Opened { job, before, face } if job == state.job => {
            state.before = Some(before);
            state.reading = face;
            opened(state)
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
        Message::Pack(message) => own::update(state, message),
        Message::Live(message) => live::update(state, message),
        _ => vec![],
    }
}

/// A graphics card draws live unasked, also when the camera was there before it.
fn engine_ready(state: &mut Portrait, engine: Engine) -> Vec<Effect> {
    let was_on = live::is_on(state);
    state.engine = Some(engine);
    if !was_on && live::is_on(state) { live::restart(state) } else { vec![] }
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
    let is_gone = news.style.own().is_some_and(|card| !state.packs.kept.contains(&card));
    if is_gone {
        let mut effects = vec![Effect::ForgetUrl(news.drawing.url)];
        effects.extend(draw_next(state));
        return effects;
    }
    let old = state.drawings.insert(news.style, news.drawing);
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

fn opened(state: &mut Portrait) -> Vec<Effect> {
    state.opened = true;
    state.progress.advance(Stage::Detect, 35);
    let mut effects = start_export(state);
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
            // The worker started over and holds no photo: drawing goes on once it is open again.
            if std::mem::take(&mut state.opened) {
                effects.push(Effect::Reopen { job: state.job });
            }
            effects.extend(live::restart(state));
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

pub(super) fn choose_style(state: &mut Portrait, style: Style) -> Vec<Effect> {
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
