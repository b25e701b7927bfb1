//! The built-in reference as estimates: the same types as the user's own figures, with the origin `Reference`.

use crate::catalogue::indicator::Indicator;
use crate::catalogue::reference::{Published, Reference};
use crate::estimate::measure::MeasureInfo;
use crate::estimate::{Basis, Domain, Estimate, Measured, Origin, Status};
use crate::filled::Filled;
use crate::statistics::Interval;
use crate::statistics::as_published::as_published;
use crate::statistics::standard_error_from_interval::standard_error_from_interval;
use std::collections::BTreeMap;

const PUBLISHED_CONFIDENCE: f64 = 0.95;

/// A published figure times `factor`.
pub fn one(figure: &Published, factor: f64, origin: Origin) -> Estimate {
    let value = as_published(figure.value) * factor;
    let limits = figure.low.zip(figure.high).map(|(low, high)| Interval { low: low * factor, high: high * factor });
    let se = limits.and_then(|it| standard_error_from_interval(value, it.low, it.high, PUBLISHED_CONFIDENCE));
    Estimate {
        n: figure.n,
        n_effective: None,
        value: Some(value),
        se,
        interval: limits,
        df: None,
        method: "as_published",
        status: Status::Ok,
        origin,
        basis: if se.is_some() { Basis::StandardError } else { Basis::Bare },
        unit: false,
    }
}

/// All figures of an indicator.
pub fn estimate(indicator: &Indicator, reference: &Reference) -> Measured {
    let figures = reference.figures(&indicator.id);
    let estimates: BTreeMap<Domain, Estimate> = figures
        .map(|(region, period, figure)| {
            (Domain { region, period: Some(period), group: None }, one(figure, 1.0, Origin::Reference))
        })
        .filled();
    Measured {
        measure: MeasureInfo::of_indicator(indicator),
        estimates,
        sample: None,
        distributions: BTreeMap::new(),
        inputs: BTreeMap::new(),
    }
}
