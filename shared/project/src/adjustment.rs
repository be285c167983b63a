//! What is done to a colour: hue, saturation, brightness, contrast.

use character::Colour;
use serde::{Deserialize, Serialize};

/// What is done to a colour after it was chosen. All zero changes nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Adjustment {
    /// Turns the hue, in degrees, -180 to 180.
    pub hue: f32,
    /// -100 is grey, 100 twice as colourful.
    pub saturation: f32,
    /// -100 is black, 100 is white.
    pub brightness: f32,
    /// -100 is the middle grey, 100 twice as far from it.
    pub contrast: f32,
}

impl Adjustment {
    /// The bounds of the hue, in degrees.
    pub const HUE_MAX: f32 = 180.0;
    /// The bounds of everything else.
    pub const SHARE_MAX: f32 = 100.0;

    /// The colour after hue, saturation, brightness and contrast, in this order.
    pub fn apply(self, colour: Colour) -> Colour {
        if self == Self::default() {
            // A way through another space and back would round.
            return colour;
        }
        let [hue, saturation, light] = colour.to_hsl();
        let hue = (hue + self.hue).rem_euclid(360.0);
        let saturation = (saturation * (1.0 + self.saturation / Self::SHARE_MAX)).clamp(0.0, 1.0);
        let turned = Colour::from_hsl([hue, saturation, light]);
        let (brightness, contrast) =
            (self.brightness / Self::SHARE_MAX, 1.0 + self.contrast / Self::SHARE_MAX);
        let tone = |value: f32| {
            let towards = if brightness < 0.0 { 0.0 } else { 1.0 };
            let lit = value + (towards - value) * brightness.abs();
            ((lit - 0.5) * contrast + 0.5).clamp(0.0, 1.0)
        };
        Colour { r: tone(turned.r), g: tone(turned.g), b: tone(turned.b), a: colour.a }
    }

    /// Every number within its bounds; what is not a number changes nothing.
    pub fn bounded(self) -> Self {
        let within = |value: f32, most: f32| {
            if value.is_finite() { value.clamp(-most, most) } else { 0.0 }
        };
        Self {
            hue: within(self.hue, Self::HUE_MAX),
            saturation: within(self.saturation, Self::SHARE_MAX),
            brightness: within(self.brightness, Self::SHARE_MAX),
            contrast: within(self.contrast, Self::SHARE_MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::style::hex;

    fn adjusted(rgb: u32, adjustment: Adjustment) -> [u8; 3] {
        let [r, g, b, _] = adjustment.apply(hex(rgb)).bytes();
        [r, g, b]
    }

    #[test]
    fn each_number_does_what_it_says() {
        let none = Adjustment::default();
        let table = [
            (0x4A_62D0, none, [0x4A, 0x62, 0xD0]),
            (0xFF_0000, Adjustment { hue: 120.0, ..none }, [0, 255, 0]),
            (0xFF_0000, Adjustment { hue: -120.0, ..none }, [0, 0, 255]),
            (0x80_4040, Adjustment { saturation: -100.0, ..none }, [0x60, 0x60, 0x60]),
            (0x4A_62D0, Adjustment { brightness: -100.0, ..none }, [0, 0, 0]),
            (0x4A_62D0, Adjustment { brightness: 100.0, ..none }, [255, 255, 255]),
            (0x40_8080, Adjustment { brightness: 50.0, ..none }, [0xA0, 0xC0, 0xC0]),
            (0xFF_0000, Adjustment { contrast: -100.0, ..none }, [128, 128, 128]),
            (0x60_8080, Adjustment { contrast: 100.0, ..none }, [0x41, 0x81, 0x81]),
        ];
        for (rgb, adjustment, expected) in table {
            let found = adjusted(rgb, adjustment);
            let off = found.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
            assert!(off <= Some(1), "{rgb:06x} {adjustment:?}: {found:?}");
        }
    }

    #[test]
    fn whatever_is_asked_a_colour_comes_out() {
        for hue in [-180.0, -7.0, 0.0, 93.0, 180.0] {
            for share in [-100.0, -33.0, 0.0, 100.0] {
                let adjustment =
                    Adjustment { hue, saturation: share, brightness: share / 2.0, contrast: share };
                for rgb in [0x00_0000, 0xFF_FFFF, 0x12_9AFE, 0x7F_7F7F] {
                    let Colour { r, g, b, a } = adjustment.apply(hex(rgb));
                    let parts = [r, g, b, a];
                    assert!(parts.iter().all(|it| (0.0..=1.0).contains(it)), "{adjustment:?}");
                }
            }
        }
    }

    #[test]
    fn bounds_hold_and_what_is_no_number_does_nothing() {
        let wild = Adjustment {
            hue: f32::NAN,
            saturation: 1e9,
            brightness: f32::NEG_INFINITY,
            contrast: -3.0,
        };
        let expected = Adjustment { hue: 0.0, saturation: 100.0, brightness: 0.0, contrast: -3.0 };
        assert_eq!(wild.bounded(), expected);
    }
}
