//! Respondents as numbers: what each field of a survey means is found out once and remembered by the bytes of the file.
//!
//! Only respondents about whom nothing is to be said are given as numbers. A row with anything odd goes the general way
//! by [`super::Checker`], which finds it again and says so.

use super::coder::{Coder, MOST};
use super::numbers;
use super::survey::SurveyTable;
use crate::intake::Run;
use crate::plan::{Measure, MeasureType};
use crate::sufficient::patterns::{Answer, Place};
use rustc_hash::FxHashMap;

/// The number of a field that has no meaning: the row goes the general way.
const ODD: u32 = u32::MAX - 1;

/// Binary digits of each number of a place.
const PART: u32 = 16;
/// Columns of a place, at most.
const PARTS: usize = (u128::BITS / PART) as usize;

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

/// Some respondents as numbers.
#[derive(Debug, Default)]
pub struct CodedRespondents {
    /// Of each the place: stratum, sampling unit, period, region and groups, those that the design has, sixteen bits to
    /// each, the last lowest. `None` for a row that must go the general way.
    pub places: Vec<Option<u128>>,
    /// Sampling weights.
    pub weights: Vec<f64>,
    /// Answers by measure; 0 is none, [`u8::MAX`] one for which there is no number.
    pub answers: Vec<Vec<u8>>,
    /// Room for the numbers of a column.
    low: Vec<u8>,
    wide: Vec<(usize, u32)>,
}

/// A survey file and plan whose respondents can be given as numbers.
#[derive(Debug)]
pub struct CodedSurvey<'p> {
    places: Vec<CodedColumn<'p>>,
    items: Vec<CodedColumn<'p>>,
    weight: Option<(usize, char)>,
    width: Option<usize>,
    own_region: String,
    respondents: CodedRespondents,
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
            width: Some(table.reading.columns.len()).filter(|_| table.reading.first_column == 0),
            own_region: table.own_region.map(|region| region.code()).unwrap_or_default(),
            respondents: CodedRespondents::default(),
        })
    }

    /// How many fields a row must have to be given as a respondent; `None` where none can.
    pub fn width(&self) -> Option<usize> {
        self.width.filter(|_| self.places.len() <= PARTS)
    }

    /// The respondents of some rows of data.
    pub fn respondents(&mut self, table: &SurveyTable<'p>, run: &Run<'_>) -> &CodedRespondents {
        let CodedRespondents { places, weights, answers, low, wide } = &mut self.respondents;
        places.clear();
        places.resize(run.len(), Some(0));
        for column in &mut self.places {
            column.numbers(table, run, low, wide);
            for (place, low) in places.iter_mut().zip(low.iter()) {
                *place = place.map(|place| place << PART | u128::from(*low));
            }
            for (at, number) in wide.iter() {
                if let Some(place) = places.get_mut(*at) {
                    *place = place.filter(|_| *number < 1 << PART).map(|place| place | u128::from(*number));
                }
            }
        }
        weights.clear();
        weights.resize(run.len(), 1.0);
        if let Some((column, decimal)) = self.weight {
            let (marks, stride) = run.column(column, 0);
            for (at, (weight, place)) in weights.iter_mut().zip(places.iter_mut()).enumerate() {
                let field = run.span(marks, at * stride).map(|span| run.field(span));
                match field.and_then(|field| numbers::plain(field, decimal)) {
                    Some(number) => *weight = number,
                    None => *place = None,
                }
            }
        }
        answers.resize_with(self.items.len(), Vec::new);
        for (column, answers) in self.items.iter_mut().zip(answers) {
            column.numbers(table, run, answers, wide);
            wide.iter().for_each(|(at, _)| answers.get_mut(*at).into_iter().for_each(|answer| *answer = u8::MAX));
        }
        &self.respondents
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

    /// The same for a place as [`CodedRespondents`] gives it.
    pub fn with_packed<T>(&self, place: u128, push: impl FnOnce(&Place<'_>) -> T) -> T {
        let shifts = (0..self.places.len() as u32).rev().map(|at| at * PART);
        let numbers: Vec<u32> = shifts.map(|shift| (place >> shift) as u32 & ((1 << PART) - 1)).collect();
        self.with_place(&numbers, push)
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
    /// The numbers of the column's fields: their low bytes, and those that are not below 256 by themselves.
    fn numbers(&mut self, table: &SurveyTable<'_>, run: &Run<'_>, low: &mut Vec<u8>, wide: &mut Vec<(usize, u32)>) {
        low.clear();
        low.resize(run.len(), 0);
        wide.clear();
        let mut done = 0;
        while done < run.len() {
            let rest = low.get_mut(done..).unwrap_or_default();
            done += self.coder.known(run, (self.column, done), rest, |at, number| wide.push((done + at, number)));
            let (marks, _) = run.column(self.column, done);
            if let Some(span) = run.span(marks, 0).filter(|_| done < run.len()) {
                let field = run.field(span);
                let number = self.number_of(table, run.text().of(field).trim());
                self.coder.add(field, number);
                low.get_mut(done).into_iter().for_each(|low| *low = number as u8);
                if number > u8::MAX.into() {
                    wide.push((done, number));
                }
                done += 1;
            }
        }
    }

    /// The number of what a text means here.
    fn number_of(&mut self, table: &SurveyTable<'_>, text: &str) -> u32 {
        let meaning = match self.what {
            What::Region => table.region_of(self.column, text).map(|region| region.code()),
            What::Period => table.period_of(self.column, text),
            What::Stratum | What::Unit => (!text.is_empty()).then(|| text.to_owned()),
            What::Group => Some(table.group_of(self.column, text).to_owned()),
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
