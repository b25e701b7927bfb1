//! Figures of a table → estimates: shares with their counts get an interval, values with limits keep theirs, values
//! alone stay alone.

use crate::aggregate::Cells;
use crate::estimate::measure::{FileUnit, MeasureInfo, SHARE};
use crate::estimate::{Basis, Domain, Estimate, Measured, Origin, Status};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::Measure;
use crate::statistics::Interval;
use crate::statistics::as_published::as_published;
use crate::statistics::proportion_wilson::proportion_wilson;
use crate::statistics::standard_error_from_interval::standard_error_from_interval;
use crate::table::indicators::{About, Figure};
use std::collections::BTreeMap;

const PUBLISHED_CONFIDENCE: f64 = 0.95;
const PERCENT: &str = "percent";

/// What the file says about the unit of a measure.
pub fn unit(cells: &Cells, measure: &str) -> FileUnit {
    let figures = || cells.figures(measure).flat_map(|(_, all)| all);
    let values = || figures().filter_map(|figure| figure.value);
    let counted = figures().any(|figure| figure.count.is_some() || figure.denominator.is_some());
    let stated = figures().any(|figure| figure.percent).then_some(PERCENT);
    let likely = if values().next().is_none() {
        figures().any(|figure| figure.numerator.is_some()).then_some(PERCENT)
    } else if counted && values().all(|value| (0.0..=1.0).contains(&value)) {
        Some(SHARE)
    } else if counted && values().all(|value| (0.0..=100.0).contains(&value)) {
        Some(PERCENT)
    } else {
        None
    };
    FileUnit { stated, likely }
}

/// All estimates of a measure of figures.
pub fn estimate(
    cells: &Cells,
    measure: &Measure,
    info: MeasureInfo,
    confidence: f64,
    findings: &mut Findings,
) -> Measured {
    let whole = match info.unit.as_str() {
        PERCENT => Some(100.0),
        SHARE => Some(1.0),
        _ => None,
    };
    let mut estimates = BTreeMap::new();
    for (about, figures) in cells.figures(&measure.id) {
        let domain = Domain { region: about.region, period: about.period, group: about.group.clone() };
        if let Some(figure) = agreed(about, figures, findings) {
            estimates.insert(domain, one(figure, whole, confidence, measure, findings));
        }
    }
    Measured { measure: info, estimates, sample: None, distributions: BTreeMap::new() }
}

fn agreed<'f>(about: &About, figures: &'f [Figure], findings: &mut Findings) -> Option<&'f Figure> {
    let (first, others) = figures.split_first()?;
    let mut say = |code| findings.add_with(code, Position::default(), &[("measure", about.measure.clone())]);
    if others.iter().any(|other| other != first) {
        say(FindingCode::DuplicateFigure);
        return None;
    }
    if !others.is_empty() {
        say(FindingCode::RepeatedFigure);
    }
    Some(first)
}

fn one(figure: &Figure, whole: Option<f64>, confidence: f64, measure: &Measure, findings: &mut Findings) -> Estimate {
    let n = figure.denominator.or(figure.count);
    let counted = figure.numerator.zip(n).filter(|(_, n)| *n > 0.0).map(|(x, n)| x / n);
    let value = figure.value.map(as_published).or(counted.zip(whole).map(|(p, whole)| p * whole));
    let Some(value) = value else {
        let status = if figure.suppressed { Status::Suppressed } else { Status::Inestimable };
        return Estimate::none("as_published", status, n);
    };
    let p = whole.map(|whole| value / whole);
    if p.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        findings.add(FindingCode::ShareOutOfRange, Position::default().column(&measure.column));
        return Estimate::none("as_published", Status::Inestimable, n);
    }
    let mut estimate = Estimate {
        n,
        n_effective: n,
        value: Some(value),
        se: None,
        interval: None,
        df: None,
        method: "as_published",
        status: Status::Ok,
        origin: Origin::File,
        basis: Basis::Bare,
        unit: figure.unit,
    };
    let limits = figure.low.zip(figure.high).map(|(low, high)| Interval { low, high });
    let from_limits = limits.and_then(|it| standard_error_from_interval(value, it.low, it.high, PUBLISHED_CONFIDENCE));
    if let Some(se) = figure.se.filter(|se| *se > 0.0).or(from_limits) {
        if figure.se.is_none() {
            findings.add(FindingCode::IntervalAssumed, Position::default().column(&measure.column));
        }
        estimate.se = Some(se);
        estimate.interval = limits;
        estimate.basis = Basis::StandardError;
    } else if let (Some(p), Some(n), Some(whole)) = (p, n.filter(|n| *n > 0.0), whole) {
        estimate.se = Some(whole * (p * (1.0 - p) / n).sqrt());
        estimate.interval =
            proportion_wilson(p, n, confidence).map(|it| Interval { low: it.low * whole, high: it.high * whole });
        estimate.method = "proportion_wilson";
        estimate.basis = Basis::Share { p, n, whole };
    }
    estimate
}
