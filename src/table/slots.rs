//! Which columns of a table of figures belong together: a value with its count and limits, once for each period, region,
//! level or measure that stands in a row.

use super::beside;
use super::reading::{Column, ColumnType, Reading, Role, Spread};
use super::roles;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{Dimension, is_whole};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use crate::vocabulary::share::says_coverage;

/// Columns that make one figure a row.
#[derive(Debug)]
pub struct Slot {
    /// What it is of, where several stand in a row or the header says it.
    pub measure: Option<String>,
    /// The period or region of a wide table.
    pub spread: Option<Spread>,
    /// The region that its header names beside a period.
    pub region: Option<Region>,
    /// The level of a group that its header names.
    pub level: Option<(Dimension, String)>,
    /// The part of the row's year that its header names: `jan`.
    pub part: Option<String>,
    /// Its columns and what each is.
    pub columns: Vec<(Role, usize)>,
    /// The measure of the plan that it was made for.
    pub of: Option<String>,
}

impl Slot {
    /// The column of its values, else that of its numerators.
    pub fn value(&self) -> Option<usize> {
        let of = |wanted: Role| self.columns.iter().find(|(role, _)| *role == wanted).map(|(_, index)| *index);
        of(Role::Value).or_else(|| of(Role::Numerator))
    }

    /// Whether it stands beside a column in the same part of the table, and is not the nation's.
    fn is_beside(&self, column: &Column, reading: &Reading) -> bool {
        let nation = self.value().and_then(|at| reading.columns.get(at)).is_some_and(is_of_nation);
        self.spread == column.spread && self.measure == column.measure && !nation
    }

    /// Whether its header says that it is of all levels.
    fn is_of_whole(&self) -> bool {
        self.level.as_ref().is_some_and(|(_, level)| is_whole(level))
    }

    /// The group of a row, and the level that the header adds to it.
    pub fn within(&self, row: Option<&(String, String)>) -> Option<(String, String)> {
        let Some((dimension, level)) = self.level.as_ref().filter(|(_, level)| !is_whole(level)) else {
            return row.cloned();
        };
        Some(match row {
            None => (dimension.name().to_owned(), level.clone()),
            Some((group, within)) => (format!("{group}, {}", dimension.name()), format!("{within}, {level}")),
        })
    }
}

/// Where all names of values are regions, one a period at least, they are regions and no measures. Among names beside
/// periods one is enough: the others are those of other places too (`Sverige 2023`, `Medel 10 länder 2023`) and left out,
/// but for such as mean any figure.
fn regions(slots: &mut Vec<Slot>) {
    let named = |slot: &Slot| slot.measure.as_deref().and_then(Region::parse);
    let dated = |slot: &Slot| matches!(slot.spread, Some(Spread::Period(_)));
    let own = |slot: &Slot| slot.measure.as_deref().is_none_or(roles::is_general);
    let all = slots.iter().all(|slot| named(slot).is_some());
    if all || slots.iter().all(dated) && slots.iter().any(|slot| named(slot).is_some()) {
        slots.retain(|slot| named(slot).is_some() || own(slot));
        for slot in slots {
            (slot.region, slot.measure) = (named(slot), None);
        }
    }
}

/// Where all names of values are levels of one group they are levels; so they are where they end with them in wide tables,
/// and where one of them is the whole: `Andel kvinnor`, `Andel män`, `Andel totalt`. Gives whether they end with levels,
/// taken for them or not.
fn levels(slots: &mut [Slot]) -> bool {
    let bare = |slot: &Slot| slot.measure.as_deref().map(without_unit).unwrap_or_default().to_owned();
    let names: Vec<String> = slots.iter().map(bare).collect();
    // `Andel` beside `Andel kvinnor` is of everybody.
    let begins = |name: &str| names.iter().any(|other| other.strip_prefix(name).is_some_and(|it| it.starts_with(' ')));
    let whole = |name: &String| if begins(name) { format!("{name} totalt") } else { name.clone() };
    let whole: Vec<String> = names.iter().map(whole).collect();
    let wide = slots.iter().all(|slot| slot.spread.is_some());
    let named: Vec<&str> = if wide { &names } else { &whole }.iter().map(String::as_str).collect();
    let Some((dimension, levels)) = Dimension::in_names(&named) else { return false };
    if wide || levels.iter().any(|(measure, level)| measure.is_none() || is_whole(level)) {
        slots.iter_mut().zip(levels).for_each(|(slot, (measure, level))| {
            (slot.measure, slot.level) = (measure, Some((dimension, level)));
        });
    }
    true
}

