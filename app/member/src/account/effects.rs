//! Runs what the account page causes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::toast::{Toast, Toasts};
use wire::account::{Account, RecoveryCodes};
use wire::agent::{AgentList, AgentPatch};
use wire::avatar::AvatarPage;
use wire::key::{KeyCreated, KeyList};
use wire::passkey::{NewPasskey, PasskeyCreation, PasskeyList, PasskeyPatch};
use wire::session::DeviceSessionList;

use super::state::{Act, Kind, Outcome, Setback, State};
use super::update::{Effect, Message, update};
use crate::api::{self, Key, NOTHING, Trouble};
use crate::desk::{self, Page};
use crate::door::{passkey, sign_in};
use crate::session::Session;

pub(super) type Desk = desk::Desk<AccountPage>;

#[derive(Clone, Copy)]
pub(super) struct AccountPage {
    pub(super) session: Session,
    toasts: Toasts,
}

impl Desk {
    pub(super) fn open() -> Self {
        let desk = Self::of(AccountPage { session: expect_context(), toasts: expect_context() });
        desk.send(Message::Open);
        desk
    }
}

impl Page for AccountPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(desk: Desk, effect: Effect) {
        match effect {
            Effect::Fetch(kind) => spawn_local(async move { desk.send(fetch(kind).await) }),
            Effect::Do(act) => spawn_local(async move {
                let result = perform(&act, desk.page.session).await;
                desk.send(Message::Done(act, result));
            }),
            Effect::Refresh(Some(account)) => desk.page.session.welcome(*account),
            Effect::Refresh(None) => desk.page.session.refresh(),
            Effect::ShowCodes(codes) => desk.page.session.codes.set(codes),
            Effect::Leave => desk.page.session.leave(),
            Effect::Say(words) => desk.page.toasts.show(Toast::done(words.into())),
            Effect::Warn(words) => desk.page.toasts.show(Toast::warning(words)),
        }
    }
}

async fn fetch(kind: Kind) -> Message {
    match kind {
        Kind::Passkeys => Message::Passkeys(
            api::get("/account/passkeys").await.map(|list: PasskeyList| list.items),
        ),
        Kind::Sessions => Message::Sessions(
            api::get("/account/sessions").await.map(|list: DeviceSessionList| list.items),
        ),
        Kind::Keys => Message::Keys(api::get("/keys").await.map(|list: KeyList| list.items)),
        Kind::Agents => {
            Message::Agents(api::get("/agents").await.map(|list: AgentList| list.items))
        }
        Kind::Avatars => {
            Message::Avatars(api::get("/avatars?limit=50").await.map(|page: AvatarPage| page.items))
        }
    }
}

/// Does it; where the edge wants a fresh sign-in, the device is asked and it is done again.
async fn perform(act: &Act, session: Session) -> Result<Outcome, Setback> {
    match attempt(act).await {
        Err(Setback::Edge(trouble)) if trouble.code() == "sign_in_again" => {
            let signed = sign_in().await.map_err(|stop| Setback::Device(stop.words()))?;
            session.welcome(signed.account);
            attempt(act).await
        }
        result => result,
    }
}

async fn attempt(act: &Act) -> Result<Outcome, Setback> {
    let key = Key::fresh();
    let nothing = |answer: Result<(), Trouble>| answer.map(|()| Outcome::Nothing);
    let result = match act {
        Act::Change(patch) => api::send("PATCH", "/account", patch, &key)
            .await
            .map(|account: Account| Outcome::Account(Box::new(account))),
        Act::AddPasskey => return add_passkey().await,
        Act::RenamePasskey { id, name } => {
            let patch = PasskeyPatch { name: name.clone() };
            nothing(
                api::tell("PATCH", &format!("/account/passkeys/{id}"), Some(&patch), &key).await,
            )
        }
        Act::RemovePasskey(id) => remove(&format!("/account/passkeys/{id}"), &key).await,
        Act::MakeCodes => {
            api::send("POST", "/account/recovery-codes", &serde_json::json!({}), &key)
                .await
                .map(|made: RecoveryCodes| Outcome::Codes(made.codes))
        }
        Act::EndSession(id) => remove(&format!("/account/sessions/{id}"), &key).await,
        Act::EndOthers => remove("/account/sessions", &key).await,
        Act::MakeKey(wanted) => api::send("POST", "/keys", wanted, &key)
            .await
            .map(|made: KeyCreated| Outcome::Key(Box::new(made))),
        Act::RevokeKey(id) => remove(&format!("/keys/{id}"), &key).await,
        Act::SwitchAgent { id, on } => {
            let patch = AgentPatch { enabled: Some(*on), name: None };
            nothing(api::tell("PATCH", &format!("/agents/{id}"), Some(&patch), &key).await)
        }
        Act::RemoveAgent(id) => remove(&format!("/agents/{id}"), &key).await,
        Act::UnlinkDiscord => remove("/account/discord", &key).await,
        Act::Export => api::file("/account/export").await.map(|file| {
            browser::download(&file, "digigami-account.json");
            Outcome::Nothing
        }),
        Act::Delete(body) => nothing(api::tell("DELETE", "/account", Some(body), &key).await),
        Act::SignOut => nothing(api::tell("POST", "/account/sign-out", NOTHING, &key).await),
    };
    result.map_err(Setback::Edge)
}

async fn remove(path: &str, key: &Key) -> Result<Outcome, Trouble> {
    api::tell("DELETE", path, NOTHING, key).await.map(|()| Outcome::Nothing)
}

async fn add_passkey() -> Result<Outcome, Setback> {
    let (nothing, key) = (serde_json::json!({}), Key::fresh());
    let begun: PasskeyCreation = api::send("POST", "/account/passkeys/begin", &nothing, &key)
        .await
        .map_err(Setback::Edge)?;
    let credential = passkey::create(&begun.public_key)
        .await
        .map_err(|fault| Setback::Device(fault.words().into()))?;
    let made = NewPasskey { ceremony_id: begun.ceremony_id, credential, name: None };
    let told = api::tell("POST", "/account/passkeys/finish", Some(&made), &Key::fresh()).await;
    told.map(|()| Outcome::Nothing).map_err(Setback::Edge)
}
