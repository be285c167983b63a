//! Whether a skeleton can be posed: names, numbers, chains, weights. All or nothing.

mod channels;
mod meshes;

use crate::constraint::{Ik, Solver, Spring};
use crate::parameter::Effect;
use crate::refusal::Refusal;
use crate::skeleton::Skeleton;
use std::collections::BTreeSet;

/// The most bones of a rig.
pub const BONES_MAX: usize = 1024;
/// The most slots of a rig.
pub const SLOTS_MAX: usize = 1024;
/// The most vertices of a mesh.
pub const VERTICES_MAX: usize = 16_384;
/// The most keys of a channel.
pub const KEYS_MAX: usize = 4_096;
/// The most of anything else that has a name.
pub const NAMED_MAX: usize = 1_024;
/// The longest clip, in seconds.
pub const DURATION_MAX: f32 = 600.0;

/// Refuses a skeleton that cannot be posed.
///
/// # Errors
/// The first thing that is wrong.
pub(crate) fn check(skeleton: &Skeleton) -> Result<(), Refusal> {
    bones(skeleton)?;
    slots(skeleton)?;
    let names = Names::of(skeleton);
    for ik in &skeleton.ik {
        limb(skeleton, ik)?;
    }
    for spring in &skeleton.springs {
        strand(skeleton, spring)?;
    }
    parameters(skeleton, &names)?;
    meshes::check(skeleton, &names)?;
    channels::check(skeleton, &names)?;
    library(skeleton, &names)
}

/// Every name that others may use.
struct Names<'a> {
    bones: BTreeSet<&'a str>,
    slots: BTreeSet<&'a str>,
    parameters: BTreeSet<&'a str>,
    warps: BTreeSet<&'a str>,
    ik: BTreeSet<&'a str>,
    attachments: BTreeSet<(&'a str, &'a str)>,
    deforms: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    fn of(skeleton: &'a Skeleton) -> Self {
        let mut attachments = BTreeSet::new();
        let mut deforms = BTreeSet::new();
        for (slot, by_name) in skeleton.skins.values().flatten() {
            for (name, attachment) in by_name {
                attachments.insert((slot.as_str(), name.as_str()));
                if let crate::Attachment::Mesh(mesh) = attachment {
                    deforms.extend(mesh.deforms.keys().map(|it| (slot.as_str(), it.as_str())));
                }
            }
        }
        Self {
            bones: skeleton.bones.iter().map(|it| it.name.as_str()).collect(),
            slots: skeleton.slots.iter().map(|it| it.name.as_str()).collect(),
            parameters: skeleton.parameters.iter().map(|it| it.id.as_str()).collect(),
            warps: skeleton.warps.iter().map(|it| it.name.as_str()).collect(),
            ik: skeleton.ik.iter().map(|it| it.name.as_str()).collect(),
            attachments,
            deforms,
        }
    }

    fn slot(&self, name: &str, place: &str) -> Result<(), Refusal> {
        known(&self.slots, "slot", name, place)
    }

    fn attachment(&self, slot: &str, name: &str, place: &str) -> Result<(), Refusal> {
        self.slot(slot, place)?;
        if self.attachments.contains(&(slot, name)) {
            return Ok(());
        }
        Err(unknown("attachment", name, place))
    }

    fn deform(&self, slot: &str, name: &str, place: &str) -> Result<(), Refusal> {
        self.slot(slot, place)?;
        if self.deforms.contains(&(slot, name)) {
            return Ok(());
        }
        Err(unknown("shape", name, place))
    }
}

fn known(
    names: &BTreeSet<&str>,
    kind: &'static str,
    name: &str,
    place: &str,
) -> Result<(), Refusal> {
    if names.contains(name) { Ok(()) } else { Err(unknown(kind, name, place)) }
}

fn unknown(kind: &'static str, name: &str, place: &str) -> Refusal {
    Refusal::NameUnknown { kind, name: name.to_owned(), place: place.to_owned() }
}

fn finite(values: &[f32], place: impl Fn() -> String) -> Result<(), Refusal> {
    if values.iter().all(|it| it.is_finite()) {
        return Ok(());
    }
    Err(Refusal::NotFinite { place: place() })
}

fn within(holds: bool, place: impl Fn() -> String) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::OutOfRange { place: place() }) }
}

fn at_most(count: usize, most: usize, what: &'static str) -> Result<(), Refusal> {
    if count <= most { Ok(()) } else { Err(Refusal::TooMany { what, most }) }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>, kind: &'static str) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() || !seen.insert(name) {
            return Err(Refusal::NameTaken { kind, name: name.to_owned() });
        }
    }
    Ok(())
}

