//! All amounts of the files, each once, with what stands in the way of summing them: amounts in different units, levels
//! that are the sum of the others, regions that a year lacks.

use crate::aggregate::Cells;
use crate::catalogue::reference::Reference;
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::amounts::Selection;
use crate::table::amounts::{Amount, AmountKey};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// A level whose amount differs so much from its own in other periods is in another unit.
const ANOTHER_UNIT: f64 = 300.0;
/// A level is the sum of the others when it is so in this share of its places, within this share of itself.
const OFTEN: f64 = 0.8;
const ROUNDING: f64 = 0.005;
const POPULATION: &str = "bef-folkmangd";
/// Fewer regions than this are a choice, not a gap.
const SEVERAL: usize = 3;

pub(super) struct Ledger<'c> {
    entries: Vec<(&'c AmountKey, &'c Amount)>,
    totals: BTreeSet<(&'c str, String)>,
    reference: &'c Reference,
}

/// A sum of amounts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sum {
    pub value: f64,
    pub money: bool,
    pub fixed_prices: bool,
}

fn is_total(level: &str) -> bool {
    const WORDS: [&str; 8] = ["totalt", "total", "summa", "summan", "alla", "samtliga", "all", "sum"];
    fold(level).split(' ').next().is_some_and(|first| WORDS.contains(&first)) || fold(level).ends_with(" totalt")
}

fn is_population(name: &str) -> bool {
    ["folkmangd", "befolkning", "invanare", "population", "inhabitants"].contains(&fold(name).as_str())
}

fn series(key: &AmountKey) -> String {
    key.labels.iter().map(|(_, level)| level.as_str()).collect::<Vec<_>>().join(", ")
}

