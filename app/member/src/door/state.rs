//! What stands in the door, and what a press in it does. Pure.

use wire::account::{Recover, SignUpBegin, SignedIn};

use super::passkey::Fault;
use crate::api::Trouble;

/// The shortest and the longest username.
const NAME_LENGTH_MIN: usize = 3;
const NAME_LENGTH_MAX: usize = 32;

/// Ways through the door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    #[default]
    SignUp,
    SignIn,
    Recover,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) way: Way,
    pub(super) username: String,
    pub(super) code: String,
    /// Something is on its way: the edge, or the person at the device.
    pub(super) is_busy: bool,
    /// Beneath the username.
    pub(super) name_wrong: Option<String>,
    /// Beneath the button.
    pub(super) wrong: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum Message {
    Take(Way),
    Username(String),
    Code(String),
    /// The button of the way that is taken.
    Go,
    Entered(Box<SignedIn>),
    Refused(Stop),
}

/// What stopped somebody at the door.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    Edge(Trouble),
    Device(Fault),
}

impl Stop {
    /// What happened, then the way on.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Edge(trouble) => trouble.words(),
            Self::Device(fault) => fault.words().to_owned(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    SignUp(SignUpBegin),
    SignIn,
    Recover(Recover),
    Welcome(Box<SignedIn>),
}

pub(super) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Take(way) => {
            *state =
                State { way, username: std::mem::take(&mut state.username), ..State::default() };
        }
        Message::Username(name) => {
            state.username = name;
            state.name_wrong = None;
        }
        Message::Code(code) => {
            state.code = code;
            state.wrong = None;
        }
        Message::Go => return go(state),
        Message::Entered(signed) => {
            *state = State { way: Way::SignIn, ..State::default() };
            return vec![Effect::Welcome(signed)];
        }
        Message::Refused(stop) => {
            state.is_busy = false;
            refuse(state, &stop);
        }
    }
    vec![]
}

fn go(state: &mut State) -> Vec<Effect> {
    if state.is_busy {
        return vec![];
    }
    (state.wrong, state.name_wrong) = (None, None);
    let username = state.username.trim().trim_start_matches('@').to_lowercase();
    if state.way != Way::SignIn
        && let Some(words) = objection(&username)
    {
        state.name_wrong = Some(words);
        return vec![];
    }
    let effect = match state.way {
        Way::SignUp => Effect::SignUp(SignUpBegin { username, display_name: None }),
        Way::SignIn => Effect::SignIn,
        Way::Recover if state.code.trim().is_empty() => {
            state.wrong = Some("Type one of your ten codes.".into());
            return vec![];
        }
        Way::Recover => {
            let code = state.code.trim().to_owned();
            Effect::Recover(Recover { username, code, device_name: None })
        }
    };
    state.is_busy = true;
    vec![effect]
}

/// What is wrong with a name, as far as it can be known here.
fn objection(name: &str) -> Option<String> {
    let n = name.chars().count();
    if !(NAME_LENGTH_MIN..=NAME_LENGTH_MAX).contains(&n) {
        return Some(format!("A name has {NAME_LENGTH_MIN} to {NAME_LENGTH_MAX} characters."));
    }
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-".contains(it);
    (!name.chars().all(fits)).then(|| "A name is made of a–z, 0–9, _ and -.".to_owned())
}

fn refuse(state: &mut State, stop: &Stop) {
    match stop {
        Stop::Edge(trouble) if trouble.field() == Some("username") => {
            state.name_wrong = Some(trouble.words());
        }
        other => state.wrong = Some(other.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(way: Way, username: &str) -> State {
        State { way, username: username.into(), ..State::default() }
    }

    #[test]
    fn a_good_name_goes_to_the_edge_in_lower_case() {
        let mut state = with(Way::SignUp, " @Sora-7 ");
        let effects = update(&mut state, Message::Go);
        let begin = SignUpBegin { username: "sora-7".into(), display_name: None };
        assert_eq!(effects, [Effect::SignUp(begin)]);
        assert!(state.is_busy);
        assert!(update(&mut state, Message::Go).is_empty(), "one press is enough");
    }

    #[test]
    fn a_name_that_cannot_be_is_told_before_anybody_is_asked() {
        for name in ["ab", "", "has space", "ümlaut", &"x".repeat(33)] {
            let mut state = with(Way::SignUp, name);
            assert!(update(&mut state, Message::Go).is_empty(), "{name}");
            assert!(state.name_wrong.is_some() && !state.is_busy);
        }
    }

    #[test]
    fn signing_in_needs_no_name_and_recovering_needs_a_code() {
        assert_eq!(update(&mut with(Way::SignIn, ""), Message::Go), [Effect::SignIn]);
        let mut state = with(Way::Recover, "sora");
        assert!(update(&mut state, Message::Go).is_empty());
        assert!(state.wrong.is_some());
        update(&mut state, Message::Code(" abcd-efgh ".into()));
        assert!(
            matches!(&update(&mut state, Message::Go)[..], [Effect::Recover(it)] if it.code == "abcd-efgh")
        );
    }

    #[test]
    fn who_says_no_at_the_device_may_try_again() {
        let mut state = with(Way::SignIn, "");
        update(&mut state, Message::Go);
        update(&mut state, Message::Refused(Stop::Device(Fault::Cancelled)));
        assert!(!state.is_busy && state.wrong.is_some());
        assert_eq!(update(&mut state, Message::Go), [Effect::SignIn]);
    }

    #[test]
    fn another_way_keeps_the_name_and_forgets_the_complaints() {
        let mut state = with(Way::SignUp, "sora");
        state.wrong = Some("No.".into());
        update(&mut state, Message::Take(Way::Recover));
        assert_eq!((state.username.as_str(), state.wrong), ("sora", None));
    }
}
