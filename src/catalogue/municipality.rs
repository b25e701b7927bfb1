//! Municipalities by SKR's groups of 2023: `www/reference/municipalities.csv`.

use crate::error::{Error, ErrorCode};
use crate::vocabulary::fold::fold;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../www/reference/municipalities.csv");
const DIGITS: usize = 4;

/// Each municipality's group, by its code and its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipalities {
    groups: BTreeMap<String, &'static str>,
}

/// Codes and names of all municipalities.
pub fn spellings() -> impl Iterator<Item = &'static str> {
    TEXT.lines().skip(1).flat_map(|line| line.split(',').take(2))
}

impl Municipalities {
    /// The groups that are built in.
    ///
    /// # Errors
    /// [`ErrorCode::CatalogueInvalid`] for a line that is not code, name and group.
    pub fn built_in() -> Result<Municipalities, Error> {
        let broken = |line: &str| {
            let error = Error::new(ErrorCode::CatalogueInvalid).with("file", "reference/municipalities.csv");
            error.with("detail", line)
        };
        let mut groups = BTreeMap::new();
        for line in TEXT.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let [code, name, group] = cells.as_slice() else { return Err(broken(line)) };
            groups.insert((*code).to_owned(), *group);
            groups.insert(name.to_lowercase(), *group);
            // Håbo without its ring is Habo, another municipality.
            groups.entry(fold(name)).or_insert(*group);
        }
        Ok(Municipalities { groups })
    }

    /// The group of a municipality as files write it: `1380`, `380`, `Halmstad`, `Halmstads kommun`, `1380 Halmstad`.
    pub fn group(&self, text: &str) -> Option<&'static str> {
        let folded = fold(text);
        let first = folded.split(' ').next().unwrap_or_default();
        if !first.is_empty() && first.len() <= DIGITS && first.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.groups.get(&format!("{first:0>DIGITS$}")).copied();
        }
        let named = |text: &str| {
            let name = [" kommun", " stad"].iter().fold(text, |name, word| name.strip_suffix(word).unwrap_or(name));
            let name = name.strip_prefix("region ").unwrap_or(name);
            let known = |name: &str| self.groups.get(name).copied();
            known(name).or_else(|| known(name.strip_suffix('s')?))
        };
        named(text.trim().to_lowercase().as_str()).or_else(|| named(&folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// SKR: 290 municipalities, of which 46 in A, 110 in B and 134 in C; 56 are C8 or C9.
    #[test]
    fn all_of_them_in_every_spelling() {
        let all = Municipalities::built_in().unwrap();
        let of_codes = || all.groups.iter().filter(|(key, _)| key.starts_with(|it: char| it.is_ascii_digit()));
        let many = |begins: &[&str]| of_codes().filter(|(_, it)| begins.iter().any(|b| it.starts_with(b))).count();
        assert_eq!([many(&["A", "B", "C"]), many(&["A"]), many(&["B"])], [290, 46, 110]);
        assert_eq!([many(&["C"]), many(&["C8", "C9"])], [134, 56]);
        assert_eq!(all.groups.values().collect::<BTreeSet<_>>().len(), 9);
        for text in ["1380", "Halmstad", "Halmstads kommun", "1380 Halmstad", "HALMSTAD"] {
            assert_eq!(all.group(text), Some("B3"), "{text}");
        }
        assert_eq!((all.group("180"), all.group("Stockholms stad")), (Some("A1"), Some("A1")));
        assert_eq!((all.group("Region Gotland"), all.group("Hylte kommun")), (Some("C6"), Some("B5")));
        assert_eq!(
            (all.group("Håbo"), all.group("Habo kommun"), all.group("Horby")),
            (Some("A2"), Some("B4"), Some("B4"))
        );
        assert_eq!((all.group("Mönsterås"), all.group("Malung-Sälen")), (Some("C7"), Some("C9")));
        assert_eq!((all.group("9999"), all.group("Halland"), all.group("")), (None, None, None));
    }
}
