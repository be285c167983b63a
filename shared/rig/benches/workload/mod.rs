//! What is measured, natively and in WebAssembly alike: a crowd of standard figures between walk
//! and run, legs on their targets, and a mesh with four bones a vertex.

pub(crate) mod plain;

use rig::{Inputs, Layer, Palette, Pose, Priority, Rig, Seed, Skeleton, figure};

/// How many figures.
pub(crate) const N_FIGURES: usize = 5_000;
/// How many of them are posed in one go.
pub(crate) const PART: usize = 500;
const PARTS: usize = N_FIGURES / PART;
/// How many vertices.
pub(crate) const N_VERTICES: usize = 50_000;
/// Seconds between two frames.
pub(crate) const FRAME_S: f32 = 1.0 / 60.0;

/// The clips between which everybody is.
pub(crate) const CLIPS: [&str; 2] = ["walk", "run"];

/// Two clips of equal say, each figure at a time of its own.
pub(crate) struct Crowd {
    pub(crate) rig: Rig,
    pose: Pose,
    layers: Vec<[Layer; 2]>,
    part: usize,
}

impl Crowd {
    pub(crate) fn new() -> Self {
        Self::of(&figure::skeleton())
    }

    pub(crate) fn of(skeleton: &Skeleton) -> Self {
        let rig = Rig::new(skeleton).expect("the figure is whole");
        let clips = CLIPS.map(|name| rig.clip(name).expect("a clip of ours"));
        let mut seed = Seed::new(1);
        let layers = (0..N_FIGURES).map(|_| {
            let time = seed.between(0.0, 4.0);
            let priority = Priority::Movement;
            clips.map(|clip| Layer { weight: 0.5, priority, ..Layer::new(clip, time) })
        });
        Self { pose: Pose::new(&rig), layers: layers.collect(), rig, part: 0 }
    }

    /// How many bones one call of [`Crowd::frame`] poses.
    pub(crate) fn n_bones(&self) -> usize {
        self.rig.n_bones() * PART
    }

    /// A tenth of a frame of all figures: short enough that a busy machine lets it through whole.
    /// Gives where each figure's last bone is, summed up, so that nothing can be left out.
    pub(crate) fn frame(&mut self) -> f32 {
        let mut sum = 0.0;
        self.part = (self.part + 1) % PARTS;
        for layers in self.layers.iter_mut().skip(self.part * PART).take(PART) {
            layers.iter_mut().for_each(|it| it.time += FRAME_S);
            self.pose.evaluate(&self.rig, layers, Inputs::default());
            sum += self.pose.world().last().map_or(0.0, |it| it.tx);
        }
        sum / PART as f32
    }

    /// The matrices of one figure at a time, to compare with the plain way.
    pub(crate) fn world(&mut self, time: f32) -> Vec<rig::Affine> {
        let mut layers = self.layers[0];
        layers.iter_mut().for_each(|it| it.time = time);
        self.pose.evaluate(&self.rig, &mut layers, Inputs::default());
        self.pose.world().to_vec()
    }
}

/// When the figure is taken that moves the mesh, in seconds.
pub(crate) const CLOTH_S: f32 = 0.3;

/// A mesh with four bones a vertex.
pub(crate) struct Cloth {
    palette: Vec<Palette>,
    pub(crate) bones: Vec<[u16; 4]>,
    pub(crate) weights: Vec<[f32; 4]>,
    pub(crate) rest: Vec<[f32; 2]>,
    pub(crate) moved: Vec<[f32; 2]>,
}

impl Cloth {
    pub(crate) fn new(crowd: &mut Crowd) -> Self {
        crowd.world(CLOTH_S);
        let palette = crowd.pose.palette(&crowd.rig).to_vec();
        let mut seed = Seed::new(2);
        let n_bones = palette.len() as f32;
        // Vertices of one part of a mesh hang on bones near each other.
        let bones = (0..N_VERTICES).map(|k| {
            let first = (k / 64) as f32 % (n_bones - 4.0);
            [0, 1, 2, 3].map(|n| first as u16 + n)
        });
        let weights = (0..N_VERTICES).map(|_| {
            let raw = [0, 1, 2, 3].map(|_| seed.between(0.1, 1.0));
            raw.map(|it| it / raw.iter().sum::<f32>())
        });
        let (bones, weights) = (bones.collect(), weights.collect());
        let rest: Vec<[f32; 2]> =
            (0..N_VERTICES).map(|k| [k as f32 % 1024.0, k as f32 / 1024.0]).collect();
        Self { palette, bones, weights, moved: rest.clone(), rest }
    }

    pub(crate) fn frame(&mut self) -> f32 {
        self.moved.copy_from_slice(&self.rest);
        rig::skin(&self.palette, &self.bones, &self.weights, 4, &mut self.moved);
        self.moved[N_VERTICES / 2][0]
    }
}
