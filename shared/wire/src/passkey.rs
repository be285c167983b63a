//! Passkeys: the ceremonies in the standard JSON forms of WebAuthn Level 3, and the list of them.
//!
//! A page hands `publicKey` to `PublicKeyCredential.parseCreationOptionsFromJSON` or
//! `parseRequestOptionsFromJSON`, and sends back what the credential's `toJSON` gives.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Answer to the begin of a registration: what to hand to `navigator.credentials.create`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasskeyCreation {
    /// Names this ceremony; send it back with the credential.
    pub ceremony_id: String,
    /// ISO 8601; the ceremony is of no use afterwards.
    pub expires_at: String,
    /// `PublicKeyCredentialCreationOptionsJSON`
    pub public_key: CreationOptions,
}

/// Answer to the begin of a sign-in: what to hand to `navigator.credentials.get`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasskeyRequest {
    /// Names this ceremony; send it back with the credential.
    pub ceremony_id: String,
    /// ISO 8601; the ceremony is of no use afterwards.
    pub expires_at: String,
    /// `PublicKeyCredentialRequestOptionsJSON`
    pub public_key: RequestOptions,
}

/// `PublicKeyCredentialCreationOptionsJSON`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CreationOptions {
    /// Who asks: this deployment.
    pub rp: RelyingParty,
    /// For whom.
    pub user: CredentialUser,
    /// 32 random bytes, base64url.
    pub challenge: String,
    /// The kinds of key that are taken, most wanted first.
    pub pub_key_cred_params: Vec<CredentialKind>,
    /// Milliseconds.
    pub timeout: u32,
    /// The passkeys that the account has already.
    pub exclude_credentials: Vec<CredentialName>,
    /// Discoverable, with user verification.
    pub authenticator_selection: AuthenticatorSelection,
    /// Always `none`.
    pub attestation: String,
}

/// `PublicKeyCredentialRequestOptionsJSON`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RequestOptions {
    /// 32 random bytes, base64url.
    pub challenge: String,
    /// Milliseconds.
    pub timeout: u32,
    /// The domain of this deployment.
    pub rp_id: String,
    /// Empty: the device knows its passkeys.
    pub allow_credentials: Vec<CredentialName>,
    /// Always `required`.
    pub user_verification: String,
}

/// Who asks for a passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RelyingParty {
    /// The domain.
    pub id: String,
    /// Shown by the device.
    pub name: String,
}

/// For whom a passkey is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CredentialUser {
    /// The user handle, base64url; an opaque id, never a name.
    pub id: String,
    /// The username.
    pub name: String,
    /// The display name.
    pub display_name: String,
}

/// A kind of key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CredentialKind {
    /// Always `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// COSE algorithm: -7 is ES256, -8 EdDSA.
    pub alg: i32,
}

/// A passkey by its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CredentialName {
    /// Always `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// base64url
    pub id: String,
    /// How the device may be reached, as it said itself.
    #[serde(default)]
    pub transports: Vec<String>,
}

/// What the device must be able to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthenticatorSelection {
    /// Always `required`.
    pub resident_key: String,
    /// Always true; for devices that know only the older name.
    pub require_resident_key: bool,
    /// Always `required`.
    pub user_verification: String,
}

/// `RegistrationResponseJSON`; a browser may send more, which is not looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegistrationCredential {
    /// base64url
    pub id: String,
    /// The same as `id`.
    pub raw_id: String,
    /// Always `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the device made.
    pub response: AttestationResponse,
    /// Results of extensions; not looked at.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub client_extension_results: Option<Value>,
}

/// What a device made at a registration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttestationResponse {
    /// base64url
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: String,
    /// base64url of CBOR
    pub attestation_object: String,
    /// How the device may be reached.
    #[serde(default)]
    pub transports: Vec<String>,
}

/// `AuthenticationResponseJSON`; a browser may send more, which is not looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthenticationCredential {
    /// base64url
    pub id: String,
    /// The same as `id`.
    pub raw_id: String,
    /// Always `public-key`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the device signed.
    pub response: AssertionResponse,
    /// Results of extensions; not looked at.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub client_extension_results: Option<Value>,
}

/// What a device signed at a sign-in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssertionResponse {
    /// base64url
    #[serde(rename = "clientDataJSON")]
    pub client_data_json: String,
    /// base64url
    pub authenticator_data: String,
    /// base64url
    pub signature: String,
    /// base64url of the user handle that was given at the registration.
    #[serde(default)]
    pub user_handle: Option<String>,
}

/// A passkey of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Passkey {
    /// UUID of the entry, not the credential's id.
    pub id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// Whether the device's maker keeps copies of it (it is synced).
    pub backed_up: bool,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601; null if it was never used to sign in.
    pub last_used_at: Option<String>,
}

/// Answer of `GET /api/v1/account/passkeys`, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PasskeyList {
    /// All of them; at most 20.
    pub items: Vec<Passkey>,
}

/// Body of `POST /api/v1/account/passkeys/finish`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPasskey {
    /// From the begin.
    pub ceremony_id: String,
    /// What the credential's `toJSON` gave.
    pub credential: RegistrationCredential,
    /// 1 to 50 characters; a name is made up if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Body of `PATCH /api/v1/account/passkeys/:id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasskeyPatch {
    /// 1 to 50 characters.
    pub name: String,
}
