//! Shapes with soft edges, and painting with them.

use super::plane::{Point, length, minus};
use picture::Picture;

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Window {
    /// Holds all points and `margin` pixels around them, cut to the picture; `None` when nothing
    /// of it is left.
    pub(super) fn around(points: &[Point], margin: f32, picture: &Picture) -> Option<Self> {
        let end = [picture.width, picture.height];
        let range = |axis: usize| {
            let values = points.iter().map(|p| p[axis]);
            let low = values.clone().fold(f32::INFINITY, f32::min) - margin;
            let high = values.fold(f32::NEG_INFINITY, f32::max) + margin;
            // A float that is too large or not a number becomes a number of the range.
            let low = (low.floor().max(0.0) as usize).min(end[axis]);
            (low, (high.ceil().max(0.0) as usize).min(end[axis]))
        };
        let ((left, right), (top, bottom)) = (range(0), range(1));
        let fits = left < right && top < bottom;
        fits.then(|| Self { left, top, width: right - left, height: bottom - top })
    }
}

/// How much of each pixel of a window a shape covers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) window: Window,
    cover: Vec<f32>,
}

impl Shape {
    /// The inside of a closed outline: exact areas, so edges are as smooth as they can be.
    pub(super) fn filled(window: Window, outline: &[Point]) -> Self {
        let (width, height) = (window.width, window.height);
        // One column more on the right takes what lies past the window.
        let mut change = vec![0.0; (width + 2) * height];
        let inside = |p: Point| [p[0] - window.left as f32, p[1] - window.top as f32];
        for (index, &from) in outline.iter().enumerate() {
            let to = outline[(index + 1) % outline.len()];
            add_edge(&mut change, [width, height], inside(from), inside(to));
        }
        let mut cover = Vec::with_capacity(width * height);
        for row in change.chunks_exact(width + 2) {
            let mut sum = 0.0;
            cover.extend(row[..width].iter().map(|step| {
                sum += step;
                sum.abs().min(1.0)
            }));
        }
        Self { window, cover }
    }

    /// Softens the edge over about `radius` pixels.
    pub(super) fn softened(self, radius: f32) -> Self {
        let Window { width, height, .. } = self.window;
        let plane = picture::Plane { width, height, values: self.cover };
        let sigma = radius.max(0.05);
        Self { window: self.window, cover: picture::blur::gaussian(&plane, sigma).values }
    }

    /// Paints: `ink` gives colour and alpha at the middle of a pixel.
    pub(super) fn paint(&self, picture: &mut Picture, ink: impl Fn(Point, [f32; 3]) -> Ink) {
        let Window { left, top, width, .. } = self.window;
        for (index, &cover) in self.cover.iter().enumerate() {
            if cover <= 1e-4 {
                continue;
            }
            let (x, y) = (left + index % width, top + index / width);
            let pixel = &mut picture.pixels[y * picture.width + x];
            let Ink { colour, alpha } = ink([x as f32 + 0.5, y as f32 + 0.5], *pixel);
            let share = (cover * alpha).clamp(0.0, 1.0);
            for (value, wanted) in pixel.iter_mut().zip(colour) {
                *value += (wanted.clamp(0.0, 1.0) - *value) * share;
            }
        }
    }
}

/// What a brush leaves at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) colour: [f32; 3],
    pub(super) alpha: f32,
}

