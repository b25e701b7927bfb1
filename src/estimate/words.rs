//! What the words of patterns mean, each found out once.

use crate::estimate::survey::AtomPlace;
use crate::filled::Filled;
use crate::sufficient::patterns::{Given, WordedPlace};
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
    answers: FxHashMap<&'p str, Option<u32>>,
    /// The answers that are given, in the order of the alphabet.
    pub(super) given: Vec<String>,
}

impl<'p> Words<'p> {
    /// The words of some answers.
    pub(super) fn new(answers: impl Iterator<Item = Given<'p>>) -> Words<'p> {
        let given: FxHashSet<&str> = answers.filter_map(Given::category).collect();
        let given = given.into_iter().filled::<BTreeSet<_>>().into_iter().map(str::to_owned).collect();
        Words {
            regions: FxHashMap::default(),
            periods: FxHashMap::default(),
            levels: FxHashMap::default(),
            answers: FxHashMap::default(),
            given,
        }
    }

    /// Where the respondents of a place belong.
    pub(super) fn place(&mut self, place: &WordedPlace<'p>) -> AtomPlace {
        let Words { regions, periods, levels, .. } = self;
        let region = |text| Region::parse(text).unwrap_or(Region::NATION);
        let mut level = |level: &&'p str| levels.entry(*level).or_insert_with(|| Rc::from(*level)).clone();
        AtomPlace {
            region: *regions.entry(place.region).or_insert_with_key(|text| region(text)),
            period: *periods.entry(place.period).or_insert_with_key(|text| Period::parse(text)),
            groups: place.groups.iter().map(&mut level).collect(),
        }
    }

    /// The place of an answer among those that are given.
    pub(super) fn answer(&mut self, given: Given<'p>) -> Option<u32> {
        let Words { answers, given: all, .. } = self;
        let number = |answer| all.binary_search_by(|it| it.as_str().cmp(answer)).ok().map(|at| at as u32);
        *answers.entry(given.category()?).or_insert_with_key(|answer| number(answer))
    }
}