fn bones(skeleton: &Skeleton) -> Result<(), Refusal> {
    if skeleton.bones.is_empty() {
        return Err(Refusal::Empty);
    }
    at_most(skeleton.bones.len(), BONES_MAX, "bones")?;
    distinct(skeleton.bones.iter().map(|it| it.name.as_str()), "bones")?;
    for bone in &skeleton.bones {
        let place = || format!("the bone “{}”", bone.name);
        finite(&[bone.rotation], place)?;
        finite(&[bone.at, bone.scale, bone.tip].concat(), place)?;
        if let Some(parent) = &bone.parent
            && skeleton.bone(parent).is_none()
        {
            return Err(unknown("bone", parent, &place()));
        }
    }
    for bone in &skeleton.bones {
        carried_by_itself(skeleton, &bone.name)?;
    }
    for (index, bone) in skeleton.bones.iter().enumerate() {
        let parent = bone.parent.as_ref().and_then(|it| skeleton.bone(it));
        let in_order = parent.map_or(index == 0, |parent| parent < index);
        if !in_order {
            return Err(Refusal::BoneOrder(bone.name.clone()));
        }
    }
    Ok(())
}

fn carried_by_itself(skeleton: &Skeleton, name: &str) -> Result<(), Refusal> {
    let mut at = skeleton.bone(name);
    for _ in 0..=skeleton.bones.len() {
        let parent = at.and_then(|it| skeleton.bones[it].parent.as_ref());
        let Some(parent) = parent else { return Ok(()) };
        at = skeleton.bone(parent);
    }
    Err(Refusal::Cycle(name.to_owned()))
}

fn slots(skeleton: &Skeleton) -> Result<(), Refusal> {
    at_most(skeleton.slots.len(), SLOTS_MAX, "slots")?;
    distinct(skeleton.slots.iter().map(|it| it.name.as_str()), "slots")?;
    let names = Names::of(skeleton);
    for slot in &skeleton.slots {
        let place = format!("the slot “{}”", slot.name);
        known(&names.bones, "bone", &slot.bone, &place)?;
        finite(&slot.colour, || place.clone())?;
        if let Some(attachment) = &slot.attachment {
            names.attachment(&slot.name, attachment, &place)?;
        }
    }
    Ok(())
}

/// The places of a chain's bones, which must carry one another.
fn chain(skeleton: &Skeleton, names: &[String], place: &str) -> Result<Vec<usize>, Refusal> {
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        let at = skeleton.bone(name).ok_or_else(|| unknown("bone", name, place))?;
        let parent = skeleton.bones[at].parent.as_deref();
        let follows = places
            .last()
            .is_none_or(|last: &usize| Some(skeleton.bones[*last].name.as_str()) == parent);
        if !follows {
            return Err(Refusal::Chain(place.to_owned()));
        }
        places.push(at);
    }
    Ok(places)
}

fn limb(skeleton: &Skeleton, ik: &Ik) -> Result<(), Refusal> {
    distinct(skeleton.ik.iter().map(|it| it.name.as_str()), "constraints")?;
    at_most(skeleton.ik.len(), NAMED_MAX, "constraints")?;
    let place = format!("the constraint “{}”", ik.name);
    let places = chain(skeleton, &ik.chain, &place)?;
    let fits = match ik.solver {
        Solver::Limb { bend, foreshorten } => {
            finite(&[bend, foreshorten], || place.clone())?;
            within((0.0..=1.0).contains(&foreshorten) && bend != 0.0, || place.clone())?;
            places.len() == 2
        }
        Solver::Ccd | Solver::Fabrik => (1..=crate::ik::CHAIN_MAX).contains(&places.len()),
    };
    // Without a parent there is no frame to turn the root in.
    let rooted = places.first().is_some_and(|it| *it > 0);
    let limited = ik.limits.is_empty() || ik.limits.len() == places.len();
    if !fits || !rooted || !limited {
        return Err(Refusal::Chain(place));
    }
    finite(ik.limits.as_flattened(), || place.clone())?;
    within(ik.limits.iter().all(|[least, most]| least <= most), || place.clone())?;
    within((0.0..=1.0).contains(&ik.weight), || place.clone())?;
    within((1..=64).contains(&ik.iterations), || place.clone())?;
    let target = skeleton.bone(&ik.target).ok_or_else(|| unknown("bone", &ik.target, &place))?;
    if places.first().is_none_or(|root| target >= *root) {
        return Err(Refusal::TargetOrder(place));
    }
    Ok(())
}

