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
/// A population that is so many times the published one is in another unit or of something else.
const OTHER_PEOPLE: f64 = 30.0;
/// A level is the sum of the others when it is so in this share of its places, within this share of itself.
const OFTEN: f64 = 0.8;
const ROUNDING: f64 = 0.005;
const POPULATION: &str = "bef-folkmangd";
/// Fewer regions than this are a choice, not a gap.
const SEVERAL: usize = 3;

pub(super) struct Ledger<'c> {
    entries: BTreeMap<(Region, Option<Period>), Vec<Entry<'c>>>,
    totals: BTreeSet<(&'c str, String)>,
    reference: &'c Reference,
}

/// One amount with its labels folded for comparison.
struct Entry<'c> {
    key: &'c AmountKey,
    amount: &'c Amount,
    folded: Vec<String>,
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
            for amount in others {
                findings.add(FindingCode::RepeatedFigure, at(amount));
            }
            entries.push((key, first));
        }
        without_unlikely_people(&mut entries, reference, findings);
        without_other_units(&mut entries, findings);
        without_regions_in_other_units(&mut entries, reference, findings);
        let totals = totals(&entries);
        for (_, level) in &totals {
            findings.add_with(FindingCode::TotalAmongParts, Position::default(), &[("series", level.clone())]);
        }
        say_gaps(&entries, findings);
        let mut placed: BTreeMap<(Region, Option<Period>), Vec<Entry<'c>>> = BTreeMap::new();
        for (key, amount) in entries {
            let folded = key.labels.iter().map(|(_, level)| fold(level)).collect();
            placed.entry((key.region, key.period)).or_default().push(Entry { key, amount, folded });
        }
        Ledger { entries: placed, totals, reference }
    }

    fn labels(&self) -> impl Iterator<Item = &'c (String, String)> {
        self.entries.values().flatten().flat_map(|entry| &entry.key.labels)
    }

    /// Every level that amounts can be named by.
    pub fn names(&self) -> BTreeSet<&'c str> {
        self.labels().map(|(_, level)| level.as_str()).collect()
    }

    /// The levels of a column that divides the amounts, without sums of the others.
    pub fn levels(&self, column: &str) -> BTreeSet<String> {
        let part = |(own, level): &&(String, String)| own == column && !self.is_total(own, level);
        self.labels().filter(part).map(|(_, level)| level.clone()).collect()
    }

    /// Regions and periods that anything is known of.
    pub fn places(&self) -> BTreeSet<(Region, Option<Period>)> {
        let nation = self.entries.keys().map(|(_, period)| (Region::NATION, *period));
        self.entries.keys().copied().chain(nation).collect()
    }

    /// The first level that no amount has.
    pub fn unknown(&self, selection: &Selection) -> Option<String> {
        let names: BTreeSet<String> = self.names().into_iter().map(fold).collect();
        selection.levels().find(|level| !names.contains(&fold(level)) && !is_population(level)).cloned()
    }

    /// Whether a selection can be of money, and whether it can be of what is counted: `Primärvård` is costs in one file and
    /// posts in another.
    pub fn kinds(&self, what: &Selection) -> [bool; 2] {
        let wanted: Vec<Vec<String>> =
            what.terms.iter().map(|levels| levels.iter().map(|level| fold(level)).collect()).collect();
        [true, false].map(|money| {
            let of_kind = || self.entries.values().flatten().filter(|entry| entry.amount.money == money);
            let there =
                |levels: &Vec<String>| of_kind().any(|entry| levels.iter().all(|level| entry.folded.contains(level)));
            of_kind().next().is_some() && wanted.iter().all(there)
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
            let counts = place.money.is_none_or(|money| entry.amount.money == money);
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
        let term = |levels: &Vec<String>| {
            let wanted: Vec<String> = levels.iter().map(|level| fold(level)).collect();
            let named = |entry: &&Entry<'_>| {
                wanted.iter().all(|level| entry.folded.contains(level)) && !self.counts_twice(entry, &wanted)
            };
            let found: Vec<Sum> = self.at(place).filter(named).map(Sum::from).collect();
            let built_in = || {
                let alone = levels.len() == 1 && place.within.is_none();
                levels.first().filter(|level| alone && is_population(level))?;
                let figure = self.reference.figure(POPULATION, place.region, place.period?)?;
                Some(Sum { value: figure.value, money: false, fixed_prices: false })
            };
            add(found).or_else(built_in)
        };
        what.terms.iter().map(term).collect::<Option<Vec<_>>>().and_then(add)
    }

    /// Everything that is divided the same way as what stands beside, without sums of others.
    fn everything(&self, but: &[String], beside: &Selection, place: Place<'_>) -> Option<Sum> {
        let without: Vec<String> = but.iter().map(|level| fold(level)).collect();
        let wanted: Vec<Vec<String>> =
            beside.terms.iter().map(|levels| levels.iter().map(|level| fold(level)).collect()).collect();
        let has =
            |entry: &&Entry<'_>| wanted.iter().any(|levels| levels.iter().all(|level| entry.folded.contains(level)));
        let kind = |entry: &&Entry<'_>| place.money.is_none_or(|money| entry.amount.money == money);
        let like = self.entries.values().flatten().filter(kind).find(has)?;
        let divided = |key: &AmountKey| key.labels.iter().map(|(column, _)| column.clone()).collect::<Vec<_>>();
        let same = |entry: &&Entry<'_>| {
            entry.amount.money == like.amount.money
                && divided(entry.key) == divided(like.key)
                && !entry.key.labels.iter().any(|(_, level)| is_population(level))
                && !entry.folded.iter().any(|level| without.contains(level))
                && !self.counts_twice(entry, &[])
        };
        add(self.at(place).filter(same).map(Sum::from).collect())
    }

    fn is_total(&self, column: &str, level: &str) -> bool {
        self.totals.contains(&(column, level.to_owned()))
    }

    fn counts_twice(&self, entry: &Entry<'_>, named: &[String]) -> bool {
        let labels = entry.key.labels.iter().zip(&entry.folded);
        labels.into_iter().any(|((column, level), folded)| self.is_total(column, level) && !named.contains(folded))
    }
}

