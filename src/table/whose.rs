//! Whose the rows of a table are that no column tells the regions of.

use super::reading::{Column, ColumnType, Kind, Spread};
use super::structure::Layout;
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::region::Region;

/// Whether a table without regions is of the nation by its title or sheet. What is taken for true is said.
pub fn is_of_nation(
    layout: &Layout,
    columns: &[Column],
    kind: Kind,
    sheet: Option<&str>,
    findings: &mut Findings,
) -> bool {
    if layout.label.is_some() || matches!(kind, Kind::Unknown | Kind::Visits) || columns.iter().any(holds_region) {
        return false;
    }
    let of_nation = kind != Kind::Survey && tells_of_nation(&layout.title, sheet);
    let code = if of_nation { FindingCode::NationByTitle } else { FindingCode::NoRegionColumn };
    findings.add(code, Position::default());
    of_nation
}

/// Whether a column holds regions, or is of one by its header.
fn holds_region(column: &Column) -> bool {
    let named = |name: &str| Region::parse(name).is_some();
    let spread = matches!(column.spread, Some(Spread::Region(_)));
    spread
        || column.r#type == ColumnType::Region
        || named(&column.header)
        || column.measure.as_deref().is_some_and(named)
}

/// Whether the title or the name of the sheet is of the nation: `Riket. Andel …`, `… i Sverige`.
fn tells_of_nation(title: &[String], sheet: Option<&str>) -> bool {
    let parts =
        title.iter().map(String::as_str).chain(sheet).flat_map(|text| text.split(['.', ',', ':', ';', '(', ')']));
    let nation = |text: &str| Region::parse(text.trim()).is_some_and(Region::is_nation);
    let of_nation = |part: &str| nation(part) || part.rsplit_once(" i ").is_some_and(|(_, place)| nation(place));
    parts.into_iter().any(of_nation)
}
