//! The figure for races with other runtimes: what all of them know.

use super::workload::CLIPS;
use rig::{Channel, Inherit, Skeleton, Solver, figure};

/// The standard figure without what other runtimes do not know, or know otherwise: parameters,
/// turns of the head, knees that come towards the viewer, limbs that keep their scale to
/// themselves.
pub(crate) fn comparable() -> Skeleton {
    let mut skeleton = figure::skeleton();
    skeleton.animations.retain(|it| CLIPS.contains(&it.name.as_str()));
    for clip in &mut skeleton.animations {
        clip.channels.retain(|it| !matches!(it, Channel::Parameter { .. }));
    }
    skeleton.ik.retain(|it| it.weight > 0.0);
    for ik in &mut skeleton.ik {
        if let Solver::Limb { foreshorten, .. } = &mut ik.solver {
            *foreshorten = 0.0;
        }
    }
    for bone in skeleton.bones.iter_mut().filter(|it| it.inherit == Inherit::NoScale) {
        bone.inherit = Inherit::Normal;
    }
    let Skeleton { bones, ik, animations, .. } = skeleton;
    Skeleton { bones, ik, animations, ..Skeleton::default() }
}
