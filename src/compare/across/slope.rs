//! Slopes over ordered groups: how much the bottom of a ranking differs from the top, with every group counted.
//!
//! Groups weigh by their people: the sum of weights in a survey, the number in a table, the people at risk of a rate.
//! The interval is that of the contrast over the groups' estimates, in a survey with their covariance.

use super::Across;
use crate::compare::Bench;
use crate::estimate::{Basis, Domain, Estimate};
use crate::filled::Filled;
use crate::plan::SlopePlan;
use crate::statistics::Difference;
use crate::statistics::concentration_index::concentration_index;
use crate::statistics::contrast::contrast;
use crate::statistics::slope_index::{SlopeIndex, slope_index, slope_of_groups, slope_weights};
use crate::statistics::taylor_linearisation::Scores;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// One group of a slope.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeGroup {
    /// Its level.
    pub level: String,
    /// Answers or events behind it.
    pub n: Option<f64>,
    /// Its value.
    pub value: f64,
    /// Its people.
    pub people: f64,
}

/// The slope over the groups of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct Slope {
    /// Id of the measure.
    pub measure: String,
    /// Region and period; the group is the column.
    pub domain: Domain,
    /// The column of the groups.
    pub column: String,
    /// From the bottom to the top.
    pub groups: Vec<SlopeGroup>,
    /// The line through the groups.
    pub line: SlopeIndex,
    /// Top minus bottom with what the groups' uncertainties give; `None` where they are not known.
    pub tested: Option<Difference>,
    /// The concentration index.
    pub concentration: Option<f64>,
}

impl Across {
    /// Adds the slopes of a measure.
    pub(crate) fn add_slopes(&mut self, bench: &Bench<'_>) {
        for plan in &bench.plan.across.slope {
            let own = bench.own();
            let in_group = |domain: &&Domain| domain.group.as_ref().is_some_and(|(name, _)| *name == plan.group);
            let wanted = |domain: &&Domain| own.is_none_or(|own| own == domain.region) || domain.region.is_nation();
            let domains = || bench.measured.estimates.keys().filter(in_group).filter(wanted);
            let regions: BTreeSet<Region> = domains().map(|domain| domain.region).filled();
            for region in regions {
                let periods: BTreeSet<Option<Period>> =
                    domains().filter(|domain| domain.region == region).map(|domain| domain.period).filled();
                self.slopes.extend(periods.into_iter().rev().find_map(|period| slope(bench, plan, region, period)));
            }
        }
    }
}

fn slope(bench: &Bench<'_>, plan: &SlopePlan, region: Region, period: Option<Period>) -> Option<Slope> {
    let levels = plan.order.iter().map(|level| {
        let domain = Domain { region, period, group: Some((plan.group.clone(), level.clone())) };
        let estimate = bench.measured.estimates.get(&domain).filter(|it| bench.takes_part(it))?;
        Some((level, estimate, people(bench, &domain, estimate)?))
    });
    let levels: Vec<(&String, &Estimate, f64)> = levels.collect::<Option<_>>()?;
    let groups = levels.iter().map(|(level, estimate, people)| {
        let (level, n) = ((*level).clone(), estimate.n);
        Some(SlopeGroup { level, n, value: estimate.value?, people: *people })
    });
    let groups: Vec<SlopeGroup> = groups.collect::<Option<_>>()?;
    let pairs: Vec<(f64, f64)> = groups.iter().map(|group| (group.value, group.people)).collect();
    let line = slope_index(&pairs, bench.plan.confidence)?;
    let tested = tested(bench, &levels, period, line.slope.difference);
    let domain = Domain { region, period, group: None };
    let (measure, column) = (bench.measured.measure.id.clone(), plan.group.clone());
    Some(Slope { measure, domain, column, groups, line, tested, concentration: concentration_index(&pairs) })
}

fn people(bench: &Bench<'_>, domain: &Domain, estimate: &Estimate) -> Option<f64> {
    match (&estimate.basis, bench.sample(), &domain.group) {
        (Basis::Survey(_) | Basis::NoSpread, Some(layout), Some((name, level))) => {
            let index = bench.plan.groups.iter().position(|group| group == name)?;
            let region = (!domain.region.is_nation()).then_some(domain.region);
            let atoms = layout.atoms(region, domain.period, Some((index, level)));
            Some(atoms.iter().filter_map(|atom| layout.sample.atoms.get(*atom)).map(|atom| atom.w).sum())
        }
        (Basis::Rate { strata, .. }, ..) => Some(strata.iter().map(|stratum| stratum.at_risk).sum()),
        _ => estimate.n,
    }
}

fn tested(
    bench: &Bench<'_>,
    levels: &[(&String, &Estimate, f64)],
    period: Option<Period>,
    slope: f64,
) -> Option<Difference> {
    let confidence = bench.plan.confidence;
    let Some(layout) = bench.sample() else {
        let group = |(_, estimate, people): &(&String, &Estimate, f64)| Some((estimate.value?, *people, estimate.se?));
        return slope_of_groups(&levels.iter().map(group).collect::<Option<Vec<_>>>()?, confidence);
    };
    let weights = slope_weights(&levels.iter().map(|(.., people)| *people).collect::<Vec<_>>())?;
    let mut scores = Scores::default();
    for (weight, (_, estimate, _)) in weights.iter().zip(levels) {
        let Basis::Survey(own) = &estimate.basis else { return None };
        scores = scores.plus(*weight, own);
    }
    let df = layout.df_of_period.get(&period).copied()?;
    contrast(&layout.sample, slope, &scores, df, confidence)
}
