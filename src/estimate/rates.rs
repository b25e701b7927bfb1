//! Events and people of a table → rates: crude, standardised directly, and ratios to what the nation's rates give.
//!
//! Rows are added up over ages (crude rates) and over the plan's column of sexes where the table does not add them up
//! itself. What `n` counts is events: a rate is hidden and judged by them, not by the population.

use crate::aggregate::Cells;
use crate::catalogue::standard_population::StandardPopulation;
use crate::error::Error;
use crate::estimate::measure::MeasureInfo;
use crate::estimate::{Basis, Domain, Estimate, Measured, Origin, Status, figures};
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{Measure, MeasureType, Standard};
use crate::statistics::directly_standardised_rate::{Stratum, directly_standardised_rate, standardised};
use crate::statistics::indirectly_standardised_ratio::{
    IndirectStratum, against_reference, expected_events, indirectly_standardised_ratio,
};
use crate::statistics::rate::{Rate, rate};
use crate::table::indicators::Figure;
use crate::vocabulary::age::AgeBand;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Events and people; `None` where a publisher hid one of the parts.
type Count = Option<(f64, f64)>;
/// Sex and age of a part, where the row is about one.
type Part = (Option<String>, Option<AgeBand>);
type Parts = BTreeMap<Part, Count>;

/// The rows about one region, unit or group, ages and sexes apart.
#[derive(Default)]
struct About {
    parts: Parts,
    /// Whether it is about a unit of the region.
    unit: bool,
}

fn sum(mut counts: impl Iterator<Item = Count>) -> Count {
    counts.try_fold((0.0, 0.0), |(x, n), count| count.map(|(y, m)| (x + y, n + m)))
}

fn count(figure: &Figure) -> Count {
    let events = figure.numerator.filter(|events| *events >= 0.0)?;
    Some((events, figure.denominator.or(figure.count).filter(|people| *people > 0.0)?))
}

/// The rows of a measure by what they are about, ages and sexes apart.
fn gathered(cells: &Cells, measure: &Measure, findings: &mut Findings) -> BTreeMap<Domain, About> {
    let mut all: BTreeMap<Domain, About> = BTreeMap::new();
    for (about, rows) in cells.figures(&measure.id) {
        let Some(figure) = figures::agreed(about, rows, findings) else { continue };
        let level = |column: &Option<String>| {
            let column = column.as_ref()?;
            figure.parts.iter().find(|(name, _)| name == column).map(|(_, level)| level.clone())
        };
        let (sex, age) = (level(&measure.sex), level(&measure.age));
        let band = age.as_deref().map(AgeBand::parse);
        if band == Some(None) {
            findings.add_with(FindingCode::AgeUnknown, figure.at(), &[("measure", measure.id.clone())]);
            continue;
        }
        let group = figure.group_without(&[&measure.sex, &measure.age]);
        let domain = Domain { region: about.region, period: about.period, group };
        let about = all.entry(domain).or_default();
        about.parts.insert((sex, band.flatten()), count(&figure));
        about.unit |= figure.unit;
    }
    all
}

/// The parts of one sex, or of both: as the table adds them up, else added up here.
fn by_age(parts: &Parts, sex: Option<&String>) -> BTreeMap<Option<AgeBand>, Count> {
    let ages: BTreeSet<Option<AgeBand>> = parts.keys().map(|(_, age)| *age).filled();
    let of_age = |age: Option<AgeBand>| {
        if let Some(count) = parts.get(&(sex.cloned(), age)) {
            return Some(*count);
        }
        let sexes = || parts.iter().filter(|((of, at), _)| sex.is_none() && of.is_some() && *at == age);
        sexes().next().map(|_| sum(sexes().map(|(_, count)| *count)))
    };
    ages.into_iter().filter_map(|age| Some((age, of_age(age)?))).filled()
}

/// Everybody: as the table adds ages up, else added up here.
fn total(ages: &BTreeMap<Option<AgeBand>, Count>) -> Count {
    match ages.get(&None) {
        Some(count) => *count,
        None => sum(ages.values().copied()),
    }
}

