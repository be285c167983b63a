//! A new proposal: what is written so far, and what follows from what happens. Pure.

use wire::catalogue::Catalogue;
use wire::governance::{Action, GovernanceSummary, NewProposal, Proposal, ProposalType};
use wire::policy::Policy;

use super::draft::{Sort, lack, sendable};
use crate::amount::Writing;

const TITLE_CHARS_MAX: usize = 120;
const BODY_BYTES_MAX: usize = 20_000;
pub(super) const ACTIONS_MAX: usize = 10;

/// Everything the page of a new proposal shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// The draft that is edited; none for a new one.
    pub(super) draft: Option<String>,
    pub(super) title: String,
    pub(super) kind: ProposalType,
    pub(super) body: String,
    /// Each under a number of its own, so that a form stays itself when another one goes.
    pub(super) actions: Vec<(u32, Action)>,
    next: u32,
    pub(super) policies: Vec<Policy>,
    pub(super) catalogue: Option<Catalogue>,
    pub(super) summary: Option<GovernanceSummary>,
    /// Names that begin with what was typed last.
    pub(super) people: Vec<String>,
    /// After the first press of "Save" everything that lacks something says so.
    pub(super) is_checked: bool,
    pub(super) is_busy: bool,
    pub(super) refusal: Option<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            draft: None,
            title: String::new(),
            kind: ProposalType::Parameter,
            body: String::new(),
            actions: vec![(0, Sort::SetPolicy.empty())],
            next: 1,
            policies: vec![],
            catalogue: None,
            summary: None,
            people: vec![],
            is_checked: false,
            is_busy: false,
            refusal: None,
        }
    }
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum Message {
    DraftCame(Result<Box<Proposal>, String>),
    PoliciesCame(Vec<Policy>),
    CatalogueCame(Catalogue),
    SummaryCame(GovernanceSummary),
    Title(String),
    Kind(ProposalType),
    Body(String),
    Add(Sort),
    Remove(u32),
    Change(u32, Action),
    /// Somebody's name is being typed.
    Seek(String),
    PeopleCame(Vec<String>),
    Save(Writing),
    /// The proposal's id, or why it was not kept.
    Saved(Result<String, String>),
}

/// What is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Keep(Option<String>, Box<NewProposal>),
    People(String),
    /// To the proposal's own page.
    Show(String),
    /// Moves the keyboard to the first thing that lacks something.
    PointOut,
}

impl State {
    /// What the title lacks, once somebody wants to save it.
    pub(super) fn title_lack(&self) -> Option<String> {
        let length = self.title.trim().chars().count();
        match length {
            0 => Some("A proposal needs a title.".into()),
            _ if length > TITLE_CHARS_MAX => Some(format!("At most {TITLE_CHARS_MAX} characters.")),
            _ => None,
        }
        .filter(|_| self.is_checked)
    }

    /// What the text lacks.
    pub(super) fn body_lack(&self) -> Option<String> {
        let too_long = self.body.len() > BODY_BYTES_MAX;
        too_long.then(|| format!("That is {} bytes; {BODY_BYTES_MAX} are taken.", self.body.len()))
    }

    /// The action of this number.
    pub(super) fn action(&self, id: u32) -> Option<&Action> {
        self.actions.iter().find(|(other, _)| *other == id).map(|(_, action)| action)
    }

    /// What an action lacks, once somebody wants to save it.
    pub(super) fn action_lack(&self, id: u32, writing: &Writing) -> Option<String> {
        let action = self.action(id).filter(|_| self.is_checked)?;
        lack(action, &self.policies, writing)
    }

    fn is_whole(&self, writing: &Writing) -> bool {
        let lacks = |(id, _): &(u32, Action)| self.action_lack(*id, writing).is_some();
        let is_fine = self.title_lack().is_none() && self.body_lack().is_none();
        is_fine && !self.actions.is_empty() && !self.actions.iter().any(lacks)
    }

    fn add(&mut self, action: Action) {
        self.actions.push((self.next, action));
        self.next += 1;
    }
}

/// What follows from a message.
pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::DraftCame(Ok(draft)) => {
            state.draft = Some(draft.id);
            state.title = draft.title;
            state.kind = draft.kind;
            state.body = draft.body;
            state.actions.clear();
            for action in draft.actions {
                let named = action.recipient.and_then(|it| it.username);
                state.add(with_name(action.action, named));
            }
        }
        Message::DraftCame(Err(words)) => state.refusal = Some(words),
        Message::PoliciesCame(policies) => state.policies = policies,
        Message::CatalogueCame(catalogue) => state.catalogue = Some(catalogue),
        Message::SummaryCame(summary) => state.summary = Some(summary),
        Message::Title(title) => state.title = title,
        Message::Body(body) => state.body = body,
        Message::Kind(kind) => change_kind(state, kind),
        Message::Add(sort) if state.actions.len() < ACTIONS_MAX => state.add(sort.empty()),
        Message::Add(_) => {}
        Message::Remove(id) => state.actions.retain(|(other, _)| *other != id),
        Message::Change(id, new) => {
            if let Some((_, action)) = state.actions.iter_mut().find(|(other, _)| *other == id) {
                *action = new;
            }
        }
        Message::Seek(name) => {
            let name = name.trim().trim_start_matches('@').to_owned();
            return if name.is_empty() { vec![] } else { vec![Effect::People(name)] };
        }
        Message::PeopleCame(people) => state.people = people,
        Message::Save(writing) => return save(state, &writing),
        Message::Saved(Ok(id)) => {
            state.is_busy = false;
            return vec![Effect::Show(id)];
        }
        Message::Saved(Err(words)) => {
            state.is_busy = false;
            state.refusal = Some(words);
        }
    }
    vec![]
}

