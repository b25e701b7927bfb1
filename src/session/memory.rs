//! The memory that the columns of large files are kept in.

use super::Session;
use super::source::Source;

/// Bytes that the columns of large files are kept in unless [`Session::set_memory`] says otherwise: a survey of five
/// million answers to twenty questions fits. Of larger files nothing is kept, and memory does not grow with them.
pub const MEMORY: usize = 112 << 20;

impl Session {
    /// How many bytes the columns of the next files may be kept in, all files together. With none of it every question
    /// reads a large file again.
    pub fn set_memory(&mut self, bytes: usize) {
        self.memory = bytes;
    }

    /// What is left of the memory for columns.
    pub fn memory_left(&self) -> usize {
        let here = |source: &Source| source.kept.as_ref().map_or(0, |kept| kept.size());
        let taken: usize = self.sources.iter().map(|source| here(source) + source.elsewhere.unwrap_or(0)).sum();
        self.memory.saturating_sub(taken)
    }
}
