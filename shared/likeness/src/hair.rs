//! Hair: its colour, how far it reaches, and what it leaves of the forehead.

use character::{Fringe, HairLength};
use face::indices::{LEFT_BROW, RIGHT_BROW};

use crate::curl;
use crate::sheet::Sheet;
use crate::tones::{difference, typical};

/// How far above the face hair is looked for when nothing says where the person ends, in units.
const CAP_GUESS: [f32; 2] = [0.22, 0.08];
/// The outer part of what is above the face is surely hair, if there is any.
const CAP_OUTER: f32 = 0.6;
/// The cap is looked for this far to both sides.
const CAP_SIDES: f32 = 0.40;
/// Of hair, by lightness: not the gaps, and not the shine.
const SHARE: [f32; 2] = [0.25, 0.75];
/// Of all hair, for the colour it is drawn in.
const BASE_SHARE: [f32; 2] = [0.15, 0.60];
/// Hair is within this of its own colour.
const SPREAD: f32 = 0.13;
/// Hair that is this close to the skin is skin.
const SKIN_LIKE: f32 = 0.055;
/// From this share of the cap on, a head is bare.
const BARE: f32 = 0.6;
/// The darkest part of the brows tells the colour of hair that is not there.
const BROW_SHARE: [f32; 2] = [0.05, 0.45];
/// Hair hangs beside the face between these distances from its axis, in units.
const BESIDE: [f32; 2] = [0.34, 1.1];
/// So many cells in a row hang there; fewer are a shadow or an ear.
const STRIP_MIN: usize = 4;
/// Above the chin hair that ends is short; below the chin by this it is long, in units.
const MEDIUM_ABOVE_CHIN: f32 = 0.18;
const LONG_BELOW_CHIN: f32 = 0.62;
/// What covers the middle of the chest is a collar, not hair.
const CHEST: f32 = 0.22;
/// A close cut reaches less far than this from the axis of the face, and above it, in units: the
/// skull alone is about 0.54 and 0.3.
const CLOSE_SIDE: f32 = 0.59;
const CLOSE_TOP: f32 = 0.36;
/// The shares of a forehead's thirds that count as covered, and as bare.
const COVERED: f32 = 0.5;
const OPEN: f32 = 0.22;

/// What is known of the hair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hair {
    /// In `OKLab`.
    pub(crate) colour: [f32; 3],
    pub(crate) length: Option<HairLength>,
    pub(crate) fringe: Option<Fringe>,
    pub(crate) curl: f32,
}

/// Reads the hair of a face; `points` are in units, `skin` is in `OKLab`.
pub(crate) fn read(sheet: &Sheet, points: &[[f32; 2]], skin: [f32; 3], has_outline: bool) -> Hair {
    let cap = cap(sheet, has_outline);
    let is_skin = |lab: [f32; 3]| difference(lab, skin) < SKIN_LIKE;
    let n_skin = cap.iter().filter(|&&lab| is_skin(lab)).count();
    let is_bare = n_skin as f32 > cap.len() as f32 * BARE;
    let of_hair = cap.into_iter().filter(|&lab| !is_skin(lab)).collect();
    let colour = if is_bare { None } else { typical(of_hair, SHARE) };
    let Some(colour) = colour else {
        let colour = brows(sheet, points).unwrap_or_else(|| dark(skin));
        let (length, fringe) = (HairLength::Close, Fringe::Open);
        let known = is_bare && has_outline;
        return Hair {
            colour,
            length: known.then_some(length),
            fringe: known.then_some(fringe),
            curl: 0.0,
        };
    };
    let is_hair = |lab: [f32; 3]| {
        let off = difference(lab, colour);
        off < SPREAD && off < difference(lab, skin)
    };
    let mane = Mane::grown(sheet, is_hair);
    Hair {
        // An illustrator adds the shine, and so begins with what lies under it.
        colour: typical(mane.colours(sheet), BASE_SHARE).unwrap_or(colour),
        length: has_outline.then(|| mane.length(sheet)),
        fringe: fringe(sheet, points, is_hair),
        curl: curl::of(sheet, |column, row| mane.holds(column, row)),
    }
}

