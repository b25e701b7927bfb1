//! Linear equations, orthogonal residuals and ranks, for the estimators that need them.
//!
//! Used by calibration, regression and tests of several contrasts; never shown as a result of its own.
//!
//! # Formula
//! ```text
//! X = QR      residual of y = y − Q Qᵀ y      rank = columns of Q      A x = b by LU with partial pivoting
//! ```
//! # Units
//! Columns are vectors of one number a row. A column counts as dependent on the ones before it when less than 10⁻⁷ of
//! its length is left.
//! # Edge cases
//! A singular system has no solution (`None`). A column of zeros adds nothing.
//! # Source
//! Golub & Van Loan (2013), Matrix Computations, ch. 3 and 5.
//! # Agrees with
//! R `qr.resid`, `solve`, `qr(x)$rank`.

use nalgebra::DMatrix;

const DEPENDENT: f64 = 1e-7;

/// The inner product of two columns.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// One number of a matrix; zero outside it.
pub fn entry(matrix: &DMatrix<f64>, row: usize, column: usize) -> f64 {
    matrix.get((row, column)).copied().unwrap_or_default()
}

/// What is left of `y` when its parts along an orthonormal basis are taken away, twice for its last digits.
pub fn residual(y: &[f64], basis: &[Vec<f64>]) -> Vec<f64> {
    let mut left = y.to_vec();
    for _ in 0..2 {
        for direction in basis {
            let part = dot(&left, direction);
            left.iter_mut().zip(direction).for_each(|(left, along)| *left -= part * along);
        }
    }
    left
}

/// An orthonormal basis of the space of some columns.
pub fn orthonormal(columns: &[Vec<f64>], tolerance: f64) -> Vec<Vec<f64>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        let left = residual(column, &basis);
        let (length, before) = (dot(&left, &left).sqrt(), dot(column, column).sqrt());
        if length > tolerance * before && length > 0.0 {
            basis.push(left.iter().map(|x| x / length).collect());
        }
    }
    basis
}

/// The basis at the usual tolerance.
pub fn basis(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    orthonormal(columns, DEPENDENT)
}

/// Solves `a x = b`.
pub fn solve(a: &DMatrix<f64>, b: &DMatrix<f64>) -> Option<DMatrix<f64>> {
    let solution = a.clone().lu().solve(b)?;
    solution.iter().all(|x| x.is_finite()).then_some(solution)
}

/// Σ x w y over rows, for every pair of columns.
pub fn crossproduct(x: &[Vec<f64>], w: &[f64], y: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(x.len(), y.len(), |i, j| match (x.get(i), y.get(j)) {
        (Some(x), Some(y)) => x.iter().zip(w).zip(y).map(|((x, w), y)| x * w * y).sum(),
        _ => 0.0,
    })
}

/// The columns of `x` times a matrix.
pub fn times(x: &[Vec<f64>], matrix: &DMatrix<f64>) -> Vec<Vec<f64>> {
    let rows = x.first().map_or(0, Vec::len);
    (0..matrix.ncols())
        .map(|j| {
            let mut column = vec![0.0; rows];
            for (i, from) in x.iter().enumerate().take(matrix.nrows()) {
                let factor = entry(matrix, i, j);
                column.iter_mut().zip(from).for_each(|(sum, x)| *sum += factor * x);
            }
            column
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let ones = vec![1.0; 3];
        let basis = basis(&[ones.clone(), vec![2.0; 3]]);
        assert_eq!(basis.len(), 1);
        let left = residual(&[1.0, 2.0, 6.0], &basis);
        assert!(left.iter().zip([-2.0, -1.0, 3.0]).all(|(a, b)| (a - b).abs() < 1e-14));
        let a = DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 3.0]);
        let x = solve(&a, &DMatrix::from_row_slice(2, 1, &[3.0, 4.0])).unwrap();
        assert!((x[(0, 0)] - 1.0).abs() < 1e-14 && (x[(1, 0)] - 1.0).abs() < 1e-14);
        assert!(solve(&DMatrix::zeros(1, 1), &DMatrix::from_element(1, 1, 1.0)).is_none());
        let one = std::slice::from_ref(&ones);
        assert_eq!(crossproduct(one, &[1.0, 2.0, 3.0], one)[(0, 0)], 6.0);
        assert_eq!(times(one, &DMatrix::from_element(1, 1, 4.0)), vec![vec![4.0; 3]]);
    }
}
