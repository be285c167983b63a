//! A file is taken whole, or refused with a code and a sentence.

use rig::{
    Animation, Attachment, Bone, Channel, Curve, Influence, Key, Mesh, Refusal, Rig, Skeleton,
    Slot, figure, format,
};

/// A small rig with a bit of everything.
fn sample() -> Skeleton {
    let mut skeleton = figure::skeleton();
    skeleton.animations.retain(|it| it.name == "land" || it.name == "toolnone");
    let influence = |bone: &str, weight| Influence { bone: bone.to_owned(), weight };
    let mesh = Mesh {
        picture: "face".to_owned(),
        vertices: vec![[400.0, 200.0], [600.0, 200.0], [512.0, 600.0]],
        uvs: vec![[0.0, 0.0], [1.0, 0.0], [0.5, 1.0]],
        triangles: vec![[0, 1, 2]],
        weights: vec![
            vec![influence("head", 1.0)],
            vec![influence("head", 0.75), influence("neck", 0.25)],
            vec![influence("jaw", 0.5), influence("head", 0.5)],
        ],
        deforms: [("smile".to_owned(), vec![[0.0, 0.0], [0.0, 0.0], [0.0, -8.0]])].into(),
        ..Mesh::default()
    };
    skeleton.slots.push(Slot::new("face", "head", Some("plain")));
    let face =
        [("plain".to_owned(), Attachment::Mesh(mesh)), ("none".to_owned(), Attachment::Empty)];
    let slots = [("face".to_owned(), face.into())];
    skeleton.skins.insert("default".to_owned(), slots.into());
    skeleton
}

#[test]
fn what_is_saved_is_what_is_loaded() {
    let skeleton = sample();
    let text = format::save(&skeleton).unwrap();
    let loaded = format::load(&text).unwrap();
    assert_eq!(loaded, skeleton);
    assert_eq!(format::save(&loaded).unwrap(), text, "the same bytes again");
    assert!(Rig::new(&loaded).is_ok());
}

#[test]
fn files_that_cannot_be_read_are_refused_with_words() {
    let text = format::save(&sample()).unwrap();
    let check = |text: &str, code: &str| {
        let refusal = format::load(text).expect_err(code);
        assert_eq!(refusal.code(), code, "{refusal}");
        let sentence = refusal.to_string();
        assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
    };
    check(&text.replace("\"version\":1", "\"version\":2"), "rig_version_newer");
    check("{\"format\":\"digigami-rig\",\"version\":9,\"bones\":7}", "rig_version_newer");
    check(&text.replace("digigami-rig", "something"), "rig_foreign");
    check("{}", "rig_foreign");
    check("", "rig_truncated");
    check("not a rig", "rig_unreadable");
    check(&text.replacen("\"at\":[512.0,2060.0]", "\"at\":\"here\"", 1), "rig_unreadable");
    for word in ["NaN", "-Infinity", "null", "1e999", "1e39"] {
        let broken = text.replacen("\"at\":[512.0,2060.0]", &format!("\"at\":[{word},2060.0]"), 1);
        assert_ne!(broken, text);
        check(&broken, "rig_number_not_finite");
    }
    check(&text.replacen("\"parent\":\"head\"", "\"parent\":\"tail\"", 1), "rig_name_unknown");
    // The hip hangs on the root; hung on the foot that hangs on it, it carries itself.
    let hip = "{\"name\":\"hip\",\"parent\":\"root\"";
    check(&text.replacen(hip, &hip.replace("root", "foot_l"), 1), "rig_bone_cycle");
}

#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let text = format::save(&sample()).unwrap();
    for n in (0..text.len() - 1).step_by(997) {
        let refusal = format::load(&text[..n]).expect_err("half a file");
        assert_eq!(refusal.code(), "rig_truncated", "after {n} bytes: {refusal}");
    }
}

/// The refusal of a sample after a change.
fn refused(change: impl Fn(&mut Skeleton)) -> &'static str {
    let mut skeleton = sample();
    change(&mut skeleton);
    let code = Rig::new(&skeleton).expect_err("it should be refused").code();
    assert_eq!(format::save(&skeleton).expect_err("nor is it written").code(), code);
    code
}

fn mesh(skeleton: &mut Skeleton) -> &mut Mesh {
    let default = skeleton.skins.get_mut("default");
    match default.and_then(|it| it.get_mut("face")).and_then(|it| it.get_mut("plain")) {
        Some(Attachment::Mesh(mesh)) => mesh,
        other => panic!("a mesh, not {other:?}"),
    }
}

