//! Efficiency of the regions in one period: resources for results, against the frontier that the best of them draw.
//!
//! An indicator where lower is better cannot be a result; it may stand among the resources, as something of which less is
//! wanted.

use crate::compare::system::series::{Series, Shelf};
use crate::compare::system::structure::StructureRow;
use crate::compare::system::year_of;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::system::{ADJUSTED, EfficiencyPlan, OrientationWord, ReturnsWord};
use crate::statistics::data_envelopment::{
    Envelopment, Orientation, Returns, Unit, data_envelopment, super_efficiency,
};
use crate::statistics::data_envelopment_bootstrap::{Bootstrap, Corrected, data_envelopment_bootstrap};
use crate::statistics::free_disposal_hull::free_disposal_hull;
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// Fewer regions than this for each resource and result leave nearly all of them on the frontier.
const REGIONS_EACH: usize = 3;

/// Efficiency of the regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Efficiency {
    /// The period.
    pub period: Period,
    /// How it was computed.
    pub plan: EfficiencyPlan,
    /// The bandwidth of the bootstrap; `None` without one.
    pub bandwidth: Option<f64>,
    /// The regions that have every resource and result.
    pub rows: Vec<EfficiencyRow>,
    /// Those that lack one.
    pub absent: Vec<Region>,
}

/// One region.
#[derive(Debug, Clone, PartialEq)]
pub struct EfficiencyRow {
    /// Region.
    pub region: Region,
    /// Its resources and results.
    pub unit: Unit,
    /// Its place; efficiency θ, or φ in the output orientation.
    pub place: Envelopment,
    /// The regions that it is held against, with their weights.
    pub peers: Vec<(Region, f64)>,
    /// With itself left out.
    pub beyond: Option<f64>,
    /// θ under constant returns over θ under variable ones.
    pub scale: Option<f64>,
    /// Against real regions only.
    pub hull: Option<f64>,
    /// Bias and interval.
    pub corrected: Option<Corrected>,
}

enum Column<'a> {
    Series(Series<'a>),
    Adjusted(&'a [StructureRow]),
}

impl Column<'_> {
    fn at(&self, region: Region, period: Period) -> Option<f64> {
        match self {
            Column::Series(series) => series.at(region, period).map(|it| it.value),
            Column::Adjusted(rows) => {
                rows.iter().find(|row| row.region == region && row.period == period)?.adjusted.map(|it| it.adjusted)
            }
        }
    }

    fn periods(&self) -> BTreeSet<Period> {
        match self {
            Column::Series(series) => series.periods(),
            Column::Adjusted(rows) => rows.iter().map(|row| row.period).filled(),
        }
    }
}

