//! All amounts of the files, and what any selection of them sums to. A sum that lacks one of its parts is none.

use crate::aggregate::Cells;
use crate::catalogue::reference::Reference;
use crate::estimate::sound::{POPULATION, Sound};
use crate::filled::Filled;
use crate::finding::Findings;
use crate::plan::amounts::{Level, Selection};
use crate::table::amounts::{Amount, AmountKey};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;
use crate::vocabulary::population::is_population;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Ledger<'c> {
    entries: BTreeMap<(Region, Option<Period>), Vec<Entry<'c>>>,
    totals: BTreeSet<(&'c str, String)>,
    reference: &'c Reference,
}

/// One amount with its labels folded for comparison.
struct Entry<'c> {
    key: &'c AmountKey,
    money: bool,
    /// Absent where something stands there that cannot be used, or nothing.
    sum: Option<Sum>,
    folded: Vec<String>,
}

impl Entry<'_> {
    fn has(&self, levels: &[Level]) -> bool {
        levels.iter().all(|level| self.folded.contains(&level.folded))
    }
}

/// Where amounts are summed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub region: Region,
    pub period: Option<Period>,
    /// A column and those of its levels that count; everything where absent.
    pub within: Option<(&'p str, &'p BTreeSet<String>)>,
    /// Whether only money, or only what is counted, is summed.
    pub money: Option<bool>,
}

/// A sum of amounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sum {
    pub value: f64,
    pub money: bool,
    pub fixed_prices: bool,
}

