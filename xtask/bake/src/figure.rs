//! The baked figure: numbers alone, and what a player makes of them.

use crate::VIEW;
use crate::body::{BLINK_STEPS, Body, Kept};
use crate::cast::Cast;
use crate::film::{IDLE_FPS, Lean, Reel, Shot, WAVE_FPS};
use crate::polynomial::{N_TERMS, UNIT, terms};
use crate::sheet::Sheet;
use rig::{Affine, Blend};
use serde::{Deserialize, Serialize};

/// Terms of the polynomial of a turn: yaw, pitch, yaw², yaw · pitch, pitch²; 30° count as one.
pub const TERMS: usize = N_TERMS;
/// The most bones that a card's uniforms hold beside the rest.
const BONES_MAX: usize = 100;

/// A bone's matrix: a, b, c, d, tx, ty.
pub type Matrix = [f32; 6];

/// A vertex.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vertex {
    /// At rest, in canvas units.
    pub at: [f32; 2],
    /// In the sheet, 0 to 1.
    pub uv: [f32; 2],
    /// Places in the figure's own list of bones.
    pub bones: [u8; 4],
    /// They sum to one.
    pub weights: [f32; 4],
    /// The turn's terms for x, then for y.
    pub turn: [[f32; TERMS]; 2],
    /// How far it goes when the eyes close.
    pub close: [f32; 2],
}

/// A run of triangles with a picture: what one slot shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// How many vertices.
    pub n_vertices: usize,
    /// How many triangles.
    pub n_triangles: usize,
    /// The part of the sheet that it may show: its meshes reach beyond what is drawn.
    pub cut: [f32; 4],
    /// The part whose opacity cuts it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mask: Option<usize>,
    /// How far it goes by a gaze of one to the right and of one up.
    pub gaze: [f32; 2],
    /// How far it goes by raised brows.
    pub brow: [f32; 2],
    /// Which opacity it has from closed to open eyes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub blink: Option<[u8; BLINK_STEPS + 1]>,
}

/// A moment of a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// By bone.
    pub bones: Vec<Matrix>,
    /// Yaw and pitch of the head; 30° are one.
    pub turn: [f32; 2],
    /// By part, 0 to 255, with open eyes.
    pub alphas: Vec<u8>,
}

/// Frames in equal steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// `idle` or `wave`.
    pub name: String,
    /// Frames a second.
    pub fps: usize,
    /// The last one of a loop is the first one again.
    pub frames: Vec<Frame>,
}

/// All that is played.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The part of the canvas that is shown: left, top, width, height.
    pub view: [f32; 4],
    /// Back to front.
    pub parts: Vec<Part>,
    /// Part by part.
    pub vertices: Vec<Vertex>,
    /// Part by part; places in `vertices`.
    pub triangles: Vec<[u16; 3]>,
    /// By [`Lean::ALL`] and bone: what is added to "as it is".
    pub leans: Vec<Vec<Matrix>>,
    /// The idle loop, then the wave.
    pub tracks: Vec<Track>,
}

/// What a player is asked to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment {
    /// Which track and frame.
    pub frame: (usize, usize),
    /// Yaw and pitch on top of the frame's own; 30° are one.
    pub turn: [f32; 2],
    /// How far the eyes are closed, 0 to 1.
    pub closed: f32,
    /// Where the eyes look, to the right and up.
    pub gaze: [f32; 2],
    /// How much of each leaning.
    pub leans: [f32; Lean::ALL.len()],
}

impl Figure {
    /// Where the vertices are, in canvas units: the sums of `living.js`.
    pub fn posed(&self, moment: &Moment) -> Vec<[f32; 2]> {
        let frame = &self.tracks[moment.frame.0].frames[moment.frame.1];
        let bones: Vec<Matrix> = (0..frame.bones.len())
            .map(|at| self.leaning(at, &moment.leans, frame.bones[at]))
            .collect();
        let [yaw, pitch] = [0, 1].map(|axis| frame.turn[axis] + moment.turn[axis]);
        let terms = terms(yaw, pitch);
        let mut rest = self.vertices.iter();
        let mut placed = Vec::with_capacity(self.vertices.len());
        for part in &self.parts {
            for vertex in rest.by_ref().take(part.n_vertices) {
                let at = [0, 1].map(|axis| {
                    let turn: f32 = vertex.turn[axis].iter().zip(terms).map(|(a, b)| a * b).sum();
                    vertex.at[axis]
                        + turn
                        + moment.closed * vertex.close[axis]
                        + moment.gaze[axis] * part.gaze[axis]
                });
                placed.push(carried(&bones, vertex, at));
            }
        }
        placed
    }

    fn leaning(&self, bone: usize, leans: &[f32], now: Matrix) -> Matrix {
        let mut sum = [0.0; 6];
        for (lean, weight) in self.leans.iter().zip(leans) {
            for (sum, value) in sum.iter_mut().zip(lean[bone]) {
                *sum += weight * value;
            }
        }
        let [a, b, c, d, tx, ty] = sum;
        let more = [
            a * now[0] + c * now[1],
            b * now[0] + d * now[1],
            a * now[2] + c * now[3],
            b * now[2] + d * now[3],
            a * now[4] + c * now[5] + tx,
            b * now[4] + d * now[5] + ty,
        ];
        [0, 1, 2, 3, 4, 5].map(|k| now[k] + more[k])
    }
}

