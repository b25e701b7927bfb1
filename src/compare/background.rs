//! Comparisons that take account of who the respondents are, and of whole distributions of answers.
//!
//! - A standardised value has the standard's mix of background; the nation beside it the same mix, over the same cells.
//!   It is made for the plan's region (all, where the plan has none) when its respondents cover nearly all of the mix.
//! - An adjusted comparison is a regression among the region's respondents and among all in the file.
//! - The test of the whole distribution holds the region's answers against the rest of the file's and against the
//!   measurement before.

use crate::compare::Bench;
use crate::estimate::background::{Fitted, Scored};
use crate::estimate::survey::SurveySample;
use crate::estimate::{Basis, Domain};
use crate::filled::Filled;
use crate::plan::{Adjusted, MeasureType, Standardise};
use crate::statistics::chi_square_survey::{Form, Tested};
use crate::statistics::contrast::{contrast, from_se};
use crate::statistics::taylor_linearisation::{covariance, variance};
use crate::statistics::{Difference, Interval};
use crate::vocabulary::period::Period;
use crate::vocabulary::region::Region;
use std::collections::BTreeMap;

/// The least share of the standard that a region's respondents must cover.
const COVERED: f64 = 0.95;

/// Everything that takes account of background.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Background {
    /// Standardised values.
    pub standardised: Vec<Standardised>,
    /// Adjusted comparisons.
    pub adjusted: Vec<AdjustedComparison>,
    /// Tests of whole distributions.
    pub answers: Vec<AnswersTest>,
}

/// Whose mix of background a value is computed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// The plan gives it.
    Given,
    /// The nation's, from a file with all its regions.
    Nation,
    /// That of the regions in the file.
    File,
}

impl Standard {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Standard::Given => "given",
            Standard::Nation => "nation",
            Standard::File => "file",
        }
    }
}

/// A value at the standard's mix of background.
#[derive(Debug, Clone, PartialEq)]
pub struct Standardised {
    /// Id of the measure.
    pub measure: String,
    /// The region.
    pub region: Region,
    /// The period.
    pub period: Option<Period>,
    /// The columns of the background.
    pub by: Vec<String>,
    /// Whose mix it is.
    pub standard: Standard,
    /// The share of the standard that the respondents cover.
    pub covered: f64,
    /// Answers behind it.
    pub n: u64,
    /// The value as it is.
    pub raw: f64,
    /// The standardised value, with its interval, held against zero.
    pub value: Difference,
    /// The nation at the same mix, where the file holds other regions.
    pub nation: Option<(f64, Difference)>,
}

/// A level against the base with others held equal.
#[derive(Debug, Clone, PartialEq)]
pub struct AdjustedComparison {
    /// What the plan calls it.
    pub plan: Adjusted,
    /// The region; the nation for everyone in the file.
    pub region: Region,
    /// The period.
    pub period: Option<Period>,
    /// The level.
    pub level: String,
    /// The base.
    pub base: String,
    /// Answers in the model, of the level and of the base.
    pub n: [u64; 3],
    /// Odds ratio with its interval.
    pub odds_ratio: (f64, Interval),
    /// Average marginal difference.
    pub difference: Difference,
    /// The difference as it is, among the same respondents.
    pub raw: Difference,
}

/// A test of the whole distribution of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswersTest {
    /// Id of the measure.
    pub measure: String,
    /// The region; the nation for everyone in the file.
    pub region: Region,
    /// The period.
    pub period: Option<Period>,
    /// The earlier period; `None` against the rest of the file in the same period.
    pub earlier: Option<Period>,
    /// Answers on both sides.
    pub n: [u64; 2],
    /// The test.
    pub test: Tested,
}