/// What is between the top of the face and where the person ends.
fn cap(sheet: &Sheet, has_outline: bool) -> Vec<[f32; 3]> {
    let [face_top, _] = sheet.face_rows();
    let mut samples = Vec::new();
    for column in sheet.column(-CAP_SIDES)..=sheet.column(CAP_SIDES) {
        let bottom = sheet.row(face_top);
        let top = if has_outline {
            // Upwards from the face until the person ends.
            let mut row = bottom;
            while row > 0 && sheet.cell(column, row - 1).is_person {
                row -= 1;
            }
            row
        } else {
            sheet.row(face_top - CAP_GUESS[0])
        };
        let height = bottom.saturating_sub(top) as f32;
        // The very rim is mixed with what is behind.
        let [from, to] = if has_outline {
            [top + 3, top + (height * CAP_OUTER) as usize]
        } else {
            [top, sheet.row(face_top - CAP_GUESS[1])]
        };
        samples.extend(
            (from..to)
                .map(|row| sheet.cell(column, row))
                .filter_map(|cell| cell.is_person.then_some(cell.lab)),
        );
    }
    samples
}

/// The colour of the brows, which most hair has.
fn brows(sheet: &Sheet, points: &[[f32; 2]]) -> Option<[f32; 3]> {
    let mut samples = Vec::new();
    for brow in [RIGHT_BROW, LEFT_BROW] {
        let outline = brow.map(|index| points[index]);
        let low = outline.iter().fold([f32::INFINITY; 2], |a, p| [a[0].min(p[0]), a[1].min(p[1])]);
        let high =
            outline.iter().fold([f32::NEG_INFINITY; 2], |a, p| [a[0].max(p[0]), a[1].max(p[1])]);
        for (column, row) in sheet.between(low, high) {
            if crate::sheet::holds(&outline, sheet.place(column, row)) {
                samples.push(sheet.cell(column, row).lab);
            }
        }
    }
    typical(samples, BROW_SHARE)
}

/// A shade of the skin for brows that cannot be seen.
fn dark(skin: [f32; 3]) -> [f32; 3] {
    [skin[0] * 0.4, skin[1] * 0.5, skin[2] * 0.5]
}

/// Hair that hangs together with what grows on the head.
struct Mane {
    width: usize,
    cells: Vec<bool>,
}

impl Mane {
    fn grown(sheet: &Sheet, is_hair: impl Fn([f32; 3]) -> bool) -> Self {
        let (width, height) = (sheet.width, sheet.height);
        let is_hair_at = |column: usize, row: usize| {
            let cell = sheet.cell(column, row);
            cell.is_person && !cell.is_face && is_hair(cell.lab)
        };
        let mut cells = vec![false; width * height];
        let [face_top, _] = sheet.face_rows();
        // From the cap, and not from below: clothes may have the same colour.
        let mut waiting: Vec<(usize, usize)> = sheet
            .between([-0.6, -1.6], [0.6, face_top])
            .filter(|&(column, row)| is_hair_at(column, row))
            .collect();
        while let Some((column, row)) = waiting.pop() {
            let cell = &mut cells[row * width + column];
            if *cell || !is_hair_at(column, row) {
                continue;
            }
            *cell = true;
            if column > 0 {
                waiting.push((column - 1, row));
            }
            if column + 1 < width {
                waiting.push((column + 1, row));
            }
            if row > 0 {
                waiting.push((column, row - 1));
            }
            if row + 1 < height {
                waiting.push((column, row + 1));
            }
        }
        Self { width, cells }
    }

    fn holds(&self, column: usize, row: usize) -> bool {
        self.cells[row * self.width + column]
    }

    /// What is above the chin, where clothes are not.
    fn colours(&self, sheet: &Sheet) -> Vec<[f32; 3]> {
        let [_, chin] = sheet.face_rows();
        sheet
            .between([-1.4, -1.7], [1.4, chin])
            .filter(|&(column, row)| self.holds(column, row))
            .map(|(column, row)| sheet.cell(column, row).lab)
            .collect()
    }

