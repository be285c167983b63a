//! What a look is drawn as: layers from back to front, each a list of filled paths.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::geometry::{Affine, Bounds, Path, Point};
use crate::style::{Colour, Role, Style};

/// What a layer shows; of the labels of one category one is shown at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the field, back to front")]
pub enum Category {
    Background,
    BackHair,
    BackWear,
    ArmFar,
    Neck,
    Body,
    Bottomwear,
    Footwear,
    TopwearBack,
    Topwear,
    ArmNear,
    Handwear,
    Scarf,
    Ears,
    Earwear,
    Face,
    Blush,
    FaceShadow,
    EyeL,
    EyeR,
    Nose,
    Mouth,
    SideHair,
    InnerHair,
    FrontHair,
    BrowL,
    BrowR,
    Eyewear,
    Headwear,
    Ahoge,
    HandL,
    HandR,
    Tool,
    Effect,
}

/// How a colour meets what is under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blend {
    /// Over it.
    #[default]
    Normal,
    /// As a shade.
    Multiply,
    /// As a light.
    Screen,
}

/// A colour at a place of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 to 1.
    pub at: f32,
    /// Opacity included.
    pub colour: Colour,
}

/// What a path is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Colour),
    /// Along a line.
    Linear {
        /// Where the first stop lies.
        from: Point,
        /// Where the last stop lies.
        to: Point,
        /// Rising.
        stops: Arc<[Stop]>,
    },
    /// Around a centre, in an ellipse along the axes.
    Radial {
        /// The first stop.
        centre: Point,
        /// Horizontal radius: the last stop.
        rx: f32,
        /// Vertical radius.
        ry: f32,
        /// Rising.
        stops: Arc<[Stop]>,
    },
}

impl Paint {
    /// A gradient between two places.
    pub fn linear(from: Point, to: Point, stops: &[(f32, Colour)]) -> Self {
        Self::Linear { from, to, stops: stops_of(stops) }
    }

    /// A gradient down the canvas, from `y0` to `y1`.
    pub fn down(y0: f32, y1: f32, stops: &[(f32, Colour)]) -> Self {
        Self::linear(Point { x: 0.0, y: y0 }, Point { x: 0.0, y: y1 }, stops)
    }

    /// A gradient around a centre.
    pub fn radial(centre: Point, rx: f32, ry: f32, stops: &[(f32, Colour)]) -> Self {
        Self::Radial { centre, rx, ry, stops: stops_of(stops) }
    }

    fn transformed(&self, by: Affine) -> Self {
        match self {
            Self::Solid(colour) => Self::Solid(*colour),
            Self::Linear { from, to, stops } => {
                Self::Linear { from: by.apply(*from), to: by.apply(*to), stops: stops.clone() }
            }
            Self::Radial { centre, rx, ry, stops } => {
                let (sx, sy) = (by.a.hypot(by.b), by.c.hypot(by.d));
                let (rx, ry) = (rx * sx, ry * sy);
                Self::Radial { centre: by.apply(*centre), rx, ry, stops: stops.clone() }
            }
        }
    }
}

impl From<Colour> for Paint {
    fn from(colour: Colour) -> Self {
        Self::Solid(colour)
    }
}

fn stops_of(stops: &[(f32, Colour)]) -> Arc<[Stop]> {
    stops.iter().map(|&(at, colour)| Stop { at, colour }).collect()
}

/// A clip of a layer: an index into its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clip(pub usize);

/// A filled path.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The outline.
    pub path: Path,
    /// The filling.
    pub paint: Paint,
    /// 0 to 1, times the paint's own.
    pub opacity: f32,
    /// How it meets the shapes of the same layer under it.
    pub blend: Blend,
    /// Blur of its edge, as a standard deviation; zero for crisp.
    pub soften: f32,
    /// It shows only inside all of these clips of its layer.
    pub clips: Vec<Clip>,
    /// The role whose colour it has, where it has one.
    pub role: Option<Role>,
}

impl Shape {
    /// An opaque, crisp, unclipped shape.
    pub fn new(path: Path, paint: impl Into<Paint>) -> Self {
        Self {
            path,
            paint: paint.into(),
            opacity: 1.0,
            blend: Blend::Normal,
            soften: 0.0,
            clips: Vec::new(),
            role: None,
        }
    }

