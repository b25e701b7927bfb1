//! The populations that rates are standardised to, by age: `www/reference/standard_population.csv`.

use crate::error::{Error, ErrorCode};
use crate::vocabulary::age::AgeBand;

const TEXT: &str = include_str!("../../www/reference/standard_population.csv");

/// A population by age.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardPopulation {
    groups: Vec<(AgeBand, f64)>,
}

impl StandardPopulation {
    /// The built-in population of this name: `esp2013` or `riket`.
    ///
    /// # Errors
    /// [`ErrorCode::CatalogueInvalid`] for a name that the table does not have.
    pub fn built_in(name: &str) -> Result<StandardPopulation, Error> {
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            let [standard, from, to, people] = cells.as_slice() else { return None };
            let band =
                AgeBand { from: from.parse().ok()?, to: if to.is_empty() { None } else { Some(to.parse().ok()?) } };
            Some(((*standard).to_owned(), (band, people.parse().ok()?)))
        };
        let rows: Option<Vec<(String, (AgeBand, f64))>> = TEXT.lines().skip(1).map(row).collect();
        let groups: Vec<_> = rows.into_iter().flatten().filter(|(of, _)| of == name).map(|(_, group)| group).collect();
        if groups.is_empty() {
            let broken = Error::new(ErrorCode::CatalogueInvalid).with("file", "reference/standard_population.csv");
            return Err(broken.with("detail", name));
        }
        Ok(StandardPopulation { groups })
    }

    /// The people in a band; a group that is partly in it counts by its years. `None` where the band begins or ends
    /// within the oldest, open group.
    pub fn people(&self, band: AgeBand) -> Option<f64> {
        let mut sum = 0.0;
        for (group, people) in self.groups.iter().filter(|(group, _)| group.overlaps(band)) {
            sum += match (group.to, band.to) {
                (None, None) if band.from <= group.from => *people,
                (None, _) => return None,
                (Some(last), end) => {
                    let (first, end) = (group.from.max(band.from), end.map_or(last, |end| end.min(last)));
                    people * f64::from(end - first + 1) / f64::from(last - group.from + 1)
                }
            };
        }
        (sum > 0.0).then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(name: &str, text: &str) -> Option<f64> {
        StandardPopulation::built_in(name).unwrap().people(AgeBand::parse(text).unwrap())
    }

    /// The published groups, sums of them, and halves by years: 16–19 is four fifths of 15–19.
    #[test]
    fn published_groups_and_their_parts() {
        assert_eq!(people("esp2013", "0+"), Some(100_000.0));
        assert_eq!(people("esp2013", "85+"), Some(2_500.0));
        assert_eq!(people("esp2013", "0-14"), Some(16_000.0));
        assert_eq!(people("esp2013", "16-19"), Some(4_400.0));
        assert_eq!(people("riket", "0+"), Some(10_605_532.0));
        assert_eq!(people("esp2013", "97+"), None);
        assert!(StandardPopulation::built_in("esp1976").is_err());
    }
}
