//! The result as one CSV table: semicolon, decimal comma, byte order mark, CRLF, so that Excel opens it as it is.
//!
//! One line an estimate, a comparison and a place among the regions, then what all regions or a series say together;
//! the column `rad` says which. Texts that begin like a formula get an
//! apostrophe in front.

use super::csv_across;
use crate::view::ReportView;
use crate::view::comparison::ComparisonView;
use crate::view::estimate::EstimateView;
use crate::view::many::RankView;

const COLUMNS: usize = 33;
pub(super) const HEADER: [&str; COLUMNS] = [
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
];

/// Bytes of the table.
pub fn csv(result: &ReportView) -> Vec<u8> {
    let mut bytes = vec![0xEF, 0xBB, 0xBF];
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let rows = std::iter::once(HEADER.map(str::to_owned))
        .chain(result.estimates.iter().map(estimate))
        .chain(result.comparisons.iter().map(comparison))
        .chain(result.ranks.iter().map(rank));
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    for row in csv_across::rows(result) {
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

fn estimate(it: &EstimateView) -> [String; COLUMNS] {
    let nothing = String::new;
    [
        "skattning".to_owned(),
        text(&it.measure),
        nothing(),
        it.region.clone(),
        it.period.clone(),
        optional(it.group.as_ref()),
        optional(it.level.as_ref()),
        number(it.value),
        number(it.n),
        number(it.n_effective),
        number(it.se),
        number(it.low),
        number(it.high),
        number(it.df),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        it.status.to_owned(),
        nothing(),
        it.method.to_owned(),
        it.source.to_owned(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
    ]
}

/// The place as the value, its interval as the limits, the number of regions as the number.
fn rank(it: &RankView) -> [String; COLUMNS] {
    let mut row: [String; COLUMNS] = std::array::from_fn(|_| String::new());
    let cells = [
        ("rad", "rang".to_owned()),
        ("matt", text(&it.measure)),
        ("slag", it.first.to_owned()),
        ("region", it.region.clone()),
        ("period", it.period.clone()),
        ("varde", it.rank.to_string()),
        ("n", it.of.to_string()),
        ("undre", it.low.to_string()),
        ("ovre", it.high.to_string()),
        ("metod", it.method.to_owned()),
    ];
    for (name, cell) in cells {
        let place = HEADER.iter().position(|header| *header == name);
        place.and_then(|place| row.get_mut(place)).into_iter().for_each(|empty| empty.clone_from(&cell));
    }
    row
}

fn comparison(it: &ComparisonView) -> [String; COLUMNS] {
    let nothing = String::new;
    [
        "jamforelse".to_owned(),
        text(&it.measure),
        it.kind.to_owned(),
        it.region.clone(),
        it.period.clone(),
        optional(it.group.as_ref()),
        optional(it.level.as_ref()),
        number(it.difference),
        nothing(),
        nothing(),
        number(it.se),
        number(it.low),
        number(it.high),
        number(it.df),
        it.against.region.clone(),
        it.against.period.clone(),
        optional(it.against.level.as_ref()),
        number(it.against.value),
        it.against.source.to_owned(),
        number(it.p),
        number(it.p_adjusted),
        it.verdict.to_owned(),
        it.reason.unwrap_or_default().to_owned(),
        it.method.to_owned(),
        it.source.to_owned(),
        it.against.population.to_owned(),
        it.against.regions.join(" "),
        optional(it.against.measure.as_ref()),
        number(it.detectable),
        number(it.n_needed),
        number(it.people.as_ref().map(|people| people.value)),
        number(it.people.as_ref().map(|people| people.low)),
        number(it.people.as_ref().map(|people| people.high)),
    ]
}
