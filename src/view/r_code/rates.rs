//! The calls that give rates of a table's events and people: Public Health England's indicator methods in R.

use super::file::File;
use super::words::{name, number, text, texts};
use crate::catalogue::standard_population::StandardPopulation;
use crate::filled::Filled;
use crate::plan::{FilePlan, Measure, MeasureType, Plan, Standard};
use crate::table::Format;
use crate::table::columns::LEVELS;
use crate::table::indicators::{Counted, IndicatorTable};
use crate::table::reading::{Column, ColumnType, Kind, Reading, Role, Spread};
use crate::view::estimate::EstimateView;
use crate::vocabulary::age::AgeBand;
use crate::vocabulary::group::is_whole;
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

const NATION: &str = "00";
/// The smallest confidence that the package takes.
const LEAST_CONFIDENCE: f64 = 0.9;
/// In R no value means all of a part, so that a row about all of it stands for those about its levels.
const WHOLE: &str = "whole <- function(rows, part, by = \"\") {\n  \
    all <- is.na(rows[[part]])\n  \
    rows[all == ave(all, rep_len(paste(by), nrow(rows)), FUN = any), ]\n}\n";

/// A table with what its rates are made of.
struct Table<'p> {
    reading: &'p Reading,
    file: File<'p>,
    rows: IndicatorTable<'p>,
}

/// The tables of a plan that hold events and people.
pub struct Tables<'p> {
    plan: &'p Plan,
    tables: Vec<Table<'p>>,
}

