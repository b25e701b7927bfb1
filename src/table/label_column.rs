//! Which column names the region of each row.

use super::blocks::nested;
use super::labels::{Label, is_note, names_code};
use super::roles::{names_region, names_smaller_area};
use super::structure::HeadRow;
use crate::vocabulary::fold::fold;
use std::collections::BTreeSet;

/// Regions under a header that says so, from which on it is the column of regions whatever else stands there.
const REGIONS: usize = 10;

/// The column in which most cells name regions, or under whose header of regions many of them stand; names count before
/// codes, and codes only under a header that says so. One place under another header is the last to be taken, and in a few
/// rows a remark.
pub fn label_column(data: &[&HeadRow], headers: &[String], first_column: usize) -> Option<usize> {
    let header = |column: usize| headers.get(column).map_or("", String::as_str);
    let says = |column: &usize| names_region(header(*column));
    let share = |column: usize, digits: bool| {
        let cells = || data.iter().map(|row| row.cell(column + first_column)).filter(|cell| !cell.is_empty());
        let (mut named, mut all, mut places, mut letters, mut regions) = (0, 0, 0, false, BTreeSet::new());
        let nation = cells().any(|cell| Label::of(cell) == Label::Nation);
        // Beside the nation a unit that is called as a region is that.
        let unit = nation && fold(header(column)) == "enhet";
        let coded = digits && names_code(header(column));
        let smaller = names_smaller_area(header(column)) && !unit && !coded;
        for cell in cells().filter(|cell| !is_note(cell)) {
            let label = Label::under(header(column), cell);
            places += usize::from(label == Label::Place);
            if matches!(label, Label::Summary | Label::GroupMean | Label::Place) {
                continue;
            }
            all += 1;
            let is_digits = cell.trim_end_matches(".0").bytes().all(|byte| byte.is_ascii_digit());
            let known = label != Label::Other && (!smaller || Label::is_surely_region(cell));
            named += usize::from(is_digits == digits && known);
            if let (Label::Region(region), true) = (label, is_digits == digits) {
                regions.insert(region);
                letters |= Label::of(cell) == Label::Other;
            }
        }
        // Hospitals, groups of regions and others may stand among them.
        let many = !digits && says(&column) && regions.len() >= REGIONS;
        // Letters under `Region` may be its own parts, such as north and south.
        let unsure = letters && (regions.len() < 3 || named < all) && !fold(header(column)).starts_with("lan");
        let sure = says(&column) || regions.len() + usize::from(nation) > 1;
        let remark = !sure && cells().count() * 2 < data.len();
        // Under `Kod` all are places, the nation among them.
        let unsure = unsure || coded && (named < all || !nation || regions.len() + places < 3);
        let many = many || !digits && nested(cells()).is_some();
        let found = (named * 5 >= all * 3 || many) && named > 0 && !unsure && !remark;
        let known = says(&column) || named == all;
        found.then_some((sure, known, !digits, named, says(&column), std::cmp::Reverse(column)))
    };
    let by_name = (0..headers.len()).filter_map(|column| share(column, false));
    let by_code =
        (0..headers.len()).filter(|it| says(it) || names_code(header(*it))).filter_map(|column| share(column, true));
    by_name.chain(by_code).max().map(|(.., column)| column.0)
}
