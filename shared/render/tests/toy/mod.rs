//! A toy with everything that can go wrong: a tail on two bones, a head that turns, an eye whose
//! iris is cut by its white, labels to swap, and slots that multiply, screen and add.
#![allow(dead_code, clippy::allow_attributes, reason = "each test file uses its part of the toy")]

use render::{Archetype, Atlas, Crowd, Instance, Picture, Scene, View};
use rig::{
    Attachment, Binding, Blend, Bone, Dress, Effect, Influence, Inputs, Mesh, Motion, Parameter,
    Pose, Region, Rig, Skeleton, Slot, Warp, Warped,
};
use std::sync::Arc;

/// The toy's canvas is a square of this side.
pub(crate) const SIDE: f32 = 256.0;
/// The parameters, in order.
pub(crate) const PARAMETERS: [&str; 6] = ["AngleX", "AngleY", "Tail", "Look", "Blink", "Wide"];

/// A rig, its pictures, and a pose of it.
pub(crate) struct Toy {
    pub(crate) rig: Rig,
    pub(crate) archetype: Arc<Archetype>,
    pub(crate) pose: Pose,
    pub(crate) dress: Dress,
}

impl Toy {
    pub(crate) fn new() -> Self {
        Self::of(&skeleton())
    }

    /// A toy whose slots all cover what is behind them.
    pub(crate) fn plain() -> Self {
        let mut skeleton = skeleton();
        skeleton.slots.iter_mut().for_each(|it| it.blend = Blend::Normal);
        Self::of(&skeleton)
    }

    pub(crate) fn of(skeleton: &Skeleton) -> Self {
        let rig = Rig::new(skeleton).expect("the toy is whole");
        let atlas = Arc::new(Atlas::new(&pictures()).expect("the pictures are small"));
        let archetype = Arc::new(Archetype::new(&rig, atlas).expect("every picture is there"));
        let pose = Pose::new(&rig);
        let dress = Dress::new(&rig);
        Self { rig, archetype, pose, dress }
    }

    /// Poses by parameters and puts everything into a row.
    pub(crate) fn take(
        &mut self,
        crowd: &mut Crowd,
        row: u16,
        parameters: [f32; 6],
        bent: bool,
    ) -> u8 {
        let inputs = Inputs { parameters: &parameters, ..Inputs::default() };
        self.pose.evaluate(&self.rig, &mut [], inputs);
        self.pose.dress(&self.dress);
        crowd.take(row, &self.rig, &mut self.pose, bent).expect("a row of the toy's")
    }

    /// One toy alone, on transparent ground.
    pub(crate) fn alone(&mut self, parameters: [f32; 6], view: View) -> Scene {
        let mut crowd = Crowd::new(self.archetype.clone());
        let order = self.take(&mut crowd, 0, parameters, true);
        crowd.set_instances(&[Instance { order, ..Instance::new(0).shaped(0) }]).expect("one");
        let mut scene = Scene::new(view);
        scene.crowds.push(crowd);
        scene
    }
}

/// All of the toy, pixel by unit.
pub(crate) fn whole() -> View {
    View { origin: [0.0, 0.0], scale: 1.0, size: [SIDE as u32; 2] }
}

fn picture(name: &str, width: u32, height: u32, of: impl Fn(f32, f32) -> [f32; 4]) -> Picture {
    let pixels = (0..width * height).flat_map(|at| {
        let (x, y) = ((at % width) as f32 + 0.5, (at / width) as f32 + 0.5);
        of(x / width as f32, y / height as f32).map(|it| (it.clamp(0.0, 1.0) * 255.0).round() as u8)
    });
    Picture::straight(name, width, height, pixels.collect())
}

/// How much of a pixel an ellipse that nearly fills the picture covers.
fn round(u: f32, v: f32, pixels: f32) -> f32 {
    (0.46 * pixels - (u - 0.5).hypot(v - 0.5) * pixels + 0.5).clamp(0.0, 1.0)
}

