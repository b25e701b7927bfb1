//! What a file is, before any analysis: for the screen of the person who holds the file.

use crate::table::{Preview, UserMissing, ValueLabel};
use crate::view::findings::{FindingView, findings};
use serde::Serialize;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// Index of the file in the session.
    pub file: usize,
    /// What it holds.
    pub kind: &'static str,
    encoding: Option<&'static str>,
    bom: bool,
    newline: Option<&'static str>,
    delimiter: Option<String>,
    quote: Option<String>,
    decimal: Option<String>,
    thousands: Option<String>,
    title_lines: Vec<u64>,
    header_line: u64,
    header_lines: u64,
    columns: Vec<ColumnView>,
    n_data_rows: u64,
    national_rows: Vec<String>,
    summary_rows: Vec<String>,
    footer_lines: u64,
    missing_tokens: Vec<String>,
    suppressed_tokens: Vec<String>,
    wide_over: Option<&'static str>,
    sheets: Option<Vec<String>>,
    sheet: Option<String>,
    tables: u64,
    /// What was found.
    pub findings: Vec<FindingView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ColumnView {
    /// Unique in the file: what plans and corrections name.
    name: String,
    /// As the file writes it.
    header: String,
    r#type: &'static str,
    role: &'static str,
    unit: Option<String>,
    /// What the column is about, by the file's own words.
    label: Option<String>,
    /// Labels of values, where the file has them.
    labels: Option<Vec<LabelView>>,
    /// Values that the file keeps apart as missing: one each, or from the first to the last.
    user_missing: Option<Vec<MissingView>>,
    missing: u64,
    samples: Vec<String>,
    levels: Vec<LevelView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct LevelView {
    label: String,
    count: u64,
}

/// A value as the file keeps it: digits are a number unless they begin with a zero that a number would not have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ValueView {
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Number(f64),
    /// A text.
    Text(String),
}

impl ValueView {
    /// Tells numbers from texts.
    pub fn of(text: &str) -> ValueView {
        let number = text.parse::<f64>().ok().filter(|number| number.to_string() == text);
        match (text.parse::<i64>().ok().filter(|whole| whole.to_string() == text), number) {
            (Some(whole), _) => ValueView::Whole(whole),
            (None, Some(number)) => ValueView::Number(number),
            (None, None) => ValueView::Text(text.to_owned()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct LabelView {
    value: ValueView,
    label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum MissingView {
    One(ValueView),
    Range { low: f64, high: f64 },
}

fn label(known: &ValueLabel) -> LabelView {
    LabelView { value: ValueView::of(&known.value), label: known.label.clone() }
}

fn missing(declared: &UserMissing) -> MissingView {
    match declared {
        UserMissing::Value(value) => MissingView::One(ValueView::of(value)),
        UserMissing::Range(low, high) => MissingView::Range { low: *low, high: *high },
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// What a file is.
pub fn inspection(file: usize, preview: &Preview) -> Inspection {
    let columns = preview.columns().map(|column| ColumnView {
        name: column.name().to_owned(),
        header: column.header().to_owned(),
        r#type: column.r#type(),
        role: column.role().as_str(),
        unit: column.unit().map(str::to_owned),
        label: column.label().map(str::to_owned),
        labels: some(column.labels().iter().map(label).collect()),
        user_missing: some(column.user_missing().iter().map(missing).collect()),
        missing: column.missing(),
        samples: column.samples().to_vec(),
        levels: column
            .levels()
            .iter()
            .map(|(label, count)| LevelView { label: label.clone(), count: *count })
            .collect(),
    });
    Inspection {
        file,
        kind: preview.kind().as_str(),
        encoding: preview.encoding(),
        bom: preview.bom(),
        newline: preview.newline(),
        delimiter: preview.delimiter().map(String::from),
        quote: preview.quote().map(String::from),
        decimal: Some(String::from(preview.decimal())),
        thousands: preview.thousands(),
        title_lines: preview.title_lines().to_vec(),
        header_line: preview.header_line(),
        header_lines: preview.header_lines(),
        columns: columns.collect(),
        n_data_rows: preview.n_data_rows(),
        national_rows: preview.national_rows().to_vec(),
        summary_rows: preview.summary_rows().to_vec(),
        footer_lines: preview.footer_lines(),
        missing_tokens: preview.missing_tokens().to_vec(),
        suppressed_tokens: preview.suppressed_tokens().to_vec(),
        wide_over: preview.wide_over(),
        sheets: preview.sheets().map(<[String]>::to_vec),
        sheet: preview.sheet().map(str::to_owned),
        tables: preview.tables(),
        findings: findings(&preview.findings()),
    }
}
