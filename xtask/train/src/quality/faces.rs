//! Where the faces are, and what a style does to them.
//!
//! The face mesh runs in a browser only, so a small script looks at a folder of pictures
//! (`tests/bench/faces.mjs`); everything measured on its points is measured here, by the product's
//! own formulas.

use face::expression::{Ratios, interocular_distance};
use face::{Landmarks, PortraitCrop, Pose, Warp, WarpStrength, pose};
use portrait::DRAWN_SIDE;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tip of the nose.
const NOSE: usize = 4;
/// A face whose nose is further from where it should be, in distances between the eyes, is
/// another one, or a pattern that looks like one.
const NOSE_ASTRAY: f32 = 0.6;

/// The browser's face mesh.
pub(super) struct Finder {
    /// The Node that starts the browser.
    pub(super) node: PathBuf,
    /// The script.
    pub(super) script: PathBuf,
}

impl Finder {
    /// The largest face of every PNG in a folder, by file name.
    ///
    /// # Errors
    /// A sentence when the script fails or answers something else.
    pub(super) fn find(
        &self,
        folder: &Path,
    ) -> Result<BTreeMap<String, Option<Landmarks>>, String> {
        let shown = self.script.display();
        let status = Command::new(&self.node)
            .arg(&self.script)
            .arg(folder)
            .status()
            .map_err(|e| format!("{shown} cannot be started: {e}"))?;
        if !status.success() {
            return Err(format!("{shown} failed ({status})"));
        }
        let text = std::fs::read(folder.join("faces.json")).map_err(|e| format!("{shown}: {e}"))?;
        let answer: BTreeMap<String, Value> =
            serde_json::from_slice(&text).map_err(|e| format!("{shown}: {e}"))?;
        answer.into_iter().map(|(name, points)| Ok((name, landmarks(&points)?))).collect()
    }
}

fn landmarks(points: &Value) -> Result<Option<Landmarks>, String> {
    let Some(numbers) = points.as_array() else { return Ok(None) };
    let numbers: Vec<f32> =
        numbers.iter().filter_map(Value::as_f64).map(|number| number as f32).collect();
    Landmarks::from_flat(&numbers).map(Some).map_err(|refusal| refusal.to_string())
}

/// A face as it was photographed, in the square that is drawn.
#[derive(Clone, Debug)]
pub(super) struct Photographed {
    look: Look,
    warp: Warp,
}

/// What is measured on a face in the square.
#[derive(Clone, Debug)]
struct Look {
    points: Vec<[f32; 2]>,
    ratios: Ratios,
    smile: f32,
    pose: Pose,
}

/// How much a face changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Change {
    /// Height over width of the eyes, mean of both.
    pub(super) eye: f64,
    /// Height over width of the mouth's opening.
    pub(super) mouth: f64,
    /// Smile, of 0 to 1.
    pub(super) smile: f64,
    /// Height of the brows over the distance of the eyes, mean of both.
    pub(super) brow: f64,
    /// The largest of yaw, pitch and roll, in degrees.
    pub(super) pose: f64,
    /// Mean distance of a point from where it was, over the distance of the eyes.
    pub(super) points: f64,
}

impl Photographed {
    /// `landmarks` of a photo of `width` by `height` pixels; cut and warped as the product does.
    ///
    /// # Errors
    /// When the points do not fit into the square.
    pub(super) fn new(landmarks: &Landmarks, width: usize, height: usize) -> Result<Self, String> {
        let crop = PortraitCrop::around(landmarks, width, height);
        let flat = crop.landmarks_in(landmarks);
        let depth = width as f32 / crop.side;
        let points: Vec<[f32; 3]> =
            flat.iter().zip(landmarks.points()).map(|(p, q)| [p[0], p[1], q[2] * depth]).collect();
        let warp = Warp::new(&flat, WarpStrength::default());
        let points = Landmarks::new(points).map_err(|refusal| refusal.to_string())?;
        Ok(Self { look: Look::of(&points), warp })
    }

    /// The same face as the detector sees it in the cut square, before warp and style: of the same
    /// size as in the drawings, so that what is measured is the style and not the detector.
    pub(super) fn seen_in_the_square(self, found: &Landmarks) -> Self {
        let look = Look::of(found);
        if self.look.change_to(&look).is_some() { Self { look, ..self } } else { self }
    }

    /// What became of the face that was found in a drawing; nothing when it is another face.
    pub(super) fn change(&self, found: &Landmarks) -> Option<Change> {
        let unwarped = |&[x, y, z]: &[f32; 3]| {
            let [x, y] = self.warp.inverse([x, y]);
            [x, y, z]
        };
        let points = Landmarks::new(found.points().iter().map(unwarped).collect()).ok()?;
        self.look.change_to(&Look::of(&points))
    }
}

impl Look {
    fn of(landmarks: &Landmarks) -> Self {
        let pose = pose::estimate(landmarks, DRAWN_SIDE, DRAWN_SIDE);
        let points = landmarks.pixels(DRAWN_SIDE, DRAWN_SIDE);
        let ratios = Ratios::of(&points).facing(pose.yaw);
        Self { smile: ratios.expression().smile, points, ratios, pose }
    }

