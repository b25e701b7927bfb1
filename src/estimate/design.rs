//! A plan's design and the columns of its file → the design that the statistics take.

use crate::filled::Filled;
use crate::plan::design::{Adjust, Approximation, Design, DistancePlan, LonelyPlan, PairVariance, ReplicateType};
use crate::statistics::bootstrap_weights::bootstrap_weights;
use crate::statistics::calibration::{Bounds, Distance, calibrate};
use crate::statistics::joint_probabilities::{self, JointProbabilities};
use crate::statistics::multistage_variance::{Lonely, Stage};
use crate::statistics::poststratification::poststratify;
use crate::statistics::raking::{Margin, rake};
use crate::statistics::replicate_weights::{self, Replicates};
use crate::statistics::survey_design::{Adjustment, SurveyDesign};
use crate::statistics::weight_trimming::trim;
use std::collections::{BTreeMap, BTreeSet};

/// How far the two cells of a pair may lie apart.
const ROUNDING: f64 = 1e-9;

/// The columns of a file, and the tables beside it.
pub trait Columns {
    /// How many rows.
    fn rows(&self) -> usize;
    /// The texts of a column.
    fn texts(&self, name: &str) -> Option<Vec<String>>;
    /// The numbers of a column without gaps.
    fn numbers(&self, name: &str) -> Option<Vec<f64>>;
    /// The names of the columns.
    fn names(&self) -> Vec<String>;
    /// A square table of numbers beside the file.
    fn square(&self, name: &str) -> Option<Vec<Vec<f64>>>;
}

/// Why there is no design.
#[derive(Debug, Clone, PartialEq)]
pub enum DesignError {
    /// A column that is not there or has gaps.
    Column(String),
    /// A part that the data do not allow.
    Part(&'static str),
}

fn numbered<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut numbers: BTreeMap<K, usize> = BTreeMap::new();
    keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    })
    .collect()
}

fn texts(columns: &dyn Columns, name: &str) -> Result<Vec<String>, DesignError> {
    columns.texts(name).ok_or_else(|| DesignError::Column(name.to_owned()))
}

fn numbers(columns: &dyn Columns, name: &str) -> Result<Vec<f64>, DesignError> {
    columns.numbers(name).ok_or_else(|| DesignError::Column(name.to_owned()))
}

/// Strata in the order of their names, so that replicates pair them as R does.
fn strata(columns: &dyn Columns, name: Option<&String>) -> Result<Vec<usize>, DesignError> {
    let Some(name) = name else { return Ok(vec![0; columns.rows()]) };
    let texts = texts(columns, name)?;
    let sorted: Vec<&String> = texts.iter().filled::<BTreeSet<_>>().into_iter().collect();
    Ok(texts.iter().map(|text| sorted.binary_search(&text).unwrap_or_default()).collect())
}

fn stages(design: &Design, columns: &dyn Columns) -> Result<Vec<Stage>, DesignError> {
    let rows = columns.rows();
    let fpc: Vec<Vec<f64>> = design.fpc.iter().map(|name| numbers(columns, name)).collect::<Result<_, _>>()?;
    let counts = fpc.iter().flatten().any(|value| *value > 1.0);
    let count = design.ids.len().max(1).min(fpc.len().max(1));
    let mut stages: Vec<Stage> = Vec::new();
    for level in 0..count {
        let ids = match design.ids.get(level) {
            Some(name) => texts(columns, name)?,
            None => (0..rows).map(|row| row.to_string()).collect(),
        };
        let stratum = match stages.last() {
            Some(before) => before.unit.clone(),
            None => strata(columns, design.strata.as_ref())?,
        };
        let unit = numbered(stratum.iter().zip(&ids));
        let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        stratum.iter().zip(&unit).for_each(|(stratum, unit)| {
            members.entry(*stratum).or_default().insert(*unit);
        });
        let drawn: Vec<f64> =
            stratum.iter().map(|stratum| members.get(stratum).map_or(0, BTreeSet::len) as f64).collect();
        let population = match fpc.get(level) {
            None => vec![f64::INFINITY; rows],
            Some(values) if counts => values.clone(),
            Some(values) => drawn.iter().zip(values).map(|(drawn, share)| drawn / share).collect(),
        };
        if drawn.iter().zip(&population).any(|(drawn, population)| *population < *drawn * (1.0 - 1e-12)) {
            return Err(DesignError::Part("fpc"));
        }
        stages.push(Stage { unit, stratum, drawn, population });
    }
    Ok(stages)
}

