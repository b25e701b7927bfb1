//! Regions' values drawn towards their mean, the more the fewer answers: shown beside the values, never instead.

use super::FEWEST;
use crate::compare::Bench;
use crate::estimate::{Domain, Estimate};
use crate::statistics::Interval;
use crate::statistics::random_effects::{Estimator, Precision, RandomEffects, random_effects};
use crate::statistics::shrinkage::shrinkage;
use crate::vocabulary::period::Period;

/// A region's value drawn towards the mean.
#[derive(Debug, Clone, PartialEq)]
pub struct ShrunkenValue {
    /// The region.
    pub domain: Domain,
    /// Answers behind it.
    pub n: Option<f64>,
    /// Its own value.
    pub own: f64,
    /// The shrunken value.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Its interval.
    pub interval: Interval,
}

/// The regions of one measure and period.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrunken {
    /// Id of the measure.
    pub measure: String,
    /// The period.
    pub period: Option<Period>,
    /// The mean over regions and the variance between them.
    pub regions: RandomEffects,
    /// The values.
    pub values: Vec<ShrunkenValue>,
}

/// The shrunken values of the newest period with enough regions whose standard errors are known.
pub(crate) fn shrunken(bench: &Bench<'_>) -> Option<Shrunken> {
    let usable = |domain: &Domain, it: &Estimate| bench.of_regions(domain, it) && it.se.is_some_and(|se| se > 0.0);
    let period = bench.newest_with(usable).filter(|_| bench.plan.across.shrinkage)?;
    let all = bench.measured.estimates.iter();
    let mine: Vec<(&Domain, &Estimate, f64, f64)> = all
        .filter(|(domain, it)| domain.period == period && usable(domain, it))
        .filter_map(|(domain, it)| Some((domain, it, it.value?, it.se? * it.se?)))
        .collect();
    let pairs: Vec<(f64, f64)> = mine.iter().map(|(_, _, value, variance)| (*value, *variance)).collect();
    let regions = random_effects(&pairs, Estimator::Reml, Precision::FULL).filter(|_| mine.len() >= FEWEST)?;
    let values = mine.into_iter().filter_map(|(domain, it, own, variance)| {
        let found = shrinkage(own, variance, &regions, bench.plan.confidence)?;
        let (domain, n) = (domain.clone(), it.n);
        Some(ShrunkenValue { domain, n, own, value: found.value, se: found.se, interval: found.interval })
    });
    Some(Shrunken { measure: bench.measured.measure.id.clone(), period, regions, values: values.collect() })
}
