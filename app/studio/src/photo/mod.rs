//! "Use my photo": a face becomes a character, as one step that can be undone.
//!
//! Here is what can happen and what is known, `read` looks at the photo, `sheet` is what a person
//! sees. The photo lies in no state: it goes from the file or the camera to the workers, which end
//! when they have answered, and is forgotten.

pub(crate) mod camera;
mod read;
mod sheet;
mod trouble;

pub(crate) use read::{read, read_handed};
pub(crate) use sheet::{PhotoTold, UsePhoto};
pub(crate) use trouble::Trouble;

use project::{Edit, format};
use ui::camera::CameraTrouble;

use crate::state::{self, State};

/// What the page knows of a photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Photo {
    pub(crate) step: Step,
    /// Counts what is read, so that an answer that nobody waits for any more is not taken.
    job: u32,
    /// What was done with the last one, until something else is done.
    pub(crate) told: Option<String>,
}

/// Where a photo is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Step {
    /// Nobody asked.
    #[default]
    Closed,
    /// One is wanted.
    Wanted,
    /// The camera is asked for, or on.
    Camera { is_on: bool },
    /// Somebody looks at it; the share of the face finder that is loaded, in percent.
    Reading { percent: u8 },
    /// Something is in the way.
    Trouble(Trouble),
}

/// Where a photo comes from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// A file: chosen, dropped or pasted.
    File(web_sys::File),
    /// The frame that the camera shows now.
    Frame,
    /// What the portrait page handed over.
    Handed,
}

/// What can happen.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    Open,
    Close,
    StartCamera,
    CameraCame(Result<(), CameraTrouble>),
    Bring(Source),
    /// The face finder is on its way.
    Loading {
        job: u32,
        percent: u8,
    },
    /// The file of the project with the face in it, and how many faces there were.
    Read {
        job: u32,
        file: String,
        n_faces: usize,
    },
    Failed {
        job: u32,
        trouble: Trouble,
    },
}

/// What is to be done outside of the page's state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    StartCamera,
    StopCamera,
    Read { job: u32, source: Source },
}

/// The only way from one state to the next. Pure.
pub(crate) fn update(state: &mut State, message: Message) -> Vec<state::Effect> {
    let photo = &mut state.photo;
    let had_camera = matches!(photo.step, Step::Camera { .. });
    let mut effects = Vec::new();
    match message {
        Message::Open => {
            photo.told = None;
            photo.step = Step::Wanted;
        }
        Message::Close => {
            photo.job += 1;
            photo.step = Step::Closed;
        }
        Message::StartCamera => {
            photo.step = Step::Camera { is_on: false };
            return vec![state::Effect::Photo(Effect::StartCamera)];
        }
        // Whoever went away meanwhile does not want it any more.
        Message::CameraCame(_) if !had_camera => {
            return vec![state::Effect::Photo(Effect::StopCamera)];
        }
        Message::CameraCame(Ok(())) => photo.step = Step::Camera { is_on: true },
        Message::CameraCame(Err(trouble)) => photo.step = Step::Trouble(Trouble::Camera(trouble)),
        Message::Bring(source) => {
            photo.job += 1;
            photo.told = None;
            photo.step = Step::Reading { percent: 0 };
            effects.push(Effect::Read { job: photo.job, source });
        }
        Message::Loading { job, percent } => {
            if let (true, Step::Reading { percent: known }) = (job == photo.job, &mut photo.step) {
                *known = percent.max(*known);
            }
        }
        Message::Failed { job, trouble } if job == photo.job => {
            photo.step = Step::Trouble(trouble);
        }
        Message::Read { job, file, n_faces } if job == photo.job => {
            return wear(state, &file, n_faces);
        }
        Message::Failed { .. } | Message::Read { .. } => {}
    }
    // A frame is taken before the camera goes off: effects happen one after the other.
    if had_camera && !matches!(state.photo.step, Step::Camera { .. }) {
        effects.push(Effect::StopCamera);
    }
    effects.into_iter().map(state::Effect::Photo).collect()
}

