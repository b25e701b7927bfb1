//! Calls that fit a model or a line: regressions, differences in differences, trends, correlations.

use crate::oracle::answer::Answer;
use crate::oracle::beside::numbers;
use crate::oracle::calls::{Answered, Asked};
use crate::oracle::model_formula::{Formula, Term, columns_of};
use crate::oracle::rows::Row;
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::correlation::{correlation, correlation_interval, correlation_of_ranks};
use rikssnitt::statistics::difference_in_differences::{Controls, Errors, PanelRow, difference_in_differences};
use rikssnitt::statistics::durbin_watson::durbin_watson;
use rikssnitt::statistics::generalised_linear_model::{Family, Outcome, generalised_linear_model};
use rikssnitt::statistics::linear_regression::{Covariance, Fit, linear_regression};
use rikssnitt::statistics::mann_kendall::mann_kendall;
use rikssnitt::statistics::mean_student::mean_student;
use rikssnitt::statistics::quantiles::two_sided_p;
use rikssnitt::statistics::theil_sen::theil_sen;
use std::collections::BTreeSet;

pub fn answer(asked: &Asked<'_>) -> Option<Answered> {
    let call = asked.call.trim();
    if call.starts_with("cor.test") {
        return correlated(asked, call);
    }
    if let Some(rest) = call.strip_prefix("glm ") {
        return Some(generalised(asked, rest));
    }
    if call.starts_with("TWFE") || call.starts_with("lm y~treated*post") {
        return Some(panel(asked, call));
    }
    if call.starts_with("Mann-Kendall") {
        return Some(Ok(mann_kendall(&over_time(asked)?.1).map(Answer::from)));
    }
    if call.starts_with("Theil-Sen") {
        let (years, values) = over_time(asked)?;
        return Some(Ok(theil_sen(&years.into_iter().zip(values).collect::<Vec<_>>()).map(Answer::from)));
    }
    linear(asked, call)
}

/// Values in order of the year.
fn over_time(asked: &Asked<'_>) -> Option<(Vec<f64>, Vec<f64>)> {
    let mut points = numbers(&asked.rows(), ["year", "y"]);
    points.sort_by(|a, b| a[0].total_cmp(&b[0]));
    (!points.is_empty()).then(|| points.into_iter().map(|[year, y]| (year, y)).unzip())
}

fn correlated(asked: &Asked<'_>, call: &str) -> Option<Answered> {
    let mut words = call.split_whitespace().skip(1);
    let (method, (first, second)) = (words.next()?, words.next()?.split_once(',')?);
    let (x, y): (Vec<f64>, Vec<f64>) = numbers(&asked.rows(), [first, second]).into_iter().map(|[x, y]| (x, y)).unzip();
    let found = match method {
        "pearson" => correlation(&x, &y).map(|test| Answer {
            interval: correlation_interval(test.statistic, x.len() as f64, asked.confidence),
            ..Answer::from(test)
        }),
        "spearman" => correlation_of_ranks(&x, &y).map(Answer::from),
        _ => return None,
    };
    Some(Ok(found))
}

/// The call's own formula, or that of the nearest earlier row whose call has the same beginning.
fn formula(asked: &Asked<'_>, beginnings: &[&str]) -> Option<Formula> {
    let own = Formula::read(asked.call.split(',').next()?);
    own.or_else(|| {
        let earlier = asked.table.iter().take_while(|row| row.line() < asked.row.line());
        let similar = |row: &Row<'_>| {
            row.text("case") == asked.row.text("case")
                && beginnings.iter().any(|beginning| row.text("call").starts_with(beginning))
        };
        let found = earlier.filter(similar).filter_map(|row| Formula::read(row.text("call").split(',').next()?));
        found.last()
    })
}

fn generalised(asked: &Asked<'_>, rest: &str) -> Answered {
    let kind = rest.split_whitespace().next().unwrap_or("");
    let (family, quasi) = match kind {
        "binomial" => (Family::Binomial, false),
        "poisson" => (Family::Poisson, false),
        "quasibinomial" => (Family::Binomial, true),
        "quasipoisson" => (Family::Poisson, true),
        _ => return Err(format!("call {}", asked.call)),
    };
    let beginnings = [format!("glm {kind}"), format!("glm {}", kind.trim_start_matches("quasi"))];
    let formula = formula(asked, &beginnings.each_ref().map(String::as_str)).ok_or("a model without formula")?;
    let rows = asked.rows();
    let (terms, y) = columns_of(&formula, &rows)?;
    let outcomes: Vec<Outcome> = y.iter().map(|y| Outcome { y: *y, trials: 1.0, offset: 0.0 }).collect();
    let columns: Vec<Vec<f64>> = terms.iter().map(|term| term.values.clone()).collect();
    let Some(model) = generalised_linear_model(family, &columns, &outcomes) else { return Ok(None) };
    let answer = match asked.stat {
        "deviance" => model.deviance.into(),
        "AIC" => model.aic.into(),
        "dispersion" | "phi" => model.dispersion.into(),
        stat => {
            let place = place_of(&terms, stat)?;
            let scale = if quasi { model.dispersion.sqrt() } else { 1.0 };
            coefficient(
                model.coefficients[place],
                scale * model.standard_errors[place],
                quasi.then_some(model.df),
                asked,
            )
        }
    };
    Ok(Some(answer.within(Tolerance::ITERATED)))
}

