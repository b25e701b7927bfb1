//! From evidence to columns: type, decimal sign, thousands sign, levels, samples.

use super::evidence::Evidence;
use super::identifying::point_out_persons;
use super::labels::Label;
use super::limits;
use super::numbers;
use super::place::MONTH;
use super::reading::{Column, ColumnType, Role};
use super::roles;
use crate::intake::{Declared, Part};
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::scale::Scale;
use crate::vocabulary::share::kronor_in;
use std::collections::BTreeMap;

/// Values and counts of them that a column shows at most.
pub const LEVELS: usize = 50;

/// The decimal sign of the file, and whether any number told it.
pub fn file_decimal(evidence: &[Evidence], delimiter: Option<u8>) -> (char, bool) {
    let sum = |count: fn(&Evidence) -> u64| -> u64 { evidence.iter().filter(|e| e.is_numeric()).map(count).sum() };
    let (comma, point) = (sum(|e| e.comma + e.speaks_comma), sum(|e| e.point + e.speaks_point));
    match (comma, point) {
        (0, 0) => (if matches!(delimiter, None | Some(b',')) { '.' } else { ',' }, false),
        _ => (if comma >= point { ',' } else { '.' }, true),
    }
}

/// A column from its header and evidence. `counted` says that the title tells how many each figure is of. The boolean
/// tells that its decimal sign is a guess.
pub fn column(
    header: &str,
    at: usize,
    evidence: &Evidence,
    file: (char, bool),
    declared: Option<&Declared>,
    counted: bool,
) -> (Column, bool) {
    let numeric = evidence.is_numeric();
    let (own, contradictory) = evidence.decimal();
    let ambiguous = evidence.ambiguous_comma + evidence.ambiguous_point > 0;
    let unsure = ambiguous && own.is_none();
    let decimal = own.unwrap_or(file.0);
    let mut thousands = evidence.thousands(decimal);
    let (other, sign) = if decimal == ',' { (evidence.ambiguous_point, '.') } else { (evidence.ambiguous_comma, ',') };
    // `2.500` among `1,75`, where no number has both signs.
    let stray = other > 0 && own.is_some() && !evidence.groups.contains_key(&sign);
    if other > 0 {
        thousands = Some(sign);
    }
    let values = evidence.in_order(numeric);
    let r#type = match declared.filter(|declared| declared.labelled) {
        Some(declared) => by_labels(type_of(header, evidence, decimal, &values), evidence, declared),
        None => type_of(header, evidence, decimal, &values),
    };
    let about = declared.and_then(|declared| declared.label.as_deref());
    let free = [Some(header), about].into_iter().flatten().any(roles::names_free_text);
    let r#type = if free && r#type == ColumnType::Category { ColumnType::Text } else { r#type };
    let (behind, mixed) = unit_of(&values, numeric, evidence.overflow);
    // Numbers behind others that nothing says what they are.
    let counted = counted || limits::before_count(header).is_some();
    let behind_all = |(text, _): &&(&str, u64)| limits::with_whole(text).is_some() && !text.contains("(n");
    let mixed = mixed || !counted && values.iter().filter(behind_all).count() * 2 > values.len();
    let r#type = if mixed { ColumnType::Text } else { r#type };
    let identifying = point_out_persons(values.iter().map(|(text, _)| *text));
    let named = roles::by_header(header).or_else(|| by_declaration(declared?, &values));
    // Places have names too.
    let places = || values.iter().any(|(text, _)| Label::is_surely_region(text));
    let role = if identifying || (named == Some(Role::Identifying) && r#type != ColumnType::Region && !places()) {
        Role::Identifying
    } else {
        named.filter(|role| *role != Role::Identifying).unwrap_or(Role::Ignored)
    };
    let mut levels: Vec<(String, u64)> = values.iter().map(|(text, times)| ((*text).to_owned(), *times)).collect();
    let samples = levels.iter().take(3).map(|(text, _)| text.clone()).collect();
    levels.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    // Of many units the nation is one that must be known.
    if levels.len() > LEVELS && !numeric {
        levels.sort_by_key(|(text, _)| Label::of(text) != Label::Nation);
    }
    levels.truncate(if evidence.overflow { 0 } else { LEVELS });
    let unit = declared.and_then(|declared| declared.unit.clone()).or_else(|| roles::unit_in(header));
    let unit = unit.or_else(|| (r#type == ColumnType::Percent).then(|| "%".to_owned())).or(behind);
    let column = Column {
        name: if header.is_empty() { letter(at) } else { header.to_owned() },
        header: header.to_owned(),
        r#type,
        role,
        unit: unit.filter(|_| numeric && !mixed),
        spread: None,
        measure: None,
        decimal,
        thousands,
        missing: evidence.missing(numeric || !matches!(r#type, ColumnType::Text | ColumnType::Category)),
        levels,
        alike: BTreeMap::new(),
        samples,
        declared: declared.cloned(),
    };
    (column, numeric && ((contradictory && ambiguous) || stray || (unsure && !file.1)))
}

/// Whether several units of money stand behind the numbers of a column, one behind each: none are sums then.
pub fn has_units(evidence: &Evidence) -> bool {
    let values = evidence.in_order(true);
    let mut units = values.iter().map(|(text, _)| numbers::unit_behind(text).filter(|unit| kronor_in(unit).is_some()));
    let first = units.clone().next().flatten();
    evidence.is_numeric() && units.clone().all(|unit| unit.is_some()) && units.any(|unit| unit != first)
}

/// The unit of money that stands behind all numbers of a column; and whether one stands behind some: the numbers are of
/// different sizes then. Where there are too many values to know all, so they may be.
fn unit_of(values: &[(&str, u64)], numeric: bool, overflow: bool) -> (Option<String>, bool) {
    let mut units = values.iter().map(|(text, _)| numbers::unit_behind(text));
    let Some(first) = units.next().filter(|_| numeric) else { return (None, false) };
    let same = units.clone().all(|unit| unit == first) && !overflow;
    let money = |unit: Option<&str>| unit.and_then(kronor_in).filter(|factor| *factor > 1.0).is_some();
    let unit = first.filter(|unit| same && kronor_in(unit).is_some());
    let each = first.is_some() && units.clone().all(|unit| unit.and_then(kronor_in).is_some()) && !overflow;
    (unit.map(str::to_owned), !same && !each && (money(first) || units.any(money)))
}

/// The role that the file itself gives a column: by what it is about in words, or by the part it plays in a table.
fn by_declaration(declared: &Declared, values: &[(&str, u64)]) -> Option<Role> {
    let periods = || values.iter().all(|(text, _)| Period::parse(text).is_some());
    let part = declared.part.and_then(|part| match part {
        Part::Time => Some(Role::Period),
        Part::Place => Some(Role::Region),
        Part::Measure => Some(Role::Measure),
        Part::Value => Some(Role::Value),
        Part::Weight => Some(Role::Weight),
        Part::Dimension => (values.len() > 1 && !periods()).then_some(Role::Group),
    });
    part.or_else(|| roles::by_header(declared.label.as_deref()?))
}

/// The type of a column whose cells hold labels: by all labels, those that nobody chose too.
fn by_labels(found: ColumnType, evidence: &Evidence, declared: &Declared) -> ColumnType {
    if !matches!(found, ColumnType::Text | ColumnType::Category | ColumnType::Ordinal | ColumnType::YesNo) {
        return found;
    }
    let labels: Vec<(&str, u64)> = declared.labels.iter().map(|known| (known.label.as_str(), 1)).collect();
    match words(evidence, &labels) {
        ColumnType::Text | ColumnType::Category if declared.ordered => ColumnType::Ordinal,
        ColumnType::Text => ColumnType::Category,
        found => found,
    }
}

fn type_of(header: &str, evidence: &Evidence, decimal: char, values: &[(&str, u64)]) -> ColumnType {
    if evidence.filled == 0 {
        return ColumnType::Empty;
    }
    if evidence.numbers == 0 && evidence.words == 0 {
        return ColumnType::MissingOnly;
    }
    let numeric = evidence.is_numeric();
    if let Some(found) = periods(values, numeric, header) {
        return found;
    }
    if numeric {
        let decimals = if decimal == ',' {
            evidence.comma + evidence.ambiguous_comma
        } else {
            evidence.point + evidence.ambiguous_point
        };
        return match () {
            () if evidence.percent * 2 > evidence.numbers => ColumnType::Percent,
            () if decimals + evidence.native_decimals > 0 => ColumnType::Decimal,
            () if evidence.leading_zero > 0 => ColumnType::Code,
            () => ColumnType::Integer,
        };
    }
    let is_region = |text: &str| match roles::names_smaller_area(header) {
        true => Label::is_surely_region(text),
        false => matches!(Label::under(header, text), Label::Region(_) | Label::Nation),
    };
    let regions = values.iter().filter(|(text, _)| is_region(text)).count();
    let numbers = values.iter().filter(|(text, _)| text.bytes().all(|byte| byte.is_ascii_digit()));
    let other_numbers = numbers.filter(|(text, _)| !is_region(text)).count() > 0;
    if regions > 0 && !other_numbers && regions * 5 >= values.len() * 3 && !evidence.overflow {
        return ColumnType::Region;
    }
    words(evidence, values)
}

/// Dates, months, quarters and weeks, where all values are that; digits alone only within a century of ours.
fn periods(values: &[(&str, u64)], numeric: bool, header: &str) -> Option<ColumnType> {
    // Months by their first days, with the month first: as days they would all be of one January.
    if values.len() > 1 && values.iter().all(|(text, _)| Period::by_its_first(text).is_some()) {
        return Some(ColumnType::Month);
    }
    let (mut grain, mut unsure, mut late) = (None, false, false);
    for (text, _) in values {
        let named = Period::parse(text).or_else(|| Period::numbered(text, header));
        unsure |= named.is_none();
        let period = named.or_else(|| Period::numbered(text, MONTH))?;
        late |= period.start().1 > 4;
        if grain.is_some_and(|grain| grain != period.grain()) {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let hinted = values.len() > 1 || roles::by_header(header) == Some(Role::Period);
            let near = (1900..=2060).contains(&period.years().0);
            if text.len() < 6 || !hinted || !near {
                return None;
            }
        } else if numeric {
            return None;
        }
        grain = Some(period.grain());
    }
    // `2023-1` to `2023-4` may be quarters; a fifth is a month.
    match grain.filter(|_| late || !unsure)? {
        Grain::Day => Some(ColumnType::Date),
        Grain::Month => Some(ColumnType::Month),
        Grain::Quarter => Some(ColumnType::Quarter),
        Grain::Week => Some(ColumnType::Week),
        _ => None,
    }
}

/// Yes and no, answers on a scale, few distinct texts, or free text.
fn words(evidence: &Evidence, values: &[(&str, u64)]) -> ColumnType {
    let texts: Vec<&str> = values.iter().map(|(text, _)| *text).collect();
    if let Some(scale) = Scale::recognise(&texts).filter(|_| !evidence.overflow) {
        return match (scale.id, scale.outside.is_empty()) {
            ("yes_no", true) => ColumnType::YesNo,
            ("yes_no", false) => ColumnType::Category,
            _ => ColumnType::Ordinal,
        };
    }
    let repeated = values.len() as u64 * 2 <= evidence.filled;
    if repeated && values.len() <= LEVELS && !evidence.overflow { ColumnType::Category } else { ColumnType::Text }
}

/// The letter of a column as in a spreadsheet: A, B … Z, AA.
pub fn letter(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Gives columns with the same name a number: `Antal`, `Antal (2)`.
pub fn make_unique(columns: &mut [Column]) {
    let mut seen = std::collections::HashSet::new();
    for column in columns {
        let base = column.name.clone();
        let mut number = 2;
        while !seen.insert(column.name.clone()) {
            column.name = format!("{base} ({number})");
            number += 1;
        }
    }
}
