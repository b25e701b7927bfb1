//! Which registered two-sample statistic fits two estimates.

use crate::compare::Outcome;
use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Estimate};
use crate::statistics::contrast::contrast;
use crate::statistics::difference_independent::{Side, difference_independent};
use crate::statistics::difference_newcombe::{Share, difference_newcombe};
use crate::statistics::indirectly_standardised_ratio::against_reference;
use crate::statistics::part_of_whole_counts::part_of_whole_counts;
use crate::statistics::part_of_whole_published::part_of_whole_published;
use crate::statistics::rate_part_of_whole::rate_part_of_whole;
use crate::statistics::{Difference, Interval};
use crate::vocabulary::period::Period;

/// How two estimates belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The first is part of the second.
    PartOfWhole,
    /// Two waves.
    Waves,
    /// Two groups of one population.
    Groups,
    /// Nothing in common.
    Independent,
}

/// Holds `a` against `b`.
pub fn pair(
    layout: Option<&SurveySample>,
    period: Option<Period>,
    a: &Estimate,
    b: &Estimate,
    relation: Relation,
    confidence: f64,
) -> (Outcome, &'static str) {
    let (Some(x), Some(y)) = (a.value, b.value) else { return (Outcome::Untested(None), "none") };
    let tested = |difference: Option<Difference>, method| match difference {
        Some(difference) => (Outcome::Tested(difference), method),
        None => (Outcome::Untested(Some(x - y)), "none"),
    };
    let in_part = relation == Relation::PartOfWhole;
    match (&a.basis, &b.basis, layout) {
        (Basis::Survey(mine), Basis::Survey(theirs), Some(layout)) => {
            let df = match relation {
                Relation::Waves => Some(layout.df),
                _ => layout.df_of_period.get(&period).copied(),
            };
            let scores = mine.plus(-1.0, theirs);
            let difference = df.and_then(|df| contrast(&layout.sample, x - y, &scores, df, confidence));
            tested(difference, if in_part { "part_of_whole" } else { "contrast" })
        }
        (Basis::Share { p, n, whole }, Basis::Share { p: q, n: m, .. }, _) => {
            let (mine, theirs) = (Share { p: *p, n: *n }, Share { p: *q, n: *m });
            if in_part {
                match part_of_whole_counts(mine, theirs, confidence) {
                    Some(difference) => (Outcome::Tested(scaled(difference, *whole)), "part_of_whole_counts"),
                    None => (Outcome::Refused, "none"),
                }
            } else {
                tested(
                    difference_newcombe(mine, theirs, confidence).map(|it| scaled(it, *whole)),
                    "difference_newcombe",
                )
            }
        }
        (Basis::Rate { strata, per }, Basis::Rate { strata: whole, .. }, _) if in_part => {
            tested(rate_part_of_whole(strata, whole, *per, confidence), "rate_part_of_whole")
        }
        (Basis::Expected { observed, expected, per }, Basis::Expected { .. }, _) if in_part => {
            tested(against_reference(*observed, *expected, *per, confidence), "indirectly_standardised_ratio")
        }
        (Basis::Expected { .. }, Basis::Expected { .. }, _) if relation == Relation::Groups => {
            (Outcome::Refused, "none")
        }
        _ => {
            let (Some(se), Some(se_other)) = (a.se, b.se) else { return tested(None, "none") };
            if let (true, Some(n), Some(m)) = (in_part, a.n, b.n) {
                let difference = part_of_whole_published((x, se), (y, se_other), n / m, confidence);
                return tested(difference, "part_of_whole_published");
            }
            let mine = Side { value: x, se, df: a.df };
            let theirs = Side { value: y, se: se_other, df: b.df };
            tested(difference_independent(mine, theirs, confidence), "difference_independent")
        }
    }
}

fn scaled(difference: Difference, whole: f64) -> Difference {
    Difference {
        difference: difference.difference * whole,
        se: difference.se * whole,
        interval: Interval { low: difference.interval.low * whole, high: difference.interval.high * whole },
        ..difference
    }
}
