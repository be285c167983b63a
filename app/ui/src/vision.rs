//! Talks to `/vision/worker.js`: where the faces are, and where the person ends.

use js_sys::{Array, Float32Array, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ImageBitmap, WorkerType};

use crate::workers::{Line, News, field, number, set};

/// Most faces that are looked for in one photo.
const FACES_MAX: u32 = 6;

/// A face's rectangle as parts of the photo.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "four numbers of a rectangle")]
pub struct FaceBox {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// What the vision worker can do. One instance each: their globals must never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solution {
    /// Where the faces are.
    FaceMesh,
    /// Where the person ends.
    Segmentation,
}

/// What the vision worker says.
pub enum Seen {
    /// Its files are on their way.
    Loading {
        /// Of all of them.
        percent: u8,
    },
    /// The faces of a picture, the largest first.
    Faces {
        /// As it was asked.
        job: u32,
        /// 478 points each, as x, y, z in parts of the picture.
        faces: Vec<Float32Array>,
        /// Mean lightness of the largest face; only frames of a camera are measured.
        light: f32,
    },
    /// Where the person is.
    Matte {
        /// As it was asked.
        job: u32,
        /// `width`, `height` and `alpha`, a byte for each pixel.
        matte: JsValue,
    },
    /// There is no answer.
    Failed {
        /// As it was asked; 0 when the worker itself is gone.
        job: u32,
        /// Whether another try may help.
        available: bool,
    },
}

/// Starts a worker for one solution; its files load with the first request.
pub fn connect(solution: Solution, hear: impl Fn(Seen) + Clone + 'static) -> Option<Line> {
    let address = match solution {
        Solution::FaceMesh => "/vision/worker.js?solution=face_mesh",
        Solution::Segmentation => "/vision/worker.js?solution=selfie_segmentation",
    };
    Line::open(address, WorkerType::Classic, move |news| {
        let seen = match news {
            News::Message(object) => read(&object),
            News::Broken => Some(Seen::Failed { job: 0, available: false }),
        };
        if let Some(seen) = seen {
            hear(seen);
        }
    })
}

fn read(object: &Object) -> Option<Seen> {
    let job = number(object, "id");
    match field(object, "type").as_string()?.as_str() {
        "loading" => Some(Seen::Loading { percent: number(object, "percent").min(100) as u8 }),
        "faces" => {
            let faces: Array = field(object, "faces").dyn_into().ok()?;
            let faces = faces.iter().filter_map(|face| face.dyn_into().ok()).collect();
            let light = field(object, "light").as_f64().unwrap_or(0.5) as f32;
            Some(Seen::Faces { job, faces, light })
        }
        "matte" => {
            let matte = JsValue::from(Object::new());
            for name in ["width", "height", "alpha"] {
                set(&matte, name, &field(object, name));
            }
            Some(Seen::Matte { job, matte })
        }
        "failed" => {
            let code = field(object, "code").as_string().unwrap_or_default();
            Some(Seen::Failed { job, available: code != "vision_unavailable" })
        }
        _ => None,
    }
}

/// Loads the model before it is needed.
pub fn warm(line: &Line) {
    line.post(&request("warm", 0), &[]);
}

/// Looks for the faces of a photo, the largest first; the picture is used up.
pub fn detect(line: &Line, job: u32, image: &ImageBitmap) {
    let message = request("detect", job);
    set(&message, "image", image);
    set(&message, "maxFaces", &FACES_MAX.into());
    line.post(&message, &[image]);
}

/// Like [`detect`], for a frame of a camera: the largest face, followed from frame to frame.
pub fn watch(line: &Line, job: u32, image: &ImageBitmap) {
    let message = request("detect", job);
    set(&message, "image", image);
    set(&message, "maxFaces", &1.into());
    set(&message, "video", &true.into());
    line.post(&message, &[image]);
}

/// Looks where the person of a photo ends; the picture is used up.
pub fn segment(line: &Line, job: u32, image: &ImageBitmap) {
    let message = request("segment", job);
    set(&message, "image", image);
    line.post(&message, &[image]);
}

fn request(kind: &str, job: u32) -> JsValue {
    let message = JsValue::from(Object::new());
    set(&message, "type", &kind.into());
    set(&message, "id", &job.into());
    message
}

/// The rectangle around a face's points, inside the photo.
pub fn box_of(points: &[f32]) -> FaceBox {
    let (mut left, mut top, mut right, mut bottom) = (1.0f32, 1.0f32, 0.0f32, 0.0f32);
    for point in points.as_chunks::<3>().0 {
        left = left.min(point[0]);
        right = right.max(point[0]);
        top = top.min(point[1]);
        bottom = bottom.max(point[1]);
    }
    let (left, top) = (left.clamp(0.0, 1.0), top.clamp(0.0, 1.0));
    let (right, bottom) = (right.clamp(left, 1.0), bottom.clamp(top, 1.0));
    FaceBox { x: left, y: top, width: right - left, height: bottom - top }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_around_the_points_and_inside_the_photo() {
        let found = box_of(&[0.2, 0.3, 0.0, 0.6, 0.1, 0.0, 0.4, 1.4, 0.0]);
        assert!((found.x - 0.2).abs() < 1e-6 && (found.y - 0.1).abs() < 1e-6);
        assert!((found.width - 0.4).abs() < 1e-6 && (found.height - 0.9).abs() < 1e-6);
    }
}
