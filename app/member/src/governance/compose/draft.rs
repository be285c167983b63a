//! The actions of a draft: which kinds a type of proposal takes, and whether they are complete. Pure.

use money::Asset;
use wire::governance::{Action, ProposalType};
use wire::policy::Policy;

use crate::amount::{self, Writing};

/// An action without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    EnableAgent,
    DisableAgent,
    UpgradeAgent,
    EnableStylePack,
    DisableStylePack,
    SwitchFeature,
    SetPolicy,
    Pay,
    Declare,
}

impl Sort {
    pub(super) fn of(action: &Action) -> Self {
        match action {
            Action::EnableAgent { .. } => Self::EnableAgent,
            Action::DisableAgent { .. } => Self::DisableAgent,
            Action::UpgradeAgent { .. } => Self::UpgradeAgent,
            Action::EnableStylePack { .. } => Self::EnableStylePack,
            Action::DisableStylePack { .. } => Self::DisableStylePack,
            Action::SwitchFeature { .. } => Self::SwitchFeature,
            Action::SetPolicy { .. } => Self::SetPolicy,
            Action::PayFromTreasury { .. } => Self::Pay,
            Action::Declare { .. } => Self::Declare,
        }
    }

    /// The sorts that a type of proposal takes, the usual one first.
    pub(super) fn fitting(kind: ProposalType) -> &'static [Self] {
        match kind {
            ProposalType::NewAgent => &[Self::EnableAgent, Self::DisableAgent],
            ProposalType::AgentUpgrade => &[Self::UpgradeAgent],
            ProposalType::StylePack => &[Self::EnableStylePack, Self::DisableStylePack],
            ProposalType::Feature => &[Self::SwitchFeature],
            ProposalType::Parameter => &[Self::SetPolicy],
            ProposalType::Treasury => &[Self::Pay],
            ProposalType::Ecosystem => &[Self::Declare, Self::Pay],
        }
    }

    /// The words on the button that adds one, and over its form.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::EnableAgent => "Let an agent work",
            Self::DisableAgent => "Stop an agent",
            Self::UpgradeAgent => "Change an agent’s version",
            Self::EnableStylePack => "Allow a style pack",
            Self::DisableStylePack => "Withdraw a style pack",
            Self::SwitchFeature => "Switch a feature",
            Self::SetPolicy => "Change a rule",
            Self::Pay => "Pay from the treasury",
            Self::Declare => "Declare something",
        }
    }

    /// An empty action of this sort.
    pub(super) fn empty(self) -> Action {
        let no = String::new;
        match self {
            Self::EnableAgent => Action::EnableAgent { agent: no(), version: "1.0.0".into() },
            Self::DisableAgent => Action::DisableAgent { agent: no() },
            Self::UpgradeAgent => Action::UpgradeAgent { agent: no(), version: no() },
            Self::EnableStylePack => Action::EnableStylePack { pack: no() },
            Self::DisableStylePack => Action::DisableStylePack { pack: no() },
            Self::SwitchFeature => Action::SwitchFeature { feature: no(), on: true },
            Self::SetPolicy => Action::SetPolicy { key: no(), value: no() },
            Self::Pay => {
                Action::PayFromTreasury { asset: "ANM".into(), to: no(), amount: no(), memo: no() }
            }
            Self::Declare => Action::Declare { text: no() },
        }
    }
}

/// What an action lacks, in one sentence; none if it can be sent.
pub(super) fn lack(action: &Action, policies: &[Policy], writing: &Writing) -> Option<String> {
    let empty = |text: &str| text.trim().is_empty();
    let lack = match action {
        Action::EnableAgent { agent, .. } | Action::DisableAgent { agent } if empty(agent) => {
            "Name the agent."
        }
        Action::UpgradeAgent { agent, .. } if empty(agent) => "Name the agent.",
        Action::EnableAgent { version, .. } | Action::UpgradeAgent { version, .. }
            if empty(version) =>
        {
            "Name the version, such as 2.0.0."
        }
        Action::EnableStylePack { pack } | Action::DisableStylePack { pack } if empty(pack) => {
            "Name the pack."
        }
        Action::SwitchFeature { feature, .. } if empty(feature) => "Name the feature.",
        Action::SetPolicy { key, .. } if empty(key) => "Choose a rule.",
        Action::SetPolicy { value, .. } if empty(value) => "Write the new value.",
        Action::SetPolicy { key, value } if is_held(policies, key, value) => {
            "That is its value already."
        }
        Action::PayFromTreasury { to, .. } if empty(to) => "Say who is paid.",
        Action::PayFromTreasury { asset, amount, .. } => return unpayable(asset, amount, writing),
        Action::Declare { text } if empty(text) => "Write what is declared.",
        _ => return None,
    };
    Some(lack.to_owned())
}

