//! What the bytes of a file say about their encoding, counted chunk by chunk: the same whatever the chunks.

use super::encoding::{Found, looks_like_utf16};
use super::masks::{BLOCK, Block};
use super::mojibake;
use crate::wire::{Read, Write};

/// First bytes that are kept: a byte order mark, and zeros at every other place.
const OPENING: usize = 4096;
/// Bytes beyond ASCII whose neighbours are looked at.
const LOOKED_AT: u64 = 100_000;
/// Bad sequences after which a text that is not nearly UTF-8 is settled as something else.
const SETTLED: u64 = 100_000;
/// Where line ends are looked for.
const LINES: u64 = 1 << 20;
/// The longest run beyond ASCII that is held over to the next chunk.
const LONGEST_RUN: usize = 1 << 20;

/// The count so far.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    opening: Vec<u8>,
    counts: Counts,
    /// All bytes.
    total: u64,
    last: Option<u8>,
    /// Whether the bytes begin within a file, after a line end.
    within: bool,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    /// Bytes beyond ASCII at the end of what was counted, which may go on.
    run: Vec<u8>,
    before: u8,
    good: u64,
    bad: u64,
    runs: u64,
    doubled: u64,
    tilde: bool,
    upper: u64,
    windows: u64,
    macintosh: u64,
    dos: u64,
    controls: bool,
    passed: u64,
    crlf: bool,
}

impl Tally {
    /// The count of a part of a file that begins after a line end.
    pub fn within() -> Tally {
        let counts = Counts { before: b'\n', passed: LINES, ..Counts::default() };
        Tally { within: true, counts, ..Tally::default() }
    }

    /// Adds the count of the part that follows.
    pub fn append(&mut self, next: &Tally) {
        let (counts, more) = (&mut self.counts, &next.counts);
        counts.end_run(b'\n');
        (counts.good, counts.bad) = (counts.good + more.good, counts.bad + more.bad);
        (counts.runs, counts.doubled) = (counts.runs + more.runs, counts.doubled + more.doubled);
        counts.tilde |= more.tilde;
        counts.controls |= more.controls;
        if counts.upper < LOOKED_AT {
            counts.upper += more.upper;
            counts.windows += more.windows;
            counts.macintosh += more.macintosh;
            counts.dos += more.dos;
        }
        counts.run.clone_from(&more.run);
        counts.before = more.before;
        self.total += next.total;
        self.last = next.last.or(self.last);
    }

    /// Writes the count of a part for another worker.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut counts = self.counts.clone();
        counts.end_run(b' ');
        let Counts { good, bad, runs, doubled, upper, windows, macintosh, dos, .. } = counts;
        for number in [self.total, good, bad, runs, doubled, upper, windows, macintosh, dos] {
            out.number(number);
        }
        out.flag(counts.tilde);
        out.flag(counts.controls);
        out.push(self.last.unwrap_or(b'\n'));
    }

    /// Reads the count of a part.
    pub fn read(from: &mut Read<'_>) -> Option<Tally> {
        let mut tally = Tally::within();
        tally.total = from.number()?;
        let counts = &mut tally.counts;
        let validity = [&mut counts.good, &mut counts.bad, &mut counts.runs, &mut counts.doubled];
        let letters = [&mut counts.upper, &mut counts.windows, &mut counts.macintosh, &mut counts.dos];
        for number in validity.into_iter().chain(letters) {
            *number = from.number()?;
        }
        (counts.tilde, counts.controls) = (from.flag()?, from.flag()?);
        tally.last = Some(from.byte()?);
        counts.before = b'\n';
        Some(tally)
    }

    /// Counts the next bytes of the file.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.total += chunk.len() as u64;
        self.last = chunk.last().copied().or(self.last);
        let wanted = if self.within { 0 } else { OPENING };
        let missing = wanted.saturating_sub(self.opening.len()).min(chunk.len());
        let (first, rest) = chunk.split_at_checked(missing).unwrap_or((chunk, &[]));
        if !first.is_empty() {
            self.opening.extend_from_slice(first);
            if self.opening.len() == OPENING {
                self.counts.take(without_mark(&self.opening));
            }
        }
        self.counts.take(rest);
    }

    /// How many bytes were counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Whether the last byte is a space or line end, as a complete file's is.
    pub fn ends_in_space(&self) -> bool {
        self.last.is_some_and(|byte| byte.is_ascii_whitespace())
    }

    /// The encoding: a byte order mark, zeros at every other place (UTF-16), valid UTF-8 or nearly, else the
    /// single-byte encoding whose Swedish letters stand among other letters.
    ///
    /// Without bytes in 0x80–0x9F nothing tells Windows-1252 from ISO 8859-1. The line ends then do: CRLF comes from
    /// Windows programs. Both give the same text.
    pub fn found(&self) -> Found {
        let plain = |name, bom| Found { name, bom, doubtful: 0, repaired: false };
        if self.opening.starts_with(b"\xff\xfe") {
            return plain("utf-16le", true);
        }
        if self.opening.starts_with(b"\xfe\xff") {
            return plain("utf-16be", true);
        }
        let mut counts = self.counts.clone();
        if self.opening.len() < OPENING && !self.within {
            counts.take(without_mark(&self.opening));
        }
        counts.end_run(b' ');
        if self.opening.starts_with(MARK) {
            return Found { bom: true, ..counts.utf8().unwrap_or_else(|| plain("utf-8", true)) };
        }
        if let Some(name) = looks_like_utf16(&self.opening) {
            return plain(name, false);
        }
        counts.utf8().unwrap_or_else(|| plain(counts.single(), false))
    }
}

