//! One pass of a network, from numbers to numbers: what `cargo xtask bench style` times, and what
//! other runtimes offer. It goes through the same packs, checks and device as a drawing.

use crate::{engine, packs};
use picture::{Picture, Plane};

/// The numbers of a drawing; as [`crate::pass_numbers`] says.
pub(crate) async fn pass(style: &str, rgb: &[f32], guidance: &[f32]) -> Result<Vec<f32>, String> {
    let side = (rgb.len() / 3).isqrt();
    let sized = side * side * 3 == rgb.len() && guidance.len() * 4 == rgb.len();
    if !sized || side == 0 || !side.is_multiple_of(8) {
        return Err("the numbers are not those of a square".into());
    }
    let loaded = packs::network(style).await.map_err(|(_, why)| why)?;
    let picture = Picture::from_channels(&planes(rgb, side));
    let mut pass = engine::Pass::new(&loaded.network, &picture, &planes(guidance, side / 2));
    while pass.step() {}
    let drawn = pass.finish().await.map_err(|fault| fault.to_string())?;
    Ok([0, 1, 2].map(|channel| drawn.channel(channel).values).concat())
}

fn planes(numbers: &[f32], side: usize) -> [Plane; 3] {
    let area = side * side;
    [0, 1, 2].map(|index| {
        let values = numbers[index * area..(index + 1) * area].to_vec();
        Plane { width: side, height: side, values }
    })
}
