//! A stance: where a figure puts its weight, its arms, its feet and its face at one moment.
//!
//! Arms count outwards from hanging: 0 hangs, 90 points aside, 180 points up, on both sides; an
//! elbow goes on in the same sense (positive) or folds back in front of the body (negative).
//! Feet are places on the ground relative to where they rest; up is negative.

/// Numbers of a stance.
pub(super) const N_PARTS: usize = Part::Brow as usize + 1;

/// What a stance says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    RootX,
    RootY,
    RootTurn,
    /// How much taller the whole figure is than at rest.
    Stretch,
    HipX,
    HipY,
    HipTurn,
    Spine,
    Chest,
    Neck,
    Head,
    ShoulderL,
    ShoulderR,
    ArmL,
    ForearmL,
    HandL,
    ArmR,
    ForearmR,
    HandR,
    /// How much an arm points at the viewer: what is missing from its length.
    NearL,
    NearR,
    FootLX,
    FootLY,
    FootLTurn,
    FootRX,
    FootRY,
    FootRTurn,
    /// How much the thighs point at the viewer, as those of one who sits.
    Seat,
    /// How the thing in the hand on the right turns in it.
    Tool,
    LookX,
    LookY,
    Smile,
    Open,
    Squint,
    Brow,
}

/// A stance. Made by naming what differs from standing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stance(pub(super) [f32; N_PARTS]);

/// Standing, arms hanging.
pub(super) fn stand() -> Stance {
    Stance([0.0; N_PARTS])
}

impl Stance {
    pub(super) fn get(&self, part: Part) -> f32 {
        self.0[part as usize]
    }

    pub(super) fn with(mut self, part: Part, value: f32) -> Self {
        self.0[part as usize] = value;
        self
    }

    fn and(self, parts: &[(Part, f32)]) -> Self {
        parts.iter().fold(self, |it, (part, value)| it.with(*part, *value))
    }

    /// The whole figure moved: to the right and down.
    pub(super) fn root(self, x: f32, y: f32) -> Self {
        self.and(&[(Part::RootX, x), (Part::RootY, y)])
    }

    /// Hips to the right and down, feet stay.
    pub(super) fn hip(self, x: f32, y: f32, turn: f32) -> Self {
        self.and(&[(Part::HipX, x), (Part::HipY, y), (Part::HipTurn, turn)])
    }

    /// The trunk leans to the right.
    pub(super) fn lean(self, spine: f32, chest: f32) -> Self {
        self.and(&[(Part::Spine, spine), (Part::Chest, chest)])
    }

    /// Neck and head lean to the right.
    pub(super) fn head(self, neck: f32, head: f32) -> Self {
        self.and(&[(Part::Neck, neck), (Part::Head, head)])
    }

    /// Shoulders up.
    pub(super) fn shrug(self, left: f32, right: f32) -> Self {
        self.and(&[(Part::ShoulderL, left), (Part::ShoulderR, right)])
    }

    /// The arm on the left of the picture: upper arm, elbow, wrist.
    pub(super) fn left(self, arm: f32, elbow: f32, wrist: f32) -> Self {
        self.and(&[(Part::ArmL, arm), (Part::ForearmL, elbow), (Part::HandL, wrist)])
    }

    /// The arm on the right of the picture.
    pub(super) fn right(self, arm: f32, elbow: f32, wrist: f32) -> Self {
        self.and(&[(Part::ArmR, arm), (Part::ForearmR, elbow), (Part::HandR, wrist)])
    }

    /// Both arms alike.
    pub(super) fn both(self, arm: f32, elbow: f32, wrist: f32) -> Self {
        self.left(arm, elbow, wrist).right(arm, elbow, wrist)
    }

    /// How much each arm points at the viewer, 0 to 0.6.
    pub(super) fn near(self, left: f32, right: f32) -> Self {
        self.and(&[(Part::NearL, left), (Part::NearR, right)])
    }

    /// The foot on the left of the picture: to the right, down, turn.
    pub(super) fn foot_l(self, x: f32, y: f32, turn: f32) -> Self {
        self.and(&[(Part::FootLX, x), (Part::FootLY, y), (Part::FootLTurn, turn)])
    }

    /// The foot on the right of the picture.
    pub(super) fn foot_r(self, x: f32, y: f32, turn: f32) -> Self {
        self.and(&[(Part::FootRX, x), (Part::FootRY, y), (Part::FootRTurn, turn)])
    }

    /// Where the face turns, in degrees: to the right, up.
    pub(super) fn look(self, x: f32, y: f32) -> Self {
        self.and(&[(Part::LookX, x), (Part::LookY, y)])
    }

    /// Smile, open mouth, laughing eyes, brows up: 0 to 1.
    pub(super) fn face(self, smile: f32, open: f32, squint: f32, brow: f32) -> Self {
        let face = [(Part::Smile, smile), (Part::Open, open)];
        self.and(&face).and(&[(Part::Squint, squint), (Part::Brow, brow)])
    }

    /// The same in a mirror.
    pub(super) fn mirrored(&self) -> Self {
        use Part::*;
        let mut it = *self;
        for part in [RootX, RootTurn, HipX, HipTurn, Spine, Chest, Neck, Head, LookX] {
            it = it.with(part, -self.get(part));
        }
        let pairs = [
            (ShoulderL, ShoulderR),
            (ArmL, ArmR),
            (ForearmL, ForearmR),
            (HandL, HandR),
            (NearL, NearR),
            (FootLY, FootRY),
        ];
        for (left, right) in pairs {
            it = it.with(left, self.get(right)).with(right, self.get(left));
        }
        for (left, right) in [(FootLX, FootRX), (FootLTurn, FootRTurn)] {
            it = it.with(left, -self.get(right)).with(right, -self.get(left));
        }
        it
    }
}
