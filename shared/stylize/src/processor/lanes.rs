//! The innermost loop: eight pixels of one channel times four weights.
//!
//! Everything the network does in quantity goes through [`multiply`]: eight running sums, two
//! vectors of pixels and one weight fit the registers that WebAssembly's engines have to give, and
//! one input is loaded for every four products. The loop body must stay this small: unrolled, its
//! loads are gathered at the top and the sums spill to memory, which halves the speed.

use wide::f32x4;

/// Pixels that are computed together.
pub(super) const RUN: usize = 8;
/// Outputs that are computed together.
pub(super) const FAN: usize = 4;

/// [`RUN`] neighbouring pixels of one channel.
pub(super) type Run = [f32x4; RUN / 4];
/// The weights from one input to [`FAN`] outputs.
pub(super) type Fan = [f32; FAN];

/// A run of zeros.
pub(super) const NOTHING: Run = [f32x4::ZERO; RUN / 4];

/// `FAN` outputs of a run of pixels: the bias plus the sum over all inputs.
#[inline(always)]
pub(super) fn multiply(inputs: &[Run], fans: &[Fan], bias: Fan) -> [Run; FAN] {
    let mut sums = bias.map(even);
    for (input, fan) in inputs.iter().zip(fans) {
        for (sum, weight) in sums.iter_mut().zip(fan) {
            accumulate(sum, *input, *weight);
        }
    }
    sums
}

/// `sum += run * weight`.
#[inline(always)]
pub(super) fn accumulate(sum: &mut Run, run: Run, weight: f32) {
    let weight = f32x4::splat(weight);
    sum[0] += run[0] * weight;
    sum[1] += run[1] * weight;
}

/// Negative numbers become zero.
#[inline(always)]
pub(super) fn relu(run: Run) -> Run {
    run.map(|lanes| lanes.fast_max(f32x4::ZERO))
}

/// Below zero becomes zero, above one becomes one.
#[inline(always)]
pub(super) fn colour_range(run: Run) -> Run {
    run.map(|lanes| lanes.fast_max(f32x4::ZERO).fast_min(f32x4::ONE))
}

/// The same number everywhere.
#[inline(always)]
pub(super) fn even(value: f32) -> Run {
    [f32x4::splat(value); RUN / 4]
}

/// The sum of two runs.
#[inline(always)]
pub(super) fn add(a: Run, b: Run) -> Run {
    [a[0] + b[0], a[1] + b[1]]
}

/// The run that starts at `row[start]`.
#[inline(always)]
pub(super) fn load(row: &[f32], start: usize) -> Run {
    shifted(span::<RUN>(row, start), 0)
}

/// The run that starts at `pixels[x]`.
///
/// Whole vectors are copied: where single numbers are, the compiler sees that neighbouring vectors
/// share some, and puts them together from pieces.
#[inline(always)]
pub(super) fn shifted(pixels: &[f32], x: usize) -> Run {
    [f32x4::new(*span::<4>(pixels, x)), f32x4::new(*span::<4>(pixels, x + 4))]
}

/// `N` numbers from `row[start]` on: one check of the bounds for all that follows.
#[inline(always)]
pub(super) fn span<const N: usize>(row: &[f32], start: usize) -> &[f32; N] {
    row[start..].first_chunk().expect("rows are padded to whole runs and a margin")
}

/// The run whose pixel `i` is `pixels[from(i)]`.
#[inline(always)]
pub(super) fn pick<const N: usize>(pixels: &[f32; N], from: impl Fn(usize) -> usize) -> Run {
    let four = |first: usize| {
        f32x4::new([
            pixels[from(first)],
            pixels[from(first + 1)],
            pixels[from(first + 2)],
            pixels[from(first + 3)],
        ])
    };
    [four(0), four(4)]
}

/// A run as plain numbers.
#[inline(always)]
pub(super) fn pixels(run: Run) -> [f32; RUN] {
    let [a, b] = run.map(f32x4::to_array);
    [a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]]
}

/// Writes a run; what reaches past the end of `into` is left out.
#[inline(always)]
pub(super) fn store(run: Run, into: &mut [f32]) {
    let pixels = pixels(run);
    match into.first_chunk_mut::<RUN>() {
        Some(whole) => *whole = pixels,
        None => into.copy_from_slice(&pixels[..into.len()]),
    }
}

/// A matrix of weights, arranged so that [`multiply`] reads it from front to back.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    fans: Vec<Fan>,
    biases: Vec<Fan>,
    /// Inputs of each output.
    pub(super) depth: usize,
}

impl Matrix {
    /// `weight(output, input)` gives the numbers; the outputs are as many as `bias` has, a
    /// multiple of [`FAN`].
    pub(super) fn new(depth: usize, bias: &[f32], weight: impl Fn(usize, usize) -> f32) -> Self {
        assert!(bias.len().is_multiple_of(FAN), "outputs come in fours");
        let fan = |at: usize| {
            let (panel, input) = (at / depth, at % depth);
            core::array::from_fn(|i| weight(panel * FAN + i, input))
        };
        let fans = (0..bias.len() / FAN * depth).map(fan).collect();
        let biases = bias.as_chunks::<FAN>().0.to_vec();
        Self { fans, biases, depth }
    }

    /// Four outputs after the other: their weights and biases.
    #[inline(always)]
    pub(super) fn panels(&self) -> impl Iterator<Item = (&[Fan], Fan)> {
        self.fans.chunks_exact(self.depth).zip(self.biases.iter().copied())
    }

    /// Products for one pixel.
    pub(super) fn products(&self) -> usize {
        self.fans.len() * FAN
    }
}
