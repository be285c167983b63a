//! Pictures packed onto the layers of one texture, with smaller copies for figures far away.

use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// The longest side of a layer in pixels: what every WebGL2 device promises.
pub const SIDE_MAX: u32 = 2048;
/// The most layers: 1 GB of pixels would be 64 of the largest.
pub const LAYERS_MAX: usize = 48;
/// Empty pixels after each picture, so that the smallest copies do not run into each other.
pub const GUTTER: u32 = 8;
/// How many sizes there are: whole, a half, a quarter, an eighth.
pub(crate) const LEVELS: u32 = 4;
/// The shortest side of a layer.
const SIDE_MIN: u32 = 64;

/// A picture: rows from the top, RGBA, premultiplied.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// As meshes and regions name it.
    pub name: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Which part of it, from the upper left, meshes mean by 0 to 1, in pixels: a piece of a
    /// canvas seldom ends on a whole pixel.
    pub span: [f32; 2],
    /// Four bytes a pixel.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// A picture whose colours are not yet multiplied by their alpha.
    pub fn straight(name: &str, width: u32, height: u32, mut rgba: Vec<u8>) -> Self {
        for pixel in rgba.chunks_exact_mut(4) {
            let alpha = u16::from(pixel[3]);
            for colour in &mut pixel[..3] {
                *colour = ((u16::from(*colour) * alpha + 127) / 255) as u8;
            }
        }
        let span = [width as f32, height as f32];
        Self { name: name.to_owned(), width, height, span, rgba }
    }

    /// The same picture, of which meshes mean another part by 0 to 1.
    #[must_use]
    pub fn spanning(mut self, span: [f32; 2]) -> Self {
        self.span = span;
        self
    }
}

/// Where a picture lies, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Which layer.
    pub layer: u8,
    /// Its left edge.
    pub x: u16,
    /// Its upper edge.
    pub y: u16,
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// The part that meshes mean by 0 to 1.
    pub span: [f32; 2],
}

/// Pictures on layers of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Atlas {
    side: u32,
    /// Layer by layer, level by level.
    layers: Vec<Vec<Vec<u8>>>,
    places: BTreeMap<String, Place>,
}

impl Atlas {
    /// Packs pictures, the highest first, on as few pixels as shelves allow.
    ///
    /// # Errors
    /// A picture is torn, too large or there twice, or there are too many for
    /// [`LAYERS_MAX`] layers.
    pub fn new(pictures: &[Picture]) -> Result<Self, Refusal> {
        let mut order: Vec<&Picture> = pictures.iter().collect();
        order.sort_by(|a, b| b.height.cmp(&a.height).then_with(|| a.name.cmp(&b.name)));
        let mut names = std::collections::BTreeSet::new();
        for picture in &order {
            check(picture)?;
            if !names.insert(&picture.name) {
                return Err(Refusal::PictureTwice(picture.name.clone()));
            }
        }
        let mut side = SIDE_MIN;
        let (places, n_layers) = loop {
            if let Some((places, n_layers)) = shelve(&order, side)
                && (n_layers <= 1 || side == SIDE_MAX)
            {
                break (places, n_layers);
            }
            // Every checked picture fits the largest side, so this ends.
            side = (side * 2).min(SIDE_MAX);
        };
        if n_layers > LAYERS_MAX {
            return Err(Refusal::TooMany { what: "layers of pictures", most: LAYERS_MAX });
        }
        let mut layers = vec![vec![0_u8; (side * side * 4) as usize]; n_layers.max(1)];
        for (picture, place) in order.iter().zip(&places) {
            copy(picture, *place, side, &mut layers[usize::from(place.layer)]);
        }
        let layers = layers.into_iter().map(|whole| levels(whole, side)).collect();
        let names = order.iter().map(|it| it.name.clone());
        Ok(Self { side, layers, places: names.zip(places).collect() })
    }

    /// The length of a layer's sides in pixels.
    pub fn side(&self) -> u32 {
        self.side
    }

    /// How many layers there are, at least one.
    pub fn n_layers(&self) -> usize {
        self.layers.len()
    }

    /// Where a picture lies.
    pub fn place(&self, name: &str) -> Option<Place> {
        self.places.get(name).copied()
    }

    /// A layer's pixels; each level has half the side of the one before.
    pub(crate) fn pixels(&self, layer: usize, level: u32) -> &[u8] {
        &self.layers[layer][level as usize]
    }
}

fn check(picture: &Picture) -> Result<(), Refusal> {
    let most = SIDE_MAX - GUTTER;
    if picture.width > most || picture.height > most {
        return Err(Refusal::PictureTooLarge { name: picture.name.clone(), most });
    }
    let n_bytes = picture.width as usize * picture.height as usize * 4;
    let sides = [picture.width, picture.height];
    let spans = picture.span.iter().zip(sides).all(|(it, side)| (0.0..=side as f32).contains(it));
    if n_bytes == 0 || picture.rgba.len() != n_bytes || !spans {
        return Err(Refusal::PictureTorn(picture.name.clone()));
    }
    Ok(())
}

