//! Statistics beyond combinations of means: totals, ratios, quantiles, effects, tests, models.

use crate::oracle::data::{Domain, both};
use crate::oracle::expected::{Case, Found};
use crate::oracle::formula::{Formula, levels};
use crate::oracle::question::{Call, QuantileInterval, ShareInterval, Statistic, by_column};
use crate::oracle::rows::Row;
use crate::oracle::survey::{Combined, Obstacle};
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::chi_square_survey::{Form, Table, chi_square_survey};
use rikssnitt::statistics::design_effect::{Against, coefficient_of_variation, of_mean, of_total};
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::proportion_arcsine::proportion_arcsine;
use rikssnitt::statistics::proportion_beta::proportion_beta;
use rikssnitt::statistics::proportion_likelihood::proportion_likelihood;
use rikssnitt::statistics::quantiles::two_sided;
use rikssnitt::statistics::raking::{Margin, rake};
use rikssnitt::statistics::survey_design::{Adjustment, Linearised};
use rikssnitt::statistics::survey_mean::survey_mean;
use rikssnitt::statistics::survey_quantile::{Rule, survey_quantile};
use rikssnitt::statistics::survey_rank_test::{RankScore, survey_rank_test};
use rikssnitt::statistics::survey_ratio::survey_ratio;
use rikssnitt::statistics::survey_regression::{Family, Model};
use rikssnitt::statistics::survey_standardisation::survey_standardisation;
use rikssnitt::statistics::survey_total::survey_total;
use rikssnitt::statistics::survey_variance::survey_variance;

const AGES: &[&str] = &["alder", "ålder", "age", "agegroup", "aldersgrupp", "åldersgrupp"];

/// Where a statistic is taken: its variable, its rows, the rows whose design gives the degrees of freedom.
struct Asked {
    stat: String,
    rows: Domain,
    scope: Domain,
    rest: String,
}

fn answered(columns: &[&Vec<Option<f64>>], rows: &Domain) -> Domain {
    (0..rows.len()).map(|row| rows[row] && columns.iter().all(|column| column[row].is_some())).collect()
}

fn filled(column: &[Option<f64>]) -> Vec<f64> {
    column.iter().map(|value| value.unwrap_or_default()).collect()
}

fn count(rows: &Domain) -> f64 {
    rows.iter().filter(|inside| **inside).count() as f64
}

impl Case {
    /// The answer to calls other than combinations of means.
    pub fn statistic(&self, row: Row<'_>, call: &Call, confidence: f64) -> Result<Found, Obstacle> {
        match call {
            Call::Statistic { statistic, by } => self.of_domain(row, *statistic, *by, confidence),
            Call::Independence(form) => self.independence(row, *form),
            Call::StudentsTest => self.students_test(row, confidence),
            Call::RankTest(score) => self.rank_test(row, *score),
            Call::Model { family, formula: Some(formula) } => {
                self.coefficient(row, *family, &self.with_periods(formula), row.text("stat"), confidence)
            }
            Call::Model { family, formula: None } => {
                self.coefficient(row, *family, row.text("stat"), row.text("level"), confidence)
            }
            Call::Standardised(standard) => self.standardised(row, standard),
            Call::Raked { margins, period } => self.raked(row, margins, period.as_deref()),
            _ => Err("a call that is answered elsewhere".into()),
        }
    }

    /// A formula in a call's own words names periods as such; a model has them as a factor.
    fn with_periods(&self, formula: &str) -> String {
        let Some((column, _)) = self.data.periods() else { return formula.to_owned() };
        let (left, right) = formula.split_once('~').unwrap_or((formula, ""));
        let term = |term: &str| if term.trim() == column { format!("factor({column})") } else { term.to_owned() };
        format!("{left}~{}", right.split('+').map(term).collect::<Vec<_>>().join("+"))
    }

    fn asked(&self, row: Row<'_>, statistic: Statistic, by: bool) -> Result<Asked, Obstacle> {
        let (level, mut rest) = (row.text("level"), String::new());
        let mut level = level.to_owned();
        if matches!(statistic, Statistic::Quantile { .. }) {
            let parts = level.rsplit_once([':', ' ']).map(|(domain, p)| (domain.to_owned(), p.to_owned()));
            (level, rest) = parts.unwrap_or((String::new(), level));
        }
        if !by {
            let level = self.data.level(&level)?;
            let scope = self.data.chosen(&level.period);
            return Ok(Asked { stat: row.text("stat").to_owned(), rows: self.rows_of(&level), scope, rest });
        }
        let column = by_column(row.text("note")).ok_or("svyby without a note that says by what")?;
        let (value, stat) = match level.split_once(':') {
            Some((value, stat)) => (value.to_owned(), stat.to_owned()),
            None => (level, row.text("stat").to_owned()),
        };
        Ok(Asked { stat, rows: self.data.equal(column, &value), scope: self.data.all(), rest })
    }

