//! Whether two classifications are independent in the population, from a survey.
//!
//! Chosen for tables of two variables. Pearson's statistic is corrected for the design (Rao and Scott), or the
//! departures from independence are tested together (Wald).
//!
//! # Formula
//! ```text
//! X² = n Σ (p_ij − p_i· p_·j)²/(p_i· p_·j)        Δ = (Cᵀ D⁻¹ C/n)⁻¹ (Cᵀ D⁻¹ V D⁻¹ C), eigenvalues δ
//! F      = X²/Σδ on (d, d·df), d = (Σδ)²/Σδ²        Chisq: X²/mean(δ) on (r − 1)(c − 1)
//! Wald   = Yᵀ V_Y⁻¹ Y/k on (k, df), Y_ij = N_ij − N_i· N_·j/N, k = (r − 1)(c − 1);  adjusted: × (df − k + 1)/df
//! ```
//! C spans the interactions that are left when the margins are taken away; D = diag(p).
//! # Units
//! `n` rows of the design, answered or not; degrees of freedom of the design.
//! # Edge cases
//! A variable with one value, no degrees of freedom, a singular V: none. Empty cells count as zero.
//! # Source
//! Rao & Scott (1984), Ann Stat 12:46–60; Thomas & Rao (1987), JASA 82:630–636; Koch, Freeman & Freeman (1975).
//! # Agrees with
//! R `survey::svychisq(statistic = "F" | "Chisq" | "Wald" | "adjWald" | "saddlepoint")`.

use crate::statistics::chi_square_mixture::chi_square_mixture_tail;
use crate::statistics::linear_algebra::{basis, entry, residual, solve};
use crate::statistics::survey_design::{Estimated, SurveyDesign};
use crate::statistics::survey_mean::survey_mean;
use crate::statistics::survey_total::survey_total;
use crate::statistics::distributions::{chi_squared_tails, f_tails};
use nalgebra::DMatrix;

/// Which form of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Second-order corrected.
    F,
    /// First-order corrected.
    ChiSquare,
    /// Wald's.
    Wald,
    /// Wald's with its degrees of freedom adjusted.
    AdjustedWald,
    /// The distribution of the weighted sum.
    Saddlepoint,
}

/// A table of two classifications: the level of each row in both, for the rows that have both.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Level in the first; `None` where it has none.
    pub first: Vec<Option<usize>>,
    /// Level in the second.
    pub second: Vec<Option<usize>>,
    /// Levels of the first.
    pub rows: usize,
    /// Levels of the second.
    pub columns: usize,
}

/// A test of independence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The statistic.
    pub statistic: f64,
    /// Degrees of freedom of its numerator; `None` for a weighted sum.
    pub df: Option<f64>,
    /// Those of its denominator.
    pub denominator: Option<f64>,
    /// The p-value.
    pub p: f64,
}

impl Table {
    fn cells(&self) -> Vec<Vec<f64>> {
        let pairs: Vec<_> = self.first.iter().zip(&self.second).collect();
        let cell = |index: usize| {
            let (row, column) = (index % self.rows, index / self.rows);
            pairs.iter().map(|(a, b)| f64::from(u8::from(**a == Some(row) && **b == Some(column)))).collect()
        };
        (0..self.rows * self.columns).map(cell).collect()
    }
}

/// Tests whether the two are independent, among the rows of a design.
pub fn chi_square_survey(design: &SurveyDesign, present: &[bool], table: &Table, form: Form) -> Option<Tested> {
    let pairs = table.first.iter().zip(&table.second).zip(present);
    let answered: Vec<bool> = pairs.map(|((a, b), present)| *present && a.is_some() && b.is_some()).collect();
    if table.rows < 2 || table.columns < 2 {
        return None;
    }
    let df = design.degrees_of_freedom(present);
    match form {
        Form::Wald | Form::AdjustedWald => wald(design, &answered, table, df, form),
        _ => {
            let n = present.iter().filter(|present| **present).count() as f64;
            let means = design.estimate(&answered, |weights| survey_mean(&table.cells(), weights))?;
            let ddf = if design.replicates.is_some() { f64::INFINITY } else { df };
            pearson(&means, table, n, (df, ddf), form)
        }
    }
}

