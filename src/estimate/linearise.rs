//! A measure's own estimator over the atoms of a domain, with its scores.

use crate::estimate::survey::SurveySample;
use crate::plan::{Measure, MeasureType};
use crate::statistics::mean_student::mean_student;
use crate::statistics::survey_quantile::{Rule, survey_quantile, woodruff};
use crate::statistics::survey_ratio::survey_ratio;
use crate::statistics::survey_total::survey_total;
use crate::statistics::taylor_linearisation::{Atom, LinearisedMean, Scores, mean, variance};
use crate::statistics::{Interval, quantiles::two_sided};

/// What is estimated of a domain.
#[derive(Debug, Clone, Default)]
pub struct Estimator {
    kind: Option<MeasureType>,
    quantile: f64,
    rule: Rule,
    /// The values themselves, where every atom is a row.
    values: Vec<f64>,
    /// Denominators by atom, for a ratio.
    below: Vec<f64>,
}

const WOODRUFF: f64 = 0.95;

impl Estimator {
    /// The measure's.
    pub fn new(measure: &Measure, values: Vec<f64>, below: Vec<f64>) -> Estimator {
        let rule = measure.rule.as_deref().and_then(Rule::parse).unwrap_or_default();
        Estimator { kind: Some(measure.r#type), quantile: measure.quantile.unwrap_or(0.5), rule, values, below }
    }
}

impl Estimator {
    /// Whether it is the estimator of such measures.
    pub(super) fn measures(&self, r#type: MeasureType) -> bool {
        self.kind == Some(r#type)
    }
}

impl SurveySample {
    fn value(&self, index: usize, atom: &Atom) -> f64 {
        let mean = if atom.w == 0.0 { 0.0 } else { atom.wy / atom.w };
        self.estimator.values.get(index).copied().unwrap_or(mean)
    }

    /// The estimate over some atoms.
    pub fn linearised(&self, atoms: &[usize]) -> Option<LinearisedMean> {
        let plain = mean(&self.sample, atoms.iter().copied())?;
        let Some(kind @ (MeasureType::Total | MeasureType::Ratio | MeasureType::Quantile)) = self.estimator.kind else {
            return Some(plain);
        };
        let all: Vec<(usize, &Atom)> =
            atoms.iter().filter_map(|index| Some((*index, self.sample.atoms.get(*index)?))).collect();
        let y: Vec<f64> = all.iter().map(|(at, atom)| self.value(*at, atom)).collect();
        let weights =
            |source: &dyn Fn(usize, &Atom) -> f64| all.iter().map(|(at, atom)| source(*at, atom)).collect::<Vec<f64>>();
        let own = weights(&|_, atom| atom.w);
        let again = |estimator: &dyn Fn(&[f64]) -> f64| -> Vec<f64> {
            let sets = self.sample.replicates().iter();
            sets.map(|set| estimator(&weights(&|at, _| set.get(at).copied().unwrap_or_default()))).collect()
        };
        match kind {
            MeasureType::Total => {
                let total = |weights: &[f64]| survey_total(std::slice::from_ref(&y), weights).values.iter().sum();
                let entries = all.iter().map(|(at, _)| (*at, (0.0, 1.0)));
                Some(LinearisedMean { mean: total(&own), scores: Scores::new(entries, again(&total)), ..plain })
            }
            MeasureType::Ratio => {
                let below = |at: usize| self.estimator.below.get(at).copied().unwrap_or_default();
                let x: Vec<f64> = all.iter().map(|(at, _)| below(*at)).collect();
                let ratio = |weights: &[f64]| survey_ratio(&y, &x, weights)?.values.first().copied();
                let (found, whole) =
                    (ratio(&own)?, survey_total(std::slice::from_ref(&x), &own).values.iter().sum::<f64>());
                let entries = all.iter().map(|(at, _)| (*at, (-found * below(*at) / whole, 1.0 / whole)));
                let replicates = again(&|weights| ratio(weights).unwrap_or(f64::NAN));
                Some(LinearisedMean { mean: found, scores: Scores::new(entries, replicates), ..plain })
            }
            _ => self.quantile(plain, &all, (&y, &own)),
        }
    }

    /// A quantile with the scores of the share at or below it, on the scale that its interval gives them.
    fn quantile(
        &self,
        plain: LinearisedMean,
        all: &[(usize, &Atom)],
        (y, weights): (&[f64], &[f64]),
    ) -> Option<LinearisedMean> {
        let Estimator { quantile: p, rule, .. } = &self.estimator;
        let found = survey_quantile(y, weights, *p, *rule)?;
        let whole: f64 = weights.iter().sum();
        let below = |at: usize, atom: &Atom| f64::from(u8::from(self.value(at, atom) <= found));
        let share = all.iter().map(|(at, atom)| atom.w * below(*at, atom)).sum::<f64>() / whole;
        let scores = |scale: f64| {
            let entries = all.iter().map(|(at, atom)| (*at, (scale * (below(*at, atom) - share) / whole, 0.0)));
            let again = |set: &Vec<f64>| {
                let each = all.iter().map(|(at, atom)| (set.get(*at).copied().unwrap_or_default(), below(*at, atom)));
                let sums = each.fold((0.0, 0.0), |sum, (w, below)| (sum.0 + w * below, sum.1 + w));
                scale * sums.0 / sums.1
            };
            Scores::new(entries, self.sample.replicates().iter().map(again).collect())
        };
        let se = variance(&self.sample, &scores(1.0)).map(f64::sqrt).filter(|se| *se > 0.0);
        let df = all.first().and_then(|(at, _)| self.df_at(*at));
        let limits = se.and_then(|se| woodruff(y, weights, mean_student(share, se, df, WOODRUFF)?, *rule));
        let reach = two_sided(WOODRUFF, df)?;
        let scale = limits.zip(se).map(|(Interval { low, high }, se)| (high - low) / (2.0 * reach * se));
        Some(LinearisedMean { mean: found, scores: scores(-scale.unwrap_or(f64::NAN)), ..plain })
    }

    /// The limits of a quantile.
    pub fn quantile_limits(&self, atoms: &[usize], df: Option<f64>, confidence: f64) -> Option<Interval> {
        let all: Vec<(usize, &Atom)> =
            atoms.iter().filter_map(|index| Some((*index, self.sample.atoms.get(*index)?))).collect();
        let y: Vec<f64> = all.iter().map(|(at, atom)| self.value(*at, atom)).collect();
        let weights: Vec<f64> = all.iter().map(|(_, atom)| atom.w).collect();
        let found = survey_quantile(&y, &weights, self.estimator.quantile, self.estimator.rule)?;
        let mut below = self.sample.clone();
        for (index, atom) in below.atoms.iter_mut().enumerate() {
            let one = f64::from(u8::from(self.value(index, atom) <= found));
            *atom = Atom::constant(atom.stratum, atom.unit, atom.n, atom.w, atom.w2, one);
        }
        let share = mean(&below, atoms.iter().copied())?;
        let se = variance(&below, &share.scores)?.sqrt();
        woodruff(&y, &weights, mean_student(share.mean, se, df, confidence)?, self.estimator.rule)
    }
}
