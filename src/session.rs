//! Ground state: the shelf, the files with their readings, and cells as a cache. The one interface that the page, the
//! command line and the package share.

mod propose;

use crate::aggregate::Cells;
use crate::catalogue::Catalogue;
use crate::catalogue::reference::Reference;
use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::{MeasureType, Plan};
use crate::table::Preview;
use crate::table::reading::{Kind, Reading, Role};
use crate::view::report::{About, FileView};
use crate::view::rows::CellView;
use crate::view::{Inspection, ReportView, Start, start};
use crate::vocabulary::region::Region;
use crate::{export, pipeline, table, view};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A file of the user's.
#[derive(Debug)]
struct Source {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
    reading: Reading,
    findings: Findings,
    revision: u64,
}

impl Source {
    /// What was undecided about the kind is decided once the user has said it.
    fn settle(&mut self) {
        if self.reading.kind != Kind::Unknown {
            self.findings = std::mem::take(&mut self.findings).without(FindingCode::KindUnknown);
        }
    }
}

/// What a user corrects in how a file was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Correction {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// What the file holds.
    pub kind: Option<Kind>,
    /// Roles of columns by name.
    pub roles: BTreeMap<String, Role>,
}

/// What a result is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Semicolon, decimal comma, byte order mark: opens in Excel.
    Csv,
    /// The result as JSON.
    Json,
}

/// Everything scanned for one plan.
#[derive(Debug, Clone, Default)]
struct Scan {
    key: String,
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
    scan: Scan,
}

impl Session {
    /// A session with no files.
    ///
    /// # Errors
    /// A broken catalogue or reference.
    pub fn new() -> Result<Session, Error> {
        let catalogue = Catalogue::built_in()?;
        let reference = Reference::built_in(&catalogue)?;
        Ok(Session { catalogue, reference, sources: Vec::new(), scan: Scan::default() })
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
        Ok(self.view(&shown, &plan, Vec::new(), &Findings::default()))
    }

    /// Takes a file in and says what it is.
    ///
    /// # Errors
    /// Files that are not tables.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<Inspection, Error> {
        let file = self.sources.len();
        let numbered = |error: Error| {
            let at = Position { file: Some(file), ..error.at.clone() };
            error.at(at)
        };
        let (reading, findings) = table::recognise(&bytes, None).map_err(numbered)?;
        let sha256 = hex(&bytes);
        self.sources.push(Source { name: name.to_owned(), bytes, sha256, reading, findings, revision: 0 });
        self.inspect(file)
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
        table::rows(&source.bytes, &source.reading, &mut |row| {
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
            (source.reading, source.findings) = table::recognise(&source.bytes, Some(sheet))?;
        }
        source.reading.correct(correction.kind, &correction.roles);
        source.settle();
        source.revision += 1;
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
        let own = plan.region.as_deref().map(region_of).transpose()?;
        self.apply(plan)?;
        self.scan_for(plan, own)?;
        let mut findings = self.scan.findings.clone();
        let shelf = (&self.catalogue, &self.reference);
        let shown = pipeline::answer(&self.scan.cells, shelf, plan, own, &mut findings)?;
        Ok(self.view(&shown, plan, self.scan.files.clone(), &findings))
    }

    /// The result of a plan as bytes to keep.
    ///
    /// # Errors
    /// As [`Session::analyse`].
    pub fn export(&mut self, plan: &Plan, format: Format) -> Result<Vec<u8>, Error> {
        let result = self.analyse(plan)?;
        Ok(match format {
            Format::Csv => export::csv::csv(&result),
            Format::Json => export::json::json(&result),
        })
    }

