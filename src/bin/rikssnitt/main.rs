//! The command line: parses arguments, calls the session, prints.

mod arguments;
mod messages;
mod print;

use arguments::{Command, Request};
use messages::Language;
use rikssnitt::error::{Error, ErrorCode};
use rikssnitt::plan::Plan;
use rikssnitt::session::{Correction, Format, Session, findings_csv};
use rikssnitt::view::moved::moved;
use rikssnitt::view::{FindingView, Inspection};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let language = Language::of_environment();
    let request = match arguments::parse() {
        Ok(request) => request,
        Err(text) => {
            eprintln!("{text}\n\n{}", messages::usage(language));
            return ExitCode::from(2);
        }
    };
    match run(&request, language) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", messages::error(&error, &request.all_files(), language));
            ExitCode::from(2)
        }
    }
}

fn run(request: &Request, language: Language) -> Result<ExitCode, Error> {
    match request.command {
        Command::Help => println!("{}", messages::usage(language)),
        Command::CompareResults => return compare_results(request, language),
        Command::Methods => print::methods(request.json),
        Command::Reference => print::reference(&Session::new()?, request.region.as_deref(), request.json, language)?,
        Command::Inspect => return inspect(request, language),
        Command::Analyse => return analyse(request, language),
    }
    Ok(ExitCode::SUCCESS)
}

fn compare_results(request: &Request, language: Language) -> Result<ExitCode, Error> {
    let text = |path: &PathBuf| String::from_utf8(bytes(path)?).map_err(|_| Error::new(ErrorCode::ResultInvalid));
    let [before, after] = request.files.as_slice() else { return Err(Error::new(ErrorCode::NoSuchFile)) };
    let moved = moved(&text(before)?, &text(after)?)?;
    print::moved(&moved, request.json, language);
    Ok(if moved.verdicts > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn inspect(request: &Request, language: Language) -> Result<ExitCode, Error> {
    let mut session = Session::new()?;
    let Some(file) = request.files.first() else { return Err(Error::new(ErrorCode::NoSuchFile)) };
    let mut inspection = open(&mut session, file)?;
    if request.sheet.is_some() {
        inspection = session.correct(0, &Correction { sheet: request.sheet.clone(), ..Correction::default() })?;
    }
    let rows = session.rows(0, request.rows.unwrap_or(0))?;
    print::inspection(&inspection, &name(file), request.rows.map(|_| rows.as_slice()), request.json, language);
    write_findings(&inspection.findings, request, language)?;
    Ok(close(&inspection.findings, request, language))
}

fn analyse(request: &Request, language: Language) -> Result<ExitCode, Error> {
    let mut session = Session::new()?;
    for file in &request.files {
        open(&mut session, file)?;
    }
    for file in &request.references {
        let number = open(&mut session, file)?.file;
        session.hold_as_reference(number)?;
    }
    let plan = match &request.plan {
        Some(path) => {
            let text = String::from_utf8(bytes(path)?);
            let text = text.map_err(|error| no_text(&error))?;
            let mut plan = Plan::parse(text.trim_start_matches('\u{FEFF}'))?;
            plan.region = request.region.clone().or(plan.region);
            plan
        }
        None => session.propose(request.region.as_deref())?,
    };
    let format = match request.out.as_deref().map(|out| (out, out.extension().and_then(|it| it.to_str()))) {
        None | Some((_, Some("json"))) => Format::Json,
        Some((_, Some("csv"))) => Format::Csv,
        Some((_, Some("xlsx"))) => Format::Xlsx(language.into()),
        Some((_, Some("R" | "r"))) => Format::R,
        Some((out, _)) => return Err(Error::new(ErrorCode::FormatNotWritten).with("path", out.display())),
    };
    let (result, written) = session.exported(&plan, format)?;
    match &request.out {
        Some(path) => std::fs::write(path, written).map_err(|_| Error::new(ErrorCode::WriteFailed))?,
        None => print::bytes(&written),
    }
    let (measures, mut findings) = (serde_json::to_value(&result.measures).unwrap_or_default(), result.findings);
    messages::name_measures(&mut findings, &measures, language);
    write_findings(&findings, request, language)?;
    for warning in findings.iter().filter(|finding| finding.severity == "warning") {
        eprintln!("{}", messages::graded(warning, &request.all_files(), language));
    }
    Ok(close(&findings, request, language))
}

/// Every finding with its places, where the user asked for them.
fn write_findings(findings: &[FindingView], request: &Request, language: Language) -> Result<(), Error> {
    let Some(path) = &request.findings else { return Ok(()) };
    let files = request.all_files();
    let file = |at: usize| files.get(at).map(|path| name(path)).unwrap_or_default();
    let written = findings_csv(findings, messages::headings(language), file, |one| messages::said(one, language));
    std::fs::write(path, written).map_err(|_| Error::new(ErrorCode::WriteFailed))
}

fn close(findings: &[FindingView], request: &Request, language: Language) -> ExitCode {
    let grave: Vec<&FindingView> = findings.iter().filter(|finding| finding.severity == "error").collect();
    for finding in &grave {
        eprintln!("{}", messages::finding(finding, &request.all_files(), language));
    }
    if grave.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn open(session: &mut Session, path: &Path) -> Result<Inspection, Error> {
    std::fs::File::open(path).map_err(|_| missing(path))?;
    let again = path.to_owned();
    let reopen = move || Ok(Box::new(std::fs::File::open(&again)?) as Box<dyn Read>);
    session.open(&name(path), Box::new(reopen))
}

fn missing(path: &Path) -> Error {
    Error::new(ErrorCode::FileMissing).with("path", path.display())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|_| missing(path))
}

/// A plan that is not UTF-8 is no JSON from its first such byte on.
fn no_text(error: &std::string::FromUtf8Error) -> Error {
    let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.rsplit(|byte| *byte == b'\n').next().map_or(0, <[u8]>::len) + 1;
    Error::new(ErrorCode::PlanNoJson).with("place", format!("{line}:{column}"))
}
