//! The One-Euro filter (Casiez, Roussel and Vogel, CHI 2012): calm at rest, quick in motion.

/// How a channel is smoothed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuning {
    /// The cut-off at rest in Hz: lower is calmer.
    pub calm_hz: f32,
    /// How many Hz more for each unit a second: higher is quicker.
    pub quick: f32,
}

/// The cut-off for the speed, in Hz.
const SPEED_HZ: f32 = 1.0;

/// A channel's filter. Steps may be of any length: it goes by the seconds between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneEuro {
    tuning: Tuning,
    /// The last value that came, what was made of it, and its speed.
    last: Option<(f32, f32, f32)>,
}

impl OneEuro {
    /// A filter that takes its first value as it is.
    pub fn new(tuning: Tuning) -> Self {
        Self { tuning, last: None }
    }

    /// Smooths a value that came some seconds after the last one.
    pub fn smooth(&mut self, value: f32, seconds: f32) -> f32 {
        let Some((came, held, speed)) = self.last else {
            self.last = Some((value, value, 0.0));
            return value;
        };
        if seconds <= 0.0 || !value.is_finite() {
            return held;
        }
        let speed = speed + ((value - came) / seconds - speed) * share(SPEED_HZ, seconds);
        let cut_off = self.tuning.calm_hz + self.tuning.quick * speed.abs();
        let smooth = held + (value - held) * share(cut_off, seconds);
        self.last = Some((value, smooth, speed));
        smooth
    }

    /// Forgets everything: the next value is taken as it is.
    pub fn forget(&mut self) {
        self.last = None;
    }
}

/// How much of the way to a new value a low-pass goes in some seconds. The exact exponential, not
/// the usual 1 / (1 + tau / Te): so 30 and 60 frames a second give the same.
fn share(cut_off_hz: f32, seconds: f32) -> f32 {
    1.0 - (-seconds * std::f32::consts::TAU * cut_off_hz).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_time_nothing_moves_and_nonsense_is_passed_over() {
        let mut filter = OneEuro::new(Tuning { calm_hz: 1.0, quick: 0.1 });
        assert_eq!(filter.smooth(4.0, 0.0), 4.0);
        assert_eq!(filter.smooth(9.0, 0.0), 4.0);
        assert_eq!(filter.smooth(9.0, -1.0), 4.0);
        assert_eq!(filter.smooth(f32::NAN, 0.1), 4.0);
        assert!(filter.smooth(9.0, 0.1) > 4.0);
        filter.forget();
        assert_eq!(filter.smooth(1.0, 0.1), 1.0);
    }

    #[test]
    fn with_the_speed_left_out_it_is_a_plain_low_pass() {
        let mut filter = OneEuro::new(Tuning { calm_hz: 1.0, quick: 0.0 });
        filter.smooth(0.0, 0.0);
        let time_constant = 1.0 / std::f32::consts::TAU;
        let after = filter.smooth(1.0, time_constant);
        assert!((after - (1.0 - (-1.0_f32).exp())).abs() < 1e-5, "{after}");
    }
}
