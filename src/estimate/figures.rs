//! Figures of a table → estimates: shares with their counts get an interval, values with limits keep theirs, values
//! alone stay alone.

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::indicator::{Indicator, Unit};
use crate::catalogue::reference::Reference;
use crate::estimate::measure::{FileUnit, MeasureInfo, SHARE, whole_of};
use crate::estimate::sound::POPULATION;
use crate::estimate::{Basis, Domain, Estimate, Measured, Origin, Status};
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Measure, Nation, Plan};
use crate::statistics::Interval;
use crate::statistics::as_published::as_published;
use crate::statistics::mean_student::mean_student;
use crate::statistics::proportion_wilson::proportion_wilson;
use crate::statistics::standard_error_from_interval::standard_error_from_interval;
use crate::table::indicators::{About, Figure};
use crate::vocabulary::region::Region;
use crate::vocabulary::share::{self, kronor_in};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

const PUBLISHED_CONFIDENCE: f64 = 0.95;
const PERCENT: &str = "percent";
/// Values up to 1 among per cents typically above this are taken for shares written 0–1.
const FAR_ABOVE_ONE: f64 = 10.0;

/// What the file says about the unit of a measure.
pub fn unit(cells: &Cells, measure: &Measure, (catalogue, reference): (&Catalogue, &Reference)) -> FileUnit {
    let figures = || cells.figures(&measure.id).flat_map(|(_, all)| all);
    let values = || figures().filter_map(|figure| figure.value);
    let counted = figures().any(|figure| figure.count.is_some() || figure.denominator.is_some());
    let no_share =
        |unit: &str| matches!(unit, "index" | "dagar" | "minuter" | "timmar" | "veckor" | "poäng" | "år" | "kr");
    let other = |figure: &Figure| figure.sort.as_deref().is_some_and(no_share);
    let counted = counted && !share::says_no_share(&measure.column) && !figures().any(other);
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
    let whole_numbers = values().next().is_some() && values().all(|value| value.fract() == 0.0);
    let amount = |figure: &Figure| figure.sort.as_deref().is_some_and(is_amount);
    let grows = stated.is_none()
        && !share::says_no_sum(&measure.column)
        && (figures().any(amount) || grows(cells, &measure.id, reference));
    let indicator = indicator_of(measure, catalogue);
    let far = indicator.is_some_and(|indicator| reference.is_far(indicator, values()));
    FileUnit { stated, likely, whole_numbers, bare: values().next().is_some(), grows, far }
}

/// Whether a unit is that of a number, or of money by the thousand, which nobody gives for a single thing.
fn is_amount(unit: &str) -> bool {
    matches!(unit, "antal" | "st" | "number") || kronor_in(unit).is_some_and(|kronor| kronor > 1.0)
}

/// What values of a unit are multiplied by where a measure has money in several, so that all are in the largest of them;
/// `None` where its units cannot be made one. Both are said.
fn in_one_unit(cells: &Cells, measure: &Measure, findings: &mut Findings) -> Option<BTreeMap<String, f64>> {
    let sorts = cells.figures(&measure.id).flat_map(|(_, all)| all).filter_map(|figure| figure.sort.clone());
    let sorts: BTreeSet<String> = sorts.filled();
    if sorts.len() < 2 {
        return Some(BTreeMap::new());
    }
    let of = ("measure", measure.id.clone());
    let kronor: Option<Vec<(String, f64)>> =
        sorts.into_iter().map(|sort| Some((sort.clone(), kronor_in(&sort)?))).collect();
    let Some((kronor, largest)) = kronor.and_then(|all| {
        let largest = all.iter().max_by(|one, other| one.1.total_cmp(&other.1))?.clone();
        Some((all, largest))
    }) else {
        findings.add_with(FindingCode::UnitsDiffer, Position::default(), &[of]);
        return None;
    };
    findings.add_with(FindingCode::UnitsJoined, Position::default(), &[of, ("unit", largest.0)]);
    Some(kronor.into_iter().map(|(sort, kronor)| (sort, kronor / largest.1)).filled())
}

