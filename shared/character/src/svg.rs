//! A drawing as SVG text: one group to a layer, named, with clips, gradients and blurs.

use std::fmt::Write as _;

use crate::drawing::{Blend, Drawing, Layer, Paint, Shape, Stop};
use crate::geometry::{Bounds, Path};

/// The drawing as an SVG document that shows `frame`; hidden layers are left out.
pub fn svg(drawing: &Drawing, frame: Bounds) -> String {
    let mut writer = Writer::default();
    for (index, layer) in drawing.layers.iter().enumerate() {
        if layer.shown {
            writer.layer(drawing, layer, index);
        }
    }
    let (w, h) = (number(frame.width()), number(frame.height()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {w} {h}\" width=\"{w}\" \
         height=\"{h}\"><defs>{}</defs>{}</svg>",
        number(frame.min.x),
        number(frame.min.y),
        writer.definitions,
        writer.body,
    )
}

/// The path in SVG's syntax, to a tenth of a unit.
pub fn path_data(path: &Path) -> String {
    let mut text = String::new();
    for contour in &path.contours {
        put(&mut text, "M", &[contour.start.x, contour.start.y]);
        for c in &contour.curves {
            put(&mut text, "C", &[c.c1.x, c.c1.y, c.c2.x, c.c2.y, c.to.x, c.to.y]);
        }
        text.push('Z');
    }
    text
}

#[derive(Default)]
struct Writer {
    definitions: String,
    body: String,
    next: usize,
}

impl Writer {
    fn layer(&mut self, drawing: &Drawing, layer: &Layer, index: usize) {
        for (i, clip) in layer.clips.iter().enumerate() {
            self.define_clip(&format!("c{index}-{i}"), std::slice::from_ref(clip));
        }
        let outer = layer.clip_to.as_deref().and_then(|name| drawing.find(name));
        let mut attributes = format!(" id=\"{}\"", layer.name);
        if let Some(outer) = outer {
            let id = format!("l{index}");
            let paths: Vec<Path> = outer.shapes.iter().map(|shape| shape.path.clone()).collect();
            self.define_clip(&id, &paths);
            append(&mut attributes, format_args!(" clip-path=\"url(#{id})\""));
        }
        attributes.push_str(blend_style(layer.blend));
        append(&mut self.body, format_args!("<g{attributes}>"));
        for shape in &layer.shapes {
            self.shape(shape, index);
        }
        self.body.push_str("</g>");
    }

    fn shape(&mut self, shape: &Shape, layer: usize) {
        for clip in &shape.clips {
            append(&mut self.body, format_args!("<g clip-path=\"url(#c{layer}-{})\">", clip.0));
        }
        let fill = self.fill(&shape.paint);
        let mut more = String::new();
        if shape.opacity < 1.0 {
            append(&mut more, format_args!(" opacity=\"{:.3}\"", shape.opacity));
        }
        if shape.soften > 0.0 {
            let id = self.id('b');
            append(
                &mut self.definitions,
                format_args!(
                    "<filter id=\"{id}\" x=\"-30%\" y=\"-30%\" width=\"160%\" height=\"160%\">\
                     <feGaussianBlur stdDeviation=\"{}\"/></filter>",
                    number(shape.soften)
                ),
            );
            append(&mut more, format_args!(" filter=\"url(#{id})\""));
        }
        more.push_str(blend_style(shape.blend));
        let data = path_data(&shape.path);
        append(&mut self.body, format_args!("<path d=\"{data}\"{fill}{more}/>"));
        self.body.push_str(&"</g>".repeat(shape.clips.len()));
    }

    fn fill(&mut self, paint: &Paint) -> String {
        match paint {
            Paint::Solid(colour) if colour.a >= 1.0 => format!(" fill=\"{colour}\""),
            Paint::Solid(colour) => format!(" fill=\"{colour}\" fill-opacity=\"{:.3}\"", colour.a),
            Paint::Linear { from, to, stops } => {
                let id = self.id('g');
                let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(number);
                append(
                    &mut self.definitions,
                    format_args!(
                        "<linearGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" x1=\"{x1}\" \
                         y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\">{}</linearGradient>",
                        stops_text(stops)
                    ),
                );
                format!(" fill=\"url(#{id})\"")
            }
            Paint::Radial { centre, rx, ry, stops } => {
                let id = self.id('g');
                let [x, y, rx, ry] = [centre.x, centre.y, *rx, *ry].map(number);
                append(
                    &mut self.definitions,
                    format_args!(
                        "<radialGradient id=\"{id}\" gradientUnits=\"userSpaceOnUse\" cx=\"0\" \
                         cy=\"0\" r=\"1\" gradientTransform=\"translate({x} {y}) scale({rx} \
                         {ry})\">{}</radialGradient>",
                        stops_text(stops)
                    ),
                );
                format!(" fill=\"url(#{id})\"")
            }
        }
    }

    fn define_clip(&mut self, id: &str, paths: &[Path]) {
        append(&mut self.definitions, format_args!("<clipPath id=\"{id}\">"));
        for path in paths {
            append(&mut self.definitions, format_args!("<path d=\"{}\"/>", path_data(path)));
        }
        self.definitions.push_str("</clipPath>");
    }

    fn id(&mut self, kind: char) -> String {
        self.next += 1;
        format!("{kind}{}", self.next)
    }
}

fn stops_text(stops: &[Stop]) -> String {
    let mut text = String::new();
    for stop in stops {
        append(
            &mut text,
            format_args!(
                "<stop offset=\"{:.3}\" stop-color=\"{}\" stop-opacity=\"{:.3}\"/>",
                stop.at, stop.colour, stop.colour.a
            ),
        );
    }
    text
}

fn blend_style(blend: Blend) -> &'static str {
    match blend {
        Blend::Normal => "",
        Blend::Multiply => " style=\"mix-blend-mode:multiply\"",
        Blend::Screen => " style=\"mix-blend-mode:screen\"",
    }
}

fn put(text: &mut String, command: &str, numbers: &[f32]) {
    text.push_str(command);
    for (i, &value) in numbers.iter().enumerate() {
        if i > 0 {
            text.push(' ');
        }
        text.push_str(&number(value));
    }
}

/// To a tenth, without needless zeros.
fn number(value: f32) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // Adding zero turns -0 into 0.
    (tenths + 0.0).to_string()
}

/// Writing to a string cannot fail.
fn append(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).unwrap_or_default();
}
