//! Standard error of a mean, a share or any difference of them in a sample with weights, strata and clusters.
//!
//! Chosen for every estimate from survey answers. The estimate is replaced by the sum of its linearised scores, and the
//! variance of that sum is computed between sampling units within strata. A domain (a region, a group) keeps the whole
//! design: units outside it count with the score zero.
//!
//! # Formula
//! ```text
//! ȳ = Σ w y / Σ w                 over the domain
//! z = w (y − ȳ) / Σ w             score of a respondent in the domain, 0 outside
//! V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_u (z_hu − z̄_h)²      u: sampling units of stratum h, z_hu: sum of its scores
//! df = units − strata
//! ```
//! # Units
//! The estimate's own unit; the variance in its square. `f_h` is the sampled share of the stratum's units.
//! # Edge cases
//! An empty domain has no estimate. A stratum with one unit gives no variance to estimates with scores in it, unless
//! all of it was sampled (`f_h` = 1).
//! # Source
//! Wolter (2007), Introduction to Variance Estimation, ch. 6; Lumley (2010), Complex Surveys, ch. 2.
//! # Agrees with
//! R `survey::svymean`, `survey::svyby`, `survey::svycontrast`.

mod scores;

pub use scores::Scores;

use crate::statistics::linear_algebra::entry;
use crate::statistics::survey_design::SurveyDesign;
use nalgebra::DMatrix;
use scores::{Run, together};
use std::collections::BTreeMap;

/// The sums of one pattern of respondents, as far as variances need them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Atom {
    /// Index of the stratum in [`Sample::strata`].
    pub stratum: usize,
    /// Number of the sampling unit, unique over strata; `None` where every respondent is a unit.
    pub unit: Option<usize>,
    /// Respondents.
    pub n: u64,
    /// Σw.
    pub w: f64,
    /// Σw².
    pub w2: f64,
    /// Σwy.
    pub wy: f64,
    /// Σw²y.
    pub w2y: f64,
    /// Σw²y².
    pub w2y2: f64,
    /// Σwy².
    pub wy2: f64,
}

impl Atom {
    /// The sums where every respondent has the same `y`.
    pub fn constant(stratum: usize, unit: Option<usize>, n: u64, w: f64, w2: f64, y: f64) -> Atom {
        Atom { stratum, unit, n, w, w2, wy: w * y, w2y: w2 * y, w2y2: w2 * y * y, wy2: w * y * y }
    }
}

/// A stratum of the design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Sampling units in it.
    pub units: u64,
    /// Sampled share of its units, 0 without finite population correction.
    pub fraction: f64,
}

/// A sample with its design.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Patterns of respondents.
    pub atoms: Vec<Atom>,
    /// Strata.
    pub strata: Vec<Stratum>,
    /// The design where strata and units do not say everything; then every atom is a row of it.
    pub design: Option<SurveyDesign>,
}

/// A weighted mean with its scores.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearisedMean {
    /// The mean (a share when `y` is 0 or 1).
    pub mean: f64,
    /// Respondents with a value.
    pub n: u64,
    /// Σw.
    pub weight: f64,
    /// Weighted variance of `y` in the domain, Σw(y − ȳ)²/Σw.
    pub spread: f64,
    /// (Σw)²/Σw².
    pub kish_n: f64,
    /// The scores.
    pub scores: Scores,
}

impl Sample {
    /// Sets of replicate weights, a weight for every atom.
    pub fn replicates(&self) -> &[Vec<f64>] {
        self.design.as_ref().and_then(|design| design.replicates.as_ref()).map_or(&[], |it| it.weights.as_slice())
    }
}

