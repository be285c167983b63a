//! The tiers of a stake.

use money::Asset;

use super::{ONE, anm, percent};
use crate::{
    Amounts, Described, Flags, Integers, Key, Limits, Rates, Resolution, Resolutions, Words,
};

/// The policies of one tier.
#[derive(Clone, Copy)]
pub struct TierKeys {
    /// The stake it begins with; only zero is taken for Basic.
    pub min_stake: Key<Amounts>,
    /// Agents that may work at once.
    pub max_agents: Key<Limits>,
    /// The highest resolution.
    pub resolution: Key<Resolutions>,
    /// The most frames a second.
    pub fps: Key<Integers>,
    /// The longest sequence.
    pub sequence_seconds: Key<Limits>,
    /// The style packs.
    pub style_packs: Key<Words>,
    /// The factor of the priority.
    pub priority_multiplier: Key<Rates>,
    /// Simple interest in a year.
    pub apy: Key<Rates>,
    /// Whether renderings go first.
    pub priority_rendering: Key<Flags>,
    /// Whether own agents may work.
    pub custom_agents: Key<Flags>,
}

impl TierKeys {
    /// In the order in which people read them.
    pub(super) fn list(&'static self) -> [&'static dyn Described; 10] {
        [
            &self.min_stake,
            &self.max_agents,
            &self.resolution,
            &self.fps,
            &self.sequence_seconds,
            &self.style_packs,
            &self.priority_multiplier,
            &self.apy,
            &self.priority_rendering,
            &self.custom_agents,
        ]
    }
}

const THRESHOLDS: &str = "ANIMA, Tier Thresholds";
const FEATURES: &str = "ANIMA, tier features of the reference implementation";

macro_rules! tier {
    (
        $id:literal, $title:literal, stake $stake:literal within $least:literal and $most:literal,
        agents $agents:expr, up to $resolution:ident, fps $fps:literal, seconds $seconds:expr,
        packs $packs:expr, multiplier $multiplier:literal, apy $apy:literal,
        first $first:literal, own $own:literal
    ) => {
        TierKeys {
            min_stake: Key::new(
                concat!("tier.", $id, ".min_stake"),
                Amounts { asset: Asset::Anm, least: anm($least), most: anm($most) },
                anm($stake),
                concat!("The stake with which ", $title, " begins; exactly this much is enough."),
                THRESHOLDS,
            ),
            max_agents: Key::new(
                concat!("tier.", $id, ".max_agents"),
                Limits { unit: "agents", least: 1, most: 1000 },
                $agents,
                concat!("How many agents may work at once for somebody with ", $title, "."),
                THRESHOLDS,
            ),
            resolution: Key::new(
                concat!("tier.", $id, ".resolution"),
                Resolutions,
                Resolution::$resolution,
                concat!("The highest resolution with ", $title, "."),
                THRESHOLDS,
            ),
            fps: Key::new(
                concat!("tier.", $id, ".fps"),
                Integers { unit: "frames a second", least: 1, most: 240 },
                $fps,
                concat!("The most frames a second with ", $title, "."),
                THRESHOLDS,
            ),
            sequence_seconds: Key::new(
                concat!("tier.", $id, ".sequence_seconds"),
                Limits { unit: "seconds", least: 1, most: 86_400 },
                $seconds,
                concat!("The longest sequence with ", $title, "."),
                FEATURES,
            ),
            style_packs: Key::new(
                concat!("tier.", $id, ".style_packs"),
                Words,
                $packs,
                concat!(
                    "The style packs with ",
                    $title,
                    "; `all` and `custom` are words for many."
                ),
                FEATURES,
            ),
            priority_multiplier: Key::new(
                concat!("tier.", $id, ".priority_multiplier"),
                Rates { least: ONE / 10, most: 100 * ONE },
                $multiplier * ONE,
                concat!("What the logarithm of the stake is multiplied with for ", $title, "."),
                "ANIMA, Priority Multipliers",
            ),
            apy: Key::new(
                concat!("tier.", $id, ".apy"),
                Rates { least: 0, most: ONE },
                percent($apy),
                concat!("The simple interest in a year with ", $title, "."),
                THRESHOLDS,
            ),
            priority_rendering: Key::new(
                concat!("tier.", $id, ".priority_rendering"),
                Flags,
                $first,
                concat!("Whether ", $title, " has priority rendering."),
                FEATURES,
            ),
            custom_agents: Key::new(
                concat!("tier.", $id, ".custom_agents"),
                Flags,
                $own,
                concat!("Whether agents of one's own may work with ", $title, "."),
                FEATURES,
            ),
        }
    };
}

/// The four tiers, lowest first, in the order of [`crate::TierId::ALL`].
pub static TIERS: [TierKeys; 4] = [
    tier!(
        "basic", "Basic", stake 0 within 0 and 0,
        agents Some(2), up to Hd720, fps 24, seconds Some(30),
        packs &["basic"], multiplier 1, apy 5, first false, own false
    ),
    tier!(
        "advanced", "Advanced", stake 100 within 1 and 10_000_000,
        agents Some(5), up to Hd1080, fps 30, seconds Some(120),
        packs &["basic", "cinematic", "anime"], multiplier 2, apy 10, first true, own false
    ),
    tier!(
        "pro", "Pro", stake 1_000 within 1 and 10_000_000,
        agents Some(10), up to Uhd4k, fps 60, seconds Some(600),
        packs &["all"], multiplier 5, apy 15, first true, own false
    ),
    tier!(
        "studio", "Studio", stake 10_000 within 1 and 10_000_000,
        agents None, up to Uhd8k, fps 120, seconds None,
        packs &["all", "custom"], multiplier 10, apy 25, first true, own true
    ),
];
