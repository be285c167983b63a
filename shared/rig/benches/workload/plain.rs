//! The same crowd as one would write it first: bone by bone, key by key, with the library's
//! sines. It allocates nothing in a frame either, and looks no name up.

use super::{FRAME_S, N_FIGURES, PART};
use rig::{Affine, Animation, Channel, Inherit, Key, Seed, Skeleton, Solver, figure};

/// A bone's keys in one clip.
#[derive(Default)]
struct Tracks {
    position: Vec<Key<[f32; 2]>>,
    rotation: Vec<Key<[f32; 1]>>,
    scale: Vec<Key<[f32; 2]>>,
}

struct Clip {
    duration: f32,
    bones: Vec<Tracks>,
}

#[derive(Clone, Copy)]
struct Local {
    at: [f32; 2],
    degrees: f32,
    scale: [f32; 2],
}

pub(crate) struct Plain {
    skeleton: Skeleton,
    parents: Vec<Option<usize>>,
    legs: Vec<(usize, usize, usize, f32)>,
    clips: [Clip; 2],
    locals: Vec<Local>,
    pub(crate) world: Vec<Affine>,
    times: Vec<f32>,
    part: usize,
}

impl Plain {
    pub(crate) fn new() -> Self {
        let skeleton = figure::skeleton();
        let parent = |it: &rig::Bone| it.parent.as_ref().and_then(|name| skeleton.bone(name));
        let parents: Vec<Option<usize>> = skeleton.bones.iter().map(parent).collect();
        let clip = |name: &str| {
            let clip = skeleton.animations.iter().find(|it| it.name == name);
            sorted(clip.expect("a clip of ours"), &skeleton)
        };
        let clips = [clip("walk"), clip("run")];
        let legs = skeleton.ik.iter().filter(|it| it.weight > 0.0).map(|it| {
            let bone = |name: &String| skeleton.bone(name).expect("it was checked");
            let Solver::Limb { bend, .. } = it.solver else { panic!("legs are limbs") };
            (bone(&it.chain[0]), bone(&it.chain[1]), bone(&it.target), bend)
        });
        let legs = legs.collect();
        let mut seed = Seed::new(1);
        let rest = Local { at: [0.0; 2], degrees: 0.0, scale: [1.0; 2] };
        Self {
            locals: vec![rest; parents.len()],
            world: vec![Affine::IDENTITY; parents.len()],
            times: (0..N_FIGURES).map(|_| seed.between(0.0, 4.0)).collect(),
            legs,
            clips,
            part: 0,
            parents,
            skeleton,
        }
    }

    pub(crate) fn frame(&mut self) -> f32 {
        let mut sum = 0.0;
        self.part = (self.part + PART) % N_FIGURES;
        for figure in self.part..self.part + PART {
            self.times[figure] += FRAME_S;
            self.pose(self.times[figure]);
            sum += self.world.last().map_or(0.0, |it| it.tx);
        }
        sum / PART as f32
    }

    pub(crate) fn pose(&mut self, time: f32) {
        for (bone, local) in self.locals.iter_mut().enumerate() {
            let rest = &self.skeleton.bones[bone];
            *local = Local { at: rest.at, degrees: rest.rotation, scale: rest.scale };
            for clip in &self.clips {
                let (tracks, time) = (&clip.bones[bone], time % clip.duration);
                if let Some([x, y]) = sample(&tracks.position, time) {
                    local.at = [local.at[0] + 0.5 * x, local.at[1] + 0.5 * y];
                }
                if let Some([degrees]) = sample(&tracks.rotation, time) {
                    local.degrees += 0.5 * degrees;
                }
                if let Some([x, y]) = sample(&tracks.scale, time) {
                    local.scale[0] += rest.scale[0] * 0.5 * (x - 1.0);
                    local.scale[1] += rest.scale[1] * 0.5 * (y - 1.0);
                }
            }
        }
        (0..self.locals.len()).for_each(|bone| self.compose(bone));
        for leg in 0..self.legs.len() {
            self.reach(self.legs[leg]);
        }
    }

