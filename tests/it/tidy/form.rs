//! Every file of the core says what it is, and none grows past reading.

use super::none;
use super::sources::{Source, below};

const MOST_LINES: usize = 400;

fn complaints(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    if !source.text.starts_with("//!") {
        found.push(format!("{}: does not begin with //! and what it is", source.path));
    }
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        found.push(format!("{}: {lines} lines, at most {MOST_LINES}", source.path));
    }
    found
}

#[test]
fn files_say_what_they_are_and_stay_small() {
    none(below("src", &[".rs"]).iter().flat_map(complaints).collect());
}

#[test]
fn a_long_or_silent_file_is_seen() {
    let bad = |text: String| complaints(&Source { path: "src/x.rs".to_owned(), text }).len();
    assert_eq!(bad("use x;\n".to_owned()), 1);
    assert_eq!(bad(format!("//! x\n{}", "\n".repeat(MOST_LINES))), 1);
    assert_eq!(bad("//! x\n".to_owned()), 0);
}
