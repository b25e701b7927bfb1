//! Calls about regions: standardised rates, inequality over ranked groups, heterogeneity.

use crate::oracle::answer::Answer;
use crate::oracle::beside::numbers;
use crate::oracle::calls::{Answered, Asked};
use crate::oracle::rows::Row;
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::concentration_index::concentration_index;
use rikssnitt::statistics::count_byar::count_byar;
use rikssnitt::statistics::count_exact::count_exact;
use rikssnitt::statistics::directly_standardised_rate::{Stratum, directly_standardised_rate, standardised};
use rikssnitt::statistics::directly_standardised_rate_gamma::directly_standardised_rate_gamma;
use rikssnitt::statistics::generalised_linear_model::{Family, Outcome, generalised_linear_model};
use rikssnitt::statistics::indirectly_standardised_ratio::{
    IndirectStratum, expected_events, indirectly_standardised_ratio_log, reference_rate, scaled,
};
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::overdispersion::{overdispersion, winsorised};
use rikssnitt::statistics::quantiles::two_sided_p;
use rikssnitt::statistics::random_effects::{Estimator, Precision, RandomEffects, random_effects};
use rikssnitt::statistics::shrinkage::shrinkage;
use rikssnitt::statistics::slope_index::{ridits, slope_index};
use rikssnitt::statistics::trend_in_proportions::{ScoredGroup, trend_in_proportions};
use std::collections::HashMap;

const PER_CENT: f64 = 100.0;
const OUTERMOST: f64 = 0.1;

pub fn answer(asked: &Asked<'_>) -> Option<Answered> {
    if asked.data.has(&["ageband", "deaths", "pop"]) {
        standardisation(asked)
    } else if asked.data.has(&["quantile", "pop", "rate"]) {
        equity(asked)
    } else if asked.data.has(&["region", "observed", "expected"]) {
        heterogeneity(asked)
    } else {
        None
    }
}

fn standardisation(asked: &Asked<'_>) -> Option<Answered> {
    let rows = asked.rows();
    let strata: Vec<Stratum> = numbers(&rows, ["deaths", "pop", "esp2013"])
        .into_iter()
        .map(|[events, at_risk, standard]| Stratum { events, at_risk, standard })
        .collect();
    let observed: f64 = strata.iter().map(|s| s.events).sum();
    let people: f64 = strata.iter().map(|s| s.at_risk).sum();
    let reference = indirect(asked, &rows);
    let ratio = |limits: fn(f64, f64) -> Option<_>| {
        let expected = expected_events(&reference)?;
        let rate = scaled(observed, limits(observed, asked.confidence)?, expected, 1.0)?;
        Some(Answer { noted: Some(("expected", expected)), ..rate.into() })
    };
    let found = match asked.call {
        _ if asked.stat == "crude" => (people > 0.0).then(|| Answer::from(observed / people)),
        call if call.contains("ageadjust.direct") => {
            directly_standardised_rate_gamma(&strata, 1.0, asked.confidence).map(Answer::from)
        }
        call if call.starts_with("DSR Dobson") => directly_standardised_rate(&strata, 1.0, asked.confidence)
            .zip(standardised(&strata))
            .map(|(rate, sums)| Answer::from(rate).with_sums(sums)),
        call if call.starts_with("SMR") && call.contains("Byar") => ratio(count_byar),
        call if call.starts_with("SMR") && call.contains("exact") => ratio(count_exact),
        call if call.contains("ageadjust.indirect") => expected_events(&reference).and_then(|expected| {
            let per = if asked.stat.contains("rate") { reference_rate(&reference)? } else { 1.0 };
            indirectly_standardised_ratio_log(observed, expected, per, asked.confidence).map(Answer::from)
        }),
        _ => return None,
    };
    Some(Ok(found))
}

/// The region's age groups beside the sums of all regions.
fn indirect(asked: &Asked<'_>, rows: &[Row<'_>]) -> Vec<IndirectStratum> {
    let mut sums: HashMap<&str, (f64, f64)> = HashMap::new();
    for row in asked.data.iter() {
        let sum = sums.entry(row.text("ageband")).or_default();
        sum.0 += row.number("deaths").unwrap_or(0.0);
        sum.1 += row.number("pop").unwrap_or(0.0);
    }
    let stratum = |row: &Row<'_>| {
        let (reference_events, reference_at_risk) = *sums.get(row.text("ageband"))?;
        Some(IndirectStratum { at_risk: row.number("pop")?, reference_events, reference_at_risk })
    };
    rows.iter().filter_map(stratum).collect()
}

