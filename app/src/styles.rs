//! The four styles: their ids on the wire, and the words the page has for them.

/// One of the four styles, in the order in which the page shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    #[default]
    Vibrant,
    WarmCel,
    Painterly,
    BoldCel,
}

impl Style {
    pub(crate) const ALL: [Self; 4] =
        [Self::Vibrant, Self::WarmCel, Self::Painterly, Self::BoldCel];

    /// The id in messages, packs and addresses.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Vibrant => "kingdom-hearts",
            Self::WarmCel => "dark-cloud",
            Self::Painterly => "ghibli",
            Self::BoldCel => "cel-shade",
        }
    }

    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.id() == id)
    }

    /// The name a visitor reads.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Vibrant => "Vibrant",
            Self::WarmCel => "Warm cel",
            Self::Painterly => "Painterly",
            Self::BoldCel => "Bold cel",
        }
    }

    /// What the style does, in four words.
    pub(crate) fn character(self) -> &'static str {
        match self {
            Self::Vibrant => "Saturated colour, violet shade",
            Self::WarmCel => "Warm light, thick outline",
            Self::Painterly => "Soft greens, visible brush",
            Self::BoldCel => "Heavy ink, high contrast",
        }
    }

    /// The class that gives its fold a colour.
    pub(crate) fn back(self) -> &'static str {
        match self {
            Self::Vibrant => "violet",
            Self::WarmCel => "gold",
            Self::Painterly => "green",
            Self::BoldCel => "coral",
        }
    }

    /// Where the sample drawing of this style lies.
    pub(crate) fn sample(self) -> String {
        format!("/samples/after-{}.webp", self.id())
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_their_style() {
        for style in Style::ALL {
            assert_eq!(Style::from_id(style.id()), Some(style));
            assert_eq!(Style::ALL[style.index()], style);
        }
        assert_eq!(Style::from_id("unknown"), None);
    }
}
