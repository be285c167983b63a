//! One pass of a network, from numbers to numbers: what `cargo xtask bench style` times, and what
//! other runtimes offer. It goes through the same packs, checks and device as a drawing.

use crate::{device, packs};
use picture::{Picture, Plane};
use stylize::Pass;
use wasm_bindgen::prelude::*;

/// Draws planar sRGB numbers, three planes of a square whose side is a multiple of 8, with three
/// planes of guidance of half that side; answers three planes of the same size.
///
/// # Errors
/// When the numbers are no square, the style has no pack, or the device fails.
#[wasm_bindgen]
pub async fn pass_numbers(
    style: String,
    rgb: Vec<f32>,
    guidance: Vec<f32>,
) -> Result<Vec<f32>, JsValue> {
    let side = (rgb.len() / 3).isqrt();
    let sized = side * side * 3 == rgb.len() && guidance.len() * 4 == rgb.len();
    if !sized || side == 0 || !side.is_multiple_of(8) {
        return Err("the numbers are not those of a square".into());
    }
    let loaded = packs::network(&style).await.map_err(|(_, why)| JsValue::from_str(&why))?;
    let picture = Picture::from_channels(&planes(&rgb, side));
    let device = device::device();
    let input = stylize::picture_to_tensor(&picture, &device);
    let guides = stylize::planes_to_tensor(&planes(&guidance, side / 2), &device);
    let drawn = stylize::picture_from_tensor(Pass::new(&loaded.network, input, guides).finish());
    let drawn = drawn.await.map_err(|fault| JsValue::from_str(&fault.to_string()))?;
    Ok([0, 1, 2].map(|channel| drawn.channel(channel).values).concat())
}

fn planes(numbers: &[f32], side: usize) -> [Plane; 3] {
    let area = side * side;
    [0, 1, 2].map(|index| {
        let values = numbers[index * area..(index + 1) * area].to_vec();
        Plane { width: side, height: side, values }
    })
}
