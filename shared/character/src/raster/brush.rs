//! Brushwork: colours dragged along the forms, with the marks of bristles in them.
//!
//! The direction of the brush is the direction in which the picture changes least (the smaller
//! eigenvector of its smoothed structure tensor); where nothing changes, a slow sweep of its own.

use tiny_skia::Pixmap;

use super::finish::premultiplied;
use crate::geometry::{Point, noise, pt};

/// How far the direction is smoothed, in canvas units.
const SMOOTH: f32 = 5.0;
/// Energy of the structure tensor below which an area counts as flat.
const FLAT: f32 = 0.000_55;

/// A brush; lengths in canvas units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brush {
    /// How far colours are dragged to each side.
    drag: f32,
    /// Width of a bristle.
    bristle: f32,
    /// How strongly bristles lighten and darken.
    mark: f32,
    /// How strongly patches of colour differ.
    daub: f32,
    /// Over how far the brush's own sweep turns, and by how many radians.
    sweep: (f32, f32),
}

/// For the figure: fine, following every form.
pub(super) const FINE: Brush =
    Brush { drag: 12.0, bristle: 2.6, mark: 0.10, daub: 0.02, sweep: (150.0, 0.9) };
/// For the ground: broad and calm.
pub(super) const BROAD: Brush =
    Brush { drag: 30.0, bristle: 5.0, mark: 0.085, daub: 0.05, sweep: (380.0, 0.7) };

/// Paints over a picture; `origin` is the canvas place of its corner, `scale` its pixels to a unit.
/// Pixels that will be `hidden` are spared.
pub(super) fn paint(
    pixmap: &mut Pixmap,
    brush: Brush,
    origin: Point,
    scale: f32,
    hidden: impl Fn(usize) -> bool,
) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    if width < 4 || height < 4 {
        return;
    }
    let source: Vec<[f32; 4]> = (pixmap.pixels().iter())
        .map(|p| [p.red(), p.green(), p.blue(), p.alpha()].map(f32::from))
        .collect();
    let place = |i: usize| origin + pt((i % width) as f32, (i / width) as f32) * (1.0 / scale);
    let sweep = |i: usize| brush.sweep_at(place(i));
    let flow = flow(&source, width, scale, sweep).into_iter();
    let dab = |(i, (flow, free)): (usize, (Point, f32))| Dab {
        colour: source[i],
        flow,
        free,
        mark: brush.bristle_at(place(i)),
    };
    let dabs: Vec<Dab> = flow.enumerate().map(dab).collect();
    let hand = Hand { dabs: &dabs, width, height, brush, origin, unit: 1.0 / scale };
    for (i, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
        // Where nothing is near, nothing is dragged.
        if hidden(i) || (pixel.alpha() == 0 && hand.far_from_paint(i)) {
            continue;
        }
        *pixel = premultiplied(hand.stroke(i));
    }
}

/// What a stroke meets at a pixel, side by side: a stroke goes over many of them.
#[derive(Clone, Copy)]
struct Dab {
    /// Premultiplied, in bytes.
    colour: [f32; 4],
    /// The direction of the brush.
    flow: Point,
    /// The bristle's mark.
    mark: f32,
    /// How freely the brush moves there, 0 to 1.
    free: f32,
}

struct Hand<'a> {
    dabs: &'a [Dab],
    width: usize,
    height: usize,
    brush: Brush,
    origin: Point,
    unit: f32,
}

