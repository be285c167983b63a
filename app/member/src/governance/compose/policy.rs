//! Choosing a rule and its new value: what holds now, the bounds, and what the new value means.

use leptos::prelude::*;
use wire::governance::Action;
use wire::policy::Policy;

use super::super::plain::{bounds, typed_as, valued};
use super::desk::Desk;
use super::line::{Choose, Line};
use super::row::{change, lack, place};
use crate::figure::writing;

/// The form of "a rule gets another value".
#[component]
pub(super) fn PolicyForm(desk: Desk, id: u32) -> impl IntoView {
    let key =
        place(desk, id, |it| if let Action::SetPolicy { key, .. } = it { Some(key) } else { None });
    let value =
        place(
            desk,
            id,
            |it| if let Action::SetPolicy { value, .. } = it { Some(value) } else { None },
        );
    let policy = Memo::new(move |_| {
        let key = key.get();
        desk.state.with(|it| it.policies.iter().find(|it| it.key == key).cloned())
    });
    let wrong = lack(desk, id);
    // One sentence speaks of the rule or of its value: it stands under the one it speaks of.
    let of_key = Signal::derive(move || wrong.get().filter(|_| policy.get().is_none()));
    let of_value = Signal::derive(move || wrong.get().filter(|_| policy.get().is_some()));
    let choose = move |new: String| {
        change(desk, id, |it| *it = Action::SetPolicy { key: new, value: String::new() })
    };
    let set = move |new: String| {
        change(desk, id, |it| {
            if let Action::SetPolicy { value, .. } = it {
                *value = new;
            }
        });
    };
    // The list is made once it is known, not anew at every letter that is typed beside it.
    let policies = Memo::new(move |_| desk.state.with(|it| it.policies.clone()));
    let sentence = Signal::derive(move || policy.get().map(|it| it.sentence).unwrap_or_default());
    view! {
        <Choose id=format!("a{id}-key") label="Rule" set=choose note=sentence wrong=of_key>
            <option value="">"Choose a rule"</option>
            {move || policies.with(|it| groups(it, &key.get_untracked()))}
        </Choose>
        {move || policy.get().map(|policy| view! {
            <p class="s num now">"Now " <b>{valued(&policy, &policy.value, writing())}</b> ". " {bounds(&policy, writing())}</p>
            <NewValue id policy value set wrong=of_value />
        })}
    }
}

#[component]
fn NewValue(
    id: u32,
    policy: Policy,
    value: Signal<String>,
    set: impl Fn(String) + Copy + 'static,
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let at = format!("a{id}-value");
    let listed = listed(&policy);
    if !listed.is_empty() {
        let options = listed
            .into_iter()
            .map(|it| {
                let shown = valued(&policy, &it, writing());
                view! { <option value=it.clone() selected=move || value.get() == it>{shown}</option> }
            })
            .collect_view();
        return view! {
            <Choose id=at label="New value" set wrong>
                <option value="">"Choose a value"</option>
                {options}
            </Choose>
        }
        .into_any();
    }
    let how = typed_as(&policy);
    let unit = if policy.kind == "duration" { "ms".to_owned() } else { policy.unit.clone() };
    let note = Signal::derive(move || {
        let value = value.get();
        if value.trim().is_empty() {
            return how.to_owned();
        }
        let shown = valued(&policy, value.trim(), writing());
        if shown == value { how.to_owned() } else { format!("That is {shown}.") }
    });
    view! { <Line id=at label="New value" value set unit=Signal::derive(move || unit.clone()) note wrong /> }.into_any()
}

/// The values that can be listed.
fn listed(policy: &Policy) -> Vec<String> {
    match policy.kind.as_str() {
        "flag" => vec!["true".into(), "false".into()],
        // Of several words any number may be taken: they are typed.
        "words" => vec![],
        _ => policy.options.clone(),
    }
}

/// The rules as options, grouped by the first part of their names.
fn groups(policies: &[Policy], chosen: &str) -> AnyView {
    let group = |policy: &Policy| policy.key.split('.').next().unwrap_or_default().to_owned();
    policies
        .chunk_by(|one, two| group(one) == group(two))
        .map(|chunk| {
            let options = chunk
                .iter()
                .map(|it| {
                    let is_chosen = it.key == chosen;
                    view! { <option value=it.key.clone() selected=is_chosen>{it.key.clone()}</option> }
                })
                .collect_view();
            view! { <optgroup label=chunk.first().map(group).unwrap_or_default()>{options}</optgroup> }
        })
        .collect_view()
        .into_any()
}
