//! Noses: a hint, never a drawing of one.

use serde::{Deserialize, Serialize};

use crate::AXIS;
use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{Affine, CONTOUR, OUT, Path, Point, c, closed, pt, s};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Role, WHITE};

/// The shape of a nose.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum NoseShape {
    /// A small shade and a tick under it.
    #[default]
    Tick,
    /// A short bridge with a shaded side.
    Bridge,
    /// Two soft nostrils and a round light.
    Button,
}

impl NoseShape {
    /// Every shape.
    pub const ALL: [Self; 3] = [Self::Tick, Self::Bridge, Self::Button];

    /// The label in files and libraries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tick => "tick",
            Self::Bridge => "bridge",
            Self::Button => "button",
        }
    }
}

/// Where the tick of the nose lies.
const TIP_Y: f32 = 513.0;

/// The nose.
pub(crate) fn layer(look: &Look, pen: &Pen) -> Layer {
    let t = &pen.tones;
    let (line, shade) = (t.line(Role::Skin), t.shade(Role::Skin));
    let by = Affine::scale(look.nose_width, 1.0).then(Affine::shift(AXIS, TIP_Y));
    let at = |x: f32, y: f32| by.apply(pt(x, y));
    let line_of =
        |points: &[(f32, f32)]| -> Vec<Point> { points.iter().map(|&(x, y)| at(x, y)).collect() };
    let mut layer = Layer::new(Category::Nose, look.nose.label(), "nose", z::NOSE)
        .depth(1.15)
        .bone("head", at(0.0, 0.0));
    let form = |knots: &[crate::geometry::Knot]| closed(knots).transformed(by);
    let lit = WHITE.mix(t.base(Role::Skin), if t.dark_skin() { 0.45 } else { 0.1 });
    match look.nose {
        NoseShape::Tick => {
            let side = [c(0.0, -20.0), s(9.0, -6.0), s(4.0, 1.0), c(-6.0, 0.0), s(0.0, -6.0)];
            layer.add(pen.shade(form(&side), shade));
            let tick = line_of(&[(-7.0, 0.0), (-1.0, 2.4), (6.0, -1.0)]);
            layer.add(pen.fine(&tick, 4.8, line, CONTOUR));
        }
        NoseShape::Bridge => {
            let side = [
                c(4.0, -58.0),
                s(7.0, -34.0),
                s(14.0, -10.0),
                s(9.0, 1.0),
                c(-5.0, 0.0),
                s(3.0, -10.0),
            ];
            layer.add(pen.shade(form(&side), shade));
            let ridge = line_of(&[(13.0, -12.0), (12.0, -3.0), (3.0, 2.0), (-6.0, 0.0)]);
            layer.add(pen.fine(&ridge, 5.0, line, CONTOUR));
            let bridge = line_of(&[(6.0, -54.0), (7.0, -42.0), (9.0, -32.0)]);
            layer.add(pen.fine(&bridge, 3.4, line, OUT).opacity(0.55));
        }
        NoseShape::Button => {
            let under = [c(-10.0, -1.0), s(0.0, 4.0), c(10.0, -1.0), s(6.0, 6.0), s(-6.0, 6.0)];
            layer.add(pen.shade(form(&under), shade));
            for x in [-6.0, 6.0] {
                let nostril = line_of(&[(x - 3.0, 1.0), (x, -0.6), (x + 3.0, 1.0)]);
                layer.add(pen.fine(&nostril, 3.8, line, CONTOUR).opacity(0.9));
            }
        }
    }
    if pen.has_three_tones() {
        let glint = Path::ellipse(at(-3.0, -15.0), 3.2, 5.0);
        layer.add(Shape::new(glint, lit).opacity(0.75));
    }
    layer
}
