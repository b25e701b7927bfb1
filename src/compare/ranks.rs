//! A region's place among all regions of one measure and period, with the places its uncertainty leaves open.
//!
//! Only regions that are shown and have a standard error take part, and only where there are three of them or more.
//! Indirectly standardised ratios, which have standards of their own, have no place. Place 1 is the best, and the
//! highest where the measure has no good direction.

use crate::compare::Outcome;
use crate::compare::pairs::{self, Relation};
use crate::estimate::{Basis, Domain, Estimate, Measured};
use crate::filled::Filled;
use crate::plan::Plan;
use crate::statistics::rank_interval::{Lead, Rank, rank_interval};
use crate::vocabulary::direction::Direction;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeMap;

/// One region's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Id of the measure.
    pub measure: String,
    /// The region.
    pub region: Region,
    /// The period.
    pub period: Option<Period>,
    /// The place.
    pub rank: Rank,
    /// Whether place 1 is the highest value.
    pub highest_first: bool,
}

type Placed<'a> = Vec<(Region, &'a Estimate)>;

/// The places of `only` one region in its newest period, or of every region in every period.
pub(super) fn ranks(measured: &Measured, only: Option<Region>, plan: &Plan) -> Vec<Ranked> {
    let mut periods: BTreeMap<Option<Period>, Placed<'_>> = BTreeMap::new();
    for (Domain { region, period, group }, estimate) in &measured.estimates {
        let sure = estimate.se.is_some_and(|se| se > 0.0) && estimate.value.is_some();
        let own_standard = matches!(estimate.basis, Basis::Expected { .. });
        if group.is_none() && !own_standard && !region.is_nation() && sure && !plan.disclosure.hides(estimate.n) {
            periods.entry(*period).or_default().push((*region, estimate));
        }
    }
    if let Some(only) = only {
        let newest = periods.into_iter().rev().find(|(_, all)| all.iter().any(|(region, _)| *region == only));
        periods = newest.into_iter().filled();
    }
    periods.iter().flat_map(|(period, all)| in_period(measured, *period, all, only, plan)).collect()
}

fn in_period(
    measured: &Measured,
    period: Option<Period>,
    all: &Placed<'_>,
    only: Option<Region>,
    plan: &Plan,
) -> Vec<Ranked> {
    let highest_first = measured.measure.direction != Direction::Lower;
    let asked = |region: Region| only.is_none_or(|only| only == region);
    // Each pair once: the other's lead is the own turned round.
    let mut leads: Vec<Vec<Lead>> = vec![Vec::new(); all.len()];
    for (i, (region, own)) in all.iter().enumerate() {
        for (k, (other_region, other)) in all.iter().enumerate().skip(i + 1) {
            if !asked(*region) && !asked(*other_region) {
                continue;
            }
            let lead = lead(measured, period, other, own, plan);
            let lead = if highest_first { lead } else { (-lead.0, lead.1) };
            leads.get_mut(i).into_iter().for_each(|leads| leads.push(lead));
            leads.get_mut(k).into_iter().for_each(|leads| leads.push((-lead.0, lead.1)));
        }
    }
    let ranked = |((region, _), leads): (&(Region, &Estimate), &Vec<Lead>)| {
        let rank = rank_interval(leads, plan.confidence).filter(|_| asked(*region))?;
        Some(Ranked { measure: measured.measure.id.clone(), region: *region, period, rank, highest_first })
    };
    all.iter().zip(&leads).filter_map(ranked).collect()
}

/// How much one lies above another, and the p-value.
fn lead(measured: &Measured, period: Option<Period>, one: &Estimate, other: &Estimate, plan: &Plan) -> Lead {
    let sample = measured.sample.as_ref();
    match pairs::pair(sample, period, one, other, Relation::Groups, plan.confidence).0 {
        Outcome::Tested(test) => (test.difference, Some(test.p)),
        _ => (one.value.zip(other.value).map_or(0.0, |(one, other)| one - other), None),
    }
}
