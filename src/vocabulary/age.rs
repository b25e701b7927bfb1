//! Age bands as people write them: `0-4`, `00–04 år`, `85+`, `85 år och äldre`, `under 18`, `65`.

use super::fold::fold;

/// Whole years of age from and to, both included; no end for the oldest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeBand {
    /// First year of age.
    pub from: u8,
    /// Last year of age; `None` where the band is open.
    pub to: Option<u8>,
}

const OLDEST: u8 = 120;

impl AgeBand {
    /// Reads a band.
    pub fn parse(text: &str) -> Option<AgeBand> {
        let lower = text.trim().to_lowercase();
        let numbers: Vec<u8> = lower
            .split(|sign: char| !sign.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.parse().ok().filter(|age| *age <= OLDEST))
            .collect::<Option<_>>()?;
        let folded = fold(&lower);
        let words: Vec<&str> = folded.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).collect();
        const KNOWN: [&str; 14] = [
            "ar", "aring", "aringar", "years", "year", "old", "och", "eller", "and", "or", "to", "till", "age", "alder",
        ];
        const OLDER: [&str; 7] = ["aldre", "older", "over", "uppat", "plus", "w", "above"];
        const YOUNGER: [&str; 4] = ["under", "yngre", "younger", "below"];
        let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
        if words.iter().any(|word| ![&KNOWN[..], &OLDER, &YOUNGER].concat().contains(word)) {
            return None;
        }
        let open = has(&OLDER) || lower.contains('+') || lower.trim_end().ends_with(['-', '–']);
        match (numbers.as_slice(), open, has(&YOUNGER)) {
            ([from, to], false, false) if from <= to => Some(AgeBand { from: *from, to: Some(*to) }),
            ([from], true, false) => Some(AgeBand { from: *from, to: None }),
            ([age], false, true) => {
                let last =
                    if words.contains(&"yngre") || words.contains(&"younger") { *age } else { age.checked_sub(1)? };
                Some(AgeBand { from: 0, to: Some(last) })
            }
            ([age], false, false) => Some(AgeBand { from: *age, to: Some(*age) }),
            _ => None,
        }
    }

    /// Of three ages or more, the band that all others are within: `16–84` beside `16–44` and `45–84`.
    pub fn of_all<'t>(ages: impl Iterator<Item = &'t str>) -> Option<&'t str> {
        let bands: Vec<(&str, AgeBand)> = ages.map(|age| Some((age, AgeBand::parse(age)?))).collect::<Option<_>>()?;
        let holds = |one: &AgeBand, other: &AgeBand| {
            one.from <= other.from && one.to.is_none_or(|last| other.to.is_some_and(|to| to <= last))
        };
        let all = bands.iter().find(|(_, one)| bands.iter().all(|(_, other)| holds(one, other)));
        all.filter(|_| bands.len() > 2).map(|(age, _)| *age)
    }

    /// Whether two bands share a year of age.
    pub fn overlaps(self, other: AgeBand) -> bool {
        let before = |a: AgeBand, b: AgeBand| a.to.is_some_and(|to| to < b.from);
        !before(self, other) && !before(other, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_as_people_write_them() {
        for (text, from, to) in [
            ("0-4", 0, Some(4)),
            ("00–04 år", 0, Some(4)),
            ("85+", 85, None),
            ("085+", 85, None),
            ("85 år och äldre", 85, None),
            ("95-", 95, None),
            ("85–w", 85, None),
            ("under 18", 0, Some(17)),
            ("17 år eller yngre", 0, Some(17)),
            ("65", 65, Some(65)),
            ("65 to 69 years", 65, Some(69)),
        ] {
            assert_eq!(AgeBand::parse(text), Some(AgeBand { from, to }), "{text}");
        }
        for text in ["", "Totalt", "kvinna", "69-65", "vårdcentral 3", "2024", "1-2-3"] {
            assert_eq!(AgeBand::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_band_of_all() {
        let of = |ages: &[&'static str]| AgeBand::of_all(ages.iter().copied());
        assert_eq!(of(&["16-44", "45-84", "16-84"]), Some("16-84"));
        assert_eq!(of(&["18-64", "18+", "65+"]), Some("18+"));
        assert_eq!(of(&["18-64", "65+", "85+"]), None);
        assert_eq!(of(&["18-64", "18+"]), None);
        assert_eq!(of(&["Totalt", "18-64", "18+", "65+"]), None);
    }

    #[test]
    fn overlap() {
        let band = |from, to| AgeBand { from, to };
        assert!(band(0, Some(17)).overlaps(band(15, Some(19))) && band(85, None).overlaps(band(90, None)));
        assert!(!band(0, Some(4)).overlaps(band(5, Some(9))));
    }
}
