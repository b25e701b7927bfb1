//! How R reads the user's file as the program read it.

use super::words::{number, text, texts, vector};
use crate::catalogue::municipality::{self, Municipalities};
use crate::filled::Filled;
use crate::plan::{Classification, Design, FilePlan, Gather, Measure, MeasureType, Need, Plan};
use crate::table::Format;
use crate::table::columns::LEVELS;
use crate::table::reading::{Column, ColumnType, Reading, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A file with its plan.
pub struct File<'p> {
    reading: &'p Reading,
    plan: Option<&'p FilePlan>,
    /// The sampling design: the plan's, else what the columns are used for.
    pub design: Design,
}

impl<'p> File<'p> {
    /// The file as understood.
    pub fn new(reading: &'p Reading, plan: Option<&'p FilePlan>) -> File<'p> {
        let named =
            |role| reading.column(role).and_then(|at| reading.columns.get(at)).map(|column| column.name.clone());
        let own = || Design {
            ids: named(Role::Cluster).into_iter().collect(),
            strata: named(Role::Stratum),
            weights: named(Role::Weight),
            ..Design::default()
        };
        let design = plan.and_then(|plan| plan.design.clone()).unwrap_or_else(own);
        File { reading, plan, design }
    }

    /// The column of the region.
    pub fn region(&self) -> Option<&'p Column> {
        let chosen = self.plan.and_then(|plan| plan.columns.as_ref()).and_then(|columns| columns.region.as_ref());
        self.placed(chosen, Role::Region)
    }

    /// The column of the period.
    pub fn period(&self) -> Option<&'p Column> {
        let chosen = self.plan.and_then(|plan| plan.columns.as_ref()).and_then(|columns| columns.period.as_ref());
        self.placed(chosen, Role::Period)
    }

    fn placed(&self, chosen: Option<&String>, role: Role) -> Option<&'p Column> {
        match chosen {
            Some(name) => self.reading.columns.iter().find(|column| column.name == *name),
            None => self.reading.columns.get(self.reading.column(role)?),
        }
    }

    /// Whether a column of this name is there.
    pub fn has(&self, name: &str) -> bool {
        self.reading.columns.iter().any(|column| column.name == name)
    }

    /// The names of the file's columns.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        self.reading.columns.iter().map(|column| column.name.as_str())
    }

    /// Every column that the code of a survey needs, numbers first.
    pub fn used(&self, plan: &Plan) -> (BTreeSet<&'p str>, BTreeSet<&'p str>) {
        let own = self.design.columns();
        let mut numbers: BTreeSet<String> = own.into_iter().filter(|name| self.design.is_number(name)).filled();
        numbers.extend(self.design.totals().iter().flat_map(|name| name.split(':')).map(str::to_owned));
        let of_words = |it: &Measure| matches!(it.r#type, MeasureType::Proportion | MeasureType::Score);
        let of_numbers = |it: &&Measure| it.r#type.is_of_survey() && !of_words(it);
        for measure in plan.measures.iter().filter(of_numbers) {
            numbers.extend([measure.column.clone()].into_iter().chain(measure.denominator.clone()));
        }
        let mut all: BTreeSet<String> = numbers.iter().cloned().chain(self.design.columns()).filled();
        all.extend(plan.kept_groups());
        all.extend(plan.measures.iter().flat_map(|measure| measure.columns().map(str::to_owned)));
        all.extend([self.region(), self.period()].into_iter().flatten().map(|column| column.name.clone()));
        let factors = self.design.totals();
        let is_factor =
            |name: &str| factors.iter().flat_map(|it| it.split(':')).any(|it| it != name && it.starts_with(name));
        let used = |name: &&str| all.contains(*name) || is_factor(name);
        let numbers = self.names().filter(|name| numbers.contains(*name)).filled();
        (numbers, self.names().filter(used).filled())
    }

    /// The code that makes `object` of the file's used columns, those of numbers as numbers.
    pub fn code(&self, object: &str, plan: &Plan, (numbers, used): (BTreeSet<&str>, BTreeSet<&str>)) -> String {
        let Reading { dialect, header_line, header_lines, .. } = self.reading;
        let literal = self.plan.map(|plan| plan.pattern.as_str()).filter(|pattern| !pattern.contains('*'));
        let path = literal.map_or_else(|| "file.choose()".to_owned(), text);
        let missing = self.reading.missing_tokens.iter().chain(&self.reading.suppressed_tokens);
        let missing = texts(missing.map(String::as_str).chain([""]).filled::<BTreeSet<&str>>());
        let skip = (header_line + header_lines).saturating_sub(1);
        let names = texts(self.names());
        let footed = self.reading.footer_lines > 0 && self.reading.summary_rows.is_empty();
        let rows = footed.then_some(self.reading.n_data_rows);
        let mut code = match dialect.format {
            Format::Sav => format!("{object} <- as.data.frame(haven::read_sav({path}))\n"),
            Format::Dta => format!("{object} <- as.data.frame(haven::read_dta({path}))\n"),
            Format::Xlsx | Format::Xls => {
                let sheet =
                    dialect.sheet.as_ref().map(|sheet| format!(", sheet = {}", text(sheet))).unwrap_or_default();
                let rows = rows.map(|rows| format!(", n_max = {rows}")).unwrap_or_default();
                format!(
                    "{object} <- as.data.frame(readxl::read_excel({path}{sheet}, skip = {skip}, col_names = FALSE, \
                     col_types = \"text\", na = {missing}{rows}))\n"
                )
            }
            Format::Ods => {
                let sheet =
                    dialect.sheet.as_ref().map(|sheet| format!(", sheet = {}", text(sheet))).unwrap_or_default();
                format!(
                    "{object} <- readODS::read_ods({path}{sheet}, skip = {skip}, col_names = FALSE, as_tibble = FALSE)\n\
                     {object}[] <- lapply({object}, as.character)\n"
                )
            }
            _ => {
                let encoding = match (dialect.encoding, dialect.bom) {
                    ("utf-8", true) => "UTF-8-BOM",
                    (encoding, _) => encoding,
                };
                let delimiter = dialect.delimiter.map_or("\t".to_owned(), |byte| char::from(byte).to_string());
                let quote = dialect.quote.map(|byte| char::from(byte).to_string()).unwrap_or_default();
                let rows = rows.map(|rows| format!(", nrows = {rows}")).unwrap_or_default();
                format!(
                    "{object} <- read.table({path}, sep = {}, quote = {}, skip = {skip}{rows}, na.strings = {missing}, \
                     colClasses = \"character\",\n  fileEncoding = {}, encoding = \"UTF-8\", strip.white = TRUE, fill = TRUE, \
                     comment.char = \"\")\n",
                    text(&delimiter),
                    text(&quote),
                    text(encoding)
                )
            }
        };
        let declared = matches!(dialect.format, Format::Sav | Format::Dta);
        if !declared {
            code += &format!("names({object}) <- {names}\n");
        }
        code += &format!("{object} <- {object}[{}]\n", vector_of_names(&used));
        if declared {
            code += &format!(
                "{object}[] <- lapply({object}, function(x) if (haven::is.labelled(x)) as.character(haven::as_factor(x)) else x)\n"
            );
        } else {
            code += &self.as_numbers(object, &numbers);
        }
        code + &self.joined(object, &used) + &self.gathered(object, plan)
    }

    /// The spellings of one level, under the one that is kept.
    fn joined(&self, object: &str, used: &BTreeSet<&str>) -> String {
        let columns = self.reading.columns.iter().filter(|column| !column.alike.is_empty());
        let columns = columns.filter(|column| used.contains(column.name.as_str()));
        let pairs =
            |column: &'p Column| column.alike.iter().map(|(level, new)| (level.as_str(), new.as_str())).collect();
        columns.map(|column| renamed(object, column, pairs(column), "x")).collect()
    }

    /// The levels that the plan puts together, each under its new name.
    fn gathered(&self, object: &str, plan: &Plan) -> String {
        let columns = self.reading.columns.iter().filter_map(|column| Some((column, plan.gather.get(&column.name)?)));
        let line = |(column, gather): (&Column, &Gather)| {
            let (new, rest) = match &gather.by {
                None => (gather.named().collect(), gather.rest().map_or_else(|| "x".to_owned(), text)),
                Some(Classification::Skr2023) => (municipalities(column, gather), "NA".to_owned()),
                Some(Classification::Need(need)) => (areas(column, gather, need), "NA".to_owned()),
            };
            renamed(object, column, new, &rest)
        };
        columns.map(line).collect()
    }

    /// The code that leaves out rows whose region or period cannot be read, and sums among the rows; nothing where there
    /// are none. Columns with more texts than are known are taken as they are.
    pub fn without_rejected(&self, object: &str) -> String {
        let column = self.region();
        let region = |text: &str| column.and_then(|it| it.region(text)).is_some_and(|region| !region.is_nation());
        let summed = !self.reading.summary_rows.is_empty() || !self.reading.national_rows.is_empty();
        let mut code = String::new();
        let mut keep = |column: Option<&Column>, summed: bool, means: &dyn Fn(&str) -> bool| {
            let Some(column) = column.filter(|column| column.levels.len() < LEVELS) else { return };
            if summed || column.levels.iter().any(|(text, _)| !means(text)) {
                let (name, kept) = (text(&column.name), texts(levels(column, means)));
                code += &format!("{object} <- {object}[{object}[[{name}]] %in% {kept}, ]\n");
            }
        };
        keep(column, summed, &region);
        let period = self.period().filter(|_| !self.has_dates());
        keep(period, false, &|text| period.is_some_and(|column| column.period(text).is_some()));
        code
    }

    fn as_numbers(&self, object: &str, numbers: &BTreeSet<&str>) -> String {
        let mut signs: BTreeMap<(Option<char>, char), Vec<&str>> = BTreeMap::new();
        for column in self.reading.columns.iter().filter(|column| numbers.contains(column.name.as_str())) {
            signs.entry((column.thousands, column.decimal)).or_default().push(&column.name);
        }
        let one = |((thousands, decimal), names): ((Option<char>, char), Vec<&str>)| {
            let mut value = "x".to_owned();
            if let Some(sign) = thousands {
                value = match sign {
                    ' ' => format!("gsub(\"[ \\u00a0\\u2009\\u202f]\", \"\", {value})"),
                    sign => format!("gsub({}, \"\", {value}, fixed = TRUE)", text(&sign.to_string())),
                };
            }
            if decimal != '.' {
                value = format!("sub({}, \".\", {value}, fixed = TRUE)", text(&decimal.to_string()));
            }
            let names = texts(names);
            format!("{object}[{names}] <- lapply({object}[{names}], function(x) as.numeric({value}))\n")
        };
        signs.into_iter().map(one).collect()
    }

    /// The columns without which a respondent is not counted.
    pub fn needed(&self) -> Vec<&'p str> {
        let design = self.design.columns();
        let placed: Vec<&str> =
            [self.region(), self.period()].into_iter().flatten().map(|it| it.name.as_str()).collect();
        self.names().filter(|name| placed.contains(name) || design.iter().any(|own| own == name)).collect()
    }

    /// The texts that mean a region.
    pub fn region_texts(&self, code: &str) -> Vec<String> {
        let national = |text: &str| code == "00" && self.reading.national_rows.iter().any(|it| it == text);
        let means = |column: &Column, text: &str| column.region(text).is_some_and(|it| it.code() == code);
        self.region()
            .map(|column| levels(column, |text| means(column, text) || national(text)))
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| vec![code.to_owned()])
    }

    /// The columns of codes beside that of regions, and their texts that mean others than a region.
    pub fn codes_of_others(&self, code: &str) -> impl Iterator<Item = (&'p Column, Vec<String>)> + use<'_, 'p> {
        let code = code.to_owned();
        self.reading.codes_beside().map(move |(_, column)| {
            (column, levels(column, |text| column.region(text).is_some_and(|it| it.code() != code)))
        })
    }

    /// The texts that mean a period.
    pub fn period_texts(&self, period: &str) -> Vec<String> {
        self.period()
            .map(|column| levels(column, |text| column.period(text).is_some_and(|it| it.to_string() == period)))
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| vec![period.to_owned()])
    }

    /// Whether the period's column holds dates, of which the year counts.
    pub fn has_dates(&self) -> bool {
        self.period().is_some_and(|column| column.r#type == ColumnType::Date)
    }
}

