//! `/governance/new`: writing a proposal, kept as a draft until it is brought to a vote.

use leptos::prelude::*;
use ui::segment::Segment;
use wire::governance::ProposalType;

mod desk;
mod draft;
mod line;
mod policy;
mod row;
mod state;

use self::desk::Desk;
use self::draft::Sort;
use self::line::{Choose, Line, Lines};
use self::row::Row;
use self::state::{ACTIONS_MAX, Message};
use super::rules::Rules;
use super::words::{TYPES, type_name, type_sentence};
use crate::address;
use crate::area::{Address, MembersOnly, title};
use crate::field::Trouble;
use crate::figure::writing;
use crate::mark::Mark;
use crate::prose::Prose;

/// The page.
#[component]
pub(super) fn Compose() -> impl IntoView {
    title("A proposal: Digigami");
    view! {
        <MembersOnly
            heading="Propose something."
            brings="Here a member with enough stake writes a proposal, and brings it to a vote."
        >
            <Form />
        </MembersOnly>
    }
}

#[component]
fn Form() -> impl IntoView {
    let Address(address) = expect_context();
    let draft = address.with_untracked(|it| address::query(it, "draft", str::to_owned));
    let is_new = draft.is_none();
    let desk = Desk::new(draft);
    let summary = Memo::new(move |_| desk.state.with(|it| it.summary.clone()));
    view! {
        <div class="wrap app gov">
            <p class="s back"><a class="tl" href="/governance">"All proposals"</a></p>
            <div class="hd"><h1>{if is_new { "A new proposal" } else { "Your draft" }}</h1></div>
            <div class="gov-list">
                <form
                    class="stack compose"
                    on:submit=move |event| {
                        event.prevent_default();
                        desk.send(Message::Save(writing().clone()));
                    }
                >
                    <Words desk />
                    <Actions desk />
                    <Save desk />
                </form>
                <Rules summary />
            </div>
        </div>
    }
}

/// Title, type and text.
#[component]
fn Words(desk: Desk) -> impl IntoView {
    let kind = Memo::new(move |_| desk.state.with(|it| it.kind));
    let options = TYPES
        .into_iter()
        .enumerate()
        .map(|(index, it)| {
            view! { <option value=index.to_string() selected=move || kind.get() == it>{type_name(it)}</option> }
        })
        .collect_view();
    let choose = move |index: String| {
        let kind: Option<ProposalType> =
            index.parse().ok().and_then(|it: usize| TYPES.get(it).copied());
        if let Some(kind) = kind {
            desk.send(Message::Kind(kind));
        }
    };
    view! {
        <Line
            id="p-title"
            label="Title"
            value=Signal::derive(move || desk.state.with(|it| it.title.clone()))
            set=move |it| desk.send(Message::Title(it))
            wrong=Signal::derive(move || desk.state.with(|it| it.title_lack()))
            most=120
        />
        <Choose
            id="p-kind"
            label="What it is about"
            set=choose
            note=Signal::derive(move || type_sentence(kind.get()).to_owned())
        >
            {options}
        </Choose>
        <Body desk />
    }
}

/// The text, written or as it will be read.
#[component]
fn Body(desk: Desk) -> impl IntoView {
    let preview = RwSignal::new(false);
    let body = Signal::derive(move || desk.state.with(|it| it.body.clone()));
    view! {
        <section class="stack body">
            <div class="row sp wr">
                <h2 class="h3">"Why"</h2>
                <Segment
                    label=""
                    choices=&[(false, "Write"), (true, "Preview")]
                    chosen=preview
                    choose=move |it| preview.set(it)
                />
            </div>
            {move || {
                if preview.get() {
                    view! {
                        <div class="previewed">
                            <Prose text=body />
                            {body.with(String::is_empty).then(|| view! { <p class="s">"Nothing is written yet."</p> })}
                        </div>
                    }
                        .into_any()
                } else {
                    view! {
                        <Lines
                            id="p-body"
                            label="Text, in Markdown"
                            value=body
                            set=move |it| desk.send(Message::Body(it))
                            rows=10
                            note="Headings, lists, tables, links. HTML and pictures are shown as text."
                            wrong=Signal::derive(move || desk.state.with(|it| it.body_lack()))
                        />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// What it does.
#[component]
fn Actions(desk: Desk) -> impl IntoView {
    let ids =
        move || desk.state.with(|it| it.actions.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let kind = Memo::new(move |_| desk.state.with(|it| it.kind));
    let is_full = Memo::new(move |_| desk.state.with(|it| it.actions.len() >= ACTIONS_MAX));
    let people = move || {
        let people = desk.state.with(|it| it.people.clone());
        people.into_iter().map(|it| view! { <option value=it></option> }).collect_view()
    };
    view! {
        <section class="stack">
            <h2 class="h3">"What happens if it passes"</h2>
            <For each=ids key=|id| *id let:id>
                <Row desk id />
            </For>
            <datalist id="p-people">{people}</datalist>
            <row::Known desk />
            <div class="row wr">
                {move || {
                    (!is_full.get())
                        .then(|| {
                            Sort::fitting(kind.get())
                                .iter()
                                .map(|&sort| {
                                    view! {
                                        <button
                                            class="q sm soft"
                                            type="button"
                                            on:click=move |_| desk.send(Message::Add(sort))
                                        >
                                            {Mark::Plus.view()}
                                            {sort.label()}
                                        </button>
                                    }
                                })
                                .collect_view()
                        })
                }}
            </div>
        </section>
    }
}

#[component]
fn Save(desk: Desk) -> impl IntoView {
    let is_busy = move || desk.state.with(|it| it.is_busy);
    let refusal = Signal::derive(move || desk.state.with(|it| it.refusal.clone()));
    view! {
        <div class="stack">
            <Trouble trouble=refusal />
            <div class="row wr">
                <button class="b" type="submit" disabled=is_busy>
                    {move || if is_busy() { "One moment" } else { "Save the draft" }}
                </button>
                <p class="s">"Only you see it. On the next page you can bring it to a vote."</p>
            </div>
        </div>
    }
}
