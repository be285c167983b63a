//! An eye as drawn: clean skin, fold, white, iris with light in it, lashes.

use super::brush::Ink;
use super::canvas::Canvas;
use super::eye::Eye;
use super::iris::{Tones, mix};
use super::plane::{Frame, Point, smooth};

/// How far around the lids the skin is cleaned of painted lashes: above, below, beside.
const CLEAN: [f32; 3] = [0.17, 0.10, 0.11];
/// The cleaned skin ends below the brow: share of the way to it.
const CLEAN_ROOM: f32 = 0.5;
/// Softness of that skin's edge.
const CLEAN_SOFT: f32 = 0.045;
/// Share of the lash line that lies on the lid, not over the eye.
const OUTWARD: f32 = 0.35;
/// The fold's distance from the lid: most, and as a share of the way to the brow.
const FOLD: [f32; 2] = [0.17, 0.42];
/// With less room below the brow there is no fold.
const FOLD_ROOM_MIN: f32 = 0.2;
/// No line is thinner than this, in pixels.
const THIN: f32 = 0.9;
/// The lid's shadow on an iris, as a share of its shadow on the white.
const IRIS_SHADE: f32 = 0.6;
/// The large highlight, and the small one opposite, in radii of the iris.
const HIGHLIGHT: Point = [0.36, -0.36];
const SECOND: Point = [-0.40, 0.44];
const SECOND_RADIUS: f32 = 0.14;

/// Draws an eye; `light` is -1 where light comes from the picture's left and 1 from its right.
pub(super) fn draw(canvas: &mut Canvas<'_>, eye: &Eye, light: f32) {
    if eye.presence < 0.02 {
        return;
    }
    let brush = Brush { eye, frame: eye.frame.scaled(canvas.side()), light };
    let skin = brush.skin(canvas);
    brush.clean(canvas, skin);
    brush.fold(canvas, skin);
    if eye.open > 0.0 {
        brush.opening(canvas, skin);
        brush.lower_lash(canvas, skin);
        brush.upper_lash(canvas);
    }
    if eye.open < 1.0 {
        brush.closed_lid(canvas);
    }
}

struct Brush<'a> {
    eye: &'a Eye,
    /// The eye's frame in pixels.
    frame: Frame,
    light: f32,
}

