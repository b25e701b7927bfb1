//! Indicators that are read beside each other: the same concept by two definitions, or two sides of one matter. How
//! far each region is from the nation by either.

use crate::catalogue::indicator::Indicator;
use crate::compare::system::series::{Series, Shelf};
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// Fewer regions than this with both show little of how the two differ.
const SEVERAL: usize = 10;

/// Two indicators in the newest period that both have.
#[derive(Debug, Clone, PartialEq)]
pub struct Definitions {
    /// The two indicators.
    pub indicators: [String; 2],
    /// The period.
    pub period: Period,
    /// Whether they measure the same thing; else two sides of one matter.
    pub same_concept: bool,
    /// Which way is good by each.
    pub directions: [Direction; 2],
    /// Regions that have both.
    pub rows: Vec<DefinitionsRow>,
}

/// One region.
#[derive(Debug, Clone, PartialEq)]
pub struct DefinitionsRow {
    /// Region.
    pub region: Region,
    /// Its value by each.
    pub values: [f64; 2],
    /// Value minus the nation's by each.
    pub differences: [f64; 2],
    /// Whether the nation's value lies outside the region's published interval; `None` where there is none.
    pub apart: [Option<bool>; 2],
}

pub(super) fn definitions(shelf: &Shelf<'_>) -> Vec<Definitions> {
    let all = &shelf.catalogue.indicators;
    let pairs =
        all.iter().enumerate().flat_map(|(at, first)| all.iter().skip(at + 1).map(move |second| (first, second)));
    pairs.filter_map(|(first, second)| of_pair(shelf, first, second)).collect()
}

fn of_pair(shelf: &Shelf<'_>, first: &Indicator, second: &Indicator) -> Option<Definitions> {
    let same_concept = first.concept == second.concept;
    let named = |one: &Indicator, other: &Indicator| one.beside.contains(&other.id);
    let (first, second) = if named(second, first) { (second, first) } else { (first, second) };
    if !(same_concept || named(first, second)) {
        return None;
    }
    let (one, other) = (shelf.series(&first.id)?, shelf.series(&second.id)?);
    let directions = [one.direction(), other.direction()];
    if directions.contains(&Direction::None) {
        return None;
    }
    let row = |region: Region, period: Period| {
        let [a, b] = [held(&one, region, period)?, held(&other, region, period)?];
        Some(DefinitionsRow {
            region,
            values: [a.value, b.value],
            differences: [a.difference, b.difference],
            apart: [a.apart, b.apart],
        })
    };
    let of = |period: Period| {
        let rows: Vec<DefinitionsRow> = Region::ALL.iter().filter_map(|region| row(*region, period)).collect();
        (rows.len() >= SEVERAL).then_some((period, rows))
    };
    let others = other.periods();
    let (period, rows) = one.periods().into_iter().rev().filter(|period| others.contains(period)).find_map(of)?;
    Some(Definitions { indicators: [first.id.clone(), second.id.clone()], period, same_concept, directions, rows })
}

struct Held {
    value: f64,
    difference: f64,
    apart: Option<bool>,
}

fn held(series: &Series<'_>, region: Region, period: Period) -> Option<Held> {
    let (own, nation) = (series.at(region, period)?, series.at(Region::NATION, period)?);
    let apart = own.interval.map(|it| nation.value < it.low || nation.value > it.high);
    Some(Held { value: own.value, difference: own.value - nation.value, apart })
}
