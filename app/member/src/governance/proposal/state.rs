//! One proposal: what is shown, and what follows from what happens. Pure.

use wire::governance::{Action, Choice, Deed, Moment, Proposal, Vote, VotePage};
use wire::policy::Policy;

/// Why there is nothing to show, or nothing new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// There is no such proposal, or it is somebody else's draft.
    Missing,
    /// In words.
    Words(String),
}

/// Everything the page of a proposal shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) proposal: Option<Proposal>,
    pub(super) problem: Option<Problem>,
    /// To write values with their units; empty as long as no action needs them.
    pub(super) policies: Vec<Policy>,
    pub(super) votes: Vec<Vote>,
    pub(super) more_votes: Option<String>,
    /// What the visitor has chosen and not sent yet.
    pub(super) chosen: Option<Choice>,
    /// What is asked once more before it is done.
    pub(super) asked: Option<Deed>,
    pub(super) is_busy: bool,
    /// Why what was wanted did not happen.
    pub(super) refusal: Option<String>,
}

impl State {
    /// Whether the visitor may do this now.
    pub(super) fn may(&self, deed: Deed) -> bool {
        let me = self.proposal.as_ref().and_then(|it| it.me.as_ref());
        me.is_some_and(|me| me.allowed.contains(&deed))
    }

    /// The choice that counts at this moment.
    pub(super) fn cast(&self) -> Option<Choice> {
        self.proposal.as_ref()?.me.as_ref()?.choice
    }
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum Message {
    /// The page was opened, or something happened to the proposal elsewhere.
    Look,
    Came(Result<Box<Proposal>, Problem>),
    PoliciesCame(Vec<Policy>),
    MoreVotes,
    VotesCame(Option<String>, VotePage),
    Choose(Choice),
    Vote,
    Ask(Deed),
    Leave,
    Confirm,
    /// What was wanted happened, or why it did not.
    Done(Result<(), String>),
}

/// What is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Read,
    Policies,
    Votes(Option<String>),
    Vote(Choice),
    Do(Deed),
}

/// What follows from a message.
pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Look => vec![Effect::Read, Effect::Votes(None)],
        Message::Came(Ok(proposal)) => {
            let speaks_of_policies =
                proposal.actions.iter().any(|it| matches!(it.action, Action::SetPolicy { .. }));
            let wants = speaks_of_policies && state.policies.is_empty();
            state.proposal = Some(*proposal);
            state.problem = None;
            if wants { vec![Effect::Policies] } else { vec![] }
        }
        Message::Came(Err(problem)) => {
            state.problem = Some(problem);
            vec![]
        }
        Message::PoliciesCame(policies) => {
            state.policies = policies;
            vec![]
        }
        Message::MoreVotes => {
            state.more_votes.take().map(|cursor| Effect::Votes(Some(cursor))).into_iter().collect()
        }
        Message::VotesCame(after, page) => {
            list(state, after.is_none(), page);
            vec![]
        }
        Message::Choose(choice) => {
            state.chosen = Some(choice);
            state.refusal = None;
            vec![]
        }
        Message::Vote => match state.chosen {
            Some(choice) if !state.is_busy && state.may(Deed::Vote) => {
                wanted(state, Effect::Vote(choice))
            }
            _ => vec![],
        },
        Message::Ask(deed) => {
            state.asked = state.may(deed).then_some(deed);
            state.refusal = None;
            vec![]
        }
        // What is on its way cannot be called back: the dialog stays until the answer is here.
        Message::Leave if state.is_busy => vec![],
        Message::Leave => {
            state.asked = None;
            state.refusal = None;
            vec![]
        }
        Message::Confirm => match state.asked {
            Some(deed) if !state.is_busy => wanted(state, Effect::Do(deed)),
            _ => vec![],
        },
        Message::Done(Ok(())) => {
            state.is_busy = false;
            state.asked = None;
            state.chosen = None;
            update(state, Message::Look)
        }
        Message::Done(Err(words)) => {
            state.is_busy = false;
            state.refusal = Some(words);
            // The refusal may come from what has changed meanwhile.
            vec![Effect::Read]
        }
    }
}

/// Adds a page of votes, or begins anew with it.
fn list(state: &mut State, is_first: bool, page: VotePage) {
    if is_first {
        state.votes.clear();
    }
    let known = |vote: &Vote| state.votes.iter().any(|it| it.voter.id == vote.voter.id);
    let new: Vec<Vote> = page.items.into_iter().filter(|vote| !known(vote)).collect();
    state.votes.extend(new);
    state.more_votes = page.next_cursor;
}