fn carried(bones: &[Matrix], vertex: &Vertex, [x, y]: [f32; 2]) -> [f32; 2] {
    let mut sum = [0.0; 6];
    for (bone, weight) in vertex.bones.iter().zip(vertex.weights) {
        for (sum, value) in sum.iter_mut().zip(bones[usize::from(*bone)]) {
            *sum += weight * value;
        }
    }
    [sum[0] * x + sum[2] * y + sum[4], sum[1] * x + sum[3] * y + sum[5]]
}

/// Puts everything together.
pub(crate) fn assemble(
    cast: &Cast,
    body: &Body,
    reel: &Reel,
    sheet: &Sheet,
) -> Result<Figure, String> {
    if body.bones.len() > BONES_MAX {
        return Err(format!("{} bones; at most {BONES_MAX} fit", body.bones.len()));
    }
    let mut figure = Figure {
        view: VIEW,
        parts: Vec::new(),
        vertices: Vec::new(),
        triangles: Vec::new(),
        leans: reel.leans.iter().map(|lean| leaned(body, lean)).collect(),
        tracks: vec![
            track(cast, body, "idle", IDLE_FPS, &reel.idle)?,
            track(cast, body, "wave", WAVE_FPS, &reel.wave)?,
        ],
    };
    for kept in &body.parts {
        let first = figure.vertices.len() as u16;
        figure.parts.push(part(cast, body, kept, sheet)?);
        figure.vertices.extend(vertices(cast, body, kept, sheet)?);
        let place = |it: &[u16; 3]| it.map(|corner| first + corner);
        figure.triangles.extend(kept.triangles.iter().map(place));
    }
    Ok(figure)
}

fn leaned(body: &Body, lean: &[Affine]) -> Vec<Matrix> {
    let added = |bone: &usize| {
        let Affine { a, b, c, d, tx, ty } = lean[*bone];
        [a - 1.0, b, c, d - 1.0, tx, ty]
    };
    body.bones.iter().map(added).collect()
}

fn track(
    cast: &Cast,
    body: &Body,
    name: &str,
    fps: usize,
    shots: &[Shot],
) -> Result<Track, String> {
    let places = ["AngleX", "AngleY"].map(|it| cast.rig.parameter(it).unwrap_or_default());
    let mut frames = Vec::with_capacity(shots.len());
    for shot in shots {
        if shot.pose.draw_order() != shots[0].pose.draw_order() {
            return Err(format!("{name} changes the order of drawing, which the file cannot say"));
        }
        let mut pose = shot.pose.clone();
        let palette = pose.palette(&cast.rig);
        let matrix = |bone: &usize| {
            let [a, b, c, d, tx, ty, ..] = palette[*bone];
            [a, b, c, d, tx, ty]
        };
        frames.push(Frame {
            bones: body.bones.iter().map(matrix).collect(),
            turn: places.map(|it| shot.pose.parameters()[it] / UNIT),
            alphas: body.parts.iter().map(|it| (shot.alphas[it.slot] * 255.0) as u8).collect(),
        });
    }
    Ok(Track { name: name.to_owned(), fps, frames })
}

fn part(cast: &Cast, body: &Body, kept: &Kept, sheet: &Sheet) -> Result<Part, String> {
    let slot = &cast.rig.slots()[kept.slot];
    if slot.blend != Blend::Normal {
        return Err(format!(
            "{} does not lie over what is behind it, as the page draws",
            slot.name
        ));
    }
    let skinned = cast.rig.attachments().iter().find(|it| it.slot == kept.slot);
    let mask = match skinned.and_then(|it| it.clip_to) {
        None => None,
        Some(outer) => {
            let place = body.parts.iter().position(|it| it.slot == outer);
            Some(place.ok_or(format!("{} is cut by what is never seen", slot.name))?)
        }
    };
    let place = sheet.places.get(&kept.picture);
    Ok(Part {
        cut: place.ok_or(format!("the picture {} is empty", kept.picture))?.cut,
        n_vertices: kept.vertices.len(),
        n_triangles: kept.triangles.len(),
        mask,
        gaze: kept.gaze,
        brow: kept.brow,
        blink: kept.blink,
    })
}

fn vertices(cast: &Cast, body: &Body, kept: &Kept, sheet: &Sheet) -> Result<Vec<Vertex>, String> {
    let skinned = cast.rig.attachments().iter().find(|it| it.slot == kept.slot);
    let skinned = skinned.ok_or("a slot without an attachment was kept")?;
    let place = sheet.places.get(&kept.picture);
    let place = place.ok_or(format!("the picture {} is empty", kept.picture))?;
    let side = [sheet.pixels.width as f32, sheet.pixels.height as f32];
    let vertex = |(at, original): (usize, &usize)| {
        let bone = |bone: u16| body.bones.binary_search(&usize::from(bone)).unwrap_or(0) as u8;
        let uv = skinned.uvs[*original];
        Vertex {
            at: skinned.rest[*original],
            uv: [0, 1].map(|axis| (place.origin[axis] + uv[axis] * place.span[axis]) / side[axis]),
            bones: skinned.bones[*original].map(bone),
            weights: skinned.weights[*original],
            turn: kept.turn[at],
            close: kept.close[at],
        }
    };
    Ok(kept.vertices.iter().enumerate().map(vertex).collect())
}
