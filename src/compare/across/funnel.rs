//! Funnels: where each region, or each unit of the own region, lies among the limits that chance alone would set.
//!
//! Shares of answers by their effective number, shares of counts by their number, rates by the people at risk, ratios by
//! the events expected. A standardised rate has the limits of a crude one whose people give it the variance that it has:
//! how the standard's weights spread the events counts, which dividing events by the rate leaves out. The centre is the nation; for units of a region the region; the mean over the points where there
//! is none.

use super::{FEWEST, Shared, share};
use crate::compare::Bench;
use crate::estimate::{Basis, Domain, Estimate};
use crate::filled::Filled;
use crate::plan::{Dispersion, Target};
use crate::statistics::Interval;
use crate::statistics::directly_standardised_rate::standardised;
use crate::statistics::funnel_limits::{FunnelLimits, FunnelScale, Widening, funnel_limits};
use crate::statistics::funnel_proportion::{FunnelPlace, INNER, OUTER, place};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// How many steps the limits are drawn in.
const STEPS: u32 = 40;
/// How far the limits reach beyond the smallest and the largest point.
const BEYOND: f64 = 1.15;

/// What the points of a funnel are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Points {
    /// Regions.
    Regions,
    /// Units of one region, by the column that names them.
    Units(Region, String),
}

/// What the size of a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Effective number of answers.
    Effective,
    /// Number of answers or cases.
    Number,
    /// People at risk.
    AtRisk,
    /// People at risk of a crude rate with the variance of the standardised one.
    EffectiveAtRisk,
    /// Events expected.
    Expected,
}

/// Where the centre comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetFrom {
    /// The nation.
    Nation,
    /// The region whose units they are.
    Region,
    /// The mean over the points.
    Mean,
}

/// A point, in the measure's unit.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelPoint {
    /// What it is about.
    pub domain: Domain,
    /// Answers or events behind it.
    pub n: Option<f64>,
    /// Its size.
    pub size: f64,
    /// Its value.
    pub value: f64,
    /// Limits of 95 per cent for its size.
    pub inner: Interval,
    /// Limits of 99.8 per cent for its size.
    pub outer: Interval,
    /// Where it lies.
    pub place: FunnelPlace,
}

/// The limits at a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The size.
    pub size: f64,
    /// 95 per cent.
    pub inner: Interval,
    /// 99.8 per cent.
    pub outer: Interval,
}

/// A funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Id of the measure.
    pub measure: String,
    /// The period.
    pub period: Option<Period>,
    /// What the points are.
    pub among: Points,
    /// What their sizes are.
    pub size: Size,
    /// The centre, in the measure's unit.
    pub target: f64,
    /// Where it comes from.
    pub target_from: TargetFrom,
    /// The widening asked for.
    pub dispersion: Dispersion,
    /// The share drawn in at each end.
    pub winsorised: f64,
    /// The limits: φ, τ² and the widening in force.
    pub limits: FunnelLimits,
    /// The limits from the smallest to the largest size.
    pub curve: Vec<CurvePoint>,
    /// The points.
    pub points: Vec<FunnelPoint>,
    /// Points that are too small to be shown.
    pub left_out: usize,
}

/// A value as a funnel takes it.
#[derive(Clone, Copy)]
struct Raw {
    /// Share, or events per person at risk, or observed over expected.
    value: f64,
    /// What the axis shows.
    size: f64,
    kind: Size,
    /// The measure's unit for a value of one.
    whole: f64,
}

fn raw(bench: &Bench<'_>, domain: &Domain, estimate: &Estimate) -> Option<Raw> {
    match &estimate.basis {
        Basis::Rate { strata, per } => {
            if let [only] = strata.as_slice() {
                let value = only.events / only.at_risk;
                return (only.at_risk > 0.0).then_some(Raw {
                    value,
                    size: only.at_risk,
                    kind: Size::AtRisk,
                    whole: *per,
                });
            }
            let sums = standardised(strata)?;
            let (value, size) = (sums.value, sums.effective_at_risk()?);
            Some(Raw { value, size, kind: Size::EffectiveAtRisk, whole: *per })
        }
        Basis::Expected { observed, expected, per } => {
            let value = observed / expected;
            (*expected > 0.0).then_some(Raw { value, size: *expected, kind: Size::Expected, whole: *per })
        }
        _ => {
            let Shared { p: value, n: size, whole, effective } = share(bench, domain, estimate)?;
            Some(Raw { value, size, whole, kind: if effective { Size::Effective } else { Size::Number } })
        }
    }
}

