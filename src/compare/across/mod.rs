//! What is asked of all regions, or of a whole series, at once: funnels, control charts, shrunken values, slopes.
//!
//! Points that are too small to be shown take no part, neither as points nor in centres, limits and variances: nothing
//! about them can be worked out from what is drawn.

pub mod funnel;
pub mod shrinkage;
pub mod slope;
pub mod spc;

use crate::compare::Bench;
use crate::estimate::{Basis, Domain, Estimate, Status};
use crate::filled::Filled;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

pub use funnel::{CurvePoint, Funnel, FunnelPoint, Points, Size, TargetFrom};
pub use shrinkage::{Shrunken, ShrunkenValue};
pub use slope::{Slope, SlopeGroup};
pub use spc::{ChartKind, ControlChart, ControlPoint};

/// The fewest points that a set is made of.
const FEWEST: usize = 5;
/// How many answers an answer is worth at most; beyond that a design has left no variance to speak of.
const MOST_WORTH: f64 = 20.0;

/// Everything found across regions and over series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Across {
    /// Funnels.
    pub funnels: Vec<Funnel>,
    /// Control charts.
    pub control_charts: Vec<ControlChart>,
    /// Shrunken values.
    pub shrunken: Vec<Shrunken>,
    /// Slopes over ordered groups.
    pub slopes: Vec<Slope>,
}

impl Across {
    /// Adds what one measure gives.
    pub(crate) fn add(&mut self, bench: &Bench<'_>) {
        self.funnels.extend(funnel::funnels(bench));
        self.control_charts.extend(spc::control_charts(bench));
        self.shrunken.extend(shrinkage::shrunken(bench));
        self.add_slopes(bench);
    }
}

impl Bench<'_> {
    /// Whether an estimate may be shown and so take part.
    fn takes_part(&self, estimate: &Estimate) -> bool {
        let least = self.plan.disclosure.minimum_n as f64;
        estimate.status == Status::Ok && estimate.value.is_some() && estimate.n.is_none_or(|n| n <= 0.0 || n >= least)
    }

    /// Whether a region's estimate may take part: not the nation, not a group.
    fn of_regions(&self, domain: &Domain, estimate: &Estimate) -> bool {
        !domain.region.is_nation() && domain.group.is_none() && self.takes_part(estimate)
    }

    /// The user's own region.
    fn own(&self) -> Option<Region> {
        self.plan.region.as_deref().and_then(Region::parse)
    }

    /// The number of answers in a domain of a survey, for the inequality of their weights.
    fn kish(&self, domain: &Domain) -> Option<f64> {
        let layout = self.sample()?;
        let within = match &domain.group {
            Some((name, level)) => Some((self.plan.groups.iter().position(|group| group == name)?, level.as_str())),
            None => None,
        };
        let atoms = layout.atoms(Some(domain.region), domain.period, within);
        layout.linearised(&atoms).map(|found| found.kish_n)
    }

    /// The newest period in which enough regions fulfil a condition.
    fn newest_with(&self, usable: impl Fn(&Domain, &Estimate) -> bool) -> Option<Option<Period>> {
        let all = || self.measured.estimates.iter().filter(|(domain, estimate)| usable(domain, estimate));
        let periods: BTreeSet<Option<Period>> = all().map(|(domain, _)| domain.period).filled();
        periods.into_iter().rev().find(|period| all().filter(|(domain, _)| domain.period == *period).count() >= FEWEST)
    }
}

/// A share of answers as sets take it.
struct Shared {
    /// 0–1.
    p: f64,
    /// The number of answers that it is worth.
    n: f64,
    /// What 1 is written as.
    whole: f64,
    /// Whether that number is an effective one.
    effective: bool,
}

/// The share behind an estimate. A domain within one sampling unit has no variance by the design: its answers count as
/// drawn from it, with their weights.
fn share(bench: &Bench<'_>, domain: &Domain, estimate: &Estimate) -> Option<Shared> {
    let found = match &estimate.basis {
        Basis::Share { p, n, whole } => Shared { p: *p, n: *n, whole: *whole, effective: false },
        Basis::Survey(_) | Basis::NoSpread if bench.measured.measure.unit == crate::estimate::measure::SHARE => {
            let by_design = estimate.n_effective.zip(estimate.n).filter(|(effective, n)| *effective <= MOST_WORTH * n);
            let n = by_design.map(|(effective, _)| effective).or_else(|| bench.kish(domain))?;
            Shared { p: estimate.value?, n, whole: 1.0, effective: true }
        }
        _ => return None,
    };
    ((0.0..=1.0).contains(&found.p) && found.n > 0.0).then_some(found)
}
