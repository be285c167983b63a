//! A style's hand: fills, shades and lines as the style makes them.

use crate::drawing::{Paint, Shape};
use crate::geometry::{Path, Point, Profile, noise, taper};
use crate::style::{Colour, Manner, Palette, Role, Style, Tones};

/// Draws shapes in a style with a palette.
#[derive(Clone, Debug)]
pub struct Pen {
    /// The tones of each role.
    pub tones: Tones,
}

impl Pen {
    /// A pen for a style and a palette.
    pub fn new(style: Style, palette: Palette) -> Self {
        Self { tones: Tones::new(style, palette) }
    }

    /// The style.
    pub fn style(&self) -> Style {
        self.tones.style
    }

    /// How the style draws.
    pub fn manner(&self) -> &'static Manner {
        self.tones.manner
    }

    /// Whether the style uses a third tone.
    pub fn has_three_tones(&self) -> bool {
        self.manner().tones > 2
    }

    /// A fill in the lit tone of a role.
    pub fn base(&self, path: Path, role: Role) -> Shape {
        Shape::new(path, self.tones.base(role)).role(role)
    }

    /// A shade: one hard edge, or in Painterly a wandering, slightly soft one.
    pub fn shade(&self, path: Path, paint: impl Into<Paint>) -> Shape {
        let m = self.manner();
        if m.soften <= 0.0 {
            return Shape::new(path, paint);
        }
        let path = noise::wandering(&path, m.displace, 42.0, 13.0, 21);
        Shape::new(path, paint).softened(m.soften)
    }

    /// A contour line: it takes the style's full weight.
    pub fn ink(&self, points: &[Point], width: f32, colour: Colour, profile: Profile) -> Shape {
        let line = taper(points, width * self.manner().line_weight, profile);
        // A painter's line is a pencil's: what lies under it shows.
        Shape::new(line, colour).opacity(if self.manner().brushed { 0.78 } else { 1.0 })
    }

    /// A line of a feature: it takes 38 % of the style's extra weight, or a mouth turns into a
    /// moustache.
    pub fn fine(&self, points: &[Point], width: f32, colour: Colour, profile: Profile) -> Shape {
        let weight = 0.62 + 0.38 * self.manner().line_weight;
        Shape::new(taper(points, width * weight, profile), colour)
    }
}