    fn of_domain(&self, row: Row<'_>, statistic: Statistic, by: bool, confidence: f64) -> Result<Found, Obstacle> {
        if statistic == Statistic::Weight {
            let place: usize = row.text("level").parse().map_err(|_| "a weight without a row number")?;
            let weight = self.survey.design.weights.get(place.wrapping_sub(1)).copied();
            return Ok(Found { estimate: weight, ..Found::default() });
        }
        let asked = self.asked(row, statistic, by)?;
        if statistic == Statistic::Ratio {
            let (above, below) = asked.stat.split_once('/').ok_or("a ratio without a denominator")?;
            let (y, x) =
                (self.variable(above.trim_matches(['~', ' ']))?, self.variable(below.trim_matches(['~', ' ']))?);
            let present = answered(&[&y, &x], &asked.rows);
            let (y, x) = (filled(&y), filled(&x));
            let found = self.survey.estimate(&present, |weights| survey_ratio(&y, &x, weights))?;
            return Ok(self.combined(found.values[0], found.se(0), &asked).mean(row, confidence));
        }
        let y = self.variable(&asked.stat)?;
        let present = answered(&[&y], &asked.rows);
        let (y, n) = (filled(&y), count(&present));
        let replicated = self.survey.design.replicates.is_some();
        let columns = [y.clone()];
        let total = |weights: &[f64]| Some(survey_total(&columns, weights));
        let mean = |weights: &[f64]| survey_mean(&columns, weights);
        match statistic {
            Statistic::Total => {
                let found = self.survey.estimate(&present, total)?;
                Ok(self.combined(found.values[0], found.se(0), &asked).mean(row, confidence))
            }
            Statistic::Variance => {
                // R counts the answers of a design of replicates, else all rows that weigh anything.
                let n = if replicated { n } else { self.survey.weighted_rows(&asked.rows) };
                let found = self.survey.estimate(&present, |weights| survey_variance(&y, n, weights))?;
                Ok(self.combined(found.values[0], found.se(0), &asked).mean(row, confidence))
            }
            Statistic::Variation { total: of_total } => {
                let found = if of_total {
                    self.survey.estimate(&present, total)?
                } else {
                    self.survey.estimate(&present, mean)?
                };
                Ok(Found { estimate: coefficient_of_variation(found.values[0], found.se(0)), ..Found::default() })
            }
            Statistic::Effect { total: is_total, replace } => {
                let weights = self.survey.design.weights_of(&present);
                let n = if replicated { n } else { self.survey.weighted_rows(&present) };
                let spread = survey_variance(&y, n, &weights).ok_or(Obstacle::Inestimable("no spread"))?;
                let against = Against { spread: spread.values[0], n, population: weights.iter().sum(), replace };
                let effect = if is_total {
                    of_total(self.survey.estimate(&present, total)?.se(0).powi(2), against)
                } else {
                    of_mean(self.survey.estimate(&present, mean)?.se(0).powi(2), against)
                };
                Ok(Found { estimate: effect, ..Found::default() })
            }
            Statistic::Share(interval) => {
                let found = self.survey.estimate(&present, mean)?;
                let combined = self.combined(found.values[0], found.se(0), &asked);
                let df = combined.df_asked(row);
                let limits = match interval {
                    ShareInterval::Logit => self.survey.model_logit(&y, &present)?.logit(df, confidence),
                    _ => combined.share_limits(interval, (df, combined.df), self.survey.counted(&present), confidence),
                };
                let tabled = interval == ShareInterval::Likelihood;
                Ok(Found { lower: limits.map(|i| i.low), upper: limits.map(|i| i.high), tabled, ..combined.found(df) })
            }
            Statistic::Quantile { rule, interval } => {
                let p: f64 = asked.rest.parse().map_err(|_| "a quantile without its share")?;
                self.quantile(row, &y, (&present, &asked.scope), (p, rule), interval, confidence)
            }
            Statistic::Mean | Statistic::Ratio | Statistic::Weight => {
                let found = self.survey.estimate(&present, mean)?;
                Ok(self.combined(found.values[0], found.se(0), &asked).mean(row, confidence))
            }
        }
    }

    fn combined(&self, value: f64, se: f64, asked: &Asked) -> Combined {
        Combined { value, se, df: self.survey.degrees_of_freedom(&asked.scope) }
    }

