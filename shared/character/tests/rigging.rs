//! Every drawing becomes a rig that can be posed: weights, names, turns of the head.

use character::background::Background;
use character::outfit::Outfit;
use character::rigging::{skeleton, sprites};
use character::{Drawing, Look, Style, draw};
use rig::{Attachment, DEFAULT_SKIN, Dress, Inputs, Layer, Mesh, Pose, Rig, Skeleton};

fn drawing(outfit: Outfit) -> Drawing {
    let background = Background::None;
    draw(&Look { outfit, style: Style::WarmCel, background, ..Look::default() })
}

fn meshes(skeleton: &Skeleton) -> impl Iterator<Item = (&str, &Mesh)> {
    let attachments = skeleton.skins.values().flat_map(|skin| skin.values().flatten());
    attachments.filter_map(|(name, it)| match it {
        Attachment::Mesh(mesh) => Some((name.as_str(), mesh)),
        _ => None,
    })
}

#[test]
fn every_outfit_makes_a_rig_with_weights_that_sum_to_one() {
    for outfit in Outfit::ALL {
        let skeleton = skeleton(&[drawing(outfit)]);
        for (name, mesh) in meshes(&skeleton) {
            assert!(!mesh.triangles.is_empty(), "{name} has no triangles");
            for influences in &mesh.weights {
                assert!((1..=4).contains(&influences.len()), "{name}");
                let sum: f32 = influences.iter().map(|it| it.weight).sum();
                assert!((sum - 1.0).abs() < 1e-4, "{name}: {sum}");
            }
        }
        assert!(Rig::new(&skeleton).is_ok(), "{}: {:?}", outfit.label(), Rig::new(&skeleton).err());
    }
}

#[test]
fn every_picture_is_asked_for_by_a_mesh_and_the_other_way_round() {
    let drawings = [drawing(Outfit::Hoodie), drawing(Outfit::Armor)];
    let skeleton = skeleton(&drawings);
    let names: Vec<String> = sprites(&drawings).iter().map(|it| it.name(&drawings)).collect();
    for (slot, mesh) in meshes(&skeleton) {
        assert!(names.contains(&mesh.picture), "{slot} asks for {}", mesh.picture);
    }
    for name in names {
        assert!(meshes(&skeleton).any(|it| it.1.picture == name), "nobody shows {name}");
    }
}

#[test]
fn another_outfit_is_a_skin_that_hides_the_first() {
    let drawings = [drawing(Outfit::Hoodie), drawing(Outfit::Kimono)];
    let skeleton = skeleton(&drawings);
    let kimono = &skeleton.skins["kimono"];
    assert!(matches!(kimono["hood_front"]["hood_front"], Attachment::Empty));
    assert!(matches!(kimono["obi"]["obi"], Attachment::Mesh(_)));
    assert!(matches!(skeleton.skins[DEFAULT_SKIN]["obi"]["obi"], Attachment::Empty));
    let rig = Rig::new(&skeleton).expect("a sound rig");
    let mut dress = Dress::new(&rig);
    assert!(dress.skin(&rig, "kimono"));
    let mut pose = Pose::new(&rig);
    pose.evaluate(&rig, &mut [], Inputs::default());
    pose.dress(&dress);
    let shown = |slot: &str| {
        let slot = rig.slot(slot).expect("a slot");
        pose.attachment(&rig, slot).is_some_and(|it| !it.triangles.is_empty())
    };
    assert!(shown("obi") && !shown("hood_front"));
}

#[test]
fn at_rest_every_vertex_is_where_it_was_drawn() {
    let skeleton = skeleton(&[drawing(Outfit::Sailor)]);
    let rig = Rig::new(&skeleton).expect("a sound rig");
    let mut pose = Pose::new(&rig);
    pose.dress(&Dress::new(&rig));
    pose.palette(&rig);
    let mut vertices = Vec::new();
    for slot in 0..rig.slots().len() {
        pose.vertices(&rig, slot, &mut vertices);
        let Some(it) = pose.attachment(&rig, slot) else { continue };
        for (now, rest) in vertices.iter().zip(&it.rest) {
            let off = (now[0] - rest[0]).hypot(now[1] - rest[1]);
            // Legs reach for their targets: a knee may settle by a unit or two.
            assert!(off < 3.0, "{}: {now:?} {rest:?}", rig.slots()[slot].name);
        }
    }
}

