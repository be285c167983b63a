//! Lines and flats: does the network draw its lines where the teacher draws them, and is what
//! lies between them calm?

use picture::{Picture, Plane, blur, colour};

/// How much darker (OKLab lightness) than its surroundings a line is.
const DROP: f32 = 0.15;
/// Reach of the surroundings: the deviation of a Gaussian, in pixels.
const SURROUNDINGS: f32 = 5.0;
/// A picture with fewer line pixels (as a share) has no lines to speak of.
const LINE_SHARE_MIN: f64 = 0.002;
/// Change of lightness per pixel below which a place is flat.
const FLAT_GRADIENT: f32 = 0.01;

/// Where the lines are.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineMask {
    width: usize,
    on: Vec<bool>,
}

impl LineMask {
    /// Marks every pixel that is darker than the mean around it.
    pub(super) fn of(picture: &Picture) -> Self {
        let lightness = colour::lightness(picture);
        let around = blur::gaussian(&lightness, SURROUNDINGS);
        let on = lightness.values.iter().zip(&around.values).map(|(l, mean)| mean - l > DROP);
        Self { width: picture.width, on: on.collect() }
    }

    /// Share of the picture that is line.
    pub(super) fn share(&self) -> f64 {
        self.count() as f64 / self.on.len().max(1) as f64
    }

    /// Harmonic mean of how many of `drawn`'s line pixels lie on these lines and how many of
    /// these are drawn, within 1.5 pixels; nothing when these are too few to tell.
    pub(super) fn f1(&self, drawn: &Self) -> Option<f64> {
        if self.share() < LINE_SHARE_MIN {
            return None;
        }
        let precision = drawn.share_within(&self.grown());
        let recall = self.share_within(&drawn.grown());
        let sum = precision + recall;
        Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }

    fn count(&self) -> usize {
        self.on.iter().filter(|&&on| on).count()
    }

    /// Share of the marked pixels that `other` marks, too.
    fn share_within(&self, other: &Self) -> f64 {
        let hits = self.on.iter().zip(&other.on).filter(|&(&a, &b)| a && b).count();
        hits as f64 / self.count().max(1) as f64
    }

    /// Every pixel within 1.5 of a marked one: its eight neighbours.
    fn grown(&self) -> Self {
        let (width, height) = (self.width as isize, (self.on.len() / self.width.max(1)) as isize);
        let near = |i: usize| {
            let (x, y) = (i as isize % width, i as isize / width);
            let rows = (y - 1).max(0)..=(y + 1).min(height - 1);
            rows.into_iter().any(|v| {
                let columns = (x - 1).max(0)..=(x + 1).min(width - 1);
                columns.into_iter().any(|u| self.on[(v * width + u) as usize])
            })
        };
        Self { width: self.width, on: (0..self.on.len()).map(near).collect() }
    }
}

/// Share of the pixels around which the lightness changes by less than [`FLAT_GRADIENT`].
pub(super) fn flat_share(picture: &Picture) -> f64 {
    let lightness = colour::lightness(picture);
    let flat = |i: usize| gradient(&lightness, i) < FLAT_GRADIENT;
    let n = lightness.values.len();
    (0..n).filter(|&i| flat(i)).count() as f64 / n.max(1) as f64
}

fn gradient(plane: &Plane, index: usize) -> f32 {
    let (x, y) = ((index % plane.width) as isize, (index / plane.width) as isize);
    let across = (plane.at(x + 1, y) - plane.at(x - 1, y)) / 2.0;
    let down = (plane.at(x, y + 1) - plane.at(x, y - 1)) / 2.0;
    across.hypot(down)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 64;

    /// White paper with a black horizontal line, two pixels thick, from `left` to `right`.
    fn ruled(y: usize, left: usize, right: usize) -> LineMask {
        LineMask::of(&Picture::from_fn(SIDE, SIDE, |u, v| {
            let ink = (v == y || v == y + 1) && (left..right).contains(&u);
            if ink { [0.05; 3] } else { [0.95; 3] }
        }))
    }

    #[test]
    fn a_line_is_marked_and_nothing_else() {
        let mask = ruled(30, 0, SIDE);
        let rows: Vec<usize> = (0..SIDE).filter(|y| mask.on[y * SIDE + 32]).collect();
        assert_eq!(rows, [30, 31]);
        assert!((mask.share() - 2.0 / 64.0).abs() < 1e-9);
    }

    #[test]
    fn f1_of_known_lines() {
        let teacher = ruled(30, 0, SIDE);
        let same = |other: &LineMask| teacher.f1(other).expect("the teacher drew a line");
        assert_eq!(same(&teacher), 1.0);
        assert_eq!(same(&ruled(31, 0, SIDE)), 1.0, "a pixel aside is within the tolerance");
        assert_eq!(same(&ruled(40, 0, SIDE)), 0.0);
        // Half of the line: all that is drawn is right, half (and a pixel) of the rest is missing.
        let half = same(&ruled(30, 0, SIDE / 2));
        assert!((half - 2.0 / 3.0).abs() < 0.02, "{half}");
    }

    #[test]
    fn without_lines_there_is_nothing_to_compare() {
        let empty = LineMask::of(&Picture::filled(SIDE, SIDE, [0.5; 3]));
        assert_eq!((empty.share(), empty.f1(&ruled(30, 0, SIDE))), (0.0, None));
        assert_eq!(ruled(30, 0, SIDE).f1(&empty), Some(0.0));
    }

    #[test]
    fn flats_are_counted() {
        assert_eq!(flat_share(&Picture::filled(SIDE, SIDE, [0.5; 3])), 1.0);
        let half = Picture::from_fn(SIDE, SIDE, |x, _| [(x as f32 / 20.0).min(1.0); 3]);
        let share = flat_share(&half);
        assert!((share - 43.0 / 64.0).abs() < 0.02, "a third of it is a ramp, not flat: {share}");
    }
}