fn strand(skeleton: &Skeleton, spring: &Spring) -> Result<(), Refusal> {
    distinct(skeleton.springs.iter().map(|it| it.name.as_str()), "springs")?;
    at_most(skeleton.springs.len(), NAMED_MAX, "springs")?;
    let place = format!("the spring “{}”", spring.name);
    let places = chain(skeleton, &spring.chain, &place)?;
    if places.first().is_none_or(|it| *it == 0) || places.len() > crate::ik::CHAIN_MAX {
        return Err(Refusal::Chain(place));
    }
    let positive = [spring.root_stiffness, spring.tip_stiffness, spring.swing_max];
    let others = [spring.root_damping, spring.tip_damping, spring.amplitude, spring.gravity];
    finite(&positive, || place.clone())?;
    finite(&others, || place.clone())?;
    let holds = positive.iter().all(|it| *it > 0.0) && others.iter().all(|it| *it >= 0.0);
    within(holds && spring.gravity <= 1.0, || place.clone())
}

fn parameters(skeleton: &Skeleton, names: &Names) -> Result<(), Refusal> {
    at_most(skeleton.parameters.len(), NAMED_MAX, "parameters")?;
    distinct(skeleton.parameters.iter().map(|it| it.id.as_str()), "parameters")?;
    for it in &skeleton.parameters {
        let place = || format!("the parameter “{}”", it.id);
        finite(&[it.least, it.most, it.rest], place)?;
        within(it.least <= it.rest && it.rest <= it.most && it.least < it.most, place)?;
    }
    at_most(skeleton.bindings.len(), 4 * NAMED_MAX, "bindings")?;
    for binding in &skeleton.bindings {
        let place = format!("a binding of “{}”", binding.parameter);
        known(&names.parameters, "parameter", &binding.parameter, &place)?;
        finite(binding.keys.as_flattened(), || place.clone())?;
        let rising = binding.keys.windows(2).all(|it| it[0][0] < it[1][0]);
        within(rising && !binding.keys.is_empty(), || place.clone())?;
        match &binding.effect {
            Effect::Bone { bone, .. } => known(&names.bones, "bone", bone, &place)?,
            Effect::Alpha { slot } => names.slot(slot, &place)?,
            Effect::Deform { slot, deform } => names.deform(slot, deform, &place)?,
        }
    }
    distinct(skeleton.warps.iter().map(|it| it.name.as_str()), "warps")?;
    for warp in &skeleton.warps {
        let place = format!("the warp “{}”", warp.name);
        known(&names.parameters, "parameter", &warp.yaw, &place)?;
        known(&names.parameters, "parameter", &warp.pitch, &place)?;
        let others = [warp.perspective, warp.rest, warp.gain];
        finite(&[&warp.centre[..], &warp.radii, &warp.fade, &others].concat(), || place.clone())?;
        within(warp.radii.iter().all(|it| *it > 0.0), || place.clone())?;
        within((0.0..0.5).contains(&warp.perspective), || place.clone())?;
    }
    Ok(())
}

fn library(skeleton: &Skeleton, names: &Names) -> Result<(), Refusal> {
    let library = &skeleton.library;
    let of_categories = library.categories.iter().map(|(name, it)| (name, &it.labels));
    let of_variants = library.variants.values().flat_map(|it| it.labels.iter());
    for (category, labels) in of_categories.chain(of_variants) {
        let place = format!("the category “{category}”");
        let base = library.categories.get(category);
        let base = base.ok_or_else(|| unknown("category", category, &place))?;
        for (slot, attachment) in labels.values().flat_map(|it| &it.shows) {
            names.slot(slot, &place)?;
            if let Some(attachment) = attachment {
                names.attachment(slot, attachment, &place)?;
            }
        }
        let fallbacks = labels.values().filter_map(|it| it.fallback.as_ref());
        for fallback in fallbacks.chain(&base.fallback) {
            if !base.labels.contains_key(fallback) {
                return Err(unknown("label", fallback, &place));
            }
        }
        for first in base.labels.values() {
            let mut next = first.fallback.as_ref();
            let mut n_steps = 0;
            while let Some(entry) = next.and_then(|label| base.labels.get(label)) {
                next = entry.fallback.as_ref();
                n_steps += 1;
                if n_steps > base.labels.len() {
                    return Err(Refusal::Fallback(category.clone()));
                }
            }
        }
    }
    Ok(())
}
