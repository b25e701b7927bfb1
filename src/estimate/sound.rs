//! Which amounts of the files can be summed: each once, without those in another unit, and which levels are sums of others.

use crate::aggregate::Cells;
use crate::catalogue::reference::Reference;
use crate::filled::Filled;
use crate::finding::{FindingCode, Findings, Position};
use crate::table::amounts::{Amount, AmountKey, Standing};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::population::is_population;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// A level whose amount differs so much from its own in other periods is in another unit.
const ANOTHER_UNIT: f64 = 300.0;
/// A population that is so many times the published one is in another unit or of something else.
const OTHER_PEOPLE: f64 = 30.0;
/// A level is the sum of the others when it is so in this share of its places, within this share of itself.
const OFTEN: f64 = 0.8;
const ROUNDING: f64 = 0.005;
/// The built-in population.
pub(super) const POPULATION: &str = "bef-folkmangd";
/// Fewer regions than this are a choice, not a gap.
const SEVERAL: usize = 3;

/// Amounts with what they are of.
type Entries<'c> = Vec<(&'c AmountKey, Amount)>;

/// Whether amounts can be postings: of a month, of one file, on an account or another code each.
fn may_be_postings(key: &AmountKey, all: &[Amount]) -> bool {
    let coded = |amount: &Amount| amount.entry.as_ref().is_some_and(|code| !code.is_empty());
    let one_file = all.iter().all(|amount| all.first().is_some_and(|first| first.file == amount.file) && coded(amount));
    one_file && key.period.is_some_and(|period| period.grain() == Grain::Month)
}

/// Whether the same entry has several amounts: the file holds postings.
fn stand_twice(all: &[Amount]) -> bool {
    let stands = || all.iter().filter(|amount| matches!(amount.standing, Standing::Usable | Standing::Negative));
    let mut first: BTreeMap<&Option<String>, f64> = BTreeMap::new();
    stands().any(|amount| *first.entry(&amount.entry).or_insert(amount.value) != amount.value)
}

/// The amounts that can be summed, those that cannot, and the levels that are sums of others.
pub(super) struct Sound<'c> {
    pub usable: Entries<'c>,
    pub set_aside: Entries<'c>,
    pub totals: BTreeSet<(&'c str, String)>,
}

impl<'c> Sound<'c> {
    pub fn of(cells: &'c Cells, reference: &Reference, findings: &mut Findings) -> Sound<'c> {
        let mut sound = Sound { usable: Vec::new(), set_aside: Vec::new(), totals: BTreeSet::new() };
        let postings = cells.amounts().any(|(key, all)| may_be_postings(key, all) && stand_twice(all));
        for (key, all) in cells.amounts() {
            sound.take(key, all, postings && may_be_postings(key, all), findings);
        }
        sound.without_unlikely_people(reference, findings);
        sound.without_other_units(findings);
        sound.without_regions_in_other_units(reference, findings);
        sound.totals = totals(&sound.usable);
        for (_, level) in &sound.totals {
            findings.add_with(FindingCode::TotalAmongParts, Position::default(), &[("series", level.clone())]);
        }
        say_gaps(&sound.usable, findings);
        sound
    }

    /// An amount that stands several times counts once where they agree, and a gap does not count beside it. Entries that
    /// something tells apart are summed, and so are postings, with their sign.
    fn take(&mut self, key: &'c AmountKey, all: &[Amount], postings: bool, findings: &mut Findings) {
        let stands = || all.iter().filter(|amount| amount.standing != Standing::Missing);
        let Some(first) = stands().next() else {
            return self.set_aside.extend(all.first().map(|gap| (key, gap.clone())));
        };
        if stands().any(|amount| amount.standing == Standing::Unusable) {
            return self.set_aside.push((key, first.clone()));
        }
        // In rising order, so that the order of files changes no bit.
        let sum = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.iter().sum::<f64>()
        };
        let balance = if postings { sum(stands().map(|amount| amount.value).collect()) } else { 0.0 };
        let negative = || stands().filter(|amount| amount.standing == Standing::Negative);
        if negative().next().is_some() && (!postings || balance < 0.0) {
            negative().for_each(|amount| findings.add(FindingCode::NegativeAmount, at(amount)));
            return self.set_aside.push((key, first.clone()));
        }
        if postings {
            if stands().nth(1).is_some() {
                findings.add(FindingCode::PostingsSummed, at(first));
            }
            let summed = Amount { value: balance, standing: Standing::Usable, ..first.clone() };
            return self.usable.push((key, summed));
        }
        let row = |amount: &Amount| amount.entry.is_none().then_some((amount.file, amount.line));
        let mut entries: BTreeMap<_, Vec<&Amount>> = BTreeMap::new();
        stands().for_each(|amount| entries.entry((&amount.entry, row(amount))).or_default().push(amount));
        let differ = |same: &[&Amount]| same.iter().any(|one| same.first().is_some_and(|it| it.value != one.value));
        if entries.values().any(|same| differ(same)) {
            for amount in entries.values().filter(|same| differ(same)).flatten() {
                findings.add_with(FindingCode::AmountTwice, at(amount), &[("series", series(key))]);
            }
            return self.set_aside.push((key, first.clone()));
        }
        for amount in entries.values().flat_map(|same| same.iter().skip(1)) {
            findings.add(FindingCode::RepeatedFigure, at(amount));
        }
        let value = sum(entries.values().filter_map(|same| Some(same.first()?.value)).collect());
        self.usable.push((key, Amount { value, ..first.clone() }));
    }

