//! Headers of numbers that are not compared.

use super::roles;
use crate::vocabulary::fold::fold;
use crate::vocabulary::region::Region;

/// Folded words in headers of numbers that are not compared: codes, ranks, differences, widths of intervals.
#[rustfmt::skip]
const NO_FIGURES: &[&str] = &[
    "id", "nr", "nummer", "kod", "code", "no", "order", "ordning", "rang", "rank", "ranking",
    "placering", "plats", "p", "type", "freq", "uppdaterad", "publiceringsar", "serienummer", "skillnad", "differens", "diff", "forandring", "change", "difference", "ki", "ci", "felmarginal", "konfidensintervall",
    "sd", "std", "stddev", "stdav", "standardavvikelse", "varians", "variance", "svarsfrekvens", "svarsandel", "bortfall", "utskickade", "inbjudna", "urval", "urvalet", "urvalsstorlek",
];

/// Folded words that begin headers of what was aimed at, or end them where they are short.
const TARGETS: [&str; 8] =
    ["mal", "malvarde", "malniva", "maltal", "riktvarde", "gransvarde", "troskelvarde", "target"];

/// Whether a header says that no figures to compare stand under it.
pub(super) fn names_no_figure(header: &str) -> bool {
    let folded = fold(header);
    let is_code = |word: &str| NO_FIGURES.contains(&word) || word.ends_with("kod") || word.ends_with("nummer");
    let words: Vec<&str> = folded.split(' ').collect();
    let target = match words.as_slice() {
        [first, ..] if TARGETS.contains(first) => true,
        [_, last] => TARGETS.contains(last),
        _ => false,
    };
    // `Kvot mot riket`, `Avvikelse från riket`: what stands there is held against the nation already.
    let nation = |word: &str| word.len() > 2 && Region::parse(word).is_some_and(Region::is_nation);
    let held = |pair: &[&str]| matches!(pair, ["mot" | "fran" | "med" | "vs", place] if nation(place));
    target || words.windows(2).any(held) || words.into_iter().any(is_code) || roles::names_free_text(header)
}
