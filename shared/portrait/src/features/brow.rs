//! Brows: where their hair really is, and one tapered stroke over it.

use super::brush::Ink;
use super::canvas::Canvas;
use super::eye_drawn::taper;
use super::iris::mix;
use super::plane::{Frame, Point, Profile, length, middle, minus, smooth};
use picture::Picture;
use picture::colour::{oklab_to_srgb, srgb_to_oklab};

/// Upper and lower edge of the right brow, from the nose to the temple.
pub(super) const RIGHT: [[usize; 2]; 5] = [[107, 55], [66, 65], [105, 52], [63, 53], [70, 46]];
/// The same of the left brow.
pub(super) const LEFT: [[usize; 2]; 5] =
    [[336, 285], [296, 295], [334, 282], [293, 283], [300, 276]];

/// Places looked at along a brow, and at right angles to it.
const STATIONS: usize = 11;
const ACROSS: usize = 15;
/// How far is looked to each side, in half heights of the landmarks' brow.
const REACH: f32 = 2.0;
/// Darker than the skin beside it by this much lightness: surely a brow.
const CONTRAST: f32 = 0.12;
/// Below this share of found stations a brow is hidden, or too fair to be drawn.
const FOUND_MIN: f32 = 0.35;
/// A stroke is this much heavier than the hair it stands for: a thin one is lost beside the edge
/// of the hair on the forehead, and the face then reads as if its brows were raised.
const WEIGHT: f32 = 1.65;
/// How much more of the stroke lies below the middle of the hair than above it.
const LOWER: f32 = 0.65;
/// How much of its colour is the style's ink.
const INKED: f32 = 0.8;

/// A brow as measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Brow {
    frame: Frame,
    /// Middle of its hair.
    line: Profile,
    /// Half of its thickness in the middle, in widths.
    half: f32,
    /// OKLab.
    colour: [f32; 3],
    /// How clearly it was seen, 0 to 1.
    strength: f32,
}

impl Brow {
    /// Measures a brow; `None` without width.
    pub(super) fn of(
        points: &[Point],
        photo: &Picture,
        edges: &[[usize; 2]; 5],
        up: Point,
    ) -> Option<Self> {
        let middles = edges.map(|[a, b]| middle(points[a], points[b]));
        let frame = Frame::new(middles[0], middles[4], up)?;
        let tall = edges.iter().map(|&[a, b]| length(minus(points[a], points[b]))).sum::<f32>();
        let half = tall / 10.0 / frame.width;
        let guess = Profile::through(&middles.map(|p| frame.read(p)));
        Some(seen(frame, &guess, half, photo))
    }

    /// Half of its thickness in the units of the points, and how clearly it was seen.
    pub(super) fn weight(&self) -> [f32; 2] {
        [self.half * self.frame.width, self.strength]
    }

    /// Gives it the weight of the other one where that is greater: a brow in shadow, or half
    /// under hair, is no thinner than its neighbour. One that was not seen stays away.
    pub(super) fn beside(&mut self, [thick, strength]: [f32; 2]) {
        if self.strength > 0.0 && strength > 0.0 {
            self.half = self.half.max(thick / self.frame.width);
            self.strength = self.strength.max(strength);
        }
    }

    /// Draws the brow over what is there.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, presence: f32) {
        let manner = canvas.manner;
        let alpha = manner.brow * self.strength * presence;
        if canvas.again || alpha < 0.05 {
            return;
        }
        let frame = self.frame.scaled(canvas.side());
        let [lightness, a, b] = self.colour;
        let own = oklab_to_srgb([(lightness * 0.8).min(0.5), a, b]);
        let colour = mix(own, manner.ink, INKED);
        let thick = WEIGHT * self.half.max(0.8 / frame.width);
        let half = |t: f32| {
            let body = 1.0 - 0.4 * smooth(0.35, 1.0, t);
            let total = thick * body * taper(t, 0.10, 0.35);
            [total * (1.0 + LOWER), total * (1.0 - LOWER)]
        };
        canvas.stroke(&frame, &self.line.points(0.01, 1.0), half, Ink { colour, alpha });
    }
}

/// Looks for the dark hair around the landmarks' line.
fn seen(frame: Frame, guess: &Profile, half: f32, photo: &Picture) -> Brow {
    let mut found = Found::default();
    for station in 0..STATIONS {
        let x = 0.04 + 0.88 * station as f32 / (STATIONS - 1) as f32;
        found.look(&frame, [x, guess.at(x)], half, photo);
    }
    let share = found.clarity / STATIONS as f32;
    if share < FOUND_MIN || found.line.len() < STATIONS / 3 {
        return Brow { frame, line: guess.clone(), half, colour: [0.3, 0.0, 0.0], strength: 0.0 };
    }
    let thickness = found.thickness / found.line.len() as f32;
    Brow {
        frame,
        line: Profile::through(&found.line).softened().softened(),
        half: (thickness / 2.0).clamp(0.35 * half, 1.1 * half),
        colour: found.colour.map(|v| v / found.weight),
        strength: smooth(FOUND_MIN, 0.8, share),
    }
}

/// What the stations along a brow add up to.
#[derive(Default)]
struct Found {
    line: Vec<Point>,
    thickness: f32,
    clarity: f32,
    colour: [f32; 3],
    weight: f32,
}

impl Found {
    /// Looks across the brow at one place of its frame.
    fn look(&mut self, frame: &Frame, [x, y]: Point, half: f32, photo: &Picture) {
        let side = photo.width as f32;
        let offset = |k: usize| (2.0 * k as f32 / (ACROSS - 1) as f32 - 1.0) * REACH * half;
        let colours: [[f32; 3]; ACROSS] = std::array::from_fn(|k| {
            let [px, py] = frame.place([x, y + offset(k)]);
            srgb_to_oklab(photo.sample(px * side, py * side))
        });
        // Darker than both ends: hair that falls over the forehead reaches past one of them.
        let skin = colours[0][0].min(colours[ACROSS - 1][0]) - 0.02;
        let darkness = colours.map(|colour| (skin - colour[0]).max(0.0));
        let total: f32 = darkness.iter().sum();
        let peak = darkness.iter().copied().fold(0.0, f32::max);
        if peak < CONTRAST * 0.3 {
            return;
        }
        let centre = darkness.iter().enumerate().map(|(k, d)| d * offset(k)).sum::<f32>() / total;
        self.line.push([x, y + centre]);
        self.thickness += total / peak * (offset(1) - offset(0));
        self.clarity += (peak / CONTRAST).min(1.0);
        for (colour, dark) in colours.iter().zip(darkness) {
            for (sum, value) in self.colour.iter_mut().zip(colour) {
                *sum += dark * dark * value;
            }
            self.weight += dark * dark;
        }
    }
}