const MARK: &[u8] = b"\xef\xbb\xbf";

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

impl Counts {
    fn take(&mut self, mut bytes: &[u8]) {
        if self.passed < LINES && !self.crlf {
            let looked_at = bytes.get(..bytes.len().min((LINES - self.passed) as usize)).unwrap_or_default();
            let across = self.run.is_empty() && self.before == b'\r' && bytes.first() == Some(&b'\n');
            self.crlf = across || looked_at.windows(2).any(|pair| pair == b"\r\n");
        }
        self.passed += bytes.len() as u64;
        while !bytes.is_empty() {
            if self.is_settled() {
                self.before = bytes.last().copied().unwrap_or_default();
                self.run.clear();
                return;
            }
            let (passed, rest) = bytes.split_at_checked(self.letters(bytes)).unwrap_or((bytes, &[]));
            self.before = passed.last().copied().unwrap_or(self.before);
            let plain = ascii_prefix(rest);
            let (ascii, rest) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
            if let (Some(after), Some(last)) = (ascii.first(), ascii.last()) {
                self.end_run(*after);
                self.before = *last;
            }
            let beyond = rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
            let (run, rest) = rest.split_at_checked(beyond).unwrap_or((rest, &[]));
            match rest.first() {
                Some(after) if self.run.is_empty() => self.count(run, *after),
                _ => self.run.extend_from_slice(run),
            }
            if self.run.len() > LONGEST_RUN {
                self.end_run(b' ');
            }
            bytes = rest;
        }
    }

    /// Counts the bytes of whole blocks where nothing stands beyond ASCII but single letters from À to ÿ in UTF-8, and
    /// where nobody asks for their neighbours any more: how many bytes there were.
    #[inline(never)]
    fn letters(&mut self, bytes: &[u8]) -> usize {
        if self.upper < LOOKED_AT || self.bad >= SETTLED || !self.run.is_empty() {
            return 0;
        }
        let (mut blocks, mut letters) = (0, 0);
        for block in bytes.as_chunks::<BLOCK>().0 {
            let block = Block::of(block);
            let beyond = block.beyond_ascii();
            if beyond != 0 {
                let leading = block.places(0xc3);
                let pairs = leading << 1 == beyond & !leading && leading << 1 & !block.third_bits() == 0;
                let single = leading & leading << 2 == 0 && beyond >> (BLOCK - 1) == 0;
                if !pairs || !single {
                    break;
                }
                letters += u64::from(leading.count_ones());
            }
            blocks += 1;
        }
        (self.good, self.runs) = (self.good + letters, self.runs + letters);
        blocks * BLOCK
    }

    /// Whether nothing more can change: not UTF-8, enough neighbours seen, and bytes that only Windows-1252 has.
    fn is_settled(&self) -> bool {
        self.bad >= SETTLED && self.good < 4 * self.bad && self.upper >= LOOKED_AT && self.controls
    }

