//! The result as one CSV table: semicolon, decimal comma, byte order mark, CRLF, so that Excel opens it as it is.
//!
//! One line an estimate, a comparison and a place among the regions, then what all regions or a series say together;
//! the column `rad` says which. The last two columns are the
//! region's name and the unit of `varde` and its limits. Texts that begin like a formula get an apostrophe in front.

use super::xlsx::Language;
use super::{csv_across, named};
use crate::view::ReportView;
use crate::view::comparison::ComparisonView;
use crate::view::estimate::EstimateView;
use crate::view::many::RankView;

const HEADER: [&str; 35] = [
    "rad",
    "matt",
    "slag",
    "region",
    "period",
    "grupp",
    "niva",
    "varde",
    "n",
    "n_effektivt",
    "medelfel",
    "undre",
    "ovre",
    "frihetsgrader",
    "mot_region",
    "mot_period",
    "mot_niva",
    "mot_varde",
    "mot_kalla",
    "p",
    "p_justerat",
    "utfall",
    "skal",
    "metod",
    "kalla",
    "mot_vilka",
    "mot_regioner",
    "mot_matt",
    "minsta_synliga",
    "svar_som_behovs",
    "personer",
    "personer_undre",
    "personer_ovre",
    "regionnamn",
    "enhet",
];

/// Bytes of the table.
pub fn csv(result: &ReportView) -> Vec<u8> {
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let rows = std::iter::once(HEADER.map(str::to_owned).to_vec())
        .chain(result.estimates.iter().map(|it| estimate(result, it)))
        .chain(result.comparisons.iter().map(|it| comparison(result, it)))
        .chain(result.ranks.iter().map(|it| rank(result, it)))
        .chain(csv_across::rows(result));
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    let _ = writer.flush();
    drop(writer);
    bytes
}

pub(super) fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default()
}

/// A text that no program takes for a formula.
pub(super) fn text(value: &str) -> String {
    match value.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{value}"),
        _ => value.to_owned(),
    }
}

pub(super) fn optional(value: Option<&String>) -> String {
    value.map(|value| text(value)).unwrap_or_default()
}

/// What a row is about.
pub(super) struct About<'a> {
    pub row: &'static str,
    pub measure: &'a str,
    pub region: &'a str,
    /// What `varde` is of the measure.
    pub value: Value,
}

/// What stands as the value of a row.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Value {
    Level,
    Difference,
    Place,
}

/// A row by the names of its columns.
pub(super) fn row(result: &ReportView, about: &About<'_>, cells: &[(&str, String)]) -> Vec<String> {
    let measure = result.measures.iter().find(|it| it.id == about.measure && about.value != Value::Place);
    let unit = measure.map_or("", |it| named::unit(&it.unit, about.value == Value::Difference, Language::Swedish));
    let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map(|(_, text)| text.clone());
    let whole = |name: &&str| match *name {
        "rad" => about.row.to_owned(),
        "matt" => text(about.measure),
        "region" => about.region.to_owned(),
        "regionnamn" => named::region(about.region, Language::Swedish).to_owned(),
        "enhet" => unit.to_owned(),
        name => cell(name).unwrap_or_default(),
    };
    HEADER.iter().map(whole).collect()
}

fn estimate(result: &ReportView, it: &EstimateView) -> Vec<String> {
    row(
        result,
        &About { row: "skattning", measure: &it.measure, region: &it.region, value: Value::Level },
        &[
            ("period", it.period.clone()),
            ("grupp", optional(it.group.as_ref())),
            ("niva", optional(it.level.as_ref())),
            ("varde", number(it.value)),
            ("n", number(it.n)),
            ("n_effektivt", number(it.n_effective)),
            ("medelfel", number(it.se)),
            ("undre", number(it.low)),
            ("ovre", number(it.high)),
            ("frihetsgrader", number(it.df)),
            ("utfall", it.status.to_owned()),
            ("metod", it.method.to_owned()),
            ("kalla", it.source.to_owned()),
        ],
    )
}

/// The place as the value, its interval as the limits, the number of regions as the number.
fn rank(result: &ReportView, it: &RankView) -> Vec<String> {
    row(
        result,
        &About { row: "rang", measure: &it.measure, region: &it.region, value: Value::Place },
        &[
            ("slag", it.first.to_owned()),
            ("period", it.period.clone()),
            ("varde", it.rank.to_string()),
            ("n", it.of.to_string()),
            ("undre", it.low.to_string()),
            ("ovre", it.high.to_string()),
            ("metod", it.method.to_owned()),
        ],
    )
}

fn comparison(result: &ReportView, it: &ComparisonView) -> Vec<String> {
    row(
        result,
        &About { row: "jamforelse", measure: &it.measure, region: &it.region, value: Value::Difference },
        &[
            ("slag", it.kind.to_owned()),
            ("period", it.period.clone()),
            ("grupp", optional(it.group.as_ref())),
            ("niva", optional(it.level.as_ref())),
            ("varde", number(it.difference)),
            ("medelfel", number(it.se)),
            ("undre", number(it.low)),
            ("ovre", number(it.high)),
            ("frihetsgrader", number(it.df)),
            ("mot_region", it.against.region.clone()),
            ("mot_period", it.against.period.clone()),
            ("mot_niva", optional(it.against.level.as_ref())),
            ("mot_varde", number(it.against.value)),
            ("mot_kalla", it.against.source.to_owned()),
            ("p", number(it.p)),
            ("p_justerat", number(it.p_adjusted)),
            ("utfall", it.verdict.to_owned()),
            ("skal", it.reason.unwrap_or_default().to_owned()),
            ("metod", it.method.to_owned()),
            ("kalla", it.source.to_owned()),
            ("mot_vilka", it.against.population.to_owned()),
            ("mot_regioner", it.against.regions.join(" ")),
            ("mot_matt", optional(it.against.measure.as_ref())),
            ("minsta_synliga", number(it.detectable)),
            ("svar_som_behovs", number(it.n_needed)),
            ("personer", number(it.people.as_ref().map(|people| people.value))),
            ("personer_undre", number(it.people.as_ref().map(|people| people.low))),
            ("personer_ovre", number(it.people.as_ref().map(|people| people.high))),
        ],
    )
}
