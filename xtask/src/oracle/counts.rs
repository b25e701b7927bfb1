//! Tables of counts by their columns: one share, two shares, one rate, two rates. A row has a verdict for each method.

use crate::oracle::aggregates::compared;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::count_byar_midpoint::count_byar_midpoint;
use rikssnitt::statistics::count_exact::{count_exact, count_exact_one_sided_at_zero};
use rikssnitt::statistics::fisher_exact::fisher_exact;
use rikssnitt::statistics::poisson_one::poisson_one;
use rikssnitt::statistics::poisson_two::poisson_two;
use rikssnitt::statistics::proportion_exact::{proportion_exact, proportion_exact_test};
use rikssnitt::statistics::proportion_wilson::proportion_wilson;
use rikssnitt::statistics::proportion_wilson_corrected::{proportion_score_test, proportion_wilson_corrected};
use rikssnitt::statistics::root_brent::COARSE;
use rikssnitt::statistics::two_proportions::two_proportions;

const USUAL_CONFIDENCE: f64 = 0.95;
const ONE_HALF: f64 = 0.5;

fn confidence(row: Row<'_>) -> f64 {
    row.number("conf").unwrap_or(USUAL_CONFIDENCE)
}

/// The verdict of one method, where the table has any of its columns filled.
fn method(row: Row<'_>, tolerance: Tolerance, pairs: &[(&str, Option<f64>)]) -> Option<Verdict> {
    let filled = pairs.iter().any(|(name, _)| row.number(name).is_some());
    filled.then(|| compared(row, tolerance, pairs))
}

fn low(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.low)
}

fn high(interval: Option<Interval>) -> Option<f64> {
    interval.map(|interval| interval.high)
}

pub fn one_share(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let (Some(x), Some(n)) = (row.number("x"), row.number("n")) else {
        return vec![Verdict::Failed("a share without counts".to_owned())];
    };
    let (conf, p0) = (confidence(row), row.number("p0"));
    let wilson = proportion_wilson(x / n, n, conf);
    let corrected = proportion_wilson_corrected(x, n, p0.unwrap_or(ONE_HALF), conf);
    let exact = proportion_exact(x, n, conf);
    let score = |corrected| proportion_score_test(x, n, p0.unwrap_or(ONE_HALF), corrected);
    let closed = |pairs: &[(&str, Option<f64>)]| method(row, Tolerance::CLOSED_FORM, pairs);
    [
        closed(&[("wilson_lo", low(wilson)), ("wilson_hi", high(wilson))]),
        closed(&[
            ("score_chisq", score(false).map(|test| test.statistic)),
            ("score_p", score(false).map(|test| test.p)),
        ]),
        closed(&[
            ("wilsoncc_lo", low(corrected)),
            ("wilsoncc_hi", high(corrected)),
            ("cc_p", score(true).map(|test| test.p)),
        ]),
        closed(&[("cp_lo", low(exact)), ("cp_hi", high(exact))]),
        closed(&[("binom_p", proportion_exact_test(x, n, p0.unwrap_or(ONE_HALF)))]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn two_shares(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let count = |x: &str, n: &str| Some((row.number(x)?, row.number(n)?));
    let (Some(first), Some(second)) = (count("x1", "n1"), count("x2", "n2")) else {
        return vec![Verdict::Failed("two shares without counts".to_owned())];
    };
    let found = |corrected| two_proportions(first, second, corrected, confidence(row));
    let (plain, corrected) = (found(false), found(true));
    let interval = |found: Option<rikssnitt::statistics::two_proportions::TwoProportions>| found.map(|f| f.interval);
    let test = |found: Option<rikssnitt::statistics::two_proportions::TwoProportions>| found.and_then(|f| f.test);
    let rest = |(x, n): (f64, f64)| (x, n - x);
    let exact = fisher_exact(rest(first), rest(second), confidence(row), COARSE);
    let closed = |pairs: &[(&str, Option<f64>)]| method(row, Tolerance::CLOSED_FORM, pairs);
    [
        closed(&[
            ("diff", plain.map(|found| found.difference)),
            ("wald_lo", low(interval(plain))),
            ("wald_hi", high(interval(plain))),
        ]),
        closed(&[("chisq", test(plain).map(|test| test.statistic)), ("p", test(plain).map(|test| test.p))]),
        closed(&[("waldcc_lo", low(interval(corrected))), ("waldcc_hi", high(interval(corrected)))]),
        closed(&[
            ("chisq_cc", test(corrected).map(|test| test.statistic)),
            ("p_cc", test(corrected).map(|test| test.p)),
        ]),
        closed(&[("fisher_p", exact.map(|found| found.p))]),
        method(
            row,
            Tolerance::ROOT_FINDER,
            &[
                ("fisher_or", exact.map(|found| found.odds_ratio)),
                ("fisher_lo", exact.map(|found| found.interval.low)),
                ("fisher_hi", exact.map(|found| found.interval.high)),
            ],
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn one_rate(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let (Some(x), Some(t)) = (row.number("x"), row.number("T")) else {
        return vec![Verdict::Failed("a rate without counts".to_owned())];
    };
    let conf = confidence(row);
    let per = |limits: Option<Interval>| limits.map(|limits| Interval { low: limits.low / t, high: limits.high / t });
    let (exact, byar) = (per(count_exact(x, conf)), per(count_byar_midpoint(x, conf)));
    let daly = per(count_exact_one_sided_at_zero(x, conf));
    let closed = |pairs: &[(&str, Option<f64>)]| method(row, Tolerance::CLOSED_FORM, pairs);
    [
        closed(&[("rate", Some(x / t)), ("exact_lo", low(exact)), ("exact_hi", high(exact))]),
        closed(&[("p", row.number("r0").and_then(|rate| poisson_one(x, rate * t)))]),
        method(row, Tolerance::ROOT_FINDER, &[("epitools_exact_lo", low(exact)), ("epitools_exact_hi", high(exact))]),
        closed(&[("epitools_byar_lo", low(byar)), ("epitools_byar_hi", high(byar))]),
        closed(&[("daly_lo", low(daly)), ("daly_hi", high(daly))]),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn two_rates(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let side = |x: &str, t: &str| Some((row.number(x)?, row.number(t)?));
    let (first, second) = (side("x1", "T1"), side("x2", "T2"));
    let found = first.zip(second).and_then(|(first, second)| poisson_two(first, second, confidence(row)));
    let pairs = [
        ("ratio", found.map(|found| found.ratio)),
        ("lo", found.map(|found| found.interval.low)),
        ("hi", found.map(|found| found.interval.high)),
        ("p", found.map(|found| found.p)),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}