/// Rows of pictures, one under the other; none if a picture is too large for the side. Corners
/// lie on multiples of the gutter, so that each level starts a picture on a whole pixel.
fn shelve(pictures: &[&Picture], side: u32) -> Option<(Vec<Place>, usize)> {
    let room = |length: u32| (length + GUTTER).next_multiple_of(GUTTER);
    let (mut x, mut y, mut shelf, mut layer) = (0, 0, 0, 0);
    let mut places = Vec::with_capacity(pictures.len());
    for picture in pictures {
        let (width, height) = (room(picture.width), room(picture.height));
        if width > side || height > side {
            return None;
        }
        if x + width > side {
            (x, y, shelf) = (0, y + shelf, 0);
        }
        if y + height > side {
            (x, y, shelf, layer) = (0, 0, 0, layer + 1);
        }
        places.push(Place {
            layer: layer.min(255) as u8,
            x: x as u16,
            y: y as u16,
            width: picture.width as u16,
            height: picture.height as u16,
            span: picture.span,
        });
        (x, shelf) = (x + width, shelf.max(height));
    }
    Some((places, layer + 1))
}

fn copy(picture: &Picture, place: Place, side: u32, layer: &mut [u8]) {
    let row_bytes = picture.width as usize * 4;
    for (row, bytes) in picture.rgba.chunks_exact(row_bytes).enumerate() {
        let at = ((usize::from(place.y) + row) * side as usize + usize::from(place.x)) * 4;
        layer[at..at + row_bytes].copy_from_slice(bytes);
    }
}

/// A layer and its smaller copies: each pixel the mean of four.
fn levels(whole: Vec<u8>, side: u32) -> Vec<Vec<u8>> {
    let mut levels = vec![whole];
    for level in 1..LEVELS {
        let half = (side >> level) as usize;
        let finer = &levels[level as usize - 1];
        let mut coarser = vec![0_u8; half * half * 4];
        for (at, value) in coarser.iter_mut().enumerate() {
            let (x, y, channel) = (at / 4 % half, at / 4 / half, at % 4);
            let first = (2 * y * 2 * half + 2 * x) * 4 + channel;
            let next_row = first + 2 * half * 4;
            let four = [first, first + 4, next_row, next_row + 4];
            let sum: u16 = four.iter().map(|it| u16::from(finer[*it])).sum();
            *value = ((sum + 2) / 4) as u8;
        }
        levels.push(coarser);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(name: &str, width: u32, height: u32) -> Picture {
        let rgba = [255, 255, 255, 200].repeat((width * height) as usize);
        Picture::straight(name, width, height, rgba)
    }

    #[test]
    fn pictures_lie_apart_and_whole() {
        let sizes = [(30, 40), (64, 8), (5, 5), (100, 33), (1, 70), (31, 31), (200, 2)];
        let pictures: Vec<Picture> =
            sizes.iter().enumerate().map(|(k, it)| picture(&k.to_string(), it.0, it.1)).collect();
        let atlas = Atlas::new(&pictures).unwrap();
        assert_eq!(atlas.n_layers(), 1);
        let mut covered = vec![0_u8; (atlas.side() * atlas.side()) as usize];
        for picture in &pictures {
            let place = atlas.place(&picture.name).unwrap();
            for y in place.y..place.y + place.height {
                for x in place.x..place.x + place.width {
                    let at = usize::from(y) * atlas.side() as usize + usize::from(x);
                    covered[at] += 1;
                    assert_eq!(atlas.pixels(0, 0)[at * 4], 200);
                }
            }
        }
        assert!(covered.iter().all(|it| *it <= 1), "no pixel belongs to two");
        let n_filled = atlas.pixels(0, 0).chunks_exact(4).filter(|it| it[3] > 0).count();
        assert_eq!(n_filled, sizes.iter().map(|it| (it.0 * it.1) as usize).sum::<usize>());
    }

    #[test]
    fn what_does_not_fit_one_layer_takes_another() {
        let pictures: Vec<Picture> = (0..5).map(|k| picture(&k.to_string(), 1500, 900)).collect();
        let atlas = Atlas::new(&pictures).unwrap();
        assert_eq!((atlas.side(), atlas.n_layers()), (SIDE_MAX, 3));
        assert_eq!(atlas.place("4").unwrap().layer, 2);
    }

    #[test]
    fn smaller_copies_keep_the_sum() {
        let atlas = Atlas::new(&[picture("a", 16, 16)]).unwrap();
        let mean = |level: u32| {
            let pixels = atlas.pixels(0, level);
            pixels.iter().map(|it| u64::from(*it)).sum::<u64>() * (1 << (2 * level))
        };
        assert!((1..LEVELS).all(|level| mean(level) == mean(0)));
    }

    #[test]
    fn bad_pictures_are_refused() {
        let code = |pictures: &[Picture]| Atlas::new(pictures).unwrap_err().code();
        assert_eq!(code(&[picture("a", 4, 4), picture("a", 5, 5)]), "picture_twice");
        assert_eq!(code(&[picture("a", SIDE_MAX, 1)]), "picture_too_large");
        assert_eq!(code(&[picture("a", 0, 3)]), "picture_torn");
        let torn = Picture { width: 5, ..picture("a", 4, 4) };
        assert_eq!(code(&[torn]), "picture_torn");
        assert_eq!(code(&[picture("a", 4, 4).spanning([4.5, 4.0])]), "picture_torn");
    }
}
