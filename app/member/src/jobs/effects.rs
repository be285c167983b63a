//! Everything the page of productions does outside of itself; it comes back as a message.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use wire::job::{Job, JobPage, Manifest, QueueStats};
use wire::policy::PolicyList;
use wire::staking::StakingOverview;

use super::state::{Act, Effect, Failure, Means, Message, State};
use super::update::update;
use crate::api::{self, Key, Trouble};
use crate::terms::{anm, catalogue, versions};

/// How many productions make a page of the list.
const PER_PAGE: u32 = 10;

/// The page's state, and the only way to change it.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: RwSignal<State>,
    /// The key of the newest wish.
    key: StoredValue<Option<(u32, Key)>>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { state: RwSignal::new(State::default()), key: StoredValue::new(None) }
    }

    pub(super) fn send(self, message: Message) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            self.run(effect);
        }
    }

    /// A memo of one part of the state: views that read it change only when it does.
    pub(super) fn read<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        part: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }

    fn run(self, effect: Effect) {
        match effect {
            Effect::Send { act, wish } => {
                let key = self.key_of(wish);
                spawn_local(async move {
                    self.send(Message::Done(send(&act, &key).await));
                });
            }
            // After the next frame: what is to have the keyboard has to be drawn first.
            Effect::Focus(id) => request_animation_frame(move || {
                if let Some(element) = browser::by_id::<web_sys::HtmlElement>(&id) {
                    browser::disregard(element.focus());
                }
            }),
            effect => spawn_local(async move {
                if let Some(message) = load(effect).await {
                    self.send(message);
                }
            }),
        }
    }

    /// The same wish has the same key, however often it is sent.
    fn key_of(self, wish: u32) -> Key {
        if let Some((kept, key)) = self.key.get_value()
            && kept == wish
        {
            return key;
        }
        let key = Key::fresh();
        self.key.set_value(Some((wish, key.clone())));
        key
    }
}

/// Reads; none where the page does as well without the answer.
async fn load(effect: Effect) -> Option<Message> {
    let words = |trouble: Trouble| trouble.words();
    Some(match effect {
        Effect::LoadMeans => {
            let overview = api::get::<StakingOverview>("/staking").await;
            Message::Means(
                overview
                    .map_err(words)
                    .map(|it| Means { staked: anm(&it.staked), available: anm(&it.available) }),
            )
        }
        Effect::LoadRules => {
            let list = api::get::<PolicyList>("/policies").await;
            Message::Rules(list.map_err(words).map(|list| versions(&list)))
        }
        Effect::LoadCatalogue => {
            let list = api::get::<wire::catalogue::Catalogue>("/catalogue").await.ok()?;
            Message::Catalogue(Box::new(catalogue(&list)))
        }
        Effect::LoadQueue => Message::Queue(api::get::<QueueStats>("/jobs/queue").await.ok()?),
        Effect::LoadList(cursor) => {
            let is_first = cursor.is_none();
            let after = cursor.map(|it| format!("&cursor={}", api::escaped(&it)));
            let path = format!("/jobs?limit={PER_PAGE}{}", after.unwrap_or_default());
            let page = api::get::<JobPage>(&path).await.map_err(words);
            Message::List { page, is_first }
        }
        Effect::LoadJob(id) => {
            let job = api::get::<Job>(&format!("/jobs/{}", api::escaped(&id))).await;
            Message::Job(id, job.map(Box::new).map_err(words))
        }
        Effect::LoadManifest(id) => {
            let path = format!("/jobs/{}/manifest", api::escaped(&id));
            let manifest = api::get::<Manifest>(&path).await.ok()?;
            Message::Manifest(id, Box::new(manifest))
        }
        Effect::Send { .. } | Effect::Focus(_) => return None,
    })
}

async fn send(act: &Act, key: &Key) -> Result<Box<Job>, Failure> {
    let done: Result<Job, Trouble> = match act {
        Act::Order(order) => api::send("POST", "/jobs", order, key).await,
        Act::Cancel(job) => {
            let path = format!("/jobs/{}", api::escaped(&job.id));
            api::send("DELETE", &path, &serde_json::json!({}), key).await
        }
    };
    done.map(Box::new).map_err(|trouble| Failure {
        words: trouble.words(),
        is_refused: matches!(trouble, Trouble::Refused(..) | Trouble::SignedOut),
    })
}
