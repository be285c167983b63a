//! The mouth: its opening, its teeth, the line between the lips.

use super::brush::Ink;
use super::canvas::Canvas;
use super::eye_drawn::{luma, taper};
use super::iris::{median, mix};
use super::plane::{Frame, Point, Profile, middle, smooth};
use face::indices::{LIPS_OUTER, MOUTH_LEFT, MOUTH_RIGHT};
use picture::Picture;
use picture::colour::{oklab_to_srgb, srgb_to_oklab};

/// Edges of the lips from the picture's left to its right.
const UPPER: [usize; 11] = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];
const LOWER: [usize; 11] = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];
const UNDER: [usize; 9] = [146, 91, 181, 84, 17, 314, 405, 321, 375];
/// Edges of the lips between which their colour is looked for.
const LIP_PAIRS: [[usize; 2]; 7] =
    [[14, 17], [87, 84], [317, 314], [178, 181], [402, 405], [37, 82], [267, 312]];
/// Places of the skin around the mouth.
const CHIN_SIDES: [usize; 5] = [18, 83, 313, 182, 406];
/// How soft the lips' edge is, in widths of the mouth, and how much of their colour is laid on.
const LIP_SOFT: f32 = 0.022;
const LIP_ALPHA: f32 = 0.5;
/// A corner of the cheek on each side, where skin tells the light.
const CHEEKS: [usize; 2] = [205, 425];

/// Height over width below which lips touch, and above which they surely do not.
const SHUT: f32 = 0.022;
const PARTED: f32 = 0.05;
/// Places looked at for teeth, across and down.
const LOOK: [usize; 2] = [9, 12];
/// A tooth's lightness over that of the skin, at least; its chroma over that of the skin, at most.
const TOOTH: [f32; 2] = [0.80, 0.85];
/// How much of the skin's colour teeth reflect.
const TEETH_WARMTH: f32 = 0.2;
/// Share of a row's places that must be teeth.
const ROW_SHARE: f32 = 0.4;

/// A mouth as measured; heights in a frame from its right corner to its left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mouth {
    frame: Frame,
    upper: Profile,
    lower: Profile,
    /// Outer edge of the lips.
    lips: Vec<Point>,
    /// The lips' own corners, right and left.
    corners: [Point; 2],
    /// How the lips differ from the skin, OKLab.
    tint: [f32; 3],
    /// Lower edge of the lower lip.
    under: Profile,
    /// Greatest height of the opening over its width.
    pub(super) gap: f32,
    /// 0 for lips that touch, 1 for an open mouth.
    pub(super) open: f32,
    /// How far down from the upper lip teeth show, as a share of the opening; 0 without.
    pub(super) teeth: f32,
}

impl Mouth {
    /// Measures a mouth; `None` when its corners fall together.
    pub(super) fn of(points: &[Point], photo: &Picture, up: Point) -> Option<Self> {
        let frame = Frame::new(points[UPPER[0]], points[UPPER[10]], up)?;
        let curve = |indices: &[usize]| {
            let mut places: Vec<Point> =
                indices.iter().map(|&index| frame.read(points[index])).collect();
            places.sort_by(|a, b| a[0].total_cmp(&b[0]));
            Profile::through(&places)
        };
        let upper = curve(&UPPER);
        let lower = curve(&LOWER).with(&upper, f32::min);
        let gap = upper.with(&lower, |high, low| high - low).highest();
        let mut mouth = Self {
            under: curve(&UNDER),
            lips: LIPS_OUTER.map(|index| frame.read(points[index])).to_vec(),
            corners: [MOUTH_RIGHT, MOUTH_LEFT].map(|index| frame.read(points[index])),
            tint: [0.0; 3],
            open: smooth(SHUT, PARTED, gap),
            teeth: 0.0,
            frame,
            upper,
            lower,
            gap,
        };
        let side = photo.width as f32;
        let look = |[x, y]: Point| srgb_to_oklab(photo.sample(x * side, y * side));
        let [one, other] = CHEEKS.map(|index| look(points[index]));
        let skin = if one[0] > other[0] { one } else { other };
        let lips = median(LIP_PAIRS.map(|[a, b]| look(middle(points[a], points[b]))).to_vec());
        let beside = median(CHIN_SIDES.map(|index| look(points[index])).to_vec());
        mouth.tint = minus3(lips, beside);
        if mouth.open > 0.0 {
            mouth.teeth = mouth.teeth_in(photo, skin);
        }
        Some(mouth)
    }

    /// Looks row by row, from the upper lip down, for what is bright and hardly coloured.
    fn teeth_in(&self, photo: &Picture, skin: [f32; 3]) -> f32 {
        let side = photo.width as f32;
        let [across, down] = LOOK;
        let mut last = 0;
        let mut rows = 0;
        for row in 0..down {
            let share = (row as f32 + 0.5) / down as f32;
            let is_tooth = |column: usize| {
                let x = 0.26 + 0.48 * column as f32 / (across - 1) as f32;
                let y = self.upper.at(x) + (self.lower.at(x) - self.upper.at(x)) * share;
                let [px, py] = self.frame.place([x, y]);
                let [lightness, a, b] = srgb_to_oklab(photo.sample(px * side, py * side));
                lightness > TOOTH[0] * skin[0] && a.hypot(b) < TOOTH[1] * skin[1].hypot(skin[2])
            };
            let count = (0..across).filter(|&column| is_tooth(column)).count();
            if count as f32 >= ROW_SHARE * across as f32 {
                (last, rows) = (row + 1, rows + 1);
            }
        }
        if rows * 5 < down { 0.0 } else { last as f32 / down as f32 }
    }