impl<'c> Ledger<'c> {
    pub fn new(cells: &'c Cells, reference: &'c Reference, findings: &mut Findings) -> Ledger<'c> {
        let mut entries: Vec<(&AmountKey, &Amount)> = Vec::new();
        for (key, all) in cells.amounts() {
            let Some((first, others)) = all.split_first() else { continue };
            if others.iter().any(|other| other.value != first.value) {
                for amount in all {
                    findings.add_with(FindingCode::AmountTwice, at(amount), &[("series", series(key))]);
                }
                continue;
            }
            entries.push((key, first));
        }
        without_other_units(&mut entries, findings);
        let totals = totals(&entries);
        for (_, level) in &totals {
            findings.add_with(FindingCode::TotalAmongParts, Position::default(), &[("series", level.clone())]);
        }
        say_gaps(&entries, findings);
        Ledger { entries, totals, reference }
    }

    /// Every level that amounts can be named by.
    pub fn names(&self) -> BTreeSet<&'c str> {
        self.entries.iter().flat_map(|(key, _)| key.labels.iter().map(|(_, level)| level.as_str())).collect()
    }

    /// Regions and periods that anything is known of.
    pub fn places(&self) -> BTreeSet<(Region, Option<Period>)> {
        let own: BTreeSet<_> = self.entries.iter().map(|(key, _)| (key.region, key.period)).collect();
        let nation: BTreeSet<_> = own.iter().map(|(_, period)| (Region::NATION, *period)).collect();
        own.into_iter().chain(nation).collect()
    }

    /// The first level that no amount has.
    pub fn unknown(&self, selection: &Selection) -> Option<String> {
        let names: BTreeSet<String> = self.names().into_iter().map(fold).collect();
        let mut levels = selection.terms.iter().flatten();
        levels.find(|level| !names.contains(&fold(level)) && !is_population(level)).cloned()
    }

    /// What a selection sums to; `beside` is the selection whose table `*` means.
    pub fn sum(&self, what: &Selection, beside: &Selection, region: Region, period: Option<Period>) -> Option<Sum> {
        if !region.is_nation() {
            return self.in_region(what, beside, region, period);
        }
        let whole = self.in_region(what, beside, region, period);
        whole.or_else(|| {
            let all = Region::ALL.iter().map(|region| self.in_region(what, beside, *region, period));
            all.collect::<Option<Vec<_>>>().and_then(add)
        })
    }

    fn in_region(&self, what: &Selection, beside: &Selection, region: Region, period: Option<Period>) -> Option<Sum> {
        if what.terms.is_empty() {
            return self.everything(beside, region, period);
        }
        let term = |levels: &Vec<String>| {
            let named = |(key, _): &&(&AmountKey, &Amount)| {
                let has = |level: &String| key.labels.iter().any(|(_, own)| fold(own) == fold(level));
                key.region == region
                    && key.period == period
                    && levels.iter().all(has)
                    && !self.counts_twice(key, levels)
            };
            let found: Vec<Sum> = self.entries.iter().filter(named).map(|(_, amount)| amount.into()).collect();
            let built_in = || {
                let people = levels.first().filter(|level| is_population(level))?;
                let figure = self.reference.figure(POPULATION, region, period?).filter(|_| levels.len() == 1);
                figure.filter(|_| !people.is_empty()).map(|it| Sum {
                    value: it.value,
                    money: false,
                    fixed_prices: false,
                })
            };
            add(found).or_else(built_in)
        };
        what.terms.iter().map(term).collect::<Option<Vec<_>>>().and_then(add)
    }

    /// Everything that is divided the same way as what stands beside, without sums of others.
    fn everything(&self, beside: &Selection, region: Region, period: Option<Period>) -> Option<Sum> {
        let has = |key: &AmountKey, levels: &Vec<String>| {
            levels.iter().all(|level| key.labels.iter().any(|(_, own)| fold(own) == fold(level)))
        };
        let like = self.entries.iter().find(|(key, _)| beside.terms.iter().any(|levels| has(key, levels)))?;
        let divided = |key: &AmountKey| key.labels.iter().map(|(column, _)| column.clone()).collect::<Vec<_>>();
        let same = |(key, amount): &&(&AmountKey, &Amount)| {
            key.region == region
                && key.period == period
                && amount.money == like.1.money
                && divided(key) == divided(like.0)
                && !key.labels.iter().any(|(_, level)| is_population(level))
                && !self.counts_twice(key, &[])
        };
        add(self.entries.iter().filter(same).map(|(_, amount)| amount.into()).collect())
    }

    fn counts_twice(&self, key: &AmountKey, named: &[String]) -> bool {
        key.labels.iter().any(|(column, level)| {
            self.totals.contains(&(column.as_str(), level.clone())) && !named.iter().any(|it| fold(it) == fold(level))
        })
    }
}

