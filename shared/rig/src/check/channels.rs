//! Whether clips are whole.

use super::{DURATION_MAX, KEYS_MAX, NAMED_MAX, Names, at_most, distinct, finite, known, within};
use crate::animation::{Animation, Channel, Curve, Key};
use crate::refusal::Refusal;
use crate::skeleton::Skeleton;

pub(super) fn check(skeleton: &Skeleton, names: &Names) -> Result<(), Refusal> {
    at_most(skeleton.animations.len(), NAMED_MAX, "clips")?;
    distinct(skeleton.animations.iter().map(|it| it.name.as_str()), "clips")?;
    skeleton.animations.iter().try_for_each(|it| animation(it, names))
}

fn animation(it: &Animation, names: &Names) -> Result<(), Refusal> {
    let place = format!("the clip “{}”", it.name);
    finite(&[it.duration], || place.clone())?;
    within(it.duration > 0.0 && it.duration <= DURATION_MAX, || place.clone())?;
    at_most(it.channels.len(), 16 * NAMED_MAX, "channels of a clip")?;
    times(it.events.iter().map(|it| it.time), it.duration, &place, true)?;
    for channel in &it.channels {
        targets(channel, names, &place)?;
        keys_of(channel, it.duration, &place)?;
    }
    Ok(())
}

fn targets(channel: &Channel, names: &Names, place: &str) -> Result<(), Refusal> {
    match channel {
        Channel::Position { bone, .. }
        | Channel::Rotation { bone, .. }
        | Channel::Scale { bone, .. } => known(&names.bones, "bone", bone, place),
        Channel::Colour { slot, .. } => names.slot(slot, place),
        Channel::Deform { slot, deform, .. } => names.deform(slot, deform, place),
        Channel::Parameter { parameter, .. } => {
            known(&names.parameters, "parameter", parameter, place)
        }
        Channel::IkWeight { ik, .. } => known(&names.ik, "constraint", ik, place),
        Channel::Attachment { slot, keys } => {
            names.slot(slot, place)?;
            let shown = keys.iter().filter_map(|it| it.value.as_ref());
            shown.into_iter().try_for_each(|it| names.attachment(slot, it, place))
        }
        Channel::DrawOrder { keys } => {
            let moved = keys.iter().flat_map(|it| &it.value);
            moved.into_iter().try_for_each(|(slot, _)| names.slot(slot, place))
        }
    }
}

fn keys_of(channel: &Channel, duration: f32, place: &str) -> Result<(), Refusal> {
    match channel {
        Channel::Position { keys, .. } | Channel::Scale { keys, .. } => {
            keys_are_whole(keys, duration, place)
        }
        Channel::Rotation { keys, .. }
        | Channel::Deform { keys, .. }
        | Channel::Parameter { keys, .. }
        | Channel::IkWeight { keys, .. } => keys_are_whole(keys, duration, place),
        Channel::Colour { keys, .. } => keys_are_whole(keys, duration, place),
        Channel::Attachment { keys, .. } => {
            times(keys.iter().map(|it| it.time), duration, place, false)
        }
        Channel::DrawOrder { keys } => times(keys.iter().map(|it| it.time), duration, place, false),
    }
}

fn keys_are_whole<const N: usize>(
    keys: &[Key<[f32; N]>],
    duration: f32,
    place: &str,
) -> Result<(), Refusal> {
    times(keys.iter().map(|it| it.time), duration, place, false)?;
    for key in keys {
        finite(&key.value, || place.to_owned())?;
        if let Curve::Bezier(handles) = key.curve {
            finite(&handles, || place.to_owned())?;
            let [x1, _, x2, _] = handles;
            let forward = (0.0..=1.0).contains(&x1) && (0.0..=1.0).contains(&x2);
            within(forward, || place.to_owned())?;
        }
    }
    Ok(())
}

/// Times rise and lie within the clip. Several events may be told at once, keys may not coincide.
fn times(
    times: impl Iterator<Item = f32>,
    duration: f32,
    place: &str,
    of_events: bool,
) -> Result<(), Refusal> {
    let mut last = None;
    let mut count = 0_usize;
    for time in times {
        finite(&[time], || place.to_owned())?;
        let rises = last.is_none_or(|it| if of_events { time >= it } else { time > it });
        if !rises || !(0.0..=duration).contains(&time) {
            return Err(Refusal::Keys(place.to_owned()));
        }
        last = Some(time);
        count += 1;
    }
    at_most(count, KEYS_MAX, "keys of a channel")?;
    if count == 0 && !of_events { Err(Refusal::Keys(place.to_owned())) } else { Ok(()) }
}
