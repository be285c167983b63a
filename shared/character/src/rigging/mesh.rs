//! A mesh over a layer's picture: a grid, cut to the cells where something is drawn.

use rig::{Mesh, Warped};

use super::weights;
use crate::drawing::{Layer, is_of_head};
use crate::geometry::{Bounds, Point, pt};

/// Cells a mesh has at most along a side.
const SIDE_MAX: usize = 28;
/// Cells a mesh aims for.
const CELLS: f32 = 110.0;
/// The smallest and the largest cell, in canvas units.
const CELL: (f32, f32) = (9.0, 40.0);

/// The mesh of a layer whose picture shows `bounds`.
pub(super) fn of(layer: &Layer, bounds: Bounds, picture: &str) -> Mesh {
    let grid = Grid::over(bounds, cell_of(layer, bounds));
    let covered = grid.covered(layer);
    let mut mesh = Mesh { picture: picture.to_owned(), ..Mesh::default() };
    let mut numbers = vec![None; (grid.columns + 1) * (grid.rows + 1)];
    for row in 0..grid.rows {
        for column in 0..grid.columns {
            if !covered[row * grid.columns + column] {
                continue;
            }
            let corner = |mesh: &mut Mesh, numbers: &mut Vec<Option<u16>>, dx: usize, dy: usize| {
                let key = (row + dy) * (grid.columns + 1) + column + dx;
                *numbers[key].get_or_insert_with(|| {
                    let p = grid.place(column + dx, row + dy);
                    mesh.vertices.push([p.x, p.y]);
                    let uv = [
                        (p.x - bounds.min.x) / bounds.width(),
                        (p.y - bounds.min.y) / bounds.height(),
                    ];
                    mesh.uvs.push(uv);
                    (mesh.vertices.len() - 1) as u16
                })
            };
            let a = corner(&mut mesh, &mut numbers, 0, 0);
            let b = corner(&mut mesh, &mut numbers, 1, 0);
            let c = corner(&mut mesh, &mut numbers, 1, 1);
            let d = corner(&mut mesh, &mut numbers, 0, 1);
            // The diagonal alternates, so that the mesh bends alike both ways.
            if (row + column) % 2 == 0 {
                mesh.triangles.extend([[a, b, c], [a, c, d]]);
            } else {
                mesh.triangles.extend([[a, b, d], [b, c, d]]);
            }
        }
    }
    mesh.weights =
        mesh.vertices.iter().map(|&[x, y]| weights::at(layer, bounds, pt(x, y))).collect();
    if turns(layer) {
        mesh.warp =
            Some(Warped { by: "head".to_owned(), depth: depth_of(layer), relief: Vec::new() });
    }
    mesh.clip_to = layer.clip_to.clone();
    mesh
}

/// How deep a layer lies. Strays and ahoge are drawn behind the crown out of which they grow, and
/// must turn with it, or light shines through between them.
fn depth_of(layer: &Layer) -> f32 {
    const CROWN: f32 = 1.15;
    let grows = layer.bone.starts_with("ahoge") || layer.bone.starts_with("hair_stray");
    if grows { CROWN } else { layer.depth }
}

/// Whether the turn of the head bends a layer.
fn turns(layer: &Layer) -> bool {
    is_of_head(&layer.bone) || layer.bone == "neck"
}

fn cell_of(layer: &Layer, bounds: Bounds) -> f32 {
    let area = bounds.width() * bounds.height();
    let narrow = bounds.width().min(bounds.height());
    // A strand must bend across as well as along.
    let finest = if layer.chain.is_empty() { area } else { area.min(narrow * narrow * 12.0) };
    (finest / CELLS).sqrt().clamp(CELL.0, CELL.1)
}

struct Grid {
    min: Point,
    step: Point,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn over(bounds: Bounds, cell: f32) -> Self {
        let count = |length: f32| ((length / cell).ceil() as usize).clamp(1, SIDE_MAX);
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        let step = pt(bounds.width() / columns as f32, bounds.height() / rows as f32);
        Self { min: bounds.min, step, columns, rows }
    }

    fn place(&self, column: usize, row: usize) -> Point {
        self.min + pt(self.step.x * column as f32, self.step.y * row as f32)
    }

    /// The cells where something is drawn, and their neighbours where an edge comes close.
    fn covered(&self, layer: &Layer) -> Vec<bool> {
        let mut covered = vec![false; self.columns * self.rows];
        for shape in &layer.shapes {
            let near = 1.5 + shape.soften * 2.5;
            for line in shape.path.polylines(6) {
                self.mark_edge(&mut covered, &line, near);
                self.mark_inside(&mut covered, &line);
            }
        }
        covered
    }

    fn mark(&self, covered: &mut [bool], p: Point) {
        let column = (p.x - self.min.x) / self.step.x;
        let row = (p.y - self.min.y) / self.step.y;
        if column >= 0.0 && row >= 0.0 {
            let (column, row) = (column as usize, row as usize);
            if column < self.columns && row < self.rows {
                covered[row * self.columns + column] = true;
            }
        }
    }

    fn mark_edge(&self, covered: &mut [bool], line: &[Point], near: f32) {
        let reach = self.step.x.min(self.step.y) * 0.5;
        for pair in line.windows(2) {
            let steps = (pair[0].distance(pair[1]) / reach).ceil().max(1.0) as usize;
            for i in 0..=steps {
                let p = pair[0].towards(pair[1], i as f32 / steps as f32);
                for (dx, dy) in [(0.0, 0.0), (near, 0.0), (-near, 0.0), (0.0, near), (0.0, -near)] {
                    self.mark(covered, p + pt(dx, dy));
                }
            }
        }
    }

    /// Cells whose middle lies inside, by the even-odd rule: overlaps only mark less, and their
    /// own outlines mark what is missing.
    fn mark_inside(&self, covered: &mut [bool], line: &[Point]) {
        for row in 0..self.rows {
            let y = self.min.y + (row as f32 + 0.5) * self.step.y;
            let mut crossings: Vec<f32> = line
                .windows(2)
                .filter(|pair| (pair[0].y <= y) != (pair[1].y <= y))
                .map(|pair| {
                    let share = (y - pair[0].y) / (pair[1].y - pair[0].y);
                    pair[0].x + (pair[1].x - pair[0].x) * share
                })
                .collect();
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                for column in 0..self.columns {
                    let x = self.min.x + (column as f32 + 0.5) * self.step.x;
                    if (pair[0]..=pair[1]).contains(&x) {
                        covered[row * self.columns + column] = true;
                    }
                }
            }
        }
    }
}
