//! Linear regression, plain or weighted, with standard errors that hold for unequal variances and for clusters.
//!
//! Chosen for adjustment, trends and differences in differences. The ordinary standard error assumes equal variance;
//! HC3 does not and is safe with few rows; the clustered one also allows rows of the same region to move together.
//!
//! # Formula
//! ```text
//! b = (X'WX)⁻¹X'Wy (by QR)      B = (X'WX)⁻¹      e = y − Xb      h = the leverage of a row
//! ordinary: σ̂²B      HC: B(Σ k·w²e²·xx')B with k = 1 (HC0), n/(n − p) (HC1), 1/(1 − h)² (HC3)
//! clusters: c·B(Σ_g s_g·s_g')B, s_g = Σ w·e·x      c = 1, or G/(G − 1)·(n − 1)/(n − p)
//! ```
//! # Units
//! Coefficients in the unit of y per unit of x; n − p degrees of freedom, or G − 1 with clusters.
//! # Edge cases
//! As many coefficients as rows, or columns that determine each other: none. Rows with weight 0 are left out.
//! # Source
//! White (1980), Econometrica 48:817–838; MacKinnon & White (1985), Journal of Econometrics 29:305–325; Cameron &
//! Miller (2015), Journal of Human Resources 50:317–372.
//! # Agrees with
//! R `stats::lm`, `sandwich::vcovHC`, `sandwich::vcovCL`, `sandwich::NeweyWest(prewhite = FALSE)`.

use nalgebra::{DMatrix, DVector};

const COLLINEAR: f64 = 1e-9;

/// A fitted regression.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The coefficients, one a column.
    pub coefficients: Vec<f64>,
    /// Rows less coefficients.
    pub df: f64,
    /// Observed minus fitted, of the rows that were used.
    pub residuals: Vec<f64>,
    scaled: DMatrix<f64>,
    scaled_residuals: Vec<f64>,
    leverages: Vec<f64>,
    bread: DMatrix<f64>,
    used: Vec<usize>,
}

/// How the covariance of the coefficients is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Covariance<'a> {
    /// Equal variances.
    Ordinary,
    /// Unequal variances, no correction.
    Hc0,
    /// Unequal variances, corrected for the number of coefficients.
    Hc1,
    /// Unequal variances, corrected for leverage.
    Hc3,
    /// Rows of the same cluster move together; whether it is corrected for few clusters.
    Clusters(&'a [usize], bool),
    /// Rows in order of time, related up to a number of steps apart.
    NeweyWest(usize),
}

/// Least squares of `y` on the columns; `weights` of one where there are none.
pub fn linear_regression(columns: &[Vec<f64>], y: &[f64], weights: Option<&[f64]>) -> Option<Fit> {
    let weight = |row: usize| weights.map_or(Some(1.0), |weights| weights.get(row).copied());
    let used: Vec<usize> = (0..y.len()).filter(|row| weight(*row).is_some_and(|weight| weight > 0.0)).collect();
    let roots: Vec<f64> = used.iter().filter_map(|row| weight(*row)).map(f64::sqrt).collect();
    let (n, p) = (used.len(), columns.len());
    if p == 0 || n <= p || roots.len() != n || columns.iter().any(|column| column.len() != y.len()) {
        return None;
    }
    let kept = |values: &[f64]| used.iter().filter_map(|row| values.get(*row)).copied().collect::<Vec<f64>>();
    let weighted = |values: &[f64]| kept(values).iter().zip(&roots).map(|(x, root)| x * root).collect::<Vec<f64>>();
    let entries: Vec<f64> = columns.iter().flat_map(|column| weighted(column)).collect();
    let scaled = DMatrix::from_vec(n, p, entries);
    let scaled_y = DVector::from_vec(weighted(y));
    let qr = scaled.clone().qr();
    let (q, r) = (qr.q(), qr.r());
    let independent = scaled.column_iter().zip(r.diagonal().iter()).all(|(x, d)| d.abs() > COLLINEAR * x.norm());
    if !independent {
        return None;
    }
    let b = r.solve_upper_triangular(&(q.transpose() * &scaled_y))?;
    let inverse = r.solve_upper_triangular(&DMatrix::identity(p, p))?;
    let scaled_residuals: Vec<f64> = (&scaled_y - &scaled * &b).iter().copied().collect();
    Some(Fit {
        coefficients: b.iter().copied().collect(),
        df: (n - p) as f64,
        residuals: scaled_residuals.iter().zip(&roots).map(|(e, root)| e / root).collect(),
        leverages: q.row_iter().map(|row| row.norm_squared()).collect(),
        bread: &inverse * inverse.transpose(),
        scaled,
        scaled_residuals,
        used,
    })
}

impl Fit {
    /// Sum of the squared residuals, weighted.
    pub fn residual_sum(&self) -> f64 {
        self.scaled_residuals.iter().map(|e| e * e).sum()
    }

    /// (X'WX)⁻¹ at a row and a column.
    pub fn bread(&self, row: usize, column: usize) -> Option<f64> {
        self.bread.get((row, column)).copied()
    }

