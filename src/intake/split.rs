//! Splits delimited text into records, 64 bytes at a time.
//!
//! Quotes count as opening and closing by turns, which is right as long as they stand where the format has them: at
//! the beginning and the end of a field, and doubled within. A quote anywhere else, and a carriage return without line
//! feed, are seen in the same bits and end the splitting before the record that holds them; [`super::careful`] goes on
//! from there.

use super::masks::{BLOCK, odd_so_far, places};
use super::record::{Letters, Record};

/// Why the splitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The bytes are used up to the record that is not yet complete.
    Bytes,
    /// The next record has signs in places that only the careful reader knows how to take.
    Irregular,
    /// The sink wants no more.
    Sink,
}

/// The splitter: its signs, and room for the ends of one record's fields.
#[derive(Debug)]
pub struct Splitter {
    delimiter: u8,
    quoted: bool,
    letters: Letters,
    /// Ends of the record's fields so far, and room for those of a block.
    ends: Vec<u32>,
}

/// What the end of one block says about the next.
struct Carried {
    /// All ones inside quotes.
    inside: u64,
    /// Whether a quote may open at the first byte.
    may_open: u64,
    closed: u64,
    returned: u64,
}

impl Splitter {
    /// A splitter by its signs.
    pub fn new(delimiter: u8, quoted: bool, letters: Letters) -> Self {
        Splitter { delimiter, quoted, letters, ends: Vec::new() }
    }

    /// Splits bytes that begin where a record does, and says how many were used. `line` is that of the first record,
    /// and afterwards that of the next.
    pub fn split(&mut self, bytes: &[u8], line: &mut u64, sink: &mut dyn FnMut(&Record<'_>) -> bool) -> (usize, Ended) {
        let mut carried = Carried { inside: 0, may_open: 1, closed: 0, returned: 0 };
        let (mut start, mut broken, mut fields) = (0, false, 0);
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let within = !(u64::MAX << rest.len());
        let all = blocks.iter().map(|block| (block, u64::MAX)).chain(std::iter::once((&last, within)));
        for (number, (block, valid)) in all.enumerate() {
            let returns = places(block, b'\r');
            let lines = places(block, b'\n');
            let delimiters = places(block, self.delimiter);
            let quotes = if self.quoted { places(block, b'"') } else { 0 };
            let inside = odd_so_far(quotes) ^ carried.inside;
            let closing = quotes & !inside;
            let ending = delimiters | lines | returns;
            let may_open = ((ending | closing) << 1) | carried.may_open;
            let misplaced = (quotes & inside & !may_open)
                | (((closing << 1) | carried.closed) & !(ending | quotes))
                | ((((returns & !inside) << 1) | carried.returned) & !lines);
            let misplaced = misplaced & valid;
            carried = Carried {
                inside: if inside >> 63 == 1 { u64::MAX } else { 0 },
                may_open: (ending | closing) >> 63,
                closed: closing >> 63,
                returned: (returns & !inside) >> 63,
            };
            let within_quotes = (lines | returns) & inside;
            let mut bits = ((delimiters | lines) & !inside) | within_quotes;
            if misplaced != 0 {
                bits &= (1 << misplaced.trailing_zeros()) - 1;
            }
            if self.ends.len() < fields + BLOCK + 1 {
                self.ends.resize(2 * (fields + BLOCK + 1), 0);
            }
            while bits != 0 {
                let place = bits.trailing_zeros();
                bits &= bits - 1;
                if (within_quotes >> place) & 1 == 1 {
                    broken = true;
                    continue;
                }
                let at = number * BLOCK + place as usize;
                if (lines >> place) & 1 == 0 {
                    self.end(&mut fields, at - start);
                    continue;
                }
                let record = bytes.get(start..at).unwrap_or_default();
                let record = record.strip_suffix(b"\r").unwrap_or(record);
                if !record.is_empty() {
                    self.end(&mut fields, record.len());
                }
                let more = sink(&Record {
                    line: *line,
                    bytes: record,
                    ends: self.ends.get(..fields).unwrap_or_default(),
                    raw: true,
                    quoted: self.quoted,
                    letters: self.letters,
                });
                *line += 1 + if broken { line_ends(record) } else { 0 };
                (start, broken, fields) = (at + 1, false, 0);
                if !more {
                    return (start, Ended::Sink);
                }
            }
            if misplaced != 0 {
                return (start, Ended::Irregular);
            }
        }
        (start, Ended::Bytes)
    }
}

impl Splitter {
    #[inline(always)]
    fn end(&mut self, fields: &mut usize, at: usize) {
        if let Some(end) = self.ends.get_mut(*fields) {
            *end = at as u32;
        }
        *fields += 1;
    }
}

/// Line ends in some bytes: LF, CRLF or CR.
pub fn line_ends(bytes: &[u8]) -> u64 {
    let mut before = 0;
    let mut count = 0;
    for byte in bytes {
        count += u64::from(*byte == b'\n' && before != b'\r') + u64::from(*byte == b'\r');
        before = *byte;
    }
    count
}
