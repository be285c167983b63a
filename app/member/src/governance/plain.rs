//! What a proposal would do, in plain words: every action, with what holds before and after. Pure.

use wire::governance::{Action, ActionState, Person};
use wire::policy::Policy;

use super::words::span;
use crate::amount::{self, Writing};
use crate::share;

/// One action for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Deed {
    /// What happens.
    pub(super) what: String,
    /// More about it, in its own words: a memo, a declaration, a policy's sentence.
    pub(super) more: String,
    /// What is changed, as programs call it.
    pub(super) code: String,
    /// What holds before.
    pub(super) before: Option<String>,
    /// What holds after.
    pub(super) after: Option<String>,
}

/// Somebody's name, or the end of the id.
pub(super) fn called(person: &Person) -> String {
    match &person.username {
        Some(name) => format!("@{name}"),
        None => format!(
            "agent …{}",
            person.id.get(person.id.len().saturating_sub(6)..).unwrap_or_default()
        ),
    }
}

/// An action in words. `policies` may be empty; then values stand as the API writes them.
pub(super) fn deed(state: &ActionState, policies: &[Policy], writing: &Writing) -> Deed {
    match &state.action {
        Action::EnableAgent { agent, version } => Deed {
            what: "An agent starts to work".into(),
            before: Some("does not work".into()),
            after: Some(format!("version {version}")),
            code: agent.clone(),
            ..Deed::default()
        },
        Action::DisableAgent { agent } => {
            switched("An agent stops working", agent, "works", "does not work")
        }
        Action::UpgradeAgent { agent, version } => Deed {
            what: "An agent works in another version".into(),
            code: agent.clone(),
            before: state.before.as_ref().map(|it| format!("version {it}")),
            after: Some(format!("version {version}")),
            ..Deed::default()
        },
        Action::EnableStylePack { pack } => switched("A style pack can be used", pack, "off", "on"),
        Action::DisableStylePack { pack } => {
            switched("A style pack can no longer be used", pack, "on", "off")
        }
        Action::SwitchFeature { feature, on: true } => {
            switched("A part of the product is switched on", feature, "off", "on")
        }
        Action::SwitchFeature { feature, on: false } => {
            switched("A part of the product is switched off", feature, "on", "off")
        }
        Action::SetPolicy { key, value } => set_policy(state, policies, writing, key, value),
        Action::PayFromTreasury { asset, to, amount, memo } => {
            let to = state.recipient.as_ref().map_or_else(|| to.clone(), called);
            let amount = amount::parts(amount, writing).text();
            Deed {
                what: format!("The treasury pays {amount} {asset} to {to}"),
                more: memo.clone(),
                ..Deed::default()
            }
        }
        Action::Declare { text } => {
            Deed { what: "We declare".into(), more: text.clone(), ..Deed::default() }
        }
    }
}

fn switched(what: &str, code: &str, before: &str, after: &str) -> Deed {
    let (before, after) = (Some(before.to_owned()), Some(after.to_owned()));
    Deed { what: what.to_owned(), code: code.to_owned(), before, after, ..Deed::default() }
}

fn set_policy(
    state: &ActionState,
    policies: &[Policy],
    writing: &Writing,
    key: &str,
    value: &str,
) -> Deed {
    let policy = policies.iter().find(|policy| policy.key == key);
    let shown =
        |value: &str| policy.map_or_else(|| value.to_owned(), |it| valued(it, value, writing));
    Deed {
        what: "A rule gets another value".into(),
        more: policy.map(|it| it.sentence.clone()).unwrap_or_default(),
        code: key.to_owned(),
        before: state.before.as_deref().or(policy.map(|it| it.value.as_str())).map(shown),
        after: Some(shown(value)),
    }
}

/// A policy's value as people read it.
pub(super) fn valued(policy: &Policy, value: &str, writing: &Writing) -> String {
    let with_unit = |text: String| {
        if policy.unit.is_empty() { text } else { format!("{text} {}", policy.unit) }
    };
    match policy.kind.as_str() {
        "rate" => share::percent(value, writing),
        "duration" => value.parse().map_or_else(|_| value.to_owned(), span),
        "limit" if value == "unlimited" => "no limit".into(),
        "flag" if value == "true" => "on".into(),
        "flag" if value == "false" => "off".into(),
        "words" => value.replace(',', ", "),
        "amount" | "integer" | "limit" => with_unit(amount::parts(value, writing).text()),
        _ => value.to_owned(),
    }
}

