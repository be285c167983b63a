//! What plays, and where in it: the part of the state that no file keeps. Pure.

use crate::motion::repertoire::{telling, turn};
use crate::performer::{ClipInfo, Performance, Said};
use project::Project;

/// What plays, and where in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Playback {
    pub(crate) is_playing: bool,
    /// The clip that has the say over the body.
    pub(crate) clip: String,
    /// Where in it, in seconds.
    pub(crate) seconds: f32,
    /// What the character on the stage can do; nothing while none can move.
    pub(crate) clips: Vec<ClipInfo>,
    /// What is shown while nothing plays, if somebody chose it.
    held: Option<Held>,
}

/// A moment of a clip, chosen while a state was on.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    state: String,
    clip: String,
    seconds: f32,
}

impl Playback {
    /// Before anybody can move.
    pub(crate) fn beginning(is_playing: bool) -> Self {
        Self { is_playing, ..Self::default() }
    }

    /// Whether there is somebody who can move.
    pub(crate) fn can_play(&self) -> bool {
        !self.clips.is_empty()
    }

    /// How long the clip is, in seconds.
    pub(crate) fn duration_s(&self) -> f32 {
        self.clips.iter().find(|it| it.name == self.clip).map_or(0.0, |it| it.duration_s)
    }

    /// Goes on, or stops where it is.
    pub(crate) fn play(&mut self, project: &Project, is_playing: bool) {
        if is_playing || !self.is_playing {
            self.is_playing = is_playing;
        } else {
            self.scrub(project, self.seconds);
        }
    }

    /// Stops, and shows this second of the clip.
    pub(crate) fn scrub(&mut self, project: &Project, seconds: f32) {
        let Performance { clip, .. } = self.performance(project);
        let clip = if self.is_playing && !self.clip.is_empty() { self.clip.clone() } else { clip };
        self.is_playing = false;
        self.seconds = seconds.clamp(0.0, self.duration_s());
        let state = project.scene.clip.clone();
        self.held = Some(Held { state, clip, seconds: self.seconds });
    }

    /// Takes note of what the performer tells.
    pub(crate) fn hear(&mut self, said: &Said) {
        match said {
            Said::Ready { clips, .. } => self.clips.clone_from(clips),
            Said::At { clip, seconds } => {
                self.clip.clone_from(clip);
                self.seconds = *seconds;
            }
            Said::Lost => *self = Self::default(),
            Said::Drawn { .. } | Said::Refused(_) => {}
        }
    }

    /// What the performer is to do: play what the project says, or hold the moment that was chosen,
    /// or else the one that tells best what it would be.
    pub(crate) fn performance(&self, project: &Project) -> Performance {
        let scene = &project.scene;
        let (clip, at) = match &self.held {
            _ if self.is_playing => (scene.clip.clone(), None),
            Some(held) if held.state == scene.clip => (held.clip.clone(), Some(held.seconds)),
            _ => {
                let clip = turn(&scene.clip).map_or(scene.clip.as_str(), |it| it.clip);
                (clip.to_owned(), Some(telling(clip)))
            }
        };
        Performance { clip, speed: scene.speed, is_playing: self.is_playing, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::performer::Renderer;
    use project::Edit;

    fn info(name: &str) -> ClipInfo {
        ClipInfo { name: name.to_owned(), duration_s: 4.0, is_loop: true }
    }

    fn ready() -> Playback {
        let mut playback = Playback { is_playing: true, ..Playback::default() };
        let clips = vec![info("idle_1"), info("idle_2"), info("dance_1")];
        playback.hear(&Said::Ready { renderer: Renderer::WebGl2, clips });
        playback.hear(&Said::At { clip: "idle_2".to_owned(), seconds: 1.5 });
        playback
    }

    #[test]
    fn what_plays_is_the_state_and_what_is_held_the_clip_of_that_moment() {
        let (mut playback, project) = (ready(), Project::default());
        let playing = playback.performance(&project);
        assert_eq!((playing.clip.as_str(), playing.at), ("idle", None));
        playback.play(&project, false);
        let held = playback.performance(&project);
        assert_eq!((held.clip.as_str(), held.at, held.is_playing), ("idle_2", Some(1.5), false));
        playback.scrub(&project, 99.0);
        assert_eq!(playback.performance(&project).at, Some(4.0), "not past the end");
        playback.play(&project, true);
        assert_eq!(playback.performance(&project), playing);
    }

    #[test]
    fn who_has_not_pressed_play_sees_the_moment_that_tells_best() {
        let dancing = Project::default().with(Edit::Clip("dance_1".to_owned()));
        let mut playback = Playback { is_playing: false, ..ready() };
        let still = playback.performance(&dancing);
        assert_eq!((still.clip.as_str(), still.at), ("dance_1", Some(0.5)));
        // What was held of another state does not come back with this one.
        playback.scrub(&Project::default(), 2.0);
        assert_eq!(playback.performance(&dancing), still);
        assert_eq!(playback.performance(&Project::default()).at, Some(2.0));
    }

    #[test]
    fn nobody_plays_when_nobody_can_move() {
        let mut playback = ready();
        assert!(playback.can_play());
        playback.hear(&Said::Lost);
        assert!(!playback.can_play() && !playback.is_playing);
        assert_eq!(playback.duration_s(), 0.0);
    }
}
