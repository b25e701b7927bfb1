//! Whose the rows of a table are that no column tells the regions of.

use super::DataRow;
use super::labels::Label;
use super::reading::{Column, ColumnType, Kind, Reading, Role, Spread};
use super::roles::is_general;
use super::structure::Layout;
use crate::finding::{FindingCode, Findings, Position};
use crate::vocabulary::region::Region;

/// Whose the rows are that no column tells the regions of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The user's own region's.
    Own,
    /// The nation's or a region's: the title or the sheet says so.
    Titled(Region),
    /// The own region's units', but for those that this column of units calls the nation or a region.
    Units(usize),
}

/// Whose the rows of a table are. What is taken for true is said.
pub fn whose(layout: &Layout, columns: &[Column], kind: Kind, sheet: Option<&str>, findings: &mut Findings) -> Whose {
    // `Andel 2023` beside `Riket 2023`.
    let general = |it: &Column| it.spread.is_some() && it.measure.as_deref().is_some_and(is_general);
    let placed = columns.iter().any(holds_region);
    if layout.label.is_none() && placed && columns.iter().any(general) {
        findings.add(FindingCode::NoRegionColumn, Position::default());
    }
    if layout.label.is_some() || matches!(kind, Kind::Unknown | Kind::Visits) || placed {
        return Whose::Own;
    }
    let units = columns.iter().position(names_nation).filter(|_| kind == Kind::Indicators);
    if let Some((at, column)) = units.and_then(|at| Some((at, columns.get(at)?))) {
        findings.add(FindingCode::PlacesAmongUnits, Position::default().column(&column.name));
        return Whose::Units(at);
    }
    let titled = place_of_title(&layout.title, sheet).filter(|_| kind != Kind::Survey);
    match titled {
        Some(place) if place.is_nation() => findings.add(FindingCode::NationByTitle, Position::default()),
        Some(place) => {
            let params = [("region", place.short().to_owned())];
            findings.add_with(FindingCode::RegionByTitle, Position::default(), &params);
        }
        None => findings.add(FindingCode::NoRegionColumn, Position::default()),
    }
    titled.map_or(Whose::Own, Whose::Titled)
}

/// Whether the nation stands among units.
pub(super) fn names_nation(column: &Column) -> bool {
    let nation = |(text, _): &(String, u64)| Label::of(text) == Label::Nation;
    is_of_units(column) && column.levels.iter().any(nation)
}

fn is_of_units(column: &Column) -> bool {
    matches!(column.role, Role::Group | Role::Cluster)
}

impl Reading {
    /// Whose the rows are by the title or the sheet, where no column tells the regions.
    pub fn titled(&self) -> Option<Region> {
        if let Whose::Titled(place) = self.whose { Some(place) } else { None }
    }

    /// The nation or the region that a cell of the column of units names.
    pub(super) fn place_among_units(&self, at: usize, cell: &str) -> Option<Region> {
        let units = self.whose == Whose::Units(at) && self.columns.get(at).is_some_and(is_of_units);
        match Label::of(cell) {
            Label::Nation if units => Some(Region::NATION),
            Label::Region(region) if units && Label::is_surely_region(cell) => Some(region),
            _ => None,
        }
    }

    /// The place of a row that no column names the region of; `own` where nothing else is said.
    pub(super) fn place_without_regions(&self, row: &DataRow<'_>, own: Option<Region>) -> Option<Region> {
        match self.whose {
            Whose::Own => own,
            Whose::Titled(place) => Some(place),
            Whose::Units(at) => self.place_among_units(at, row.cell(at)).or(own),
        }
    }
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

/// The nation or the only region that the title or the name of the sheet is of: `Riket. Andel …`, `… i Sverige`,
/// `Region Skåne, …`, a sheet `Skåne`.
fn place_of_title(title: &[String], sheet: Option<&str>) -> Option<Region> {
    const ENDS: [char; 8] = ['.', ',', ':', ';', '(', ')', '–', '|'];
    let lines = title.iter().map(String::as_str).chain(sheet);
    let parts = lines.flat_map(|text| text.split(" - ")).flat_map(|text| text.split(ENDS));
    let nation = |text: &str| Region::parse(text.trim()).is_some_and(Region::is_nation);
    let of_nation = |part: &str| nation(part) || part.rsplit_once(" i ").is_some_and(|(_, place)| nation(place));
    if parts.clone().any(of_nation) {
        return Some(Region::NATION);
    }
    // A sheet has no other reason to be called by a region's name.
    let surely = parts.filter(|part| Label::is_surely_region(part));
    let mut regions = surely.chain(sheet).filter_map(|part| Region::parse(part.trim()));
    let first = regions.next()?;
    regions.all(|other| other == first).then_some(first)
}
