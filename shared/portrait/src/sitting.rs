//! One photo: its square cut, its face, its person mask.

use crate::features::Features;
use face::{Face, Landmarks, PortraitCrop, Warp, guidance};
use picture::{Picture, Plane, exposure, matte};

/// Side of the pictures that the network draws, in pixels.
pub const DRAWN_SIDE: usize = 512;
/// Side at which the photo's cut is kept for detail and for the largest output.
pub const PHOTO_SIDE: usize = 1024;

/// One photo, cut to the square that becomes the portrait.
#[derive(Clone, Debug)]
pub struct Sitting {
    crop: PortraitCrop,
    /// The square, [`PHOTO_SIDE`] pixels wide, as photographed.
    photo: Picture,
    /// Landmarks as shares of the square; none when the whole picture is drawn.
    points: Option<Vec<[f32; 2]>>,
    face: Option<Face>,
    /// The person mask in the square, as it came, at [`PHOTO_SIDE`].
    matte: Option<Plane>,
}

/// What goes into the network for one choice of "preserve expression".
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The evened, warped cut, [`DRAWN_SIDE`] pixels wide: the network's input.
    pub picture: Picture,
    /// Face oval, eyes and brows, lips, at half that size.
    pub guidance: [Plane; 3],
    /// The evened, warped cut, [`PHOTO_SIDE`] pixels wide: where detail comes from.
    pub photo: Picture,
    /// The person, refined along hair and shoulders, at [`PHOTO_SIDE`]; once a mask has come.
    pub alpha: Option<Plane>,
    /// Eyes, brows and mouth as measured on the photo, to be drawn; none without a face.
    pub features: Option<Features>,
}

impl Sitting {
    /// Cuts a photo around a face, or takes the square in its middle when there is none.
    pub fn new(photo: &Picture, landmarks: Option<&Landmarks>) -> Self {
        let (width, height) = (photo.width, photo.height);
        let crop = match landmarks {
            Some(found) => PortraitCrop::around(found, width, height),
            None => PortraitCrop::whole(width, height),
        };
        Self {
            photo: crop.extract(photo, PHOTO_SIDE),
            points: landmarks.map(|found| crop.landmarks_in(found)),
            face: landmarks.map(|found| face::measure(found, width, height)),
            matte: None,
            crop,
        }
    }

    /// The face that was measured, if one was given.
    pub fn face(&self) -> Option<&Face> {
        self.face.as_ref()
    }

    /// The cut as photographed, `side` pixels wide.
    pub fn before(&self, side: usize) -> Picture {
        self.photo.resize(side, side)
    }

    /// Takes the person mask of the whole photo, of any resolution, `0.0..=1.0`.
    pub fn set_matte(&mut self, matte: &Plane) {
        self.matte = Some(self.crop.extract_plane(matte, PHOTO_SIDE));
    }

    /// Whether a person mask has come.
    pub fn has_matte(&self) -> bool {
        self.matte.is_some()
    }

    /// Warps, evens and masks the cut. `preserve_expression` keeps eyes and mouth as measured;
    /// otherwise they are relaxed to neutral.
    pub fn prepare(&self, preserve_expression: bool) -> Prepared {
        let half = DRAWN_SIDE / 2;
        let (warped, guides, points) = match &self.points {
            Some(points) => {
                let warp = self.warp(preserve_expression, points);
                let points = warp.warp_points(points);
                (warp.apply(&self.photo), guidance::guidance(&points, half), Some(points))
            }
            None => (self.photo.clone(), guidance::no_guidance(half), None),
        };
        let region = self.points.as_ref().map(|_| guides[0].resize(PHOTO_SIDE, PHOTO_SIDE));
        let photo = exposure::even_exposure(&warped, region.as_ref());
        let alpha = self.alpha(preserve_expression, &photo);
        let features = points.and_then(|points| Features::of(&points, &photo));
        let picture = photo.resize(DRAWN_SIDE, DRAWN_SIDE);
        Prepared { picture, guidance: guides, photo, alpha, features }
    }

    /// The refined person mask for a prepared photo; none before a mask has come.
    pub fn alpha(&self, preserve_expression: bool, prepared: &Picture) -> Option<Plane> {
        let matte = self.matte.as_ref()?;
        let warped = match &self.points {
            Some(points) => self.warp(preserve_expression, points).apply_plane(matte),
            None => matte.clone(),
        };
        Some(matte::refine(&warped, prepared))
    }

    fn warp(&self, preserve_expression: bool, points: &[[f32; 2]]) -> Warp {
        let strength = face::WarpStrength::default();
        if preserve_expression {
            Warp::new(points, strength)
        } else {
            Warp::relaxed(points, strength)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo() -> Picture {
        Picture::from_fn(300, 200, |x, y| [x as f32 / 300.0, y as f32 / 200.0, 0.4])
    }

    #[test]
    fn without_a_face_the_middle_square_is_taken() {
        let sitting = Sitting::new(&photo(), None);
        assert!(sitting.face().is_none());
        let before = sitting.before(4);
        let middle = before.pixels[0][0];
        assert!((0.15..0.35).contains(&middle), "the left edge of the square, not {middle}");
        let prepared = sitting.prepare(true);
        assert_eq!((prepared.picture.width, prepared.photo.width), (DRAWN_SIDE, PHOTO_SIDE));
        assert!(prepared.guidance.iter().all(|p| p.values.iter().all(|v| *v == 0.0)));
        assert!(prepared.alpha.is_none(), "no mask has come");
    }

    #[test]
    fn a_mask_that_comes_later_is_used() {
        let mut sitting = Sitting::new(&photo(), None);
        sitting.set_matte(&Plane::from_fn(30, 20, |x, _| f32::from(x > 14)));
        let prepared = sitting.prepare(true);
        let alpha = prepared.alpha.expect("a mask has come");
        let row = PHOTO_SIDE * PHOTO_SIDE / 2;
        assert!(alpha.values[row + 40] < 0.05, "left is background");
        assert!(alpha.values[row + PHOTO_SIDE - 40] > 0.95, "right is the person");
    }
}
