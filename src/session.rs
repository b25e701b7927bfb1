//! Ground state: the shelf, the files with their readings, and cells as a cache. The one interface that the page, the
//! command line and the package share.

mod adopt;
mod checksum;
mod correction;
mod files;
mod memory;
mod part;
mod parts;
mod propose;
mod propose_rates;
mod shown;
mod source;

pub use crate::export::findings::findings as findings_csv;
pub use crate::export::xlsx::Language;
#[cfg(feature = "formats")]
pub use crate::intake::pack;
pub use correction::Correction;
pub use memory::MEMORY;
pub use part::{Part, Question, Records};
pub use parts::{First, workers};
pub use source::{Added, Adding, Reopen, Taken};

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::pipeline::Scanned;
use crate::plan::whose::Whose;
use crate::plan::{Measure, Plan};
use crate::table::Preview;
use crate::table::reading::Kind;
use crate::view::report::FileView;
use crate::view::rows::CellView;
use crate::view::{Inspection, ReportView, Start, start};
use crate::vocabulary::region::Region;
use crate::{export, pipeline, table, view};
use sha2::{Digest, Sha256};
use source::{Held, Source};
use std::collections::BTreeMap;

/// What a result is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Semicolon, decimal comma, byte order mark: opens in Excel.
    Csv,
    /// The result as JSON.
    Json,
    /// A workbook with the result's tables as sheets.
    Xlsx(Language),
    /// The R code that gives the same numbers.
    R,
}

/// Everything scanned for one plan.
#[derive(Default)]
struct Scan {
    cells: Cells,
    findings: Findings,
    files: Vec<FileView>,
}

/// Files and what is built in.
#[derive(Debug)]
pub struct Session {
    catalogue: Catalogue,
    reference: Reference,
    sources: Vec<Source>,
    memory: usize,
}

impl Session {
    /// A session with no files.
    ///
    /// # Errors
    /// A broken catalogue or reference.
    pub fn new() -> Result<Session, Error> {
        let catalogue = Catalogue::built_in()?;
        let reference = Reference::built_in(&catalogue)?;
        Ok(Session { catalogue, reference, sources: Vec::new(), memory: MEMORY })
    }

    /// What is there before any file.
    pub fn start(&self) -> Start {
        start::start(&self.catalogue, &self.reference)
    }

    /// The two-digit code of a region in any of its spellings.
    ///
    /// # Errors
    /// [`ErrorCode::RegionUnknown`].
    pub fn region_code(text: &str) -> Result<String, Error> {
        region_of(text).map(Region::code)
    }

    /// The built-in figures of one region.
    ///
    /// # Errors
    /// [`ErrorCode::RegionUnknown`].
    pub fn overview(&self, region: &str) -> Result<ReportView, Error> {
        let own = region_of(region)?;
        let plan = Plan { region: Some(own.code()), ..Plan::default() };
        let shown = pipeline::overview((&self.catalogue, &self.reference), &plan, own);
        Ok(self.view(&shown, &plan, Vec::new(), &Findings::default(), Whose { own: Some(own), groups_of: None }))
    }