    /// The standard errors of the coefficients.
    pub fn standard_errors(&self, kind: Covariance<'_>) -> Vec<f64> {
        let n = self.scaled.nrows() as f64;
        let meat = match kind {
            Covariance::Ordinary => {
                let sigma = self.residual_sum() / self.df;
                return self.bread.diagonal().iter().map(|value| (value * sigma).sqrt()).collect();
            }
            Covariance::Hc0 => self.meat(|_| 1.0),
            Covariance::Hc1 => self.meat(|_| n / self.df),
            Covariance::Hc3 => self.meat(|h| (1.0 - h).powi(-2)),
            Covariance::Clusters(clusters, corrected) => self.clustered(clusters, corrected),
            Covariance::NeweyWest(lags) => self.over_time(lags),
        };
        (&self.bread * meat * &self.bread).diagonal().iter().map(|value| value.sqrt()).collect()
    }

    /// A row's contribution to the estimating equations.
    fn scores(&self) -> Vec<DVector<f64>> {
        self.scaled.row_iter().zip(&self.scaled_residuals).map(|(x, e)| x.transpose() * *e).collect()
    }

    fn none(&self) -> DMatrix<f64> {
        DMatrix::zeros(self.scaled.ncols(), self.scaled.ncols())
    }

    fn meat(&self, factor: impl Fn(f64) -> f64) -> DMatrix<f64> {
        let scores = self.scores();
        scores.iter().zip(&self.leverages).fold(self.none(), |sum, (s, h)| sum + s * s.transpose() * factor(*h))
    }

    fn clustered(&self, clusters: &[usize], corrected: bool) -> DMatrix<f64> {
        let mut sums = std::collections::BTreeMap::new();
        for (row, score) in self.used.iter().zip(self.scores()) {
            let cluster = clusters.get(*row).copied().unwrap_or(usize::MAX);
            let sum = sums.entry(cluster).or_insert_with(|| DVector::zeros(score.len()));
            *sum += score;
        }
        let (groups, n) = (sums.len() as f64, self.scaled.nrows() as f64);
        let factor = if corrected { groups / (groups - 1.0) * (n - 1.0) / self.df } else { 1.0 };
        sums.values().fold(self.none(), |sum, s| sum + s * s.transpose() * factor)
    }

    fn over_time(&self, lags: usize) -> DMatrix<f64> {
        let scores = self.scores();
        let related = |lag: usize| {
            let pairs = scores.iter().skip(lag).zip(&scores);
            pairs.fold(self.none(), |sum, (later, earlier)| sum + later * earlier.transpose())
        };
        (1..=lags).fold(related(0), |sum, lag| {
            let at = related(lag);
            sum + (&at + at.transpose()) * (1.0 - lag as f64 / (lags as f64 + 1.0))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: &[f64], y: &[f64], weights: Option<&[f64]>) -> Option<Fit> {
        linear_regression(&[vec![1.0; x.len()], x.to_vec()], y, weights)
    }

    /// y = 1, 2, 2, 5 at x = 0, 1, 2, 3: slope 6/5, intercept 7/10, residual sum 9 − 36/5, sigma² half of it.
    #[test]
    fn by_hand() {
        let fit = line(&[0.0, 1.0, 2.0, 3.0], &[1.0, 2.0, 2.0, 5.0], None).unwrap();
        assert!((fit.coefficients[0] - 0.7).abs() < 1e-12 && (fit.coefficients[1] - 1.2).abs() < 1e-12);
        assert!((fit.residual_sum() - 1.8).abs() < 1e-12);
        assert!((fit.standard_errors(Covariance::Ordinary)[1] - (0.9_f64 / 5.0).sqrt()).abs() < 1e-12);
    }

    /// A mean: HC0 is the spread with n, HC1 with n − 1, and clusters of one row are HC0.
    #[test]
    fn a_mean() {
        let fit = linear_regression(&[vec![1.0; 4]], &[1.0, 3.0, 5.0, 7.0], None).unwrap();
        let close = |kind, right: f64| assert!((fit.standard_errors(kind)[0] - right.sqrt()).abs() < 1e-12, "{kind:?}");
        close(Covariance::Hc0, 20.0 / 16.0);
        close(Covariance::Hc1, 20.0 / 12.0);
        close(Covariance::Hc3, 20.0 / 16.0 / 0.5625);
        close(Covariance::Clusters(&[0, 1, 2, 3], false), 20.0 / 16.0);
        close(Covariance::Clusters(&[0, 0, 1, 1], false), 32.0 / 16.0);
    }

    #[test]
    fn what_cannot_be_fitted() {
        assert!(line(&[2.0, 2.0, 2.0], &[1.0, 2.0, 3.0], None).is_none());
        assert!(line(&[1.0, 2.0], &[1.0, 2.0], None).is_none());
        assert!(line(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], Some(&[1.0, 1.0, 0.0])).is_none());
    }
}
