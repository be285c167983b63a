//! A production that is being written: clips, picture, parts, and what is still missing. Pure.

use creator::manifest::{self, CLIPS_MAX, NAME_CHARS_MAX};
use wire::access::Production;
use wire::job::{Clip, Transition};

use super::state::Edit;
use crate::amount::{Writing, typed};

/// The parts that an agent makes, in the order of [`Draft::parts`].
pub(super) const PARTS: [(&str, &str); 5] = [
    ("Characters", "An agent designs them."),
    ("One style throughout", "An agent keeps to it."),
    ("Voices", "An agent gives them."),
    ("Effects", "An agent makes them."),
    ("Scenes", "An agent composes them."),
];

/// One clip as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClipDraft {
    /// Stays the same when the clip moves.
    pub(super) key: u32,
    pub(super) name: String,
    /// As it was typed.
    pub(super) seconds: String,
    pub(super) transition: Transition,
}

/// The production as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) resolution: &'static str,
    pub(super) fps: u32,
    pub(super) pack: String,
    pub(super) parts: [bool; 5],
    pub(super) clips: Vec<ClipDraft>,
    next_key: u32,
}

impl Default for Draft {
    fn default() -> Self {
        let clip = |key, name: &str, seconds: &str, transition| ClipDraft {
            key,
            name: name.into(),
            seconds: seconds.into(),
            transition,
        };
        Self {
            title: String::new(),
            resolution: "720p",
            fps: 24,
            pack: "basic".into(),
            parts: [false, false, true, false, false],
            clips: vec![
                clip(0, "Opening", "4", Transition::Fade),
                clip(1, "First scene", "12", Transition::Cut),
            ],
            next_key: 2,
        }
    }
}

/// What stands in the way of an order, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missing {
    /// The clip that is meant, if it is one.
    pub(super) clip: Option<u32>,
    pub(super) words: String,
}

impl Draft {
    pub(super) fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Title(title) => self.title = title,
            Edit::Resolution(resolution) => self.resolution = resolution,
            Edit::Fps(fps) => self.fps = fps,
            Edit::Pack(pack) => self.pack = pack,
            Edit::Part(place, on) => {
                if let Some(part) = self.parts.get_mut(place) {
                    *part = on;
                }
            }
            Edit::ClipName(key, name) => self.with(key, |clip| clip.name = name),
            Edit::ClipSeconds(key, seconds) => self.with(key, |clip| clip.seconds = seconds),
            Edit::ClipTransition(key, transition) => {
                self.with(key, |clip| clip.transition = transition);
            }
            Edit::AddClip => self.add(),
            Edit::RemoveClip(key) => {
                if self.clips.len() > 1 {
                    self.clips.retain(|clip| clip.key != key);
                }
            }
            Edit::MoveUp(key) => {
                let place = self.clips.iter().position(|clip| clip.key == key).unwrap_or(0);
                if place > 0 {
                    self.clips.swap(place, place - 1);
                }
            }
        }
    }

    fn with(&mut self, key: u32, change: impl FnOnce(&mut ClipDraft)) {
        if let Some(clip) = self.clips.iter_mut().find(|clip| clip.key == key) {
            change(clip);
        }
    }

    fn add(&mut self) {
        if self.clips.len() >= CLIPS_MAX {
            return;
        }
        let key = self.next_key;
        self.next_key += 1;
        let name = format!("Scene {}", self.clips.len());
        let transition = Transition::Cut;
        self.clips.push(ClipDraft { key, name, seconds: "8".into(), transition });
    }

    /// The clips as they are ordered.
    pub(super) fn clips(&self, writing: &Writing) -> Result<Vec<Clip>, Missing> {
        self.clips.iter().map(|clip| clip.read(writing)).collect()
    }

    /// How long all clips last together, in milliseconds; those that cannot be read count nothing.
    pub(super) fn length_ms(&self, writing: &Writing) -> u64 {
        let lengths = self.clips.iter().filter_map(|clip| milliseconds(&clip.seconds, writing));
        lengths.map(u64::from).sum()
    }

    /// The production that this list of clips makes; a length that is no whole second is rounded up,
    /// for the price only: such a list cannot be ordered.
    pub(super) fn production(&self, writing: &Writing) -> Production {
        let seconds = self.length_ms(writing).div_ceil(1_000).clamp(1, 86_400);
        let [characters, style_preferences, voice, special_effects, scenes] = self.parts;
        Production {
            resolution: self.resolution.into(),
            fps: self.fps,
            duration_seconds: u32::try_from(seconds).unwrap_or(86_400),
            style_pack: self.pack.clone(),
            characters,
            style_preferences,
            voice,
            special_effects,
            scenes,
        }
    }

    /// The first thing that stands in the way of an order, by the rules that the edge will render by.
    pub(super) fn missing(&self, writing: &Writing) -> Option<Missing> {
        let here = |words: String| Some(Missing { clip: None, words });
        let clips = match self.clips(writing) {
            Ok(clips) => clips,
            Err(missing) => return Some(missing),
        };
        if !self.length_ms(writing).is_multiple_of(1_000) {
            let words = "All clips together have to last whole seconds. Make one a little longer.";
            return here(words.into());
        }
        let title = if self.title.trim().is_empty() { "Untitled" } else { self.title.trim() };
        match manifest::render("", title, &self.production(writing), &clips) {
            Err(manifest::Refusal::ClipTooShort { number }) => {
                let clip = self.clips.get(number.saturating_sub(1) as usize).map(|clip| clip.key);
                let words = "Too short for how it begins: a dissolve takes 1 s, a fade 1.5 s.";
                return Some(Missing { clip, words: words.into() });
            }
            Err(refusal) => return here(format!("{refusal}.")),
            Ok(_) => {}
        }
        if self.title.trim().is_empty() {
            return here("Give it a title.".into());
        }
        None
    }
}

