//! The form of one action.

use leptos::prelude::*;
use ui::icon::Icon;
use ui::switch::Switch;
use wire::catalogue::CatalogueItem;
use wire::governance::Action;

use super::desk::Desk;
use super::draft::Sort;
use super::line::{Choose, Line, Lines};
use super::policy::PolicyForm;
use super::state::Message;
use crate::figure::writing;

const ASSETS: [&str; 4] = ["ANM", "AVT", "DIGI", "USD"];

/// One action with its number, its form and the way to be rid of it.
#[component]
pub(super) fn Row(desk: Desk, id: u32) -> impl IntoView {
    let sort = Memo::new(move |_| desk.state.with(|it| it.action(id).map(Sort::of)));
    let is_only = Memo::new(move |_| desk.state.with(|it| it.actions.len() == 1));
    let label = move || sort.get().map(Sort::label);
    view! {
        <fieldset class="card fold gold stack action">
            <legend class="vh">{label}</legend>
            <div class="row sp">
                <h3 class="h4">{label}</h3>
                {move || (!is_only.get()).then(|| view! {
                    <button class="ib" type="button" aria-label="Remove this action" on:click=move |_| desk.send(Message::Remove(id))>
                        {Icon::Trash.view()}
                    </button>
                })}
            </div>
            {move || sort.get().map(|sort| form(desk, id, sort))}
        </fieldset>
    }
}

/// What the action of a row has in one of its places; tracked, empty while it is not there.
pub(super) fn place(desk: Desk, id: u32, pick: fn(&Action) -> Option<&String>) -> Signal<String> {
    Signal::derive(move || {
        desk.state.with(|it| it.action(id).and_then(pick).cloned()).unwrap_or_default()
    })
}

/// Changes the action of a row in one place.
pub(super) fn change(desk: Desk, id: u32, put: impl FnOnce(&mut Action)) {
    let action = desk.state.with_untracked(|it| it.action(id).cloned());
    if let Some(mut action) = action {
        put(&mut action);
        desk.send(Message::Change(id, action));
    }
}

pub(super) fn lack(desk: Desk, id: u32) -> Signal<Option<String>> {
    Signal::derive(move || desk.state.with(|it| it.action_lack(id, writing())))
}

fn form(desk: Desk, id: u32, sort: Sort) -> AnyView {
    match sort {
        Sort::SetPolicy => view! { <PolicyForm desk id /> }.into_any(),
        Sort::Pay => view! { <PayForm desk id /> }.into_any(),
        Sort::Declare => view! { <DeclareForm desk id /> }.into_any(),
        _ => view! { <CatalogueForm desk id sort /> }.into_any(),
    }
}

#[component]
fn DeclareForm(desk: Desk, id: u32) -> impl IntoView {
    let value =
        place(desk, id, |it| if let Action::Declare { text } = it { Some(text) } else { None });
    let set = move |new: String| {
        change(desk, id, |it| {
            if let Action::Declare { text } = it {
                *text = new;
            }
        });
    };
    view! { <Lines id=format!("a{id}-text") label="In these words" value set rows=3 wrong=lack(desk, id) /> }
}

/// The id of an agent, a pack or a feature, and what belongs to it.
#[component]
fn CatalogueForm(desk: Desk, id: u32, sort: Sort) -> impl IntoView {
    let (label, list) = match sort {
        Sort::EnableStylePack | Sort::DisableStylePack => ("Style pack", "p-packs"),
        Sort::SwitchFeature => ("Feature", "p-features"),
        _ => ("Agent", "p-agents"),
    };
    let value = place(desk, id, named);
    let set = move |new: String| {
        change(desk, id, |it| {
            if let Some(name) = name_of(it) {
                *name = new;
            }
        });
    };
    let has_version = matches!(sort, Sort::EnableAgent | Sort::UpgradeAgent);
    view! {
        <Line id=format!("a{id}-id") label value set list wrong=lack(desk, id) note="Small letters, digits and hyphens." />
        {has_version.then(|| view! { <Version desk id /> })}
        {(sort == Sort::SwitchFeature).then(|| view! { <OnOff desk id /> })}
    }
}

fn named(action: &Action) -> Option<&String> {
    match action {
        Action::EnableAgent { agent, .. } | Action::DisableAgent { agent } => Some(agent),
        Action::UpgradeAgent { agent, .. } => Some(agent),
        Action::EnableStylePack { pack } | Action::DisableStylePack { pack } => Some(pack),
        Action::SwitchFeature { feature, .. } => Some(feature),
        Action::SetPolicy { .. } | Action::PayFromTreasury { .. } | Action::Declare { .. } => None,
    }
}

