//! Care Need Index: expected need of care among those listed, from seven counts of their circumstances.
//!
//! # Formula
//! ```text
//! index = 3.23·(under 5 years) + 5.72·(born outside the West) + 6.15·(65 and older, living alone) + 4.19·(lone parents)
//!       + 4.19·(moved in within a year) + 5.13·(out of work 16–64) + 3.97·(low education 25–64)
//! CNI = (index/population)/(index of the reference/its population)
//! ```
//! # Units
//! Persons in; the index in weighted persons. CNI is 1 at the reference's need.
//! # Edge cases
//! A negative count, or a population or reference that is not positive: none. Statistics Sweden prints the index without
//! its decimals, not rounded.
//! # Source
//! SCB, Care Need Index (CNI), example; Sundquist et al. (2003), Family Practice 20:501–506 (the weights).
//! # Agrees with
//! SCB's two printed examples, 22 709 and 7 869.

/// Persons under 5, born outside the West, 65 and older alone, lone parents, moved in, out of work, low education.
pub type Circumstances = [f64; 7];

const WEIGHTS: Circumstances = [3.23, 5.72, 6.15, 4.19, 4.19, 5.13, 3.97];

/// The weighted sum of persons.
pub fn care_need(persons: &Circumstances) -> Option<f64> {
    let usable = persons.iter().all(|count| count.is_finite() && *count >= 0.0);
    usable.then(|| persons.iter().zip(WEIGHTS).map(|(count, weight)| count * weight).sum())
}

/// Need for each person, against the reference's need for each.
pub fn care_need_index(need: f64, population: f64, reference_each: f64) -> Option<f64> {
    (need >= 0.0 && population > 0.0 && reference_each > 0.0).then(|| need / population / reference_each)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two units of SCB's example; its reference has 2.476 for each person, which makes the first 1.5513.
    #[test]
    fn printed_by_statistics_sweden() {
        let first = [595.0, 1391.0, 484.0, 167.0, 385.0, 981.0, 632.0];
        let second = [293.0, 330.0, 215.0, 80.0, 240.0, 300.0, 210.0];
        assert_eq!(care_need(&first).unwrap().floor(), 22_709.0);
        assert_eq!(care_need(&second).unwrap().floor(), 7_869.0);
        let need = care_need(&first).unwrap();
        assert!((care_need_index(need, 5912.0, 2.476).unwrap() - 1.5513).abs() < 2e-4);
        assert_eq!(care_need(&[-1.0; 7]), None);
        assert_eq!(care_need_index(need, 0.0, 1.0), None);
    }
}
