//! The core's own estimators on the rows of a design.

use crate::oracle::data::{Dataset, Domain, both};
use crate::oracle::line::Line;
use crate::oracle::microdata::Microdata;
use rikssnitt::estimate::design::{DesignError, build};
use rikssnitt::plan::Design;
use rikssnitt::plan::design::ReplicateType;
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::contrast::from_se;
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::proportion_logit::proportion_logit;
use rikssnitt::statistics::survey_design::{Estimated, Linearised, SurveyDesign};
use rikssnitt::statistics::survey_mean::survey_mean;
use std::collections::BTreeMap;
use std::path::Path;

/// How far the line and the design's own estimator may differ.
const SAME: f64 = 1e-9;

/// Why there is no answer to a row.
#[derive(Debug, Clone)]
pub enum Obstacle {
    /// The row, its data or its design ask for something that is not computed here.
    NotUnderstood(String),
    /// The core says that it cannot be estimated.
    Inestimable(&'static str),
}

impl From<String> for Obstacle {
    fn from(why: String) -> Obstacle {
        Obstacle::NotUnderstood(why)
    }
}

impl From<&str> for Obstacle {
    fn from(why: &str) -> Obstacle {
        Obstacle::NotUnderstood(why.to_owned())
    }
}

/// A design with its rows, ready for any variable.
#[derive(Debug)]
pub struct Survey {
    pub design: SurveyDesign,
    /// The line's own way, for designs that it reads.
    line: Option<Line>,
}

/// A combination of means: its value, its standard error and its degrees of freedom.
#[derive(Debug, Clone, Copy)]
pub struct Combined {
    pub value: f64,
    pub se: f64,
    pub df: f64,
}

impl Survey {
    /// Sets up a design; an error says which part of it the data do not have.
    pub fn new(data: &Dataset, design: &Design, folder: &Path) -> Result<Survey, String> {
        let columns = Microdata { data, folder: folder.to_owned() };
        let design = &with_replicates(data, design);
        let built = build(design, &columns).map_err(|error| match error {
            DesignError::Column(name) => format!("no complete column {name}"),
            DesignError::Part(part) => format!("design: {part}"),
        })?;
        let line = if Line::reads(design) { Some(Line::new(data, design)?) } else { None };
        Ok(Survey { design: built, line })
    }

    /// The same rows with other weights.
    pub fn with(&self, design: SurveyDesign) -> Survey {
        Survey { design, line: None }
    }

    /// Units minus strata among the rows of a scope.
    pub fn degrees_of_freedom(&self, scope: &Domain) -> f64 {
        self.design.degrees_of_freedom(scope)
    }

    /// Any estimator among the present rows.
    pub fn estimate(
        &self,
        present: &Domain,
        estimator: impl Fn(&[f64]) -> Option<Linearised>,
    ) -> Result<Estimated, Obstacle> {
        self.design.estimate(present, estimator).ok_or(Obstacle::Inestimable("none"))
    }

    /// A share with the standard error that gives its logit the right one: with replicates it is the logit's own.
    pub fn model_logit(&self, y: &[f64], present: &Domain) -> Result<Combined, Obstacle> {
        let found = self.estimate(present, |weights| {
            let mut mean = survey_mean(&[y.to_vec()], weights)?;
            let p = *mean.values.first()?;
            mean.values = vec![(p / (1.0 - p)).ln()];
            mean.scores.iter_mut().flatten().for_each(|z| *z /= p * (1.0 - p));
            Some(mean)
        })?;
        let p = 1.0 / (1.0 + (-found.values[0]).exp());
        Ok(Combined { value: p, se: found.se(0) * p * (1.0 - p), df: self.degrees_of_freedom(present) })
    }

    /// Adds up means over domains, each with its factor.
    pub fn combine(&self, y: &[Option<f64>], terms: &[(f64, Domain)], scope: &Domain) -> Result<Combined, Obstacle> {
        let answered = both(scope, &y.iter().map(Option::is_some).collect());
        let values: Vec<f64> = y.iter().map(|y| y.unwrap_or_default()).collect();
        let estimated = self.estimate(&answered, |weights| {
            let mut all = Linearised::default();
            for (_, domain) in terms {
                let inside: Vec<f64> =
                    weights.iter().zip(domain).map(|(w, inside)| if *inside { *w } else { 0.0 }).collect();
                let mean = survey_mean(std::slice::from_ref(&values), &inside)?;
                all.values.extend(mean.values);
                all.scores.extend(mean.scores);
            }
            Some(all)
        })?;
        let (value, se) = estimated.combined(&terms.iter().map(|(factor, _)| *factor).collect::<Vec<_>>());
        let combined = Combined { value, se, df: self.degrees_of_freedom(scope) };
        if let Some(line) = &self.line {
            let other = line.combine(y, terms, scope)?;
            let differ = |a: f64, b: f64| (a - b).abs() > SAME * a.abs().max(1e-3);
            if differ(combined.value, other.value) || differ(combined.se, other.se) || combined.df != other.df {
                return Err(Obstacle::Inestimable("the line from file to result gives another answer"));
            }
        }
        Ok(combined)
    }
}

impl Combined {
    /// Limits by Student's t, or by the normal distribution without degrees of freedom.
    pub fn student(self, df: Option<f64>, confidence: f64) -> Option<Interval> {
        mean_student(self.value, self.se, df, confidence)
    }

    /// Limits on the logit scale.
    pub fn logit(self, df: Option<f64>, confidence: f64) -> Option<Interval> {
        proportion_logit(self.value, self.se, df, confidence)
    }

    /// The probability of a difference this large if there is none.
    pub fn p(self, df: Option<f64>, confidence: f64) -> Option<f64> {
        from_se(self.value, self.se, df, confidence).map(|difference| difference.p)
    }
}

/// Replicate weights that a design does not name are the longest run of numbered columns: `rep1`, `rep2`, ….
fn with_replicates(data: &Dataset, design: &Design) -> Design {
    let mut design = design.clone();
    if let Some(plan) = design.replicates.as_mut().filter(|plan| plan.r#type == ReplicateType::Bootstrap)
        && plan.columns.is_empty()
    {
        let stem = |name: &String| name.trim_end_matches(|sign: char| sign.is_ascii_digit()).to_owned();
        let mut runs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in data.rows.names.iter().filter(|name| stem(name) != **name && data.numbers(name).is_some()) {
            runs.entry(stem(name)).or_default().push(name.clone());
        }
        plan.columns = runs.into_values().max_by_key(Vec::len).filter(|run| run.len() > 2).unwrap_or_default();
    }
    design
}

/// A column of numbers without gaps.
pub fn complete(data: &Dataset, name: &str) -> Result<Vec<f64>, String> {
    let numbers = data.numbers(name).ok_or(format!("no numbers in the column {name}"))?;
    numbers.into_iter().collect::<Option<Vec<f64>>>().ok_or(format!("gaps in the column {name}"))
}
