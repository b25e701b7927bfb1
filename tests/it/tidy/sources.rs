//! Sources as text, with the parts that a rule is not about taken away.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with its path from the project's folder, written with `/`.
pub struct Source {
    pub path: String,
    pub text: String,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with one of the endings, in the order of their paths; none where there is no folder.
pub fn below(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// One file; an empty text where it is not there.
pub fn file(path: &str) -> Source {
    Source { path: path.to_owned(), text: fs::read_to_string(root().join(path)).unwrap_or_default() }
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules") && !name.starts_with('.') {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let shown = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Source { path: shown, text: fs::read_to_string(&path).unwrap_or_default() });
        }
    }
}

/// Rust without comments and without the tests at the end of the file.
pub fn rust_code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// TypeScript without comments. A `//` inside an address is kept.
pub fn script_code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        code.push_str(&rest[..start]);
        rest = rest[start..].split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Whether a name stands in a text as a word of its own, with `before` not directly before it.
pub fn has_word(text: &str, word: &str) -> bool {
    let part = |sign: char| sign.is_alphanumeric() || sign == '_';
    let ends_in_word = word.ends_with(part);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !(before.ends_with(part) || ends_in_word && after.starts_with(part))
    })
}

#[test]
fn comments_and_tests_are_taken_away() {
    let rust = "//! crate::a\nuse crate::b;\n// crate::c\n#[cfg(test)]\nmod tests { use crate::d; }\n";
    assert_eq!(rust_code(rust), "use crate::b;\n");
    assert_eq!(script_code("a /* fetch( \n */ b\n // fetch(\nc\n"), "a  b\nc\n");
    assert!(has_word("x = fetch(y)", "fetch(") && !has_word("prefetch(y)", "fetch(") && !has_word("caches2", "caches"));
}
