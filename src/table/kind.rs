//! What the table holds as a whole, and the roles that follow from that.

use super::reading::{Column, ColumnType, Kind, Role, Spread};
use super::roles;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use crate::vocabulary::scale::Scale;

/// Marks the columns of a wide table: one period a column, or one region.
pub fn spread(columns: &mut [Column], label: Option<usize>) {
    let may = |column: &Column| {
        let figures = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent);
        figures || matches!(column.r#type, ColumnType::MissingOnly | ColumnType::Empty)
    };
    let found: Vec<_> =
        columns.iter().map(|column| if may(column) { roles::period_in(&column.header) } else { None }).collect();
    let bare = found.iter().flatten().filter(|(_, rest)| rest.is_empty()).count();
    let mut distinct: Vec<_> = found.iter().flatten().map(|(period, _)| *period).collect();
    distinct.sort();
    distinct.dedup();
    // One year among other words is part of a name (Folkmängd 2024); several are a dimension.
    if bare > 0 || distinct.len() > 1 {
        for (column, found) in columns.iter_mut().zip(found) {
            let Some((period, rest)) = found else { continue };
            column.spread = Some(Spread::Period(period));
            column.role = roles::by_header(&rest).filter(|role| is_figure(*role)).unwrap_or(Role::Value);
            column.measure = (!rest.is_empty()).then_some(rest);
        }
        return;
    }
    let regions: Vec<Option<Region>> = columns
        .iter()
        .map(|column| Region::parse(&column.header).filter(|_| may(column) && !column.header.is_empty()))
        .collect();
    let names = regions.iter().flatten().filter(|region| !region.is_nation()).count();
    if label.is_none() && names >= 2 {
        for (column, region) in columns.iter_mut().zip(regions) {
            if let Some(region) = region {
                column.spread = Some(Spread::Region(region));
                column.role = Role::Value;
            }
        }
    }
}

fn is_figure(role: Role) -> bool {
    matches!(
        role,
        Role::Value | Role::Count | Role::Numerator | Role::Denominator | Role::Low | Role::High | Role::StandardError
    )
}

/// Decides the kind, then settles the roles by it.
pub fn settle(columns: &mut [Column], label: Option<usize>, rows: u64) -> Kind {
    for (at, column) in columns.iter_mut().enumerate() {
        if column.role == Role::Identifying || column.spread.is_some() {
            continue;
        }
        // One column names the region; codes beside it are not used, and a header alone makes no region.
        if Some(at) == label {
            column.role = Role::Region;
        } else if column.role == Role::Region || matches!(column.r#type, ColumnType::Empty | ColumnType::MissingOnly) {
            column.role = Role::Ignored;
        }
        if Some(at) == label && column.r#type == ColumnType::Integer {
            column.r#type = ColumnType::Code;
        }
    }
    let dated = |column: &&mut Column| {
        let time =
            matches!(column.r#type, ColumnType::Date | ColumnType::Month | ColumnType::Quarter | ColumnType::Week);
        let birth = ["fod", "birth", "dob"].iter().any(|word| fold(&column.header).contains(word));
        time && !birth && column.role == Role::Ignored
    };
    let named = columns.iter().any(|column| column.role == Role::Period || column.spread.is_some());
    if let Some(column) = columns.iter_mut().find(dated).filter(|_| !named) {
        column.role = Role::Period;
    } else if let Some(column) = columns.iter_mut().find(|column| column.role == Role::Ignored && are_years(column)) {
        column.role = if named { Role::Ignored } else { Role::Period };
    }
    let kind = kind_of(columns, label, rows);
    match kind {
        Kind::Survey => as_survey(columns, rows),
        _ => as_figures(columns, kind, crossed(columns, rows)),
    }
    one_each(columns);
    kind
}

fn has(columns: &[Column], role: Role) -> bool {
    columns.iter().any(|column| column.role == role)
}

