//! Amounts → ratios, shares and need of care, with what they are made of. Amounts are counts in full: no standard error,
//! and so no verdict, only the difference.

use crate::catalogue::Catalogue;
use crate::error::Error;
use crate::estimate::gathering::Gathering;
use crate::estimate::ledger::{Ledger, Place, Sum};
use crate::estimate::measure::{FileUnit, MeasureInfo};
use crate::estimate::{Basis, Domain, Estimate, Inputs, Measured, Origin, Status};
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::amounts::{Level, Selection, nearest};
use crate::plan::{Deflator, Measure, MeasureType, Plan};
use crate::statistics::amount_ratio::amount_ratio;
use crate::statistics::care_need_index::{care_need, care_need_index};
use crate::statistics::inhabitants_per_post::inhabitants_per_post;
use crate::statistics::share_of_sum::share_of_sum;
use crate::vocabulary::period::Period;
use crate::vocabulary::population::is_population;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// The denominator of a measure that names none.
const INHABITANTS: &str = "Folkmängd";

/// A part of the amounts: all of them, or a level of a group with the levels of the file that it is made of.
type Part<'p> = Option<(&'p str, String, BTreeSet<String>)>;

/// One measure of amounts.
pub(super) fn estimate(
    ledger: &Ledger<'_>,
    measure: &Measure,
    (catalogue, gathering): (&Catalogue, &Gathering<'_>),
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
    let of_need = measure.r#type == MeasureType::CareNeedIndex;
    let [of_above, of_below] = kinds(ledger, measure, &above, &below);
    let mut rows: Vec<Row> = Vec::new();
    let mut without: BTreeMap<Option<Period>, BTreeSet<Region>> = BTreeMap::new();
    for part in &parts(ledger, plan, gathering, findings) {
        for (region, period) in ledger.places() {
            let within = part.as_ref().map(|(column, _, levels)| (*column, levels));
            let place = Place { region, period, within, money: of_above };
            let (numerator, persons) = match of_need {
                true => need(ledger, &above, place).unzip(),
                false => (ledger.sum(&above, &below, place), None),
            };
            let Some(numerator) = numerator else { continue };
            let group = part.as_ref().map(|(column, level, _)| ((*column).to_owned(), level.clone()));
            match ledger.sum(&below, &above, Place { money: of_below, ..place }) {
                Some(denominator) => {
                    let counts = [&numerator, &denominator].into_iter().filter(|sum| !sum.money).map(|sum| sum.value);
                    let least = counts.chain(persons).min_by(f64::total_cmp).filter(|_| part.is_some());
                    rows.push(Row { domain: Domain { region, period, group }, numerator, denominator, least });
                }
                None if part.is_none() && ledger.unknown(&below).is_none() => {
                    without.entry(period).or_default().insert(region);
                }
                None => {}
            }
        }
    }
    let of_people = !below.terms.is_empty() && below.levels().all(|level| is_population(&level.written));
    for (period, regions) in without {
        if of_people && period.is_none() {
            findings.add(FindingCode::PeriodMissing, Position::default());
            continue;
        }
        let period = period.map(|period| period.to_string()).unwrap_or_default();
        let regions: Vec<&str> =
            regions.iter().filter(|region| !region.is_nation()).map(|region| region.short()).collect();
        let about = [("measure", measure.id.clone()), ("period", period)];
        if of_people {
            findings.add_with(FindingCode::PopulationMissing, Position::default(), &about);
        } else if !regions.is_empty() {
            let [one, other] = about;
            let params = [one, other, ("regions", regions.join(", "))];
            findings.add_with(FindingCode::AmountLacking, Position::default(), &params);
        }
    }
    let money = rows.iter().any(|row| row.numerator.money) && measure.r#type == MeasureType::AmountPer;
    let unit = match (measure.r#type, money) {
        (MeasureType::AmountShare, _) => "percent",
        (_, true) if measure.denominator.as_deref().is_none_or(|it| it == INHABITANTS) => "kronor_per_inhabitant",
        (_, true) => "kronor",
        _ => "ratio",
    };
    let info = MeasureInfo::of_plan(
        measure,
        catalogue,
        FileUnit { stated: Some(unit), whole_numbers: money || measure.guideline.is_some(), ..FileUnit::default() },
    )?;
    let scale = scale_of(&info.unit);
    let running = rows.iter().any(|row| row.numerator.money && !row.numerator.fixed_prices);
    let periods: BTreeSet<_> = rows.iter().map(|row| row.domain.period).filled();
    if money && running && plan.deflator.is_none() && periods.len() > 1 {
        findings.add_with(FindingCode::RunningPrices, Position::default(), &[("measure", measure.id.clone())]);
    }
    let mut estimates = BTreeMap::new();
    let mut inputs = BTreeMap::new();
    for Row { domain, numerator, denominator, least } in &rows {
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
            MeasureType::CareNeedIndex => {
                let reference = measure.reference.or_else(|| need_of_nation(&rows, domain.period));
                if reference.is_none() {
                    let params = [("measure", measure.id.clone())];
                    findings.add_with(FindingCode::NeedWithoutReference, Position::default(), &params);
                }
                match reference {
                    Some(need) => (care_need_index(numerator.value, denominator.value, need), "care_need_index"),
                    None => (amount_ratio(numerator.value, denominator.value, 1.0, 1.0), "amount_ratio"),
                }
            }
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
        estimates.insert(domain.clone(), Estimate { n: *least, ..one(value, method) });
    }
    Ok(Measured { measure: info, estimates, sample: None, distributions: BTreeMap::new(), inputs })
}

/// A place with both sides of the measure.
struct Row {
    domain: Domain,
    numerator: Sum,
    denominator: Sum,
    /// The smallest of the counts that a level of a group is made of: it is hidden where that is small. Whole regions and
    /// money tell of nobody.
    least: Option<f64>,
}

/// Which of money and what is counted the two sides are of, where a name can be both: by the unit above the line, what is
/// counted below it; a share is of money where both its sides can be.
fn kinds(ledger: &Ledger<'_>, measure: &Measure, above: &Selection, below: &Selection) -> [Option<bool>; 2] {
    let sides = [ledger.kinds(above), ledger.kinds(below)];
    if measure.r#type == MeasureType::AmountShare {
        let money = sides.iter().all(|[money, _]| *money);
        let counted = sides.iter().all(|[_, counted]| *counted);
        return [(money || counted).then_some(money); 2];
    }
    let in_kronor = match measure.unit.as_deref() {
        _ if measure.r#type == MeasureType::CareNeedIndex => false,
        Some(unit) => unit.starts_with("kronor"),
        None => measure.guideline.is_none(),
    };
    let chosen = |kinds: [bool; 2], preferred: bool| (kinds == [true, true]).then_some(preferred);
    let [first, second] = sides;
    [chosen(first, in_kronor), chosen(second, false)]
}

