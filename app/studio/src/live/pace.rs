//! How late the character is, and how often it hears of the face. Pure.

use std::collections::VecDeque;

/// Frames that the figures are made of: about four seconds of a camera.
const FRAMES: usize = 120;
/// A pause longer than this is no frame that was late, but a face that was gone or a hidden page.
const PAUSE_S: f64 = 4.0;

/// What is said of the last frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Half of the frames are quicker than this.
    pub(crate) median_ms: u32,
    /// Nineteen of twenty are quicker than this.
    pub(crate) p95_ms: u32,
    pub(crate) fps: u32,
}

/// The last frames: when each was seen by the camera, and when its pose was handed on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pace {
    frames: VecDeque<[f64; 2]>,
}

impl Pace {
    /// Takes note of a frame, in seconds of the page's clock.
    pub(crate) fn note(&mut self, captured_s: f64, posed_s: f64) {
        if self.frames.back().is_some_and(|last| posed_s - last[1] > PAUSE_S) {
            self.frames.clear();
        }
        if self.frames.len() == FRAMES {
            self.frames.pop_front();
        }
        self.frames.push_back([captured_s, posed_s]);
    }

    /// The figures; none before there are enough frames to tell.
    pub(crate) fn figures(&self) -> Option<Figures> {
        let n = self.frames.len();
        let (first, last) = (self.frames.front()?, self.frames.back()?);
        if n < 5 || last[1] <= first[1] {
            return None;
        }
        let late = |it: &[f64; 2]| ((it[1] - it[0]).max(0.0) * 1000.0).round() as u32;
        let mut late: Vec<u32> = self.frames.iter().map(late).collect();
        late.sort_unstable();
        let fps = ((n - 1) as f64 / (last[1] - first[1])).round() as u32;
        Some(Figures { median_ms: late[n / 2], p95_ms: late[(n * 19 / 20).min(n - 1)], fps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_last_frames() {
        let mut pace = Pace::default();
        assert_eq!(pace.figures(), None);
        for frame in 0..300 {
            let captured_s = f64::from(frame) / 25.0;
            // The first ones are slow, as while models load, and later one in ten.
            let late_s = if frame < 100 {
                0.9
            } else if frame % 10 == 0 {
                0.12
            } else {
                0.04
            };
            pace.note(captured_s, captured_s + late_s);
        }
        assert_eq!(pace.figures(), Some(Figures { median_ms: 40, p95_ms: 120, fps: 25 }));
    }

    #[test]
    fn a_pause_is_no_late_frame() {
        let mut pace = Pace::default();
        for frame in 0..10 {
            pace.note(f64::from(frame) * 0.05, f64::from(frame) * 0.05 + 0.03);
        }
        pace.note(60.0, 60.03);
        assert_eq!(pace.figures(), None);
    }
}
