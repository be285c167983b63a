//! Colours by role, and the tones that a style makes of each of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::colour::{Colour, WHITE, hex};
use super::manner::{ByMaterial, Manner, Style};

/// What a colour is for. A person chooses colours by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Skin.
    Skin,
    /// Blush on the cheeks.
    Blush,
    /// Lips and tongue.
    Lip,
    /// The inside of the mouth.
    Mouth,
    /// Hair at the roots.
    Hair,
    /// Hair at the tips.
    HairTip,
    /// Iris.
    Iris,
    /// The light at the bottom of the iris.
    IrisGlow,
    /// The largest piece of cloth.
    Cloth,
    /// The second piece of cloth: sleeves, shirt.
    ClothSecond,
    /// Trousers, skirt.
    ClothLower,
    /// Boots, belts, gloves.
    Leather,
    /// Seams, stripes, cords.
    Trim,
    /// Scarf, ribbon, flower, gem: the spot of another colour.
    Accent,
    /// Buttons, buckles, armour.
    Metal,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 15] = [
        Self::Skin,
        Self::Blush,
        Self::Lip,
        Self::Mouth,
        Self::Hair,
        Self::HairTip,
        Self::Iris,
        Self::IrisGlow,
        Self::Cloth,
        Self::ClothSecond,
        Self::ClothLower,
        Self::Leather,
        Self::Trim,
        Self::Accent,
        Self::Metal,
    ];
}

/// The colour of each role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Palette(BTreeMap<Role, Colour>);

impl Default for Palette {
    /// The blue-haired character of the reference sheet.
    fn default() -> Self {
        let colours = [
            (Role::Skin, 0xFF_E4D6),
            (Role::Blush, 0xFF_8C88),
            (Role::Lip, 0xD9_606A),
            (Role::Mouth, 0x8E_2F44),
            (Role::Hair, 0x4A_62D0),
            (Role::HairTip, 0x62_DCF0),
            (Role::Iris, 0x17_A9BE),
            (Role::IrisGlow, 0x8C_F2E0),
            (Role::Cloth, 0xFF_7A66),
            (Role::ClothSecond, 0xFF_F7EE),
            (Role::ClothLower, 0x3B_3580),
            (Role::Leather, 0x6B_4636),
            (Role::Trim, 0x2E_2A63),
            (Role::Accent, 0xF5_B83D),
            (Role::Metal, 0xD9_DCE8),
        ];
        Self(colours.into_iter().map(|(role, rgb)| (role, hex(rgb))).collect())
    }
}

impl Palette {
    /// The colour of a role; white for one that a file left out.
    pub fn get(&self, role: Role) -> Colour {
        self.0.get(&role).copied().unwrap_or(WHITE)
    }

    /// Changes the colour of a role.
    pub fn set(&mut self, role: Role, colour: Colour) {
        self.0.insert(role, colour);
    }

    /// The palette with the colour of a role changed.
    pub fn with(mut self, role: Role, colour: Colour) -> Self {
        self.set(role, colour);
        self
    }
}

/// A style's tones of a palette.
#[derive(Clone, Debug)]
pub struct Tones {
    /// The style.
    pub style: Style,
    /// How it draws.
    pub manner: &'static Manner,
    palette: Palette,
}

/// Below this mean of its parts, skin is dark: shades stay warm, lines go deeper, light is amber.
const DARK_SKIN: f32 = 0.523;
/// Above this mean of its parts, hair is pale: its shades are lifted, or strands become noise.
const PALE_HAIR: f32 = 0.654;

impl Tones {
    /// The tones of `palette` in `style`.
    pub fn new(style: Style, palette: Palette) -> Self {
        Self { style, manner: style.manner(), palette }
    }

    /// The colour as it was chosen, before the style.
    pub fn chosen(&self, role: Role) -> Colour {
        self.palette.get(role)
    }

    /// Whether the skin is dark.
    pub fn dark_skin(&self) -> bool {
        self.chosen(Role::Skin).mean() < DARK_SKIN
    }

    /// Whether the hair is pale.
    pub fn pale_hair(&self) -> bool {
        self.chosen(Role::Hair).mean() > PALE_HAIR
    }

