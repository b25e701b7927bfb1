//! What a code is called for who reads a table that stands alone: the name of a region, the unit of a figure.

use super::xlsx::Language;
use crate::vocabulary::region::Region;

/// The word of each unit in both languages; a quotient has none.
const UNITS: [(&str, &str, &str); 12] = [
    ("share", "andel (0–1)", "share (0–1)"),
    ("percent", "procent", "per cent"),
    ("index", "index", "index"),
    ("kronor_per_inhabitant", "kronor per invånare", "SEK per inhabitant"),
    ("kronor", "kronor", "SEK"),
    ("per_100", "per 100", "per 100"),
    ("per_1000", "per 1 000", "per 1,000"),
    ("per_100000", "per 100 000", "per 100,000"),
    ("minutes", "minuter", "minutes"),
    ("days", "dagar", "days"),
    ("years", "år", "years"),
    ("number", "antal", "number"),
];

/// The name of a region by its code; nothing for a mean of several.
pub(super) fn region(code: &str, language: Language) -> &'static str {
    match Region::parse(code) {
        Some(Region::NATION) if language == Language::English => "Sweden",
        region => region.map_or("", Region::name),
    }
}

/// The unit of a value, or of a difference between two, by its code; nothing where it is not known.
pub(super) fn unit(code: &str, of_difference: bool, language: Language) -> &'static str {
    let known = match (code, of_difference) {
        ("percent", true) => Some(("procentenheter", "percentage points")),
        _ => UNITS.iter().find(|(unit, ..)| *unit == code).map(|(_, sv, en)| (*sv, *en)),
    };
    known.map_or("", |(sv, en)| if language == Language::Swedish { sv } else { en })
}

#[cfg(test)]
mod tests {
    use super::{Language, unit};
    use crate::catalogue::indicator::Unit;

    #[test]
    fn every_unit_but_those_without_one_has_a_word_in_both_languages() {
        for one in Unit::ALL {
            let is_without = matches!(one, Unit::Ratio | Unit::Unknown);
            for language in [Language::Swedish, Language::English] {
                assert_eq!(unit(one.as_str(), false, language).is_empty(), is_without, "{one:?}");
            }
        }
    }
}
