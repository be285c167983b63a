//! The pictures on one sheet.

use crate::body::{Body, Kept};
use crate::{SCALE, cast::Cast};
use character::raster::{self, Picture};
use character::rigging::sprites;
use std::collections::BTreeMap;

/// Empty pixels around each picture, for smaller copies of the sheet.
const GUTTER: usize = 6;
/// The longest side: what every WebGL2 device promises.
const SIDE_MAX: usize = 2048;

/// Where a picture's upper left corner would lie if nothing had been cut off, and its whole size
/// as meshes mean it, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// May lie outside of the sheet.
    pub origin: [f32; 2],
    /// In pixels.
    pub span: [f32; 2],
    /// What is on the sheet of it, and a pixel around: left, top, right, bottom, 0 to 1.
    pub cut: [f32; 4],
}

/// The sheet and where the pictures lie.
#[derive(Debug)]
pub struct Sheet {
    /// Not premultiplied.
    pub pixels: Picture,
    /// By the picture's name.
    pub places: BTreeMap<String, Place>,
}

/// The part of a picture that is used.
struct Cutting {
    name: String,
    picture: Picture,
    /// Left, top, right, bottom in its pixels.
    cut: [usize; 4],
    span: [f32; 2],
}

impl Cutting {
    fn room(&self) -> (usize, usize) {
        let [left, top, right, bottom] = self.cut;
        (right - left + GUTTER, bottom - top + GUTTER)
    }
}

impl Sheet {
    /// Draws what the body uses and packs it.
    ///
    /// # Errors
    /// It does not fit.
    pub fn pack(cast: &Cast, body: &Body) -> Result<Self, String> {
        let mut cuttings = cuttings(cast, body);
        cuttings.sort_by_key(|it| (std::cmp::Reverse(it.room().1), it.name.clone()));
        let tries = (512..=SIDE_MAX).step_by(32);
        let shelved = tries.filter_map(|width| {
            let (corners, height) = shelve(&cuttings, width)?;
            (height <= SIDE_MAX).then_some((corners, width, height))
        });
        let smallest = shelved.min_by_key(|it| it.1 * it.2);
        let (corners, width, height) = smallest.ok_or("the pictures do not fit one sheet")?;
        let mut rgba = vec![0; width * height * 4];
        let mut places = BTreeMap::new();
        for (cutting, [x, y]) in cuttings.iter().zip(corners) {
            let [left, top, right, bottom] = cutting.cut;
            let stride = cutting.picture.width as usize * 4;
            for row in top..bottom {
                let from = &cutting.picture.rgba[row * stride + left * 4..row * stride + right * 4];
                let to = ((y + row - top) * width + x) * 4;
                rgba[to..to + from.len()].copy_from_slice(from);
            }
            let origin = [x as f32 - left as f32, y as f32 - top as f32];
            let side = [width as f32, height as f32];
            let low = [x as f32 - 1.0, y as f32 - 1.0];
            let high = [(x + right - left) as f32 + 1.0, (y + bottom - top) as f32 + 1.0];
            let cut = [low[0] / side[0], low[1] / side[1], high[0] / side[0], high[1] / side[1]];
            places.insert(cutting.name.clone(), Place { origin, span: cutting.span, cut });
        }
        let pixels = Picture { width: width as u32, height: height as u32, rgba };
        Ok(Self { pixels, places })
    }
}

fn cuttings(cast: &Cast, body: &Body) -> Vec<Cutting> {
    let style = cast.drawings[0].style;
    let mut cuttings = Vec::new();
    for sprite in sprites(&cast.drawings) {
        let name = sprite.name(&cast.drawings);
        let users: Vec<&Kept> = body.parts.iter().filter(|it| it.picture == name).collect();
        let picture = (!users.is_empty()).then(|| raster::sprite(&sprite, style, SCALE)).flatten();
        let Some(picture) = picture else { continue };
        let span = [sprite.bounds.width() * SCALE, sprite.bounds.height() * SCALE];
        if let Some(cut) = cut(cast, &users, &picture, span) {
            cuttings.push(Cutting { name, picture, cut, span });
        }
    }
    cuttings
}

/// Where meshes reach and something is drawn.
fn cut(cast: &Cast, users: &[&Kept], picture: &Picture, span: [f32; 2]) -> Option<[usize; 4]> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mut reach = [f32::INFINITY, f32::INFINITY, 0.0, 0.0];
    for part in users {
        let skinned = cast.rig.attachments().iter().find(|it| it.slot == part.slot)?;
        for vertex in &part.vertices {
            let [u, v] = skinned.uvs[*vertex];
            let at = [u * span[0], v * span[1]];
            reach = [
                reach[0].min(at[0]),
                reach[1].min(at[1]),
                reach[2].max(at[0]),
                reach[3].max(at[1]),
            ];
        }
    }
    let mut cut = [usize::MAX, usize::MAX, 0, 0];
    for y in (reach[1] as usize)..(reach[3].ceil() as usize).min(height) {
        for x in (reach[0] as usize)..(reach[2].ceil() as usize).min(width) {
            if picture.rgba[(y * width + x) * 4 + 3] > 0 {
                cut = [cut[0].min(x), cut[1].min(y), cut[2].max(x + 1), cut[3].max(y + 1)];
            }
        }
    }
    (cut[2] > 0).then_some(cut)
}

/// Rows of pictures, the highest first; the corners and the height.
fn shelve(cuttings: &[Cutting], width: usize) -> Option<(Vec<[usize; 2]>, usize)> {
    let (mut x, mut y, mut shelf) = (GUTTER, GUTTER, 0);
    let mut corners = Vec::with_capacity(cuttings.len());
    for cutting in cuttings {
        let (wide, high) = cutting.room();
        if wide + GUTTER > width {
            return None;
        }
        if x + wide > width {
            (x, y, shelf) = (GUTTER, y + shelf, 0);
        }
        corners.push([x, y]);
        (x, shelf) = (x + wide, shelf.max(high));
    }
    Some((corners, y + shelf))
}
