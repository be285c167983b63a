//! The artist's side: a project becomes pixels. Runs in the worker.

use character::geometry::{Bounds, pt};
use character::raster::{View, render};
use character::{Category, Drawing, draw};
use project::{Expression, Project, format};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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
