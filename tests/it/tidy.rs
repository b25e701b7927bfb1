//! Reads the sources and holds them against the project's own rules. Each rule is a function from text to complaints,
//! and each is shown a text that breaks it.

mod codes;
mod crates;
mod dependencies;
mod form;
mod headings;
mod page;
mod panics;
mod paths;
mod sources;
mod words;

/// Fails with every complaint on a line of its own.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
