//! Full counts: everyone is in the file, so nothing is left to chance by sampling.
//!
//! A survey keeps its values and scores, all strata sampled whole. Every estimate has the standard error zero and no
//! interval; against a published value with an uncertainty of its own that one is what the test is about.

use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Measured};
use crate::statistics::taylor_linearisation::Stratum;

impl SurveySample {
    /// The same as a full count.
    pub(super) fn of_everyone(mut self) -> SurveySample {
        self.sample.design = None;
        self.lonely = 0;
        if self.sample.strata.is_empty() {
            self.sample.strata.push(Stratum { units: self.sample.atoms.len() as u64, fraction: 1.0 });
        }
        self.sample.strata.iter_mut().for_each(|stratum| stratum.fraction = 1.0);
        self
    }
}

impl Measured {
    /// The same as a full count.
    pub(super) fn of_everyone(mut self) -> Measured {
        for estimate in self.estimates.values_mut().filter(|estimate| estimate.value.is_some()) {
            estimate.se = Some(0.0);
            estimate.interval = None;
            estimate.df = None;
            estimate.n_effective = None;
            estimate.method = if self.sample.is_some() { "survey_mean" } else { "as_published" };
            if !matches!(estimate.basis, Basis::Survey(_)) {
                estimate.basis = Basis::StandardError;
            }
        }
        self
    }
}
