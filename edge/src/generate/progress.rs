//! Progress that never goes back.

use std::cell::Cell;

use wire::generate::Step;

/// Where a drawing stands. One for each drawing; a new drawing starts a new one.
#[derive(Debug)]
pub struct Progress {
    percent: Cell<u8>,
    step: Cell<Step>,
    cancelled: Cell<bool>,
}

impl Default for Progress {
    fn default() -> Self {
        Self { percent: Cell::new(0), step: Cell::new(Step::Waiting), cancelled: Cell::new(false) }
    }
}

impl Progress {
    /// Reports a step as begun; true when that is news.
    pub fn reach(&self, step: Step) -> bool {
        self.advance(step, step.percent())
    }

    /// Reports a part (`0.0..=1.0`) of the drawing itself as done; true when that is news.
    pub fn drawn(&self, part: f32) -> bool {
        let (start, end) = (Step::Styling.percent(), Step::Refining.percent());
        // The end belongs to the next step.
        let percent = f32::from(start) + f32::from(end - 1 - start) * part.clamp(0.0, 1.0);
        self.advance(Step::Styling, percent as u8)
    }

    /// The percent reached.
    pub fn percent(&self) -> u8 {
        self.percent.get()
    }

    /// The step reached.
    pub fn step(&self) -> Step {
        self.step.get()
    }

    /// Asks the drawing to stop at the next breath.
    pub fn cancel(&self) {
        self.cancelled.set(true);
    }

    /// Whether the drawing was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    fn advance(&self, step: Step, percent: u8) -> bool {
        if percent <= self.percent.get() {
            return false;
        }
        self.percent.set(percent);
        self.step.set(step);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_goes_back() {
        let progress = Progress::default();
        assert!(progress.reach(Step::Styling));
        assert!(!progress.reach(Step::Decoding));
        assert!(progress.drawn(0.5));
        assert!(!progress.drawn(0.4));
        assert!(progress.drawn(1.0));
        assert_eq!((progress.percent(), progress.step()), (74, Step::Styling));
        assert!(progress.reach(Step::Refining));
        assert!(progress.reach(Step::Complete));
        assert_eq!(progress.percent(), 100);
    }
}
