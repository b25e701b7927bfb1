//! The strata and sampling units of a period's respondents.

use crate::sufficient::patterns::Pattern;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Sampling units by stratum; where the design names none every respondent is one.
#[derive(Default)]
pub(super) struct Extent<'a> {
    units: FxHashMap<&'a str, (BTreeSet<&'a str>, u64)>,
}

impl<'a> Extent<'a> {
    /// Adds the respondents of a pattern.
    pub(super) fn add(&mut self, pattern: &Pattern<'a>, n: u64) {
        let (units, rows) = self.units.entry(pattern.stratum).or_default();
        match pattern.unit {
            Some(unit) => drop(units.insert(unit)),
            None => *rows += n,
        }
    }

    /// Units in a stratum.
    pub(super) fn units_in(&self, stratum: &str) -> u64 {
        self.units.get(stratum).map_or(0, |(units, rows)| units.len() as u64 + rows)
    }

    /// Degrees of freedom: units less strata.
    pub(super) fn df(&self) -> f64 {
        let units: u64 = self.units.values().map(|(units, rows)| units.len() as u64 + rows).sum();
        units as f64 - self.units.len() as f64
    }
}
