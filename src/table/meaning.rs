//! Tables in which each row says what its number is: a share, its numerator, its lower limit.

use super::reading::{Column, Role};
use super::roles::{by_header, is_figure};
use crate::vocabulary::fold::fold;

fn is_bare_count(text: &str) -> bool {
    fold(text) == "antal"
}

/// What the number of a row is, by what its row says. `Antal` beside `Antal svar` is what was counted among those who
/// answered.
pub fn meaning(text: &str) -> Option<Role> {
    let named = || by_header(text).filter(|role| is_figure(*role) && *role != Role::Margin);
    if is_bare_count(text) { Some(Role::Numerator) } else { named() }
}

/// Takes a column whose levels are parts of one figure for what says them: all different, one of them the value or what
/// it is made of. `Andel` and `Antal` alone are two measures: nothing says which count it is.
pub fn settle_meaning(columns: &mut [Column]) {
    let says = |column: &Column| {
        let parts: Vec<Role> = column.levels.iter().map_while(|(text, _)| meaning(text)).collect();
        let has = |role: Role| parts.contains(&role);
        let once = parts.iter().all(|role| parts.iter().filter(|other| *other == role).count() == 1);
        let based = has(Role::Count) || has(Role::Denominator);
        let counted = has(Role::Numerator);
        let bare = column.levels.iter().any(|(text, _)| is_bare_count(text));
        let whole = if counted { based && (has(Role::Value) || !bare) } else { has(Role::Value) };
        parts.len() > 1 && parts.len() == column.levels.len() && once && whole
    };
    let mut found = columns.iter_mut().filter(|column| matches!(column.role, Role::Measure | Role::Ignored));
    if let Some(column) = found.find(|column| says(column)) {
        column.role = Role::Meaning;
    }
}
