//! Rates for tables that hold events and people: a proposal for the user to confirm.

use super::propose::slug;
use crate::plan::{Measure, MeasureType};
use crate::table::reading::{Column, ColumnType, Reading, Role};
use crate::vocabulary::age::AgeBand;
use crate::vocabulary::fold::fold;

/// Headers of columns that count people at risk.
const PEOPLE: [&str; 9] = [
    "folkmangd",
    "befolkning",
    "medelfolkmangd",
    "medelbefolkning",
    "population",
    "riskpopulation",
    "invanare",
    "antal invanare",
    "personar",
];
const SEX: [&str; 3] = ["kon", "sex", "gender"];
const FEWEST_AGES: usize = 3;

/// Rates of every column of whole numbers beside a column of people, standardised by age where there are ages; empty
/// where there is no such column. They stand in place of the figures of those columns.
pub(super) fn rates(reading: &Reading) -> Vec<Measure> {
    let named = |names: &[&str], column: &Column| names.contains(&fold(&column.name).as_str());
    let counts = |column: &&Column| {
        let figures = matches!(column.role, Role::Value | Role::Numerator | Role::Denominator | Role::Count);
        figures && column.spread.is_none() && column.r#type == ColumnType::Integer
    };
    let Some(people) = reading.columns.iter().filter(counts).find(|column| named(&PEOPLE, column)) else {
        return Vec::new();
    };
    let group = |wanted: &dyn Fn(&Column) -> bool| {
        let groups = reading.columns.iter().filter(|column| column.role == Role::Group);
        groups.into_iter().find(|column| wanted(column)).map(|column| column.name.clone())
    };
    let age = group(&|column| {
        let bands = column.levels.iter().filter(|(level, _)| AgeBand::parse(level).is_some()).count();
        bands >= FEWEST_AGES && bands + 1 >= column.levels.len()
    });
    let sex = group(&|column| named(&SEX, column));
    let mut measures = Vec::new();
    let events = reading.columns.iter().filter(counts).filter(|column| !named(&PEOPLE, column));
    for column in events.filter(|column| matches!(column.role, Role::Value | Role::Numerator) && !column.is_share()) {
        let plain = Measure {
            denominator: Some(people.name.clone()),
            age: age.clone(),
            sex: sex.clone(),
            ..Measure::new(slug(&column.name), MeasureType::Rate, &column.name)
        };
        if age.is_some() {
            let id = format!("{}_aldersstandardiserad", plain.id);
            measures.push(Measure { id, r#type: MeasureType::DirectlyStandardisedRate, ..plain.clone() });
        }
        measures.push(plain);
    }
    measures
}
