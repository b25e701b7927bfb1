//! A part of a large survey or table in the hands of another worker: its columns stay there, and what goes back are
//! counts and cells.

use super::{Correction, region_of};
use crate::error::{Error, ErrorCode};
use crate::pipeline;
use crate::plan::Plan;
use crate::table::reading::{Kind, Reading, Role};
use crate::table::{Kept, Recogniser};
use crate::wire::{Read, Write};
use std::collections::BTreeMap;

/// Records that are read one after the other.
pub trait Records {
    /// Takes in the next bytes.
    ///
    /// # Errors
    /// Records that are too long.
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Error>;

    /// Whether no record has begun that is not ended.
    fn is_between_records(&mut self) -> bool;
}

/// The part.
pub struct Part {
    recogniser: Option<Recogniser>,
    reading: Option<Reading>,
    kept: Option<Box<Kept>>,
    lines: u64,
}

/// What the part is asked: the file's name, the plan as JSON, and what the user has corrected.
pub struct Question {
    name: String,
    plan: Plan,
    corrected: Correction,
    /// The column that names the region, which depends on the order of the corrections.
    label: Option<usize>,
}

impl Part {
    /// A part of so many bytes of a file that begins with `head`; its columns may be kept in so much memory.
    ///
    /// # Errors
    /// No table.
    pub fn new(head: &[u8], bytes: u64, memory: usize) -> Result<Part, Error> {
        let mut recogniser = Recogniser::within(head, memory)?;
        recogniser.will_read(bytes, memory);
        Ok(Part { recogniser: Some(recogniser), reading: None, kept: None, lines: 0 })
    }

    /// Where the first record begins after the first line end of these bytes.
    pub fn beginning(&self, bytes: &[u8]) -> Option<usize> {
        self.recogniser.as_ref()?.beginning(bytes)
    }

    /// What was found.
    pub fn found(&mut self) -> Vec<u8> {
        self.recogniser.as_mut().map(Recogniser::part).unwrap_or_default()
    }

    /// What the whole file is, by what was found of all parts. So many lines stand before this one.
    ///
    /// # Errors
    /// None in practice: the same was read from the parts.
    pub fn settle(&mut self, whole: &[u8], lines: u64) -> Result<(), Error> {
        let recogniser = self.recogniser.take().ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        let (reading, kept) = recogniser.settle(whole, lines)?;
        (self.reading, self.kept, self.lines) = (Some(reading), kept, lines);
        Ok(())
    }

    /// The bytes that the columns are kept in.
    pub fn size(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| kept.size())
    }

    /// The cells of the part from its columns; `None` where it must be read again.
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn answer(&mut self, question: &Question) -> Result<Option<Vec<u8>>, Error> {
        self.correct(question)?;
        let own = question.plan.region.as_deref().map(region_of).transpose()?;
        let (Some(kept), Some(reading)) = (&self.kept, &self.reading) else { return Ok(None) };
        let scanned = pipeline::scan_kept(kept, reading, &question.name, &question.plan, own)?;
        Ok(scanned.map(|scanned| scanned.write()))
    }

    /// The scan of the part, to be fed from its first record.
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn scan<'s>(&'s mut self, question: &'s Question) -> Result<pipeline::Scan<'s>, Error> {
        self.correct(question)?;
        let own = question.plan.region.as_deref().map(region_of).transpose()?;
        let reading = self.reading.as_ref().ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        pipeline::Scan::within(reading, &question.name, &question.plan, own, self.lines)
    }

    fn correct(&mut self, question: &Question) -> Result<(), Error> {
        let reading = self.reading.as_mut().ok_or_else(|| Error::new(ErrorCode::ReadFailed))?;
        reading.correct(question.corrected.kind, &question.corrected.roles);
        reading.label = question.label;
        Ok(())
    }
}

impl Records for Part {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.recogniser.as_mut().map_or(Ok(()), |recogniser| recogniser.feed(bytes))
    }

    fn is_between_records(&mut self) -> bool {
        self.recogniser.as_mut().is_some_and(Recogniser::is_between_records)
    }
}

impl Records for pipeline::Scan<'_> {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        pipeline::Scan::feed(self, bytes).map(|_| ())
    }

    fn is_between_records(&mut self) -> bool {
        pipeline::Scan::is_between_records(self)
    }
}

impl Question {
    /// Reads what [`Question::write`] wrote.
    ///
    /// # Errors
    /// What is no plan.
    pub fn read(bytes: &[u8]) -> Result<Question, Error> {
        let from = &mut Read(bytes);
        let texts = (from.text(), from.text(), from.text());
        let (Some(name), Some(plan), Some(kind)) = texts else { return Err(Error::new(ErrorCode::ReadFailed)) };
        let role = |from: &mut Read<'_>| Some((from.text()?.to_owned(), Role::parse(from.text()?, "roles").ok()?));
        let roles: BTreeMap<_, _> = from.all(role).unwrap_or_default();
        let label = from.number().and_then(|label| usize::try_from(label).ok()?.checked_sub(1));
        let corrected = Correction { sheet: None, kind: Kind::parse(kind, "kind").ok(), roles };
        Ok(Question { name: name.to_owned(), plan: Plan::parse(plan)?, corrected, label })
    }

    /// A question as bytes; the plan as JSON.
    pub(super) fn write(name: &str, plan: &str, (corrected, label): (&Correction, Option<usize>)) -> Vec<u8> {
        let mut out = Vec::new();
        out.text(name);
        out.text(plan);
        out.text(corrected.kind.map_or("", Kind::as_str));
        out.all(corrected.roles.iter(), |out, (column, role)| {
            out.text(column);
            out.text(role.as_str());
        });
        out.number(label.map_or(0, |label| label as u64 + 1));
        out
    }
}