fn clip(keys: &[(f32, f32)], bone: &str) -> Animation {
    let key = |&(time, value): &(f32, f32)| Key { time, value: [value], curve: Curve::Linear };
    let mut clip = Animation::new("new", 1.0, false);
    let keys = keys.iter().map(key).collect();
    clip.channels.push(Channel::Rotation { bone: bone.to_owned(), keys });
    clip
}

#[test]
fn skeletons_that_cannot_be_posed_are_refused() {
    let check = |code: &str, change: &dyn Fn(&mut Skeleton)| assert_eq!(refused(change), code);
    check("rig_empty", &|it| it.bones.clear());
    check("rig_name_taken", &|it| it.bones[3].name = "root".to_owned());
    check("rig_name_taken", &|it| it.bones.push(Bone::new("", Some("head"), [0.0; 2], [0.0; 2])));
    check("rig_name_unknown", &|it| it.bones[3].parent = Some("nobody".to_owned()));
    check("rig_bone_cycle", &|it| it.bones[0].parent = Some("head".to_owned()));
    check("rig_bone_order", &|it| it.bones.swap(10, 9));
    check("rig_number_not_finite", &|it| it.bones[3].at[1] = f32::NAN);
    check("rig_number_not_finite", &|it| it.slots[0].colour[3] = f32::INFINITY);
    check("rig_name_unknown", &|it| it.slots[0].bone = "nobody".to_owned());
    check("rig_name_unknown", &|it| it.slots[0].attachment = Some("other".to_owned()));
    check("rig_mesh_broken", &|it| mesh(it).triangles.push([0, 1, 3]));
    check("rig_mesh_broken", &|it| mesh(it).uvs.truncate(2));
    check("rig_weights_invalid", &|it| mesh(it).weights[1][0].weight = 0.9);
    check("rig_weights_invalid", &|it| mesh(it).weights[1][0].weight = -0.25);
    check("rig_weights_invalid", &|it| mesh(it).weights[2].clear());
    check("rig_name_unknown", &|it| mesh(it).weights[0][0].bone = "nobody".to_owned());
    check("rig_name_unknown", &|it| mesh(it).clip_to = Some("nobody".to_owned()));
    check("rig_keys_invalid", &|it| it.animations.push(clip(&[], "head")));
    check("rig_keys_invalid", &|it| it.animations.push(clip(&[(0.5, 0.0), (0.5, 1.0)], "head")));
    check("rig_keys_invalid", &|it| it.animations.push(clip(&[(0.0, 0.0), (1.5, 1.0)], "head")));
    check("rig_name_unknown", &|it| it.animations.push(clip(&[(0.0, 0.0)], "nobody")));
    check("rig_number_not_finite", &|it| it.animations.push(clip(&[(0.0, f32::NAN)], "head")));
    check("rig_number_out_of_range", &|it| it.animations[0].duration = 0.0);
    check("rig_chain_invalid", &|it| it.ik[0].chain.swap(0, 1));
    check("rig_chain_invalid", &|it| it.ik[0].chain.truncate(1));
    check("rig_target_order", &|it| it.ik[0].target = "foot_r".to_owned());
    check("rig_number_out_of_range", &|it| it.ik[0].weight = 1.5);
    check("rig_number_out_of_range", &|it| it.springs[0].tip_stiffness = 0.0);
    check("rig_name_unknown", &|it| it.bindings[0].parameter = "Nobody".to_owned());
    check("rig_number_out_of_range", &|it| it.bindings[0].keys.reverse());
    check("rig_fallback_cycle", &|it| {
        let entry = |to: &str| rig::Entry { fallback: Some(to.to_owned()), ..Default::default() };
        let labels = [("a".to_owned(), entry("b")), ("b".to_owned(), entry("a"))].into();
        let category = rig::Category { labels, fallback: None };
        it.library.categories.insert("hat".to_owned(), category);
    });
}

#[test]
fn a_refusal_leaves_the_last_good_rig_alone() {
    let good = Rig::new(&sample()).unwrap();
    let n_bones = good.n_bones();
    assert!(matches!(format::load("{"), Err(Refusal::Truncated)));
    assert_eq!(good.n_bones(), n_bones);
}
