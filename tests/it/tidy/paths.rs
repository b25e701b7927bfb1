//! The paths that a Rust source names after `crate::`, or after `rikssnitt::` in the command line.

/// Every such path in its segments, groups (`{a::b, c}`) taken apart.
pub fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for root in ["crate::", "rikssnitt::"] {
        for (at, _) in code.match_indices(root) {
            let part_of_a_word = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '$');
            if !code[..at].ends_with(part_of_a_word) {
                follow(&code[at + root.len()..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads one path from the beginning of a text and returns what comes after it.
fn follow<'t>(text: &'t str, before: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = follow(rest, &mut before.clone(), found).trim_start();
            match rest.strip_prefix(',') {
                Some(after) if !after.trim_start().starts_with('}') => rest = after,
                Some(after) => return after.trim_start().strip_prefix('}').unwrap_or(after),
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = text.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if !name.is_empty() && name != "self" {
        before.push(name.to_owned());
    }
    match rest.strip_prefix("::") {
        Some(after) if after.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '{')) => {
            follow(after, before, found)
        }
        _ => {
            found.push(before.clone());
            // `as other` names no path.
            rest.trim_start()
                .strip_prefix("as ")
                .map_or(rest, |renamed| renamed.trim_start_matches(|sign: char| sign.is_alphanumeric() || sign == '_'))
        }
    }
}

#[test]
fn groups_are_taken_apart() {
    let joined = |code: &str| paths(code).iter().map(|path| path.join("::")).collect::<Vec<_>>();
    assert_eq!(joined("use crate::a::{self, B, c::{D, E as F},};\n"), ["a", "a::B", "a::c::D", "a::c::E"]);
    assert_eq!(joined("let x = crate::a::f::<u8>(1) + rikssnitt::b::C::D;"), ["a::f", "b::C::D"]);
    assert_eq!(joined("use my_crate::a;\nuse $crate::b;"), Vec::<String>::new());
}
