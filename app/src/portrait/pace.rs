//! How large live frames can be drawn here: small enough to move, as large as that allows.

/// Below this many frames a second it is no motion but a stutter.
pub(crate) const FPS_MIN: f64 = 4.0;
/// Below this, the next smaller size is tried.
const FPS_LOW: f64 = 7.0;
/// Above this, the next larger size is tried.
const FPS_HIGH: f64 = 24.0;
/// Sides of a live drawing, in pixels; multiples of 8.
const SIDES: [u32; 5] = [128, 160, 192, 256, 320];
/// Where it begins.
const FIRST: usize = 2;
/// Frames that are watched before a size is judged too large, and too small.
const FRAMES_TO_SHRINK: u32 = 5;
const FRAMES_TO_GROW: u32 = 30;
/// A frame counts at most as so many times the mean.
const OUTLIER: f64 = 3.0;
/// How fast the mean follows the last frame.
const FOLLOW: f64 = 0.3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Goes,
    /// Even the smallest size is too slow.
    Stutters,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pace {
    place: usize,
    /// The largest size that has not been too slow.
    ceiling: usize,
    last_ms: Option<f64>,
    interval_ms: Option<f64>,
    n_frames: u32,
}

impl Default for Pace {
    fn default() -> Self {
        let ceiling = SIDES.len() - 1;
        Self { place: FIRST, ceiling, last_ms: None, interval_ms: None, n_frames: 0 }
    }
}

impl Pace {
    /// Side of the next drawing.
    pub(crate) fn side(&self) -> u32 {
        SIDES[self.place]
    }

    /// Frames a second, once two have been seen.
    pub(crate) fn fps(&self) -> Option<u32> {
        self.interval_ms.map(|interval| (1000.0 / interval.max(1.0)).round() as u32)
    }

    /// A frame was shown at this time, while something else still starts up: it is measured, and
    /// nothing is concluded from it.
    pub(crate) fn watch(&mut self, at_ms: f64) {
        if let Some(last) = self.last_ms.replace(at_ms) {
            let now = at_ms - last;
            // One long wait is a style that loads, not a device that is slow.
            let follow = |mean: f64| mean + (now.min(mean * OUTLIER) - mean) * FOLLOW;
            let mean = self.interval_ms.map_or(now, follow);
            self.interval_ms = Some(mean);
            self.n_frames += 1;
        }
    }

    /// A frame was shown at this time.
    pub(crate) fn drawn(&mut self, at_ms: f64) -> Verdict {
        self.watch(at_ms);
        let Some(interval) = self.interval_ms else { return Verdict::Goes };
        let fps = 1000.0 / interval.max(1.0);
        if fps < FPS_LOW && self.n_frames >= FRAMES_TO_SHRINK {
            if self.place == 0 {
                return if fps < FPS_MIN { Verdict::Stutters } else { Verdict::Goes };
            }
            self.place -= 1;
            self.ceiling = self.place;
            self.begin_anew();
        } else if fps > FPS_HIGH && self.n_frames >= FRAMES_TO_GROW && self.place < self.ceiling {
            self.place += 1;
            self.begin_anew();
        }
        Verdict::Goes
    }

    /// What was measured belongs to another size, or another time.
    pub(crate) fn begin_anew(&mut self) {
        self.n_frames = 0;
        self.interval_ms = None;
        self.last_ms = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs frames that take `cost` milliseconds for each thousand pixels.
    fn run(cost: f64, n_frames: u32) -> (Pace, Verdict) {
        let (mut pace, mut now) = (Pace::default(), 0.0);
        for _ in 0..n_frames {
            now += cost * f64::from(pace.side() * pace.side()) / 1000.0;
            if pace.drawn(now) == Verdict::Stutters {
                return (pace, Verdict::Stutters);
            }
        }
        (pace, Verdict::Goes)
    }

    #[test]
    fn a_quick_device_draws_large_and_a_slow_one_small() {
        assert_eq!(run(0.2, 300).0.side(), 320);
        assert_eq!(run(2.0, 300).0.side(), 192, "13 frames a second are left as they are");
        let (slow, verdict) = run(8.0, 300);
        assert_eq!((slow.side(), verdict), (128, Verdict::Goes), "7.6 frames a second still go");
    }

    #[test]
    fn below_four_frames_a_second_it_stutters() {
        assert_eq!(run(20.0, 300).1, Verdict::Stutters);
    }

    #[test]
    fn a_size_that_was_too_slow_is_not_tried_again() {
        let mut pace = Pace::default();
        let mut now = 0.0;
        for _ in 0..8 {
            now += 400.0;
            pace.drawn(now);
        }
        let small = pace.side();
        for _ in 0..200 {
            now += 20.0;
            pace.drawn(now);
        }
        assert!(pace.side() <= small, "{} after {small}", pace.side());
    }
}
