//! The user's files: small ones are held whole, large ones of delimited text by their beginning and read again.

use super::Correction;
use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings};
use crate::intake::{self, Format};
use crate::pipeline::{self, Scanned};
use crate::plan::Plan;
use crate::table::reading::{Kind, Reading};
use crate::table::{self, Kept, Recognised, Recogniser};
use crate::vocabulary::region::Region;
use sha2::{Digest, Sha256};
use std::io::Read;

/// Files up to this size are held whole.
pub const HELD: usize = 1 << 23;

/// So much is kept of larger delimited text: what the file is is first decided by it, and it can be looked at.
const HEAD: usize = 1 << 20;

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

impl Source {
    /// Answers a plan from the columns that are kept, where they suffice.
    pub(super) fn ask_kept(&mut self, key: &str, plan: &Plan, own: Option<Region>) -> Result<(), Error> {
        let known = self.scanned.as_ref().is_some_and(|(of, _)| of == key);
        if let (Some(kept), false, None) = (&self.kept, known, self.elsewhere) {
            let scanned = pipeline::scan_kept(kept, &self.reading, &self.name, plan, own)?;
            self.scanned = scanned.map(|scanned| (key.to_owned(), scanned)).or(self.scanned.take());
        }
        Ok(())
    }

    /// Whether another file holds the same: all its bytes where they are at hand, else its beginning and its rows.
    pub(super) fn is_same(&self, other: &Source) -> bool {
        self.reading.n_data_rows == other.reading.n_data_rows && self.held.at_hand() == other.held.at_hand()
    }

    /// What was undecided about the kind, or not used, is decided once the user has said it.
    pub(super) fn settle(&mut self) {
        self.findings = std::mem::take(&mut self.findings).without(FindingCode::ColumnUnused);
        if self.reading.kind != Kind::Unknown {
            self.findings = std::mem::take(&mut self.findings).without(FindingCode::KindUnknown);
        }
        self.reading.name_unused(&mut self.findings);
    }
}

/// A file of the user's.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) held: Held,
    /// `None` until it is asked for, in files that are not held.
    pub(super) sha256: Option<String>,
    pub(super) reading: Reading,
    pub(super) findings: Findings,
    /// What the user has corrected, by hand or by a plan.
    pub(super) corrected: Correction,
    /// Whether only its national figures count.
    pub(super) is_reference: bool,
    /// What it gave for the plan of this key.
    pub(super) scanned: Option<(String, Scanned)>,
    /// Its columns, where they are kept.
    pub(super) kept: Option<Box<Kept>>,
    /// Bytes that the columns take which other workers keep; `None` where no others read a part of the file.
    pub(super) elsewhere: Option<usize>,
}

/// A file on its way in, chunk by chunk.
pub struct Adding {
    name: String,
    /// The bytes so far, as many as are held.
    pub(super) held: Vec<u8>,
    pub(super) text: Option<Recogniser>,
    whole: bool,
    /// Bytes after which it is decided whether they are held.
    enough: usize,
    /// Bytes that its columns may be kept in.
    pub(super) memory: usize,
    /// What of it each part of the file has.
    pub(super) share: usize,
    /// The checksum, where the bytes are no longer here.
    sha256: Option<String>,
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
    /// A file of this name, whose columns are kept in so much memory where they fit.
    pub fn new(name: &str, memory: usize) -> Adding {
        Adding {
            name: name.to_owned(),
            held: Vec::new(),
            text: None,
            whole: false,
            enough: HELD,
            memory,
            share: memory,
            sha256: None,
        }
    }

    /// Says how many bytes the file has: of one that will not be held no more than the beginning is waited for.
    pub fn will_have(&mut self, bytes: u64) {
        self.enough = if bytes > HELD as u64 { HEAD } else { HELD };
    }

    /// Takes in the next bytes.
    ///
    /// # Errors
    /// Text that is no table; formats that are read whole where the memory does not suffice.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Error> {
        if let Some(text) = &mut self.text {
            return text.feed(chunk);
        }
        // At once what a file that is not held whole needs: growing by turns would leave gaps as large again.
        let wanted = if self.whole { chunk.len() } else { (self.enough + chunk.len()).saturating_sub(self.held.len()) };
        self.held.try_reserve_exact(wanted).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
        self.held.extend_from_slice(chunk);
        if self.held.len() > self.enough && !self.whole {
            self.whole = intake::format(&self.held)? != Format::Delimited;
            if !self.whole {
                let mut text = Recogniser::new(self.held.get(..HEAD).unwrap_or(&self.held), self.memory)?;
                text.feed(&self.held)?;
                self.text = Some(text);
                self.held.truncate(HEAD);
                let lines = self.held.iter().rposition(|byte| *byte == b'\n').map_or(HEAD, |at| at + 1);
                self.held.truncate(lines);
                self.held.shrink_to_fit();
            }
        }
        Ok(())
    }

    /// After the last byte: the whole file, where a module of its own reads its format. What that module makes of it
    /// comes back by [`Adding::packed`].
    ///
    /// # Errors
    /// Files that are not tables.
    pub fn foreign(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.text.is_some() || intake::format(&self.held)? == Format::Delimited {
            return Ok(None);
        }
        self.sha256 = Some(hex(&Sha256::digest(&self.held)));
        Ok(Some(std::mem::take(&mut self.held)))
    }

    /// Takes in the next of the rows that another module read.
    ///
    /// # Errors
    /// Where the memory does not suffice.
    pub fn packed(&mut self, batch: &[u8]) -> Result<(), Error> {
        self.held.try_reserve(batch.len()).map_err(|_| Error::new(ErrorCode::OutOfMemory))?;
        self.held.extend_from_slice(batch);
        Ok(())
    }

    /// The end of the file. `reopen` is kept to read it again with.
    ///
    /// # Errors
    /// Files that are not tables.
    pub fn finish(self, reopen: Option<Reopen>) -> Result<Added, Error> {
        let Some(text) = self.text else {
            let mut held = self.held;
            held.shrink_to_fit();
            return whole(self.name, held, self.sha256).map(|source| Added::File(Box::new(Taken(source))));
        };
        match text.finish(&self.held)? {
            Recognised::As(reading, findings, kept) => {
                let (name, held, reading) = (self.name, Held::Beginning(self.held, reopen), *reading);
                Ok(Added::File(Box::new(Taken(Source {
                    name,
                    held,
                    sha256: None,
                    reading,
                    findings,
                    corrected: Correction::default(),
                    is_reference: false,
                    scanned: None,
                    kept,
                    elsewhere: None,
                }))))
            }
            Recognised::Again(text) => {
                let again = Adding { text: Some(*text), held: self.held, ..Adding::new(&self.name, self.memory) };
                Ok(Added::Again(Box::new(again)))
            }
        }
    }
}

/// A file whose bytes are all at hand; its checksum, where these are its rows and no longer itself.
pub(super) fn whole(name: String, bytes: Vec<u8>, sha256: Option<String>) -> Result<Source, Error> {
    let (reading, findings) = table::recognise(&bytes, None)?;
    let sha256 = sha256.or_else(|| Some(hex(&Sha256::digest(&bytes))));
    let (held, corrected) = (Held::Whole(bytes), Correction::default());
    Ok(Source {
        name,
        held,
        sha256,
        reading,
        findings,
        corrected,
        is_reference: false,
        scanned: None,
        kept: None,
        elsewhere: None,
    })
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
