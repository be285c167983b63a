//! Glasses: a dark line over the bridge of the nose, and rims under both eyes.

use face::indices::{LEFT_EYE_INNER, LEFT_EYE_OUTER, RIGHT_EYE_INNER, RIGHT_EYE_OUTER};

use crate::sheet::{CELLS, Sheet};

/// Lower lid of each eye, in its middle.
const LOWER_LIDS: [usize; 2] = [145, 374];
/// The ridge of the nose between the brows, and below the eyes.
const RIDGE: [usize; 2] = [9, 197];
/// How far a rim is from its surroundings, in units.
const RIM: f32 = 0.045;
/// How much darker than both sides a bridge and a rim are, as shares of the skin's lightness.
const BRIDGE_DARKER: f32 = 0.10;
const RIM_DARKER: f32 = 0.08;
/// The share of the columns under each eye that have a rim.
const RIM_SHARE: f32 = 0.6;

/// Whether both lines are there. Rims that nobody sees in the photo are not worn.
pub(crate) fn are_worn(sheet: &Sheet, points: &[[f32; 2]], skin: [f32; 3]) -> bool {
    let [from, to] = RIDGE.map(|index| points[index][1]);
    let bridge = valley(sheet, [-0.05, 0.05], [from, to]);
    if bridge < skin[0] * BRIDGE_DARKER {
        return false;
    }
    let eyes = [[RIGHT_EYE_OUTER, RIGHT_EYE_INNER], [LEFT_EYE_INNER, LEFT_EYE_OUTER]];
    eyes.iter().zip(LOWER_LIDS).all(|(&[left, right], lid)| {
        let (left, right) = (sheet.column(points[left][0]), sheet.column(points[right][0]));
        let rows = [points[lid][1] + 0.06, points[lid][1] + 0.30];
        let n_columns = (left..=right).count() as f32;
        let n_rims = (left..=right)
            .map(|column| sheet.place(column, 0)[0])
            .filter(|&u| valley(sheet, [u, u], rows) > skin[0] * RIM_DARKER)
            .count() as f32;
        n_rims >= n_columns * RIM_SHARE
    })
}

/// How much darker the darkest row is than what is above and below it.
fn valley(sheet: &Sheet, [left, right]: [f32; 2], [top, bottom]: [f32; 2]) -> f32 {
    let columns = sheet.column(left)..=sheet.column(right);
    let n_columns = columns.clone().count() as f32;
    let level = |row: usize| {
        columns.clone().map(|column| sheet.cell(column, row).lab[0]).sum::<f32>() / n_columns
    };
    let reach = (RIM * CELLS) as usize;
    (sheet.row(top)..=sheet.row(bottom))
        .filter(|&row| row >= reach && row + reach < sheet.height)
        .map(|row| level(row - reach).min(level(row + reach)) - level(row))
        .fold(0.0, f32::max)
}
