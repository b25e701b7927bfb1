//! Tables of amounts: costs by area, posts by sector and profession, contacts by kind, inhabitants. Long, with a column
//! for each way the amounts are divided, or wide over periods, regions or parts.
//!
//! An amount is known by its labels: the levels of the columns that divide it and, where several columns hold amounts, the
//! header. Money is taken to kronor here; the unit is the row's, else the column's, else the plan's.

use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::FilePlan;
use crate::table::amount_columns::{
    are_apart, can_be_amount, divides, header, holds_kinds, is_code_beside, is_code_of_row, is_counted, is_general,
    is_main_kind, is_number, is_of_which,
};
use crate::table::labels::Label;
use crate::table::place::place;
use crate::table::reading::{Column, Kind, Reading, Role, Spread};
use crate::table::{DataRow, numbers};
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::is_whole;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use crate::vocabulary::share::{kronor_in, says_divided};

/// What an amount is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AmountKey {
    /// Column and level of each way that it is divided.
    pub labels: Vec<(String, String)>,
    /// Region or nation.
    pub region: Region,
    /// Period.
    pub period: Option<Period>,
}

/// An amount: kronor, posts, contacts or persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// How much, in the smallest unit; zero where nothing that can be used stands there.
    pub value: f64,
    /// Whether it can be used.
    pub standing: Standing,
    /// Whether it is money.
    pub money: bool,
    /// Whether its prices are fixed already.
    pub fixed_prices: bool,
    /// Index of the file.
    pub file: usize,
    /// Line of the file.
    pub line: u64,
    /// Column of the amount.
    pub column: String,
    /// The codes that tell its row from others of the same, which it is summed with; `None` where each row is a person.
    pub entry: Option<String>,
}

/// What stands where an amount should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// An amount.
    Usable,
    /// A number below nothing: a credit, where postings are summed, else no amount.
    Negative,
    /// Nothing, or a mark that it is missing or withheld.
    Missing,
    /// Something that is no amount.
    Unusable,
}

/// Which columns hold amounts and which divide them.
#[derive(Debug)]
pub struct AmountTable<'p> {
    reading: &'p Reading,
    own_region: Option<Region>,
    kind: Kind,
    fixed_prices: bool,
    /// What the plan says that money is written in.
    unit: Option<f64>,
    parts: Vec<usize>,
    /// Those of the parts that say of what kind the amounts are.
    kinds: Vec<usize>,
    amounts: Vec<usize>,
    /// Whether the columns of amounts are each of a kind of its own: posts and persons are never summed.
    apart: bool,
    unit_column: Option<usize>,
    /// Columns of codes, and those set aside, that tell rows apart which are summed; `None` where each row is a person.
    entries: Option<Vec<usize>>,
}

/// The name of the dimension that headers of amounts make.
const HEADERS: &str = "";

/// What persons, posts or contacts that are written in thousands or millions are multiplied by.
fn magnitude(unit: &str) -> Option<f64> {
    match fold(unit).as_str() {
        "tusental" | "1000 tal" | "tusen" | "tusental personer" | "thousands" => Some(1e3),
        "miljoner" | "miljontal" | "miljoner personer" | "millions" => Some(1e6),
        _ => None,
    }
}

