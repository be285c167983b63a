//! A photo that one program of the page hands to another: in memory, never stored, taken once.

use js_sys::{Float32Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageData};

use crate::browser;
use crate::workers::{field, set};

/// Where it lies between two programs, which share nothing but the window.
const SLOT: &str = "handedPhoto";
/// Longest side of the pixels that a face is measured on.
const SIDE_MAX: u32 = 1_024;

/// A photo with a face, as the vision workers saw it.
#[derive(Clone, Debug)]
pub struct Handed {
    /// The pixels, upright.
    pub pixels: ImageData,
    /// 478 points as x, y, z in parts of the photo.
    pub points: Float32Array,
    /// `width`, `height` and `alpha`, a byte for each pixel, over the whole photo.
    pub matte: Option<JsValue>,
}

/// The pixels of a picture, at most 1,024 on a side.
pub fn pixels_of(bitmap: &ImageBitmap) -> Option<ImageData> {
    let longest = bitmap.width().max(bitmap.height()).max(1);
    let side = |pixels: u32| {
        if longest > SIDE_MAX { (pixels * SIDE_MAX / longest).max(1) } else { pixels }
    };
    let (width, height) = (side(bitmap.width()), side(bitmap.height()));
    let canvas = browser::document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (wide, high) = (f64::from(width), f64::from(height));
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, wide, high).ok()?;
    // The bindings take whole numbers in the page and fractions in native tests.
    let (origin, wide, high) = (0_i16, width as u16, height as u16);
    context.get_image_data(origin.into(), origin.into(), wide.into(), high.into()).ok()
}

/// Lays a photo down for the program that is opened next; a former one is forgotten.
pub fn hand_over(photo: &Handed) {
    let slot = JsValue::from(Object::new());
    set(&slot, "pixels", &photo.pixels);
    set(&slot, "points", &photo.points);
    if let Some(matte) = &photo.matte {
        set(&slot, "matte", matte);
    }
    set(&browser::window(), SLOT, &slot);
}

/// Whether a photo lies there.
pub fn is_handed() -> bool {
    field(&browser::window(), SLOT).is_object()
}

/// Takes the photo that lies there; after that it is gone.
pub fn taken_over() -> Option<Handed> {
    let window = browser::window();
    let slot = field(&window, SLOT);
    browser::disregard(Reflect::delete_property(&window, &SLOT.into()));
    let matte = field(&slot, "matte");
    Some(Handed {
        pixels: field(&slot, "pixels").dyn_into().ok()?,
        points: field(&slot, "points").dyn_into().ok()?,
        matte: matte.is_object().then_some(matte),
    })
}
