//! The level that everyone would have in each group of a regression, with all else as it is.
//!
//! Chosen to say an adjusted difference in percentage points: the difference of two margins is the average marginal
//! difference of a logistic regression.
//!
//! # Formula
//! ```text
//! θ_a = Σ w μ(x_a·β)/Σ w        x_a: the respondent's columns with the group set to a
//! z_a = w (μ(x_a·β) − θ_a)/Σ w        g_a = Σ w μ'(x_a·β) x_a/Σ w        V(θ) = V(Σ z) + gᵀ V(β) g
//! ```
//! The covariance of the two parts is left out, as in R.
//! # Units
//! Margins of a logistic regression are shares 0–1.
//! # Edge cases
//! Respondents that weigh nothing in all: none.
//! # Source
//! Graubard & Korn (1999), Biometrics 55:652–659; Lumley (2010), Complex Surveys, 5.
//! # Agrees with
//! R `survey::svypredmeans`, and `survey::svycontrast` over it for differences.

use crate::statistics::survey_design::Linearised;
use crate::statistics::survey_regression::Family;

/// Margins with the two parts of their variance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Margins {
    /// The margins, and the scores that who the respondents are gives them.
    pub of_respondents: Linearised,
    /// For each margin, the slope for each coefficient.
    pub gradients: Vec<Vec<f64>>,
    /// For each margin, what the model gives each respondent.
    pub fits: Vec<Vec<f64>>,
}

/// Margins for several groups; `columns` holds for each the columns of the model with the group set to it.
pub fn survey_predictive_margin(
    coefficients: &[f64],
    family: Family,
    columns: &[Vec<Vec<f64>>],
    weights: &[f64],
) -> Option<Margins> {
    let whole: f64 = weights.iter().sum();
    if whole <= 0.0 {
        return None;
    }
    let mut margins = Margins::default();
    for columns in columns {
        let mut eta = vec![0.0; weights.len()];
        for (column, beta) in columns.iter().zip(coefficients) {
            eta.iter_mut().zip(column).for_each(|(eta, x)| *eta += beta * x);
        }
        let mu: Vec<f64> = eta.iter().map(|eta| family.mean(*eta)).collect();
        let theta = mu.iter().zip(weights).map(|(mu, w)| mu * w).sum::<f64>() / whole;
        let gradient = |column: &Vec<f64>| {
            let slopes = mu.iter().zip(weights).zip(column).map(|((mu, w), x)| w * family.slope(*mu) * x);
            slopes.sum::<f64>() / whole
        };
        margins.gradients.push(columns.iter().map(gradient).collect());
        margins.of_respondents.values.push(theta);
        margins.of_respondents.scores.push(mu.iter().zip(weights).map(|(mu, w)| w * (mu - theta) / whole).collect());
        margins.fits.push(mu);
    }
    Some(margins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::survey_regression::Model;

    /// One dummy and nothing else: the margins are the groups' own shares, 1/4 and 2/3.
    #[test]
    fn without_background_the_margins_are_the_shares() {
        let (one, group) = (vec![1.0; 4], vec![0.0, 0.0, 1.0, 1.0]);
        let model =
            Model { x: vec![one.clone(), group], y: vec![1.0, 0.0, 1.0, 0.0], family: Family::Binomial };
        let weights = [1.0, 3.0, 2.0, 1.0];
        let fitted = model.fit(&weights, 1.0, None).unwrap();
        let columns = [vec![one.clone(), vec![0.0; 4]], vec![one.clone(), vec![1.0; 4]]];
        let margins = survey_predictive_margin(&fitted.values, Family::Binomial, &columns, &weights).unwrap();
        let found = margins.of_respondents.values;
        assert!((found[0] - 0.25).abs() < 1e-7 && (found[1] - 2.0 / 3.0).abs() < 1e-7);
        assert!((margins.gradients[1][1] - 2.0 / 9.0).abs() < 1e-7);
        assert!(survey_predictive_margin(&fitted.values, Family::Binomial, &columns, &[0.0; 4]).is_none());
    }
}
