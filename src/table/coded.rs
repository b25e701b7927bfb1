//! Respondents as numbers: what each field of a survey means is found out once and remembered by the bytes of the file.
//!
//! Only respondents about whom nothing is to be said are given as numbers. A row with anything odd goes the general way
//! by [`super::Checker`], which finds it again and says so.

use super::coder::{Coder, MOST};
use super::numbers;
use super::survey::{SurveyTable, region_of};
use crate::intake::Record;
use crate::plan::{Measure, MeasureType};
use crate::sufficient::patterns::{Answer, Place};
use rustc_hash::FxHashMap;

/// The number of a field that has no meaning: the row goes the general way.
const ODD: u32 = u32::MAX - 1;

/// What a column means.
#[derive(Debug, Clone, Copy)]
enum What<'p> {
    Region,
    Period,
    Stratum,
    Unit,
    Group,
    Item(&'p Measure),
}

/// One column that the plan needs.
#[derive(Debug)]
struct CodedColumn<'p> {
    column: usize,
    what: What<'p>,
    coder: Coder,
    /// What the numbers mean.
    texts: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

/// One respondent as numbers.
#[derive(Debug, Default)]
pub struct CodedRespondent {
    /// Stratum, sampling unit, period, region and groups, those that the design has.
    pub place: Vec<u32>,
    /// Answers in the order of the measures; 0 is none.
    pub answers: Vec<u32>,
    /// Sampling weight.
    pub weight: f64,
}

/// A survey file and plan whose respondents can be given as numbers.
#[derive(Debug)]
pub struct CodedSurvey<'p> {
    places: Vec<CodedColumn<'p>>,
    items: Vec<CodedColumn<'p>>,
    weight: Option<(usize, char)>,
    width: usize,
    own_region: String,
    respondent: CodedRespondent,
}

impl<'p> CodedSurvey<'p> {
    /// For a survey whose questions all have answers in words and whose design has no finite population; else `None`.
    pub fn new(table: &SurveyTable<'p>) -> Option<CodedSurvey<'p>> {
        let plain = table.items.iter().all(|(_, _, measure)| measure.r#type == MeasureType::Proportion);
        if !plain || table.population.is_some() || table.detailed {
            return None;
        }
        let coded = |column: usize, what| CodedColumn {
            column,
            what,
            coder: Coder::default(),
            texts: Vec::new(),
            numbers: FxHashMap::default(),
        };
        let design = [
            (table.stratum, What::Stratum),
            (table.unit, What::Unit),
            (table.period, What::Period),
            (table.region, What::Region),
        ];
        let design = design.into_iter().filter_map(|(column, what)| Some(coded(column?, what)));
        let groups = table.groups.iter().map(|column| coded(*column, What::Group));
        let item = |(column, _, measure): &(usize, Option<usize>, &'p Measure)| CodedColumn {
            texts: vec![String::new()],
            numbers: std::iter::once((String::new(), 0)).collect(),
            ..coded(*column, What::Item(measure))
        };
        let sign = |column: usize| table.reading.columns.get(column).map_or('.', |about| about.decimal);
        Some(CodedSurvey {
            places: design.chain(groups).collect(),
            items: table.items.iter().map(item).collect(),
            weight: table.weight.map(|column| (column, sign(column))),
            width: table.reading.columns.len(),
            own_region: table.own_region.map(|region| region.code()).unwrap_or_default(),
            respondent: CodedRespondent::default(),
        })
    }

    /// The respondent of a row of data; `None` where the row must go the general way.
    pub fn respondent(&mut self, table: &SurveyTable<'p>, record: &Record<'_>) -> Option<&CodedRespondent> {
        if record.len() < self.width {
            return None;
        }
        let CodedRespondent { place, answers, weight } = &mut self.respondent;
        *weight = match self.weight {
            None => 1.0,
            Some((column, decimal)) => numbers::plain(record.field(column)?, decimal)?,
        };
        place.clear();
        for column in &mut self.places {
            place.push(column.number(table, record)?);
        }
        answers.clear();
        for column in &mut self.items {
            answers.push(column.number(table, record)?);
        }
        Some(&self.respondent)
    }

    /// The columns of the place.
    pub(super) fn place_columns(&self) -> Vec<usize> {
        self.places.iter().map(|column| column.column).collect()
    }

    /// The columns of the questions.
    pub(super) fn item_columns(&self) -> Vec<usize> {
        self.items.iter().map(|column| column.column).collect()
    }

    /// The column of the weight and its decimal sign.
    pub(super) fn weight_column(&self) -> Option<(usize, char)> {
        self.weight
    }

    /// For each text of a column of the place, the number of what it means; `None` where it means nothing.
    pub(super) fn place_numbers(&mut self, at: usize, table: &SurveyTable<'p>, texts: &[String]) -> Vec<Option<u32>> {
        let Some(column) = self.places.get_mut(at) else { return Vec::new() };
        texts.iter().map(|text| Some(column.number_of(table, text)).filter(|number| *number != ODD)).collect()
    }

    /// For each text of a question, the number of the answer that it means.
    pub(super) fn answer_numbers(&mut self, at: usize, table: &SurveyTable<'p>, texts: &[String]) -> Vec<u32> {
        let Some(column) = self.items.get_mut(at) else { return Vec::new() };
        texts.iter().map(|text| column.number_of(table, text)).collect()
    }

    /// How many measures there are, and their names.
    pub fn measures(&self) -> impl Iterator<Item = &'p str> {
        self.items.iter().filter_map(|column| match column.what {
            What::Item(measure) => Some(measure.id.as_str()),
            _ => None,
        })
    }

    /// What an answer to a measure means.
    pub fn answer(&self, measure: usize, answer: u32) -> Answer<'_> {
        let text = self.items.get(measure).and_then(|column| column.texts.get(answer as usize)).map(String::as_str);
        match text {
            Some(text) if !text.is_empty() => Answer::Category(text),
            _ => Answer::Missing,
        }
    }

