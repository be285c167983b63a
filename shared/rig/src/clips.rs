//! The clips: how the standard figure stands, goes, acts, dances and handles things.
//!
//! Each is written as a few stances in time ([`phrase`]) and made into keys here. They move the
//! bones of [`crate::figure`]; [`for_skeleton`] fits them to another figure with those names.

mod action;
mod dance;
mod dance_more;
mod emote;
mod idle;
mod locomotion;
mod phrase;
mod stance;
mod tool;

use crate::animation::{Animation, Channel};
use crate::figure::LEG;
use crate::skeleton::Skeleton;

/// Every clip for the standard figure.
pub fn all() -> Vec<Animation> {
    let groups = [
        idle::clips(),
        locomotion::clips(),
        action::clips(),
        emote::clips(),
        dance::clips(),
        dance_more::clips(),
        tool::clips(),
    ];
    groups.into_iter().flatten().collect()
}

/// The clips for a figure with the standard names: channels of bones or parameters that it lacks
/// are left out, and distances are made to fit its legs.
pub fn for_skeleton(skeleton: &Skeleton) -> Vec<Animation> {
    let factor = leg(skeleton).map_or(1.0, |leg| leg / LEG);
    let known = |channel: &Channel| match channel {
        Channel::Position { bone, .. }
        | Channel::Rotation { bone, .. }
        | Channel::Scale { bone, .. } => skeleton.bone(bone).is_some(),
        Channel::Parameter { parameter, .. } => {
            skeleton.parameters.iter().any(|it| it.id == *parameter)
        }
        Channel::IkWeight { ik, .. } => skeleton.ik.iter().any(|it| it.name == *ik),
        Channel::Colour { slot, .. }
        | Channel::Deform { slot, .. }
        | Channel::Attachment { slot, .. } => skeleton.slot(slot).is_some(),
        Channel::DrawOrder { .. } => true,
    };
    let fit = |mut clip: Animation| {
        clip.channels.retain(known);
        clip.resized(factor)
    };
    all().into_iter().map(fit).collect()
}

/// How long a figure's leg is from hip to ankle.
fn leg(skeleton: &Skeleton) -> Option<f32> {
    let length = |name: &str| {
        let [x, y] = skeleton.bones[skeleton.bone(name)?].at;
        Some(x.hypot(y))
    };
    Some(length("shin_l")? + length("foot_l")?)
}
