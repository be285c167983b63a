//! What surrounds figures: contours and glows around the outline of everything together.

/// The most halos of a scene: a contour and a line around it.
pub const HALOS_MAX: usize = 2;
/// Directions and distances in which a clear edge looks for a figure, as in `shader/around.wgsl`.
const RINGS: u32 = 2;
const SPOKES: u32 = 16;
/// Those of a soft one.
const SOFT_RINGS: u32 = 5;
const SOFT_SPOKES: u32 = 12;

/// One colour around the figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Red, green, blue and alpha, 0 to 1, not premultiplied.
    pub colour: [f32; 4],
    /// How far it reaches, in canvas units.
    pub reach: f32,
    /// The standard deviation of its edge in canvas units; 0 for a clear one.
    pub softness: f32,
}

/// The figures, rows of premultiplied RGBA, with their halos laid on a target of the same size.
/// `scale` is pixels to a unit.
pub(crate) fn lay(figures: &[u8], width: usize, halos: &[Halo], scale: f32, target: &mut [u8]) {
    let plane: Vec<f32> = figures.chunks_exact(4).map(|it| f32::from(it[3]) / 255.0).collect();
    let plane = Plane { alphas: &plane, width };
    let pixels = figures.chunks_exact(4).zip(target.chunks_exact_mut(4));
    for (place, (figure, under)) in pixels.enumerate() {
        let figure = [0, 1, 2, 3].map(|k| f32::from(figure[k]) / 255.0);
        let at = [(place % width) as f32 + 0.5, (place / width) as f32 + 0.5];
        let mut out = [0.0; 4];
        for halo in halos.iter().filter(|_| figure[3] < 1.0) {
            let (reach, softness) = (halo.reach * scale, halo.softness * scale);
            let cover = if softness > 0.0 {
                plane.soft(at, figure[3], reach, softness)
            } else {
                plane.hard(at, figure[3], reach)
            };
            let covered = cover * halo.colour[3];
            let [r, g, b, _] = halo.colour;
            let over = [r * covered, g * covered, b * covered, covered];
            out = [0, 1, 2, 3].map(|k| over[k] + out[k] * (1.0 - covered));
        }
        let left = 1.0 - figure[3];
        let colour = [0, 1, 2, 3].map(|k| figure[k] + out[k] * left);
        for (k, old) in under.iter_mut().enumerate() {
            let value = colour[k] + f32::from(*old) / 255.0 * (1.0 - colour[3]);
            *old = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
        }
    }
}

/// The alpha of a picture.
struct Plane<'a> {
    alphas: &'a [f32],
    width: usize,
}

impl Plane<'_> {
    /// Between the four nearest pixels; beyond the edge as at it.
    fn alpha(&self, at: [f32; 2], far: f32, turn: f32) -> f32 {
        let height = self.alphas.len() / self.width;
        let (x, y) = (at[0] + far * turn.cos() - 0.5, at[1] + far * turn.sin() - 0.5);
        let near = |it: f32, side: usize| (it.floor().max(0.0) as usize).min(side - 1);
        let (left, right) = (near(x, self.width), near(x + 1.0, self.width));
        let (upper, lower) = (near(y, height), near(y + 1.0, height));
        let (across, down) = (x - x.floor(), y - y.floor());
        let value = |x: usize, y: usize| self.alphas[y * self.width + x];
        let row = |y: usize| value(left, y) * (1.0 - across) + value(right, y) * across;
        row(upper) * (1.0 - down) + row(lower) * down
    }

    fn hard(&self, at: [f32; 2], own: f32, reach: f32) -> f32 {
        let mut most = own;
        for ring in 1..=RINGS {
            for spoke in 0..SPOKES {
                let turn = std::f32::consts::TAU * spoke as f32 / SPOKES as f32;
                most = most.max(self.alpha(at, reach * ring as f32 / RINGS as f32, turn));
            }
        }
        most
    }

    fn soft(&self, at: [f32; 2], own: f32, reach: f32, softness: f32) -> f32 {
        let (mut sum, mut weights) = (own, 1.0);
        for ring in 1..=SOFT_RINGS {
            let share = ring as f32 / SOFT_RINGS as f32;
            let weight = ring as f32 * (-3.125 * share * share).exp();
            for spoke in 0..SOFT_SPOKES {
                let turned = spoke as f32 + 0.5 * (ring & 1) as f32;
                let turn = std::f32::consts::TAU * turned / SOFT_SPOKES as f32;
                sum += weight * self.alpha(at, reach + 2.5 * softness * share, turn);
                weights += weight;
            }
        }
        sum / weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contour_is_as_wide_as_it_says_and_a_glow_fades() {
        const SIDE: usize = 41;
        let mut figures = vec![0_u8; SIDE * SIDE * 4];
        for place in 0..SIDE * SIDE {
            if place % SIDE < 20 {
                figures[place * 4..place * 4 + 4].copy_from_slice(&[255, 0, 0, 255]);
            }
        }
        let row = |halos: &[Halo]| {
            let mut target = vec![0_u8; figures.len()];
            lay(&figures, SIDE, halos, 2.0, &mut target);
            let middle = target[20 * SIDE * 4..21 * SIDE * 4].to_vec();
            middle.chunks_exact(4).map(|it| [it[0], it[1], it[3]]).collect::<Vec<_>>()
        };
        let green =
            |reach: f32, softness: f32| Halo { colour: [0.0, 1.0, 0.0, 1.0], reach, softness };
        let contour = row(&[green(3.0, 0.0)]);
        assert_eq!(
            (contour[19], contour[22], contour[25]),
            ([255, 0, 255], [0, 255, 255], [0, 255, 255])
        );
        assert!(contour[27..].iter().all(|it| it[2] == 0), "six pixels and no more: {contour:?}");
        let glow = row(&[green(0.0, 3.0)]);
        assert!(glow[20..34].windows(2).all(|it| it[0][2] >= it[1][2]), "it fades: {glow:?}");
        assert!(glow[20][2] > 90 && glow[40][2] == 0, "{glow:?}");
        assert_eq!(row(&[])[25], [0, 0, 0]);
    }
}
