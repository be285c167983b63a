//! The training log drawn: loss and learning rate over the steps.

use picture::Picture;
use std::path::Path;

const WIDTH: usize = 960;
const HEIGHT: usize = 480;
const MARGIN: usize = 24;
const PAPER: [f32; 3] = [0.98, 0.97, 0.95];
const FRAME: [f32; 3] = [0.75, 0.73, 0.70];
const LOSS: [f32; 3] = [0.42, 0.36, 0.90];
const RATE: [f32; 3] = [0.95, 0.62, 0.25];

/// Draws the `step,loss,rate,seconds` log at `log` into a PNG: loss in violet on a logarithmic
/// axis, rate in orange on a linear one.
///
/// # Errors
/// When the log cannot be read or the picture not be written. A log without rows draws a frame.
pub fn draw(log: &Path, out: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(log).map_err(|e| format!("{}: {e}", log.display()))?;
    let picture = curves(&rows(&text));
    let bytes = picture.to_rgba8(None);
    image::save_buffer(out, &bytes, WIDTH as u32, HEIGHT as u32, image::ExtendedColorType::Rgba8)
        .map_err(|e| format!("{}: {e}", out.display()))
}

/// Step, loss and rate of every row that has numbers.
fn rows(text: &str) -> Vec<[f32; 3]> {
    let row = |line: &str| {
        let mut numbers = line.split(',').map(str::parse::<f32>);
        let mut next = || numbers.next()?.ok().filter(|v| v.is_finite());
        Some([next()?, next()?, next()?])
    };
    text.lines().filter_map(row).collect()
}

fn curves(rows: &[[f32; 3]]) -> Picture {
    let mut picture = Picture::filled(WIDTH, HEIGHT, PAPER);
    for x in MARGIN..WIDTH - MARGIN {
        for y in [MARGIN, HEIGHT / 2, HEIGHT - MARGIN] {
            picture.pixels[y * WIDTH + x] = FRAME;
        }
    }
    let last = rows.iter().map(|row| row[0]).fold(1.0, f32::max);
    let line = |picture: &mut Picture, colour, value: &dyn Fn(&[f32; 3]) -> f32| {
        let low = rows.iter().map(value).fold(f32::MAX, f32::min);
        let high = rows.iter().map(value).fold(f32::MIN, f32::max).max(low + 1e-6);
        let place = |row: &[f32; 3]| {
            let across = row[0] / last * (WIDTH - 2 * MARGIN - 1) as f32;
            let up = (value(row) - low) / (high - low) * (HEIGHT - 2 * MARGIN - 1) as f32;
            [MARGIN as f32 + across, (HEIGHT - MARGIN - 1) as f32 - up]
        };
        for pair in rows.windows(2) {
            segment(picture, place(&pair[0]), place(&pair[1]), colour);
        }
    };
    line(&mut picture, RATE, &|row| row[2]);
    line(&mut picture, LOSS, &|row| row[1].max(1e-6).ln());
    picture
}

fn segment(picture: &mut Picture, a: [f32; 2], b: [f32; 2], colour: [f32; 3]) {
    let steps = (b[0] - a[0]).abs().max((b[1] - a[1]).abs()).ceil().max(1.0);
    for step in 0..=steps as usize {
        let t = step as f32 / steps;
        let (x, y) = (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t);
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let (x, y) = ((x as usize + dx).min(WIDTH - 1), (y as usize + dy).min(HEIGHT - 1));
            picture.pixels[y * WIDTH + x] = colour;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_falling_loss_falls() {
        let rows = rows("step,loss,rate,seconds\n20,0.5,0.001,1\n40,0.2,0.003,2\n60,0.1,0.0,3\n");
        assert_eq!(rows.len(), 3);
        let picture = curves(&rows);
        let heights: Vec<usize> = (0..HEIGHT)
            .flat_map(|y| (0..WIDTH).map(move |x| (x, y)))
            .filter(|&(x, y)| picture.pixels[y * WIDTH + x] == LOSS)
            .map(|(x, y)| if x < WIDTH / 2 { y } else { HEIGHT * 4 + y })
            .collect();
        let left = heights.iter().filter(|y| **y < HEIGHT).min().expect("a line on the left");
        let right = heights.iter().filter(|y| **y >= HEIGHT * 4).max().expect("on the right");
        assert!(*left < HEIGHT / 2 && right - HEIGHT * 4 > HEIGHT / 2, "{left} and {right}");
    }

    #[test]
    fn an_empty_log_is_a_frame() {
        assert!(curves(&[]).pixels.iter().all(|p| *p == PAPER || *p == FRAME));
    }
}
