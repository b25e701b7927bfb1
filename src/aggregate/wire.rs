//! Cells of surveys as bytes, for workers that each read a part of a file. They never leave the workers.

use super::Cells;
use crate::wire::{Read, Write};

impl Cells {
    /// Writes the cells of surveys.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.all(self.surveys.iter(), |out, (measure, patterns)| {
            out.text(measure);
            patterns.write(out);
        });
    }

    /// Adds what another worker wrote.
    pub fn append(&mut self, from: &mut Read<'_>) -> Option<()> {
        for _ in 0..from.count()? {
            self.patterns(from.text()?).append(from)?;
        }
        Some(())
    }
}
