//! The core's own estimators on the rows of a design.

use crate::oracle::data::{Dataset, Domain, both};
use crate::oracle::line::Line;
use crate::oracle::microdata::Microdata;
use nalgebra::DMatrix;
use rikssnitt::estimate::design::{DesignError, build};
use rikssnitt::plan::Design;
use rikssnitt::plan::design::ReplicateType;
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::contrast::from_se;
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::proportion_logit::proportion_logit;
use rikssnitt::statistics::survey_design::{Estimated, Linearised, SurveyDesign};
use rikssnitt::statistics::survey_mean::survey_mean;
use rikssnitt::statistics::survey_regression::{Family, Model};
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
        self.design
            .estimate(present, &estimator)
            .or_else(|| self.unsure(present, estimator))
            .ok_or(Obstacle::Inestimable("none"))
    }

    /// Values whose variance cannot be estimated.
    fn unsure(&self, present: &Domain, estimator: impl Fn(&[f64]) -> Option<Linearised>) -> Option<Estimated> {
        let Linearised { values, .. } = estimator(&self.design.weights_of(present))?;
        let covariance = DMatrix::from_element(values.len(), values.len(), f64::NAN);
        Some(Estimated { values, covariance })
    }

    /// A model fitted as R fits it: with replicates each fit starts where the first one ended.
    pub fn fitted(&self, model: &Model, present: &Domain) -> Result<Estimated, Obstacle> {
        let weights = &self.design.weights;
        let scale = weights.iter().sum::<f64>() / weights.len() as f64;
        let whole = self.design.weights_of(present);
        let first = model.fit(&whole, scale, None).ok_or(Obstacle::Inestimable("no fit"))?.values;
        self.estimate(present, |weights| {
            let start = (*weights != *whole).then_some(first.as_slice());
            let scale = if start.is_some() { weights.iter().sum::<f64>() } else { scale };
            model.fit(weights, scale, start)
        })
    }

    /// A share by a logistic model of the intercept alone, with the standard error of its logit on the scale of shares.
    pub fn model_logit(&self, y: &[f64], present: &Domain) -> Result<Combined, Obstacle> {
        let model = Model { x: vec![vec![1.0; y.len()]], y: y.to_vec(), family: Family::Binomial };
        let found = self.fitted(&model, present)?;
        let p = 1.0 / (1.0 + (-found.values[0]).exp());
        Ok(Combined { value: p, se: found.se(0) * p * (1.0 - p), df: self.degrees_of_freedom(present) })
    }

    /// How many of some rows weigh anything.
    pub fn weighted_rows(&self, rows: &Domain) -> f64 {
        self.design.weights_of(rows).iter().filter(|w| **w != 0.0).count() as f64
    }

    /// How many rows R counts in a subset, and how many of them weigh anything: an adjusted design keeps the others with the
    /// weight zero.
    pub fn counted(&self, present: &Domain) -> (f64, f64) {
        let own = present.iter().filter(|it| **it).count() as f64;
        (if self.design.keeps_all() { present.len() as f64 } else { own }, self.weighted_rows(present))
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

/// Replicate weights that a design neither names nor draws are the longest run of numbered columns: `rep1`, `rep2`, ….
fn with_replicates(data: &Dataset, design: &Design) -> Design {
    let mut design = design.clone();
    // Without units and strata there is nothing to make half-samples of, or to leave out in strata.
    let undrawn = design.ids.is_empty() && design.strata.is_none();
    let held = |kind: ReplicateType| kind == ReplicateType::Bootstrap || (undrawn && kind != ReplicateType::JK1);
    if let Some(plan) =
        design.replicates.as_mut().filter(|plan| held(plan.r#type) && plan.columns.is_empty() && plan.draws.is_none())
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
