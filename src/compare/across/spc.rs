//! Control charts of series by week, month or quarter: which points chance does not explain.
//!
//! A series needs twelve points. Shares with their numbers have p charts, rates u charts, everything else XmR; Laney's
//! limits and XmR for everything are the plan's to choose. Limits begin anew where the indicator's series breaks.

use super::{Shared, share};
use crate::compare::Bench;
use crate::estimate::{Basis, Domain, Estimate};
use crate::plan::ChartChoice;
use crate::statistics::Interval;
use crate::statistics::spc_attribute::{AttributeChart, spc_attribute};
use crate::statistics::spc_individuals::spc_individuals;
use crate::statistics::spc_rules::{Cause, spc_rules};
use crate::vocabulary::period::{Grain, Period};
use std::collections::BTreeMap;

/// The fewest points of a chart.
const FEWEST_POINTS: usize = 12;

/// Which chart it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Single values with moving ranges.
    Individuals,
    /// Shares.
    P,
    /// Rates.
    U,
    /// Shares with Laney's limits.
    PLaney,
    /// Rates with Laney's limits.
    ULaney,
}

/// A point, in the measure's unit.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlPoint {
    /// Its period.
    pub period: Period,
    /// Answers or events behind it.
    pub n: Option<f64>,
    /// Its value.
    pub value: f64,
    /// The centre line.
    pub centre: f64,
    /// Its limits.
    pub limits: Option<Interval>,
    /// Why it stands out.
    pub cause: Cause,
}

/// A control chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// Id of the measure.
    pub measure: String,
    /// The series, without period.
    pub domain: Domain,
    /// Which chart.
    pub kind: ChartKind,
    /// Whether the numbers behind the shares are effective numbers of answers.
    pub effective: bool,
    /// The points.
    pub points: Vec<ControlPoint>,
    /// Periods between the first and the last without a point.
    pub gaps: usize,
    /// Points that are too small to be shown.
    pub left_out: usize,
}

type Series<'a> = Vec<(Period, &'a Estimate)>;

/// The charts of the own region and the nation, of every region where the plan names none.
pub(crate) fn control_charts(bench: &Bench<'_>) -> Vec<ControlChart> {
    let own = bench.own();
    let mut series: BTreeMap<Domain, Series<'_>> = BTreeMap::new();
    for (domain, estimate) in &bench.measured.estimates {
        let wanted = own.is_none_or(|own| own == domain.region) || domain.region.is_nation();
        let regular = |period: &Period| matches!(period.grain(), Grain::Week | Grain::Month | Grain::Quarter);
        if let Some(period) = domain.period.filter(regular)
            && wanted
            && domain.group.is_none()
            && estimate.value.is_some()
        {
            series.entry(Domain { period: None, ..domain.clone() }).or_default().push((period, estimate));
        }
    }
    series.into_iter().filter_map(|(domain, all)| chart(bench, domain, &all)).collect()
}

fn chart(bench: &Bench<'_>, domain: Domain, all: &Series<'_>) -> Option<ControlChart> {
    let shown: Series<'_> = all.iter().copied().filter(|(_, estimate)| bench.takes_part(estimate)).collect();
    let grain = shown.first()?.0.grain();
    if shown.len() < FEWEST_POINTS || shown.iter().any(|(period, _)| period.grain() != grain) {
        return None;
    }
    let counted: Option<Vec<Counted>> = shown
        .iter()
        .map(|(period, estimate)| counted(bench, &Domain { period: Some(*period), ..domain.clone() }, estimate))
        .collect();
    let counted = counted.filter(|_| bench.plan.across.control_chart.chart != ChartChoice::Xmr);
    let points = match &counted {
        Some(counted) => attributes(bench, &shown, counted)?,
        None => individuals(bench, &shown),
    };
    let laney = bench.plan.across.control_chart.chart == ChartChoice::Laney;
    let first = counted.as_ref().and_then(|counted| counted.first());
    let kind = match (first.map(|first| first.share), laney) {
        (None, _) => ChartKind::Individuals,
        (Some(true), false) => ChartKind::P,
        (Some(false), false) => ChartKind::U,
        (Some(true), true) => ChartKind::PLaney,
        (Some(false), true) => ChartKind::ULaney,
    };
    let effective = first.is_some_and(|first| first.effective);
    let gaps = shown.windows(2).filter(|pair| matches!(pair, [(a, _), (b, _)] if !adjacent(*a, *b))).count();
    let measure = bench.measured.measure.id.clone();
    Some(ControlChart { measure, domain, kind, effective, points, gaps, left_out: all.len() - shown.len() })
}