/// A name without the unit behind it: `Andel kvinnor (%)`.
fn without_unit(name: &str) -> &str {
    let inside = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(before, _)| before);
    let unit = roles::unit_in(name).is_some();
    if unit { inside.unwrap_or(name).trim_end_matches(['%', ',', ' ']) } else { name }
}

/// Takes the one number beside values of several levels from all but the whole: it is not that of each. One that stands
/// among the values is the own of that before it.
fn of_the_whole(slots: &mut [Slot]) {
    let counts = |slot: &Slot| slot.columns.iter().find(|(role, _)| *role == Role::Count).map(|(_, at)| *at);
    let mut all = slots.iter().filter_map(counts);
    let (Some(at), None) = (all.next(), all.next()) else { return };
    let among = slots.iter().any(|slot| slot.value() < Some(at)) && slots.iter().any(|slot| slot.value() > Some(at));
    for slot in slots.iter_mut().filter(|_| !among) {
        slot.columns.retain(|(role, _)| *role != Role::Count);
        if slot.is_of_whole() {
            slot.columns.push((Role::Count, at));
        }
    }
}

/// Where all names of values are parts of years, such as months, a row's year is meant.
fn parts(slots: &mut [Slot]) {
    let name = |slot: &Slot| slot.measure.clone().unwrap_or_default();
    let part = |slot: &Slot| Period::year(2020).part(&name(slot));
    let shorter = |period: Period| period != Period::year(2020);
    let fit = slots.iter().all(|slot| slot.spread.is_none() && (part(slot).is_some() || is_whole(&name(slot))));
    if fit && slots.iter().filter_map(part).filter(|it| shorter(*it)).count() > 1 {
        slots.iter_mut().for_each(|slot| slot.part = slot.measure.take());
    }
}

/// Whether a value and a numerator may be of one figure: another count, such as of those who answered no, is a figure of
/// its own.
fn alike(slot: &Slot, column: &Column, reading: &Reading) -> bool {
    let of = |role: Role| {
        let here = slot.columns.iter().find(|(has, _)| *has == role).and_then(|(_, index)| reading.columns.get(*index));
        if column.role == role { Some(column) } else { here }
    };
    let is_count =
        |value: &Column| value.r#type == ColumnType::Integer && !value.is_share() && !roles::is_general(&value.header);
    of(Role::Numerator).is_none() || !of(Role::Value).is_some_and(is_count)
}

/// Takes answers, and counts that another measure has, from how many are covered or answered, which are shares of others.
fn without_answers(slots: &mut [Slot], reading: &Reading) {
    let counts = |slot: &Slot| {
        let counts = slot.columns.iter().filter(|(role, _)| *role == Role::Count);
        counts.map(|(_, at)| (slot.measure.clone(), *at)).collect::<Vec<_>>()
    };
    let all: Vec<_> = slots.iter().flat_map(counts).collect();
    let header = |at: usize| reading.columns.get(at).map_or("", |column| column.header.as_str());
    for slot in slots {
        let of = |wanted: Role| slot.columns.iter().find(|(role, _)| *role == wanted).map(|(_, at)| header(*at));
        let value = of(Role::Value).filter(|_| of(Role::Numerator).is_none());
        if !value.is_some_and(|value| says_coverage(slot.measure.as_deref().unwrap_or(value))) {
            continue;
        }
        let measure = &slot.measure;
        let others = |at: usize| all.iter().any(|(other, count)| *count == at && other != measure);
        slot.columns.retain(|(role, at)| *role != Role::Count || !(others(*at) || fold(header(*at)).contains("svar")));
    }
}

/// Whether a column of values is the nation's beside the regions' own.
fn is_of_nation(column: &Column) -> bool {
    Region::parse(&column.header).is_some_and(Region::is_nation)
}

/// Whether a column holds limits, or what they are made from, and there are fewer such than values beside.
fn is_single(column: &Column, reading: &Reading) -> bool {
    let beside = |other: &&Column| other.spread == column.spread && other.measure == column.measure;
    let times = |role: Role| {
        let all = reading.columns.iter().filter(beside);
        all.filter(|other| other.role == role && !(role == Role::Value && is_of_nation(other))).count()
    };
    is_of_one(column.role) && times(column.role) < times(Role::Value)
}

/// Whether what stands in a column is of one value and never of several.
fn is_of_one(role: Role) -> bool {
    matches!(role, Role::Low | Role::High | Role::Margin | Role::StandardError)
}

