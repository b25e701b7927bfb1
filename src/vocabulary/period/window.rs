//! How many years one value covers, by the name of its measure.

use crate::vocabulary::fold::fold;

const NUMBERS: [(&str, i16); 12] = [
    ("tva", 2),
    ("tre", 3),
    ("fyra", 4),
    ("fem", 5),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("2", 2),
    ("3", 3),
    ("4", 4),
    ("5", 5),
];

/// The years that each value covers where its period names one of them: 2 in `de senaste två åren`, 3 in
/// `treårsmedelvärde` and `rullande 3 år`; else 1.
pub fn years_covered(name: &str) -> i16 {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let covered = |at: usize, word: &str| {
        NUMBERS.iter().find_map(|(number, years)| {
            let rest = word.strip_prefix(number)?;
            let next = words.get(at + 1).copied().unwrap_or_default();
            let before = at.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
            let rolls = matches!(before, "senaste" | "rullande" | "glidande" | "last" | "past" | "rolling");
            let of_years = rest.is_empty() && rolls && matches!(next, "ar" | "aren" | "years");
            let mean = if rest.is_empty() { next } else { rest };
            (of_years || mean.starts_with("arsmedel") || mean.starts_with("arsgenomsnitt")).then_some(*years)
        })
    };
    words.iter().enumerate().find_map(|(at, word)| covered(at, word)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::years_covered;

    #[test]
    fn names_say_how_many_years_a_value_covers() {
        for (name, years) in [
            ("Tandvårdsundersökning de senaste två åren", 2),
            ("Besökt tandläkare senaste 2 åren, procent", 2),
            ("Åtgärdbar dödlighet (treårsmedelvärde)", 3),
            ("Dödlighet, 3-årsmedel", 3),
            ("Dödlighet, glidande femårsmedelvärde", 5),
            ("Suicid, rullande 3 år", 3),
            ("Dental visit in the last two years", 2),
            ("Besökt tandläkare senaste året", 1),
            ("Femårsöverlevnad vid cancer", 1),
            ("Nya frakturer inom tre år", 1),
            ("Barn två år och äldre", 1),
            ("De 25 senaste åren", 1),
            ("Senaste 12 månaderna", 1),
            ("", 1),
        ] {
            assert_eq!(years_covered(name), years, "{name}");
        }
    }
}
