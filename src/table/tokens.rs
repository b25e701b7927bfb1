//! Marks that stand where a value should: for missing, and for hidden by the publisher.

/// Marks for missing that mean nothing else anywhere.
const ANYWHERE: &[&str] = &[
    "..",
    "...",
    "…",
    "#n/a",
    "n/a",
    "#saknas!",
    "#saknas",
    "#division/0!",
    "#div/0!",
    "#värdefel!",
    "#value!",
    "#referens!",
    "#ref!",
    "#namn?",
    "#name?",
    "#ogiltigt!",
    "#num!",
    "#skärning!",
    "#null!",
    "#data!",
    "null",
    "nan",
    "<na>",
    "uppgift saknas",
    "ej redovisat",
];

/// Marks for missing where numbers, answers or periods should stand; ordinary text elsewhere.
const AMONG_NUMBERS: &[&str] =
    &[".", "-", "–", "—", "\u{2212}", "--", "na", "none", "saknas", "i.u.", "iu", "e.u.", ":", "ej uppgift", "ej svar"];

/// Marks for hidden where numbers should stand.
const HIDDEN: &[&str] = &[
    "x",
    "xx",
    "*",
    "**",
    "s",
    "c",
    "x)",
    "sekretess",
    "sekr",
    "sekr.",
    "sekretessbelagd",
    "sekretessbelagt",
    "dold",
    "dolt",
    "undertryckt",
    "skyddad",
    "skyddat",
    "färre än 5",
    "färre än fem",
];

/// What a cell without a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// No value, wherever it stands.
    Missing,
    /// No value, where numbers should stand.
    MissingAmongNumbers,
    /// Hidden by the publisher, where numbers should stand.
    Hidden,
}

/// Reads a mark; the empty cell is not one.
pub fn mark(text: &str) -> Option<Mark> {
    if text.is_empty() || text.len() > 24 {
        return None;
    }
    if let Some(rest) = text.strip_prefix(['<', '≤']) {
        let rest = rest.trim_start();
        return (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())).then_some(Mark::Hidden);
    }
    // PC-Axis writes its marks within quotes.
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if inside.len() >= 2 && inside.bytes().all(|byte| byte == b'.') {
        return Some(Mark::Missing);
    }
    let inside = inside.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).unwrap_or(inside);
    let lower = inside.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    match () {
        () if is(ANYWHERE) => Some(Mark::Missing),
        () if is(AMONG_NUMBERS) => Some(Mark::MissingAmongNumbers),
        () if is(HIDDEN) => Some(Mark::Hidden),
        () => None,
    }
}
