//! The checksums of files that are not held.

use super::{Session, source};
use sha2::{Digest, Sha256};

impl Session {
    /// The files whose checksum is not known: those that are not held. A result that is kept names every file by it.
    pub fn unhashed(&self) -> Vec<usize> {
        let unknown = self.sources.iter().enumerate().filter(|(_, source)| source.sha256.is_none());
        unknown.map(|(file, _)| file).collect()
    }

    /// Keeps the checksum of a file that was read to its end.
    pub fn hashed(&mut self, file: usize, hash: Sha256) {
        if let Some(source) = self.sources.get_mut(file) {
            source.sha256 = Some(source::hex(&hash.finalize()));
        }
    }
}
