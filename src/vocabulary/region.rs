//! Sweden's 21 regions and the nation.

mod damage;

use super::fold::{fold, without_marks};
use damage::{LOST, with_lost_letters};

/// A region by its two-digit county code; `00` is the nation (riket).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u8);

/// What is known of a region: county code, the letters after `SE-`, NUTS 3 without `SE`, name of the region, short
/// name, and folded names that mean it. Codes: SCB, ISO 3166-2 and Eurostat.
struct Fact {
    code: u8,
    letters: &'static str,
    nuts: &'static str,
    name: &'static str,
    short: &'static str,
    stems: &'static [&'static str],
}

const fn fact(
    code: u8,
    letters: &'static str,
    nuts: &'static str,
    name: &'static str,
    short: &'static str,
    stems: &'static [&'static str],
) -> Fact {
    Fact { code, letters, nuts, name, short, stems }
}

#[rustfmt::skip]
static FACTS: [Fact; 21] = [
    fact(1, "ab", "110", "Region Stockholm", "Stockholm", &["stockholm", "sthlm", "sll"]),
    fact(3, "c", "121", "Region Uppsala", "Uppsala", &["uppsala", "lul"]),
    fact(4, "d", "122", "Region Sörmland", "Södermanland", &["sormland", "sodermanland", "sodermannland"]),
    fact(5, "e", "123", "Region Östergötland", "Östergötland", &["ostergotland", "ostergotaland", "lio"]),
    fact(6, "f", "211", "Region Jönköpings län", "Jönköping", &["jonkoping", "rjl"]),
    fact(7, "g", "212", "Region Kronoberg", "Kronoberg", &["kronoberg"]),
    fact(8, "h", "213", "Region Kalmar län", "Kalmar", &["kalmar", "rkl"]),
    fact(9, "i", "214", "Region Gotland", "Gotland", &["gotland"]),
    fact(10, "k", "221", "Region Blekinge", "Blekinge", &["blekinge"]),
    fact(12, "m", "224", "Region Skåne", "Skåne", &["skane"]),
    fact(13, "n", "231", "Region Halland", "Halland", &["halland"]),
    fact(14, "o", "232", "Västra Götalandsregionen", "Västra Götaland",
        &["vastra gotaland", "vastragotaland", "vgr", "vg", "v gotaland", "v a gotaland", "vastra gotland"]),
    fact(17, "s", "311", "Region Värmland", "Värmland", &["varmland"]),
    fact(18, "t", "124", "Region Örebro län", "Örebro", &["orebro", "rol"]),
    fact(19, "u", "125", "Region Västmanland", "Västmanland", &["vastmanland", "vastermanland"]),
    fact(20, "w", "312", "Region Dalarna", "Dalarna", &["dalarna", "dalarna kopparberg", "kopparberg"]),
    fact(21, "x", "313", "Region Gävleborg", "Gävleborg", &["gavleborg", "gavelborg"]),
    fact(22, "y", "321", "Region Västernorrland", "Västernorrland", &["vasternorrland", "vasternorland", "rvn", "lvn"]),
    fact(23, "z", "322", "Region Jämtland Härjedalen", "Jämtland",
        &["jamtland", "jamtland harjedalen", "jamtland och harjedalen", "jll", "rjh"]),
    fact(24, "ac", "331", "Region Västerbotten", "Västerbotten", &["vasterbotten", "vll"]),
    fact(25, "bd", "332", "Region Norrbotten", "Norrbotten", &["norrbotten", "norbotten", "nll"]),
];

/// Folded words that name the nation, alone or among [`ABOUT`]: `riket`, `hela landet`, `rikets genomsnitt`.
#[rustfmt::skip]
const NATION: &[&str] = &[
    "riket", "rikets", "sverige", "sveriges", "sweden", "se", "landet", "country", "nation", "nationen", "national",
    "nationell", "nationellt", "rikssnitt", "rikssnittet", "riksgenomsnitt", "riksgenomsnittet", "riksmedel",
    "riksmedelvarde", "riksmedelvardet", "riksvarde", "riksvardet", "rikssiffra", "riksniva", "riksresultat",
];

/// Folded words that stand around them.
#[rustfmt::skip]
const ABOUT: &[&str] = &[
    "hela", "totalt", "total", "genomsnitt", "medel", "medelvarde", "snitt", "niva", "varde", "resultat", "vagt", "viktat",
    "for", "i", "average", "whole", "samtliga", "alla", "21",
];

