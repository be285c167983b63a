//! The only way from one state of the studio to the next. Pure.

use project::{Edit, Project, format};

use crate::motion::repertoire;
use crate::performer::Said;
use crate::photo;
use crate::state::{Effect, Kept, Message, State, grip};

const STANDS_STILL: &str = "This browser cannot move your character just now, so it stands still. Everything \
                            else works, and nothing was lost.";

pub(crate) fn update(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Decide(edit) => {
            state.history.release();
            let changed = state.history.apply(edit, None);
            return changed_if(state, changed);
        }
        Message::Drag(edit) => {
            let held = grip(state);
            let changed = state.history.apply(edit, Some(held));
            return changed_if(state, changed);
        }
        Message::Release => {
            state.history.release();
            state.n_grips += 1;
        }
        Message::Undo => {
            let changed = state.history.undo();
            return changed_if(state, changed);
        }
        Message::Redo => {
            let changed = state.history.redo();
            return changed_if(state, changed);
        }
        Message::Surprise(seed) => {
            let now = state.project();
            let mut next = Project::surprise(seed, now.look.style);
            next.scene = now.scene.clone();
            return update(state, Message::Decide(Edit::Replace(Box::new(next))));
        }
        Message::Perform(name) => return perform(state, name),
        Message::Play(is_playing) => {
            let project = state.history.present();
            state.playback.play(project, is_playing);
        }
        Message::Scrub(seconds) => state.playback.scrub(state.history.present(), seconds),
        Message::Photo(message) => return photo::update(state, message),
        Message::Heard(said) => hear(state, &said),
        Message::Pull(drawer) => state.drawer = drawer,
        Message::Pick(role) => state.role = role,
        Message::Opened(file) => return open(state, file),
        Message::Stored(is_kept) => state.kept = if is_kept { Kept::Yes } else { Kept::No },
        Message::SaveFile => return vec![Effect::File],
        Message::SavePicture => return vec![Effect::Picture],
        Message::Failed(words) => state.trouble = Some(words),
    }
    vec![]
}

fn changed_if(state: &mut State, changed: bool) -> Vec<Effect> {
    if !changed {
        return vec![];
    }
    state.trouble = None;
    state.photo.told = None;
    state.kept = Kept::Soon;
    vec![Effect::Store]
}

/// One step to undo: what it does, and a frame that shows all of it. Asked for what it does already,
/// it begins again.
fn perform(state: &mut State, name: &str) -> Vec<Effect> {
    let mut next = state.project().clone();
    next.scene.framing = repertoire::framing(name, next.scene.framing);
    next.scene.clip = name.to_owned();
    state.history.release();
    if state.history.apply(Edit::Replace(Box::new(next)), None) {
        return changed_if(state, true);
    }
    if state.playback.is_playing { vec![Effect::Again] } else { vec![] }
}

fn hear(state: &mut State, said: &Said) {
    state.playback.hear(said);
    match said {
        Said::Refused(words) => {
            state.trouble = Some(format!("{words} What moves is the character before it."));
        }
        Said::Lost => state.trouble = Some(STANDS_STILL.to_owned()),
        _ => {}
    }
}

/// A file that is refused changes nothing but the words about it.
fn open(state: &mut State, file: Result<String, String>) -> Vec<Effect> {
    let opened = file.and_then(|text| format::load(&text).map_err(|it| it.to_string()));
    match opened {
        Ok(project) => update(state, Message::Decide(Edit::Replace(Box::new(project)))),
        Err(words) => {
            state.trouble = Some(format!("{words} What you had is still here."));
            vec![]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::{Role, Style};
    use project::{Adjustment, Framing};

    fn hue(hue: f32) -> Edit {
        Edit::Adjust(Role::Hair, Adjustment { hue, ..Adjustment::default() })
    }

    #[test]
    fn a_drag_is_one_step_and_the_next_one_another() {
        let mut state = State::default();
        for degrees in [3.0, 6.0, 9.0] {
            assert_eq!(update(&mut state, Message::Drag(hue(degrees))), [Effect::Store]);
        }
        update(&mut state, Message::Release);
        update(&mut state, Message::Drag(hue(12.0)));
        update(&mut state, Message::Release);
        update(&mut state, Message::Undo);
        assert_eq!(state.project(), &Project::default().with(hue(9.0)));
        update(&mut state, Message::Undo);
        assert_eq!(state.project(), &Project::default());
        assert_eq!(update(&mut state, Message::Undo), []);
    }

    #[test]
    fn a_surprise_keeps_the_style_and_what_plays() {
        let mut state = State::default();
        update(&mut state, Message::Decide(Edit::Style(Style::BoldCel)));
        update(&mut state, Message::Decide(Edit::Speed(2.0)));
        update(&mut state, Message::Surprise(9));
        assert_eq!(state.project().look, Project::surprise(9, Style::BoldCel).look);
        assert_eq!(state.project().scene.speed, 2.0);
    }

    #[test]
    fn a_dance_is_one_step_to_undo_and_shows_the_feet() {
        let mut state = State::default();
        state.playback.is_playing = true;
        let before = state.project().clone();
        assert_eq!(update(&mut state, Message::Perform("dance_3")), [Effect::Store]);
        let scene = &state.project().scene;
        assert_eq!((scene.clip.as_str(), scene.framing), ("dance_3", Framing::Full));
        assert_eq!(update(&mut state, Message::Perform("dance_3")), [Effect::Again]);
        update(&mut state, Message::Undo);
        assert_eq!(state.project(), &before);
    }

    #[test]
    fn a_lost_stage_says_so_and_keeps_the_character() {
        let mut state = State::default();
        update(&mut state, Message::Surprise(4));
        let before = state.project().clone();
        update(&mut state, Message::Heard(Said::Lost));
        assert_eq!(state.trouble.as_deref(), Some(STANDS_STILL));
        assert_eq!(state.project(), &before);
    }

    #[test]
    fn a_file_that_is_refused_leaves_everything_as_it_was() {
        let mut state = State::default();
        update(&mut state, Message::Surprise(1));
        let before = state.project().clone();
        let newer = format::save(&before).expect("ours").replace("\"version\":1", "\"version\":2");
        for file in [Ok(newer), Ok("{\"format".into()), Err("It cannot be read.".into())] {
            assert_eq!(update(&mut state, Message::Opened(file)), []);
            assert_eq!(state.project(), &before);
            assert!(state.trouble.as_ref().is_some_and(|it| it.ends_with("is still here.")));
        }
        let other = format::save(&Project::surprise(2, Style::Painterly)).expect("ours");
        assert_eq!(update(&mut state, Message::Opened(Ok(other))), [Effect::Store]);
        assert_eq!((state.project().seed, state.trouble), (Some(2), None));
    }
}
