//! The frames of a camera, steady from one to the next.
//!
//! A single frame trembles: the face finder by a pixel or two, the light by a step, the sensor by
//! its noise, and a network draws every tremble as a line that jumps. So points and cut follow what
//! is measured slowly while it is near and at once when it is far, light always slowly, and where
//! the frame did not move, the drawing is blended with the one before.

use crate::grades::grade_of;
use face::{Landmarks, PortraitCrop, Warp, WarpStrength, guidance};
use picture::exposure::Light;
use picture::{Picture, Plane, grade};

/// Share of the way that points, cut and light go in one frame at least.
const FOLLOW_MIN: f32 = 0.25;
/// A mean move of the points by this share of the face is followed at once.
const POINTS_JUMP: f32 = 0.10;
/// The cut stays where it is while the wanted one is nearer than this share of its side.
const CUT_REST: f32 = 0.012;
/// A cut that is further away than this share of its side is taken at once.
const CUT_JUMP: f32 = 0.20;
/// A difference of lightness up to this is noise.
const STILL: f32 = 0.025;
/// A difference of lightness from this on is motion.
const MOVED: f32 = 0.09;
/// How much of the new drawing is seen where nothing moved.
const FRESH_MIN: f32 = 0.3;

/// What goes into the network for one frame.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The steadied, evened, warped cut.
    pub picture: Picture,
    /// Face, eyes with brows, lips, at half its size.
    pub guidance: [Plane; 3],
}

/// What is remembered from frame to frame.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// Where the face was seen last, and the size of that frame.
    seen: Option<(Landmarks, usize, usize)>,
    /// Where it is drawn, as shares of the frame.
    points: Option<Vec<[f32; 3]>>,
    crop: Option<PortraitCrop>,
    light: Option<Light>,
    /// The last picture that went in, and the last drawing that came out.
    last: Option<(Picture, Picture)>,
}

impl Live {
    /// The face finder saw a face in a frame of this size.
    pub fn face_found(&mut self, landmarks: &Landmarks, width: usize, height: usize) {
        self.seen = Some((landmarks.clone(), width, height));
    }

    /// The face finder saw none: the cut stays, and nothing is drawn as a face.
    pub fn face_gone(&mut self) {
        self.seen = None;
        self.points = None;
    }

    /// What the network shall draw of a frame, `side` pixels wide (a multiple of 8).
    pub fn prepare(&mut self, frame: &Picture, side: usize) -> Frame {
        let (width, height) = (frame.width, frame.height);
        self.follow_points();
        let landmarks = self.points.clone().and_then(|points| Landmarks::new(points).ok());
        let crop = self.follow_crop(landmarks.as_ref(), width, height);
        let cut = crop.extract(frame, side);
        let (warped, guides) = match &landmarks {
            Some(found) => {
                let points = crop.landmarks_in(found);
                let warp = Warp::new(&points, WarpStrength::default());
                (warp.apply(&cut), guidance::guidance(&warp.warp_points(&points), side / 2))
            }
            None => (cut, guidance::no_guidance(side / 2)),
        };
        let region = landmarks.as_ref().map(|_| guides[0].resize(side, side));
        let measured = Light::of(&warped, region.as_ref());
        let light = match self.light {
            Some(light) => light.towards(&measured, FOLLOW_MIN),
            None => measured,
        };
        self.light = Some(light);
        Frame { picture: light.even(&warped), guidance: guides }
    }

    /// What is shown of a drawing: graded, and steadied where the frame did not move.
    pub fn finish(&mut self, frame: &Frame, drawn: Picture, style: &str) -> Picture {
        let graded = grade::grade(&drawn, &grade_of(style));
        let same_size = |(before, _): &(Picture, Picture)| before.width == frame.picture.width;
        let shown = match self.last.take().filter(same_size) {
            Some((before, shown)) => blended(&graded, &shown, &fresh(&frame.picture, &before)),
            None => graded,
        };
        self.last = Some((frame.picture.clone(), shown.clone()));
        shown
    }

