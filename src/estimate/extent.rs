//! The strata and sampling units of a period's respondents.

use crate::sufficient::detail::Detail;
use crate::sufficient::patterns::Pattern;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Sampling units of a stratum; where the design names none every respondent is one.
#[derive(Default)]
struct Units<'a> {
    named: BTreeSet<&'a str>,
    rows: u64,
}

impl Units<'_> {
    fn count(&self) -> u64 {
        self.named.len() as u64 + self.rows
    }
}

/// Sampling units by stratum: all, and those that weigh something.
#[derive(Default)]
pub(super) struct Extent<'a> {
    units: FxHashMap<&'a str, [Units<'a>; 2]>,
}

impl<'a> Extent<'a> {
    /// Adds the respondents of a pattern.
    pub(super) fn add(&mut self, pattern: &Pattern<'a>, n: u64) {
        let [all, weighing] = self.units.entry(pattern.stratum).or_default();
        for units in [Some(all), Some(weighing).filter(|_| pattern.detail != Detail::WEIGHTLESS)].into_iter().flatten()
        {
            match pattern.unit {
                Some(unit) => drop(units.named.insert(unit)),
                None => units.rows += n,
            }
        }
    }

    /// Units in a stratum.
    pub(super) fn units_in(&self, stratum: &str) -> u64 {
        self.units.get(stratum).map_or(0, |[all, _]| all.count())
    }

    /// Degrees of freedom: units less strata, of those that weigh something.
    pub(super) fn df(&self) -> f64 {
        let weighing = self.units.values().map(|[_, weighing]| weighing.count()).filter(|count| *count > 0);
        weighing.map(|count| count as f64 - 1.0).sum()
    }
}
