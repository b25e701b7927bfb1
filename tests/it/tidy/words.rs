//! The project speaks of its users, data and methods, never of how it was made or of somebody's machine.

use super::none;
use super::sources::{Source, below, file, has_word};

/// Each word in two halves, so that this file does not hold it.
const UNWANTED: &[(&str, &str)] = &[
    ("Chat", "GPT"),
    ("Co", "pilot"),
    ("Cla", "ude"),
    ("Anth", "ropic"),
    ("Open", "AI"),
    ("language ", "model"),
    ("språk", "modell"),
    ("AI-gene", "rated"),
    ("AI-gene", "rerad"),
    ("artificial ", "intelligence"),
    ("sub", "agent"),
    ("as an ", "AI"),
    ("/wo", "rk/"),
    ("/tm", "p/"),
    ("/ho", "me/"),
];
const ENDINGS: &[&str] = &[".rs", ".ts", ".mjs", ".js", ".json", ".css", ".html", ".md", ".toml", ".R", ".txt"];
const PAPERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "METHODS.md",
    "CHANGELOG.md",
    "FOR-IT.md",
    "index.html",
    "Cargo.toml",
    ".ci/run",
    "pkg/README.md",
    "pkg/package.json",
    "package.json",
];

fn complaints(source: &Source) -> Vec<String> {
    let text = source.text.to_lowercase();
    let words = UNWANTED.iter().map(|(first, second)| format!("{first}{second}").to_lowercase());
    words.filter(|word| has_word(&text, word)).map(|word| format!("{}: {word}", source.path)).collect()
}

#[test]
fn the_project_speaks_of_the_project() {
    let folders = ["src", "www", "tests", "xtask", "benches"];
    let mut sources: Vec<Source> = folders.iter().flat_map(|folder| below(folder, ENDINGS)).collect();
    sources.extend(PAPERS.iter().map(|path| file(path)));
    none(sources.iter().flat_map(complaints).collect());
}

#[test]
fn an_unwanted_word_is_seen() {
    for (first, second) in UNWANTED {
        let text = format!("Made by {first}{second} one day.");
        let source = Source { path: "README.md".to_owned(), text };
        assert_eq!(complaints(&source).len(), 1, "{first}|{second}");
    }
}
