//! Groups whose levels are the answers to one question: parts of one whole, of which more of one is less of the others.
//! Each is held against the same answer elsewhere, and none against another.

use crate::estimate::Measured;
use crate::estimate::measure::whole_of;
use crate::filled::Filled;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{Dimension, names_sex};
use std::collections::BTreeSet;

/// Folded headers of answers.
const ANSWERS: [&str; 7] =
    ["svar", "svarsalternativ", "svarskategori", "alternativ", "answer", "response", "response option"];

/// The groups of a table of figures whose levels are answers: their header says so, or their shares are the whole, but for
/// rounding, in every region and period, of which there are several. Shares of women and men may be that by chance.
pub(super) fn answers(measured: &Measured) -> BTreeSet<String> {
    let estimates = || measured.estimates.iter().filter(|(_, it)| measured.sample.is_none() && !it.unit);
    let names: BTreeSet<String> = estimates().filter_map(|(domain, _)| Some(domain.group.as_ref()?.0.clone())).filled();
    let named = |group: &str| group.split(", ").any(|name| ANSWERS.contains(&fold(name).as_str()));
    let parts = |group: &str| {
        let whole = whole_of(&measured.measure.unit)?;
        let decimals = if whole > 1.0 { i32::from(measured.measure.decimals) } else { 2 };
        let levels = estimates().filter_map(|(domain, it)| {
            let (_, level) = domain.group.as_ref().filter(|(name, _)| name == group)?;
            Some(((domain.region, domain.period), level.as_str(), it.value.unwrap_or(f64::NAN)))
        });
        // They come in the order of regions and periods.
        let mut places: Vec<(_, f64, f64)> = Vec::new();
        for (place, _, value) in levels.clone() {
            match places.last_mut().filter(|last| last.0 == place) {
                Some((_, sum, parts)) => (*sum, *parts) = (*sum + value, *parts + 1.0),
                None => places.push((place, value, 1.0)),
            }
        }
        let is_whole = |(_, sum, parts): &(_, f64, f64)| {
            *parts > 1.0 && (sum - whole).abs() <= parts * 0.5 * 10_f64.powi(-decimals) + 1e-9
        };
        let of_people = names_sex(group) || Dimension::of(levels.map(|(_, level, _)| level)).is_some();
        Some(!of_people && places.len() > 1 && places.iter().all(is_whole))
    };
    names.into_iter().filter(|group| named(group) || parts(group) == Some(true)).filled()
}
