//! The part of `update` that runs while the camera does: the style on its frames, one in flight, and
//! what would make a better picture.

use super::message::{Effect, Message};
use super::pace::{Pace, Verdict};
use super::state::{Camera, Portrait, Step};
use crate::styles::Style;
use crate::ui::toast::Toast;
use wire::stylist::Device;

/// How often the face is looked for while only hints need it.
const LOOK_EVERY_MS: i32 = 900;
/// How often it is looked for while the drawing follows it.
const FOLLOW_EVERY_MS: i32 = 250;

/// From this frame on the pace is judged, also if the face finder has not answered by then.
const FRAMES_TO_SETTLE: u32 = 40;

/// What happens while the camera runs.
#[derive(Clone, Debug)]
pub(crate) enum LiveMessage {
    /// The visitor's wish.
    Set(bool),
    /// A frame is drawn and shown, at this time of the page's clock.
    Drawn {
        frame: u32,
        at_ms: f64,
    },
    /// No further frame can be drawn.
    Failed {
        frame: u32,
    },
    /// Time for another look at the face; the number of the camera's run tells old timers apart.
    Look {
        run: u32,
    },
    Seen(Sight),
}

/// One frame to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FrameWish {
    pub(crate) frame: u32,
    pub(crate) style: Style,
    pub(crate) side: u32,
}

/// What was seen in a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sight {
    /// Height of the largest face as a share of the frame; none when there is no face.
    pub(crate) face: Option<f32>,
    /// How far the nose stands from the middle of the face, `-1.0..=1.0`.
    pub(crate) turn: f32,
    /// Mean lightness of the face, or of the frame, `0.0..=1.0`.
    pub(crate) light: f32,
}

/// What would make a better picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advice {
    ShowFace,
    MoreLight,
    ComeCloser,
    StepBack,
    LookStraight,
}

impl Advice {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::ShowFace => "I can’t see a face yet.",
            Self::MoreLight => "More light, please.",
            Self::ComeCloser => "Come closer.",
            Self::StepBack => "A little further back.",
            Self::LookStraight => "Look straight ahead.",
        }
    }
}

/// What would help most; nothing when the picture will be good.
fn advise(sight: &Sight) -> Option<Advice> {
    const DARK: f32 = 0.20;
    const FAR: f32 = 0.22;
    const NEAR: f32 = 0.85;
    const TURNED: f32 = 0.38;
    let Some(height) = sight.face else {
        return Some(if sight.light < DARK { Advice::MoreLight } else { Advice::ShowFace });
    };
    match () {
        () if sight.light < DARK => Some(Advice::MoreLight),
        () if height < FAR => Some(Advice::ComeCloser),
        () if height > NEAR => Some(Advice::StepBack),
        () if sight.turn.abs() > TURNED => Some(Advice::LookStraight),
        () => None,
    }
}

/// What the page knows while the camera runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Live {
    /// What the visitor chose, if anything.
    wanted: Option<bool>,
    /// Motion is unwelcome here: nothing moves by itself.
    pub(crate) calm: bool,
    pace: Pace,
    /// The frame that is being drawn.
    in_flight: Option<u32>,
    /// Whether a frame of this run can be seen.
    pub(crate) shown: bool,
    pub(crate) fps: Option<u32>,
    /// Counts the camera's runs.
    run: u32,
    looking: bool,
    /// Whether the face finder has looked once, and so is loaded.
    settled: bool,
    heard: Option<Advice>,
    pub(crate) advice: Option<Advice>,
}

/// Whether frames are drawn now. Unasked only where a graphics card does it, and nobody minds motion.
pub(crate) fn is_on(state: &Portrait) -> bool {
    let quick = state.engine.as_ref().is_some_and(|engine| engine.device == Device::Webgpu);
    let on = state.live.wanted.unwrap_or(quick && !state.live.calm);
    on && state.step == Step::Capture && matches!(state.camera, Camera::On { .. })
}

/// The camera came: the first look, and the first frame where frames are drawn.
pub(super) fn begin(state: &mut Portrait) -> Vec<Effect> {
    let live = &mut state.live;
    live.run += 1;
    (live.looking, live.heard, live.advice) = (false, None, None);
    let run = live.run;
    let mut effects = restart(state);
    effects.extend(look(state, run));
    effects
}

/// Begins anew with the first frame; what is in flight is not listened to any more.
pub(super) fn restart(state: &mut Portrait) -> Vec<Effect> {
    let live = &mut state.live;
    (live.pace, live.in_flight, live.fps, live.shown) = (Pace::default(), None, None, false);
    draw(state, 0)
}

pub(super) fn update(state: &mut Portrait, message: LiveMessage) -> Vec<Effect> {
    match message {
        LiveMessage::Set(on) => {
            state.live.wanted = Some(on);
            restart(state)
        }
        LiveMessage::Drawn { frame, at_ms } => drawn(state, frame, at_ms),
        LiveMessage::Failed { frame } => {
            if state.live.in_flight.take() != Some(frame) {
                return vec![];
            }
            // The view went between two frames: nothing failed that anybody could see.
            if !is_on(state) {
                return vec![];
            }
            switch_off(
                state,
                "The live style could not be drawn, so it is off. The camera goes on.",
            )
        }
        LiveMessage::Look { run } => look(state, run),
        LiveMessage::Seen(sight) => seen(state, &sight),
    }
}

fn draw(state: &mut Portrait, frame: u32) -> Vec<Effect> {
    if !is_on(state) {
        return vec![];
    }
    state.live.in_flight = Some(frame);
    let wish = FrameWish { frame, style: state.style, side: state.live.pace.side() };
    vec![Effect::DrawFrame(wish)]
}

