//! METHODS.md, made from what stands above each statistic in its own file.

use crate::{place, simulate};
use anyhow::{Context, Result};
use rikssnitt::statistics::METHODS;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

const PREFACE: &str = "\
# Methods

Every statistic that Rikssnitt computes, in the order of the line from answers to comparisons. This file is made by
`cargo xtask methods` from the statistics' own files in `src/statistics`; change it there. Every number in a result
names its method by the id below.
";

/// The rules that follow the statistics, each with the file that says it.
const RULES: &[(&str, &str)] = &[
    ("Verdicts", include_str!("../../src/assess/verdict.rs")),
    ("Weighed assessment", include_str!("../../src/assess/weigh.rs")),
    ("Which national value", include_str!("../../src/compare/align.rs")),
    ("Small groups", include_str!("../../src/disclosure/mod.rs")),
];

/// Writes the file.
pub fn write() -> Result<()> {
    fs::write(path(), text()?).with_context(|| format!("{} cannot be written", place::shown(&path())))
}

/// The methods that the page shows, as JSON: the statistics' headings with a line in both languages from
/// www/text/methods.json.
pub fn for_the_page() -> Result<String> {
    let words = fs::read_to_string(place::root().join("www/text/methods.json"))?;
    let words: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(&words)?;
    let all = rikssnitt::view::methods::methods();
    let mut pages = serde_json::Map::new();
    for (id, own) in &words {
        let word = |key: &str| own.get(key).map(String::as_str);
        let page = word("page").unwrap_or(id);
        let method =
            all.iter().find(|method| method.id == page).with_context(|| format!("no statistic is called {page}"))?;
        let mut entry = serde_json::to_value(method)?;
        if let Some(entry) = entry.as_object_mut() {
            entry.insert("sv".to_owned(), word("sv").unwrap_or_default().into());
            entry
                .insert("en".to_owned(), word("en").map_or_else(|| format!("{}.", method.title), str::to_owned).into());
        }
        pages.insert(id.clone(), entry);
    }
    Ok(serde_json::to_string(&pages)?)
}

/// Compares the file with what it should say.
pub fn check() -> Result<bool> {
    let text = text()?;
    let current = fs::read_to_string(path()).is_ok_and(|found| found == text);
    println!("METHODS.md {}", if current { "is up to date" } else { "is not up to date: run cargo xtask methods" });
    Ok(current)
}

fn path() -> PathBuf {
    place::root().join("METHODS.md")
}

fn text() -> Result<String> {
    let mut text = PREFACE.to_owned();
    for method in METHODS {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n## {}\n\n{}", method.id, documentation(method.text));
    }
    text.push_str("\n# Rules\n");
    for (title, source) in RULES {
        let _ = write!(text, "\n## {title}\n\n{}", documentation(source));
    }
    let _ = write!(text, "\nThe constants of the rules stand in `www/catalogue/policy.json`.\n");
    text.push_str(&simulate::section()?);
    Ok(text)
}

/// The leading `//!` lines of a file, headings two levels down and set off by blank lines.
fn documentation(source: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        in_code ^= line.starts_with("```");
        if !in_code && line.starts_with("# ") {
            if !out.ends_with("\n\n") {
                out.push('\n');
            }
            let _ = write!(out, "##{line}\n\n");
        } else {
            let _ = writeln!(out, "{}", plain_links(line));
        }
    }
    out
}

/// Links that only the compiler's documentation can follow become plain code: ``[`x`]`` and ``[`x`](y)``.
fn plain_links(line: &str) -> String {
    let mut parts = line.split("[`");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        match part.split_once("`]") {
            Some((name, rest)) => {
                let _ = write!(out, "`{name}`{rest}");
            }
            None => {
                let _ = write!(out, "[`{part}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_down_and_links_become_code() {
        let source = "//! First [`line`].\n//! # Formula\n//! ```text\n//! # 1\n//! ```\n\nuse x;\n//! not this\n";
        assert_eq!(documentation(source), "First `line`.\n\n### Formula\n\n```text\n# 1\n```\n");
    }

    #[test]
    fn every_method_of_the_page_is_a_statistic_in_both_languages() {
        let pages: BTreeMap<String, serde_json::Value> = serde_json::from_str(&for_the_page().unwrap()).unwrap();
        assert!(pages.len() > 40);
        for (id, page) in pages {
            for part in ["sv", "en", "title", "formula", "needs", "edge_cases", "source", "agrees_with"] {
                assert!(page[part].as_str().is_some_and(|text| !text.is_empty()), "{id}: {part}");
            }
        }
    }

    #[test]
    fn every_statistic_has_its_section() {
        let text = text().unwrap();
        for method in METHODS {
            assert!(text.contains(&format!("\n## {}\n", method.id)), "{}", method.id);
        }
    }
}