/// The weighted mean over the atoms in `domain`; `None` where their weight is zero.
pub fn mean(sample: &Sample, domain: impl IntoIterator<Item = usize>) -> Option<LinearisedMean> {
    let atoms: Vec<(usize, &Atom)> =
        domain.into_iter().filter_map(|index| Some((index, sample.atoms.get(index)?))).collect();
    let (mut n, mut weight, mut squares, mut values) = (0, 0.0, 0.0, 0.0);
    for (_, atom) in &atoms {
        n += atom.n;
        weight += atom.w;
        squares += atom.w2;
        values += atom.wy;
    }
    if weight <= 0.0 {
        return None;
    }
    let mean = values / weight;
    let spread = atoms.iter().map(|(_, atom)| atom.wy2 - 2.0 * mean * atom.wy + mean * mean * atom.w).sum::<f64>();
    let entries = atoms.iter().map(|(index, _)| (*index, (-mean / weight, 1.0 / weight)));
    let again = |weights: &Vec<f64>| {
        let mut sums = (0.0, 0.0);
        for (index, atom) in &atoms {
            let own = weights.get(*index).copied().unwrap_or_default();
            let y = if atom.w == 0.0 { 0.0 } else { atom.wy / atom.w };
            sums = (sums.0 + own * y, sums.1 + own);
        }
        sums.0 / sums.1
    };
    let replicates = sample.replicates().iter().map(again).collect();
    Some(LinearisedMean {
        mean,
        n,
        weight,
        spread: (spread / weight).max(0.0),
        kish_n: weight * weight / squares,
        scores: Scores::new(entries, replicates),
    })
}

/// The covariance of several estimates; `None` where a stratum with one unit has scores.
pub fn covariance(sample: &Sample, scores: &[Scores]) -> Option<DMatrix<f64>> {
    if let Some(design) = &sample.design {
        return in_design(sample, design, scores);
    }
    let many = scores.len();
    let mut strata: Vec<Joint> = Vec::new();
    strata.resize_with(sample.strata.len(), Joint::default);
    let mut known = true;
    together(scores, |index, of_each| {
        let atom = sample.atoms.get(index);
        match atom.and_then(|atom| Some((atom, strata.get_mut(atom.stratum)?))) {
            Some((atom, stratum)) => stratum.add(atom, of_each),
            None => known = false,
        }
    });
    let mut covariance = vec![0.0; many * many];
    for (joint, stratum) in strata.iter().zip(&sample.strata).filter(|(joint, _)| !joint.sums.is_empty()) {
        joint.add_to(&mut covariance, stratum)?;
    }
    known.then(|| DMatrix::from_row_slice(many, many, &covariance))
}

/// What one stratum adds up to for several estimates.
#[derive(Default)]
struct Joint {
    /// Sums of the scores.
    sums: Vec<f64>,
    /// Sums of the products of two of them, where every respondent is a unit.
    products: Vec<f64>,
    /// Each sampling unit's sums.
    units: BTreeMap<usize, Vec<f64>>,
}

impl Joint {
    fn add(&mut self, atom: &Atom, of_each: &[(f64, f64)]) {
        let many = of_each.len();
        self.sums.resize(many, 0.0);
        let totals = of_each.iter().map(|(level, slope)| level * atom.w + slope * atom.wy);
        self.sums.iter_mut().zip(totals.clone()).for_each(|(sum, total)| *sum += total);
        if let Some(unit) = atom.unit {
            let unit = self.units.entry(unit).or_insert_with(|| vec![0.0; many]);
            return unit.iter_mut().zip(totals).for_each(|(sum, total)| *sum += total);
        }
        self.products.resize(many * many, 0.0);
        for (row, (l, s)) in self.products.chunks_exact_mut(many).zip(of_each) {
            for (sum, (m, t)) in row.iter_mut().zip(of_each) {
                *sum += l * m * atom.w2 + (l * t + m * s) * atom.w2y + s * t * atom.w2y2;
            }
        }
    }

    /// Adds the covariance within the stratum: products around the means over all units, those with no score included.
    fn add_to(&self, covariance: &mut [f64], stratum: &Stratum) -> Option<()> {
        let (factor, units) = (stratum.factor()?, stratum.units as f64);
        let (many, silent) = (self.sums.len(), units - self.units.len() as f64);
        for (i, (row, one)) in covariance.chunks_exact_mut(many).zip(&self.sums).enumerate() {
            for (j, (sum, other)) in row.iter_mut().zip(&self.sums).enumerate() {
                let (c, d) = (one / units, other / units);
                let off = |unit: &Vec<f64>| Some((unit.get(i)? - c) * (unit.get(j)? - d));
                let spread = match self.products.get(i * many + j) {
                    Some(product) => product - one * d,
                    None => self.units.values().filter_map(off).sum::<f64>() + silent * c * d,
                };
                *sum += factor * spread;
            }
        }
        Some(())
    }
}