/// Groups the columns of a table of figures.
pub fn slots(reading: &Reading) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for (index, column) in reading.columns.iter().enumerate().filter(|(_, column)| roles::is_figure(column.role)) {
        let same = |slot: &&mut Slot| {
            slot.spread == column.spread
                && slot.measure == column.measure
                && !slot.columns.iter().any(|(role, _)| *role == column.role)
                && alike(slot, column, reading)
        };
        // Fewer limits than values: they are of the value that they stand behind.
        let found = match is_single(column, reading) {
            true => slots.iter_mut().rev().find(|slot| slot.is_beside(column, reading)).filter(same),
            false => slots.iter_mut().find(same),
        };
        match found {
            Some(slot) => slot.columns.push((column.role, index)),
            None => slots.push(Slot {
                measure: column.measure.clone(),
                spread: column.spread.clone(),
                region: None,
                level: None,
                part: None,
                columns: vec![(column.role, index)],
                of: None,
            }),
        }
    }
    let values = |slot: &Slot| slot.columns.iter().any(|(role, _)| matches!(role, Role::Value | Role::Numerator));
    let alone: Vec<Slot> = slots.extract_if(.., |slot| !values(slot)).collect();
    let several = slots.iter().filter(|slot| slot.spread.is_none()).count() > 1;
    for slot in &mut slots {
        if several && slot.spread.is_none() && slot.measure.is_none() {
            let of = |role: Role| slot.columns.iter().find(|(has, _)| *has == role);
            let value = of(Role::Value).or_else(|| of(Role::Numerator));
            slot.measure = value.and_then(|(_, index)| reading.columns.get(*index)).map(|column| column.name.clone());
        }
    }
    if reading.column(Role::Region).is_none() {
        regions(&mut slots);
    }
    let apart = beside::is_of_nation(&mut slots);
    let levelled = levels(&mut slots);
    if levelled {
        of_the_whole(&mut slots);
    }
    if reading.column(Role::Period).is_some() {
        parts(&mut slots);
    }
    let shared: Vec<(Role, usize)> = match slots.iter().find(|slot| several && !levelled && slot.spread.is_none()) {
        Some(first) => first.columns.iter().copied().filter(|(role, _)| *role == Role::Count).collect(),
        None => Vec::new(),
    };
    let whose = |slot: &Slot| (slot.spread.clone(), slot.value());
    let may = |slot: &Slot| !apart || slot.region.is_none();
    let values: Vec<_> = slots.iter().filter(|slot| may(slot)).map(whose).collect();
    for slot in slots.iter_mut().filter(|slot| may(slot)) {
        let mates = || alone.iter().filter(|other| other.spread == slot.spread || other.spread.is_none());
        let value = slot.value();
        let mut found = Vec::new();
        for other in mates() {
            for (role, at) in &other.columns {
                let values = values.iter().filter(|(spread, _)| other.spread.is_none() || *spread == other.spread);
                let values: Vec<_> = values.map(|(_, value)| *value).collect();
                let same = mates().filter(|it| it.spread == other.spread).flat_map(|it| &it.columns);
                let same: Vec<usize> = same.filter(|(it, _)| it == role).map(|(_, at)| *at).collect();
                let before = values.iter().filter(|value| **value < Some(*at)).max().or(values.iter().min());
                // As many as the values: each has its own, in their order.
                let own = match same.len() == values.len() {
                    true => same.iter().position(|it| it == at) == values.iter().position(|it| *it == value),
                    false if is_of_one(*role) => before == Some(&value),
                    false => *role != Role::Count || !levelled || slot.is_of_whole(),
                };
                found.extend(own.then_some((*role, *at)));
            }
        }
        for (role, index) in found.iter().chain(&shared) {
            if !slot.columns.iter().any(|(has, _)| has == role) {
                slot.columns.push((*role, *index));
            }
        }
    }
    without_answers(&mut slots, reading);
    slots
}

/// Whether how many answered is what stands behind the names of the regions: each has one row and one value, and no column
/// says it.
pub fn takes_answers_behind(reading: &Reading, slots: &[Slot]) -> bool {
    let counts = |slot: &Slot| slot.columns.iter().any(|(role, _)| matches!(role, Role::Count | Role::Denominator));
    let label = reading.column(Role::Region).and_then(|at| reading.columns.get(at));
    let once = |column: &Column| !column.levels.is_empty() && column.levels.iter().all(|(_, times)| *times == 1);
    matches!(slots, [slot] if !counts(slot)) && label.is_some_and(once)
}

/// Columns of figures that belong to none: a second count beside the same values.
pub fn left_out(reading: &Reading) -> Vec<usize> {
    let slots = slots(reading);
    let used = |at: usize| slots.iter().any(|slot| slot.columns.iter().any(|(_, column)| *column == at));
    let figures = reading.columns.iter().enumerate().filter(|(_, column)| roles::is_figure(column.role));
    figures.map(|(at, _)| at).filter(|at| !used(*at)).collect()
}
