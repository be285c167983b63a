//! What a face does, from how its lengths differ from those at rest.

use crate::{Measures, Neutral, Shape, Shapes};

/// A closed eye is this much of an open one's height.
const CLOSED: f32 = 0.36;
/// How much a full smile pushes the lids together, which is no blink.
const SMILE_NARROWS: f32 = 0.2;
/// From which share above rest an eye is wide, and how much more is as wide as it gets.
const WIDE: [f32; 2] = [1.12, 0.30];
/// Full squint, as a share of the eye's height that is gone.
const SQUINT: f32 = 0.42;
/// How far an iris goes to the side and up or down, over the eye's width.
const GAZE: [f32; 2] = [0.20, 0.12];
/// How far brows rise and sink.
const BROW_UP: f32 = 0.065;
const BROW_DOWN: f32 = 0.036;
/// How far chin and lower lip sink while the mouth opens as far as it can.
const JAW: [f32; 2] = [0.38, 0.5];
/// How much a full smile widens a mouth (a share) and lifts its corners.
const SMILE: [f32; 2] = [0.30, 0.07];
/// How far corners sink.
const FROWN: f32 = 0.05;
/// How much a mouth widens without a smile.
const STRETCH: f32 = 0.22;
/// A nodding head makes a mouth seem this much wider or narrower.
const STEADY: f32 = 0.04;
/// How much pursed lips narrow a mouth.
const NARROW: f32 = 0.35;
/// Height over width of a mouth that is as round as in an O.
const ROUND: f32 = 0.55;
/// How far a lip goes by itself.
const UPPER_UP: f32 = 0.045;
const LOWER_DOWN: f32 = 0.14;

/// What the face does.
pub(crate) fn shapes(now: &Measures, neutral: &Neutral) -> Shapes {
    let mut shapes = Shapes::default();
    let rest = &neutral.measures;
    mouth(&mut shapes, now, rest);
    for side in 0..2 {
        eye(&mut shapes, side, now, rest);
        brow(&mut shapes, side, now, rest);
    }
    let inner = [0, 1].map(|side| now.brow_inner[side] - rest.brow_inner[side]);
    shapes.set(Shape::BrowInnerUp, f32::midpoint(inner[0], inner[1]) / BROW_UP);
    shapes
}

fn mouth(shapes: &mut Shapes, now: &Measures, rest: &Measures) {
    let chin = now.chin - rest.chin;
    let lower = now.upper_lip + now.gap - (rest.upper_lip + rest.gap);
    let jaw = (0.5 * chin / JAW[0] + 0.5 * lower / JAW[1]).clamp(0.0, 1.0);
    let sunk = chin.max(0.0);
    shapes.set(Shape::JawOpen, jaw);
    shapes.set(Shape::MouthClose, (sunk / JAW[0]).min(1.0) - now.gap / 0.2);

    let wider = now.mouth_width / rest.mouth_width - 1.0;
    // A mouth that falls open takes its corners along and draws them together.
    let lifts = [0, 1].map(|side| rest.corner[side] - (now.corner[side] - 0.15 * sunk));
    let smiles = lifts.map(|lift| {
        let (wide, high) = ((wider / SMILE[0]).clamp(-0.5, 1.0), (lift / SMILE[1]).min(1.0));
        (0.5 * wide + 0.5 * high).clamp(0.0, 1.0)
    });
    let names = [Shape::MouthSmileRight, Shape::MouthSmileLeft];
    let frowns = [Shape::MouthFrownRight, Shape::MouthFrownLeft];
    let stretches = [Shape::MouthStretchRight, Shape::MouthStretchLeft];
    for side in 0..2 {
        shapes.set(names[side], smiles[side]);
        shapes.set(frowns[side], (-lifts[side] - 0.01) / FROWN * (1.0 - jaw));
        let flat = 1.0 - (lifts[side] / SMILE[1]).clamp(0.0, 1.0);
        shapes.set(stretches[side], (wider - STEADY + 0.1 * jaw) / STRETCH * flat);
    }

    let narrow = ((-wider - STEADY - 0.12 * jaw) / NARROW).clamp(0.0, 1.0);
    let round = (now.gap / now.mouth_inner.max(0.1) / ROUND).clamp(0.0, 1.0);
    shapes.set(Shape::MouthFunnel, narrow * round * 1.3);
    shapes.set(Shape::MouthPucker, narrow * (1.0 - 0.8 * round) * 1.3);

    let upper = (rest.upper_lip - now.upper_lip) / UPPER_UP;
    let lower = (lower - chin.max(0.0)) / LOWER_DOWN;
    for side in [Shape::MouthUpperUpRight, Shape::MouthUpperUpLeft] {
        shapes.set(side, upper);
    }
    for side in [Shape::MouthLowerDownRight, Shape::MouthLowerDownLeft] {
        shapes.set(side, lower);
    }
}

fn eye(shapes: &mut Shapes, side: usize, now: &Measures, rest: &Measures) {
    const NAMES: [[Shape; 7]; 2] = [
        [
            Shape::EyeBlinkRight,
            Shape::EyeWideRight,
            Shape::EyeSquintRight,
            Shape::EyeLookOutRight,
            Shape::EyeLookInRight,
            Shape::EyeLookUpRight,
            Shape::EyeLookDownRight,
        ],
        [
            Shape::EyeBlinkLeft,
            Shape::EyeWideLeft,
            Shape::EyeSquintLeft,
            Shape::EyeLookOutLeft,
            Shape::EyeLookInLeft,
            Shape::EyeLookUpLeft,
            Shape::EyeLookDownLeft,
        ],
    ];
    let [blink, wide, squint, out, into, up, down] = NAMES[side];
    let smile = shapes.get([Shape::MouthSmileRight, Shape::MouthSmileLeft][side]);
    let open = rest.eye[side] * (1.0 - SMILE_NARROWS * smile);
    let closed = rest.eye[side] * CLOSED;
    shapes.set(blink, (open - now.eye[side]) / (open - closed));
    let share = now.eye[side] / rest.eye[side];
    shapes.set(wide, (share - WIDE[0]) / WIDE[1]);
    shapes.set(squint, (1.0 - share) / SQUINT);

    let [across, above] = [0, 1].map(|axis| now.gaze[side][axis] - rest.gaze[side][axis]);
    // The right of the picture is the subject's left: outwards for the left eye.
    let outwards = if side == 1 { across } else { -across };
    shapes.set(out, outwards / GAZE[0]);
    shapes.set(into, -outwards / GAZE[0]);
    shapes.set(up, above / GAZE[1]);
    shapes.set(down, -above / GAZE[1]);
}

fn brow(shapes: &mut Shapes, side: usize, now: &Measures, rest: &Measures) {
    let inner = now.brow_inner[side] - rest.brow_inner[side];
    let outer = now.brow_outer[side] - rest.brow_outer[side];
    let up = [Shape::BrowOuterUpRight, Shape::BrowOuterUpLeft][side];
    let down = [Shape::BrowDownRight, Shape::BrowDownLeft][side];
    shapes.set(up, (0.6 * outer + 0.4 * inner) / BROW_UP);
    shapes.set(down, -inner / BROW_DOWN);
}
