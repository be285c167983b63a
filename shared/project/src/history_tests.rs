use super::*;
use crate::{Adjustment, Expression, Framing, Part, format};
use character::accessory::{Accessory, Worn};
use character::background::Background;
use character::eye::{EyeShape, Eyes};
use character::face::FaceShape;
use character::geometry::noise::Random;
use character::hair::{Hair, HairStyle};
use character::outfit::Outfit;
use character::style::hex;
use character::{Role, Style};

/// Any decision a person could come to.
fn any(random: &mut Random) -> Edit {
    let degrees = random.between(-200.0, 200.0);
    let place = (random.between(0.0, 6.0)) as usize;
    match random.between(0.0, 14.0) as u32 {
        0 => Edit::Style(*random.pick(&Style::ALL)),
        1 => Edit::Part(Part::Face(*random.pick(&FaceShape::ALL))),
        2 => Edit::Part(Part::Hair(Hair::of(*random.pick(HairStyle::ALL)))),
        3 => Edit::Part(Part::Outfit(*random.pick(&Outfit::ALL))),
        4 => Edit::Part(Part::Background(*random.pick(&Background::ALL))),
        5 => Edit::Part(Part::Eyes(Eyes {
            shape: *random.pick(&EyeShape::ALL),
            tilt: degrees / 40.0,
            ..Eyes::default()
        })),
        6 => Edit::Colour(*random.pick(&Role::ALL), hex(random.between(0.0, 16_777_215.0) as u32)),
        7 => Edit::Adjust(
            *random.pick(&Role::ALL),
            Adjustment { hue: degrees, contrast: degrees / 2.0, ..Adjustment::default() },
        ),
        8 => Edit::PutOn(*random.pick(&Accessory::ALL)),
        9 => Edit::TakeOff(place),
        10 => Edit::Move(
            place,
            Worn { x: degrees, y: -degrees, ..Worn::new(*random.pick(&Accessory::ALL)) },
        ),
        11 => Edit::Expression(*random.pick(&Expression::ALL)),
        12 => Edit::Framing(*random.pick(&[Framing::Bust, Framing::Full])),
        _ => Edit::Replace(Box::new(Project::surprise(place as u64, Style::default()))),
    }
}

fn bytes(history: &History) -> String {
    format::save(history.present()).expect("a project of ours can be saved")
}

#[test]
fn a_thousand_edits_undone_give_the_same_bytes_and_redone_too() {
    for seed in 0..4 {
        let mut random = Random::new(seed);
        let mut history = History::new(Project::surprise(seed, Style::default()));
        let mut seen = vec![bytes(&history)];
        let mut grip = 0;
        for _ in 0..1_000 {
            // A third are drags, of which some go on.
            grip += u64::from(random.chance(0.7));
            let held = random.chance(0.33).then_some(Grip(grip));
            let n_before = history.past.len();
            if history.apply(any(&mut random), held) {
                seen.truncate(n_before + 1);
                if history.past.len() > n_before {
                    seen.push(bytes(&history));
                } else {
                    let last = history.past.len();
                    seen.truncate(last);
                    seen.push(bytes(&history));
                }
            }
        }
        assert_eq!(seen.len(), history.past.len() + 1);
        let (first, last) = (seen[0].clone(), bytes(&history));
        for expected in seen.iter().rev() {
            assert_eq!(&bytes(&history), expected);
            history.undo();
        }
        assert_eq!(bytes(&history), first);
        assert!(!history.can_undo() && !history.undo());
        while history.redo() {}
        assert_eq!(bytes(&history), last);
    }
}

#[test]
fn a_drag_is_one_step_and_one_that_comes_back_is_none() {
    let hue = |hue: f32| Edit::Adjust(Role::Hair, Adjustment { hue, ..Adjustment::default() });
    let mut history = History::new(Project::default());
    for degree in 1_u8..=90 {
        assert!(history.apply(hue(f32::from(degree)), Some(Grip(1))));
    }
    assert_eq!(history.past.len(), 1);
    history.release();
    history.apply(hue(100.0), Some(Grip(1)));
    assert_eq!(history.past.len(), 2, "after letting go it is another drag");
    history.undo();
    history.undo();
    assert_eq!(history.present(), &Project::default());
    history.apply(hue(10.0), Some(Grip(2)));
    history.apply(hue(0.0), Some(Grip(2)));
    assert!(!history.can_undo(), "dragged back to where it was");
}

#[test]
fn what_changes_nothing_is_no_step_and_a_new_step_forgets_the_undone() {
    let mut history = History::new(Project::default());
    assert!(!history.apply(Edit::Speed(1.0), None));
    assert!(history.apply(Edit::Speed(2.0), None));
    history.undo();
    assert!(history.can_redo());
    assert!(history.apply(Edit::Framing(Framing::Full), None));
    assert!(!history.can_redo() && !history.redo());
}

#[test]
fn the_past_has_a_bound() {
    let mut history = History::new(Project::default());
    for n in 0..STEPS_MAX + 50 {
        history.apply(Edit::Clip(format!("clip_{n}")), None);
    }
    assert_eq!(history.past.len(), STEPS_MAX);
}
