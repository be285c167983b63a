//! Decisions, one at a time.

use character::accessory::{Accessory, Worn};
use character::background::Background;
use character::brow::Brows;
use character::eye::Eyes;
use character::face::{FaceShape, NoseShape};
use character::hair::Hair;
use character::mouth::MouthShape;
use character::outfit::Outfit;
use character::{Colour, Look, Mark, Role, Style};
use serde::{Deserialize, Serialize};

use crate::{Adjustment, Expression, Framing, Project};

/// One part of the look, as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The outline of the face.
    Face(FaceShape),
    /// How wide the jaw is.
    Jaw(f32),
    /// Shape, size and place of the eyes.
    Eyes(Eyes),
    /// Shape and tilt of the brows.
    Brows(Brows),
    /// The shape of the nose.
    Nose(NoseShape),
    /// How wide the nose is.
    NoseWidth(f32),
    /// The shape of the mouth.
    Mouth(MouthShape),
    /// How wide the mouth is.
    MouthWidth(f32),
    /// Front, side and back of the hair.
    Hair(Hair),
    /// A mark on the skin.
    Mark(Mark),
    /// What is worn, in the colours that it is made for.
    Outfit(Outfit),
    /// What stands behind.
    Background(Background),
}

/// One decision of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Another character altogether.
    Replace(Box<Project>),
    /// Drawn in another style.
    Style(Style),
    /// Another part.
    Part(Part),
    /// A colour is chosen; what was done to the old one is forgotten.
    Colour(Role, Colour),
    /// A colour is changed a little.
    Adjust(Role, Adjustment),
    /// An accessory is put on; nothing if it is worn, or too much is.
    PutOn(Accessory),
    /// The accessory at this place of the list is taken off.
    TakeOff(usize),
    /// The accessory at this place of the list is moved, turned or scaled.
    Move(usize, Worn),
    /// The clip that plays.
    Clip(String),
    /// How fast it plays.
    Speed(f32),
    /// The face that is made.
    Expression(Expression),
    /// How much is in the picture.
    Framing(Framing),
}

impl Project {
    /// The project after a decision.
    pub fn with(&self, edit: Edit) -> Self {
        let mut next = self.clone();
        match edit {
            Edit::Replace(other) => next = *other,
            Edit::Style(style) => next.look.style = style,
            Edit::Part(part) => next.put(part),
            Edit::Colour(role, colour) => {
                next.look.palette.set(role, colour);
                next.adjustments.remove(&role);
            }
            Edit::Adjust(role, adjustment) => {
                next.adjustments.insert(role, adjustment);
            }
            Edit::PutOn(accessory) => put_on(&mut next.look, accessory),
            Edit::TakeOff(index) => {
                if index < next.look.accessories.len() {
                    next.look.accessories.remove(index);
                }
            }
            Edit::Move(index, worn) => {
                if let Some(place) = next.look.accessories.get_mut(index) {
                    *place = worn;
                }
            }
            Edit::Clip(clip) => next.scene.clip = clip,
            Edit::Speed(speed) => next.scene.speed = speed,
            Edit::Expression(expression) => next.scene.expression = expression,
            Edit::Framing(framing) => next.scene.framing = framing,
        }
        next.bounded()
    }

    fn put(&mut self, part: Part) {
        let look = &mut self.look;
        match part {
            Part::Face(face) => look.face = face,
            Part::Jaw(jaw) => look.jaw = jaw,
            Part::Eyes(eyes) => look.eyes = eyes,
            Part::Brows(brows) => look.brows = brows,
            Part::Nose(nose) => look.nose = nose,
            Part::NoseWidth(width) => look.nose_width = width,
            Part::Mouth(mouth) => look.mouth = mouth,
            Part::MouthWidth(width) => look.mouth_width = width,
            Part::Hair(hair) => look.hair = hair,
            Part::Mark(mark) => look.mark = mark,
            Part::Outfit(outfit) => {
                look.outfit = outfit;
                // Clothes come in their own colours; skin, hair and eyes are the person's.
                let own = outfit.palette();
                for role in CLOTHES {
                    look.palette.set(role, own.get(role));
                    self.adjustments.remove(&role);
                }
            }
            Part::Background(background) => look.background = background,
        }
    }
}

