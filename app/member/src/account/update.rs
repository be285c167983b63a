//! The account page's only way from one state to the next. Pure.

use wire::agent::Agent;
use wire::avatar::Avatar;
use wire::key::Key;
use wire::passkey::Passkey;
use wire::session::DeviceSession;

use super::state::{Act, Kind, List, Outcome, Setback, Sheet, State};
use crate::api::Trouble;

#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page is shown.
    Open,
    Passkeys(Result<Vec<Passkey>, Trouble>),
    Sessions(Result<Vec<DeviceSession>, Trouble>),
    Keys(Result<Vec<Key>, Trouble>),
    Agents(Result<Vec<Agent>, Trouble>),
    Avatars(Result<Vec<Avatar>, Trouble>),
    Show(Sheet),
    Close,
    Do(Act),
    Done(Act, Result<Outcome, Setback>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    Fetch(Kind),
    Do(Act),
    /// Takes the account that an answer carried, or asks for it.
    Refresh(Option<Box<wire::account::Account>>),
    ShowCodes(Vec<String>),
    /// Nobody is here any more.
    Leave,
    Say(&'static str),
    Warn(String),
}

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Open => {
            use Kind::{Agents, Keys, Passkeys, Sessions};
            return [Passkeys, Sessions, Keys, Agents].map(Effect::Fetch).into();
        }
        Message::Passkeys(answer) => state.passkeys = List::of(answer),
        Message::Sessions(answer) => state.sessions = List::of(answer),
        Message::Keys(answer) => state.keys = List::of(answer),
        Message::Agents(answer) => state.agents = List::of(answer),
        Message::Avatars(answer) => state.avatars = List::of(answer),
        Message::Show(sheet) => {
            let effects = match sheet {
                Sheet::Picture => vec![Effect::Fetch(Kind::Avatars)],
                _ => vec![],
            };
            (state.sheet, state.wrong) = (Some(sheet), None);
            return effects;
        }
        Message::Close => (state.sheet, state.wrong) = (None, None),
        Message::Do(act) => {
            if state.busy.is_some() {
                return vec![];
            }
            (state.busy, state.wrong) = (Some(act.clone()), None);
            return vec![Effect::Do(act)];
        }
        Message::Done(act, result) => {
            state.busy = None;
            return match result {
                Ok(outcome) => done(state, &act, outcome),
                Err(setback) => missed(state, &setback),
            };
        }
    }
    vec![]
}

fn missed(state: &mut State, setback: &Setback) -> Vec<Effect> {
    if state.sheet.is_some() {
        state.wrong = Some(setback.words());
        return vec![];
    }
    vec![Effect::Warn(setback.words())]
}

fn done(state: &mut State, act: &Act, outcome: Outcome) -> Vec<Effect> {
    state.sheet = None;
    let mut effects = match outcome {
        Outcome::Account(account) => vec![Effect::Refresh(Some(account))],
        Outcome::Codes(codes) => vec![Effect::ShowCodes(codes), Effect::Refresh(None)],
        Outcome::Key(made) => {
            state.sheet = Some(Sheet::KeyMade(made));
            vec![]
        }
        Outcome::Nothing => vec![],
    };
    effects.extend(match act {
        Act::Change(_) => vec![Effect::Say("Saved.")],
        Act::AddPasskey => vec![
            Effect::Fetch(Kind::Passkeys),
            Effect::Refresh(None),
            Effect::Say("The passkey is added."),
        ],
        Act::RenamePasskey { .. } => vec![Effect::Fetch(Kind::Passkeys)],
        Act::RemovePasskey(_) => vec![
            Effect::Fetch(Kind::Passkeys),
            Effect::Refresh(None),
            Effect::Say("The passkey is removed."),
        ],
        Act::MakeCodes => vec![],
        Act::EndSession(_) | Act::EndOthers => {
            vec![Effect::Fetch(Kind::Sessions), Effect::Say("Signed out there.")]
        }
        Act::MakeKey(_) => vec![Effect::Fetch(Kind::Keys)],
        Act::RevokeKey(_) => vec![Effect::Fetch(Kind::Keys), Effect::Say("The key is revoked.")],
        Act::SwitchAgent { .. } | Act::RemoveAgent(_) => vec![Effect::Fetch(Kind::Agents)],
        Act::UnlinkDiscord => vec![Effect::Refresh(None)],
        Act::Export => vec![],
        Act::Delete(_) => vec![Effect::Leave, Effect::Say("The account is deleted.")],
        Act::SignOut => vec![Effect::Leave],
    });
    effects
}

#[cfg(test)]
mod tests {
    use super::super::state::Sure;
    use super::*;

    fn offline() -> Setback {
        Setback::Edge(Trouble::Offline)
    }

    #[test]
    fn one_act_at_a_time() {
        let mut state = State::default();
        assert_eq!(update(&mut state, Message::Do(Act::MakeCodes)), [Effect::Do(Act::MakeCodes)]);
        assert!(update(&mut state, Message::Do(Act::SignOut)).is_empty());
        update(&mut state, Message::Done(Act::MakeCodes, Err(offline())));
        assert_eq!(state.busy, None);
    }

    #[test]
    fn a_setback_stays_on_the_sheet_that_caused_it() {
        let mut state = State::default();
        let act = Act::RemovePasskey("1".into());
        let sure = Sure { title: "Remove it?".into(), words: "", word: "Remove", act: act.clone() };
        update(&mut state, Message::Show(Sheet::Sure(Box::new(sure))));
        assert!(update(&mut state, Message::Done(act.clone(), Err(offline()))).is_empty());
        assert!(state.sheet.is_some() && state.wrong.is_some());
        update(&mut state, Message::Close);
        let effects = update(&mut state, Message::Done(act, Err(offline())));
        assert!(matches!(&effects[..], [Effect::Warn(_)]));
    }

    #[test]
    fn new_codes_are_shown_and_a_deleted_account_is_left() {
        let mut state = State::default();
        let codes = vec!["aaaa".to_owned()];
        let effects =
            update(&mut state, Message::Done(Act::MakeCodes, Ok(Outcome::Codes(codes.clone()))));
        assert_eq!(effects, [Effect::ShowCodes(codes), Effect::Refresh(None)]);
        let left = update(&mut state, Message::Done(Act::SignOut, Ok(Outcome::Nothing)));
        assert_eq!(left, [Effect::Leave]);
    }
}
