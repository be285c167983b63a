//! The one evaluator: clips, parameters, solvers and springs to matrices and vertices.

use crate::affine::Affine;
use crate::binding::Amounts;
use crate::clip::held;
use crate::compose::{Locals, Work, compose};
use crate::dress::Dress;
use crate::limb;
use crate::mix::{Layer, Mixer};
use crate::rig::Rig;
use crate::skin::{Palette, Skinned, palette_entry, skin};
use crate::strand::{self, Springs};
use crate::warp::Look;

/// What a slot shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SlotState {
    /// Which of the rig's attachments; see [`Pose::attachment`].
    pub attachment: Option<usize>,
    /// Red, green, blue and alpha that multiply, not premultiplied.
    pub colour: [f32; 4],
}

/// What clips say of a parameter: the sum of value times weight, and the sum of weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClipValue {
    /// Clips of [`crate::Priority::Idle`].
    pub idle: [f32; 2],
    /// All others.
    pub asked: [f32; 2],
}

/// What comes from outside of the clips.
#[derive(Default)]
pub struct Inputs<'a> {
    /// A value for every parameter, in the rig's order; those at rest if the list is empty.
    pub parameters: &'a [f32],
    /// Places that IK constraints reach for instead of their target bones, in canvas units.
    pub reach: &'a [(usize, [f32; 2])],
    /// Springs, and the seconds since the last frame.
    pub springs: Option<(&'a mut Springs, f32)>,
}

/// A rig at a moment, and the scratch to find it. Made once; nothing is allocated after that.
#[derive(Clone, Debug)]
pub struct Pose {
    mixer: Mixer,
    locals: Locals,
    world: Vec<Affine>,
    turns: Vec<[f32; 2]>,
    palette: Vec<Palette>,
    parameters: Vec<f32>,
    amounts: Amounts,
    alphas: Vec<f32>,
    /// Looks that clips show instead of the dress: the share of the clip, and the look.
    shown: Vec<Option<(f32, Option<usize>)>>,
    /// Whether a clip had a say about looks or order.
    is_switched: bool,
    slots: Vec<SlotState>,
    order: Vec<u16>,
    rest_order: Vec<u16>,
    looks: Vec<Option<Look>>,
}

impl Pose {
    /// The rig at rest.
    pub fn new(rig: &Rig) -> Self {
        let n_slots = rig.slots.len();
        let rest_order: Vec<u16> = (0..n_slots as u16).collect();
        let mut pose = Self {
            mixer: Mixer::new(rig),
            locals: Locals::new(rig.index.space.bone_lanes()),
            world: rig.rest_world.clone(),
            turns: vec![[1.0, 0.0]; rig.n_bones()],
            palette: vec![[0.0; 8]; rig.n_bones()],
            parameters: rig.parameters.iter().map(|it| it.rest).collect(),
            amounts: Amounts::new(&rig.bound),
            alphas: vec![1.0; n_slots],
            shown: vec![None; n_slots],
            is_switched: false,
            slots: vec![SlotState::default(); n_slots],
            order: rest_order.clone(),
            rest_order,
            looks: vec![None; rig.warps.len()],
        };
        pose.evaluate(rig, &mut [], Inputs::default());
        pose
    }

    /// The whole way: mixes the clips, takes the parameters that clips move, and settles.
    ///
    /// # Panics
    /// If there are parameters, but not as many as the rig has.
    pub fn evaluate(&mut self, rig: &Rig, layers: &mut [Layer], inputs: Inputs) {
        self.mix(rig, layers);
        let given = inputs.parameters;
        let given = if given.is_empty() { &rig.parameters_at_rest[..] } else { given };
        assert_eq!(given.len(), self.parameters.len(), "a value for every parameter");
        let space = &rig.index.space;
        let said = &self.mixer.values[space.parameter(0)..];
        let left = &self.mixer.left[space.parameter_owner(0)..];
        let told = given.iter().zip(said).zip(left);
        for (value, ((given, said), left)) in self.parameters.iter_mut().zip(told) {
            *value = given * left + said;
        }
        self.settle(rig, inputs);
    }

