//! The names of Kolada's measures of health care. A file may speak of a measure that is not built in; it can be called
//! by its name then, but nothing is compared.

use super::Catalogue;
use super::recognise::plain;

/// What the page opens with holds no file that could name one.
const FILE: &str = if cfg!(feature = "overview") { "" } else { include_str!("../../www/catalogue/kpi.csv") };

/// Ids and titles, in the order of the ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Titles(Vec<(&'static str, &'static str)>);

impl Titles {
    /// Those that are built in.
    pub(super) fn built_in() -> Titles {
        Titles(FILE.lines().skip(1).filter_map(|line| line.split_once(';')).collect())
    }

    fn by_id(&self, id: &str) -> Option<&'static str> {
        let at = self.0.binary_search_by(|(known, _)| known.cmp(&id)).ok()?;
        self.0.get(at).map(|(_, title)| *title)
    }
}

impl Catalogue {
    /// The title of the measure in Kolada that a text names: by its id, alone or as a word of its own, or by the title
    /// itself in another writing. `None` where two are named.
    pub fn kpi(&self, text: &str) -> Option<&str> {
        let words = text.split(|sign: char| !sign.is_alphanumeric()).map(str::to_uppercase);
        let mut titles: Vec<&str> = words.filter_map(|word| self.kpis.by_id(&word)).collect();
        titles.dedup();
        match titles.as_slice() {
            [only] => Some(only),
            [] => {
                let wanted = plain(text);
                let found = self.kpis.0.iter().find(|(_, title)| !wanted.is_empty() && plain(title) == wanted);
                found.map(|(_, title)| *title)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;

    #[test]
    fn measures_of_kolada_have_their_names() {
        let catalogue = Catalogue::built_in().unwrap();
        let title = "Incidens av hjärtinfarkter 25+ år, antal/100 000 inv";
        assert_eq!(catalogue.kpi("N01439"), Some(title));
        assert_eq!(catalogue.kpi("n01439 Incidens"), Some(title));
        assert_eq!(catalogue.kpi("incidens av hjärtinfarkter 25+ år, antal/100000 inv"), Some(title));
        assert_eq!(catalogue.kpi("N01439 och N01451"), None);
        assert_eq!(catalogue.kpi("N99999"), None);
        assert_eq!(catalogue.kpi(""), None);
    }

    #[test]
    fn the_list_is_in_order() {
        let titles = super::Titles::built_in().0;
        assert!(titles.len() > 800 && titles.is_sorted_by(|one, other| one.0 < other.0));
    }
}
