//! `/governance`: what can be voted on, what passed, what is past, and how to propose.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::empty::HalfFolded;
use ui::icon::Icon;
use wire::governance::{GovernanceSummary, ProposalPage, ProposalStatus, ProposalSummary};

use super::bar::{ApprovalBar, QuorumBar};
use super::list_state::{Effect as Deed, Message, State, Tab, update};
use super::plain::called;
use super::words::{choice_told, status_colour, status_name, type_name};
use super::{rules::Rules, ticking};
use crate::address;
use crate::area::{Address, title};
use crate::desk::{self, Page};
use crate::field::Trouble;
use crate::live::Live;
use crate::mark::Mark;
use crate::{api, when};

const PAGE: u32 = 20;

type Desk = desk::Desk<ListPage>;

#[derive(Clone, Copy)]
struct ListPage;

impl Page for ListPage {
    type State = State;
    type Message = Message;
    type Effect = Deed;

    fn update(state: &mut State, message: Message) -> Vec<Deed> {
        update(state, message)
    }

    fn run(desk: Desk, effect: Deed) {
        spawn_local(desk.follow(effect));
    }
}

impl Desk {
    async fn follow(self, effect: Deed) {
        match effect {
            Deed::Summary => {
                if let Ok(summary) = api::get("/governance/summary").await {
                    self.send(Message::SummaryCame(summary));
                }
            }
            Deed::List(tab, after) => {
                let cursor = after.as_ref().map(|it| format!("&cursor={}", api::escaped(it)));
                let status = tab.query().map(|it| format!("status={it}&")).unwrap_or_default();
                let cursor = cursor.unwrap_or_default();
                let path = format!("/governance/proposals?{status}limit={PAGE}{cursor}");
                let came = api::get::<ProposalPage>(&path).await.map_err(|trouble| trouble.words());
                self.send(Message::Came(tab, after, came));
            }
        }
    }
}

/// The page.
#[component]
pub(crate) fn GovernancePage() -> impl IntoView {
    title("Governance: Digigami");
    let desk = Desk::of(ListPage);
    let Address(address) = expect_context();
    let live: Live = expect_context();
    Effect::new(move |last: Option<()>| {
        let asked = address.with(|it| address::query(it, "show", str::to_owned));
        desk.send(Message::Open(Tab::of(&asked.unwrap_or_default())));
        if last.is_none() {
            desk.send(Message::Look);
        }
    });
    live.on(&["proposal.changed", "stake.changed"], move |_| desk.send(Message::Look));
    let summary = Memo::new(move |_| desk.state.with(|state| state.summary.clone()));
    view! {
        <div class="wrap app gov">
            <div class="hd">
                <h1>"Governance"</h1>
                <NewButton summary />
            </div>
            <p class="lead">
                "Every fee, rate and limit here is decided by those who stake. One staked ANM is one vote."
            </p>
            <div class="gov-list">
                <div>
                    <Tabs desk />
                    <Trouble trouble=Signal::derive(move || desk.state.with(|it| it.trouble.clone())) />
                    <Listed desk />
                </div>
                <Rules summary />
            </div>
        </div>
    }
}

/// The way to a new proposal, for those who can propose.
#[component]
fn NewButton(summary: Memo<Option<GovernanceSummary>>) -> impl IntoView {
    let can = Memo::new(move |_| {
        summary
            .with(|it| it.as_ref().and_then(|it| it.me.as_ref()).is_some_and(|me| me.can_propose))
    });
    move || {
        can.get().then(
            || view! { <a class="b" href="/governance/new">{Mark::Plus.view()} "New proposal"</a> },
        )
    }
}

#[component]
fn Tabs(desk: Desk) -> impl IntoView {
    let tabs = Tab::ALL
        .into_iter()
        .map(|tab| {
            let is_open = move || desk.state.with(|it| it.tab == tab);
            let count = move || {
                let count = desk.state.with(|it| it.summary.as_ref().and_then(|it| tab.count(it)));
                count.filter(|n| *n > 0).map(|n| view! { <span class="n num">{n}</span> })
            };
            let href = format!("/governance?show={}", tab.name());
            view! {
                <a href=href aria-current=move || is_open().then_some("true")>
                    {tab.label()}
                    {count}
                </a>
            }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label="Proposals">{tabs}</nav> }
}

#[component]
fn Listed(desk: Desk) -> impl IntoView {
    let now = ticking();
    let is_there = Memo::new(move |_| desk.state.with(|it| it.items.is_some()));
    let is_empty =
        Memo::new(move |_| desk.state.with(|it| it.items.as_ref().is_some_and(Vec::is_empty)));
    let items = move || desk.state.with(|it| it.items.clone().unwrap_or_default());
    view! {
        {move || match (is_there.get(), is_empty.get()) {
            (false, _) => view! { <i class="bone sheet" role="presentation"></i> }.into_any(),
            (true, true) => view! { <Nothing tab=desk.state.with(|it| it.tab) /> }.into_any(),
            (true, false) => ().into_any(),
        }}
        <ul class="props">
            // A proposal whose numbers changed is drawn anew; the others stay.
            <For each=items key=|it| serde_json::to_string(it).unwrap_or_default() let:item>
                <Item item now />
            </For>
        </ul>
        {move || {
            desk.state
                .with(|it| it.cursor.is_some())
                .then(|| {
                    view! {
                        <button class="q" type="button" on:click=move |_| desk.send(Message::More)>
                            "Show more"
                        </button>
                    }
                })
        }}
    }
}

#[component]
fn Nothing(tab: Tab) -> impl IntoView {
    let (what, hint) = tab.nothing();
    view! {
        <div class="empty small">
            <HalfFolded />
            <h2 class="mid">{what}</h2>
            <p class="s">{hint}</p>
        </div>
    }
}

#[component]
fn Item(item: ProposalSummary, now: RwSignal<f64>) -> impl IntoView {
    let colour = status_colour(item.status);
    let ends = item.voting_ends_at.clone().filter(|_| item.status == ProposalStatus::Active);
    let left = ends.map(|at| {
        view! { <span class="s num">"Ends " {move || when::distance(&at, now.get())}</span> }
    });
    let tally = item.tally.clone().filter(|_| item.status != ProposalStatus::Draft);
    let pictures = tally.map(|tally| {
        view! {
            <div class="pics">
                <QuorumBar tally=tally.clone() small=true />
                <ApprovalBar tally small=true />
            </div>
        }
    });
    let mine = item.my_choice.map(|choice| {
        view! { <p class="s mine">{Icon::Check.view()} "You " {choice_told(choice)}</p> }
    });
    view! {
        <li class=format!("card fold prop {colour}")>
            <div class="row wr tags">
                <span class="tag plain">{type_name(item.kind)}</span>
                <span class=format!("tag {colour}")>{status_name(item.status)}</span>
                {left}
            </div>
            <h2 class="h3">
                <a href=format!("/governance/{}", item.id)>{item.title}</a>
            </h2>
            <p class="xs">
                "Proposal " <span class="num">{item.number}</span> " by " {called(&item.proposer)} ", "
                {when::day(&item.created_at)}
            </p>
            {pictures}
            {mine}
        </li>
    }
}
