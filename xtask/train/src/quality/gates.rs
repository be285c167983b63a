//! The gates: what is asked of a style, and what it reaches.

use super::case::Likeness;
use super::faces::Change;
use super::pictures::Kind;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

/// One gate of one style.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gate {
    /// Stable name in the JSON.
    pub(super) id: &'static str,
    /// What people read.
    pub(super) name: &'static str,
    /// What is asked.
    pub(super) target: Target,
    /// What is reached, a mean over pictures; not a number when nothing could be measured.
    pub(super) reached: f64,
    /// The value that 19 of 20 pictures stay on the good side of, where that says more.
    pub(super) worst_twentieth: Option<f64>,
    /// Pictures that were measured.
    pub(super) n: usize,
}

impl Gate {
    /// Whether the target is reached; what could not be measured is not.
    pub(super) fn passes(&self) -> bool {
        match self.target {
            Target::AtLeast(least) => self.reached >= least,
            Target::AtMost(most) => self.reached <= most,
        }
    }
}

/// What was measured on one picture in one style.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Name of the picture.
    pub(super) name: String,
    /// What it shows.
    pub(super) kind: Kind,
    /// The network beside its teacher.
    pub(super) likeness: Likeness,
    /// Under motion and under noise, for the few pictures that are drawn so often.
    pub(super) stability: Option<[f64; 2]>,
    /// Whether the photo showed a face.
    pub(super) has_face: bool,
    /// What became of the face in the finished picture; none when it is gone.
    pub(super) change: Option<Change>,
}

/// All gates, of the rows of one style.
pub(super) fn of(rows: &[Row]) -> Vec<Gate> {
    let real: Vec<&Row> = rows.iter().filter(|row| row.kind.is_real()).collect();
    let heads: Vec<&Row> = rows.iter().filter(|row| !row.kind.is_real()).collect();
    let all: Vec<&Row> = rows.iter().collect();
    let mut gates = likeness(&real, &heads);
    gates.extend(stillness(&all, &real));
    let faces: Vec<&Row> = all.into_iter().filter(|row| row.has_face).collect();
    gates.extend(kept_faces(&faces.iter().map(|row| row.change).collect::<Vec<_>>()));
    gates
}

fn likeness(real: &[&Row], heads: &[&Row]) -> Vec<Gate> {
    let gate = |id, name, target, rows: &[&Row], value: fn(&Likeness) -> Option<f64>| {
        gate(id, name, target, rows.iter().filter_map(|row| value(&row.likeness)).collect())
    };
    use Target::{AtLeast, AtMost};
    vec![
        gate("psnr_real", "PSNR to the teacher, photos (dB)", AtLeast(30.0), real, |it| {
            Some(it.psnr)
        }),
        gate("ssim_real", "SSIM to the teacher, photos", AtLeast(0.93), real, |it| Some(it.ssim)),
        gate("delta_e_real", "ΔE (OKLab × 100), photos", AtMost(2.5), real, |it| {
            Some(it.delta_e)
        }),
        gate("psnr_heads", "PSNR to the teacher, heads (dB)", AtLeast(33.0), heads, |it| {
            Some(it.psnr)
        }),
        gate("ssim_heads", "SSIM to the teacher, heads", AtLeast(0.93), heads, |it| Some(it.ssim)),
        gate("delta_e_heads", "ΔE (OKLab × 100), heads", AtMost(2.5), heads, |it| {
            Some(it.delta_e)
        }),
        gate("line_f1_real", "F1 of the lines, photos", AtLeast(0.80), real, |it| it.line_f1),
        gate("line_f1_heads", "F1 of the lines, heads", AtLeast(0.80), heads, |it| it.line_f1),
    ]
}

fn stillness(all: &[&Row], real: &[&Row]) -> Vec<Gate> {
    let of = |index: usize| {
        all.iter().filter_map(|row| row.stability).map(|both| both[index]).collect::<Vec<f64>>()
    };
    // An enlarged photo is soft: where more than half is flat already, twice as much cannot be.
    let flat: Vec<[f64; 2]> =
        real.iter().map(|row| row.likeness.flat).filter(|share| share[0] < 0.5).collect();
    let sum = |index: usize| flat.iter().map(|share| share[index]).sum::<f64>();
    let mut flatness = gate(
        "flatness",
        "Flat pixels, as a multiple of the photo's",
        Target::AtLeast(2.0),
        vec![sum(1) / sum(0)],
    );
    flatness.n = flat.len();
    vec![
        gate("motion", "Instability under 16 motions", Target::AtMost(0.02), of(0)),
        gate("noise", "Noise, as a multiple of the photo's", Target::AtMost(1.0), of(1)),
        flatness,
    ]
}

