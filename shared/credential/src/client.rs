//! What the browser says about a ceremony: collected client data (WebAuthn Level 3, §5.8.1).

use serde::Deserialize;

/// Client data, read. Browsers may add members, so unknown ones are let pass.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientData {
    /// `webauthn.create` or `webauthn.get`.
    #[serde(rename = "type")]
    pub kind: String,
    /// base64url without padding.
    pub challenge: String,
    /// The page that asked.
    pub origin: String,
    /// Whether that page sat in a frame of another origin.
    #[serde(default)]
    pub cross_origin: bool,
}

/// Most bytes of client data.
pub const CLIENT_DATA_MAX: usize = 4096;

/// Reads client data. `None` when it is not JSON of this form.
pub fn read(bytes: &[u8]) -> Option<ClientData> {
    if bytes.len() > CLIENT_DATA_MAX {
        return None;
    }
    serde_json::from_slice(bytes).ok()
}
