//! What goes around and over the whole figure: glow, contour, key line, grain and paper.

use tiny_skia::{Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::{View, blur, brush, empty};
use crate::geometry::noise;
use crate::style::{Colour, Finish, Style};

/// Ground, finish and figure as one picture.
pub(super) fn apply(
    style: Style,
    mut canvas: Pixmap,
    mut figure: Pixmap,
    has_ground: bool,
    view: View,
) -> Pixmap {
    let width = figure.width() as usize;
    if style.manner().brushed {
        let (origin, scale) = (view.region.min, view.scale);
        brush::paint(&mut figure, brush::FINE, origin, scale, |_| false);
        let painted = figure.pixels();
        let hidden = |i: usize| painted[i].alpha() == u8::MAX;
        brush::paint(&mut canvas, brush::BROAD, origin, scale, hidden);
    }
    let alpha: Vec<u8> = figure.pixels().iter().map(|p| p.alpha()).collect();
    let under = |canvas: &mut Pixmap, (colour, reach, deviation): (Colour, f32, f32)| {
        let mut plane = alpha.clone();
        dilate(&mut plane, width, reach * view.scale);
        blur::gaussian(&mut plane, width, deviation * view.scale);
        lay(canvas, &plane, colour);
    };
    match style.manner().finish {
        Finish::Glow(colour, opacity, deviation) => {
            under(&mut canvas, (colour.with_alpha(opacity), 3.0, deviation));
        }
        Finish::Contour(colour, reach) => under(&mut canvas, (colour, reach, 0.0)),
        Finish::KeyLine([(ink, inner), (key, outer)]) => {
            under(&mut canvas, (key, outer, 0.0));
            under(&mut canvas, (ink, inner, 0.0));
        }
        Finish::Paper(_) => {}
    }
    canvas.draw_pixmap(0, 0, figure.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    if let Finish::Paper(paper) = style.manner().finish {
        grain(&mut canvas, view);
        if has_ground {
            tear(&mut canvas, paper, view);
        }
    }
    canvas
}

/// Grows a silhouette by about `reach` pixels, round: a blur and a steep ramp.
fn dilate(plane: &mut [u8], width: usize, reach: f32) {
    if reach <= 0.0 {
        return;
    }
    blur::gaussian(plane, width, reach * 0.72);
    for value in plane {
        *value = (f32::from(*value) * 28.0 - 2.4 * 255.0).clamp(0.0, 255.0) as u8;
    }
}

/// Lays a colour over the canvas where the plane says so.
fn lay(canvas: &mut Pixmap, plane: &[u8], colour: Colour) {
    let [r, g, b] = [colour.r, colour.g, colour.b];
    for (pixel, &cover) in canvas.pixels_mut().iter_mut().zip(plane) {
        if cover == 0 {
            continue;
        }
        let a = colour.a * f32::from(cover) / 255.0;
        let over = |new: f32, old: u8| (new * a * 255.0 + f32::from(old) * (1.0 - a)).round() as u8;
        let alpha = over(1.0, pixel.alpha());
        *pixel = premultiplied([
            over(r, pixel.red()),
            over(g, pixel.green()),
            over(b, pixel.blue()),
            alpha,
        ]);
    }
}

/// The tooth of the paper: every opaque pixel a little lighter or darker.
fn grain(canvas: &mut Pixmap, view: View) {
    let width = canvas.width() as usize;
    let unit = 1.0 / view.scale;
    for (i, pixel) in canvas.pixels_mut().iter_mut().enumerate() {
        if pixel.alpha() == 0 {
            continue;
        }
        let (x, y) = ((i % width) as f32 * unit, (i / width) as f32 * unit);
        let tooth = noise::value(x * 0.42, y * 0.42, 4) * 0.6 + noise::value(x * 0.9, y, 5) * 0.4;
        let wash = noise::fractal(x / 90.0, y / 90.0, 7);
        let factor = 1.0 + 0.050 * tooth + 0.035 * wash;
        let part = |v: u8| (f32::from(v) * factor).clamp(0.0, f32::from(pixel.alpha())) as u8;
        let parts = [part(pixel.red()), part(pixel.green()), part(pixel.blue()), pixel.alpha()];
        *pixel = premultiplied(parts);
    }
}

/// The torn edge of the painted area.
fn tear(canvas: &mut Pixmap, paper: Colour, view: View) {
    let (width, height) = (canvas.width() as usize, canvas.height() as usize);
    let unit = 1.0 / view.scale;
    let mut sheet = empty(canvas.width(), canvas.height());
    let mut plane = vec![0_u8; width * height];
    for (i, value) in plane.iter_mut().enumerate() {
        let (px, py) = (i % width, i / width);
        let edge = px.min(width - 1 - px).min(py).min(height - 1 - py) as f32 * unit;
        if edge > 80.0 {
            continue;
        }
        let (x, y) = (px as f32 * unit, py as f32 * unit);
        let ragged = 36.0
            + 16.0 * noise::fractal(x / 70.0, y / 70.0, 6)
            + 4.0 * noise::value(x / 6.0, y / 6.0, 8);
        *value = (((ragged - edge) * view.scale + 0.5).clamp(0.0, 1.0) * 255.0) as u8;
    }
    lay(&mut sheet, &plane, paper);
    canvas.draw_pixmap(0, 0, sheet.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
}

pub(super) fn premultiplied([r, g, b, a]: [u8; 4]) -> PremultipliedColorU8 {
    PremultipliedColorU8::from_rgba(r.min(a), g.min(a), b.min(a), a)
        .unwrap_or(PremultipliedColorU8::TRANSPARENT)
}
