//! The user's files: small ones are held whole, large ones of delimited text by their beginning and read again.

use crate::error::{Error, ErrorCode};
use crate::finding::Findings;
use crate::intake::{self, Format};
use crate::pipeline::Scanned;
use crate::table::reading::Reading;
use crate::table::{self, Recognised, Recogniser};
use sha2::{Digest, Sha256};
use std::io::Read;

/// Files up to this size are held whole; of larger delimited text this much is kept, to look at.
pub const HELD: usize = 1 << 23;

/// Bytes that are read together from a file on disk.
const CHUNK: usize = 1 << 20;

/// Opens a file again, at its first byte.
pub type Reopen = Box<dyn Fn() -> std::io::Result<Box<dyn Read>>>;

/// What is kept of a file's bytes.
pub(super) enum Held {
    /// All of them.
    Whole(Vec<u8>),
    /// The beginning, and how to open the rest where the session itself can.
    Beginning(Vec<u8>, Option<Reopen>),
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, bytes) = match self {
            Held::Whole(bytes) => ("Whole", bytes),
            Held::Beginning(bytes, _) => ("Beginning", bytes),
        };
        write!(f, "{what}({} bytes)", bytes.len())
    }
}

impl Held {
    /// The bytes at hand: all, or the beginning up to its last line end.
    pub(super) fn at_hand(&self) -> &[u8] {
        match self {
            Held::Whole(bytes) | Held::Beginning(bytes, _) => bytes,
        }
    }
}

/// A file of the user's.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) held: Held,
    pub(super) sha256: String,
    pub(super) reading: Reading,
    pub(super) findings: Findings,
    /// What it gave for the plan of this key.
    pub(super) scanned: Option<(String, Scanned)>,
}

/// A file on its way in, chunk by chunk.
pub struct Adding {
    name: String,
    /// The bytes so far, as many as are held.
    held: Vec<u8>,
    text: Option<Recogniser>,
    whole: bool,
    hash: Sha256,
    hashed: Option<String>,
}

/// What the end of a file gives.
pub enum Added {
    /// A file to keep.
    File(Box<Taken>),
    /// Its bytes contradict its beginning: it must be read once more, from the first byte.
    Again(Box<Adding>),
}

/// A file that was read to its end.
pub struct Taken(pub(super) Source);

impl Adding {
    /// A file of this name.
    pub fn new(name: &str) -> Adding {
        let hash = Sha256::new();
        Adding { name: name.to_owned(), held: Vec::new(), text: None, whole: false, hash, hashed: None }
    }

    /// Takes in the next bytes.
    ///
    /// # Errors
    /// Text that is no table; formats that are read whole where the memory does not suffice.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Error> {
        if self.hashed.is_none() {
            self.hash.update(chunk);
        }
        if let Some(text) = &mut self.text {
            return text.feed(chunk);
        }
        self.held.try_reserve(chunk.len()).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
        self.held.extend_from_slice(chunk);
        if self.held.len() > HELD && !self.whole {
            self.whole = intake::format(&self.held)? != Format::Delimited;
            if !self.whole {
                let mut text = Recogniser::new(self.held.get(..HELD).unwrap_or(&self.held))?;
                text.feed(&self.held)?;
                self.text = Some(text);
                self.held.truncate(HELD);
                let lines = self.held.iter().rposition(|byte| *byte == b'\n').map_or(HELD, |at| at + 1);
                self.held.truncate(lines);
                self.held.shrink_to_fit();
            }
        }
        Ok(())
    }

    /// The end of the file. `reopen` is kept to read it again with.
    ///
    /// # Errors
    /// Files that are not tables.
    pub fn finish(self, reopen: Option<Reopen>) -> Result<Added, Error> {
        let sha256 = self.hashed.unwrap_or_else(|| hex(&self.hash.finalize()));
        let source = |held, reading, findings| Source {
            name: self.name.clone(),
            held,
            sha256: sha256.clone(),
            reading,
            findings,
            scanned: None,
        };
        let Some(text) = self.text else {
            let (reading, findings) = table::recognise(&self.held, None)?;
            return Ok(Added::File(Box::new(Taken(source(Held::Whole(self.held), reading, findings)))));
        };
        match text.finish(&self.held)? {
            Recognised::As(reading, findings) => {
                let held = Held::Beginning(self.held, reopen);
                Ok(Added::File(Box::new(Taken(source(held, *reading, findings)))))
            }
            Recognised::Again(text) => Ok(Added::Again(Box::new(Adding {
                text: Some(*text),
                hashed: Some(sha256),
                hash: Sha256::new(),
                name: self.name,
                held: self.held,
                whole: false,
            }))),
        }
    }
}

/// Reads a file that can be opened again, chunk by chunk.
pub(super) fn read(reopen: &Reopen, take: &mut dyn FnMut(&[u8]) -> Result<bool, Error>) -> Result<(), Error> {
    let failed = |_| Error::new(ErrorCode::ReadFailed);
    let mut file = reopen().map_err(failed)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = match file.read(&mut chunk) {
            Ok(length) => length,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        if length == 0 || !take(chunk.get(..length).unwrap_or_default())? {
            return Ok(());
        }
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