/// Twice the signed area of a triangle.
fn area(vertices: &[[f32; 2]], corners: [u16; 3]) -> f32 {
    let [a, b, c] = corners.map(|corner| vertices[usize::from(corner)]);
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

#[test]
fn no_triangle_flips_when_the_head_turns() {
    let drawings = [drawing(Outfit::Hoodie)];
    let rig = Rig::new(&skeleton(&drawings)).expect("a sound rig");
    let mut pose = Pose::new(&rig);
    let dress = Dress::new(&rig);
    let mut values: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
    let place = |name: &str| rig.parameter(name).expect("a standard parameter");
    let (x, y) = (place("AngleX"), place("AngleY"));
    let mut vertices = Vec::new();
    let mut flips = Vec::new();
    for step in 0..169 {
        values[x] = -30.0 + 5.0 * (step % 13) as f32;
        values[y] = -30.0 + 5.0 * (step / 13) as f32;
        pose.evaluate(&rig, &mut [], Inputs { parameters: &values, ..Inputs::default() });
        pose.dress(&dress);
        pose.palette(&rig);
        for slot in 0..rig.slots().len() {
            pose.vertices(&rig, slot, &mut vertices);
            let Some(it) = pose.attachment(&rig, slot) else { continue };
            for &corners in &it.triangles {
                if area(&vertices, corners) * area(&it.rest, corners) <= 0.0 {
                    flips.push((rig.slots()[slot].name.clone(), values[x], values[y]));
                }
            }
        }
    }
    let names: std::collections::BTreeSet<_> = flips.iter().map(|it| &it.0).collect();
    assert!(flips.is_empty(), "{} flips: {names:?}, first {:?}", flips.len(), flips.first());
}

/// Transparent pixels that no way leads to from the edge of the picture.
#[cfg(feature = "raster")]
fn enclosed(picture: &character::raster::Picture) -> usize {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let clear = |index: usize| picture.rgba[index * 4 + 3] < 96;
    let mut seen = vec![false; width * height];
    let edge = (0..width * height).filter(|index| {
        let (x, y) = (index % width, index / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    });
    let mut open: Vec<usize> = edge.filter(|&index| clear(index)).collect();
    open.iter().for_each(|&index| seen[index] = true);
    while let Some(index) = open.pop() {
        let (x, y) = (index % width, index / width);
        let mut visit = |near: usize| {
            if clear(near) && !seen[near] {
                seen[near] = true;
                open.push(near);
            }
        };
        if x > 0 {
            visit(index - 1);
        }
        if x + 1 < width {
            visit(index + 1);
        }
        if y > 0 {
            visit(index - width);
        }
        if y + 1 < height {
            visit(index + width);
        }
    }
    (0..width * height).filter(|&index| clear(index) && !seen[index]).count()
}

#[cfg(feature = "raster")]
#[test]
fn a_turned_head_has_no_holes() {
    use character::geometry::{Bounds, pt};
    use character::raster::{Atlas, View, posed};
    const HOLE_MAX: usize = 40;
    let drawings = [drawing(Outfit::Hoodie)];
    let rig = Rig::new(&skeleton(&drawings)).expect("a sound rig");
    let mut pose = Pose::new(&rig);
    let dress = Dress::new(&rig);
    let region = Bounds { min: pt(112.0, 0.0), max: pt(912.0, 900.0) };
    let view = View { region, scale: 0.2 };
    let atlas = Atlas::new(&drawings, 0.3);
    let mut values: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
    let place = |name: &str| rig.parameter(name).expect("a standard parameter");
    let (x, y) = (place("AngleX"), place("AngleY"));
    let mut worst = (0, 0.0, 0.0);
    for step in 0..169 {
        values[x] = -30.0 + 5.0 * (step % 13) as f32;
        values[y] = -30.0 + 5.0 * (step / 13) as f32;
        pose.evaluate(&rig, &mut [], Inputs { parameters: &values, ..Inputs::default() });
        pose.dress(&dress);
        let holes = enclosed(&posed(&rig, &mut pose, &atlas, view));
        if holes > worst.0 {
            worst = (holes, values[x], values[y]);
        }
    }
    // Light between two strands of hair is no hole; a gap between parts is larger.
    assert!(worst.0 <= HOLE_MAX, "{} of 28800 pixels at {} {}", worst.0, worst.1, worst.2);
}

#[test]
fn layers_move_with_the_turn_by_their_depth() {
    let drawings = [drawing(Outfit::Hoodie)];
    let rig = Rig::new(&skeleton(&drawings)).expect("a sound rig");
    let mut pose = Pose::new(&rig);
    let mut values: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
    values[rig.parameter("AngleX").expect("it is standard")] = 20.0;
    pose.evaluate(&rig, &mut [], Inputs { parameters: &values, ..Inputs::default() });
    pose.dress(&Dress::new(&rig));
    pose.palette(&rig);
    let moved = |slot: &str| {
        let slot = rig.slot(slot).expect("a slot");
        let mut vertices = Vec::new();
        pose.vertices(&rig, slot, &mut vertices);
        let rest = &pose.attachment(&rig, slot).expect("it is shown").rest;
        let sum: f32 = vertices.iter().zip(rest).map(|(now, rest)| now[0] - rest[0]).sum();
        sum / vertices.len() as f32
    };
    let nose = moved("nose");
    let face = moved("face_base");
    let back = moved("back_hair");
    assert!(nose > face && face > 0.0 && back < 0.0, "nose {nose}, face {face}, back {back}");
}

#[test]
fn parameters_of_the_face_cross_fade_what_is_drawn() {
    let rig = Rig::new(&skeleton(&[drawing(Outfit::Tee)])).expect("a sound rig");
    let mut pose = Pose::new(&rig);
    let mut alpha = |set: &[(&str, f32)], slot: &str| {
        let mut values: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
        for (name, value) in set {
            values[rig.parameter(name).expect("a standard parameter")] = *value;
        }
        pose.evaluate(&rig, &mut [], Inputs { parameters: &values, ..Inputs::default() });
        pose.slots()[rig.slot(slot).expect("a slot")].colour[3]
    };
    let shut = [("EyeLOpen", 0.0)];
    assert_eq!(alpha(&[], "eyelash_l"), 1.0);
    assert_eq!(alpha(&[], "eye_close_closed_l_by_blink"), 0.0);
    assert_eq!(alpha(&shut, "eyelash_l"), 0.0);
    assert_eq!(alpha(&shut, "eye_close_closed_l_by_blink"), 1.0);
    // A wink leaves the other eye open.
    assert_eq!(alpha(&shut, "eyelash_r"), 1.0);
    let smiling = [("EyeRSmile", 1.0)];
    assert_eq!(alpha(&smiling, "eyelash_r"), 0.0);
    assert_eq!(alpha(&smiling, "eye_close_smile_r_by_smile"), 1.0);
    for (parameter, label) in [("A", "a"), ("I", "i"), ("U", "u"), ("E", "e"), ("O", "o")] {
        let slot = format!("mouth_open_{label}_by_{label}");
        assert_eq!(alpha(&[], &slot), 0.0, "{parameter}");
        assert_eq!(alpha(&[(parameter, 1.0)], &slot), 1.0, "{parameter}");
        assert_eq!(alpha(&[(parameter, 1.0)], "mouth_close_neutral"), 0.0, "{parameter}");
    }
}

/// Mouths are drawings that lie on one another: whatever a face does, one of them is to be seen.
#[test]
fn one_mouth_is_seen_whatever_the_parameters_say() {
    let skeleton = skeleton(&[drawing(Outfit::Hoodie)]);
    let rig = Rig::new(&skeleton).expect("a sound rig");
    let shown = |said: &[(&str, f32)]| {
        let mut parameters: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
        for (id, value) in said {
            parameters[rig.parameter(id).expect("a standard parameter")] = *value;
        }
        let mut pose = Pose::new(&rig);
        pose.evaluate(&rig, &mut [], Inputs { parameters: &parameters, ..Inputs::default() });
        pose.dress(&Dress::new(&rig));
        let seen = skeleton.slots.iter().zip(pose.slots()).filter(|(slot, state)| {
            let lips = slot.name.starts_with("mouth_open") || slot.name.starts_with("mouth_close");
            lips && state.attachment.is_some() && state.colour[3] > 0.02
        });
        let mut seen: Vec<&str> = seen.map(|(slot, _)| slot.name.as_str()).collect();
        seen.dedup_by_key(|name| name.starts_with("mouth_close"));
        seen
    };
    assert!(matches!(shown(&[])[..], [only] if only.starts_with("mouth_close")));
    for (said, label) in [
        (&[("MouthForm", 1.0)][..], "mouth_open_smile_by_mouthform"),
        (&[("MouthOpenY", 1.0)], "mouth_open_e_by_mouthopeny"),
        (&[("MouthForm", 1.0), ("MouthOpenY", 1.0)], "mouth_open_smile_by_mouthform"),
        (&[("MouthForm", 1.0), ("MouthOpenY", 1.0), ("A", 1.0)], "mouth_open_a_by_a"),
        (&[("MouthOpenY", 1.0), ("O", 1.0)], "mouth_open_o_by_o"),
    ] {
        assert_eq!(shown(said), [label], "{said:?}");
    }
}

/// A pose in the middle of a clip, dressed.
fn midway(rig: &Rig, clip: &str, share: f32) -> Pose {
    let id = rig.clip(clip).expect("a clip of the standard figure");
    let mut pose = Pose::new(rig);
    let time = rig.duration(id) * share;
    pose.evaluate(rig, &mut [Layer::new(id, time)], Inputs::default());
    pose.dress(&Dress::new(rig));
    pose
}

#[test]
fn raised_arms_come_before_the_head_and_go_back() {
    let rig = Rig::new(&skeleton(&[drawing(Outfit::Hoodie)])).expect("a sound rig");
    let place = |pose: &Pose, slot: &str| {
        let slot = rig.slot(slot).expect("a slot") as u16;
        pose.draw_order().iter().position(|it| *it == slot).expect("every slot is drawn once")
    };
    for (clip, share, raised) in [("cheer", 0.5, [true, true]), ("wave", 0.35, [false, true])] {
        let pose = midway(&rig, clip, share);
        for (letter, raised) in ["l", "r"].into_iter().zip(raised) {
            for part in ["arm", "forearm"] {
                let arm = place(&pose, &format!("{part}_{letter}"));
                assert_eq!(arm > place(&pose, "face_base"), raised, "{clip}: {part}_{letter}");
            }
        }
        let mut all = pose.draw_order().to_vec();
        all.sort_unstable();
        assert!(all.iter().enumerate().all(|(at, slot)| at == usize::from(*slot)), "{clip}");
        let rest: Vec<u16> = (0..rig.slots().len() as u16).collect();
        assert_eq!(midway(&rig, clip, 0.0).draw_order(), rest, "{clip} begins as at rest");
    }
}

#[test]
fn hands_take_shapes_and_the_tool_is_there_only_while_it_is_used() {
    let rig = Rig::new(&skeleton(&[drawing(Outfit::Suit)])).expect("a sound rig");
    let shown = |clip: &str, slot: &str| {
        let pose = midway(&rig, clip, 0.5);
        pose.attachment(&rig, rig.slot(slot).expect("a slot")).is_some()
    };
    for clip in ["toolnone", "toolslash", "toollunge"] {
        assert!(shown(clip, "sword") && shown(clip, "hand_r_grip"), "{clip}");
        assert!(!shown(clip, "hand_r_relaxed") && shown(clip, "hand_l_relaxed"), "{clip}");
    }
    for (clip, hand) in
        [("point", "hand_r_point"), ("wave", "hand_r_open"), ("idle_1", "hand_r_relaxed")]
    {
        assert!(!shown(clip, "sword") && shown(clip, hand), "{clip}");
    }
}
