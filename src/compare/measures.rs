//! One measure against another within a region: the same people answered both, so the two belong together.
//!
//! Only survey measures of one kind and one known unit are held against each other. Every respondent is then kept apart
//! (`table/survey.rs`), so that a person's scores on both stand in the same place and their covariance is in the contrast.
//! The two measure different things: a higher value is not by itself better, and the verdict says higher or lower.

use crate::catalogue::indicator::Unit;
use crate::compare::hold::First;
use crate::compare::{Against, Bench, Comparison, Outcome, Population, Side};
use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Domain, Estimate, Measured};
use crate::plan::Compare;
use crate::statistics::contrast::contrast;

/// Whether surveys were read whose respondents do not stand in the same places of every measure.
pub(super) fn cannot_be_paired(measured: &[Measured]) -> bool {
    let samples: Vec<&SurveySample> = measured.iter().filter_map(|one| one.sample.as_ref()).collect();
    samples.windows(2).any(|pair| matches!(pair, [a, b] if !a.same_rows(b)))
}

impl Bench<'_> {
    /// This measure against another, in every region and period.
    pub(crate) fn against_measure(&self, other: &Measured, comparisons: &mut Vec<Comparison>) {
        if !self.wants(Compare::BetweenMeasures) || !self.is_like(other) {
            return;
        }
        for (domain, estimate) in self.measured.estimates.iter().filter(|(domain, _)| domain.group.is_none()) {
            if let Some(theirs) = other.estimates.get(domain) {
                comparisons.extend(self.both(domain, estimate, other, theirs));
            }
        }
    }

    fn is_like(&self, other: &Measured) -> bool {
        let kind = |measured: &Measured| {
            let plan = self.plan.measures.iter().find(|measure| measure.id == measured.measure.id);
            plan.map(|measure| measure.r#type)
        };
        let unit = &self.measured.measure.unit;
        let samples = self.measured.sample.as_ref().zip(other.sample.as_ref());
        *unit == other.measure.unit
            && unit != Unit::Unknown.as_str()
            && kind(self.measured) == kind(other)
            && samples.is_some_and(|(mine, theirs)| mine.same_rows(theirs))
    }

    fn both(&self, domain: &Domain, mine: &Estimate, other: &Measured, theirs: &Estimate) -> Option<Comparison> {
        let (sample, other_sample) = self.sample().zip(other.sample.as_ref())?;
        let difference = mine.value? - theirs.value?;
        let (Basis::Survey(scores), Basis::Survey(others)) = (&mine.basis, &theirs.basis) else { return None };
        let scores = scores.plus(-1.0, &others.without_values(&other_sample.sample));
        let df = sample.df_of_period.get(&domain.period).copied();
        let test = df.and_then(|df| contrast(&sample.sample, difference, &scores, df, self.plan.confidence));
        let outcome = match test {
            Some(test) => (Outcome::Tested(test), "contrast"),
            None => (Outcome::Untested(Some(difference)), "none"),
        };
        let against = Against {
            measure: Some(other.measure.id.clone()),
            ..Against::new(Population::Same, domain.clone(), (theirs.value, theirs.n), Side::Data)
        };
        Some(self.comparison(Compare::BetweenMeasures, First::of(domain, mine), against, outcome))
    }
}
