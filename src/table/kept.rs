//! The columns of a file that was read once, kept as codes within a stated memory: a question is answered from them
//! without the file. Rows with anything odd are kept as they stood.

use super::evidence::Evidence;
use super::packed::{BLOCK, Packed};
use super::reading::{Reading, Role};
use crate::intake::{Cell, Record, Row};
use std::borrow::Cow;

/// Odd rows in any file; with more than these and an eighth of the plain ones nothing is kept.
const ODD: usize = 10_000;

/// Bytes that must be free for a block to be kept.
const SPARE: usize = 8 << 20;

/// The columns of a file.
#[derive(Debug)]
pub struct Kept {
    rows: usize,
    columns: Vec<Option<KeptColumn>>,
    odd: Vec<OddRow>,
    lines: Lines,
    size: usize,
}

/// One column, block by block.
#[derive(Debug, Default)]
pub struct KeptColumn {
    /// The blocks.
    pub blocks: Vec<Packed>,
    /// What the codes mean; the first means nothing.
    pub texts: Vec<String>,
}

/// A row that only the general way can take.
#[derive(Debug)]
pub struct OddRow {
    /// Plain rows before it.
    pub after: usize,
    line: u64,
    cells: Vec<String>,
}

/// On which line each plain row stands: rows follow each other but where this says otherwise.
#[derive(Debug, Default)]
struct Lines {
    jumps: Vec<(usize, u64)>,
    next: u64,
}

/// A file's columns while it is read.
pub struct Keeping {
    kept: Option<Kept>,
    memory: usize,
    /// The size at which memory is asked for again.
    spared: usize,
}

impl Keeping {
    /// Nothing yet, and so many bytes for it.
    pub fn new(columns: usize, memory: usize) -> Keeping {
        let columns = (0..columns).map(|_| Some(KeptColumn::default())).collect();
        let kept = Kept { rows: 0, columns, odd: Vec::new(), lines: Lines::default(), size: 0 };
        Keeping { kept: (memory > 0).then_some(kept), memory, spared: 0 }
    }

    /// Allows so many bytes.
    pub fn limit(&mut self, memory: usize) {
        self.memory = memory;
        self.take(0);
    }

    /// Keeps nothing where what is read so far of all bytes shows that the memory will not suffice.
    pub fn foresee(&mut self, read: u64, all: u64) {
        let size = self.kept.as_ref().map_or(0, Kept::size);
        if size as f64 * all as f64 > self.memory as f64 * read as f64 {
            self.kept = None;
        }
    }

    /// Whether anything is still kept. Where the device has no more memory, what is kept makes room for the reading.
    /// Asking for it in large pieces also spares many small enlargements.
    pub fn keeps(&mut self) -> bool {
        let size = self.kept.as_ref().map_or(0, Kept::size);
        if size >= self.spared {
            self.spared = size + SPARE / 2;
            if Vec::<u8>::new().try_reserve_exact(SPARE).is_err() {
                self.kept = None;
            }
        }
        self.kept.is_some()
    }

    /// So many plain rows from this line on, each on the next.
    #[inline]
    pub fn plain(&mut self, line: u64, rows: usize) {
        let Some(kept) = &mut self.kept else { return };
        if kept.lines.next != line {
            kept.lines.jumps.push((kept.rows, line));
            self.take(size_of::<(usize, u64)>());
        }
        if let Some(kept) = &mut self.kept {
            kept.lines.next = line + rows as u64;
            kept.rows += rows;
        }
    }

    /// A row that is not plain.
    pub fn odd(&mut self, record: &Record<'_>) {
        let Some(kept) = self.kept.as_mut().filter(|kept| kept.odd.len() <= ODD + kept.rows / 8) else {
            self.kept = None;
            return;
        };
        let cells: Vec<String> = record.row().cells.into_iter().map(|cell| cell.text.into_owned()).collect();
        let size = cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>() + size_of::<OddRow>();
        kept.odd.push(OddRow { after: kept.rows, line: record.line, cells });
        self.take(size);
    }

    /// The next block of a column; `None` where it cannot be kept.
    pub fn block(&mut self, column: usize, packed: Option<Packed>) {
        let Some(kept) = &mut self.kept else { return };
        let size = packed.as_ref().map_or(0, Packed::size);
        if let Some(column) = kept.columns.get_mut(column) {
            match (column.as_mut(), packed) {
                (Some(column), Some(packed)) => column.blocks.push(packed),
                _ => *column = None,
            }
        }
        self.take(size);
    }

    /// Counts memory; where it does not suffice nothing is kept.
    fn take(&mut self, bytes: usize) {
        let Some(kept) = &mut self.kept else { return };
        kept.size += bytes;
        if kept.size > self.memory {
            self.kept = None;
        }
    }

    /// What was kept of a file whose last row of data stands on this line.
    pub fn finish(self, evidence: &[Evidence], last_line: u64) -> Option<Kept> {
        let mut kept = self.kept?;
        for (column, evidence) in kept.columns.iter_mut().zip(evidence) {
            if let Some(column) = column {
                column.texts = std::iter::once("").chain(evidence.texts()).map(str::to_owned).collect();
            }
        }
        kept.odd.retain(|row| row.line <= last_line);
        Some(kept)
    }
}

impl Kept {
    /// The columns of a part of a file that so many lines stand before.
    pub fn after(mut self, lines: u64) -> Kept {
        self.lines.jumps.iter_mut().for_each(|(_, line)| *line += lines);
        self.odd.iter_mut().for_each(|row| row.line += lines);
        self
    }

    /// Without the columns that point out persons or respondents: they are never read further.
    pub fn without_persons(mut self, reading: &Reading) -> Kept {
        for (at, about) in reading.columns.iter().enumerate() {
            if matches!(about.role, Role::Identifying | Role::Id) {
                self.columns.get_mut(at).into_iter().for_each(|column| *column = None);
                let cells = self.odd.iter_mut().filter_map(|row| row.cells.get_mut(at + reading.first_column));
                cells.for_each(String::clear);
            }
        }
        self
    }

    /// Bytes that it takes, but for the distinct texts.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Plain rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column, where it is kept.
    pub fn column(&self, at: usize) -> Option<&KeptColumn> {
        self.columns.get(at)?.as_ref()
    }

    /// The rows that are not plain.
    pub fn odd(&self) -> &[OddRow] {
        &self.odd
    }

    /// The line of a plain row.
    pub fn line(&self, row: usize) -> u64 {
        let jumps = &self.lines.jumps;
        let before = jumps.partition_point(|(from, _)| *from <= row);
        let jump = before.checked_sub(1).and_then(|at| jumps.get(at));
        jump.map_or(0, |(from, line)| line + (row - from) as u64)
    }

    /// The cell of a plain row; empty where its column is not kept.
    pub fn cell(&self, column: usize, row: usize) -> Cow<'_, str> {
        let Some(column) = self.column(column) else { return Cow::Borrowed("") };
        let Some(block) = column.blocks.get(row / BLOCK) else { return Cow::Borrowed("") };
        match block.code(row % BLOCK) {
            Some(code) => Cow::Borrowed(column.texts.get(usize::from(code)).map_or("", String::as_str)),
            None => Cow::Owned(block.number(row % BLOCK).unwrap_or_default()),
        }
    }
}

impl OddRow {
    /// The row as it was read.
    pub fn row(&self) -> Row<'_> {
        Row { line: self.line, cells: self.cells.iter().map(|cell| Cell::text(cell.as_str())).collect() }
    }
}
