//! What may be shown of a file before any analysis: structure, findings, and at most three values a column, none from
//! a column that points out persons.

use super::reading::{Column, Kind, Reading, Role};
use crate::finding::{Finding, Findings};
use crate::intake::{UserMissing, ValueLabel};

/// A file as it is understood, for the screen only.
#[derive(Debug, Clone)]
pub struct Preview {
    reading: Reading,
    findings: Findings,
}

/// A column of a preview.
#[derive(Debug, Clone, Copy)]
pub struct ColumnPreview<'a> {
    column: &'a Column,
}

impl Preview {
    /// Values that are shown of a column.
    pub const SAMPLES: usize = 3;

    /// Labels of values that are shown of a column.
    pub const LABELS: usize = 1000;

    /// A preview of a reading and what was found on the way.
    pub fn new(reading: &Reading, findings: &Findings) -> Self {
        Preview { reading: reading.clone(), findings: findings.clone() }
    }

    /// What the file holds.
    pub fn kind(&self) -> Kind {
        self.reading.kind
    }

    /// The encoding; `None` for a workbook.
    pub fn encoding(&self) -> Option<&'static str> {
        (!self.reading.dialect.format.is_workbook()).then_some(self.reading.dialect.encoding)
    }

    /// Whether the file begins with a byte order mark.
    pub fn bom(&self) -> bool {
        self.reading.dialect.bom
    }

    /// How lines end.
    pub fn newline(&self) -> Option<&'static str> {
        self.reading.dialect.newline
    }

    /// What separates fields.
    pub fn delimiter(&self) -> Option<char> {
        self.reading.dialect.delimiter.map(char::from)
    }

    /// What encloses fields.
    pub fn quote(&self) -> Option<char> {
        self.reading.dialect.quote.map(char::from)
    }

    /// The decimal sign of the file.
    pub fn decimal(&self) -> char {
        self.reading.decimal
    }

    /// The thousands sign by its code point, `U+00A0`; several after `mixed`.
    pub fn thousands(&self) -> Option<String> {
        let signs: Vec<String> =
            self.reading.thousands.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
        match signs.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            several => Some(format!("mixed {}", several.join(", "))),
        }
    }

    /// Lines before the header.
    pub fn title_lines(&self) -> &[u64] {
        &self.reading.title_lines
    }

    /// What the title says.
    pub fn title(&self) -> &[String] {
        &self.reading.title
    }

    /// First header line; 0 where there is none.
    pub fn header_line(&self) -> u64 {
        self.reading.header_line
    }

    /// How many header lines.
    pub fn header_lines(&self) -> u64 {
        self.reading.header_lines
    }

    /// The columns.
    pub fn columns(&self) -> impl Iterator<Item = ColumnPreview<'_>> {
        self.reading.columns.iter().map(|column| ColumnPreview { column })
    }

    /// Rows of data, the national ones included.
    pub fn n_data_rows(&self) -> u64 {
        self.reading.n_data_rows
    }

    /// Labels of the nation's rows.
    pub fn national_rows(&self) -> &[String] {
        &self.reading.national_rows
    }

    /// Labels of rows that sum or average the others.
    pub fn summary_rows(&self) -> &[String] {
        &self.reading.summary_rows
    }

    /// Lines after the table.
    pub fn footer_lines(&self) -> u64 {
        self.reading.footer_lines
    }

    /// Texts that mean no value.
    pub fn missing_tokens(&self) -> &[String] {
        &self.reading.missing_tokens
    }

    /// Texts that mean hidden by the publisher.
    pub fn suppressed_tokens(&self) -> &[String] {
        &self.reading.suppressed_tokens
    }

    /// `year` or `region`.
    pub fn wide_over(&self) -> Option<&'static str> {
        self.reading.wide_over()
    }

    /// Sheets of a workbook.
    pub fn sheets(&self) -> Option<&[String]> {
        self.reading.dialect.sheet.as_ref().map(|_| self.reading.dialect.sheets.as_slice())
    }

    /// The sheet that is read.
    pub fn sheet(&self) -> Option<&str> {
        self.reading.dialect.sheet.as_deref()
    }

    /// How many tables.
    pub fn tables(&self) -> u64 {
        self.reading.tables
    }

    /// What was found, the weightiest first.
    pub fn findings(&self) -> Vec<&Finding> {
        self.findings.sorted()
    }
}

impl<'a> ColumnPreview<'a> {
    /// The name, different from all others.
    pub fn name(&self) -> &'a str {
        &self.column.name
    }

    /// The header as it stands.
    pub fn header(&self) -> &'a str {
        &self.column.header
    }

    /// The type's word.
    pub fn r#type(&self) -> &'static str {
        self.column.r#type.as_str()
    }

    /// The role.
    pub fn role(&self) -> Role {
        self.column.role
    }

    /// The unit.
    pub fn unit(&self) -> Option<&'a str> {
        self.column.unit.as_deref()
    }

    /// What the column is about, by the file's own words.
    pub fn label(&self) -> Option<&'a str> {
        self.column.declared.as_ref().and_then(|declared| declared.label.as_deref())
    }

    /// The labels of its values; none from columns that point out persons or respondents.
    pub fn labels(&self) -> &'a [ValueLabel] {
        let declared = self.column.declared.as_ref().filter(|_| self.is_shown());
        declared.map_or(&[], |declared| declared.labels.get(..Preview::LABELS).unwrap_or(&declared.labels))
    }

    /// Values that the file keeps apart as missing.
    pub fn user_missing(&self) -> &'a [UserMissing] {
        self.column.declared.as_ref().map_or(&[], |declared| &declared.user_missing)
    }

    /// Cells with no value.
    pub fn missing(&self) -> u64 {
        self.column.missing
    }

    fn is_shown(&self) -> bool {
        !matches!(self.column.role, Role::Identifying | Role::Id)
    }

    /// At most three values; none from columns that point out persons or respondents.
    pub fn samples(&self) -> &'a [String] {
        let most = if self.is_shown() { Preview::SAMPLES } else { 0 };
        self.column.samples.get(..most.min(self.column.samples.len())).unwrap_or_default()
    }

    /// Distinct values with how often they stand; none from columns that point out persons or respondents.
    pub fn levels(&self) -> &'a [(String, u64)] {
        if self.is_shown() { &self.column.levels } else { &[] }
    }
}
