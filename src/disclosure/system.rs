//! What is told of all regions at once, where one of them is hidden for others' sake. It took part: an index tells it by the
//! mean of all, a frontier by where the others lie, so neither is shown. Rows that each region has to itself go alone, and all
//! of them where the nation is hidden.

use crate::compare::system::System;
use crate::estimate::{Domain, Measured};
use crate::plan::SystemPlan;
use crate::plan::system::ADJUSTED;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// A series by its name, in a period.
type At<'a> = (&'a str, Period);

/// Takes out what is computed with cells that took part and are hidden. A series is a measure, or the indicator that a
/// measure is held against.
pub(super) fn hide(
    system: &mut System,
    measured: &[Measured],
    plan: &SystemPlan,
    took_part: &BTreeSet<(String, Domain)>,
) {
    let is_named = |id: &str, name: &str| {
        let indicator =
            measured.iter().find(|one| one.measure.id == id).and_then(|one| one.measure.indicator.as_deref());
        id == name || indicator == Some(name)
    };
    let hidden = |(name, period): At<'_>, within: &dyn Fn(Region) -> bool| {
        took_part
            .iter()
            .any(|(id, at)| at.group.is_none() && at.period == Some(period) && within(at.region) && is_named(id, name))
    };
    let in_row = |region: Region, series: &[At<'_>]| {
        series.iter().any(|series| hidden(*series, &|at| at == region || at.is_nation()))
    };
    // The adjusted cost rests on both of these.
    let costs = |period: Period, equalisation: i16| {
        [(plan.net_cost.as_str(), period), (plan.standard_cost.as_str(), Period::year(equalisation))]
    };
    let anywhere = |name: &str, period: Period| {
        let year = period.years().0;
        let adjusted = costs(period, plan.equalisation_of(year));
        let one = [(name, period)];
        let series: &[At<'_>] = if name == ADJUSTED { &adjusted } else { &one };
        series.iter().any(|series| hidden(*series, &|_| true))
    };
    system.structure.retain(|row| !in_row(row.region, &costs(row.period, row.equalisation)));
    system.quadrants.retain(|it| {
        let series = it.indicators.iter().map(|(name, _)| name).chain([&it.cost]);
        !series.into_iter().any(|name| anywhere(name, it.period))
    });
    let efficiency = system.efficiency.take();
    system.efficiency = efficiency.filter(|it| {
        let mut series = it.plan.inputs.iter().chain(&it.plan.outputs);
        !series.any(|name| anywhere(name, it.period))
    });
    for one in &mut system.definitions {
        let [first, second] = &one.indicators;
        let series = [(first.as_str(), one.period), (second.as_str(), one.period)];
        one.rows.retain(|row| !in_row(row.region, &series));
    }
    system.definitions.retain(|one| !one.rows.is_empty());
}
