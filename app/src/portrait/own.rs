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
            // Before the first sign of life the worker itself was late, not the pack.
            let began = |stage: &mut TrialStage| matches!(stage, TrialStage::Running { percent } if *percent > 0);
            let trouble = if running(state, trial).is_some_and(began) {
                PackTrouble::Fault(PackFault::Slow, String::new())
            } else {
                PackTrouble::SandboxLost
            };
            refuse(state, trial, trouble)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portrait::state::Drawing;
    use wire::pack::PackLabel;
    use wire::stylist::{Device, DrawOptions};

    fn card(name: &str) -> &'static Card {
        let label = PackLabel {
            id: name.into(),
            name: name.into(),
            version: "1".into(),
            author: "Ren".into(),
            licence: "CC0-1.0".into(),
            tier: "xs".into(),
            size_bytes: 1000,
        };
        Card::of(&format!("own-test-{name}"), label)
    }

    /// A pack is in the sandbox.
    fn trying() -> (Portrait, u32) {
        let mut state = Portrait::new();
        state.packs.n_trials = 4;
        let stage = TrialStage::Running { percent: 0 };
        state.packs.trial = Some(Trial { name: "moon.safetensors".into(), stage });
        (state, 4)
    }

    fn passed(name: &str) -> Portrait {
        let (mut state, trial) = trying();
        let picture = "blob:tried".into();
        update(&mut state, PackMessage::Passed { trial, card: card(name), picture });
        state
    }

    #[test]
    fn a_pack_that_passed_is_kept_and_chosen() {
        let mut state = passed("moon");
        let effects = update(&mut state, PackMessage::Keep);
        assert!(matches!(effects[..], [Effect::KeepPack(it)] if it == card("moon")));
        assert!(state.packs.kept.is_empty(), "not before the browser has kept it");
        update(&mut state, PackMessage::Kept { card: card("moon"), ok: true });
        assert_eq!(state.style, Style::Own(card("moon")));
        assert_eq!(state.styles().len(), Style::ALL.len() + 1);
        assert_eq!(state.packs.trial, None);
    }

    #[test]
    fn a_worker_that_never_started_is_not_the_packs_fault() {
        let (mut state, trial) = trying();
        update(&mut state, PackMessage::Overdue { trial });
        let lost = TrialStage::Refused(PackTrouble::SandboxLost);
        assert_eq!(state.packs.trial.as_ref().map(|it| &it.stage), Some(&lost));
    }

    #[test]
    fn a_refused_pack_cannot_be_kept_and_a_late_answer_changes_nothing() {
        let (mut state, trial) = trying();
        update(&mut state, PackMessage::Advanced { trial, percent: 10 });
        update(&mut state, PackMessage::Overdue { trial });
        let slow = TrialStage::Refused(PackTrouble::Fault(PackFault::Slow, String::new()));
        assert_eq!(state.packs.trial.as_ref().map(|it| &it.stage), Some(&slow));
        let late = PackMessage::Passed { trial, card: card("late"), picture: "blob:late".into() };
        let effects = update(&mut state, late);
        assert!(matches!(&effects[..], [Effect::ForgetUrl(url)] if url == "blob:late"));
        assert!(update(&mut state, PackMessage::Keep).is_empty());
    }

    #[test]
    fn an_answer_to_an_older_trial_is_not_listened_to() {
        let (mut state, trial) = trying();
        let trouble = PackTrouble::SandboxLost;
        assert!(update(&mut state, PackMessage::Refused { trial: trial - 1, trouble }).is_empty());
        update(&mut state, PackMessage::Advanced { trial: trial - 1, percent: 90 });
        let stage = state.packs.trial.map(|it| it.stage);
        assert_eq!(stage, Some(TrialStage::Running { percent: 0 }));
    }

    #[test]
    fn a_removed_pack_takes_its_drawing_along() {
        let mut state = passed("gone");
        update(&mut state, PackMessage::Kept { card: card("gone"), ok: true });
        let drawing = |url: &str| Drawing {
            url: url.into(),
            options: DrawOptions::default(),
            device: Device::Cpu,
            tier: "xs".into(),
            pack: "gone@1".into(),
            elapsed_ms: 1.0,
        };
        state.drawings.insert(Style::Painterly, drawing("blob:ours"));
        state.drawings.insert(state.style, drawing("blob:own"));
        let effects = update(&mut state, PackMessage::Remove(card("gone")));
        let forgets = |it: &Effect| matches!(it, Effect::ForgetUrl(url) if url == "blob:own");
        assert!(effects.iter().any(forgets));
        assert_eq!(state.style, Style::Painterly, "what is drawn is shown");
        assert_eq!(state.styles().len(), Style::ALL.len());
    }
}