/// Words before and after the name of a region, folded, the longest first.
const BEFORE: &[&str] = &[
    "landstinget i ",
    "landstinget ",
    "landsting ",
    "ltg ",
    "lt ",
    "regionen ",
    "region of ",
    "region ",
    "reg ",
    "county of ",
];
const AFTER: &[&str] = &[
    " lans landsting",
    " lans region",
    " landsting",
    " lan",
    " county council",
    " county",
    " region",
    "regionen",
    "region",
];

/// Without the number of its row before it, and the number of those who answered behind: `1. Halland`, `Halland (n=1203)`.
fn without_number(text: &str) -> &str {
    let numbered = text.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let text = numbered.map_or(text, |(_, name)| name);
    with_answers(text).or_else(|| with_number(text)).map_or(text, |(name, _)| name)
}

/// A name and a number in parentheses behind it that nothing says what it is of: at least three digits, and no year. A
/// figure (`19 (2722)`) is no name.
fn with_number(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(" (")?;
    let number = rest.strip_suffix(')')?;
    let digits = number.len() - number.matches([' ', '\u{a0}']).map(str::len).sum::<usize>();
    let other = number.bytes().any(|byte| byte.is_ascii_alphabetic() || byte.is_ascii_punctuation());
    let year = digits == 4 && (number.starts_with("19") || number.starts_with("20"));
    let named = name.contains(char::is_alphabetic);
    (named && digits > 2 && !other && !year && number.starts_with(|first: char| first.is_ascii_digit()))
        .then_some((name, number))
}

/// Whether a number that nothing says what it is of stands behind a name: `Halland (1203)`.
pub fn has_number_behind(text: &str) -> bool {
    with_number(text).is_some()
}

/// A name and what stands behind it of how many answered.
fn with_answers(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(" (")?;
    Some((name, rest.strip_prefix("n=").or_else(|| rest.strip_prefix("n ="))?))
}

/// How many answered, where that stands behind the name of a region: 1203 in `Halland (n=1 203)`.
pub fn answers_behind(text: &str) -> Option<f64> {
    let (_, number) = with_answers(text)?;
    let digits: String = number.trim_end().strip_suffix(')')?.split_whitespace().collect();
    digits.parse::<u32>().ok().map(f64::from)
}

impl Region {
    /// The nation.
    pub const NATION: Region = Region(0);

    /// The 21 regions in the order of their codes, without the nation.
    pub const ALL: [Region; 21] = [
        Region(1),
        Region(3),
        Region(4),
        Region(5),
        Region(6),
        Region(7),
        Region(8),
        Region(9),
        Region(10),
        Region(12),
        Region(13),
        Region(14),
        Region(17),
        Region(18),
        Region(19),
        Region(20),
        Region(21),
        Region(22),
        Region(23),
        Region(24),
        Region(25),
    ];

