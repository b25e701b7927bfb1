//! Which cells are hidden because they, or others, could be computed from cells that are shown: the sums of a measure, which
//! `sums.rs` closes.
//!
//! The wholes are a region, whose parts are the levels of a group in it, and the nation of the file, whose parts are the
//! regions, for all and for each level. Respondents without a level are in the whole and in no part: what is left is then
//! only an upper bound, and is hidden all the same. Those who gave an answer are cells too: parts of the nation's, and of the
//! positive answers or the others, which are as many as the value says.
//!
//! It does not protect against the bounds that sums set, several measures of one question, results of other groups or plans
//! held against each other, figures published elsewhere, or what is known of single respondents.

use super::sums::{Cells, Sum, close};
use crate::estimate::{AnswerShare, Distribution, Domain, Measured, Origin};
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Those who gave an answer.
pub(super) type Answer = (Domain, String);

/// Parts by their whole, with what tells them from other parts of it: the group whose levels they are, or the answer.
type Parts = BTreeMap<(Domain, Option<String>), Vec<usize>>;

/// Adds to the hidden cells of a measure those that must be hidden with them. `told` says that the whole of the file is
/// given away beside the estimates.
pub(super) fn add(measured: &Measured, minimum: u64, told: bool, hidden: &mut BTreeSet<Domain>) {
    let mut parts = Parts::new();
    let all: Vec<_> = measured.estimates.iter().filter(|(_, it)| it.origin == Origin::File).collect();
    for (at, (domain, _)) in all.iter().enumerate().filter(|(_, (_, it))| it.n.is_some_and(|n| n > 0.0)) {
        if let Some((group, _)) = &domain.group {
            parts.entry((Domain { group: None, ..(*domain).clone() }, Some(group.clone()))).or_default().push(at);
        }
        if !domain.region.is_nation() {
            parts.entry((domain.in_region(Region::NATION), None)).or_default().push(at);
        }
    }
    let sum = |((whole, group), parts): ((Domain, Option<String>), Vec<usize>)| {
        let whole = all.binary_search_by(|(domain, _)| (*domain).cmp(&whole)).ok();
        (whole.is_some() || told && group.is_none()).then_some(Sum { whole, parts })
    };
    let sums: Vec<Sum> = parts.into_iter().filter_map(sum).collect();
    let mut cells = Cells {
        n: all.iter().map(|(_, it)| it.n.unwrap_or(f64::NAN)).collect(),
        hidden: all.iter().map(|(domain, _)| hidden.contains(*domain)).collect(),
    };
    close(&sums, minimum, &mut cells);
    hidden.extend(all.iter().zip(cells.hidden).filter(|(_, hidden)| *hidden).map(|((domain, _), _)| (*domain).clone()));
}

/// The answers that too few gave, those in cells that are hidden, and those that must be hidden with them; in order.
pub(super) fn answers(
    distributions: &BTreeMap<Domain, Distribution>,
    minimum: u64,
    away: &BTreeSet<Domain>,
) -> Vec<Answer> {
    let mut all: Vec<(&Domain, &AnswerShare)> = Vec::new();
    for (domain, distribution) in distributions {
        all.extend(distribution.answers.iter().filter(|it| it.n > Some(0)).map(|it| (domain, it)));
    }
    all.sort_unstable_by(|one, other| (one.0, &one.1.answer).cmp(&(other.0, &other.1.answer)));
    let is_away = |domain: &Domain| away.contains(domain);
    let mut cells = Cells {
        n: all.iter().map(|(_, it)| it.n.unwrap_or_default() as f64).collect(),
        hidden: all.iter().map(|(domain, it)| is_away(domain) || it.n < Some(minimum)).collect(),
    };
    let mut sums: Vec<Sum> = Vec::new();
    let mut parts = Parts::new();
    let mut first = 0;
    for of_domain in all.chunk_by(|one, other| one.0 == other.0) {
        let given = of_domain.iter().enumerate().map(|(at, it)| (first + at, it));
        for (at, (domain, it)) in given.clone().filter(|(_, (domain, _))| !domain.region.is_nation()) {
            parts.entry((domain.in_region(Region::NATION), Some(it.answer.clone()))).or_default().push(at);
        }
        for side in [true, false].into_iter().filter(|_| !of_domain.iter().any(|(domain, _)| is_away(domain))) {
            let on_side = given.clone().filter(|(_, (_, it))| it.positive == side);
            sums.push(Sum { whole: None, parts: on_side.map(|(at, _)| at).collect() });
        }
        first += of_domain.len();
    }
    sums.extend(parts.into_iter().filter_map(|((whole, answer), parts)| {
        let whole =
            all.binary_search_by(|(domain, it)| (*domain, Some(&it.answer)).cmp(&(&whole, answer.as_ref()))).ok()?;
        Some(Sum { whole: Some(whole), parts })
    }));
    close(&sums, minimum, &mut cells);
    let hidden = all.iter().zip(cells.hidden).filter(|(_, hidden)| *hidden);
    hidden.map(|((domain, it), _)| ((*domain).clone(), it.answer.clone())).collect()
}