fn vector_of_names(names: &BTreeSet<&str>) -> String {
    texts(names.iter())
}

fn levels(column: &Column, means: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found: Vec<String> =
        column.levels.iter().map(|(text, _)| text).filter(|text| means(text)).cloned().collect();
    found.sort();
    found
}

/// `c("a" = 1, …)`: totals by name.
pub fn named(totals: &BTreeMap<String, f64>) -> String {
    let entry = |(name, total): (&String, &f64)| format!("{} = {}", text(name), number(*total));
    format!("c({})", totals.iter().map(entry).collect::<Vec<_>>().join(", "))
}

/// A table of a variable's levels and their totals, as `postStratify` and `rake` take it.
pub fn margin(variable: &str, totals: &BTreeMap<String, f64>) -> String {
    format!(
        "setNames(data.frame({}, {}), {})",
        texts(totals.keys()),
        vector(totals.values().map(|total| number(*total))),
        texts([variable, "Freq"])
    )
}

/// Levels of a column under new names; `rest` is the code for all others.
fn renamed(object: &str, column: &Column, new: Vec<(&str, &str)>, rest: &str) -> String {
    let new: Vec<String> = new.iter().map(|(level, new)| format!("{} = {}", text(level), text(new))).collect();
    let name = text(&column.name);
    format!(
        "{object}[[{name}]] <- (function(x, new) ifelse(is.na(x), NA, ifelse(x %in% names(new), new[x], {rest})))\
         (\n  as.character({object}[[{name}]]), c({}))\n",
        new.join(", ")
    )
}

/// The new level of each area as the file writes it; of all whose need is known where it has too many.
fn areas<'t>(column: &'t Column, gather: &'t Gather, need: &'t Need) -> Vec<(&'t str, &'t str)> {
    let written = column.levels.iter().map(|(level, _)| level.as_str());
    let all: Vec<&str> =
        if column.levels.len() < LEVELS { written.collect() } else { need.areas.keys().map(String::as_str).collect() };
    all.into_iter().filter_map(|level| Some((level, gather.level(need.class(level)?)))).collect()
}

/// The new level of each municipality as the file writes it; of all there are, by code and name, where it has too many for
/// all of them to be known.
fn municipalities<'t>(column: &'t Column, gather: &'t Gather) -> Vec<(&'t str, &'t str)> {
    let Ok(all) = Municipalities::built_in() else { return Vec::new() };
    let levels: Vec<&str> = match column.levels.len() {
        1..LEVELS => column.levels.iter().map(|(level, _)| level.as_str()).collect(),
        _ => municipality::spellings().collect(),
    };
    levels.into_iter().filter_map(|level| Some((level, gather.level(all.group(level)?)))).collect()
}