    fn follow_points(&mut self) {
        let Some((seen, ..)) = &self.seen else { return };
        let Some(points) = &mut self.points else {
            self.points = Some(seen.points().to_vec());
            return;
        };
        let box_ = seen.bounding_box();
        let moved: f32 = points.iter().zip(seen.points()).map(|(a, b)| apart(a, b)).sum();
        let share = moved / points.len() as f32 / box_.height.max(1e-3) / POINTS_JUMP;
        let share = share.clamp(FOLLOW_MIN, 1.0);
        for (point, wanted) in points.iter_mut().zip(seen.points()) {
            for axis in 0..3 {
                point[axis] += (wanted[axis] - point[axis]) * share;
            }
        }
    }

    fn follow_crop(
        &mut self,
        landmarks: Option<&Landmarks>,
        width: usize,
        height: usize,
    ) -> PortraitCrop {
        let before = self.crop.filter(|crop| (crop.width, crop.height) == (width, height));
        let wanted = match (landmarks, before) {
            (Some(found), _) => PortraitCrop::around(found, width, height),
            (None, Some(before)) => before,
            (None, None) => PortraitCrop::whole(width, height),
        };
        let crop = before.map_or(wanted, |before| nearer(before, wanted));
        self.crop = Some(crop);
        crop
    }
}

