//! Tables of disclosure control: which cells are too small, and which hidden cells the published sums tell.
//!
//! What the program does not do by design is said and not run: it hides cells until none is told and shows no bounds of them,
//! rounds nothing, and shows no sums of what a few contribute much to.

use crate::oracle::beside::Beside;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use rikssnitt::disclosure::sums::{Cells, Sum, close, told};
use rikssnitt::plan::Disclosure;
use std::collections::BTreeMap;

/// A published cell: its level of each variable that is not summed over.
type Cell<'t> = BTreeMap<&'t str, &'t str>;

/// The verdicts of a row; `None` for a table of another form.
pub fn verdicts(beside: &Beside, table: &Rows, row: Row<'_>) -> Option<Vec<Verdict>> {
    if table.has(&["contributors", "below_5", "below_10"]) {
        return Some(primary(row));
    }
    if table.has(&["release_A_all", "release_B_excluding_some"]) {
        return Some(vec![not_run("releases held against each other: a result knows no other")]);
    }
    let hidden = ["true_n", "attacker_lo", "exactly_determined"];
    let forms = [["table", "row", "col"], ["tables", "margin", "key"]];
    let names = forms.iter().find(|names| table.has(*names) && table.has(&hidden))?;
    let published = beside.with(&[names, &["n", "hidden"][..]].concat())?;
    Some(vec![attacked(published, names, row), not_run("bounds of hidden cells: none are shown")])
}

fn not_run(why: &str) -> Verdict {
    Verdict::NotRun(why.to_owned())
}

fn primary(row: Row<'_>) -> Vec<Verdict> {
    let contributors = row.number("contributors");
    let rule = |(name, minimum_n): (&str, u64)| match row.number(name).map(|small| small == 1.0) {
        Some(true) if contributors == Some(0.0) => not_run("empty cells: they have no value to hide"),
        Some(expected) if Disclosure { minimum_n }.hides(contributors) == expected => Verdict::Passed,
        expected => Verdict::Failed(format!("{name} expected {expected:?}")),
    };
    let mut all: Vec<Verdict> = [("below_5", 5), ("below_10", 10)].map(rule).into();
    all.extend(
        ["nk_1_75", "nk_2_90", "p_percent_10"].map(|_| not_run("rules of dominance: each answer counts as one")),
    );
    all.push(not_run("rounding: numbers are shown or hidden"));
    all
}

/// The cell of a row: a row and column of one table, or a margin of several variables with its key.
fn cell<'t>(names: &[&'static str; 3], row: Row<'t>) -> Cell<'t> {
    let [_, first, second] = *names;
    let (variables, levels) = (row.text(first), row.text(second));
    if first == "row" {
        return [(first, variables), (second, levels)].into_iter().filter(|(_, level)| *level != "total").collect();
    }
    if variables == "total" { Cell::new() } else { variables.split('*').zip(levels.split('|')).collect() }
}

/// Whether a hidden cell follows from all that is published, and whether none does once the sums are closed.
fn attacked(published: &Rows, names: &[&'static str; 3], row: Row<'_>) -> Verdict {
    let of = names[0];
    let mine: Vec<Row<'_>> = published.iter().filter(|it| it.text(of) == row.text(of)).collect();
    let all: BTreeMap<Cell<'_>, Row<'_>> = mine.iter().map(|it| (cell(names, *it), *it)).collect();
    let place = |cell: &Cell<'_>| all.keys().position(|it| it == cell);
    let mut parts: BTreeMap<(Cell<'_>, &str), Vec<usize>> = BTreeMap::new();
    for (at, part) in all.keys().enumerate() {
        for variable in part.keys() {
            let mut whole = part.clone();
            whole.remove(variable);
            parts.entry((whole, variable)).or_default().push(at);
        }
    }
    let sums = parts.into_iter().filter_map(|((whole, _), parts)| Some(Sum { whole: Some(place(&whole)?), parts }));
    let sums: Vec<Sum> = sums.collect();
    let mut cells = Cells {
        n: all.values().map(|it| it.number("n").unwrap_or_default()).collect(),
        hidden: all.values().map(|it| it.text("hidden") == "1").collect(),
    };
    let found = told(&sums, &cells.hidden).iter().any(|(at, _)| Some(*at) == place(&cell(names, row)));
    close(&sums, 0, &mut cells);
    match row.number("exactly_determined").map(|it| it == 1.0) {
        Some(expected) if expected != found => Verdict::Failed(format!("determined {found} expected {expected}")),
        Some(_) if told(&sums, &cells.hidden).is_empty() => Verdict::Passed,
        Some(_) => Verdict::Failed("a cell is told when the sums are closed".to_owned()),
        None => Verdict::Failed("the row expects nothing".to_owned()),
    }
}