    fn quantile(
        &self,
        row: Row<'_>,
        y: &[f64],
        (present, scope): (&Domain, &Domain),
        (p, rule): (f64, Rule),
        interval: QuantileInterval,
        confidence: f64,
    ) -> Result<Found, Obstacle> {
        let weights = self.survey.design.weights_of(present);
        let at = |p: f64| survey_quantile(y, &weights, p, rule);
        let quantile = at(p).ok_or(Obstacle::Inestimable("no values"))?;
        let whole = self.survey.degrees_of_freedom(scope);
        let df = (row.number("df") != Some(f64::INFINITY)).then_some(whole);
        let QuantileInterval::Share(interval) = interval else {
            let one = |weights: &[f64]| {
                Some(Linearised {
                    values: vec![survey_quantile(y, weights, p, rule)?],
                    scores: vec![vec![0.0; y.len()]],
                })
            };
            let found = self.survey.estimate(present, one)?;
            return Ok(Combined { value: quantile, se: found.se(0), df: whole }.mean(row, confidence));
        };
        let below: Vec<f64> = y.iter().map(|y| f64::from(u8::from(*y <= quantile))).collect();
        let share = self.survey.estimate(present, |weights| survey_mean(std::slice::from_ref(&below), weights))?;
        let share = Combined { value: share.values[0], se: share.se(0), df: whole };
        let own = self.survey.degrees_of_freedom(present);
        let limits = share.share_limits(interval, (df, own), self.survey.counted(present), confidence);
        let within = |limit: f64| if (0.0..=1.0).contains(&limit) { at(limit) } else { None };
        let (lower, upper) = (limits.and_then(|i| within(i.low)), limits.and_then(|i| within(i.high)));
        let reach = two_sided(confidence, df);
        let se = lower.zip(upper).zip(reach).map(|((lower, upper), reach)| (upper - lower) / (2.0 * reach));
        Ok(Found {
            estimate: Some(quantile),
            se,
            lower,
            upper,
            df: Some(df.unwrap_or(f64::INFINITY)),
            ..Found::default()
        })
    }

    fn independence(&self, row: Row<'_>, form: Form) -> Result<Found, Obstacle> {
        let (first, second) = row.text("stat").split_once('*').ok_or("a test of independence of one variable")?;
        let level = self.data.level(row.text("level"))?;
        let present = self.rows_of(&level);
        let numbered = |name: &str| {
            let levels = levels(&self.data, name);
            let place = |text: &str| levels.iter().position(|level| level == text);
            (self.data.texts(name).into_iter().map(place).collect::<Vec<_>>(), levels.len())
        };
        let ((first, rows), (second, columns)) = (numbered(first.trim()), numbered(second.trim()));
        let table = Table { first, second, rows, columns };
        let tested = chi_square_survey(&self.survey.design, &present, &table, form)
            .ok_or(Obstacle::Inestimable("no test of independence"))?;
        let (estimate, p) = (Some(tested.statistic), Some(tested.p));
        Ok(Found { estimate, p, df: tested.df, ddf: tested.denominator, ..Found::default() })
    }

    fn students_test(&self, row: Row<'_>, confidence: f64) -> Result<Found, Obstacle> {
        let stat = row.text("stat");
        if let Some((y, _)) = stat.split_once('~').filter(|(_, group)| matches!(group.trim(), "0" | "1")) {
            let y = self.variable(y.trim())?;
            let combined = self.survey.combine(&y, &[(1.0, self.data.all())], &self.data.all())?;
            return Ok(Combined { df: combined.df - 1.0, ..combined }.test(row, confidence));
        }
        let formula = Formula::read(&self.data, stat).ok_or("a formula that is not understood")?;
        let [_, (name, _)] = formula.columns.as_slice() else { return Err("a test of more than two groups".into()) };
        let name = name.clone();
        self.coefficient(row, Family::Gaussian, stat, &name, confidence)
    }

    fn rank_test(&self, row: Row<'_>, score: RankScore) -> Result<Found, Obstacle> {
        let formula = Formula::read(&self.data, row.text("stat")).ok_or("a formula that is not understood")?;
        let [_, (_, group)] = formula.columns.as_slice() else { return Err("a test of more than two groups".into()) };
        let present =
            answered(&[&formula.y, group], &self.rows_of(&self.data.level(row.text("level")).unwrap_or_default()));
        let (y, group) = (filled(&formula.y), filled(group));
        let found = self.survey.estimate(&present, |weights| survey_rank_test(&y, &group, weights, &present, score))?;
        let df = self.survey.degrees_of_freedom(&present) - 1.0;
        let combined = Combined { value: found.values[1], se: found.se(1), df };
        Ok(Found { estimate: Some(combined.value), df: Some(df), p: combined.p(Some(df), 0.95), ..Found::default() })
    }