/// The roles that belong to what is worn.
const CLOTHES: [Role; 7] = [
    Role::Cloth,
    Role::ClothSecond,
    Role::ClothLower,
    Role::Leather,
    Role::Trim,
    Role::Accent,
    Role::Metal,
];

fn put_on(look: &mut Look, accessory: Accessory) {
    if look.accessories.iter().any(|worn| worn.accessory == accessory) {
        return;
    }
    // Nobody wears two hats: what has the same place gives way.
    let gives_way =
        |worn: &Worn| place(accessory).is_some_and(|it| place(worn.accessory) == Some(it));
    look.accessories.retain(|worn| !gives_way(worn));
    if look.accessories.len() < Worn::COUNT_MAX {
        look.accessories.push(Worn::new(accessory));
    }
}

/// A place on the body that has room for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Eyes,
    Crown,
}

/// The place that an accessory needs for itself; none if it goes with everything.
const fn place(accessory: Accessory) -> Option<Place> {
    match accessory {
        Accessory::RoundGlasses | Accessory::SquareGlasses | Accessory::Sunglasses => {
            Some(Place::Eyes)
        }
        Accessory::Cap | Accessory::Beanie | Accessory::StrawHat => Some(Place::Crown),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::style::hex;

    #[test]
    fn a_hat_takes_the_place_of_another_one_and_leaves_the_rest() {
        let mut project = Project::default();
        project.look.accessories.clear();
        for accessory in [Accessory::Cap, Accessory::Scarf, Accessory::Sunglasses] {
            project = project.with(Edit::PutOn(accessory));
        }
        let worn = |it: &Project| -> Vec<_> {
            it.look.accessories.iter().map(|worn| worn.accessory).collect()
        };
        let hatted = project.with(Edit::PutOn(Accessory::StrawHat));
        let expected = [Accessory::Scarf, Accessory::Sunglasses, Accessory::StrawHat];
        assert_eq!(worn(&hatted), expected);
        let read = hatted.with(Edit::PutOn(Accessory::RoundGlasses));
        assert_eq!(worn(&read)[1..], [Accessory::StrawHat, Accessory::RoundGlasses]);
    }

    #[test]
    fn a_chosen_colour_is_the_colour_and_clothes_come_in_their_own() {
        let project = Project::surprise(7, Style::default());
        let tinted =
            project.with(Edit::Adjust(Role::Hair, Adjustment { hue: 40.0, ..Default::default() }));
        assert_ne!(tinted.palette().get(Role::Hair), project.palette().get(Role::Hair));
        assert_eq!(tinted.look, project.look, "what was chosen is kept");
        let red = tinted.with(Edit::Colour(Role::Hair, hex(0xC0_2030)));
        assert_eq!(red.palette().get(Role::Hair), hex(0xC0_2030));
        for outfit in Outfit::ALL {
            let dressed = red.with(Edit::Part(Part::Outfit(outfit)));
            assert_eq!(dressed.palette().get(Role::Cloth), outfit.palette().get(Role::Cloth));
            assert_eq!(dressed.palette().get(Role::Hair), hex(0xC0_2030));
        }
    }

    #[test]
    fn an_accessory_is_worn_once_and_only_so_many() {
        let mut project = Project::default();
        let all: Vec<_> = Accessory::ALL.into_iter().filter(|it| place(*it).is_none()).collect();
        for accessory in all.iter().chain(&all) {
            project = project.with(Edit::PutOn(*accessory));
        }
        let worn: Vec<_> = project.look.accessories.iter().map(|it| it.accessory).collect();
        assert_eq!(worn, all[..Worn::COUNT_MAX]);
        let moved = Worn { x: 1e9, ..project.look.accessories[1] };
        let project = project.with(Edit::Move(1, moved)).with(Edit::TakeOff(0));
        assert_eq!(project.look.accessories[0].x, Worn::SHIFT_MAX, "bounds hold");
        assert_eq!(project.with(Edit::TakeOff(99)), project);
    }
}
