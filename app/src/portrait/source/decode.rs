//! Turns a source into a bitmap of bounded size; refuses before unpacking wherever possible.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, File, HtmlVideoElement, ImageBitmap, ImageBitmapOptions, ImageOrientation, ResizeQuality,
    Response,
};

use super::{FILE_BYTES_MAX, FileTrouble, SIDE_KEPT_MAX, Source, inspect};
use crate::browser;

const SAMPLE: &str = "/samples/astronaut.png";

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

/// The bitmap, upright and at most [`SIDE_KEPT_MAX`] on a side.
pub(crate) async fn finish(begun: Begun) -> Result<ImageBitmap, FileTrouble> {
    let bitmap = match begun {
        Begun::File(file) => from_blob(&file, &file.name()).await?,
        Begun::Sample => from_blob(&fetch_sample().await?, SAMPLE).await?,
        Begun::Frame(frame) => {
            let frame = frame.ok_or(FileTrouble::Unreachable)?;
            let bitmap = JsFuture::from(frame).await.map_err(|_| FileTrouble::Unreachable)?;
            bitmap.unchecked_into()
        }
    };
    bounded(bitmap).await.ok_or(FileTrouble::Damaged)
}

fn grab_frame() -> Option<Promise> {
    let video: HtmlVideoElement = browser::by_id("camera-view")?;
    browser::window().create_image_bitmap_with_html_video_element(&video).ok()
}

async fn fetch_sample() -> Result<Blob, FileTrouble> {
    let blob = async {
        let answer = JsFuture::from(browser::window().fetch_with_str(SAMPLE)).await?;
        JsFuture::from(answer.unchecked_into::<Response>().blob()?).await
    };
    blob.await.map(JsCast::unchecked_into).map_err(|_: JsValue| FileTrouble::Unreachable)
}

async fn from_blob(blob: &Blob, name: &str) -> Result<ImageBitmap, FileTrouble> {
    if blob.size() > FILE_BYTES_MAX {
        let megabytes = (blob.size() / 1_048_576.0).ceil() as u32;
        return Err(FileTrouble::TooHeavy { megabytes });
    }
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| FileTrouble::Damaged)?;
    let bytes = Uint8Array::new(&buffer);
    let header = inspect::inspect(&bytes.to_vec(), name)?;
    // The type comes from the bytes: a wrong one in the file's name would stop some decoders.
    let blob = browser::blob(&bytes, header.format.mime()).map_err(|_| FileTrouble::Damaged)?;
    let options = ImageBitmapOptions::new();
    options.set_image_orientation(ImageOrientation::FromImage);
    let decoding = browser::window()
        .create_image_bitmap_with_blob_and_image_bitmap_options(&blob, &options)
        .map_err(|_| FileTrouble::Damaged)?;
    let bitmap = JsFuture::from(decoding).await.map_err(|_| FileTrouble::Damaged)?;
    Ok(bitmap.unchecked_into())
}

async fn bounded(bitmap: ImageBitmap) -> Option<ImageBitmap> {
    let (width, height) = (bitmap.width(), bitmap.height());
    let longest = width.max(height);
    if longest <= SIDE_KEPT_MAX {
        return Some(bitmap);
    }
    let kept = |side: u32| (side * SIDE_KEPT_MAX / longest).max(1);
    let options = ImageBitmapOptions::new();
    options.set_resize_width(kept(width));
    options.set_resize_height(kept(height));
    options.set_resize_quality(ResizeQuality::High);
    let resizing = browser::window()
        .create_image_bitmap_with_image_bitmap_and_image_bitmap_options(&bitmap, &options)
        .ok()?;
    let smaller = JsFuture::from(resizing).await.ok()?;
    bitmap.close();
    Some(smaller.unchecked_into())
}
