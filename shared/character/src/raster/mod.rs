//! A drawing as pixels, on the processor.
//!
//! [`render`] makes a still with its style's finish; [`layer`] makes one piece for an atlas.

mod blur;
mod brush;
mod fill;
mod finish;
mod posed;

pub use posed::{Atlas, posed};
use tiny_skia::{BlendMode, FilterQuality, Mask, MaskType, Pixmap, PixmapPaint, Transform};

use crate::drawing::{Blend, Category, Drawing, Layer};
use crate::geometry::{Bounds, pt};
use crate::style::Style;

/// Sides of a picture are at most this long.
pub const SIDE_MAX: u32 = 4096;

/// Which part of the canvas is shown, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The part of the canvas.
    pub region: Bounds,
    /// Pixels to a unit.
    pub scale: f32,
}

impl View {
    /// The bust, `side` pixels wide and high.
    pub fn bust(side: u32) -> Self {
        let region = Bounds { min: pt(0.0, 0.0), max: pt(1024.0, 1024.0) };
        Self { region, scale: side as f32 / 1024.0 }
    }

    /// Width and height in pixels, at least 1 and at most [`SIDE_MAX`].
    pub fn size(&self) -> (u32, u32) {
        let side = |length: f32| ((length * self.scale).ceil() as u32).clamp(1, SIDE_MAX);
        (side(self.region.width()), side(self.region.height()))
    }

    fn transform(&self) -> Transform {
        let (x, y) = (self.region.min.x, self.region.min.y);
        Transform::from_row(self.scale, 0.0, 0.0, self.scale, -x * self.scale, -y * self.scale)
    }
}

/// A picture: rows from the top, RGBA, not premultiplied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

impl From<Pixmap> for Picture {
    fn from(pixmap: Pixmap) -> Self {
        let (width, height) = (pixmap.width(), pixmap.height());
        Self { width, height, rgba: pixmap.take_demultiplied() }
    }
}

/// The shown layers with the style's finish. Without background layers the ground stays
/// transparent.
pub fn render(drawing: &Drawing, view: View) -> Picture {
    let is_ground = |layer: &&Layer| layer.category == Category::Background;
    let shown = || drawing.layers.iter().filter(|layer| layer.shown);
    let figure = compose(drawing, shown().filter(|layer| !is_ground(layer)), view);
    let has_ground = shown().any(|layer| is_ground(&layer));
    let ground = compose(drawing, shown().filter(is_ground), view);
    finish::apply(drawing.style, ground, figure, has_ground, view).into()
}

/// The shown layers as they are, without the finish.
pub fn plain(drawing: &Drawing, view: View) -> Picture {
    compose(drawing, drawing.layers.iter().filter(|layer| layer.shown), view).into()
}

/// One layer alone in the box around its shapes, unclipped by other layers; none if it is empty.
/// In Painterly it carries the brushwork; what goes around the figure it does not.
pub fn layer(layer: &Layer, style: Style, scale: f32) -> Option<(Picture, Bounds)> {
    let region = layer.bounds()?.grown(3.0 / scale);
    Some((painted(layer, style, View { region, scale })?, region))
}

/// One picture of a rig, of exactly the part of the canvas that its mesh means; as [`layer`].
pub fn sprite(sprite: &crate::rigging::Sprite<'_>, style: Style, scale: f32) -> Option<Picture> {
    painted(sprite.layer, style, View { region: sprite.bounds, scale })
}

fn painted(layer: &Layer, style: Style, view: View) -> Option<Picture> {
    let mut pixels = piece(layer, view)?;
    if style.manner().brushed {
        let ground = layer.category == Category::Background;
        let brush = if ground { brush::BROAD } else { brush::FINE };
        brush::paint(&mut pixels, brush, view.region.min, view.scale, |_| false);
    }
    Some(pixels.into())
}

fn compose<'a>(drawing: &Drawing, layers: impl Iterator<Item = &'a Layer>, view: View) -> Pixmap {
    let (width, height) = view.size();
    let mut canvas = empty(width, height);
    for layer in layers {
        let Some((window, x, y)) = window(layer, view) else { continue };
        let Some(mut pixels) = piece(layer, window) else { continue };
        if let Some(outer) = layer.clip_to.as_deref().and_then(|name| drawing.find(name))
            && let Some(silhouette) = piece(outer, window)
        {
            pixels.apply_mask(&Mask::from_pixmap(silhouette.as_ref(), MaskType::Alpha));
        }
        let paint = PixmapPaint {
            opacity: 1.0,
            blend_mode: blend_mode(layer.blend),
            quality: FilterQuality::Nearest,
        };
        canvas.draw_pixmap(x, y, pixels.as_ref(), &paint, Transform::identity(), None);
    }
    canvas
}

/// The part of the view that a layer touches, on whole pixels, and its corner.
fn window(layer: &Layer, view: View) -> Option<(View, i32, i32)> {
    let bounds = layer.bounds()?;
    let (width, height) = view.size();
    let low = |at: f32, origin: f32| ((at - origin) * view.scale - 2.0).floor();
    let high = |at: f32, origin: f32| ((at - origin) * view.scale + 2.0).ceil();
    let origin = view.region.min;
    let x0 = low(bounds.min.x, origin.x).max(0.0);
    let y0 = low(bounds.min.y, origin.y).max(0.0);
    let x1 = high(bounds.max.x, origin.x).min(width as f32);
    let y1 = high(bounds.max.y, origin.y).min(height as f32);
    if x1 <= x0 || y1 <= y0 {
        return None;
    }
    let corner = |x: f32, y: f32| origin + pt(x, y) * (1.0 / view.scale);
    let region = Bounds { min: corner(x0, y0), max: corner(x1, y1) };
    Some((View { region, scale: view.scale }, x0 as i32, y0 as i32))
}

fn piece(layer: &Layer, view: View) -> Option<Pixmap> {
    let (width, height) = view.size();
    let mut pixmap = Pixmap::new(width, height)?;
    fill::layer(&mut pixmap, layer, view.transform());
    Some(pixmap)
}

fn empty(width: u32, height: u32) -> Pixmap {
    // Sides lie between 1 and SIDE_MAX, for which tiny-skia always finds room.
    Pixmap::new(width, height).unwrap_or_else(|| unreachable!("sides are bounded"))
}

fn blend_mode(blend: Blend) -> BlendMode {
    match blend {
        Blend::Normal => BlendMode::SourceOver,
        Blend::Multiply => BlendMode::Multiply,
        Blend::Screen => BlendMode::Screen,
    }
}
