//! Large files whose parts several workers read: this one has the first part, and puts them together.

use super::source::{Adding, Taken};
use super::{Question, Records, Session, region_of};
use crate::error::{Error, ErrorCode};
use crate::pipeline::{self, Scan, Scanned};
use crate::plan::Plan;
use crate::table::Recogniser;
use crate::table::reading::Kind;

/// Bytes of a part at least: for fewer, another worker takes more memory and hardly less time.
const LEAST: u64 = 75 << 20;

/// How many workers read a file of so many bytes, of so many that there are.
pub fn workers(bytes: u64, all: usize) -> usize {
    (bytes / LEAST).clamp(1, all.max(1) as u64) as usize
}

/// The first part of a file, read for a plan.
pub enum First<'s> {
    /// From its columns.
    Scanned(Scanned),
    /// From its bytes, its cells not handed over yet: they take more than what they come from.
    Read(Box<Scan<'s>>),
}

impl First<'_> {
    /// The scan.
    pub fn finish(self) -> Scanned {
        match self {
            First::Scanned(scanned) => scanned,
            First::Read(scan) => scan.finish(),
        }
    }
}

impl Adding {
    /// Where a file of so many bytes is cut for so many workers, in bytes; nothing where one reads it all. To be asked
    /// when its beginning is known.
    pub fn cuts(&mut self, bytes: u64, workers: usize) -> Vec<u64> {
        let Some(text) = self.text.as_mut() else { return Vec::new() };
        text.will_read(bytes, self.memory);
        let parts = workers as u64;
        if parts < 2 || !text.divides() {
            return Vec::new();
        }
        let part = bytes / parts;
        self.share = self.memory / workers;
        text.will_read(part, self.share);
        (1..parts).map(|number| number * part).collect()
    }

    /// The beginning of the file, by which other workers know it.
    pub fn head(&self) -> &[u8] {
        &self.held
    }

    /// Bytes that the columns of each part may be kept in.
    pub fn share(&self) -> usize {
        self.share
    }

    /// Whether the beginning is known and is delimited text.
    pub fn is_text(&self) -> bool {
        self.text.is_some()
    }

    /// Adds what another worker found of the part that follows, and says how many lines stand before that. `None` where
    /// one worker must read it all.
    pub fn append(&mut self, part: &[u8]) -> Option<u64> {
        self.text.as_mut()?.append(part)
    }

    /// What was found of all parts.
    pub fn whole(&mut self) -> Vec<u8> {
        self.text.as_mut().map(Recogniser::whole).unwrap_or_default()
    }
}

impl Records for Adding {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        Adding::feed(self, bytes)
    }

    fn is_between_records(&mut self) -> bool {
        self.text.as_mut().is_some_and(Recogniser::is_between_records)
    }
}

impl Taken {
    /// Says that other workers keep columns in so many bytes.
    pub fn in_parts(&mut self, elsewhere: usize) {
        self.0.elsewhere = Some(elsewhere);
    }
}

impl Session {
    /// What the workers that have the other parts of a file are asked for a plan; `None` where this one must read the
    /// whole file, because it is no survey.
    pub fn question(&self, file: usize, plan: &str) -> Option<Vec<u8>> {
        let source = self.sources.get(file).filter(|source| source.elsewhere.is_some())?;
        (source.reading.kind == Kind::Survey)
            .then(|| Question::write(&source.name, plan, (&source.corrected, source.reading.label)))
    }

    /// The scan of the first part from its columns; `None` where it must be read again.
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn first_part(&self, file: usize, plan: &Plan) -> Result<Option<Scanned>, Error> {
        let source = self.sources.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        let own = plan.region.as_deref().map(region_of).transpose()?;
        let Some(kept) = &source.kept else { return Ok(None) };
        pipeline::scan_kept(kept, &source.reading, &source.name, plan, own)
    }

    /// Puts the scans of all parts together.
    ///
    /// # Errors
    /// None in practice: workers of the same build wrote them.
    pub fn scanned_parts(&mut self, file: usize, plan: &Plan, first: Scanned, rest: &[Vec<u8>]) -> Result<(), Error> {
        let mut all = first;
        for part in rest {
            all.append(part).ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        }
        self.scanned(file, plan, all);
        Ok(())
    }
}