    /// The lit tone.
    pub fn base(&self, role: Role) -> Colour {
        if self.style == Style::Painterly && role == Role::Hair && self.pale_hair() {
            // Washed with green, pale hair would be grey.
            return self.chosen(role).mix(hex(0xF6_EADA), 0.45);
        }
        let skin = matches!(role, Role::Skin | Role::Blush | Role::Lip | Role::Mouth);
        self.toned(self.chosen(role), skin)
    }

    /// Any colour as the style mixes it; `skin` takes less of wash and saturation.
    pub fn toned(&self, colour: Colour, skin: bool) -> Colour {
        let m = self.manner;
        let saturation = if skin { 1.0 + (m.saturation - 1.0) * 0.5 } else { m.saturation };
        let colour = colour.saturate(saturation);
        let share = m.wash_shares[usize::from(skin)];
        let washed = if m.wash_multiplies { colour.multiply(m.wash) } else { m.wash };
        colour.mix(washed, share)
    }

    /// The shaded tone.
    pub fn shade(&self, role: Role) -> Colour {
        let base = self.base(role);
        let tint = of(&self.manner.shade, role, self.chosen(role));
        match role {
            Role::Hair | Role::HairTip if self.pale_hair() => {
                let towards = if self.style == Style::Painterly { hex(0xF2_D8C8) } else { WHITE };
                base.multiply(self.manner.shade.hair.mix(towards, 0.34))
            }
            Role::Skin if self.dark_skin() => {
                base.multiply(tint).mix(base.multiply(hex(0xC9_8A9A)), 0.55)
            }
            _ => base.multiply(tint),
        }
    }

    /// The darkest fill: the shade, shaded once more.
    pub fn deep(&self, role: Role) -> Colour {
        self.shade(role).multiply(of(&self.manner.shade, role, self.chosen(role)))
    }

    /// The lightest fill: the base towards white.
    pub fn light(&self, role: Role) -> Colour {
        self.base(role).mix(WHITE, 0.28)
    }

    /// The colour of lines: dark, and of the hue of what they bound.
    pub fn line(&self, role: Role) -> Colour {
        let tint = of(&self.manner.line, role, self.chosen(role));
        let line = self.base(role).multiply(tint).mix(tint, self.manner.line_share * 0.7);
        let dark = role == Role::Skin && self.dark_skin();
        let line = if dark { line.multiply(hex(0x8C_6A78)) } else { line };
        // On what is nearly black the line's own tint would be lighter than the fill.
        let limit = self.shade(role).luma() * 0.75;
        if line.luma() > limit { line.multiply(WHITE.scale(limit / line.luma())) } else { line }
    }
}

/// The entry for a role; pale cloth is shaded as white things are.
fn of(table: &ByMaterial, role: Role, colour: Colour) -> Colour {
    match role {
        Role::Skin | Role::Blush | Role::Lip | Role::Mouth => table.skin,
        Role::Hair | Role::HairTip => table.hair,
        Role::Iris | Role::IrisGlow => table.iris,
        _ if colour.luma() > 0.88 => table.white,
        _ => table.cloth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_darkens_from_base_to_shade_to_deep() {
        for style in Style::ALL {
            let tones = Tones::new(style, Palette::default());
            for role in Role::ALL {
                let steps = [tones.base(role), tones.shade(role), tones.deep(role)];
                assert!(steps[0].luma() > steps[1].luma(), "{style:?} {role:?}");
                assert!(steps[1].luma() > steps[2].luma(), "{style:?} {role:?}");
                assert!(tones.line(role).luma() < steps[1].luma(), "{style:?} {role:?}");
            }
        }
    }

    #[test]
    fn dark_skin_stays_warm_in_the_shade() {
        let palette = Palette::default().with(Role::Skin, hex(0x9A_5A3A));
        for style in Style::ALL {
            let shade = Tones::new(style, palette.clone()).shade(Role::Skin);
            assert!(shade.r > shade.g && shade.r > shade.b, "{style:?} {shade}");
        }
    }
}