    fn coefficient(
        &self,
        row: Row<'_>,
        family: Family,
        formula: &str,
        name: &str,
        confidence: f64,
    ) -> Result<Found, Obstacle> {
        let formula = Formula::read(&self.data, formula).ok_or("a formula that is not understood")?;
        let place = formula.columns.iter().position(|(own, _)| own == name).ok_or("no such coefficient")?;
        let mut all: Vec<&Vec<Option<f64>>> = formula.columns.iter().map(|(_, column)| column).collect();
        all.push(&formula.y);
        let present = answered(&all, &self.data.all());
        let x: Vec<Vec<f64>> = formula.columns.iter().map(|(_, column)| filled(column)).collect();
        let model = Model { x, y: filled(&formula.y), family };
        let found = self.survey.fitted(&model, &present)?;
        // R leaves the rows without an answer in a design of replicates, and counts its degrees of freedom with them.
        let counted = if self.survey.design.replicates.is_some() { self.data.all() } else { present };
        let df = self.survey.degrees_of_freedom(&counted) + 1.0 - formula.columns.len() as f64;
        Ok(Combined { value: found.values[place], se: found.se(place), df }.test(row, confidence))
    }

    /// Respondents of the level's period with an answer and an age, weighted to one structure of ages by place.
    fn standardised(&self, row: Row<'_>, standard: &[f64]) -> Result<Found, Obstacle> {
        let level = self.data.level(row.text("level"))?;
        let (place, value) = level.place.clone().ok_or("a standardised mean of no place")?;
        let fits = |name: &&String| {
            AGES.contains(&name.to_lowercase().as_str()) && levels(&self.data, name).len() == standard.len()
        };
        let age = self.data.rows.names.iter().find(fits).ok_or("no column of ages with as many levels")?;
        let y = self.variable(row.text("stat"))?;
        let (ages, places) = (levels(&self.data, age), levels(&self.data, &place));
        let number = |levels: &[String], text: &str| levels.iter().position(|level| level == text);
        let in_age: Vec<Option<usize>> = self.data.texts(age).iter().map(|text| number(&ages, text)).collect();
        let in_place: Vec<Option<usize>> = self.data.texts(&place).iter().map(|text| number(&places, text)).collect();
        let period = self.data.chosen(&level.period);
        let known: Domain = in_age.iter().zip(&in_place).map(|(a, b)| a.is_some() && b.is_some()).collect();
        let present = both(&answered(&[&y], &period), &known);
        let mut design = self.survey.design.clone();
        let plain = |levels: &[Option<usize>]| levels.iter().map(|level| level.unwrap_or_default()).collect::<Vec<_>>();
        let weights = design.weights_of(&present);
        let done = survey_standardisation(&weights, &plain(&in_age), &plain(&in_place), standard)
            .ok_or(Obstacle::Inestimable("no standardised weights"))?;
        design.weights = done.after.clone();
        design.adjustments.push(Adjustment::Poststratified(done));
        let survey = self.survey.with(design);
        let rows = both(&present, &self.data.equal(&place, &value));
        Ok(survey.combine(&y, &[(1.0, rows)], &present)?.mean(row, 0.95))
    }

    fn raked(&self, row: Row<'_>, margins: &[(String, Vec<f64>)], period: Option<&str>) -> Result<Found, Obstacle> {
        let scope = match period {
            None => self.data.all(),
            Some(period) => {
                let column = self.data.period_column(period).ok_or("no column of periods")?;
                self.data.equal(&column, period)
            }
        };
        let margin = |(column, population): &(String, Vec<f64>)| {
            let levels = levels(&self.data, column);
            let place = |text: &str| levels.iter().position(|level| level == text).unwrap_or_default();
            Margin { cell: self.data.texts(column).into_iter().map(place).collect(), population: population.clone() }
        };
        let mut design = self.survey.design.clone();
        let margins: Vec<Margin> = margins.iter().map(margin).collect();
        let raked = rake(&design.weights_of(&scope), &margins).ok_or(Obstacle::Inestimable("no raked weights"))?;
        design.weights = raked.weights.clone();
        design.adjustments.push(Adjustment::Raked(raked));
        let y = self.variable(row.text("stat"))?;
        Ok(self.survey.with(design).combine(&y, &[(1.0, scope.clone())], &scope)?.mean(row, 0.95))
    }
}

impl Combined {
    /// The limits of a share; `df` as asked and as the design has them.
    pub fn share_limits(
        self,
        interval: ShareInterval,
        (df, whole): (Option<f64>, f64),
        (n, weighing): (f64, f64),
        confidence: f64,
    ) -> Option<Interval> {
        match interval {
            ShareInterval::Logit | ShareInterval::TransformedLogit => self.logit(df, confidence),
            ShareInterval::Student => mean_student(self.value, self.se, df, confidence),
            ShareInterval::Beta => proportion_beta(self.value, self.se, n, whole, confidence),
            ShareInterval::Arcsine => proportion_arcsine(self.value, self.se, df, confidence),
            ShareInterval::Likelihood => proportion_likelihood(self.value, self.se, (weighing, n), df, confidence),
        }
    }
}