    /// The first half: adds up the clips. [`Pose::clip_parameter`] says afterwards what they make
    /// of the parameters; then comes [`Pose::pose`].
    pub fn mix(&mut self, rig: &Rig, layers: &mut [Layer]) {
        self.mixer.mix(rig, layers);
        self.switch(rig, layers);
    }

    /// What the clips say of a parameter.
    pub fn clip_parameter(&self, rig: &Rig, parameter: usize) -> ClipValue {
        self.mixer.clip_value(&rig.index.space, parameter)
    }

    /// The second half: parameters as they are given, then bones, solvers, springs and slots.
    ///
    /// # Panics
    /// If there are parameters, but not as many as the rig has.
    pub fn pose(&mut self, rig: &Rig, inputs: Inputs) {
        self.parameters.copy_from_slice(inputs.parameters);
        self.settle(rig, inputs);
    }

    fn settle(&mut self, rig: &Rig, inputs: Inputs) {
        let values = &mut self.mixer.values;
        self.amounts.apply(&rig.bound, &self.parameters, values, &mut self.alphas);
        self.locals.fill(&rig.rest, values);
        self.compose(rig, inputs);
        for (look, warp) in self.looks.iter_mut().zip(&rig.warps) {
            *look = warp.look(self.parameters[warp.yaw], self.parameters[warp.pitch]);
        }
        self.colour(rig);
    }

    fn compose(&mut self, rig: &Rig, inputs: Inputs) {
        let (mut springs, seconds) = match inputs.springs {
            Some((springs, seconds)) => (Some(springs), seconds),
            None => (None, 0.0),
        };
        let time = springs.as_mut().map(|it| it.begin(seconds));
        let mut done = 0;
        for step in &rig.steps {
            // What has nothing to do need not have the bones before it composed.
            let weight = match step.work {
                Work::Limb(at) => rig.limbs[at].weight + self.mixer.values[rig.index.space.ik(at)],
                Work::Strand(_) => f32::from(u8::from(springs.is_some())),
            };
            if weight <= 0.0 {
                continue;
            }
            let (world, turns) = (&mut self.world, &mut self.turns);
            compose(&rig.joints, &self.locals, world, turns, done..step.bone);
            let composed = (&self.world[..], &self.turns[..]);
            done = step.bone;
            let (joints, locals) = (&rig.joints, &mut self.locals);
            match step.work {
                Work::Limb(at) => {
                    let limb = &rig.limbs[at];
                    let given = inputs.reach.iter().find(|(ik, _)| *ik == at);
                    let target = self.world[usize::from(limb.target)].origin();
                    let target = given.map_or(target, |it| it.1);
                    limb::reach(limb, joints, locals, composed, target, weight.min(1.0));
                }
                Work::Strand(at) => {
                    let (Some(springs), Some(time)) = (springs.as_mut(), time) else { continue };
                    let strand = &rig.strands[at];
                    strand::drive(strand, at, springs, time, joints, locals, composed);
                }
            }
        }
        let (world, turns) = (&mut self.world, &mut self.turns);
        compose(&rig.joints, &self.locals, world, turns, done..rig.n_bones());
    }

    /// What changes at once: for each slot the clip with the most say, if it has at least half.
    fn switch(&mut self, rig: &Rig, layers: &[Layer]) {
        if self.is_switched {
            self.shown.fill(None);
            self.order.copy_from_slice(&self.rest_order);
        }
        self.is_switched = false;
        let space = &rig.index.space;
        for (place, layer) in layers.iter().take(crate::mix::LAYERS_MAX).enumerate() {
            let clip = &rig.clips[usize::from(layer.clip.0)];
            if clip.shows.is_empty() && clip.orders.is_empty() {
                continue;
            }
            self.is_switched = true;
            let time = clip.local_time(layer.time);
            for (slot, switches) in &clip.shows {
                let share = self.mixer.share(rig, layers, place, space.slot_owner(*slot));
                let more = self.shown[*slot].is_none_or(|(most, _)| share > most);
                if let Some(look) = held(switches, time)
                    && share >= 0.5
                    && more
                {
                    self.shown[*slot] = Some((share, *look));
                }
            }
            if let Some(order) = held(&clip.orders, time)
                && layer.weight >= 0.5
            {
                self.order.copy_from_slice(order);
            }
        }
    }

