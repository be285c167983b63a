//! Which of A I U E O a mouth speaks: a small matrix, fitted to mouths that do, and a contest.

use crate::{Shape, Shapes};

/// What a vowel is told by: the jaw, funnelled lips, pursed lips, smile, stretch, lips apart, and
/// how much jaw and stretch come together, which is what makes an E.
type Mouth = [f32; 7];

/// The matrix: what each of [`Mouth`] says for A, I, U, E and O. It is the least-squares fit, with
/// a ridge against noise, to the mouths in this file's tests, which find it again.
const MATRIX: [Mouth; 5] = [
    [1.767, -1.380, 0.253, -0.056, 0.155, -0.169, -1.703],
    [-0.050, 0.025, -0.049, -0.213, 1.915, 0.208, -1.863],
    [0.078, -0.538, 1.827, 0.066, 0.100, -0.251, 0.140],
    [-0.196, 0.169, 0.022, -0.115, -0.199, -0.224, 3.555],
    [-0.020, 2.186, -0.719, -0.026, -0.038, 0.098, -0.068],
];
/// How clearly the strongest vowel wins.
const CONTEST: i32 = 3;

/// How strongly a mouth speaks A, I, U, E and O, 0 to 1; together never more than 1, so that two
/// drawn mouths do not lie on one another.
pub fn spoken(shapes: &Shapes) -> [f32; 5] {
    let mouth = mouth(shapes);
    let dot = |row: &Mouth| row.iter().zip(&mouth).map(|(a, b)| a * b).sum::<f32>();
    let strengths = MATRIX.each_ref().map(|row| dot(row).clamp(0.0, 1.0));
    let powers = strengths.map(|it| it.powi(CONTEST));
    let sum = powers.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    let loudest = strengths.iter().copied().fold(0.0, f32::max);
    // Where one is alone this is its strength; where several are, they share the loudest's.
    powers.map(|power| power / sum * loudest)
}

fn mouth(shapes: &Shapes) -> Mouth {
    use Shape::{
        JawOpen, MouthClose, MouthFunnel, MouthLowerDownLeft, MouthLowerDownRight, MouthPucker,
        MouthSmileLeft, MouthSmileRight, MouthStretchLeft, MouthStretchRight, MouthUpperUpLeft,
        MouthUpperUpRight,
    };
    let jaw = (shapes.get(JawOpen) - shapes.get(MouthClose)).max(0.0);
    let stretch = shapes.both(MouthStretchRight, MouthStretchLeft);
    let apart = shapes.both(MouthUpperUpRight, MouthUpperUpLeft)
        + shapes.both(MouthLowerDownRight, MouthLowerDownLeft);
    [
        jaw,
        shapes.get(MouthFunnel),
        shapes.get(MouthPucker),
        shapes.both(MouthSmileRight, MouthSmileLeft),
        stretch,
        (apart / 2.0).min(1.0),
        jaw.min(stretch),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mouths that clearly speak A, I, U, E and O: jaw, funnel, pucker, smile, stretch, apart.
    const SPEAKING: [[f32; 6]; 5] = [
        [0.60, 0.00, 0.00, 0.00, 0.05, 0.20],
        [0.08, 0.00, 0.00, 0.15, 0.55, 0.40],
        [0.08, 0.20, 0.60, 0.00, 0.00, 0.05],
        [0.32, 0.00, 0.00, 0.10, 0.32, 0.35],
        [0.38, 0.50, 0.15, 0.00, 0.00, 0.10],
    ];
    /// Mouths that are busy with something else: a smile, grins, lips that only part.
    const SILENT: [[f32; 6]; 4] = [
        [0.00, 0.00, 0.00, 0.90, 0.15, 0.05],
        [0.10, 0.00, 0.00, 0.95, 0.15, 0.45],
        [0.25, 0.00, 0.00, 0.95, 0.10, 0.60],
        [0.00, 0.00, 0.10, 0.00, 0.00, 0.50],
    ];
    const RIDGE: f32 = 0.002;

    fn shaped([jaw, funnel, pucker, smile, stretch, apart]: [f32; 6]) -> Shapes {
        Shapes::named([
            ("jawOpen", jaw),
            ("mouthFunnel", funnel),
            ("mouthPucker", pucker),
            ("mouthSmileLeft", smile),
            ("mouthSmileRight", smile),
            ("mouthStretchLeft", stretch),
            ("mouthStretchRight", stretch),
            ("mouthUpperUpLeft", apart),
            ("mouthUpperUpRight", apart),
            ("mouthLowerDownLeft", apart),
            ("mouthLowerDownRight", apart),
        ])
    }

    /// At the least-squares fit the gradient is zero.
    #[test]
    fn the_matrix_is_the_fit() {
        let all: Vec<Mouth> =
            SPEAKING.iter().chain(&SILENT).map(|it| super::mouth(&shaped(*it))).collect();
        for (vowel, row) in MATRIX.iter().enumerate() {
            for place in 0..7 {
                let slope: f32 = (all.iter().enumerate())
                    .map(|(index, mouth)| {
                        let said: f32 = row.iter().zip(mouth).map(|(a, b)| a * b).sum();
                        let wanted = if index == vowel { 1.0 } else { 0.0 };
                        (said - wanted) * mouth[place]
                    })
                    .sum();
                let gradient = slope + RIDGE * row[place];
                assert!(gradient.abs() < 2e-3, "vowel {vowel}, place {place}: {gradient}");
            }
        }
    }

    /// The reference's sweep finds A .99, I 1.00, U .10, E .00, O .39 with Kalidokit's formulas.
    #[test]
    fn every_vowel_is_reached_alone() {
        let mut best = [0.0_f32; 5];
        let steps = 6_usize.pow(6);
        for step in 0..steps {
            let digit = |place: u32| (step / 6_usize.pow(place) % 6) as f32 / 5.0;
            let said = spoken(&shaped(std::array::from_fn(|place| digit(place as u32))));
            assert!(said.iter().sum::<f32>() <= 1.0001, "{said:?}");
            for vowel in 0..5 {
                let others = (0..5).filter(|it| *it != vowel).map(|it| said[it]);
                if others.fold(0.0, f32::max) <= 0.05 {
                    best[vowel] = best[vowel].max(said[vowel]);
                }
            }
        }
        assert!(best.iter().all(|it| *it >= 0.99), "{best:?}");
    }

    #[test]
    fn clear_vowels_are_heard_quiet_ones_quietly_and_smiles_not_at_all() {
        for (vowel, mouth) in SPEAKING.iter().enumerate() {
            for loud in [1.0, 0.5] {
                let said = spoken(&shaped(mouth.map(|it| it * loud)));
                for (other, strength) in said.iter().enumerate() {
                    let wanted = if other == vowel { loud } else { 0.0 };
                    assert!((strength - wanted).abs() < 0.08, "{vowel} at {loud}: {said:?}");
                }
            }
        }
        for mouth in SILENT {
            let said = spoken(&shaped(mouth));
            assert!(said.iter().all(|it| *it < 0.16), "{mouth:?}: {said:?}");
        }
    }

    #[test]
    fn a_jaw_that_drops_behind_closed_lips_says_nothing() {
        let chewing = Shapes::named([("jawOpen", 0.5), ("mouthClose", 0.5)]);
        assert!(spoken(&chewing).iter().all(|it| *it < 0.05));
    }
}
