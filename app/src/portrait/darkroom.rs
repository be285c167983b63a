//! Where the pictures of the portrait page lie: bitmaps, points, streams, workers, files.
//! The state knows only their addresses, so that it stays plain data.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Float32Array, Function, Uint8Array, Uint8ClampedArray};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageData, MediaStream,
};

use super::state::ExportSpec;
use super::trial::Sandbox;
use crate::browser;
use crate::styles::Card;
use ui::workers::Line;

/// Written files that are kept at hand.
const FILES_MAX: usize = 4;
/// Longest side of the picture that is shown while a photo is worked on, in pixels.
const SHOWN_MAX: u32 = 1_280;

#[derive(Default)]
pub(crate) struct Darkroom {
    pub(crate) job: u32,
    pub(crate) photo: Option<ImageBitmap>,
    pub(crate) landmarks: Vec<Float32Array>,
    pub(crate) matte: Option<JsValue>,
    pub(crate) stream: Option<MediaStream>,
    pub(crate) camera: Option<String>,
    /// The style of the last frame that was sent.
    pub(crate) live_style: Option<&'static str>,
    /// The face in the camera's last frame that was looked at, until it is handed on.
    pub(crate) frame_points: Option<Float32Array>,
    pub(crate) face_mesh: Option<Line>,
    pub(crate) segmentation: Option<Line>,
    pub(crate) stylist: Option<Line>,
    /// Which of the faces is drawn.
    pub(crate) face: Option<usize>,
    /// A pack on trial.
    pub(crate) sandbox: Option<Sandbox>,
    /// The pack that passed its trial, until another one is tried.
    pub(crate) tried: Option<(&'static Card, Uint8Array)>,
    /// Packs that were removed in this visit, for the way back.
    pub(crate) removed: BTreeMap<&'static str, Uint8Array>,
    /// Kept packs that were drawn with.
    pub(crate) packs: BTreeMap<&'static str, Uint8Array>,
    pub(crate) writing: Option<ExportSpec>,
    pub(crate) files: Vec<(ExportSpec, Blob)>,
    /// Fulfils the promise that the clipboard was given.
    pub(crate) copy: Option<Function>,
}

thread_local! {
    static DARKROOM: RefCell<Darkroom> = RefCell::default();
}

/// Works in the darkroom. Never call into the page from inside: it may come back here.
pub(crate) fn with<T>(work: impl FnOnce(&mut Darkroom) -> T) -> T {
    DARKROOM.with_borrow_mut(work)
}

impl Darkroom {
    pub(crate) fn put_file(&mut self, spec: ExportSpec, file: Blob) {
        self.files.retain(|(other, _)| *other != spec);
        self.files.push((spec, file));
        if self.files.len() > FILES_MAX {
            self.files.remove(0);
        }
    }

    pub(crate) fn file(&self, spec: &ExportSpec) -> Option<Blob> {
        self.files.iter().find(|(other, _)| other == spec).map(|(_, file)| file.clone())
    }

    pub(crate) fn empty(&mut self) {
        if let Some(photo) = self.photo.take() {
            photo.close();
        }
        self.landmarks.clear();
        self.matte = None;
        self.files.clear();
        self.writing = None;
    }
}

/// An address under which the page can show the photo.
pub(crate) async fn show_bitmap(bitmap: &ImageBitmap) -> Option<String> {
    let longest = bitmap.width().max(bitmap.height());
    let shrink = (f64::from(SHOWN_MAX) / f64::from(longest)).min(1.0);
    let side = |pixels: u32| (f64::from(pixels) * shrink).round().max(1.0) as u32;
    let (width, height) = (side(bitmap.width()), side(bitmap.height()));
    let (canvas, context) = canvas(width, height)?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(
            bitmap,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )
        .ok()?;
    browser::blob_url(&to_blob(&canvas, "image/jpeg").await?)
}

/// An address for a square of RGBA pixels.
pub(crate) async fn show_pixels(pixels: &Uint8ClampedArray, side: u32) -> Option<String> {
    let (canvas, context) = canvas(side, side)?;
    let data = ImageData::new_with_js_u8_clamped_array_and_sh(pixels, side, side).ok()?;
    // The bindings take whole numbers in the page and fractions in native tests.
    let origin = 0_i16;
    context.put_image_data(&data, origin.into(), origin.into()).ok()?;
    browser::blob_url(&to_blob(&canvas, "image/png").await?)
}

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement =
        browser::document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

async fn to_blob(canvas: &HtmlCanvasElement, mime: &str) -> Option<Blob> {
    let written = js_sys::Promise::new(&mut |resolve: Function, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            browser::disregard(resolve.call1(&JsValue::NULL, &blob));
        });
        browser::disregard(canvas.to_blob_with_type(done.unchecked_ref(), mime));
    });
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}
