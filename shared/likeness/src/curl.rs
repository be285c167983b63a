//! How curly hair is: whether strands beside each other run the same way.

use crate::sheet::Sheet;

/// Half the side of a window in which strands are compared, in cells.
const REACH: usize = 4;
/// A window of fewer hair cells says nothing.
const FULL: usize = 60;
/// The coherence of straight hair, and of tight curls.
const STRAIGHT: f32 = 0.62;
const CURLED: f32 = 0.26;
/// A photo with fewer pixels to a cell shows no strands.
const PIXELS_MIN: f32 = 0.8;
/// Windows that are needed.
const WINDOWS_MIN: f32 = 12.0;

/// 0 for straight hair, or hair that cannot be seen well, to 1 for tight curls.
pub(crate) fn of(sheet: &Sheet, is_hair: impl Fn(usize, usize) -> bool) -> f32 {
    if sheet.pixels < PIXELS_MIN {
        return 0.0;
    }
    let (mut sum, mut weight, mut n_windows) = (0.0, 0.0, 0.0);
    for row in (REACH + 1..sheet.height - REACH - 1).step_by(REACH) {
        for column in (REACH + 1..sheet.width - REACH - 1).step_by(REACH) {
            let Some((coherence, energy)) = window(sheet, &is_hair, column, row) else { continue };
            sum += coherence * energy;
            weight += energy;
            n_windows += 1.0;
        }
    }
    if n_windows < WINDOWS_MIN || weight < 1e-6 {
        return 0.0;
    }
    ((STRAIGHT - sum / weight) / (STRAIGHT - CURLED)).clamp(0.0, 1.0)
}

/// The coherence of the structure tensor (Bigün & Granlund 1987) of a window, and its energy.
fn window(
    sheet: &Sheet,
    is_hair: &impl Fn(usize, usize) -> bool,
    column: usize,
    row: usize,
) -> Option<(f32, f32)> {
    let (mut xx, mut yy, mut xy, mut n_cells) = (0.0, 0.0, 0.0, 0);
    for y in row - REACH..=row + REACH {
        for x in column - REACH..=column + REACH {
            let around = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1), (x, y)];
            // An edge of the hair is not a strand.
            if !around.iter().all(|&(x, y)| is_hair(x, y)) {
                continue;
            }
            let light = |x: usize, y: usize| sheet.cell(x, y).lab[0];
            let right = light(x + 1, y) - light(x - 1, y);
            let down = light(x, y + 1) - light(x, y - 1);
            xx += right * right;
            yy += down * down;
            xy += right * down;
            n_cells += 1;
        }
    }
    let energy: f32 = xx + yy;
    if n_cells < FULL || energy < 1e-6 {
        return None;
    }
    let difference: f32 = xx - yy;
    Some((difference.hypot(2.0 * xy) / energy, energy.sqrt()))
}
