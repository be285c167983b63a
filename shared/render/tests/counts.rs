//! What is uploaded and drawn, counted on a device that checks everything and draws nothing.

mod card;
mod toy;

use card::Card;
use render::{Archetype, Atlas, Counts, Crowd, Instance, Refusal, Scene, Stage, View};
use std::sync::Arc;
use toy::{Toy, whole};

/// Draws on a target of the scene's size.
fn draw(card: &Card, stage: &mut Stage, scene: &Scene) -> Counts {
    let target = card.target(scene.view.size);
    stage.draw(scene, &target.create_view(&Default::default())).expect("a card that is there")
}

/// Many toys with a pose each.
fn many(toy: &mut Toy, n: u16) -> Scene {
    let mut crowd = Crowd::new(toy.archetype.clone());
    for row in 0..n {
        let tail = f32::from(row % 50);
        toy.take(&mut crowd, row, [0.0, 0.0, tail, 0.0, 0.0, 0.0], false);
    }
    let instances: Vec<Instance> = (0..n).map(Instance::new).collect();
    crowd.set_instances(&instances).expect("not too many");
    let mut scene = Scene::new(whole());
    scene.crowds.push(crowd);
    scene
}

#[test]
fn a_thousand_are_one_draw() {
    let (card, mut toy) = (Card::blank(), Toy::plain());
    let scene = many(&mut toy, 1000);
    let counts = draw(&card, &mut card.stage(), &scene);
    assert_eq!((counts.draws, counts.instances), (1, 1000));
    assert_eq!(counts.triangles, 1000 * toy.archetype.n_triangles() as u64);
}

#[test]
fn nothing_changed_is_nothing_done() {
    let (card, mut toy) = (Card::blank(), Toy::new());
    let mut stage = card.stage();
    let mut scene = toy.alone([0.0; 6], whole());
    assert!(!stage.is_current(&scene));
    assert!(draw(&card, &mut stage, &scene).drawn);
    assert!(stage.is_current(&scene));
    assert_eq!(draw(&card, &mut stage, &scene), Counts::default());
    // Written again, but the same.
    toy.take(&mut scene.crowds[0], 0, [0.0; 6], true);
    let same = scene.crowds[0].instances().to_vec();
    scene.crowds[0].set_instances(&same).expect("as before");
    assert!(stage.is_current(&scene));
    assert_eq!(draw(&card, &mut stage, &scene), Counts::default());
    // Another target is drawn on, without uploads.
    stage.forget();
    let again = draw(&card, &mut stage, &scene);
    assert!(again.drawn && again.uploads == 0, "{again:?}");
}

#[test]
fn every_kind_of_change_is_drawn() {
    let (card, mut toy) = (Card::blank(), Toy::new());
    let mut stage = card.stage();
    let mut scene = toy.alone([0.0; 6], whole());
    draw(&card, &mut stage, &scene);
    let rig = toy.rig.clone();
    let mut check = |what: &str, scene: &Scene, bytes_most: u64| {
        let counts = draw(&card, &mut stage, scene);
        assert!(counts.drawn && counts.uploaded_bytes <= bytes_most, "{what}: {counts:?}");
        assert_eq!(draw(&card, &mut stage, scene), Counts::default(), "{what}, again");
        counts.uploads
    };
    scene.ground = Some([1.0; 4]);
    assert_eq!(check("ground", &scene, 0), 0);
    scene.view = View { scale: 2.0, ..scene.view };
    assert_eq!(check("view", &scene, 32), 1);
    toy.dress.show(&rig, "mouth", Some("open"));
    toy.take(&mut scene.crowds[0], 0, [0.0; 6], true);
    assert_eq!(check("a label", &scene, 8 * 16), 1);
    toy.take(&mut scene.crowds[0], 0, [0.0, 0.0, 5.0, 0.0, 0.0, 0.0], false);
    assert_eq!(check("bones", &scene, 5 * 32), 1);
    toy.take(&mut scene.crowds[0], 0, [0.0, 0.0, 5.0, 0.0, 0.0, 1.0], true);
    check("a shape", &scene, toy.archetype.n_vertices() as u64 * 16);
    let moved = scene.crowds[0].instances()[0].at([9.0, 0.0], 1.0);
    scene.crowds[0].set_instances(&[moved]).expect("one");
    assert_eq!(check("a place", &scene, 32), 1);
    let order = scene.crowds[0].order(&[7, 6, 5, 4, 3, 2, 1, 0]).expect("all slots");
    scene.crowds[0].set_instances(&[Instance { order, ..moved }]).expect("one");
    let n_corners = toy.archetype.n_triangles() as u64 * 3;
    assert_eq!(check("a new order", &scene, n_corners * 4), 1);
    scene.crowds[0].set_instances(&[moved]).expect("one");
    assert_eq!(check("the old order", &scene, 0), 0);
    scene.crowds[0].set_instances(&[]).expect("none");
    assert_eq!(check("nobody", &scene, 0), 0);
    scene.crowds.clear();
    assert_eq!(check("no crowd", &scene, 0), 0);
}

