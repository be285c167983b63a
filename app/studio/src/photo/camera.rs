//! The camera, while a photo is taken with it.

use std::cell::RefCell;

use js_sys::Promise;
use ui::camera::{self, CameraTrouble};
use ui::{browser, photo};
use web_sys::{HtmlVideoElement, MediaStream};

/// The video that shows it.
pub(super) const VIEW: &str = "photo-camera";

thread_local! {
    /// What is on, and where it is seen.
    static CAMERA: RefCell<Option<(HtmlVideoElement, MediaStream)>> = const { RefCell::new(None) };
}

/// Asks for the camera and shows it.
pub(crate) async fn start() -> Result<(), CameraTrouble> {
    let stream = camera::start(None).await?;
    stop();
    let Some(video) = browser::by_id::<HtmlVideoElement>(VIEW) else {
        camera::stop(&stream);
        return Ok(());
    };
    CAMERA.replace(Some((video.clone(), stream.clone())));
    camera::show(&video, &stream).await;
    Ok(())
}

/// Lets go of the camera.
pub(crate) fn stop() {
    if let Some((video, stream)) = CAMERA.take() {
        camera::stop(&stream);
        video.set_src_object(None);
    }
}

/// The frame that was seen last, on its way; the video may have left the page meanwhile.
pub(super) fn frame() -> Option<Promise> {
    CAMERA.with_borrow(|camera| camera.as_ref().and_then(|(video, _)| photo::grab(video)))
}
