//! Each outside crate has one home.

use super::none;
use super::sources::{Source, below, file, has_word, rust_code};

/// Crate, as it is written in code, and the beginnings of the paths that may use it.
const HOMES: &[(&str, &[&str])] = &[
    ("bytemuck", &["src/intake", "src/table"]),
    ("calamine", &["src/intake", "src/export"]),
    ("csv", &["src/intake", "src/export", "src/catalogue/reference"]),
    ("csv_core", &["src/intake"]),
    ("fastrand", &["src/statistics"]),
    ("flate2", &["src/intake"]),
    ("js_sys", &["src/wasm"]),
    ("lexopt", &["src/bin/"]),
    ("microlp", &["src/statistics"]),
    ("nalgebra", &["src/statistics"]),
    ("quick_xml", &["src/intake"]),
    ("rustc_hash", &["src/aggregate", "src/table", "src/intake", "src/sufficient", "src/estimate"]),
    ("serde", &["src/catalogue", "src/plan", "src/view", "src/export", "src/wasm"]),
    ("serde_json", &["src/intake", "src/catalogue", "src/plan", "src/view", "src/export", "src/wasm", "src/bin/"]),
    ("serde_wasm_bindgen", &["src/wasm"]),
    ("sha2", &["src/intake", "src/plan", "src/pipeline", "src/session", "src/wasm"]),
    ("statrs", &["src/statistics"]),
    ("strsim", &["src/catalogue", "src/plan"]),
    ("wasm_bindgen", &["src/wasm"]),
    ("wasm_bindgen_futures", &["src/wasm"]),
    ("web_sys", &["src/wasm"]),
    ("zip", &["src/intake"]),
];
/// Only what disclosure has passed may be written, and the plan, which holds no answers.
const WRITERS: &[&str] = &["src/view", "src/export", "src/plan"];

fn complaints(source: &Source) -> Vec<String> {
    let code = rust_code(&source.text);
    let at_home = |homes: &[&str]| homes.iter().any(|home| source.path.starts_with(home));
    let strangers = HOMES.iter().filter(|(name, homes)| mentions(&code, name) && !at_home(homes));
    let mut found: Vec<String> =
        strangers.map(|(name, homes)| format!("{}: {name} belongs in {}", source.path, homes.join(", "))).collect();
    if implements_serialize(&code) && !at_home(WRITERS) {
        found.push(format!("{}: only view, export and plan may implement Serialize", source.path));
    }
    found
}

/// A derive that lists it, or an `impl` of it; a bound such as `T: Serialize` writes only what has it already.
fn implements_serialize(code: &str) -> bool {
    let derives = code.split("derive(").skip(1).filter_map(|rest| rest.split_once(')')).map(|(list, _)| list);
    derives.into_iter().any(|list| has_word(list, "Serialize")) || code.contains("Serialize for ")
}

/// `csv::Reader` is the crate, `crate::intake::csv::read` and `super::csv::read` are not.
fn mentions(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = &code[..at];
        !before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':')
    })
}

/// The names of the core's dependencies, as code writes them.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end().ends_with("dependencies]") && !line.contains("dev-");
        } else if let (true, Some((name, _))) = (inside, line.split_once(" = ")) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

#[test]
fn outside_crates_stay_at_home() {
    none(below("src", &[".rs"]).iter().flat_map(complaints).collect());
}

#[test]
fn every_dependency_has_a_home() {
    let names = dependencies(&file("Cargo.toml").text);
    assert!(names.len() > 5, "the manifest was not read");
    let homeless = names.iter().filter(|name| !HOMES.iter().any(|(known, _)| known == name));
    none(homeless.map(|name| format!("Cargo.toml: {name} has no home in tests/it/tidy/crates.rs")).collect());
}

#[test]
fn a_crate_away_from_home_is_seen() {
    let bad = |path: &str, text: &str| complaints(&Source { path: path.to_owned(), text: text.to_owned() }).len();
    assert_eq!(bad("src/estimate/mod.rs", "use statrs::distribution::Normal;\n"), 1);
    assert_eq!(bad("src/table/mod.rs", "fn f() { csv::Reader::from_reader(x) }\n"), 1);
    assert_eq!(bad("src/table/mod.rs", "use crate::intake::csv::read;\n"), 0);
    assert_eq!(bad("src/compare/mod.rs", "#[derive(serde::Serialize)]\nstruct Raw;\n"), 2);
    assert_eq!(bad("src/table/mod.rs", "impl Serialize for Raw {}\n"), 1);
    assert_eq!(bad("src/wasm.rs", "fn give(value: &impl serde::Serialize) {}\n"), 0);
    assert_eq!(bad("src/catalogue/goal.rs", "use serde::Deserialize;\n"), 0);
    assert_eq!(dependencies("[dependencies]\na-b = \"=1\"\n[profile.dev]\ndebug = 1\n"), ["a_b"]);
}
