//! How far two eyes are open: blinks at once and whole, winks only when they are meant.

/// Eyes count as closed when they are less open than this, and as open again above the second.
const SHUT: [f32; 2] = [0.30, 0.50];
/// From here on an eye is simply open: lids at rest do not tremble.
const AWAKE: f32 = 0.80;
/// Two eyes that differ by more than the first are a wink, until they differ by less than the
/// second.
const APART: [f32; 2] = [0.55, 0.35];
/// Degrees of yaw from which the far eye is only guessed at, and until which it stays so.
const TURNED: [f32; 2] = [28.0, 24.0];
/// Seconds in which a shut eye opens again.
const OPENS_S: f32 = 0.09;
/// While an eye is less open than this its iris is hidden, and a blink would read as a glance down.
const READABLE: f32 = 0.65;

/// The lids, `[right, left]` of the subject, and what the irises said last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Eyes {
    shut: [bool; 2],
    open: [f32; 2],
    winks: bool,
    /// The eye that is turned away from the camera.
    far: Option<usize>,
    gaze: [f32; 2],
}

impl Default for Eyes {
    fn default() -> Self {
        Self { shut: [false; 2], open: [1.0; 2], winks: false, far: None, gaze: [0.0; 2] }
    }
}

impl Eyes {
    /// How far the eyes are open, 0 to 1, from how far they seem to be, in a head that is turned
    /// by `yaw` degrees (to the right of the picture) and some seconds later than the last time.
    pub(crate) fn lids(&mut self, mut seen: [f32; 2], yaw: f32, seconds: f32) -> [f32; 2] {
        let limit = TURNED[usize::from(self.far.is_some())];
        // Turned to the right of the picture it is the subject's left eye that goes behind the nose.
        self.far = (yaw.abs() > limit).then_some(usize::from(yaw > 0.0));
        if let Some(far) = self.far {
            seen[far] = seen[1 - far];
        }
        let apart = (seen[0] - seen[1]).abs();
        self.winks = apart > APART[usize::from(self.winks)];
        if !self.winks {
            // Together they are as open as the lower one, nearly: detectors see half blinks.
            let [low, high] = [seen[0].min(seen[1]), seen[0].max(seen[1])];
            seen = [0.75 * low + 0.25 * high; 2];
        }
        for side in 0..2 {
            let limit = SHUT[usize::from(self.shut[side])];
            self.shut[side] = seen[side] < limit;
            let goal = match seen[side] {
                _ if self.shut[side] => 0.0,
                it if it >= AWAKE => 1.0,
                it => (it - SHUT[0]) / (AWAKE - SHUT[0]),
            };
            // Down at once, up as quickly as lids go.
            let most = self.open[side] + seconds.max(0.0) / OPENS_S;
            self.open[side] = goal.clamp(0.0, 1.0).min(most);
        }
        self.open
    }

    /// Where the eyes look, `[right of the picture, up]`, from what both irises say; what they
    /// said before while lids hide them.
    pub(crate) fn gaze(&mut self, said: [[f32; 2]; 2], seen: [f32; 2]) -> [f32; 2] {
        let readable = |side: usize| seen[side] > READABLE && self.far != Some(side);
        self.gaze = match [readable(0), readable(1)] {
            [true, true] => [0, 1].map(|axis| f32::midpoint(said[0][axis], said[1][axis])),
            [true, false] if self.winks || self.far == Some(1) => said[0],
            [false, true] if self.winks || self.far == Some(0) => said[1],
            _ => self.gaze,
        };
        self.gaze
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: f32 = 1.0 / 30.0;

    #[test]
    fn a_blink_is_whole_and_at_once_and_does_not_flutter() {
        let mut eyes = Eyes::default();
        assert_eq!(eyes.lids([0.95, 0.9], 0.0, FRAME), [1.0; 2]);
        assert_eq!(eyes.lids([0.2, 0.25], 0.0, FRAME), [0.0; 2], "within the same frame");
        // A detector that trembles around the limit does not open them.
        for seen in [0.32, 0.28, 0.4, 0.31, 0.45] {
            assert_eq!(eyes.lids([seen; 2], 0.0, FRAME), [0.0; 2], "{seen}");
        }
        let half = eyes.lids([0.9; 2], 0.0, FRAME);
        assert!(half[0] > 0.2 && half[0] < 0.6, "lids take a moment to open: {half:?}");
        for _ in 0..3 {
            eyes.lids([0.9; 2], 0.0, FRAME);
        }
        assert_eq!(eyes.open, [1.0; 2]);
    }

    #[test]
    fn a_wink_is_one_only_when_the_eyes_are_clearly_apart() {
        let mut eyes = Eyes::default();
        let both = eyes.lids([0.35, 0.75], 0.0, FRAME);
        assert_eq!(both[0], both[1]);
        eyes.lids([0.1, 0.95], 0.0, FRAME);
        let wink = eyes.lids([0.1, 0.95], 0.0, 3.0 * FRAME);
        assert_eq!(wink, [0.0, 1.0]);
        // It stays one while the other eye narrows, as it does.
        let narrowed = eyes.lids([0.1, 0.55], 0.0, FRAME);
        assert!(narrowed[0] == 0.0 && narrowed[1] > 0.3, "{narrowed:?}");
        let closing = eyes.lids([0.1, 0.3], 0.0, FRAME);
        assert_eq!(closing, [0.0; 2]);
    }

    #[test]
    fn an_eye_behind_the_nose_does_as_the_other_one() {
        let mut eyes = Eyes::default();
        assert_eq!(eyes.lids([0.95, 0.1], 35.0, FRAME), [1.0; 2], "turned to its left");
        assert_eq!(eyes.lids([0.95, 0.1], 25.0, FRAME), [1.0; 2], "nearly back");
        assert_eq!(eyes.lids([0.95, 0.1], 20.0, FRAME), [1.0, 0.0]);
        let mut eyes = Eyes::default();
        assert_eq!(eyes.lids([0.1, 0.95], -35.0, FRAME), [1.0; 2], "turned to its right");
    }

    #[test]
    fn a_blink_is_no_glance_down() {
        let mut eyes = Eyes::default();
        eyes.lids([0.95; 2], 0.0, FRAME);
        assert_eq!(eyes.gaze([[0.4, 0.2], [0.6, 0.2]], [0.95; 2]), [0.5, 0.2]);
        for seen in [0.6, 0.2, 0.1, 0.5] {
            eyes.lids([seen; 2], 0.0, FRAME);
            assert_eq!(eyes.gaze([[0.4, -0.9], [0.6, -0.9]], [seen; 2]), [0.5, 0.2], "{seen}");
        }
    }
}
