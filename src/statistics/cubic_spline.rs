//! A smooth curve through points: cubics that meet with the same slope and bend.
//!
//! Chosen where a limit is read off a table of a few points, as R reads the likelihood interval of a share.
//!
//! # Formula
//! ```text
//! s(x) = y_i + b_i (x − x_i) + c_i (x − x_i)² + d_i (x − x_i)³ between x_i and x_{i+1}
//! at each end the third derivative is that of the cubic through the four outermost points
//! ```
//! # Units
//! Those of the points.
//! # Edge cases
//! Fewer than four points, or points whose x do not rise: none. Outside them the outermost cubics go on.
//! # Source
//! Forsythe, Malcolm & Moler (1977), Computer Methods for Mathematical Computations, ch. 4.
//! # Agrees with
//! R `stats::spline(method = "fmm")`.

use nalgebra::{DMatrix, DVector};

/// The curve through `points` at each of `at`.
pub fn cubic_spline(points: &[(f64, f64)], at: &[f64]) -> Option<Vec<f64>> {
    let n = points.len();
    let gaps: Vec<(f64, f64)> = points.windows(2).map(gap).collect::<Option<_>>()?;
    if n < 4 || gaps.iter().any(|(width, _)| width.is_nan() || *width <= 0.0) {
        return None;
    }
    let third = |four: &[(f64, f64)]| {
        let slopes: Vec<f64> = four.windows(2).filter_map(gap).map(|(_, slope)| slope).collect();
        let (first, second) = four.first().zip(four.get(1))?;
        let (inner, last) = four.get(2).zip(four.get(3))?;
        let bend = |a: usize, over: f64| Some((slopes.get(a + 1)? - slopes.get(a)?) / over);
        Some((bend(1, last.0 - second.0)? - bend(0, inner.0 - first.0)?) / (last.0 - first.0))
    };
    let ends = (third(points.get(..4)?)?, third(points.get(n - 4..)?)?);
    let mut matrix = DMatrix::zeros(n, n);
    let mut right = DVector::zeros(n);
    let mut set = |row: usize, cells: &[(usize, f64)], value: f64| {
        for (column, cell) in cells {
            matrix.get_mut((row, *column)).into_iter().for_each(|it| *it = *cell);
        }
        right.get_mut(row).into_iter().for_each(|it| *it = value);
    };
    let (first, last) = (gaps.first()?, gaps.last()?);
    set(0, &[(0, -first.0), (1, first.0)], first.0 * first.0 * ends.0);
    set(n - 1, &[(n - 2, last.0), (n - 1, -last.0)], -last.0 * last.0 * ends.1);
    for (row, pair) in gaps.windows(2).enumerate() {
        let [(before, down), (after, up)] = pair else { continue };
        set(row + 1, &[(row, *before), (row + 1, 2.0 * (before + after)), (row + 2, *after)], up - down);
    }
    let bends = matrix.lu().solve(&right)?;
    let one = |x: &f64| {
        let place = points.iter().rposition(|(from, _)| from <= x).unwrap_or_default().min(n - 2);
        let ((from, y), (width, slope)) = points.get(place).zip(gaps.get(place))?;
        let (bend, next) = bends.get(place).zip(bends.get(place + 1))?;
        let along = x - from;
        let linear = slope - width * (next + 2.0 * bend);
        Some(y + along * (linear + along * (3.0 * bend + along * (next - bend) / width)))
    };
    at.iter().map(one).collect()
}

/// How far apart two points are, and the slope between them.
fn gap(pair: &[(f64, f64)]) -> Option<(f64, f64)> {
    let [(x, y), (next, above)] = pair else { return None };
    Some((next - x, (above - y) / (next - x)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cubic is its own spline, within the points and beyond them.
    #[test]
    fn a_cubic() {
        let cubic = |x: f64| 2.0 - x + 0.5 * x * x * x;
        let points: Vec<(f64, f64)> = [-2.0, -0.5, 0.0, 1.0, 3.0].map(|x| (x, cubic(x))).to_vec();
        let at = [-3.0, -1.2, 0.0, 0.4, 2.5, 3.0, 4.0];
        let found = cubic_spline(&points, &at).unwrap();
        assert!(found.iter().zip(at).all(|(y, x)| (y - cubic(x)).abs() < 1e-12), "{found:?}");
        assert!(cubic_spline(&points[..3], &at).is_none());
    }
}