fn header_has(columns: &[Column], words: &[&str]) -> bool {
    columns.iter().any(|column| {
        let folded = fold(&column.header);
        folded.split(' ').any(|word| words.iter().any(|known| word == *known || word.starts_with(*known)))
    })
}

fn is_number(column: &Column) -> bool {
    matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent)
}

fn scale_of(column: &Column) -> Option<Scale> {
    let answers: Vec<&str> = column.levels.iter().map(|(text, _)| text.as_str()).collect();
    if answers.len() > 15 { None } else { Scale::recognise(&answers) }
}

/// Whether the column looks like answers: words on a scale, or few whole numbers that stand often.
fn is_answer(column: &Column, rows: u64) -> bool {
    if !matches!(column.role, Role::Ignored | Role::Item | Role::Value) {
        return false;
    }
    let in_words = matches!(column.r#type, ColumnType::Ordinal | ColumnType::YesNo | ColumnType::Category);
    match (column.r#type, scale_of(column)) {
        (ColumnType::Integer, Some(_)) => rows >= 5,
        (ColumnType::Integer, None) => is_coded(column, rows),
        (_, scale) => in_words && scale.is_some(),
    }
}

/// Whole numbers from 0 to 99 that are so few that they must be codes: each stands five times on average.
fn is_coded(column: &Column, rows: u64) -> bool {
    let few = (2..=12).contains(&column.levels.len()) && column.levels.len() as u64 * 5 <= rows && rows >= 20;
    column.r#type == ColumnType::Integer && few && column.levels.iter().all(|(text, _)| text.len() <= 2)
}

fn kind_of(columns: &[Column], label: Option<usize>, rows: u64) -> Kind {
    let spread = columns.iter().any(|column| column.spread.is_some());
    let answers = columns.iter().filter(|column| is_answer(column, rows)).count();
    let design = has(columns, Role::Weight) || has(columns, Role::Stratum) || has(columns, Role::Id);
    let unit = has(columns, Role::Cluster);
    let pooled = has(columns, Role::Count) || has(columns, Role::Low) || has(columns, Role::Measure);
    let free = columns.iter().filter(|column| is_number(column) && column.role == Role::Ignored).count();
    let value = has(columns, Role::Value) || has(columns, Role::Numerator);
    let place = label.is_some() || has(columns, Role::Period);
    let repeated = label.and_then(|at| columns.get(at)).is_some_and(|column| (column.levels.len() as u64) * 2 < rows);
    match () {
        () if header_has(columns, &["konto", "kontonamn", "kostnadsstalle", "belopp", "motpart"]) => Kind::Accounts,
        () if has(columns, Role::Weight) && answers > 0 => Kind::Survey,
        () if header_has(columns, &["besoksdatum", "kontaktdatum", "vardkontakt", "besokstyp", "remissdatum"]) => {
            Kind::Visits
        }
        () if header_has(columns, &["yrkesgrupp", "yrke", "befattning", "profession", "legitimation"])
            && (free > 0 || value || has(columns, Role::Count) || spread) =>
        {
            Kind::Staffing
        }
        () if spread => Kind::Indicators,
        () if answers > 0 && design && !pooled => Kind::Survey,
        () if answers >= 2 && !pooled && !value && (repeated || label.is_none()) && rows >= 20 => Kind::Survey,
        () if answers > 0 && unit && !pooled && !value => Kind::Survey,
        () if has(columns, Role::Measure) && (value || free > 0) => Kind::Indicators,
        () if value && (place || has(columns, Role::Group)) => Kind::Indicators,
        () if place && (free > 0 || has(columns, Role::Count)) && !has(columns, Role::Id) => Kind::Indicators,
        () => Kind::Unknown,
    }
}

fn as_survey(columns: &mut [Column], rows: u64) {
    for column in columns.iter_mut() {
        let answer = is_answer(column, rows);
        let coded = is_coded(column, rows);
        match column.role {
            Role::Group if is_number(column) && !coded => column.role = Role::Ignored,
            Role::Group if coded => column.r#type = ColumnType::Category,
            Role::Stratum => column.r#type = ColumnType::Category,
            _ if answer => {
                column.role = Role::Item;
                if coded && scale_of(column).is_none_or(|scale| scale.id != "zero_one") {
                    column.r#type = ColumnType::Ordinal;
                }
            }
            Role::Ignored if column.r#type == ColumnType::Category => column.role = Role::Group,
            Role::Value | Role::Count | Role::Low | Role::High | Role::StandardError | Role::Unit => {
                column.role = Role::Ignored;
            }
            Role::Id => {
                column.levels.clear();
                column.samples.clear();
            }
            _ => {}
        }
    }
}

/// Numbers that are neither years nor numbers of something: those are no figures to compare.
fn is_figures(column: &Column) -> bool {
    let numbering = ["id", "nr", "nummer", "kod", "code", "no", "order", "ordning", "rang", "rank", "serienummer"];
    let folded = fold(&column.header);
    let named = folded.split(' ').any(|word| numbering.contains(&word));
    is_number(column) && !named && !are_years(column)
}

fn are_years(column: &Column) -> bool {
    let year = |text: &str| text.len() == 4 && text.starts_with(['1', '2']) && Period::parse(text).is_some();
    let only_years = !column.levels.is_empty() && column.levels.iter().all(|(text, _)| year(text));
    let says = fold(&column.header).split(' ').any(|word| matches!(word, "ar" | "year" | "period"));
    column.r#type == ColumnType::Integer && only_years && (says || column.levels.len() > 2)
}

/// Whether the rows are at least twice as many as regions, periods and measures together account for: then there is a
/// group that each of them stands for once a level.
fn crossed(columns: &[Column], rows: u64) -> bool {
    let keys = columns.iter().filter(|column| matches!(column.role, Role::Region | Role::Period | Role::Measure));
    let expected = keys.map(|column| column.levels.len().max(1) as u64).product::<u64>();
    rows >= expected.saturating_mul(2)
}

fn as_figures(columns: &mut [Column], kind: Kind, crossed: bool) {
    let shares = columns.iter().any(|column| column.role == Role::Value || column.role == Role::Numerator);
    for column in columns.iter_mut() {
        let unit_words = column.levels.iter().all(|(text, _)| {
            matches!(fold(text).as_str(), "" | "procent" | "antal" | "kr" | "kronor" | "andel" | "dagar" | "percent")
        });
        match column.role {
            Role::Cluster if unit_words && !column.levels.is_empty() => column.role = Role::Unit,
            Role::Weight | Role::Stratum | Role::Item => column.role = Role::Ignored,
            Role::Value
            | Role::Count
            | Role::Numerator
            | Role::Denominator
            | Role::Low
            | Role::High
            | Role::StandardError
                if !is_number(column) =>
            {
                column.role = Role::Ignored;
            }
            Role::Group if is_number(column) && column.levels.len() > 20 => column.role = Role::Ignored,
            // A count with nothing to count for is the figure itself.
            Role::Count if !shares && kind == Kind::Indicators => column.role = Role::Value,
            Role::Ignored if kind == Kind::Indicators && is_figures(column) && column.spread.is_none() => {
                column.role = Role::Value;
            }
            Role::Ignored
                if kind == Kind::Indicators
                    && crossed
                    && column.r#type == ColumnType::Category
                    && column.levels.len() >= 2 =>
            {
                column.role = Role::Group;
            }
            Role::Id if kind == Kind::Indicators => column.role = Role::Ignored,
            _ => {}
        }
    }
}

/// Of roles that one column has, the first keeps it.
fn one_each(columns: &mut [Column]) {
    for role in [Role::Period, Role::Weight, Role::Stratum, Role::Id, Role::Measure, Role::Unit] {
        let mut taken = false;
        for column in columns.iter_mut().filter(|column| column.role == role && column.spread.is_none()) {
            if taken {
                column.role = Role::Ignored;
            }
            taken = true;
        }
    }
}
