//! Skin: the face with its shades, ears, blush and small marks.

use super::outline::{half, outline};
use crate::drawing::{Category, Layer, Paint, Shape, z};
use crate::geometry::{
    Affine, CONTOUR, JAW, Path, Point, SWELL, between, c, closed, mapped, places, pt, s, taper,
};
use crate::look::{Look, Mark};
use crate::pen::Pen;
use crate::style::{Role, WHITE, hex};
use crate::{AXIS, Side};

/// Where the cheeks lie: off the axis, and down.
const CHEEK: (f32, f32) = (110.0, 509.0);

/// The face base: fill, far-cheek shade, ambient, light and the jaw's line.
pub(crate) fn face(look: &Look, pen: &Pen) -> Layer {
    let t = &pen.tones;
    let path = outline(look.face, look.jaw);
    let mut layer = Layer::new(Category::Face, look.face.label(), "face_base", z::FACE);
    let clip = layer.clip(path.clone());
    layer.add(pen.base(path.clone(), Role::Skin));
    let half: Vec<Point> = half(look.face, look.jaw).iter().map(|p| pt(AXIS + p.x, p.y)).collect();
    let lower = &half[3..];
    let opacity = if pen.has_three_tones() { 0.85 } else { 1.0 };
    let shade = pen.shade(far_cheek(lower), t.shade(Role::Skin)).opacity(opacity).within(clip);
    layer.add(shade);
    if pen.manner().gradients {
        let ambient = pen.manner().ambient_skin;
        let strength = pen.manner().ambient.1 * 0.8;
        let fade = [(0.0, ambient.with_alpha(0.0)), (1.0, ambient.with_alpha(strength))];
        layer.add(Shape::new(path.clone(), Paint::down(470.0, 610.0, &fade)).within(clip));
        // Light on dark skin is warm: white there is grey fog.
        let (lit, strength) = if t.dark_skin() { (hex(0xFF_B878), 0.26) } else { (WHITE, 0.35) };
        let pool = [(0.0, lit.with_alpha(strength)), (1.0, lit.with_alpha(0.0))];
        let pool = Paint::radial(pt(452.0, 450.0), 124.0, 124.0, &pool);
        layer.add(Shape::new(path, pool).within(clip));
    }
    let line = t.line(Role::Skin);
    layer.add(pen.ink(lower, 7.0, line, JAW));
    let mirrored: Vec<Point> = lower.iter().map(|p| pt(2.0 * AXIS - p.x, p.y)).collect();
    layer.add(pen.ink(&mirrored, 6.4, line, JAW));
    layer
}

/// A crescent on the cheek away from the light, closing before the chin.
fn far_cheek(lower: &[Point]) -> Path {
    const DEPTH: [(f32, f32); 8] = [
        (10.0, 0.0),
        (12.0, 0.0),
        (16.0, 0.0),
        (22.0, 2.0),
        (24.0, 6.0),
        (19.0, 9.0),
        (9.0, 7.0),
        (0.0, 0.0),
    ];
    let inner: Vec<Point> =
        lower.iter().zip(DEPTH).map(|(p, (dx, dy))| pt(p.x - dx, p.y - dy)).collect();
    // The outer edge lies outside the face, so that the clip and not the shade makes the contour.
    let outer: Vec<Point> = lower.iter().map(|p| pt(p.x + 6.0, p.y + 1.0)).collect();
    between(&outer, &inner)
}

/// Both ears, behind the face.
pub(crate) fn ears(look: &Look, pen: &Pen) -> Vec<Layer> {
    Side::BOTH.map(|side| ear(look, pen, side)).into()
}

