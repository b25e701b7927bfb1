//! Files of cases, as statistical programs keep them: variables with labels for their values, one row a case.

use super::declared::{Declared, Part, UserMissing, ValueLabel};
use super::{Cell, Row, Sink};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// One value of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    /// Nothing.
    Missing,
    /// A kind of missing by its name, which may have a label: Stata's `.a` to `.z`.
    Apart(char),
    /// A number.
    Number(f64),
    /// A text.
    Text(Cow<'a, str>),
}

/// The labels of values that some variables share.
#[derive(Debug, Default)]
pub struct Labels {
    list: Arc<[ValueLabel]>,
    places: FxHashMap<String, usize>,
}

impl Labels {
    /// Labels by value as the file keeps it; of several for one value the first. Labels that stand for several values
    /// get the value after them, so that no two values become one.
    pub fn new(pairs: impl Iterator<Item = (String, String)>) -> Rc<Labels> {
        let (mut list, mut places, mut seen) = (Vec::new(), FxHashMap::default(), BTreeSet::new());
        for (value, label) in pairs.filter(|(_, label)| !label.is_empty()) {
            if places.contains_key(&value) {
                continue;
            }
            let label = if seen.contains(&label) { format!("{label} ({value})") } else { label };
            seen.insert(label.clone());
            places.insert(value.clone(), list.len());
            list.push(ValueLabel { value, label });
        }
        Rc::new(Labels { list: list.into(), places })
    }

    fn of(&self, value: &str) -> Option<&str> {
        self.places.get(value).and_then(|place| self.list.get(*place)).map(|known| known.label.as_str())
    }
}

/// One variable.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub label: String,
    /// Labels of its values.
    pub labels: Rc<Labels>,
    /// Values kept apart as missing.
    pub missing: Vec<UserMissing>,
    /// Whether its values have an order.
    pub ordered: bool,
    /// Whether it weights the cases.
    pub is_weight: bool,
    /// Writes its numbers where they are days or moments.
    pub calendar: Option<fn(f64) -> Option<String>>,
}

/// More values than anyone keeps apart as missing.
const MOST_MISSING: usize = 1000;

/// A number in its shortest form.
pub fn shortest(number: f64) -> String {
    if number.abs() >= 1e15 { format!("{number:e}") } else { number.to_string() }
}

impl Variable {
    /// The value as the file keeps it; `None` where there is none.
    fn value<'d>(&self, datum: &'d Datum<'_>) -> Option<Cow<'d, str>> {
        match datum {
            Datum::Missing => None,
            Datum::Apart(letter) => Some(Cow::Owned(format!(".{letter}"))),
            Datum::Number(number) => Some(Cow::Owned(shortest(*number))),
            Datum::Text(text) => Some(Cow::Borrowed(text)),
        }
    }

    fn is_missing(&self, datum: &Datum<'_>, value: &str) -> bool {
        self.missing.iter().any(|missing| match (missing, datum) {
            (UserMissing::Value(known), _) => known == value,
            (UserMissing::Range(low, high), Datum::Number(number)) => (low..=high).contains(&number),
            _ => false,
        }) || matches!(datum, Datum::Apart(_))
    }

    /// What stands in the cell.
    fn cell<'d>(&self, datum: &'d Datum<'_>, labelled: bool) -> Cell<'d> {
        let Some(value) = self.value(datum) else { return Cell::text("") };
        let label = || self.labels.of(&value).map(|label| Cell::text(label.to_owned()));
        if self.is_missing(datum, &value) {
            let counted =
                self.missing.iter().any(|known| matches!(known, UserMissing::Value(known) if *known == value));
            return label().unwrap_or(Cell::text(if counted { value } else { Cow::Borrowed("") }));
        }
        if let Some(cell) = labelled.then(label).flatten() {
            return cell;
        }
        match (datum, self.calendar) {
            (Datum::Number(number), Some(calendar)) => Cell::text(calendar(*number).unwrap_or_default()),
            (Datum::Number(number), None) => Cell { text: value, number: Some(*number) },
            _ => Cell::text(value),
        }
    }

    /// What stands in cells for missing.
    fn missing_texts(&self) -> Vec<String> {
        let labelled = self.labels.list.iter().filter(|known| {
            let number = known.value.parse().map_or(Datum::Missing, Datum::Number);
            self.is_missing(&number, &known.value) || is_apart(&known.value)
        });
        let values = self.missing.iter().filter_map(|missing| match missing {
            UserMissing::Value(value) if self.labels.of(value).is_none() => Some(value.clone()),
            _ => None,
        });
        values.chain(labelled.map(|known| known.label.clone())).take(MOST_MISSING).collect()
    }
}

/// `.a` to `.z`.
fn is_apart(value: &str) -> bool {
    matches!(value.as_bytes(), [b'.', b'a'..=b'z'])
}

/// Counts, over all cases, how many values have a label. Labels take the place of values where nine of ten have one:
/// where only the ends of a scale are labelled, its numbers stay.
#[derive(Debug)]
pub struct Census {
    counts: Vec<(u64, u64)>,
    /// Cases so far.
    pub cases: u64,
}

impl Census {
    /// Before the first case.
    pub fn new(variables: &[Variable]) -> Self {
        Census { counts: vec![(0, 0); variables.len()], cases: 0 }
    }

    /// Takes in a case.
    pub fn take(&mut self, variables: &[Variable], case: &[Datum<'_>]) {
        self.cases += 1;
        for ((variable, datum), (labelled, all)) in variables.iter().zip(case).zip(&mut self.counts) {
            if variable.labels.list.is_empty() {
                continue;
            }
            let Some(value) = variable.value(datum).filter(|value| !variable.is_missing(datum, value)) else {
                continue;
            };
            *all += u64::from(!value.is_empty());
            *labelled += u64::from(variable.labels.of(&value).is_some());
        }
    }

    /// The columns.
    pub fn columns(&self, variables: &[Variable]) -> Vec<Declared> {
        let declared = |(variable, (labelled, all)): (&Variable, &(u64, u64))| Declared {
            label: Some(variable.label.clone()).filter(|label| !label.is_empty()),
            labels: Arc::clone(&variable.labels.list),
            labelled: *labelled > 0 && labelled * 10 >= all * 9,
            ordered: variable.ordered,
            user_missing: variable.missing.clone(),
            missing: variable.missing_texts(),
            ..Declared::new(variable.name.clone(), variable.is_weight.then_some(Part::Weight))
        };
        variables.iter().zip(&self.counts).map(declared).collect()
    }
}

/// Passes a case on as a row; `false` where no more are wanted.
pub fn pass(line: u64, variables: &[Variable], declared: &[Declared], case: &[Datum<'_>], sink: &mut Sink<'_>) -> bool {
    let labelled = declared.iter().map(|column| column.labelled);
    let cells =
        variables.iter().zip(case).zip(labelled).map(|((variable, datum), it)| variable.cell(datum, it)).collect();
    sink(&Row { line, cells })
}