impl<'c> Ledger<'c> {
    pub fn new(cells: &'c Cells, reference: &'c Reference, findings: &mut Findings) -> Ledger<'c> {
        let Sound { usable, set_aside, totals } = Sound::of(cells, reference, findings);
        let mut placed: BTreeMap<(Region, Option<Period>), Vec<Entry<'c>>> = BTreeMap::new();
        let known = usable.iter().map(|(key, amount)| (*key, amount, Some(Sum::from(amount))));
        for (key, amount, sum) in known.chain(set_aside.iter().map(|(key, amount)| (*key, amount, None))) {
            let folded = key.labels.iter().map(|(_, level)| fold(level)).collect();
            placed.entry((key.region, key.period)).or_default().push(Entry { key, money: amount.money, sum, folded });
        }
        Ledger { entries: placed, totals, reference }
    }

    fn labels(&self) -> impl Iterator<Item = &'c (String, String)> {
        self.entries.values().flatten().flat_map(|entry| &entry.key.labels)
    }

    /// Every level that amounts can be named by.
    pub fn names(&self) -> BTreeSet<&'c str> {
        self.labels().map(|(_, level)| level.as_str()).filled()
    }

    /// The levels of a column that divides the amounts, without sums of the others.
    pub fn levels(&self, column: &str) -> BTreeSet<String> {
        let part = |(own, level): &&(String, String)| own == column && !self.is_total(own, level);
        self.labels().filter(part).map(|(_, level)| level.clone()).filled()
    }

    /// The values of a name by area and period: areas are the levels of `column` beside it, else of the only other one.
    pub fn by_area(&self, name: &str, column: &str) -> impl Iterator<Item = (String, Option<Period>, f64)> {
        let name = fold(name);
        let area = move |entry: &Entry<'_>| {
            let at = entry.folded.iter().position(|level| *level == name)?;
            let others =
                || entry.key.labels.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, label)| label);
            let named = others().find(|(own, _)| own == column);
            let alone = || others().next().filter(|_| others().count() == 1);
            let (_, area) = named.or_else(alone)?;
            Some((area.clone(), entry.key.period, entry.sum?.value))
        };
        self.entries.values().flatten().filter_map(area).collect::<Vec<_>>().into_iter()
    }

    /// Regions and periods that anything is known of.
    pub fn places(&self) -> BTreeSet<(Region, Option<Period>)> {
        let nation = self.entries.keys().map(|(_, period)| (Region::NATION, *period));
        self.entries.keys().copied().chain(nation).filled()
    }

    /// The first level that no amount has.
    pub fn unknown(&self, selection: &Selection) -> Option<String> {
        let names: BTreeSet<&String> = self.entries.values().flatten().flat_map(|entry| &entry.folded).filled();
        let unknown = |level: &&Level| !names.contains(&level.folded) && !is_population(&level.written);
        selection.levels().find(unknown).map(|level| level.written.clone())
    }

    /// Whether a selection can be of money, and whether it can be of what is counted: `Primärvård` is costs in one file and
    /// posts in another.
    pub fn kinds(&self, what: &Selection) -> [bool; 2] {
        [true, false].map(|money| {
            let of_kind = || self.entries.values().flatten().filter(|entry| entry.money == money);
            let there = |levels: &Vec<Level>| of_kind().any(|entry| entry.has(levels));
            of_kind().next().is_some() && what.terms.iter().all(there)
        })
    }

    /// What a selection sums to; `beside` is the selection whose table `*` means.
    pub fn sum(&self, what: &Selection, beside: &Selection, place: Place<'_>) -> Option<Sum> {
        let whole = self.in_region(what, beside, place);
        if !place.region.is_nation() {
            return whole;
        }
        whole.or_else(|| {
            let all = Region::ALL.iter().map(|region| self.in_region(what, beside, Place { region: *region, ..place }));
            all.collect::<Option<Vec<_>>>().and_then(add)
        })
    }

    fn at(&self, place: Place<'_>) -> impl Iterator<Item = &Entry<'c>> {
        let inside = move |entry: &&Entry<'c>| {
            let counts = place.money.is_none_or(|money| entry.money == money);
            let inside = |(column, levels): (&str, &BTreeSet<String>)| {
                entry.key.labels.iter().any(|(own, level)| own == column && levels.contains(level))
            };
            counts && place.within.is_none_or(inside)
        };
        self.entries.get(&(place.region, place.period)).into_iter().flatten().filter(inside)
    }

    fn in_region(&self, what: &Selection, beside: &Selection, place: Place<'_>) -> Option<Sum> {
        if what.terms.is_empty() {
            return self.everything(&what.but, beside, place);
        }
        let term = |levels: &Vec<Level>| {
            let named = |entry: &&Entry<'_>| entry.has(levels) && !self.counts_twice(entry, levels);
            let found: Option<Vec<Sum>> = self.at(place).filter(named).map(|entry| entry.sum).collect();
            let built_in = || {
                let alone = levels.len() == 1 && place.within.is_none();
                levels.first().filter(|level| alone && is_population(&level.written) && !self.counts(levels, place))?;
                let figure = |period| self.reference.figure(POPULATION, place.region, period);
                let period = place.period?;
                let (first, last) = period.years();
                let year = || (first == last).then(|| Period::year(first));
                // A month or a day has the population of its year.
                let figure = figure(period).or_else(|| figure(year()?))?;
                Some(Sum { value: figure.value, money: false, fixed_prices: false })
            };
            found.and_then(add).or_else(built_in)
        };
        what.terms.iter().map(term).collect::<Option<Vec<_>>>().and_then(add)
    }

    /// Whether the files have this of any region in the period: then no region's is taken from elsewhere.
    fn counts(&self, levels: &[Level], place: Place<'_>) -> bool {
        let regions = || Region::ALL.iter().copied().chain([Region::NATION]);
        regions().any(|region| self.at(Place { region, ..place }).any(|entry| entry.sum.is_some() && entry.has(levels)))
    }

    /// Everything that is divided the same way as what stands beside, without sums of others.
    fn everything(&self, but: &[Level], beside: &Selection, place: Place<'_>) -> Option<Sum> {
        let has = |entry: &&Entry<'_>| beside.terms.iter().any(|levels| entry.has(levels));
        let kind = |entry: &&Entry<'_>| place.money.is_none_or(|money| entry.money == money);
        let like = self.entries.values().flatten().filter(kind).find(has)?;
        let divided = |key: &AmountKey| key.labels.iter().map(|(column, _)| column.clone()).collect::<Vec<_>>();
        let same = |entry: &&Entry<'_>| {
            entry.money == like.money
                && divided(entry.key) == divided(like.key)
                && !entry.key.labels.iter().any(|(_, level)| is_population(level))
                && !but.iter().any(|level| entry.folded.contains(&level.folded))
                && !self.counts_twice(entry, &[])
        };
        self.at(place).filter(same).map(|entry| entry.sum).collect::<Option<_>>().and_then(add)
    }

    fn is_total(&self, column: &str, level: &str) -> bool {
        self.totals.contains(&(column, level.to_owned()))
    }

    fn counts_twice(&self, entry: &Entry<'_>, named: &[Level]) -> bool {
        let is_named = |folded: &String| named.iter().any(|level| level.folded == *folded);
        let labels = entry.key.labels.iter().zip(&entry.folded);
        labels.into_iter().any(|((column, level), folded)| self.is_total(column, level) && !is_named(folded))
    }
}

impl From<&Amount> for Sum {
    fn from(amount: &Amount) -> Sum {
        Sum { value: amount.value, money: amount.money, fixed_prices: amount.fixed_prices }
    }
}

/// The sum in rising order, so that the order of files changes no bit.
fn add(mut parts: Vec<Sum>) -> Option<Sum> {
    parts.sort_by(|a, b| a.value.total_cmp(&b.value));
    let value = parts.iter().map(|part| part.value).sum();
    let money = parts.iter().any(|part| part.money);
    let fixed_prices = parts.iter().any(|part| part.fixed_prices);
    (!parts.is_empty()).then_some(Sum { value, money, fixed_prices })
}