impl<'p> AmountTable<'p> {
    /// Finds the columns.
    ///
    /// # Errors
    /// [`ErrorCode::RegionUnknown`] where neither file nor plan says which region; [`ErrorCode::NoFigures`] where no column
    /// holds amounts; [`ErrorCode::PlanWord`] for a unit or prices that do not exist.
    pub fn new(
        reading: &'p Reading,
        file: Option<&FilePlan>,
        own_region: Option<Region>,
    ) -> Result<AmountTable<'p>, Error> {
        let own_region = reading.titled().or(own_region);
        let field = |name: &str| file.map(|file| format!("files.{}.{name}", file.pattern)).unwrap_or_default();
        let unit = match file.and_then(|file| file.unit.as_deref()) {
            Some(text) => Some(
                kronor_in(text).ok_or_else(|| Error::of_word(field("unit"), text, ["kr", "tkr", "mnkr", "mdkr"]))?,
            ),
            None => None,
        };
        let fixed_prices = match file.and_then(|file| file.prices.as_deref()) {
            None | Some("running") => false,
            Some("fixed") => true,
            Some(other) => return Err(Error::of_word(field("prices"), other, ["running", "fixed"])),
        };
        let all_units = |column: &Column| {
            let named = column.role == Role::Unit || fold(&column.header) == "enhet" || fold(&column.header) == "sort";
            // Among people and posts `Enhet` is a place where they are.
            let of_money = || column.levels.iter().any(|(level, _)| kronor_in(level).is_some());
            let is_unit = reading.kind == Kind::Accounts || of_money();
            named && is_unit && !column.levels.is_empty() && !is_number(column)
        };
        let unit_column = reading.columns.iter().position(all_units);
        let numbered: Vec<usize> =
            reading.columns.iter().enumerate().filter(|(_, column)| can_be_amount(column)).map(|(at, _)| at).collect();
        // What the user, or the header, says is the value wins over other numbers.
        let said: Vec<usize> = numbered
            .iter()
            .copied()
            .filter(|at| reading.columns.get(*at).is_some_and(|it| it.role == Role::Value))
            .collect();
        let spread = numbered.iter().any(|at| reading.columns.get(*at).is_some_and(|it| it.spread.is_some()));
        // A change beside the years of a wide table is none of its amounts.
        let wide =
            |at: &usize| reading.columns.get(*at).is_some_and(|it| it.spread.is_some() || it.role != Role::Ignored);
        let amounts = match spread {
            true => numbered.into_iter().filter(wide).collect(),
            false if said.is_empty() => numbered,
            false => said,
        };
        let placed = reading.column(Role::Region).is_some();
        let parts: Vec<usize> = reading
            .columns
            .iter()
            .enumerate()
            .filter(|(at, column)| Some(*at) != unit_column && column.role != Role::Ignored && divides(column, placed))
            .map(|(at, _)| at)
            .collect();
        let spread_region = amounts
            .iter()
            .any(|at| matches!(reading.columns.get(*at).and_then(|it| it.spread.as_ref()), Some(Spread::Region(_))));
        if amounts.is_empty() {
            return Err(Error::new(ErrorCode::NoFigures));
        }
        if !placed && !spread_region && own_region.is_none() {
            return Err(Error::new(ErrorCode::RegionUnknown));
        }
        let kind = reading.kind;
        let names: Vec<&str> = amounts.iter().filter_map(|at| reading.columns.get(*at)).map(header).collect();
        let apart = kind != Kind::Population && !parts.is_empty() && are_apart(&names);
        // What is set aside divides nothing: its rows are summed, unless one of them is the sum of the others.
        let summed = |column: &Column| {
            let aside = column.role == Role::Ignored && divides(column, placed);
            aside && !column.levels.iter().any(|(level, _)| is_whole(level) || Label::of(level) == Label::Summary)
        };
        let codes =
            reading.columns.iter().enumerate().filter(|(_, column)| {
                is_code_of_row(column) || summed(column) || is_code_beside(column, &reading.columns)
            });
        let persons = reading.columns.iter().any(|column| matches!(column.role, Role::Identifying | Role::Id));
        let entries = (!persons).then(|| codes.map(|(at, _)| at).collect());
        let of_kinds = |at: &usize| reading.columns.get(*at).is_some_and(holds_kinds);
        let kinds = parts.iter().copied().filter(of_kinds).collect();
        Ok(AmountTable {
            reading,
            own_region,
            kind,
            fixed_prices,
            unit,
            parts,
            kinds,
            amounts,
            apart,
            unit_column,
            entries,
        })
    }

    /// The amounts of a row, with findings for what cannot be used; `None` where the row has no place.
    pub fn amounts(&self, row: &DataRow<'_>, findings: &mut Findings) -> Option<Vec<(AmountKey, Amount)>> {
        let name = |column: usize| self.reading.columns.get(column).map_or("", |column| column.name.as_str());
        let at = |column: usize| Position::row(row.line).column(name(column));
        let (region, period) = place(row, self.reading, self.own_region, findings)?;
        let mut unit_known = true;
        let unit_of_row = match self.unit_column.map(|column| (column, row.cell(column))) {
            Some((_, "")) | None => None,
            Some((column, text)) if self.kind == Kind::Accounts && !is_counted(text) => match kronor_in(text) {
                Some(factor) => Some(factor),
                None => {
                    findings.add(FindingCode::UnitUnknown, at(column));
                    // The same for each inhabitant, in a row beside the amount, is no amount that is lacking.
                    if says_divided(text) {
                        return Some(Vec::new());
                    }
                    unit_known = false;
                    None
                }
            },
            Some(_) => None,
        };
        let level = |at: &usize| (name(*at).to_owned(), row.cell(*at).to_owned());
        let divided: Vec<(String, String)> = self
            .parts
            .iter()
            .map(level)
            .filter(|(_, level)| !level.is_empty())
            .chain(row.named(self.reading))
            .collect();
        let codes = |columns: &Vec<usize>| columns.iter().map(|at| row.cell(*at)).collect::<Vec<_>>().join("\t");
        let entry = self.entries.as_ref().map(codes);
        let kinds = self.kinds.iter().map(|at| row.cell(*at)).filter(|kind| !kind.is_empty() && !is_main_kind(kind));
        let kinds: Vec<String> = kinds.map(str::to_owned).collect();
        let mut found = Vec::new();
        for index in &self.amounts {
            let Some(column) = self.reading.columns.get(*index) else { continue };
            let text = row.cell(*index);
            let (standing, number) = self.cell(text, column);
            if standing == Standing::Unusable {
                findings.add(numbers::fault(text), at(*index));
            }
            let standing = if unit_known { standing } else { Standing::Unusable };
            // Regions over periods: the header names both.
            let over = column.measure.as_deref().filter(|_| self.reading.column(Role::Region).is_none());
            let over = over.and_then(Region::parse);
            let (mut region, mut period) = (over.or(region), period);
            match &column.spread {
                Some(Spread::Period(spread)) => period = Some(*spread),
                Some(Spread::Region(spread)) => region = Some(*spread),
                None => {}
            }
            let Some(region) = region else { continue };
            let mut labels = divided.clone();
            let header = if over.is_some() { "" } else { header(column) };
            if !is_general(header) || labels.is_empty() {
                let name = without_unit(header);
                for (column, level) in labels.iter_mut().filter(|_| self.apart) {
                    (*column, *level) = (format!("{name}, {column}"), format!("{name}, {level}"));
                }
                labels.push((HEADERS.to_owned(), name));
            }
            let money = self.kind == Kind::Accounts && !labels.iter().any(|(_, level)| is_counted(level));
            let stated = || said_unit(column).and_then(kronor_in);
            let many = || said_unit(column).and_then(magnitude).unwrap_or(1.0);
            let factor = match (money, unit_of_row.or(self.unit).or_else(stated)) {
                (false, _) => many(),
                (true, Some(factor)) => factor,
                (true, None) if standing != Standing::Usable => 1.0,
                (true, None) => {
                    findings.add(FindingCode::UnitAssumed, Position::default());
                    1.0
                }
            };
            let of_which = labels.iter().map(|(_, level)| level).filter(|level| is_of_which(level)).cloned();
            for kind in kinds.iter().cloned().chain(of_which.collect::<Vec<_>>()) {
                set_apart(&mut labels, &kind);
            }
            let amount = Amount {
                value: number.filter(|_| standing != Standing::Unusable).unwrap_or_default() * factor,
                standing,
                money,
                fixed_prices: self.fixed_prices,
                file: 0,
                line: row.line,
                column: column.name.clone(),
                entry: entry.clone(),
            };
            found.push((AmountKey { labels, region, period }, amount));
        }
        Some(found)
    }

    /// What a cell holds, and the number.
    fn cell(&self, text: &str, column: &Column) -> (Standing, Option<f64>) {
        if self.reading.is_missing(text) || self.reading.is_suppressed(text) {
            return (Standing::Missing, None);
        }
        let number = numbers::parse(text, column.decimal, column.thousands).filter(|number| number.is_finite());
        let standing = match number {
            Some(number) if number >= 0.0 => Standing::Usable,
            Some(_) => Standing::Negative,
            None => Standing::Unusable,
        };
        (standing, number)
    }
}

/// Names labels after a kind of amounts, so that nothing else is summed with them.
fn set_apart(labels: &mut [(String, String)], kind: &str) {
    for (column, level) in labels {
        *column = format!("{kind}, {column}");
        if !level.ends_with(kind) {
            *level = format!("{kind}, {level}");
        }
    }
}

/// The unit of a column, or what its header has in parentheses.
fn said_unit(column: &Column) -> Option<&str> {
    let inside = || Some(column.header.split_once('(')?.1.split_once(')')?.0);
    column.unit.as_deref().or_else(inside)
}

/// The header without a unit in parentheses.
fn without_unit(header: &str) -> String {
    match header.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() => before.trim().to_owned(),
        _ => header.trim().to_owned(),
    }
}
