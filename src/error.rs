//! What stops the work: one public type, with a code, a place and parameters. The words are in `www/text/codes.json`.

use crate::finding::{Position, codes};
use std::collections::BTreeMap;

codes! {
    /// Why something could not be done.
    ErrorCode {
        /// The file has no bytes.
        FileEmpty = "X_FILE_EMPTY",
        /// The file has a header and no rows.
        FileOnlyHeader = "X_FILE_ONLY_HEADER",
        /// The file is not a table. Params: format (`image`, `pdf`, `zip`, `old_word`, `html`, `program`, `binary`).
        FileNotATable = "X_FILE_NOT_A_TABLE",
        /// The file is of a kind that is not read yet. Params: format.
        FormatNotRead = "X_FORMAT_NOT_READ",
        /// A file whose first bytes say what it is, but which could not be read as that. Params: format (`px`,
        /// `json-stat`, `json`, `sav`, `dta`).
        FileBroken = "X_FILE_BROKEN",
        /// An Office file could not be opened. Params: none.
        OfficeBroken = "X_OFFICE_BROKEN",
        /// An Office file is protected by a password.
        OfficePassword = "X_OFFICE_PASSWORD",
        /// More columns than a table can have here. Params: columns, most.
        TooManyColumns = "X_TOO_MANY_COLUMNS",
        /// A record never ends: a quote is opened and not closed. Params: line.
        RecordTooLong = "X_RECORD_TOO_LONG",
        /// There is no table in the file: no line has two fields.
        NoTable = "X_NO_TABLE",
        /// No column holds figures.
        NoFigures = "X_NO_FIGURES",
        /// No such sheet. Params: sheets.
        SheetMissing = "X_SHEET_MISSING",
        /// The plan is not valid JSON. Params: place.
        PlanNoJson = "X_PLAN_NO_JSON",
        /// A field that a plan must have is missing. Params: field, place.
        PlanFieldMissing = "X_PLAN_FIELD_MISSING",
        /// A field of the plan has a value of the wrong kind. Params: field, place.
        PlanValue = "X_PLAN_VALUE",
        /// A word in the plan is not known. Params: word, nearest, place.
        PlanUnknownWord = "X_PLAN_UNKNOWN_WORD",
        /// The plan is written for another version. Params: none.
        PlanVersion = "X_PLAN_VERSION",
        /// A number in the plan lies outside its limits: `least` and `most` may be taken, `above` and `below` may not.
        /// Params: field, least or above, most or below.
        PlanOutOfRange = "X_PLAN_OUT_OF_RANGE",
        /// All weights in a field are 0. Params: field.
        PlanAllZero = "X_PLAN_ALL_ZERO",
        /// A field that this measure needs is missing or empty. Params: field.
        PlanLacks = "X_PLAN_LACKS",
        /// One of two fields must be filled, not both. Params: field, other.
        PlanEither = "X_PLAN_EITHER",
        /// A field must have a number of names with ` + ` between. Params: field, terms.
        PlanTerms = "X_PLAN_TERMS",
        /// Something stands twice in a field. Params: field, word.
        PlanTwice = "X_PLAN_TWICE",
        /// A field names what another does not hold. Params: field, word, other.
        PlanNotAmong = "X_PLAN_NOT_AMONG",
        /// A field has a word that it does not take. Params: field, word, known.
        PlanWord = "X_PLAN_WORD",
        /// The plan asks for a column that no file has. Column is named.
        PlanColumn = "X_PLAN_COLUMN",
        /// The plan asks for a design that this version does not compute. Params: part.
        DesignNotSupported = "X_DESIGN_NOT_SUPPORTED",
        /// The plan names an indicator that is not built in. Params: indicator, nearest.
        IndicatorUnknown = "X_INDICATOR_UNKNOWN",
        /// The national value that the user gives is no share. Params: measure, most.
        NationOutOfRange = "X_NATION_OUT_OF_RANGE",
        /// A region that is in no list. Params: none.
        RegionUnknown = "X_REGION_UNKNOWN",
        /// The catalogue or the reference is broken. Params: file, detail, nearest.
        CatalogueInvalid = "X_CATALOGUE_INVALID",
        /// The work was cancelled.
        Cancelled = "X_CANCELLED",
        /// The file could not be read to its end. Params: none.
        ReadFailed = "X_READ_FAILED",
        /// There is no such file on disk. Params: path.
        FileMissing = "X_FILE_MISSING",
        /// A result is not written in the form that the file name asks for. Params: path.
        FormatNotWritten = "X_FORMAT_NOT_WRITTEN",
        /// The result could not be written. Params: none.
        WriteFailed = "X_WRITE_FAILED",
        /// A file that is no result of this program, where one is asked for. Params: none.
        ResultInvalid = "X_RESULT_INVALID",
        /// There is no such file in the session.
        NoSuchFile = "X_NO_SUCH_FILE",
        /// The memory did not suffice. Params: none.
        OutOfMemory = "X_OUT_OF_MEMORY",
    }
}

/// Why the work could not go on. Holds no cell content.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// What stopped the work.
    pub code: ErrorCode,
    /// Where, as far as known.
    pub at: Position,
    /// Safe parameters for the sentence.
    pub params: BTreeMap<&'static str, String>,
}

impl Error {
    /// An error without place.
    pub fn new(code: ErrorCode) -> Self {
        Error { code, at: Position::default(), params: BTreeMap::new() }
    }

    /// A word of a plan that its field does not take.
    pub fn of_word<'k>(field: impl ToString, word: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        Error::new(ErrorCode::PlanWord).with("field", field).with("word", word).with("known", known)
    }

    /// The same error with a parameter.
    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.params.insert(key, value.to_string());
        self
    }

    /// The same error at a place.
    pub fn at(mut self, at: Position) -> Self {
        self.at = at;
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.as_str())?;
        for (key, value) in &self.params {
            write!(f, " {key}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
