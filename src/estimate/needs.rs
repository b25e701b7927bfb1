//! The need of care of areas, read from the files for groups that the plan puts together by it.

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::error::Error;
use crate::estimate::amounts;
use crate::estimate::gathering::Gathering;
use crate::estimate::ledger::Ledger;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::amounts::nearest;
use crate::plan::{Classification, MeasureType, Need, Plan};
use crate::vocabulary::period::Period;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The plan with the newest need of each area, from a column of the files or a measure of the plan.
///
/// # Errors
/// Words in the plan that do not exist.
pub fn with_needs<'p>(
    cells: &Cells,
    (catalogue, reference): (&Catalogue, &Reference),
    plan: &'p Plan,
    findings: &mut Findings,
) -> Result<Cow<'p, Plan>, Error> {
    let by_need = |plan: &Plan| {
        plan.gather.values().any(|it| matches!(&it.by, Some(Classification::Need(need)) if need.of.is_some()))
    };
    if !by_need(plan) {
        return Ok(Cow::Borrowed(plan));
    }
    let mut said = Findings::default();
    let ledger = Ledger::new(cells, reference, &mut said);
    if !plan.measures.iter().any(|measure| measure.r#type.is_of_amounts()) {
        findings.extend(said);
    }
    let mut read = plan.clone();
    for (column, gather) in &mut read.gather {
        let Some(Classification::Need(need)) = &mut gather.by else { continue };
        let Some(of) = need.of.as_deref() else { continue };
        let measure = plan.measures.iter().find(|it| it.id == of && it.r#type == MeasureType::CareNeedIndex);
        let areas = match measure {
            Some(measure) => {
                let alone = Plan { groups: vec![column.clone()], gather: BTreeMap::new(), ..Plan::default() };
                let gathering = Gathering::new(&alone)?;
                let found =
                    amounts::estimate(&ledger, measure, (catalogue, &gathering), &alone, &mut Findings::default())?;
                let of_area = found.estimates.into_iter().filter_map(|(domain, estimate)| {
                    let (_, area) = domain.group?;
                    Some((area, domain.period, estimate.value?))
                });
                newest(of_area)
            }
            None => newest(ledger.by_area(of, column)),
        };
        say(column, need, &areas, &ledger, findings);
        need.areas = areas;
    }
    Ok(Cow::Owned(read))
}

/// The newest value of each area; an area that has two, as where two regions have one of that name, has none.
fn newest(all: impl Iterator<Item = (String, Option<Period>, f64)>) -> BTreeMap<String, f64> {
    let mut newest: BTreeMap<String, (Option<Period>, f64)> = BTreeMap::new();
    for (area, period, value) in all {
        let known = newest.entry(area).or_insert((period, value));
        match period.cmp(&known.0) {
            std::cmp::Ordering::Greater => *known = (period, value),
            std::cmp::Ordering::Equal if known.1 != value => known.1 = f64::NAN,
            _ => {}
        }
    }
    newest.into_iter().map(|(area, (_, value))| (area, value)).filter(|(_, value)| value.is_finite()).filled()
}

fn say(column: &str, need: &Need, areas: &BTreeMap<String, f64>, ledger: &Ledger<'_>, findings: &mut Findings) {
    let of = need.of.clone().unwrap_or_default();
    let about = ("column", column.to_owned());
    if areas.is_empty() {
        let nearest = nearest(&of, ledger.names()).unwrap_or("–").to_owned();
        let params = [about, ("series", of), ("nearest", nearest)];
        return findings.add_with(FindingCode::NeedMissing, Position::default(), &params);
    }
    let exposed: Vec<&str> =
        areas.iter().filter(|(_, value)| **value >= need.at_least).map(|(area, _)| area.as_str()).collect();
    let names = match exposed.len() {
        0 => "–".to_owned(),
        1..=SHOWN => exposed.join(", "),
        _ => format!("{}, …", exposed.get(..SHOWN).unwrap_or_default().join(", ")),
    };
    let params = [about, ("found", exposed.len().to_string()), ("levels", areas.len().to_string()), ("areas", names)];
    findings.add_with(FindingCode::AreasByNeed, Position::default(), &params);
}

/// So many areas are named.
const SHOWN: usize = 20;
