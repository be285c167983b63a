//! Avatars as the API shows them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An avatar in an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Avatar {
    /// UUID.
    pub id: String,
    /// UUID of the owner.
    pub user_id: String,
    /// 1 to 100 characters.
    pub name: String,
    /// Id of one of the styles.
    pub style: String,
    /// Path of the picture.
    pub base_image_url: String,
    /// `image/png`, `image/jpeg` or `image/webp`.
    pub content_type: String,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Size of the stored file.
    pub size_bytes: u32,
    /// SHA-256 of the stored file, hexadecimal.
    pub sha256: String,
    /// Chosen parts, category to label.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub sprite_library: Value,
    /// Colours and other choices.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub customizations: Value,
    /// How it was made: pack, tier, device and the like, as the maker stated it.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub metadata: Value,
    /// Whether anyone may read it.
    pub is_public: bool,
    /// Grows by one with each change; the ETag is `"v{version}"`.
    pub version: u32,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub updated_at: String,
}

/// One page of a list, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvatarPage {
    /// The avatars of this page.
    pub items: Vec<Avatar>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many there are on all pages together.
    pub total: u32,
}

/// Body of `POST /api/v1/avatars` as JSON; as multipart the same names are the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAvatar {
    /// Data URL of a PNG, JPEG or WebP; as multipart a file.
    pub image: String,
    /// 1 to 100 characters.
    pub name: String,
    /// Id of one of the styles.
    pub style: String,
    /// Whether anyone may read it.
    #[serde(default)]
    pub is_public: bool,
    /// Chosen parts, category to label.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub sprite_library: Option<Value>,
    /// Colours and other choices.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub customizations: Option<Value>,
    /// How it was made.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub metadata: Option<Value>,
}

/// Body of `PATCH /api/v1/avatars/:id`: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AvatarPatch {
    /// 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether anyone may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
    /// Chosen parts, category to label; replaced as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub sprite_library: Option<Value>,
    /// Colours and other choices; replaced as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub customizations: Option<Value>,
}

/// Body of `POST /api/v1/avatars/:id/export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AvatarExport {
    /// PNG and WebP keep transparency, JPEG is laid over white.
    #[serde(default)]
    pub format: ExportFormat,
    /// Side of the square: 128, 256, 512 or 1024.
    #[serde(default = "default_size")]
    pub size: u32,
}

/// The sides an export may have.
pub const EXPORT_SIZES: [u32; 4] = [128, 256, 512, 1024];

fn default_size() -> u32 {
    512
}

/// File format of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// Lossless, with alpha.
    #[default]
    Png,
    /// Small, without alpha.
    Jpeg,
    /// Lossless, with alpha, smaller than PNG.
    Webp,
}