fn ear(look: &Look, pen: &Pen, side: Side) -> Layer {
    let t = &pen.tones;
    let by = side.place();
    let outer = [
        c(640.0, 402.0),
        s(690.0, 392.0),
        s(705.0, 404.0),
        s(704.0, 436.0),
        s(692.0, 466.0),
        s(674.0, 488.0),
        c(640.0, 486.0),
    ];
    let inner = [
        c(660.0, 412.0),
        s(688.0, 405.0),
        s(694.0, 424.0),
        s(684.0, 448.0),
        s(690.0, 470.0),
        c(660.0, 492.0),
    ];
    let name = format!("ears_{}", side.letter());
    let mut layer = Layer::new(Category::Ears, look.face.label(), &name, z::EARS)
        .depth(0.96)
        .bone("head", by.apply(pt(668.0, 440.0)));
    let path = closed(&mapped(&outer, by));
    let clip = layer.clip(path.clone());
    layer.add(pen.base(path, Role::Skin));
    let inner = closed(&mapped(&inner, by));
    layer.add(pen.shade(inner, t.shade(Role::Skin)).within(clip));
    let rim: Vec<Point> = places(&mapped(&outer[..6], by));
    layer.add(pen.ink(&rim, 6.0, t.line(Role::Skin), SWELL));
    layer
}

/// Blush, freckles and mole on the cheeks.
pub(crate) fn blush(look: &Look, pen: &Pen) -> Layer {
    let t = &pen.tones;
    let mut layer = Layer::new(Category::Blush, "neutral", "blush", z::BLUSH).depth(1.01);
    let clip = layer.clip(outline(look.face, look.jaw));
    let colour = t.base(Role::Blush);
    let strength = if t.dark_skin() { 0.42 } else { 0.40 };
    let tick = t.base(Role::Skin).multiply(hex(if t.dark_skin() { 0xD8_705E } else { 0xE0_7A7A }));
    for side in Side::BOTH {
        let x = AXIS + side.sign() * CHEEK.0;
        let centre = pt(x, CHEEK.1);
        let glow = [
            (0.0, colour.with_alpha(strength)),
            (0.55, colour.with_alpha(strength * 0.5)),
            (1.0, colour.with_alpha(0.0)),
        ];
        let glow = Paint::radial(centre, 52.0, 29.0, &glow);
        layer.add(Shape::new(Path::ellipse(centre, 52.0, 29.0), glow).within(clip));
        // Three slanted ticks keep the blush graphic.
        for dx in [-14.0, 1.0, 16.0] {
            let weight = 4.2 * (pen.manner().line_weight * 0.7).max(0.8);
            let ends = [pt(x + dx + 6.0, CHEEK.1 - 8.0), pt(x + dx - 4.0, CHEEK.1 + 10.0)];
            let path = taper(&ends, weight, CONTOUR);
            layer.add(Shape::new(path, tick).opacity(0.7).within(clip));
        }
    }
    layer.extend(marks(look, pen));
    layer
}

fn marks(look: &Look, pen: &Pen) -> Vec<Shape> {
    let line = pen.tones.line(Role::Skin);
    let warm = pen.tones.shade(Role::Skin).mix(line, 0.4);
    match look.mark {
        Mark::None => Vec::new(),
        Mark::Mole => vec![Shape::new(Path::circle(pt(432.0, 498.0), 3.4), line)],
        Mark::Freckles => {
            const PLACES: [(f32, f32, f32); 7] = [
                (70.0, 494.0, 3.0),
                (88.0, 488.0, 2.4),
                (104.0, 496.0, 3.2),
                (82.0, 503.0, 2.6),
                (122.0, 489.0, 2.6),
                (54.0, 502.0, 2.2),
                (12.0, 488.0, 2.2),
            ];
            let dot = |sign: f32, (x, y, r): (f32, f32, f32)| {
                let jitter = sign * 2.0;
                Shape::new(Path::circle(pt(AXIS + sign * x + jitter, y), r), warm).opacity(0.75)
            };
            PLACES.iter().flat_map(|&p| [dot(1.0, p), dot(-1.0, p)]).collect()
        }
    }
}

impl Side {
    /// The map from the right half of the picture to this side.
    pub(crate) fn place(self) -> Affine {
        match self {
            Self::Left => Affine::mirror(AXIS),
            Self::Right => Affine::IDENTITY,
        }
    }
}