fn is_held(policies: &[Policy], key: &str, value: &str) -> bool {
    policies.iter().any(|policy| policy.key == key && policy.value == value.trim())
}

fn unpayable(asset: &str, amount: &str, writing: &Writing) -> Option<String> {
    let decimals = decimals(asset);
    match amount::typed(amount, writing, decimals) {
        None => Some(format!("Write an amount with at most {decimals} decimals.")),
        Some(amount) if amount::is_zero(&amount) => Some("The amount has to be above zero.".into()),
        Some(_) => None,
    }
}

fn decimals(asset: &str) -> usize {
    Asset::parse(asset).map_or(0, |asset| asset.decimals() as usize)
}

/// An action as the API takes it: what was typed in one's own language becomes plain decimals.
pub(super) fn sendable(action: &Action, writing: &Writing) -> Action {
    let trimmed = |text: &str| text.trim().to_owned();
    match action {
        Action::PayFromTreasury { asset, to, amount, memo } => Action::PayFromTreasury {
            asset: asset.clone(),
            to: recipient(to),
            amount: amount::typed(amount, writing, decimals(asset))
                .unwrap_or_else(|| amount.clone()),
            memo: trimmed(memo),
        },
        Action::SetPolicy { key, value } => {
            Action::SetPolicy { key: key.clone(), value: trimmed(value) }
        }
        Action::Declare { text } => Action::Declare { text: trimmed(text) },
        Action::EnableAgent { agent, version } => {
            Action::EnableAgent { agent: trimmed(agent), version: trimmed(version) }
        }
        Action::UpgradeAgent { agent, version } => {
            Action::UpgradeAgent { agent: trimmed(agent), version: trimmed(version) }
        }
        other => other.clone(),
    }
}

/// `sora` is `@sora`; ids are left alone.
fn recipient(to: &str) -> String {
    let to = to.trim();
    let is_id = to.len() == 36 && to.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-');
    if to.starts_with('@') || to.starts_with("did:") || is_id {
        to.to_owned()
    } else {
        format!("@{to}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::words::TYPES;
    use super::*;

    #[test]
    fn every_type_takes_something_and_every_sort_knows_itself() {
        for kind in TYPES {
            for sort in Sort::fitting(kind) {
                assert_eq!(Sort::of(&sort.empty()), *sort);
                assert!(
                    lack(&sort.empty(), &[], &Writing::default()).is_some(),
                    "{sort:?} is empty"
                );
            }
        }
    }

    fn pay(to: &str, amount: &str) -> Action {
        let (to, amount) = (to.into(), amount.into());
        Action::PayFromTreasury { asset: "ANM".into(), to, amount, memo: String::new() }
    }

    #[test]
    fn a_payment_needs_somebody_and_an_amount_the_asset_can_have() {
        let english = Writing::default();
        assert_eq!(lack(&pay("", "1"), &[], &english).as_deref(), Some("Say who is paid."));
        assert_eq!(lack(&pay("@sora", "1,000.5"), &[], &english), None);
        assert!(lack(&pay("@sora", "0.000000001"), &[], &english).is_some());
        assert!(lack(&pay("@sora", "0.00"), &[], &english).is_some());
        assert!(lack(&pay("@sora", "-1"), &[], &english).is_some());
    }

    #[test]
    fn what_is_sent_is_plain() {
        let german = Writing { group: ".".into(), point: ",".into() };
        assert_eq!(sendable(&pay(" sora ", "1.000,5"), &german), pay("@sora", "1000.5"));
        let id = "01936fd2-0000-7000-8000-000000000001";
        assert_eq!(sendable(&pay(id, "1"), &german), pay(id, "1"));
    }
}
