//! Which hair there is: front, side and back, each chosen alone, and twelve styles made of them.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident: $($(#[$of:meta])* $variant:ident = $label:literal,)+) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
            Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The label in files and libraries.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }
    };
}

choices! {
    /// The bangs.
    FrontHair:
    /// Uneven clumps that cross.
    #[default]
    Tousled = "tousled",
    /// Swept to one side.
    Swept = "swept",
    /// Parted in the middle, forehead free.
    Curtain = "curtain",
    /// Cut straight above the eyes.
    Blunt = "blunt",
    /// Short points.
    Spiky = "spiky",
    /// Parted on the side, short.
    Parted = "parted",
    /// Curls.
    Curly = "curly",
    /// Combed back, two loose strands.
    Open = "open",
}

choices! {
    /// The hair before the ears.
    SideHair:
    /// To the chin.
    #[default]
    Short = "short",
    /// To the chest.
    Long = "long",
    /// Cut straight at the jaw.
    Cut = "cut",
    /// Long, in waves.
    Wavy = "wavy",
    /// One thin strand.
    Wisp = "wisp",
    /// Curls.
    Curly = "curly",
    /// Shaved short.
    Shaved = "shaved",
    /// None: behind the ears.
    Tucked = "tucked",
}

choices! {
    /// The hair behind the head.
    BackHair:
    /// To the nape, flicking outwards.
    #[default]
    Short = "short",
    /// To the chin, turned inwards.
    Bob = "bob",
    /// To the waist, straight.
    Straight = "straight",
    /// To the waist, in waves.
    Wavy = "wavy",
    /// One high tail.
    Ponytail = "ponytail",
    /// Two high tails.
    TwinTails = "twin_tails",
    /// A braid over one shoulder.
    Braid = "braid",
    /// Close to the head.
    Close = "close",
    /// Points in every direction.
    Spiky = "spiky",
    /// A cloud of curls.
    Curly = "curly",
    /// A bun on top.
    Bun = "bun",
    /// To the shoulders, in layers.
    Layered = "layered",
}

choices! {
    /// A whole style: front, side and back that go well together.
    HairStyle:
    /// Short and tousled.
    #[default]
    Short = "short",
    /// A bob with straight bangs.
    Bob = "bob",
    /// Long and straight, swept.
    LongStraight = "long_straight",
    /// Long waves with a middle part.
    LongWavy = "long_wavy",
    /// A ponytail.
    Ponytail = "ponytail",
    /// Twin tails.
    TwinTails = "twin_tails",
    /// A braid over the shoulder.
    Braid = "braid",
    /// An undercut with a side part.
    Undercut = "undercut",
    /// Spikes.
    Spiky = "spiky",
    /// Curls all around.
    Curly = "curly",
    /// A bun, combed back.
    Bun = "bun",
    /// Layers to the shoulders, swept to the side.
    SideSwept = "side_swept",
    /// Long, cut straight at forehead and jaw.
    Princess = "princess",
}

/// The hair of a look.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hair {
    /// The bangs.
    pub front: FrontHair,
    /// Before the ears.
    pub side: SideHair,
    /// Behind the head.
    pub back: BackHair,
    /// Whether a strand stands up at the crown.
    pub ahoge: bool,
    /// Whether it is the mirror image.
    pub mirrored: bool,
}

impl Default for Hair {
    fn default() -> Self {
        Self { ahoge: true, ..Self::of(HairStyle::Short) }
    }
}

impl Hair {
    /// The three parts of a style.
    pub const fn of(style: HairStyle) -> Self {
        use {BackHair as B, FrontHair as F, SideHair as S};
        let (front, side, back) = match style {
            HairStyle::Short => (F::Tousled, S::Short, B::Short),
            HairStyle::Bob => (F::Blunt, S::Cut, B::Bob),
            HairStyle::LongStraight => (F::Swept, S::Long, B::Straight),
            HairStyle::LongWavy => (F::Curtain, S::Wavy, B::Wavy),
            HairStyle::Ponytail => (F::Tousled, S::Wisp, B::Ponytail),
            HairStyle::TwinTails => (F::Tousled, S::Wisp, B::TwinTails),
            HairStyle::Braid => (F::Curtain, S::Wisp, B::Braid),
            HairStyle::Undercut => (F::Parted, S::Shaved, B::Close),
            HairStyle::Spiky => (F::Spiky, S::Short, B::Spiky),
            HairStyle::Curly => (F::Curly, S::Curly, B::Curly),
            HairStyle::Bun => (F::Open, S::Wisp, B::Bun),
            HairStyle::SideSwept => (F::Swept, S::Short, B::Layered),
            HairStyle::Princess => (F::Blunt, S::Cut, B::Straight),
        };
        Self { front, side, back, ahoge: false, mirrored: false }
    }
}
