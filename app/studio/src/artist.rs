//! The artist's side: a project becomes pixels, or a figure for the performer. Runs in the worker.

use character::geometry::{Bounds, pt};
use character::raster::{self, View, render};
use character::rigging::{skeleton, sprites};
use character::style::Finish;
use character::{Category, Colour, Drawing, draw};
use project::{Expression, Project, format};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::drawers::FULL;

/// The longest side of a picture that fits a layer of an atlas, in pixels.
const PICTURE_SIDE_MAX: f32 = 2032.0;
/// A ground is soft: half as many pixels do.
const GROUND_SHARE: f32 = 0.5;
/// How far a glow is at its full, in canvas units, as in the stills' finish.
const GLOW_REACH: f32 = 3.0;

/// Pixels: rows from the top, RGBA, not premultiplied.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Picture {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

#[wasm_bindgen]
impl Picture {
    /// In pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The pixels; the picture is used up.
    pub fn take(self) -> Vec<u8> {
        self.rgba
    }
}

/// Draws the part of a project's canvas between (`left`, `top`) and (`right`, `bottom`), in canvas
/// units, at `scale` pixels a unit.
///
/// # Errors
/// The project's file is refused, with the sentence that says why.
#[wasm_bindgen]
pub fn picture(
    project: &str,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    scale: f32,
) -> Result<Picture, JsValue> {
    let project = format::load(project).map_err(|refusal| JsValue::from(refusal.to_string()))?;
    let region = Bounds { min: pt(left, top), max: pt(right, bottom) };
    let made = render(&pictured(&project), View { region, scale });
    Ok(Picture { width: made.width, height: made.height, rgba: made.rgba })
}

/// The drawing of a project, with the face that is made.
fn pictured(project: &Project) -> Drawing {
    let mut drawing = draw(&project.drawn());
    let (left, right, mouth) = match project.scene.expression {
        Expression::Neutral => ("open", "open", "neutral"),
        Expression::Smile => ("open", "open", "smile"),
        Expression::Laugh => ("smile", "smile", "laugh"),
        Expression::Wink => ("smile", "open", "smile"),
        Expression::Surprised => ("open", "open", "o"),
    };
    drawing.show(Category::EyeL, left);
    drawing.show(Category::EyeR, right);
    drawing.show(Category::Mouth, mouth);
    drawing
}

/// A character for the performer: its skeleton's file, its pictures, and the pixels of these, one
/// after the other as [`Picture`] has them.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Figure {
    skeleton: Vec<u8>,
    pictures: String,
    pixels: Vec<u8>,
}

#[wasm_bindgen]
impl Figure {
    /// As `rig::format` writes it; can be taken once.
    pub fn skeleton(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.skeleton)
    }

    /// JSON: under `pictures` name, width and height in pixels, and the part that meshes mean, in
    /// pixels; under `ground` width and height of a last one, and where it lies on the canvas, or
    /// null; under `halos` colour, reach and softness of what surrounds the figure.
    #[wasm_bindgen(getter)]
    pub fn pictures(&self) -> String {
        self.pictures.clone()
    }

    /// The pixels; the figure is used up.
    pub fn take(self) -> Vec<u8> {
        self.pixels
    }
}

/// Rigs and paints the character of a project, at `scale` pixels a unit or what an atlas can hold.
///
/// # Errors
/// The project's file is refused, or the rig, with the sentence that says why.
#[wasm_bindgen]
pub fn figure(project: &str, scale: f32) -> Result<Figure, JsValue> {
    let project = format::load(project).map_err(|refusal| JsValue::from(refusal.to_string()))?;
    built(&project, scale).map_err(JsValue::from)
}

fn built(project: &Project, scale: f32) -> Result<Figure, String> {
    let drawings = [draw(&project.drawn())];
    let skeleton = rig::format::save(&skeleton(&drawings)).map_err(|it| it.to_string())?;
    let sprites = sprites(&drawings);
    let sides = sprites.iter().map(|it| it.bounds.width().max(it.bounds.height()));
    let scale = scale.min(PICTURE_SIDE_MAX / sides.fold(1.0, f32::max));
    let (mut pictures, mut pixels) = (Vec::new(), Vec::new());
    for sprite in &sprites {
        let Some(made) = raster::sprite(sprite, project.look.style, scale) else { continue };
        let span = [sprite.bounds.width() * scale, sprite.bounds.height() * scale];
        pictures.push(json!([sprite.name(&drawings), made.width, made.height, span]));
        pixels.extend(made.rgba);
    }
    let [drawing] = drawings;
    let ground = ground(drawing, scale * GROUND_SHARE);
    let told = ground.as_ref().map(|it| json!([it.width, it.height, FULL]));
    pixels.extend(ground.into_iter().flat_map(|it| it.rgba));
    let halos = halos(project.look.style.manner().finish);
    let pictures = json!({ "pictures": pictures, "ground": told, "halos": halos }).to_string();
    Ok(Figure { skeleton: skeleton.into_bytes(), pictures, pixels })
}

/// What a style has around the figure, from back to front: colour, reach and softness in canvas
/// units. Paper is torn at the edges of a picture, and what moves has none.
fn halos(finish: Finish) -> Vec<([f32; 4], f32, f32)> {
    let of = |colour: Colour, reach, softness| {
        ([colour.r, colour.g, colour.b, colour.a], reach, softness)
    };
    match finish {
        Finish::Glow(colour, opacity, deviation) => {
            vec![of(colour.with_alpha(opacity), GLOW_REACH, deviation)]
        }
        Finish::Contour(colour, reach) => vec![of(colour, reach, 0.0)],
        Finish::KeyLine([(ink, inner), (key, outer)]) => {
            vec![of(key, outer, 0.0), of(ink, inner, 0.0)]
        }
        Finish::Paper(_) => vec![],
    }
}

/// What a character stands before; none if that is nothing.
fn ground(mut drawing: Drawing, scale: f32) -> Option<raster::Picture> {
    drawing.layers.retain(|layer| layer.category == Category::Background && layer.shown);
    let [left, top, right, bottom] = FULL;
    let region = Bounds { min: pt(left, top), max: pt(right, bottom) };
    (!drawing.layers.is_empty()).then(|| render(&drawing, View { region, scale }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::Style;
    use project::Edit;

    #[test]
    fn every_expression_is_another_picture() {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for expression in Expression::ALL {
            let project = Project::surprise(3, Style::default());
            let drawing = pictured(&project.with(Edit::Expression(expression)));
            let region = Bounds { min: pt(340.0, 340.0), max: pt(690.0, 620.0) };
            let made = render(&drawing, View { region, scale: 0.4 }).rgba;
            assert!(!seen.contains(&made), "{expression:?}");
            seen.push(made);
        }
    }
}
