//! Quantiles of weighted values: by interpolation between frequencies, and by the weighted distribution function.
//!
//! The first reads weights as numbers of people, and with weights of one it is type 7; the second is the smallest value
//! that more than the share `p` of the weight lies at or below.
//!
//! # Formula
//! ```text
//! interpolated: h = 1 + (W − 1)·p; between the values at cumulated weight ⌊h⌋ and ⌊h⌋ + 1
//! stepwise: min{x : W(x)/W > p}
//! ```
//! # Units
//! The unit of the values; weights positive in any unit (people for the interpolated one).
//! # Edge cases
//! Values without weight are left out. No weight, a probability outside 0–1: none.
//! # Source
//! Harrell, Hmisc; Alfons & Templ (2013), Journal of Statistical Software 54(15).
//! # Agrees with
//! R `Hmisc::wtd.quantile`, `laeken::weightedQuantile`.

/// How the quantile is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Interpolation between frequencies.
    Interpolated,
    /// A step of the distribution function.
    Stepwise,
}

/// Values in rising order with the weight at or below each; weightless ones left out.
fn cumulated(values: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sorted: Vec<(f64, f64)> = values.iter().copied().filter(|(_, weight)| *weight > 0.0).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sum = 0.0;
    sorted.iter_mut().for_each(|(_, weight)| {
        sum += *weight;
        *weight = sum;
    });
    sorted
}

/// The quantile of values with their weights.
pub fn weighted_quantile(values: &[(f64, f64)], p: f64, rule: Rule) -> Option<f64> {
    let sorted = cumulated(values);
    let (highest, total) = sorted.last().copied()?;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let first = |reaches: &dyn Fn(f64) -> bool| {
        sorted.iter().find(|(_, weight)| reaches(*weight)).map_or(highest, |(value, _)| *value)
    };
    match rule {
        Rule::Stepwise => Some(first(&|weight| weight / total > p)),
        Rule::Interpolated => {
            let at = 1.0 + (total - 1.0) * p;
            let low = at.floor().max(1.0);
            let high = (low + 1.0).min(total);
            let share = at.rem_euclid(1.0);
            Some((1.0 - share) * first(&|weight| weight >= low) + share * first(&|weight| weight >= high))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [(f64, f64); 3] = [(3.0, 3.0), (1.0, 5.0), (2.0, 2.0)];

    /// Ten people: five at 1, two at 2, three at 3. Half way is between the fifth and the sixth.
    #[test]
    fn by_hand() {
        assert_eq!(weighted_quantile(&VALUES, 0.5, Rule::Interpolated), Some(1.5));
        assert_eq!(weighted_quantile(&VALUES, 0.5, Rule::Stepwise), Some(2.0));
        assert_eq!(weighted_quantile(&VALUES, 1.0, Rule::Stepwise), Some(3.0));
    }

    #[test]
    fn no_weight() {
        assert_eq!(weighted_quantile(&[(1.0, 0.0)], 0.5, Rule::Stepwise), None);
        assert_eq!(weighted_quantile(&VALUES, 1.5, Rule::Interpolated), None);
    }
}
