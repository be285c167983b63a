//! Runs what the wallet causes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use money::Rate;
use ui::browser;
use ui::toast::{Toast, Toasts};
use wire::account::PersonList;
use wire::policy::Policy;
use wire::token::{FaucetDraw, NewTransfer};

use super::state::{Direction, Filter, Order, State};
use super::update::{Deed, Effect, Message, Write, update};
use crate::api::{self, Key, Trouble};
use crate::desk::{self, Page};
use crate::live::Live;
use crate::session::Session;

/// What changes something that the wallet shows.
const TOPICS: &[&str] = &["transfer.posted", "hold.changed", "stake.changed", "job.changed"];
/// How long typing has to rest before the edge is asked.
const REST_MS: i32 = 250;
/// How many lines of the history come at once.
const LINES: u32 = 20;
/// The policy that says what an AVT transfer costs.
const AVT_RATE: &str = "fee.transfer.avt.rate";

pub(super) type Purse = desk::Desk<WalletPage>;

#[derive(Clone, Copy)]
pub(super) struct WalletPage {
    pub(super) session: Session,
    toasts: Toasts,
    wish: StoredValue<Option<Key>>,
}

impl Purse {
    /// Opens the wallet, and keeps it up to date as long as it is shown.
    pub(super) fn open() -> Self {
        let purse = Self::of(WalletPage {
            session: expect_context(),
            toasts: expect_context(),
            wish: StoredValue::new(None),
        });
        let live: Live = expect_context();
        live.on(TOPICS, move |_| purse.send(Message::Refresh));
        purse.send(Message::Refresh);
        spawn_local(async move { purse.send(Message::FaucetKnown(is_development().await)) });
        purse
    }

    /// Sends it. The key stays the same until another order is made: sent twice, it happens once.
    fn transfer(self, order: Order) {
        let key = self.page.wish.get_value().unwrap_or_else(Key::fresh);
        let body = NewTransfer {
            to: order.to,
            amount: order.amount.format(order.asset),
            asset: Some(order.asset.code().to_owned()),
            memo: order.memo,
        };
        spawn_local(async move {
            let answer = api::send("POST", "/token/transfer", &body, &key).await;
            self.send(Message::Sent(answer));
        });
    }
}

impl Page for WalletPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(purse: Purse, effect: Effect) {
        match effect {
            Effect::FetchBalances => spawn_local(async move {
                purse.send(Message::Balances(api::get("/token/balance").await));
                purse.send(Message::Staking(Box::new(api::get("/staking").await)));
            }),
            Effect::FetchPage { number, asset, filter, cursor, is_typed } => {
                let path = format!(
                    "/token/history?{}",
                    query(asset.code(), &filter, Some(LINES), cursor.as_deref())
                );
                spawn_local(async move {
                    if is_typed {
                        browser::pause(REST_MS).await;
                    }
                    // Somebody who still types has asked anew meanwhile.
                    if purse.state.try_with_untracked(|state| state.history.asked) == Some(number) {
                        purse.send(Message::Page(number, api::get(&path).await));
                    }
                });
            }
            Effect::FetchPeople { number, name } => spawn_local(async move {
                browser::pause(REST_MS).await;
                if purse.state.try_with_untracked(|state| state.draft.asked) == Some(number) {
                    let path = format!("/people?q={}", api::escaped(&name));
                    let found = api::get(&path).await.map(|list: PersonList| list.items);
                    purse.send(Message::Draft(Write::Found(number, found)));
                }
            }),
            Effect::FetchAvtRate => spawn_local(async move {
                let policy = api::get::<Policy>(&format!("/policies/{AVT_RATE}")).await;
                let rate = policy.ok().and_then(|it| Rate::parse(&it.value));
                purse.send(Message::Draft(Write::AvtRate(rate)));
            }),
            Effect::NewWish => purse.page.wish.set_value(Some(Key::fresh())),
            Effect::Send(order) => purse.transfer(order),
            Effect::Do(deed) => spawn_local(async move {
                let result = perform(&deed).await;
                purse.send(Message::Done(deed, result));
            }),
            Effect::Say(words) => purse.page.toasts.show(Toast::done(words)),
        }
    }
}

async fn perform(deed: &Deed) -> Result<(), Trouble> {
    let key = Key::fresh();
    match deed {
        Deed::Claim { restake } => {
            let path = if *restake { "/staking/compound" } else { "/staking/claim" };
            api::tell("POST", path, Some(&serde_json::json!({})), &key).await
        }
        Deed::Draw(amount) => {
            let body = FaucetDraw { amount: amount.clone(), asset: Some("ANM".into()) };
            api::tell("POST", "/token/faucet", Some(&body), &key).await
        }
    }
}

/// Whether this is local development: only there the clock has a door.
async fn is_development() -> bool {
    api::is_there("/api/dev/clock").await
}

/// The query of a history.
pub(super) fn query(
    asset: &str,
    filter: &Filter,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> String {
    let mut parts = vec![format!("asset={asset}")];
    parts.extend(limit.map(|limit| format!("limit={limit}")));
    match filter.direction {
        Direction::All => {}
        Direction::In => parts.push("direction=in".into()),
        Direction::Out => parts.push("direction=out".into()),
    }
    if !filter.kind.is_empty() {
        parts.push(format!("kind={}", filter.kind));
    }
    let words = filter.words.trim();
    if !words.is_empty() {
        parts.push(format!("q={}", api::escaped(words)));
    }
    if let Some(cursor) = cursor {
        parts.push(format!("cursor={}", api::escaped(cursor)));
    }
    parts.join("&")
}
