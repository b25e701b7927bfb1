//! Groups whose levels are the answers to one question: parts of one whole, of which more of one is less of the others.
//! Each is held against the same answer elsewhere, and none against another.

use crate::estimate::Measured;
use crate::estimate::measure::whole_of;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{Dimension, names_sex};
use std::collections::{BTreeMap, BTreeSet};

/// Folded headers of answers.
const ANSWERS: [&str; 7] =
    ["svar", "svarsalternativ", "svarskategori", "alternativ", "answer", "response", "response option"];

/// The groups of a table of figures whose levels are answers: their header says so, or their shares are the whole, but for
/// rounding, in every region and period, of which there are several. Shares of women and men may be that by chance.
pub(super) fn answers(measured: &Measured) -> BTreeSet<String> {
    let mut sums = BTreeMap::<&str, BTreeMap<_, (f64, f64)>>::new();
    let mut levels = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (domain, estimate) in measured.estimates.iter().filter(|(_, it)| measured.sample.is_none() && !it.unit) {
        if let Some((group, level)) = &domain.group {
            let (sum, parts) = sums.entry(group).or_default().entry((domain.region, domain.period)).or_default();
            (*sum, *parts) = (*sum + estimate.value.unwrap_or(f64::NAN), *parts + 1.0);
            levels.entry(group).or_default().insert(level);
        }
    }
    let named = |group: &str| group.split(", ").any(|name| ANSWERS.contains(&fold(name).as_str()));
    let parts = |group: &str, sums: &BTreeMap<_, (f64, f64)>| {
        let whole = whole_of(&measured.measure.unit)?;
        let decimals = if whole > 1.0 { i32::from(measured.measure.decimals) } else { 2 };
        let whole = |(sum, parts): &(f64, f64)| {
            *parts > 1.0 && (sum - whole).abs() <= parts * 0.5 * 10_f64.powi(-decimals) + 1e-9
        };
        let of_people = names_sex(group) || Dimension::of(levels.get(group)?.iter().copied()).is_some();
        Some(!of_people && sums.len() > 1 && sums.values().all(whole))
    };
    let found = sums.iter().filter(|(group, sums)| named(group) || parts(group, sums) == Some(true));
    found.map(|(group, _)| (*group).to_owned()).collect()
}