    /// How many cells of a row hang at one side of the face.
    fn strip(&self, sheet: &Sheet, row: usize, side: f32) -> usize {
        let (near, far) = (sheet.column(side * BESIDE[0]), sheet.column(side * BESIDE[1]));
        (near.min(far)..=near.max(far)).filter(|&column| self.holds(column, row)).count()
    }

    fn length(&self, sheet: &Sheet) -> HairLength {
        let [face_top, chin] = sheet.face_rows();
        let lowest = [-1.0, 1.0].map(|side| {
            let mut lowest = face_top;
            for row in sheet.row(0.0)..sheet.height {
                let [_, v] = sheet.place(0, row);
                if v > chin + 0.2 && self.covers_chest(sheet, row) {
                    break;
                }
                if self.strip(sheet, row, side) >= STRIP_MIN {
                    lowest = v;
                } else if v > lowest + 0.2 {
                    break;
                }
            }
            lowest
        });
        let lowest = lowest[0].max(lowest[1]);
        if lowest > chin + LONG_BELOW_CHIN {
            HairLength::Long
        } else if lowest > chin - MEDIUM_ABOVE_CHIN {
            HairLength::Medium
        } else if self.is_close(sheet, face_top) {
            HairLength::Close
        } else {
            HairLength::Short
        }
    }

    /// Whether a row below the chin is of one colour from the middle outwards.
    fn covers_chest(&self, sheet: &Sheet, row: usize) -> bool {
        let columns = sheet.column(-CHEST)..=sheet.column(CHEST);
        let n_columns = columns.clone().count();
        columns.filter(|&column| self.holds(column, row)).count() * 2 > n_columns
    }

    fn is_close(&self, sheet: &Sheet, face_top: f32) -> bool {
        // Level with the brows, above the ears.
        let rows = sheet.row(-0.22)..=sheet.row(-0.05);
        let n_rows = rows.clone().count() as f32;
        let reach: f32 = rows
            .map(|row| {
                let hair = |column: &usize| self.holds(*column, row);
                let far = [(0..sheet.width).find(hair), (0..sheet.width).rev().find(hair)];
                far.map(|it| it.map_or(0.0, |column| sheet.place(column, row)[0].abs()))
            })
            .map(|[left, right]| f32::midpoint(left, right))
            .sum();
        let side = reach / n_rows;
        let column = sheet.column(0.0);
        let top = (0..sheet.row(face_top)).find(|&row| self.holds(column, row));
        let height = top.map_or(0.0, |row| face_top - sheet.place(0, row)[1]);
        side < CLOSE_SIDE && height < CLOSE_TOP
    }
}

/// What the forehead shows between brows and hair line.
fn fringe(
    sheet: &Sheet,
    points: &[[f32; 2]],
    is_hair: impl Fn([f32; 3]) -> bool,
) -> Option<Fringe> {
    let [face_top, _] = sheet.face_rows();
    let brows = [105, 334].map(|index: usize| points[index][1]);
    let bottom = brows[0].min(brows[1]) - 0.04;
    let height = bottom - face_top;
    if height < 0.08 {
        return None;
    }
    let covered = [[-0.36, -0.14], [-0.11, 0.11], [0.14, 0.36]].map(|[left, right]| {
        let cells: Vec<bool> = sheet
            .between([left, face_top + height * 0.15], [right, bottom])
            .map(|(column, row)| sheet.cell(column, row))
            .filter(|cell| cell.is_face)
            .map(|cell| is_hair(cell.lab))
            .collect();
        cells.iter().filter(|&&it| it).count() as f32 / cells.len().max(1) as f32
    });
    let [left, middle, right] = covered;
    Some(match () {
        () if left.min(middle).min(right) > COVERED => Fringe::Full,
        () if left.max(middle).max(right) < OPEN => Fringe::Open,
        () if left.min(right) > OPEN && middle < OPEN => Fringe::Parted,
        () if middle > COVERED && left.max(right) > COVERED => Fringe::Full,
        () => Fringe::Side,
    })
}
