//! What a character can do, as the motion drawer lists it. Pure.

use project::Framing;

/// Something a character can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The state of the standard machine (`rig::machine::standard`).
    pub(crate) state: &'static str,
    /// The clip that its pictogram shows.
    pub(crate) clip: &'static str,
    /// What people call it.
    pub(crate) name: &'static str,
    /// Whether head and shoulders alone would miss it.
    pub(crate) needs_figure: bool,
}

/// Turns of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) turns: &'static [Turn],
}

const fn whole(state: &'static str, name: &'static str) -> Turn {
    Turn { state, clip: state, name, needs_figure: true }
}

const fn upper(state: &'static str, name: &'static str) -> Turn {
    Turn { state, clip: state, name, needs_figure: false }
}

/// Everything, in the order of the drawer.
pub(crate) const KINDS: [Kind; 5] = [
    Kind {
        name: "Dances",
        turns: &[
            whole("dance_1", "Step and clap"),
            whole("dance_2", "Disco"),
            whole("dance_3", "Robot"),
            whole("dance_4", "Twist"),
            whole("dance_5", "Shuffle"),
            whole("dance_6", "Arm wave"),
            whole("dance_7", "Waltz"),
            whole("dance_8", "Air guitar"),
            whole("dance_9", "Floss"),
        ],
    },
    Kind {
        name: "Moods",
        turns: &[
            Turn { clip: "idle_1", ..upper("idle", "Stand") },
            upper("wave", "Wave"),
            upper("laugh", "Laugh"),
            upper("point", "Point"),
            upper("cheer", "Cheer"),
        ],
    },
    Kind {
        name: "Ways to go",
        turns: &[
            whole("walk", "Walk"),
            whole("run", "Run"),
            whole("climb", "Climb"),
            whole("swim", "Swim"),
        ],
    },
    Kind {
        name: "Actions",
        turns: &[
            whole("jump", "Jump"),
            whole("fall", "Fall"),
            whole("land", "Land"),
            whole("sit", "Sit"),
        ],
    },
    Kind { name: "Tools", turns: &[whole("toolslash", "Slash"), whole("toollunge", "Lunge")] },
];

/// The turn of a state.
pub(crate) fn turn(state: &str) -> Option<Turn> {
    KINDS.iter().flat_map(|kind| kind.turns).find(|it| it.state == state).copied()
}

/// How far into a clip the moment lies that tells best what it is, unless it tells of a beat itself.
const TELLING_PART: f32 = 0.42;
/// A beat this early is where the clip begins, in seconds.
const BEGUN_S: f32 = 0.05;

/// The moment that tells best what a clip is, in seconds: its first beat, if it tells of one.
pub(crate) fn telling(clip: &str) -> f32 {
    let Some(clip) = rig::clips::all().into_iter().find(|it| it.name == clip) else { return 0.0 };
    let beat = clip.events.iter().map(|it| it.time).find(|time| *time > BEGUN_S);
    beat.unwrap_or(clip.duration * TELLING_PART)
}

/// How much must be in the picture for it, if it is more than there is.
pub(crate) fn framing(state: &str, now: Framing) -> Framing {
    if turn(state).is_some_and(|it| it.needs_figure) { Framing::Full } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_a_person_can_ask_of_the_machine_is_listed_once() {
        let listed: Vec<_> = KINDS.iter().flat_map(|kind| kind.turns).collect();
        for state in rig::machine::standard() {
            // A dance by chance, and a tool at rest, are for programs.
            if ["dance", "toolnone"].contains(&state.name.as_str()) {
                continue;
            }
            let n = listed.iter().filter(|it| it.state == state.name).count();
            assert_eq!(n, 1, "{}", state.name);
        }
        let clips = rig::clips::all();
        for it in listed {
            assert!(clips.iter().any(|clip| clip.name == it.clip), "{}", it.clip);
        }
    }

    #[test]
    fn a_clip_tells_best_at_its_first_beat_or_near_its_middle() {
        assert_eq!(telling("dance_1"), 0.5);
        assert_eq!(telling("walk"), 0.52);
        assert_eq!(telling("dance_2"), 6.0 * TELLING_PART);
        assert_eq!(telling("unheard of"), 0.0);
    }

    #[test]
    fn a_dance_is_shown_from_head_to_foot_and_a_wave_as_it_is() {
        assert_eq!(framing("dance_4", Framing::Bust), Framing::Full);
        assert_eq!(framing("wave", Framing::Bust), Framing::Bust);
        assert_eq!(framing("wave", Framing::Full), Framing::Full);
        assert_eq!(framing("unheard of", Framing::Bust), Framing::Bust);
    }
}