    fn colour(&mut self, rig: &Rig) {
        let first = rig.index.space.colour(0);
        let values = self.mixer.values[first..].chunks_exact(4);
        let slots = self.slots.iter_mut().zip(&rig.slots).zip(values).zip(&self.alphas);
        for (((state, slot), added), alpha) in slots {
            for ((colour, rest), added) in state.colour.iter_mut().zip(slot.colour).zip(added) {
                *colour = rest + added;
            }
            state.colour[3] *= alpha;
        }
    }

    /// Chooses what each slot shows: what clips say, or else what is worn. Called after the pose
    /// is found, and again whenever the dress changes.
    pub fn dress(&mut self, dress: &Dress) {
        for (slot, state) in self.slots.iter_mut().enumerate() {
            let look = self.shown[slot].map_or_else(|| dress.look(slot), |it| it.1);
            state.attachment = look.and_then(|it| dress.attachment(it));
        }
    }

    /// The bones' matrices, to canvas units.
    pub fn world(&self) -> &[Affine] {
        &self.world
    }

    /// The parameters as they took effect.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// What the slots show, in the rig's order.
    pub fn slots(&self) -> &[SlotState] {
        &self.slots
    }

    /// The slots from back to front.
    pub fn draw_order(&self) -> &[u16] {
        &self.order
    }

    /// The turn of each warp, in the rig's order.
    pub fn looks(&self) -> &[Option<Look>] {
        &self.looks
    }

    /// How much of a named shape is taken.
    pub fn deform(&self, rig: &Rig, slot: &str, name: &str) -> Option<f32> {
        let at = rig.index.deform(slot, name)?;
        Some(self.mixer.values[rig.index.space.deform(at)])
    }

    /// What moves vertices from rest to now, bone by bone. Found anew at every call.
    pub fn palette(&mut self, rig: &Rig) -> &[Palette] {
        let matrices = self.world.iter().zip(&rig.rest_inverse);
        for (entry, (world, inverse)) in self.palette.iter_mut().zip(matrices) {
            *entry = palette_entry(world, inverse);
        }
        &self.palette
    }

    /// The attachment that a slot shows.
    pub fn attachment<'a>(&self, rig: &'a Rig, slot: usize) -> Option<&'a Skinned> {
        self.slots.get(slot)?.attachment.map(|it| &rig.attachments[it])
    }

    /// The vertices of what a slot shows before bones carry them: shapes and turns applied, in
    /// canvas units at rest. For those who leave the bones to a graphics card.
    pub fn shaped(&self, rig: &Rig, slot: usize, out: &mut Vec<[f32; 2]>) {
        out.clear();
        let Some(attachment) = self.attachment(rig, slot) else { return };
        attachment.shape(&self.mixer.values, &rig.warps, &self.looks, out);
    }

    /// The vertices of what a slot shows, in canvas units, after shapes, turns and bones. Uses
    /// the matrices of the last call of [`Pose::palette`].
    pub fn vertices(&self, rig: &Rig, slot: usize, out: &mut Vec<[f32; 2]>) {
        out.clear();
        let Some(attachment) = self.attachment(rig, slot) else { return };
        attachment.shape(&self.mixer.values, &rig.warps, &self.looks, out);
        let (bones, weights) = (&attachment.bones, &attachment.weights);
        skin(&self.palette, bones, weights, attachment.n_influences, out);
    }
}
