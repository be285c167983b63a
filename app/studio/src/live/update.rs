//! The only way from one state of the page with the camera to the next. Pure.

use ui::words::Words;

use super::state::{Effect, Face, Message, Source, Stage, State};
use crate::performer::Said;

pub(crate) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Arrive { is_overlay } => {
            state.is_overlay = is_overlay;
            let mut effects = vec![Effect::Cast];
            effects.extend(is_overlay.then_some(Effect::OpenIfAllowed));
            return effects;
        }
        Message::Leave => return close(state),
        Message::Forgotten => return forgotten(state),
        Message::TurnOn => return begin(state, Source::Asking, Effect::Open),
        Message::Record(file) => return begin(state, Source::Asking, Effect::Play(file)),
        Message::TurnOff => return close(state),
        Message::Runs(source) => {
            // It may have been turned off while it came.
            if state.source == Source::None {
                return vec![Effect::Close];
            }
            state.source = source;
        }
        Message::CameraFailed(trouble) => return failed(state, trouble.words()),
        Message::RecordingFailed => {
            let words = Words::new(
                "This recording cannot be played",
                "Your browser knows no way to. Choose another file: WebM or MP4 work in most.",
            );
            return failed(state, words);
        }
        Message::Loading(percent) => {
            if matches!(state.face, Face::Waiting | Face::Loading(_)) {
                state.face = Face::Loading(percent);
            }
        }
        Message::FinderFailed => {
            let words = Words::new(
                "The face finder could not start here",
                "The camera is off again and your character is as it was. Try again, or another browser.",
            );
            return failed(state, words);
        }
        Message::Tracked { values, figures } => return tracked(state, values, figures),
        Message::Calibrate => {
            if state.source.runs() && state.calibrating.is_none() {
                state.calibrating = Some(0);
                return vec![Effect::Collect];
            }
        }
        Message::Calibrating(percent) => {
            if let Some(so_far) = &mut state.calibrating {
                *so_far = percent.max(*so_far);
            }
        }
        Message::Calibrated(worked) => calibrated(state, worked),
        Message::ForgetNeutral => {
            (state.is_calibrated, state.calibrating) = (false, None);
            return vec![Effect::ForgetNeutral];
        }
        chosen => return choose(state, chosen),
    }
    vec![]
}

/// What is chosen beside the stage, and what the performer tells.
fn choose(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::OthersView(on) => {
            state.is_others_view = on;
            return vec![Effect::Mirror(!on)];
        }
        Message::HideCamera(hidden) => state.hides_camera = hidden,
        Message::Ground(ground) => state.ground = ground,
        Message::Express(number) => {
            // The same key again lets it go.
            state.expression = if state.expression == number { 0 } else { number };
            return vec![Effect::Express(state.expression)];
        }
        Message::Heard(said) => hear(state, said),
        Message::NotDrawn => state.trouble = Some(not_drawn()),
        Message::Cast { address } => state.address = address,
        Message::CopyAddress => return vec![Effect::Copy],
        Message::Copied(worked) => {
            state.trouble = (!worked).then(|| {
                Words::new(
                    "The address was not copied",
                    "Select it in the field and copy it yourself.",
                )
            });
        }
        // The rest is about the camera.
        _ => {}
    }
    vec![]
}

fn begin(state: &mut State, source: Source, effect: Effect) -> Vec<Effect> {
    (state.trouble, state.face, state.figures) = (None, Face::Waiting, None);
    let before = state.source.runs().then_some(Effect::Close);
    state.source = source;
    before.into_iter().chain([effect]).collect()
}

/// Lets go of everything, once.
fn close(state: &mut State) -> Vec<Effect> {
    if state.source == Source::None {
        return vec![];
    }
    (state.source, state.face) = (Source::None, Face::Waiting);
    (state.calibrating, state.values, state.figures) = (None, None, None);
    vec![Effect::Close, Effect::Pose(None), Effect::Rest]
}

fn forgotten(state: &mut State) -> Vec<Effect> {
    // Streaming software shows an overlay while nobody looks at it.
    if state.is_overlay || !state.source.runs() {
        return vec![];
    }
    state.trouble = Some(Words::new(
        "The camera was turned off while this page was hidden",
        "Your character is here as before. Turn the camera on again when you need it.",
    ));
    close(state)
}

fn failed(state: &mut State, words: Words) -> Vec<Effect> {
    let effects = close(state);
    state.trouble = Some(words);
    effects
}

fn tracked(
    state: &mut State,
    values: Option<tracking::Values>,
    figures: Option<super::pace::Figures>,
) -> Vec<Effect> {
    if !state.source.runs() {
        return vec![];
    }
    state.face = match (&values, state.face) {
        (Some(_), _) => Face::Followed,
        (None, Face::Followed | Face::Lost) => Face::Lost,
        (None, _) => Face::Searching,
    };
    // Said once, a lost face is lost: the figure eases by itself.
    let is_news = values.is_some() || state.values.is_some();
    (state.values, state.figures) = (values, figures);
    if is_news { vec![Effect::Pose(values)] } else { vec![] }
}