    /// Draws the opening, the line between the lips and a hint of the lower lip.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>) {
        let frame = self.frame.scaled(canvas.side());
        let below: Vec<Point> =
            [0.35, 0.45, 0.55, 0.65].map(|x| frame.place([x, self.under.at(x) - 0.10])).to_vec();
        let skin = canvas.typical(below.into_iter());
        if !canvas.again {
            self.lips(canvas, &frame, skin);
        }
        if self.open > 0.0 {
            self.inside(canvas, &frame, skin);
        }
        self.seam(canvas, &frame, skin);
        if !canvas.again {
            let path: Vec<Point> =
                self.under.points(0.34, 0.66).iter().map(|&[x, y]| [x, y - 0.02]).collect();
            let colour = mix(skin.map(|v| v * 0.7), canvas.manner.ink, 0.15);
            let half = |t: f32| [0.016 * taper(t, 0.5, 0.5), 0.010 * taper(t, 0.5, 0.5)];
            canvas.stroke(&frame, &path, half, Ink { colour, alpha: 0.25 });
        }
    }

    /// Gives the lips back the colour that sets them apart from the skin.
    fn lips(&self, canvas: &mut Canvas<'_>, frame: &Frame, skin: [f32; 3]) {
        let outline: Vec<Point> = self.lips.iter().map(|&p| frame.place(p)).collect();
        let soft = LIP_SOFT * frame.width;
        let Some(shape) = canvas.shape(&outline, 3.0 * soft + 1.0) else { return };
        let skin = srgb_to_oklab(skin);
        let strength = canvas.manner.lips;
        let colour = oklab_to_srgb([0, 1, 2].map(|i| skin[i] + self.tint[i] * strength[i.min(1)]));
        shape.softened(soft).paint(canvas.picture, |_, _| Ink { colour, alpha: LIP_ALPHA });
    }

    fn inside(&self, canvas: &mut Canvas<'_>, frame: &Frame, skin: [f32; 3]) {
        let outline: Vec<Point> = [self.upper.points(0.0, 1.0), self.lower.points(1.0, 0.0)]
            .concat()
            .into_iter()
            .map(|p| frame.place(p))
            .collect();
        let Some(shape) = canvas.shape(&outline, 1.0) else { return };
        let manner = canvas.manner;
        let lit = (0.66 + 0.5 * luma(skin)).min(1.0);
        let [deep, tongue] = manner.mouth.map(|c| c.map(|v| v * (0.7 + 0.3 * lit)));
        let teeth = mix(manner.teeth.map(|v| v * lit), skin, TEETH_WARMTH);
        let edge = (1.2 / frame.width).max(0.35 * manner.soft * self.gap);
        let step = |x: f32| (x / edge + 0.5).clamp(0.0, 1.0);
        let whole = self.teeth > 0.8;
        shape.paint(canvas.picture, |p, _| {
            let [x, y] = frame.read(p);
            let (high, low) = (self.upper.at(x), self.lower.at(x));
            let height = (high - low).max(1e-4);
            let away = (2.0 * x - 1.0).abs();
            let mut colour = deep;
            if self.teeth > 0.0 {
                // One clean shape: straight below, rounded towards the corners.
                let share = if whole { 1.0 } else { self.teeth };
                let bottom = high - height * share * (1.0 - 0.5 * away.powi(4));
                let here = step(y - bottom) * step(0.86 - away);
                let shadow = step(y - (high - 0.20 * self.gap));
                colour = mix(colour, mix(teeth, multiply(teeth, manner.shade.0), shadow), here);
            }
            if !whole && self.gap > 0.12 {
                let hill = low + 0.30 * self.gap - 1.5 * (x - 0.5) * (x - 0.5);
                colour = mix(colour, tongue, step(hill - y));
            }
            Ink { colour, alpha: self.open }
        });
    }

    fn seam(&self, canvas: &mut Canvas<'_>, frame: &Frame, skin: [f32; 3]) {
        let manner = canvas.manner;
        let line = self.upper.with(&self.lower, |high, low| {
            high * self.open + (high + low) / 2.0 * (1.0 - self.open)
        });
        let thick = manner.seam.max(0.9 / frame.width);
        // Heavier towards the corners, where lips press together, and a little in the middle.
        let half = |t: f32| {
            let away = (2.0 * t - 1.0).abs();
            let body = 0.62 + 0.38 * away * away;
            [0.5 * thick * body * taper(t, 0.10, 0.10); 2]
        };
        let colour = mix(manner.ink, manner.mouth[0], 0.45);
        let ink = Ink { colour, alpha: manner.seam_alpha };
        // From corner to corner of the lips: a smile ends where they do.
        let mut path = line.points(0.0, 1.0);
        path.insert(0, self.corners[0]);
        path.push(self.corners[1]);
        canvas.stroke(frame, &path, half, ink);
        if self.open > 0.0 {
            let colour = mix(skin.map(|v| v * 0.6), colour, 0.5);
            let half = |t: f32| [0.35 * thick * taper(t, 0.35, 0.35); 2];
            let ink = Ink { colour, alpha: 0.6 * self.open };
            canvas.stroke(frame, &self.lower.points(0.03, 0.97), half, ink);
        }
    }
}

fn minus3(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [0, 1, 2].map(|i| a[i] - b[i])
}

fn multiply(a: [f32; 3], b: [f32; 3]) -> [f32; 3] {
    [0, 1, 2].map(|i| a[i] * b[i])
}