fn cells(columns: &dyn Columns, variable: &str, totals: &BTreeMap<String, f64>) -> Result<Vec<usize>, DesignError> {
    let levels: Vec<&String> = totals.keys().collect();
    let texts = texts(columns, variable)?;
    let place = |text: &String| levels.binary_search(&text).map_err(|_| DesignError::Part("adjust"));
    texts.iter().map(place).collect()
}

/// A column of R's model matrix: the intercept, a number, a factor's level, or a product of these.
fn model_column(columns: &dyn Columns, name: &str) -> Result<Vec<f64>, DesignError> {
    if name == "(Intercept)" {
        return Ok(vec![1.0; columns.rows()]);
    }
    if let Some(numbers) = columns.numbers(name) {
        return Ok(numbers);
    }
    let names = columns.names();
    let factors = names.iter().filter_map(|factor| Some((factor, name.strip_prefix(factor.as_str())?)));
    let mut factors: Vec<(&String, &str)> = factors.collect();
    factors.sort_by_key(|(factor, _)| std::cmp::Reverse(factor.len()));
    for (factor, level) in factors {
        let texts = texts(columns, factor)?;
        if texts.iter().any(|text| text == level) {
            return Ok(texts.iter().map(|text| f64::from(u8::from(text == level))).collect());
        }
    }
    let (first, second) = name.split_once(':').ok_or_else(|| DesignError::Column(name.to_owned()))?;
    let second = model_column(columns, second)?;
    Ok(model_column(columns, first)?.iter().zip(second).map(|(a, b)| a * b).collect())
}

/// What to do to weights, with the columns it needs.
enum Step {
    Cells(Vec<usize>, Vec<f64>),
    Margins(Vec<Margin>),
    Totals(Vec<Vec<f64>>, Vec<f64>, Distance, Bounds),
    Limits(f64, f64, bool),
}

fn step(adjust: &Adjust, columns: &dyn Columns) -> Result<Step, DesignError> {
    Ok(match adjust {
        Adjust::Poststratify { margins } => {
            let [margin] = margins.as_slice() else { return Err(DesignError::Part("adjust")) };
            Step::Cells(cells(columns, &margin.variable, &margin.totals)?, margin.totals.values().copied().collect())
        }
        Adjust::Rake { margins } => {
            let margin = |margin: &crate::plan::design::MarginPlan| {
                let population = margin.totals.values().copied().collect();
                Ok(Margin { cell: cells(columns, &margin.variable, &margin.totals)?, population })
            };
            Step::Margins(margins.iter().map(margin).collect::<Result<_, DesignError>>()?)
        }
        Adjust::Calibrate { calfun, bounds, totals } => {
            let x = totals.keys().map(|name| model_column(columns, name)).collect::<Result<_, _>>()?;
            let (lower, upper) = bounds.unwrap_or_default();
            let bounds = Bounds { lower: lower.unwrap_or(f64::NEG_INFINITY), upper: upper.unwrap_or(f64::INFINITY) };
            let distance = match calfun {
                DistancePlan::Linear => Distance::Linear,
                DistancePlan::Raking => Distance::Raking,
                DistancePlan::Logit => Distance::Logit,
            };
            Step::Totals(x, totals.values().copied().collect(), distance, bounds)
        }
        Adjust::Trim { lower, upper, strict } => {
            Step::Limits(lower.unwrap_or(f64::NEG_INFINITY), upper.unwrap_or(f64::INFINITY), *strict)
        }
    })
}