fn calibrated(state: &mut State, worked: bool) {
    state.calibrating = None;
    state.is_calibrated |= worked;
    state.trouble = (!worked).then(|| {
        Words::new(
            "That was no calm face",
            "Nothing was changed. Look straight ahead with open eyes and closed lips, and try again.",
        )
    });
}

fn hear(state: &mut State, said: Said) {
    match said {
        Said::Ready { .. } => {
            state.stage = Stage::Living;
        }
        Said::Lost => state.stage = Stage::Still,
        Said::Refused(_) => state.trouble = Some(not_drawn()),
        Said::At { .. } | Said::Drawn { .. } => {}
    }
}

fn not_drawn() -> Words {
    Words::new(
        "Your character could not be drawn just now",
        "It is kept as it was. Reload the page to try again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracking::{Shapes, Sight, Tracker};
    use ui::camera::CameraTrouble;

    fn seen() -> Option<tracking::Values> {
        let sight = Sight { shapes: Shapes::default(), pose: face::Pose::default() };
        Tracker::default().see(Some(&sight), 0.0)
    }

    fn running() -> State {
        State { source: Source::Camera, ..State::default() }
    }

    fn track(state: &mut State, values: Option<tracking::Values>) -> Vec<Effect> {
        update(state, Message::Tracked { values, figures: None })
    }

    #[test]
    fn a_face_is_searched_followed_and_lost_and_lost_is_said_once() {
        let mut state = running();
        assert_eq!(track(&mut state, None), []);
        assert_eq!(state.face, Face::Searching);
        assert_eq!(track(&mut state, seen()), [Effect::Pose(seen())]);
        assert_eq!(state.face, Face::Followed);
        assert_eq!(track(&mut state, None), [Effect::Pose(None)]);
        assert_eq!(track(&mut state, None), []);
        assert_eq!(state.face, Face::Lost);
    }

    #[test]
    fn the_camera_is_let_go_when_the_page_is_left_or_long_hidden() {
        for message in [Message::Leave, Message::Forgotten, Message::TurnOff] {
            let mut state = running();
            track(&mut state, seen());
            assert_eq!(update(&mut state, message)[0], Effect::Close);
            assert_eq!((state.source, state.values), (Source::None, None));
            assert_eq!(track(&mut state, seen()), [], "a frame that comes late moves nothing");
        }
        let mut overlay = State { is_overlay: true, ..running() };
        assert_eq!(update(&mut overlay, Message::Forgotten), []);
    }

    #[test]
    fn a_camera_that_comes_after_it_was_turned_off_is_let_go() {
        let mut state = State::default();
        assert_eq!(update(&mut state, Message::TurnOn), [Effect::Open]);
        update(&mut state, Message::TurnOff);
        assert_eq!(update(&mut state, Message::Runs(Source::Camera)), [Effect::Close]);
        assert_eq!(state.source, Source::None);
    }

    #[test]
    fn what_fails_has_words_and_a_way_on() {
        let mut state = State { source: Source::Asking, ..State::default() };
        update(&mut state, Message::CameraFailed(CameraTrouble::Denied));
        assert_eq!(state.trouble, Some(CameraTrouble::Denied.words()));
        assert_eq!(update(&mut state, Message::TurnOn), [Effect::Open]);
        assert_eq!(state.trouble, None);
        let mut state = running();
        update(&mut state, Message::Calibrate);
        update(&mut state, Message::Calibrated(false));
        assert!(state.trouble.is_some() && !state.is_calibrated && state.calibrating.is_none());
    }

    #[test]
    fn calibration_needs_a_camera_and_its_progress_never_goes_back() {
        assert_eq!(update(&mut State::default(), Message::Calibrate), []);
        let mut state = running();
        assert_eq!(update(&mut state, Message::Calibrate), [Effect::Collect]);
        for (told, shown) in [(10, 10), (40, 40), (30, 40)] {
            update(&mut state, Message::Calibrating(told));
            assert_eq!(state.calibrating, Some(shown));
        }
        update(&mut state, Message::Calibrated(true));
        assert!(state.is_calibrated);
        assert_eq!(update(&mut state, Message::ForgetNeutral), [Effect::ForgetNeutral]);
        assert!(!state.is_calibrated);
    }

    #[test]
    fn a_key_chooses_an_expression_and_again_lets_it_go() {
        let mut state = State::default();
        assert_eq!(update(&mut state, Message::Express(2)), [Effect::Express(2)]);
        assert_eq!(update(&mut state, Message::Express(4)), [Effect::Express(4)]);
        assert_eq!(update(&mut state, Message::Express(4)), [Effect::Express(0)]);
        assert_eq!(update(&mut state, Message::Express(0)), [Effect::Express(0)]);
    }
}
