//! p-values adjusted over regions within one measure, period and kind of comparison; changes of gaps and against the
//! change of others within one base and population as well, measures against each other over all other measures.

use crate::compare::{Comparison, Outcome, Population};
use crate::plan::{Compare, Multiplicity};
use crate::statistics::benjamini_hochberg::benjamini_hochberg;
use crate::statistics::holm::holm;
use crate::vocabulary::period::Period;
use std::collections::HashMap;

/// The kind of comparison, with base and population where there are several.
type Kind = (Compare, Option<(Option<Period>, Population)>);
type Family = (String, Kind, Option<Period>, Option<(String, String)>);

/// Fills in the adjusted p-values where the plan asks for them.
pub fn adjust(comparisons: &mut [Comparison], method: Multiplicity) {
    let adjusted = match method {
        Multiplicity::None => return,
        Multiplicity::Holm => holm,
        Multiplicity::BenjaminiHochberg => benjamini_hochberg,
    };
    let mut families: HashMap<Family, Vec<(usize, f64)>> = HashMap::new();
    for (index, comparison) in comparisons.iter().enumerate() {
        if let Outcome::Tested(test) = &comparison.outcome
            && !comparison.domain.region.is_nation()
        {
            let domain = &comparison.domain;
            let kind = (comparison.kind, base(comparison));
            let family = (comparison.measure.clone(), kind, domain.period, domain.group.clone());
            families.entry(family).or_default().push((index, test.p));
        }
    }
    for members in families.into_values() {
        let p: Vec<f64> = members.iter().map(|(_, p)| *p).collect();
        for ((index, _), p) in members.iter().zip(adjusted(&p)) {
            if let Some(comparison) = comparisons.get_mut(*index) {
                comparison.p_adjusted = Some(p);
            }
        }
    }
}

/// What sets apart comparisons of one kind that are made with several bases.
fn base(comparison: &Comparison) -> Option<(Option<Period>, Population)> {
    let several = matches!(comparison.kind, Compare::GapChange | Compare::DifferenceInDifferences);
    several.then_some((comparison.against.domain.period, comparison.against.population))
}
