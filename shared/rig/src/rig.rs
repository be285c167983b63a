//! A skeleton compiled: indices instead of names, rows instead of trees.

use crate::affine::Affine;
use crate::animation::Animation;
use crate::attachment::{Attachment, DEFAULT_SKIN};
use crate::binding::{Bound, bind};
use crate::check::check;
use crate::clip::Clip;
use crate::compose::{Joint, Step, rest_world, steps};
use crate::limb::{Limb, limbs};
use crate::parameter::Parameter;
use crate::refusal::Refusal;
use crate::skeleton::{Blend, Skeleton};
use crate::skin::{Skinned, skinned};
use crate::space::{PARTS, Part, Space};
use crate::strand::{Strand, strands};
use std::collections::BTreeMap;

/// Which clip of a rig; the first one by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClipId(pub(crate) u16);

/// Where names are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(crate) space: Space,
    bones: BTreeMap<String, usize>,
    slots: BTreeMap<String, usize>,
    parameters: BTreeMap<String, usize>,
    ik: BTreeMap<String, usize>,
    deforms: BTreeMap<(String, String), usize>,
    looks: BTreeMap<(usize, String), usize>,
    pub(crate) slot_colours: Vec<[f32; 4]>,
    pub(crate) ik_weights: Vec<f32>,
}

impl Index {
    pub(crate) fn bone(&self, name: &str) -> Option<usize> {
        self.bones.get(name).copied()
    }
    pub(crate) fn slot(&self, name: &str) -> Option<usize> {
        self.slots.get(name).copied()
    }
    pub(crate) fn parameter(&self, id: &str) -> Option<usize> {
        self.parameters.get(id).copied()
    }
    pub(crate) fn ik(&self, name: &str) -> Option<usize> {
        self.ik.get(name).copied()
    }
    pub(crate) fn deform(&self, slot: &str, name: &str) -> Option<usize> {
        self.deforms.get(&(slot.to_owned(), name.to_owned())).copied()
    }
    pub(crate) fn look(&self, slot: usize, name: &str) -> Option<usize> {
        self.looks.get(&(slot, name.to_owned())).copied()
    }

    fn of(skeleton: &Skeleton) -> Self {
        fn places<'a>(names: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
            names.cloned().enumerate().map(|(at, name)| (name, at)).collect()
        }
        let slots = places(skeleton.slots.iter().map(|it| &it.name));
        let (mut deforms, mut looks) = (BTreeMap::new(), BTreeMap::new());
        for (slot, by_name) in skeleton.skins.values().flatten() {
            let Some(&at) = slots.get(slot) else { continue };
            for (name, attachment) in by_name {
                let next = looks.len();
                looks.entry((at, name.clone())).or_insert(next);
                let Attachment::Mesh(mesh) = attachment else { continue };
                for deform in mesh.deforms.keys() {
                    let next = deforms.len();
                    deforms.entry((slot.clone(), deform.clone())).or_insert(next);
                }
            }
        }
        let space = Space {
            n_bones: skeleton.bones.len(),
            n_slots: skeleton.slots.len(),
            n_deforms: deforms.len(),
            n_parameters: skeleton.parameters.len(),
            n_ik: skeleton.ik.len(),
        };
        Self {
            space,
            bones: places(skeleton.bones.iter().map(|it| &it.name)),
            slots,
            parameters: places(skeleton.parameters.iter().map(|it| &it.id)),
            ik: places(skeleton.ik.iter().map(|it| &it.name)),
            deforms,
            looks,
            slot_colours: skeleton.slots.iter().map(|it| it.colour).collect(),
            ik_weights: skeleton.ik.iter().map(|it| it.weight).collect(),
        }
    }
}

/// A slot, compiled.
#[derive(Clone, Debug)]
pub struct SlotPlan {
    /// Its name.
    pub name: String,
    /// Which bone carries it.
    pub bone: usize,
    /// How it meets what is behind it.
    pub blend: Blend,
    /// What multiplies it at rest.
    pub colour: [f32; 4],
    /// Which look it shows at rest.
    pub(crate) look: Option<usize>,
}

