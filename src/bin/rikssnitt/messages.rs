//! Sentences of the command line, from `www/text/codes.json`: Swedish where `LANG` begins with `sv`, else English.

use rikssnitt::error::Error;
use rikssnitt::view::{CoreError, FindingView};
use std::collections::BTreeMap;
use std::path::PathBuf;

const CODES: &str = include_str!("../../../www/text/codes.json");
const WORDS: &str = include_str!("../../../www/text/words.json");

/// The language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Swedish.
    Swedish,
    /// English.
    English,
}

impl Language {
    /// As `LC_ALL`, `LC_MESSAGES` or `LANG` says.
    pub fn of_environment() -> Language {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        match set.into_iter().find(|value| !value.is_empty()) {
            Some(value) if value.starts_with("sv") => Language::Swedish,
            _ => Language::English,
        }
    }

    fn pick<'a>(self, swedish: &'a str, english: &'a str) -> &'a str {
        match self {
            Language::Swedish => swedish,
            Language::English => english,
        }
    }
}

/// How to use the program.
pub fn usage(language: Language) -> &'static str {
    match language {
        Language::Swedish => include_str!("usage.sv.txt"),
        Language::English => include_str!("usage.en.txt"),
    }
}

/// The sentence of an error, with its place.
pub fn error(error: &Error, files: &[PathBuf], language: Language) -> String {
    let view = CoreError::from(error);
    let place = place(view.file, view.row, view.column.as_deref(), files, language);
    format!("{place}{}", sentence(view.code, &view.params, view.column.as_deref(), language))
}

/// The sentence of a finding, with its place and number.
pub fn finding(finding: &FindingView, files: &[PathBuf], language: Language) -> String {
    let place = place(finding.file, finding.row, finding.column.as_deref(), files, language);
    let times = match finding.count {
        1 => String::new(),
        count => format!(" ({count} {})", language.pick("gånger", "times")),
    };
    format!("{place}{}{times}", sentence(finding.code, &finding.params, finding.column.as_deref(), language))
}

/// Names measures in findings by their labels, as the result has them.
pub fn name_measures(findings: &mut [FindingView], measures: &serde_json::Value, language: Language) {
    let all = measures.as_array().map(Vec::as_slice).unwrap_or_default();
    for measure in findings.iter_mut().filter_map(|finding| finding.params.get_mut("measure")) {
        let known = all.iter().find(|known| known.get("id").and_then(|id| id.as_str()) == Some(measure));
        let label = known.and_then(|known| known.get("label")?.get(language.pick("sv", "en"))?.as_str());
        if let Some(label) = label {
            *measure = label.to_owned();
        }
    }
}

/// The sentence of a finding behind a word for how grave it is.
pub fn graded(one: &FindingView, files: &[PathBuf], language: Language) -> String {
    let [swedish, english] = match one.severity {
        "error" => ["fel", "error"],
        "warning" => ["varning", "warning"],
        _ => ["upplysning", "note"],
    };
    format!("{}: {}", language.pick(swedish, english), finding(one, files, language))
}

/// A finding's sentence, with neither place nor code.
pub fn said(finding: &FindingView, language: Language) -> String {
    words(finding.code, &finding.params, finding.column.as_deref(), language)
}

/// The headings of the list of findings.
pub fn headings(language: Language) -> [&'static str; 7] {
    match language {
        Language::Swedish => ["fil", "rad", "kolumn", "allvar", "kod", "antal", "förklaring"],
        Language::English => ["file", "row", "column", "severity", "code", "count", "explanation"],
    }
}

impl From<Language> for rikssnitt::session::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Swedish => rikssnitt::session::Language::Swedish,
            Language::English => rikssnitt::session::Language::English,
        }
    }
}

fn place(file: Option<usize>, row: Option<u64>, column: Option<&str>, files: &[PathBuf], language: Language) -> String {
    let name = file.and_then(|file| files.get(file)).and_then(|path| path.file_name());
    let parts = [
        name.map(|name| name.to_string_lossy().into_owned()),
        row.map(|row| format!("{} {row}", language.pick("rad", "row"))),
        column.map(|column| format!("{} {column}", language.pick("kolumn", "column"))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
}

fn sentence(code: &str, params: &BTreeMap<&'static str, String>, column: Option<&str>, language: Language) -> String {
    format!("{} [{code}]", words(code, params, column, language))
}

fn words(code: &str, params: &BTreeMap<&'static str, String>, column: Option<&str>, language: Language) -> String {
    let codes: serde_json::Value = serde_json::from_str(CODES).unwrap_or_default();
    let others: serde_json::Value = serde_json::from_str(WORDS).unwrap_or_default();
    let one = others.get("ones").filter(|_| params.get("cells").is_some_and(|cells| cells == "1"));
    let texts = one.and_then(|ones| ones.get(code)).or_else(|| codes.get(code));
    let text = texts.and_then(|texts| texts.get(language.pick("sv", "en"))).and_then(|text| text.as_str());
    let Some(text) = text else { return code.to_owned() };
    let words = params.iter().map(|(key, value)| (*key, word(key, value, language)));
    let words: BTreeMap<&str, String> = words.chain(column.map(|column| ("column", column.to_owned()))).collect();
    let sentences: Vec<String> = sentences(text).into_iter().filter_map(|one| filled(one, &words)).collect();
    if sentences.is_empty() { text.to_owned() } else { sentences.join(" ") }
}

/// A text cut before each sentence.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    let begins = |after: &str| after.starts_with(|first: char| first.is_uppercase() || first == '{');
    for (at, _) in text.match_indices([' ']) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        if before.ends_with(['.', '!', '?']) && begins(after) {
            found.push(rest.get(..rest.len() - after.len() - 1).unwrap_or_default());
            rest = after;
        }
    }
    found.push(rest);
    found
}

/// A sentence with its words; none where one of them has no value, so that nothing is said with a hole in it.
fn filled(sentence: &str, words: &BTreeMap<&str, String>) -> Option<String> {
    let mut parts = sentence.split('{');
    let mut said = parts.next()?.to_owned();
    for part in parts {
        let (key, after) = part.split_once('}')?;
        said.push_str(words.get(key).filter(|value| !value.is_empty())?);
        said.push_str(after);
    }
    Some(said)
}

/// The word that a parameter's code stands for: `image` is `en bild`.
fn word(key: &str, code: &str, language: Language) -> String {
    let words: serde_json::Value = serde_json::from_str(WORDS).unwrap_or_default();
    let texts = words.get(format!("{key}s")).and_then(|list| list.get(code));
    let word = texts.and_then(|texts| texts.get(language.pick("sv", "en"))).and_then(|word| word.as_str());
    word.unwrap_or(code).to_owned()
}