/// One step to undo.
fn wear(state: &mut State, file: &str, n_faces: usize) -> Vec<state::Effect> {
    let Ok(project) = format::load(file) else {
        state.photo.step = Step::Trouble(Trouble::NotRead);
        return vec![];
    };
    state.photo.step = Step::Closed;
    let decided = state::Message::Decide(Edit::Replace(Box::new(project)));
    let effects = crate::update::update(state, decided);
    let faces = match n_faces {
        0 | 1 => String::new(),
        n => format!(" There were {n} faces in it; this is the largest."),
    };
    state.photo.told = Some(format!("Made from your photo, which was not kept.{faces}"));
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::Style;
    use project::Project;

    fn after(messages: impl IntoIterator<Item = Message>) -> (State, Vec<state::Effect>) {
        let mut state = State::default();
        let mut last = vec![];
        for message in messages {
            last = update(&mut state, message);
        }
        (state, last)
    }

    fn file() -> String {
        format::save(&Project::surprise(8, Style::default())).expect("ours")
    }

    #[test]
    fn a_face_is_one_step_and_the_way_back_leads_to_what_was() {
        let (mut state, effects) = after([
            Message::Open,
            Message::Bring(Source::Handed),
            Message::Loading { job: 1, percent: 40 },
            Message::Read { job: 1, file: file(), n_faces: 1 },
        ]);
        assert_eq!(effects, [state::Effect::Store]);
        assert_eq!(state.photo.step, Step::Closed);
        assert_eq!(state.project().seed, Some(8));
        assert!(state.photo.told.as_ref().is_some_and(|it| !it.contains("largest")));
        state.history.undo();
        assert_eq!(state.project(), &Project::default());
    }

    #[test]
    fn of_several_faces_the_largest_is_taken_and_that_is_said() {
        let (state, _) = after([
            Message::Bring(Source::Handed),
            Message::Read { job: 1, file: file(), n_faces: 3 },
        ]);
        assert!(
            state.photo.told.is_some_and(|it| it.contains("3 faces") && it.contains("largest"))
        );
    }

    #[test]
    fn who_closed_the_sheet_gets_no_face_any_more() {
        let (state, effects) = after([
            Message::Bring(Source::Handed),
            Message::Close,
            Message::Read { job: 1, file: file(), n_faces: 1 },
        ]);
        assert_eq!((effects, state.project()), (vec![], &Project::default()));
        assert_eq!(state.photo.step, Step::Closed);
    }

    #[test]
    fn trouble_changes_nothing_but_what_is_said() {
        let (state, effects) = after([
            Message::Open,
            Message::Bring(Source::Handed),
            Message::Failed { job: 1, trouble: Trouble::NoFace },
        ]);
        assert_eq!(state.photo.step, Step::Trouble(Trouble::NoFace));
        assert_eq!((effects, state.project()), (vec![], &Project::default()));
        let (state, _) = after([
            Message::Bring(Source::Handed),
            Message::Read { job: 1, file: "{".into(), n_faces: 1 },
        ]);
        assert_eq!(state.photo.step, Step::Trouble(Trouble::NotRead));
    }

    #[test]
    fn the_camera_goes_off_with_the_frame_and_with_the_sheet() {
        let on = [Message::StartCamera, Message::CameraCame(Ok(()))];
        let (_, effects) = after(on.into_iter().chain([Message::Bring(Source::Frame)]));
        let read = Effect::Read { job: 1, source: Source::Frame };
        assert_eq!(effects, [read, Effect::StopCamera].map(state::Effect::Photo));
        let stop = [state::Effect::Photo(Effect::StopCamera)];
        let (_, effects) = after([Message::StartCamera, Message::Close]);
        assert_eq!(effects, stop);
        let came_late = [Message::StartCamera, Message::Close, Message::CameraCame(Ok(()))];
        assert_eq!(after(came_late).1, stop);
    }
}
