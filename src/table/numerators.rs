//! Counts of what shares are of: `Antal fall` beside `Andel fall (%)`.

use super::reading::{Column, Role};
use crate::vocabulary::fold::fold;

/// Takes counts that name what a share beside them names for its numerator, not for the number of answers behind it.
pub(super) fn settle_numerators(columns: &mut [Column]) {
    let named = |column: &Column, first: &str| fold(&column.header).strip_prefix(first).map(str::to_owned);
    let values = columns.iter().filter(|column| column.role == Role::Value);
    let shares: Vec<String> = values.filter_map(|column| named(column, "andel ")).collect();
    if columns.iter().any(|column| column.role == Role::Numerator) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.role == Role::Count) {
        if named(column, "antal ").is_some_and(|of| shares.contains(&of)) {
            column.role = Role::Numerator;
        }
    }
}
