//! Growth of amounts between two periods, split into volume and cost for each.

use crate::estimate::Measured;
use crate::plan::{MeasureType, Plan};
use crate::statistics::growth_decomposition::{Growth, growth_decomposition};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeMap;

/// The growth of one measure in one region.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthRow {
    /// The measure.
    pub measure: String,
    /// Region or nation.
    pub region: Region,
    /// From.
    pub first: Period,
    /// To.
    pub last: Period,
    /// What it consists of.
    pub growth: Growth,
}

/// From the first period to the last, and from each to the next.
pub(super) fn growth(measured: &[Measured], plan: &Plan) -> Vec<GrowthRow> {
    let mut rows = Vec::new();
    // An index of need is no volume with a cost for each.
    let of_need = |id: &str| plan.measures.iter().any(|it| it.id == id && it.r#type == MeasureType::CareNeedIndex);
    for one in measured.iter().filter(|one| !of_need(&one.measure.id)) {
        let mut lines: BTreeMap<Region, BTreeMap<Period, (f64, f64)>> = BTreeMap::new();
        for (domain, inputs) in &one.inputs {
            if let (Some(period), None) = (domain.period, &domain.group) {
                lines.entry(domain.region).or_default().insert(period, (inputs.numerator, inputs.denominator));
            }
        }
        for (region, line) in lines {
            let periods: Vec<Period> = line.keys().copied().collect();
            let steps = periods.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
            let whole = periods.first().copied().zip(periods.last().copied()).filter(|_| periods.len() > 2);
            for (first, last) in whole.into_iter().chain(steps) {
                let found = line.get(&first).zip(line.get(&last)).and_then(|(a, b)| growth_decomposition(*a, *b));
                let row = |growth| GrowthRow { measure: one.measure.id.clone(), region, first, last, growth };
                rows.extend(found.map(row));
            }
        }
    }
    rows
}
