//! Cost against quality: each region's cost deviation from the nation and its index of quality.
//!
//! The cost is already adjusted for structure. The index is a mean of z-scores over regions; each indicator's own value and
//! distance from the nation stand beside it.

use crate::compare::system::series::{Series, Shelf};
use crate::compare::system::structure::StructureRow;
use crate::compare::system::year_of;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::system::{ADJUSTED, QuadrantPlan};
use crate::statistics::composite_index::{Component, composite_index};
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// The indicator that counts people.
const POPULATION: &str = "bef-folkmangd";
/// A period without a choice is the newest in which so many of the 21 regions have both cost and index.
const ENOUGH_REGIONS: usize = 18;

/// The regions of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrant {
    /// The period.
    pub period: Period,
    /// The series of costs, or `adjusted`.
    pub cost: String,
    /// The nation's cost, as published.
    pub nation: f64,
    /// The regions' mean weighted by population, where it can be said: the published nation is not that.
    pub weighted_mean: Option<f64>,
    /// The indicators with their weights.
    pub indicators: Vec<(String, f64)>,
    /// Regions that have both.
    pub points: Vec<Point>,
    /// Regions that lack cost or too many indicators.
    pub absent: Vec<Region>,
}

/// One region.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Region.
    pub region: Region,
    /// Cost per inhabitant, adjusted.
    pub cost: f64,
    /// Against the nation's, per cent.
    pub deviation: f64,
    /// Index of quality.
    pub index: f64,
    /// Its standard error, where every indicator states its own.
    pub se: Option<f64>,
    /// Indicators that it has.
    pub present: usize,
    /// Each indicator.
    pub parts: Vec<Part>,
}

/// One indicator in one region.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The indicator.
    pub indicator: String,
    /// Its value.
    pub value: f64,
    /// The nation's.
    pub nation: Option<f64>,
    /// Standard deviations from the mean of the regions, turned so that higher is better.
    pub z: f64,
    /// The value against the nation's, per cent.
    pub deviation: Option<f64>,
}

struct Table<'a> {
    plan: &'a QuadrantPlan,
    indicators: Vec<(&'a str, f64, Direction, Series<'a>)>,
    cost: Cost<'a>,
    people: Option<Series<'a>>,
}

enum Cost<'a> {
    Series(Series<'a>),
    Adjusted(&'a [StructureRow]),
}

impl Cost<'_> {
    fn at(&self, region: Region, period: Period) -> Option<f64> {
        match self {
            Cost::Series(series) => series.at(region, period).map(|it| it.value),
            Cost::Adjusted(rows) => {
                let row = rows.iter().find(|row| row.region == region && row.period == period)?;
                row.adjusted.map(|it| it.adjusted)
            }
        }
    }

    fn periods(&self) -> BTreeSet<Period> {
        match self {
            Cost::Series(series) => series.periods(),
            Cost::Adjusted(rows) => rows.iter().map(|row| row.period).filled(),
        }
    }
}

pub(super) fn quadrants<'a>(
    shelf: &Shelf<'a>,
    structure: &'a [StructureRow],
    plan: &'a QuadrantPlan,
    findings: &mut Findings,
) -> Vec<Quadrant> {
    let mut say =
        |code, measure: &str| findings.add_with(code, Position::default(), &[("measure", measure.to_owned())]);
    let mut indicators = Vec::new();
    for weighted in &plan.indicators {
        match shelf.series(&weighted.id) {
            None => say(FindingCode::SystemSeriesMissing, &weighted.id),
            Some(series) if series.direction() == Direction::None => {
                say(FindingCode::IndexWithoutDirection, &weighted.id)
            }
            Some(series) => indicators.push((weighted.id.as_str(), weighted.weight, series.direction(), series)),
        }
    }
    let cost = if plan.cost == ADJUSTED {
        Cost::Adjusted(structure)
    } else {
        match shelf.series(&plan.cost) {
            Some(series) => Cost::Series(series),
            None => {
                say(FindingCode::SystemSeriesMissing, &plan.cost);
                return Vec::new();
            }
        }
    };
    if indicators.is_empty() {
        return Vec::new();
    }
    let table = Table { plan, indicators, cost, people: shelf.series(POPULATION) };
    let asked = plan.period.as_deref().map(Period::parse);
    let first = match asked {
        Some(period) => period.and_then(|period| table.of(period)),
        None => {
            let periods = table.cost.periods().into_iter().rev().filter(|period| year_of(*period).is_some());
            periods.filter_map(|period| table.of(period)).find(|found| found.points.len() >= ENOUGH_REGIONS)
        }
    };
    let earlier = plan.earlier.iter().filter_map(|text| Period::parse(text)).filter_map(|period| table.of(period));
    first.into_iter().chain(earlier).collect()
}

impl Table<'_> {
    fn of(&self, period: Period) -> Option<Quadrant> {
        let nation = self.cost.at(Region::NATION, period).filter(|cost| *cost > 0.0)?;
        let component = |(_, weight, direction, series): &(&str, f64, Direction, Series<'_>)| {
            let there: Vec<_> = Region::ALL.iter().map(|region| series.at(*region, period)).collect();
            Component {
                values: there.iter().map(|it| it.map(|it| it.value)).collect(),
                errors: there.iter().map(|it| it.and_then(|it| it.se)).collect(),
                higher_is_better: *direction == Direction::Higher,
                weight: *weight,
            }
        };
        let components: Vec<Component> = self.indicators.iter().map(component).collect();
        let found = composite_index(&components, Region::ALL.len(), self.plan.least);
        let mut points = Vec::new();
        let mut absent = Vec::new();
        for (region, index) in Region::ALL.iter().zip(found) {
            let (Some(cost), Some(value)) = (self.cost.at(*region, period), index.value) else {
                absent.push(*region);
                continue;
            };
            let part = |((name, _, _, series), z): (&(&str, f64, Direction, Series<'_>), &Option<f64>)| {
                let value = series.at(*region, period)?.value;
                let nation = series.at(Region::NATION, period).map(|it| it.value);
                let deviation = nation.filter(|nation| *nation != 0.0).map(|nation| 100.0 * (value / nation - 1.0));
                Some(Part { indicator: (*name).to_owned(), value, nation, z: (*z)?, deviation })
            };
            points.push(Point {
                region: *region,
                cost,
                deviation: 100.0 * (cost / nation - 1.0),
                index: value,
                se: index.se,
                present: index.present,
                parts: self.indicators.iter().zip(&index.z).filter_map(part).collect(),
            });
        }
        let weighted = |point: &Point| Some((self.people.as_ref()?.at(point.region, period)?.value, point.cost));
        let people: Option<Vec<(f64, f64)>> = points.iter().map(weighted).collect();
        let weighted_mean = people.filter(|_| absent.is_empty()).map(|all| {
            all.iter().map(|(people, cost)| people * cost).sum::<f64>()
                / all.iter().map(|(people, _)| people).sum::<f64>()
        });
        let indicators = self.indicators.iter().map(|(name, weight, ..)| ((*name).to_owned(), *weight)).collect();
        (!points.is_empty()).then(|| Quadrant {
            period,
            cost: self.plan.cost.clone(),
            nation,
            weighted_mean,
            indicators,
            points,
            absent,
        })
    }
}
