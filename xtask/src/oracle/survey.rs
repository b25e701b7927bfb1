//! The core's own computations on the rows of a design: combinations of domain means, their tests and intervals.

use crate::oracle::data::{Dataset, Domain};
use crate::oracle::design::Design;
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::contrast::from_se;
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::proportion_logit::proportion_logit;
use rikssnitt::statistics::taylor_linearisation::{Atom, LinearisedMean, Sample, Scores, Stratum, mean, variance};
use std::collections::{BTreeMap, BTreeSet};

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
    strata: Vec<Stratum>,
    stratum: Vec<usize>,
    unit: Vec<usize>,
    clustered: bool,
    weight: Vec<f64>,
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
    pub fn new(data: &Dataset, design: &Design) -> Result<Survey, String> {
        let column = |name: &String| data.rows.column(name).ok_or(format!("no column {name}"));
        let strata_of = match &design.strata {
            Some(name) => column(name)?,
            None => vec![""; data.rows.len()],
        };
        let mut numbers = BTreeMap::new();
        let stratum: Vec<usize> = strata_of.iter().map(|name| number(&mut numbers, *name)).collect();
        let unit = match design.ids.first() {
            Some(name) => {
                let mut units = BTreeMap::new();
                column(name)?
                    .into_iter()
                    .zip(&stratum)
                    .map(|(id, stratum)| number(&mut units, (*stratum, id)))
                    .collect()
            }
            None => (0..data.rows.len()).collect(),
        };
        let mut survey =
            Survey { strata: Vec::new(), stratum, unit, clustered: !design.ids.is_empty(), weight: Vec::new() };
        let population = match design.fpc.first() {
            Some(name) => Some(complete(data, name)?),
            None => None,
        };
        survey.strata = survey.sampled(numbers.len(), population.as_deref());
        survey.weight = match &design.weights {
            Some(name) => complete(data, name)?,
            None => survey.stratum.iter().map(|stratum| inverse(survey.strata[*stratum].fraction)).collect(),
        };
        Ok(survey)
    }

    /// The strata with their units and, from a population size or a fraction, the share of units that was sampled.
    fn sampled(&self, strata: usize, population: Option<&[f64]>) -> Vec<Stratum> {
        let mut units = vec![BTreeSet::new(); strata];
        let mut size = vec![None; strata];
        for (row, (stratum, unit)) in self.stratum.iter().zip(&self.unit).enumerate() {
            units[*stratum].insert(*unit);
            size[*stratum] = population.map(|population| population[row]);
        }
        let stratum = |(units, size): (BTreeSet<usize>, Option<f64>)| {
            let units = units.len() as u64;
            let fraction = match size {
                None => 0.0,
                Some(size) if size <= 1.0 => size,
                Some(size) => units as f64 / size,
            };
            Stratum { units, fraction }
        };
        units.into_iter().zip(size).map(stratum).collect()
    }

    /// Units minus strata among the rows of a scope.
    pub fn degrees_of_freedom(&self, scope: &Domain) -> f64 {
        let rows = || scope.iter().enumerate().filter(|(_, inside)| **inside).map(|(row, _)| row);
        let units: BTreeSet<usize> = rows().map(|row| self.unit[row]).collect();
        let strata: BTreeSet<usize> = rows().map(|row| self.stratum[row]).collect();
        units.len() as f64 - strata.len() as f64
    }

    /// Adds up means over domains, each with its factor.
    pub fn combine(&self, y: &[Option<f64>], terms: &[(f64, Domain)], scope: &Domain) -> Result<Combined, Obstacle> {
        let sample = self.sample(y);
        let mut value = 0.0;
        let mut scores = Scores::default();
        for (factor, domain) in terms {
            let answered = (0..y.len()).filter(|row| domain[*row] && y[*row].is_some());
            let LinearisedMean { mean, scores: own, .. } =
                mean(&sample, answered).ok_or(Obstacle::Inestimable("a domain without answers"))?;
            value += factor * mean;
            scores = scores.plus(*factor, &own);
        }
        let variance = variance(&sample, &scores).ok_or(Obstacle::Inestimable("a stratum with one unit"))?;
        Ok(Combined { value, se: variance.sqrt(), df: self.degrees_of_freedom(scope) })
    }

    fn sample(&self, y: &[Option<f64>]) -> Sample {
        let atom = |row: usize| {
            let (weight, unit) = (self.weight[row], self.clustered.then_some(self.unit[row]));
            Atom::constant(self.stratum[row], unit, 1, weight, weight * weight, y[row].unwrap_or(0.0))
        };
        Sample { atoms: (0..y.len()).map(atom).collect(), strata: self.strata.clone() }
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

fn number<K: Ord>(numbers: &mut BTreeMap<K, usize>, key: K) -> usize {
    let next = numbers.len();
    *numbers.entry(key).or_insert(next)
}

fn inverse(fraction: f64) -> f64 {
    if fraction > 0.0 { 1.0 / fraction } else { 1.0 }
}

/// A column of numbers without gaps.
fn complete(data: &Dataset, name: &str) -> Result<Vec<f64>, String> {
    let numbers = data.numbers(name).ok_or(format!("no numbers in the column {name}"))?;
    numbers.into_iter().collect::<Option<Vec<f64>>>().ok_or(format!("gaps in the column {name}"))
}
