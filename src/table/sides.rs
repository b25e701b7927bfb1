//! What stands beside a table: another table to its right, or names of rows to its left that no header is for.

use super::labels::Label;
use super::roles::names_region;
use super::structure::HeadRow;

/// The column at which a table ends because another begins to the right: behind a column with nothing in it stands one of
/// words under a header of its own, and numbers behind that. Columns are counted from `first` on.
pub fn ends_at(headers: &[String], numeric: &[bool], data: &[&HeadRow], first: usize) -> Option<usize> {
    let filled = |column: usize| data.iter().filter(|row| !row.cell(column + first).is_empty()).count();
    let is_empty = |column: usize| headers.get(column).is_some_and(String::is_empty) && filled(column) == 0;
    let is_numeric = |column: usize| numeric.get(column) == Some(&true);
    let begins = |column: usize| {
        let named = headers.get(column).is_some_and(|header| !header.is_empty());
        named && !is_numeric(column) && filled(column) > 1 && (column + 1..headers.len()).any(is_numeric)
    };
    let end = |column: &usize| {
        let next = (column + 1..headers.len()).find(|next| !is_empty(*next));
        is_empty(*column) && (0..*column).any(is_numeric) && next.is_some_and(begins)
    };
    (1..headers.len()).find(end)
}

/// Whether rows begin with a name or number that the header has no field for, as R writes them: each has one field more
/// than the header, the last is filled, and the first is the row's number or a region that the first header does not mean.
pub fn has_row_names(header: &HeadRow, data: &[&HeadRow]) -> bool {
    let width = header.cells.len() + 1;
    let longer = |row: &&&HeadRow| row.cells.len() == width && !row.cell(width - 1).is_empty();
    let counted = |(at, row): (usize, &&HeadRow)| row.cell(0).parse() == Ok(at + 1);
    let region = |row: &&HeadRow| matches!(Label::of(row.cell(0)), Label::Region(_) | Label::Nation);
    let named = !names_region(header.cell(0)) && data.iter().all(region);
    data.len() > 1
        && data.iter().filter(longer).count() == data.len()
        && (named || data.iter().enumerate().all(counted))
}
