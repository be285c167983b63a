//! Chance that repeats itself: the same seed gives the same choices.

/// A stream of numbers from a seed (SplitMix64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(u64);

impl Seed {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next number from 0 to below 1.
    pub fn unit(&mut self) -> f32 {
        (self.draw() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// The next number within bounds.
    pub fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * self.unit()
    }

    /// Picks a place in a list with chances in proportion to its weights; `None` if nothing has
    /// a weight above zero.
    pub fn pick(&mut self, weights: &[f32]) -> Option<usize> {
        let sum: f32 = weights.iter().filter(|it| **it > 0.0).sum();
        if sum.is_nan() || sum <= 0.0 {
            return None;
        }
        let mut rest = self.unit() * sum;
        for (place, weight) in weights.iter().enumerate().filter(|(_, it)| **it > 0.0) {
            rest -= weight;
            if rest < 0.0 {
                return Some(place);
            }
        }
        weights.iter().rposition(|it| *it > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_picks_follow_the_weights() {
        let weights = [0.5, 0.3, 0.2];
        for seed in 0..5 {
            let mut seed = Seed::new(seed);
            let mut counts = [0.0_f32; 3];
            for _ in 0..10_000 {
                counts[seed.pick(&weights).unwrap()] += 1.0;
            }
            let expected = weights.map(|it| it * 10_000.0);
            let chi: f32 = counts.iter().zip(expected).map(|(n, e)| (n - e) * (n - e) / e).sum();
            // 13.8 is passed once in a thousand, with two degrees of freedom.
            assert!(chi < 13.8, "chi-square {chi}: {counts:?}");
        }
    }

    #[test]
    fn what_has_no_weight_is_never_picked() {
        let mut seed = Seed::new(3);
        assert_eq!(seed.pick(&[]), None);
        assert_eq!(seed.pick(&[0.0, -1.0]), None);
        assert!((0..1000).all(|_| seed.pick(&[0.0, 2.0, 0.0]) == Some(1)));
        assert_eq!(Seed::new(9).draw(), Seed::new(9).draw());
    }
}
