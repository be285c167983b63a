//! What the clips show besides motion: raised arms before the head, hands in the shape that fits,
//! and the tool while it is used.

use rig::{Animation, Channel, Inputs, Layer, Pose, Rig, Skeleton, Switch};

use crate::body::hand::SHAPES;
use crate::body::joints::{SIDES, Side};

/// How often in a second it is looked where the hands are.
const LOOKS_PER_SECOND: f32 = 24.0;
/// How far above the joint of the head a wrist has to be to count as raised, and how far below it
/// has to come again to count as lowered.
const RAISED: (f32, f32) = (0.0, 40.0);
/// The shape of a hand that nobody asks for anything.
const RELAXED: &str = SHAPES[0];

/// Clip, side, shape, and the part of the clip in which the hand has it.
const HANDS: [(&str, Side, &str, [f32; 2]); 17] = [
    ("wave", Side::Right, "open", [0.12, 0.84]),
    ("point", Side::Right, "point", [0.18, 0.78]),
    ("cheer", Side::Left, "fist", [0.05, 0.9]),
    ("cheer", Side::Right, "fist", [0.05, 0.9]),
    ("jump", Side::Left, "open", [0.2, 1.0]),
    ("jump", Side::Right, "open", [0.2, 1.0]),
    ("fall", Side::Left, "open", [0.0, 1.0]),
    ("fall", Side::Right, "open", [0.0, 1.0]),
    ("climb", Side::Left, "grip", [0.0, 1.0]),
    ("climb", Side::Right, "grip", [0.0, 1.0]),
    ("run", Side::Left, "fist", [0.0, 1.0]),
    ("run", Side::Right, "fist", [0.0, 1.0]),
    ("toolnone", Side::Right, "grip", [0.0, 1.0]),
    ("toolslash", Side::Right, "grip", [0.0, 1.0]),
    ("toollunge", Side::Right, "grip", [0.0, 1.0]),
    ("laugh", Side::Left, "open", [0.0, 1.0]),
    ("laugh", Side::Right, "open", [0.0, 1.0]),
];

/// Adds to the clips what they show.
pub(super) fn stage(skeleton: &mut Skeleton) {
    let orders = orders(skeleton);
    let slots: Vec<(String, String)> =
        skeleton.slots.iter().map(|it| (it.name.clone(), it.bone.clone())).collect();
    for (clip, order) in skeleton.animations.iter_mut().zip(orders) {
        clip.channels.extend(order);
        shape_hands(clip, &slots);
        if clip.name.starts_with("tool") {
            let tools = slots.iter().filter(|(_, bone)| bone == "prop");
            clip.channels.extend(tools.map(|(slot, _)| Channel::Attachment {
                slot: slot.clone(),
                keys: vec![Switch { time: 0.0, value: Some(slot.clone()) }],
            }));
        }
    }
}

/// For each clip the channel that brings raised arms before everything else, if arms are raised.
fn orders(skeleton: &Skeleton) -> Vec<Option<Channel>> {
    // Bones and clips alone: nothing is drawn here.
    let bare = Skeleton {
        bones: skeleton.bones.clone(),
        ik: skeleton.ik.clone(),
        parameters: skeleton.parameters.clone(),
        animations: skeleton.animations.clone(),
        ..Skeleton::default()
    };
    let Ok(rig) = Rig::new(&bare) else { return vec![None; skeleton.animations.len()] };
    let mut pose = Pose::new(&rig);
    let mut order = |clip: &Animation| {
        let raised = raised(&rig, &mut pose, clip);
        let keys: Vec<Switch<Vec<(String, i32)>>> = raised
            .into_iter()
            .map(|(time, sides)| Switch { time, value: brought_forward(skeleton, sides) })
            .collect();
        keys.iter().any(|it| !it.value.is_empty()).then_some(Channel::DrawOrder { keys })
    };
    skeleton.animations.iter().map(&mut order).collect()
}

/// When which arms are raised: left, right; the first entry is at the clip's start.
fn raised(rig: &Rig, pose: &mut Pose, clip: &Animation) -> Vec<(f32, [bool; 2])> {
    let known = (rig.clip(&clip.name), rig.bone("head"), rig.bone("hand_l"), rig.bone("hand_r"));
    let (Some(id), Some(head), Some(left), Some(right)) = known else { return Vec::new() };
    let mut changes: Vec<(f32, [bool; 2])> = Vec::new();
    let n_looks = (clip.duration * LOOKS_PER_SECOND) as usize;
    for look in 0..=n_looks {
        let time = look as f32 / LOOKS_PER_SECOND;
        pose.evaluate(rig, &mut [Layer::new(id, time)], Inputs::default());
        let chin = pose.world()[head].ty;
        let before = changes.last().map_or([false; 2], |it| it.1);
        let mut now = before;
        for ((hand, was), now) in [left, right].into_iter().zip(before).zip(&mut now) {
            let over = chin - pose.world()[hand].ty;
            *now = over > if was { -RAISED.1 } else { RAISED.0 };
        }
        if look == 0 || now != before {
            changes.push((time, now));
        }
    }
    changes
}

/// The slots of raised arms, and by how many places each comes to the front.
fn brought_forward(skeleton: &Skeleton, raised: [bool; 2]) -> Vec<(String, i32)> {
    let is_of = |bone: &str, side: Side| {
        let part = bone.strip_suffix(side.letter()).and_then(|it| it.strip_suffix('_'));
        let holds = side == Side::Right && bone == "prop";
        holds || part.is_some_and(|it| ["arm", "forearm", "hand"].contains(&it))
    };
    let sides = SIDES.into_iter().zip(raised).filter(|(_, raised)| *raised);
    let sides: Vec<Side> = sides.map(|(side, _)| side).collect();
    let moved = skeleton.slots.iter().enumerate();
    let moved: Vec<usize> = moved
        .filter(|(_, slot)| sides.iter().any(|side| is_of(&slot.bone, *side)))
        .map(|(at, _)| at)
        .collect();
    let first = skeleton.slots.len() - moved.len();
    let by = |(place, at): (usize, &usize)| {
        (skeleton.slots[*at].name.clone(), (first + place) as i32 - *at as i32)
    };
    moved.iter().enumerate().map(by).collect()
}

/// Shows the hands of a clip in their shapes, and relaxed before and after.
fn shape_hands(clip: &mut Animation, slots: &[(String, String)]) {
    for (_, side, shape, part) in HANDS.iter().filter(|it| it.0 == clip.name) {
        let hand = format!("hand_{}", side.letter());
        for (slot, _) in slots.iter().filter(|(_, bone)| *bone == hand) {
            let Some(own) = slot.strip_prefix(&hand).and_then(|it| it.strip_prefix('_')) else {
                continue;
            };
            // Another outfit's slot is named after the shape and the outfit.
            let own = own.split('@').next().unwrap_or(own);
            let shown = |shape: &str| (own == shape).then(|| slot.clone());
            let [from, to] = part.map(|it| it * clip.duration);
            let mut keys = vec![Switch { time: from, value: shown(shape) }];
            if from > 0.0 {
                keys.insert(0, Switch { time: 0.0, value: shown(RELAXED) });
            }
            if to < clip.duration {
                keys.push(Switch { time: to, value: shown(RELAXED) });
            }
            clip.channels.push(Channel::Attachment { slot: slot.clone(), keys });
        }
    }
}