    fn change_to(&self, other: &Self) -> Option<Change> {
        let eyes = interocular_distance(&self.points);
        let apart = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]) / eyes;
        let astray = apart(self.points[NOSE], other.points[NOSE]);
        if astray.is_nan() || astray > NOSE_ASTRAY {
            return None;
        }
        let n = self.points.len() as f64;
        let points = self.points.iter().zip(&other.points);
        let (a, b) = (&self.ratios, &other.ratios);
        let turned = [
            self.pose.yaw - other.pose.yaw,
            self.pose.pitch - other.pose.pitch,
            self.pose.roll - other.pose.roll,
        ];
        let change = |pairs: &[(f32, f32)]| {
            let sum: f32 = pairs.iter().map(|(a, b)| (a - b).abs()).sum();
            f64::from(sum) / pairs.len() as f64
        };
        Some(Change {
            eye: change(&[(a.eye_left, b.eye_left), (a.eye_right, b.eye_right)]),
            mouth: change(&[(a.mouth_open, b.mouth_open)]),
            smile: change(&[(self.smile, other.smile)]),
            brow: change(&[(a.brow_left, b.brow_left), (a.brow_right, b.brow_right)]),
            pose: turned.iter().map(|angle| f64::from(angle.abs())).fold(0.0, f64::max),
            points: points.map(|(p, q)| f64::from(apart(*p, *q))).sum::<f64>() / n,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use face::canonical::VERTICES;
    use face::indices::LANDMARK_COUNT;

    /// The canonical face in a picture of 600 by 600, without perspective; its irises lie at the
    /// middle of the picture, for nothing here reads them.
    fn canonical() -> Landmarks {
        let mut points: Vec<[f32; 3]> = VERTICES
            .iter()
            .map(|v| {
                let [x, y, z] = v.position.map(|c| c as f32 / 40.0);
                [x + 0.5, 0.5 - y, -z]
            })
            .collect();
        points.resize(LANDMARK_COUNT, [0.5, 0.5, 0.0]);
        Landmarks::new(points).expect("the canonical face is a face")
    }

    /// Where a perfect drawing shows the points: cut and warped.
    fn drawn(landmarks: &Landmarks) -> Landmarks {
        let crop = PortraitCrop::around(landmarks, 600, 600);
        let flat = crop.landmarks_in(landmarks);
        let warp = Warp::new(&flat, WarpStrength::default());
        let points = warp.warp_points(&flat);
        let depth = 600.0 / crop.side;
        let points = points.iter().zip(landmarks.points());
        Landmarks::new(points.map(|(p, q)| [p[0], p[1], q[2] * depth]).collect())
            .expect("a drawn face is a face")
    }

    fn edited(edit: impl Fn(usize, [f32; 3]) -> [f32; 3]) -> Landmarks {
        let face = drawn(&canonical());
        let points = face.points().iter().enumerate().map(|(i, p)| edit(i, *p)).collect();
        Landmarks::new(points).expect("an edited face is a face")
    }

    fn photographed() -> Photographed {
        Photographed::new(&canonical(), 600, 600).expect("a face")
    }

    #[test]
    fn a_perfect_drawing_changes_nothing() {
        let change = photographed().change(&drawn(&canonical())).expect("the same face");
        assert!(change.pose < 0.05 && change.points < 0.002, "{change:?}");
        let all = [change.eye, change.mouth, change.smile, change.brow];
        assert!(all.iter().all(|v| *v < 0.002), "{change:?}");
    }

    #[test]
    fn known_changes_are_measured() {
        // Everything an eighth of the square aside: the points moved, the expression did not.
        let aside = edited(|_, [x, y, z]| [x + 0.02, y, z]);
        let change = photographed().change(&aside).expect("the same face");
        assert!(change.points > 0.05 && change.smile < 0.05, "{change:?}");
        // The lower lip dropped.
        let open = edited(|i, [x, y, z]| [x, if i == 14 { y + 0.05 } else { y }, z]);
        let change = photographed().change(&open).expect("the same face");
        assert!(change.mouth > 0.1 && change.eye < 0.002, "{change:?}");
    }

    #[test]
    fn a_second_look_replaces_the_first_unless_it_is_another_face() {
        let crop = PortraitCrop::around(&canonical(), 600, 600);
        let flat = crop.landmarks_in(&canonical());
        let square = |right: f32| {
            let points = flat.iter().map(|p| [p[0] + right, p[1], 0.0]).collect();
            Landmarks::new(points).expect("a face in the square")
        };
        let moved = |face: Photographed| face.look.points[0][0];
        let before = moved(photographed());
        let near = moved(photographed().seen_in_the_square(&square(0.01)));
        assert!((near - before - 0.01 * DRAWN_SIDE as f32).abs() < 0.01, "{before}, then {near}");
        assert_eq!(moved(photographed().seen_in_the_square(&square(0.4))), before);
    }

    #[test]
    fn a_face_elsewhere_is_another_one() {
        let far = edited(|_, [x, y, z]| [x + 0.3, y, z]);
        assert_eq!(photographed().change(&far), None);
    }

    #[test]
    fn answers_of_the_script_are_checked() {
        assert_eq!(landmarks(&Value::Null), Ok(None));
        assert!(landmarks(&serde_json::json!([0.5, 0.5])).is_err());
        let face = landmarks(&serde_json::json!(vec![0.5; LANDMARK_COUNT * 3]));
        assert!(face.is_ok_and(|found| found.is_some()));
    }
}
