//! A sample by background: values at the same mix, levels with others held equal, whole distributions of answers.

use crate::estimate::survey::{AtomPlace, SurveySample};
use crate::filled::Filled;
use crate::plan::Adjusted;
use crate::statistics::chi_square_survey::Pearson;
use crate::statistics::survey_design::Linearised;
use crate::statistics::survey_predictive_margin::{Margins, survey_predictive_margin};
use crate::statistics::survey_regression::{Family, Model};
use crate::statistics::taylor_linearisation::{LinearisedMean, Scores};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::{BTreeMap, BTreeSet};

/// A value with its scores.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scored {
    /// The value.
    pub value: f64,
    /// Its scores.
    pub scores: Scores,
}

/// A level of a column against the base level.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelAgainstBase {
    /// The level.
    pub level: String,
    /// Answers of the level.
    pub n: u64,
    /// Logarithm of the odds ratio.
    pub log_odds: Scored,
    /// Difference of the margins, with the scores that who the respondents are gives it.
    pub difference: Scored,
    /// The scores that the coefficients give it.
    pub of_coefficients: Scores,
    /// Difference of the shares themselves.
    pub raw: Scored,
}

/// A regression of a share on one column, others held equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The level that the others are held against.
    pub base: String,
    /// Its answers.
    pub n_base: u64,
    /// All answers in the model.
    pub n: u64,
    /// Coefficients of the model.
    pub coefficients: usize,
    /// The other levels.
    pub levels: Vec<LevelAgainstBase>,
}

type Levels = Vec<String>;

impl SurveySample {
    /// The valid atoms of a region and period by their levels in some columns; those without a level are left out.
    pub fn by_background(
        &self,
        region: Option<Region>,
        period: Option<Period>,
        columns: &[usize],
    ) -> BTreeMap<Levels, Vec<usize>> {
        let mut cells: BTreeMap<Levels, Vec<usize>> = BTreeMap::new();
        for atom in self.valid(region, period, |_| true) {
            let levels = self.place(atom).and_then(|place| levels(place, columns));
            if let Some(levels) = levels {
                cells.entry(levels).or_default().push(atom);
            }
        }
        cells
    }

    /// The mean over cells in given proportions; `None` where a cell has no answers.
    pub fn standardised(&self, cells: &BTreeMap<Levels, Vec<usize>>, shares: &BTreeMap<Levels, f64>) -> Option<Scored> {
        shares.iter().try_fold(Scored::default(), |sum, (levels, share)| {
            let LinearisedMean { mean, scores, .. } = self.linearised(cells.get(levels)?)?;
            Some(Scored { value: sum.value + share * mean, scores: sum.scores.plus(*share, &scores) })
        })
    }

