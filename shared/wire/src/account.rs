//! Accounts: signing up and in, what the account is, leaving.

use serde::{Deserialize, Deserializer, Serialize};

use crate::passkey::{AuthenticationCredential, RegistrationCredential};

/// Body of `POST /api/v1/account/sign-up/begin`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignUpBegin {
    /// 3 to 32 of a–z, 0–9, `_` and `-`; it is lowercased.
    pub username: String,
    /// 1 to 50 characters; the username if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// Body of `POST /api/v1/account/sign-up/finish`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignUpFinish {
    /// From the begin.
    pub ceremony_id: String,
    /// What the credential's `toJSON` gave.
    pub credential: RegistrationCredential,
    /// Name of the passkey, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey_name: Option<String>,
    /// Name of this device in the list of sessions, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}

/// Body of `POST /api/v1/account/sign-in/finish`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInFinish {
    /// From the begin.
    pub ceremony_id: String,
    /// What the credential's `toJSON` gave.
    pub credential: AuthenticationCredential,
    /// Name of this device in the list of sessions, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}

/// Body of `POST /api/v1/account/sign-in/recover`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recover {
    /// Of the account.
    pub username: String,
    /// One of the ten codes; each works once. Hyphens, spaces and case do not matter.
    pub code: String,
    /// Name of this device in the list of sessions, 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}

/// Answer of sign-up, sign-in and recovery: a fresh session in place of the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// The new session's token, for a program. A page gets it as a cookie only, out of reach of
    /// its scripts, and null here.
    pub token: Option<String>,
    /// ISO 8601; a session ends then, or after 12 hours without use.
    pub expires_at: String,
    /// After sign-up: ten codes, shown this once. Empty otherwise.
    pub recovery_codes: Vec<String>,
    /// Avatars of the guest that came along into the account at sign-in.
    pub avatars_moved: u32,
    /// Avatars of the guest for which the account has no room; they stay with the guest's session,
    /// which is kept until it runs out.
    pub avatars_left: u32,
}

/// Answer of `GET /api/v1/account`: whom the session, key or agent token stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// UUID of the principal; the same before and after sign-up.
    pub id: String,
    /// Guest, member or agent.
    pub kind: AccountKind,
    /// Null for guests and agents.
    pub username: Option<String>,
    /// Null for guests; an agent's name.
    pub display_name: Option<String>,
    /// Id of the avatar that is the profile picture.
    pub picture_avatar_id: Option<String>,
    /// Path of the profile picture.
    pub picture_url: Option<String>,
    /// Path-like address for others: `@username`, or an agent's did; null for guests.
    pub address: Option<String>,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601; null for guests.
    pub member_since: Option<String>,
    /// Roles in force: `admin`, `operator`, `guardian`, `moderator`.
    pub roles: Vec<String>,
    /// What this session, key or token may do; see `scope`.
    pub scopes: Vec<String>,
    /// How many passkeys there are.
    pub passkeys: u32,
    /// How many recovery codes are unused.
    pub recovery_codes_left: u32,
    /// True after a recovery, until a passkey is added: until then nothing else may be changed.
    pub must_add_passkey: bool,
    /// ISO 8601: until when this session may do what needs a fresh sign-in (keys, passkeys,
    /// recovery codes, deletion); null when it may not.
    pub fresh_until: Option<String>,
    /// The linked Discord account.
    pub discord: Option<DiscordLink>,
    /// Whether this deployment can link Discord accounts.
    pub discord_available: bool,
}

/// What kind of principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum AccountKind {
    /// A visitor with a session and no account.
    Guest,
    /// A person with a passkey.
    Member,
    /// A program of a member's, with a did:key.
    Agent,
}

/// A Discord account that may sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DiscordLink {
    /// Name there, as it was when it was last seen.
    pub name: String,
    /// ISO 8601.
    pub linked_at: String,
}

/// Body of `PATCH /api/v1/account`: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountPatch {
    /// 3 to 32 of a–z, 0–9, `_` and `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// One of one's own avatars; null takes the picture away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub picture_avatar_id: Option<Option<String>>,
}

/// Tells a null that was sent from a field that was not.
fn present<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(input).map(Some)
}

/// Body of `DELETE /api/v1/account`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountDeletion {
    /// The account's own username, so that nobody deletes by mistake.
    pub username: String,
    /// Whether remaining tokens go to the treasury; without it an account that holds some stays.
    #[serde(default)]
    pub forfeit: bool,
}

/// Answer of `POST /api/v1/account/recovery-codes`: the ones before are void.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Ten codes, shown this once.
    pub codes: Vec<String>,
}

/// A member or agent as others see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// UUID of the principal.
    pub id: String,
    /// Member or agent.
    pub kind: AccountKind,
    /// Null for agents.
    pub username: Option<String>,
    /// The display name, or the agent's name.
    pub display_name: String,
    /// `@username`, or the did; what a transfer takes as its recipient.
    pub address: String,
    /// Path of the profile picture, where there is one.
    pub picture_url: Option<String>,
    /// ISO 8601.
    pub member_since: String,
}

/// Answer of `GET /api/v1/people?q=`, by username.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PersonList {
    /// At most ten.
    pub items: Vec<Person>,
}
