//! The part of `update` that is about a visitor's own packs: tried, kept, removed, brought back.

use wire::pack::PackFault;

use super::develop::choose_style;
use super::message::{Effect, PackMessage};
use super::state::{Portrait, Step};
use crate::packs::has_room;
use crate::packs::words::PackTrouble;
use crate::styles::{Card, Style};
use crate::ui::toast::Toast;

/// What the page knows of packs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Packs {
    /// Those kept on this device, the oldest first.
    pub(crate) kept: Vec<&'static Card>,
    /// The pack in the sandbox, or what became of it.
    pub(crate) trial: Option<Trial>,
    /// Counts trials: an answer to an older one is not listened to.
    pub(crate) n_trials: u32,
}

/// One pack that was brought.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trial {
    /// The file's name.
    pub(crate) name: String,
    pub(crate) stage: TrialStage,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TrialStage {
    /// The sandbox checks it, then draws with it.
    Running {
        percent: u8,
    },
    /// It may be kept.
    Passed {
        card: &'static Card,
        picture: String,
    },
    Refused(PackTrouble),
}

pub(super) fn update(state: &mut Portrait, message: PackMessage) -> Vec<Effect> {
    match message {
        PackMessage::Read(cards) => {
            state.packs.kept = cards;
            vec![]
        }
        PackMessage::Try(file) => try_pack(state, file),
        PackMessage::Advanced { trial, percent: now } => {
            if let Some(TrialStage::Running { percent }) = running(state, trial) {
                *percent = now.max(*percent);
            }
            vec![]
        }
        PackMessage::Passed { trial, card, picture } => match running(state, trial) {
            Some(stage) => {
                *stage = TrialStage::Passed { card, picture };
                vec![Effect::EndTrial]
            }
            None => vec![Effect::ForgetUrl(picture)],
        },
        PackMessage::Refused { trial, trouble } => refuse(state, trial, trouble),
        PackMessage::Overdue { trial } => {
            let slow = PackTrouble::Fault(PackFault::Slow, String::new());
            refuse(state, trial, slow)
        }
        PackMessage::CloseTrial => close_trial(state),
        PackMessage::Keep => keep(state),
        PackMessage::Kept { card, ok } => kept(state, card, ok),
        PackMessage::Remove(card) => remove(state, card),
        PackMessage::Restore(card) => vec![Effect::RestorePack(card)],
    }
}

/// The stage of the trial with this number, while it runs.
fn running(state: &mut Portrait, number: u32) -> Option<&mut TrialStage> {
    let is_current = state.packs.n_trials == number;
    let stage = state.packs.trial.as_mut().map(|trial| &mut trial.stage);
    stage.filter(|stage| is_current && matches!(stage, TrialStage::Running { .. }))
}

fn try_pack(state: &mut Portrait, file: web_sys::File) -> Vec<Effect> {
    let mut effects = close_trial(state);
    state.packs.n_trials += 1;
    let trial = state.packs.n_trials;
    let stage = TrialStage::Running { percent: 0 };
    state.packs.trial = Some(Trial { name: file.name(), stage });
    effects.push(Effect::TryPack { trial, file });
    effects
}

fn refuse(state: &mut Portrait, trial: u32, trouble: PackTrouble) -> Vec<Effect> {
    let Some(stage) = running(state, trial) else { return vec![] };
    *stage = TrialStage::Refused(trouble);
    vec![Effect::EndTrial]
}

fn close_trial(state: &mut Portrait) -> Vec<Effect> {
    let Some(trial) = state.packs.trial.take() else { return vec![] };
    let mut effects = vec![Effect::EndTrial];
    if let TrialStage::Passed { picture, .. } = trial.stage {
        effects.push(Effect::ForgetUrl(picture));
    }
    effects
}

fn keep(state: &mut Portrait) -> Vec<Effect> {
    let passed = match state.packs.trial.as_ref().map(|trial| &trial.stage) {
        Some(TrialStage::Passed { card, .. }) => *card,
        _ => return vec![],
    };
    if state.packs.kept.contains(&passed) {
        let mut effects = close_trial(state);
        effects.extend(choose_style(state, Style::Own(passed)));
        return effects;
    }
    // The page does not offer it either; whoever asks all the same gets nothing.
    if !has_room(&state.packs.kept, passed) {
        return vec![];
    }
    vec![Effect::KeepPack(passed)]
}

fn kept(state: &mut Portrait, card: &'static Card, ok: bool) -> Vec<Effect> {
    if !ok {
        return vec![Effect::Toast(Toast::warning(
            "This browser keeps nothing for this site, so the pack was not kept either.".into(),
        ))];
    }
    if !state.packs.kept.contains(&card) {
        state.packs.kept.push(card);
    }
    let mut effects = close_trial(state);
    let words = format!("{} is kept on this device.", card.label.name);
    effects.push(Effect::Toast(Toast::done(words)));
    effects.extend(choose_style(state, Style::Own(card)));
    effects
}

fn remove(state: &mut Portrait, card: &'static Card) -> Vec<Effect> {
    let style = Style::Own(card);
    state.packs.kept.retain(|other| *other != card);
    state.failed.remove(&style);
    state.kept.remove(&style);
    let mut effects = vec![Effect::RemovePack(card)];
    effects.extend(state.drawings.remove(&style).map(|drawing| Effect::ForgetUrl(drawing.url)));
    if state.drawing.is_some_and(|(running, _)| running == style) {
        state.drawing = None;
        effects.push(Effect::Cancel { job: state.job });
    }
    if state.style == style {
        // What is seen must not be of a style that is gone.
        let drawn = state.drawings.keys().next().copied();
        state.style = drawn.unwrap_or_default();
        if state.step == Step::Result {
            let next = state.style;
            effects.extend(choose_style(state, next));
        }
    }
    effects
}
