//! Which way a measure points.

use super::fold::fold;

/// Whether a higher value is better, worse, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Neither: volumes, costs, structure. Verdicts say higher or lower, never better or worse.
    None,
}

impl Direction {
    /// Reads `higher`, `lower` or `none`.
    pub fn parse(text: &str) -> Option<Direction> {
        match text {
            "higher" => Some(Direction::Higher),
            "lower" => Some(Direction::Lower),
            "none" => Some(Direction::None),
            _ => None,
        }
    }

    /// The word used in the catalogue, the plan and the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::None => "none",
        }
    }
}

/// Folded beginnings of words about what is better had less of; whole words with a space behind.
#[rustfmt::skip]
const BAD: [&str; 40] = [
    "avsta ", "avstar ", "avstatt", "avstod", "besvar ", "oro ", "orolig", "oroa", "angslan", "angest", "fel ", "felbehandl",
    "felaktig", "skada", "skador", "vardskad", "problem", "hinder", "for lang", "missnoj", "smarta ", "vark ", "krank", "diskrimin",
    "otrygg", "ensam ", "ensamhet", "klag", "brist", "neka", "dalig", "svarighet", "svart att", "biverkning", "stress", "inte ",
    "worr", "unmet", "too long", "dissatisf",
];

/// Whether a question is about something bad, so that yes may not be the good answer: `avstått från vård`, `väntat för länge`;
/// `nöjd eller missnöjd` is about both.
pub fn says_bad(question: &str) -> bool {
    let folded = format!(" {} ", fold(question));
    let begins = |before: &str| before.ends_with(' ') && !before.ends_with(" eller ");
    let said = |word: &&str| folded.match_indices(*word).any(|(at, _)| folded.get(..at).is_some_and(begins));
    BAD.iter().any(said)
}

/// Folded words about what is better had more of, and those beside which they may mean something else.
const GOOD: [&str; 6] = [" nojd ", " nojda ", " nojdhet ", " positiva svar ", " fortroende ", " satisfied "];
#[rustfmt::skip]
const UNSURE: [&str; 14] = [
    " antal ", " ej ", " icke ", " utan ", " lag ", " lagt ", " litet ", " liten ", " mindre ", " varken ", "missnoj", " prov", " test",
    " not ",
];

/// Whether the name of a figure says by itself that more of it is better: `Andel nöjda`, `Förtroende för vården`.
pub fn says_good(name: &str) -> bool {
    let folded = format!(" {} ", fold(name));
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    holds(&GOOD) && !holds(&UNSURE) && !says_bad(name)
}

#[cfg(test)]
mod tests {
    use super::{says_bad, says_good};

    #[test]
    fn what_is_better_had_more_of() {
        for name in
            ["Andel nöjda", "Nöjdhet (1–5)", "Andel positiva svar, procent", "Stort förtroende för vårdcentralen"]
        {
            assert!(says_good(name), "{name}");
        }
        for name in [
            "Andel missnöjda",
            "Andel nöjda eller missnöjda",
            "Andel inte nöjda",
            "Ej nöjda",
            "Lågt förtroende",
            "Antal nöjda",
            "Andel positiva svar på prov",
            "Andel positiva",
            "Väntetid",
            "",
        ] {
            assert!(!says_good(name), "{name}");
        }
    }

    #[test]
    fn what_is_better_had_less_of() {
        for question in [
            "avstatt_vard",
            "Avstått från vård",
            "Har du väntat för länge?",
            "känt oro",
            "Har du besvär av värk?",
            "FEL",
            "fått en vårdskada",
            "Problem",
            "Jag fick inte hjälp",
            "missnöjd med bemötandet",
        ] {
            assert!(says_bad(question), "{question}");
        }
        for question in [
            "nöjd",
            "Hur nöjd eller missnöjd är du?",
            "Fick du dina frågor besvarade?",
            "Avstånd till vårdcentral",
            "Bemötande",
            "Örebro",
            "delaktig",
            "Känner du dig trygg?",
            "",
            "q1",
        ] {
            assert!(!says_bad(question), "{question}");
        }
    }
}
