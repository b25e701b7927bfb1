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

use super::sums::{Sum, close};
use crate::estimate::{AnswerShare, Distribution, Domain, Measured, Origin};
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// Parts by their whole, and the group whose levels they are; regions where there is none.
type Parts<'m> = BTreeMap<(Domain, Option<&'m str>), Vec<(Domain, f64)>>;

/// Those who gave an answer.
pub(super) type Answer = (Domain, String);

/// Adds to the hidden cells of a measure those that must be hidden with them. `told` says that the whole of the file is
/// given away beside the estimates.
pub(super) fn add(measured: &Measured, minimum: u64, told: bool, hidden: &mut BTreeSet<Domain>) {
    let mut parts: Parts<'_> = BTreeMap::new();
    let cells = measured.estimates.iter().filter(|(_, it)| it.origin == Origin::File);
    for (domain, n) in cells.filter_map(|(domain, it)| Some((domain, it.n.filter(|n| *n > 0.0)?))) {
        let cell = (domain.clone(), n);
        if let Some((group, _)) = &domain.group {
            let whole = Domain { group: None, ..domain.clone() };
            parts.entry((whole, Some(group.as_str()))).or_default().push(cell.clone());
        }
        if !domain.region.is_nation() {
            parts.entry((domain.in_region(Region::NATION), None)).or_default().push(cell);
        }
    }
    let sum = |((whole, group), parts): ((Domain, Option<&str>), Vec<_>)| {
        let own = measured.estimates.get(&whole).filter(|it| it.origin == Origin::File);
        match own {
            Some(it) => Some(Sum { whole: Some(whole), n: it.n, parts }),
            None => (told && group.is_none()).then_some(Sum { whole: None, n: None, parts }),
        }
    };
    close(&parts.into_iter().filter_map(sum).collect::<Vec<_>>(), minimum, hidden);
}

/// The answers that too few gave, those in cells that are hidden, and those that must be hidden with them.
pub(super) fn answers(
    distributions: &BTreeMap<Domain, Distribution>,
    minimum: u64,
    cells: &BTreeSet<Domain>,
) -> BTreeSet<Answer> {
    let mut hidden = BTreeSet::new();
    let mut sums = Vec::new();
    let mut parts: BTreeMap<Answer, Vec<(Answer, f64)>> = BTreeMap::new();
    for (domain, distribution) in distributions {
        let given = |it: &&AnswerShare| it.n.is_some_and(|n| n > 0);
        let cell = |it: &AnswerShare| ((domain.clone(), it.answer.clone()), it.n.unwrap_or_default() as f64);
        let away = cells.contains(domain);
        let given: Vec<&AnswerShare> = distribution.answers.iter().filter(given).collect();
        hidden.extend(given.iter().filter(|it| away || it.n < Some(minimum)).map(|it| cell(it).0));
        for it in given.iter().filter(|_| !domain.region.is_nation()) {
            let whole = (domain.in_region(Region::NATION), it.answer.clone());
            parts.entry(whole).or_default().push(cell(it));
        }
        for side in [true, false].into_iter().filter(|_| !away) {
            let parts = given.iter().filter(|it| it.positive == side).map(|it| cell(it)).collect();
            sums.push(Sum { whole: None, n: None, parts });
        }
    }
    sums.extend(parts.into_iter().filter_map(|(whole, parts)| {
        let all = distributions.get(&whole.0)?.answers.iter().find(|it| it.answer == whole.1)?;
        Some(Sum { n: all.n.map(|n| n as f64), whole: Some(whole), parts })
    }));
    close(&sums, minimum, &mut hidden);
    hidden
}
