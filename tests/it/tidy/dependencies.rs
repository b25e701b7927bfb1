//! Which part of the core may import which: the drawing in `src/lib.rs`, as a table.

use super::none;
use super::paths::paths;
use super::sources::{Source, below, rust_code};
use std::collections::BTreeSet;

const GROUND: &[&str] = &["error", "filled", "finding", "wire"];
const SHELVES: &[&str] = &["vocabulary", "sufficient", "catalogue", "statistics"];
const LINE: &[&str] =
    &["intake", "table", "aggregate", "estimate", "compare", "assess", "disclosure", "view", "export"];
/// What a stage is handed carries things that earlier stages made: their types may be named, nothing of them called.
const CARRIED: &[(&str, &[&str])] = &[
    ("estimate", &["table"]),
    ("assess", &["estimate"]),
    ("disclosure", &["compare", "estimate"]),
    ("view", &["assess", "compare", "estimate", "table"]),
    ("export", &["assess", "compare", "estimate"]),
    // The doors turn words into what the session takes.
    ("wasm", &["plan", "table"]),
    ("bin", &["plan", "table"]),
];

/// What a part may import besides itself; `None` for a part that the drawing does not have.
fn allowed(part: &str) -> Option<BTreeSet<&'static str>> {
    let stage = |place: usize| {
        let before = place.checked_sub(1).map(|before| LINE[before]);
        [GROUND, SHELVES, &["plan"]].concat().into_iter().chain(before).collect()
    };
    let list: Vec<&str> = match part {
        "filled" | "wire" | "vocabulary" => vec![],
        "finding" => vec!["filled", "wire"],
        "error" => vec!["finding"],
        "sufficient" => vec!["vocabulary", "wire"],
        "statistics" => vec!["filled", "vocabulary", "sufficient"],
        "catalogue" | "plan" => [GROUND, &["vocabulary"]].concat(),
        // What is written is the disclosed report itself, or its view.
        "export" => [GROUND, SHELVES, &["plan", "view", "disclosure"]].concat(),
        "pipeline" => [GROUND, SHELVES, &["plan"], LINE].concat(),
        // It holds sources and their readings, keeps cells, and hands out views and bytes.
        "session" => {
            let held = ["pipeline", "plan", "catalogue", "vocabulary", "intake", "table", "aggregate"];
            [GROUND, &held, &["disclosure", "view", "export"]].concat()
        }
        "wasm" | "bin" => [GROUND, &["session", "view"]].concat(),
        "lib" => return Some(BTreeSet::new()),
        name => return LINE.iter().position(|stage| *stage == name).map(stage),
    };
    Some(list.into_iter().collect())
}

/// `src/statistics/holm.rs` belongs to `statistics`, `src/plan.rs` to `plan`.
fn part_of(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

fn complaints(source: &Source) -> Vec<String> {
    let part = part_of(&source.path);
    // The modules of a program of several files name each other.
    const PROGRAM: &[&str] = &["arguments", "messages", "print"];
    let Some(allowed) = allowed(part) else { return vec![format!("{}: {part} is not in the drawing", source.path)] };
    let carried = CARRIED.iter().find(|(name, _)| *name == part).map_or(&[][..], |(_, carried)| carried);
    let fits = |path: &[String]| {
        let Some(first) = path.first() else { return true };
        let is_type = path.iter().any(|name| name.starts_with(char::is_uppercase));
        let own = first == part || (part == "bin" && PROGRAM.contains(&first.as_str()));
        own || allowed.contains(first.as_str()) || (is_type && carried.contains(&first.as_str()))
    };
    let wrong: BTreeSet<String> =
        paths(&rust_code(&source.text)).iter().filter(|path| !fits(path)).map(|path| path.join("::")).collect();
    wrong.into_iter().map(|path| format!("{}: {part} may not import {path}", source.path)).collect()
}

#[test]
fn modules_import_what_the_drawing_allows() {
    none(below("src", &[".rs"]).iter().flat_map(complaints).collect());
}

#[test]
fn a_shelf_that_imports_a_stage_is_seen() {
    let bad = |path: &str, text: &str| complaints(&Source { path: path.to_owned(), text: text.to_owned() }).len();
    assert_eq!(bad("src/statistics/holm.rs", "use crate::intake::Row;\n"), 1);
    assert_eq!(bad("src/compare/pairs.rs", "use crate::{aggregate::{self, Cells}, estimate, plan};\n"), 2);
    assert_eq!(bad("src/compare/pairs.rs", "fn f() { crate::table::g() }\n"), 1);
    assert_eq!(bad("src/compare/pairs.rs", "use crate::estimate::Estimate;\nuse crate::statistics::holm;\n"), 0);
    assert_eq!(bad("src/bin/rikssnitt.rs", "use rikssnitt::pipeline::scan;\n"), 1);
    assert_eq!(bad("src/helpers.rs", ""), 1);
}

#[test]
fn an_earlier_stage_is_named_but_not_called() {
    let bad = |text: &str| complaints(&Source { path: "src/view/report.rs".to_owned(), text: text.to_owned() }).len();
    assert_eq!(bad("use crate::estimate::{Domain, Estimate};\nuse crate::compare::Kind::Nation;\n"), 0);
    assert_eq!(bad("fn f() { crate::estimate::survey::estimate(x) }\n"), 1);
    assert_eq!(bad("use crate::aggregate::Cells;\n"), 1);
}
