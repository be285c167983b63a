//! Everything the staking page does outside of itself; it comes back as a message.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use wire::policy::PolicyList;
use wire::staking::{StakeAmount, StakeChange, StakeEventPage, StakingOverview};

use super::state::{Act, Effect, Failure, Known, Message, State};
use super::update::update;
use crate::api::{self, Key, Trouble};
use crate::terms::{text, versions};
use crate::when;

/// How many changes make a page of the history.
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
            Effect::LoadOverview => spawn_local(async move {
                self.send(Message::Overview(overview().await));
            }),
            Effect::LoadRules => spawn_local(async move {
                let list = api::get::<PolicyList>("/policies").await;
                let rules = list.map(|list| versions(&list)).map_err(|trouble| trouble.words());
                self.send(Message::Rules(rules));
            }),
            Effect::LoadHistory(cursor) => spawn_local(async move {
                let is_first = cursor.is_none();
                let page = history(cursor).await;
                self.send(Message::History { page, is_first });
            }),
            Effect::Send { act, wish } => {
                let key = self.key_of(wish);
                spawn_local(async move {
                    self.send(Message::Done(send(&act, &key).await));
                });
            }
            // After the next frame: what has the keyboard then stands in its new shape.
            Effect::Focus(id) => request_animation_frame(move || {
                if let Some(element) = browser::by_id::<web_sys::HtmlElement>(id) {
                    browser::disregard(element.focus());
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
    done.map(Box::new).map_err(|trouble| Failure {
        words: trouble.words(),
        is_refused: matches!(trouble, Trouble::Refused(..) | Trouble::SignedOut),
    })
}

/// Nothing but the wish itself.
async fn bare(path: &str, key: &Key) -> Result<StakeChange, Trouble> {
    api::send("POST", path, &serde_json::json!({}), key).await
}
