//! The state of a new proposal, the one way to change it, and everything that it causes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use ui::browser;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wire::account::PersonList;
use wire::governance::{NewProposal, Proposal};
use wire::policy::PolicyList;

use super::state::{Effect, Message, State, update};
use crate::api::{self, Key, Trouble};
use crate::desk::{self, Page, Wishes};

/// A change of names waits this long for the next letter.
const PAUSE_MS: i32 = 250;

pub(super) type Desk = desk::Desk<ComposePage>;

#[derive(Clone, Copy)]
pub(super) struct ComposePage {
    wishes: Wishes<NewProposal>,
    sought: StoredValue<String>,
}

impl Desk {
    /// Reads what can be chosen, and the draft if there is one.
    pub(super) fn new(draft: Option<String>) -> Self {
        let sought = StoredValue::new(String::new());
        let desk = Self::of(ComposePage { wishes: Wishes::new(), sought });
        spawn_local(async move {
            if let Ok(list) = api::get::<PolicyList>("/policies").await {
                desk.send(Message::PoliciesCame(list.items));
            }
            if let Ok(catalogue) = api::get("/catalogue").await {
                desk.send(Message::CatalogueCame(catalogue));
            }
        });
        spawn_local(async move {
            if let Ok(summary) = api::get("/governance/summary").await {
                desk.send(Message::SummaryCame(summary));
            }
        });
        if let Some(id) = draft {
            spawn_local(async move {
                let path = format!("/governance/proposals/{}", api::escaped(&id));
                let came = api::get::<Proposal>(&path).await;
                let came = came.map(Box::new).map_err(|trouble| trouble.words());
                desk.send(Message::DraftCame(came));
            });
        }
        desk
    }

    async fn follow(self, effect: Effect) {
        match effect {
            Effect::Keep(draft, new) => self.keep(draft, *new).await,
            Effect::People(name) => self.seek(name).await,
            Effect::Show(id) => follow_link(&format!("/governance/{id}")),
            Effect::PointOut => point_out().await,
        }
    }

    async fn keep(self, draft: Option<String>, new: NewProposal) {
        let Some(key) = self.page.wishes.key_of(&new) else { return };
        let saved = match draft {
            None => send("POST", "/governance/proposals", &new, &key).await,
            // All of it: what the draft had and what is written now are one.
            Some(id) => send("PATCH", &format!("/governance/proposals/{id}"), &new, &key).await,
        };
        self.send(Message::Saved(saved.map_err(|trouble| trouble.words())));
    }

    async fn seek(self, name: String) {
        self.page.sought.try_set_value(name.clone());
        browser::pause(PAUSE_MS).await;
        if self.page.sought.try_get_value() != Some(name.clone()) {
            return;
        }
        let path = format!("/people?q={}", api::escaped(&name));
        if let Ok(list) = api::get::<PersonList>(&path).await {
            let names = list.items.into_iter().map(|it| it.address).collect();
            self.send(Message::PeopleCame(names));
        }
    }
}

impl Page for ComposePage {
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

async fn send(
    method: &str,
    path: &str,
    body: &impl Serialize,
    key: &Key,
) -> Result<String, Trouble> {
    api::send::<Proposal>(method, path, body, key).await.map(|proposal| proposal.id)
}

/// Goes to another page as a press on a link does: the router lives in the other program.
fn follow_link(path: &str) {
    let document = browser::document();
    let (Ok(link), Some(body)) = (document.create_element("a"), document.body()) else { return };
    browser::disregard(link.set_attribute("href", path));
    browser::disregard(body.append_child(&link));
    if let Some(link) = link.dyn_ref::<HtmlElement>() {
        link.click();
    }
    link.remove();
}

/// Gives the keyboard to the first field that lacks something.
async fn point_out() {
    // The words under it are drawn first.
    browser::pause(0).await;
    let found = browser::document().query_selector(".compose [aria-invalid=true]").ok().flatten();
    if let Some(field) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        browser::disregard(field.focus());
    }
}