fn apart(a: &[f32; 3], b: &[f32; 3]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The next cut on the way to the wanted one.
fn nearer(from: PortraitCrop, to: PortraitCrop) -> PortraitCrop {
    let way = (to.centre[0] - from.centre[0]).hypot(to.centre[1] - from.centre[1]);
    let way = way.max((to.side - from.side).abs()) / from.side;
    if way < CUT_REST {
        return from;
    }
    // As fast as it is far; and the last bit of the way is left to the rest.
    let share = (way / CUT_JUMP).clamp(FOLLOW_MIN, 1.0);
    let step = |a: f32, b: f32| a + (b - a) * share;
    PortraitCrop {
        centre: [step(from.centre[0], to.centre[0]), step(from.centre[1], to.centre[1])],
        side: step(from.side, to.side),
        ..to
    }
}

/// How much of the new drawing is seen at each pixel: all of it where the frame moved.
fn fresh(now: &Picture, before: &Picture) -> Plane {
    let light = |p: &[f32; 3]| 0.30 * p[0] + 0.59 * p[1] + 0.11 * p[2];
    let difference = |(a, b)| f32::abs(light(a) - light(b));
    let values = now.pixels.iter().zip(&before.pixels).map(difference).collect();
    let moved = Plane { width: now.width, height: now.height, values };
    // A line is drawn from its neighbourhood: what moves nearby is redrawn, too.
    picture::blur::gaussian(&moved, 1.5).map(|difference| {
        let t = ((difference - STILL) / (MOVED - STILL)).clamp(0.0, 1.0);
        FRESH_MIN + (1.0 - FRESH_MIN) * t * t * (3.0 - 2.0 * t)
    })
}

fn blended(new: &Picture, old: &Picture, share: &Plane) -> Picture {
    let mix = |((new, old), share): ((&[f32; 3], &[f32; 3]), &f32)| {
        [0, 1, 2].map(|c| old[c] + (new[c] - old[c]) * share)
    };
    let pixels = new.pixels.iter().zip(&old.pixels).zip(&share.values).map(mix).collect();
    Picture { width: new.width, height: new.height, pixels }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 64;

    /// A face-like cloud of points around a place; `tremble` moves every point a little.
    fn face(x: f32, y: f32, tremble: f32) -> Landmarks {
        let vertices = face::canonical::VERTICES.iter().map(|vertex| vertex.position);
        let iris = std::iter::repeat_n([0.0, 2.6, 4.0], 10);
        let place = |(index, [vx, vy, vz]): (usize, [f64; 3])| {
            let noise = (index as f32 * 12.9898 + tremble * 78.233).sin() * tremble.signum();
            let noise = noise * f32::from(tremble != 0.0) * 0.002;
            [x + vx as f32 / 40.0 + noise, y - vy as f32 / 40.0 - noise, vz as f32 / 40.0]
        };
        Landmarks::new(vertices.chain(iris).enumerate().map(place).collect()).expect("478 points")
    }

    fn frame(shift: f32) -> Picture {
        Picture::from_fn(160, 120, |x, y| {
            let (x, y) = (x as f32 + shift, y as f32);
            [0.5 + 0.4 * (x * 0.2).sin(), 0.5 + 0.3 * (y * 0.15).cos(), 0.4]
        })
    }

    fn noisy(seed: u32) -> Picture {
        let mut state = seed.wrapping_mul(747_796_405).wrapping_add(1);
        Picture::from_fn(SIDE, SIDE, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            [0.5 + ((state >> 8) as f32 / (1 << 24) as f32 - 0.5) * 0.2; 3]
        })
    }

    fn mean_difference(a: &Picture, b: &Picture) -> f32 {
        let sum: f32 = a.pixels.iter().zip(&b.pixels).map(|(a, b)| (a[0] - b[0]).abs()).sum();
        sum / a.pixels.len() as f32
    }

    #[test]
    fn a_trembling_finder_does_not_move_the_cut() {
        let mut live = Live::default();
        live.face_found(&face(0.5, 0.5, 0.0), 160, 120);
        live.prepare(&frame(0.0), SIDE);
        let settled = live.crop;
        for step in 1..20 {
            live.face_found(&face(0.5, 0.5, step as f32), 160, 120);
            live.prepare(&frame(0.0), SIDE);
            assert_eq!(live.crop, settled, "frame {step}");
        }
    }

    #[test]
    fn a_head_that_walks_is_followed_and_one_that_jumps_at_once() {
        let mut live = Live::default();
        live.face_found(&face(0.4, 0.5, 0.0), 160, 120);
        live.prepare(&frame(0.0), SIDE);
        let wanted = PortraitCrop::around(&face(0.46, 0.5, 0.0), 160, 120);
        for _ in 0..12 {
            live.face_found(&face(0.46, 0.5, 0.0), 160, 120);
            live.prepare(&frame(0.0), SIDE);
        }
        let crop = live.crop.expect("a cut was made");
        let off = (crop.centre[0] - wanted.centre[0]).abs() / wanted.side;
        assert!(off <= CUT_REST, "still {off} away after twelve frames");

        live.face_found(&face(0.8, 0.5, 0.0), 160, 120);
        live.prepare(&frame(0.0), SIDE);
        let far = PortraitCrop::around(&face(0.8, 0.5, 0.0), 160, 120);
        let off = (live.crop.expect("a cut was made").centre[0] - far.centre[0]).abs() / far.side;
        assert!(off <= CUT_REST, "a jump is followed at once, not {off} behind");
    }

    #[test]
    fn a_drawing_trembles_less_where_the_frame_is_still_and_is_new_where_it_moved() {
        let mut live = Live::default();
        let still = live.prepare(&frame(0.0), SIDE);
        let first = live.finish(&still, noisy(1), "own-test");
        let second = live.finish(&still, noisy(2), "own-test");
        let raw = mean_difference(&noisy(1), &noisy(2));
        let shown = mean_difference(&first, &second);
        assert!(shown < raw * 0.4, "{shown} of {raw}");

        let inverted = still.picture.map(|pixel| pixel.map(|v| 1.0 - v));
        let moved = Frame { picture: inverted, ..still };
        let third = live.finish(&moved, noisy(3), "own-test");
        let stale = mean_difference(&third, &noisy(3));
        assert!(stale < raw * 0.2, "a new picture is not mixed with the old one: {stale}");
    }

    #[test]
    fn without_a_face_the_middle_is_drawn_and_sizes_may_change() {
        let mut live = Live::default();
        for side in [64, 128, 64] {
            let prepared = live.prepare(&frame(0.0), side);
            assert_eq!((prepared.picture.width, prepared.guidance[0].width), (side, side / 2));
            assert!(prepared.guidance[0].values.iter().all(|v| *v == 0.0));
            let drawn = prepared.picture.clone();
            assert_eq!(live.finish(&prepared, drawn, "ghibli").width, side);
        }
        live.face_found(&face(0.5, 0.5, 0.0), 160, 120);
        let prepared = live.prepare(&frame(0.0), SIDE);
        assert!(prepared.guidance[0].values.iter().any(|v| *v > 0.9), "a face is marked");
        live.face_gone();
        let prepared = live.prepare(&frame(0.0), SIDE);
        assert!(prepared.guidance[0].values.iter().all(|v| *v == 0.0), "and no longer");
    }
}
