//! Wide tables: which columns hold one period each, or one region each.

use super::reading::{Column, ColumnType, Role, Spread};
use super::{roles, settle};
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;
use crate::vocabulary::share::says_change;

/// Whether regions stand equally often and all figures have the period that was found in headers, which no column has.
fn all_have(columns: &[Column], label: Option<usize>, found: &[Option<(Period, String)>]) -> bool {
    let times = || label.and_then(|at| columns.get(at)).into_iter().flat_map(|it| &it.levels).map(|(_, times)| times);
    let equal = label.is_some() && times().max() == times().min();
    let other = |column: &Column| {
        let times = [ColumnType::Date, ColumnType::Month, ColumnType::Quarter, ColumnType::Week];
        matches!(column.role, Role::Period | Role::Measure | Role::Id | Role::Weight) || times.contains(&column.r#type)
    };
    let mut figures = columns.iter().zip(found).enumerate().filter(|(at, (column, _))| {
        matches!(column.role, Role::Ignored | Role::Value) && Some(*at) != label && settle::is_figures(column)
    });
    equal && !columns.iter().any(other) && figures.all(|(_, (_, found))| found.is_some())
}

/// Marks the columns of a wide table: one period a column, or one region.
pub fn spread(columns: &mut [Column], label: Option<usize>) {
    let may = |column: &Column| {
        let figures = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent);
        figures || matches!(column.r#type, ColumnType::MissingOnly | ColumnType::Empty)
    };
    // `Förändring 2022–2023` holds no period but what lies between two.
    let between = |period: Period, rest: &str| period.grain() == Grain::Years && says_change(rest);
    let held = |header: &str| roles::period_in(header).filter(|(period, rest)| !between(*period, rest));
    let found: Vec<_> = columns.iter().map(|column| held(&column.header).filter(|_| may(column))).collect();
    let bare = found.iter().flatten().filter(|(_, rest)| rest.is_empty()).count();
    let mut distinct: Vec<_> = found.iter().flatten().map(|(period, _)| *period).collect();
    distinct.sort();
    distinct.dedup();
    // One year among other words is part of a name beside figures without it (Folkmängd 2024, Andel); several are a
    // dimension, and so is one that all figures have where nothing else dates them.
    if bare > 0 || distinct.len() > 1 || (distinct.len() == 1 && all_have(columns, label, &found)) {
        let some_figures = found.iter().flatten().any(|(_, rest)| !settle::names_no_figure(rest));
        for (column, found) in columns.iter_mut().zip(found) {
            let Some((period, rest)) = found else { continue };
            // The nation's figure beside each region's own, and what is no figure beside those that are.
            let aside = label.is_some() && Region::parse(&rest).is_some();
            let around = column.samples.first().is_some_and(|text| text.starts_with('±'));
            let named = roles::by_header(&rest).filter(|role| roles::is_figure(*role));
            if aside || (some_figures && settle::names_no_figure(&rest) && !around && named.is_none()) {
                column.role = Role::Ignored;
                continue;
            }
            column.spread = Some(Spread::Period(period));
            column.role = if around { Role::Margin } else { named.unwrap_or(Role::Value) };
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