impl Step {
    /// Whether degrees of freedom are counted by the weights that come out, as R does after all but distances that are
    /// found by iteration.
    fn counts_anew(&self) -> bool {
        match self {
            Step::Totals(.., distance, bounds) => {
                let unbounded = bounds.lower == f64::NEG_INFINITY && bounds.upper == f64::INFINITY;
                *distance == Distance::Linear && unbounded
            }
            _ => true,
        }
    }

    fn apply(&self, weights: &[f64]) -> Option<(Vec<f64>, Option<Adjustment>)> {
        Some(match self {
            Step::Cells(cell, population) => {
                let done = poststratify(weights, cell, population, false)?;
                (done.after.clone(), Some(Adjustment::Poststratified(done)))
            }
            Step::Margins(margins) => {
                let done = rake(weights, margins)?;
                (done.weights.clone(), Some(Adjustment::Raked(done)))
            }
            Step::Totals(x, totals, distance, bounds) => {
                let done = calibrate(weights, x, totals, *distance, *bounds)?;
                (done.weights.clone(), Some(Adjustment::Calibrated(done)))
            }
            Step::Limits(lower, upper, strict) => (trim(weights, *lower, *upper, *strict), None),
        })
    }
}

/// The design.
///
/// # Errors
/// A column that is not there, or a part that the data do not allow.
pub fn build(design: &Design, columns: &dyn Columns) -> Result<SurveyDesign, DesignError> {
    let mut built = SurveyDesign { stages: stages(design, columns)?, ..SurveyDesign::default() };
    built.lonely = match design.lonely {
        LonelyPlan::Fail => Lonely::Fail,
        LonelyPlan::Remove => Lonely::Remove,
        LonelyPlan::Adjust => Lonely::Adjust,
        LonelyPlan::Average => Lonely::Average,
        LonelyPlan::Certainty => Lonely::Certainty,
    };
    let inverse = |row: usize| {
        let factor = |stage: &Stage| {
            let pair = stage.population.get(row).zip(stage.drawn.get(row)).filter(|(all, _)| all.is_finite());
            pair.map_or(1.0, |(all, drawn)| all / drawn)
        };
        built.stages.iter().map(factor).product()
    };
    built.weights = match &design.weights {
        Some(name) => numbers(columns, name)?,
        None => (0..columns.rows()).map(inverse).collect(),
    };
    unequal(&mut built, design, columns)?;
    if let Some(plan) = &design.replicates {
        let first = built.stages.first().ok_or(DesignError::Part("ids"))?;
        let given = plan.columns.iter().map(|name| numbers(columns, name)).collect::<Result<Vec<_>, _>>()?;
        let made = match (plan.r#type, given.is_empty()) {
            (kind, false) => Some(held(kind, plan.rho.unwrap_or_default(), plan.scale, given)),
            (ReplicateType::JK1, _) => replicate_weights::jackknife(first, &built.weights),
            (ReplicateType::JKn, _) => replicate_weights::jackknife_in_strata(first, &built.weights, built.lonely),
            (ReplicateType::BRR, _) => replicate_weights::half_samples(first, &built.weights, 0.0),
            (ReplicateType::Fay, _) => {
                replicate_weights::half_samples(first, &built.weights, plan.rho.unwrap_or_default())
            }
            (ReplicateType::Bootstrap, _) => plan
                .drawn()
                .and_then(|(draws, seed)| bootstrap_weights(first, &built.weights, built.lonely, draws.into(), seed)),
        };
        built.replicates = Some(made.ok_or(DesignError::Part("replicates"))?);
    }
    if let Some(adjust) = &design.adjust {
        let step = step(adjust, columns)?;
        let failed = || DesignError::Part("adjust");
        let (weights, adjustment) = step.apply(&built.weights).ok_or_else(failed)?;
        built.weights = weights;
        if let (Some(replicates), false) = (&mut built.replicates, step.counts_anew()) {
            replicates.df = Some(replicates.degrees_of_freedom(&vec![true; built.weights.len()]));
        }
        for weights in built.replicates.iter_mut().flat_map(|replicates| &mut replicates.weights) {
            let again = match (&step, &adjustment) {
                (Step::Margins(margins), Some(Adjustment::Raked(raked))) => raked.replicate(weights, margins),
                _ => step.apply(weights).map(|(weights, _)| weights),
            };
            *weights = again.ok_or_else(failed)?;
        }
        built.adjustments.extend(adjustment);
    }
    Ok(built)
}