    /// Hands the place that some numbers mean to `push`.
    pub fn with_place<T>(&self, numbers: &[u32], push: impl FnOnce(&Place<'_>) -> T) -> T {
        let mut groups = Vec::new();
        let mut place = Place {
            stratum: "",
            unit: None,
            period: "",
            region: &self.own_region,
            groups: &[],
            population: None,
            detail: "",
        };
        for (column, number) in self.places.iter().zip(numbers) {
            let text = column.texts.get(*number as usize).map(String::as_str).unwrap_or_default();
            match column.what {
                What::Stratum => place.stratum = text,
                What::Unit => place.unit = Some(text),
                What::Period => place.period = text,
                What::Region => place.region = text,
                What::Group => groups.push(text),
                What::Item(_) => {}
            }
        }
        push(&Place { groups: &groups, ..place })
    }
}

impl CodedColumn<'_> {
    #[inline]
    fn number(&mut self, table: &SurveyTable<'_>, record: &Record<'_>) -> Option<u32> {
        let span = record.span(self.column)?;
        let number = match self.coder.find_at(record.bytes(), span) {
            Some(number) => number,
            None => self.learn(table, record, record.field(self.column)?),
        };
        (number != ODD).then_some(number)
    }

    fn learn(&mut self, table: &SurveyTable<'_>, record: &Record<'_>, field: &[u8]) -> u32 {
        let number = self.number_of(table, record.text(field).trim());
        self.coder.add(field, number);
        number
    }

    /// The number of what a text means here.
    fn number_of(&mut self, table: &SurveyTable<'_>, text: &str) -> u32 {
        let meaning = match self.what {
            What::Region => region_of(text).map(|region| region.code()),
            What::Period => table.period_of(self.column, text),
            What::Stratum | What::Unit => (!text.is_empty()).then(|| text.to_owned()),
            What::Group => Some(table.level_of(text).to_owned()),
            What::Item(measure) => Some(table.valid(text, measure).to_owned()),
        };
        let Some(meaning) = meaning else { return ODD };
        match self.numbers.get(&meaning) {
            Some(known) => *known,
            None if self.texts.len() >= MOST => ODD,
            None => {
                let number = self.texts.len() as u32;
                self.numbers.insert(meaning.clone(), number);
                self.texts.push(meaning);
                number
            }
        }
    }
}
