//! What a face does is read from its points: one movement, one number, however the head is turned.

mod film;

use face::indices::{CHIN, LOWER_LIP_INNER, MOUTH_LEFT, MOUTH_RIGHT, UPPER_LIP_INNER};
use face::{Landmarks, Pose};
use tracking::{Measures, Neutral, Shape, Shapes, Sight, vowel};

const STRAIGHT: Pose = Pose { yaw: 0.0, pitch: 0.0, roll: 0.0 };
/// Where heads turn in front of a camera.
const POSES: [Pose; 6] = [
    STRAIGHT,
    Pose { yaw: 22.0, pitch: 0.0, roll: 0.0 },
    Pose { yaw: -22.0, pitch: 6.0, roll: 8.0 },
    Pose { yaw: 0.0, pitch: 16.0, roll: 0.0 },
    Pose { yaw: 8.0, pitch: -16.0, roll: -6.0 },
    Pose { yaw: 0.0, pitch: 0.0, roll: 25.0 },
];

type Edit<'a> = &'a dyn Fn(usize, [f64; 3]) -> [f64; 3];

/// The canonical face with its lips closed.
fn closed(index: usize, [x, y, z]: [f64; 3]) -> [f64; 3] {
    if index == LOWER_LIP_INNER { [x, y + 0.5, z] } else { [x, y, z] }
}

fn neutral() -> Neutral {
    let (measures, pose) = film::measured(&film::face(STRAIGHT, closed));
    Neutral { measures, pose }
}

/// What a face reads as that does this, turned like that.
fn read(pose: Pose, edit: Edit<'_>) -> Shapes {
    let landmarks = film::face(pose, |index, point| edit(index, closed(index, point)));
    let (measures, pose) = film::measured(&landmarks);
    Sight::of(&measures, pose, &neutral()).shapes
}

fn is_corner(index: usize) -> bool {
    [MOUTH_LEFT, MOUTH_RIGHT, 78, 308].contains(&index)
}

/// Opens the mouth by so many centimetres, chin and lower lip.
fn jaw(open: f64) -> impl Fn(usize, [f64; 3]) -> [f64; 3] {
    move |index, [x, y, z]| match index {
        CHIN => [x, y - 0.8 * open, z],
        LOWER_LIP_INNER => [x, y - open, z],
        _ => [x, y, z],
    }
}

#[test]
fn a_face_at_rest_reads_as_rest_however_it_is_turned() {
    for pose in POSES {
        let shapes = read(pose, &|_, point| point);
        for (shape, name) in Shape::ALL {
            // A nose that points at the camera looks longer: what is measured from it, moves.
            let limit = if name.starts_with("mouthUpperUp") { 0.5 } else { 0.3 };
            let score = shapes.get(shape);
            assert!(score < limit, "{name} is {score} at {pose:?}");
        }
        let said = vowel::spoken(&shapes);
        // Below this no mouth appears (`character::rigging`).
        assert!(said.iter().all(|it| *it < 0.22), "{said:?} at {pose:?}");
    }
}

