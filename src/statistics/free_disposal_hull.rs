//! Free disposal hull: efficiency against real units only, without mixtures of them.
//!
//! Chosen beside data envelopment to see how much of a distance rests on mixing units that do not exist.
//!
//! # Formula
//! ```text
//! input:  θ = min over units with every output ≥ y₀ of max over inputs of xⱼ/x₀
//! output: φ = max over units with every input ≤ x₀ of min over outputs of yⱼ/y₀
//! ```
//! # Units
//! As in data envelopment: θ is at most 1, φ at least 1.
//! # Edge cases
//! No units, tables of unequal length, values that are negative or no numbers: none. Inputs (outputs) of the unit that are
//! zero limit nothing.
//! # Source
//! Deprins, Simar & Tulkens (1984), in Marchand et al., The Performance of Public Enterprises, 243–267.
//! # Agrees with
//! R `Benchmarking::dea(RTS = "fdh")`; enumeration written out in R.

use crate::statistics::data_envelopment::{Orientation, Unit};

/// Every unit against the units that dominate it.
pub fn free_disposal_hull(units: &[Unit], orientation: Orientation) -> Option<Vec<f64>> {
    let first = units.first()?;
    let usable = |values: &[f64]| values.iter().all(|value| value.is_finite() && *value >= 0.0);
    let alike = |unit: &Unit| {
        let same = unit.inputs.len() == first.inputs.len() && unit.outputs.len() == first.outputs.len();
        same && usable(&unit.inputs) && usable(&unit.outputs)
    };
    units.iter().all(alike).then(|| units.iter().map(|unit| against(unit, units, orientation)).collect())
}

fn against(own: &Unit, units: &[Unit], orientation: Orientation) -> f64 {
    let ratios = |theirs: &[f64], own: &[f64]| -> Vec<f64> {
        theirs.iter().zip(own).filter(|(_, own)| **own > 0.0).map(|(theirs, own)| theirs / own).collect()
    };
    let no_less = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| a >= b);
    match orientation {
        Orientation::Input => units
            .iter()
            .filter(|unit| no_less(&unit.outputs, &own.outputs))
            .map(|unit| ratios(&unit.inputs, &own.inputs).into_iter().fold(0.0, f64::max))
            .fold(f64::INFINITY, f64::min),
        Orientation::Output => units
            .iter()
            .filter(|unit| no_less(&own.inputs, &unit.inputs))
            .map(|unit| ratios(&unit.outputs, &own.outputs).into_iter().fold(f64::INFINITY, f64::min))
            .fold(0.0, f64::max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The third gives no more than the second and uses 10 where 8 would do; nobody gives as much as the first.
    #[test]
    fn by_hand() {
        let unit = |x: f64, y: f64| Unit { inputs: vec![x], outputs: vec![y] };
        let three = [unit(9.0, 5.0), unit(8.0, 4.0), unit(10.0, 4.0)];
        assert_eq!(free_disposal_hull(&three, Orientation::Input).unwrap(), [1.0, 1.0, 0.8]);
        assert_eq!(free_disposal_hull(&three, Orientation::Output).unwrap(), [1.0, 1.0, 1.25]);
        assert_eq!(free_disposal_hull(&[], Orientation::Input), None);
        assert_eq!(free_disposal_hull(&[unit(f64::NAN, 1.0)], Orientation::Input), None);
    }
}