    /// Takes a file in whose bytes are all at hand, and says what it is.
    ///
    /// # Errors
    /// Files that are not tables.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<Inspection, Error> {
        let numbered = self.numbered();
        let source = source::whole(name.to_owned(), bytes, None).map_err(numbered)?;
        self.keep(Taken(source))
    }

    /// Takes a file in that can be opened several times, and says what it is. Large files are not held in memory.
    ///
    /// # Errors
    /// Files that are not tables or cannot be read to their end.
    pub fn open(&mut self, name: &str, reopen: Reopen) -> Result<Inspection, Error> {
        let numbered = self.numbered();
        let mut adding = Adding::new(name, self.memory_left());
        loop {
            source::read(&reopen, &mut |chunk| adding.feed(chunk).map(|()| true)).map_err(&numbered)?;
            // What is not kept is opened once more by its opener: it is taken along only when all is read.
            match adding.finish(None).map_err(&numbered)? {
                Added::Again(again) => adding = *again,
                Added::File(mut taken) => {
                    if let Held::Beginning(_, kept) = &mut taken.0.held {
                        *kept = Some(reopen);
                    }
                    return self.keep(*taken);
                }
            }
        }
    }

    /// Keeps a file that was read to its end, and says what it is.
    ///
    /// # Errors
    /// None in practice: the file is there.
    pub fn keep(&mut self, taken: Taken) -> Result<Inspection, Error> {
        self.sources.push(taken.0);
        self.inspect(self.sources.len() - 1)
    }

    /// Errors about the next file bear its number.
    fn numbered(&self) -> impl Fn(Error) -> Error + use<> {
        let file = self.sources.len();
        move |error: Error| {
            let at = Position { file: Some(file), ..error.at.clone() };
            error.at(at)
        }
    }

    /// Lets only the national figures of a file count: a table of the nation's values under the same headings.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFile`].
    pub fn hold_as_reference(&mut self, file: usize) -> Result<(), Error> {
        let source = self.sources.get_mut(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        source.is_reference = true;
        Ok(())
    }

    /// Takes a file away again; the others keep their order.
    pub fn remove(&mut self, file: usize) {
        if file < self.sources.len() {
            self.sources.remove(file);
        }
    }

    /// What a file is.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFile`].
    pub fn inspect(&self, file: usize) -> Result<Inspection, Error> {
        let source = self.sources.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        let preview = Preview::new(&source.reading, &source.findings.clone().in_file(file));
        Ok(view::inspection::inspection(file, &preview))
    }

    /// The first rows of data as they were read, for looking at on the screen.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFile`], or a file that cannot be read.
    pub fn rows(&self, file: usize, most: usize) -> Result<Vec<BTreeMap<String, CellView>>, Error> {
        let source = self.sources.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        let mut rows = Vec::new();
        table::rows(source.held.at_hand(), &source.reading, &mut |row| {
            if rows.len() < most {
                rows.push(view::rows::row(row, &source.reading));
            }
            rows.len() < most
        })?;
        Ok(rows)
    }

    /// Changes how a file is understood.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchFile`], or a sheet that is not there.
    pub fn correct(&mut self, file: usize, correction: &Correction) -> Result<Inspection, Error> {
        let source = self.sources.get_mut(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        if let Some(sheet) = &correction.sheet {
            (source.reading, source.findings) = table::recognise(source.held.at_hand(), Some(sheet))?;
        }
        source.reading.correct(correction.kind, &correction.roles);
        source.corrected.add(correction);
        source.settle();
        source.scanned = None;
        self.inspect(file)
    }

    /// A plan for the files as they are understood, for the user to confirm.
    ///
    /// # Errors
    /// Files that cannot be read to their end.
    pub fn propose(&self, region: Option<&str>) -> Result<Plan, Error> {
        let own = region.map(region_of).transpose()?;
        propose::propose(&self.sources, (&self.catalogue, &self.reference), own)
    }

    /// What the plan gives.
    ///
    /// # Errors
    /// Plans that name what is not there; files that cannot be read to their end.
    pub fn analyse(&mut self, plan: &Plan) -> Result<ReportView, Error> {
        self.answer(plan, false)
    }

    /// As [`Session::analyse`], without comparisons of other regions' groups where the plan has a region: what a page
    /// about it shows. Of a survey with many groups those are nine tenths of all.
    ///
    /// # Errors
    /// As [`Session::analyse`].
    pub fn show(&mut self, plan: &Plan) -> Result<ReportView, Error> {
        self.answer(plan, true)
    }

    fn answer(&mut self, plan: &Plan, own_groups: bool) -> Result<ReportView, Error> {
        let own = plan.region.as_deref().map(region_of).transpose()?;
        for file in self.unread(plan)? {
            let Some(source) = self.sources.get(file) else { continue };
            let Held::Beginning(_, Some(reopen)) = &source.held else {
                return Err(Error::new(ErrorCode::ReadFailed));
            };
            let mut scan = self.scan(file, plan)?;
            source::read(reopen, &mut |chunk| Ok(scan.feed(chunk)?.is_continue()))?;
            let scanned = scan.finish();
            self.scanned(file, plan, scanned);
        }
        let Scan { cells, mut findings, files } = self.together(plan, own)?;
        let shelf = (&self.catalogue, &self.reference);
        let whose = Whose { own, groups_of: own.filter(|_| own_groups) };
        let plan = &*pipeline::complete(&cells, shelf, plan, &mut findings)?;
        let shown = pipeline::answer(&cells, shelf, plan, whose, &mut findings);
        if let [Source { scanned: Some((_, scanned)), is_reference: false, .. }] = self.sources.as_mut_slice() {
            scanned.cells = cells;
        }
        let shown = shown?;
        Ok(self.view(&shown, plan, files, &findings, whose))
    }

    /// The files that must be read again before the plan can be answered: large ones, and those only when the cells at
    /// hand are of another plan. Each goes through [`Session::scan`] and comes back by [`Session::scanned`].
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn unread(&mut self, plan: &Plan) -> Result<Vec<usize>, Error> {
        self.apply(plan)?;
        self.check_columns(plan)?;
        let (key, own) = (key(plan), plan.region.as_deref().map(region_of).transpose()?);
        for source in self.sources.iter_mut().filter(|source| source.kept.is_some()) {
            source.ask_kept(&key, plan, own)?;
        }
        let unread = |source: &Source| {
            let known = source.scanned.as_ref().is_some_and(|(of, _)| *of == key);
            matches!(source.held, Held::Beginning(..)) && pipeline::computes(source.reading.kind) && !known
        };
        Ok(self.sources.iter().enumerate().filter(|(_, source)| unread(source)).map(|(file, _)| file).collect())
    }

    /// The scan of a file for a plan, to be fed from its first byte.
    ///
    /// # Errors
    /// Plans that name what is not there.
    pub fn scan<'s>(&'s self, file: usize, plan: &'s Plan) -> Result<pipeline::Scan<'s>, Error> {
        let source = self.sources.get(file).ok_or_else(|| Error::new(ErrorCode::NoSuchFile))?;
        let own = plan.region.as_deref().map(region_of).transpose()?;
        pipeline::Scan::new(&source.reading, &source.name, plan, own)
    }

    /// Keeps what the scan of a file gave.
    pub fn scanned(&mut self, file: usize, plan: &Plan, scanned: Scanned) {
        if let Some(source) = self.sources.get_mut(file) {
            source.scanned = Some((key(plan), scanned));
        }
    }

    /// The result of a plan as bytes to keep.
    ///
    /// # Errors
    /// As [`Session::analyse`].
    pub fn export(&mut self, plan: &Plan, format: Format) -> Result<Vec<u8>, Error> {
        self.exported(plan, format).map(|(_, bytes)| bytes)
    }

    /// The same, with the result itself.
    ///
    /// # Errors
    /// As [`Session::analyse`].
    pub fn exported(&mut self, plan: &Plan, format: Format) -> Result<(ReportView, Vec<u8>), Error> {
        for file in self.unhashed() {
            let Some(Source { held: Held::Beginning(_, Some(reopen)), .. }) = self.sources.get(file) else { continue };
            let mut hash = Sha256::new();
            source::read(reopen, &mut |chunk| {
                hash.update(chunk);
                Ok(true)
            })?;
            self.hashed(file, hash);
        }
        let result = self.analyse(plan)?;
        let bytes = match format {
            Format::Csv => export::csv::csv(&result),
            Format::Json => export::json::json(&result),
            Format::Xlsx(language) => export::xlsx::xlsx(&result, language),
            Format::R => result.r_code.script().into_bytes(),
        };
        Ok((result, bytes))
    }

    /// The cells of all files. Those that are held whole are scanned where the cells at hand are of another plan.
    fn together(&mut self, plan: &Plan, own: Option<Region>) -> Result<Scan, Error> {
        let key = key(plan);
        let mut scan = Scan { findings: files::said(&self.sources, plan), ..Scan::default() };
        let alone = self.sources.len() == 1;
        for (index, source) in self.sources.iter_mut().enumerate() {
            let mut findings = source.findings.clone();
            let mut file = FileView {
                sha256: source.sha256.clone(),
                kind: source.reading.kind.as_str(),
                rows: source.reading.n_data_rows,
                rows_rejected: 0,
            };
            if pipeline::computes(source.reading.kind) {
                let mut scanned = match source.scanned.take().filter(|(of, _)| *of == key) {
                    Some((_, scanned)) => scanned,
                    None => pipeline::scan(source.held.at_hand(), &source.reading, &source.name, plan, own)?,
                };
                // The cells of the only file are lent, and given back by the caller.
                match alone && !source.is_reference {
                    true => scan.cells = std::mem::take(&mut scanned.cells),
                    false => scan.cells.merge(&scanned.cells, index, source.is_reference),
                }
                // What was seen when the file was read is now said of each row.
                findings = findings.without(FindingCode::InParentheses);
                findings.extend(scanned.findings.clone());
                (file.rows, file.rows_rejected) = (scanned.rows, scanned.rejected);
                source.scanned = Some((key.clone(), scanned));
            } else if source.reading.kind != Kind::Unknown {
                let kind = source.reading.kind.as_str().to_owned();
                findings.add_with(FindingCode::KindNotComputed, Position::default(), &[("kind", kind)]);
            }
            scan.findings.extend(findings.in_file(index));
            scan.files.push(file);
        }
        Ok(scan)
    }
}

fn region_of(text: &str) -> Result<Region, Error> {
    Region::parse(text).filter(|region| !region.is_nation()).ok_or_else(|| Error::new(ErrorCode::RegionUnknown))
}

/// What the cells of a file depend on in a plan: neither positive answers nor thresholds.
fn key(plan: &Plan) -> String {
    let measures: Vec<_> = plan.measures.iter().map(Measure::reading).collect();
    format!("{measures:?} {:?} {:?} {:?} {}", plan.kept_groups(), plan.files, plan.region, plan.keeps_respondents())
}
