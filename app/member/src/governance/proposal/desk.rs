//! The state of one proposal's page, the one way to change it, and everything that it causes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wire::governance::{CastVote, Deed, Proposal, VotePage};
use wire::policy::PolicyList;

use super::state::{Effect, Message, Problem, State, update};
use crate::api::{self, Trouble};
use crate::desk::{self, Page, Wishes};

/// How many votes are read at a time.
const VOTES: u32 = 20;

pub(super) type Desk = desk::Desk<ProposalPage>;

#[derive(Clone, Copy)]
pub(super) struct ProposalPage {
    id: StoredValue<String>,
    /// The wish that is on its way or failed.
    wishes: Wishes<Effect>,
}

impl Desk {
    pub(super) fn new(id: String) -> Self {
        Self::of(ProposalPage { id: StoredValue::new(id), wishes: Wishes::new() })
    }

    /// A part of the proposal, tracked; none while it is not here.
    pub(super) fn part<T>(self, part: impl Fn(&Proposal) -> T) -> Option<T> {
        self.state.with(|state| state.proposal.as_ref().map(part))
    }

    async fn follow(self, effect: Effect) {
        let Some(id) = self.page.id.try_get_value() else { return };
        let path = format!("/governance/proposals/{}", api::escaped(&id));
        match effect {
            Effect::Read => {
                let came = api::get::<Proposal>(&path).await;
                self.send(Message::Came(came.map(Box::new).map_err(problem)));
            }
            Effect::Policies => {
                if let Ok(list) = api::get::<PolicyList>("/policies").await {
                    self.send(Message::PoliciesCame(list.items));
                }
            }
            Effect::Votes(after) => {
                let cursor = after.as_ref().map(|it| format!("&cursor={}", api::escaped(it)));
                let path = format!("{path}/votes?limit={VOTES}{}", cursor.unwrap_or_default());
                if let Ok(page) = api::get::<VotePage>(&path).await {
                    self.send(Message::VotesCame(after, page));
                }
            }
            Effect::Vote(choice) => {
                self.want(&effect, &format!("{path}/vote"), Some(&CastVote { choice })).await;
            }
            Effect::Do(deed) => {
                let verb = match deed {
                    Deed::Activate => "activate",
                    Deed::Execute => "execute",
                    Deed::Cancel => "cancel",
                    // These have ways of their own.
                    Deed::Edit | Deed::Vote => return,
                };
                self.want(&effect, &format!("{path}/{verb}"), api::NOTHING).await;
            }
        }
    }

    async fn want(self, effect: &Effect, path: &str, body: Option<&impl Serialize>) {
        let Some(key) = self.page.wishes.key_of(effect) else { return };
        let done = api::tell("POST", path, body, &key).await;
        // A refusal is an answer too; only what may not have arrived is sent again under its key.
        if !matches!(done, Err(Trouble::Offline | Trouble::Broken(_))) {
            self.page.wishes.forget();
        }
        self.send(Message::Done(done.map_err(|trouble| trouble.words())));
    }
}

impl Page for ProposalPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(desk: Desk, effect: Effect) {
        spawn_local(desk.follow(effect));
    }
}

fn problem(trouble: Trouble) -> Problem {
    match &trouble {
        Trouble::Refused(404, _) => Problem::Missing,
        other => Problem::Words(other.words()),
    }
}
