//! Bones: the standard figure at our joints, irises, and chains for what swings.

use std::collections::BTreeMap;

use rig::{Bone, figure};

use crate::body::joints::{self, Side};
use crate::body::tool;
use crate::drawing::Layer;
use crate::geometry::{Point, pt};

/// Bones of one strand of a skirt.
pub(super) const SKIRT_BONES: usize = 2;
/// The strands of a skirt: name, and place across as a share of half its width.
pub(super) const SKIRT_STRANDS: [(&str, f32); 3] =
    [("skirt_l", -0.62), ("skirt_m", 0.0), ("skirt_r", 0.62)];

/// All bones that these layers hang on, parents first.
pub(super) fn bones(layers: &[&Layer]) -> Vec<Bone> {
    let mut grown = Grown { bones: figure::bones(&places()), joints: BTreeMap::new() };
    let all = figure::PLACES.iter().map(|it| it.0);
    let places = places();
    for name in all {
        let standard = figure::PLACES.iter().find(|it| it.0 == name).map(|it| it.2[0]);
        let [x, y] = places.get(name).map(|it| it[0]).or(standard).unwrap_or_default();
        grown.joints.insert(name.to_owned(), pt(x, y));
    }
    for letter in ["l", "r"] {
        let eye = format!("eye_{letter}");
        let at = grown.joints.get(&eye).copied().unwrap_or(pt(0.0, 0.0));
        grown.add(&format!("iris_{letter}"), &eye, at, at);
    }
    for layer in layers {
        if layer.name.starts_with("skirt") {
            grown.skirt(layer);
        } else if layer.chain.len() > 1 {
            grown.chain(layer);
        }
    }
    grown.bones
}

struct Grown {
    bones: Vec<Bone>,
    /// Where the joints are on the canvas.
    joints: BTreeMap<String, Point>,
}

impl Grown {
    fn add(&mut self, name: &str, parent: &str, at: Point, tip: Point) {
        if self.joints.contains_key(name) {
            return;
        }
        let from = self.joints.get(parent).copied().unwrap_or(joints::ROOT);
        let (local, end) = (at - from, tip - at);
        self.bones.push(Bone::new(name, Some(parent), [local.x, local.y], [end.x, end.y]));
        self.joints.insert(name.to_owned(), at);
    }

    fn chain(&mut self, layer: &Layer) {
        let stem = chain_stem(layer);
        let mut parent = chain_parent(layer).to_owned();
        for (index, pair) in layer.chain.windows(2).enumerate() {
            let name = format!("{stem}_{}", index + 1);
            self.add(&name, &parent, pair[0], pair[1]);
            parent = name;
        }
    }

    fn skirt(&mut self, layer: &Layer) {
        let Some(bounds) = layer.bounds() else { return };
        let half = bounds.width() * 0.5;
        for (strand, across) in SKIRT_STRANDS {
            let mut parent = "hip".to_owned();
            for index in 0..SKIRT_BONES {
                let at = |step: usize| {
                    let down = bounds.height() * (0.12 + 0.88 * step as f32 / SKIRT_BONES as f32);
                    pt(joints::HIP.x + across * half, bounds.min.y + down)
                };
                let name = format!("{strand}_{}", index + 1);
                self.add(&name, &parent, at(index), at(index + 1));
                parent = name;
            }
        }
    }
}

/// The stem of the names of a swinging layer's bones; springs are found by how it begins.
pub(super) fn chain_stem(layer: &Layer) -> String {
    if layer.bone.starts_with("hair") || layer.bone.starts_with("ahoge") {
        format!("{}_chain", layer.bone)
    } else {
        format!("scarf_{}", layer.name)
    }
}

/// The bone that carries a swinging layer's root.
pub(super) fn chain_parent(layer: &Layer) -> &'static str {
    if layer.bone.starts_with("hair") || layer.bone.starts_with("ahoge") { "head" } else { "chest" }
}

/// Our joints, by the names of the standard figure.
fn places() -> BTreeMap<String, figure::Place> {
    let middle = [
        ("root", joints::ROOT, joints::HIP),
        ("hip", joints::HIP, joints::SPINE),
        ("spine", joints::SPINE, joints::CHEST),
        ("chest", joints::CHEST, joints::NECK),
        ("neck", joints::NECK, joints::HEAD),
        ("head", joints::HEAD, pt(joints::HEAD.x, 110.0)),
    ];
    let paired = [
        ("foot_target", joints::FOOT, joints::FOOT),
        ("hand_target", joints::HAND, joints::HAND),
        ("thigh", joints::THIGH, joints::SHIN),
        ("shin", joints::SHIN, joints::FOOT),
        ("foot", joints::FOOT, joints::TOES),
        ("shoulder", joints::SHOULDER, joints::ARM),
        ("arm", joints::ARM, joints::FOREARM),
        ("forearm", joints::FOREARM, joints::HAND),
        ("hand", joints::HAND, joints::FINGERS),
        ("eye", pt(421.0, 432.0), pt(421.0, 432.0)),
    ];
    let place = |at: Point, tip: Point| [[at.x, at.y], [tip.x, tip.y]];
    let mut all: BTreeMap<String, figure::Place> = BTreeMap::new();
    for (name, at, tip) in middle {
        all.insert(name.to_owned(), place(at, tip));
    }
    for (name, at, tip) in paired {
        for side in joints::SIDES {
            let key = format!("{name}_{}", side.letter());
            all.insert(key, place(side.place(at), side.place(tip)));
        }
    }
    let grip = Side::Right.place(tool::GRIP);
    all.insert("prop".to_owned(), place(grip, grip + tool::REACH));
    all
}