    fn compose(&mut self, bone: usize) {
        let local = self.locals[bone];
        let (sin, cos) = local.degrees.to_radians().sin_cos();
        let own = Affine::from_parts(local.at, [cos, sin], local.scale);
        let Some(parent) = self.parents[bone].map(|it| self.world[it]) else {
            self.world[bone] = own;
            return;
        };
        let [tx, ty] = parent.apply(local.at);
        let turned = match self.skeleton.bones[bone].inherit {
            Inherit::Normal => parent,
            Inherit::NoScale => {
                let [cos, sin] = parent.direction();
                Affine::from_parts([0.0; 2], [cos, sin], [1.0, 1.0])
            }
            Inherit::Translation => Affine::IDENTITY,
        };
        let own = turned.then_inner(&own);
        self.world[bone] = Affine { tx, ty, ..own };
    }

    /// Two bones by the law of cosines, with angles; then what hangs on them is composed again.
    fn reach(&mut self, (upper, lower, target, bend): (usize, usize, usize, f32)) {
        let [x, y] = self.world[target].origin();
        let root = self.world[upper].origin();
        let parent = self.parents[upper].map_or(0.0, |it| self.world[it].rotation());
        let (one, two) = (self.locals[lower].at, self.skeleton.bones[lower].tip);
        let (a, b) = (one[0].hypot(one[1]), two[0].hypot(two[1]));
        let (dx, dy) = (x - root[0], y - root[1]);
        let far = dx.hypot(dy).clamp((a - b).abs(), a + b);
        let knee = ((far * far - a * a - b * b) / (2.0 * a * b)).clamp(-1.0, 1.0).acos();
        let knee = knee.copysign(bend);
        let aim = dy.atan2(dx) - (b * knee.sin()).atan2(a + b * knee.cos());
        let rest = [one[1].atan2(one[0]), two[1].atan2(two[0])];
        self.locals[upper].degrees = (aim - rest[0]).to_degrees() - parent;
        self.locals[lower].degrees = (knee + rest[0] - rest[1]).to_degrees();
        for bone in upper..self.locals.len() {
            let below = self.parents[bone].is_some_and(|it| it == upper || it == lower);
            if bone == upper || below {
                self.compose(bone);
            }
        }
    }
}

fn sorted(animation: &Animation, skeleton: &Skeleton) -> Clip {
    let mut bones: Vec<Tracks> = skeleton.bones.iter().map(|_| Tracks::default()).collect();
    let at = |name: &String| skeleton.bone(name).expect("it was checked");
    for channel in &animation.channels {
        match channel {
            Channel::Position { bone, keys } => bones[at(bone)].position = keys.clone(),
            Channel::Rotation { bone, keys } => bones[at(bone)].rotation = keys.clone(),
            Channel::Scale { bone, keys } => bones[at(bone)].scale = keys.clone(),
            _ => {}
        }
    }
    Clip { duration: animation.duration, bones }
}

/// Catmull-Rom through the keys of a loop whose last key repeats the first.
fn sample<const N: usize>(keys: &[Key<[f32; N]>], time: f32) -> Option<[f32; N]> {
    let n = keys.len();
    if n < 2 {
        return keys.first().map(|it| it.value);
    }
    let to = keys.partition_point(|it| it.time <= time).clamp(1, n - 1);
    let (one, two) = (&keys[to - 1], &keys[to]);
    let before = if to >= 2 { &keys[to - 2] } else { &keys[n - 2] };
    let after = if to + 1 < n { &keys[to + 1] } else { &keys[1] };
    let u = (time - one.time) / (two.time - one.time);
    let mut value = [0.0; N];
    for (k, value) in value.iter_mut().enumerate() {
        let [p0, p1, p2, p3] = [before, one, two, after].map(|it| it.value[k]);
        let (cube, square) = (3.0 * p1 - p0 - 3.0 * p2 + p3, 2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3);
        *value = 0.5 * (2.0 * p1 + u * (p2 - p0 + u * (square + u * cube)));
    }
    Some(value)
}