    /// Levels of the first column held against each other in a logistic regression with the others.
    pub fn adjusted(
        &self,
        region: Option<Region>,
        period: Option<Period>,
        columns: &[usize],
        plan: &Adjusted,
    ) -> Option<Fitted> {
        let mut cells = self.by_background(region, period, columns);
        cells.retain(|levels, _| levels.first().is_some_and(|level| !plan.missing.contains(level)));
        let own: BTreeSet<&String> = cells.keys().filter_map(|levels| levels.first()).filled();
        let (positive, negative): (Vec<&str>, Vec<&str>) =
            own.iter().map(|level| level.as_str()).partition(|level| plan.positive.iter().any(|it| it == level));
        let together = |levels: &Levels| -> Levels {
            let own = levels.first().is_some_and(|level| plan.positive.contains(level));
            let name = if own { positive.join("/") } else { negative.join("/") };
            std::iter::once(name).chain(levels.iter().skip(1).cloned()).collect()
        };
        let base = if plan.positive.is_empty() { plan.base.clone() } else { Some(negative.join("/")) };
        let named: Vec<(Levels, &Vec<usize>)> = cells
            .iter()
            .map(|(levels, atoms)| (if plan.positive.is_empty() { levels.clone() } else { together(levels) }, atoms))
            .collect();
        let mut rows: Vec<(usize, &Levels)> =
            named.iter().flat_map(|(levels, atoms)| atoms.iter().map(move |atom| (*atom, levels))).collect();
        rows.retain(|(atom, _)| self.sample.atoms.get(*atom).is_some_and(|atom| atom.w > 0.0));
        rows.sort_by_key(|(atom, _)| *atom);
        let known = |column: usize| -> Vec<&String> {
            rows.iter().filter_map(|(_, levels)| levels.get(column)).filled::<BTreeSet<_>>().into_iter().collect()
        };
        let mut own = known(0);
        if let Some(at) = base.and_then(|base| own.iter().position(|level| **level == base)) {
            let first = own.remove(at);
            own.insert(0, first);
        }
        let (base, others) = own.split_first()?;
        let is = |column: usize, level: &String| -> Vec<f64> {
            rows.iter().map(|(_, levels)| f64::from(u8::from(levels.get(column) == Some(level)))).collect()
        };
        let mut x = vec![vec![1.0; rows.len()]];
        x.extend(others.iter().map(|level| is(0, level)));
        for column in 1..columns.len() {
            x.extend(known(column).into_iter().skip(1).map(|level| is(column, level)));
        }
        let atoms: Vec<_> = rows.iter().filter_map(|(atom, _)| self.sample.atoms.get(*atom)).collect();
        let y = atoms.iter().map(|atom| atom.wy / atom.w).collect();
        let weights: Vec<f64> = atoms.iter().map(|atom| atom.w).collect();
        let model = Model { x, y, family: Family::Binomial };
        let fitted = fit(&model, &weights, None)?;
        let margins = margins(&model, &fitted, &weights, others.len())?;
        let places: Vec<usize> = rows.iter().map(|(atom, _)| *atom).collect();
        let mut again: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
        for set in self.sample.replicates() {
            let weights: Vec<f64> = places.iter().map(|atom| set.get(*atom).copied().unwrap_or_default()).collect();
            let refitted = fit(&model, &weights, Some(&fitted.values))?;
            let whole: f64 = weights.iter().sum();
            let mean = |fits: &Vec<f64>| fits.iter().zip(&weights).map(|(mu, w)| mu * w).sum::<f64>() / whole;
            again.push((refitted.values, margins.fits.iter().map(mean).collect()));
        }
        // The scores of coefficients and margins are sums over each atom; those of a sample are per unit of weight.
        let scored = |of: &dyn Fn(&[f64], &[f64]) -> f64, scores: Vec<f64>| Scored {
            value: of(&fitted.values, &margins.of_respondents.values),
            scores: Scores::new(
                places.iter().zip(scores).zip(&weights).map(|((atom, score), w)| (*atom, (score / w, 0.0))),
                again.iter().map(|(coefficients, margins)| of(coefficients, margins)).collect(),
            ),
        };
        let n_of = |level: &String| {
            rows.iter()
                .zip(&atoms)
                .filter(|((_, levels), _)| levels.first() == Some(level))
                .map(|(_, atom)| atom.n)
                .sum()
        };
        let raw_of = |level: &String| {
            let atoms = rows.iter().filter(|(_, levels)| levels.first() == Some(level)).map(|(atom, _)| *atom);
            self.linearised(&atoms.collect::<Vec<_>>())
        };
        let bare = raw_of(base)?;
        let level = |(place, level): (usize, &&String)| {
            let at = place + 1;
            let value = move |of: &[f64], at: usize| of.get(at).copied().unwrap_or(f64::NAN);
            let minus = |a: &Vec<f64>, b: &Vec<f64>| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<f64>>();
            let Margins { of_respondents, gradients, .. } = &margins;
            let difference = minus(of_respondents.scores.get(at)?, of_respondents.scores.first()?);
            let gradient = minus(gradients.get(at)?, gradients.first()?);
            let mut of_coefficients = vec![0.0; places.len()];
            for (slope, scores) in gradient.iter().zip(&fitted.scores) {
                of_coefficients.iter_mut().zip(scores).for_each(|(sum, score)| *sum += slope * score);
            }
            let predicted =
                |coefficients: &[f64], _: &[f64]| gradient.iter().zip(coefficients).map(|(g, b)| g * b).sum();
            let raw = raw_of(level)?;
            Some(LevelAgainstBase {
                level: (*level).clone(),
                n: n_of(level),
                log_odds: scored(&move |coefficients, _| value(coefficients, at), fitted.scores.get(at)?.clone()),
                difference: scored(&move |_, margins| value(margins, at) - value(margins, 0), difference),
                of_coefficients: scored(&predicted, of_coefficients).scores,
                raw: Scored { value: raw.mean - bare.mean, scores: raw.scores.plus(-1.0, &bare.scores) },
            })
        };
        Some(Fitted {
            base: (*base).clone(),
            n_base: n_of(base),
            n: atoms.iter().map(|atom| atom.n).sum(),
            coefficients: model.x.len(),
            levels: others.iter().enumerate().map(level).collect::<Option<_>>()?,
        })
    }

