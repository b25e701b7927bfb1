//! Problems in the data: collected, never thrown.
//!
//! A [`Finding`] says what was seen and where, with parameters that are safe to show: counts, column names, periods,
//! codes. It never holds the content of a cell, which may be a personal identity number. The words belong to
//! `www/text/codes.json`; a test compares that file with [`FindingCode::ALL`].

mod code;

pub use code::FindingCode;

use crate::filled::Filled;
use crate::wire::{Read, Write};
use std::collections::BTreeMap;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing was left out.
    Note,
    /// Something was left out or interpreted; the result stands for the rest.
    Warning,
    /// The result may be wrong until this is mended.
    Error,
}

impl Severity {
    /// The word used in the result: `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal $(: $severity:ident)?),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),* }
        impl $name {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The stable code.
            pub fn as_str(self) -> &'static str { match self { $($name::$variant => $text),* } }
        }
        codes!(@severity $name { $($variant $(: $severity)?),* });
    };
    (@severity $name:ident { $($variant:ident : $severity:ident),* }) => {
        impl $name {
            /// How much this code weighs.
            pub fn severity(self) -> $crate::finding::Severity { match self { $($name::$variant => $crate::finding::Severity::$severity),* } }
        }
    };
    (@severity $name:ident { $($variant:ident),* }) => {};
}
pub(crate) use codes;

/// Where in the user's files something was found. All parts are optional and 0-based file, 1-based row.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Index of the file in the session.
    pub file: Option<usize>,
    /// Line (text) or row (sheet) in the file, the first is 1.
    pub row: Option<u64>,
    /// Name of the column as its header says, or its letter where it has none.
    pub column: Option<String>,
}

impl Position {
    /// A row of a file that the caller numbers later.
    pub fn row(row: u64) -> Self {
        Position { row: Some(row), ..Position::default() }
    }

    /// The same position with a column.
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

/// A problem in the data, with the number of times it occurred and the first place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What was found.
    pub code: FindingCode,
    /// The first place.
    pub at: Position,
    /// Further places, at most [`Findings::PLACES`] in all.
    pub more: Vec<Position>,
    /// Safe parameters for the sentence.
    pub params: BTreeMap<&'static str, String>,
    /// How many times.
    pub count: u64,
}

/// The names of parameters.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "areas", "cells", "column", "columns", "draws", "equalisation", "estimates", "expected", "found", "indicator", "invited",
    "kind", "least", "levels", "lines", "measure", "minimum", "model", "nearest", "period", "region", "regions", "role",
    "seed", "series", "sheet", "sheets", "strata", "tables", "unit", "year",
];

type Group = (FindingCode, Option<usize>, Option<String>, BTreeMap<&'static str, String>);

/// Findings grouped by code, column and parameters as they are collected: memory does not grow with the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    grouped: BTreeMap<Group, Finding>,
}

impl Findings {
    /// Places kept for each group.
    pub const PLACES: usize = 20;

    /// Adds one occurrence.
    pub fn add(&mut self, code: FindingCode, at: Position) {
        self.add_with(code, at, &[]);
    }

    /// Adds one occurrence with parameters.
    pub fn add_with(&mut self, code: FindingCode, at: Position, params: &[(&'static str, String)]) {
        let params: BTreeMap<_, _> = params.iter().cloned().filled();
        let key = (code, at.file, at.column.clone(), params.clone());
        match self.grouped.get_mut(&key) {
            Some(finding) => {
                finding.count += 1;
                if finding.more.len() + 1 < Self::PLACES {
                    finding.more.push(at);
                }
            }
            None => {
                self.grouped.insert(key, Finding { code, at, more: Vec::new(), params, count: 1 });
            }
        }
    }

    /// Takes over everything in `other`.
    pub fn extend(&mut self, other: Findings) {
        for (key, theirs) in other.grouped {
            match self.grouped.get_mut(&key) {
                Some(ours) => {
                    ours.count += theirs.count;
                    let places = std::iter::once(theirs.at).chain(theirs.more);
                    ours.more.extend(places);
                    ours.more.truncate(Self::PLACES - 1);
                }
                None => {
                    self.grouped.insert(key, theirs);
                }
            }
        }
    }

    /// The same findings, all in file number `file`.
    pub fn in_file(self, file: usize) -> Findings {
        let mut renumbered = Findings::default();
        for ((code, _, column, params), mut finding) in self.grouped {
            finding.at.file = Some(file);
            finding.more.iter_mut().for_each(|at| at.file = Some(file));
            renumbered.grouped.insert((code, Some(file), column, params), finding);
        }
        renumbered
    }

    /// The findings, the weightiest first.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> = self.grouped.values().collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.code.severity()));
        all
    }

    /// The same findings without one code.
    pub fn without(mut self, code: FindingCode) -> Findings {
        self.grouped.retain(|(found, ..), _| *found != code);
        self
    }

    /// The same findings of a part of a file that so many lines stand before.
    pub fn after(mut self, lines: u64) -> Findings {
        for finding in self.grouped.values_mut() {
            let places = std::iter::once(&mut finding.at).chain(&mut finding.more);
            places.filter_map(|at| at.row.as_mut()).for_each(|row| *row += lines);
        }
        self
    }

    /// Writes them for another worker.
    pub fn write(&self, out: &mut Vec<u8>) {
        let position = |out: &mut Vec<u8>, at: &Position| {
            out.number(at.row.map_or(0, |row| row + 1));
            out.all(at.column.iter(), |out, column| out.text(column));
        };
        out.all(self.grouped.values(), |out, finding| {
            out.text(finding.code.as_str());
            position(out, &finding.at);
            out.all(finding.more.iter(), position);
            out.all(finding.params.iter(), |out, (key, value)| {
                out.text(key);
                out.text(value);
            });
            out.number(finding.count);
        });
    }

    /// Reads what another worker found in a part of the file.
    pub fn read(from: &mut Read<'_>) -> Option<Findings> {
        let position = |from: &mut Read<'_>| {
            let row = from.number()?.checked_sub(1);
            let column = from.all::<_, Vec<String>>(|from| from.text().map(str::to_owned))?.pop();
            Some(Position { file: None, row, column })
        };
        let param = |from: &mut Read<'_>| {
            let (key, value) = (from.text()?, from.text()?);
            Some(KEYS.iter().find(|known| **known == key).map(|known| (*known, value.to_owned())))
        };
        let grouped = from.all(|from| {
            let code = from.text()?;
            let code = *FindingCode::ALL.iter().find(|known| known.as_str() == code)?;
            let (at, more) = (position(from)?, from.all(position)?);
            let params: BTreeMap<_, _> = from.all::<_, Vec<_>>(param)?.into_iter().flatten().filled();
            let count = from.number()?;
            let group = (code, None, at.column.clone(), params.clone());
            Some((group, Finding { code, at, more, params, count }))
        })?;
        Some(Findings { grouped })
    }

    /// The names of parameters that findings between workers may have.
    pub fn keys() -> &'static [&'static str] {
        KEYS
    }

    /// How many occurrences of a code.
    pub fn count(&self, code: FindingCode) -> u64 {
        self.grouped.values().filter(|finding| finding.code == code).map(|finding| finding.count).sum()
    }
}