impl Background {
    /// Adds what one measure gives.
    pub(crate) fn add(&mut self, bench: &Bench<'_>) {
        let asked = bench.plan.measures.iter().find(|measure| measure.id == bench.measured.measure.id);
        let (Some(sample), Some(asked)) = (bench.sample(), asked) else { return };
        if bench.plan.is_full_count() {
            return;
        }
        let own = bench.plan.region.as_deref().and_then(Region::parse);
        let periods: Vec<Option<Period>> = sample.df_of_period.keys().copied().collect();
        for (place, period) in periods.iter().enumerate() {
            let earlier = place.checked_sub(1).and_then(|before| periods.get(before)).copied().flatten();
            if let Some(standardise) = &bench.plan.standardise
                && (asked.r#type == MeasureType::Proportion || asked.r#type.is_mean())
            {
                let regions = sample.regions.iter().filter(|region| own.is_none_or(|own| own == **region));
                let regions = regions.filter(|region| bench.has_units(**region, *period));
                self.standardised
                    .extend(regions.filter_map(|region| bench.standardise(sample, *region, *period, standardise)));
            }
            if asked.r#type == MeasureType::Proportion {
                let everyone = (sample.regions.len() > 1).then_some(Region::NATION);
                let regions = own.into_iter().filter(|own| bench.has_units(*own, *period));
                for region in regions.chain(everyone) {
                    if bench.plan.compares() {
                        self.answers.extend(bench.answers(sample, region, *period, earlier));
                    }
                    let plans = bench.plan.adjusted.iter().filter(|it| it.measure == asked.id);
                    self.adjusted.extend(plans.flat_map(|plan| bench.adjust(sample, region, *period, plan)));
                }
            }
        }
    }
}

fn within(region: Region) -> Option<Region> {
    (!region.is_nation()).then_some(region)
}

