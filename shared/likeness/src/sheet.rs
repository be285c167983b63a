//! The photo resampled into the head's frame: a grid of cells around the face.

use face::indices::FACE_OVAL;
use picture::colour::srgb_to_oklab;
use picture::{Picture, Plane};

use crate::frame::Frame;

/// Cells to a unit.
pub(crate) const CELLS: f32 = 80.0;
/// The sheet's borders: left, top, right, bottom, in units.
const BORDERS: [f32; 4] = [-1.4, -1.7, 1.4, 2.1];
/// From this share on a cell belongs to the person.
const PERSON: f32 = 0.5;

/// A cell of the sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// In `OKLab`.
    pub(crate) lab: [f32; 3],
    /// Whether it lies in the photo, and on the person where that is known.
    pub(crate) is_person: bool,
    /// Whether it lies inside the outline of the face.
    pub(crate) is_face: bool,
}

/// The photo around a head, rows from the top.
pub(crate) struct Sheet {
    pub(crate) width: usize,
    pub(crate) height: usize,
    cells: Vec<Cell>,
    /// The outline of the face, in units.
    oval: Vec<[f32; 2]>,
    /// Pixels of the photo to a cell.
    pub(crate) pixels: f32,
}

impl Sheet {
    /// Resamples; `points` are in units.
    pub(crate) fn of(
        photo: &Picture,
        matte: Option<&Plane>,
        frame: &Frame,
        points: &[[f32; 2]],
    ) -> Self {
        let [left, top, right, bottom] = BORDERS;
        let (width, height) =
            (((right - left) * CELLS) as usize, ((bottom - top) * CELLS) as usize);
        let oval: Vec<[f32; 2]> = FACE_OVAL.iter().map(|&index| points[index]).collect();
        let pixels = frame.unit / CELLS;
        let mut cells = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let place = [column, row].map(|it| it as f32 + 0.5);
                let [u, v] = [left + place[0] / CELLS, top + place[1] / CELLS];
                let [x, y] = frame.to_pixel([u, v]);
                let is_inside =
                    x >= 0.0 && y >= 0.0 && x < photo.width as f32 && y < photo.height as f32;
                let alpha = matte.map_or(1.0, |matte| {
                    let scale_x = matte.width as f32 / photo.width as f32;
                    let scale_y = matte.height as f32 / photo.height as f32;
                    matte.sample(x * scale_x, y * scale_y)
                });
                cells.push(Cell {
                    lab: srgb_to_oklab(mean(photo, [x, y], pixels)),
                    is_person: is_inside && alpha >= PERSON,
                    is_face: is_inside && holds(&oval, [u, v]),
                });
            }
        }
        Self { width, height, cells, oval, pixels }
    }

    pub(crate) fn cell(&self, column: usize, row: usize) -> &Cell {
        &self.cells[row * self.width + column]
    }

    /// The place of a cell's middle, in units.
    pub(crate) fn place(&self, column: usize, row: usize) -> [f32; 2] {
        [BORDERS[0] + (column as f32 + 0.5) / CELLS, BORDERS[1] + (row as f32 + 0.5) / CELLS]
    }

    /// The column of u, inside the sheet.
    pub(crate) fn column(&self, u: f32) -> usize {
        (((u - BORDERS[0]) * CELLS).max(0.0) as usize).min(self.width - 1)
    }

    /// The row of v, inside the sheet.
    pub(crate) fn row(&self, v: f32) -> usize {
        (((v - BORDERS[1]) * CELLS).max(0.0) as usize).min(self.height - 1)
    }

    /// The columns and rows between two places.
    pub(crate) fn between(
        &self,
        [left, top]: [f32; 2],
        [right, bottom]: [f32; 2],
    ) -> impl Iterator<Item = (usize, usize)> + use<> {
        let columns = self.column(left)..self.column(right) + 1;
        let rows = self.row(top)..self.row(bottom) + 1;
        rows.flat_map(move |row| columns.clone().map(move |column| (column, row)))
    }

    /// Top and bottom of the face's outline.
    pub(crate) fn face_rows(&self) -> [f32; 2] {
        let heights = self.oval.iter().map(|point| point[1]);
        [heights.clone().fold(f32::INFINITY, f32::min), heights.fold(f32::NEG_INFINITY, f32::max)]
    }
}

/// The mean of a cell's pixels.
fn mean(photo: &Picture, [x, y]: [f32; 2], pixels: f32) -> [f32; 3] {
    if pixels <= 1.0 {
        return photo.sample(x, y);
    }
    let step = pixels / 3.0;
    let mut sum = [0.0; 3];
    for down in [-step, 0.0, step] {
        for right in [-step, 0.0, step] {
            let sample = photo.sample(x + right, y + down);
            sum = [0, 1, 2].map(|i| sum[i] + sample[i] / 9.0);
        }
    }
    sum
}

/// Whether a closed outline holds a point.
pub(crate) fn holds(outline: &[[f32; 2]], [u, v]: [f32; 2]) -> bool {
    let mut is_inside = false;
    for (index, &[u0, v0]) in outline.iter().enumerate() {
        let [u1, v1] = outline[(index + 1) % outline.len()];
        if (v0 <= v) != (v1 <= v) && u < u0 + (v - v0) / (v1 - v0) * (u1 - u0) {
            is_inside = !is_inside;
        }
    }
    is_inside
}
