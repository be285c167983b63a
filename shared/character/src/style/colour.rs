//! Colours as an illustrator mixes them: multiply, mix, saturate. Values are sRGB, not linear.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A colour with opacity; each part in 0 to 1, sRGB-encoded, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity.
    pub a: f32,
}

/// An opaque colour from 0xRRGGBB.
pub const fn hex(rgb: u32) -> Colour {
    Colour {
        r: ((rgb >> 16) & 255) as f32 / 255.0,
        g: ((rgb >> 8) & 255) as f32 / 255.0,
        b: (rgb & 255) as f32 / 255.0,
        a: 1.0,
    }
}

/// White.
pub const WHITE: Colour = hex(0xFF_FFFF);

impl Colour {
    /// The three parts changed alike; opacity stays.
    fn map(self, change: impl Fn(f32) -> f32) -> Self {
        Self { r: change(self.r), g: change(self.g), b: change(self.b), a: self.a }
    }

    fn zip(self, other: Self, join: impl Fn(f32, f32) -> f32) -> Self {
        let (r, g, b) = (join(self.r, other.r), join(self.g, other.g), join(self.b, other.b));
        Self { r, g, b, a: self.a }
    }

    /// What a multiply layer of `other` makes of this.
    pub fn multiply(self, other: Self) -> Self {
        self.zip(other, |x, y| x * y)
    }

    /// What a screen layer of `other` makes of this.
    pub fn screen(self, other: Self) -> Self {
        self.zip(other, |x, y| 1.0 - (1.0 - x) * (1.0 - y))
    }

    /// The colour at `share` of the way to another, opacity included.
    pub fn mix(self, other: Self, share: f32) -> Self {
        let mut mixed = self.zip(other, |x, y| x + (y - x) * share);
        mixed.a = self.a + (other.a - self.a) * share;
        mixed
    }

    /// Saturation times `factor`.
    pub fn saturate(self, factor: f32) -> Self {
        let grey = self.luma();
        self.map(|v| (grey + (v - grey) * factor).clamp(0.0, 1.0))
    }

    /// Every part times `factor`; opacity stays.
    pub fn scale(self, factor: f32) -> Self {
        self.map(|v| v * factor)
    }

    /// Lightness as the eye weighs it, 0 to 1.
    pub fn luma(self) -> f32 {
        0.30 * self.r + 0.59 * self.g + 0.11 * self.b
    }

    /// The mean of the three parts.
    pub fn mean(self) -> f32 {
        (self.r + self.g + self.b) / 3.0
    }

    /// The same with this opacity.
    pub const fn with_alpha(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// Hue in degrees (0 for greys), saturation and lightness in 0 to 1.
    pub fn to_hsl(self) -> [f32; 3] {
        let (high, low) = (self.r.max(self.g).max(self.b), self.r.min(self.g).min(self.b));
        let (light, span) = ((high + low) / 2.0, high - low);
        if span <= 0.0 {
            return [0.0, 0.0, light];
        }
        let saturation = span / (1.0 - (2.0 * light - 1.0).abs()).max(1e-6);
        let sector = if high == self.r {
            ((self.g - self.b) / span).rem_euclid(6.0)
        } else if high == self.g {
            (self.b - self.r) / span + 2.0
        } else {
            (self.r - self.g) / span + 4.0
        };
        [sector * 60.0, saturation.min(1.0), light]
    }

    /// From hue in degrees, saturation and lightness.
    pub fn from_hsl([hue, saturation, light]: [f32; 3]) -> Self {
        let chroma = (1.0 - (2.0 * light - 1.0).abs()) * saturation.clamp(0.0, 1.0);
        let sector = (hue / 60.0).rem_euclid(6.0);
        let middle = chroma * (1.0 - (sector.rem_euclid(2.0) - 1.0).abs());
        let (r, g, b) = match sector as u32 {
            0 => (chroma, middle, 0.0),
            1 => (middle, chroma, 0.0),
            2 => (0.0, chroma, middle),
            3 => (0.0, middle, chroma),
            4 => (middle, 0.0, chroma),
            _ => (chroma, 0.0, middle),
        };
        let floor = light - chroma / 2.0;
        Self { r: r + floor, g: g + floor, b: b + floor, a: 1.0 }.map(|v| v.clamp(0.0, 1.0))
    }

    /// Bytes r, g, b, a.
    pub fn bytes(self) -> [u8; 4] {
        [self.r, self.g, self.b, self.a].map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8)
    }
}

impl fmt::Display for Colour {
    /// As `#rrggbb`; opacity is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b, _] = self.bytes();
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .map(hex)
            .ok_or_else(|| D::Error::custom("a colour is written #rrggbb"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hsl_and_back() {
        for rgb in [0xFF_E4D6, 0x4A_62D0, 0x00_0000, 0xFF_FFFF, 0x18_B4AE, 0x9A_5A3A, 0xD0_4A62] {
            assert_eq!(Colour::from_hsl(hex(rgb).to_hsl()).bytes(), hex(rgb).bytes());
        }
    }

    #[test]
    fn multiply_darkens_and_screen_lightens() {
        let (a, b) = (hex(0x80_8080), hex(0xFF_8000));
        assert_eq!(a.multiply(b).bytes()[..3], [128, 64, 0]);
        assert!(a.screen(b).luma() > a.luma());
    }
}