/// A figure in another unit.
fn times(figure: &Figure, factor: f64) -> Figure {
    let times = |value: Option<f64>| value.map(|value| value * factor);
    Figure {
        value: times(figure.value),
        low: times(figure.low),
        high: times(figure.high),
        se: times(figure.se),
        ..figure.clone()
    }
}

/// Says why values are not held against others: they grow with the region, or are no values of the indicator that they are
/// called by.
pub fn say_unit(
    cells: &Cells,
    measure: &Measure,
    (info, unit): (&MeasureInfo, FileUnit),
    catalogue: &Catalogue,
    findings: &mut Findings,
) {
    let name = ("measure", measure.id.clone());
    if let Some(indicator) = indicator_of(measure, catalogue).filter(|_| unit.far) {
        let params = [name.clone(), ("indicator", indicator.id.clone())];
        findings.add_with(FindingCode::ValuesFarFromIndicator, Position::default(), &params);
    }
    let first = cells.figures(&measure.id).next().map(|(about, _)| about.region);
    let several = cells.figures(&measure.id).any(|(about, _)| Some(about.region) != first);
    if info.unit == Unit::Number.as_str() && info.factor.is_none() && several {
        findings.add_with(FindingCode::GrowsWithRegion, Position::default(), &[name]);
    }
}

/// The indicator that a plan names for a measure, or that it is called by.
pub fn indicator_of<'c>(measure: &Measure, catalogue: &'c Catalogue) -> Option<&'c Indicator> {
    match &measure.nation {
        Nation::Indicator(id) => catalogue.indicator(id),
        Nation::Auto => catalogue.recognise(&measure.column),
        _ => None,
    }
}

/// Whether values lie far apart, and for each inhabitant less than half as far, as numbers and amounts do and shares, means
/// and what is divided by inhabitants do not. Two places alone may do so by chance where nothing is above a hundred.
fn grows(cells: &Cells, measure: &str, reference: &Reference) -> bool {
    const APART: f64 = 3.0;
    const HUNDRED: f64 = 100.0;
    let newest = reference.periods(POPULATION).last().copied();
    let people = |region: Region| Some(reference.figure(POPULATION, region, newest?)?.value);
    let mut places: BTreeMap<About, Vec<(f64, f64)>> = BTreeMap::new();
    for (about, figures) in cells.figures(measure) {
        let value = figures.iter().find(|figure| !figure.unit).and_then(|figure| figure.value).filter(|it| *it > 0.0);
        if let Some((value, people)) = value.zip(people(about.region)) {
            let anywhere = About { region: Region::NATION, ..about.clone() };
            places.entry(anywhere).or_default().push((value.ln(), (value / people).ln()));
        }
    }
    let extent = |values: &mut dyn Iterator<Item = f64>| {
        let (least, most) =
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), it| (least.min(it), most.max(it)));
        most - least
    };
    let extents =
        |all: &Vec<(f64, f64)>| (extent(&mut all.iter().map(|it| it.0)), extent(&mut all.iter().map(|it| it.1)));
    let sure = |all: &&Vec<(f64, f64)>| all.len() > 2 || all.iter().any(|it| it.0 > HUNDRED.ln());
    let mut wide = places.values().filter(sure).map(extents).filter(|(apart, _)| *apart >= APART.ln()).peekable();
    wide.peek().is_some() && wide.all(|(apart, each)| each * 2.0 < apart)
}

