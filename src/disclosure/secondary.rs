//! Which cells are hidden because they, or others, could be computed from cells that are shown.
//!
//! A sum is a whole and its parts: a region and the levels of a group in it, or the nation of the file and the regions,
//! for all and for each level. Where one cell of a sum is hidden, it is what the others leave; where several parts are,
//! their sum is, and it may itself be of fewer answers than may be shown. Then the smallest part that is shown is hidden
//! too, and the whole where no part is left. A hidden cell can open another sum, so this goes on until all sums are closed.
//! Respondents without a level are in the whole and in no part: what is left is then only an upper bound, and is hidden
//! all the same. (Willenborg & de Waal 2001, Elements of Statistical Disclosure Control; Hundepool et al. 2012,
//! Statistical Disclosure Control: complementary suppression.)
//!
//! It does not protect against what several sums give together, the bounds that a sum sets, results of other groups or
//! plans held against each other, figures published elsewhere, or what is known of single respondents.

use crate::estimate::{Domain, Estimate, Measured, Origin};
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// A whole, and the group whose levels are its parts; its parts are regions where there is none.
type Sums<'a> = BTreeMap<(Domain, Option<&'a str>), Vec<(&'a Domain, f64)>>;

/// Adds to the hidden cells of a measure those that must be hidden with them. `told` says that the whole of the file is
/// given away beside the estimates.
pub(super) fn add(measured: &Measured, minimum: u64, told: bool, hidden: &mut BTreeSet<Domain>) {
    let sums = sums(measured);
    let mut all = BTreeSet::new();
    // Every turn hides a cell, so there are no more turns than cells.
    while all.len() < hidden.len() {
        all.clone_from(hidden);
        for ((whole, group), parts) in &sums {
            close(measured, whole, parts, (minimum as f64, told && group.is_none()), hidden);
        }
    }
}

fn sums(measured: &Measured) -> Sums<'_> {
    let mut sums = Sums::new();
    let cells = measured.estimates.iter().filter(|(_, it)| it.origin == Origin::File);
    for (domain, n) in cells.filter_map(|(domain, it)| Some((domain, it.n.filter(|n| *n > 0.0)?))) {
        if let Some((group, _)) = &domain.group {
            let whole = Domain { group: None, ..domain.clone() };
            sums.entry((whole, Some(group.as_str()))).or_default().push((domain, n));
        }
        if !domain.region.is_nation() {
            sums.entry((domain.in_region(Region::NATION), None)).or_default().push((domain, n));
        }
    }
    sums
}

/// Hides one cell more of a sum where one that is hidden is what the others leave.
fn close(
    measured: &Measured,
    whole: &Domain,
    parts: &[(&Domain, f64)],
    (minimum, told): (f64, bool),
    hidden: &mut BTreeSet<Domain>,
) {
    let sum: Option<&Estimate> = measured.estimates.get(whole).filter(|it| it.origin == Origin::File);
    if sum.is_none() && !told {
        return;
    }
    let (away, seen): (Vec<_>, Vec<_>) = parts.iter().partition(|(domain, _)| hidden.contains(*domain));
    let shown = !hidden.contains(whole);
    let left: f64 = away.iter().map(|(_, n)| n).sum();
    let open = away.len() + usize::from(!shown) == 1 || (shown && !away.is_empty() && left < minimum);
    if !open {
        return;
    }
    let smallest = seen.iter().min_by(|(a, n), (b, m)| n.total_cmp(m).then_with(|| a.cmp(b)));
    let complete = sum.is_some_and(|sum| sum.n == Some(left));
    match smallest {
        Some((domain, _)) => hidden.insert((*domain).clone()),
        None if shown && complete => hidden.insert(whole.clone()),
        None => false,
    };
}