impl Brush<'_> {
    /// A thickness in eye widths that can still be seen.
    fn weight(&self, thickness: f32) -> f32 {
        thickness.max(THIN / self.frame.width)
    }

    /// Skin above and below the eye, as painted.
    fn skin(&self, canvas: &Canvas<'_>) -> [[f32; 3]; 2] {
        let eye = self.eye;
        let high = (eye.room * 0.62).clamp(0.16, 0.34);
        let row = |height: &dyn Fn(f32) -> f32| -> Vec<Point> {
            (0..9)
                .map(|i| 0.2 + 0.075 * i as f32)
                .map(|x| self.frame.place([x, height(x)]))
                .collect()
        };
        let above = row(&|x| eye.upper.at(x) + high);
        let below = [row(&|x| eye.lower.at(x) - 0.20), row(&|x| eye.lower.at(x) - 0.28)].concat();
        [canvas.typical(above.into_iter()), canvas.typical(below.into_iter())]
    }

    fn clean(&self, canvas: &mut Canvas<'_>, [above, below]: [[f32; 3]; 2]) {
        let eye = self.eye;
        let [up, down, beside] = CLEAN;
        let up = up.min(CLEAN_ROOM * eye.room.max(0.1));
        let wide = |x: f32| -beside + x * (1.0 + 2.0 * beside);
        let mut outline: Vec<Point> = eye
            .upper
            .points(0.0, 1.0)
            .iter()
            .map(|p| [wide(p[0]), p[1] + up * bulge(p[0])])
            .collect();
        let low = eye.lower.points(1.0, 0.0);
        outline.extend(low.iter().map(|p| [wide(p[0]), p[1] - down * bulge(p[0])]));
        let outline: Vec<Point> = outline.into_iter().map(|p| self.frame.place(p)).collect();
        let soft = CLEAN_SOFT * self.frame.width;
        let Some(shape) = canvas.shape(&outline, 3.0 * soft + 1.0) else { return };
        let presence = eye.presence;
        shape.softened(soft).paint(canvas.picture, |p, _| {
            let [x, y] = self.frame.read(p);
            let (low, high) = (eye.lower.at(x) - down, eye.upper.at(x) + up);
            Ink { colour: mix(below, above, smooth(low, high, y)), alpha: presence }
        });
    }

    fn fold(&self, canvas: &mut Canvas<'_>, [above, _]: [[f32; 3]; 2]) {
        let eye = self.eye;
        if eye.room < FOLD_ROOM_MIN {
            return;
        }
        let gap = FOLD[0].min(FOLD[1] * eye.room);
        let rise = |x: f32| gap * (0.62 + 0.38 * (4.0 * x * (1.0 - x)));
        let path: Vec<Point> =
            eye.upper.points(0.10, 0.96).iter().map(|&[x, y]| [x, y + rise(x)]).collect();
        let thick = self.weight(0.026);
        let colour = mix(above.map(|v| v * 0.62), canvas.manner.ink, 0.3);
        let alpha = canvas.manner.crease * eye.presence;
        let half = |t: f32| [0.5 * thick * taper(t, 0.45, 0.35); 2];
        canvas.stroke(&self.frame, &path, half, Ink { colour, alpha });
    }

    fn opening(&self, canvas: &mut Canvas<'_>, [_, below]: [[f32; 3]; 2]) {
        let (eye, manner) = (self.eye, canvas.manner);
        let outline: Vec<Point> = [eye.upper.points(0.0, 1.0), eye.lower.points(1.0, 0.0)]
            .concat()
            .into_iter()
            .map(|p| self.frame.place(p))
            .collect();
        let Some(shape) = canvas.shape(&outline, 1.0) else { return };
        // In a dim picture no white is brighter than everything else.
        let lit = (0.62 + 0.55 * luma(below)).min(1.0);
        let white = manner.sclera.map(|v| v * lit);
        let tones = Tones::of(eye.colour, manner);
        let radius = eye.drawn_radius() * self.frame.width;
        let pixel = 1.0 / radius.max(1.0);
        let (shade, reach) = manner.shade;
        let height = eye.upper.highest().max(0.08) - eye.lower.at(0.5);
        let lights = self.highlights(manner.highlight.0);
        let alpha = eye.open * eye.presence;
        shape.paint(canvas.picture, |p, _| {
            let [x, y] = self.frame.read(p);
            let local = eye.upper.at(x) - eye.lower.at(x);
            let depth = eye.upper.at(x) - y - reach * (0.25 * height + 0.75 * local);
            let soft = (manner.soft * 0.5).max(1.0 / self.frame.width) * 0.5;
            let shadow = (0.5 - depth / soft.max(1e-4)).clamp(0.0, 1.0);
            let [u, v] = eye.iris_at([x, y]);
            let inside = ((1.0 - u.hypot(v)) * radius + 0.5).clamp(0.0, 1.0);
            let shaded = |share: f32| shade.map(|s| 1.0 - (1.0 - s) * shadow * share);
            let base = multiply(white, shaded(1.0));
            let iris = multiply(tones.at([u, v], pixel), shaded(IRIS_SHADE));
            let mut colour = mix(base, iris, inside);
            for ([lu, lv], size, strength) in lights {
                let far = (u - lu).hypot(v - lv);
                let bright = ((size - far) * radius + 0.5).clamp(0.0, 1.0);
                colour = mix(colour, [lit; 3], bright * strength * manner.highlight.1);
            }
            Ink { colour, alpha }
        });
    }

    /// Centre and radius in radii of the iris, and strength.
    fn highlights(&self, size: f32) -> [(Point, f32, f32); 2] {
        let eye = self.eye;
        let side = if eye.runs_right() { self.light } else { -self.light };
        let u = HIGHLIGHT[0] * side;
        // Below the lash line, wherever the lid cuts the iris.
        let x = eye.in_iris([u, 0.0])[0];
        let lid = eye.iris_at([x, eye.upper.at(x)])[1];
        let v = HIGHLIGHT[1].max(lid + 0.22 + size * 0.9).min(0.1);
        [([u, v], size, 1.0), ([SECOND[0] * side, SECOND[1]], SECOND_RADIUS, 0.7)]
    }

    fn upper_lash(&self, canvas: &mut Canvas<'_>) {
        let (eye, manner) = (self.eye, canvas.manner);
        let mut path = eye.upper.points(-0.015, 0.95);
        let end = path[path.len() - 1];
        let flick = manner.flick;
        for (share, lift) in [(0.25, 0.10), (0.6, 0.28), (1.0, 0.62)] {
            let x = 0.95 + (0.05 + flick) * share;
            path.push([x, end[1] * (1.0 - 0.75 * share) + flick * lift]);
        }
        let thick = self.weight(manner.lash * (0.55 + 0.45 * eye.open));
        let half = |t: f32| {
            let body = 0.24 + 0.76 * smooth(0.0, 0.62, t);
            let total = thick * body * taper(t, 0.05, manner.lash_tail);
            [total * (1.0 - OUTWARD), total * OUTWARD]
        };
        let ink = Ink { colour: manner.ink, alpha: eye.open * eye.presence };
        canvas.stroke(&self.frame, &path, half, ink);
    }

    fn lower_lash(&self, canvas: &mut Canvas<'_>, [_, below]: [[f32; 3]; 2]) {
        let (eye, manner) = (self.eye, canvas.manner);
        let alpha = manner.lower_lash * eye.open * eye.presence;
        let thin = self.weight(0.020);
        let lid = mix(below.map(|v| v * 0.72), manner.ink, 0.2);
        let whole = eye.lower.points(0.06, 0.98);
        let even = |t: f32| [0.5 * thin * taper(t, 0.3, 0.2); 2];
        canvas.stroke(&self.frame, &whole, even, Ink { colour: lid, alpha: alpha * 0.7 });
        let outer = eye.lower.points(0.48, 1.0);
        let thick = self.weight(manner.lash * 0.34);
        let growing = |t: f32| {
            let total = thick * taper(t, 0.75, 0.08);
            [total * 0.75, total * 0.25]
        };
        canvas.stroke(&self.frame, &outer, growing, Ink { colour: manner.ink, alpha });
    }

    fn closed_lid(&self, canvas: &mut Canvas<'_>) {
        let (eye, manner) = (self.eye, canvas.manner);
        let lid = eye.lower.with(&eye.upper, |low, high| low * 0.65 + high * 0.35);
        let mut path = lid.points(0.0, 1.0);
        path.push([1.0 + 0.6 * manner.flick, -0.2 * manner.flick]);
        let thick = self.weight(manner.lash * 0.75);
        let half = |t: f32| [0.5 * thick * taper(t, 0.35, 0.3); 2];
        let alpha = (1.0 - eye.open) * eye.presence;
        canvas.stroke(&self.frame, &path, half, Ink { colour: manner.ink, alpha });
    }
}

/// 1 in the middle of a part, less at its ends.
fn bulge(x: f32) -> f32 {
    0.55 + 0.45 * (4.0 * x * (1.0 - x)).clamp(0.0, 1.0)
}

/// Goes from 0 to 1 over the first share of a line and back over the last.
pub(super) fn taper(t: f32, first: f32, last: f32) -> f32 {
    let rise = |way: f32, over: f32| (way / over).clamp(0.0, 1.0);
    let ease = |v: f32| v * (2.0 - v);
    ease(rise(t, first)) * ease(rise(1.0 - t, last))
}

fn multiply(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [0, 1, 2].map(|i| a[i] * b[i])
}

pub(super) fn luma(c: [f32; 3]) -> f32 {
    0.3 * c[0] + 0.6 * c[1] + 0.1 * c[2]
}
