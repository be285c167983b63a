//! The account's place in the header: "Sign in", or the member's picture.
//!
//! The first page must not ask the network who is here. So the member's program leaves a badge in the
//! browser's storage when it knows, and takes it away when the member has gone. It opens no door: what
//! is behind the doors is asked for with the session's cookie.

use web_sys::HtmlElement;

use crate::browser::{self, disregard};

const KEY: &str = "member";
/// Between the name and the picture; neither a username nor an address of ours can hold one.
const BORDER: char = '\n';

/// What the header shows of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Without the `@`.
    pub username: String,
    /// Address of the picture; empty for none.
    pub picture: String,
}

impl Badge {
    /// The badge that was left here, if a member was.
    pub fn kept() -> Option<Self> {
        browser::recall(KEY).as_deref().and_then(Self::read)
    }

    fn read(text: &str) -> Option<Self> {
        let (username, picture) = text.split_once(BORDER)?;
        // Only pictures of our own are loaded.
        let picture = if picture.starts_with("/api/") { picture } else { "" };
        let (username, picture) = (username.to_owned(), picture.to_owned());
        (!username.is_empty()).then_some(Self { username, picture })
    }

    fn write(&self) -> String {
        format!("{}{BORDER}{}", self.username, self.picture)
    }

    /// One letter, for those without a picture.
    pub fn initial(&self) -> String {
        self.username.chars().next().unwrap_or('?').to_uppercase().collect()
    }
}

/// Keeps the badge, or takes it away, and shows the header accordingly.
pub fn keep(badge: Option<&Badge>) {
    browser::remember(KEY, badge.map(Badge::write).as_deref());
    show(badge);
}

/// Shows the header's account link as it has to be.
pub fn show(badge: Option<&Badge>) {
    let Some(root) = browser::document().document_element() else { return };
    // The style sheet shows the word or the circle by this; `/theme.js` sets it before the first paint.
    match badge {
        Some(_) => disregard(root.set_attribute("data-member", "")),
        None => disregard(root.remove_attribute("data-member")),
    }
    let Some(link) = browser::by_id::<HtmlElement>("account") else { return };
    let name = badge.map_or("Sign in".into(), |it| format!("Your account, @{}", it.username));
    disregard(link.set_attribute("aria-label", &name));
    let Ok(Some(circle)) = link.query_selector(".avatar") else { return };
    circle.set_text_content(badge.map(Badge::initial).as_deref());
    let Some(badge) = badge.filter(|it| !it.picture.is_empty()) else { return };
    let Ok(image) = browser::document().create_element("img") else { return };
    disregard(image.set_attribute("alt", ""));
    disregard(image.set_attribute("src", &badge.picture));
    disregard(circle.append_child(&image));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_survives_storage_and_loads_no_strangers_pictures() {
        let badge = Badge { username: "sora".into(), picture: "/api/v1/avatars/1/image".into() };
        assert_eq!(Badge::read(&badge.write()), Some(badge));
        let stranger = Badge::read("sora\nhttps://example.com/x.png");
        assert_eq!(stranger.map(|it| it.picture), Some(String::new()));
        assert_eq!(Badge::read("\n"), None);
        assert_eq!(Badge::read("rubbish"), None);
    }

    #[test]
    fn who_has_no_picture_has_a_letter() {
        let badge = Badge { username: "noa".into(), picture: String::new() };
        assert_eq!(badge.initial(), "N");
    }
}
