//! What the account page shows, and what can be done there.

use wire::account::{Account, AccountDeletion, AccountPatch};
use wire::agent::Agent;
use wire::avatar::Avatar;
use wire::key::{Key, KeyCreated, NewKey};
use wire::passkey::Passkey;
use wire::session::DeviceSession;

use crate::api::Trouble;

/// A list that is fetched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum List<T> {
    #[default]
    Coming,
    Here(Vec<T>),
    Lost(String),
}

impl<T> List<T> {
    pub(super) fn of(answer: Result<Vec<T>, Trouble>) -> Self {
        match answer {
            Ok(items) => Self::Here(items),
            Err(trouble) => Self::Lost(trouble.words()),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) passkeys: List<Passkey>,
    pub(super) sessions: List<DeviceSession>,
    pub(super) keys: List<Key>,
    pub(super) agents: List<Agent>,
    pub(super) avatars: List<Avatar>,
    /// The sheet that lies on top.
    pub(super) sheet: Option<Sheet>,
    /// The act that is on its way.
    pub(super) busy: Option<Act>,
    pub(super) wrong: Option<String>,
}

/// A sheet on top of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sheet {
    Name {
        display_name: String,
        username: String,
    },
    Picture,
    PasskeyName {
        id: String,
        name: String,
    },
    NewKey,
    KeyMade(Box<KeyCreated>),
    Deletion,
    /// Asks once more before something that cannot be taken back.
    Sure(Box<Sure>),
}

/// A question before something that cannot be taken back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sure {
    pub(super) title: String,
    pub(super) words: &'static str,
    pub(super) word: &'static str,
    pub(super) act: Act,
}

/// Something that is done to the account.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    Change(AccountPatch),
    AddPasskey,
    RenamePasskey { id: String, name: String },
    RemovePasskey(String),
    MakeCodes,
    EndSession(String),
    EndOthers,
    MakeKey(NewKey),
    RevokeKey(String),
    SwitchAgent { id: String, on: bool },
    RemoveAgent(String),
    UnlinkDiscord,
    Export,
    Delete(AccountDeletion),
    SignOut,
}

/// The lists that can be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Passkeys,
    Sessions,
    Keys,
    Agents,
    Avatars,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Account(Box<Account>),
    Codes(Vec<String>),
    Key(Box<KeyCreated>),
    Nothing,
}

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Setback {
    Edge(Trouble),
    /// What the device, or the browser, said.
    Device(String),
}

impl Setback {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Edge(trouble) => trouble.words(),
            Self::Device(words) => words.clone(),
        }
    }
}
