//! The similarity transform that best lays one cloud of weighted points over another.

/// `target ≈ scale * rotation * source + translation`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Similarity {
    pub(crate) rotation: [[f64; 3]; 3],
    pub(crate) scale: f64,
}

/// A weighted pair of points that shall meet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) source: [f64; 3],
    pub(crate) target: [f64; 3],
    pub(crate) weight: f64,
}

/// Sweeps of Jacobi rotations; a symmetric 4 x 4 matrix is diagonal after about six.
const SWEEPS_MAX: usize = 16;

/// Least squares over proper rotations, by Horn's quaternions (1987); no reflection can come out.
pub(crate) fn fit(pairs: &[Pair]) -> Similarity {
    let total: f64 = pairs.iter().map(|p| p.weight).sum();
    let mean = |pick: fn(&Pair) -> [f64; 3]| {
        [0, 1, 2].map(|i| pairs.iter().map(|p| p.weight * pick(p)[i]).sum::<f64>() / total)
    };
    let (source_mean, target_mean) = (mean(|p| p.source), mean(|p| p.target));

    let mut s = [[0.0; 3]; 3];
    let mut spread = 0.0;
    for pair in pairs {
        let from = [0, 1, 2].map(|i| pair.source[i] - source_mean[i]);
        let to = [0, 1, 2].map(|i| pair.target[i] - target_mean[i]);
        for (row, a) in s.iter_mut().zip(from) {
            for (cell, b) in row.iter_mut().zip(to) {
                *cell += pair.weight * a * b;
            }
        }
        spread += pair.weight * from.iter().map(|v| v * v).sum::<f64>();
    }
    let n = [
        [s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]],
        [s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]],
        [s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]],
        [s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]],
    ];
    let (largest, quaternion) = largest_eigenpair(n);
    // The largest eigenvalue is the trace of rotationᵀ * covariance, which is scale * spread.
    let scale = if spread > 0.0 { largest / spread } else { 0.0 };
    Similarity { rotation: rotation_of(quaternion), scale }
}

/// Rotation matrix of a unit quaternion `w, x, y, z`.
fn rotation_of([w, x, y, z]: [f64; 4]) -> [[f64; 3]; 3] {
    [
        [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y - w * z), 2.0 * (x * z + w * y)],
        [2.0 * (x * y + w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z - w * x)],
        [2.0 * (x * z - w * y), 2.0 * (y * z + w * x), 1.0 - 2.0 * (x * x + y * y)],
    ]
}

/// Largest eigenvalue of a symmetric matrix and its unit vector, by cyclic Jacobi rotations.
fn largest_eigenpair(mut matrix: [[f64; 4]; 4]) -> (f64, [f64; 4]) {
    let mut vectors = [[0.0; 4]; 4];
    for (i, row) in vectors.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for _ in 0..SWEEPS_MAX {
        for p in 0..3 {
            for q in p + 1..4 {
                rotate_away(&mut matrix, &mut vectors, p, q);
            }
        }
    }
    let best = (0..4).max_by(|&a, &b| matrix[a][a].total_cmp(&matrix[b][b])).unwrap_or(0);
    (matrix[best][best], [0, 1, 2, 3].map(|row| vectors[row][best]))
}

/// One Jacobi rotation: makes `matrix[p][q]` zero and keeps the product of all in `vectors`.
fn rotate_away(matrix: &mut [[f64; 4]; 4], vectors: &mut [[f64; 4]; 4], p: usize, q: usize) {
    let off = matrix[p][q];
    if off.abs() < f64::MIN_POSITIVE {
        return;
    }
    let theta = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
    let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cos = 1.0 / tangent.hypot(1.0);
    let sin = tangent * cos;
    let turn = |a: f64, b: f64| (cos * a - sin * b, sin * a + cos * b);
    for row in matrix.iter_mut().chain(vectors.iter_mut()) {
        (row[p], row[q]) = turn(row[p], row[q]);
    }
    let (upper, lower) = matrix.split_at_mut(q);
    for (a, b) in upper[p].iter_mut().zip(&mut lower[0]) {
        (*a, *b) = turn(*a, *b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::VERTICES;

    #[test]
    fn a_known_similarity_comes_back() {
        for step in 0..40 {
            let a = f64::from(step) * 0.37;
            let raw = [a.cos(), (1.3 * a).sin(), (0.7 * a).cos(), (2.1 * a).sin()];
            let length = raw.iter().map(|v| v * v).sum::<f64>().sqrt();
            let rotation = rotation_of(raw.map(|v| v / length));
            let scale = 0.2 + f64::from(step) * 0.1;
            let turned = |v: [f64; 3]| {
                rotation.map(|row| scale * (row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) + a)
            };
            let pairs: Vec<Pair> = VERTICES
                .iter()
                .filter(|v| v.weight > 0.0)
                .map(|v| Pair { source: v.position, target: turned(v.position), weight: v.weight })
                .collect();
            let found = fit(&pairs);
            assert!((found.scale - scale).abs() < 1e-9, "scale {} is not {scale}", found.scale);
            for (row, expected) in found.rotation.iter().zip(rotation) {
                for (value, expected) in row.iter().zip(expected) {
                    assert!((value - expected).abs() < 1e-9, "step {step}");
                }
            }
        }
    }

    #[test]
    fn one_point_has_no_size() {
        let pair = Pair { source: [1.0; 3], target: [2.0; 3], weight: 1.0 };
        assert_eq!(fit(&[pair, pair]).scale, 0.0);
    }
}
