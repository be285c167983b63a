//! The turn of the head as a polynomial of yaw and pitch, fitted to the evaluator's own answers.

/// How many terms there are: yaw, pitch, yaw², yaw · pitch, pitch².
pub(crate) const N_TERMS: usize = 5;
/// Degrees that count as one.
pub(crate) const UNIT: f32 = 30.0;
/// Where the evaluator is asked, in units of yaw and of pitch: as far as the page turns the head.
pub(crate) const GRID: [[f32; 7]; 2] =
    [[-0.8, -0.53, -0.27, 0.0, 0.27, 0.53, 0.8], [-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6]];

/// The terms at a turn.
pub(crate) fn terms(yaw: f32, pitch: f32) -> [f32; N_TERMS] {
    [yaw, pitch, yaw * yaw, yaw * pitch, pitch * pitch]
}

/// All turns of the grid.
pub(crate) fn turns() -> impl Iterator<Item = [f32; 2]> {
    GRID[0].into_iter().flat_map(|yaw| GRID[1].into_iter().map(move |pitch| [yaw, pitch]))
}

/// Least squares: the weights of the terms for values at the turns of the grid, row by row the
/// same solution for every vertex.
#[derive(Debug)]
pub(crate) struct Fit(Vec<[f64; N_TERMS]>);

impl Fit {
    pub(crate) fn new() -> Self {
        let rows: Vec<[f64; N_TERMS]> =
            turns().map(|[yaw, pitch]| terms(yaw, pitch).map(f64::from)).collect();
        let mut normal = [[0.0; N_TERMS]; N_TERMS];
        for row in &rows {
            for (i, sums) in normal.iter_mut().enumerate() {
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += row[i] * value;
                }
            }
        }
        let inverse = inverted(normal);
        let solve = |row: &[f64; N_TERMS]| {
            inverse.map(|line| line.iter().zip(row).map(|(a, b)| a * b).sum::<f64>())
        };
        Self(rows.iter().map(solve).collect())
    }

    /// The weights for one number at each turn.
    pub(crate) fn weights(&self, values: &[f32]) -> [f32; N_TERMS] {
        let mut sums = [0.0; N_TERMS];
        for (row, value) in self.0.iter().zip(values) {
            for (sum, share) in sums.iter_mut().zip(row) {
                *sum += share * f64::from(*value);
            }
        }
        sums.map(|it| it as f32)
    }
}

/// By Gauss and Jordan; the matrix of a least-squares problem on a full grid is never singular.
fn inverted(mut matrix: [[f64; N_TERMS]; N_TERMS]) -> [[f64; N_TERMS]; N_TERMS] {
    let mut inverse = [[0.0; N_TERMS]; N_TERMS];
    for (i, row) in inverse.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for i in 0..N_TERMS {
        let pivot = matrix[i][i];
        for k in 0..N_TERMS {
            matrix[i][k] /= pivot;
            inverse[i][k] /= pivot;
        }
        let (from, same) = (matrix[i], inverse[i]);
        for row in (0..N_TERMS).filter(|row| *row != i) {
            let factor = matrix[row][i];
            for k in 0..N_TERMS {
                matrix[row][k] -= factor * from[k];
                inverse[row][k] -= factor * same[k];
            }
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polynomial_is_found_again() {
        let weights = [3.0, -2.0, 0.5, 1.25, -4.0];
        let value = |[yaw, pitch]: [f32; 2]| {
            terms(yaw, pitch).iter().zip(weights).map(|(a, b)| a * b).sum::<f32>()
        };
        let found = Fit::new().weights(&turns().map(value).collect::<Vec<_>>());
        for (found, weight) in found.iter().zip(weights) {
            assert!((found - weight).abs() < 1e-3, "{found} for {weight}");
        }
    }
}