impl<'p> Tables<'p> {
    /// Those among files that a rate of the plan is made of.
    pub fn new(plan: &'p Plan, files: impl Iterator<Item = (&'p Reading, Option<&'p FilePlan>)>) -> Tables<'p> {
        let readable = |format| !matches!(format, Format::Px | Format::JsonStat | Format::Kolada);
        let table = |(reading, file): (&'p Reading, Option<&'p FilePlan>)| {
            let rows = IndicatorTable::of_plan(reading, Some(Region::NATION), &plan.measures).ok()?;
            let mut rates = plan.measures.iter().filter(|measure| measure.r#type.is_rate());
            let holds = rates.any(|measure| !rows.counted(measure).is_empty());
            holds.then(|| Table { reading, file: File::new(reading, file), rows })
        };
        // Not years and their parts in columns of their own.
        let dated = |reading: &Reading| reading.columns_with(Role::Period).count() < 2;
        let files = files.filter(|(reading, _)| {
            reading.kind == Kind::Indicators && readable(reading.dialect.format) && dated(reading)
        });
        Tables { plan, tables: files.filter_map(table).collect() }
    }

    /// What comes first: the package and the data; nothing where there is no table.
    pub fn head(&self) -> String {
        if self.tables.is_empty() {
            return String::new();
        }
        let mut code = "library(PHEindicatormethods)\n".to_owned();
        for (table, object) in self.tables.iter().zip(self.objects()) {
            code += &table.code(&object, self.plan);
            if self.tables.len() > 1 && table.placed(Role::Region).is_none() {
                let titled = table.reading.titled().map(|region| region.code());
                let own = titled.or_else(|| self.plan.region.clone()).unwrap_or_else(|| NATION.to_owned());
                code += &format!("{object}$.region <- {}\n", text(&own));
            }
        }
        let parted = self.tables.iter().any(|table| table.rows.grouping().any(has_whole));
        code + if parted { WHOLE } else { "" }
    }

    fn objects(&self) -> Vec<String> {
        match self.tables.len() {
            1 => vec!["counts".to_owned()],
            several => (1..=several).map(|number| format!("counts{number}")).collect(),
        }
    }

    /// The calls of a measure, of the columns that one of its estimates is made of.
    pub fn calls<'t>(&'t self, measure: &'t Measure) -> RateCalls<'t> {
        RateCalls { tables: self, measure }
    }

    fn texts(&self, of: impl Fn(&File<'p>) -> Vec<String>) -> Vec<String> {
        self.tables.iter().flat_map(|table| of(&table.file)).filled::<BTreeSet<String>>().into_iter().collect()
    }
}

impl<'p> Table<'p> {
    fn code(&self, object: &str, plan: &Plan) -> String {
        let counted: Vec<Counted<'_>> =
            plan.measures.iter().filter(|it| it.r#type.is_rate()).flat_map(|it| self.rows.counted(it)).collect();
        let named = |column: &Column| self.file.names().find(|name| *name == column.name);
        let numbers = counted.iter().flat_map(|it| [it.events, it.people]).filter_map(named).filled::<BTreeSet<_>>();
        let placed = [Role::Region, Role::Period].into_iter().filter_map(|role| self.placed(role));
        let others = placed.chain(counted.iter().filter_map(|it| it.named)).chain(self.rows.grouping());
        let codes = self.reading.codes_beside().map(|(_, column)| column);
        let used = others.chain(codes).filter_map(named).chain(numbers.iter().copied()).collect();
        let mut code = self.file.code(object, plan, (numbers, used));
        let carried = [Role::Region, Role::Period].into_iter().filter(|_| self.reading.carried_down);
        for placed in carried.filter_map(|role| self.placed(role)) {
            let column = format!("{object}[[{}]]", text(&placed.name));
            code += &format!("{column} <- (function(x) c(NA, x[!is.na(x)])[cumsum(!is.na(x)) + 1])({column})\n");
        }
        for column in self.rows.grouping() {
            let whole: BTreeSet<&String> =
                column.levels.iter().map(|(level, _)| level).filter(|it| is_whole(it)).filled();
            if !whole.is_empty() {
                let column = format!("{object}[[{}]]", text(&column.name));
                code += &format!("{column}[{column} %in% {}] <- NA\n", texts(whole));
            }
        }
        code
    }

    fn placed(&self, role: Role) -> Option<&'p Column> {
        self.reading.columns.get(self.reading.column(role)?)
    }
}

/// The calls of one rate.
pub struct RateCalls<'t> {
    tables: &'t Tables<'t>,
    measure: &'t Measure,
}

/// What an estimate is made of.
struct Made<'t> {
    table: &'t Table<'t>,
    counted: Counted<'t>,
    /// The level of each column that groups rows, but for ages and sexes that are added up.
    levels: Vec<(&'t Column, Option<String>)>,
    /// Whether the sexes are added up.
    both: bool,
}

impl RateCalls<'_> {
    fn ages(&self) -> impl Iterator<Item = &Column> {
        let columns = self.tables.tables.iter().flat_map(|table| table.rows.grouping());
        columns.filter(|column| Some(&column.name) == self.measure.age.as_ref())
    }

    /// Whether the levels of the columns of ages are all there are, which those of single years are not.
    fn every_age_is_known(&self) -> bool {
        self.ages().all(|column| (1..LEVELS).contains(&column.levels.len()))
    }

    /// What all calls need: the tables that hold the measure, and the standard population by age.
    pub fn preparation(&self) -> String {
        let objects = self.tables.objects();
        let holding = self.tables.tables.iter().zip(&objects);
        let holding = holding.filter(|(table, _)| !table.rows.counted(self.measure).is_empty());
        let parts: Vec<String> = holding.map(|(_, object)| object.clone()).collect();
        let mut code = match parts.as_slice() {
            _ if objects.len() == 1 => String::new(),
            [one] => format!("counts <- {one}\n"),
            several => format!("counts <- rbind({})\n", several.join(", ")),
        };
        let built_in = match self.measure.standard.unwrap_or_default() {
            Standard::Esp2013 => "esp2013",
            Standard::Riket => "riket",
            Standard::Nation => return code,
        };
        if self.measure.r#type == MeasureType::DirectlyStandardisedRate
            && let Ok(standard) = StandardPopulation::built_in(built_in)
        {
            let entries: Vec<String> = if self.every_age_is_known() {
                let people = |level: &String| Some((AgeBand::parse(level)?, level.clone()));
                let ages: BTreeSet<(AgeBand, String)> =
                    self.ages().flat_map(|column| &column.levels).filter_map(|(level, _)| people(level)).filled();
                let entry = |(band, level): &(AgeBand, String)| {
                    Some(format!("{} = {}", text(level), number(standard.people(*band)?)))
                };
                ages.iter().filter_map(entry).collect()
            } else {
                by_year(&standard)
            };
            code += &format!("standard <- c({})\n", entries.join(", "));
        }
        code
    }

    /// The code of an estimate.
    pub fn estimate(&self, it: &EstimateView) -> Option<String> {
        let made = self.tables.tables.iter().find_map(|table| self.made(table, it))?;
        let Counted { events, people, .. } = &made.counted;
        let (x, n, pair) = (name(&events.name), name(&people.name), texts([&events.name, &people.name]));
        let sex = self.measure.sex.as_deref().filter(|_| made.both).and_then(|name| made.column(name));
        let age = self.measure.age.as_deref().and_then(|name| made.column(name));
        let mut code = self.rows("own", &made, &it.region, &it.period);
        let sum = |object: &str, by: &str| format!("{object} <- aggregate({object}[{pair}], {object}[{by}], sum)\n");
        let whole_sex = |object: &str| {
            let by = age.map(|age| format!(", {object}[[{}]]", text(&age.name))).unwrap_or_default();
            let sex = sex.filter(|column| has_whole(column));
            sex.map(|sex| format!("{object} <- whole({object}, {}{by})\n", text(&sex.name))).unwrap_or_default()
        };
        let limits = match self.tables.plan.confidence {
            confidence if confidence >= LEAST_CONFIDENCE => format!("confidence = {}", number(confidence)),
            _ => "type = \"value\"".to_owned(),
        };
        let per = number(self.measure.multiplier());
        match self.measure.r#type {
            MeasureType::Rate => {
                code += &whole_sex("own");
                if let Some(age) = age.filter(|column| has_whole(column)) {
                    code += &format!("own <- whole(own, {})\n", text(&age.name));
                }
                code += &format!(
                    "own <- as.data.frame(t(colSums(own[{pair}])))\nphe_rate(own, {x}, {n}, {limits}, multiplier = {per})\n"
                );
            }
            MeasureType::DirectlyStandardisedRate => {
                let age = text(&age?.name);
                code += &(whole_sex("own") + &sum("own", &age));
                if self.measure.standard == Some(Standard::Nation) {
                    code += &self.rows("nation", &made, NATION, &it.period);
                    code += &(whole_sex("nation") + &sum("nation", &age));
                    code += &format!(
                        "own$.standard <- nation[match(own[[{age}]], nation[[{age}]]), {}]\n",
                        text(&people.name)
                    );
                } else if self.every_age_is_known() {
                    code += &format!("own$.standard <- unname(standard[own[[{age}]]])\n");
                } else {
                    code += &format!(
                        "from <- as.numeric(sub(\"[^0-9]*([0-9]+).*\", \"\\\\1\", own[[{age}]]))\n\
                         ages <- cut(seq_along(standard) - 1, c(sort(from), Inf), right = FALSE)\n\
                         own$.standard <- as.vector(tapply(standard, ages, sum))[rank(from)]\n"
                    );
                }
                code += &format!("calculate_dsr(own, {x}, {n}, stdpop = .standard, {limits}, multiplier = {per})\n");
            }
            MeasureType::IndirectlyStandardisedRatio => {
                let age = text(&age?.name);
                code += &self.rows("nation", &made, NATION, &it.period);
                let by = match sex {
                    None => format!("by <- {age}\n"),
                    Some(sex) => {
                        let (sex, of) =
                            (text(&sex.name), |object: &str| format!("na.omit({object}[[{}]])", text(&sex.name)));
                        let parted = format!("length({}) > 0 && setequal({}, {})", of("own"), of("own"), of("nation"));
                        format!("by <- if ({parted}) c({sex}, {age}) else {age}\n")
                    }
                };
                code += &by;
                if !whole_sex("own").is_empty() {
                    code += &format!("if (length(by) == 1) {{\n  {}  {}}}\n", whole_sex("own"), whole_sex("nation"));
                }
                let [x_nation, n_nation] = [events, people].map(|column| name(&format!("{}_riket", column.name)));
                code += &(sum("own", "by") + &sum("nation", "by"));
                code += &format!(
                    "own <- merge(own, nation, by = by, suffixes = c(\"\", \"_riket\"))\n\
                     calculate_ISRatio(own, {x}, {n}, {x_nation}, {n_nation}, refpoptype = \"field\", {limits}, refvalue = {per})\n"
                );
            }
            _ => return None,
        }
        Some(code)
    }

