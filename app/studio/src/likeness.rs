//! The artist's other work: a face in a photo becomes a project. Runs in a worker of its own, which
//! ends with the answer, and the photo with it.

use character::accessory::Accessory;
use character::{Category, Look, Role};
use face::{Expression as Measured, Landmarks};
use likeness::{Likeness, read};
use picture::{Picture, Plane};
use project::{Expression, Project, format};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What belongs to a person, and not to what they wear.
const OF_THE_BODY: [Role; 8] = [
    Role::Skin,
    Role::Blush,
    Role::Lip,
    Role::Mouth,
    Role::Hair,
    Role::HairTip,
    Role::Iris,
    Role::IrisGlow,
];

/// The file of `project` with the person of a photo in it: face and hair are theirs, clothes and
/// ground stay. `rgba` are the photo's pixels, rows from the top; `points` are 478 landmarks as x,
/// y, z in parts of the photo; `alpha` is where the person is, 255 for sure, and may be empty.
///
/// # Errors
/// What is handed over is not of one size, or not a face or a project; with the sentence that says
/// which.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "two pictures with their sizes come from a message")]
pub fn likeness(
    project: &str,
    rgba: &[u8],
    width: usize,
    height: usize,
    points: &[f32],
    alpha: &[u8],
    alpha_width: usize,
    alpha_height: usize,
) -> Result<String, JsValue> {
    let sentence = |words: &dyn ToString| JsValue::from(words.to_string());
    let project = format::load(project).map_err(|refusal| sentence(&refusal))?;
    let photo = Picture::from_rgba8(width, height, rgba)
        .filter(|photo| !photo.pixels.is_empty())
        .ok_or_else(|| sentence(&"The photo's pixels are not of its size."))?;
    let points = Landmarks::from_flat(points).map_err(|refusal| sentence(&refusal))?;
    let matte = matte(alpha, alpha_width, alpha_height);
    let made = with_likeness(&project, &read(&photo, matte.as_ref(), &points));
    format::save(&made).map_err(|refusal| sentence(&refusal))
}

/// None without a matte, or with one that is not of its size.
fn matte(alpha: &[u8], width: usize, height: usize) -> Option<Plane> {
    if alpha.is_empty() || Some(alpha.len()) != width.checked_mul(height) {
        return None;
    }
    let values = alpha.iter().map(|&it| f32::from(it) / 255.0).collect();
    Some(Plane { width, height, values })
}

/// The project with another person in the same clothes, on the same ground.
fn with_likeness(project: &Project, likeness: &Likeness) -> Project {
    let worn = &project.look;
    let mut look = Look::from_face(&likeness.reading, worn.style);
    for role in Role::ALL {
        if !OF_THE_BODY.contains(&role) {
            look.palette.set(role, worn.palette.get(role));
        }
    }
    look.outfit = worn.outfit;
    look.background = worn.background;
    // Glasses are the person's; a hat, a scarf or a mask is put on.
    let is_kept = |accessory: Accessory| {
        accessory == Accessory::Mask || accessory.category() != Category::Eyewear
    };
    look.accessories.extend(worn.accessories.iter().filter(|it| is_kept(it.accessory)));
    let mut made = Project { seed: None, look, ..project.clone() };
    made.adjustments.retain(|role, _| !OF_THE_BODY.contains(role));
    made.scene.expression = expression(&likeness.expression);
    made.bounded()
}

/// The face that is made which is nearest to that of the photo.
fn expression(measured: &Measured) -> Expression {
    const OPEN: f32 = 0.35;
    const SMILES: f32 = 0.45;
    const SHUT: f32 = 0.15;
    let eyes = [measured.eye_openness_left, measured.eye_openness_right];
    match () {
        () if measured.smile > SMILES && eyes.iter().all(|&it| it < SHUT) => Expression::Laugh,
        () if measured.smile > SMILES => Expression::Smile,
        () if measured.mouth_open > OPEN => Expression::Surprised,
        () => Expression::Neutral,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::accessory::Worn;
    use character::style::hex;
    use character::{FaceReading, Style};
    use project::{Adjustment, Edit};

    fn seen(hair: u32, glasses: bool) -> Likeness {
        Likeness {
            reading: FaceReading { hair: hex(hair), glasses, ..FaceReading::default() },
            expression: Measured {
                smile: 0.9,
                eye_openness_left: 1.0,
                eye_openness_right: 1.0,
                ..Measured::default()
            },
        }
    }

    #[test]
    fn the_person_changes_and_the_clothes_stay() {
        let tint = Adjustment { hue: 40.0, ..Adjustment::default() };
        let project = Project::surprise(5, Style::Painterly)
            .with(Edit::Adjust(Role::Hair, tint))
            .with(Edit::Adjust(Role::Cloth, tint));
        let made = with_likeness(&project, &seen(0x30_2018, false));
        assert_eq!(made.look.outfit, project.look.outfit);
        assert_eq!(made.palette().get(Role::Cloth), project.palette().get(Role::Cloth));
        assert_ne!(made.palette().get(Role::Hair), project.palette().get(Role::Hair));
        assert!(!made.adjustments.contains_key(&Role::Hair));
        assert_eq!(made.look.style, Style::Painterly);
        assert_eq!(made.scene.expression, Expression::Smile);
        assert_eq!(made.seed, None);
        let other = with_likeness(&project, &seen(0xD0_A060, false));
        assert_ne!(made.look, other.look);
        assert_eq!(
            with_likeness(&other, &seen(0x30_2018, false)),
            made,
            "and not of the way there"
        );
    }

    #[test]
    fn glasses_are_the_persons_and_a_hat_stays_on() {
        let mut project = Project::default();
        project.look.accessories =
            [Accessory::Sunglasses, Accessory::Cap, Accessory::Mask].map(Worn::new).into();
        let worn = |glasses| -> Vec<Accessory> {
            let made = with_likeness(&project, &seen(0x30_2018, glasses));
            made.look.accessories.iter().map(|it| it.accessory).collect()
        };
        assert_eq!(worn(false), [Accessory::Cap, Accessory::Mask]);
        assert_eq!(worn(true).len(), 3);
        assert!(!worn(true).contains(&Accessory::Sunglasses));
    }

    #[test]
    fn a_matte_of_another_size_is_none() {
        assert_eq!(matte(&[], 0, 0), None);
        assert_eq!(matte(&[255; 5], 2, 2), None);
        assert!(matte(&[255; 4], 2, 2).is_some_and(|it| it.values == [1.0; 4]));
    }
}
