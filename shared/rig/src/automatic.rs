//! What a living body does by itself: it blinks, breathes and looks about.

use crate::choice::Seed;

/// Seconds of one breath.
pub const BREATH_S: f32 = 3.4;
/// By how much of a breath the head comes after the chest, in radians.
const BREATH_LAG: f32 = 0.6;
/// Least and most seconds between two blinks.
const BLINK_EVERY_S: [f32; 2] = [1.6, 5.4];
/// How often a blink is a double one.
const BLINK_TWICE: f32 = 0.18;
/// Least and most seconds of closing, staying closed and opening.
const BLINK_S: [[f32; 2]; 3] = [[0.08, 0.1], [0.03, 0.06], [0.12, 0.16]];
/// A turn of the head by more degrees in a second makes one blink.
const TURN_BLINK: f32 = 140.0;
/// A glance further than this makes one blink.
const GLANCE_BLINK: f32 = 0.55;
/// Least and most seconds between two glances, and how long the eyes take.
const GLANCE_EVERY_S: [f32; 2] = [0.7, 3.2];
const GLANCE_S: f32 = 0.07;

/// What the body does by itself at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    /// How far the eyes are open: 1 open, 0 closed.
    pub open: f32,
    /// Where the eyes look, -1 to 1 to the right and up.
    pub gaze: [f32; 2],
    /// How full the chest is, 0 to 1.
    pub breath: f32,
    /// The head's part of the breath, -1 to 1; it comes a little later.
    pub breath_head: f32,
    /// How far the brows dip, 0 to 1.
    pub brow: f32,
}

/// A blink under way.
#[derive(Clone, Copy, Debug)]
struct Blink {
    /// Seconds since it began.
    time: f32,
    /// Seconds of closing, staying closed, opening.
    parts: [f32; 3],
    again: bool,
}

/// A body that lives by itself. The same seed and the same seconds give the same life.
#[derive(Clone, Debug)]
pub struct Automatic {
    seed: Seed,
    time: f32,
    blink: Option<Blink>,
    until_blink: f32,
    gaze: [[f32; 2]; 2],
    glance: f32,
    until_glance: f32,
}

impl Automatic {
    /// Awake and calm.
    pub fn new(seed: u64) -> Self {
        let mut seed = Seed::new(seed);
        let time = seed.between(0.0, BREATH_S);
        let until_blink = seed.between(0.5, BLINK_EVERY_S[1]);
        let until_glance = seed.between(0.3, GLANCE_EVERY_S[1]);
        let gaze = [[0.0; 2]; 2];
        Self { seed, time, blink: None, until_blink, gaze, glance: 1.0, until_glance }
    }

    /// Goes on by some seconds, while the head turned by some degrees in that time.
    pub fn advance(&mut self, seconds: f32, turned: f32) -> Signs {
        let seconds = if seconds.is_finite() { seconds.clamp(0.0, 1.0) } else { 0.0 };
        self.time = (self.time + seconds) % BREATH_S;
        self.look_about(seconds);
        if seconds > 0.0 && turned.abs() / seconds > TURN_BLINK {
            self.until_blink = self.until_blink.min(0.0);
        }
        let closed = self.blink(seconds);
        let phase = core::f32::consts::TAU * self.time / BREATH_S;
        let way = ease(self.glance);
        let [from, to] = self.gaze;
        Signs {
            open: 1.0 - closed,
            gaze: [0, 1].map(|k| from[k] + (to[k] - from[k]) * way),
            breath: 0.5 - 0.5 * phase.cos(),
            breath_head: -(phase - BREATH_LAG).cos(),
            brow: closed,
        }
    }

