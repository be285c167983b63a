//! Light, dark, or as the system has it; kept in the browser, applied before the first paint
//! by `/theme.js`.

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::browser;

const KEY: &str = "theme";
/// `--paper` of `style/tokens.css`, which a meta element cannot read.
const GROUND_LIGHT: &str = "#FBF7F0";
const GROUND_DARK: &str = "#151427";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn kept() -> Self {
        match browser::recall(KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::System => "Colours follow the system",
            Self::Light => "Light colours",
            Self::Dark => "Dark colours",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::System => "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
            Self::Light => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2\
                 M19 5l-2 2M7 17l-2 2"
            }
            Self::Dark => "M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z",
        }
    }

    pub(crate) fn keep(self) {
        let word = match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        };
        browser::remember(KEY, word);
        self.apply();
    }

    pub(crate) fn apply(self) {
        let is_dark = match self {
            Self::System => browser::window()
                .match_media("(prefers-color-scheme: dark)")
                .ok()
                .flatten()
                .is_some_and(|query| query.matches()),
            Self::Light => false,
            Self::Dark => true,
        };
        if let Some(root) = browser::document().document_element() {
            let theme = if is_dark { "dark" } else { "light" };
            browser::disregard(root.set_attribute("data-theme", theme));
        }
        tint_browser(if is_dark { GROUND_DARK } else { GROUND_LIGHT });
    }
}

/// The browser's own bars take the colour of the paper.
fn tint_browser(ground: &str) {
    let Ok(tints) = browser::document().query_selector_all("meta[name=theme-color]") else {
        return;
    };
    for index in 0..tints.length() {
        let tint = tints.get(index).and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(tint) = tint {
            browser::disregard(tint.set_attribute("content", ground));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_presses_lead_around() {
        assert_eq!(Theme::System.next().next().next(), Theme::System);
    }
}
