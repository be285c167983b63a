//! What the units do with one row of pixels.

use super::lanes::{
    FAN, Matrix, NOTHING, RUN, Run, accumulate, add, colour_range, even, load, multiply, pick,
    pixels, relu, shifted, span, store,
};
use super::sheet::{MARGIN, Sheet, Trail};

/// Runs of pixels that go through a matrix one after the other, while its weights and what lies
/// between two matrices stay in the nearest cache.
const TOGETHER: usize = 2;

/// Memory that every row uses again.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    /// What goes into a matrix.
    inputs: Vec<Run>,
    /// What lies between the two matrices of a block.
    between: Vec<Run>,
}

fn room(runs: &mut Vec<Run>, count: usize) -> &mut [Run] {
    if runs.len() < count {
        runs.resize(count, NOTHING);
    }
    &mut runs[..count]
}

/// Depthwise, widen, ReLU, narrow, add: in place.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Side of the depthwise kernel, 3 or 5.
    pub(super) kernel: usize,
    /// Kernels, channel by channel, row by row.
    pub(super) depthwise: Vec<f32>,
    pub(super) widen: Matrix,
    pub(super) narrow: Matrix,
}

impl Block {
    /// Replaces row `y`. The rows must be replaced from the top, with one `trail` for all of them.
    pub(super) fn run(&self, sheet: &mut Sheet, y: usize, trail: &mut Trail, desk: &mut Desk) {
        let channels = sheet.channels;
        let runs = sheet.width.div_ceil(RUN);
        // Two runs are filtered at once, the last one perhaps for nothing.
        let inputs = room(&mut desk.inputs, runs.next_multiple_of(2) * channels);
        match self.kernel {
            3 => self.filter::<3, { 2 * RUN + 2 }>(sheet, y, trail, inputs),
            _ => self.filter::<5, { 2 * RUN + 4 }>(sheet, y, trail, inputs),
        }
        trail.remember(sheet, y + MARGIN);
        let inputs = &inputs[..runs * channels];
        let between = room(&mut desk.between, TOGETHER * channels * 2);
        for (index, inputs) in inputs.chunks(TOGETHER * channels).enumerate() {
            for (panel, (fans, bias)) in self.widen.panels().enumerate() {
                let runs =
                    inputs.chunks_exact(channels).zip(between.chunks_exact_mut(channels * 2));
                for (inputs, between) in runs {
                    let sums = multiply(inputs, fans, bias);
                    between[panel * FAN..][..FAN].copy_from_slice(&sums.map(relu));
                }
            }
            let between = &between[..inputs.len() * 2];
            for (panel, (fans, bias)) in self.narrow.panels().enumerate() {
                for (run, between) in between.chunks_exact(channels * 2).enumerate() {
                    let first = (index * TOGETHER + run) * RUN;
                    for (i, sum) in multiply(between, fans, bias).into_iter().enumerate() {
                        let channel = panel * FAN + i;
                        let before = load(sheet.line(y + MARGIN, channel), MARGIN + first);
                        store_at(add(before, sum), sheet.pixels_mut(y, channel), first);
                    }
                }
            }
        }
    }

    /// Products for one pixel.
    pub(super) fn products(&self) -> usize {
        self.depthwise.len() + self.widen.products() + self.narrow.products()
    }

    /// The depthwise layer of a whole row, into `inputs`, run by run and channel by channel.
    fn filter<const K: usize, const SPAN: usize>(
        &self,
        sheet: &Sheet,
        y: usize,
        trail: &Trail,
        inputs: &mut [Run],
    ) {
        let stride = sheet.line(0, 0).len();
        let reach = K / 2;
        let rows: [&[f32]; K] = core::array::from_fn(|i| {
            let row = y + MARGIN - reach + i;
            if i < reach { trail.row(row) } else { sheet.row(row) }
        });
        for (channel, weights) in
            self.depthwise.as_chunks::<K>().0.as_chunks::<K>().0.iter().enumerate()
        {
            let lines = rows.map(|row| &row[channel * stride..][..stride]);
            for (index, results) in inputs.chunks_exact_mut(2 * sheet.channels).enumerate() {
                let mut sums = [NOTHING; 2];
                for (line, weights) in lines.iter().zip(weights) {
                    let pixels = span::<SPAN>(line, index * 2 * RUN + MARGIN - reach);
                    for (x, weight) in weights.iter().enumerate() {
                        accumulate(&mut sums[0], shifted(pixels, x), *weight);
                        accumulate(&mut sums[1], shifted(pixels, x + RUN), *weight);
                    }
                }
                results[channel] = sums[0];
                results[sheet.channels + channel] = sums[1];
            }
        }
    }
}

/// Dense 3 × 3.
#[derive(Clone, Debug)]
pub(super) struct Dense {
    /// Its inputs are the rows of the kernel, in them the channels, in them the columns.
    matrix: Matrix,
    stride: usize,
}

impl Dense {
    /// `weights` is `[out, in, 3, 3]`.
    pub(super) fn new(inputs: usize, stride: usize, weights: &[f32], bias: &[f32]) -> Self {
        let matrix = Matrix::new(inputs * 9, bias, |output, at| {
            let (row, channel, column) = (at / (inputs * 3), at / 3 % inputs, at % 3);
            weights[(output * inputs + channel) * 9 + row * 3 + column]
        });
        Self { matrix, stride }
    }

