//! Compound files, in which old Office programs keep their streams: "[MS-CFB]: Compound File Binary File Format".

use super::bytes::Bytes;
use std::collections::BTreeSet;

const FREE: u32 = 0xffff_fffa;
const ENTRY: usize = 128;

struct Compound<'a> {
    bytes: Bytes<'a>,
    sector: usize,
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.at(start).rest();
        // The last sector may be cut short.
        (!rest.is_empty()).then(|| rest.get(..self.sector).unwrap_or(rest))
    }

    /// The sectors from one on, in their order; a chain that comes back to itself ends.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut all, mut seen, mut at) = (Vec::new(), BTreeSet::new(), first);
        while at < FREE && seen.insert(at) {
            let Some(sector) = self.sector(at) else { break };
            all.extend_from_slice(sector);
            at = usize::try_from(at).ok().and_then(|at| self.table.get(at)).copied().unwrap_or(u32::MAX);
        }
        all
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)).collect()
}

/// The first stream with one of the names.
pub fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let bytes = Bytes::new(file, false);
    let field = |at: usize| bytes.at(at).u32();
    let shift = bytes.at(30).u16().filter(|shift| matches!(shift, 9 | 12))?;
    let mut compound = Compound { bytes, sector: 1 << shift, table: Vec::new() };
    let mut table_sectors = numbers(bytes.at(76).take(109 * 4)?);
    let (mut further, mut seen) = (field(68)?, BTreeSet::new());
    while further < FREE && seen.insert(further) {
        let mut more = numbers(compound.sector(further)?);
        further = more.pop()?;
        table_sectors.extend(more);
    }
    let known: BTreeSet<u32> = table_sectors.iter().copied().filter(|number| *number < FREE).collect();
    let in_order = table_sectors.iter().take(known.len()).filter(|number| **number < FREE);
    compound.table = in_order.filter_map(|number| compound.sector(*number)).flat_map(numbers).collect();
    let directory = compound.chain(field(48)?);
    let entries = || directory.chunks_exact(ENTRY).map(|entry| Bytes::new(entry, false));
    let name = |entry: &Bytes<'_>| {
        let mut at = entry.at(64);
        let length = usize::from(at.u16()?).checked_sub(2)?;
        let units = entry.at(0).take(length.min(64))?.as_chunks::<2>().0;
        Some(char::decode_utf16(units.iter().map(|unit| u16::from_le_bytes(*unit))).flatten().collect::<String>())
    };
    let is_named = |entry: &Bytes<'_>, wanted: &str| name(entry).is_some_and(|name| name.eq_ignore_ascii_case(wanted));
    let found = names.iter().find_map(|wanted| entries().find(|entry| is_named(entry, wanted)))?;
    let (first, length) = (found.at(116).u32()?, usize::try_from(found.at(120).u32()?).ok()?);
    let mut content = if length >= usize::try_from(field(56)?).ok()? {
        compound.chain(first)
    } else {
        small(&compound, entries().next()?.at(116).u32()?, field(60)?, first)
    };
    content.truncate(length);
    Some(content)
}

/// A short stream: sectors of 64 bytes within the stream of the root.
fn small(compound: &Compound<'_>, root: u32, table: u32, first: u32) -> Vec<u8> {
    let container = compound.chain(root);
    let table = numbers(&compound.chain(table));
    let (mut all, mut seen, mut at) = (Vec::new(), BTreeSet::new(), first);
    while at < FREE && seen.insert(at) {
        let Ok(place) = usize::try_from(at) else { break };
        all.extend_from_slice(
            container.get(place.saturating_mul(64)..).and_then(|rest| rest.get(..64)).unwrap_or_default(),
        );
        at = table.get(place).copied().unwrap_or(u32::MAX);
    }
    all
}
