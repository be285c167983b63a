//! What lies in each drawer of the wardrobe: every choice with the decision it stands for. Pure.

use character::accessory::Accessory;
use character::background::Background;
use character::brow::{BrowShape, Brows};
use character::eye::{EyeShape, Eyes};
use character::face::{FaceShape, NoseShape};
use character::hair::{BackHair, FrontHair, Hair, HairStyle, SideHair};
use character::mouth::MouthShape;
use character::outfit::Outfit;
use character::{Mark, Style};
use project::{Edit, Part, Project};

use crate::words::words;

/// A drawer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Drawer {
    #[default]
    Outfit,
    Hair,
    Eyes,
    Face,
    Extras,
    Ground,
    Motion,
}

impl Drawer {
    /// Every drawer, with its name.
    pub(crate) const ALL: [(Self, &'static str); 7] = [
        (Self::Outfit, "Outfit"),
        (Self::Hair, "Hair"),
        (Self::Eyes, "Eyes"),
        (Self::Face, "Face"),
        (Self::Extras, "Extras"),
        (Self::Ground, "Ground"),
        (Self::Motion, "Motion"),
    ];
}

/// The part of the canvas that a small picture shows: left, top, right, bottom.
pub(crate) type Region = [f32; 4];

/// Head and shoulders.
pub(crate) const BUST: Region = [0.0, 0.0, 1024.0, 1024.0];
/// From head to foot, with the ground.
pub(crate) const FULL: Region = [-56.0, 0.0, 1080.0, 2130.0];
const CLOTHES: Region = [150.0, 520.0, 874.0, 1244.0];
const HEAD: Region = [170.0, 30.0, 854.0, 714.0];
const EYES: Region = [330.0, 290.0, 694.0, 654.0];

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Its name.
    pub(crate) name: String,
    /// The decision.
    pub(crate) edit: Edit,
    /// Whether it is what is worn now.
    pub(crate) is_chosen: bool,
}

/// Choices of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// What is chosen.
    pub(crate) name: &'static str,
    /// What a small picture shows.
    pub(crate) region: Region,
    pub(crate) choices: Vec<Choice>,
}

fn group<T: Copy + PartialEq>(
    name: &'static str,
    region: Region,
    all: &[T],
    chosen: Option<T>,
    label: impl Fn(T) -> &'static str,
    part: impl Fn(T) -> Part,
) -> Group {
    let choice = |&value: &T| Choice {
        name: words(label(value)),
        edit: Edit::Part(part(value)),
        is_chosen: chosen == Some(value),
    };
    Group { name, region, choices: all.iter().map(choice).collect() }
}

/// What lies in a drawer.
pub(crate) fn groups(drawer: Drawer, project: &Project) -> Vec<Group> {
    let look = &project.look;
    match drawer {
        Drawer::Outfit => {
            vec![group(
                "Outfit",
                CLOTHES,
                &Outfit::ALL,
                Some(look.outfit),
                Outfit::label,
                Part::Outfit,
            )]
        }
        Drawer::Hair => hair(look.hair),
        Drawer::Eyes => {
            let eyes = |shape| Part::Eyes(Eyes { shape, ..look.eyes });
            let brows = |shape| Part::Brows(Brows { shape, ..look.brows });
            vec![
                group("Eyes", EYES, &EyeShape::ALL, Some(look.eyes.shape), EyeShape::label, eyes),
                group(
                    "Brows",
                    EYES,
                    &BrowShape::ALL,
                    Some(look.brows.shape),
                    BrowShape::label,
                    brows,
                ),
            ]
        }
        Drawer::Face => vec![
            group("Face", HEAD, &FaceShape::ALL, Some(look.face), FaceShape::label, Part::Face),
            group("Nose", EYES, &NoseShape::ALL, Some(look.nose), NoseShape::label, Part::Nose),
            group(
                "Mouth",
                EYES,
                &MouthShape::ALL,
                Some(look.mouth),
                MouthShape::label,
                Part::Mouth,
            ),
            group("Marks", EYES, &Mark::ALL, Some(look.mark), mark, Part::Mark),
        ],
        Drawer::Extras => vec![extras(project)],
        // What it does is drawn by pictograms (`motion::drawer`).
        Drawer::Motion => vec![],
        Drawer::Ground => vec![group(
            "Ground",
            BUST,
            &Background::ALL,
            Some(look.background),
            Background::label,
            Part::Background,
        )],
    }
}