/// All estimates of a measure of figures.
pub fn estimate(cells: &Cells, measure: &Measure, info: MeasureInfo, plan: &Plan, findings: &mut Findings) -> Measured {
    let whole = whole_of(&info.unit)
        .filter(|whole| !share::may_exceed(&measure.column) && (*whole == 1.0 || !goes_beyond(cells, &measure.id)));
    let mut estimates = BTreeMap::new();
    let typical = typical_value(cells, &measure.id);
    let values = || cells.figures(&measure.id).flat_map(|(_, all)| all).filter_map(|figure| figure.value);
    let far = values().any(|value| value > FAR_ABOVE_ONE);
    let series = if far && whole.is_none() { series(cells, &measure.id) } else { BTreeMap::new() };
    // Shares of less than one per cent there are, and fractions under a heading that says per cent.
    if whole == Some(100.0) && values().count() > 1 && values().all(|value| (0.0..1.0).contains(&value)) {
        findings.add_with(FindingCode::SharesBelowOne, Position::default(), &[("measure", measure.column.clone())]);
    }
    let units = in_one_unit(cells, measure, findings);
    let answered = whole.map(|whole| answered(cells, (&measure.id, whole), plan)).unwrap_or_default();
    for (about, figures) in cells.figures(&measure.id) {
        let domain = Domain { region: about.region, period: about.period, group: about.group.clone() };
        let Some(units) = &units else {
            estimates.insert(domain, Estimate::none("as_published", Status::Inestimable, None));
            continue;
        };
        if let Some(figure) = agreed(about, figures, findings) {
            let small = figure.value.is_some_and(|value| value > 0.0 && value <= 1.0);
            let mixed = || series.get(&at_any_time(about)).is_some_and(|values| is_hundredth(&figure, values));
            if small && (whole == Some(100.0) && typical > FAR_ABOVE_ONE || mixed()) {
                findings.add(FindingCode::ShareScaleMixed, figure.at());
                estimates.insert(domain, Estimate::none("as_published", Status::Inestimable, figure.count));
                continue;
            }
            let factor = figure.sort.as_ref().and_then(|sort| units.get(sort)).copied().unwrap_or(1.0);
            let mut figure = times(&figure, factor);
            if let Some(all) = answered.get(&whole_group(about)).filter(|_| about.group.is_some()) {
                (figure.numerator, figure.denominator) = (figure.count, Some(all.iter().sum()));
            }
            estimates.insert(domain, one(&figure, whole, plan.confidence, measure, findings));
        }
    }
    Measured { measure: info, estimates, sample: None, distributions: BTreeMap::new(), inputs: BTreeMap::new() }
}

/// For each region and period how many gave each answer, where the numbers beside the shares of answers are those: their
/// shares of the sum are the file's own, but for rounding to whole per cents, in every region and period. None otherwise, and
/// none where any are so few that they are hidden by their own number.
fn answered(cells: &Cells, (measure, whole): (&str, f64), plan: &Plan) -> BTreeMap<About, Vec<f64>> {
    let figures = || {
        let parts = cells.figures(measure).filter(|(about, _)| about.group.is_some());
        parts.flat_map(|(about, all)| all.iter().map(move |figure| (whole_group(about), figure)))
    };
    let mut counts: BTreeMap<About, Vec<f64>> = BTreeMap::new();
    for (about, figure) in figures() {
        counts
            .entry(about)
            .or_default()
            .push(figure.count.filter(|_| figure.denominator.is_none()).unwrap_or(f64::NAN));
    }
    let is_share = |(about, figure): (About, &Figure)| {
        let all = counts.get(&about).filter(|all| all.len() > 1);
        let all: Option<f64> = all.map(|all| all.iter().sum());
        let share = figure.count.zip(all).map(|(count, all)| count / all * whole);
        figure.value.zip(share).is_some_and(|(value, share)| (value - share).abs() * 200.0 <= whole)
    };
    let few = |n: &f64| *n < plan.disclosure.minimum_n as f64;
    let known = figures().all(is_share) && !counts.values().flatten().any(few);
    if known { counts } else { BTreeMap::new() }
}

/// What is about a level, about all levels of the group.
fn whole_group(about: &About) -> About {
    let group = about.group.as_ref().map(|(name, _)| (name.clone(), String::new()));
    About { group, ..about.clone() }
}

/// Whether per cents are of something that they are no part of, as those of beds that are taken or of what was planned:
/// a fifth of them at least lie below 0 or above 100, and none where only a lost decimal sign would put it.
fn goes_beyond(cells: &Cells, measure: &str) -> bool {
    const FARTHEST: f64 = 250.0;
    let values = || cells.figures(measure).flat_map(|(_, all)| all).filter_map(|figure| figure.value);
    let beyond = values().filter(|value| !(0.0..=100.0).contains(value)).count();
    beyond > 1 && beyond * 5 >= values().count() && values().all(|value| value.abs() <= FARTHEST)
}