/// Age bands that are known, do not overlap and are those of `wanted`.
fn bands(ages: &BTreeMap<Option<AgeBand>, Count>, wanted: &BTreeSet<AgeBand>) -> Option<Vec<(AgeBand, f64, f64)>> {
    let known = ages.iter().filter_map(|(age, count)| Some(((*age)?, *count)));
    let known: Vec<(AgeBand, Count)> = known.collect();
    let apart = known.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if !a.overlaps(*b)));
    let same = known.len() == wanted.len() && known.iter().all(|(age, _)| wanted.contains(age));
    let counts = known.into_iter().map(|(age, count)| count.map(|(x, n)| (age, x, n))).collect::<Option<Vec<_>>>()?;
    (apart && same && !counts.is_empty()).then_some(counts)
}

/// All rates of a measure.
///
/// # Errors
/// A broken standard population.
pub(super) fn estimate(
    cells: &Cells,
    measure: &Measure,
    info: MeasureInfo,
    confidence: f64,
    findings: &mut Findings,
) -> Result<Measured, Error> {
    let all = gathered(cells, measure, findings);
    let standard = match measure.standard.unwrap_or_default() {
        Standard::Esp2013 => Some(StandardPopulation::built_in("esp2013")?),
        Standard::Riket => Some(StandardPopulation::built_in("riket")?),
        Standard::Nation => None,
    };
    let wanted: BTreeSet<AgeBand> =
        all.values().flat_map(|about| about.parts.keys()).filter_map(|(_, age)| *age).filled();
    let bench = RateBench { measure, standard, wanted, confidence, all: &all };
    let mut estimates = BTreeMap::new();
    let mut found: BTreeSet<FindingCode> = BTreeSet::new();
    for (domain, About { parts, unit }) in &all {
        let sexes: BTreeSet<&String> = parts.keys().filter_map(|(sex, _)| sex.as_ref()).filled();
        for sex in std::iter::once(None).chain(sexes.into_iter().map(Some)) {
            let ages = by_age(parts, sex);
            if ages.is_empty() {
                continue;
            }
            let about = with_part(domain, measure.sex.as_ref(), sex.map(String::as_str));
            let estimate = bench.one(domain, sex, &ages, &mut found);
            estimates.insert(about, Estimate { unit: *unit, ..estimate });
        }
    }
    for code in found {
        findings.add_with(code, Position::default(), &[("measure", measure.id.clone())]);
    }
    Ok(Measured { measure: info, estimates, sample: None, distributions: BTreeMap::new(), inputs: BTreeMap::new() })
}

/// A domain with one more part of its group.
fn with_part(domain: &Domain, column: Option<&String>, level: Option<&str>) -> Domain {
    let Some((column, level)) = column.zip(level) else { return domain.clone() };
    let group = match &domain.group {
        Some((columns, levels)) => (format!("{columns}, {column}"), format!("{levels}, {level}")),
        None => (column.clone(), level.to_owned()),
    };
    Domain { group: Some(group), ..domain.clone() }
}

struct RateBench<'a> {
    measure: &'a Measure,
    standard: Option<StandardPopulation>,
    /// The age bands of the table.
    wanted: BTreeSet<AgeBand>,
    confidence: f64,
    all: &'a BTreeMap<Domain, About>,
}

