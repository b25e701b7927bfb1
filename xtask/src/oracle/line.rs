//! Combinations of domain means as the line from file to result computes them: the rows become mergeable patterns, the
//! patterns a sample, the means contrasts of its scores. What the design's own estimator gives must agree with it.

use crate::oracle::data::{Dataset, Domain};
use crate::oracle::survey::{Combined, Obstacle, complete};
use rikssnitt::estimate::survey::SurveySample;
use rikssnitt::plan::design::LonelyPlan;
use rikssnitt::plan::{Design, Measure};
use rikssnitt::statistics::taylor_linearisation::{LinearisedMean, Scores, mean, variance};
use rikssnitt::sufficient::patterns::{Answer, Patterns, Place};
use rikssnitt::vocabulary::period::Period;
use std::collections::BTreeMap;

/// Periods that stand for the rows of a scope and for the others.
const SCOPE: &str = "2001";
const OTHERS: &str = "2002";
const REGION: &str = "01";
const MEASURE: &str = r#"{"id":"y","type":"mean","column":"y"}"#;

/// A design with its rows, ready for any variable.
#[derive(Debug)]
pub struct Line {
    measure: Measure,
    strata: Vec<String>,
    units: Option<Vec<String>>,
    population: Option<Vec<f64>>,
    weight: Vec<f64>,
}

impl Line {
    /// Whether the line has these designs: strata, units of one stage, weights.
    pub fn reads(design: &Design) -> bool {
        let one_stage = design.fpc.len() <= 1 && (design.ids.len() <= 1 || design.fpc.is_empty());
        let plain = design.replicates.is_none() && design.pps.is_none() && design.adjust.is_none();
        one_stage && plain && design.lonely == LonelyPlan::Fail
    }

    /// Sets up a design; an error says which part of it the data do not have.
    pub fn new(data: &Dataset, design: &Design) -> Result<Line, String> {
        let texts = |name: &String| {
            let column = data.rows.column(name).ok_or(format!("no column {name}"))?;
            Ok::<_, String>(column.into_iter().map(str::to_owned).collect::<Vec<_>>())
        };
        let rows = data.rows.len();
        let strata = design.strata.as_ref().map(texts).transpose()?.unwrap_or_else(|| vec![String::new(); rows]);
        let units = design.ids.first().map(texts).transpose()?;
        let population = design.fpc.first().map(|name| complete(data, name)).transpose()?;
        let measure = serde_json::from_str(MEASURE).map_err(|error| error.to_string())?;
        let mut line = Line { measure, strata, units, population, weight: vec![1.0; rows] };
        line.weight = match &design.weights {
            Some(name) => complete(data, name)?,
            None => line.inverse_fractions(rows),
        };
        Ok(line)
    }

    /// Without weights a row counts for as many as its stratum's sampled share says.
    fn inverse_fractions(&self, rows: usize) -> Vec<f64> {
        let layout = self.layout(&vec![None; rows], &[], &vec![true; rows]);
        let mut names: Vec<&String> = self.strata.iter().collect();
        names.sort();
        names.dedup();
        let fraction = |stratum: &String| {
            let place = names.binary_search(&stratum).ok()?;
            layout.sample.strata.get(place).map(|stratum| stratum.fraction).filter(|fraction| *fraction > 0.0)
        };
        self.strata.iter().map(|stratum| fraction(stratum).map_or(1.0, f64::recip)).collect()
    }

    /// Adds up means over domains, each with its factor.
    pub fn combine(&self, y: &[Option<f64>], terms: &[(f64, Domain)], scope: &Domain) -> Result<Combined, Obstacle> {
        let layout = self.layout(y, terms, scope);
        let signatures: Vec<String> = (0..y.len()).map(|row| signature(terms, row)).collect();
        let distinct: BTreeMap<&str, ()> = signatures.iter().map(|signature| (signature.as_str(), ())).collect();
        let mut value = 0.0;
        let mut scores = Scores::default();
        for (term, (factor, _)) in terms.iter().enumerate() {
            let inside = distinct.keys().filter(|signature| signature.as_bytes().get(term) == Some(&b'1'));
            let atoms = inside.flat_map(|signature| {
                [SCOPE, OTHERS]
                    .into_iter()
                    .flat_map(|period| layout.atoms(None, Period::parse(period), Some((0, signature))))
            });
            let LinearisedMean { mean, scores: own, .. } = mean(&layout.sample, atoms.collect::<Vec<_>>())
                .ok_or(Obstacle::Inestimable("a domain without answers"))?;
            value += factor * mean;
            scores = scores.plus(*factor, &own);
        }
        let variance = variance(&layout.sample, &scores).ok_or(Obstacle::Inestimable("a stratum with one unit"))?;
        Ok(Combined { value, se: variance.sqrt(), df: degrees_of_freedom(&layout) })
    }

    /// The rows as the core keeps them. They are pushed into two tables that are merged, as two workers would.
    fn layout(&self, y: &[Option<f64>], terms: &[(f64, Domain)], scope: &Domain) -> SurveySample {
        let mut halves = [Patterns::default(), Patterns::default()];
        for (row, weight) in self.weight.iter().enumerate() {
            let place = Place {
                stratum: &self.strata[row],
                unit: self.units.as_ref().map(|units| units[row].as_str()),
                period: if scope[row] { SCOPE } else { OTHERS },
                region: REGION,
                groups: &[&signature(terms, row)],
                population: self.population.as_ref().map(|population| population[row]),
                detail: "",
            };
            halves[row % 2].push(&place, y[row].map_or(Answer::Missing, Answer::Value), *weight);
        }
        let [mut whole, other] = halves;
        whole.merge(&other);
        SurveySample::new(&whole, &self.measure)
    }
}

/// Which domains a row is in, a sign for each.
fn signature(terms: &[(f64, Domain)], row: usize) -> String {
    terms.iter().map(|(_, domain)| if domain[row] { '1' } else { '0' }).collect()
}

fn degrees_of_freedom(layout: &SurveySample) -> f64 {
    layout.df_of_period.get(&Period::parse(SCOPE)).copied().unwrap_or_default()
}
