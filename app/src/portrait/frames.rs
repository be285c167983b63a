//! The camera's frames on their way to the workers, and back onto the page.

use js_sys::{Float32Array, Uint8ClampedArray};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, ImageBitmapOptions,
    ImageData,
};
use wire::stylist::Request;

use super::effects::{Desk, hand_over_pack};
use super::live::{FrameWish, LiveMessage, Sight};
use super::message::Message;
use super::{darkroom, stylist};
use crate::browser;
use ui::vision;

/// Height of the frames that are drawn and looked at, in pixels: a face in them is about as large
/// as a live drawing shows it.
const FRAME_HEIGHT: u32 = 384;
/// The number that looks at frames have, apart from every photo's.
pub(super) const FRAME_JOB: u32 = u32::MAX;
/// The canvas that live drawings are shown on.
pub(crate) const LIVE_VIEW: &str = "live-view";
/// Points of the mesh: the tip of the nose, and the face's edges on both sides.
const NOSE: usize = 1;
const EDGES: [usize; 2] = [234, 454];

/// Draws the camera's present frame, when the browser is about to show one.
pub(super) fn draw(desk: Desk, wish: FrameWish) {
    request_animation_frame(move || {
        spawn_local(async move {
            let frame = wish.frame;
            let failed = move || send(desk, LiveMessage::Failed { frame });
            let Some(picture) = grab().await else { return failed() };
            let style = wish.style.id();
            let last = darkroom::with(|room| room.live_style.replace(style));
            // The worker keeps a pack; one that started over is asked for frame 0 again.
            if frame == 0 || last != Some(style) {
                hand_over_pack(wish.style).await;
            }
            let points = darkroom::with(|room| room.frame_points.take());
            let request = Request::Live { frame, style: style.into(), side: wish.side };
            let sent = darkroom::with(|room| {
                let line = room.stylist.as_ref()?;
                let points = points.map_or(JsValue::UNDEFINED, JsValue::from);
                let beside = [("image", picture.as_ref()), ("landmarks", &points)];
                stylist::send(line, &request, &beside);
                Some(())
            });
            if sent.is_none() {
                failed();
            }
        });
    });
}

/// Shows a drawn frame.
pub(super) fn show(desk: Desk, frame: u32, pixels: &Uint8ClampedArray, size: u32) {
    // Without a canvas the view is going, and with it the camera.
    if let Some(canvas) = browser::by_id(LIVE_VIEW) {
        browser::disregard(paint(&canvas, pixels, size));
    }
    let at_ms = browser::window().performance().map_or(0.0, |clock| clock.now());
    send(desk, LiveMessage::Drawn { frame, at_ms });
}

fn paint(canvas: &HtmlCanvasElement, pixels: &Uint8ClampedArray, size: u32) -> Result<(), JsValue> {
    if canvas.width() != size {
        canvas.set_width(size);
        canvas.set_height(size);
    }
    let context = canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    let data = ImageData::new_with_js_u8_clamped_array_and_sh(pixels, size, size)?;
    // The bindings take whole numbers in the page and fractions in native tests.
    let origin = 0_i16;
    context.put_image_data(&data, origin.into(), origin.into())
}

/// Looks for the face in the camera's present frame.
pub(super) fn look() {
    spawn_local(async {
        let Some(picture) = grab().await else { return };
        // Where nobody can look, the hints stay silent and the camera goes on.
        darkroom::with(|room| {
            if let Some(line) = &room.face_mesh {
                vision::watch(line, FRAME_JOB, &picture);
            }
        });
    });
}

/// What the vision worker saw in a frame.
pub(super) fn seen(desk: Desk, faces: &[Float32Array], light: f32) {
    let points = faces.first().cloned().unwrap_or_else(|| Float32Array::new_with_length(0));
    let sight = sight_of(&points.to_vec(), light);
    darkroom::with(|room| room.frame_points = Some(points));
    send(desk, LiveMessage::Seen(sight));
}

fn sight_of(points: &[f32], light: f32) -> Sight {
    let across = |index: usize| points.get(index * 3).copied().unwrap_or(0.5);
    let [from, to] = EDGES.map(across);
    let half = ((to - from) / 2.0).abs().max(1e-3);
    let turn = ((across(NOSE) - (from + to) / 2.0) / half).clamp(-1.0, 1.0);
    let face = (!points.is_empty()).then(|| vision::box_of(points).height);
    Sight { face, turn, light }
}

async fn grab() -> Option<ImageBitmap> {
    let video: HtmlVideoElement = browser::by_id(super::capture::CAMERA_VIEW)?;
    let (width, height) = (video.video_width(), video.video_height());
    if width == 0 || height == 0 {
        return None;
    }
    let options = ImageBitmapOptions::new();
    if height > FRAME_HEIGHT {
        options.set_resize_width((width * FRAME_HEIGHT / height).max(1));
        options.set_resize_height(FRAME_HEIGHT);
    }
    let grabbing = browser::window()
        .create_image_bitmap_with_html_video_element_and_image_bitmap_options(&video, &options)
        .ok()?;
    JsFuture::from(grabbing).await.ok().map(JsCast::unchecked_into)
}

fn send(desk: Desk, message: LiveMessage) {
    desk.send(Message::Live(message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_face_has_its_nose_off_the_middle() {
        let mut points = vec![0.5; 478 * 3];
        for (index, x) in [(NOSE, 0.5), (EDGES[0], 0.4), (EDGES[1], 0.6)] {
            points[index * 3] = x;
        }
        points[1] = 0.2;
        let straight = sight_of(&points, 0.5);
        assert!(straight.turn.abs() < 1e-3);
        assert!((straight.face.expect("a face") - 0.3).abs() < 1e-3);
        points[NOSE * 3] = 0.56;
        assert!((sight_of(&points, 0.5).turn - 0.6).abs() < 1e-3);
        assert_eq!(sight_of(&[], 0.4).face, None);
    }
}
