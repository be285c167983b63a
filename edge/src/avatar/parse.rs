//! From fields as they came to values that may be stored.

use serde_json::Value;
use wire::avatar::{AvatarPatch, NewAvatar};

use crate::{
    error::{Code, Refusal},
    upload::{data_url, multipart::Part},
};

use super::{NAME_CHARS_MAX, OBJECT_BYTES_MAX};

/// A new avatar as it was sent, checked except for the picture.
#[derive(Debug, PartialEq)]
pub struct Draft {
    /// The file.
    pub image: Vec<u8>,
    /// The media type that was stated.
    pub image_type: Option<String>,
    /// 1 to 100 characters.
    pub name: String,
    /// Id of a style that exists.
    pub style: String,
    /// Whether anyone may read it.
    pub is_public: bool,
    /// A JSON object, written.
    pub sprite_library: String,
    /// A JSON object, written.
    pub customizations: String,
    /// A JSON object, written.
    pub metadata: String,
}

/// Reads the fields of a form.
pub fn draft_from_form(parts: &[Part<'_>]) -> Result<Draft, Refusal> {
    let text = |wanted: &'static str| {
        let part = parts.iter().find(|part| part.name == wanted && part.file_name.is_none());
        part.map(|part| {
            std::str::from_utf8(part.bytes).map_err(|_| Refusal::of(Code::FieldInvalid, wanted))
        })
        .transpose()
    };
    let object = |wanted: &'static str| match text(wanted)? {
        Some(json) => {
            let value = serde_json::from_str(json);
            written(value.map_err(|_| Refusal::of(Code::FieldInvalid, wanted))?, wanted)
        }
        None => Ok("{}".to_owned()),
    };
    let required =
        |wanted: &'static str| text(wanted)?.ok_or(Refusal::of(Code::FieldMissing, wanted));
    let image = parts.iter().find(|part| part.name == "image").ok_or(Code::ImageMissing)?;
    let is_public = match text("isPublic")? {
        None | Some("false" | "0") => false,
        Some("true" | "1") => true,
        Some(_) => return Err(Refusal::of(Code::FieldInvalid, "isPublic")),
    };
    Ok(Draft {
        image: image.bytes.to_vec(),
        image_type: image.media_type.clone(),
        name: name(required("name")?)?,
        style: style(required("style")?)?,
        is_public,
        sprite_library: object("spriteLibrary")?,
        customizations: object("customizations")?,
        metadata: object("metadata")?,
    })
}

/// Reads a JSON body.
pub fn draft_from_json(new: NewAvatar) -> Result<Draft, Refusal> {
    let (image_type, image) = data_url::parse(&new.image)?;
    let object = |value: Option<Value>, field| {
        value.map_or(Ok("{}".to_owned()), |value| written(value, field))
    };
    Ok(Draft {
        image,
        image_type: Some(image_type),
        name: name(&new.name)?,
        style: style(&new.style)?,
        is_public: new.is_public,
        sprite_library: object(new.sprite_library, "spriteLibrary")?,
        customizations: object(new.customizations, "customizations")?,
        metadata: object(new.metadata, "metadata")?,
    })
}

/// A patch with its values checked; objects written.
#[derive(Debug, Default, PartialEq)]
pub struct Patch {
    /// 1 to 100 characters.
    pub name: Option<String>,
    /// Whether anyone may read it.
    pub is_public: Option<bool>,
    /// A JSON object, written.
    pub sprite_library: Option<String>,
    /// A JSON object, written.
    pub customizations: Option<String>,
}

/// Checks a patch.
pub fn patch(sent: AvatarPatch) -> Result<Patch, Refusal> {
    let object = |value: Option<Value>, field| value.map(|value| written(value, field)).transpose();
    Ok(Patch {
        name: sent.name.as_deref().map(name).transpose()?,
        is_public: sent.is_public,
        sprite_library: object(sent.sprite_library, "spriteLibrary")?,
        customizations: object(sent.customizations, "customizations")?,
    })
}

fn name(sent: &str) -> Result<String, Refusal> {
    let name = sent.trim();
    let fits = (1..=NAME_CHARS_MAX).contains(&name.chars().count());
    if fits && !name.chars().any(char::is_control) {
        Ok(name.to_owned())
    } else {
        Err(Refusal::of(Code::FieldInvalid, "name"))
    }
}

fn style(sent: &str) -> Result<String, Refusal> {
    match stylize::style(sent) {
        Some(style) => Ok(style.id.to_owned()),
        None => Err(Refusal::of(Code::StyleUnknown, "style")),
    }
}

fn written(value: Value, field: &'static str) -> Result<String, Refusal> {
    let text = value.to_string();
    if value.is_object() && text.len() <= OBJECT_BYTES_MAX {
        Ok(text)
    } else {
        Err(Refusal::of(Code::FieldInvalid, field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sent(value: Value) -> Result<Draft, Refusal> {
        draft_from_json(serde_json::from_value(value).expect("shape"))
    }

    const IMAGE: &str = "data:image/png;base64,AAAA";

    #[test]
    fn a_name_is_trimmed_and_bounded() {
        let draft = sent(json!({"image": IMAGE, "name": "  Mei ", "style": "ghibli"}));
        assert_eq!(draft.map(|d| d.name), Ok("Mei".to_owned()));
        for bad in ["", "   ", "a\u{7}b", &"x".repeat(101)] {
            let draft = sent(json!({"image": IMAGE, "name": bad, "style": "ghibli"}));
            assert_eq!(draft, Err(Refusal::of(Code::FieldInvalid, "name")), "{bad:?}");
        }
        assert!(sent(json!({"image": IMAGE, "name": "é".repeat(100), "style": "ghibli"})).is_ok());
    }

    #[test]
    fn a_style_must_exist_and_objects_must_be_objects() {
        let draft = sent(json!({"image": IMAGE, "name": "a", "style": "vibrant"}));
        assert_eq!(draft, Err(Refusal::of(Code::StyleUnknown, "style")));
        let draft = sent(json!({"image": IMAGE, "name": "a", "style": "ghibli", "metadata": [1]}));
        assert_eq!(draft, Err(Refusal::of(Code::FieldInvalid, "metadata")));
    }

    #[test]
    fn a_patch_keeps_what_is_absent() {
        let sent = serde_json::from_value(json!({"isPublic": true})).expect("shape");
        assert_eq!(patch(sent), Ok(Patch { is_public: Some(true), ..Patch::default() }));
    }
}
