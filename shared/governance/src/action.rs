//! The typed actions of a proposal, and the steps that carry them out.

use money::{Amount, Asset};
use policy::{Catalogue, Policies, Section};
use std::collections::BTreeSet;
use wire::governance::{Action as Sent, ProposalType};

use crate::Refusal;

/// Most actions of a proposal.
pub const ACTIONS_MAX: usize = 10;
/// Most characters of the memo of a payment.
pub const MEMO_CHARS_MAX: usize = 200;
/// Most characters of a declaration.
pub const TEXT_CHARS_MAX: usize = 2000;
const ID_CHARS_MAX: usize = 40;

/// One thing that happens when a proposal is executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// An agent works, in this version.
    EnableAgent(String, String),
    /// An agent stops working.
    DisableAgent(String),
    /// An agent works in a newer version.
    UpgradeAgent(String, String),
    /// A style pack can be used, or no longer.
    StylePack(String, bool),
    /// A feature is on or off.
    Feature(String, bool),
    /// A policy gets a value.
    SetPolicy(String, String),
    /// The treasury pays.
    Pay {
        /// What.
        asset: Asset,
        /// To whom: a principal's id.
        to: String,
        /// How much; above zero.
        amount: Amount,
        /// What for.
        memo: String,
    },
    /// Only words.
    Declare(String),
}

fn id(sent: String, apart: u8) -> Result<String, &'static str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == apart;
    let fits = (1..=ID_CHARS_MAX).contains(&sent.len()) && sent.bytes().all(plain);
    if fits { Ok(sent) } else { Err("id_invalid") }
}

/// Three numbers with points between, none of them with more than six digits.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let mut parts = version.split('.').map(|part| {
        let plain = (1..=6).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        let padded = part.len() > 1 && part.starts_with('0');
        if plain && !padded { part.parse().ok() } else { None }
    });
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

fn version(sent: String) -> Result<String, &'static str> {
    if numbers(&sent).is_some() { Ok(sent) } else { Err("version_invalid") }
}

fn line(sent: String, most: usize, reason: &'static str) -> Result<String, &'static str> {
    let fits = sent.chars().count() <= most && !sent.chars().any(char::is_control);
    if fits { Ok(sent) } else { Err(reason) }
}

impl Action {
    /// Reads an action and checks its form; the error is a stable word.
    pub fn read(sent: Sent) -> Result<Self, &'static str> {
        Ok(match sent {
            Sent::EnableAgent { agent, version: it } => {
                Self::EnableAgent(id(agent, b'-')?, version(it)?)
            }
            Sent::DisableAgent { agent } => Self::DisableAgent(id(agent, b'-')?),
            Sent::UpgradeAgent { agent, version: it } => {
                Self::UpgradeAgent(id(agent, b'-')?, version(it)?)
            }
            Sent::EnableStylePack { pack } => Self::StylePack(id(pack, b'-')?, true),
            Sent::DisableStylePack { pack } => Self::StylePack(id(pack, b'-')?, false),
            Sent::SwitchFeature { feature, on } => Self::Feature(id(feature, b'_')?, on),
            Sent::SetPolicy { key, value } => Self::SetPolicy(key, value),
            Sent::PayFromTreasury { asset, to, amount, memo } => {
                let asset = Asset::parse(&asset).ok_or("asset_unknown")?;
                let amount = Amount::parse(&amount, asset).map_err(|_| "amount_invalid")?;
                if amount.is_zero() {
                    return Err("amount_invalid");
                }
                Self::Pay { asset, to, amount, memo: line(memo, MEMO_CHARS_MAX, "memo_too_long")? }
            }
            Sent::Declare { text } if text.trim().is_empty() => return Err("text_invalid"),
            Sent::Declare { text } => Self::Declare(line(text, TEXT_CHARS_MAX, "text_invalid")?),
        })
    }

    /// The action as the API shows it.
    pub fn show(&self) -> Sent {
        match self.clone() {
            Self::EnableAgent(agent, version) => Sent::EnableAgent { agent, version },
            Self::DisableAgent(agent) => Sent::DisableAgent { agent },
            Self::UpgradeAgent(agent, version) => Sent::UpgradeAgent { agent, version },
            Self::StylePack(pack, true) => Sent::EnableStylePack { pack },
            Self::StylePack(pack, false) => Sent::DisableStylePack { pack },
            Self::Feature(feature, on) => Sent::SwitchFeature { feature, on },
            Self::SetPolicy(key, value) => Sent::SetPolicy { key, value },
            Self::Pay { asset, to, amount, memo } => Sent::PayFromTreasury {
                asset: asset.code().to_owned(),
                to,
                amount: amount.format(asset),
                memo,
            },
            Self::Declare(text) => Sent::Declare { text },
        }
    }

    /// Whether a proposal of this kind may hold the action.
    pub fn fits(&self, kind: ProposalType) -> bool {
        match self {
            Self::EnableAgent(..) | Self::DisableAgent(_) => kind == ProposalType::NewAgent,
            Self::UpgradeAgent(..) => kind == ProposalType::AgentUpgrade,
            Self::StylePack(..) => kind == ProposalType::StylePack,
            Self::Feature(..) => kind == ProposalType::Feature,
            Self::SetPolicy(..) => kind == ProposalType::Parameter,
            Self::Pay { .. } => matches!(kind, ProposalType::Treasury | ProposalType::Ecosystem),
            Self::Declare(_) => kind == ProposalType::Ecosystem,
        }
    }

    /// Whether two actions of one proposal speak of the same thing. Payments never clash.
    pub(crate) fn clashes(&self, other: &Self) -> bool {
        match (self.subject(), other.subject()) {
            (Some(one), Some(two)) => one == two,
            _ => false,
        }
    }

    fn subject(&self) -> Option<(u8, &str)> {
        match self {
            Self::EnableAgent(id, _) | Self::DisableAgent(id) | Self::UpgradeAgent(id, _) => {
                Some((0, id))
            }
            Self::StylePack(id, _) => Some((1, id)),
            Self::Feature(id, _) => Some((2, id)),
            Self::SetPolicy(key, _) => Some((3, key)),
            Self::Pay { .. } | Self::Declare(_) => None,
        }
    }
}

