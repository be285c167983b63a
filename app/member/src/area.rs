//! What all pages have in common: who is here, what happens, and what is said about it.

use leptos::prelude::*;
use ui::empty::HalfFolded;
use ui::toast::{ToastRack, Toasts};

use crate::account::AccountPage;
use crate::address::Place;
use crate::developers::DevelopersPage;
use crate::door::{CodesDialog, Door};
use crate::governance::{GovernancePage, ProposalPage};
use crate::jobs::JobsPage;
use crate::live::Live;
use crate::session::{Session, Who};
use crate::staking::StakingPage;
use crate::treasury::TreasuryPage;
use crate::wallet::WalletPage;

/// The address that is shown, with its query.
#[derive(Clone, Copy)]
pub(crate) struct Address(pub(crate) RwSignal<String>);

/// The program's frame. `is_shown` says whether it is in the page.
#[component]
pub(crate) fn Area(address: RwSignal<String>, is_shown: RwSignal<bool>) -> impl IntoView {
    let (session, live, toasts) = (Session::new(), Live::new(), Toasts::new());
    provide_context(session);
    provide_context(live);
    provide_context(toasts);
    provide_context(Address(address));
    Effect::new(move |_| {
        if is_shown.get() {
            session.refresh();
        }
    });
    let id = Memo::new(move |_| session.id());
    // A member hears more than a visitor: the feed is opened anew when somebody comes or goes. The name
    // is read, for a memo that nobody reads notices nothing.
    Effect::new(move |_: Option<String>| {
        let id = id.get();
        if is_shown.get() {
            live.open()
        } else {
            live.close()
        }
        id
    });
    live.on(&["account.changed"], move |_| session.refresh());
    let place = Memo::new(move |_| address.with(|address| Place::of(address)));
    view! {
        {move || match place.get() {
            Place::Wallet => view! { <WalletPage /> }.into_any(),
            Place::Staking => view! { <StakingPage /> }.into_any(),
            Place::Jobs => view! { <JobsPage /> }.into_any(),
            Place::Governance => view! { <GovernancePage /> }.into_any(),
            Place::Proposal(id) => view! { <ProposalPage id /> }.into_any(),
            Place::Treasury => view! { <TreasuryPage /> }.into_any(),
            Place::Account => view! { <AccountPage /> }.into_any(),
            Place::Developers(topic) => view! { <DevelopersPage topic /> }.into_any(),
            Place::Nowhere => view! { <Nowhere /> }.into_any(),
        }}
        {move || {
            let codes = session.codes.get();
            (!codes.is_empty())
                .then(|| {
                    let username = session.account().and_then(|it| it.username).unwrap_or_default();
                    let close = move || session.codes.set(vec![]);
                    view! { <CodesDialog username codes close /> }
                })
        }}
        <ToastRack toasts />
    }
}

/// Names the page in the tab.
pub(crate) fn title(words: &str) {
    ui::browser::document().set_title(words);
}

/// Shows `children` to members; everybody else hears what an account brings, and where it is made.
#[component]
pub(crate) fn MembersOnly(
    /// The page's heading.
    heading: &'static str,
    /// What the page would show, in one sentence.
    brings: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let session: Session = expect_context();
    // Only the kind of visitor matters here: a changed picture must not make the page anew.
    let kind = Memo::new(move |_| session.who.with(Who::kind));
    move || match kind.get() {
        Kind::Unknown => view! { <Bones /> }.into_any(),
        Kind::Member => children().into_any(),
        Kind::Visitor => view! { <Door heading brings /> }.into_any(),
        Kind::Unreachable(words) => view! { <Unreachable words /> }.into_any(),
    }
}

#[derive(Clone, PartialEq)]
enum Kind {
    Unknown,
    Visitor,
    Member,
    Unreachable(String),
}

impl Who {
    fn kind(&self) -> Kind {
        match self {
            Self::Unknown => Kind::Unknown,
            Self::Visitor => Kind::Visitor,
            Self::Member(_) => Kind::Member,
            Self::Unreachable(words) => Kind::Unreachable(words.clone()),
        }
    }
}

/// The page's outline while nothing is known.
#[component]
pub(crate) fn Bones() -> impl IntoView {
    view! {
        <div class="wrap app" role="status">
            <span class="vh">"Loading."</span>
            <i class="bone title"></i>
            <i class="bone line"></i>
            <i class="bone sheet"></i>
        </div>
    }
}

#[component]
fn Unreachable(words: String) -> impl IntoView {
    let session: Session = expect_context();
    view! {
        <div class="wrap app">
            <div class="empty" role="alert">
                <HalfFolded />
                <h1>"This page could not ask who you are."</h1>
                <p class="lead">{words}</p>
                <button class="b" type="button" on:click=move |_| session.refresh()>
                    "Try again"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Nowhere() -> impl IntoView {
    title("Nothing here: Digigami");
    view! {
        <div class="wrap app">
            <div class="empty">
                <HalfFolded />
                <h1>"There is nothing at this address."</h1>
                <p class="lead">"It may have moved, or it never was. The way back is short."</p>
                <a class="b" href="/wallet">"To the wallet"</a>
            </div>
        </div>
    }
}