    fn apply(&mut self, plan: &Plan) -> Result<(), Error> {
        for source in &mut self.sources {
            let Some(file) = plan.file(&source.name) else { continue };
            if let Some(sheet) =
                file.sheet.as_ref().filter(|sheet| source.reading.dialect.sheet.as_ref() != Some(sheet))
            {
                (source.reading, source.findings) = table::recognise(&source.bytes, Some(sheet))?;
                source.revision += 1;
            }
            let word = |what: &str, word: &str| {
                Error::new(ErrorCode::PlanInvalid).with("detail", format!("unknown {what} `{word}`"))
            };
            let kind = match &file.kind {
                Some(text) => Some(Kind::parse(text).ok_or_else(|| word("kind", text))?),
                None => None,
            };
            let roles: BTreeMap<String, Role> = file
                .roles
                .iter()
                .map(|(column, role)| Ok((column.clone(), Role::parse(role).ok_or_else(|| word("role", role))?)))
                .collect::<Result<_, Error>>()?;
            let before = source.reading.clone();
            source.reading.correct(kind, &roles);
            source.settle();
            source.revision += u64::from(before != source.reading);
        }
        Ok(())
    }

    fn scan_for(&mut self, plan: &Plan, own: Option<Region>) -> Result<(), Error> {
        let key = self.key(plan);
        if key == self.scan.key {
            return Ok(());
        }
        let columns: BTreeSet<&str> = self
            .sources
            .iter()
            .filter(|source| source.reading.kind == Kind::Survey)
            .flat_map(|source| source.reading.columns.iter().map(|column| column.name.as_str()))
            .collect();
        let asked = plan.measures.iter().filter(|measure| measure.r#type != MeasureType::Published);
        if let Some(missing) = asked.map(|measure| measure.column.as_str()).find(|name| !columns.contains(name)) {
            return Err(Error::new(ErrorCode::PlanColumn).at(Position::default().column(missing)));
        }
        let mut scan = Scan { key, ..Scan::default() };
        for (index, source) in self.sources.iter().enumerate() {
            let mut findings = source.findings.clone();
            let mut file = FileView {
                sha256: source.sha256.clone(),
                kind: source.reading.kind.as_str(),
                rows: source.reading.n_data_rows,
                rows_rejected: 0,
            };
            if pipeline::computes(source.reading.kind) {
                let scanned = pipeline::scan(&source.bytes, &source.reading, &source.name, plan, own)?;
                scan.cells.merge(&scanned.cells.in_file(index));
                findings.extend(scanned.findings);
                (file.rows, file.rows_rejected) = (scanned.rows, scanned.rejected);
            } else if source.reading.kind != Kind::Unknown {
                let kind = source.reading.kind.as_str().to_owned();
                findings.add_with(FindingCode::KindNotComputed, Position::default(), &[("kind", kind)]);
            }
            scan.findings.extend(findings.in_file(index));
            scan.files.push(file);
        }
        self.scan = scan;
        Ok(())
    }

    /// What the cells depend on: files, readings, and of the plan neither positive answers nor thresholds.
    fn key(&self, plan: &Plan) -> String {
        let measures: Vec<_> = plan.measures.iter().map(|it| (&it.id, &it.column, it.r#type, &it.missing)).collect();
        let sources: Vec<_> = self.sources.iter().map(|it| (&it.sha256, &it.name, it.revision)).collect();
        format!("{sources:?} {measures:?} {:?} {:?} {:?}", plan.groups, plan.files, plan.region)
    }

    fn view(
        &self,
        shown: &crate::disclosure::Disclosed<crate::disclosure::Shown>,
        plan: &Plan,
        files: Vec<FileView>,
        findings: &Findings,
    ) -> ReportView {
        let about = About {
            plan_sha256: hex(plan.to_json().as_bytes()),
            files,
            confidence: plan.confidence,
            minimum_n: plan.disclosure.minimum_n,
            reliability_n: plan.reliability.minimum_n,
            findings: view::findings::findings(&findings.sorted()),
        };
        view::report::report(shown, about, (&self.reference).into(), &self.catalogue)
    }
}

fn region_of(text: &str) -> Result<Region, Error> {
    Region::parse(text).filter(|region| !region.is_nation()).ok_or_else(|| Error::new(ErrorCode::RegionUnknown))
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