    /// With this opacity.
    pub fn opacity(mut self, opacity: f32) -> Self {
        self.opacity = opacity;
        self
    }

    /// Shown only inside a clip of its layer, besides those it has.
    pub fn within(mut self, clip: Clip) -> Self {
        self.clips.push(clip);
        self
    }

    /// With this blur of its edge.
    pub fn softened(mut self, deviation: f32) -> Self {
        self.soften = deviation;
        self
    }

    /// With this blend.
    pub fn blended(mut self, blend: Blend) -> Self {
        self.blend = blend;
        self
    }

    /// Marked as having the colour of a role.
    pub fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
}

/// One piece of the figure that moves as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What it shows.
    pub category: Category,
    /// Which variant of the category it belongs to; several layers may share one.
    pub label: String,
    /// Its own name, unique in a drawing.
    pub name: String,
    /// Its place from back to front.
    pub z: f32,
    /// How far in front of the head's centre it lies, in the units of a head turn: 1 is the face.
    pub depth: f32,
    /// Where it hangs.
    pub anchor: Point,
    /// The bone that carries it.
    pub bone: String,
    /// The chain along which it swings, root first; empty for what does not swing.
    pub chain: Vec<Point>,
    /// The shapes, back to front.
    pub shapes: Vec<Shape>,
    /// The clips that its shapes refer to.
    pub clips: Vec<Path>,
    /// The layer inside whose silhouette it shows.
    pub clip_to: Option<String>,
    /// How it meets the layers under it.
    pub blend: Blend,
    /// Whether it is shown when nothing else is asked for.
    pub shown: bool,
}

impl Layer {
    /// An empty layer carried by the head, at the depth of the face.
    pub fn new(category: Category, label: &str, name: &str, z: f32) -> Self {
        Self {
            category,
            label: label.into(),
            name: name.into(),
            z,
            depth: 1.0,
            anchor: Point { x: crate::AXIS, y: crate::NECK_Y },
            bone: "head".into(),
            chain: Vec::new(),
            shapes: Vec::new(),
            clips: Vec::new(),
            clip_to: None,
            blend: Blend::Normal,
            shown: true,
        }
    }

    /// At this depth.
    pub fn depth(mut self, depth: f32) -> Self {
        self.depth = depth;
        self
    }

    /// Carried by this bone, hanging at `anchor`.
    pub fn bone(mut self, bone: &str, anchor: Point) -> Self {
        self.bone = bone.into();
        self.anchor = anchor;
        self
    }

    /// Swinging along a chain.
    pub fn chain(mut self, chain: Vec<Point>) -> Self {
        self.chain = chain;
        self
    }

    /// Shown only inside the silhouette of another layer.
    pub fn clip_to(mut self, name: &str) -> Self {
        self.clip_to = Some(name.into());
        self
    }

    /// Not shown at first.
    pub fn hidden(mut self) -> Self {
        self.shown = false;
        self
    }

    /// Adds a shape on top; an empty path is left out.
    pub fn add(&mut self, shape: Shape) {
        if !shape.path.is_empty() {
            self.shapes.push(shape);
        }
    }

    /// Adds shapes on top.
    pub fn extend(&mut self, shapes: impl IntoIterator<Item = Shape>) {
        shapes.into_iter().for_each(|shape| self.add(shape));
    }

    /// Adds a clip for shapes to refer to.
    pub fn clip(&mut self, path: Path) -> Clip {
        self.clips.push(path);
        Clip(self.clips.len() - 1)
    }

    /// The box around its shapes, blurs included; clips are not considered.
    pub fn bounds(&self) -> Option<Bounds> {
        (self.shapes.iter())
            .filter_map(|shape| Some(shape.path.bounds()?.grown(shape.soften * 3.0)))
            .reduce(Bounds::join)
    }

    /// Changes every path by `change`.
    pub fn warp(&mut self, change: impl Fn(&Path) -> Path) {
        self.shapes.iter_mut().for_each(|shape| shape.path = change(&shape.path));
        self.clips.iter_mut().for_each(|clip| *clip = change(clip));
    }

