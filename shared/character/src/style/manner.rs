//! The four styles as numbers: how each one mixes, shades, draws a line and finishes.

use serde::{Deserialize, Serialize};

use super::colour::{Colour, WHITE, hex};

/// One of the four styles.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Style {
    /// Saturated, cyan rim, glow.
    #[default]
    #[serde(rename = "kingdom-hearts")]
    Vibrant,
    /// Flat, under an amber light, with a brown contour.
    #[serde(rename = "dark-cloud")]
    WarmCel,
    /// Soft edges, brush strokes, paper.
    #[serde(rename = "ghibli")]
    Painterly,
    /// Ink, a key line, halftone.
    #[serde(rename = "cel-shade")]
    BoldCel,
}

impl Style {
    /// All four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Vibrant, Self::WarmCel, Self::Painterly, Self::BoldCel];

    /// The style's id in files and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Vibrant => "kingdom-hearts",
            Self::WarmCel => "dark-cloud",
            Self::Painterly => "ghibli",
            Self::BoldCel => "cel-shade",
        }
    }

    /// The style's name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vibrant => "Vibrant",
            Self::WarmCel => "Warm cel",
            Self::Painterly => "Painterly",
            Self::BoldCel => "Bold cel",
        }
    }

    /// How the style draws.
    pub const fn manner(self) -> &'static Manner {
        match self {
            Self::Vibrant => &VIBRANT,
            Self::WarmCel => &WARM_CEL,
            Self::Painterly => &PAINTERLY,
            Self::BoldCel => &BOLD_CEL,
        }
    }
}

/// One colour for each kind of material.
#[derive(Clone, Copy, Debug)]
pub struct ByMaterial {
    /// Skin and lips.
    pub skin: Colour,
    /// Hair.
    pub hair: Colour,
    /// Cloth, leather, metal.
    pub cloth: Colour,
    /// White cloth, paper, the white of the eye.
    pub white: Colour,
    /// The iris.
    pub iris: Colour,
}

/// How a style draws.
#[derive(Clone, Debug)]
pub struct Manner {
    /// Width of lines; 1 is Vibrant's.
    pub line_weight: f32,
    /// Saturation of every colour (half of the change for skin).
    pub saturation: f32,
    /// A wash over every colour.
    pub wash: Colour,
    /// How much of the wash hair and cloth get, and how much skin.
    pub wash_shares: [f32; 2],
    /// Whether the wash multiplies (a light) or mixes in (a paint).
    pub wash_multiplies: bool,
    /// Shades are the material times these.
    pub shade: ByMaterial,
    /// Lines are between the material times these and these.
    pub line: ByMaterial,
    /// How far lines go towards the plain line colour.
    pub line_share: f32,
    /// The light from behind, and its opacity; zero for none.
    pub rim: (Colour, f32),
    /// What the lower part of cloth and hair fades to, and how far.
    pub ambient: (Colour, f32),
    /// What the lower face fades to.
    pub ambient_skin: Colour,
    /// How far bangs throw their shadow on the face.
    pub bang_shadow: (f32, f32),
    /// Opacity of the halo band on the hair.
    pub halo: f32,
    /// Whether colours run in gradients; flat otherwise.
    pub gradients: bool,
    /// Tones of a material: 2 or 3.
    pub tones: u8,
    /// Breadth of the shaded flank of a clump; 1 is Vibrant's.
    pub flank: f32,
    /// Blur of shade edges (standard deviation), after they were displaced by `displace`.
    pub soften: f32,
    /// How far shade edges wander.
    pub displace: f32,
    /// How far outlines wander.
    pub wobble: f32,
    /// Whether brush strokes are drawn into the fills.
    pub brushed: bool,
    /// Four colours of the ground.
    pub ground: [Colour; 4],
    /// What goes around and over the figure.
    pub finish: Finish,
}

/// What goes around and over the whole figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finish {
    /// Light around the figure: colour, opacity, standard deviation.
    Glow(Colour, f32, f32),
    /// A contour: colour, width.
    Contour(Colour, f32),
    /// Grain and a torn edge of paper, in this colour.
    Paper(Colour),
    /// An ink contour and a key line around it: colours and widths.
    KeyLine([(Colour, f32); 2]),
}

