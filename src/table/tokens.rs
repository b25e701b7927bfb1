//! Marks that stand where a value should: for missing, and for hidden by the publisher.

use super::apart::names_no_figure;
use super::evidence::Evidence;
use super::flags::is_flag;
use super::reading::{Column, ColumnType, Role};
use super::roles::names_interval;
use crate::finding::{FindingCode, Findings, Position};
use crate::intake::{Dialect, Format};
use crate::vocabulary::fold::{fold, without_marks};

/// Marks for missing that mean nothing else anywhere.
const ANYWHERE: &[&str] = &[
    "..",
    "...",
    "…",
    "‥",
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
    "uppg. saknas",
    "uppg saknas",
    "n.a.",
    "ej redovisat",
    "ej redovisad",
    "data saknas",
    "värde saknas",
    "uppgifter saknas",
    "ingen uppgift",
    "uppgift ej tillgänglig",
    "not available",
];

/// Marks for missing where numbers, answers or periods should stand; ordinary text elsewhere.
#[rustfmt::skip]
const AMONG_NUMBERS: &[&str] =
    &[
        ".", "-", "–", "—", "\u{2212}", "--", "na", "none", "saknas", "i.u.", "iu", "e.u.", ":", "ej uppgift", "ej svar",
        "missing", "e.t.", "ej deltagit", "ej deltagande", "deltog ej", "deltog inte", "deltar ej", "deltar inte", "ingen data",
        "inga data", "inga uppgifter", "saknar uppgift", "kan ej beräknas", "kan inte beräknas", "ej tillgänglig", "ej tillgängligt", "ej tillämpligt", "ej aktuellt", "ej relevant", "ej beräknat",
        "ej beräknad", "ej mätt", "ej rapporterat", "ej inrapporterat", "underlag saknas", "not applicable",
    ];

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
    "sekretess x",
    "konfidentiellt",
    "confidential",
    "suppressed",
    "ej publicerat",
    "ej publicerad",
    "visas ej",
    "visas inte",
    "för lågt underlag",
    "redovisas ej",
    "redovisas inte",
    "färre än fem",
    "för få",
    "för få svar",
    "för få observationer",
    "för litet underlag",
    "för litet antal",
];

/// What stands before the number below which counts are hidden.
const FEWER_THAN: &[&str] =
    &["<", "≤", "n<", "n <", "n=<", "n≤", "färre än ", "mindre än ", "under ", "fewer than ", "less than "];

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
    if text.is_empty() || text.len() > 32 {
        return None;
    }
    // PC-Axis writes its marks within quotes.
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if inside.len() >= 2 && inside.bytes().all(|byte| byte == b'.') {
        return Some(Mark::Missing);
    }
    let within = |first, last| inside.strip_prefix(first).and_then(|inside| inside.strip_suffix(last));
    let inside = without_marks(within('(', ')').or_else(|| within('[', ']')).unwrap_or(inside));
    let lower = inside.to_lowercase();
    if let Some(rest) = FEWER_THAN.iter().find_map(|fewer| lower.strip_prefix(fewer)) {
        let rest = rest.trim_start();
        return (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())).then_some(Mark::Hidden);
    }
    // A mark and the status of what is not there, as Eurostat writes them: `: u`, `: c` for confidential.
    if let Some(status) = lower.strip_prefix(": ") {
        let missing = is_flag(status).then_some(Mark::MissingAmongNumbers);
        return if status == "c" { Some(Mark::Hidden) } else { missing };
    }
    // SAS has a mark for each letter: `.S`.
    if matches!(inside.as_bytes(), [b'.', b'A'..=b'Z' | b'_']) {
        return Some(Mark::MissingAmongNumbers);
    }
    // So many that the number below which counts are hidden is not reached.
    if matches!(lower.as_str(), "0-4" | "0–4" | "1-4" | "1–4") {
        return Some(Mark::Hidden);
    }
    let is = |list: &[&str]| list.contains(&lower.as_str());
    match () {
        () if is(ANYWHERE) => Some(Mark::Missing),
        () if is(AMONG_NUMBERS) => Some(Mark::MissingAmongNumbers),
        () if is(HIDDEN) => Some(Mark::Hidden),
        () => None,
    }
}
/// How PC-Axis writes that a figure is not available.
const NO_FIGURE: &str = "\"..\"";

/// The marks that stood where values should, all and the hidden ones.
pub(super) fn tokens(
    evidence: &[Evidence],
    columns: &[Column],
    dialect: &Dialect,
    findings: &mut Findings,
) -> (Vec<String>, Vec<String>) {
    let (mut missing, mut hidden) = (Vec::new(), Vec::new());
    // `<75` under `Gräns` hides nothing.
    let limit = |column: &Column| {
        let says = names_no_figure(&column.header) || names_interval(&fold(&column.header));
        says && column.role == Role::Ignored
    };
    for (evidence, column) in evidence.iter().zip(columns).filter(|(_, column)| !limit(column)) {
        let mut cells = 0;
        let words = matches!(column.r#type, ColumnType::Text | ColumnType::Category | ColumnType::Region);
        for (token, (mark, times)) in &evidence.marks {
            let applies = !words || *mark == Mark::Missing;
            if applies && !missing.contains(token) {
                missing.push(token.clone());
            }
            if applies && *mark == Mark::Hidden {
                cells += times;
                if !hidden.contains(token) {
                    hidden.push(token.clone());
                }
            }
        }
        if cells > 0 {
            let params = [("cells", cells.to_string())];
            findings.add_with(FindingCode::SuppressedCells, Position::default().column(&column.name), &params);
        }
    }
    // What the format itself writes where there is no figure.
    if dialect.format == Format::Px && !missing.iter().any(|token| token == NO_FIGURE) {
        missing.push(NO_FIGURE.to_owned());
    }
    if dialect.format == Format::Delimited && evidence.iter().any(|evidence| evidence.empty > 0) {
        missing.push(String::new());
    }
    missing.sort();
    hidden.sort();
    (missing, hidden)
}