impl RateBench<'_> {
    fn one(
        &self,
        domain: &Domain,
        sex: Option<&String>,
        ages: &BTreeMap<Option<AgeBand>, Count>,
        found: &mut BTreeSet<FindingCode>,
    ) -> Estimate {
        let method = match self.measure.r#type {
            MeasureType::DirectlyStandardisedRate => "directly_standardised_rate",
            MeasureType::IndirectlyStandardisedRatio => "indirectly_standardised_ratio",
            _ => "rate",
        };
        let events = total(ages).map(|(events, _)| events);
        let made = match self.measure.r#type {
            MeasureType::DirectlyStandardisedRate => self.direct(domain, sex, ages),
            MeasureType::IndirectlyStandardisedRatio => self.indirect(domain, sex),
            _ => Ok(self.crude(ages)),
        };
        let made = made.unwrap_or_else(|code| {
            found.insert(code);
            None
        });
        let Some((Rate { value, interval }, se, basis)) = made else {
            return Estimate::none(method, Status::Inestimable, events);
        };
        Estimate {
            n: events,
            n_effective: None,
            value: Some(value),
            se: Some(se),
            interval: Some(interval),
            df: None,
            method,
            status: Status::Ok,
            origin: Origin::File,
            basis,
            unit: false,
        }
    }

    fn crude(&self, ages: &BTreeMap<Option<AgeBand>, Count>) -> Option<(Rate, f64, Basis)> {
        let (events, at_risk) = total(ages)?;
        let per = self.measure.multiplier();
        let strata = vec![Stratum { events, at_risk, standard: 1.0 }];
        let se = standardised(&strata)?.standard_error(per);
        Some((rate(events, at_risk, per, self.confidence)?, se, Basis::Rate { strata, per }))
    }

    fn direct(
        &self,
        domain: &Domain,
        sex: Option<&String>,
        ages: &BTreeMap<Option<AgeBand>, Count>,
    ) -> Result<Option<(Rate, f64, Basis)>, FindingCode> {
        let counts = bands(ages, &self.wanted).ok_or(FindingCode::AgesUneven)?;
        let nation = match self.standard {
            Some(_) => None,
            None => Some(self.nation(domain, sex).ok_or(FindingCode::NoNationalRates)?),
        };
        let people = |age: AgeBand| match (&self.standard, &nation) {
            (Some(standard), _) => standard.people(age),
            (None, Some(nation)) => nation.get(&Some(age)).copied().flatten().map(|(_, people)| people),
            (None, None) => None,
        };
        let stratum = |(age, events, at_risk): &(AgeBand, f64, f64)| {
            Some(Stratum { events: *events, at_risk: *at_risk, standard: people(*age)? })
        };
        let strata: Vec<Stratum> = counts.iter().map(stratum).collect::<Option<_>>().ok_or(FindingCode::AgesUneven)?;
        let per = self.measure.multiplier();
        Ok(directly_standardised_rate(&strata, per, self.confidence).and_then(|found| {
            let se = standardised(&strata)?.standard_error(per);
            Some((found, se, Basis::Rate { strata, per }))
        }))
    }

    /// The nation's ages for a domain.
    fn nation(&self, domain: &Domain, sex: Option<&String>) -> Option<BTreeMap<Option<AgeBand>, Count>> {
        self.all.get(&domain.in_region(Region::NATION)).map(|about| by_age(&about.parts, sex))
    }

    /// By age and, where both the region's and the nation's rows divide it, by sex.
    fn indirect(&self, domain: &Domain, sex: Option<&String>) -> Result<Option<(Rate, f64, Basis)>, FindingCode> {
        let mine = &self.all.get(domain).ok_or(FindingCode::NoNationalRates)?.parts;
        let nation = &self.all.get(&domain.in_region(Region::NATION)).ok_or(FindingCode::NoNationalRates)?.parts;
        let sexes = |parts: &Parts| parts.keys().filter_map(|(sex, _)| sex.clone()).filled::<BTreeSet<String>>();
        let divided = sex.is_none() && !sexes(mine).is_empty() && sexes(mine) == sexes(nation);
        let wanted: Vec<Option<String>> =
            if divided { sexes(mine).into_iter().map(Some).collect() } else { vec![sex.cloned()] };
        let (mut observed, mut strata) = (0.0, Vec::new());
        for sex in &wanted {
            let ours = bands(&by_age(mine, sex.as_ref()), &self.wanted).ok_or(FindingCode::AgesUneven)?;
            let theirs = bands(&by_age(nation, sex.as_ref()), &self.wanted).ok_or(FindingCode::AgesUneven)?;
            for ((_, events, at_risk), (_, reference_events, reference_at_risk)) in ours.into_iter().zip(theirs) {
                observed += events;
                strata.push(IndirectStratum { at_risk, reference_events, reference_at_risk });
            }
        }
        let per = self.measure.multiplier();
        Ok(expected_events(&strata).and_then(|expected| {
            let found = indirectly_standardised_ratio(observed, expected, per, self.confidence)?;
            let se = against_reference(observed, expected, per, self.confidence)?.se;
            Some((found, se, Basis::Expected { observed, expected, per }))
        }))
    }
}