#[test]
fn one_of_many_is_a_few_bytes() {
    let (card, mut toy) = (Card::blank(), Toy::plain());
    let mut stage = card.stage();
    let mut scene = many(&mut toy, 1000);
    draw(&card, &mut stage, &scene);
    toy.take(&mut scene.crowds[0], 567, [0.0, 0.0, -31.0, 0.0, 0.0, 0.0], false);
    let counts = draw(&card, &mut stage, &scene);
    assert!(counts.uploads <= 2 && counts.uploaded_bytes <= 2048, "{counts:?}");
    // All of them: 32 bytes a bone, in a few writes.
    for row in 0..1000 {
        toy.take(&mut scene.crowds[0], row, [0.0, 0.0, 50.5, 0.0, 0.0, 0.0], false);
    }
    let counts = draw(&card, &mut stage, &scene);
    assert!(counts.uploads <= 3 && counts.uploaded_bytes <= 1000 * 5 * 32, "{counts:?}");
}

#[test]
fn a_new_stage_gets_everything_again() {
    let (card, mut toy) = (Card::blank(), Toy::new());
    let mut scene = toy.alone([0.0; 6], whole());
    let (mut first, mut second) = (card.stage(), card.stage());
    let all = draw(&card, &mut first, &scene);
    toy.take(&mut scene.crowds[0], 0, [0.0, 0.0, 5.0, 0.0, 0.0, 0.0], false);
    let change = draw(&card, &mut first, &scene);
    assert!(change.uploaded_bytes * 100 < all.uploaded_bytes);
    assert_eq!(draw(&card, &mut second, &scene), all, "one who comes later gets no less");
}

#[test]
fn crowds_of_one_kind_share_nothing_but_pictures() {
    let (card, mut toy) = (Card::blank(), Toy::new());
    let mut stage = card.stage();
    let scene = toy.alone([0.0; 6], whole());
    let all = draw(&card, &mut stage, &scene);
    // A copy with as many changes behind it, but others.
    let mut copy = scene.clone();
    toy.take(&mut copy.crowds[0], 0, [0.0, 0.0, 5.0, 0.0, 0.0, 0.0], true);
    let counts = draw(&card, &mut stage, &copy);
    assert!(counts.drawn && counts.uploaded_bytes * 20 < all.uploaded_bytes, "{counts:?}");
    assert!(!stage.is_current(&scene));
    assert!(draw(&card, &mut stage, &scene).drawn);
}

#[test]
fn a_lost_card_says_so() {
    let (card, mut toy) = (Card::blank(), Toy::new());
    let mut stage = card.stage();
    let scene = toy.alone([0.0; 6], whole());
    let target = card.target(scene.view.size);
    card.device.destroy();
    card.device.poll(wgpu::PollType::Poll).ok();
    assert!(stage.draw(&scene, &target.create_view(&Default::default())).is_err());
}

#[test]
fn what_does_not_fit_is_refused() {
    let toy = Toy::new();
    let code = |refusal: Refusal| refusal.code();
    let none = Arc::new(Atlas::new(&[]).expect("no pictures are fine"));
    assert_eq!(code(Archetype::new(&toy.rig, none).unwrap_err()), "picture_missing");
    let mut crowd = Crowd::new(toy.archetype.clone());
    assert_eq!(code(crowd.set_palette(0, &[[0.0; 8]; 4]).unwrap_err()), "wrong_length");
    assert_eq!(code(crowd.set_palette(u16::MAX, &[[0.0; 8]; 5]).unwrap_err()), "too_many");
    assert_eq!(code(crowd.order(&[0, 1]).unwrap_err()), "wrong_length");
    let crowds = vec![Instance::new(0); render::INSTANCES_MAX + 1];
    assert_eq!(code(crowd.set_instances(&crowds).unwrap_err()), "too_many");
}
