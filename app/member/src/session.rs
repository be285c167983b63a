//! Who is here.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::badge::{self, Badge};
use wire::account::{Account, AccountKind, SignedIn};

use crate::api::{self, Trouble};

/// Who is in front of the page, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Who {
    /// Not asked yet, or no answer yet.
    #[default]
    Unknown,
    /// Somebody without an account; a guest with a session counts as one.
    Visitor,
    /// A member.
    Member(Box<Account>),
    /// The edge cannot be asked.
    Unreachable(String),
}

/// Who is here, for all pages together.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    pub(crate) who: RwSignal<Who>,
    /// Recovery codes that were just made, until they are kept.
    pub(crate) codes: RwSignal<Vec<String>>,
}

impl Session {
    /// Nobody is known yet.
    pub(crate) fn new() -> Self {
        let session = Self { who: RwSignal::new(Who::Unknown), codes: RwSignal::new(vec![]) };
        api::on_signed_out(move || session.set(Who::Visitor));
        session
    }

    /// Asks the edge.
    pub(crate) fn refresh(self) {
        spawn_local(async move {
            match api::get::<Account>("/account").await {
                Ok(account) => self.welcome(account),
                Err(Trouble::SignedOut) => self.set(Who::Visitor),
                // An answer that is on its way may be older than what is shown.
                Err(_) if self.is_member() => {}
                Err(trouble) => self.set(Who::Unreachable(trouble.words())),
            }
        });
    }

    /// Takes what the edge says of the account.
    pub(crate) fn welcome(self, account: Account) {
        match account.kind {
            AccountKind::Member => self.set(Who::Member(Box::new(account))),
            AccountKind::Guest | AccountKind::Agent => self.set(Who::Visitor),
        }
    }

    /// Somebody came through the door.
    pub(crate) fn enter(self, signed: SignedIn) {
        self.codes.set(signed.recovery_codes);
        self.welcome(signed.account);
    }

    /// The session has ended.
    pub(crate) fn leave(self) {
        self.set(Who::Visitor);
    }

    fn set(self, who: Who) {
        let badge = match &who {
            Who::Member(account) => Some(badge_of(account)),
            _ => None,
        };
        if !matches!(who, Who::Unknown | Who::Unreachable(_)) {
            badge::keep(badge.as_ref());
        }
        if self.who.with_untracked(|known| *known != who) {
            self.who.set(who);
        }
    }

    fn is_member(self) -> bool {
        self.who.with_untracked(|who| matches!(who, Who::Member(_)))
    }

    /// The member's id; empty for others. Tracked.
    pub(crate) fn id(self) -> String {
        self.account().map(|account| account.id).unwrap_or_default()
    }

    /// The member's account. Tracked.
    pub(crate) fn account(self) -> Option<Account> {
        self.who.with(|who| match who {
            Who::Member(account) => Some((**account).clone()),
            _ => None,
        })
    }
}

fn badge_of(account: &Account) -> Badge {
    Badge {
        username: account.username.clone().unwrap_or_default(),
        picture: account.picture_url.clone().unwrap_or_default(),
    }
}