    fn end_run(&mut self, after: u8) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            self.count(&run, after);
        }
    }

    /// Counts a run of bytes beyond ASCII between two ASCII bytes.
    fn count(&mut self, run: &[u8], after: u8) {
        let not_utf8 = self.bad >= SETTLED && self.good < 4 * self.bad;
        match run {
            [] => return,
            _ if not_utf8 => {}
            [0xc2..=0xdf, 0x80..=0xbf] => {
                (self.good, self.runs) = (self.good + 1, self.runs + 1);
                self.tilde |= run == "Ã".as_bytes();
            }
            _ => self.sequences(run),
        }
        self.controls |= run.iter().any(|byte| *byte < 0xa0);
        if self.upper < LOOKED_AT {
            self.neighbours(run, after);
        }
    }

    fn sequences(&mut self, run: &[u8]) {
        self.runs += 1;
        match std::str::from_utf8(run) {
            Ok(text) => {
                self.good += text.chars().count() as u64;
                self.tilde |= text.contains(mojibake::LEADING);
                self.doubled += u64::from(mojibake::once(text).is_some());
            }
            Err(_) => {
                for chunk in run.utf8_chunks() {
                    self.good += chunk.valid().chars().count() as u64;
                    self.bad += u64::from(!chunk.invalid().is_empty());
                }
            }
        }
    }

    fn neighbours(&mut self, run: &[u8], after: u8) {
        let mut before = self.before;
        for (at, byte) in run.iter().enumerate().take((LOOKED_AT - self.upper) as usize) {
            let next = run.get(at + 1).copied().unwrap_or(after);
            let beside = before.is_ascii_alphabetic() || next.is_ascii_alphabetic();
            self.windows += u64::from(beside && matches!(byte, 0xe5 | 0xe4 | 0xf6 | 0xc5 | 0xc4 | 0xd6 | 0xe9));
            // The first three are quotes and daggers in Windows-1252, which stand before or behind words, not within them;
            // the last three are small letters in Mac Roman.
            let within = before.is_ascii_alphabetic() && next.is_ascii_alphabetic();
            let large = before.is_ascii_uppercase() || next.is_ascii_uppercase();
            let begins = next.is_ascii_alphabetic() && !before.is_ascii_alphabetic();
            let capital = (large || begins) && matches!(byte, 0x8e | 0x8f | 0x99);
            self.dos += u64::from(capital || (within && matches!(byte, 0x84 | 0x86 | 0x94)));
            // In Windows-1252 the first three of these are a euro sign, nothing and an ellipsis, which stand behind words.
            let capital_there = next.is_ascii_alphabetic() || before.is_ascii_uppercase();
            let macintosh = match byte {
                0x80 | 0x81 | 0x85 => capital_there,
                0x8a | 0x8c | 0x8e | 0x9a => beside,
                _ => false,
            };
            self.macintosh += u64::from(macintosh && !capital);
            self.upper += 1;
            before = *byte;
        }
    }

    /// UTF-8, where the bytes are that or nearly: at most one bad sequence for four good ones beyond ASCII.
    fn utf8(&self) -> Option<Found> {
        let doubled = self.bad == 0 && self.tilde && self.doubled > 0 && self.doubled * 2 >= self.runs;
        let found = Found { name: "utf-8", bom: false, doubtful: self.bad, repaired: doubled };
        (self.bad == 0 || self.good >= 4 * self.bad).then_some(found)
    }

    /// The single-byte encoding in which the Swedish letters come out as letters among letters.
    fn single(&self) -> &'static str {
        match () {
            () if self.dos > self.windows && self.dos > self.macintosh => "ibm850",
            () if self.macintosh > self.windows => "macintosh",
            () if self.controls || self.crlf => "windows-1252",
            () => "iso-8859-1",
        }
    }
}

/// How many bytes at the beginning are ASCII.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let mut plain = 0;
    for block in bytes.as_chunks::<BLOCK>().0 {
        let beyond = Block::of(block).beyond_ascii();
        if beyond != 0 {
            return plain + beyond.trailing_zeros() as usize;
        }
        plain += BLOCK;
    }
    let rest = bytes.get(plain..).unwrap_or_default();
    plain + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A byte at a time nothing is counted by blocks.
    #[test]
    fn blocks_count_as_bytes_do() {
        let mut state = 7_u32;
        let mut roll = |many: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % many
        };
        let usual: [&[u8]; 4] = ["å".as_bytes(), "ä".as_bytes(), "Ö".as_bytes(), "é".as_bytes()];
        let odd: [&[u8]; 6] = ["åä".as_bytes(), "–".as_bytes(), "Ã¥".as_bytes(), b"\xe5", b"\xc3", b"\xa0\xc3"];
        for oddness in [1_000_000, 2000, 40] {
            let mut bytes = Vec::new();
            while bytes.len() < 1_200_000 {
                bytes.extend(std::iter::repeat_n(b'a', roll(24)));
                bytes.extend_from_slice(if roll(oddness) == 0 { odd[roll(6)] } else { usual[roll(4)] });
            }
            let (mut whole, mut single, mut pieces) = (Tally::default(), Tally::default(), Tally::default());
            whole.feed(&bytes);
            bytes.iter().for_each(|byte| single.feed(&[*byte]));
            bytes.chunks(331).for_each(|piece| pieces.feed(piece));
            let written = [whole, single, pieces].map(|tally| {
                let mut out = Vec::new();
                tally.write(&mut out);
                out
            });
            assert!(written[0] == written[1] && written[0] == written[2], "{oddness}");
        }
    }
}