/// One step of an execution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A policy holds another value from now on.
    SetPolicy {
        /// Its name.
        key: &'static str,
        /// In its canonical text.
        value: String,
    },
    /// Something is switched.
    Switch {
        /// What kind of thing.
        section: Section,
        /// Which one.
        id: String,
        /// On or off.
        enabled: bool,
        /// For agents, which version works then; nothing keeps the one there is.
        version: Option<String>,
    },
    /// The treasury pays.
    Pay {
        /// What.
        asset: Asset,
        /// To whom: a principal's id.
        to: String,
        /// How much.
        amount: Amount,
        /// What for.
        memo: String,
    },
    /// Nothing has to be done.
    Nothing,
}

/// The steps that carry actions out, checked against what holds and what there is; one for each
/// action, in order. `recipients` are the ids among those named that can be paid.
pub fn steps(
    actions: &[Action],
    policies: &Policies,
    catalogue: &Catalogue,
    recipients: &BTreeSet<String>,
) -> Result<Vec<Step>, Refusal> {
    agree(actions, policies)?;
    let mut steps = Vec::with_capacity(actions.len());
    for (index, action) in actions.iter().enumerate() {
        steps.push(step(action, index, catalogue, recipients)?);
    }
    Ok(steps)
}

/// Whether the policies hold together after all changes. Each value is checked alone first, so
/// that the refusal names the action that is wrong.
fn agree(actions: &[Action], policies: &Policies) -> Result<(), Refusal> {
    let mut changes: Vec<(&str, &str)> = Vec::new();
    let mut last = 0;
    for (index, action) in actions.iter().enumerate() {
        if let Action::SetPolicy(key, value) = action {
            canonical(key, value).map_err(|refusal| Refusal::Policy { index, refusal })?;
            changes.push((key, value));
            last = index;
        }
    }
    let together = policies.with(changes);
    together.map(|_| ()).map_err(|refusal| Refusal::Policy { index: last, refusal })
}

fn canonical(key: &str, value: &str) -> Result<(&'static str, String), policy::Refusal> {
    let known = policy::table::find(key);
    let known = known.ok_or_else(|| policy::Refusal::Unknown(key.to_owned()))?;
    Ok((known.name(), known.canonical(value)?))
}

fn step(
    action: &Action,
    index: usize,
    catalogue: &Catalogue,
    recipients: &BTreeSet<String>,
) -> Result<Step, Refusal> {
    let refuse = |reason| Refusal::Action { index, reason };
    let switch = |section, id: &str, enabled, version: Option<&String>| Step::Switch {
        section,
        id: id.to_owned(),
        enabled,
        version: version.cloned(),
    };
    let agent = |id: &str| catalogue.get(Section::Agents, id).ok_or(refuse("agent_unknown"));
    Ok(match action {
        Action::EnableAgent(id, version) => switch(Section::Agents, id, true, Some(version)),
        Action::DisableAgent(id) => {
            agent(id)?;
            switch(Section::Agents, id, false, None)
        }
        Action::UpgradeAgent(id, version) => {
            let before = agent(id)?;
            let working = before.version.as_deref().and_then(numbers);
            if numbers(version) <= working {
                return Err(refuse("version_not_newer"));
            }
            switch(Section::Agents, id, before.enabled, Some(version))
        }
        Action::StylePack(id, enabled) => switch(Section::StylePacks, id, *enabled, None),
        Action::Feature(id, enabled) => switch(Section::Features, id, *enabled, None),
        Action::SetPolicy(key, value) => {
            let (key, value) =
                canonical(key, value).map_err(|refusal| Refusal::Policy { index, refusal })?;
            Step::SetPolicy { key, value }
        }
        Action::Pay { asset, to, amount, memo } => {
            if !recipients.contains(to) {
                return Err(Refusal::Recipient(index));
            }
            let (asset, to, amount, memo) = (*asset, to.clone(), *amount, memo.clone());
            Step::Pay { asset, to, amount, memo }
        }
        Action::Declare(_) => Step::Nothing,
    })
}
