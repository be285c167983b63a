//! Goes through the door: the edge, the device, and the edge again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::account::{SignInFinish, SignUpBegin, SignUpFinish, SignedIn};
use wire::passkey::{PasskeyCreation, PasskeyRequest};

use super::passkey;
use super::state::{Effect, Message, State, Stop, update};
use crate::api::{self, Key};
use crate::desk::{self, Page};
use crate::session::Session;

pub(super) type Porter = desk::Desk<DoorPage>;

#[derive(Clone, Copy)]
pub(super) struct DoorPage {
    session: Session,
}

impl Porter {
    pub(super) fn new() -> Self {
        Self::of(DoorPage { session: expect_context() })
    }
}

impl Page for DoorPage {
    type State = State;
    type Message = Message;
    type Effect = Effect;

    fn update(state: &mut State, message: Message) -> Vec<Effect> {
        update(state, message)
    }

    fn run(porter: Porter, effect: Effect) {
        if let Effect::Welcome(signed) = effect {
            porter.page.session.enter(*signed);
            return;
        }
        spawn_local(async move {
            let entered = match effect {
                Effect::SignUp(begin) => sign_up(&begin).await,
                Effect::SignIn => sign_in().await,
                Effect::Recover(body) => {
                    let key = Key::fresh();
                    api::send("POST", "/account/sign-in/recover", &body, &key)
                        .await
                        .map_err(Stop::Edge)
                }
                Effect::Welcome(_) => return,
            };
            porter.send(match entered {
                Ok(signed) => Message::Entered(Box::new(signed)),
                Err(stop) => Message::Refused(stop),
            });
        });
    }
}

async fn sign_up(body: &SignUpBegin) -> Result<SignedIn, Stop> {
    let begun: PasskeyCreation = api::send("POST", "/account/sign-up/begin", body, &Key::fresh())
        .await
        .map_err(Stop::Edge)?;
    let credential = passkey::create(&begun.public_key).await.map_err(Stop::Device)?;
    let finish = SignUpFinish {
        ceremony_id: begun.ceremony_id,
        credential,
        passkey_name: None,
        device_name: None,
    };
    api::send("POST", "/account/sign-up/finish", &finish, &Key::fresh()).await.map_err(Stop::Edge)
}

/// Signs in with a passkey that the device knows; also when a fresh sign-in is asked for.
pub(crate) async fn sign_in() -> Result<SignedIn, Stop> {
    let begun: PasskeyRequest =
        api::send("POST", "/account/sign-in/begin", &serde_json::json!({}), &Key::fresh())
            .await
            .map_err(Stop::Edge)?;
    let credential = passkey::sign(&begun.public_key).await.map_err(Stop::Device)?;
    let finish = SignInFinish { ceremony_id: begun.ceremony_id, credential, device_name: None };
    api::send("POST", "/account/sign-in/finish", &finish, &Key::fresh()).await.map_err(Stop::Edge)
}