fn drawn(state: &mut Portrait, frame: u32, at_ms: f64) -> Vec<Effect> {
    if state.live.in_flight != Some(frame) {
        return vec![];
    }
    state.live.in_flight = None;
    state.live.shown = true;
    // The face finder starts beside the first frames, and for seconds both are slow.
    if !state.live.settled && frame < FRAMES_TO_SETTLE {
        state.live.pace.watch(at_ms);
        state.live.fps = state.live.pace.fps();
        return draw(state, frame + 1);
    }
    let verdict = state.live.pace.drawn(at_ms);
    state.live.fps = state.live.pace.fps();
    match verdict {
        Verdict::Goes => draw(state, frame + 1),
        Verdict::Stutters => switch_off(
            state,
            "The live style would stutter on this device, so it is off. Your portrait is drawn from the still.",
        ),
    }
}

fn switch_off(state: &mut Portrait, words: &str) -> Vec<Effect> {
    state.live.wanted = Some(false);
    (state.live.shown, state.live.fps) = (false, None);
    vec![Effect::Toast(Toast::warning(words.into()))]
}

fn look(state: &mut Portrait, run: u32) -> Vec<Effect> {
    let runs = state.step == Step::Capture && matches!(state.camera, Camera::On { .. });
    if !runs || run != state.live.run || state.live.looking {
        return vec![];
    }
    state.live.looking = true;
    vec![Effect::LookAtFrame]
}

fn seen(state: &mut Portrait, sight: &Sight) -> Vec<Effect> {
    state.live.looking = false;
    if !std::mem::replace(&mut state.live.settled, true) {
        state.live.pace.begin_anew();
    }
    let advice = advise(sight);
    // Said twice, it is no slip of a single frame.
    if advice == state.live.heard {
        state.live.advice = advice;
    }
    state.live.heard = advice;
    let delay_ms = if is_on(state) { FOLLOW_EVERY_MS } else { LOOK_EVERY_MS };
    let run = state.live.run;
    vec![Effect::After { delay_ms, message: Message::Live(LiveMessage::Look { run }) }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portrait::state::Engine;

    fn filming(device: Device) -> Portrait {
        let mut state = Portrait::new();
        state.camera = Camera::On { can_switch: false };
        state.engine = Some(Engine { device, adapter: String::new(), notice: None });
        state
    }

    fn frame_of(effects: &[Effect]) -> Option<FrameWish> {
        effects.iter().find_map(|effect| match effect {
            Effect::DrawFrame(wish) => Some(*wish),
            _ => None,
        })
    }

    #[test]
    fn unasked_only_a_graphics_card_draws_live_and_only_where_motion_is_welcome() {
        assert!(frame_of(&begin(&mut filming(Device::Webgpu))).is_some());
        assert!(frame_of(&begin(&mut filming(Device::Cpu))).is_none());
        let mut calm = filming(Device::Webgpu);
        calm.live.calm = true;
        assert!(frame_of(&begin(&mut calm)).is_none());
        assert!(frame_of(&update(&mut calm, LiveMessage::Set(true))).is_some(), "asked, it does");
    }

    #[test]
    fn one_frame_is_in_flight_and_the_next_follows_it() {
        let mut state = filming(Device::Cpu);
        let first = frame_of(&update(&mut state, LiveMessage::Set(true))).expect("a frame");
        assert_eq!(first.frame, 0);
        let next = update(&mut state, LiveMessage::Drawn { frame: 0, at_ms: 100.0 });
        assert_eq!(frame_of(&next).expect("the next one").frame, 1);
        let stale = update(&mut state, LiveMessage::Drawn { frame: 0, at_ms: 120.0 });
        assert!(stale.is_empty(), "an older frame causes nothing");
        state.camera = Camera::Off;
        let last = update(&mut state, LiveMessage::Drawn { frame: 1, at_ms: 200.0 });
        assert!(last.is_empty(), "without a camera there is no next frame");
    }

    #[test]
    fn where_it_stutters_it_ends_with_a_word() {
        let mut state = filming(Device::Cpu);
        update(&mut state, LiveMessage::Set(true));
        for frame in 0..200 {
            let at_ms = f64::from(frame) * 700.0;
            let effects = update(&mut state, LiveMessage::Drawn { frame, at_ms });
            if effects.iter().any(|effect| matches!(effect, Effect::Toast(_))) {
                assert!(!is_on(&state), "it is off");
                return;
            }
        }
        panic!("1.4 frames a second must count as stutter");
    }

    #[test]
    fn advice_is_said_when_it_was_seen_twice() {
        let mut state = filming(Device::Cpu);
        let far = Sight { face: Some(0.1), turn: 0.0, light: 0.5 };
        update(&mut state, LiveMessage::Seen(far));
        assert_eq!(state.live.advice, None, "one look is a slip");
        update(&mut state, LiveMessage::Seen(far));
        assert_eq!(state.live.advice, Some(Advice::ComeCloser));
        let fine = Sight { face: Some(0.45), ..far };
        for _ in 0..2 {
            update(&mut state, LiveMessage::Seen(fine));
        }
        assert_eq!(state.live.advice, None);
        assert_eq!(advise(&Sight { turn: -0.6, ..fine }), Some(Advice::LookStraight));
        assert_eq!(advise(&Sight { light: 0.1, ..fine }), Some(Advice::MoreLight));
        assert_eq!(advise(&Sight { face: None, ..fine }), Some(Advice::ShowFace));
    }
}