/// The gates of the faces: of each photo with a face, what became of it.
pub(super) fn kept_faces(changes: &[Option<Change>]) -> Vec<Gate> {
    let kept: Vec<Change> = changes.iter().flatten().copied().collect();
    let found = kept.len() as f64 / changes.len() as f64;
    let change = |id, name, most, value: fn(&Change) -> f64| {
        let values: Vec<f64> = kept.iter().map(value).collect();
        let worst_twentieth = quantile(&values, 0.95);
        Gate { worst_twentieth, ..gate(id, name, Target::AtMost(most), values) }
    };
    let mut detected = gate("faces", "Faces found again", Target::AtLeast(0.95), vec![found]);
    detected.n = changes.len();
    vec![
        detected,
        change("eye", "Change of the eyes' opening", 0.05, |it| it.eye),
        change("mouth", "Change of the mouth's opening", 0.05, |it| it.mouth),
        change("smile", "Change of the smile", 0.05, |it| it.smile),
        change("brow", "Change of the brows", 0.05, |it| it.brow),
        change("pose", "Change of the pose (degrees)", 3.0, |it| it.pose),
        change("points", "Distance of the points, over the eyes'", 0.04, |it| it.points),
    ]
}

fn gate(id: &'static str, name: &'static str, target: Target, values: Vec<f64>) -> Gate {
    let n = values.len();
    let reached = values.iter().sum::<f64>() / n as f64;
    Gate { id, name, target, reached, worst_twentieth: None, n }
}

/// The smallest value that at least this share of the values does not exceed.
fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(by: f64) -> Change {
        Change { eye: by, mouth: by, smile: by, brow: by, pose: by * 100.0, points: by }
    }

    fn row(kind: Kind, psnr: f64, line_f1: Option<f64>) -> Row {
        let flat = [0.2, 0.5];
        let likeness =
            Likeness { psnr, ssim: 0.95, delta_e: 2.0, line_f1, photo_line_f1: None, flat };
        let name = "row".to_owned();
        Row { name, kind, likeness, stability: None, has_face: false, change: None }
    }

    fn named<'a>(gates: &'a [Gate], id: &str) -> &'a Gate {
        gates.iter().find(|gate| gate.id == id).expect(id)
    }

    #[test]
    fn photos_and_heads_are_judged_apart() {
        let rows = [
            row(Kind::Portrait, 32.0, Some(0.9)),
            row(Kind::Thing, 29.0, None),
            row(Kind::Head, 20.0, Some(0.5)),
        ];
        let gates = of(&rows);
        let photos = named(&gates, "psnr_real");
        assert_eq!((photos.reached, photos.n, photos.passes()), (30.5, 2, true));
        assert!(!named(&gates, "psnr_heads").passes());
        let lines = named(&gates, "line_f1_real");
        assert_eq!((lines.reached, lines.n), (0.9, 1), "no lines is no row");
        assert!((named(&gates, "flatness").reached - 2.5).abs() < 1e-9);
        let mut soft = row(Kind::Portrait, 32.0, None);
        soft.likeness.flat = [0.6, 0.9];
        let gates = of(&[soft, row(Kind::Portrait, 32.0, None)]);
        assert_eq!(named(&gates, "flatness").n, 1, "no style can double what is 0.6");
    }

    #[test]
    fn what_was_not_measured_does_not_pass() {
        let gates = of(&[row(Kind::Portrait, 32.0, None)]);
        for id in ["motion", "line_f1_real", "psnr_heads", "faces", "eye"] {
            let gate = named(&gates, id);
            assert!(gate.reached.is_nan() && !gate.passes(), "{id}");
        }
    }

    #[test]
    fn lost_faces_count_and_kept_ones_are_measured() {
        let mut changes = vec![Some(change(0.01)); 18];
        changes.push(Some(change(0.2)));
        changes.push(None);
        let gates = kept_faces(&changes);
        let faces = named(&gates, "faces");
        assert_eq!((faces.reached, faces.n, faces.passes()), (0.95, 20, true));
        let eye = named(&gates, "eye");
        assert!((eye.reached - 0.02).abs() < 1e-9 && eye.passes());
        assert_eq!(eye.worst_twentieth, Some(0.2), "19 of 19 stay at or below 0.2");
        assert!(named(&gates, "pose").passes());
    }

    #[test]
    fn quantiles_of_known_values() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.95), Some(19.0));
        assert_eq!(quantile(&[3.0], 0.95), Some(3.0));
        assert_eq!(quantile(&[], 0.95), None);
    }
}
