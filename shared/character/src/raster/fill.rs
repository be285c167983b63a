//! Filling the shapes of one layer.

use tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Mask, Paint as Brush, PathBuilder, Pixmap,
    PixmapPaint, Point as SkPoint, RadialGradient, Rect, Shader, SpreadMode, Transform,
};

use super::{blend_mode, blur};
use crate::drawing::{Layer, Paint, Shape, Stop};
use crate::geometry::{Path, Point};
use crate::style::Colour;

/// Fills all shapes of a layer; the pixmap is as large as the layer's window.
pub(super) fn layer(pixmap: &mut Pixmap, layer: &Layer, transform: Transform) {
    let mut masks: Vec<(Vec<usize>, Option<Mask>)> = Vec::new();
    for shape in &layer.shapes {
        let clips: Vec<usize> = shape.clips.iter().map(|clip| clip.0).collect();
        // Shapes in a row mostly share their clips; older masks are let go to keep memory small.
        if masks.first().is_none_or(|(of, _)| *of != clips) {
            let size = (pixmap.width(), pixmap.height());
            masks = vec![(clips.clone(), mask_of(layer, &clips, size, transform))];
        }
        fill(pixmap, shape, masks[0].1.as_ref(), transform);
    }
}

fn mask_of(
    layer: &Layer,
    clips: &[usize],
    (width, height): (u32, u32),
    transform: Transform,
) -> Option<Mask> {
    let (first, rest) = clips.split_first()?;
    let mut mask = Mask::new(width, height)?;
    let outline = |index: usize| layer.clips.get(index).and_then(to_skia);
    if let Some(path) = outline(*first) {
        mask.fill_path(&path, FillRule::Winding, true, transform);
    }
    for &index in rest {
        match outline(index) {
            Some(path) => mask.intersect_path(&path, FillRule::Winding, true, transform),
            None => mask.clear(),
        }
    }
    Some(mask)
}

fn fill(pixmap: &mut Pixmap, shape: &Shape, mask: Option<&Mask>, transform: Transform) {
    let Some(path) = to_skia(&shape.path) else { return };
    let brush = Brush {
        shader: shader(&shape.paint, shape.opacity),
        blend_mode: blend_mode(shape.blend),
        anti_alias: true,
        ..Brush::default()
    };
    if shape.soften <= 0.0 {
        pixmap.fill_path(&path, &brush, FillRule::Winding, transform, mask);
        return;
    }
    soft(pixmap, shape, &path, mask, transform);
}

/// A blurred shape, drawn in the box that it needs.
fn soft(
    pixmap: &mut Pixmap,
    shape: &Shape,
    path: &tiny_skia::Path,
    mask: Option<&Mask>,
    transform: Transform,
) {
    let deviation = shape.soften * transform.sx;
    let Some(bounds) = path.bounds().transform(transform) else { return };
    let margin = deviation * 3.0 + 1.0;
    let low = |at: f32| (at - margin).floor().max(0.0);
    let high = |at: f32, limit: u32| (at + margin).ceil().min(limit as f32);
    let (x0, y0) = (low(bounds.left()), low(bounds.top()));
    let width = high(bounds.right(), pixmap.width()) - x0;
    let height = high(bounds.bottom(), pixmap.height()) - y0;
    if width < 1.0 || height < 1.0 {
        return;
    }
    let size = (width as u32, height as u32);
    let here = transform.post_translate(-x0, -y0);
    let (Some(mut cover), Some(mut colour)) =
        (Mask::new(size.0, size.1), Pixmap::new(size.0, size.1))
    else {
        return;
    };
    cover.fill_path(path, FillRule::Winding, true, here);
    blur::gaussian(cover.data_mut(), size.0 as usize, deviation);
    let brush = Brush { shader: shader(&shape.paint, shape.opacity), ..Brush::default() };
    // The brush's gradient lies in canvas units, so the rectangle has to be given in them too.
    let whole = Rect::from_xywh(0.0, 0.0, width, height).zip(here.invert());
    if let Some(whole) = whole.and_then(|(rect, inverse)| rect.transform(inverse)) {
        colour.fill_rect(whole, &brush, here, None);
    }
    colour.apply_mask(&cover);
    let paint = PixmapPaint { blend_mode: blend_mode(shape.blend), ..PixmapPaint::default() };
    pixmap.draw_pixmap(x0 as i32, y0 as i32, colour.as_ref(), &paint, Transform::identity(), mask);
}

fn to_skia(path: &Path) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for contour in &path.contours {
        builder.move_to(contour.start.x, contour.start.y);
        for c in &contour.curves {
            builder.cubic_to(c.c1.x, c.c1.y, c.c2.x, c.c2.y, c.to.x, c.to.y);
        }
        builder.close();
    }
    builder.finish()
}

fn shader(paint: &Paint, opacity: f32) -> Shader<'static> {
    let point = |p: Point| SkPoint::from_xy(p.x, p.y);
    match paint {
        Paint::Solid(colour) => Shader::SolidColor(to_colour(*colour, opacity)),
        Paint::Linear { from, to, stops } => LinearGradient::new(
            point(*from),
            point(*to),
            to_stops(stops, opacity),
            SpreadMode::Pad,
            Transform::identity(),
        )
        .unwrap_or_else(|| last(stops, opacity)),
        Paint::Radial { centre, rx, ry, stops } => RadialGradient::new(
            SkPoint::zero(),
            0.0,
            SkPoint::zero(),
            1.0,
            to_stops(stops, opacity),
            SpreadMode::Pad,
            Transform::from_row(*rx, 0.0, 0.0, *ry, centre.x, centre.y),
        )
        .unwrap_or_else(|| last(stops, opacity)),
    }
}

fn last(stops: &[Stop], opacity: f32) -> Shader<'static> {
    let colour = stops.last().map_or(Color::TRANSPARENT, |stop| to_colour(stop.colour, opacity));
    Shader::SolidColor(colour)
}

fn to_stops(stops: &[Stop], opacity: f32) -> Vec<GradientStop> {
    stops.iter().map(|s| GradientStop::new(s.at, to_colour(s.colour, opacity))).collect()
}

fn to_colour(colour: Colour, opacity: f32) -> Color {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|v| v.clamp(0.0, 1.0));
    Color::from_rgba(r, g, b, (colour.a * opacity).clamp(0.0, 1.0)).unwrap_or(Color::TRANSPARENT)
}