pub(super) fn efficiency(
    shelf: &Shelf<'_>,
    structure: &[StructureRow],
    plan: &EfficiencyPlan,
    confidence: f64,
    findings: &mut Findings,
) -> Option<Efficiency> {
    let mut column = |name: &str, code: FindingCode, unwanted: Direction| {
        if name == ADJUSTED {
            return Some(Column::Adjusted(structure));
        }
        let params = [("measure", name.to_owned())];
        match shelf.series(name) {
            None => findings.add_with(FindingCode::SystemSeriesMissing, Position::default(), &params),
            Some(series) if series.direction() == unwanted => findings.add_with(code, Position::default(), &params),
            Some(series) => return Some(Column::Series(series)),
        }
        None
    };
    let inputs: Vec<Column<'_>> = plan
        .inputs
        .iter()
        .map(|name| column(name, FindingCode::ResourceHigherIsBetter, Direction::Higher))
        .collect::<Option<_>>()?;
    let outputs: Vec<Column<'_>> = plan
        .outputs
        .iter()
        .map(|name| column(name, FindingCode::ResultLowerIsBetter, Direction::Lower))
        .collect::<Option<_>>()?;
    let unit = |region: Region, period: Period| {
        let values =
            |columns: &[Column<'_>]| columns.iter().map(|it| it.at(region, period)).collect::<Option<Vec<f64>>>();
        Some(Unit { inputs: values(&inputs)?, outputs: values(&outputs)? })
    };
    let there =
        |period: Period| Region::ALL.iter().filter_map(|region| Some((*region, unit(*region, period)?))).collect();
    let least = REGIONS_EACH * (plan.inputs.len() + plan.outputs.len());
    let periods: BTreeSet<Period> = inputs.iter().chain(&outputs).flat_map(Column::periods).filled();
    let (period, units): (Period, Vec<(Region, Unit)>) = match plan.period.as_deref().map(Period::parse) {
        Some(period) => (period?, there(period?)),
        None => {
            let yearly = periods.into_iter().rev().filter(|period| year_of(*period).is_some());
            let all: Vec<(Period, Vec<(Region, Unit)>)> = yearly.map(|period| (period, there(period))).collect();
            let most = all.iter().map(|(_, units)| units.len()).max()?;
            all.into_iter().find(|(_, units)| units.len() == most)?
        }
    };
    if units.len() < least {
        let params = [("regions", units.len().to_string()), ("least", least.to_string())];
        findings.add_with(FindingCode::TooFewForFrontier, Position::default(), &params);
        return None;
    }
    let absent = Region::ALL.iter().copied().filter(|region| !units.iter().any(|(own, _)| own == region)).collect();
    place(&units, plan, confidence, (period, absent))
}

fn place(
    units: &[(Region, Unit)],
    plan: &EfficiencyPlan,
    confidence: f64,
    (period, absent): (Period, Vec<Region>),
) -> Option<Efficiency> {
    let (regions, only): (Vec<Region>, Vec<Unit>) = units.iter().cloned().unzip();
    let orientation = match plan.orientation {
        OrientationWord::Input => Orientation::Input,
        OrientationWord::Output => Orientation::Output,
    };
    let returns = match plan.returns {
        ReturnsWord::Constant => Returns::Constant,
        ReturnsWord::Variable => Returns::Variable,
        ReturnsWord::Decreasing => Returns::Decreasing,
        ReturnsWord::Increasing => Returns::Increasing,
    };
    let under = |returns| data_envelopment(&only, orientation, returns);
    let (places, constant, variable) = (under(returns)?, under(Returns::Constant)?, under(Returns::Variable)?);
    let beyond = super_efficiency(&only, orientation, returns)?;
    let hull = free_disposal_hull(&only, orientation)?;
    let run = Bootstrap { draws: plan.draws, bandwidth: plan.bandwidth, seed: plan.seed, confidence };
    let drawn = if plan.draws > 0 { data_envelopment_bootstrap(&only, orientation, returns, run) } else { None };
    let row = |at: usize| {
        let place = places.get(at)?.clone()?;
        let theta = |all: &[Option<Envelopment>]| Some(all.get(at)?.as_ref()?.efficiency);
        let scale = theta(&constant).zip(theta(&variable)).map(|(constant, variable)| match orientation {
            Orientation::Input => constant / variable,
            Orientation::Output => variable / constant,
        });
        let peers = place.peers.iter().filter_map(|(peer, weight)| Some((*regions.get(*peer)?, *weight))).collect();
        Some(EfficiencyRow {
            region: *regions.get(at)?,
            unit: only.get(at)?.clone(),
            peers,
            place,
            beyond: beyond.get(at).copied().flatten(),
            scale,
            hull: hull.get(at).copied().flatten(),
            corrected: drawn.as_ref().and_then(|(_, all)| all.get(at).copied()),
        })
    };
    let rows = (0..regions.len()).filter_map(row).collect();
    let bandwidth = drawn.as_ref().map(|(h, _)| *h);
    Some(Efficiency { period, plan: plan.clone(), bandwidth, rows, absent })
}