impl From<&&Amount> for Sum {
    fn from(amount: &&Amount) -> Sum {
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

fn at(amount: &Amount) -> Position {
    Position { file: Some(amount.file), ..Position::row(amount.line).column(&amount.column) }
}

fn without_other_units(entries: &mut Vec<(&AmountKey, &Amount)>, findings: &mut Findings) {
    type Line<'a> = (&'a [(String, String)], Region);
    let mut lines: BTreeMap<Line<'_>, Vec<f64>> = BTreeMap::new();
    for (key, amount) in entries.iter().filter(|(_, amount)| amount.money && amount.value > 0.0) {
        lines.entry((&key.labels, key.region)).or_default().push(amount.value);
    }
    lines.values_mut().for_each(|values| values.sort_by(f64::total_cmp));
    // With an even number the lower of the two in the middle: two that differ are both doubtful.
    let middle = |key: &AmountKey| {
        let values = lines.get(&(key.labels.as_slice(), key.region))?;
        Some((*values.get((values.len() - 1) / 2)?, values.len()))
    };
    let other = |key: &AmountKey, amount: &Amount| {
        let Some((middle, many)) = middle(key).filter(|_| amount.money && amount.value > 0.0) else { return false };
        let far = |ratio: f64| !(1.0 / ANOTHER_UNIT..=ANOTHER_UNIT).contains(&ratio);
        let last = lines.get(&(key.labels.as_slice(), key.region)).and_then(|it| it.last()).copied().unwrap_or(middle);
        far(amount.value / middle) || (many == 2 && far(last / middle))
    };
    for (key, amount) in entries.iter().filter(|(key, amount)| other(key, amount)) {
        let period = key.period.map(|period| period.to_string()).unwrap_or_default();
        findings.add_with(FindingCode::UnitsMixed, at(amount), &[("series", series(key)), ("period", period)]);
    }
    let kept: Vec<bool> = entries.iter().map(|(key, amount)| !other(key, amount)).collect();
    let mut kept = kept.into_iter();
    entries.retain(|_| kept.next().unwrap_or(true));
}

/// Levels that are the sum of the others of their column, by name or by number.
fn totals<'c>(entries: &[(&'c AmountKey, &'c Amount)]) -> BTreeSet<(&'c str, String)> {
    type Place<'a> = (&'a str, Vec<(&'a str, &'a str)>, Region, Option<Period>, bool);
    let mut places: BTreeMap<Place<'_>, BTreeMap<&str, f64>> = BTreeMap::new();
    for (key, amount) in entries {
        for (at, (column, level)) in key.labels.iter().enumerate() {
            let rest = key.labels.iter().enumerate().filter(|(other, _)| *other != at);
            let rest = rest.map(|(_, (column, level))| (column.as_str(), level.as_str())).collect();
            let place = (column.as_str(), rest, key.region, key.period, amount.money);
            places.entry(place).or_default().insert(level, amount.value);
        }
    }
    let mut seen: BTreeMap<(&str, &str), (u32, u32)> = BTreeMap::new();
    for ((column, ..), levels) in &places {
        let parts: Vec<(&str, f64)> = levels.iter().map(|(level, value)| (*level, *value)).collect();
        for (level, value) in &parts {
            let others = || parts.iter().filter(|(other, _)| other != level && !is_total(other));
            if others().count() < 2 {
                continue;
            }
            let sum: f64 = others().map(|(_, value)| value).sum();
            let equal = *value > 0.0 && (sum - value).abs() <= ROUNDING * value;
            let count = seen.entry((column, level)).or_default();
            count.0 += u32::from(equal || is_total(level));
            count.1 += 1;
        }
    }
    let often = |(sums, all): &(u32, u32)| f64::from(*sums) >= OFTEN * f64::from(*all) && *sums > 0;
    let found: BTreeSet<(&str, &str)> = seen.iter().filter(|(_, count)| often(count)).map(|(key, _)| *key).collect();
    let own = |column: &str, level: &str| {
        entries
            .iter()
            .flat_map(|(key, _)| &key.labels)
            .find(|(c, l)| c == column && l == level)
            .map(|(c, l)| (c.as_str(), l.clone()))
    };
    found.into_iter().filter_map(|(column, level)| own(column, level)).collect()
}

fn say_gaps(entries: &[(&AmountKey, &Amount)], findings: &mut Findings) {
    let mut there: BTreeMap<usize, BTreeMap<Option<Period>, BTreeSet<Region>>> = BTreeMap::new();
    for (key, amount) in entries.iter().filter(|(key, _)| !key.region.is_nation()) {
        there.entry(amount.file).or_default().entry(key.period).or_default().insert(key.region);
    }
    for (file, periods) in there {
        let all: BTreeSet<Region> = periods.values().flatten().copied().collect();
        for (period, regions) in periods.iter().filter(|_| all.len() >= SEVERAL) {
            let lacking: Vec<&str> = all.difference(regions).map(|region| region.short()).collect();
            if !lacking.is_empty() {
                let period = period.map(|period| period.to_string()).unwrap_or_default();
                let params = [("period", period), ("regions", lacking.join(", "))];
                let at = Position { file: Some(file), ..Position::default() };
                findings.add_with(FindingCode::RegionsMissing, at, &params);
            }
        }
    }
}
