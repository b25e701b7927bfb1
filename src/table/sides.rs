//! What stands beside a table: another table to its right, names of rows to its left that no header is for, or what it
//! was filtered by above it.

use super::labels::{Label, is_note};
use super::numbers::Shape;
use super::reading::Role;
use super::roles::{by_header, names_region};
use super::structure::{HeadRow, header_lines, is_number, numeric_columns};

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

/// The row that a table begins with below what it was filtered by, as a pivot table has it: at most two cells a line,
/// none of them a number or a region, a blank line, and then a header with numbers below.
pub fn begins_at(head: &[HeadRow]) -> usize {
    let above = head.iter().take_while(|row| row.filled() > 0).count();
    let filter = |row: &HeadRow| {
        let told = |cell: &String| is_number(cell) || matches!(Label::of(cell), Label::Region(_) | Label::Nation);
        row.filled() <= 2 && !row.cells.iter().any(told)
    };
    let begins = above + head.iter().skip(above).take_while(|row| row.filled() == 0).count();
    let below = head.get(begins..).unwrap_or_default();
    let numbers = || numeric_columns(below.iter().skip(1)).contains(&true);
    let table = head.iter().take(above).all(filter) && header_lines(below, 0) > 0 && numbers();
    if begins > above && table && below.first().is_some_and(|row| row.filled() > 1) { begins } else { 0 }
}

/// The head of a table without the row that names the columns of its rows alone, as pandas writes it below the headers of
/// the others: those names stand in the header then.
pub fn without_index(head: &[HeadRow]) -> Option<Vec<HeadRow>> {
    let at =
        (1..=2).find(|at| head.get(*at).is_some_and(|row| names_columns(row, head.get(..*at).unwrap_or_default())))?;
    let names = head.get(at)?;
    let mut rows = head.to_vec();
    rows.remove(at);
    for row in rows.iter_mut().take(at) {
        for (cell, name) in row.cells.iter_mut().zip(&names.cells).take(names.filled()) {
            cell.clone_from(name);
        }
    }
    Some(rows)
}

/// Whether a row holds nothing but names of columns at its beginning, and those above it nothing there but what stands in
/// their columns.
fn names_columns(row: &HeadRow, above: &[HeadRow]) -> bool {
    let named = row.filled();
    let role = |cell: &String| by_header(cell).filter(|_| Shape::of(cell).is_none());
    let dimension = |cell: &String| cell.is_empty() || role(cell).is_some_and(|role| role != Role::Region);
    let others = |row: &HeadRow| row.cells.iter().skip(named).all(|cell| !cell.is_empty()) && row.cells.len() > named;
    named > 0
        && row.cells.len() > named
        && row.cells.iter().take(named).all(|cell| role(cell).is_some())
        && above.iter().all(|row| row.cells.iter().take(named).all(dimension) && others(row))
}

/// Whether the headers behind the first, which is a name, are the numbers of points or classes: 1, 2, 3 and so on.
pub fn numbers_classes(row: &HeadRow) -> bool {
    let numbers = row.cells.iter().skip(1);
    let begins = row.cells.get(1).and_then(|cell| cell.parse::<usize>().ok()).filter(|first| *first < 2);
    let counted = |first: usize| numbers.enumerate().all(|(at, cell)| cell.parse() == Ok(first + at));
    row.cells.len() > 3 && by_header(row.cell(0)).is_some() && begins.is_some_and(counted)
}

/// Whether a row is a line drawn below the header: `------;----`.
pub fn is_ruled(row: &HeadRow) -> bool {
    let drawn = |cell: &String| cell.len() > 1 && cell.bytes().all(|sign| matches!(sign, b'-' | b'=' | b'+'));
    row.filled() > 1 && row.cells.iter().filter(|cell| !cell.is_empty()).all(drawn)
}

/// Excel's `sep=;`.
pub fn is_declaration(row: &HeadRow) -> bool {
    row.line == 1 && row.cell(0).get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="))
}

/// A preamble's `Uttaget den: | 2024-02-14`, or a source whose words stand in several cells.
pub fn is_key(row: &HeadRow) -> bool {
    let first = row.cell(0);
    (row.filled() == 2 && first.ends_with(':') && !row.cell(1).is_empty()) || (first.contains(':') && is_note(first))
}
