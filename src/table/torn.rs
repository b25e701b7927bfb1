//! How rows begin: what tells the start of a row that was cut off from a note below the table.

use crate::intake::{Cell, Letters, Record};
use std::borrow::Cow;

/// The first cell of a row, or as much of it as is compared.
#[derive(Debug, Default)]
pub struct Beginning {
    bytes: [u8; 16],
    length: usize,
    text: String,
}

impl Beginning {
    /// Takes over the first field of a record. Three letters are compared: they are among sixteen bytes.
    #[inline]
    pub fn of_record(&mut self, record: &Record<'_>) {
        let field = record.field(0).unwrap_or_default();
        self.length = 0;
        match (record.beginning(), field.first()) {
            (Some(bytes), Some(first)) if first.is_ascii_alphanumeric() => {
                (self.bytes, self.length) = (*bytes, field.len().min(16));
            }
            _ => self.of_text(&record.text(field)),
        }
    }

    /// Takes over a text.
    pub fn of_text(&mut self, text: &str) {
        self.length = 0;
        self.text.clear();
        self.text.push_str(text);
    }

    /// What it says.
    pub fn text(&self, letters: Letters) -> Cow<'_, str> {
        match self.bytes.get(..self.length) {
            Some(bytes) if self.length > 0 => letters.text(bytes),
            _ => Cow::Borrowed(&self.text),
        }
    }
}

/// Whether a lone cell begins as the rows above it do: the start of a row that was cut off, rather than a note.
pub fn begins_alike(cells: &[Cell<'_>], above: &str) -> bool {
    const ENOUGH: usize = 3;
    let alone = cells.first().map(|cell| cell.text.trim()).unwrap_or_default();
    let alike = alone.chars().zip(above.trim().chars()).take_while(|(one, other)| one == other).count();
    cells.len() == 1 && !alone.is_empty() && (alike >= ENOUGH || alike == alone.chars().count())
}
