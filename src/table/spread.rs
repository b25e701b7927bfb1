//! Wide tables: which columns hold one period each, or one region each.

use super::labels::Label;
use super::reading::{Column, ColumnType, Role, Spread};
use super::{apart, beside, roles, settle};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::{Grain, Period};
use crate::vocabulary::region::Region;
use crate::vocabulary::share::{says_change, says_prices};

/// The last year that figures are of where nothing but a header or a title has it; later ones are those of goals:
/// `Agenda 2030`. The core knows no day on which it is asked.
pub(super) const LAST: i16 = 2029;

/// Whether regions stand equally often and all figures have a period in their headers, which no column has.
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
    let dates = |(period, rest): &(Period, String)| period.years().1 <= LAST && !says_prices(rest);
    equal && !columns.iter().any(other) && figures.all(|(_, (_, found))| found.as_ref().is_some_and(dates))
}

/// Finds what the columns of a wide table hold: one period a column, or one region. Gives whether the periods are of no
/// dimension, but words of the names that all figures have. Of the `titled` year columns are parts: `Kv1`, `mars`, `Helår`.
pub fn spread(columns: &mut [Column], label: Option<usize>, titled: Option<Period>) -> bool {
    let may = |column: &Column| {
        let figures = matches!(column.r#type, ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent);
        figures || matches!(column.r#type, ColumnType::MissingOnly | ColumnType::Empty) || settle::is_margin(column)
    };
    // `Förändring 2022–2023` holds no period but what lies between two.
    let between = |period: Period, rest: &str| period.grain() == Grain::Years && says_change(rest);
    let held = |header: &str| roles::period_in(header).filter(|(period, rest)| !between(*period, rest));
    let part = |column: &Column| titled?.part(&column.header).filter(|_| may(column));
    let parted = columns.iter().filter(|column| part(column).is_some()).count() > 1;
    let part = |column: &Column| match Label::of(&column.header) {
        Label::Summary => titled.filter(|_| may(column)),
        _ => part(column),
    };
    let part = |column: &Column| part(column).filter(|_| parted).map(|period| (period, String::new()));
    let found = |column: &Column| held(&column.header).filter(|_| may(column)).or_else(|| part(column));
    let found: Vec<_> = columns.iter().map(found).collect();
    // Periods alone, or several of one name, are a dimension. Others are part of names (Folkmängd 2024, Kötid), unless all
    // figures have one and nothing else dates them.
    let again = |(period, rest): &(Period, String)| {
        let mut others = found.iter().flatten().filter(|(other, _)| other != period);
        rest.is_empty() || others.any(|(_, other)| fold(other) == fold(rest))
    };
    // `Halland 2024` beside `Riket 2023`.
    let is_place = |(_, rest): &(Period, String)| Region::parse(rest).is_some();
    let placed = label.is_none() && found.iter().flatten().count() > 1 && found.iter().flatten().all(is_place);
    let dimension = placed || found.iter().flatten().any(again);
    if dimension || (found.iter().any(Option::is_some) && all_have(columns, label, &found)) {
        let one = beside::is_of_one(found.iter().flatten().map(|(_, rest)| rest.as_str()));
        let some_figures = found.iter().flatten().any(|(_, rest)| !apart::names_no_figure(rest));
        for (column, found) in columns.iter_mut().zip(found) {
            let Some((period, rest)) = found else { continue };
            // A region's figure beside each region's own, or the nation's beside several, and what is no figure beside those
            // that are.
            let nation = label.is_some() && Region::parse(&rest).is_some_and(|place| !(one && place.is_nation()));
            let figure = settle::is_margin(column) || roles::by_header(&rest).is_some_and(roles::is_figure);
            if nation || (some_figures && apart::names_no_figure(&rest) && !figure) {
                continue;
            }
            column.spread = Some(Spread::Period(period));
            // A line of units below groups: `2023 Kvinnor %`.
            let rest = rest.trim_end_matches(" %");
            column.measure = (!rest.is_empty() && rest != "%").then(|| rest.to_owned());
        }
        return !dimension;
    }
    let headers: Vec<&str> = columns.iter().map(|it| if may(it) { it.header.as_str() } else { "" }).collect();
    let besides: Vec<Option<(Region, String)>> = headers.iter().map(|header| beside(header, &headers)).collect();
    let named = |(header, beside): (&&str, &Option<_>)| place(header, &headers).filter(|_| beside.is_none());
    let mut regions: Vec<Option<Region>> = headers.iter().zip(&besides).map(named).collect();
    // The points of a scale: where one number is no region's, none is.
    let number = |column: &Column| column.header.trim().parse::<u8>().is_ok();
    if columns.iter().zip(&regions).any(|(column, region)| may(column) && number(column) && region.is_none()) {
        let numbers = columns.iter().zip(&mut regions).filter(|(column, _)| number(column));
        numbers.for_each(|(_, region)| *region = None);
    }
    let names = regions.iter().flatten().filter(|region| !region.is_nation()).count();
    let with_nation = regions.iter().flatten().count();
    // The nation alone, with no other figures, and under a name that means nothing else: `se` is a standard error too.
    let figures = |column: &Column| may(column) && matches!(column.role, Role::Ignored | Role::Value);
    let mut only = columns.iter().zip(&regions).filter(|(column, _)| figures(column));
    let alone = names == 0
        && with_nation == 1
        && only.next().is_some_and(|(_, region)| region.is_some())
        && only.next().is_none();
    if label.is_none() && (alone || (names >= 1 && with_nation >= 2)) {
        for (column, (region, beside)) in columns.iter_mut().zip(regions.into_iter().zip(besides)) {
            let (of, rest) = beside.unzip();
            (column.spread, column.measure) = (region.or(of).map(Spread::Region), rest);
        }
    }
    false
}

/// What stands around the words of a header.
const AROUND: [char; 7] = [' ', ',', ':', '-', '–', '(', ')'];

/// The region in a header, and which figure of it stands there: `Halland n`, `Riket (antal svar)`, `Nedre KI Halland`.
fn figure_of(header: &str) -> Option<(Region, &str)> {
    let figure = |text: &str| roles::by_header(text).is_some_and(roles::is_figure);
    header.match_indices(' ').find_map(|(at, _)| {
        let (first, last) = header.split_at(at);
        let (first, last) = (first.trim_matches(AROUND), last.trim_matches(AROUND));
        let either = [(first, last), (last, first)].into_iter();
        either.filter(|(_, rest)| figure(rest)).find_map(|(place, rest)| Region::parse(place).map(|it| (it, rest)))
    })
}

/// The region whose values a header of a wide table says: `Halland`, or `Halland andel` where no other is of it.
fn place(header: &str, headers: &[&str]) -> Option<Region> {
    let bare = |header: &str| Region::parse(header).filter(|_| figure_of(header).is_none());
    let general = figure_of(header).filter(|(_, rest)| roles::is_general(rest)).map(|(region, _)| region);
    let general = general.filter(|region| !headers.iter().any(|other| bare(other) == Some(*region)));
    general.or_else(|| Region::parse(header))
}

/// The region that a header says another figure of than the value, which stands under a header of its own.
fn beside(header: &str, headers: &[&str]) -> Option<(Region, String)> {
    let (region, rest) = figure_of(header).filter(|(_, rest)| !roles::is_general(rest))?;
    let value = |other: &&str| **other != *header && place(other, headers) == Some(region);
    headers.iter().any(value).then(|| (region, rest.to_owned()))
}
