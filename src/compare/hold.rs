//! Two sides → a comparison with what is said beside its test: too few answers, what could have been seen, people.

use crate::compare::pairs::{self, Relation};
use crate::compare::{Against, Bench, Comparison, Outcome, People, Population, Reason, Side};
use crate::estimate::{Basis, Domain, Estimate, Origin};
use crate::plan::{Compare, MeasureType};
use crate::statistics::answers_needed::answers_needed;
use crate::statistics::minimum_detectable_difference::minimum_detectable_difference;
use crate::statistics::{Difference, Interval};
use crate::vocabulary::region::Region;

/// The first side of a comparison.
#[derive(Debug, Clone)]
pub(crate) struct First<'a> {
    /// What it is about.
    pub domain: &'a Domain,
    /// Its value.
    pub value: Option<f64>,
    /// Answers behind it.
    pub n: Option<f64>,
    /// Answers behind the smallest of all parts but the other side.
    pub least: Option<f64>,
    /// The level that relevance is judged at; the other side's value where absent.
    pub level: Option<f64>,
    /// The part of the standard error that more answers would mend; all of it where absent.
    pub mends: Option<f64>,
    /// Whether it cannot be seen on a side how much sampling units differ.
    pub no_spread: bool,
    /// Whose it is.
    pub origin: Origin,
}

impl<'a> First<'a> {
    /// An estimate as the first side.
    pub(crate) fn of(domain: &'a Domain, estimate: &Estimate) -> First<'a> {
        let Estimate { value, n, origin, .. } = *estimate;
        let no_spread = estimate.basis == Basis::NoSpread;
        First { domain, value, n, least: n, level: None, mends: None, no_spread, origin }
    }

    /// The same where the other side gets no surer by more answers.
    pub(crate) fn against_fixed(self, estimate: &Estimate) -> First<'a> {
        First { mends: estimate.se, ..self }
    }
}

/// The smaller of two numbers of answers, as far as they are known.
pub(crate) fn fewer(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

impl Bench<'_> {
    pub(crate) fn held(
        &self,
        kind: Compare,
        (first, estimate): (First<'_>, &Estimate),
        against: Against,
        other: &Estimate,
        relation: Relation,
    ) -> Comparison {
        let period = first.domain.period;
        let outcome = pairs::pair(self.sample(), period, estimate, other, relation, self.plan.confidence);
        let no_spread = first.no_spread || other.basis == Basis::NoSpread;
        self.comparison(kind, First { no_spread, ..first }, against, outcome)
    }

    pub(crate) fn refused(
        &self,
        kind: Compare,
        first: First<'_>,
        against: Option<Against>,
        reason: Reason,
    ) -> Comparison {
        let nation = first.domain.in_region(Region::NATION);
        let against =
            against.unwrap_or_else(|| Against::new(Population::Nation, nation, (None, None), Side::Reference));
        let mut comparison = self.comparison(kind, first, against, (Outcome::Refused, "none"));
        comparison.reason = Some(reason);
        comparison
    }

    pub(crate) fn comparison(
        &self,
        kind: Compare,
        first: First<'_>,
        against: Against,
        (outcome, method): (Outcome, &'static str),
    ) -> Comparison {
        let least = fewer(first.least, against.n);
        let withheld = least.is_some_and(|n| n < self.plan.reliability.minimum_n as f64);
        let reason = match &outcome {
            Outcome::Tested(_) if withheld => Some(Reason::FewAnswers),
            Outcome::Untested(Some(_)) if first.origin == Origin::File && self.plan.is_full_count() => {
                Some(Reason::FullCount)
            }
            Outcome::Untested(Some(_)) if first.no_spread => Some(Reason::NoSpread),
            Outcome::Untested(Some(_)) => Some(Reason::NoUncertainty),
            Outcome::Refused => Some(Reason::DifferentDefinition),
            _ => None,
        };
        let test = if let Outcome::Tested(test) = &outcome { Some(test) } else { None };
        let level = first.level.or(against.value);
        Comparison {
            measure: self.measured.measure.id.clone(),
            kind,
            n: first.n,
            least,
            value: first.value,
            level,
            n_needed: test.and_then(|test| self.needed(&first, level, test)),
            detectable: test.and_then(|test| minimum_detectable_difference(test.se, test.df, self.plan.confidence)),
            people: test.and_then(|test| self.people(kind, first.domain, test)),
            domain: first.domain.clone(),
            origin: first.origin,
            against,
            outcome,
            p_adjusted: None,
            method,
            reason,
            withheld,
        }
    }

    fn needed(&self, first: &First<'_>, level: Option<f64>, test: &Difference) -> Option<f64> {
        let relevance = self.measured.measure.relevance_at(level).filter(|relevance| *relevance > 0.0)?;
        let own = first.mends.unwrap_or(test.se).min(test.se);
        let other = (test.se * test.se - own * own).max(0.0).sqrt();
        answers_needed(first.n?, own, other, test.df, relevance, self.plan.confidence)
    }

    /// A difference of shares in people, where the weights add up to the population. A gap that changes, or one measure
    /// against another, is no number of people.
    fn people(&self, kind: Compare, domain: &Domain, test: &Difference) -> Option<People> {
        use Compare::{BetweenMeasures, DifferenceInDifferences, GapChange};
        let plain = !matches!(kind, GapChange | DifferenceInDifferences | BetweenMeasures);
        let share = |measure: &&crate::plan::Measure| measure.r#type == MeasureType::Proportion;
        let asked = self.plan.measures.iter().find(|measure| measure.id == self.measured.measure.id);
        if !plain || !self.plan.weights_sum_to_population() || asked.filter(share).is_none() {
            return None;
        }
        let of = self.sample()?.weight(&self.atoms(domain)?);
        let Interval { low, high } = test.interval;
        let interval = Interval { low: low * of, high: high * of };
        (of > 0.0).then_some(People { value: test.difference * of, interval, of })
    }

    /// The place of a group among the plan's, with the level.
    pub(crate) fn within<'d>(&self, domain: &'d Domain) -> Option<Option<(usize, &'d str)>> {
        let Some((name, level)) = &domain.group else { return Some(None) };
        let index = self.plan.groups.iter().position(|group| group == name)?;
        Some(Some((index, level.as_str())))
    }

    fn atoms(&self, domain: &Domain) -> Option<Vec<usize>> {
        let region = (!domain.region.is_nation()).then_some(domain.region);
        Some(self.sample()?.atoms(region, domain.period, self.within(domain)?))
    }
}
