//! Frames of a camera or a recording, one after the other, each with the time at which it was taken.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Function, Reflect};
use ui::browser::{self, disregard};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlVideoElement, ImageBitmap, ImageBitmapOptions, MediaStream};

/// The element that plays the frames.
pub(super) const VIDEO: &str = "live-film";
/// Frames are looked at in this height at most: faces are found as well, and quicker.
const HEIGHT: u32 = 480;

/// What is being filmed.
pub(super) enum Film {
    Camera(MediaStream),
    /// The address of a file that plays over and over.
    Recording(String),
}

impl Drop for Film {
    fn drop(&mut self) {
        if let Some(video) = element() {
            disregard(video.pause());
            video.set_src_object(None);
            disregard(video.remove_attribute("src"));
            video.load();
        }
        match self {
            Self::Camera(stream) => ui::camera::stop(stream),
            Self::Recording(address) => browser::forget_url(address),
        }
    }
}

impl Film {
    /// Shows a camera's stream.
    pub(super) async fn of_camera(stream: MediaStream) -> Self {
        let film = Self::Camera(stream.clone());
        if let Some(video) = element() {
            ui::camera::show(&video, &stream).await;
        }
        film
    }

    /// Plays a file over and over. None if the browser cannot.
    pub(super) async fn of_recording(file: &File) -> Option<Self> {
        let address = browser::blob_url(file)?;
        let film = Self::Recording(address.clone());
        let video = element()?;
        video.set_loop(true);
        video.set_src(&address);
        JsFuture::from(video.play().ok()?).await.ok()?;
        Some(film)
    }
}

/// One frame.
pub(super) struct Frame {
    pub(super) picture: ImageBitmap,
    /// Width and height in pixels.
    pub(super) size: [usize; 2],
    /// When it was taken, in seconds of the page's clock.
    pub(super) captured_s: f64,
}

/// The next frame that the element shows. None if there is nothing to see.
pub(super) async fn next() -> Option<Frame> {
    let video = element()?;
    let captured_s = shown(&video).await?;
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return None;
    }
    let options = ImageBitmapOptions::new();
    let mut size = [width, height];
    if height > HEIGHT {
        size = [(width * HEIGHT / height).max(1), HEIGHT];
        options.set_resize_width(size[0]);
        options.set_resize_height(size[1]);
    }
    let grabbing = browser::window()
        .create_image_bitmap_with_html_video_element_and_image_bitmap_options(&video, &options)
        .ok()?;
    let picture = JsFuture::from(grabbing).await.ok()?.unchecked_into();
    Some(Frame { picture, size: size.map(|it| it as usize), captured_s })
}

/// Seconds of the page's clock, with fractions.
pub(super) fn now_s() -> f64 {
    browser::window().performance().map_or(0.0, |clock| clock.now() / 1000.0)
}

/// Waits for the next frame; its time of capture where the browser knows it, and else of showing.
async fn shown(video: &HtmlVideoElement) -> Option<f64> {
    let (told, heard) = oneshot::channel::<f64>();
    let told = Rc::new(RefCell::new(Some(told)));
    let tell = Closure::once_into_js(move |now: JsValue, about: JsValue| {
        let time = |name: &str| Reflect::get(&about, &name.into()).ok()?.as_f64();
        let at_ms = time("captureTime").or_else(|| now.as_f64()).unwrap_or(0.0);
        if let Some(told) = told.borrow_mut().take() {
            // Whoever waited may have gone.
            disregard(told.send(at_ms / 1000.0));
        }
    });
    let tell: &Function = tell.unchecked_ref();
    let request = Reflect::get(video, &"requestVideoFrameCallback".into()).ok()?;
    match request.dyn_ref::<Function>() {
        Some(request) => disregard(request.call1(video, tell)),
        None => disregard(browser::window().request_animation_frame(tell)),
    }
    heard.await.ok()
}

fn element() -> Option<HtmlVideoElement> {
    browser::by_id(VIDEO)
}
