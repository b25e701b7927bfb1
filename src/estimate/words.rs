//! What the words of patterns mean, each found out once.

use crate::estimate::survey::AtomPlace;
use crate::sufficient::patterns::Pattern;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Regions, periods, levels and answers by their words.
pub(super) struct Words<'p> {
    /// Regions with respondents.
    pub(super) regions: FxHashMap<&'p str, Region>,
    periods: FxHashMap<&'p str, Option<Period>>,
    levels: FxHashMap<&'p str, Rc<str>>,
    answers: FxHashMap<&'p str, Option<usize>>,
    /// The answers that are given, in the order of the alphabet.
    pub(super) given: Vec<String>,
}

impl<'p> Words<'p> {
    /// The words of some patterns.
    pub(super) fn new<'a>(patterns: impl Iterator<Item = &'a Pattern<'p>>) -> Words<'p>
    where
        'p: 'a,
    {
        let given: FxHashSet<&str> = patterns.filter_map(|pattern| pattern.answer).collect();
        let given = given.into_iter().collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect();
        Words {
            regions: FxHashMap::default(),
            periods: FxHashMap::default(),
            levels: FxHashMap::default(),
            answers: FxHashMap::default(),
            given,
        }
    }

    /// Where a pattern belongs.
    pub(super) fn place(&mut self, pattern: &Pattern<'p>) -> AtomPlace {
        let Words { regions, periods, levels, answers, given } = self;
        let region = |text| Region::parse(text).unwrap_or(Region::NATION);
        let number = |answer| given.binary_search_by(|it| it.as_str().cmp(answer)).ok();
        let mut level = |level: &&'p str| levels.entry(*level).or_insert_with(|| Rc::from(*level)).clone();
        AtomPlace {
            region: *regions.entry(pattern.region).or_insert_with_key(|text| region(text)),
            period: *periods.entry(pattern.period).or_insert_with_key(|text| Period::parse(text)),
            groups: pattern.groups.iter().map(&mut level).collect(),
            answer: pattern.answer.and_then(|it| *answers.entry(it).or_insert_with_key(|answer| number(answer))),
        }
    }
}