impl ClipDraft {
    fn read(&self, writing: &Writing) -> Result<Clip, Missing> {
        let missing = |words: &str| Missing { clip: Some(self.key), words: words.into() };
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(missing("Give the clip a name of at most 100 letters."));
        }
        let duration_ms = milliseconds(&self.seconds, writing)
            .ok_or_else(|| missing("Write seconds such as 12 or 2.5, above zero."))?;
        Ok(Clip { name: name.into(), duration_ms, fps: None, transition: self.transition })
    }
}

/// Seconds as they were typed, in milliseconds; more than a day is no clip.
fn milliseconds(seconds: &str, writing: &Writing) -> Option<u32> {
    let plain = typed(seconds, writing, 3)?;
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let thousandths: u64 = format!("{rest:0<3}").parse().ok()?;
    let all = whole.parse::<u64>().ok()?.checked_mul(1_000)?.checked_add(thousandths)?;
    let length = u32::try_from(all).ok()?;
    (1..=manifest::CLIP_MS_MAX).contains(&length).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled() -> Draft {
        Draft { title: "Rain".into(), ..Draft::default() }
    }

    fn words(draft: &Draft) -> Option<String> {
        draft.missing(&Writing::default()).map(|missing| missing.words)
    }

    #[test]
    fn seconds_are_read_to_the_millisecond() {
        let read = |text: &str| milliseconds(text, &Writing::default());
        assert_eq!(read("12"), Some(12_000));
        assert_eq!(read("2.5"), Some(2_500));
        assert_eq!(read("0.001"), Some(1));
        for wrong in ["", "0", "x", "1.0005", "86401", "-1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(milliseconds("2,5", &Writing::learn("1.234.567,5")), Some(2_500));
    }

    #[test]
    fn the_first_draft_only_wants_a_title() {
        assert_eq!(words(&Draft::default()).as_deref(), Some("Give it a title."));
        assert_eq!(words(&titled()), None);
        let production = titled().production(&Writing::default());
        assert_eq!((production.duration_seconds, production.voice), (16, true));
    }

    #[test]
    fn clips_are_added_moved_and_removed_but_never_all() {
        let mut draft = titled();
        draft.edit(Edit::AddClip);
        let keys = |draft: &Draft| draft.clips.iter().map(|clip| clip.key).collect::<Vec<_>>();
        assert_eq!(keys(&draft), [0, 1, 2]);
        draft.edit(Edit::MoveUp(2));
        draft.edit(Edit::MoveUp(0));
        assert_eq!(keys(&draft), [0, 2, 1]);
        for key in [2, 1, 0] {
            draft.edit(Edit::RemoveClip(key));
        }
        assert_eq!(keys(&draft), [0], "one stays");
        draft.edit(Edit::AddClip);
        assert_eq!(keys(&draft), [0, 3], "a key is never used twice");
    }

    #[test]
    fn what_stands_in_the_way_is_said_where_it_is() {
        let mut draft = titled();
        draft.edit(Edit::ClipSeconds(1, "soon".into()));
        let missing = draft.missing(&Writing::default()).expect("no length");
        assert_eq!(missing.clip, Some(1));
        draft.edit(Edit::ClipSeconds(1, "11.5".into()));
        assert!(words(&draft).is_some_and(|it| it.contains("whole seconds")));
        draft.edit(Edit::ClipSeconds(0, "0.5".into()));
        let missing = draft.missing(&Writing::default()).expect("shorter than its fade");
        assert_eq!(missing.clip, Some(0));
        draft.edit(Edit::ClipTransition(0, Transition::Cut));
        assert_eq!(words(&draft), None);
        draft.edit(Edit::ClipName(0, " ".into()));
        assert!(words(&draft).is_some_and(|it| it.contains("name")));
    }

    #[test]
    fn parts_and_picture_are_ordered_as_pressed() {
        let mut draft = titled();
        draft.edit(Edit::Resolution("4K"));
        draft.edit(Edit::Fps(60));
        draft.edit(Edit::Pack("anime".into()));
        draft.edit(Edit::Part(4, true));
        draft.edit(Edit::Part(9, true));
        let production = draft.production(&Writing::default());
        assert_eq!((production.resolution.as_str(), production.fps), ("4K", 60));
        assert!(production.scenes && !production.characters);
        assert_eq!(production.style_pack, "anime");
    }
}