/// The outline of a line along `path` whose half widths to its left and right are given for
/// every share of its length.
pub(super) fn ribbon(path: &[Point], half: impl Fn(f32) -> [f32; 2]) -> Vec<Point> {
    let mut ways = Vec::with_capacity(path.len());
    let mut way = 0.0;
    for (index, &point) in path.iter().enumerate() {
        way += if index == 0 { 0.0 } else { length(minus(point, path[index - 1])) };
        ways.push(way);
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (index, &[x, y]) in path.iter().enumerate() {
        let ahead = path[(index + 1).min(path.len() - 1)];
        let along = minus(ahead, path[index.saturating_sub(1)]);
        let long = length(along).max(1e-9);
        let [nx, ny] = [along[1] / long, -along[0] / long];
        let [a, b] = half(ways[index] / way.max(1e-9));
        left.push([x + nx * a, y + ny * a]);
        right.push([x - nx * b, y - ny * b]);
    }
    left.extend(right.into_iter().rev());
    left
}

/// Adds one edge: after summing up a row from the left, each pixel holds its covered area.
fn add_edge(change: &mut [f32], [width, height]: [usize; 2], from: Point, to: Point) {
    let sign = if from[1] < to[1] { 1.0 } else { -1.0 };
    let (upper, lower) = if from[1] < to[1] { (from, to) } else { (to, from) };
    let (first, last) = (upper[1].max(0.0), lower[1].min(height as f32));
    // An edge that is level, beside the window or not a number covers nothing.
    if first.partial_cmp(&last) != Some(std::cmp::Ordering::Less) {
        return;
    }
    let slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
    let x = |y: f32| (upper[0] + (y - upper[1]) * slope).clamp(0.0, width as f32);
    for row in first as usize..(last.ceil() as usize).min(height) {
        let (top, bottom) = (first.max(row as f32), last.min(row as f32 + 1.0));
        let (a, b) = (x(top), x(bottom));
        let (left, right) = (a.min(b), a.max(b));
        // Covered length of a row that ends at `end`, were the edge one unit high.
        let covered = |end: f32| {
            if end <= left {
                0.0
            } else if end >= right {
                end - (left + right) / 2.0
            } else {
                (end - left) * (end - left) / (2.0 * (right - left))
            }
        };
        let high = sign * (bottom - top);
        let cells = &mut change[row * (width + 2)..(row + 1) * (width + 2)];
        let mut before = 0.0;
        for (cell, value) in cells.iter_mut().enumerate().skip(left as usize) {
            let here = covered(cell as f32 + 1.0) - covered(cell as f32);
            *value += high * (here - before);
            before = here;
            if cell as f32 >= right {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(width: usize, height: usize) -> Window {
        Window { left: 0, top: 0, width, height }
    }

    #[test]
    fn a_shape_covers_exactly_its_area() {
        let triangle = [[1.3_f32, 1.2], [8.9, 3.7], [3.1, 9.4]];
        let [a, b, c] = triangle;
        let area = ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0;
        for outline in [triangle, [c, b, a]] {
            let shape = Shape::filled(window(11, 12), &outline);
            let sum: f32 = shape.cover.iter().sum();
            assert!((sum - area).abs() < 1e-3, "{sum} for {area}");
            assert!(shape.cover.iter().all(|v| (-1e-5..=1.0).contains(v)));
            assert!((shape.cover[4 * 11 + 4] - 1.0).abs() < 1e-5, "the middle is full");
        }
    }

    #[test]
    fn what_lies_outside_the_window_is_cut() {
        let wide = [[-9.0, -9.0], [40.0, -9.0], [40.0, 40.0], [-9.0, 40.0]];
        assert!(Shape::filled(window(6, 5), &wide).cover.iter().all(|v| (v - 1.0).abs() < 1e-5));
        let beside = [[20.0, 1.0], [30.0, 1.0], [30.0, 4.0]];
        assert!(Shape::filled(window(6, 5), &beside).cover.iter().all(|v| *v == 0.0));
        let picture = Picture::filled(8, 8, [0.0; 3]);
        assert_eq!(Window::around(&[[20.0, 3.0]], 2.0, &picture), None);
        assert_eq!(Window::around(&[[f32::NAN, 3.0]], 2.0, &picture), None);
    }

    #[test]
    fn a_ribbon_is_as_wide_as_asked() {
        let outline = ribbon(&[[2.0, 5.0], [12.0, 5.0]], |_| [1.0, 0.5]);
        let sum: f32 = Shape::filled(window(16, 10), &outline).cover.iter().sum();
        assert!((sum - 15.0).abs() < 1e-3, "{sum}");
    }
}
