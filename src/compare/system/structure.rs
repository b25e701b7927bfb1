//! Net cost adjusted for structure: the cost of a year against the standard cost of the equalisation year that goes with it.
//!
//! The equalisation of year y + 1 rests on year y. Another year can be asked for, and is then marked; one of another model
//! than that of y + 1 is refused, because the change of model would be read as a change of structure.

use crate::compare::system::series::{Series, Shelf};
use crate::compare::system::year_of;
use crate::estimate::Origin;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::SystemPlan;
use crate::statistics::structure_adjustment::{Adjusted, structure_adjustment};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// What stands in the way of an adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The equalisation year belongs to another model than the one that rests on the cost year.
    ModelBreak,
    /// No standard cost for that equalisation year.
    NoStandardCost,
}

/// One region in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureRow {
    /// The year of the cost.
    pub period: Period,
    /// The equalisation year.
    pub equalisation: i16,
    /// Whether it is another one than the year after.
    pub unusual_year: bool,
    /// The first year of the equalisation's model; `None` where no break is known before.
    pub model: Option<Period>,
    /// Region; the nation too.
    pub region: Region,
    /// Net cost per inhabitant.
    pub net: f64,
    /// Whether cost or standard cost comes from the file.
    pub from_file: bool,
    /// Standard cost per inhabitant.
    pub standard: Option<f64>,
    /// What the adjustment gives.
    pub adjusted: Option<Adjusted>,
    /// Why there is none.
    pub obstacle: Option<Obstacle>,
}

pub(super) fn structure(shelf: &Shelf<'_>, plan: &SystemPlan, findings: &mut Findings) -> Vec<StructureRow> {
    let name = |what: &str| [("measure", what.to_owned())];
    let (net, standard) = (shelf.series(&plan.net_cost), shelf.series(&plan.standard_cost));
    for (series, called) in [(&net, &plan.net_cost), (&standard, &plan.standard_cost)] {
        if series.is_none() {
            findings.add_with(FindingCode::SystemSeriesMissing, Position::default(), &name(called));
        }
    }
    let (Some(net), Some(standard)) = (net, standard) else { return Vec::new() };
    if !shelf.is_whole_care(&plan.net_cost) {
        findings.add_with(FindingCode::StructureOwnMethod, Position::default(), &name(&plan.net_cost));
    }
    let mut rows = Vec::new();
    for (period, year) in net.periods().into_iter().filter_map(|period| Some((period, year_of(period)?))) {
        rows.extend(of_year(shelf, (&net, &standard), plan, (period, year), findings));
    }
    rows
}

fn of_year(
    shelf: &Shelf<'_>,
    (net, standard): (&Series<'_>, &Series<'_>),
    plan: &SystemPlan,
    (period, year): (Period, i16),
    findings: &mut Findings,
) -> Vec<StructureRow> {
    let equalisation = plan.equalisation_of(year);
    let usual = SystemPlan::usual_equalisation(year);
    let (of_model, of_usual) = (Period::year(equalisation), Period::year(usual));
    // A standard cost of the file's own is of the same equalisation, and of its models.
    let indicator = standard.indicator().and_then(|id| shelf.catalogue.indicator(id));
    let indicator = indicator.or_else(|| shelf.catalogue.indicator(&SystemPlan::default().standard_cost));
    let (earlier, later) = if of_model <= of_usual { (of_model, of_usual) } else { (of_usual, of_model) };
    let breaks = indicator.and_then(|known| known.break_between(earlier, later));
    let model = indicator
        .and_then(|known| known.breaks.iter().map(|change| change.period).filter(|begins| *begins <= of_model).max());
    let params = [("year", year.to_string()), ("equalisation", equalisation.to_string())];
    if let Some(change) = breaks {
        let model = ("model", change.period.to_string());
        let params: Vec<_> = params.into_iter().chain([model]).collect();
        findings.add_with(FindingCode::EqualisationModelBreak, Position::default(), &params);
    } else if equalisation != usual {
        findings.add_with(FindingCode::EqualisationYearUnusual, Position::default(), &params);
    }
    let nation = net.at(Region::NATION, period).zip(standard.at(Region::NATION, of_model));
    let everywhere = Region::ALL.iter().copied().chain([Region::NATION]);
    let row = |region: Region| {
        let own = net.at(region, period)?;
        let expected = standard.at(region, of_model);
        let adjusted = expected.zip(nation).filter(|_| breaks.is_none()).and_then(|(expected, (cost, all))| {
            structure_adjustment((own.value, cost.value), (expected.value, all.value))
        });
        let obstacle = match adjusted {
            Some(_) => None,
            None if breaks.is_some() => Some(Obstacle::ModelBreak),
            None => Some(Obstacle::NoStandardCost),
        };
        let from_file = [Some(own), expected].into_iter().flatten().any(|it| it.origin == Origin::File);
        Some(StructureRow {
            period,
            equalisation,
            unusual_year: equalisation != usual,
            model,
            region,
            net: own.value,
            from_file,
            standard: expected.map(|it| it.value),
            adjusted,
            obstacle,
        })
    };
    everywhere.filter_map(row).collect()
}