fn equity(asked: &Asked<'_>) -> Option<Answered> {
    let rows = numbers(&asked.rows(), ["rate", "pop", "count", "quantile"]);
    let groups: Vec<(f64, f64)> = rows.iter().map(|[rate, pop, _, _]| (*rate, *pop)).collect();
    let slope = || slope_index(&groups, asked.confidence);
    let found = match asked.call {
        call if call.starts_with("SII") => slope().map(|found| Answer { noted: None, ..found.slope.into() }),
        call if call.starts_with("RII = SII/mean") => slope().map(|found| found.relative_to_mean.into()),
        call if call.starts_with("RII") => slope().map(|found| found.relative.into()),
        call if call.starts_with("concentration index") => concentration_index(&groups).map(Answer::from),
        call if call.starts_with("prop.trend.test") => {
            let group = |(i, [_, n, x, _]): (usize, &[f64; 4])| ScoredGroup { x: *x, n: *n, score: i as f64 + 1.0 };
            trend_in_proportions(&rows.iter().enumerate().map(group).collect::<Vec<_>>()).map(Answer::from)
        }
        call if call.starts_with("glm binomial logit") => {
            relative(&rows, Family::Binomial, asked.confidence, |pop, count| Outcome {
                y: count / pop,
                trials: pop,
                offset: 0.0,
            })
        }
        call if call.starts_with("glm poisson log") => {
            relative(&rows, Family::Poisson, asked.confidence, |pop, count| Outcome {
                y: count,
                trials: 1.0,
                offset: pop.ln(),
            })
        }
        _ => return None,
    };
    Some(Ok(found))
}

/// The slope over ridits in a model of counts.
fn relative(rows: &[[f64; 4]], family: Family, confidence: f64, outcome: fn(f64, f64) -> Outcome) -> Option<Answer> {
    let people: Vec<f64> = rows.iter().map(|[_, pop, _, _]| *pop).collect();
    let outcomes: Vec<Outcome> = rows.iter().map(|[_, pop, count, _]| outcome(*pop, *count)).collect();
    let model = generalised_linear_model(family, &[vec![1.0; rows.len()], ridits(&people)?], &outcomes)?;
    let (estimate, se) = (*model.coefficients.last()?, *model.standard_errors.last()?);
    Some(Answer {
        estimate: Some(estimate),
        se: Some(se),
        interval: mean_student(estimate, se, None, confidence),
        p: two_sided_p(estimate / se, None),
        tolerance: Tolerance::ITERATED,
        ..Answer::default()
    })
}

fn heterogeneity(asked: &Asked<'_>) -> Option<Answered> {
    let rows = asked.rows();
    if asked.call.contains("yi=") && !asked.call.contains("yi=log(O/E)") {
        return Some(Err(format!("call {}", asked.call)));
    }
    let log_ratio = |[o, e]: [f64; 2]| ((o / e).ln(), 1.0 / o);
    let regions: Vec<(f64, f64)> = numbers(&rows, ["observed", "expected"]).into_iter().map(log_ratio).collect();
    if asked.call.starts_with("Spiegelhalter phi") {
        let z: Vec<f64> =
            numbers(&rows, ["observed", "expected"]).into_iter().map(|[o, e]| 2.0 * (o.sqrt() - e.sqrt())).collect();
        return Some(Ok(winsorised(&z, OUTERMOST).and_then(|z| overdispersion(&z)).map(Answer::from)));
    }
    let method = asked.call.strip_prefix("metafor::").unwrap_or(asked.call);
    let mut words = method.split(|sign: char| sign.is_whitespace() || sign == ',');
    let shrunk = match words.next()? {
        "rma" => false,
        "blup" => true,
        _ => return None,
    };
    let (estimator, tolerance) = match words.next()? {
        "DL" => (Estimator::DerSimonianLaird, Tolerance::CLOSED_FORM),
        "REML" => (Estimator::Reml, Tolerance::ITERATED),
        "PM" => (Estimator::PauleMandel, Tolerance::MOMENT_SEARCH),
        "HE" => (Estimator::Hedges, Tolerance::MOMENT_SEARCH),
        _ => return Some(Err(format!("call {}", asked.call))),
    };
    let found = random_effects(&regions, estimator, Precision::METAFOR).and_then(|found| {
        if shrunk {
            let own = rows.iter().find(|row| row.text("region") == asked.stat)?;
            let (y, v) = log_ratio([own.number("observed")?, own.number("expected")?]);
            let found = shrinkage(y, v, &found, asked.confidence)?;
            let interval = Some(found.interval);
            return Some(Answer { se: Some(found.se), interval, ..found.value.into() });
        }
        described(asked, &found)
    });
    Some(Ok(found.map(|answer| answer.within(tolerance))))
}

fn described(asked: &Asked<'_>, found: &RandomEffects) -> Option<Answer> {
    Some(match asked.stat {
        "tau2" => Answer { se: Some(found.se_tau2), ..found.tau2.into() },
        "I2" => (PER_CENT * found.i2).into(),
        "Q" => Answer { df: Some(found.df), p: Some(found.p), ..found.q.into() },
        "mu" => Answer {
            se: Some(found.se_mean),
            interval: mean_student(found.mean, found.se_mean, None, asked.confidence),
            p: two_sided_p(found.mean / found.se_mean, None),
            ..found.mean.into()
        },
        _ => return None,
    })
}
