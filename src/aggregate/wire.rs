//! Cells of surveys as bytes, for workers that each read a part of a file. They never leave the workers.

use super::Cells;
use crate::sufficient::patterns::Patterns;
use crate::wire::{Read, Write};

impl Cells {
    /// Writes the cells of surveys.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.all(self.surveys.iter(), |out, (measure, patterns)| {
            out.text(measure);
            patterns.write(out);
        });
    }

    /// Reads what another worker wrote.
    pub fn read(from: &mut Read<'_>) -> Option<Cells> {
        let surveys = from.all(|from| Some((from.text()?.to_owned(), Patterns::read(from)?)))?;
        Some(Cells { surveys, ..Cells::default() })
    }
}