impl Hand<'_> {
    /// The dab at the nearest pixel.
    #[inline]
    fn at(&self, p: Point) -> Option<&Dab> {
        // Cutting off after a half is rounding here, without a call.
        let (x, y) = (p.x + 0.5, p.y + 0.5);
        let inside = x > 0.0 && y > 0.0 && x < self.width as f32 && y < self.height as f32;
        if inside { self.dabs.get(y as usize * self.width + x as usize) } else { None }
    }

    fn far_from_paint(&self, i: usize) -> bool {
        let (x, y) = ((i % self.width) as f32, (i / self.width) as f32);
        let reach = 3.0 / self.unit;
        [(reach, 0.0), (-reach, 0.0), (0.0, reach), (0.0, -reach)]
            .into_iter()
            .all(|(dx, dy)| self.at(pt(x + dx, y + dy)).is_none_or(|it| it.colour[3] == 0.0))
    }

    /// The colour of a pixel after the brush went over it, premultiplied bytes.
    fn stroke(&self, i: usize) -> [u8; 4] {
        let place = pt((i % self.width) as f32, (i / self.width) as f32);
        let free = self.dabs[i].free;
        // The edge of a stroke is never ruled.
        let canvas = self.origin + place * self.unit;
        let wave = canvas * (1.0 / 11.0);
        let ragged = pt(noise::value(wave.x, wave.y, 51), noise::value(wave.x, wave.y, 52));
        let ragged = ragged * (1.3 * free / self.unit);
        let start = place + ragged;
        let reach = (self.brush.drag / self.unit * (0.25 + 0.75 * free)).max(1.0);
        let step = (reach / 7.0).max(1.0);
        let (mut sum, mut mark, mut count) = ([0.0_f32; 4], 0.0, 0.0);
        for sign in [-1.0_f32, 1.0] {
            let mut at = start;
            let mut heading = self.dabs[i].flow * sign;
            let mut walked = 0.0;
            while walked <= reach {
                let Some(dab) = self.at(at) else { break };
                for (total, part) in sum.iter_mut().zip(dab.colour) {
                    *total += part;
                }
                mark += dab.mark;
                count += 1.0;
                let next = dab.flow;
                let turn = if next.x * heading.x + next.y * heading.y < 0.0 { -1.0 } else { 1.0 };
                heading = next * turn;
                at = at + heading * step;
                walked += step;
            }
        }
        if count == 0.0 {
            return self.dabs[i].colour.map(|v| v as u8);
        }
        self.mix(i, sum.map(|total| total / count), (mark / count, count), canvas, free)
    }

    /// Dragged colour and original, marked by bristles: lights warm, darks cool.
    fn mix(
        &self,
        i: usize,
        dragged: [f32; 4],
        (mark, count): (f32, f32),
        canvas: Point,
        free: f32,
    ) -> [u8; 4] {
        let share = 0.25 + 0.75 * free;
        let (own, mut out) = (self.dabs[i].colour, [0.0_f32; 4]);
        for c in 0..4 {
            out[c] = own[c] + (dragged[c] - own[c]) * share;
        }
        // The mean of n marks is as strong as one of them, whatever n.
        let mark = (mark * count.sqrt() * 0.55).clamp(-1.0, 1.0) * (0.2 + 0.8 * free);
        let daub = noise::value(canvas.x / 34.0, canvas.y / 22.0, 63) * free;
        let light = 1.0 + self.brush.mark * mark * 0.62 + self.brush.daub * daub;
        let warm = 0.022 * mark + 0.4 * self.brush.daub * daub;
        let tint = [light * (1.0 + warm), light, light * (1.0 - warm)];
        let alpha = out[3];
        let part = |c: usize| (out[c] * tint[c]).clamp(0.0, alpha).round() as u8;
        [part(0), part(1), part(2), alpha.round() as u8]
    }
}

impl Brush {
    /// White noise, a bristle wide.
    fn bristle_at(&self, canvas: Point) -> f32 {
        let cell = canvas * (1.0 / self.bristle);
        noise::cell(cell.x.floor() as i32, cell.y.floor() as i32, 77)
    }

    /// The direction of the brush's own sweep, in radians.
    fn sweep_at(&self, canvas: Point) -> f32 {
        let (wave, turn) = self.sweep;
        turn * noise::value(canvas.x / wave, canvas.y / wave, 31) - 0.6
    }
}

