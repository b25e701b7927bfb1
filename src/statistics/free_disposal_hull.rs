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
//! No units, tables of unequal length, values that are negative or no numbers: none. A unit that uses nothing of an input
//! is dominated only by units that use nothing of it either; one that uses nothing at all has θ = 0. Outputs of the unit
//! that are zero limit nothing; a unit without any has no φ.
//! # Source
//! Deprins, Simar & Tulkens (1984), in Marchand et al., The Performance of Public Enterprises, 243–267.
//! # Agrees with
//! R `Benchmarking::dea(RTS = "fdh")`; enumeration written out in R.

use crate::statistics::data_envelopment::{Orientation, Unit};

/// Every unit against the units that dominate it.
pub fn free_disposal_hull(units: &[Unit], orientation: Orientation) -> Option<Vec<Option<f64>>> {
    let first = units.first()?;
    let usable = |values: &[f64]| values.iter().all(|value| value.is_finite() && *value >= 0.0);
    let alike = |unit: &Unit| {
        let same = unit.inputs.len() == first.inputs.len() && unit.outputs.len() == first.outputs.len();
        same && usable(&unit.inputs) && usable(&unit.outputs)
    };
    units.iter().all(alike).then(|| units.iter().map(|unit| against(unit, units, orientation)).collect())
}

fn against(own: &Unit, units: &[Unit], orientation: Orientation) -> Option<f64> {
    let no_less = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| a >= b);
    let found = match orientation {
        Orientation::Input => units
            .iter()
            .filter(|unit| no_less(&unit.outputs, &own.outputs))
            .map(|unit| unit.inputs.iter().zip(&own.inputs).map(share).fold(0.0, f64::max))
            .fold(f64::INFINITY, f64::min),
        Orientation::Output => units
            .iter()
            .filter(|unit| no_less(&own.inputs, &unit.inputs))
            .map(|unit| {
                let limits = unit.outputs.iter().zip(&own.outputs).filter(|(_, own)| **own > 0.0);
                limits.map(share).fold(f64::INFINITY, f64::min)
            })
            .fold(0.0, f64::max),
    };
    found.is_finite().then_some(found)
}

/// What share of its own the unit would do with; nothing suffices where both are zero.
fn share((theirs, own): (&f64, &f64)) -> f64 {
    if *theirs == 0.0 { 0.0 } else { theirs / own }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The third gives no more than the second and uses 10 where 8 would do; nobody gives as much as the first.
    #[test]
    fn by_hand() {
        let unit = |x: f64, y: f64| Unit { inputs: vec![x], outputs: vec![y] };
        let three = [unit(9.0, 5.0), unit(8.0, 4.0), unit(10.0, 4.0)];
        assert_eq!(free_disposal_hull(&three, Orientation::Input).unwrap(), [Some(1.0), Some(1.0), Some(0.8)]);
        assert_eq!(free_disposal_hull(&three, Orientation::Output).unwrap(), [Some(1.0), Some(1.0), Some(1.25)]);
        assert_eq!(free_disposal_hull(&[], Orientation::Input), None);
        assert_eq!(free_disposal_hull(&[unit(f64::NAN, 1.0)], Orientation::Input), None);
    }
    /// The first uses nothing of the second input: the second, which does, cannot take its place however cheap it is. The
    /// third gives nothing, so that nothing is multiplied.
    #[test]
    fn zeros() {
        let unit = |x: [f64; 2], y: f64| Unit { inputs: x.to_vec(), outputs: vec![y] };
        let three = [unit([9.0, 0.0], 4.0), unit([3.0, 1.0], 4.0), unit([6.0, 2.0], 0.0)];
        assert_eq!(free_disposal_hull(&three, Orientation::Input).unwrap(), [Some(1.0), Some(1.0), Some(0.5)]);
        assert_eq!(free_disposal_hull(&three, Orientation::Output).unwrap(), [Some(1.0), Some(1.0), None]);
        assert_eq!(free_disposal_hull(&[unit([0.0, 0.0], 1.0)], Orientation::Input).unwrap(), [Some(0.0)]);
    }
}
