//! Agents, style packs and features: what there is from the beginning, and what votes have
//! switched since.

use std::collections::BTreeMap;

/// The agents of a production, in the order in which they work (specification of AnimAIverse).
pub const AGENTS: [&str; 9] = [
    "character-generator",
    "graphics",
    "writer",
    "director",
    "animator",
    "voice",
    "special-effects",
    "scene-composer",
    "editor",
];
/// The version in which those agents begin.
pub const FIRST_VERSION: &str = "1.0.0";
/// The style packs of productions that are there from the beginning.
pub const STYLE_PACKS: [&str; 3] = ["basic", "cinematic", "anime"];
/// The feature without which no production is taken.
pub const PRODUCTIONS: &str = "productions";
/// The features that are on from the beginning.
pub const FEATURES: [&str; 1] = [PRODUCTIONS];

/// What can be switched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Who works on a production.
    Agents,
    /// How it can look.
    StylePacks,
    /// Parts of the product.
    Features,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agents, Self::StylePacks, Self::Features];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agents => "agent",
            Self::StylePacks => "style_pack",
            Self::Features => "feature",
        }
    }

    /// The section of a stable name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// How something is switched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// On or off.
    pub enabled: bool,
    /// For agents, which version works.
    pub version: Option<String>,
}

/// Everything that can be switched, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    switches: BTreeMap<(Section, String), Switch>,
}

impl Default for Catalogue {
    /// What there is from the beginning.
    fn default() -> Self {
        let mut catalogue = Self { switches: BTreeMap::new() };
        for agent in AGENTS {
            catalogue.set(Section::Agents, agent, true, Some(FIRST_VERSION));
        }
        for pack in STYLE_PACKS {
            catalogue.set(Section::StylePacks, pack, true, None);
        }
        for feature in FEATURES {
            catalogue.set(Section::Features, feature, true, None);
        }
        catalogue
    }
}

impl Catalogue {
    /// Whether something is there from the beginning.
    pub fn is_built_in(section: Section, id: &str) -> bool {
        match section {
            Section::Agents => AGENTS.contains(&id),
            Section::StylePacks => STYLE_PACKS.contains(&id),
            Section::Features => FEATURES.contains(&id),
        }
    }

    /// Switches something. An agent keeps its version when none is given.
    pub fn set(&mut self, section: Section, id: &str, enabled: bool, version: Option<&str>) {
        let before = self.switches.get(&(section, id.to_owned()));
        let version =
            version.map(str::to_owned).or_else(|| before.and_then(|it| it.version.clone()));
        self.switches.insert((section, id.to_owned()), Switch { enabled, version });
    }

    /// How something is switched; nothing if it was never there.
    pub fn get(&self, section: Section, id: &str) -> Option<&Switch> {
        self.switches.get(&(section, id.to_owned()))
    }

    /// Whether something is on. What was never there is off.
    pub fn enabled(&self, section: Section, id: &str) -> bool {
        self.get(section, id).is_some_and(|switch| switch.enabled)
    }

    /// Everything in a section, by id.
    pub fn section(&self, section: Section) -> impl Iterator<Item = (&str, &Switch)> {
        let inside = self.switches.iter().filter(move |((it, _), _)| *it == section);
        inside.map(|((_, id), switch)| (id.as_str(), switch))
    }

    /// The style packs that are on, by id.
    pub fn style_packs(&self) -> impl Iterator<Item = &str> {
        self.section(Section::StylePacks).filter(|(_, switch)| switch.enabled).map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_on_until_it_is_switched_off() {
        let mut catalogue = Catalogue::default();
        assert!(catalogue.enabled(Section::Agents, "writer"));
        assert!(!catalogue.enabled(Section::Agents, "nobody"));
        catalogue.set(Section::Agents, "writer", false, None);
        assert!(!catalogue.enabled(Section::Agents, "writer"));
        let version = catalogue.get(Section::Agents, "writer").and_then(|it| it.version.clone());
        assert_eq!(version.as_deref(), Some(FIRST_VERSION), "it keeps its version");
    }

    #[test]
    fn sections_do_not_mix() {
        let mut catalogue = Catalogue::default();
        catalogue.set(Section::StylePacks, "manga", true, None);
        assert!(!catalogue.enabled(Section::Features, "manga"));
        let packs: Vec<&str> = catalogue.style_packs().collect();
        assert_eq!(packs, ["anime", "basic", "cinematic", "manga"]);
    }
}
