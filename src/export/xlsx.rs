//! The result as a workbook: estimates, comparisons, assessments, findings, and what it was computed from. Numbers are
//! numbers; words of the program stand as in the other forms of the result.

use super::json::json;
use super::named;
use super::workbook::{Cell, Sheet, workbook};
use crate::view::ReportView;
use serde_json::Value;

/// The language of headings and labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Swedish.
    Swedish,
    /// English.
    English,
}

/// Where a value stands in a row of the result, and its heading in both languages.
type Column = (&'static str, &'static str, &'static str);

/// A list of the result, the name of its sheet in both languages, and its columns.
type Table = (&'static str, [&'static str; 2], &'static [Column]);

const TABLES: &[Table] = &[
    (
        "estimates",
        ["Skattningar", "Estimates"],
        &[
            ("measure", "Mått", "Measure"),
            ("label", "Benämning", "Label"),
            ("region", "Region", "Region"),
            ("period", "Period", "Period"),
            ("group", "Grupp", "Group"),
            ("level", "Nivå", "Level"),
            ("value", "Värde", "Value"),
            ("low", "Undre gräns", "Lower limit"),
            ("high", "Övre gräns", "Upper limit"),
            ("se", "Medelfel", "Standard error"),
            ("n", "Antal svar", "Answers"),
            ("n_effective", "Effektivt antal", "Effective number"),
            ("df", "Frihetsgrader", "Degrees of freedom"),
            ("status", "Status", "Status"),
            ("method", "Metod", "Method"),
            ("source", "Källa", "Source"),
            ("region_name", "Regionens namn", "Name of region"),
            ("unit", "Enhet", "Unit"),
        ],
    ),
    (
        "comparisons",
        ["Jämförelser", "Comparisons"],
        &[
            ("measure", "Mått", "Measure"),
            ("label", "Benämning", "Label"),
            ("kind", "Slag", "Kind"),
            ("region", "Region", "Region"),
            ("period", "Period", "Period"),
            ("group", "Grupp", "Group"),
            ("level", "Nivå", "Level"),
            ("against.region", "Mot region", "Against region"),
            ("against.period", "Mot period", "Against period"),
            ("against.level", "Mot nivå", "Against level"),
            ("against.value", "Mot värde", "Against value"),
            ("against.source", "Mot källa", "Against source"),
            ("difference", "Skillnad", "Difference"),
            ("low", "Undre gräns", "Lower limit"),
            ("high", "Övre gräns", "Upper limit"),
            ("se", "Medelfel", "Standard error"),
            ("statistic", "Teststorhet", "Test statistic"),
            ("df", "Frihetsgrader", "Degrees of freedom"),
            ("p", "p-värde", "p-value"),
            ("p_adjusted", "Justerat p-värde", "Adjusted p-value"),
            ("verdict", "Utfall", "Verdict"),
            ("reason", "Skäl", "Reason"),
            ("relevance", "Minsta viktiga skillnad", "Smallest difference that matters"),
            ("method", "Metod", "Method"),
            ("source", "Källa", "Source"),
            ("region_name", "Regionens namn", "Name of region"),
            ("unit_of_difference", "Skillnadens enhet", "Unit of difference"),
        ],
    ),
    (
        "assessments",
        ["Bedömningar", "Assessments"],
        &[
            ("goal", "Mål", "Goal"),
            ("perspective", "Perspektiv", "Perspective"),
            ("reading", "Läsning", "Reading"),
            ("tested", "Prövade", "Tested"),
            ("better", "Bättre", "Better"),
            ("worse", "Sämre", "Worse"),
            ("no_difference", "Ingen skillnad", "No difference"),
            ("inconclusive", "Oklart", "Inconclusive"),
            ("not_tested", "Ej prövade", "Not tested"),
            ("expected_by_chance", "Väntat av slumpen", "Expected by chance"),
            ("symbol", "Sammanvägt", "Together"),
            ("newest", "Senaste period", "Newest period"),
            ("measures", "Mått", "Measures"),
        ],
    ),
    (
        "findings",
        ["Fynd", "Findings"],
        &[
            ("severity", "Allvar", "Severity"),
            ("code", "Kod", "Code"),
            ("file", "Fil", "File"),
            ("column", "Kolumn", "Column"),
            ("rows", "Första raderna", "First rows"),
            ("count", "Antal", "Count"),
            ("params", "Uppgifter", "Details"),
        ],
    ),
];

const ABOUT: &[Column] = &[
    ("rikssnitt", "Rikssnitt, version", "Rikssnitt, version"),
    ("plan_sha256", "Planens SHA-256", "SHA-256 of the plan"),
    ("reference.version", "Nationella siffror, version", "National figures, version"),
    ("reference.retrieved", "Nationella siffror, hämtade", "National figures, retrieved"),
    ("confidence", "Konfidensgrad", "Confidence"),
    ("protected", "Små grupper dolda", "Small groups hidden"),
    ("minimum_n", "Färre svar döljs", "Fewer answers are hidden"),
    ("reliability_n", "Färre svar ger inget utfall", "Fewer answers give no verdict"),
];
const FILE: &[Column] = &[
    ("kind", "Filens slag", "Kind of file"),
    ("rows", "Rader lästa", "Rows read"),
    ("rows_rejected", "Rader avvisade", "Rows rejected"),
    ("sha256", "Filens SHA-256", "SHA-256 of the file"),
];

/// Rows of a sheet, with room for headings.
const MOST_ROWS: usize = 1_000_000;

/// Bytes of the workbook.
pub fn xlsx(result: &ReportView, language: Language) -> Vec<u8> {
    let whole: Value = serde_json::from_slice(&json(result)).unwrap_or_default();
    let pick = |sv: &'static str, en: &'static str| if language == Language::Swedish { sv } else { en };
    let mut sheets = Vec::new();
    for (list, [sv, en], columns) in TABLES {
        let headings = || columns.iter().map(|(_, sv, en)| Cell::Text(pick(sv, en).to_owned())).collect();
        let items = whole.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let parts: Vec<&[Value]> = if items.is_empty() { vec![items] } else { items.chunks(MOST_ROWS).collect() };
        for (part, items) in parts.into_iter().enumerate() {
            let name = if part == 0 { pick(sv, en).to_owned() } else { format!("{} {}", pick(sv, en), part + 1) };
            let row = |item: &Value| columns.iter().map(|(key, ..)| of(item, key, &whole, language)).collect();
            let rows = std::iter::once(headings()).chain(items.iter().map(row)).collect();
            sheets.push(Sheet { name, rows });
        }
    }
    let line = |item: &Value, (key, sv, en): &Column| {
        vec![Cell::Text(pick(sv, en).to_owned()), of(item, key, &whole, language)]
    };
    let mut rows =
        vec![vec![Cell::Text(pick("Uppgift", "About").to_owned()), Cell::Text(pick("Värde", "Value").to_owned())]];
    rows.extend(ABOUT.iter().map(|column| line(&whole, column)));
    for file in whole.get("files").and_then(Value::as_array).into_iter().flatten() {
        rows.extend(FILE.iter().map(|column| line(file, column)));
    }
    sheets.push(Sheet { name: pick("Om", "About").to_owned(), rows });
    workbook(&sheets)
}

/// What stands under a key; `against.value` is the value within `against`, `label` and `unit` the measure's in the language.
fn of(item: &Value, key: &str, whole: &Value, language: Language) -> Cell {
    let measure = || {
        let mut all = whole.get("measures").and_then(Value::as_array)?.iter();
        all.find(|measure| measure.get("id") == item.get("measure"))
    };
    let word = if language == Language::Swedish { "sv" } else { "en" };
    let written = |value: Option<&Value>, word: &dyn Fn(&str) -> &'static str| {
        let word = value.and_then(Value::as_str).map(word).filter(|word| !word.is_empty());
        word.map_or(Cell::Empty, |word| Cell::Text(word.to_owned()))
    };
    match key {
        "label" => measure().and_then(|it| it.get("label")?.get(word)).map_or(Cell::Empty, cell),
        "region_name" => written(item.get("region"), &|code| named::region(code, language)),
        "unit" | "unit_of_difference" => {
            written(measure().and_then(|it| it.get("unit")), &|code| named::unit(code, key != "unit", language))
        }
        _ => key.split('.').try_fold(item, |inside, part| inside.get(part)).map_or(Cell::Empty, cell),
    }
}

fn cell(value: &Value) -> Cell {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Null => Cell::Empty,
        Value::Number(number) => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Value::Array(all) => Cell::Text(all.iter().map(text).collect::<Vec<_>>().join(", ")),
        Value::Object(all) => {
            Cell::Text(all.iter().map(|(key, value)| format!("{key}: {}", text(value))).collect::<Vec<_>>().join(", "))
        }
        other => Cell::Text(text(other)),
    }
}