fn pictures() -> Vec<Picture> {
    let stripes = |u: f32, v: f32| {
        let stripe = if (v * 9.0).fract() < 0.5 { 0.9 } else { 0.3 };
        [stripe, 0.5 * u + 0.3, 1.0 - v, round(u, v, 80.0)]
    };
    let mouth =
        |name, red: f32| picture(name, 40, 20, move |u, v| [red, 0.2, 0.25, round(u, v, 28.0)]);
    vec![
        picture("stripes", 80, 140, stripes),
        picture("ball", 160, 160, |u, v| [0.95, 0.6 + 0.3 * v, 0.4 + 0.4 * u, round(u, v, 160.0)]),
        picture("shade", 100, 60, |u, v| [0.5, 0.4, 0.7, 0.8 * round(u, v, 78.0)]),
        picture("white", 56, 48, |u, v| [0.97, 0.97, 1.0, round(u, v, 52.0)]),
        picture("iris", 36, 40, |u, v| [0.1, 0.3 + 0.6 * v, 0.8, round(u, v, 38.0)]),
        mouth("smile", 0.7),
        mouth("open", 0.2),
        picture("glow", 64, 64, |u, v| [0.3, 0.8, 0.9, 0.7 * round(u, v, 40.0)]),
    ]
}

type Place = [[f32; 2]; 2];

fn grid(picture: &str, [least, most]: Place, columns: u16, rows: u16) -> Mesh {
    let mut mesh = Mesh { picture: picture.to_owned(), ..Mesh::default() };
    for row in 0..=rows {
        for column in 0..=columns {
            let uv = [f32::from(column) / f32::from(columns), f32::from(row) / f32::from(rows)];
            mesh.uvs.push(uv);
            mesh.vertices.push([0, 1].map(|k| least[k] + uv[k] * (most[k] - least[k])));
        }
    }
    let at = |column: u16, row: u16| row * (columns + 1) + column;
    for row in 0..rows {
        for column in 0..columns {
            let [a, b] = [at(column, row), at(column + 1, row)];
            let [c, d] = [at(column, row + 1), at(column + 1, row + 1)];
            mesh.triangles.extend([[a, b, d], [a, d, c]]);
        }
    }
    mesh
}

