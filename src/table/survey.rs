//! Survey answers, one respondent a row, checked against the plan's design and measures.

use crate::error::{Error, ErrorCode};
use crate::finding::{FindingCode, Findings, Position};
use crate::plan::score::{Item, Renormalise};
use crate::plan::{Design, FilePlan, Measure, MeasureType};
use crate::statistics::dimension_score::dimension_score;
use crate::sufficient::detail::Detail;
use crate::sufficient::patterns::{Answer, Place};
use crate::table::reading::{ColumnType, Reading, Role};
use crate::table::{DataRow, numbers};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;

/// Which column is what, for one survey file and one plan.
#[derive(Debug)]
pub struct SurveyTable<'p> {
    pub(super) reading: &'p Reading,
    pub(super) region: Option<usize>,
    pub(super) own_region: Option<Region>,
    pub(super) period: Option<usize>,
    pub(super) weight: Option<usize>,
    pub(super) stratum: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) population: Option<usize>,
    pub(super) groups: Vec<usize>,
    /// Column of the answer, of a ratio's denominator, and the measure.
    pub(super) items: Vec<(usize, Option<usize>, &'p Measure)>,
    /// The columns of the questions of a score, for each of the items.
    questions: Vec<Vec<usize>>,
    /// Columns that a design of more than strata, units and weights reads, and whether as numbers.
    detail: Vec<(usize, bool)>,
    pub(super) detailed: bool,
}

/// One respondent as checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Respondent<'r> {
    region: Region,
    period: String,
    stratum: &'r str,
    unit: Option<&'r str>,
    population: Option<f64>,
    groups: Vec<&'r str>,
    /// Sampling weight, 1 where the design has none.
    pub weight: f64,
    /// The answers, each with its measure's id and what sets the respondent apart.
    pub answers: Vec<(&'r str, Answer<'r>, String)>,
}