fn flow(
    source: &[[f32; 4]],
    width: usize,
    scale: f32,
    sweep: impl Fn(usize) -> f32,
) -> Vec<(Point, f32)> {
    let mut tensor = structure(source, width);
    let radius = ((SMOOTH * scale) as usize).max(1);
    for plane in &mut tensor {
        smooth(plane, width, radius);
    }
    // An edge is a pixel wide at every size, the window around it is not.
    let flat = FLAT / scale;
    (0..source.len())
        .map(|i| {
            // In flat areas the gradient of an imagined stroke decides.
            let [sin, cos] = rig::cos_sin(sweep(i).to_degrees());
            let cos = -cos;
            let e = tensor[0][i] + flat * cos * cos;
            let f = tensor[1][i] + flat * sin * cos;
            let g = tensor[2][i] + flat * sin * sin;
            let spread = ((e - g).powi(2) + 4.0 * f * f).sqrt();
            let coherence = spread / (e + g).max(1e-9);
            // Corners and small features, such as eyes, hold still.
            let energy = ((e + g) / (flat * 60.0)).min(1.0);
            let free = 1.0 - energy * (1.0 - coherence * coherence);
            // A right angle to half the angle whose cosine this is.
            let double = if spread > 0.0 { (e - g) / spread } else { 1.0 };
            let [cos, sin] = [1.0 + double, 1.0 - double].map(|it| (0.5 * it).max(0.0).sqrt());
            (pt(-sin.copysign(f), cos), free.clamp(0.0, 1.0))
        })
        .collect()
}

/// The products of the gradient's parts: xx, xy, yy.
fn structure(source: &[[f32; 4]], width: usize) -> [Vec<f32>; 3] {
    let height = source.len() / width;
    let tone: Vec<f32> = (source.iter())
        .map(|[r, g, b, a]| (0.30 * r + 0.59 * g + 0.11 * b + 0.3 * a) / 331.5)
        .collect();
    let mut tensor = [0, 1, 2].map(|_| vec![0.0_f32; width * height]);
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let at = |dx: usize, dy: usize| tone[(y + dy - 1) * width + x + dx - 1];
            let gx = at(2, 0) + 2.0 * at(2, 1) + at(2, 2) - at(0, 0) - 2.0 * at(0, 1) - at(0, 2);
            let gy = at(0, 2) + 2.0 * at(1, 2) + at(2, 2) - at(0, 0) - 2.0 * at(1, 0) - at(2, 0);
            let i = y * width + x;
            tensor[0][i] = gx * gx / 64.0;
            tensor[1][i] = gx * gy / 64.0;
            tensor[2][i] = gy * gy / 64.0;
        }
    }
    tensor
}

/// Two box blurs in each direction.
fn smooth(plane: &mut [f32], width: usize, radius: usize) {
    let mut line = vec![0.0_f32; width];
    for _ in 0..2 {
        for row in plane.chunks_exact_mut(width) {
            line.copy_from_slice(row);
            boxed(&line, radius, |i, value| row[i] = value);
        }
        upright(plane, width, radius);
    }
}

/// A box blur down the columns, row by row: memory is walked in its order.
fn upright(plane: &mut [f32], width: usize, radius: usize) {
    let source = plane.to_vec();
    let row = |y: usize| source.get(y * width..(y + 1) * width);
    let window = 1.0 / (2 * radius + 1) as f32;
    let mut sums = vec![0.0_f32; width];
    let add = |sums: &mut [f32], y: usize, sign: f32| {
        for (sum, value) in sums.iter_mut().zip(row(y).unwrap_or_default()) {
            *sum += sign * value;
        }
    };
    (0..radius).for_each(|y| add(&mut sums, y, 1.0));
    for (y, out) in plane.chunks_exact_mut(width).enumerate() {
        add(&mut sums, y + radius, 1.0);
        for (value, sum) in out.iter_mut().zip(&sums) {
            *value = sum * window;
        }
        if let Some(past) = y.checked_sub(radius) {
            add(&mut sums, past, -1.0);
        }
    }
}

fn boxed(line: &[f32], radius: usize, mut put: impl FnMut(usize, f32)) {
    let window = (2 * radius + 1) as f32;
    let mut sum: f32 = line.iter().take(radius).sum();
    for i in 0..line.len() {
        sum += line.get(i + radius).copied().unwrap_or(0.0);
        put(i, sum / window);
        sum -= i.checked_sub(radius).map_or(0.0, |j| line[j]);
    }
}