/// A rig, ready to be posed. It never changes; what changes is in [`crate::Pose`],
/// [`crate::Springs`] and [`crate::Player`].
#[derive(Clone, Debug)]
pub struct Rig {
    pub(crate) index: Index,
    pub(crate) names: Vec<String>,
    /// Values at rest, in the order of the space, of the bones' parts alone.
    pub(crate) rest: Vec<f32>,
    pub(crate) joints: Vec<Joint>,
    pub(crate) steps: Vec<Step>,
    pub(crate) rest_world: Vec<Affine>,
    pub(crate) rest_inverse: Vec<Affine>,
    pub(crate) limbs: Vec<Limb>,
    pub(crate) strands: Vec<Strand>,
    pub(crate) slots: Vec<SlotPlan>,
    pub(crate) bound: Vec<Bound>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) parameters_at_rest: Vec<f32>,
    pub(crate) clips: Vec<Clip>,
    clip_names: Vec<String>,
    pub(crate) attachments: Vec<Skinned>,
    /// By skin: which attachment a look stands for.
    pub(crate) skins: BTreeMap<String, Vec<Option<usize>>>,
    pub(crate) library: crate::library::Library,
    pub(crate) warps: Vec<crate::warp::Turn>,
}

impl Rig {
    /// Checks a skeleton and compiles it.
    ///
    /// # Errors
    /// The skeleton cannot be posed.
    pub fn new(skeleton: &Skeleton) -> Result<Self, Refusal> {
        check(skeleton)?;
        let index = Index::of(skeleton);
        let space = index.space;
        let mut rest = vec![0.0; PARTS * space.bone_lanes()];
        for (at, bone) in skeleton.bones.iter().enumerate() {
            let values = [bone.at[0], bone.at[1], bone.rotation, bone.scale[0], bone.scale[1]];
            let parts = [Part::X, Part::Y, Part::Rotation, Part::ScaleX, Part::ScaleY];
            for (part, value) in parts.into_iter().zip(values) {
                rest[space.bone(part, at)] = value;
            }
        }
        let joints: Vec<Joint> = skeleton.bones.iter().map(|it| Joint::of(it, &index)).collect();
        let rest_world = rest_world(&joints, &rest);
        let rest_inverse: Vec<Affine> = rest_world.iter().map(Affine::inverse).collect();
        let limbs = limbs(skeleton, &index);
        let strands = strands(skeleton, &index, &rest_world);
        let slots = skeleton.slots.iter().enumerate().map(|(at, slot)| SlotPlan {
            name: slot.name.clone(),
            bone: index.bone(&slot.bone).unwrap_or(0),
            blend: slot.blend,
            colour: slot.colour,
            look: slot.attachment.as_ref().and_then(|it| index.look(at, it)),
        });
        let (attachments, skins) = attachments(skeleton, &index);
        Ok(Self {
            steps: steps(&limbs, &strands),
            names: skeleton.bones.iter().map(|it| it.name.clone()).collect(),
            rest,
            joints,
            rest_world,
            rest_inverse,
            limbs,
            strands,
            slots: slots.collect(),
            bound: bind(skeleton, &index),
            parameters: skeleton.parameters.clone(),
            parameters_at_rest: skeleton.parameters.iter().map(|it| it.rest).collect(),
            clips: skeleton.animations.iter().map(|it| Clip::new(it, &index)).collect(),
            clip_names: skeleton.animations.iter().map(|it| it.name.clone()).collect(),
            attachments,
            skins,
            library: skeleton.library.clone(),
            warps: skeleton.warps.iter().map(|it| crate::warp::Turn::of(it, &index)).collect(),
            index,
        })
    }

    /// How many bones there are.
    pub fn n_bones(&self) -> usize {
        self.names.len()
    }

    /// The place of a bone.
    pub fn bone(&self, name: &str) -> Option<usize> {
        self.index.bone(name)
    }

    /// The names of the bones, in order.
    pub fn bone_names(&self) -> &[String] {
        &self.names
    }

    /// Which bone carries a bone.
    pub fn parent(&self, bone: usize) -> Option<usize> {
        self.joints.get(bone).and_then(|it| it.parent())
    }