/// Pearson's statistic of a table of shares, with what its correction asks of their covariance. The shares stand column
/// by column.
#[derive(Debug, Clone)]
pub struct Pearson {
    /// X².
    pub statistic: f64,
    /// Combinations of the shares: a column for each, whose covariance the correction is made of.
    pub combinations: DMatrix<f64>,
    simple: DMatrix<f64>,
}

impl Pearson {
    /// The statistic of `shares` among `n` respondents.
    pub fn new(shares: &[f64], (r, c): (usize, usize), n: f64) -> Pearson {
        let p = |i: usize, j: usize| shares.get(j * r + i).copied().unwrap_or_default();
        let row = |i: usize| (0..c).map(|j| p(i, j)).sum::<f64>();
        let column = |j: usize| (0..r).map(|i| p(i, j)).sum::<f64>();
        let mut statistic = 0.0;
        for (i, j) in (0..r).flat_map(|i| (0..c).map(move |j| (i, j))) {
            let expected = row(i) * column(j);
            statistic += n * (p(i, j) - expected).powi(2) / expected;
        }
        let indicator = |test: &dyn Fn(usize, usize) -> bool| -> Vec<f64> {
            (0..r * c).map(|cell| f64::from(u8::from(test(cell % r, cell / r)))).collect()
        };
        let mut margins = vec![vec![1.0; r * c]];
        margins.extend((1..r).map(|level| indicator(&|i, _| i == level)));
        margins.extend((1..c).map(|level| indicator(&|_, j| j == level)));
        let margins = basis(&margins);
        let pairs = (1..c).flat_map(|j| (1..r).map(move |i| (i, j)));
        let contrasts: Vec<Vec<f64>> =
            pairs.map(|(a, b)| residual(&indicator(&|i, j| i == a && j == b), &margins)).collect();
        let k = contrasts.len();
        let inverse = |cell: usize| shares.get(cell).filter(|p| **p != 0.0).map_or(0.0, |p| 1.0 / p);
        let at = |cell: usize, i: usize| contrasts.get(i).and_then(|it| it.get(cell)).copied().unwrap_or(0.0);
        let contrast = DMatrix::from_fn(r * c, k, at);
        let combinations = DMatrix::from_fn(r * c, k, |cell, i| inverse(cell) * entry(&contrast, cell, i));
        let simple = contrast.transpose() * &combinations / n;
        Pearson { statistic, combinations, simple }
    }

    /// The test, given the covariance of the combinations. `df` is the design's; `sum_df` that of the weighted sum.
    pub fn tested(&self, covariance: &DMatrix<f64>, (df, sum_df): (f64, f64), form: Form) -> Option<Tested> {
        let Pearson { statistic, simple, .. } = self;
        let statistic = *statistic;
        let delta = solve(simple, covariance)?;
        let (trace, square) = (delta.trace(), (&delta * &delta).trace());
        let d = trace * trace / square;
        let tested = |statistic: f64, df: Option<f64>, denominator: Option<f64>, p: Option<f64>| {
            Some(Tested { statistic, df, denominator, p: p? })
        };
        match form {
            Form::F => {
                let p = f_tails(statistic / trace, d, d * df).map(|tails| tails.upper);
                tested(statistic / trace, Some(d), Some(d * df), p)
            }
            Form::ChiSquare => {
                let k = simple.nrows() as f64;
                tested(statistic, Some(k), None, chi_squared_tails(statistic / (trace / k), k).map(|tails| tails.upper))
            }
            _ => {
                let half = simple.clone().cholesky()?.l();
                let inverse = half.clone().try_inverse()?;
                let middle = simple * &delta;
                let symmetric = &inverse * &middle * inverse.transpose();
                let eigenvalues: Vec<f64> = symmetric.symmetric_eigenvalues().iter().copied().collect();
                tested(statistic, None, None, chi_square_mixture_tail(statistic, &eigenvalues, d * sum_df))
            }
        }
    }
}