const VIBRANT: Manner = Manner {
    line_weight: 1.0,
    saturation: 1.14,
    wash: WHITE,
    wash_shares: [0.0, 0.0],
    wash_multiplies: false,
    shade: ByMaterial {
        skin: hex(0xF0_B6D2),
        hair: hex(0x9A_86E2),
        cloth: hex(0xC2_A2EC),
        white: hex(0xCB_C6F8),
        iris: hex(0x8E_86D8),
    },
    line: ByMaterial {
        skin: hex(0x8A_3F6E),
        hair: hex(0x3A_2C86),
        cloth: hex(0x4A_3790),
        white: hex(0x6A_5CC0),
        iris: hex(0x3A_2C86),
    },
    line_share: 0.55,
    rim: (hex(0x8D_F3FF), 0.85),
    ambient: (hex(0xFF_6AD5), 0.30),
    ambient_skin: hex(0xFF_6AD5),
    bang_shadow: (8.0, 24.0),
    halo: 0.80,
    gradients: true,
    tones: 3,
    flank: 1.0,
    soften: 0.0,
    displace: 0.0,
    wobble: 0.0,
    brushed: false,
    ground: [hex(0x32_209A), hex(0x8A_50EC), hex(0xFF_7FB4), hex(0xFF_A6DE)],
    finish: Finish::Glow(hex(0x8D_F3FF), 0.75, 15.0),
};

const WARM_CEL: Manner = Manner {
    line_weight: 1.55,
    saturation: 0.92,
    wash: hex(0xF2_B25A),
    wash_shares: [0.32, 0.34],
    wash_multiplies: true,
    shade: ByMaterial {
        skin: hex(0xE9_B48E),
        hair: hex(0xB9_8A6A),
        cloth: hex(0xCC_9C74),
        white: hex(0xE6_C9A0),
        iris: hex(0xA8_7A58),
    },
    line: ByMaterial {
        skin: hex(0x5A_2A1A),
        hair: hex(0x3E_2018),
        cloth: hex(0x4A_2618),
        white: hex(0x5A_3420),
        iris: hex(0x3E_2018),
    },
    line_share: 0.9,
    rim: (hex(0xFF_E2A0), 0.0),
    ambient: (hex(0xFF_B35C), 0.0),
    ambient_skin: hex(0xFF_B35C),
    bang_shadow: (10.0, 27.0),
    halo: 0.55,
    gradients: false,
    tones: 2,
    flank: 1.0,
    soften: 0.0,
    displace: 0.0,
    wobble: 0.0,
    brushed: false,
    ground: [hex(0xEB_C27A), hex(0xF4_DCA8), hex(0xD9_8A4E), hex(0xB9_573A)],
    finish: Finish::Contour(hex(0x3E_2018), 3.5),
};

const PAINTERLY: Manner = Manner {
    line_weight: 0.72,
    saturation: 0.98,
    wash: hex(0xD6_DDB4),
    wash_shares: [0.17, 0.05],
    wash_multiplies: false,
    shade: ByMaterial {
        skin: hex(0xE8_BAA6),
        hair: hex(0xA2_ACB8),
        cloth: hex(0xC2_B2B2),
        white: hex(0xC8_D0CC),
        iris: hex(0x93_A596),
    },
    line: ByMaterial {
        skin: hex(0x84_604E),
        hair: hex(0x56_604E),
        cloth: hex(0x5C_6656),
        white: hex(0x8A_9684),
        iris: hex(0x56_604E),
    },
    line_share: 0.55,
    rim: (hex(0xFF_F6D6), 0.45),
    ambient: (hex(0xBF_D69A), 0.32),
    ambient_skin: hex(0xF0_A890),
    bang_shadow: (8.0, 22.0),
    halo: 0.62,
    gradients: true,
    tones: 3,
    flank: 1.0,
    soften: 2.2,
    displace: 5.0,
    wobble: 2.2,
    brushed: true,
    ground: [hex(0xC8_D5B4), hex(0xE9_EBD6), hex(0xA9_C09A), hex(0xF4_E9CE)],
    finish: Finish::Paper(hex(0xF8_F3E6)),
};

const BOLD_CEL: Manner = Manner {
    line_weight: 2.1,
    saturation: 1.10,
    wash: WHITE,
    wash_shares: [0.0, 0.0],
    wash_multiplies: false,
    shade: ByMaterial {
        skin: hex(0xC9_8279),
        hair: hex(0x54_467E),
        cloth: hex(0x5E_4E88),
        white: hex(0x9A_90B4),
        iris: hex(0x4A_3E6E),
    },
    line: ByMaterial {
        skin: hex(0x17_101F),
        hair: hex(0x17_101F),
        cloth: hex(0x17_101F),
        white: hex(0x17_101F),
        iris: hex(0x17_101F),
    },
    line_share: 1.0,
    rim: (WHITE, 0.0),
    ambient: (hex(0x00_0000), 0.0),
    ambient_skin: hex(0x00_0000),
    bang_shadow: (13.0, 33.0),
    halo: 0.95,
    gradients: false,
    tones: 2,
    flank: 1.35,
    soften: 0.0,
    displace: 0.0,
    wobble: 0.0,
    brushed: false,
    ground: [hex(0xFF_C53A), hex(0x19_B9D6), hex(0x17_101F), hex(0xFF_F6E4)],
    finish: Finish::KeyLine([(hex(0x17_101F), 6.0), (hex(0xFF_F6E4), 16.0)]),
};
