//! An eye as measured: its lids, its iris, and how open it is.

use super::iris;
use super::plane::{Frame, Point, Profile, dot, length, minus, smooth};
use picture::Picture;

/// Landmarks of one eye, all from the inner corner to the outer.
pub(super) struct Marks {
    upper: [usize; 9],
    lower: [usize; 9],
    /// The iris's centre, then its ring.
    iris: [usize; 5],
}

/// The subject's right eye.
pub(super) const RIGHT: Marks = Marks {
    upper: [133, 173, 157, 158, 159, 160, 161, 246, 33],
    lower: [133, 155, 154, 153, 145, 144, 163, 7, 33],
    iris: face::indices::RIGHT_IRIS,
};
/// The subject's left eye.
pub(super) const LEFT: Marks = Marks {
    upper: [362, 398, 384, 385, 386, 387, 388, 466, 263],
    lower: [362, 382, 381, 380, 374, 373, 390, 249, 263],
    iris: face::indices::LEFT_IRIS,
};

/// Height over width of an eye that counts as closed, and of one that is surely open.
const CLOSED: f32 = 0.085;
const OPEN: f32 = 0.125;
/// An opening with so little contrast (OKLab lightness), and so much like the skin below it (OKLab
/// distance), is a closed eye that the detector took for an open one; and one that surely is none.
const CONTRAST: [f32; 2] = [0.24, 0.30];
const UNLIKE: [f32; 2] = [0.12, 0.20];
/// An eye this much narrower than the other is hidden behind the nose; one this much is seen.
const HIDDEN: f32 = 0.28;
const SEEN: f32 = 0.48;
/// Radius of an iris in eye widths, in case the detector tells another.
const RADII: [f32; 2] = [0.14, 0.32];
/// Drawn irises are a little larger than life.
const IRIS_GROWTH: f32 = 1.10;

/// One eye; heights and the iris are in the frame, which runs from the inner corner outwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Eye {
    pub(super) frame: Frame,
    pub(super) upper: Profile,
    pub(super) lower: Profile,
    pub(super) centre: Point,
    /// Across and up.
    pub(super) radius: [f32; 2],
    /// The person's own iris colour, OKLab.
    pub(super) colour: [f32; 3],
    /// 0 for a closed eye, 1 for an open one.
    pub(super) open: f32,
    /// 0 for an eye that the nose hides, 1 for one that is seen.
    pub(super) presence: f32,
    /// From the upper lid's middle to the brow.
    pub(super) room: f32,
}

impl Eye {
    /// Measures an eye; `None` when its corners fall together. `up` is the way to the forehead,
    /// `brow` a point of the brow's lower edge.
    pub(super) fn of(
        points: &[Point],
        photo: &Picture,
        marks: &Marks,
        up: Point,
        brow: Point,
    ) -> Option<Self> {
        let frame = Frame::new(points[marks.upper[0]], points[marks.upper[8]], up)?;
        let read = |indices: &[usize]| -> Vec<Point> {
            indices.iter().map(|&index| frame.read(points[index])).collect()
        };
        let upper = Profile::arch(&read(&marks.upper));
        // Lids may touch but not cross.
        let lower = Profile::arch(&read(&marks.lower)).with(&upper, f32::min);
        let height = [0.3, 0.5, 0.7].map(|x| upper.at(x) - lower.at(x)).iter().sum::<f32>() / 3.0;
        let mut eye = Self {
            centre: [0.5, 0.0],
            radius: [0.2, 0.2],
            colour: [0.0; 3],
            open: 0.0,
            presence: 1.0,
            room: frame.read(brow)[1] - upper.at(0.5),
            frame,
            upper,
            lower,
        };
        eye.place_iris(points, marks.iris);
        eye.colour = iris::measured(&eye, photo);
        let (contrast, unlike) = iris::liveliness(&eye, photo);
        let lively = smooth(CONTRAST[0], CONTRAST[1], contrast);
        let lively = lively.max(smooth(UNLIKE[0], UNLIKE[1], unlike));
        eye.open = smooth(CLOSED, OPEN, height) * lively;
        Some(eye)
    }

    fn place_iris(&mut self, points: &[Point], [centre, ring @ ..]: [usize; 5]) {
        let [x, y] = self.frame.read(points[centre]);
        // The gaze stays as measured, but no iris leaves its lids.
        let x = x.clamp(0.12, 0.88);
        self.centre = [x, y.clamp(self.lower.at(x), self.upper.at(x).max(self.lower.at(x)))];
        let reach = ring
            .map(|index| minus(self.frame.read(points[index]), self.frame.read(points[centre])));
        let across = reach.iter().map(|r| r[0].abs()).fold(0.0, f32::max);
        let up = reach.iter().map(|r| r[1].abs()).fold(0.0, f32::max);
        let tall = across.max(up).clamp(RADII[0], RADII[1]);
        // A turned head makes it an ellipse; the detector's ring is not exact enough for more.
        let narrow = (across / tall).clamp(0.8, 1.0);
        self.radius = [tall * narrow, tall];
    }

    /// Fades an eye that is much narrower than its neighbour.
    pub(super) fn beside(&mut self, other: f32) {
        self.presence = smooth(HIDDEN, SEEN, self.frame.width / other.max(1e-6));
    }

    /// From radii of the measured iris (v downwards) to the frame.
    pub(super) fn in_iris(&self, [u, v]: Point) -> Point {
        [self.centre[0] + u * self.radius[0], self.centre[1] - v * self.radius[1]]
    }

    /// From the frame to radii of the drawn iris, v downwards.
    pub(super) fn iris_at(&self, [x, y]: Point) -> Point {
        let [across, up] = self.radius.map(|r| r * IRIS_GROWTH);
        [(x - self.centre[0]) / across, (self.centre[1] - y) / up]
    }

    /// Radius of the drawn iris across, in the frame.
    pub(super) fn drawn_radius(&self) -> f32 {
        self.radius[0] * IRIS_GROWTH
    }

    /// Whether x of the frame runs to the picture's right.
    pub(super) fn runs_right(&self) -> bool {
        let along = minus(self.frame.place([1.0, 0.0]), self.frame.place([0.0, 0.0]));
        dot(along, [1.0, 0.0]) > 0.0 && length(along) > 0.0
    }
}
