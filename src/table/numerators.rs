//! Counts beside shares: of what they are of, and of what is counted: `Antal fall` beside `Andel fall (%)`.

use super::reading::{Column, ColumnType, Role};
use crate::vocabulary::fold::fold;
use crate::vocabulary::period::Period;

/// Whether a word names what shares are of: those who answered, those who were treated, what was done for them.
fn is_base(word: &str) -> bool {
    const BEGIN: [&str; 6] = ["svar", "besvarade", "respondent", "enkat", "observation", "deltagar"];
    const WORDS: [&str; 12] = [
        "personer",
        "individer",
        "patienter",
        "besok",
        "kontakter",
        "vardtillfallen",
        "fall",
        "i",
        "totalt",
        "of",
        "patients",
        "persons",
    ];
    WORDS.contains(&word) || BEGIN.iter().any(|begin| word.starts_with(begin))
}

/// Numbers that stand beside shares are those that the shares are of, where their header says so.
pub(super) fn counts_beside_shares(columns: &mut [Column]) {
    if !columns.iter().any(Column::is_share)
        || columns.iter().any(|column| matches!(column.role, Role::Count | Role::Denominator))
    {
        return;
    }
    let counted = |column: &Column| {
        let words = fold(&column.header);
        let mut words = words.split(' ').filter(|word| Period::parse(word).is_none());
        let first = words.next().unwrap_or_default();
        column.role == Role::Value
            && column.r#type == ColumnType::Integer
            && matches!(first, "antal" | "number" | "n" | "bas" | "base")
            && words.next().is_none_or(is_base)
    };
    columns.iter_mut().filter(|column| counted(column)).for_each(|column| column.role = Role::Count);
}

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