    /// Pearson's statistic of the answers of two parts of the sample, with the scores of what its correction asks for.
    pub fn answers_apart(&self, first: &[usize], second: &[usize]) -> Option<(Pearson, Vec<Scores>, [u64; 2])> {
        let rows = [(0, first), (1, second)];
        let all: Vec<(usize, usize)> =
            rows.iter().flat_map(|(row, atoms)| atoms.iter().map(|atom| (*row, *atom))).collect();
        let mut present = vec![false; self.given.len()];
        for answer in all.iter().filter_map(|(_, atom)| self.answer(*atom)) {
            present.get_mut(answer).into_iter().for_each(|present| *present = true);
        }
        let answers: Vec<usize> = (0..present.len()).filter(|answer| present.get(*answer) == Some(&true)).collect();
        let cell = |(row, atom): &(usize, usize)| Some(answers.binary_search(&self.answer(*atom)?).ok()? * 2 + row);
        let cells: Vec<usize> = all.iter().map(cell).collect::<Option<_>>()?;
        let shares = |weight: &dyn Fn(usize) -> f64| -> Option<Vec<f64>> {
            let mut shares = vec![0.0; answers.len() * 2];
            for ((_, atom), cell) in all.iter().zip(&cells) {
                *shares.get_mut(*cell)? += weight(*atom);
            }
            let whole: f64 = shares.iter().sum();
            Some(shares.into_iter().map(|share| share / whole).collect())
        };
        let own = |atom: usize| self.sample.atoms.get(atom).map_or(0.0, |atom| atom.w);
        let count =
            |atoms: &[usize]| atoms.iter().filter_map(|atom| self.sample.atoms.get(*atom)).map(|atom| atom.n).sum();
        let counts: [u64; 2] = [count(first), count(second)];
        let of_all = shares(&own)?;
        if answers.len() < 2 || counts.contains(&0) {
            return None;
        }
        let pearson = Pearson::new(&of_all, (2, answers.len()), (counts.iter().sum::<u64>()) as f64);
        let whole: f64 = all.iter().map(|(_, atom)| own(*atom)).sum();
        let again: Vec<Vec<f64>> = self
            .sample
            .replicates()
            .iter()
            .map(|set| shares(&|atom| set.get(atom).copied().unwrap_or_default()))
            .collect::<Option<_>>()?;
        let combined = |factors: &[f64], shares: &[f64]| factors.iter().zip(shares).map(|(a, b)| a * b).sum::<f64>();
        let scores = pearson.combinations.column_iter().map(|factors| {
            let factors: Vec<f64> = factors.iter().copied().collect();
            let mean = combined(&factors, &of_all);
            let level = |((_, atom), cell): (&(usize, usize), &usize)| {
                (*atom, ((factors.get(*cell).copied().unwrap_or_default() - mean) / whole, 0.0))
            };
            Scores::new(
                all.iter().zip(&cells).map(level),
                again.iter().map(|shares| combined(&factors, shares)).collect(),
            )
        });
        let scores = scores.collect();
        Some((pearson, scores, counts))
    }
}

fn levels(place: &AtomPlace, columns: &[usize]) -> Option<Levels> {
    columns
        .iter()
        .map(|column| place.groups.get(*column).filter(|level| !level.is_empty()).map(|level| level.to_string()))
        .collect()
}

fn fit(model: &Model, weights: &[f64], start: Option<&[f64]>) -> Option<Linearised> {
    let mean = weights.iter().sum::<f64>() / weights.len() as f64;
    model.fit(weights, mean, start)
}

/// The margins of the base and of the other levels, whose dummies follow the intercept.
fn margins(model: &Model, fitted: &Linearised, weights: &[f64], others: usize) -> Option<Margins> {
    let set = |level: usize| -> Vec<Vec<f64>> {
        let column = |(at, x): (usize, &Vec<f64>)| match at {
            at if (1..=others).contains(&at) => vec![f64::from(u8::from(at == level)); x.len()],
            _ => x.clone(),
        };
        model.x.iter().enumerate().map(column).collect()
    };
    let columns: Vec<Vec<Vec<f64>>> = (0..=others).map(set).collect();
    survey_predictive_margin(&fitted.values, model.family, &columns, weights)
}
