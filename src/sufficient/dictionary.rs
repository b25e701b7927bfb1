//! Words by numbers.

use rustc_hash::FxHashMap;

/// Texts by number, in order of first appearance.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    pub(super) texts: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Dictionary {
    /// The number of a text, a new one if it was not there.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The text of a number; empty where there is none.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map(String::as_str).unwrap_or_default()
    }
}
