//! The data of SPSS system files: elements of eight bytes, as they are, as codes of one byte, or those within zlib.

use super::bytes::Bytes;
use super::sav::Header;
use flate2::bufread::ZlibDecoder;
use std::io::Read;

/// Where the data come from.
enum Source<'a> {
    Plain(&'a [u8]),
    Zlib(Zlib<'a>),
}

/// Blocks of zlib one after the other, until the trailer.
struct Zlib<'a> {
    blocks: &'a [u8],
    decoder: Option<ZlibDecoder<&'a [u8]>>,
}

impl Zlib<'_> {
    /// The next bytes; fewer than asked for only at the end.
    fn fill(&mut self, room: &mut [u8]) -> usize {
        let mut filled = 0;
        while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let decoder = self.decoder.get_or_insert_with(|| ZlibDecoder::new(self.blocks));
            match decoder.read(rest) {
                Ok(0) => {
                    let used = usize::try_from(decoder.total_in()).unwrap_or(usize::MAX);
                    self.blocks = self.blocks.get(used.max(1)..).unwrap_or_default();
                    self.decoder = None;
                    if self.blocks.is_empty() {
                        return filled;
                    }
                }
                Ok(read) => filled += read,
                Err(_) => {
                    self.blocks = &[];
                    return filled;
                }
            }
        }
        filled
    }
}

/// The elements of the data, one after the other.
pub struct Elements<'a> {
    source: Source<'a>,
    coded: bool,
    big: bool,
    bias: f64,
    codes: [u8; 8],
    next_code: usize,
}

/// SPSS writes the lowest number that there is for a missing one.
const MISSING: f64 = -f64::MAX;

impl<'a> Elements<'a> {
    /// The elements from a place on.
    pub fn new(header: &Header<'a>, start: usize) -> Self {
        let at = header.bytes.at(start);
        let source = match header.compression {
            2 => Source::Zlib(Zlib { blocks: blocks(at).unwrap_or_default(), decoder: None }),
            _ => Source::Plain(at.rest()),
        };
        let (coded, bias) = (header.compression != 0, header.bias);
        Elements { source, coded, big: at.is_big(), bias, codes: [0; 8], next_code: 8 }
    }

    fn eight(&mut self) -> Option<[u8; 8]> {
        let mut eight = [0; 8];
        match &mut self.source {
            Source::Plain(rest) => {
                let (taken, after) = rest.split_first_chunk::<8>()?;
                eight = *taken;
                *rest = after;
            }
            Source::Zlib(zlib) => (zlib.fill(&mut eight) == 8).then_some(())?,
        }
        Some(eight)
    }

    fn bytes(&self, number: f64) -> [u8; 8] {
        if self.big { number.to_be_bytes() } else { number.to_le_bytes() }
    }

    /// The number of an element; `None` for the missing one.
    pub fn number(&self, element: [u8; 8]) -> Option<f64> {
        let number = if self.big { f64::from_be_bytes(element) } else { f64::from_le_bytes(element) };
        (number.is_finite() && number != MISSING).then_some(number)
    }

    /// The next element; `None` at the end.
    pub fn next(&mut self) -> Option<[u8; 8]> {
        if !self.coded {
            return self.eight();
        }
        loop {
            let Some(code) = self.codes.get(self.next_code).copied() else {
                self.codes = self.eight()?;
                self.next_code = 0;
                continue;
            };
            self.next_code += 1;
            match code {
                0 => {}
                252 => return None,
                253 => return self.eight(),
                254 => return Some([b' '; 8]),
                255 => return Some(self.bytes(MISSING)),
                code => return Some(self.bytes(f64::from(code) - self.bias)),
            }
        }
    }
}

/// The blocks between the header and the trailer of compressed data.
fn blocks(mut at: Bytes<'_>) -> Option<&[u8]> {
    const HEADER: usize = 24;
    let start = at.place();
    let _itself = at.u64()?;
    let trailer = usize::try_from(at.u64()?).ok()?;
    let rest = at.at(start.checked_add(HEADER)?).rest();
    let length = trailer.checked_sub(start.checked_add(HEADER)?)?;
    Some(rest.get(..length).unwrap_or(rest))
}
