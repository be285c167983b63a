//! The styles: the four of ours and the visitor's own, their ids on the wire, and the words the page
//! has for them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wire::pack::PackLabel;

/// A style that can be drawn; ours stand in the order in which the page shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    #[default]
    Vibrant,
    WarmCel,
    Painterly,
    BoldCel,
    /// A pack that the visitor brought.
    Own(&'static Card),
}

/// What the page knows of a visitor's own pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Card {
    /// The id in messages; another name of the file, or another byte, is another id.
    pub(crate) style: String,
    pub(crate) label: PackLabel,
}

thread_local! {
    static CARDS: RefCell<BTreeMap<String, &'static Card>> = const { RefCell::new(BTreeMap::new()) };
}

impl Card {
    /// The one card of a pack. It lives as long as the tab: a few words for each pack that was
    /// brought, so that whatever names a style can be copied.
    pub(crate) fn of(style: &str, label: PackLabel) -> &'static Self {
        let known = CARDS.with_borrow(|cards| cards.get(style).copied());
        known.unwrap_or_else(|| {
            let card: &'static Self = Box::leak(Box::new(Self { style: style.to_owned(), label }));
            CARDS.with_borrow_mut(|cards| cards.insert(style.to_owned(), card));
            card
        })
    }
}

impl Style {
    /// The four of ours.
    pub(crate) const ALL: [Self; 4] =
        [Self::Vibrant, Self::WarmCel, Self::Painterly, Self::BoldCel];

    /// The id in messages, packs and addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Vibrant => "kingdom-hearts",
            Self::WarmCel => "dark-cloud",
            Self::Painterly => "ghibli",
            Self::BoldCel => "cel-shade",
            Self::Own(card) => &card.style,
        }
    }

    pub(crate) fn from_id(id: &str) -> Option<Self> {
        let own = || CARDS.with_borrow(|cards| cards.get(id).copied()).map(Self::Own);
        Self::ALL.into_iter().find(|style| style.id() == id).or_else(own)
    }

    /// The visitor's own pack, if it is one.
    pub(crate) fn own(self) -> Option<&'static Card> {
        if let Self::Own(card) = self { Some(card) } else { None }
    }

    /// The name a visitor reads.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Vibrant => "Vibrant",
            Self::WarmCel => "Warm cel",
            Self::Painterly => "Painterly",
            Self::BoldCel => "Bold cel",
            Self::Own(card) => &card.label.name,
        }
    }

    /// What the style does, in four words; of a visitor's own, who made it.
    pub(crate) fn character(self) -> String {
        match self {
            Self::Vibrant => "Saturated colour, violet shade".into(),
            Self::WarmCel => "Warm light, thick outline".into(),
            Self::Painterly => "Soft greens, visible brush".into(),
            Self::BoldCel => "Heavy ink, high contrast".into(),
            Self::Own(card) => format!("Your own pack, by {}", card.label.author),
        }
    }

    /// The class that gives its fold a colour.
    pub(crate) fn back(self) -> &'static str {
        match self {
            Self::Vibrant => "violet",
            Self::WarmCel => "gold",
            Self::Painterly | Self::Own(_) => "green",
            Self::BoldCel => "coral",
        }
    }

    /// Where the sample drawing of this style lies.
    pub(crate) fn sample(self) -> String {
        format!("/samples/after-{}.webp", self.id())
    }
}

/// The name and the colour of a portrait's style, also when its pack is no longer here.
pub(crate) fn label_of(id: &str) -> (&'static str, &'static str) {
    Style::from_id(id).map_or(("A pack of your own", "green"), |style| (style.name(), style.back()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_style() {
        for style in Style::ALL {
            assert_eq!(Style::from_id(style.id()), Some(style));
        }
        assert_eq!(Style::from_id("unknown"), None);
    }

    #[test]
    fn one_pack_has_one_card() {
        let label = |name: &str| PackLabel {
            id: "moon".into(),
            name: name.into(),
            version: "1".into(),
            author: "Ren".into(),
            licence: "CC0-1.0".into(),
            tier: "xs".into(),
            size_bytes: 1,
        };
        let card = Card::of("own-moon-1", label("Moon"));
        assert!(std::ptr::eq(card, Card::of("own-moon-1", label("Moon"))));
        assert_eq!(Style::from_id("own-moon-1"), Some(Style::Own(card)));
    }
}