/// Another type takes other actions: those that fit stay.
fn change_kind(state: &mut State, kind: ProposalType) {
    state.kind = kind;
    let fitting = Sort::fitting(kind);
    state.actions.retain(|(_, action)| fitting.contains(&Sort::of(action)));
    if state.actions.is_empty()
        && let Some(usual) = fitting.first()
    {
        state.add(usual.empty());
    }
}

/// People are shown by name, not by number.
fn with_name(action: Action, name: Option<String>) -> Action {
    match (action, name) {
        (Action::PayFromTreasury { asset, amount, memo, .. }, Some(name)) => {
            Action::PayFromTreasury { asset, to: format!("@{name}"), amount, memo }
        }
        (action, _) => action,
    }
}

fn save(state: &mut State, writing: &Writing) -> Vec<Effect> {
    if state.is_busy {
        return vec![];
    }
    state.is_checked = true;
    state.refusal = state.actions.is_empty().then(|| "A proposal does at least one thing.".into());
    if !state.is_whole(writing) {
        return vec![Effect::PointOut];
    }
    state.is_busy = true;
    let new = NewProposal {
        title: state.title.trim().to_owned(),
        kind: state.kind,
        body: state.body.clone(),
        actions: state.actions.iter().map(|(_, action)| sendable(action, writing)).collect(),
    };
    vec![Effect::Keep(state.draft.clone(), Box::new(new))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, value: &str) -> Action {
        Action::SetPolicy { key: key.into(), value: value.into() }
    }

    #[test]
    fn nothing_incomplete_is_sent_and_everything_says_what_it_lacks() {
        let mut state = State::default();
        let english = Writing::default();
        assert_eq!(state.title_lack(), None, "nobody wants to save yet");
        assert_eq!(update(&mut state, Message::Save(english.clone())), [Effect::PointOut]);
        assert_eq!(state.title_lack().as_deref(), Some("A proposal needs a title."));
        assert_eq!(state.action_lack(0, &english).as_deref(), Some("Choose a rule."));
    }

    #[test]
    fn a_whole_draft_is_kept_once() {
        let mut state = State::default();
        update(&mut state, Message::Title(" Lower the fee ".into()));
        update(&mut state, Message::Change(0, set("fee.usage.rate", " 0.0025 ")));
        let effects = update(&mut state, Message::Save(Writing::default()));
        let [Effect::Keep(None, new)] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(new.title, "Lower the fee");
        assert_eq!(new.actions, [set("fee.usage.rate", "0.0025")]);
        assert_eq!(update(&mut state, Message::Save(Writing::default())), [], "it is on its way");
        assert_eq!(update(&mut state, Message::Saved(Ok("7".into()))), [Effect::Show("7".into())]);
    }

    #[test]
    fn another_type_keeps_the_actions_that_fit() {
        let mut state = State::default();
        update(&mut state, Message::Kind(ProposalType::Treasury));
        let id = state.actions[0].0;
        let Some(Action::PayFromTreasury { asset, .. }) = state.action(id) else {
            panic!("{state:?}")
        };
        assert_eq!(asset, "ANM");
        update(&mut state, Message::Kind(ProposalType::Ecosystem));
        assert_eq!(state.actions[0].0, id, "a payment fits here too");
        update(&mut state, Message::Kind(ProposalType::Parameter));
        assert_eq!(Sort::of(&state.actions[0].1), Sort::SetPolicy);
    }

    #[test]
    fn forms_keep_their_numbers_and_there_is_a_bound() {
        let mut state = State::default();
        for _ in 0..20 {
            update(&mut state, Message::Add(Sort::SetPolicy));
        }
        assert_eq!(state.actions.len(), ACTIONS_MAX);
        update(&mut state, Message::Remove(3));
        assert!(state.action(3).is_none() && state.action(4).is_some());
    }

    #[test]
    fn names_are_sought_without_their_sign() {
        let mut state = State::default();
        assert_eq!(update(&mut state, Message::Seek("@so".into())), [Effect::People("so".into())]);
        assert_eq!(update(&mut state, Message::Seek(" @".into())), []);
    }
}