/// What one stratum adds up to.
#[derive(Default)]
struct Stage {
    /// Sum of the scores.
    sum: f64,
    /// Sum of the squared scores, where every respondent is a unit.
    squares: f64,
    /// Sum of each sampling unit's scores.
    units: Vec<f64>,
}

impl Stage {
    /// Adds a sampling unit, or all respondents who are units themselves: the sum of their scores and of the squares.
    fn add(&mut self, unit: Option<usize>, (total, squares): (f64, f64)) {
        self.sum += total;
        match unit {
            Some(_) => self.units.push(total),
            None => self.squares += squares,
        }
    }

    /// The sum of squares around the mean over all `units`, those with no score included.
    fn spread(&self, units: f64) -> f64 {
        let centre = self.sum / units;
        if self.units.is_empty() {
            return self.squares - self.sum * centre;
        }
        let silent = units - self.units.len() as f64;
        self.units.iter().map(|z| (z - centre) * (z - centre)).sum::<f64>() + silent * centre * centre
    }

    /// The variance within the stratum.
    fn variance(&self, stratum: &Stratum) -> Option<f64> {
        Some(stratum.factor()? * self.spread(stratum.units as f64).max(0.0))
    }
}

impl Stratum {
    /// What a sum of squares around the mean is multiplied by, (1 − f) n/(n − 1); `None` for one unit that is not all.
    fn factor(&self) -> Option<f64> {
        let (correction, units) = (1.0 - self.fraction, self.units as f64);
        if correction <= 0.0 {
            return Some(0.0);
        }
        (self.units > 1).then(|| correction * units / (units - 1.0))
    }
}

/// The variance of the sum of the scores; `None` where a stratum with one unit has scores.
pub fn variance(sample: &Sample, scores: &Scores) -> Option<f64> {
    if let Some(design) = &sample.design {
        return Some(entry(&in_design(sample, design, std::slice::from_ref(scores))?, 0, 0));
    }
    match over_strata(sample, &scores.runs) {
        Ok(variance) => variance,
        Err(Disordered) => {
            let alone = |run: &Run| run.each().map(|atom| Run::one(atom, (run.level, run.slope))).collect::<Vec<Run>>();
            let mut runs: Vec<Run> = scores.runs.iter().flat_map(alone).collect();
            runs.sort_by_key(|run| sample.atoms.get(run.first as usize).map(|atom| (atom.stratum, atom.unit)));
            over_strata(sample, &runs).unwrap_or_default()
        }
    }
}

/// Scores that are not in the order of strata and sampling units.
struct Disordered;

/// The variance of scores in the order of strata and sampling units.
fn over_strata(sample: &Sample, runs: &[Run]) -> Result<Option<f64>, Disordered> {
    let mut variance = Some(0.0);
    let mut end = |stage: &mut Stage, stratum: usize| {
        let own = sample.strata.get(stratum).and_then(|stratum| std::mem::take(stage).variance(stratum));
        variance = variance.zip(own).map(|(sum, own)| sum + own);
    };
    let mut stage = Stage::default();
    let (mut at, mut sums) = (None, (0.0, 0.0));
    for run in runs {
        let (Some(atoms), Run { level, slope, .. }) = (run.atoms(sample), *run) else { return Ok(None) };
        for atom in atoms {
            let place = (atom.stratum, atom.unit);
            if let Some((stratum, unit)) = at.filter(|at| *at != place) {
                if place < (stratum, unit) {
                    return Err(Disordered);
                }
                stage.add(unit, std::mem::take(&mut sums));
                if stratum != atom.stratum {
                    end(&mut stage, stratum);
                }
            }
            at = Some(place);
            sums.0 += level * atom.w + slope * atom.wy;
            sums.1 += level * level * atom.w2 + 2.0 * level * slope * atom.w2y + slope * slope * atom.w2y2;
        }
    }
    if let Some((stratum, unit)) = at {
        stage.add(unit, sums);
        end(&mut stage, stratum);
    }
    Ok(variance)
}

