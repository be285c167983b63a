//! The four tiers of a stake and what each brings.

use money::{Amount, Rate};

/// The four tiers, lowest first (specification of ANIMA, "Tier Thresholds").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TierId {
    /// Anybody, from nothing on.
    Basic,
    /// 100 ANM by default.
    Advanced,
    /// 1,000 ANM by default.
    Pro,
    /// 10,000 ANM by default.
    Studio,
}

impl TierId {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Basic, Self::Advanced, Self::Pro, Self::Studio];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Advanced => "advanced",
            Self::Pro => "pro",
            Self::Studio => "studio",
        }
    }

    /// The tier of a stable name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == name)
    }

    /// The one above, if there is one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| *tier > self)
    }
}

/// How many lines a picture has; any other number is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resolution {
    /// 1280 × 720.
    Hd720,
    /// 1920 × 1080.
    Hd1080,
    /// 3840 × 2160.
    Uhd4k,
    /// 7680 × 4320.
    Uhd8k,
}

impl Resolution {
    /// All of them, lowest first.
    pub const ALL: [Self; 4] = [Self::Hd720, Self::Hd1080, Self::Uhd4k, Self::Uhd8k];

    /// As people and requests write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hd720 => "720p",
            Self::Hd1080 => "1080p",
            Self::Uhd4k => "4K",
            Self::Uhd8k => "8K",
        }
    }

    /// The resolution of a name; capitals do not matter.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }
}

/// What a tier brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Which one.
    pub id: TierId,
    /// The stake it begins with, inclusive, in ANM; nothing for Basic.
    pub min_stake: Amount,
    /// How many agents may work at once; `None` is unlimited.
    pub max_agents: Option<u64>,
    /// The highest resolution.
    pub resolution: Resolution,
    /// The most frames a second.
    pub fps: u64,
    /// The longest sequence in seconds; `None` is unlimited.
    pub sequence_seconds: Option<u64>,
    /// Names of style packs; the word `all` stands for every pack but the caller's own,
    /// `custom` for those.
    pub style_packs: Vec<String>,
    /// What the logarithm of the stake is multiplied with for the priority.
    pub priority_multiplier: Rate,
    /// Simple interest in a year.
    pub apy: Rate,
    /// Whether renderings go before those of others.
    pub priority_rendering: bool,
    /// Whether agents of one's own may work.
    pub custom_agents: bool,
}

impl Tier {
    /// The word for every style pack but the caller's own.
    pub const ALL_PACKS: &'static str = "all";
    /// The word for style packs of the caller's own.
    pub const CUSTOM_PACKS: &'static str = "custom";

    /// Whether a style pack may be used. `own` says that the caller brought it.
    pub fn allows_pack(&self, pack: &str, own: bool) -> bool {
        let has = |word: &str| self.style_packs.iter().any(|known| known == word);
        if own || pack == Self::CUSTOM_PACKS {
            return has(Self::CUSTOM_PACKS);
        }
        has(Self::ALL_PACKS) || (pack != Self::ALL_PACKS && has(pack))
    }
}