/// Whether pairs have the same probability whichever of the two is named first.
fn is_symmetric(rows: &[Vec<f64>]) -> bool {
    let at = |i: usize, j: usize| rows.get(i).and_then(|row| row.get(j)).copied().unwrap_or(f64::NAN);
    (0..rows.len()).all(|i| (0..i).all(|j| (at(i, j) - at(j, i)).abs() <= ROUNDING * at(i, j).abs()))
}

fn held(kind: ReplicateType, rho: f64, scale: Option<f64>, weights: Vec<Vec<f64>>) -> Replicates {
    let count = weights.len() as f64;
    let usual = match kind {
        ReplicateType::JK1 => (count - 1.0) / count,
        ReplicateType::JKn => 1.0,
        ReplicateType::BRR => 1.0 / count,
        ReplicateType::Fay => 1.0 / (count * (1.0 - rho) * (1.0 - rho)),
        ReplicateType::Bootstrap => 1.0 / (count - 1.0),
    };
    Replicates { factors: vec![1.0; weights.len()], scale: scale.unwrap_or(usual), weights, df: None }
}

fn unequal(built: &mut SurveyDesign, design: &Design, columns: &dyn Columns) -> Result<(), DesignError> {
    let Some(pps) = &design.pps else { return Ok(()) };
    let yates_grundy = pps.variance == Some(PairVariance::YatesGrundy);
    built.unequal = true;
    let beside = pps.joint_probabilities.as_ref();
    let beside = beside.map(|file| columns.square(file).ok_or_else(|| DesignError::Column(file.clone())));
    let within = || pps.columns.iter().map(|name| numbers(columns, name)).collect::<Result<Vec<_>, _>>();
    let given = beside.or_else(|| (!pps.columns.is_empty()).then(within)).transpose()?;
    if let Some(rows) = given {
        let n = rows.len();
        let alone = built.stages.first().is_some_and(|stage| stage.unit.iter().filled::<BTreeSet<&_>>().len() == n);
        if !alone || n != columns.rows() || rows.iter().any(|row| row.len() != n) || !is_symmetric(&rows) {
            return Err(DesignError::Part("pps"));
        }
        let delta = joint_probabilities::from_rows(&rows).ok_or(DesignError::Part("pps"))?;
        if design.weights.is_none() && design.fpc.is_empty() {
            let own = |(place, row): (usize, &Vec<f64>)| row.get(place).map_or(1.0, |p| 1.0 / p);
            built.weights = rows.iter().enumerate().map(own).collect();
        }
        built.pairs = Some(JointProbabilities { unit: (0..n).collect(), delta, yates_grundy });
    } else if pps.approximation == Some(Approximation::Overton) {
        let stage = built.stages.first().ok_or(DesignError::Part("pps"))?;
        let mut units: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        let rows = stage.unit.iter().zip(&stage.stratum).zip(stage.drawn.iter().zip(&stage.population));
        for ((unit, stratum), (drawn, population)) in rows {
            units.entry(*unit).or_insert((drawn / population, *stratum));
        }
        let (probability, stratum): (Vec<f64>, Vec<usize>) = units.into_values().unzip();
        let delta = joint_probabilities::overton(&probability, &stratum);
        built.pairs = Some(JointProbabilities { unit: stage.unit.clone(), delta, yates_grundy });
    }
    Ok(())
}