/// The funnels of a measure: over regions, and over the units of the own region.
pub(crate) fn funnels(bench: &Bench<'_>) -> Vec<Funnel> {
    let wanted = bench.plan.across.funnel.period.as_deref();
    let in_time = |domain: &Domain| wanted.is_none_or(|text| Period::parse(text) == domain.period);
    let regions = bench
        .newest_with(|domain, it| in_time(domain) && bench.of_regions(domain, it) && raw(bench, domain, it).is_some())
        .and_then(|period| funnel(bench, period, Points::Regions, |domain| domain.group.is_none()));
    let own = bench.own();
    let unit = |domain: &Domain, estimate: &Estimate| {
        let (name, _) = domain.group.as_ref()?;
        let named = bench.plan.across.funnel.units.as_ref() == Some(name);
        (Some(domain.region) == own && in_time(domain) && (estimate.unit || named)).then(|| name.clone())
    };
    let names: BTreeSet<String> =
        bench.measured.estimates.iter().filter_map(|(domain, estimate)| unit(domain, estimate)).filled();
    let units = names.into_iter().filter_map(|name| {
        let of_name = |domain: &Domain| domain.group.as_ref().is_some_and(|(group, _)| *group == name);
        let usable = |domain: &Domain, it: &Estimate| {
            unit(domain, it).is_some() && of_name(domain) && bench.takes_part(it) && raw(bench, domain, it).is_some()
        };
        let period = bench.newest_with(usable)?;
        let in_region = |domain: &Domain| Some(domain.region) == own && of_name(domain);
        funnel(bench, period, Points::Units(own?, name.clone()), in_region)
    });
    regions.into_iter().chain(units).collect()
}

fn funnel(
    bench: &Bench<'_>,
    period: Option<Period>,
    among: Points,
    wanted: impl Fn(&Domain) -> bool,
) -> Option<Funnel> {
    let plan = &bench.plan.across.funnel;
    let all = bench.measured.estimates.iter();
    let mine: Vec<(&Domain, &Estimate)> = all
        .filter(|(domain, it)| {
            domain.period == period && !domain.region.is_nation() && wanted(domain) && it.value.is_some()
        })
        .collect();
    let shown = mine.iter().filter(|(_, estimate)| bench.takes_part(estimate));
    let taken: Vec<(&Domain, &Estimate, Raw)> =
        shown.filter_map(|(domain, it)| Some((*domain, *it, raw(bench, domain, it)?))).collect();
    let first = taken.first()?.2;
    if taken.len() < FEWEST || taken.iter().any(|(_, _, one)| one.kind != first.kind) {
        return None;
    }
    let in_unit = centre(bench, &among, taken.first().map(|(domain, it, _)| (*domain, *it))?);
    let mean = || {
        let sums = taken.iter().fold((0.0, 0.0), |(x, n), (_, _, one)| (x + one.value * one.size, n + one.size));
        sums.0 / sums.1
    };
    let (centre, target_from) = match in_unit.filter(|_| plan.target == Target::Nation) {
        Some((value, from)) => (value / first.whole, from),
        None => (mean(), TargetFrom::Mean),
    };
    let share = matches!(first.kind, Size::Effective | Size::Number);
    let scale = if share { FunnelScale::Share } else { FunnelScale::Ratio };
    // A rate is observed over expected at the centre's rate; a ratio is one already.
    let unit = if matches!(first.kind, Size::AtRisk | Size::EffectiveAtRisk) { centre } else { 1.0 };
    let scaled: Vec<(f64, f64)> = taken.iter().map(|(_, _, one)| (one.value / unit, one.size * unit)).collect();
    let widening = match plan.dispersion {
        Dispersion::None => Widening::None,
        Dispersion::Multiplicative => Widening::Multiplicative,
        Dispersion::Additive => Widening::Additive,
    };
    let limits = funnel_limits(&scaled, scale, centre / unit, widening, plan.winsorise)?;
    let written = |it: Interval| {
        let factor = unit * first.whole;
        Interval { low: it.low * factor, high: it.high * factor }
    };
    let at = |size: f64, confidence: f64| limits.at(size * unit, confidence).map(written);
    let point = |(domain, estimate, one): &(&Domain, &Estimate, Raw)| {
        let (inner, outer, value) = (at(one.size, INNER)?, at(one.size, OUTER)?, estimate.value?);
        let domain = (*domain).clone();
        Some(FunnelPoint {
            domain,
            n: estimate.n,
            size: one.size,
            value,
            inner,
            outer,
            place: place(value, inner, outer),
        })
    };
    let sizes = || taken.iter().map(|(_, _, one)| one.size);
    let (least, most) = (sizes().fold(f64::INFINITY, f64::min) / BEYOND, sizes().fold(0.0, f64::max) * BEYOND);
    let step = |step: u32| least * (most / least).powf(f64::from(step) / f64::from(STEPS));
    let curve =
        (0..=STEPS).map(step).map(|size| Some(CurvePoint { size, inner: at(size, INNER)?, outer: at(size, OUTER)? }));
    Some(Funnel {
        measure: bench.measured.measure.id.clone(),
        period,
        among,
        size: first.kind,
        target: centre * first.whole,
        target_from,
        dispersion: plan.dispersion,
        winsorised: plan.winsorise,
        limits,
        curve: curve.collect::<Option<_>>()?,
        points: taken.iter().map(point).collect::<Option<_>>()?,
        left_out: mine.len() - taken.len(),
    })
}

/// What the points are held against: the nation, or the region whose units they are.
fn centre(bench: &Bench<'_>, among: &Points, (domain, estimate): (&Domain, &Estimate)) -> Option<(f64, TargetFrom)> {
    match among {
        Points::Regions => {
            let (against, ..) = bench.nation(domain, estimate).ok()?;
            Some((against.value?, TargetFrom::Nation))
        }
        Points::Units(region, _) => {
            let whole = Domain { region: *region, period: domain.period, group: None };
            let whole = bench.measured.estimates.get(&whole).filter(|it| bench.takes_part(it))?;
            Some((whole.value?, TargetFrom::Region))
        }
    }
}
