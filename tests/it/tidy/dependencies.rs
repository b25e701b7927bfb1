//! Which part of the core may import which: the drawing in `src/lib.rs`, as a table.

use super::none;
use super::sources::{Source, below, rust_code};
use std::collections::BTreeSet;

const GROUND: &[&str] = &["error", "finding"];
const SHELVES: &[&str] = &["vocabulary", "sufficient", "catalogue", "statistics"];
const LINE: &[&str] =
    &["intake", "table", "aggregate", "estimate", "compare", "assess", "disclosure", "view", "export"];

/// What a part may import besides itself; `None` for a part that the drawing does not have.
fn allowed(part: &str) -> Option<BTreeSet<&'static str>> {
    let stage = |place: usize| {
        let before = place.checked_sub(1).map(|before| LINE[before]);
        [GROUND, SHELVES, &["plan"]].concat().into_iter().chain(before).collect()
    };
    let list: Vec<&str> = match part {
        "finding" | "vocabulary" => vec![],
        "error" => vec!["finding"],
        "sufficient" => vec!["vocabulary"],
        "statistics" => vec!["vocabulary", "sufficient"],
        "catalogue" => [GROUND, &["vocabulary"]].concat(),
        "plan" => [GROUND, &["vocabulary"]].concat(),
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
        stage_name => return LINE.iter().position(|name| *name == stage_name).map(stage),
    };
    Some(list.into_iter().collect())
}

/// `src/statistics/holm.rs` belongs to `statistics`, `src/plan.rs` to `plan`.
fn part_of(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

/// The parts that a code names after `crate::` (or `rikssnitt::` in the command line).
fn imported(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "rikssnitt::"] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            if before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$') {
                continue;
            }
            let after = &code[at + root.len()..];
            match after.strip_prefix('{') {
                Some(group) => found.extend(first_words(group)),
                None => found.extend(word(after)),
            }
        }
    }
    found
}

/// The first word of each entry of a `{a::b, c}` group.
fn first_words(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut entries = vec![String::new()];
    for sign in group.chars() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => entries.push(String::new()),
            sign => entries.last_mut().unwrap().push(sign),
        }
    }
    entries.iter().filter_map(|entry| word(entry.trim())).collect()
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
    (!word.is_empty() && word != "self").then_some(word)
}

fn complaints(source: &Source) -> Vec<String> {
    let part = part_of(&source.path);
    let Some(allowed) = allowed(part) else { return vec![format!("{}: {part} is not in the drawing", source.path)] };
    let names = imported(&rust_code(&source.text));
    let wrong = names.iter().filter(|name| *name != part && !allowed.contains(name.as_str()));
    wrong
        .filter(|name| name.starts_with(char::is_lowercase))
        .map(|name| format!("{}: {part} may not import {name}", source.path))
        .collect()
}

#[test]
fn modules_import_what_the_drawing_allows() {
    none(below("src", &[".rs"]).iter().flat_map(complaints).collect());
}

#[test]
fn a_shelf_that_imports_a_stage_is_seen() {
    let bad = |path: &str, text: &str| complaints(&Source { path: path.to_owned(), text: text.to_owned() });
    assert_eq!(bad("src/statistics/holm.rs", "use crate::intake::Row;\n").len(), 1);
    assert_eq!(bad("src/compare/pairs.rs", "use crate::{aggregate::{self, Cells}, estimate, plan};\n").len(), 1);
    assert_eq!(bad("src/compare/pairs.rs", "fn f() { crate::table::g() }\n").len(), 1);
    assert_eq!(bad("src/compare/pairs.rs", "use crate::estimate::Estimate;\nuse crate::statistics::holm;\n").len(), 0);
    assert_eq!(bad("src/bin/rikssnitt.rs", "use rikssnitt::table::reading;\n").len(), 1);
    assert_eq!(bad("src/helpers.rs", "").len(), 1);
}