    /// Products for one pixel of the result.
    pub(super) fn products(&self) -> usize {
        self.matrix.products()
    }

    /// Row `y` of the result, `width` pixels: `each(panel, first pixel, four outputs)`.
    #[inline(always)]
    fn run(
        &self,
        from: &Sheet,
        y: usize,
        width: usize,
        desk: &mut Desk,
        mut each: impl FnMut(usize, usize, [Run; FAN]),
    ) {
        let (depth, count) = (self.matrix.depth, width.div_ceil(RUN));
        let inputs = room(&mut desk.inputs, TOGETHER * depth);
        for index in (0..count).step_by(TOGETHER) {
            let runs = TOGETHER.min(count - index);
            let inputs = &mut inputs[..runs * depth];
            for (run, inputs) in inputs.chunks_exact_mut(depth).enumerate() {
                let start = (index + run) * RUN * self.stride + MARGIN - 1;
                self.gather(from, y * self.stride + MARGIN - 1, start, inputs);
            }
            for (panel, (fans, bias)) in self.matrix.panels().enumerate() {
                for (run, inputs) in inputs.chunks_exact(depth).enumerate() {
                    each(panel, (index + run) * RUN, multiply(inputs, fans, bias));
                }
            }
        }
    }

    /// What one run of results is made of.
    #[inline(always)]
    fn gather(&self, from: &Sheet, y: usize, start: usize, inputs: &mut [Run]) {
        for (at, columns) in inputs.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let line = from.line(y + at / from.channels, at % from.channels);
            if self.stride == 1 {
                let pixels = span::<{ RUN + 2 }>(line, start);
                *columns = core::array::from_fn(|x| shifted(pixels, x));
            } else {
                let pixels = span::<{ 2 * RUN + 1 }>(line, start);
                *columns = core::array::from_fn(|x| pick(pixels, |i| 2 * i + x));
            }
        }
    }

    /// Row `y` of `into`, through ReLU.
    pub(super) fn draw(&self, from: &Sheet, y: usize, into: &mut Sheet, desk: &mut Desk) {
        self.run(from, y, into.width, desk, |panel, first, sums| {
            for (i, sum) in sums.into_iter().enumerate() {
                store_at(relu(sum), into.pixels_mut(y, panel * FAN + i), first);
            }
        });
    }
}

/// Pointwise to fewer channels, twice as large, added to what was there.
#[derive(Clone, Debug)]
pub(super) struct Rise {
    pub(super) matrix: Matrix,
}

impl Rise {
    /// Adds row `y` of `from` to rows `2 y` and `2 y + 1` of `into`.
    pub(super) fn run(&self, from: &Sheet, y: usize, into: &mut Sheet, desk: &mut Desk) {
        let channels = from.channels;
        let inputs = room(&mut desk.inputs, channels);
        for first in (0..from.width).step_by(RUN) {
            for (channel, input) in inputs.iter_mut().enumerate() {
                *input = load(from.line(y + MARGIN, channel), MARGIN + first);
            }
            for (panel, (fans, bias)) in self.matrix.panels().enumerate() {
                for (i, sum) in multiply(inputs, fans, bias).into_iter().enumerate() {
                    let sum = pixels(sum);
                    for row in [2 * y, 2 * y + 1] {
                        let into = &mut into.pixels_mut(row, panel * FAN + i)[2 * first..];
                        for (pair, value) in into.as_chunks_mut::<2>().0.iter_mut().zip(sum) {
                            *pair = pair.map(|before| before + value);
                        }
                    }
                }
            }
        }
    }
}

/// Dense 3 × 3 to folded pixels, unfolded, plus the input through a colour matrix.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) dense: Dense,
    /// `[out, in]`.
    pub(super) colour: [[f32; 3]; 3],
    pub(super) bias: [f32; 3],
}

impl Head {
    /// Rows `2 y` and `2 y + 1` of the picture, `2 * from.width` pixels each, clamped to
    /// `0.0..=1.0`. `false` when a number was not finite.
    pub(super) fn run(
        &self,
        from: &Sheet,
        input: &Sheet,
        y: usize,
        rows: &mut [[f32; 3]],
        desk: &mut Desk,
    ) -> bool {
        let width = from.width;
        let mut doubt = NOTHING;
        self.dense.run(from, y, width, desk, |colour, first, sums| {
            for (place, sum) in sums.into_iter().enumerate() {
                let mut sum = add(sum, even(self.bias[colour]));
                for (channel, weight) in self.colour[colour].iter().enumerate() {
                    let before = load(input.line(y + MARGIN, channel * 4 + place), MARGIN + first);
                    accumulate(&mut sum, add(before, even(CENTRE)), *weight);
                }
                // Zero, unless the number is infinite or none.
                accumulate(&mut doubt, sum, 0.0);

                let row =
                    &mut rows[(place / 2 * width + first) * 2..][..2 * RUN.min(width - first)];
                for (pair, value) in
                    row.as_chunks_mut::<2>().0.iter_mut().zip(pixels(colour_range(sum)))
                {
                    pair[place % 2][colour] = value;
                }
            }
        });
        pixels(doubt).iter().all(|value| value.is_finite())
    }
}

/// What is taken off a colour before it enters the network.
pub(super) const CENTRE: f32 = 0.5;

#[inline(always)]
fn store_at(run: Run, row: &mut [f32], first: usize) {
    store(run, &mut row[first..]);
}