impl<'p> SurveyTable<'p> {
    /// Finds the columns that the plan and the reading name. Measures whose column is in another file are left to it.
    ///
    /// # Errors
    /// [`ErrorCode::PlanColumn`] for a column that the file does not have, [`ErrorCode::DesignNotSupported`] for a
    /// design that is not computed, [`ErrorCode::RegionUnknown`] where neither file nor plan says which region.
    pub fn new(
        reading: &'p Reading,
        file: Option<&FilePlan>,
        measures: &'p [Measure],
        groups: &[String],
        own_region: Option<Region>,
    ) -> Result<SurveyTable<'p>, Error> {
        let named = |name: &str| {
            reading
                .columns
                .iter()
                .position(|column| column.name == name)
                .ok_or_else(|| Error::new(ErrorCode::PlanColumn).at(Position::default().column(name)))
        };
        let placed = |chosen: Option<&String>, role: Role| match chosen {
            Some(name) => named(name).map(Some),
            None => Ok(reading.column(role)),
        };
        let columns = file.and_then(|file| file.columns.as_ref());
        let design = file.and_then(|file| file.design.as_ref());
        if let Some(part) = design.and_then(|design| design.unsupported()) {
            return Err(Error::new(ErrorCode::DesignNotSupported).with("part", part));
        }
        let optional = |name: Option<&String>| name.map(|name| named(name)).transpose();
        let first = |measure: &Measure| {
            let mut columns = measure.columns();
            columns.find_map(|name| named(name).ok())
        };
        let of_survey = measures.iter().filter(|measure| measure.r#type.is_of_survey());
        let items: Vec<(usize, &'p Measure)> = of_survey.filter_map(|it| Some((first(it)?, it))).collect();
        let questions = |measure: &Measure| measure.items.iter().map(|item| named(&item.column)).collect();
        let table = SurveyTable {
            reading,
            region: placed(columns.and_then(|columns| columns.region.as_ref()), Role::Region)?,
            own_region,
            period: placed(columns.and_then(|columns| columns.period.as_ref()), Role::Period)?,
            weight: match design {
                Some(design) => optional(design.weights.as_ref())?,
                None => reading.column(Role::Weight),
            },
            stratum: match design {
                Some(design) => optional(design.strata.as_ref())?,
                None => reading.column(Role::Stratum),
            },
            unit: match design {
                Some(design) => optional(design.ids.first())?,
                None => reading.column(Role::Cluster),
            },
            population: optional(design.and_then(|design| design.fpc.first()))?,
            groups: groups.iter().map(|name| named(name)).collect::<Result<_, _>>()?,
            questions: items.iter().map(|(_, measure)| questions(measure)).collect::<Result<_, Error>>()?,
            items: items
                .into_iter()
                .map(|(column, measure)| Ok((column, optional(measure.denominator.as_ref())?, measure)))
                .collect::<Result<_, Error>>()?,
            detail: match design.filter(|design| !design.is_plain()) {
                Some(design) => detail_columns(design, reading)?,
                None => Vec::new(),
            },
            detailed: design.is_some_and(|design| !design.is_plain()),
        };
        if table.region.is_none() && table.own_region.is_none() {
            return Err(Error::new(ErrorCode::RegionUnknown));
        }
        Ok(table)
    }

    /// Whether the design has weights.
    pub fn is_weighted(&self) -> bool {
        self.weight.is_some()
    }

    /// Checks a row; `None` where it cannot be used, with a finding that says why.
    pub fn respondent<'r>(&'r self, row: &'r DataRow<'_>, findings: &mut Findings) -> Option<Respondent<'r>> {
        let name = |column: usize| self.reading.columns.get(column).map(|it| it.name.as_str()).unwrap_or_default();
        let mut reject = |code, column: usize| {
            findings.add(code, Position::row(row.line).column(name(column)));
            None
        };
        let region = match self.region {
            None => self.own_region?,
            Some(column) => match self.region_of(column, row.cell(column)) {
                Some(region) => region,
                None => return reject(FindingCode::RegionUnknown, column),
            },
        };
        let period = match self.period {
            None => String::new(),
            Some(column) => match self.period_of(column, row.cell(column)) {
                Some(period) => period,
                None => return reject(FindingCode::PeriodUnknown, column),
            },
        };
        let weight = match self.weight {
            None => 1.0,
            Some(column) => match self.number(row, column) {
                Some(weight) if weight >= 0.0 => weight,
                _ => return reject(FindingCode::BadWeight, column),
            },
        };
        for column in [self.stratum, self.unit].into_iter().flatten() {
            if row.cell(column).is_empty() {
                return reject(FindingCode::DesignMissing, column);
            }
        }
        let population = match self.population {
            None => None,
            Some(column) => match self.number(row, column) {
                Some(population) if population > 0.0 => Some(population),
                _ => return reject(FindingCode::DesignMissing, column),
            },
        };
        let mut detail = Detail::default();
        for (column, numeric) in &self.detail {
            match (numeric, self.level(row, *column)) {
                (_, "") => return reject(FindingCode::DesignMissing, *column),
                (false, text) => detail.text(name(*column), text),
                (true, _) => match self.number(row, *column) {
                    Some(number) => detail.number(name(*column), number),
                    None => return reject(FindingCode::DesignMissing, *column),
                },
            }
        }
        Some(Respondent {
            region,
            period,
            stratum: self.stratum.map(|column| row.cell(column)).unwrap_or_default(),
            unit: self.unit.map(|column| row.cell(column)),
            population,
            groups: self.groups.iter().map(|column| self.level(row, *column)).collect(),
            weight,
            answers: self
                .items
                .iter()
                .zip(&self.questions)
                .map(|((column, below, measure), questions)| {
                    let answer = match measure.r#type {
                        MeasureType::Score => self.score(row, questions, measure, findings),
                        _ => self.answer(row, *column, measure, findings),
                    };
                    let (answer, detail) = self.with_detail(row, answer, *below, measure, detail.clone());
                    (measure.id.as_str(), answer, detail)
                })
                .collect(),
        })
    }

    pub(super) fn period_of(&self, column: usize, text: &str) -> Option<String> {
        let period = self.reading.columns.get(column)?.period(text)?;
        Some(if self.is_date(column) { Period::year(period.years().0).to_string() } else { period.to_string() })
    }

    fn is_date(&self, column: usize) -> bool {
        self.reading.columns.get(column).is_some_and(|column| column.r#type == ColumnType::Date)
    }

    fn number(&self, row: &DataRow<'_>, column: usize) -> Option<f64> {
        let about = self.reading.columns.get(column)?;
        let text = row.cell(column);
        let number = numbers::parse(text, about.decimal, about.thousands);
        let number = number.or_else(|| about.value_of(text)?.parse().ok());
        number.filter(|number| number.is_finite())
    }

    fn level<'r>(&'r self, row: &'r DataRow<'_>, column: usize) -> &'r str {
        self.group_of(column, row.cell(column))
    }

    /// The region in a cell.
    pub(super) fn region_of(&self, column: usize, text: &str) -> Option<Region> {
        self.reading.columns.get(column)?.region(text).filter(|region| !region.is_nation())
    }

    /// The level of a group that a text stands for.
    pub(super) fn group_of<'t>(&'t self, column: usize, text: &'t str) -> &'t str {
        let level = if self.reading.is_no_level(text) { "" } else { text };
        self.reading.columns.get(column).map_or(level, |column| column.level(level))
    }

    pub(super) fn level_of<'t>(&self, text: &'t str) -> &'t str {
        if self.reading.is_missing(text) || self.reading.is_suppressed(text) { "" } else { text }
    }

    /// The answer, or nothing where the text means that there is none.
    pub(super) fn valid<'t>(&self, text: &'t str, measure: &Measure) -> &'t str {
        let text = self.level_of(text);
        if measure.missing.iter().any(|missing| missing == text) { "" } else { text }
    }

    /// A ratio without its denominator is no answer. Values stand in the detail where rows are kept apart.
    fn with_detail<'r>(
        &self,
        row: &DataRow<'_>,
        answer: Answer<'r>,
        below: Option<usize>,
        measure: &Measure,
        mut detail: Detail,
    ) -> (Answer<'r>, String) {
        if !self.detailed && !matches!(measure.r#type, MeasureType::Ratio | MeasureType::Quantile) {
            return (answer, String::new());
        }
        detail.row(row.line);
        if let Answer::Value(value) = answer {
            if measure.r#type == MeasureType::Ratio {
                let Some(below) = below.and_then(|column| self.number(row, column)) else {
                    return (Answer::Missing, detail.into_text());
                };
                detail.number(Detail::BELOW, below);
            }
            detail.number(Detail::VALUE, value);
        }
        (answer, detail.into_text())
    }

    /// A respondent's value on a dimension.
    fn score<'r>(
        &self,
        row: &DataRow<'_>,
        questions: &[usize],
        measure: &Measure,
        findings: &mut Findings,
    ) -> Answer<'r> {
        let mut answered = |(item, column): (&Item, &usize)| {
            let text = self.valid(row.cell(*column), measure);
            let worth = measure.worth(text).filter(|_| !text.is_empty());
            if worth.is_none() && !text.is_empty() {
                findings.add(FindingCode::AnswerUnknown, Position::row(row.line).column(&item.column));
            }
            (item.weight.unwrap_or(1.0), worth)
        };
        let answers: Vec<(f64, Option<f64>)> = measure.items.iter().zip(questions).map(&mut answered).collect();
        let proportional = measure.renormalise == Renormalise::Proportional;
        dimension_score(&answers, proportional).map_or(Answer::Missing, Answer::Value)
    }

    fn answer<'r>(
        &self,
        row: &'r DataRow<'_>,
        column: usize,
        measure: &Measure,
        findings: &mut Findings,
    ) -> Answer<'r> {
        let text = self.valid(row.cell(column), measure);
        if text.is_empty() {
            return Answer::Missing;
        }
        if measure.r#type == MeasureType::Proportion {
            return Answer::Category(text);
        }
        match self.number(row, column) {
            Some(value) => Answer::Value(value),
            None => {
                findings.add(numbers::fault(text), Position::row(row.line).column(&measure.column));
                Answer::Missing
            }
        }
    }
}

