//! Pictures to bitmaps: files, whose bytes are looked at first, and the camera's frame.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, HtmlVideoElement, ImageBitmap, ImageBitmapOptions, ImageOrientation, ResizeQuality,
};

use super::{FILE_BYTES_MAX, FileTrouble, SIDE_KEPT_MAX, inspect};
use crate::browser;

/// The frame that a video shows now, on its way.
pub fn grab(video: &HtmlVideoElement) -> Option<Promise> {
    browser::window().create_image_bitmap_with_html_video_element(video).ok()
}

/// A second bitmap of a picture: the first one stays, the copy may be given away.
pub async fn copy_of(bitmap: &ImageBitmap) -> Option<ImageBitmap> {
    let copying = browser::window().create_image_bitmap_with_image_bitmap(bitmap).ok()?;
    JsFuture::from(copying).await.ok().map(JsCast::unchecked_into)
}

/// A file's picture, upright. The name only helps to say what was expected.
///
/// # Errors
/// What is wrong with the file, before it is unpacked wherever possible.
pub async fn from_blob(blob: &Blob, name: &str) -> Result<ImageBitmap, FileTrouble> {
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

/// The picture at most [`SIDE_KEPT_MAX`] on a side.
pub async fn bounded(bitmap: ImageBitmap) -> Option<ImageBitmap> {
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
