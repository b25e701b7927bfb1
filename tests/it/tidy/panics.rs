//! The core does not panic. Clippy denies most of the ways; this keeps those lints in place and finds the rest.

use super::none;
use super::sources::{Source, below, file, rust_code};

const DENIED: &[&str] = &["unwrap_used", "expect_used", "panic", "indexing_slicing", "todo", "unimplemented"];
const WAYS: &[&str] =
    &[".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "process::exit("];
const SWITCHES: &[&str] = &["allow(clippy::", "expect(clippy::", "allow(unsafe", "unsafe {"];

fn complaints(source: &Source) -> Vec<String> {
    let code = rust_code(&source.text);
    let exits = source.path.starts_with("src/bin/");
    let ways = WAYS.iter().filter(|way| code.contains(**way) && !(exits && way.starts_with("process")));
    let switches = SWITCHES.iter().filter(|switch| code.contains(**switch));
    ways.chain(switches).map(|found| format!("{}: {found} in the core", source.path)).collect()
}

fn missing_lints(manifest: &str) -> Vec<String> {
    let missing = DENIED.iter().filter(|lint| !manifest.lines().any(|line| line == format!("{lint} = \"deny\"")));
    missing.map(|lint| format!("Cargo.toml: clippy::{lint} is not denied")).collect()
}

#[test]
fn nothing_in_the_core_panics() {
    none(below("src", &[".rs"]).iter().flat_map(complaints).collect());
}

#[test]
fn the_lints_are_in_place() {
    none(missing_lints(&file("Cargo.toml").text));
}

#[test]
fn a_panic_is_seen() {
    let bad = |text: &str| complaints(&Source { path: "src/table/mod.rs".to_owned(), text: text.to_owned() }).len();
    assert_eq!(bad("fn f() { x.unwrap() }\n"), 1);
    assert_eq!(bad("#[allow(clippy::indexing_slicing)]\nfn f() { unreachable!() }\n"), 2);
    assert_eq!(bad("fn f() {}\n#[cfg(test)]\nmod tests { fn g() { x.unwrap() } }\n"), 0);
    assert_eq!(missing_lints("panic = \"deny\"\n").len(), DENIED.len() - 1);
}