fn name_of(action: &mut Action) -> Option<&mut String> {
    match action {
        Action::EnableAgent { agent, .. } | Action::DisableAgent { agent } => Some(agent),
        Action::UpgradeAgent { agent, .. } => Some(agent),
        Action::EnableStylePack { pack } | Action::DisableStylePack { pack } => Some(pack),
        Action::SwitchFeature { feature, .. } => Some(feature),
        Action::SetPolicy { .. } | Action::PayFromTreasury { .. } | Action::Declare { .. } => None,
    }
}

#[component]
fn Version(desk: Desk, id: u32) -> impl IntoView {
    let value = place(desk, id, |it| match it {
        Action::EnableAgent { version, .. } | Action::UpgradeAgent { version, .. } => Some(version),
        _ => None,
    });
    let set = move |new: String| {
        change(desk, id, |it| {
            if let Action::EnableAgent { version, .. } | Action::UpgradeAgent { version, .. } = it {
                *version = new;
            }
        });
    };
    view! { <Line id=format!("a{id}-version") label="Version" value set note="Three numbers, such as 2.0.0." /> }
}

#[component]
fn OnOff(desk: Desk, id: u32) -> impl IntoView {
    let on = Signal::derive(move || {
        desk.state.with(|it| matches!(it.action(id), Some(Action::SwitchFeature { on: true, .. })))
    });
    let set = move |new: bool| {
        change(desk, id, |it| {
            if let Action::SwitchFeature { on, .. } = it {
                *on = new;
            }
        });
    };
    view! { <Switch on set name="On" note="Off switches the feature off." /> }
}

#[component]
fn PayForm(desk: Desk, id: u32) -> impl IntoView {
    // One of the places of a payment: asset, recipient, amount, memo.
    let put = move |index: usize, new: String| {
        change(desk, id, |it| {
            if let Action::PayFromTreasury { asset, to, amount, memo } = it {
                *[asset, to, amount, memo][index] = new;
            }
        });
    };
    let asset = place(desk, id, |it| {
        if let Action::PayFromTreasury { asset, .. } = it { Some(asset) } else { None }
    });
    let to =
        place(
            desk,
            id,
            |it| if let Action::PayFromTreasury { to, .. } = it { Some(to) } else { None },
        );
    let amount = place(desk, id, |it| {
        if let Action::PayFromTreasury { amount, .. } = it { Some(amount) } else { None }
    });
    let memo = place(desk, id, |it| {
        if let Action::PayFromTreasury { memo, .. } = it { Some(memo) } else { None }
    });
    let options = ASSETS
        .map(|it| view! { <option value=it selected=move || asset.get() == it>{it}</option> });
    let seek = move |new: String| {
        desk.send(Message::Seek(new.clone()));
        put(1, new);
    };
    view! {
        <Line id=format!("a{id}-to") label="To" value=to set=seek list="p-people" note="A name such as @sora." />
        <div class="two">
            <Line
                id=format!("a{id}-amount")
                label="Amount"
                value=amount
                set=move |it| put(2, it)
                unit=asset
                mode="decimal"
                wrong=lack(desk, id)
            />
            <Choose id=format!("a{id}-asset") label="Asset" set=move |it| put(0, it)>
                {options.into_iter().collect_view()}
            </Choose>
        </div>
        <Line id=format!("a{id}-memo") label="What for" value=memo set=move |it| put(3, it) most=256 />
    }
}

/// What there is to choose from, for the inputs' suggestions.
#[component]
pub(super) fn Known(desk: Desk) -> impl IntoView {
    let options = move |list: fn(&wire::catalogue::Catalogue) -> &Vec<CatalogueItem>| {
        let ids =
            desk.state.with(|it| it.catalogue.as_ref().map(list).cloned()).unwrap_or_default();
        ids.into_iter().map(|it| view! { <option value=it.id></option> }).collect_view()
    };
    view! {
        <datalist id="p-agents">{move || options(|it| &it.agents)}</datalist>
        <datalist id="p-packs">{move || options(|it| &it.style_packs)}</datalist>
        <datalist id="p-features">{move || options(|it| &it.features)}</datalist>
    }
}
