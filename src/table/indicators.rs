//! Tables of figures: shares with counts, values with limits, or published values; long, or wide over periods or
//! regions.

use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::Measure;
use crate::table::figure::joined;
use crate::table::labels::Label;
use crate::table::meaning::meaning;
use crate::table::numbers::MINUS;
use crate::table::place::place;
use crate::table::reading::{Column, ColumnType, Reading, Role, Spread};
use crate::table::slots::{Slot, slots, takes_answers_behind};
use crate::table::titled::measure_of;
use crate::table::{DataRow, limits, numbers, roles};
use crate::vocabulary::age::AgeBand;
use crate::vocabulary::group::is_whole;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::{Region, answers_behind};
use crate::vocabulary::share::{self, says_accumulated, says_coverage, says_no_sum};

pub use crate::table::figure::{About, Figure};

/// Which columns belong together.
#[derive(Debug)]
pub struct IndicatorTable<'p> {
    reading: &'p Reading,
    own_region: Option<Region>,
    slots: Vec<Slot>,
    /// Whether columns of several measures stand beside the one that names measures row by row.
    crossed: bool,
    /// The column of regions, where how many answered stands behind their names.
    answers: Option<usize>,
    /// Columns of groups that the plan names.
    groups: Vec<&'p str>,
    /// The level of each column that is the ages of all others.
    ages: Vec<Option<&'p str>>,
    /// Whether a name may say that figures are added up since the year began.
    accumulated: bool,
    /// The unit of each column; none where the title says what amounts are divided by.
    sorts: Vec<Option<String>>,
}

/// The columns of events and of people that a rate is made of, and what their headers say of them.
#[derive(Debug, Clone)]
pub struct Counted<'t> {
    /// The column of events.
    pub events: &'t Column,
    /// The column of people.
    pub people: &'t Column,
    /// The period or region of a wide table.
    pub spread: Option<Spread>,
    /// The group and the level of it that a header names.
    pub level: Option<(&'static str, String)>,
    /// The column in which each row names its measure.
    pub named: Option<&'t Column>,
}

impl<'p> IndicatorTable<'p> {
    /// The name of a measure that the file does not name.
    pub const UNNAMED: &'static str = "värde";