impl From<&Entry<'_>> for Sum {
    fn from(Entry { amount, .. }: &Entry<'_>) -> Sum {
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
        let far = |ratio: f64| is_far(ratio, ANOTHER_UNIT);
        let last = lines.get(&(key.labels.as_slice(), key.region)).and_then(|it| it.last()).copied().unwrap_or(middle);
        far(amount.value / middle) || (many == 2 && far(last / middle))
    };
    without(entries, (FindingCode::UnitsMixed, &["series", "period"]), findings, other);
}

/// Takes away what is `other`, each with its finding.
fn without(
    entries: &mut Vec<(&AmountKey, &Amount)>,
    (code, told): (FindingCode, &[&str]),
    findings: &mut Findings,
    other: impl Fn(&AmountKey, &Amount) -> bool,
) {
    entries.retain(|(key, amount)| {
        let odd = other(key, amount);
        if odd {
            let period = key.period.map(|period| period.to_string()).unwrap_or_default();
            let params = [("series", series(key)), ("period", period), ("region", key.region.short().to_owned())];
            let params: Vec<_> = params.into_iter().filter(|(name, _)| told.contains(name)).collect();
            findings.add_with(code, at(amount), &params);
        }
        !odd
    });
}

fn is_far(ratio: f64, most: f64) -> bool {
    !(1.0 / most..=most).contains(&ratio)
}

/// Populations that are far from the published ones: written in thousands, or of something else.
fn without_unlikely_people(entries: &mut Vec<(&AmountKey, &Amount)>, reference: &Reference, findings: &mut Findings) {
    let unlikely = |key: &AmountKey, amount: &Amount| {
        let alone = matches!(key.labels.as_slice(), [(_, level)] if is_population(level));
        let known = key.period.filter(|_| alone).and_then(|it| reference.figure(POPULATION, key.region, it));
        known.is_some_and(|known| is_far(amount.value / known.value, OTHER_PEOPLE))
    };
    without(entries, (FindingCode::PopulationUnlikely, &["region", "period"]), findings, unlikely);
}

/// Regions whose amounts for each inhabitant are a thousandfold of the other regions': one unit in one region's rows and
/// another in the others'.
fn without_regions_in_other_units(
    entries: &mut Vec<(&AmountKey, &Amount)>,
    reference: &Reference,
    findings: &mut Findings,
) {
    let newest = reference.periods(POPULATION).last().copied();
    let people = |region: Region| Some(reference.figure(POPULATION, region, newest?)?.value);
    type Labels<'a> = &'a [(String, String)];
    let mut each: BTreeMap<Labels<'_>, BTreeMap<Region, Vec<f64>>> = BTreeMap::new();
    for (key, amount) in entries.iter().filter(|(_, amount)| amount.money && amount.value > 0.0) {
        if let Some(people) = people(key.region) {
            each.entry(&key.labels).or_default().entry(key.region).or_default().push(amount.value / people);
        }
    }
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values.get(values.len().saturating_sub(1) / 2).copied()
    };
    let of_region = |regions: BTreeMap<Region, Vec<f64>>| -> BTreeMap<Region, f64> {
        regions.into_iter().filter_map(|(region, values)| Some((region, middle(values)?))).collect()
    };
    let each: BTreeMap<_, _> = each.into_iter().map(|(labels, regions)| (labels, of_region(regions))).collect();
    let other = |key: &AmountKey, amount: &Amount| {
        let Some(regions) = each.get(key.labels.as_slice()).filter(|_| amount.money) else { return false };
        let far = |a: f64, b: f64| is_far(a / b, ANOTHER_UNIT);
        match (regions.get(&key.region), middle(regions.values().copied().collect())) {
            (Some(own), Some(_)) if regions.len() == 2 => regions.values().any(|it| far(*own, *it)),
            (Some(own), Some(usual)) => far(*own, usual),
            _ => false,
        }
    };
    without(entries, (FindingCode::RegionInOtherUnit, &["series", "region"]), findings, other);
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
