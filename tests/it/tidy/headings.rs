//! Every statistic states its formula, its units, its source, its edge cases and what it agrees with.

use super::none;
use super::sources::below;
use rikssnitt::statistics::METHODS;

const HEADINGS: &[&str] = &["Formula", "Units", "Edge cases", "Source", "Agrees with"];

fn complaints(id: &str, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let mut found = Vec::new();
    if lines.first().is_none_or(|line| line.is_empty() || line.starts_with('#')) {
        found.push(format!("{id}: does not begin with what it estimates"));
    }
    for heading in HEADINGS {
        let place = lines.iter().position(|line| line.strip_prefix("# ") == Some(heading));
        let filled = place.is_some_and(|place| {
            let body = lines.iter().skip(place + 1).take_while(|line| !line.starts_with("# "));
            body.map(|line| line.len()).sum::<usize>() > 10
        });
        if !filled {
            found.push(format!("{id}: the heading # {heading} is missing or empty"));
        }
    }
    found
}

#[test]
fn every_statistic_has_its_headings() {
    none(METHODS.iter().flat_map(|method| complaints(method.id, method.text)).collect());
}

#[test]
fn every_file_of_the_shelf_is_registered() {
    let names = below("src/statistics", &[".rs"]);
    let stem = |path: &str| path.trim_start_matches("src/statistics/").trim_end_matches(".rs").to_owned();
    let missing = names.iter().map(|source| stem(&source.path)).filter(|id| id != "mod" && !id.contains('/'));
    let missing = missing.filter(|id| METHODS.iter().all(|method| method.id != id));
    none(missing.map(|id| format!("src/statistics/{id}.rs is not in METHODS")).collect());
}

#[test]
fn a_statistic_without_source_is_seen() {
    let whole = "//! Estimates a thing.\n//! # Formula\n//! x = the sum\n//! # Units\n//! Shares in, out.\n//! # Edge cases\n//! n = 0: none at all.\n//! # Source\n//! Wilson (1927), JASA.\n//! # Agrees with\n//! R stats::x.test\n";
    assert_eq!(complaints("whole", whole), Vec::<String>::new());
    assert_eq!(complaints("bare", &whole.replace("//! Wilson (1927), JASA.\n", "")).len(), 1);
    assert_eq!(complaints("bare", &whole.replace("//! # Units\n", "")).len(), 1);
    assert_eq!(complaints("bare", "use x;\n").len(), 1 + HEADINGS.len());
}
