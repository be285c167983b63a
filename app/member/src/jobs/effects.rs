//! Everything the page of productions does outside of itself; it comes back as a message.

use leptos::task::spawn_local;
use wire::job::{Job, JobPage, Manifest, QueueStats};
use wire::policy::PolicyList;
use wire::staking::StakingOverview;

use super::state::{Act, Effect, Means, Message, State};
use super::update::update;
use crate::api::{self, Failure, Key, Trouble};
use crate::desk::{self, Page, Wishes, focus_soon};
use crate::terms::{anm, catalogue, versions};

/// How many productions make a page of the list.
const PER_PAGE: u32 = 10;

pub(super) type Desk = desk::Desk<JobsPage>;

#[derive(Clone, Copy)]
pub(super) struct JobsPage {
    wishes: Wishes<u32>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self::of(JobsPage { wishes: Wishes::new() })
    }
}

impl Page for JobsPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(desk: Desk, effect: Effect) {
        match effect {
            Effect::Send { act, wish } => {
                let Some(key) = desk.page.wishes.key_of(&wish) else { return };
                spawn_local(async move {
                    desk.send(Message::Done(send(&act, &key).await));
                });
            }
            Effect::Focus(id) => focus_soon(id),
            effect => spawn_local(async move {
                if let Some(message) = load(effect).await {
                    desk.send(message);
                }
            }),
        }
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
    done.map(Box::new).map_err(Failure::from)
}
