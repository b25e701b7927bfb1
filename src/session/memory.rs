//! The memory that the columns of large files are kept in.

use super::Session;

/// Bytes that the columns of large files are kept in unless [`Session::set_memory`] says otherwise: a survey of five
/// million answers to thirty questions takes a third of it.
pub const MEMORY: usize = 256 << 20;

impl Session {
    /// How many bytes the columns of the next files may be kept in, all files together. With none of it every question
    /// reads a large file again.
    pub fn set_memory(&mut self, bytes: usize) {
        self.memory = bytes;
    }

    /// What is left of the memory for columns.
    pub fn memory_left(&self) -> usize {
        let taken: usize = self.sources.iter().filter_map(|source| source.kept.as_ref()).map(|kept| kept.size()).sum();
        self.memory.saturating_sub(taken)
    }
}
