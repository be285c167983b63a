//! Blurring a plane of bytes.

/// Three box blurs in each direction: a Gaussian to the eye, in time that does not depend on it.
pub(super) fn gaussian(plane: &mut [u8], width: usize, deviation: f32) {
    if width == 0 || deviation < 0.3 {
        return;
    }
    let radius = ((deviation * deviation * 4.0 + 1.0).sqrt() / 2.0).round().max(1.0) as usize;
    let mut line = vec![0_u8; width];
    for _ in 0..3 {
        for row in plane.chunks_exact_mut(width) {
            line.copy_from_slice(row);
            boxed(&line, radius, |i, value| row[i] = value);
        }
    }
    for _ in 0..3 {
        upright(plane, width, radius);
    }
}

/// A box blur down the columns, row by row: memory is walked in its order.
fn upright(plane: &mut [u8], width: usize, radius: usize) {
    let source = plane.to_vec();
    let window = 2 * radius as u32 + 1;
    let mut sums = vec![0_u32; width];
    let row = |y: usize| source.get(y * width..(y + 1) * width).unwrap_or_default();
    for y in 0..radius {
        sums.iter_mut().zip(row(y)).for_each(|(sum, &v)| *sum += u32::from(v));
    }
    for (y, out) in plane.chunks_exact_mut(width).enumerate() {
        sums.iter_mut().zip(row(y + radius)).for_each(|(sum, &v)| *sum += u32::from(v));
        for (value, sum) in out.iter_mut().zip(&sums) {
            *value = ((sum + window / 2) / window) as u8;
        }
        if let Some(past) = y.checked_sub(radius) {
            sums.iter_mut().zip(row(past)).for_each(|(sum, &v)| *sum -= u32::from(v));
        }
    }
}

fn boxed(line: &[u8], radius: usize, mut put: impl FnMut(usize, u8)) {
    let window = 2 * radius as u32 + 1;
    let mut sum: u32 = line.iter().take(radius).map(|&v| u32::from(v)).sum();
    for i in 0..line.len() {
        sum += line.get(i + radius).map_or(0, |&v| u32::from(v));
        put(i, ((sum + window / 2) / window) as u8);
        sum -= i.checked_sub(radius).map_or(0, |j| u32::from(line[j]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blur_keeps_what_is_even_and_spreads_what_is_not() {
        let mut even = vec![200_u8; 40 * 40];
        gaussian(&mut even, 40, 3.0);
        assert_eq!(even[20 * 40 + 20], 200);
        let mut edge: Vec<u8> = (0..40 * 40).map(|i| if i % 40 < 20 { 255 } else { 0 }).collect();
        gaussian(&mut edge, 40, 3.0);
        let row = &edge[20 * 40..21 * 40];
        assert!(row.windows(2).skip(9).take(20).all(|p| p[0] >= p[1]));
        assert!((100..156).contains(&row[20]), "{}", row[20]);
    }
}
