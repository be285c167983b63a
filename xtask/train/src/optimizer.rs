//! AdamW with a cosine rate, clipped gradients and an average of the weights (EMA).
//!
//! The weights live here as plain numbers, so that a checkpoint is just these vectors and a run
//! that is resumed goes on exactly where it stopped.

/// Peak learning rate.
pub const RATE_PEAK: f32 = 3e-3;
/// Learning rate at the end.
pub const RATE_END: f32 = 2e-5;
/// Steps of linear warm-up.
pub const WARM_UP_STEPS: usize = 60;
/// Share of a weight that is taken off a step, over the rate.
pub const WEIGHT_DECAY: f32 = 1e-4;
/// Longest gradient.
pub const CLIP: f32 = 1.0;
const BETA: [f32; 2] = [0.9, 0.99];
/// Share of the old average that is kept, once there is something to average.
pub const AVERAGE: f32 = 0.997;

/// Weights and everything the optimiser remembers about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimizer {
    /// One vector a tensor.
    pub weights: Vec<Vec<f32>>,
    /// Mean of the gradients.
    pub first: Vec<Vec<f32>>,
    /// Mean of the squared gradients.
    pub second: Vec<Vec<f32>>,
    /// Average of the weights: this is what the pack gets.
    pub average: Vec<Vec<f32>>,
    /// Steps taken.
    pub step: usize,
}

impl Optimizer {
    /// Starts with these weights.
    pub fn new(weights: Vec<Vec<f32>>) -> Self {
        let zero: Vec<Vec<f32>> = weights.iter().map(|w| vec![0.0; w.len()]).collect();
        Self { average: weights.clone(), first: zero.clone(), second: zero, weights, step: 0 }
    }

    /// The learning rate at `step` of `steps`.
    pub fn rate(step: usize, steps: usize) -> f32 {
        let warm = ((step + 1) as f32 / WARM_UP_STEPS as f32).min(1.0);
        let part = (step as f32 / steps.max(1) as f32).min(1.0);
        let cosine = 0.5 * (1.0 + (part * std::f32::consts::PI).cos());
        warm * (RATE_END + (RATE_PEAK - RATE_END) * cosine)
    }

    /// One step along the gradients; biases (one-dimensional) do not decay.
    pub fn update(&mut self, gradients: &[Vec<f32>], decays: &[bool], steps: usize) {
        let norm = gradients.iter().flatten().map(|g| f64::from(*g).powi(2)).sum::<f64>().sqrt();
        let scale = if norm > f64::from(CLIP) { CLIP / norm as f32 } else { 1.0 };
        let rate = Self::rate(self.step, steps);
        self.step += 1;
        let unbias = BETA.map(|beta| 1.0 - beta.powi(self.step as i32));
        // Early weights are poor: the average may not hold on to them.
        let keep = AVERAGE.min((1 + self.step) as f32 / (10 + self.step) as f32);
        for (tensor, gradient) in gradients.iter().enumerate() {
            let decay = if decays[tensor] { rate * WEIGHT_DECAY } else { 0.0 };
            for (i, g) in gradient.iter().enumerate() {
                let g = g * scale;
                let m = &mut self.first[tensor][i];
                *m = BETA[0] * *m + (1.0 - BETA[0]) * g;
                let v = &mut self.second[tensor][i];
                *v = BETA[1] * *v + (1.0 - BETA[1]) * g * g;
                let w = &mut self.weights[tensor][i];
                *w -= rate * (*m / unbias[0]) / ((*v / unbias[1]).sqrt() + 1e-8) + decay * *w;
                let a = &mut self.average[tensor][i];
                *a = keep * *a + (1.0 - keep) * *w;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_finds_the_bottom_of_a_bowl() {
        let mut optimizer = Optimizer::new(vec![vec![2.0, -3.0]]);
        for _ in 0..3000 {
            let gradient = vec![vec![optimizer.weights[0][0] - 0.5, optimizer.weights[0][1] + 1.0]];
            optimizer.update(&gradient, &[false], 3000);
        }
        let [x, y] = [optimizer.average[0][0], optimizer.average[0][1]];
        assert!((x - 0.5).abs() < 0.02 && (y + 1.0).abs() < 0.02, "stopped at {x}, {y}");
    }

    #[test]
    fn the_rate_warms_up_and_cools_down() {
        let rate = |step| Optimizer::rate(step, 1000);
        assert!(rate(0) < rate(WARM_UP_STEPS) && rate(WARM_UP_STEPS) > rate(500));
        assert!((rate(1000) - RATE_END).abs() < 1e-6, "ends at {}", rate(1000));
    }
}