    /// Groups the columns.
    ///
    /// # Errors
    /// [`ErrorCode::RegionUnknown`] where neither file nor plan says which region; [`ErrorCode::NoFigures`] where no
    /// column holds figures.
    pub fn new(reading: &'p Reading, own_region: Option<Region>) -> Result<IndicatorTable<'p>, Error> {
        IndicatorTable::of_plan(reading, own_region, &[])
    }

    /// Groups the columns, those too that the plan's rates are made of.
    ///
    /// # Errors
    /// As [`IndicatorTable::new`].
    pub fn of_plan(
        reading: &'p Reading,
        own_region: Option<Region>,
        measures: &'p [Measure],
    ) -> Result<IndicatorTable<'p>, Error> {
        let own_region = reading.titled().or(own_region);
        let mut slots = slots(reading);
        let named = |name: &str| reading.columns.iter().position(|column| column.name == name);
        for measure in measures.iter().filter(|measure| measure.r#type.is_rate()) {
            if let Some((count, people)) = named(&measure.column).zip(measure.denominator.as_deref().and_then(named)) {
                let columns = vec![(Role::Numerator, count), (Role::Denominator, people)];
                let (name, of) = (Some(measure.column.clone()), Some(measure.id.clone()));
                slots.push(Slot { measure: name, spread: None, region: None, level: None, part: None, columns, of });
            }
        }
        let groups = measures.iter().flat_map(|measure| [&measure.age, &measure.sex]).flatten().map(String::as_str);
        if slots.is_empty() {
            return Err(Error::new(ErrorCode::NoFigures));
        }
        let has_region = reading.column(Role::Region).is_some()
            || slots.iter().any(|slot| slot.region.is_some() || matches!(slot.spread, Some(Spread::Region(_))));
        if !has_region && own_region.is_none() {
            return Err(Error::new(ErrorCode::RegionUnknown));
        }
        let mut apart = slots.iter().filter(|slot| slot.of.is_none()).map(|slot| &slot.measure);
        let first = apart.next();
        let crossed = apart.any(|measure| Some(measure) != first);
        let answers = reading.column(Role::Region).filter(|_| takes_answers_behind(reading, &slots));
        let all_ages = |column: &'p Column| {
            let grouped = column.role == Role::Group && column.r#type != ColumnType::Integer;
            AgeBand::of_all(column.levels.iter().map(|(level, _)| level.as_str())).filter(|_| grouped)
        };
        let ages = reading.columns.iter().map(all_ages).collect();
        let divided = reading.title.iter().any(|line| says_no_sum(line));
        let unit = |column: &Column| column.unit.as_deref().filter(|unit| !divided || *unit == "index").map(sort);
        let sorts = reading.columns.iter().map(unit).collect();
        let texts = reading.columns.iter().flat_map(|it| it.levels.iter().map(|(text, _)| text).chain([&it.header]));
        let accumulated =
            reading.column(Role::Measure).is_some() || texts.chain(&reading.title).any(|text| says_accumulated(text));
        Ok(IndicatorTable {
            reading,
            own_region,
            slots,
            crossed,
            answers,
            groups: groups.collect(),
            ages,
            accumulated,
            sorts,
        })
    }

    /// The measures that the columns name; empty where a column of measures names them row by row.
    pub fn measures(&self) -> Vec<String> {
        let mut names = Vec::new();
        if self.reading.column(Role::Measure).is_none() {
            for slot in &self.slots {
                let name = self.slot_name(slot);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The figures of a row, with findings for what cannot be used; `None` where the row has no place.
    pub fn figures(&self, row: &DataRow<'_>, findings: &mut Findings) -> Option<Vec<(About, Figure)>> {
        let at = |column: usize| Position::row(row.line).column(self.name(column));
        let (region, period) = place(row, self.reading, self.own_region, findings)?;
        let (parts, unit) = self.parts(row, true);
        let named = self.reading.column(Role::Measure).map(|column| row.cell(column).to_owned());
        let says = self.reading.column(Role::Meaning).map(|column| row.cell(column));
        let mut figures = Vec::new();
        for slot in &self.slots {
            let (mut region, mut period) = (slot.region.or(region), period);
            match &slot.spread {
                Some(Spread::Period(spread)) => period = Some(*spread),
                Some(Spread::Region(spread)) => region = Some(*spread),
                None => period = period.map(|year| slot.part.as_ref().and_then(|part| year.part(part)).unwrap_or(year)),
            }
            let mut figure = self.figure(row, slot, says, findings);
            let beside = slot.region.is_some() && self.reading.column(Role::Region).is_some();
            figure.part |= beside;
            // The nation beside a unit is not of it.
            let (parts, unit) = if beside { self.parts(row, false) } else { (parts.clone(), unit) };
            let group = joined(&parts);
            figure.count = figure.count.or_else(|| answers_behind(row.cell(self.answers?)));
            figure.unit = unit;
            figure.of = slot.of.clone();
            figure.parts = parts;
            figure.line = row.line;
            figure.column = slot.value().map(|index| self.name(index).to_owned()).unwrap_or_default();
            let Some(region) = region else { continue };
            if figure.is_empty() {
                continue;
            }
            if let (Some(x), Some(n)) = (figure.numerator, figure.denominator.or(figure.count))
                && (x > n && slot.of.is_none() || x < 0.0)
            {
                let column = slot.columns.iter().find(|(role, _)| *role == Role::Numerator).map_or(0, |(_, it)| *it);
                findings.add(FindingCode::NumeratorAboveDenominator, at(column));
                continue;
            }
            let in_row = named.clone().filter(|name| !name.is_empty() && slot.of.is_none());
            let beside = slot.measure.as_deref().filter(|name| self.crossed && !roles::is_general(name));
            let in_row = in_row.map(|name| beside.map_or(name.clone(), |beside| format!("{name}, {beside}")));
            let measure = in_row.or(slot.measure.clone().filter(|_| slot.of.is_some()));
            let measure = measure.unwrap_or_else(|| self.slot_name(slot));
            if let Some(unit) =
                named.as_deref().filter(|_| figure.sort.is_none()).and_then(roles::unit_in).map(|it| sort(&it))
            {
                figure.percent |= unit == "%";
                figure.sort = Some(unit);
            }
            if named.is_some() && figure.count.is_some() && figure.numerator.is_none() && says_coverage(&measure) {
                figure.count = None;
            }
            let group = slot.within(group.as_ref());
            let level = group.as_ref().map_or("", |(_, level)| level);
            if self.accumulated && (says_accumulated(&measure) || says_accumulated(level)) {
                period = period.map(Period::since_new_year);
            }
            figures.push((About { measure, region, period, group }, figure));
        }
        Some(figures)
    }

    /// The columns that a rate is made of: one pair, several in a wide table.
    pub fn counted(&self, measure: &Measure) -> Vec<Counted<'_>> {
        let column = |index: usize| self.reading.columns.get(index);
        let named = self.reading.column(Role::Measure).and_then(column).filter(|_| measure.denominator.is_none());
        let fits = |slot: &&Slot| match &measure.denominator {
            Some(_) => slot.of.as_ref() == Some(&measure.id),
            None => slot.of.is_none() && (named.is_some() || self.slot_name(slot) == measure.column),
        };
        let of = |slot: &Slot, role| slot.columns.iter().find(|(own, _)| *own == role).and_then(|(_, at)| column(*at));
        let counted = |slot: &Slot| {
            let (events, people) = (of(slot, Role::Numerator)?, of(slot, Role::Denominator).or(of(slot, Role::Count))?);
            let level = slot.level.as_ref().filter(|(_, level)| !is_whole(level));
            let level = level.map(|(dimension, level)| (dimension.name(), level.clone()));
            Some(Counted { events, people, spread: slot.spread.clone(), level, named })
        };
        self.slots.iter().filter(fits).filter_map(counted).collect()
    }

    /// The columns whose levels a row is about.
    pub fn grouping(&self) -> impl Iterator<Item = &Column> {
        let named = |column: &&Column| {
            self.groups.contains(&column.name.as_str()) || matches!(column.role, Role::Group | Role::Cluster)
        };
        self.reading.columns.iter().filter(named)
    }

    fn name(&self, column: usize) -> &str {
        self.reading.columns.get(column).map(|column| column.name.as_str()).unwrap_or_default()
    }

    fn slot_name(&self, slot: &Slot) -> String {
        let title = || measure_of(&self.reading.title);
        let placed = self.slots.iter().any(|slot| slot.region.is_some());
        let bare = slot.spread.is_none() && slot.level.is_none() && slot.part.is_none() && slot.region.is_none();
        let header = slot.value().map(|index| self.name(index)).filter(|_| bare);
        let header = header.filter(|header| !(placed && roles::names_region(header)));
        let own = slot.measure.as_deref().filter(|name| !name.is_empty());
        let level = self.value_level();
        let telling = [level, own, header].into_iter().flatten().find(|name| !roles::is_general(name));
        telling.or_else(title).or(level).or(header).or(own).unwrap_or(Self::UNNAMED).to_owned()
    }

    /// What rows of values are called that say what their numbers are.
    fn value_level(&self) -> Option<&str> {
        let column = self.reading.columns.get(self.reading.column(Role::Meaning)?)?;
        let named = |role: Role| column.levels.iter().map(|(text, _)| text).find(|text| meaning(text) == Some(role));
        named(Role::Value).map(String::as_str)
    }

    /// The groups that a row is about, with its `units` or without, and whether one is a unit of the region.
    fn parts(&self, row: &DataRow<'_>, units: bool) -> (Vec<(String, String)>, bool) {
        let mut parts = Vec::from_iter(row.named(self.reading));
        let mut unit = false;
        for (index, column) in self.reading.columns.iter().enumerate() {
            let level = column.level(row.cell(index));
            let words = level.contains(char::is_alphabetic);
            let nation = row.national && words && Label::of(level) == Label::Nation;
            // `1300` among municipalities is all of the county.
            let digits = || level.bytes().all(|sign| sign.is_ascii_digit()) && Region::parse(level).is_some();
            let county = || column.header.to_lowercase().starts_with("kommun") && digits();
            let placed = || nation || county() || self.reading.place_among_units(index, level).is_some();
            // A dash or nothing means all; words and dots that it is not known, which is a level.
            let dash = level.chars().all(|sign| MINUS.contains(&sign));
            let named = self.groups.contains(&column.name.as_str());
            let all_ages = !named && self.ages.get(index) == Some(&Some(level));
            let whole = dash || is_whole(level) && !self.reading.is_no_level(level) || placed() || all_ages;
            let of_unit = column.role == Role::Cluster && !named;
            if !whole && (named || column.role == Role::Group || of_unit && units) {
                unit |= of_unit;
                parts.push((column.name.clone(), level.to_owned()));
            }
        }
        (parts, unit)
    }

    /// The unit that the row says, else the column.
    fn sort(&self, row: &DataRow<'_>, column: usize) -> Option<String> {
        let in_row = self.reading.column(Role::Unit).map(|at| row.cell(at)).filter(|unit| !unit.is_empty());
        in_row.map(sort).or_else(|| self.sorts.get(column)?.clone())
    }

    /// The number in a cell and how many it is of, where the file says so: `85 (690)` under `Andel, % (n)`.
    fn with_count(&self, text: &str, column: &Column) -> Option<(f64, f64)> {
        let (value, count) = limits::with_whole(text)?;
        let says = |text: &String| limits::before_count(text).is_some();
        let told = text.contains("(n") || says(&column.header) || self.reading.title.iter().any(says);
        let number = |text: &str| numbers::parse(text, column.decimal, column.thousands);
        number(value).zip(number(count)).filter(|_| told)
    }

    fn figure(&self, row: &DataRow<'_>, slot: &Slot, says: Option<&str>, findings: &mut Findings) -> Figure {
        let part = says.and_then(meaning);
        let mut figure = Figure { part: part.is_some(), ..Figure::default() };
        let (mut margin, mut limited, mut few) = (None, None, false);
        for (role, index) in &slot.columns {
            let role = &part.filter(|_| *role == Role::Value).unwrap_or(*role);
            let text = row.cell(*index);
            let Some(column) = self.reading.columns.get(*index) else { continue };
            let words = says.unwrap_or(&column.header);
            if self.reading.is_suppressed(text) {
                figure.suppressed |= matches!(role, Role::Value | Role::Numerator);
                few |= matches!(role, Role::Count | Role::Denominator);
                continue;
            }
            if self.reading.is_missing(text) {
                continue;
            }
            let behind = self.with_count(text, column).filter(|_| *role == Role::Value);
            let number = behind.map(|it| it.0).or_else(|| numbers::parse(text, column.decimal, column.thousands));
            let number = number.filter(|number| number.is_finite());
            let within = |(low, high): &(f64, f64)| figure.value.is_none_or(|it| (*low..=*high).contains(&it));
            let pair = limits::pair(text, column.decimal, column.thousands).filter(within);
            let pair = pair.filter(|_| *role == Role::Margin);
            if number.is_none() && pair.is_none() {
                findings.add(numbers::fault(text), Position::row(row.line).column(&column.name));
            }
            match role {
                Role::Value => {
                    figure.value = number;
                    figure.count = figure.count.or(behind.map(|it| it.1));
                    let said = says.and_then(roles::unit_in).map(|unit| sort(&unit));
                    let behind = || numbers::unit_behind(text).map(str::to_owned);
                    figure.sort = said.or_else(|| self.sort(row, *index)).or_else(behind);
                    figure.percent = column.is_percent() || text.ends_with('%') || figure.sort.as_deref() == Some("%");
                    limited = limits::read(text, column.decimal, column.thousands);
                    let confidence = || share::confidence(words).filter(|_| limited.is_some());
                    figure.confidence = figure.confidence.or_else(confidence);
                }
                Role::Count => figure.count = number,
                Role::Numerator => figure.numerator = number,
                Role::Denominator => figure.denominator = number,
                Role::Low => (figure.low, figure.confidence) = (number, share::confidence(words)),
                Role::High => figure.high = number,
                Role::Margin => {
                    (margin, figure.confidence) = (number, share::confidence(words));
                    (figure.low, figure.high) = pair.unzip();
                }
                Role::StandardError => figure.se = number,
                _ => {}
            }
        }
        // Answers that are too few to be counted are too few to be shown.
        if few {
            return Figure { suppressed: true, part: part.is_some(), ..Figure::default() };
        }
        let around = |sign: f64| figure.value.zip(margin).map(|(value, margin)| value + sign * margin);
        let (low, high) = (around(-1.0).or(limited.map(|it| it.low)), around(1.0).or(limited.map(|it| it.high)));
        (figure.low, figure.high) = (figure.low.or(low), figure.high.or(high));
        figure
    }
}

/// A unit as it is told from others.
fn sort(unit: &str) -> String {
    let unit = unit.to_lowercase();
    if matches!(unit.as_str(), "procent" | "percent") { "%".to_owned() } else { unit }
}