fn adjacent(a: Period, b: Period) -> bool {
    Period::span(a, b).is_some_and(|both| both.days() == a.days() + b.days())
}

/// A value of the series as a count.
struct Counted {
    events: f64,
    out_of: f64,
    /// The measure's unit for a value of one.
    whole: f64,
    share: bool,
    effective: bool,
}

fn counted(bench: &Bench<'_>, domain: &Domain, estimate: &Estimate) -> Option<Counted> {
    if let Basis::Rate { strata, per } = &estimate.basis {
        let [only] = strata.as_slice() else { return None };
        let (events, out_of) = (only.events, only.at_risk);
        return Some(Counted { events, out_of, whole: *per, share: false, effective: false });
    }
    let Shared { p, n, whole, effective } = share(bench, domain, estimate)?;
    Some(Counted { events: p * n, out_of: n, whole, share: true, effective })
}

/// Whether the series begins anew at each point.
fn starts(bench: &Bench<'_>, shown: &Series<'_>) -> Vec<bool> {
    let before = std::iter::once(None).chain(shown.iter().map(|(period, _)| Some(*period)));
    let anew = |(before, (period, _)): (Option<Period>, &(Period, &Estimate))| {
        before.is_some_and(|before| bench.break_between(before, *period).is_some())
    };
    before.zip(shown).map(anew).collect()
}

fn individuals(bench: &Bench<'_>, shown: &Series<'_>) -> Vec<ControlPoint> {
    let values: Vec<f64> = shown.iter().filter_map(|(_, estimate)| estimate.value).collect();
    let points = spc_individuals(&values, &starts(bench, shown), None, true);
    let point = |((period, estimate), (value, point)): (
        &(Period, &Estimate),
        (&f64, crate::statistics::spc_individuals::ChartPoint),
    )| {
        let (n, limits) = (estimate.n, point.limits);
        ControlPoint { period: *period, n, value: *value, centre: point.mean, limits, cause: point.cause }
    };
    shown.iter().zip(values.iter().zip(points)).map(point).collect()
}

fn attributes(bench: &Bench<'_>, shown: &Series<'_>, counted: &[Counted]) -> Option<Vec<ControlPoint>> {
    let laney = bench.plan.across.control_chart.chart == ChartChoice::Laney;
    let chart = match (counted.first()?.share, laney) {
        (true, false) => AttributeChart::P,
        (false, false) => AttributeChart::U,
        (true, true) => AttributeChart::PLaney,
        (false, true) => AttributeChart::ULaney,
    };
    let starts = starts(bench, shown);
    let mut points = Vec::new();
    let mut from = 0;
    while from < shown.len() {
        let next = starts.iter().enumerate().skip(from + 1).find(|(_, anew)| **anew);
        let to = next.map_or(shown.len(), |(at, _)| at);
        let (part, counts) = (shown.get(from..to)?, counted.get(from..to)?);
        let pairs: Vec<(f64, f64)> = counts.iter().map(|it| (it.events, it.out_of)).collect();
        let found = spc_attribute(&pairs, chart)?;
        let values: Vec<f64> = pairs.iter().map(|(x, n)| x / n).collect();
        // A limit that stops at 0 or 1 reaches less far than the other.
        let reach = |it: &Interval| Some((it.high - found.centre).max(found.centre - it.low));
        let reach: Vec<Option<f64>> = found.limits.iter().map(reach).collect();
        let causes = spc_rules(&values, found.centre, &reach);
        for (((period, estimate), count), (limits, judged)) in
            part.iter().zip(counts).zip(found.limits.iter().zip(causes))
        {
            let whole = count.whole;
            let limits = Some(Interval { low: limits.low * whole, high: limits.high * whole });
            let (value, centre) = (estimate.value?, found.centre * whole);
            points.push(ControlPoint { period: *period, n: estimate.n, value, centre, limits, cause: judged.cause });
        }
        from = to;
    }
    Some(points)
}
