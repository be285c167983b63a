//! A kernel's weights in the order its shader reads them.

use super::plan::{After, Kernel};

/// One buffer of weights; `values` gives a tensor's numbers by its place after the kernel's first.
pub(super) fn pack(kernel: &Kernel, values: &mut dyn FnMut(usize) -> Vec<f32>) -> Vec<f32> {
    match *kernel {
        Kernel::Depthwise { quads, side } => depthwise(&values(0), quads, side),
        Kernel::Block { quads, side } => {
            let mut all = depthwise(&values(0), quads, side);
            // Both matrices by hidden quad, then by the block's own quad.
            all.extend(dense(&values(1), &Dense::pointwise(quads * 2, quads, 1)));
            all.extend(values(2));
            let narrow = dense(&values(3), &Dense::pointwise(quads, quads * 2, quads));
            all.extend(narrow);
            all.extend(values(4));
            all
        }
        Kernel::Dense { from, to, side, after, .. } => {
            let plan = Dense { to, from, side, at_once: kernel.quads_at_once() };
            let mut all = dense(&values(0), &plan);
            all.extend(values(1));
            if after == After::Colour {
                let (matrix, bias) = (values(2), values(3));
                for (row, b) in matrix.chunks_exact(3).zip(bias) {
                    all.extend(row);
                    all.push(b);
                }
            }
            all
        }
    }
}

/// `[channel][tap]` becomes `[quad][tap]` of four channels.
fn depthwise(values: &[f32], quads: usize, side: usize) -> Vec<f32> {
    let taps = side * side;
    let at = |i: usize| {
        let (quad, tap, lane) = (i / (taps * 4), i / 4 % taps, i % 4);
        values[(quad * 4 + lane) * taps + tap]
    };
    (0..quads * taps * 4).map(at).collect()
}

/// The shape of a dense convolution, in quads.
struct Dense {
    to: usize,
    from: usize,
    side: usize,
    at_once: usize,
}

impl Dense {
    fn pointwise(to: usize, from: usize, at_once: usize) -> Self {
        Self { to, from, side: 1, at_once }
    }
}

/// `[out][in][y][x]` becomes matrices of 4 outputs × 4 inputs (one column an input), ordered by
/// group of outputs, input, x, y, and output within the group. Missing inputs weigh nothing.
fn dense(values: &[f32], plan: &Dense) -> Vec<f32> {
    let Dense { to, from, side, at_once } = *plan;
    let taps = side * side;
    let inputs = values.len() / (to * 4 * taps);
    let mut all = Vec::with_capacity(to * from * taps * 16);
    for group in 0..to / at_once {
        for i in 0..from {
            for tap in 0..taps {
                let (x, y) = (tap / side, tap % side);
                for quad in 0..at_once {
                    for cell in 0..16 {
                        let input = i * 4 + cell / 4;
                        let output = (group * at_once + quad) * 4 + cell % 4;
                        let at = ((output * inputs + input) * side + y) * side + x;
                        all.push(if input < inputs { values[at] } else { 0.0 });
                    }
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_inputs_and_missing_inputs_are_zero() {
        // 4 outputs, 3 inputs, pointwise: value = 10 * output + input.
        let values: Vec<f32> = (0..12).map(|i| (i / 3 * 10 + i % 3) as f32).collect();
        let packed = dense(&values, &Dense::pointwise(1, 1, 1));
        assert_eq!(packed[..4], [0.0, 10.0, 20.0, 30.0], "first column: from input 0");
        assert_eq!(packed[8..12], [2.0, 12.0, 22.0, 32.0]);
        assert_eq!(packed[12..], [0.0; 4]);
    }

    #[test]
    fn nothing_is_lost() {
        for tier in crate::TIERS {
            let specs = tier.tensors();
            let mut sum = 0.0;
            for launch in super::super::plan::Plan::new(&tier).units.iter().flatten() {
                let packed = pack(&launch.kernel, &mut |i| {
                    vec![1.0; specs[launch.tensor + i].shape.iter().product()]
                });
                assert_eq!(packed.len() % 4, 0, "16-aligned");
                sum += packed.iter().sum::<f32>();
            }
            assert_eq!(sum as usize, tier.parameters(), "{}", tier.name);
        }
    }
}
