//! The address for streaming software: only the character, on nothing. Who is shown stands in the
//! part of the address behind `#`, which no server ever sees.

use js_sys::{decode_uri_component, encode_uri_component};
use project::{Project, format};
use ui::browser::{self, disregard};
use wasm_bindgen_futures::JsFuture;

/// What stands before the character.
const CHARACTER: &str = "#character=";
/// The mark on the document, for style sheets.
const MARK: &str = "data-overlay";

/// Whether an address (path and search) asks for the character alone.
pub(crate) fn is_overlay(address: &str) -> bool {
    let search = address.split_once('?').map_or("", |(_, search)| search);
    search.trim_start_matches('?').split('&').any(|it| it == "overlay=1")
}

/// Takes everything but the character away, or puts it back.
pub(crate) fn mark(is_overlay: bool) {
    let Some(root) = browser::document().document_element() else { return };
    if is_overlay {
        disregard(root.set_attribute(MARK, ""));
    } else {
        disregard(root.remove_attribute(MARK));
    }
}

/// The address of the overlay with this character.
pub(super) fn address(project: &Project) -> Option<String> {
    let origin = browser::window().location().origin().ok()?;
    let file = format::save(project).ok()?;
    let file = String::from(encode_uri_component(&file));
    Some(format!("{origin}/live?overlay=1{CHARACTER}{file}"))
}

/// The character that the address brings along.
pub(super) fn brought() -> Option<Project> {
    let hash = browser::window().location().hash().ok()?;
    let file = String::from(decode_uri_component(hash.strip_prefix(CHARACTER)?).ok()?);
    format::load(&file).ok()
}

/// Puts text on the clipboard; whether it worked.
pub(super) async fn copy(text: &str) -> bool {
    let clipboard = browser::window().navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_overlay;

    #[test]
    fn only_the_whole_word_asks_for_it() {
        for (address, expected) in [
            ("/live?overlay=1", true),
            ("/live??overlay=1", true),
            ("/live?renderer=webgl2&overlay=1", true),
            ("/live", false),
            ("/live?overlay=10", false),
            ("/live?nooverlay=1", false),
        ] {
            assert_eq!(is_overlay(address), expected, "{address}");
        }
    }
}