    /// How far the eyes are closed.
    fn blink(&mut self, seconds: f32) -> f32 {
        self.until_blink -= seconds;
        if self.blink.is_none() && self.until_blink <= 0.0 {
            let again = self.seed.unit() < BLINK_TWICE;
            self.start_blink(again);
            self.until_blink = self.seed.between(BLINK_EVERY_S[0], BLINK_EVERY_S[1]);
        }
        let Some(blink) = &mut self.blink else { return 0.0 };
        blink.time += seconds;
        let [closing, closed, opening] = blink.parts;
        let (time, again) = (blink.time, blink.again);
        if time < closing {
            return ease(time / closing);
        }
        if time < closing + closed {
            return 1.0;
        }
        let open = (time - closing - closed) / opening;
        if open < 1.0 {
            return 1.0 - ease(open);
        }
        self.blink = None;
        if again {
            self.start_blink(false);
        }
        0.0
    }

    fn start_blink(&mut self, again: bool) {
        let parts = BLINK_S.map(|[least, most]| self.seed.between(least, most));
        self.blink = Some(Blink { time: 0.0, parts, again });
    }

    fn look_about(&mut self, seconds: f32) {
        self.glance = (self.glance + seconds / GLANCE_S).min(1.0);
        self.until_glance -= seconds;
        if self.until_glance > 0.0 {
            return;
        }
        self.until_glance = self.seed.between(GLANCE_EVERY_S[0], GLANCE_EVERY_S[1]);
        let from = self.gaze[1];
        // Mostly about the middle, now and then aside.
        let far = if self.seed.unit() < 0.22 { 0.75 } else { 0.16 };
        let to = [self.seed.between(-far, far), self.seed.between(-far, far) * 0.5];
        self.gaze = [from, to];
        self.glance = 0.0;
        if (to[0] - from[0]).hypot(to[1] - from[1]) > GLANCE_BLINK {
            self.until_blink = self.until_blink.min(0.0);
        }
    }
}

/// From 0 to 1 without a jerk.
fn ease(share: f32) -> f32 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blinks_come_and_go_as_people_do() {
        let mut life = Automatic::new(4);
        let (mut begins, mut lengths, mut closed_since) = (Vec::new(), Vec::new(), None);
        const STEP: f32 = 0.005;
        for k in 0..120_000 {
            let signs = life.advance(STEP, 0.0);
            let time = k as f32 * STEP;
            assert!((0.0..=1.0).contains(&signs.open) && (0.0..=1.0).contains(&signs.breath));
            assert!(signs.gaze.iter().all(|it| it.abs() <= 1.0));
            match closed_since {
                None if signs.open < 0.99 => {
                    begins.push(time);
                    closed_since = Some(time);
                }
                Some(since) if signs.open >= 0.99 => {
                    lengths.push(time - since);
                    closed_since = None;
                }
                _ => {}
            }
        }
        let n = begins.len() as f32;
        assert!((120.0..260.0).contains(&n), "{n} blinks in ten minutes");
        for length in lengths {
            assert!((0.18..0.36).contains(&length), "a blink takes {length} s");
        }
        let twice = begins.windows(2).filter(|it| it[1] - it[0] < 0.45).count() as f32 / n;
        assert!((0.06..0.32).contains(&twice), "{twice} of them are double");
    }

    #[test]
    fn the_same_seed_lives_the_same_life() {
        let run = |seed: u64| {
            let mut life = Automatic::new(seed);
            (0..500).map(|_| life.advance(0.02, 0.0)).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }

    #[test]
    fn a_quick_turn_makes_one_blink_and_breath_has_no_seam() {
        let mut life = Automatic::new(8);
        life.until_blink = 5.0;
        let mut least = 1.0_f32;
        for k in 0..60 {
            let turned = if k < 10 { 4.0 } else { 0.0 };
            least = least.min(life.advance(1.0 / 60.0, turned).open);
        }
        assert!(least < 0.05, "the eyes close: {least}");
        let mut before = life.advance(0.0, 0.0).breath;
        for _ in 0..1000 {
            let now = life.advance(0.01, 0.0).breath;
            assert!((now - before).abs() < 0.01, "breath goes on evenly");
            before = now;
        }
    }
}
