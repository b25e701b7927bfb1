//! A file that several workers read: what one of them gathered of its part, and how the parts become one.
//!
//! A part begins where a record does. What a row is depends on the rows before it only around titles, notes and gaps:
//! parts become one where each begins with a plain row of data, blank lines before it or not, and the one before
//! ends so that nothing of it is waited for.

use super::blocks::Headings;
use super::coder::MOST;
use super::evidence::Evidence;
use super::gather::{Gathered, Gatherer};
use super::repeated::Repeated;
use super::torn::Beginning;
use crate::finding::Findings;
use crate::wire::{Read, Write};

/// Labels of the nation's rows and of sums that are named.
pub(super) const LABELS: usize = 50;

impl Gatherer {
    /// Writes what was gathered so far.
    pub(super) fn write(&mut self, out: &mut Vec<u8>) {
        self.settle();
        out.flag(self.began_plain == Some(true));
        out.flag(self.is_quiet());
        out.flag(self.ended);
        for line in [self.torn, self.words.first().copied(), self.got.second_table] {
            out.number(line.map_or(0, |line| line + 1));
        }
        let got = &mut self.got;
        out.all(got.evidence.iter_mut(), |out, evidence| evidence.write(out));
        got.findings.write(out);
        for number in [got.rows, got.last_line, got.footer_lines, got.tables] {
            out.number(number);
        }
        for labels in [&got.national, &got.summary] {
            out.all(labels.iter(), |out, label| out.text(label));
        }
        out.flag(got.short_end);
    }

    /// Takes over what was gathered of all of the file.
    pub(super) fn take_over(&mut self, from: &mut Read<'_>) -> Option<()> {
        let part = Part::read(from)?;
        (self.got, self.ended, self.torn) = (part.got, part.ended, part.torn);
        self.words = part.footer.into_iter().collect();
        Some(())
    }

    /// Adds what was gathered of the part that follows, which so many lines stand before. `None`, and what was gathered
    /// is of no use, where the two do not become one.
    pub(super) fn append(&mut self, from: &mut Read<'_>, lines: u64) -> Option<()> {
        self.settle();
        let next = Part::read(from)?;
        if !(self.is_quiet() && next.began_plain && next.got.evidence.len() == self.got.evidence.len()) {
            return None;
        }
        // Files that are read in parts are too large for it.
        self.repeated = Repeated::default();
        let got = &mut self.got;
        got.headings.without = true;
        for (evidence, next) in got.evidence.iter_mut().zip(next.got.evidence) {
            evidence.append(next);
        }
        got.findings.extend(next.got.findings.after(lines));
        got.rows += next.got.rows;
        got.last_line = next.got.last_line + lines;
        got.footer_lines = next.got.footer_lines;
        got.tables += next.got.tables - 1;
        got.short_end = next.got.short_end;
        let labels = [(&mut got.national, next.got.national), (&mut got.summary, next.got.summary)];
        for (labels, more) in labels {
            for label in more {
                if labels.len() < LABELS && !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        (self.ended, self.torn) = (next.ended, next.torn.map(|line| line + lines));
        self.words = next.footer.map(|line| line + lines).into_iter().collect();
        got.second_table = next.got.second_table.map(|line| line + lines);
        self.quiet = next.quiet;
        Some(())
    }
}

/// What a worker gathered of a part.
struct Part {
    got: Gathered,
    began_plain: bool,
    quiet: bool,
    ended: bool,
    torn: Option<u64>,
    /// The first of the lines after the table, so far.
    footer: Option<u64>,
}

impl Part {
    fn read(from: &mut Read<'_>) -> Option<Part> {
        let (began_plain, quiet, ended) = (from.flag()?, from.flag()?, from.flag()?);
        let mut line = || Some(from.number()?.checked_sub(1));
        let (torn, footer, second_table) = (line()?, line()?, line()?);
        let evidence = from.all(|from| Evidence::read(from, MOST))?;
        let findings = Findings::read(from)?;
        let (rows, last_line, footer_lines, tables) = (from.number()?, from.number()?, from.number()?, from.number()?);
        let labels = |from: &mut Read<'_>| from.all(|from| from.text().map(str::to_owned));
        let (national, summary) = (labels(from)?, labels(from)?);
        let short_end = from.flag()?;
        let last_first = Beginning::default();
        let got = Gathered {
            evidence,
            findings,
            rows,
            last_line,
            footer_lines,
            tables,
            national,
            summary,
            headings: Headings::default(),
            short_end,
            last_first,
            footer: None,
            second_table,
        };
        Some(Part { got, began_plain, quiet, ended, torn, footer })
    }
}
