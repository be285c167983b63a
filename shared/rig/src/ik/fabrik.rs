//! Forward and backward reaching.

use super::Chain;
use super::chain::CHAIN_MAX;
use crate::affine::unit;

impl Chain {
    /// One round: the end is put on the target and the joints follow; then the root is put back
    /// and the joints follow again.
    pub(super) fn fabrik(&mut self, target: [f32; 2]) {
        let n = self.n_bones;
        let mut joints = [[0.0_f32; 2]; CHAIN_MAX + 1];
        for bone in 0..n {
            let ([x, y], length) = (self.directions[bone], self.lengths[bone]);
            joints[bone + 1] = [joints[bone][0] + x * length, joints[bone][1] + y * length];
        }
        joints[n] = target;
        for bone in (0..n).rev() {
            let (to, from) = (joints[bone + 1], joints[bone]);
            let back = unit([from[0] - to[0], from[1] - to[1]]);
            let length = self.lengths[bone];
            joints[bone] = [to[0] + back[0] * length, to[1] + back[1] * length];
        }
        joints[0] = [0.0, 0.0];
        for bone in 0..n {
            let (from, to) = (joints[bone], joints[bone + 1]);
            self.directions[bone] = unit([to[0] - from[0], to[1] - from[1]]);
            // Each bone is held to its limit before the next one hangs on it.
            self.clamp_one(bone);
            let ([x, y], length) = (self.directions[bone], self.lengths[bone]);
            joints[bone + 1] = [from[0] + x * length, from[1] + y * length];
        }
    }
}
