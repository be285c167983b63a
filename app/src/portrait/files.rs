//! The part of `update` that is about files: which are written, and what became of them.

use wire::stylist::Cut;

use super::message::{Effect, FileNews};
use super::state::{
    Background, ExportFile, ExportSpec, Matte, Overlay, Portrait, Purpose, Sending,
};
use crate::styles::Style;
use crate::ui::toast::Toast;

const NO_MATTE: &str = "The cut-out model did not load, so the background stays as drawn.";

/// Has the file of the present choices written, so that every button is instant.
pub(super) fn prepare(state: &mut Portrait) -> Vec<Effect> {
    let mut effects = want(state, Purpose::Prepare);
    let is_small = state.preview_export() != state.chosen_export();
    if is_small && state.background != Background::Drawn {
        effects.extend(want(state, Purpose::Preview));
    }
    effects
}

pub(super) fn want(state: &mut Portrait, purpose: Purpose) -> Vec<Effect> {
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

/// Asks for the file at the front of the queue; one that needs the cut-out waits for it.
pub(super) fn start_export(state: &Portrait) -> Vec<Effect> {
    let Some((spec, _)) = state.exports.queue.front() else { return vec![] };
    if needs_matte(spec) && state.matte == Matte::Waiting {
        return vec![];
    }
    vec![Effect::Export { job: state.job, spec: spec.clone() }]
}

pub(super) fn exported(state: &mut Portrait, news: FileNews) -> Vec<Effect> {
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

pub(super) fn matte_settled(state: &mut Portrait, job: u32, ready: bool) -> Vec<Effect> {
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

/// A file could not be written: the queue goes on, and the visitor hears of it.
pub(super) fn file_failed(state: &mut Portrait) -> Vec<Effect> {
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

pub(super) fn kept(state: &mut Portrait, style: Style, ok: bool) -> Vec<Effect> {
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

pub(super) fn sent(state: &mut Portrait, outcome: Result<(), String>) -> Vec<Effect> {
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

fn needs_matte(spec: &ExportSpec) -> bool {
    spec.background != "drawn"
}