impl Bench<'_> {
    /// Whether the answers of a region come from more than one sampling unit.
    fn has_units(&self, region: Region, period: Option<Period>) -> bool {
        let estimate = self.measured.estimates.get(&Domain { region, period, group: None });
        estimate.is_none_or(|estimate| estimate.basis != Basis::NoSpread)
    }

    fn places(&self, columns: impl IntoIterator<Item = impl AsRef<str>>) -> Option<Vec<usize>> {
        let kept = self.plan.kept_groups();
        columns.into_iter().map(|column| kept.iter().position(|own| own == column.as_ref())).collect()
    }

    fn test(&self, sample: &SurveySample, it: &Scored, df: f64) -> Option<Difference> {
        contrast(&sample.sample, it.value, &it.scores, df, self.plan.confidence)
    }

    fn standardise(
        &self,
        sample: &SurveySample,
        region: Region,
        period: Option<Period>,
        plan: &Standardise,
    ) -> Option<Standardised> {
        let columns = self.places(&plan.by).filter(|columns| !columns.is_empty())?;
        let df = sample.df_of_period.get(&period).copied()?;
        let mine = sample.by_background(Some(region), period, &columns);
        let all = sample.by_background(None, period, &columns);
        let people: BTreeMap<Vec<String>, f64> = if plan.standard.is_empty() {
            all.iter().map(|(levels, atoms)| (levels.clone(), sample.weight(atoms))).filled()
        } else {
            plan.standard.iter().map(|cell| (cell.levels.clone(), cell.people)).filled()
        };
        if plan.standard.is_empty() && sample.regions.len() < 2 {
            return None;
        }
        let whole: f64 = people.values().sum();
        let has = |levels: &Vec<String>| mine.get(levels).is_some_and(|atoms| sample.weight(atoms) > 0.0);
        let covered: f64 =
            people.iter().filter(|(levels, _)| has(levels)).map(|(_, people)| people).sum::<f64>() / whole;
        if covered.is_nan() || covered < COVERED {
            return None;
        }
        let shares: BTreeMap<Vec<String>, f64> = people
            .into_iter()
            .filter(|(levels, _)| has(levels))
            .map(|(levels, it)| (levels, it / whole / covered))
            .filled();
        let scored = sample.standardised(&mine, &shares)?;
        let nation = sample.standardised(&all, &shares).filter(|_| sample.regions.len() > 1);
        let held = nation.and_then(|nation| {
            let difference =
                Scored { value: scored.value - nation.value, scores: scored.scores.plus(-1.0, &nation.scores) };
            Some((nation.value, self.test(sample, &difference, df)?))
        });
        let atoms: Vec<usize> =
            mine.into_iter().filter(|(levels, _)| shares.contains_key(levels)).flat_map(|(_, it)| it).collect();
        let n = atoms.iter().filter_map(|atom| sample.sample.atoms.get(*atom)).map(|atom| atom.n).sum();
        let raw = sample.part(&sample.atoms(Some(region), period, None))?.value?;
        Some(Standardised {
            measure: self.measured.measure.id.clone(),
            region,
            period,
            by: plan.by.clone(),
            standard: match plan.standard.is_empty() {
                false => Standard::Given,
                true if sample.regions.len() == Region::ALL.len() => Standard::Nation,
                true => Standard::File,
            },
            covered,
            n,
            raw,
            value: self.test(sample, &scored, df)?,
            nation: held,
        })
    }

    fn adjust(
        &self,
        sample: &SurveySample,
        region: Region,
        period: Option<Period>,
        plan: &Adjusted,
    ) -> Vec<AdjustedComparison> {
        let columns = self.places(std::iter::once(&plan.by).chain(&plan.given));
        let fitted = columns.and_then(|columns| sample.adjusted(within(region), period, &columns, plan));
        let (Some(fitted), Some(df)) = (fitted, sample.df_of_period.get(&period)) else { return Vec::new() };
        let Fitted { base, n_base, n, coefficients, levels } = fitted;
        let model_df = df + 1.0 - coefficients as f64;
        let one = |level: &crate::estimate::background::LevelAgainstBase| {
            let odds = self.test(sample, &level.log_odds, model_df)?;
            Some(AdjustedComparison {
                plan: plan.clone(),
                region,
                period,
                level: level.level.clone(),
                base: base.clone(),
                n: [n, level.n, n_base],
                odds_ratio: (
                    odds.difference.exp(),
                    Interval { low: odds.interval.low.exp(), high: odds.interval.high.exp() },
                ),
                difference: {
                    let parts = [&level.difference.scores, &level.of_coefficients];
                    let parts = parts.map(|scores| variance(&sample.sample, scores));
                    let [Some(first), Some(second)] = parts else { return None };
                    let se = (first + second).sqrt();
                    from_se(level.difference.value, se, Some(model_df), self.plan.confidence)?
                },
                raw: self.test(sample, &level.raw, *df)?,
            })
        };
        levels.iter().filter_map(one).collect()
    }

    /// The region against the rest and against the measurement before; everyone only against the measurement before.
    fn answers(
        &self,
        sample: &SurveySample,
        region: Region,
        period: Option<Period>,
        earlier: Option<Period>,
    ) -> Vec<AnswersTest> {
        let mine = sample.atoms(within(region), period, None);
        let rest = within(region)
            .map(|region| (sample.rest(region, period, None), None, sample.df_of_period.get(&period).copied()));
        let before =
            earlier.map(|before| (sample.atoms(within(region), Some(before), None), Some(before), Some(sample.df)));
        let one = |(other, earlier, df): (Vec<usize>, Option<Period>, Option<f64>)| {
            let (pearson, scores, n) = sample.answers_apart(&mine, &other)?;
            let (covariance, df) = (covariance(&sample.sample, &scores)?, df?);
            let test = pearson.tested(&covariance, (df, df), Form::F).filter(|test| test.p.is_finite())?;
            let measure = self.measured.measure.id.clone();
            Some(AnswersTest { measure, region, period, earlier, n, test })
        };
        rest.into_iter().chain(before).filter_map(one).collect()
    }
}