impl<'r> Respondent<'r> {
    /// Hands the respondent's place in the design to `push`.
    pub fn with_place<T>(&self, push: impl FnOnce(&Place<'_>) -> T) -> T {
        push(&Place {
            stratum: self.stratum,
            unit: self.unit,
            period: &self.period,
            region: &self.region.code(),
            groups: &self.groups,
            population: self.population,
            detail: "",
        })
    }
}

/// The columns of a design, numbers or texts, and the ones that its calibration totals name.
fn detail_columns(design: &Design, reading: &Reading) -> Result<Vec<(usize, bool)>, Error> {
    let place = |name: &str| reading.columns.iter().position(|column| column.name == name);
    let missing = |name: &str| Error::new(ErrorCode::PlanColumn).at(Position::default().column(name));
    let own = design.columns();
    let mut found: Vec<(usize, bool)> = own
        .iter()
        .map(|name| Ok((place(name).ok_or_else(|| missing(name))?, design.is_number(name))))
        .collect::<Result<_, Error>>()?;
    for name in design.totals().into_iter().flat_map(|name| name.split(':')).filter(|name| *name != "(Intercept)") {
        let factor = reading.columns.iter().enumerate().filter(|(_, column)| name.starts_with(&column.name));
        let factor = factor.max_by_key(|(_, column)| column.name.len()).map(|(at, _)| (at, false));
        let column = place(name).map(|at| (at, true)).or(factor).ok_or_else(|| missing(name))?;
        if !found.iter().any(|(at, _)| *at == column.0) {
            found.push(column);
        }
    }
    Ok(found)
}