    fn without_other_units(&mut self, findings: &mut Findings) {
        type Line<'a> = (&'a [(String, String)], Region);
        let mut lines: BTreeMap<Line<'_>, Vec<f64>> = BTreeMap::new();
        for (key, amount) in self.usable.iter().filter(|(_, amount)| amount.money && amount.value > 0.0) {
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
            let last =
                lines.get(&(key.labels.as_slice(), key.region)).and_then(|it| it.last()).copied().unwrap_or(middle);
            far(amount.value / middle) || (many == 2 && far(last / middle))
        };
        self.without((FindingCode::UnitsMixed, &["series", "period"]), findings, other);
    }

    /// Sets aside what is `other`, each with its finding.
    fn without(
        &mut self,
        (code, told): (FindingCode, &[&str]),
        findings: &mut Findings,
        other: impl Fn(&AmountKey, &Amount) -> bool,
    ) {
        let (odd, usable): (Entries<'c>, Entries<'c>) =
            std::mem::take(&mut self.usable).into_iter().partition(|(key, amount)| other(key, amount));
        for (key, amount) in &odd {
            let period = key.period.map(|period| period.to_string()).unwrap_or_default();
            let params = [("series", series(key)), ("period", period), ("region", key.region.short().to_owned())];
            let params: Vec<_> = params.into_iter().filter(|(name, _)| told.contains(name)).collect();
            findings.add_with(code, at(amount), &params);
        }
        self.usable = usable;
        self.set_aside.extend(odd);
    }

    /// Populations that are far from the published ones: written in thousands, or of something else.
    fn without_unlikely_people(&mut self, reference: &Reference, findings: &mut Findings) {
        let unlikely = |key: &AmountKey, amount: &Amount| {
            let alone = matches!(key.labels.as_slice(), [(_, level)] if is_population(level));
            let known = key.period.filter(|_| alone).and_then(|it| reference.figure(POPULATION, key.region, it));
            known.is_some_and(|known| is_far(amount.value / known.value, OTHER_PEOPLE))
        };
        self.without((FindingCode::PopulationUnlikely, &["region", "period"]), findings, unlikely);
    }

    /// Regions whose amounts for each inhabitant are a thousandfold of the other regions': one unit in one region's rows and
    /// another in the others'.
    fn without_regions_in_other_units(&mut self, reference: &Reference, findings: &mut Findings) {
        let newest = reference.periods(POPULATION).last().copied();
        let people = |region: Region| Some(reference.figure(POPULATION, region, newest?)?.value);
        type Labels<'a> = &'a [(String, String)];
        let mut each: BTreeMap<Labels<'_>, BTreeMap<Region, Vec<f64>>> = BTreeMap::new();
        for (key, amount) in self.usable.iter().filter(|(_, amount)| amount.money && amount.value > 0.0) {
            if let Some(people) = people(key.region) {
                each.entry(&key.labels).or_default().entry(key.region).or_default().push(amount.value / people);
            }
        }
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len().saturating_sub(1) / 2).copied()
        };
        let of_region = |regions: BTreeMap<Region, Vec<f64>>| -> BTreeMap<Region, f64> {
            regions.into_iter().filter_map(|(region, values)| Some((region, middle(values)?))).filled()
        };
        let each: BTreeMap<_, _> = each.into_iter().map(|(labels, regions)| (labels, of_region(regions))).filled();
        let other = |key: &AmountKey, amount: &Amount| {
            let Some(regions) = each.get(key.labels.as_slice()).filter(|_| amount.money) else { return false };
            let far = |a: f64, b: f64| is_far(a / b, ANOTHER_UNIT);
            match (regions.get(&key.region), middle(regions.values().copied().collect())) {
                (Some(own), Some(_)) if regions.len() == 2 => regions.values().any(|it| far(*own, *it)),
                (Some(own), Some(usual)) => far(*own, usual),
                _ => false,
            }
        };
        self.without((FindingCode::RegionInOtherUnit, &["series", "region"]), findings, other);
    }
}