/// The values of each region and group, of all periods.
fn series(cells: &Cells, measure: &str) -> BTreeMap<About, Vec<f64>> {
    let mut series: BTreeMap<About, Vec<f64>> = BTreeMap::new();
    for (about, figures) in cells.figures(measure) {
        let values = figures.iter().filter_map(|figure| figure.value);
        series.entry(at_any_time(about)).or_default().extend(values);
    }
    series
}

fn at_any_time(about: &About) -> About {
    About { period: None, ..about.clone() }
}

/// Whether a value would be like those of other periods, about the same, if it were a hundred times as large.
fn is_hundredth(figure: &Figure, series: &[f64]) -> bool {
    let like = |other: f64| figure.value.is_some_and(|value| (0.5..=2.0).contains(&(value * 100.0 / other)));
    series.iter().all(|value| (0.0..=100.0).contains(value)) && series.iter().any(|other| *other > 1.0 && like(*other))
}

/// The median of a measure's values.
fn typical_value(cells: &Cells, measure: &str) -> f64 {
    let mut values: Vec<f64> =
        cells.figures(measure).flat_map(|(_, all)| all).filter_map(|figure| figure.value).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

pub(super) fn agreed<'f>(about: &About, figures: &'f [Figure], findings: &mut Findings) -> Option<Cow<'f, Figure>> {
    let (first, others) = figures.split_first()?;
    let whole = || others.iter().try_fold(first.clone(), |whole, other| whole.with(other));
    if let Some(whole) = first.part.then(whole).flatten() {
        return Some(Cow::Owned(whole));
    }
    let params = [("measure", about.measure.clone())];
    let disagreeing = others.iter().any(|other| !other.agrees(first));
    let code = if disagreeing { FindingCode::DuplicateFigure } else { FindingCode::RepeatedFigure };
    others.iter().for_each(|other| findings.add_with(code, other.at(), &params));
    (!disagreeing).then_some(Cow::Borrowed(first))
}

fn one(figure: &Figure, whole: Option<f64>, confidence: f64, measure: &Measure, findings: &mut Findings) -> Estimate {
    let n = figure.denominator.or(figure.count);
    let counted = figure.numerator.zip(n).filter(|(_, n)| *n > 0.0).map(|(x, n)| x / n);
    let value = figure.value.map(as_published).or(counted.zip(whole).map(|(p, whole)| p * whole));
    let Some(value) = value else {
        let status = if figure.suppressed { Status::Suppressed } else { Status::Inestimable };
        return Estimate::none("as_published", status, n);
    };
    // More than rounding: weights, or a mistake.
    if whole.zip(counted).is_some_and(|(whole, p)| (value - p * whole).abs() * 100.0 > whole) {
        findings.add(FindingCode::ShareContradicted, figure.at());
    }
    let p = whole.map(|whole| value / whole);
    if p.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        findings.add(FindingCode::ShareOutOfRange, figure.at());
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
    if limits.is_some_and(|it| !(it.low..=it.high).contains(&value)) {
        findings.add(FindingCode::LimitsElsewhere, figure.at());
    }
    let published = figure.confidence.unwrap_or(PUBLISHED_CONFIDENCE);
    let from_limits = limits.and_then(|it| standard_error_from_interval(value, it.low, it.high, published));
    if let Some(se) = figure.se.filter(|se| *se > 0.0).or(from_limits) {
        if figure.se.is_none() && figure.confidence.is_none() {
            findings.add(FindingCode::IntervalAssumed, Position::default().column(&measure.column));
        }
        estimate.se = Some(se);
        let limits = limits.filter(|_| figure.confidence.is_none_or(|published| published == confidence));
        estimate.interval = limits.or_else(|| mean_student(value, se, None, confidence));
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
