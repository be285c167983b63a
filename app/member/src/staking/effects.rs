//! Everything the staking page does outside of itself; it comes back as a message.

use leptos::task::spawn_local;
use ui::browser;
use wire::policy::PolicyList;
use wire::staking::{StakeAmount, StakeChange, StakeEventPage, StakingOverview};

use super::state::{Act, Effect, Known, Message, State};
use super::update::update;
use crate::api::{self, Failure, Key, Trouble};
use crate::desk::{self, Page, Wishes, focus_soon};
use crate::terms::{text, versions};
use crate::when;

/// How many changes make a page of the history.
const PER_PAGE: u32 = 10;

pub(super) type Desk = desk::Desk<StakingPage>;

#[derive(Clone, Copy)]
pub(super) struct StakingPage {
    wishes: Wishes<u32>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self::of(StakingPage { wishes: Wishes::new() })
    }
}

impl Page for StakingPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(desk: Desk, effect: Effect) {
        match effect {
            Effect::LoadOverview => spawn_local(async move {
                desk.send(Message::Overview(overview().await));
            }),
            Effect::LoadRules => spawn_local(async move {
                let list = api::get::<PolicyList>("/policies").await;
                let rules = list.map(|list| versions(&list)).map_err(|trouble| trouble.words());
                desk.send(Message::Rules(rules));
            }),
            Effect::LoadHistory(cursor) => spawn_local(async move {
                let is_first = cursor.is_none();
                let page = history(cursor).await;
                desk.send(Message::History { page, is_first });
            }),
            Effect::Send { act, wish } => {
                let Some(key) = desk.page.wishes.key_of(&wish) else { return };
                spawn_local(async move {
                    desk.send(Message::Done(send(&act, &key).await));
                });
            }
            Effect::Focus(id) => focus_soon(id.to_owned()),
        }
    }
}

/// Milliseconds since 1970 by this device's clock.
pub(super) fn device_ms() -> u64 {
    browser::now_ms() as u64
}

async fn overview() -> Result<Box<Known>, String> {
    let overview = api::get::<StakingOverview>("/staking").await.map_err(|it| it.words())?;
    let heard_ms = device_ms();
    let at_ms = when::milliseconds(&overview.accrued_at).map_or(heard_ms, |at| at as u64);
    Ok(Box::new(Known { overview, at_ms, heard_ms }))
}

async fn history(cursor: Option<String>) -> Result<StakeEventPage, String> {
    let after = cursor.map(|it| format!("&cursor={}", api::escaped(&it))).unwrap_or_default();
    let page = api::get(&format!("/staking/history?limit={PER_PAGE}{after}")).await;
    page.map_err(|trouble: Trouble| trouble.words())
}

async fn send(act: &Act, key: &Key) -> Result<Box<StakeChange>, Failure> {
    let with = |amount: &money::Amount| StakeAmount { amount: text(*amount) };
    let done = match act {
        Act::Stake(amount) => api::send("POST", "/staking/stake", &with(amount), key).await,
        Act::Unstake(amount) => api::send("POST", "/staking/unstake", &with(amount), key).await,
        Act::Claim => bare("/staking/claim", key).await,
        Act::Compound => bare("/staking/compound", key).await,
    };
    done.map(Box::new).map_err(Failure::from)
}

/// Nothing but the wish itself.
async fn bare(path: &str, key: &Key) -> Result<StakeChange, Trouble> {
    api::send("POST", path, &serde_json::json!({}), key).await
}
