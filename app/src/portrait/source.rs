//! Turns a source into a bitmap of bounded size; refuses before unpacking wherever possible.

use js_sys::Promise;
use ui::photo::{self, FileTrouble};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlVideoElement, ImageBitmap, Response};

use super::capture::CAMERA_VIEW;
use crate::browser;

const SAMPLE: &str = "/samples/astronaut.png";

/// A picture on its way in.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The frame that the camera shows now.
    Camera,
    /// A file: chosen, dropped or pasted.
    File(File),
    /// The portrait that comes with the page.
    Sample,
}

/// A source whose frame, if it is the camera, is already on its way.
pub(crate) enum Begun {
    Frame(Option<Promise>),
    File(File),
    Sample,
}

/// The part that cannot wait: the camera's frame.
pub(crate) fn begin(source: Source) -> Begun {
    match source {
        Source::Camera => Begun::Frame(grab_frame()),
        Source::File(file) => Begun::File(file),
        Source::Sample => Begun::Sample,
    }
}

/// The bitmap, upright and at most [`photo::SIDE_KEPT_MAX`] on a side.
pub(crate) async fn finish(begun: Begun) -> Result<ImageBitmap, FileTrouble> {
    let bitmap = match begun {
        Begun::File(file) => photo::from_blob(&file, &file.name()).await?,
        Begun::Sample => photo::from_blob(&fetch_sample().await?, SAMPLE).await?,
        Begun::Frame(frame) => {
            let frame = frame.ok_or(FileTrouble::Unreachable)?;
            let bitmap = JsFuture::from(frame).await.map_err(|_| FileTrouble::Unreachable)?;
            bitmap.unchecked_into()
        }
    };
    photo::bounded(bitmap).await.ok_or(FileTrouble::Damaged)
}

fn grab_frame() -> Option<Promise> {
    photo::grab(&browser::by_id::<HtmlVideoElement>(CAMERA_VIEW)?)
}

async fn fetch_sample() -> Result<Blob, FileTrouble> {
    let blob = async {
        let answer = JsFuture::from(browser::window().fetch_with_str(SAMPLE)).await?;
        JsFuture::from(answer.unchecked_into::<Response>().blob()?).await
    };
    blob.await.map(JsCast::unchecked_into).map_err(|_: JsValue| FileTrouble::Unreachable)
}