fn place_of(terms: &[Term], stat: &str) -> Result<usize, String> {
    let tight = |text: &str| text.replace(' ', "");
    terms.iter().position(|term| tight(&term.name) == tight(stat)).ok_or_else(|| format!("no coefficient {stat}"))
}

fn coefficient(estimate: f64, se: f64, df: Option<f64>, asked: &Asked<'_>) -> Answer {
    Answer {
        estimate: Some(estimate),
        se: Some(se),
        interval: mean_student(estimate, se, df, asked.confidence),
        df,
        p: two_sided_p(estimate / se, df),
        ..Answer::default()
    }
}

/// Two-way or plain, with the errors that the words after the comma name.
fn panel(asked: &Asked<'_>, call: &str) -> Answered {
    let code = |column: &str| {
        let names: BTreeSet<&str> = asked.data.column(column).unwrap_or_default().into_iter().collect();
        names.into_iter().enumerate().map(|(i, name)| (name.to_owned(), i)).collect::<std::collections::HashMap<_, _>>()
    };
    let (regions, years) = (code("region"), code("year"));
    let is_weighted = call.contains("weighted by pop");
    let row = |row: &Row<'_>| {
        Some(PanelRow {
            region: *regions.get(row.text("region"))?,
            year: *years.get(row.text("year"))?,
            treated: row.number("treated")? == 1.0,
            post: row.number("post")? == 1.0,
            y: row.number("y")?,
            weight: if is_weighted { row.number("pop")? } else { 1.0 },
        })
    };
    let rows: Vec<PanelRow> = asked.rows().iter().filter_map(row).collect();
    let controls = if call.starts_with("TWFE") { Controls::TwoWay } else { Controls::Plain };
    let errors = match call {
        call if call.contains("cluster") => Errors::ByRegion { corrected: !call.contains("no adj") },
        call if call.contains("OLS SE") => Errors::Ordinary,
        call if call.contains("HC1") => Errors::Robust,
        _ => return Err(format!("call {call}")),
    };
    let found = difference_in_differences(&rows, controls, errors, asked.confidence);
    Ok(found.map(|found| Answer { noted: None, ..found.into() }))
}

fn linear(asked: &Asked<'_>, call: &str) -> Option<Answered> {
    let covariance = match call {
        call if call.contains("HC3") => Covariance::Hc3,
        call if call.contains("HC1") => Covariance::Hc1,
        call if call.contains("HC0") => Covariance::Hc0,
        call if call.starts_with("NeweyWest") => Covariance::NeweyWest(lags(call)?),
        call if call.starts_with("lm ") || call.starts_with("ITS ") || call == "Durbin-Watson" => Covariance::Ordinary,
        _ => return None,
    };
    let formula = if call.starts_with("ITS ") {
        segmented(asked)
    } else if call.starts_with("NeweyWest") || call == "Durbin-Watson" {
        formula(asked, &["lm trend"]).or_else(|| Formula::read("y~year"))
    } else {
        formula(asked, &["lm "])
    };
    let fitted = |formula: Formula| {
        let mut rows = asked.rows();
        rows.sort_by(|a, b| a.number("year").partial_cmp(&b.number("year")).unwrap_or(std::cmp::Ordering::Equal));
        let (terms, y) = columns_of(&formula, &rows)?;
        let columns: Vec<Vec<f64>> = terms.iter().map(|term| term.values.clone()).collect();
        linear_regression(&columns, &y, None).map_or(Ok(None), |fit| asked_of(asked, &terms, &fit, covariance))
    };
    Some(formula.map_or_else(|| Err("a model without formula".to_owned()), fitted))
}

fn asked_of(asked: &Asked<'_>, terms: &[Term], fit: &Fit, covariance: Covariance<'_>) -> Answered {
    if asked.stat == "dw" {
        return Ok(durbin_watson(&fit.residuals).map(Answer::from));
    }
    let place = if asked.stat == "slope" { terms.len() - 1 } else { place_of(terms, asked.stat)? };
    let se = fit.standard_errors(covariance)[place];
    Ok(Some(coefficient(fit.coefficients[place], se, Some(fit.df), asked)))
}

fn lags(call: &str) -> Option<usize> {
    call.split("lag=").nth(1)?.split_whitespace().next()?.parse().ok()
}

/// The terms of a segmented regression are the coefficients that its rows name.
fn segmented(asked: &Asked<'_>) -> Option<Formula> {
    let same = |row: &Row<'_>| row.text("call") == asked.call && row.text("case") == asked.row.text("case");
    let names: Vec<&str> = asked.table.iter().filter(same).map(|row| row.text("stat")).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| *name != "(Intercept)").collect();
    Formula::read(&format!("y~{}", names.join("+")))
}
