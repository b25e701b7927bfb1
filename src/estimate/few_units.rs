//! Regions with so few sampling units that their intervals cannot be trusted.

use crate::estimate::survey::SurveySample;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Units less strata of a domain, below which the standard error itself is known too badly: the limit at which the US
/// National Center for Health Statistics has proportions reviewed (Vital and Health Statistics 2(175), 2017).
const LEAST: usize = 8;

/// Says which regions have fewer units than strata and eight more in a period. The interval's degrees of freedom are those
/// of all that was sampled in the period, which is right for many units and too short an interval for few.
pub(super) fn say_few_units(sample: &SurveySample, findings: &mut Findings) {
    type Units = BTreeSet<(usize, usize)>;
    let mut units: BTreeMap<(Option<Period>, Region), Units> = BTreeMap::new();
    let mut last = None;
    for (at, atom) in sample.sample.atoms.iter().enumerate() {
        let (Some(unit), Some(place)) = (atom.unit, sample.place(at)) else { continue };
        let own = (place.period, place.region);
        if last.replace((own, unit)) != Some((own, unit)) {
            units.entry(own).or_default().insert((atom.stratum, unit));
        }
    }
    let few = |units: &Units| {
        let strata: BTreeSet<usize> = units.iter().map(|(stratum, _)| *stratum).filled();
        units.len() - strata.len() < LEAST
    };
    let regions: BTreeSet<&str> = units.iter().filter(|(_, units)| few(units)).map(|((_, it), _)| it.short()).filled();
    if !regions.is_empty() {
        let regions = regions.into_iter().collect::<Vec<_>>().join(", ");
        let params = [("regions", regions), ("least", LEAST.to_string())];
        findings.add_with(FindingCode::FewUnits, Position::default(), &params);
    }
}
