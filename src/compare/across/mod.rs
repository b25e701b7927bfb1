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
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

pub use funnel::{CurvePoint, Funnel, FunnelPoint, Points, Size, TargetFrom};
pub use shrinkage::{Shrunken, ShrunkenValue};
pub use slope::{Slope, SlopeGroup};
pub use spc::{ChartKind, ControlChart, ControlPoint};

/// The fewest points that a set is made of.
const FEWEST: usize = 5;

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

    /// The newest period in which enough regions fulfil a condition.
    fn newest_with(&self, usable: impl Fn(&Domain, &Estimate) -> bool) -> Option<Option<Period>> {
        let all = || self.measured.estimates.iter().filter(|(domain, estimate)| usable(domain, estimate));
        let periods: BTreeSet<Option<Period>> = all().map(|(domain, _)| domain.period).collect();
        periods.into_iter().rev().find(|period| all().filter(|(domain, _)| domain.period == *period).count() >= FEWEST)
    }
}

/// A share with the number of answers it is worth, 0–1, and what 1 is written as.
fn share(bench: &Bench<'_>, estimate: &Estimate) -> Option<(f64, f64, f64, bool)> {
    match &estimate.basis {
        Basis::Share { p, n, whole } => Some((*p, *n, *whole, false)),
        Basis::Survey(_) if bench.measured.measure.unit == crate::estimate::measure::SHARE => {
            Some((estimate.value?, estimate.n_effective?, 1.0, true))
        }
        _ => None,
    }
    .filter(|(p, n, ..)| (0.0..=1.0).contains(p) && *n > 0.0)
}
