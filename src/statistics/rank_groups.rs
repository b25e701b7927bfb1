//! Division of areas into equally large groups by rank: quartiles, quintiles, deciles of areas.
//!
//! Chosen where areas are described by fifths or tenths instead of one by one.
//!
//! # Formula
//! ```text
//! group = k + 1 − ⌈(n + 1 − rank)/(n/k)⌉      rank 1 the lowest value (the highest, inverted); ties share the lowest
//! ```
//! # Units
//! Values in any unit; groups 1–k.
//! # Edge cases
//! Fewer areas than groups: none gets a group. Group 0, which rounding may give, is 1.
//! # Source
//! OHID (2023), Public Health Technical Guide: Assigning Deprivation Categories.
//! # Agrees with
//! R `PHEindicatormethods::phe_quantile`.

/// The group of each value, in the order given.
pub fn rank_groups(values: &[f64], groups: usize, inverted: bool) -> Vec<Option<usize>> {
    let n = values.len() as f64;
    let k = groups as f64;
    let before = |value: f64| values.iter().filter(|other| if inverted { **other > value } else { **other < value }).count();
    let group = |value: f64| {
        let rank = before(value) as f64 + 1.0;
        (k + 1.0 - ((n + 1.0 - rank) / (n / k)).ceil()).floor().max(1.0) as usize
    };
    values.iter().map(|value| (groups > 0 && values.len() >= groups).then(|| group(*value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let values = [40.0, 10.0, 30.0, 20.0];
        assert_eq!(rank_groups(&values, 2, false), [Some(2), Some(1), Some(2), Some(1)]);
        assert_eq!(rank_groups(&values, 2, true), [Some(1), Some(2), Some(1), Some(2)]);
        assert_eq!(rank_groups(&values, 5, false), [None; 4]);
        assert_eq!(rank_groups(&[1.0, 1.0], 2, false), [Some(1), Some(1)]);
    }
}
