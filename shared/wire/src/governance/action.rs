//! What happens when a proposal is executed.

use serde::{Deserialize, Serialize};

use super::Person;

/// One thing that happens when the proposal is executed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// An agent starts to work, in a first version if it is new.
    EnableAgent {
        /// Id: small letters, digits, hyphens.
        agent: String,
        /// For instance `1.0.0`.
        version: String,
    },
    /// An agent stops working.
    DisableAgent {
        /// Id.
        agent: String,
    },
    /// An agent works in another version.
    UpgradeAgent {
        /// Id of an agent that there is.
        agent: String,
        /// For instance `2.0.0`.
        version: String,
    },
    /// A style pack can be used.
    EnableStylePack {
        /// Id.
        pack: String,
    },
    /// A style pack can no longer be used.
    DisableStylePack {
        /// Id.
        pack: String,
    },
    /// A feature is switched.
    SwitchFeature {
        /// Id: small letters, digits, underscores.
        feature: String,
        /// On or off.
        on: bool,
    },
    /// A policy gets another value.
    SetPolicy {
        /// Its name, for instance `fee.usage.rate`.
        key: String,
        /// The new value, as `GET /policies` writes it.
        value: String,
    },
    /// The treasury pays.
    PayFromTreasury {
        /// `ANM`, `AVT`, `DIGI` or `USD`.
        asset: String,
        /// Id of a member or agent, or `@username`; answers have the id.
        to: String,
        /// Above zero.
        amount: String,
        /// Up to 200 characters on one line.
        #[serde(default)]
        memo: String,
    },
    /// Nothing but words: the vote itself is the point.
    Declare {
        /// Up to 2,000 characters on one line.
        text: String,
    },
}

/// What one action did, or would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ActionState {
    /// What was voted on.
    pub action: Action,
    /// For a policy, what holds now (or held, once executed).
    pub before: Option<String>,
    /// For a payment, the recipient.
    pub recipient: Option<Person>,
    /// For a payment that was made, the id of its posting.
    pub transaction_id: Option<String>,
}
