//! The strata and sampling units of a period's respondents.

use std::collections::BTreeSet;

/// Sampling units of a stratum; where the design names none every respondent is one.
#[derive(Debug, Default, Clone)]
struct Units {
    named: BTreeSet<usize>,
    rows: u64,
}

impl Units {
    fn count(&self) -> u64 {
        self.named.len() as u64 + self.rows
    }

    fn add(&mut self, unit: Option<usize>, n: u64) {
        match unit {
            Some(unit) => drop(self.named.insert(unit)),
            None => self.rows += n,
        }
    }
}

/// Sampling units by stratum, both as numbers: all, and those that weigh something.
#[derive(Debug, Default)]
pub(super) struct Extent {
    strata: Vec<[Units; 2]>,
}

impl Extent {
    /// Adds respondents of a stratum.
    pub(super) fn add(&mut self, (stratum, unit): (usize, Option<usize>), n: u64, weighs: bool) {
        if self.strata.len() <= stratum {
            self.strata.resize(stratum + 1, Default::default());
        }
        if let Some([all, weighing]) = self.strata.get_mut(stratum) {
            all.add(unit, n);
            if weighs {
                weighing.add(unit, n);
            }
        }
    }

    /// Units in a stratum.
    pub(super) fn units_in(&self, stratum: usize) -> u64 {
        self.strata.get(stratum).map_or(0, |[all, _]| all.count())
    }

    /// Degrees of freedom: units less strata, of those that weigh something.
    pub(super) fn df(&self) -> f64 {
        let weighing = self.strata.iter().map(|[_, weighing]| weighing.count()).filter(|count| *count > 0);
        weighing.map(|count| count as f64 - 1.0).sum()
    }
}
