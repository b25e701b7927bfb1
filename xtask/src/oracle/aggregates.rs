//! Tables of intervals and distributions, known by their columns. A row that holds several methods has a verdict for
//! each of them.

use crate::oracle::indicators::{at_both, multiplier};
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use crate::oracle::{comparisons, counts, distributions, families};
use rikssnitt::statistics::Interval;
use rikssnitt::statistics::count_byar::count_byar;
use rikssnitt::statistics::count_exact::count_exact;
use rikssnitt::statistics::difference_newcombe::{Share, difference_newcombe};
use rikssnitt::statistics::dimension_score::dimension_score;
use rikssnitt::statistics::proportion_wilson::proportion_wilson;
use rikssnitt::statistics::rate::{Rate, rate};

const USUAL_CONFIDENCE: f64 = 0.95;

/// Reads a row of one form of table.
type Run = fn(&Rows, Row<'_>) -> Vec<Verdict>;

/// The verdicts of a row; none for a table of a form that is not known.
pub fn verdicts(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let forms: &[(&[&str], Run)] = &[
        (&["x", "n", "conf", "wilson_lo", "wilson_hi"], counts::one_share),
        (&["x1", "n1", "x2", "n2", "diff"], counts::two_shares),
        (&["x", "T", "rate", "exact_lo", "exact_hi"], counts::one_rate),
        (&["x1", "T1", "x2", "T2", "ratio"], counts::two_rates),
        (&["a", "m", "b", "n", "diff", "lower", "upper"], newcombe),
        (&["fn", "x", "par1", "par2", "value"], distributions::distribution),
        (&["x", "n", "lowercl", "uppercl", "confidence", "method"], one_interval),
        (&["numerator", "denominator", "value", "lower95_0cl", "upper95_0cl", "method"], published),
        (&["Numerator", "Denominator", "value", "lower95_0cl", "upper95_0cl", "method"], published),
        (&["count", "pop", "value", "lower95_0cl", "upper95_0cl", "method"], published),
        (&["answers", "question_weights", "proportional", "equal"], dimension),
        (&["set", "p", "holm", "BH"], families::adjusted),
        (&["set", "pop", "est", "se", "diff", "se_diff_part_of_whole"], families::part_of_whole),
        (&["set", "est", "se", "place", "place_low", "place_high"], comparisons::place),
        (&["se", "df", "conf", "detectable", "needed"], comparisons::detectable),
        (&["peers", "se_peers", "own", "peer_mean"], comparisons::peers),
    ];
    forms.iter().find(|(columns, _)| table.has(columns)).map_or(Vec::new(), |(_, run)| run(table, row))
}

/// Compares the filled cells of some columns with what was found for them.
pub fn compared(row: Row<'_>, tolerance: Tolerance, pairs: &[(&str, Option<f64>)]) -> Verdict {
    let differs = |(name, found): &(&str, Option<f64>)| {
        let expected = row.number(name)?;
        match found {
            Some(found) if tolerance.agrees(*found, expected) => None,
            Some(found) => Some(format!("{name} {found} expected {expected}")),
            None => Some(format!("{name} none expected {expected}")),
        }
    };
    let differing: Vec<String> = pairs.iter().filter_map(differs).collect();
    if differing.is_empty() { Verdict::Passed } else { Verdict::Failed(differing.join("; ")) }
}

fn dimension(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let numbers = |name: &str| row.text(name).split(' ').map(|text| text.parse().ok()).collect::<Vec<Option<f64>>>();
    let weights = numbers("question_weights").into_iter().map(|weight| weight.unwrap_or(f64::NAN));
    let questions: Vec<(f64, Option<f64>)> = weights.zip(numbers("answers")).collect();
    let score = |name, proportional| (name, Some(dimension_score(&questions, proportional).unwrap_or(f64::NAN)));
    vec![compared(row, Tolerance::CLOSED_FORM, &[score("proportional", true), score("equal", false)])]
}

fn newcombe(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let share = |x: &str, n: &str| Some(Share { p: row.number(x)? / row.number(n)?, n: row.number(n)? });
    let confidence = row.number("conf").unwrap_or(USUAL_CONFIDENCE);
    let found = share("a", "m").zip(share("b", "n")).and_then(|(a, b)| difference_newcombe(a, b, confidence));
    let pairs = [
        ("diff", found.map(|found| found.difference)),
        ("lower", found.map(|found| found.interval.low)),
        ("upper", found.map(|found| found.interval.high)),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// Limits of a count or a share; the unit of the limits is that of the count where there is no number of answers.
fn one_interval(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let percent: Option<f64> = row.text("confidence").trim_end_matches('%').parse().ok();
    let confidence = percent.map_or(USUAL_CONFIDENCE, |percent| percent / 100.0);
    let (x, n) = (row.number("x"), row.number("n"));
    let limits = match row.text("method").to_lowercase().as_str() {
        "wilson" => x.zip(n).and_then(|(x, n)| proportion_wilson(x / n, n, confidence)),
        "byars" | "byar" => x.and_then(|x| count_byar(x, confidence)),
        "exact" => x.and_then(|x| count_exact(x, confidence)),
        other => return vec![Verdict::NotRun(format!("method {other}"))],
    };
    let pairs = [("lowercl", limits.map(|limits| limits.low)), ("uppercl", limits.map(|limits| limits.high))];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// Shares and rates with limits at 95 and 99.8 per cent, in the unit that the row states.
fn published(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let count = |names: [&str; 3]| names.iter().find_map(|name| row.number(name));
    let (Some(x), Some(n)) = (count(["Numerator", "numerator", "count"]), count(["Denominator", "denominator", "pop"]))
    else {
        return vec![Verdict::Failed("a value without counts".to_owned())];
    };
    let scale = match multiplier(row) {
        Some(multiplier) => multiplier,
        None if row.text("statistic") == "percentage" => 100.0,
        None => 1.0,
    };
    let scaled = |interval: Interval| Interval { low: scale * interval.low, high: scale * interval.high };
    let share = |confidence| {
        let interval = scaled(proportion_wilson(x / n, n, confidence)?);
        Some(Rate { value: scale * x / n, interval })
    };
    match row.text("method").to_lowercase().as_str() {
        "wilson" => at_both(row, share, &[]),
        "byars" | "byar" | "exact" => at_both(row, |confidence| rate(x, n, scale, confidence), &[]),
        other => vec![Verdict::NotRun(format!("method {other}"))],
    }
}