fn in_design(sample: &Sample, design: &SurveyDesign, scores: &[Scores]) -> Option<DMatrix<f64>> {
    if let Some(replicates) = &design.replicates {
        let sets = scores.first()?.replicates.len();
        let set = |at: usize| scores.iter().map(|of| of.replicates.get(at).copied().filter(|it| it.is_finite())).collect();
        return replicates.variance(&(0..sets).map(set).collect::<Vec<Option<Vec<f64>>>>());
    }
    let mut present = vec![false; sample.atoms.len()];
    let mut z = vec![vec![0.0; sample.atoms.len()]; scores.len()];
    for (z, of) in z.iter_mut().zip(scores) {
        for run in &of.runs {
            for (index, atom) in run.each().zip(run.atoms(sample)?) {
                *z.get_mut(index)? = run.level * atom.w + run.slope * atom.wy;
                *present.get_mut(index)? = true;
            }
        }
    }
    design.covariance(&z, &present)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three respondents with 1, 2, 6, equal weights, no strata: the textbook standard error s/√n.
    #[test]
    fn simple_random_sample() {
        let atoms = [1.0, 2.0, 6.0].map(|y| Atom::constant(0, None, 1, 2.0, 4.0, y)).to_vec();
        let sample = Sample { atoms, strata: vec![Stratum { units: 3, fraction: 0.0 }], design: None };
        let estimate = mean(&sample, 0..3).unwrap();
        assert!((estimate.mean - 3.0).abs() < 1e-14);
        assert!((variance(&sample, &estimate.scores).unwrap() - 7.0 / 3.0).abs() < 1e-14);
    }

    /// The same three as clusters of one respondent give the same variance, and half of it when half was sampled.
    #[test]
    fn clusters_of_one_and_a_finite_population() {
        let atoms = [1.0, 2.0, 6.0].iter().enumerate();
        let atoms: Vec<Atom> = atoms.map(|(unit, y)| Atom::constant(0, Some(unit), 1, 2.0, 4.0, *y)).collect();
        let mut sample = Sample { atoms, strata: vec![Stratum { units: 3, fraction: 0.0 }], design: None };
        let scores = mean(&sample, 0..3).unwrap().scores;
        assert!((variance(&sample, &scores).unwrap() - 7.0 / 3.0).abs() < 1e-14);
        sample.strata = vec![Stratum { units: 3, fraction: 0.5 }];
        assert!((variance(&sample, &scores).unwrap() - 7.0 / 6.0).abs() < 1e-14);
    }

    #[test]
    fn one_unit_gives_no_variance() {
        let sample = Sample {
            atoms: vec![Atom::constant(0, None, 1, 1.0, 1.0, 1.0)],
            strata: vec![Stratum { units: 1, fraction: 0.0 }],
            design: None,
        };
        assert_eq!(variance(&sample, &mean(&sample, [0]).unwrap().scores), None);
        assert!(mean(&sample, []).is_none());
    }

    /// Two strata of two units with the totals 1, 4 and 2, 8, one of them in two atoms: 2/1 · 4.5 + 2/1 · 18, in any order.
    #[test]
    fn strata_and_units_in_any_order() {
        let atoms = [(1, 2, 2.0), (0, 1, 3.0), (1, 3, 8.0), (0, 0, 1.0), (0, 1, 1.0)];
        let atoms = atoms.map(|(stratum, unit, y)| Atom::constant(stratum, Some(unit), 1, 1.0, 1.0, y)).to_vec();
        let strata = vec![Stratum { units: 2, fraction: 0.0 }; 2];
        let total = |atoms: Vec<Atom>| {
            let scores = Scores::new((0..5).map(|atom| (atom, (0.0, 1.0))), Vec::new());
            variance(&Sample { atoms, strata: strata.clone(), design: None }, &scores)
        };
        assert_eq!(total(atoms.clone()), Some(45.0));
        let mut sorted = atoms;
        sorted.sort_by_key(|atom| (atom.stratum, atom.unit));
        assert_eq!(total(sorted), Some(45.0));
    }
}