/// The bounds of a policy in one sentence; empty where there are none.
pub(super) fn bounds(policy: &Policy, writing: &Writing) -> String {
    let shown = |value: &String| valued(policy, value, writing);
    match (&policy.least, &policy.most) {
        (Some(least), Some(most)) => format!("From {} to {}.", shown(least), shown(most)),
        (Some(least), None) => format!("At least {}.", shown(least)),
        (None, Some(most)) => format!("At most {}.", shown(most)),
        (None, None) if policy.options.is_empty() => String::new(),
        (None, None) => format!("One of {}.", policy.options.join(", ")),
    }
}

/// How a value is typed: what the API takes, said once.
pub(super) fn typed_as(policy: &Policy) -> &'static str {
    match policy.kind.as_str() {
        "rate" => "A factor: 0.005 is half a percent.",
        "duration" => "In milliseconds: 86400000 is a day.",
        "limit" => "A whole number, or unlimited.",
        "words" => "Names with commas between.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(key: &str, kind: &str, unit: &str, value: &str) -> Policy {
        Policy {
            key: key.into(),
            kind: kind.into(),
            unit: unit.into(),
            value: value.into(),
            default: value.into(),
            least: Some("0".into()),
            most: None,
            options: vec![],
            sentence: "What a production costs on top.".into(),
            source: String::new(),
            version: 0,
            effective_at: None,
            proposal_id: None,
        }
    }

    fn state(action: Action) -> ActionState {
        ActionState { action, before: None, recipient: None, transaction_id: None }
    }

    #[test]
    fn a_policy_shows_what_holds_and_what_will_hold() {
        let policies = [policy("fee.usage.rate", "rate", "", "0.005")];
        let action = Action::SetPolicy { key: "fee.usage.rate".into(), value: "0.0025".into() };
        let told = deed(&state(action), &policies, &Writing::default());
        assert_eq!(told.before.as_deref(), Some("0.5\u{a0}%"));
        assert_eq!(told.after.as_deref(), Some("0.25\u{a0}%"));
        assert_eq!(told.more, "What a production costs on top.");
    }

    #[test]
    fn what_held_at_execution_counts_afterwards() {
        let policies = [policy("fee.usage.rate", "rate", "", "0.0025")];
        let action = Action::SetPolicy { key: "fee.usage.rate".into(), value: "0.0025".into() };
        let state = ActionState { before: Some("0.005".into()), ..state(action) };
        assert_eq!(
            deed(&state, &policies, &Writing::default()).before.as_deref(),
            Some("0.5\u{a0}%")
        );
    }

    #[test]
    fn a_payment_names_the_exact_sum_and_the_person() {
        let action = Action::PayFromTreasury {
            asset: "ANM".into(),
            to: "0193".into(),
            amount: "1500.00000000".into(),
            memo: "for the font".into(),
        };
        let person = Person { id: "0193".into(), username: Some("sora".into()) };
        let state = ActionState { recipient: Some(person), ..state(action) };
        let told = deed(&state, &[], &Writing::default());
        assert_eq!(told.what, "The treasury pays 1,500.00000000 ANM to @sora");
        assert_eq!(told.more, "for the font");
    }

    #[test]
    fn values_have_their_units() {
        let english = Writing::default();
        let shown = |kind: &str, unit: &str, value: &str| {
            valued(&policy("k", kind, unit, ""), value, &english)
        };
        assert_eq!(shown("duration", "ms", "604800000"), "7 days");
        assert_eq!(shown("amount", "ANM", "1000.00000000"), "1,000.00000000 ANM");
        assert_eq!(shown("limit", "agents", "unlimited"), "no limit");
        assert_eq!(shown("limit", "agents", "5"), "5 agents");
        assert_eq!(shown("words", "", "a,b"), "a, b");
        assert_eq!(bounds(&policy("k", "integer", "", "1"), &english), "At least 0.");
    }
}
