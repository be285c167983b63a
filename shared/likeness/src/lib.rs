//! What a photo says about how a character should look: shapes from 478 points, colours and hair
//! from the pixels around them.
//!
//! Knows nothing of detectors, files or browsers: points, pixels and a matte come in, a
//! [`FaceReading`] goes out, and [`character::Look::from_face`] draws from it. The photo is not in
//! the answer: thirteen numbers, three colours and three words are.
//!
//! Everything is measured in the head's own frame ([`frame`]): level with the eyes, the face one
//! wide. So size, place and tilt of the face do not matter.

mod curl;
mod frame;
mod glasses;
mod hair;
mod shape;
mod sheet;
mod tones;

use character::FaceReading;
use face::{Expression, Landmarks};
use picture::{Picture, Plane};

use frame::Frame;
use sheet::Sheet;

/// From this yaw on, in degrees, a head is seen from the side.
const TURNED: f32 = 38.0;

/// What was read off a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// How the face looks at rest.
    pub reading: FaceReading,
    /// What it does in this photo; left and right are the subject's own.
    pub expression: Expression,
}

/// Reads a face off a photo. `matte` is where the person is (1), of any size over the whole photo;
/// without one, what depends on the outline of the hair is left at the mean.
///
/// What cannot be told, because it is hidden, too small or too dark, is left at the mean, too.
pub fn read(photo: &Picture, matte: Option<&Plane>, landmarks: &Landmarks) -> Likeness {
    let (width, height) = (photo.width, photo.height);
    let face = face::measure(landmarks, width, height);
    let points = landmarks.pixels(width, height);
    let Some(frame) = Frame::of(&points, face.pose) else {
        return Likeness { reading: FaceReading::default(), expression: face.expression };
    };
    let points: Vec<[f32; 2]> = points.iter().map(|&point| frame.of_pixel(point)).collect();
    let mut reading = shape::read(&points, &face);
    let sheet = Sheet::of(photo, matte, &frame, &points);
    let skin = tones::skin(&sheet, &points);
    if let Some(skin) = skin {
        reading.skin = tones::colour(skin);
    }
    if let Some(iris) = tones::iris(photo, &frame, &points) {
        reading.iris = tones::colour(iris);
    }
    if let Some(skin) = skin {
        // Of a head seen from the side the outline says little about hair.
        let has_outline = matte.is_some() && face.pose.yaw.abs() < TURNED;
        let hair = hair::read(&sheet, &points, skin, has_outline);
        reading.hair = tones::colour(tones::without_green(hair.colour));
        reading.hair_length = hair.length.unwrap_or_default();
        reading.fringe = hair.fringe.unwrap_or_default();
        reading.curl = hair.curl;
        reading.glasses = glasses::are_worn(&sheet, &points, skin);
    }
    Likeness { reading, expression: face.expression }
}