    /// Reads a code or a name in any of its spellings: `13`, `13.0`, `0013`, `SE-N`, `SE231`, `13L`, `Halland`,
    /// `Region Halland`, `Hallands län`, `13 Halland`. `None` for what is not one region or the nation: municipality
    /// codes, groups of regions, means over regions, counties that are not there.
    pub fn parse(text: &str) -> Option<Region> {
        let text = without_marks(text.trim());
        if text.is_empty() || text.len() > 80 {
            return None;
        }
        let text = without_number(text);
        if text.contains(LOST) {
            return with_lost_letters(text);
        }
        // A code among numbers with decimals, as programs for statistics write them.
        let code = text.strip_suffix(".0").filter(|code| code.len() <= 2).unwrap_or(text);
        if code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Region::from_digits(code);
        }
        let folded = fold(text);
        let folded = folded.as_str();
        let found = Region::from_letters(folded).or_else(|| Region::from_name(folded));
        found.or_else(|| Region::from_both(folded)).or_else(|| {
            // The raised number of a note that became an ordinary one: `Halland1`.
            let name = folded.strip_suffix(|sign: char| sign.is_ascii_digit())?;
            Region::from_name(name).filter(|_| name.len() > 4 && name.ends_with(|last: char| last.is_alphabetic()))
        })
    }

    /// The letters of a county: `AB`, `m`. Alone they mean other things in most places.
    pub fn of_letters(letters: &str) -> Option<Region> {
        FACTS.iter().find(|fact| fact.letters.eq_ignore_ascii_case(letters)).map(|fact| Region(fact.code))
    }

    /// One or two digits, the four of Kolada (`0013`), or a county without a municipality (`1300`). Other four digits are
    /// municipalities.
    fn from_digits(digits: &str) -> Option<Region> {
        let short = match digits.len() {
            1 | 2 => digits,
            4 => digits.strip_prefix("00").or_else(|| digits.strip_suffix("00"))?,
            _ => return None,
        };
        Region::from_code(short.parse().ok()?)
    }

    fn from_code(code: u8) -> Option<Region> {
        (code == 0).then_some(Region::NATION).or_else(|| Region::ALL.into_iter().find(|region| region.0 == code))
    }

    /// `se n`, `se231`, `n lan`, `13l`, `0980l`.
    fn from_letters(folded: &str) -> Option<Region> {
        if let Some(rest) = folded.strip_prefix("se") {
            let rest = rest.trim_start();
            let found = FACTS.iter().find(|fact| fact.letters == rest && folded.len() != rest.len() + 2);
            if let Some(fact) = found.or_else(|| FACTS.iter().find(|fact| fact.nuts == rest)) {
                return Some(Region(fact.code));
            }
        }
        if let Some(letters) = folded.strip_suffix(" lan") {
            return Region::of_letters(letters);
        }
        let digits = folded.strip_suffix('l')?;
        match digits {
            "0980" => Some(Region(9)),
            _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => Region::from_digits(digits),
            _ => None,
        }
    }

    fn from_name(folded: &str) -> Option<Region> {
        let mut words = folded.split(' ');
        if words.clone().any(|word| NATION.contains(&word)) {
            // `Riket (samtliga regioner)`, but not `Sveriges regioner`.
            let all = words.clone().any(|word| matches!(word, "samtliga" | "alla" | "21"));
            let about = |word| ABOUT.contains(&word) || (all && matches!(word, "regioner" | "lan"));
            return words.all(|word| NATION.contains(&word) || about(word)).then_some(Region::NATION);
        }
        if matches!(folded, "gotlands kommun" | "region gotlands kommun") {
            return Some(Region(9));
        }
        let bare = BEFORE.iter().find_map(|before| folded.strip_prefix(before)).unwrap_or(folded);
        let bare = AFTER.iter().find_map(|after| bare.strip_suffix(after)).unwrap_or(bare).trim_end();
        let known = |name: &str| FACTS.iter().find(|fact| fact.stems.contains(&name)).map(|fact| Region(fact.code));
        known(bare).or_else(|| known(bare.strip_suffix('s')?))
    }

    /// A code and a name in one cell, in either order, or two names, which must agree: `13 hallands lan`, `halland 13`,
    /// `n halland`, `vastra gotaland vgr`.
    fn from_both(folded: &str) -> Option<Region> {
        let agree = |code: &str, name: &str| {
            let known =
                Region::from_digits(code).or_else(|| Region::from_letters(code)).or_else(|| Region::of_letters(code));
            let code = known.or_else(|| Region::from_name(code))?;
            (Region::from_name(name)? == code).then_some(code)
        };
        let folded = folded.strip_prefix("se ").unwrap_or(folded);
        let few = folded.split(' ').count() <= 6;
        folded.match_indices(' ').filter(|_| few).find_map(|(at, _)| {
            let (first, last) = (folded.get(..at)?, folded.get(at + 1..)?);
            agree(first, last).or_else(|| agree(last, first))
        })
    }

    /// The two-digit code, `00` for the nation.
    pub fn code(self) -> String {
        format!("{:02}", self.0)
    }

    fn fact(self) -> Option<&'static Fact> {
        FACTS.iter().find(|fact| fact.code == self.0)
    }

    /// The region's own name: `Region Halland`, `Västra Götalandsregionen`, `Riket`.
    pub fn name(self) -> &'static str {
        self.fact().map_or("Riket", |fact| fact.name)
    }

    /// The short name: `Halland`, `Riket`.
    pub fn short(self) -> &'static str {
        self.fact().map_or("Riket", |fact| fact.short)
    }

    /// Whether this is the nation.
    pub fn is_nation(self) -> bool {
        self == Region::NATION
    }
}

#[cfg(test)]
mod tests;