    /// Where a bone ends, in its own frame.
    pub fn tip(&self, bone: usize) -> [f32; 2] {
        self.joints.get(bone).map_or([0.0; 2], |it| it.tip)
    }

    /// The matrices of the bones at rest.
    pub fn rest_world(&self) -> &[Affine] {
        &self.rest_world
    }

    /// The slots in their order at rest.
    pub fn slots(&self) -> &[SlotPlan] {
        &self.slots
    }

    /// The place of a slot.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.index.slot(name)
    }

    /// Everything that slots can show, in the order of [`crate::SlotState::attachment`].
    pub fn attachments(&self) -> &[Skinned] {
        &self.attachments
    }

    /// The parameters, in order.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The place of a parameter.
    pub fn parameter(&self, id: &str) -> Option<usize> {
        self.index.parameter(id)
    }

    /// The place of an IK constraint.
    pub fn ik(&self, name: &str) -> Option<usize> {
        self.index.ik(name)
    }

    /// A clip by name.
    pub fn clip(&self, name: &str) -> Option<ClipId> {
        self.clip_names.iter().position(|it| it == name).map(|it| ClipId(it as u16))
    }

    /// The names of all clips, in order.
    pub fn clip_names(&self) -> &[String] {
        &self.clip_names
    }

    /// The name of a clip.
    pub fn clip_name(&self, clip: ClipId) -> &str {
        &self.clip_names[usize::from(clip.0)]
    }

    /// Seconds that a clip takes.
    pub fn duration(&self, clip: ClipId) -> f32 {
        self.clips[usize::from(clip.0)].duration
    }

    /// Whether a clip starts again at its end.
    pub fn is_looping(&self, clip: ClipId) -> bool {
        self.clips[usize::from(clip.0)].looping
    }

    /// What a clip tells, with the time in seconds.
    pub fn events(&self, clip: ClipId) -> &[(f32, String)] {
        &self.clips[usize::from(clip.0)].events
    }

    /// How many bytes the compiled clips take.
    pub fn clip_bytes(&self) -> usize {
        self.clips.iter().map(Clip::n_bytes).sum()
    }

    /// Compiles one more clip, or one in the place of another with its name: an editor's preview.
    ///
    /// # Errors
    /// The clip names what is not there, or its keys are broken.
    pub fn set_clip(
        &mut self,
        skeleton: &Skeleton,
        animation: &Animation,
    ) -> Result<ClipId, Refusal> {
        let alone = Skeleton { animations: vec![animation.clone()], ..skeleton.clone() };
        check(&alone)?;
        let clip = Clip::new(animation, &self.index);
        match self.clip(&animation.name) {
            Some(id) => {
                self.clips[usize::from(id.0)] = clip;
                Ok(id)
            }
            None => {
                self.clips.push(clip);
                self.clip_names.push(animation.name.clone());
                Ok(ClipId(self.clips.len() as u16 - 1))
            }
        }
    }
}

type Skins = BTreeMap<String, Vec<Option<usize>>>;

/// Every attachment once, and for each skin what each look stands for, with the default skin
/// standing in.
fn attachments(skeleton: &Skeleton, index: &Index) -> (Vec<Skinned>, Skins) {
    let mut all = Vec::new();
    let mut skins = Skins::new();
    for (name, by_slot) in &skeleton.skins {
        let mut looks = vec![None; index.looks.len()];
        for (slot, by_name) in by_slot {
            let Some(slot) = index.slot(slot) else { continue };
            for (name, attachment) in by_name {
                if let Some(look) = index.look(slot, name) {
                    looks[look] = Some(all.len());
                    all.push(skinned(name, slot, attachment, skeleton, index));
                }
            }
        }
        skins.insert(name.clone(), looks);
    }
    let default = skins.entry(DEFAULT_SKIN.to_owned()).or_default().clone();
    for looks in skins.values_mut() {
        for (look, stands_in) in looks.iter_mut().zip(&default) {
            *look = look.or(*stands_in);
        }
    }
    (all, skins)
}
