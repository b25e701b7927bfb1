//! Amounts → ratios and shares, with what they are made of. Amounts are counts in full: no standard error, and so no
//! verdict, only the difference.

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::estimate::ledger::{Ledger, Sum};
use crate::estimate::measure::{FileUnit, MeasureInfo};
use crate::estimate::{Basis, Domain, Estimate, Inputs, Measured, Origin, Status};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::amounts::{Selection, nearest};
use crate::plan::{Deflator, Measure, MeasureType, Plan};
use crate::statistics::amount_ratio::amount_ratio;
use crate::statistics::inhabitants_per_post::inhabitants_per_post;
use crate::statistics::share_of_sum::share_of_sum;
use crate::vocabulary::period::Period;
use std::collections::{BTreeMap, BTreeSet};

/// The denominator of a measure that names none.
const INHABITANTS: &str = "Folkmängd";

/// One measure of amounts.
pub(super) fn estimate(
    ledger: &Ledger<'_>,
    measure: &Measure,
    catalogue: &Catalogue,
    plan: &Plan,
    findings: &mut Findings,
) -> Result<Measured, Error> {
    let above = Selection::parse(&measure.column);
    let below = Selection::parse(measure.denominator.as_deref().unwrap_or(INHABITANTS));
    for unknown in [&above, &below].into_iter().filter_map(|selection| ledger.unknown(selection)) {
        let nearest = nearest(&unknown, ledger.names()).unwrap_or("–").to_owned();
        let params = [("measure", measure.id.clone()), ("series", unknown), ("nearest", nearest)];
        findings.add_with(FindingCode::SeriesMissing, Position::default(), &params);
    }
    let mut rows: Vec<(Domain, Sum, Sum)> = Vec::new();
    let mut without: BTreeSet<Period> = BTreeSet::new();
    for (region, period) in ledger.places() {
        let Some(numerator) = ledger.sum(&above, &below, region, period) else { continue };
        match ledger.sum(&below, &above, region, period) {
            Some(denominator) => rows.push((Domain { region, period, group: None }, numerator, denominator)),
            None => without.extend(period.filter(|_| ledger.unknown(&below).is_none())),
        }
    }
    for period in without {
        let params = [("measure", measure.id.clone()), ("period", period.to_string())];
        findings.add_with(FindingCode::PopulationMissing, Position::default(), &params);
    }
    let money = rows.iter().any(|(_, numerator, _)| numerator.money) && measure.r#type == MeasureType::AmountPer;
    let unit = match (measure.r#type, money) {
        (MeasureType::AmountShare, _) => "percent",
        (_, true) if measure.denominator.as_deref().is_none_or(|it| it == INHABITANTS) => "kronor_per_inhabitant",
        (_, true) => "kronor",
        _ => "ratio",
    };
    let info = MeasureInfo::of_plan(
        measure,
        catalogue,
        FileUnit { stated: Some(unit), likely: None, whole_numbers: money || measure.guideline.is_some() },
    )?;
    let scale = scale_of(&info.unit);
    let running = rows.iter().any(|(_, numerator, _)| numerator.money && !numerator.fixed_prices);
    let periods: BTreeSet<_> = rows.iter().map(|(domain, ..)| domain.period).collect();
    if money && running && plan.deflator.is_none() && periods.len() > 1 {
        findings.add_with(FindingCode::RunningPrices, Position::default(), &[("measure", measure.id.clone())]);
    }
    let mut estimates = BTreeMap::new();
    let mut inputs = BTreeMap::new();
    for (domain, numerator, denominator) in rows {
        let deflator = match (money && !numerator.fixed_prices, &plan.deflator) {
            (true, Some(deflator)) => match factor(deflator, domain.period) {
                Some(factor) => factor,
                None => {
                    let period = domain.period.map(|period| period.to_string()).unwrap_or_default();
                    findings.add_with(FindingCode::DeflatorMissing, Position::default(), &[("period", period)]);
                    continue;
                }
            },
            _ => 1.0,
        };
        let (value, method) = match measure.r#type {
            MeasureType::AmountShare => (share_of_sum(numerator.value, &[denominator.value]), "share_of_sum"),
            _ => (amount_ratio(numerator.value, denominator.value, scale, deflator), "amount_ratio"),
        };
        let posts =
            measure.guideline.and_then(|guideline| inhabitants_per_post(numerator.value, denominator.value, guideline));
        let made_of = Inputs {
            numerator: numerator.value * deflator,
            denominator: denominator.value,
            lacking: posts.map(|it| it.lacking),
        };
        inputs.insert(domain.clone(), made_of);
        estimates.insert(domain, one(value, method));
    }
    Ok(Measured { measure: info, estimates, sample: None, distributions: BTreeMap::new(), inputs })
}

fn factor(deflator: &Deflator, period: Option<Period>) -> Option<f64> {
    deflator.factor(&period?.to_string())
}

fn scale_of(unit: &str) -> f64 {
    match unit {
        "per_100" => 100.0,
        "per_1000" => 1_000.0,
        "per_100000" => 100_000.0,
        _ => 1.0,
    }
}

fn one(value: Option<f64>, method: &'static str) -> Estimate {
    let Some(value) = value else { return Estimate::none(method, Status::Inestimable, None) };
    Estimate {
        n: None,
        n_effective: None,
        value: Some(value),
        se: None,
        interval: None,
        df: None,
        method,
        status: Status::Ok,
        origin: Origin::File,
        basis: Basis::Bare,
        unit: false,
    }
}