fn wanted(state: &mut State, effect: Effect) -> Vec<Effect> {
    state.is_busy = true;
    state.refusal = None;
    vec![effect]
}

/// Whether a moment that was ahead has come: then the proposal may stand elsewhere.
pub(super) fn has_come(timeline: &[Moment], now_ms: f64, at: impl Fn(&str) -> Option<f64>) -> bool {
    timeline.iter().filter(|it| !it.past).filter_map(|it| at(&it.at)).any(|at| at <= now_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::governance::{
        ActionState, MomentKind, Person, ProposalStatus, ProposalType, Standing,
    };

    fn proposal(allowed: &[Deed], action: Action) -> Proposal {
        let me = Standing {
            weight: Some("100.00000000".into()),
            choice: None,
            voted_at: None,
            proposer: false,
            allowed: allowed.to_vec(),
        };
        Proposal {
            id: "p".into(),
            number: 1,
            title: "t".into(),
            kind: ProposalType::Parameter,
            status: ProposalStatus::Active,
            body: String::new(),
            proposer: Person { id: "a".into(), username: None },
            actions: vec![ActionState {
                action,
                before: None,
                recipient: None,
                transaction_id: None,
            }],
            tally: None,
            timeline: vec![],
            me: Some(me),
            version: 1,
            created_at: String::new(),
            voting_ends_at: None,
            executable_at: None,
            grace_ends_at: None,
        }
    }

    fn seen(allowed: &[Deed]) -> State {
        let mut state = State::default();
        let words = Action::Declare { text: "so".into() };
        update(&mut state, Message::Came(Ok(Box::new(proposal(allowed, words)))));
        state
    }

    #[test]
    fn a_vote_is_sent_once_and_only_where_it_may_be() {
        let mut state = seen(&[Deed::Vote]);
        assert_eq!(update(&mut state, Message::Vote), [], "nothing chosen");
        update(&mut state, Message::Choose(Choice::For));
        assert_eq!(update(&mut state, Message::Vote), [Effect::Vote(Choice::For)]);
        assert_eq!(update(&mut state, Message::Vote), [], "it is on its way");
        assert_eq!(update(&mut state, Message::Done(Ok(()))), [Effect::Read, Effect::Votes(None)]);
        assert_eq!(state.chosen, None);

        let mut state = seen(&[]);
        update(&mut state, Message::Choose(Choice::For));
        assert_eq!(update(&mut state, Message::Vote), []);
    }

    #[test]
    fn what_cannot_be_undone_is_asked_first() {
        let mut state = seen(&[Deed::Execute]);
        assert_eq!(update(&mut state, Message::Confirm), [], "nobody asked");
        update(&mut state, Message::Ask(Deed::Cancel));
        assert_eq!(state.asked, None, "not allowed");
        update(&mut state, Message::Ask(Deed::Execute));
        assert_eq!(update(&mut state, Message::Confirm), [Effect::Do(Deed::Execute)]);
        update(&mut state, Message::Leave);
        assert_eq!(state.asked, Some(Deed::Execute), "it is on its way");
        update(&mut state, Message::Done(Err("The treasury is empty.".into())));
        assert_eq!(state.refusal.as_deref(), Some("The treasury is empty."));
        update(&mut state, Message::Leave);
        assert_eq!((state.asked, state.refusal), (None, None));
    }

    #[test]
    fn policies_are_asked_for_once_and_only_if_they_are_spoken_of() {
        assert!(seen(&[]).policies.is_empty());
        let mut state = State::default();
        let action = Action::SetPolicy { key: "fee.usage.rate".into(), value: "0.01".into() };
        let came = Message::Came(Ok(Box::new(proposal(&[], action))));
        assert_eq!(update(&mut state, came), [Effect::Policies]);
    }

    #[test]
    fn a_moment_that_comes_is_noticed() {
        let moment =
            |at: &str, past| Moment { kind: MomentKind::VotingEnds, at: at.into(), past, by: None };
        let at = |text: &str| text.parse().ok();
        assert!(!has_come(&[moment("5", true), moment("10", false)], 9.0, at));
        assert!(has_come(&[moment("5", true), moment("10", false)], 10.0, at));
    }
}
