//! Feature maps in memory.

use super::lanes::RUN;

/// Zeros on every side, as wide as the largest kernel reaches.
pub(super) const MARGIN: usize = 2;

/// A feature map: row by row, in each row channel by channel, in each channel pixel by pixel.
///
/// Around it lies a margin of zeros. On the right there is room for a last run of pixels that is
/// only partly used, also at twice the width (a layer with stride 2 reads that far).
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) channels: usize,
    stride: usize,
    values: Vec<f32>,
}

impl Sheet {
    /// All zeros.
    pub(super) fn new(width: usize, height: usize, channels: usize) -> Self {
        let stride = width.next_multiple_of(2 * RUN) + 2 * MARGIN;
        let values = vec![0.0; (height + 2 * MARGIN) * channels * stride];
        Self { width, height, channels, stride, values }
    }

    /// The numbers of one channel of one row, margin included; `y` counts the margin too.
    #[inline(always)]
    pub(super) fn line(&self, y: usize, channel: usize) -> &[f32] {
        let start = (y * self.channels + channel) * self.stride;
        &self.values[start..start + self.stride]
    }

    /// The pixels of one channel of one row, without the margin.
    #[inline(always)]
    pub(super) fn pixels_mut(&mut self, y: usize, channel: usize) -> &mut [f32] {
        let start = ((y + MARGIN) * self.channels + channel) * self.stride + MARGIN;
        &mut self.values[start..start + self.width]
    }

    /// All channels of one row, margin included; `y` counts the margin too.
    #[inline(always)]
    pub(super) fn row(&self, y: usize) -> &[f32] {
        let size = self.channels * self.stride;
        &self.values[y * size..(y + 1) * size]
    }
}

/// The last rows of a sheet as they were before they were overwritten: a block replaces its input
/// row by row, while the rows below still have to see what was there.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    rows: [Vec<f32>; MARGIN],
}

impl Trail {
    /// Forgets everything: above the first row of `sheet` there are zeros.
    pub(super) fn clear(&mut self, sheet: &Sheet) {
        for row in &mut self.rows {
            row.clear();
            row.resize(sheet.row(0).len(), 0.0);
        }
    }

    /// Remembers row `y` (counted with the margin) and forgets the row `MARGIN` above it.
    pub(super) fn remember(&mut self, sheet: &Sheet, y: usize) {
        self.rows[y % MARGIN].copy_from_slice(sheet.row(y));
    }

    /// A remembered row, one of the last `MARGIN`.
    #[inline(always)]
    pub(super) fn row(&self, y: usize) -> &[f32] {
        &self.rows[y % MARGIN]
    }
}
