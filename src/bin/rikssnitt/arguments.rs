//! What was typed.

use lexopt::prelude::*;
use std::path::PathBuf;

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Say how to use it.
    Help,
    /// Say what a file is.
    Inspect,
    /// Hold files against the nation.
    Analyse,
    /// List what moved between two results.
    CompareResults,
    /// List the statistics.
    Methods,
    /// List the built-in figures.
    Reference,
}

/// What was typed.
#[derive(Debug)]
pub struct Request {
    /// What to do.
    pub command: Command,
    /// Files, in order.
    pub files: Vec<PathBuf>,
    /// Files whose national figures are the nation.
    pub references: Vec<PathBuf>,
    /// The plan's file.
    pub plan: Option<PathBuf>,
    /// The user's region.
    pub region: Option<String>,
    /// A workbook's sheet.
    pub sheet: Option<String>,
    /// Where the result goes.
    pub out: Option<PathBuf>,
    /// Where all findings go, as CSV.
    pub findings: Option<PathBuf>,
    /// How many rows to show.
    pub rows: Option<usize>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Request {
    /// All files in the order in which the session numbers them.
    pub fn all_files(&self) -> Vec<PathBuf> {
        self.files.iter().chain(&self.references).cloned().collect()
    }
}

/// Reads the arguments; the error is a sentence.
pub fn parse() -> Result<Request, String> {
    read(lexopt::Parser::from_env()).map_err(|error| error.to_string())
}

fn read(mut parser: lexopt::Parser) -> Result<Request, lexopt::Error> {
    let mut request = Request {
        command: Command::Help,
        files: Vec::new(),
        references: Vec::new(),
        plan: None,
        region: None,
        sheet: None,
        out: None,
        findings: None,
        rows: None,
        json: false,
    };
    let mut named = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if !named => {
                named = true;
                request.command = match word.to_str() {
                    Some("inspect") => Command::Inspect,
                    Some("analyse") => Command::Analyse,
                    Some("compare-results") => Command::CompareResults,
                    Some("methods") => Command::Methods,
                    Some("reference") => Command::Reference,
                    Some("help") => Command::Help,
                    _ => return Err(lexopt::Error::UnexpectedValue { option: "rikssnitt".into(), value: word }),
                };
            }
            Value(file) => request.files.push(file.into()),
            Long("reference") => request.references.extend(parser.values()?.map(PathBuf::from)),
            Long("plan") => request.plan = Some(parser.value()?.into()),
            Long("region") => request.region = Some(parser.value()?.string()?),
            Long("sheet") => request.sheet = Some(parser.value()?.string()?),
            Long("out") => request.out = Some(parser.value()?.into()),
            Long("findings") => request.findings = Some(parser.value()?.into()),
            Long("rows") => request.rows = Some(parser.value()?.parse()?),
            Long("json") => request.json = true,
            Short('h') | Long("help") => request.command = Command::Help,
            other => return Err(other.unexpected()),
        }
    }
    let planned = request.plan.is_some() && matches!(request.command, Command::Analyse);
    let needs_file = matches!(request.command, Command::Inspect | Command::Analyse) && !planned;
    if needs_file && request.files.is_empty() {
        return Err("FILE".into());
    }
    if matches!(request.command, Command::CompareResults) && request.files.len() != 2 {
        return Err("OLD NEW".into());
    }
    Ok(request)
}