    /// The code of the rows of a region, each once.
    fn rows(&self, object: &str, made: &Made<'_>, region: &str, period: &str) -> String {
        let Made { table, counted, levels, .. } = made;
        let mut conditions = Vec::new();
        if let Some(column) = table.file.region().filter(|_| !matches!(counted.spread, Some(Spread::Region(_)))) {
            let known = self.tables.texts(|file| file.region_texts(region));
            conditions.push(format!("{} %in% {}", name(&column.name), texts(known)));
            // The result leaves out rows whose code is another region's.
            let codes = table.file.codes_of_others(region).filter(|(_, others)| !others.is_empty());
            conditions
                .extend(codes.map(|(column, others)| format!("!({} %in% {})", name(&column.name), texts(others))));
        }
        let several = self.tables.tables.len() > 1 && !matches!(counted.spread, Some(Spread::Region(_)));
        if several && table.file.region().is_none() {
            conditions.push(format!(".region %in% {}", text(region)));
        }
        if let Some(column) = table.file.period().filter(|_| !matches!(counted.spread, Some(Spread::Period(_)))) {
            let (column, dates) = (name(&column.name), column.r#type == ColumnType::Date);
            conditions.push(if dates {
                format!("substr({column}, 1, 4) == {}", text(period))
            } else {
                format!("{column} %in% {}", texts(self.tables.texts(|file| file.period_texts(period))))
            });
        }
        if let Some(column) = counted.named {
            conditions.push(format!("{} %in% {}", name(&column.name), text(&self.measure.column)));
        }
        conditions.extend(levels.iter().map(|(column, level)| match level {
            Some(level) => format!("{} %in% {}", name(&column.name), text(level)),
            None => format!("is.na({})", name(&column.name)),
        }));
        conditions.push(format!("!is.na({})", name(&counted.events.name)));
        let parts = [&self.measure.sex, &self.measure.age].into_iter().flatten().filter(|it| table.file.has(it));
        let kept = parts.chain([&counted.events.name, &counted.people.name]).map(|it| name(it)).collect::<Vec<_>>();
        format!("{object} <- unique(subset(counts, {}, c({})))\n", conditions.join(" & "), kept.join(", "))
    }

    /// The columns and levels of an estimate in a table; `None` where the table does not hold it.
    fn made<'t>(&'t self, table: &'t Table<'_>, it: &EstimateView) -> Option<Made<'t>> {
        let group = it.group.as_deref().zip(it.level.as_deref());
        table.rows.counted(self.measure).into_iter().find_map(|counted| {
            let placed = match &counted.spread {
                Some(Spread::Period(period)) => period.to_string() == it.period,
                Some(Spread::Region(region)) => region.code() == it.region,
                None => true,
            };
            let mut parts: Vec<(&str, &str)> = match group {
                Some((groups, levels)) => {
                    let (groups, levels) = (split(groups), split(levels));
                    if groups.len() != levels.len() {
                        return None;
                    }
                    groups.into_iter().zip(levels).collect()
                }
                None => Vec::new(),
            };
            if let Some((dimension, level)) = &counted.level {
                let at = parts.iter().position(|part| *part == (*dimension, level.as_str()))?;
                parts.remove(at);
            }
            let apart = |column: &&Column| {
                let own = |of: &Option<String>| of.as_ref() == Some(&column.name);
                own(&self.measure.age)
                    || (own(&self.measure.sex) && !parts.iter().any(|(name, _)| *name == column.name))
            };
            let level = |column: &'t Column| {
                let own = parts.iter().find(|(name, _)| *name == column.name);
                (column, own.map(|(_, level)| (*level).to_owned()))
            };
            let known = parts.iter().all(|(name, _)| table.rows.grouping().any(|column| column.name == *name));
            let both = !parts.iter().any(|(name, _)| self.measure.sex.as_deref() == Some(*name));
            let levels = table.rows.grouping().filter(|column| !apart(column)).map(level).collect();
            (placed && known).then_some(Made { table, counted, levels, both })
        })
    }
}

impl<'t> Made<'t> {
    fn column(&self, name: &str) -> Option<&'t Column> {
        self.table.rows.grouping().find(|column| column.name == name)
    }
}

/// A population by year of age from 0, the last open.
fn by_year(standard: &StandardPopulation) -> Vec<String> {
    let year = |age: u8| standard.people(AgeBand { from: age, to: Some(age) });
    let closed: Vec<f64> = (0..=u8::MAX).map_while(year).collect();
    let open = u8::try_from(closed.len()).ok().and_then(|from| standard.people(AgeBand { from, to: None }));
    closed.into_iter().chain(open).map(number).collect()
}

/// Groups or levels that were joined by commas.
fn split(joined: &str) -> Vec<&str> {
    joined.split(", ").collect()
}

/// Whether rows may be about all of what a column divides.
fn has_whole(column: &Column) -> bool {
    column.missing > 0 || column.levels.is_empty() || column.levels.iter().any(|(level, _)| is_whole(level))
}
