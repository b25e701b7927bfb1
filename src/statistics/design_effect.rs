//! How much the design changes the variance, against a simple random sample of the same size.
//!
//! Shown beside estimates; n divided by it is the effective number of answers.
//!
//! # Formula
//! ```text
//! deff = V / V_srs        mean: V_srs = s²/n        total: V_srs = s² N²/n        without replacement: × (1 − n/N)
//! cv = se / estimate
//! ```
//! # Units
//! No unit. N is the sum of weights, n the respondents with a weight.
//! # Edge cases
//! Without replacement and N below n: none. No spread: none. An estimate of zero has no coefficient of variation.
//! # Source
//! Kish (1965), Survey Sampling, 8.2; Kish (1995), J Off Stat 11:55–77.
//! # Agrees with
//! R `survey::svymean(deff = TRUE | "replace")`, `survey::svytotal(deff = …)`, `survey::cv`.

/// What the sample of the same size is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Against {
    /// s², the variance of the value in the population.
    pub spread: f64,
    /// Respondents.
    pub n: f64,
    /// The sum of weights.
    pub population: f64,
    /// Drawn with replacement.
    pub replace: bool,
}

/// The design effect of a mean with variance `variance`.
pub fn of_mean(variance: f64, against: Against) -> Option<f64> {
    let Against { spread, n, population, replace } = against;
    if spread <= 0.0 || n <= 0.0 || (!replace && population < n) {
        return None;
    }
    let left = if replace { 1.0 } else { (population - n) / population };
    Some(variance / (spread / n * left))
}

/// The design effect of a total.
pub fn of_total(variance: f64, against: Against) -> Option<f64> {
    of_mean(variance / (against.population * against.population), against)
}

/// The coefficient of variation.
pub fn coefficient_of_variation(value: f64, se: f64) -> Option<f64> {
    (value != 0.0).then_some(se / value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let against = Against { spread: 8.0, n: 4.0, population: 16.0, replace: true };
        assert_eq!(of_mean(3.0, against), Some(1.5));
        assert_eq!(of_mean(3.0, Against { replace: false, ..against }), Some(2.0));
        assert_eq!(of_total(3.0 * 256.0, against), Some(1.5));
        assert_eq!(coefficient_of_variation(0.0, 1.0), None);
    }
}