fn carried(mut mesh: Mesh, by: impl Fn([f32; 2]) -> Vec<(&'static str, f32)>) -> Mesh {
    let influence = |(bone, weight): (&str, f32)| Influence { bone: bone.to_owned(), weight };
    let of = |at: &[f32; 2]| by(*at).into_iter().map(influence).collect();
    mesh.weights = mesh.vertices.iter().map(of).collect();
    mesh
}

fn deep(mesh: Mesh, depth: f32) -> Mesh {
    Mesh { warp: Some(Warped { by: "head".to_owned(), depth, relief: Vec::new() }), ..mesh }
}

fn attachments() -> Vec<(&'static str, &'static str, Attachment)> {
    let tail = carried(grid("stripes", [[160.0, 60.0], [240.0, 200.0]], 4, 8), |[_, y]| {
        let tip = ((190.0 - y) / 90.0).clamp(0.0, 1.0);
        vec![("tail_1", 1.0 - tip), ("tail_2", tip)]
    });
    let mut head = grid("ball", [[48.0, 30.0], [208.0, 190.0]], 8, 8);
    let widened = head.vertices.iter().map(|[x, _]| [0.2 * (x - 128.0), 0.0]).collect();
    head.deforms.insert("wide".to_owned(), widened);
    let mut white = grid("white", [[76.0, 86.0], [132.0, 134.0]], 6, 6);
    let closed = white.vertices.iter().map(|[_, y]| [0.0, 0.7 * (114.0 - y)]).collect();
    white.deforms.insert("close".to_owned(), closed);
    let white = carried(white, |_| vec![("head", 1.0)]);
    let mut iris =
        carried(grid("iris", [[86.0, 90.0], [122.0, 130.0]], 4, 4), |_| vec![("eye", 1.0)]);
    iris.clip_to = Some("white".to_owned());
    let region = |picture: &str, at: [f32; 2], size: [f32; 2], rotation: f32| {
        Attachment::Region(Region { picture: picture.to_owned(), at, rotation, size })
    };
    vec![
        ("tail", "tail", Attachment::Mesh(tail)),
        ("head", "head", Attachment::Mesh(deep(carried(head, |_| vec![("head", 1.0)]), 1.0))),
        ("shade", "shade", region("shade", [20.0, 20.0], [110.0, 66.0], 20.0)),
        ("white", "white", Attachment::Mesh(deep(white, 1.06))),
        ("iris", "iris", Attachment::Mesh(deep(iris, 1.08))),
        ("mouth", "smile", region("smile", [4.0, 40.0], [40.0, 20.0], -8.0)),
        ("mouth", "open", region("open", [4.0, 40.0], [40.0, 20.0], -8.0)),
        ("mouth", "nothing", Attachment::Empty),
        ("glow", "glow", region("glow", [60.0, -60.0], [70.0, 70.0], 0.0)),
        ("spark", "spark", region("glow", [-60.0, 60.0], [50.0, 50.0], 45.0)),
    ]
}

fn slots() -> Vec<Slot> {
    let slot = |name: &str, bone: &str, blend: Blend| {
        let first = if name == "mouth" { "smile" } else { name };
        Slot { blend, ..Slot::new(name, bone, Some(first)) }
    };
    let mut slots = vec![
        slot("tail", "tail_1", Blend::Normal),
        slot("head", "head", Blend::Normal),
        slot("shade", "head", Blend::Multiply),
        slot("white", "head", Blend::Normal),
        slot("iris", "eye", Blend::Normal),
        slot("mouth", "head", Blend::Normal),
        slot("glow", "head", Blend::Screen),
        slot("spark", "head", Blend::Additive),
    ];
    slots[0].colour = [0.7, 1.0, 0.8, 0.9];
    slots
}

/// The toy as it is written down.
pub(crate) fn skeleton() -> Skeleton {
    let binding = |parameter: &str, effect: Effect, most: f32, amount: f32| Binding {
        parameter: parameter.to_owned(),
        effect,
        keys: vec![[-most, -amount], [most, amount]],
    };
    let bone = |bone: &str, motion: Motion| Effect::Bone { bone: bone.to_owned(), motion };
    let shape = |slot: &str, deform: &str| Effect::Deform {
        slot: slot.to_owned(),
        deform: deform.to_owned(),
    };
    let mut skeleton = Skeleton {
        bones: vec![
            Bone::new("root", None, [128.0, 230.0], [0.0, -40.0]),
            Bone::new("tail_1", Some("root"), [42.0, -40.0], [20.0, -50.0]),
            Bone::new("tail_2", Some("tail_1"), [20.0, -50.0], [10.0, -60.0]),
            Bone::new("head", Some("root"), [0.0, -110.0], [0.0, -80.0]),
            Bone::new("eye", Some("head"), [-24.0, -10.0], [0.0, 0.0]),
        ],
        slots: slots(),
        warps: vec![Warp {
            name: "head".to_owned(),
            yaw: "AngleX".to_owned(),
            pitch: "AngleY".to_owned(),
            centre: [128.0, 110.0],
            radii: [80.0, 80.0, 60.0],
            perspective: 0.1,
            fade: [200.0, 220.0],
            rest: 0.0,
            gain: 1.0,
        }],
        parameters: PARAMETERS
            .map(|id| Parameter { id: id.to_owned(), least: -60.0, most: 60.0, rest: 0.0 })
            .to_vec(),
        bindings: vec![
            binding("Tail", bone("tail_1", Motion::Rotation), 60.0, 60.0),
            binding("Tail", bone("tail_2", Motion::Rotation), 60.0, 50.0),
            binding("Tail", bone("head", Motion::Rotation), 60.0, 15.0),
            binding("Look", bone("eye", Motion::X), 60.0, 60.0),
            binding("Blink", shape("white", "close"), 1.0, 1.0),
            binding("Wide", shape("head", "wide"), 1.0, 1.0),
        ],
        ..Skeleton::default()
    };
    let skin = skeleton.skins.entry(rig::DEFAULT_SKIN.to_owned()).or_default();
    for (slot, name, attachment) in attachments() {
        skin.entry(slot.to_owned()).or_default().insert(name.to_owned(), attachment);
    }
    skeleton
}