#[test]
fn each_movement_moves_its_own_number_however_the_head_is_turned() {
    const LIDS: [usize; 6] = [160, 144, 159, 145, 158, 153];
    let cases: [(&str, Shape, f32, Edit<'_>); 6] = [
        ("a wink of the right eye", Shape::EyeBlinkRight, 0.75, &|index, [x, y, z]| {
            if LIDS.contains(&index) { [x, 2.6, z] } else { [x, y, z] }
        }),
        ("the left brow up", Shape::BrowOuterUpLeft, 0.6, &|index, [x, y, z]| {
            let brow = [300, 293, 334, 296, 336].contains(&index);
            if brow { [x, y + 0.5, z] } else { [x, y, z] }
        }),
        ("a smile", Shape::MouthSmileLeft, 0.6, &|index, [x, y, z]| {
            if is_corner(index) { [x * 1.25, y + 0.55, z] } else { [x, y, z] }
        }),
        ("an open jaw", Shape::JawOpen, 0.5, &|index, point| jaw(3.0)(index, point)),
        ("pursed lips", Shape::MouthPucker, 0.5, &|index, [x, y, z]| {
            if is_corner(index) { [x * 0.72, y, z + 0.3] } else { [x, y, z] }
        }),
        ("a glance to the left", Shape::EyeLookOutLeft, 0.6, &|index, [x, y, z]| {
            if index >= 468 { [x + 0.5, y, z] } else { [x, y, z] }
        }),
    ];
    for (name, shape, least, edit) in cases {
        for pose in POSES {
            let score = read(pose, edit).get(shape);
            assert!(score > least, "{name} is {score} at {pose:?}");
        }
    }
    let wink = read(STRAIGHT, cases[0].3);
    assert!(wink.get(Shape::EyeBlinkLeft) < 0.1, "{wink:?}");
    let brow = read(STRAIGHT, cases[1].3);
    assert!(brow.get(Shape::BrowOuterUpRight) < 0.1, "{brow:?}");
    let pursed = read(STRAIGHT, cases[4].3);
    assert!(pursed.get(Shape::MouthFunnel) < 0.2 && pursed.get(Shape::JawOpen) < 0.1);
}

/// Mouths of people who speak, as changes of the face at rest.
#[test]
fn mouths_that_speak_are_heard() {
    let spread = |by: f64, open: f64| {
        move |index: usize, [x, y, z]: [f64; 3]| {
            let [_, y, z] = jaw(open)(index, [x, y, z]);
            if is_corner(index) { [x * by, y, z] } else { [x, y, z] }
        }
    };
    let i = |index: usize, point: [f64; 3]| {
        let [x, y, z] = spread(1.16, 0.0)(index, point);
        match index {
            UPPER_LIP_INNER => [x, y + 0.22, z],
            LOWER_LIP_INNER => [x, y - 0.3, z],
            _ => [x, y, z],
        }
    };
    let cases: [(&str, Edit<'_>); 5] = [
        ("A", &spread(0.97, 3.2)),
        ("I", &i),
        ("U", &spread(0.7, 0.25)),
        ("E", &spread(1.10, 1.5)),
        ("O", &spread(0.68, 2.2)),
    ];
    for (vowel, (name, edit)) in cases.iter().enumerate() {
        let shapes = read(STRAIGHT, edit);
        let said = vowel::spoken(&shapes);
        let loudest = (0..5).max_by(|a, b| said[*a].total_cmp(&said[*b]));
        assert!(loudest == Some(vowel) && said[vowel] > 0.5, "{name}: {said:?}, {shapes:?}");
    }
}

/// The points that are measured, of MediaPipe's public test portrait (820 x 1024; from
/// google-ai-edge/mediapipe, Apache-2.0), which come without depths.
const PORTRAIT: &[(usize, [f32; 2])] = &[
    (2, [0.498_35, 0.232_90]),
    (13, [0.496_83, 0.255_97]),
    (14, [0.496_61, 0.276_27]),
    (33, [0.422_29, 0.173_25]),
    (61, [0.433_44, 0.257_85]),
    (63, [0.411_16, 0.152_48]),
    (66, [0.449_88, 0.147_50]),
    (70, [0.399_15, 0.159_10]),
    (78, [0.437_94, 0.258_43]),
    (105, [0.428_36, 0.147_77]),
    (107, [0.473_07, 0.148_62]),
    (133, [0.466_73, 0.174_25]),
    (144, [0.436_16, 0.175_47]),
    (145, [0.444_28, 0.175_54]),
    (152, [0.498_19, 0.336_88]),
    (153, [0.452_13, 0.175_07]),
    (158, [0.448_64, 0.168_01]),
    (159, [0.440_61, 0.167_91]),
    (160, [0.432_61, 0.169_18]),
    (263, [0.571_50, 0.172_31]),
    (291, [0.554_43, 0.254_15]),
    (293, [0.582_16, 0.150_90]),
    (296, [0.545_17, 0.146_33]),
    (300, [0.592_17, 0.157_61]),
    (308, [0.549_63, 0.255_04]),
    (334, [0.566_12, 0.146_49]),
    (336, [0.520_82, 0.147_50]),
    (362, [0.524_75, 0.173_31]),
    (373, [0.558_72, 0.173_95]),
    (374, [0.550_47, 0.174_06]),
    (380, [0.541_94, 0.173_82]),
    (385, [0.543_82, 0.166_64]),
    (386, [0.552_88, 0.166_39]),
    (387, [0.561_49, 0.167_70]),
];

/// Against people in general, for nobody was asked to look neutral first: so the tolerance is wide.
#[test]
fn the_test_portrait_reads_much_as_its_published_blendshapes_say() {
    let mut points = vec![[0.5, 0.2, 0.0]; 478];
    for &(index, [x, y]) in PORTRAIT {
        points[index] = [x, y, 0.0];
    }
    let landmarks = Landmarks::new(points).expect("478 points");
    let level = Pose { roll: 0.98, ..STRAIGHT };
    let measures = Measures::of(&landmarks, level, 820, 1024).expect("a face");
    let shapes = Sight::of(&measures, level, &Neutral::default()).shapes;
    for (shape, published, tolerance) in [
        (Shape::JawOpen, 0.13, 0.15),
        (Shape::MouthSmileRight, 0.91, 0.15),
        (Shape::MouthSmileLeft, 0.93, 0.15),
        (Shape::MouthFunnel, 0.01, 0.05),
        (Shape::MouthPucker, 0.00, 0.05),
        (Shape::MouthStretchRight, 0.18, 0.25),
        (Shape::MouthStretchLeft, 0.04, 0.25),
        (Shape::MouthUpperUpRight, 0.77, 0.2),
        (Shape::MouthUpperUpLeft, 0.82, 0.2),
        (Shape::MouthFrownRight, 0.00, 0.05),
        (Shape::EyeBlinkRight, 0.30, 0.15),
        (Shape::EyeBlinkLeft, 0.26, 0.15),
        (Shape::EyeSquintRight, 0.58, 0.2),
        (Shape::EyeSquintLeft, 0.70, 0.2),
        (Shape::EyeWideRight, 0.00, 0.05),
        (Shape::BrowDownRight, 0.81, 0.25),
        (Shape::BrowDownLeft, 0.79, 0.25),
        (Shape::BrowInnerUp, 0.00, 0.05),
    ] {
        let score = shapes.get(shape);
        assert!((score - published).abs() <= tolerance, "{shape:?}: {score}, not {published}");
    }
    assert!(vowel::spoken(&shapes).iter().all(|it| *it < 0.3), "a smile is no word");
}