fn pearson(means: &Estimated, table: &Table, n: f64, df: (f64, f64), form: Form) -> Option<Tested> {
    let pearson = Pearson::new(&means.values, (table.rows, table.columns), n);
    let covariance = pearson.combinations.transpose() * &means.covariance * &pearson.combinations;
    pearson.tested(&covariance, df, form)
}

fn wald(design: &SurveyDesign, answered: &[bool], table: &Table, df: f64, form: Form) -> Option<Tested> {
    let (r, c) = (table.rows, table.columns);
    let mut columns = table.cells();
    columns.push(vec![1.0; answered.len()]);
    let totals = design.estimate(answered, |weights| Some(survey_total(&columns, weights)))?;
    let cell = |i: usize, j: usize| totals.values.get(j * r + i).copied().unwrap_or_default();
    let all = totals.values.last().copied().filter(|all| *all > 0.0)?;
    let row = |i: usize| (0..c).map(|j| cell(i, j)).sum::<f64>() / all;
    let column = |j: usize| (0..r).map(|i| cell(i, j)).sum::<f64>() / all;
    let used: Vec<(usize, usize)> = (1..c).flat_map(|j| (1..r).map(move |i| (i, j))).collect();
    let k = used.len();
    let departure = |(i, j): (usize, usize)| cell(i, j) - row(i) * column(j) * all;
    let y = DMatrix::from_iterator(k, 1, used.iter().map(|pair| departure(*pair)));
    let slopes = DMatrix::from_fn(k, r * c + 1, |at, total| {
        let (i, j) = used.get(at).copied().unwrap_or_default();
        if total == r * c {
            return row(i) * column(j);
        }
        let one = |is: bool| f64::from(u8::from(is));
        let (a, b) = (total % r, total / r);
        one(a == i && b == j) - one(a == i) * column(j) - one(b == j) * row(i)
    });
    let variance = &slopes * &totals.covariance * slopes.transpose();
    let statistic = (y.transpose() * solve(&variance, &y)?).sum();
    let k = k as f64;
    let (statistic, denominator) = match form {
        Form::AdjustedWald => (statistic * (df - k + 1.0) / (k * df), df - k + 1.0),
        _ => (statistic / k, df),
    };
    Some(Tested { statistic, df: Some(k), denominator: Some(denominator), p: f_tails(statistic, k, denominator)?.upper })
}


#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::multistage_variance::Stage;

    /// In a simple random sample X² is Pearson's own, and the mean design effect is n/(n − 1).
    #[test]
    fn simple_random_sample() {
        let counts = [(0, 0, 20), (0, 1, 10), (1, 0, 10), (1, 1, 20)];
        let rows: Vec<(usize, usize)> = counts.iter().flat_map(|(a, b, n)| vec![(*a, *b); *n]).collect();
        let n = rows.len();
        let stage = Stage {
            unit: (0..n).collect(),
            stratum: vec![0; n],
            drawn: vec![n as f64; n],
            population: vec![f64::INFINITY; n],
        };
        let design = SurveyDesign { weights: vec![3.0; n], stages: vec![stage], ..SurveyDesign::default() };
        let table = Table {
            first: rows.iter().map(|(a, _)| Some(*a)).collect(),
            second: rows.iter().map(|(_, b)| Some(*b)).collect(),
            rows: 2,
            columns: 2,
        };
        let test = |form| chi_square_survey(&design, &vec![true; n], &table, form).unwrap();
        assert!((test(Form::ChiSquare).statistic - 60.0 / 9.0).abs() < 1e-9);
        let f = test(Form::F);
        assert!((f.df.unwrap() - 1.0).abs() < 1e-12 && (f.denominator.unwrap() - 59.0).abs() < 1e-9);
        assert!(test(Form::Wald).p < 0.02 && test(Form::Saddlepoint).p < 0.02);
    }
}
