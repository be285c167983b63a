//! The texture of a creator's own painting: sliced Wasserstein distance of random features.
//!
//! Random 5 × 5 filters see the painting and the drawing at three scales; the sorted answers of
//! the two are pulled together (Heitz 2021). No network of others and no other picture takes part.

use crate::recipe::Painting;
use crate::scenes::random::Random;
use crate::trainer::SIDE;
use burn::tensor::module::{avg_pool2d, conv2d};
use burn::tensor::ops::{AvgPoolOptions, ConvOptions};
use picture::Picture;
use stylize::{Tensor, TensorData};

/// Sorting is what costs: a few filters on two squares a step see enough over a run.
const FILTERS: usize = 32;
const SQUARES: usize = 2;
const KERNEL: usize = 5;
const SCALES: usize = 3;

/// A painting, ready to be compared with.
pub struct Texture {
    picture: Picture,
    weight: f32,
}

impl Texture {
    /// Reads the middle square of a painting.
    ///
    /// # Errors
    /// When the file is no picture.
    pub fn of(painting: &Painting) -> Result<Self, String> {
        let name = painting.file.display();
        let image = image::open(&painting.file).map_err(|e| format!("{name}: {e}"))?.to_rgba8();
        let (width, height) = (image.width() as usize, image.height() as usize);
        let whole = Picture::from_rgba8(width, height, &image).ok_or(format!("{name} is odd."))?;
        let side = width.min(height);
        let (left, top) = ((width - side) / 2, (height - side) / 2);
        let cut =
            Picture::from_fn(side, side, |x, y| whole.at((left + x) as isize, (top + y) as isize));
        Ok(Self { picture: cut.resize(SIDE, SIDE), weight: painting.weight })
    }

    /// Its pixels, RGB, rows from the top.
    pub fn bytes(&self) -> Vec<u8> {
        let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        self.picture.pixels.iter().flat_map(|p| p.map(byte)).collect()
    }

    /// The weighted distance of the first of `[n, 3, side, side]` drawings to a random cut of the
    /// painting.
    pub fn distance(&self, drawn: Tensor<4>, random: &mut Random) -> Tensor<1> {
        let device = drawn.device();
        let [n, _, side, _] = drawn.dims();
        let n = n.min(SQUARES);
        let drawn = drawn.slice([0..n, 0..3, 0..side, 0..side]);
        let filters = Tensor::<4>::from_data(
            TensorData::new(filters(random), [FILTERS, 3, KERNEL, KERNEL]),
            &device,
        );
        let painted = Tensor::<4>::from_data(
            TensorData::new(self.cut(side, random), [1, 3, side, side]),
            &device,
        );
        let half = |t: Tensor<4>| avg_pool2d(t, AvgPoolOptions::new([2; 2]).with_stride([2; 2]));
        let sorted = |t: &Tensor<4>| {
            let options = ConvOptions::new([1; 2], [0; 2], [1; 2], 1);
            let seen = conv2d(t.clone(), filters.clone(), None, options);
            let [n, _, h, w] = seen.dims();
            seen.swap_dims(0, 1).reshape([FILTERS, n * h * w]).sort(1)
        };
        let (mut drawn, mut painted) = (drawn, painted);
        let mut total: Option<Tensor<1>> = None;
        for scale in 0..SCALES {
            if scale > 0 {
                (drawn, painted) = (half(drawn), half(painted));
            }
            let ours = sorted(&drawn);
            let theirs = sorted(&painted);
            let [filters, count] = theirs.dims();
            let theirs = theirs
                .reshape([filters, count, 1])
                .expand([filters, count, n])
                .reshape([filters, count * n]);
            let apart = (ours - theirs).abs().mean();
            total = Some(match total {
                Some(sum) => sum + apart,
                None => apart,
            });
        }
        total.map_or_else(|| Tensor::zeros([1], &device), |sum| sum * self.weight)
    }

    fn cut(&self, side: usize, random: &mut Random) -> Vec<f32> {
        let (left, top) = (random.below(SIDE - side + 1), random.below(SIDE - side + 1));
        let mut values = Vec::with_capacity(3 * side * side);
        for channel in 0..3 {
            for y in 0..side {
                for x in 0..side {
                    values.push(self.picture.pixels[(top + y) * SIDE + left + x][channel]);
                }
            }
        }
        values
    }
}

/// Filters of length one that do not see flat colour: that is the teacher's business.
fn filters(random: &mut Random) -> Vec<f32> {
    let mut all = Vec::with_capacity(FILTERS * 3 * KERNEL * KERNEL);
    for _ in 0..FILTERS {
        let mut one: Vec<f32> = (0..3 * KERNEL * KERNEL).map(|_| random.normal()).collect();
        for plane in one.chunks_mut(KERNEL * KERNEL) {
            let mean = plane.iter().sum::<f32>() / plane.len() as f32;
            plane.iter_mut().for_each(|v| *v -= mean);
        }
        let length = one.iter().map(|v| v * v).sum::<f32>().sqrt();
        all.extend(one.iter().map(|v| v / length));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use stylize::Device;

    fn striped(across: bool) -> Picture {
        Picture::from_fn(SIDE, SIDE, |x, y| {
            [if (if across { x } else { y }) / 3 % 2 == 0 { 0.8 } else { 0.2 }; 3]
        })
    }

    fn tensor(picture: &Picture) -> Tensor<4> {
        let small = Picture::from_fn(64, 64, |x, y| picture.pixels[y * SIDE + x]);
        stylize::picture_to_tensor(&small, &Device::flex())
    }

    #[test]
    fn a_texture_is_nearer_to_itself_than_to_another() {
        let texture = Texture { picture: striped(true), weight: 1.0 };
        let distance = |picture: &Picture| {
            let tensor = texture.distance(tensor(picture), &mut Random::new(5));
            tensor.into_data().try_to_vec::<f32>().expect("a number")[0]
        };
        let (same, turned) = (distance(&striped(true)), distance(&striped(false)));
        let flat = distance(&Picture::filled(SIDE, SIDE, [0.5; 3]));
        assert!(same < 0.5 * turned && same < 0.5 * flat, "{same}, {turned}, {flat}");
    }

    #[test]
    fn filters_see_no_flat_colour() {
        for filter in filters(&mut Random::new(1)).chunks(3 * KERNEL * KERNEL) {
            let length = filter.iter().map(|v| v * v).sum::<f32>();
            assert!((length - 1.0).abs() < 1e-4, "length {length}");
            let sum: f32 = filter[..KERNEL * KERNEL].iter().sum();
            assert!(sum.abs() < 1e-4, "sum {sum}");
        }
    }
}
