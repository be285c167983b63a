//! Reading what lies beside a message: bitmaps, landmarks, masks.

use face::Landmarks;
use js_sys::{Array, Float32Array, Function, Reflect, Uint8Array};
use picture::{Picture, Plane};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ImageBitmap, ImageData, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// Longest side of a photo that is kept; larger ones are drawn smaller.
const PHOTO_SIDE_MAX: f64 = 2048.0;

/// The field `image`: its pixels.
pub(crate) fn photo(message: &JsValue) -> Option<Picture> {
    let bitmap: ImageBitmap = field(message, "image")?.dyn_into().ok()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (PHOTO_SIDE_MAX / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas = OffscreenCanvas::new(width as u32, height as u32).ok()?;
    let context: OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height).ok()?;
    bitmap.close();
    // The binding's number types depend on a build flag, the method itself does not.
    let read: Function = field(&context, "getImageData")?.dyn_into().ok()?;
    let area = Array::of4(&0.into(), &0.into(), &width.into(), &height.into());
    let data: ImageData = read.apply(&context, &area).ok()?.dyn_into().ok()?;
    Picture::from_rgba8(width as usize, height as usize, &data.data().0)
}

/// The field `landmarks`; none when it is null, an error when it is not 478 points.
pub(crate) fn landmarks(message: &JsValue) -> Result<Option<Landmarks>, ()> {
    let Some(value) = field(message, "landmarks") else { return Ok(None) };
    let numbers: Float32Array = value.dyn_into().map_err(drop)?;
    Landmarks::from_flat(&numbers.to_vec()).map(Some).map_err(drop)
}

/// The field `pack`: the bytes of a file.
pub(crate) fn pack(message: &JsValue) -> Option<Vec<u8>> {
    let bytes: Uint8Array = field(message, "pack")?.dyn_into().ok()?;
    // What is larger than a pack may be is not copied in; its length says enough.
    let most = stylize::PACK_BYTES_MAX as u32 + 1;
    Some(bytes.subarray(0, bytes.length().min(most)).to_vec())
}

/// What the face finder has to say about a frame.
pub(crate) enum FaceNews {
    /// It has not looked since the last frame.
    None,
    /// It found no face.
    Gone,
    Found(Landmarks),
}

/// The field `landmarks` of a frame: nothing, no numbers, or 478 points.
pub(crate) fn face_news(message: &JsValue) -> FaceNews {
    let Some(value) = field(message, "landmarks") else { return FaceNews::None };
    let Ok(numbers) = value.dyn_into::<Float32Array>() else { return FaceNews::None };
    match Landmarks::from_flat(&numbers.to_vec()) {
        Ok(found) => FaceNews::Found(found),
        Err(_) => FaceNews::Gone,
    }
}

/// The field `matte`: `{width, height, alpha}`.
pub(crate) fn matte(message: &JsValue) -> Option<Plane> {
    let matte = field(message, "matte")?;
    let width = field(&matte, "width")?.as_f64()? as usize;
    let height = field(&matte, "height")?.as_f64()? as usize;
    let alpha: Uint8Array = field(&matte, "alpha")?.dyn_into().ok()?;
    let bytes = alpha.to_vec();
    if width.checked_mul(height) != Some(bytes.len()) || bytes.is_empty() {
        return None;
    }
    let values = bytes.into_iter().map(|byte| f32::from(byte) / 255.0).collect();
    Some(Plane { width, height, values })
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}
