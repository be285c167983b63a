//! Hair: clumps around the head, front, side and back, that can be combined.

mod back;
mod crown;
mod curls;
mod front;
mod halo;
mod long_back;
mod short_back;
mod side;
mod strand;
mod style;
mod tied;

pub use style::{BackHair, FrontHair, Hair, HairStyle, SideHair};

use strand::{Dye, How, clump, knots_of};

use crate::drawing::{Category, Clip, Layer, Shape, z};
use crate::face::face_outline;
use crate::geometry::{Clump, FRONT_BELLY, Path, closed, pt};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Role, Style};
use crate::{AXIS, Side};

/// Bones of a swinging clump.
const BONES: usize = 3;

/// Everything that hair is drawn with.
struct Hand<'a> {
    hair: Hair,
    pen: &'a Pen,
    dye: Dye,
}

impl Hand<'_> {
    /// The layer of one clump, swinging on bones of its own.
    fn swinging(&self, category: Category, name: &str, z: f32, depth: f32, clump: &Clump) -> Layer {
        let label = match category {
            Category::FrontHair => self.hair.front.label(),
            Category::SideHair => self.hair.side.label(),
            _ => self.hair.back.label(),
        };
        let chain = clump.chain(BONES);
        let bone = format!("hair_{}", name.replace("_hair", ""));
        Layer::new(category, label, name, z).depth(depth).bone(&bone, chain[0]).chain(chain)
    }
}

/// All layers of the hair, the shadow on the face included.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let bottom = back::back(look.hair.back).bottom.max(match look.hair.side {
        SideHair::Long | SideHair::Wavy => 860.0,
        _ => 0.0,
    });
    let hand = Hand { hair: look.hair, pen, dye: Dye::new(pen, bottom) };
    let mut layers = back_layers(&hand);
    if look.hair.back == BackHair::Curly {
        layers.extend(curls::layers(&hand));
    }
    layers.extend(tied::layers(&hand));
    layers.extend(crown::layers(&hand));
    layers.extend(side_layers(&hand));
    layers.extend(front_layers(&hand));
    layers.push(shadow(look, &hand));
    layers
}

fn back_layers(hand: &Hand<'_>) -> Vec<Layer> {
    let back = back::back(hand.hair.back);
    let mut filler =
        Layer::new(Category::BackHair, hand.hair.back.label(), "back_hair", z::BACK_HAIR_FILL)
            .depth(0.55);
    let shape = closed(&knots_of(back.filler, hand.hair.mirrored));
    filler.add(Shape::new(shape, hand.dye.deep).role(Role::Hair));
    let mut layers = vec![filler];
    let groups = [
        (back.far, "back_hair_far", z::BACK_HAIR_FAR, 0.6),
        (back.near, "back_hair_near", z::BACK_HAIR_NEAR, 0.75),
    ];
    for (locks, stem, z, depth) in groups {
        for (i, lock) in locks.iter().enumerate() {
            let body = lock.clump(hand.hair.mirrored);
            let name = format!("{stem}_{}", i + 1);
            let mut layer =
                hand.swinging(Category::BackHair, &name, z + i as f32 * 0.1, depth, &body);
            let rim = body.at(1.0, 0.0).x > AXIS;
            let lit = stem == "back_hair_near" || lit_tail(hand.hair.back, i);
            let how = if lit {
                How { contour: 6.4, contour_from: 0.2, rim, ..How::FRONT }
            } else {
                How { rim, ..How::BACK }
            };
            clump(&mut layer, hand.pen, &hand.dye, &body, &how, None);
            layers.push(layer);
        }
    }
    layers
}

/// Tails hang free of the head's shade, and are lit like bangs.
fn lit_tail(back: BackHair, index: usize) -> bool {
    match back {
        BackHair::Ponytail => index < 3,
        BackHair::TwinTails => true,
        _ => false,
    }
}

fn side_layers(hand: &Hand<'_>) -> Vec<Layer> {
    let mut layers = Vec::new();
    let tables = side::locks(hand.hair.side);
    for side in Side::BOTH {
        let table = tables[usize::from((side == Side::Right) != hand.hair.mirrored)];
        for (i, lock) in table.iter().enumerate() {
            let body = lock.clump(hand.hair.mirrored);
            let name = format!("side_hair_{}_{}", side.letter(), i + 1);
            let z = z::SIDE_HAIR + i as f32 * 0.1;
            let mut layer = hand.swinging(Category::SideHair, &name, z, 1.05, &body);
            let how = How {
                contour: 6.0,
                contour_from: 0.12,
                strands: if lock.width > 32.0 { 2 } else { 1 },
                rim: side == Side::Right,
                ..How::FRONT
            };
            clump(&mut layer, hand.pen, &hand.dye, &body, &how, None);
            layers.push(layer);
        }
    }
    layers
}

fn front_layers(hand: &Hand<'_>) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (i, lock) in front::locks(hand.hair.front).iter().enumerate() {
        let body = lock.clump(hand.hair.mirrored);
        let name = format!("front_hair_{}", i + 1);
        let z = z::FRONT_HAIR + i as f32 * 0.1;
        let mut layer = hand.swinging(Category::FrontHair, &name, z, 1.28, &body);
        let dome = dome_clip(hand, &mut layer);
        let how = How { halo: Some(i), rim: body.at(1.0, 0.0).x > 640.0, ..How::FRONT };
        clump(&mut layer, hand.pen, &hand.dye, &body, &how, dome);
        layers.push(layer);
    }
    layers
}

/// Bangs may not bulge out of the skull above the temples; below, they go where they like.
fn dome_clip(hand: &Hand<'_>, layer: &mut Layer) -> Option<Clip> {
    let free = Path::rectangle(180.0, 262.0, 844.0, 720.0);
    Some(layer.clip(crown::dome(&hand.hair).with(free)))
}

/// The shadow of bangs and sides on the face: their own silhouettes, moved away from the light.
fn shadow(look: &Look, hand: &Hand<'_>) -> Layer {
    let (dx, dy) = hand.pen.manner().bang_shadow;
    let colour = hand.pen.tones.shade(Role::Skin);
    let mut layer =
        Layer::new(Category::FaceShadow, hand.hair.front.label(), "face_shadow", z::FACE_SHADOW)
            .depth(1.02);
    let clip = layer.clip(face_outline(look.face, look.jaw));
    let mut silhouette = crown::cap(hand);
    for lock in front::locks(hand.hair.front) {
        let wide = lock.belly == FRONT_BELLY || hand.pen.style() != Style::Painterly;
        let body = lock.clump(hand.hair.mirrored);
        silhouette.extend(oriented(body.outline()).shifted(0.0, if wide { 0.0 } else { -2.0 }));
    }
    let bangs = silhouette.shifted(dx, dy);
    let mut sides = Path::default();
    for table in side::locks(hand.hair.side) {
        for lock in table {
            sides.extend(oriented(lock.clump(hand.hair.mirrored).outline()).shifted(dx + 4.0, 6.0));
        }
    }
    layer.add(hand.pen.shade(bangs, colour).within(clip));
    layer.add(hand.pen.shade(sides, colour).within(clip));
    layer.anchor = pt(AXIS, 300.0);
    layer
}

/// Outlines of one turning sense, so that overlaps of a non-zero fill never cancel.
fn oriented(path: Path) -> Path {
    let area: f32 = (path.polylines(4).iter())
        .flat_map(|line| {
            line.windows(2).map(|p| p[0].x * p[1].y - p[1].x * p[0].y).collect::<Vec<_>>()
        })
        .sum();
    if area >= 0.0 { path } else { path.reversed() }
}
