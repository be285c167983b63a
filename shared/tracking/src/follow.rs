//! The body follows the head, a little and a little later.

/// How much of the head's angle the body takes.
const SHARE: f32 = 0.3;
/// Seconds after which it has gone about two thirds of its way.
const LAG_S: f32 = 0.22;

/// The body's angles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Body {
    angles: Option<[f32; 3]>,
}

impl Body {
    /// Follows the head's angles (degrees) for some seconds.
    pub(crate) fn follow(&mut self, head: [f32; 3], seconds: f32) -> [f32; 3] {
        let goal = head.map(|angle| SHARE * angle);
        let now = self.angles.get_or_insert(goal);
        let share = 1.0 - (-seconds.max(0.0) / LAG_S).exp();
        for (angle, goal) in now.iter_mut().zip(goal) {
            *angle += (goal - *angle) * share;
        }
        *now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_comes_after_the_head_and_gets_less_far() {
        let mut body = Body::default();
        body.follow([0.0; 3], 0.0);
        let early = body.follow([30.0, 0.0, -10.0], 0.1);
        assert!(early[0] > 1.0 && early[0] < 5.0, "{early:?}");
        let late = body.follow([30.0, 0.0, -10.0], 3.0);
        assert!((late[0] - 9.0).abs() < 0.01 && (late[2] + 3.0).abs() < 0.01, "{late:?}");
    }
}