/// Everything, and every level of the plan's groups that divide the amounts.
fn parts<'p>(ledger: &Ledger<'_>, plan: &'p Plan, gathering: &Gathering<'_>, findings: &mut Findings) -> Vec<Part<'p>> {
    let mut parts: Vec<Part<'p>> = vec![None];
    for column in &plan.groups {
        let mut made_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (own, new) in gathering.levels(column, &ledger.levels(column), findings) {
            made_of.entry(new).or_default().insert(own);
        }
        parts.extend(made_of.into_iter().map(|(level, own)| Some((column.as_str(), level, own))));
    }
    parts
}

/// The weighted sum of the seven counts, in the order that the index has them, and the smallest of them.
fn need(ledger: &Ledger<'_>, counts: &Selection, place: Place<'_>) -> Option<(Sum, f64)> {
    let count = |term: &Vec<Level>| {
        let one = Selection { terms: vec![term.clone()], but: Vec::new() };
        ledger.sum(&one, &one, place).map(|it| it.value)
    };
    let persons: Vec<f64> = counts.terms.iter().map(count).collect::<Option<_>>()?;
    let least = persons.iter().copied().min_by(f64::total_cmp)?;
    let value = care_need(&persons.try_into().ok()?)?;
    Some((Sum { value, money: false, fixed_prices: false }, least))
}

/// The nation's need for each person, where the file has the nation.
fn need_of_nation(rows: &[Row], period: Option<Period>) -> Option<f64> {
    let nation = Domain { region: Region::NATION, period, group: None };
    let row = rows.iter().find(|row| row.domain == nation)?;
    amount_ratio(row.numerator.value, row.denominator.value, 1.0, 1.0)
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
