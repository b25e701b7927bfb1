//! Wide tables: which columns hold one period each, or one region each.

use super::reading::{Column, ColumnType, Role, Spread};
use super::roles;
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;

/// Marks the columns of a wide table: one period a column, or one region.
pub fn spread(columns: &mut [Column], label: Option<usize>) {
    let may = |column: &Column| {
        let figures = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent);
        figures || matches!(column.r#type, ColumnType::MissingOnly | ColumnType::Empty)
    };
    // `Förändring 2022–2023` holds no period but what lies between two.
    let between = |period: Period, rest: &str| {
        let words = ["forandring", "skillnad", "differens", "diff", "change", "difference"];
        period.grain() == Grain::Years && fold(rest).split(' ').any(|word| words.contains(&word))
    };
    let held = |header: &str| roles::period_in(header).filter(|(period, rest)| !between(*period, rest));
    let found: Vec<_> = columns.iter().map(|column| held(&column.header).filter(|_| may(column))).collect();
    let bare = found.iter().flatten().filter(|(_, rest)| rest.is_empty()).count();
    let mut distinct: Vec<_> = found.iter().flatten().map(|(period, _)| *period).collect();
    distinct.sort();
    distinct.dedup();
    // One year among other words is part of a name (Folkmängd 2024); several are a dimension.
    if bare > 0 || distinct.len() > 1 {
        for (column, found) in columns.iter_mut().zip(found) {
            let Some((period, rest)) = found else { continue };
            column.spread = Some(Spread::Period(period));
            column.role = roles::by_header(&rest).filter(|role| roles::is_figure(*role)).unwrap_or(Role::Value);
            // A line of units below groups: `2023 Kvinnor %`.
            let rest = rest.trim_end_matches(" %");
            column.measure = (!rest.is_empty() && rest != "%").then(|| rest.to_owned());
        }
        return;
    }
    let regions: Vec<Option<Region>> = columns
        .iter()
        .map(|column| Region::parse(&column.header).filter(|_| may(column) && !column.header.is_empty()))
        .collect();
    let names = regions.iter().flatten().filter(|region| !region.is_nation()).count();
    let with_nation = regions.iter().flatten().count();
    if label.is_none() && names >= 1 && with_nation >= 2 {
        for (column, region) in columns.iter_mut().zip(regions) {
            if let Some(region) = region {
                column.spread = Some(Spread::Region(region));
                column.role = Role::Value;
            }
        }
    }
}
