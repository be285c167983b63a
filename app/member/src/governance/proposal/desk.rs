//! The state of one proposal's page, the one way to change it, and everything that it causes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use wire::governance::{CastVote, Deed, Proposal, VotePage};
use wire::policy::PolicyList;

use super::state::{Effect, Message, Problem, State, update};
use crate::api::{self, Key, Trouble};

/// How many votes are read at a time.
const VOTES: u32 = 20;

#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: RwSignal<State>,
    id: StoredValue<String>,
    /// The wish that is on its way or failed, and its key: the same wish again carries the same key.
    wish: StoredValue<Option<(Effect, Key)>>,
}

impl Desk {
    pub(super) fn new(id: String) -> Self {
        Self {
            state: RwSignal::new(State::default()),
            id: StoredValue::new(id),
            wish: StoredValue::new(None),
        }
    }

    /// A part of the proposal, tracked; none while it is not here.
    pub(super) fn part<T>(self, part: impl Fn(&Proposal) -> T) -> Option<T> {
        self.state.with(|state| state.proposal.as_ref().map(part))
    }

    pub(super) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            spawn_local(self.follow(effect));
        }
    }

    async fn follow(self, effect: Effect) {
        let Some(id) = self.id.try_get_value() else { return };
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
        let kept = self.wish.try_get_value().flatten().filter(|(wish, _)| wish == effect);
        let key = kept.map_or_else(Key::fresh, |(_, key)| key);
        if self.wish.try_set_value(Some((effect.clone(), key.clone()))).is_some() {
            return;
        }
        let done = api::tell("POST", path, body, &key).await;
        // A refusal is an answer too; only what may not have arrived is sent again under its key.
        if !matches!(done, Err(Trouble::Offline | Trouble::Broken(_))) {
            self.wish.try_set_value(None);
        }
        self.send(Message::Done(done.map_err(|trouble| trouble.words())));
    }
}

fn problem(trouble: Trouble) -> Problem {
    match &trouble {
        Trouble::Refused(404, _) => Problem::Missing,
        other => Problem::Words(other.words()),
    }
}
