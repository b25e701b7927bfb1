//! Levels of sex and age, as headers and cells name them.

use super::age::AgeBand;
use super::fold::fold;

/// What several levels have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Women and men, girls and boys.
    Sex,
    /// Ages in years.
    Age,
}

impl Dimension {
    /// What files call it: `kön`, `ålder`.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Sex => "kön",
            Dimension::Age => "ålder",
        }
    }

    /// What several names are levels of; at least two must be one, and the rest the whole.
    pub fn of<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Option<Dimension> {
        let fits = |level: fn(&str) -> bool| {
            let parts = names.clone().filter(|name| !is_whole(name));
            let mut distinct: Vec<String> = parts.clone().map(fold).collect();
            distinct.sort();
            distinct.dedup();
            distinct.len() >= 2 && parts.clone().all(level)
        };
        if fits(is_sex) || fits(is_letter_of_sex) {
            return Some(Dimension::Sex);
        }
        fits(is_age).then_some(Dimension::Age)
    }

    /// The level that each name is, or the sex that it ends or begins with: what else it says, and the level.
    pub fn in_names(names: &[&str]) -> Option<(Dimension, Vec<Named>)> {
        if let Some(dimension) = Dimension::of(names.iter().copied()) {
            return Some((dimension, names.iter().map(|name| (None, name.trim().to_owned())).collect()));
        }
        let apart = [' ', ',', ':'];
        let split = |first: bool| {
            let part = |name: &&str| {
                let name = name.trim();
                let (level, rest) = match first {
                    true => name.split_once(apart)?,
                    false => name.rsplit_once(apart).map(|(rest, level)| (level, rest))?,
                };
                Some((Some(rest.trim_matches(apart).to_owned()), level.to_owned()))
            };
            let parts: Vec<Named> = names.iter().map(part).collect::<Option<_>>()?;
            let found = Dimension::of(parts.iter().map(|(_, level)| level.as_str()));
            found.filter(|found| *found == Dimension::Sex).map(|found| (found, parts))
        };
        split(false).or_else(|| split(true))
    }
}

/// What a name says besides a level, and the level.
pub type Named = (Option<String>, String);

/// Whether a level means everybody.
pub fn is_whole(level: &str) -> bool {
    const WHOLE: [&str; 20] = [
        "",
        "totalt",
        "total",
        "summa",
        "summa totalt",
        "alla",
        "samtliga",
        "bada konen",
        "t",
        "kvinnor och man",
        "man och kvinnor",
        "kvinnor man",
        "man kvinnor",
        "all",
        "both sexes",
        "bagge konen",
        "alla aldrar",
        "samtliga aldrar",
        "bada",
        "all ages",
    ];
    WHOLE.contains(&fold(level).as_str()) || is_all_ages(level)
}

/// Ages from nothing on, without end: `0+`, `0–85+`.
fn is_all_ages(level: &str) -> bool {
    let open = |text: &str| AgeBand::parse(text).filter(|band| band.to.is_none() && !text.trim_end().ends_with('-'));
    let rest = level.trim_start().strip_prefix('0');
    let last = rest.and_then(|rest| rest.trim_start_matches('0').trim_start().strip_prefix(['-', '–']));
    rest.is_some() && open(level).is_some_and(|band| band.from == 0) || last.and_then(open).is_some()
}

/// Whether a header says that sexes stand under it.
pub fn names_sex(header: &str) -> bool {
    matches!(fold(header).as_str(), "kon" | "sex" | "gender" | "juridiskt kon" | "konskod" | "kon kod")
}

/// Which sex a level names, girls and boys apart from women and men; by a letter alone where the column says sexes.
pub fn sex(level: &str, by_letter: bool) -> Option<usize> {
    const SEXES: [&[&str]; 4] = [
        &["kvinna", "kvinnor", "woman", "women", "female", "females", "kv"],
        &["man", "men", "male", "males"],
        &["flicka", "flickor", "tjejer", "girl", "girls"],
        &["pojke", "pojkar", "killar", "boy", "boys"],
    ];
    let level = fold(level);
    match level.as_str() {
        "k" | "f" if by_letter => Some(0),
        "m" if by_letter => Some(1),
        level => SEXES.iter().position(|names| names.contains(&level)),
    }
}

fn is_sex(level: &str) -> bool {
    sex(level, false).is_some()
}

/// `K` and `M`, where nothing but them and the whole stands beside.
fn is_letter_of_sex(level: &str) -> bool {
    sex(level, true).is_some() && level.trim().len() == 1
}

/// `16–29 år`, `65+`, `80 år och äldre`, `0-5`.
fn is_age(level: &str) -> bool {
    let folded = fold(level);
    let words: Vec<&str> = folded.split(' ').collect();
    let age = |word: &str| word.len() <= 3 && word.parse::<u8>().is_ok_and(|age| age <= 120);
    match words.as_slice() {
        [only] => age(only) && level.trim().ends_with('+'),
        [first, "ar"] => age(first),
        [first, last] | [first, last, "ar"] if age(first) && age(last) => first.len() <= last.len(),
        [first, "ar", rest @ ..] | [first, rest @ ..] if age(first) => {
            matches!(rest, ["och", "aldre" | "uppat" | "over"] | ["eller", "aldre"] | ["aldre"])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Dimension, is_whole};

    #[test]
    fn sexes_and_ages() {
        let of = |names: &[&'static str]| Dimension::of(names.iter().copied());
        assert_eq!(of(&["Kvinnor", "Män", "Totalt"]), Some(Dimension::Sex));
        assert_eq!(of(&["flickor", "Pojkar"]), Some(Dimension::Sex));
        assert_eq!(of(&["16–29 år", "30-44 år", "65+", "80 år och äldre"]), Some(Dimension::Age));
        assert_eq!(of(&["Kvinnor", "Kvinnor"]), None);
        assert_eq!(of(&["Andel", "Antal"]), None);
        assert_eq!(of(&["Kvinnor", "Antal"]), None);
        assert_eq!(of(&["2023", "2024"]), None);
        assert_eq!(of(&["K", "M", "T"]), Some(Dimension::Sex));
        assert_eq!(of(&["K", "M", "N"]), None);
        assert_eq!(of(&["M", "T"]), None);
        assert_eq!(of(&["K", "Män"]), None);
        assert_eq!(of(&["K", "X"]), None);
    }

    #[test]
    fn sexes_behind_measures() {
        let names = ["Läkare, Kvinnor", "Läkare, Män", "Övriga Kvinnor", "Övriga Totalt"];
        let (dimension, parts) = Dimension::in_names(&names).unwrap();
        assert_eq!(dimension, Dimension::Sex);
        assert_eq!(parts[1], (Some("Läkare".to_owned()), "Män".to_owned()));
        let first = Dimension::in_names(&["Kvinnor: andel", "Män andel"]).unwrap().1;
        assert_eq!(first[0], (Some("andel".to_owned()), "Kvinnor".to_owned()));
        assert_eq!(Dimension::in_names(&["Läkare Kvinnor", "Läkare"]), None);
    }

    #[test]
    fn everybody() {
        for whole in ["Totalt", "båda könen", "Män och kvinnor", "", "0-85+", "0+", "0 år och äldre", "00–w"] {
            assert!(is_whole(whole), "{whole}");
        }
        for part in ["Kvinnor", "0-4", "0", "65+", "0-", "10+", "85+"] {
            assert!(!is_whole(part), "{part}");
        }
    }
}