fn is_far(ratio: f64, most: f64) -> bool {
    !(1.0 / most..=most).contains(&ratio)
}

fn is_total(level: &str) -> bool {
    const WORDS: [&str; 8] = ["totalt", "total", "summa", "summan", "alla", "samtliga", "all", "sum"];
    const WHOLE: [&str; 4] =
        ["nettokostnad", "bruttokostnad", "kostnad for eget atagande", "kostnad for egna atagande"];
    let folded = fold(level);
    let begins = folded.split(' ').next().is_some_and(|first| WORDS.contains(&first));
    begins || folded.ends_with(" totalt") || WHOLE.iter().any(|whole| folded.starts_with(whole))
}

fn series(key: &AmountKey) -> String {
    key.labels.iter().map(|(_, level)| level.as_str()).collect::<Vec<_>>().join(", ")
}

fn at(amount: &Amount) -> Position {
    Position { file: Some(amount.file), ..Position::row(amount.line).column(&amount.column) }
}

/// Levels that are the sum of the others of their column, by name or by number.
fn totals<'c>(entries: &[(&'c AmountKey, Amount)]) -> BTreeSet<(&'c str, String)> {
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
    let found: BTreeSet<(&str, &str)> = seen.iter().filter(|(_, count)| often(count)).map(|(key, _)| *key).filled();
    let own = |column: &str, level: &str| {
        entries
            .iter()
            .flat_map(|(key, _)| &key.labels)
            .find(|(c, l)| c == column && l == level)
            .map(|(c, l)| (c.as_str(), l.clone()))
    };
    found.into_iter().filter_map(|(column, level)| own(column, level)).filled()
}

fn say_gaps(entries: &[(&AmountKey, Amount)], findings: &mut Findings) {
    let mut there: BTreeMap<usize, BTreeMap<Option<Period>, BTreeSet<Region>>> = BTreeMap::new();
    for (key, amount) in entries.iter().filter(|(key, _)| !key.region.is_nation()) {
        there.entry(amount.file).or_default().entry(key.period).or_default().insert(key.region);
    }
    for (file, periods) in there {
        let all: BTreeSet<Region> = periods.values().flatten().copied().filled();
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
