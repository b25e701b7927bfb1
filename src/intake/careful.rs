//! Reads records whose quotes and line ends stand in odd places, by `csv-core`.

use super::batch::{Batch, Places};
use super::record::Letters;
use super::split::{Ended, line_ends};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The reader, and room for one record.
#[derive(Debug)]
pub struct Careful {
    reader: Reader,
    delimiter: u8,
    quoted: bool,
    letters: Letters,
    text: Vec<u8>,
    ends: Vec<usize>,
    places: Places,
}

impl Careful {
    /// A reader by its signs.
    pub fn new(delimiter: u8, quoted: bool, letters: Letters) -> Self {
        let reader = at_a_record(delimiter, quoted);
        Careful {
            reader,
            delimiter,
            quoted,
            letters,
            text: vec![0; 4096],
            ends: vec![0; 256],
            places: Places::default(),
        }
    }

    /// Reads bytes that begin where a record does, and says how many were used; `last` says that no more will come.
    /// `line` is that of the first record, and afterwards that of the next.
    pub fn read(
        &mut self,
        bytes: &[u8],
        last: bool,
        line: &mut u64,
        sink: &mut dyn FnMut(&Batch<'_>) -> bool,
    ) -> (usize, Ended) {
        let mut start = 0;
        loop {
            let rest = bytes.get(start..).unwrap_or_default();
            let used = match rest {
                [] | [b'\r'] if rest.is_empty() || !last => return (start, Ended::Bytes),
                [b'\r', b'\n', ..] => Some(2),
                [b'\r' | b'\n', ..] => Some(1),
                _ => None,
            };
            let used = match used {
                Some(used) => Some((used, 0, 0)),
                None => self.record(rest, last),
            };
            let Some((used, length, fields)) = used else {
                self.reader = at_a_record(self.delimiter, self.quoted);
                return (start, Ended::Bytes);
            };
            self.places.clear();
            self.places.marks.clear();
            self.places.marks.push(0);
            self.places.marks.extend(self.ends.iter().take(fields).map(|end| *end as u32));
            self.places.taken = fields + 1;
            self.places.end(*line, 0);
            let text = self.text.get(..length).unwrap_or_default();
            let more = sink(&Batch::new(text, false, false, self.letters, &self.places));
            *line += line_ends(rest.get(..used).unwrap_or_default());
            start += used;
            if !more {
                return (start, Ended::Sink);
            }
        }
    }

    /// Reads one record into the rooms: bytes used with the line end, bytes of text, and fields. `None` if it is not
    /// complete.
    fn record(&mut self, bytes: &[u8], last: bool) -> Option<(usize, usize, usize)> {
        let (mut used, mut length, mut fields) = (0, 0, 0);
        loop {
            let input = bytes.get(used..).unwrap_or_default();
            if input.is_empty() && !last {
                return None;
            }
            let (text, ends) = (self.text.get_mut(length..)?, self.ends.get_mut(fields..)?);
            let (result, read, written, ended) = self.reader.read_record(input, text, ends);
            (used, length, fields) = (used + read, length + written, fields + ended);
            match result {
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        let returned = used.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\r');
        match bytes.get(used) {
            None if returned && !last => return None,
            Some(b'\n') if returned => used += 1,
            _ => {}
        }
        Some((used, length, fields))
    }
}

/// A reader at the beginning of a record that is not the file's first: only that one may begin with a byte order mark.
fn at_a_record(delimiter: u8, quoted: bool) -> Reader {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).quoting(quoted).build();
    reader.read_record(b"-\n", &mut [0; 8], &mut [0; 8]);
    reader
}
