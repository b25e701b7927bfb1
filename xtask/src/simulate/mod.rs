//! How often the intervals cover what they should: many samples of populations whose share is known, each through the
//! product's own estimates. The table is kept in benches/coverage.csv and shown in METHODS.md.

mod sample;
mod table;

pub use table::section;

use crate::place;
use anyhow::{Context, Result, anyhow};
use fastrand::Rng;
use rikssnitt::catalogue::Catalogue;
use rikssnitt::estimate::measure::{FileUnit, MeasureInfo};
use rikssnitt::estimate::survey::{SurveySample, estimate};
use rikssnitt::plan::{IntervalKind, Measure, MeasureType};
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::proportion_exact::proportion_exact;
use rikssnitt::statistics::proportion_wilson_corrected::proportion_wilson_corrected;
use sample::{DESIGNS, Design, draw};
use std::fs;
use std::path::PathBuf;

const SEED: u64 = 20_260_801;
const REPLICATES: u32 = 2_000;
const CONFIDENCE: f64 = 0.95;
const SHARES: [f64; 9] = [0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98];
const SIZES: [usize; 5] = [30, 100, 300, 1_000, 3_000];

/// The intervals that a plan can choose for a share.
const INTERVALS: &[(&str, IntervalKind)] = &[
    ("logit", IntervalKind::Logit),
    ("wilson", IntervalKind::Wilson),
    ("beta", IntervalKind::Beta),
    ("likelihood", IntervalKind::Likelihood),
    ("asin", IntervalKind::Asin),
    ("mean", IntervalKind::Mean),
];
/// Those of counts without weights.
const OF_COUNTS: [&str; 2] = ["exact", "wilson_corrected"];

/// What came of many samples for one interval.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    design: String,
    p: f64,
    n: usize,
    method: String,
    covered: u32,
    /// The whole interval lies below the true share.
    below: u32,
    /// The whole interval lies above it.
    above: u32,
    /// There was no interval.
    none: u32,
    width: f64,
}

impl Coverage {
    fn add(&mut self, interval: Option<Interval>) {
        match interval {
            None => self.none += 1,
            Some(it) => {
                self.width += it.high - it.low;
                let place = if it.high < self.p {
                    &mut self.below
                } else if it.low > self.p {
                    &mut self.above
                } else {
                    &mut self.covered
                };
                *place += 1;
            }
        }
    }

    fn samples(&self) -> u32 {
        self.covered + self.below + self.above + self.none
    }

    fn share(&self) -> f64 {
        f64::from(self.covered) / f64::from(self.samples())
    }
}

/// Computes the table and keeps it.
pub fn run() -> Result<()> {
    let mut all = Vec::new();
    for (number, design) in DESIGNS.iter().enumerate() {
        for n in SIZES {
            for (at, p) in SHARES.into_iter().enumerate() {
                let seed = SEED + (number * 1_000_000 + n * 100 + at) as u64;
                all.extend(simulate(design, p, n, REPLICATES, seed)?);
            }
            println!("{}, n = {n}", design.name);
        }
    }
    let text = table::csv(&all, SEED)?;
    fs::write(path(), text).with_context(|| format!("{} cannot be written", place::shown(&path())))?;
    println!("written: {}; now cargo xtask methods", place::shown(&path()));
    Ok(())
}

fn path() -> PathBuf {
    place::root().join("benches/coverage.csv")
}

