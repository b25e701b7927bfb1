//! Finds the indicator that a text in a file speaks of.

use super::Catalogue;
use super::indicator::Indicator;

impl Catalogue {
    /// The indicator that `text` names: by its id, label or another of its names, whatever the case, accents and
    /// spaces, or by an id that stands as a word of its own in a longer text. `None` where two are named.
    pub fn recognise(&self, text: &str) -> Option<&Indicator> {
        let wanted = plain(text);
        if wanted.is_empty() {
            return None;
        }
        only(self.indicators.iter().filter(|indicator| indicator.is_called(&wanted))).or_else(|| {
            let words: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric()).map(plain).collect();
            only(self.indicators.iter().filter(|indicator| words.contains(&plain(&indicator.id))))
        })
    }
}

impl Indicator {
    fn is_called(&self, wanted: &str) -> bool {
        let fixed = [&self.id, &self.label.sv, &self.label.en];
        fixed.into_iter().chain(&self.names).any(|name| plain(name) == wanted)
    }
}

fn only<'a>(mut found: impl Iterator<Item = &'a Indicator>) -> Option<&'a Indicator> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Letters and digits alone, in lower case and without accents.
pub(crate) fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(base).collect()
}

fn base(letter: char) -> Option<char> {
    match letter {
        'å' | 'ä' | 'á' | 'à' | 'â' => Some('a'),
        'ö' | 'ó' | 'ô' | 'ø' => Some('o'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'ü' | 'ú' => Some('u'),
        letter => letter.is_alphanumeric().then_some(letter),
    }
}