    /// Moves the layer and its gradients by an affine map.
    pub fn transform(&mut self, by: Affine) {
        self.warp(|path| path.transformed(by));
        self.shapes.iter_mut().for_each(|shape| shape.paint = shape.paint.transformed(by));
        self.chain.iter_mut().for_each(|p| *p = by.apply(*p));
        self.anchor = by.apply(self.anchor);
    }
}

/// A figure: layers from back to front.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The style in which it is drawn.
    pub style: Style,
    /// By rising z.
    pub layers: Vec<Layer>,
}

impl Drawing {
    /// A drawing of these layers, brought into order; layers of the same z keep theirs.
    pub fn new(style: Style, mut layers: Vec<Layer>) -> Self {
        layers.sort_by(|a, b| a.z.total_cmp(&b.z));
        Self { style, layers }
    }

    /// The layer of this name.
    pub fn find(&self, name: &str) -> Option<&Layer> {
        self.layers.iter().find(|layer| layer.name == name)
    }

    /// Shows one label of a category, and no other. Unknown labels change nothing.
    pub fn show(&mut self, category: Category, label: &str) {
        if self.layers.iter().any(|layer| layer.category == category && layer.label == label) {
            for layer in self.layers.iter_mut().filter(|layer| layer.category == category) {
                layer.shown = layer.label == label;
            }
        }
    }

    /// The labels of a category, in order and once each.
    pub fn labels(&self, category: Category) -> Vec<&str> {
        let mut labels: Vec<&str> = Vec::new();
        for layer in self.layers.iter().filter(|layer| layer.category == category) {
            if !labels.contains(&layer.label.as_str()) {
                labels.push(&layer.label);
            }
        }
        labels
    }

    /// Moves the layers whose bone is one of the head's by an affine map: the tilt of a still.
    pub fn transform_head(&mut self, by: Affine) {
        for layer in self.layers.iter_mut().filter(|layer| is_of_head(&layer.bone)) {
            layer.transform(by);
        }
    }
}

/// Whether a bone follows the head.
pub fn is_of_head(bone: &str) -> bool {
    const STEMS: [&str; 6] = ["head", "jaw", "eye", "brow", "hair", "ahoge"];
    STEMS.iter().any(|stem| bone.starts_with(stem))
}

/// Heights of the layers, back to front: `reference/animation.md` §5.1, times ten.
#[expect(missing_docs, reason = "one for each kind of layer")]
pub mod z {
    pub const BACKGROUND: f32 = 0.0;
    pub const BACK_HAIR_FILL: f32 = 10.0;
    pub const BACK_HAIR_FAR: f32 = 12.0;
    pub const BACK_HAIR_NEAR: f32 = 20.0;
    pub const BACK_WEAR: f32 = 30.0;
    pub const ARM_FAR: f32 = 40.0;
    pub const NECK: f32 = 50.0;
    pub const BODY: f32 = 60.0;
    pub const BOTTOMWEAR: f32 = 70.0;
    pub const TOPWEAR_BACK: f32 = 80.0;
    pub const TOPWEAR: f32 = 90.0;
    pub const ARM_NEAR: f32 = 100.0;
    pub const SCARF: f32 = 105.0;
    pub const EARS: f32 = 110.0;
    pub const FACE: f32 = 120.0;
    pub const BLUSH: f32 = 130.0;
    pub const FACE_SHADOW: f32 = 140.0;
    pub const EYEWHITE: f32 = 150.0;
    pub const IRIS: f32 = 170.0;
    pub const PUPIL: f32 = 190.0;
    pub const LID_SHADOW: f32 = 195.0;
    pub const HIGHLIGHT: f32 = 200.0;
    pub const LASH_LOWER: f32 = 210.0;
    pub const LASH_UPPER: f32 = 220.0;
    pub const CREASE: f32 = 230.0;
    pub const EYE_CLOSED: f32 = 240.0;
    pub const NOSE: f32 = 250.0;
    pub const MOUTH: f32 = 260.0;
    pub const INNER_HAIR: f32 = 305.0;
    pub const SIDE_HAIR: f32 = 310.0;
    pub const FRONT_HAIR: f32 = 330.0;
    pub const CROWN: f32 = 339.0;
    pub const BROW: f32 = 340.0;
    pub const EYEWEAR: f32 = 350.0;
    pub const HEADWEAR: f32 = 360.0;
    pub const HANDS: f32 = 370.0;
    pub const EFFECT: f32 = 380.0;
}