/// Draws samples and counts, for every interval, how often the true share lies in it.
fn simulate(design: &Design, p: f64, n: usize, replicates: u32, seed: u64) -> Result<Vec<Coverage>> {
    let catalogue = Catalogue::built_in().map_err(|error| anyhow!("{error:?}"))?;
    let mut measure = Measure::new("q".to_owned(), MeasureType::Proportion, "q");
    measure.positive = vec!["ja".to_owned()];
    let info = MeasureInfo::of_plan(&measure, &catalogue, FileUnit::default()).map_err(|error| anyhow!("{error:?}"))?;
    let counts = design.correlation.is_none() && !design.weighted;
    let methods = INTERVALS.iter().map(|(name, _)| *name).chain(OF_COUNTS.into_iter().filter(|_| counts));
    let mut found: Vec<Coverage> = methods
        .map(|method| Coverage {
            design: design.name.to_owned(),
            p,
            n,
            method: method.to_owned(),
            ..Coverage::default()
        })
        .collect();
    let mut rng = Rng::with_seed(seed);
    for _ in 0..replicates {
        let sample = SurveySample::new(&draw(design, p, n, &mut rng), &measure);
        let mut value = None;
        for ((_, kind), coverage) in INTERVALS.iter().zip(&mut found) {
            measure.interval = *kind;
            let measured = estimate(sample.clone(), &measure, info.clone(), &[], false, CONFIDENCE);
            let one = measured.estimates.values().next();
            coverage.add(one.and_then(|one| one.interval));
            value = one.and_then(|one| one.value);
        }
        let (x, size) = (value.unwrap_or_default() * n as f64, n as f64);
        for coverage in found.iter_mut().skip(INTERVALS.len()) {
            coverage.add(match coverage.method.as_str() {
                "exact" => proportion_exact(x.round(), size, CONFIDENCE),
                _ => proportion_wilson_corrected(x.round(), size, 0.5, CONFIDENCE),
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(design: &Design, p: f64, n: usize, method: &str) -> f64 {
        let found = simulate(design, p, n, 400, 7).unwrap();
        found.iter().find(|one| one.method == method).unwrap().share()
    }

    /// Four standard errors of 400 samples are 4.4 percentage points.
    #[test]
    fn the_usual_intervals_cover_what_they_say() {
        for design in DESIGNS {
            for (p, n) in [(0.5, 300), (0.1, 300), (0.8, 1_000)] {
                let found = share(design, p, n, "logit");
                assert!((found - CONFIDENCE).abs() < 0.044, "{} {p} {n}: {found}", design.name);
            }
        }
    }

    /// By hand: of 30 answers with p = 0.02 none is positive in 0.98³⁰ = 54.5 per cent of the samples; the interval of
    /// the mean then has no width.
    #[test]
    fn too_narrow_an_interval_is_seen() {
        assert!(share(&DESIGNS[0], 0.02, 30, "mean") < 0.55);
        assert!(share(&DESIGNS[0], 0.02, 30, "exact") > 0.95);
    }

    /// Leaving the units out of the design must show: the design effect is 1 + 9·0.3, and the normal distribution
    /// within ±1.96/√3.7 is 69 per cent.
    #[test]
    fn clusters_that_are_left_out_are_seen() {
        let design = Design { name: "", correlation: Some(0.3), weighted: false };
        let mut rng = Rng::with_seed(7);
        let mut measure = Measure::new("q".to_owned(), MeasureType::Proportion, "q");
        measure.positive = vec!["ja".to_owned()];
        let covered = |with_units: bool, rng: &mut Rng| {
            let inside = (0..300).filter(|_| {
                let patterns = draw(&design, 0.5, 300, rng);
                let mut sample = SurveySample::new(&patterns, &measure);
                if !with_units {
                    sample.sample.atoms.iter_mut().for_each(|atom| atom.unit = None);
                    sample.sample.strata.iter_mut().for_each(|stratum| stratum.units = 300);
                }
                let atoms: Vec<usize> = (0..sample.sample.atoms.len()).collect();
                let found = rikssnitt::statistics::taylor_linearisation::mean(&sample.sample, atoms).unwrap();
                let se = rikssnitt::statistics::taylor_linearisation::variance(&sample.sample, &found.scores);
                (found.mean - 0.5).abs() < 1.96 * se.unwrap().sqrt()
            });
            inside.count() as f64 / 300.0
        };
        assert!(covered(true, &mut rng) > 0.9);
        assert!((covered(false, &mut rng) - 0.69).abs() < 0.11);
    }
}