const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::None => "none",
        Mark::Mole => "mole",
        Mark::Freckles => "freckles",
    }
}

fn hair(hair: Hair) -> Vec<Group> {
    let kept = |style| Hair { ahoge: hair.ahoge, mirrored: hair.mirrored, ..Hair::of(style) };
    let whole = HairStyle::ALL.iter().copied().find(|&style| kept(style) == hair);
    let front = |front| Part::Hair(Hair { front, ..hair });
    let side = |side| Part::Hair(Hair { side, ..hair });
    let back = |back| Part::Hair(Hair { back, ..hair });
    vec![
        group("Hair", HEAD, HairStyle::ALL, whole, HairStyle::label, |it| Part::Hair(kept(it))),
        group("Fringe", HEAD, FrontHair::ALL, Some(hair.front), FrontHair::label, front),
        group("Sides", HEAD, SideHair::ALL, Some(hair.side), SideHair::label, side),
        group("Back", BUST, BackHair::ALL, Some(hair.back), BackHair::label, back),
    ]
}

/// Pressing what is worn takes it off.
fn extras(project: &Project) -> Group {
    let worn = &project.look.accessories;
    let choice = |accessory: Accessory| {
        let place = worn.iter().position(|it| it.accessory == accessory);
        Choice {
            name: words(accessory.label()),
            edit: place.map_or(Edit::PutOn(accessory), Edit::TakeOff),
            is_chosen: place.is_some(),
        }
    };
    Group { name: "Extras", region: BUST, choices: Accessory::ALL.map(choice).into() }
}

/// The four styles.
pub(crate) fn styles(project: &Project) -> Group {
    let name = |style| match style {
        Style::Vibrant => "Vibrant",
        Style::WarmCel => "Warm cel",
        Style::Painterly => "Painterly",
        Style::BoldCel => "Bold cel",
    };
    let choice = |style: Style| Choice {
        name: name(style).to_owned(),
        edit: Edit::Style(style),
        is_chosen: project.look.style == style,
    };
    Group { name: "Style", region: HEAD, choices: Style::ALL.map(choice).into() }
}

/// The project that the small picture of a choice shows.
pub(crate) fn pictured(project: &Project, choice: &Choice) -> Project {
    match choice.edit {
        // What is worn is shown as it is, not as it would be without.
        Edit::TakeOff(_) => project.clone(),
        ref edit => project.with(edit.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawer_holds_choices_with_names_and_at_most_one_is_chosen() {
        let project = Project::surprise(5, Style::default());
        for (drawer, _) in Drawer::ALL {
            for group in groups(drawer, &project) {
                let names: Vec<_> = group.choices.iter().map(|it| &it.name).collect();
                assert!(names.iter().all(|it| !it.is_empty()), "{drawer:?} {}", group.name);
                let mut once = names.clone();
                once.sort();
                once.dedup();
                assert_eq!(once.len(), names.len(), "{drawer:?} {}: {names:?}", group.name);
                let n_chosen = group.choices.iter().filter(|it| it.is_chosen).count();
                assert!(drawer == Drawer::Extras || n_chosen <= 1, "{drawer:?} {}", group.name);
            }
        }
    }

    #[test]
    fn a_choice_that_was_made_is_the_chosen_one() {
        let project = Project::surprise(5, Style::default());
        for (drawer, _) in Drawer::ALL {
            for (g, group) in groups(drawer, &project).iter().enumerate() {
                for (c, choice) in group.choices.iter().enumerate() {
                    let after = groups(drawer, &project.with(choice.edit.clone()));
                    let is_worn = matches!(choice.edit, Edit::TakeOff(_));
                    assert_eq!(after[g].choices[c].is_chosen, !is_worn, "{}", choice.name);
                }
            }
        }
    }
}
