//! The wardrobe: drawers of choices, each with a small picture of this very character.

use leptos::html::Canvas;
use leptos::prelude::*;
use leptos::task::spawn_local;
use project::{Project, format};
use ui::browser;

use crate::desk::{Desk, hang};
use crate::drawers::{Choice, Drawer, Group, groups, pictured, styles};
use crate::easel::Order;
use crate::motion::drawer::Motions;
use crate::placing::Places;
use crate::sliders::Sliders;
use crate::state::Message;

/// The side of a small picture, in pixels: twice what it takes on the page.
const SMALL_SIDE: f32 = 168.0;
/// Small pictures wait until nothing was changed for this long.
const QUIET_MS: i32 = 120;

/// The drawers.
#[component]
pub(crate) fn Wardrobe(desk: Desk) -> impl IntoView {
    let drawer = desk.read(|state| state.drawer);
    let tabs = Drawer::ALL
        .into_iter()
        .map(|(own, name)| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || if drawer.get() == own { "true" } else { "false" }
                    on:click=move |_| desk.send(Message::Pull(own))
                >
                    {name}
                </button>
            }
        })
        .collect_view();
    // The groups of a drawer stay while what is chosen in them changes.
    let n_groups = desk.read(|state| (state.drawer, groups(state.drawer, state.project()).len()));
    let inside = move || {
        let (drawer, n) = n_groups.get();
        if drawer == Drawer::Motion {
            return view! { <Motions desk /> }.into_any();
        }
        let choices = (0..n)
            .map(|index| {
                let of = move |project: &Project| groups(drawer, project).into_iter().nth(index);
                view! { <Choices desk of /> }
            })
            .collect_view();
        let places = (drawer == Drawer::Extras).then(|| view! { <Places desk /> });
        view! { {choices} {places} <Sliders desk drawer /> }.into_any()
    };
    view! {
        <div class="drawers" role="group" aria-label="Drawer">
            {tabs}
        </div>
        {inside}
    }
}

/// The four styles.
#[component]
pub(crate) fn Styles(desk: Desk) -> impl IntoView {
    view! { <Choices desk of=|project: &Project| Some(styles(project)) /> }
}

/// The choices of one kind.
#[component]
fn Choices(
    desk: Desk,
    of: impl Fn(&Project) -> Option<Group> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let group = desk.read(move |state| of(state.project()));
    let name = group.with_untracked(|it| it.as_ref().map_or("", |it| it.name));
    let n = group.with_untracked(|it| it.as_ref().map_or(0, |it| it.choices.len()));
    let buttons = (0..n)
        .map(|index| {
            let choice = Memo::new(move |_| {
                group.with(|it| it.as_ref().and_then(|it| it.choices.get(index).cloned()))
            });
            let region = group.with_untracked(|it| it.as_ref().map(|it| it.region));
            view! { <Option_ desk choice region=region.unwrap_or_default() /> }
        })
        .collect_view();
    view! {
        <div class="stack choices">
            <h3 class="h4">{name}</h3>
            <div class="ward" role="group" aria-label=name>
                {buttons}
            </div>
        </div>
    }
}

/// One choice: its small picture and its name.
#[component]
fn Option_(
    desk: Desk,
    choice: Memo<Option<Choice>>,
    region: crate::drawers::Region,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let easel = desk.easel();
    let place = easel.place();
    let easel = StoredValue::new_local(easel);
    let turn = StoredValue::new(0_u32);
    let shown = desk.read(move |state| {
        let project = state.project();
        choice.with(|it| it.as_ref().and_then(|it| format::save(&pictured(project, it)).ok()))
    });
    Effect::new(move |_| {
        let (Some(canvas), Some(project)) = (canvas.get(), shown.get()) else { return };
        let mine = turn.try_update_value(|n| {
            *n += 1;
            *n
        });
        spawn_local(async move {
            browser::pause(QUIET_MS).await;
            if turn.try_get_value() != mine {
                return;
            }
            let Some(easel) = easel.try_get_value() else { return };
            let scale = SMALL_SIDE / (region[2] - region[0]);
            if let Ok(drawn) = easel.draw(place, Order { project, region, scale }).await {
                hang(&canvas, &drawn);
            }
        });
    });
    let name = move || choice.with(|it| it.as_ref().map(|it| it.name.clone()));
    let pressed = move || choice.with(|it| it.as_ref().is_some_and(|it| it.is_chosen));
    view! {
        <button
            type="button"
            class="choice"
            aria-pressed=move || if pressed() { "true" } else { "false" }
            on:click=move |_| {
                if let Some(choice) = choice.get_untracked() {
                    desk.send(Message::Decide(choice.edit));
                }
            }
        >
            <canvas node_ref=canvas width=SMALL_SIDE.to_string() height=SMALL_SIDE.to_string() aria-hidden="true"></canvas>
            <span class="xs">{name}</span>
        </button>
    }
}
