//! Records that follow each other in the same bytes: handed over together, so that they can be taken column by column.

use super::record::{Letters, Record, Text};
use std::ops::Range;

/// Records after which a batch is handed over: few enough for all their bytes to be near.
pub const MOST: usize = 128;

/// The records.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    pub(super) text: Text<'a>,
    pub(super) places: &'a Places,
}

/// Where records and their fields are.
#[derive(Debug, Default)]
pub struct Places {
    /// For each record where each field begins, and where one more would.
    pub(super) marks: Vec<u32>,
    /// Whether that is where the next record begins, so that they have the mark in common.
    pub(super) shared: bool,
    /// For each record its line and its first mark.
    pub(super) records: Vec<(u64, u32)>,
    /// Marks that are taken; with common ones, without the last.
    pub(super) taken: usize,
}

impl Places {
    /// Ends a record that has this line and begins at this mark.
    #[inline(always)]
    pub(super) fn end(&mut self, line: u64, first: usize) {
        self.records.push((line, first as u32));
    }

    /// The mark of the first record.
    pub(super) fn begin(&mut self) {
        if self.marks.is_empty() {
            self.marks.push(0);
        }
        self.marks.first_mut().into_iter().for_each(|mark| *mark = 0);
        self.taken = 1;
    }

    pub(super) fn clear(&mut self) {
        self.records.clear();
        self.taken = 0;
    }
}

impl<'a> Batch<'a> {
    /// How many records.
    pub fn len(&self) -> usize {
        self.places.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.records.is_empty()
    }

    /// A record; `None` behind the last.
    #[inline]
    pub fn record(&self, at: usize) -> Option<Record<'a>> {
        let (line, _) = self.places.records.get(at)?;
        let marks = self.places.marks.get(self.marks(at..at + 1))?;
        let blank = self.text.raw && matches!(marks, [start, next] if *next == start + 1);
        let marks = if blank { marks.get(..1)? } else { marks };
        Some(Record { line: *line, text: self.text, marks })
    }

    /// The records in order.
    pub fn records(&self) -> impl Iterator<Item = Record<'a>> {
        (0..self.len()).filter_map(|at| self.record(at))
    }

    /// How many records from one on begin up to a line.
    pub fn up_to(&self, from: usize, line: u64) -> usize {
        self.places.records.get(from..).unwrap_or_default().partition_point(|(own, _)| *own <= line)
    }

    /// The lines that some records begin on.
    pub fn lines(&self, records: Range<usize>) -> impl Iterator<Item = u64> {
        self.places.records.get(records).unwrap_or_default().iter().map(|(line, _)| *line)
    }

    /// How many records from one on have so many fields.
    pub fn as_wide(&self, from: usize, width: usize) -> usize {
        let Places { records, taken, .. } = self.places;
        let all = records.get(from..).unwrap_or_default();
        let Some(&(_, mut first)) = all.first() else { return 0 };
        let stride = self.stride(width) as u32;
        for (at, (_, next)) in all.iter().enumerate().skip(1) {
            if *next != first + stride {
                return at - 1;
            }
            first = *next;
        }
        if *taken as u32 == first + stride { all.len() } else { all.len() - 1 }
    }

    /// Records that all have so many fields, to be taken column by column.
    pub fn run(&self, records: Range<usize>, width: usize) -> Run<'a> {
        let marks = self.places.marks.get(self.marks(records.clone())).unwrap_or_default();
        let (stride, between) = (self.stride(width), u32::from(self.text.raw));
        Run { text: self.text, marks, records: records.len(), stride, between }
    }

    /// How far it is from a mark to that of the same field of the next record.
    fn stride(&self, width: usize) -> usize {
        width + usize::from(!self.places.shared)
    }

    #[inline]
    fn marks(&self, records: Range<usize>) -> Range<usize> {
        let first = |at: usize| self.places.records.get(at).map_or(self.places.taken, |(_, first)| *first as usize);
        first(records.start)..first(records.end) + usize::from(self.places.shared)
    }
}

/// Records of the same width.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    text: Text<'a>,
    marks: &'a [u32],
    records: usize,
    stride: usize,
    /// Bytes between a field and the next.
    between: u32,
}

/// Where a field is among the bytes of its run.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// How many.
    pub length: usize,
}

impl<'a> Run<'a> {
    /// The bytes that fields are cut from.
    pub fn text(&self) -> Text<'a> {
        self.text
    }

    /// The bytes of all fields.
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.text.bytes
    }

    /// Whether the fields stand as in the file, each followed by what ends it.
    pub fn is_raw(&self) -> bool {
        self.text.raw
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.records
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// The first records and the rest.
    pub fn split_at(&self, records: usize) -> (Run<'a>, Run<'a>) {
        let records = records.min(self.records);
        let rest = self.marks.get(records * self.stride..).unwrap_or_default();
        (Run { records, ..*self }, Run { marks: rest, records: self.records - records, ..*self })
    }

    /// The fields of a column from a record on, for [`Run::span`]: the marks from there, and how far it is to the next
    /// record's.
    #[inline(always)]
    pub fn column(&self, column: usize, from: usize) -> (&'a [u32], usize) {
        (self.marks.get(from * self.stride + column..).unwrap_or_default(), self.stride)
    }

    /// Where the field is that begins at a mark.
    #[inline(always)]
    pub fn span(&self, marks: &[u32], at: usize) -> Option<Span> {
        let [start, next] = marks.get(at..)?.first_chunk::<2>()?;
        Some(Span { start: *start as usize, length: (next - start - self.between) as usize })
    }

    /// The bytes of a field.
    #[inline(always)]
    pub fn field(&self, span: Span) -> &'a [u8] {
        self.text.bytes.get(span.start..span.start + span.length).unwrap_or_default()
    }
}

impl<'a> Batch<'a> {
    pub(super) fn new(bytes: &'a [u8], raw: bool, quoted: bool, letters: Letters, places: &'a Places) -> Batch<'a> {
        Batch { text: Text { bytes, raw, quoted, letters }, places }
    }
}
