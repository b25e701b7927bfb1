//! Tables of intervals and distributions, known by their columns. A row that holds several methods has a verdict for
//! each of them.

use crate::oracle::families;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::difference_newcombe::{Share, difference_newcombe};
use rikssnitt::statistics::proportion_wilson::proportion_wilson;
use rikssnitt::statistics::quantiles::{two_sided, two_sided_p};

const USUAL_CONFIDENCE: f64 = 0.95;

/// Reads a row of one form of table.
type Run = fn(&Rows, Row<'_>) -> Vec<Verdict>;

/// The verdicts of a row; none for a table of a form that is not known.
pub fn verdicts(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let forms: &[(&[&str], Run)] = &[
        (&["x", "n", "conf", "wilson_lo", "wilson_hi"], one_share),
        (&["a", "m", "b", "n", "diff", "lower", "upper"], two_shares),
        (&["fn", "x", "par1", "par2", "value"], distribution),
        (&["x", "n", "lowercl", "uppercl", "confidence", "method"], one_interval),
        (&["numerator", "denominator", "value", "lower95_0cl", "upper95_0cl", "method"], published_shares),
        (&["Numerator", "Denominator", "value", "lower95_0cl", "upper95_0cl", "method"], published_shares),
        (&["set", "p", "holm", "BH"], families::adjusted),
        (&["set", "pop", "est", "se", "diff", "se_diff_part_of_whole"], families::part_of_whole),
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

/// A verdict for each of the columns that is there and filled, of statistics that are not computed.
pub fn not_computed(table: &Rows, row: Row<'_>, columns: &[&str]) -> Vec<Verdict> {
    let there = columns.iter().filter(|name| table.has(&[name]) && row.number(name).is_some());
    there.map(|name| Verdict::NotRun(format!("column {name}: not computed"))).collect()
}

fn limits(share: Option<f64>, n: Option<f64>, confidence: f64, scale: f64) -> [Option<f64>; 2] {
    let interval = share.zip(n).and_then(|(share, n)| proportion_wilson(share, n, confidence));
    [interval.map(|interval| scale * interval.low), interval.map(|interval| scale * interval.high)]
}

fn one_share(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let n = row.number("n");
    let share = row.number("x").zip(n).map(|(x, n)| x / n);
    let [low, high] = limits(share, n, row.number("conf").unwrap_or(USUAL_CONFIDENCE), 1.0);
    let wilson = compared(row, Tolerance::CLOSED_FORM, &[("wilson_lo", low), ("wilson_hi", high)]);
    let others = not_computed(table, row, &["score_p", "wilsoncc_lo", "cp_lo", "binom_p"]);
    std::iter::once(wilson).chain(others).collect()
}

fn two_shares(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
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

/// R's quantile functions and lower tails of the normal and Student's distribution.
fn distribution(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let function = row.text("fn");
    let (Some(x), df) = (row.number("x"), row.number("par1")) else {
        return vec![Verdict::Failed(format!("{function} without x"))];
    };
    let found = match function {
        "qnorm" => quantile(x, None),
        "qt" => quantile(x, df),
        "pnorm" => lower_tail(x, None),
        "pt" => lower_tail(x, df),
        _ => return vec![Verdict::NotRun(format!("function {function}"))],
    };
    vec![compared(row, Tolerance::CLOSED_FORM, &[("value", found)])]
}

fn quantile(p: f64, df: Option<f64>) -> Option<f64> {
    let half = two_sided((1.0 - 2.0 * p).abs(), df)?;
    Some(if p < 0.5 { -half } else { half })
}

fn lower_tail(x: f64, df: Option<f64>) -> Option<f64> {
    let outside = two_sided_p(x, df)? / 2.0;
    Some(if x < 0.0 { outside } else { 1.0 - outside })
}

fn one_interval(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    if !row.text("method").eq_ignore_ascii_case("wilson") {
        return vec![Verdict::NotRun(format!("method {}", row.text("method")))];
    }
    let percent: Option<f64> = row.text("confidence").trim_end_matches('%').parse().ok();
    let n = row.number("n");
    let share = row.number("x").zip(n).map(|(x, n)| x / n);
    let [low, high] = limits(share, n, percent.map_or(USUAL_CONFIDENCE, |percent| percent / 100.0), 1.0);
    vec![compared(row, Tolerance::CLOSED_FORM, &[("lowercl", low), ("uppercl", high)])]
}

/// Shares with limits at 95 and 99.8 per cent, in the unit that the value itself shows.
fn published_shares(_: &Rows, row: Row<'_>) -> Vec<Verdict> {
    if !row.text("method").eq_ignore_ascii_case("wilson") {
        return vec![Verdict::NotRun(format!("method {}", row.text("method")))];
    }
    let count = |name: &str| row.number(name).or_else(|| row.number(&name.to_lowercase()));
    let n = count("Denominator");
    let share = count("Numerator").zip(n).map(|(x, n)| x / n);
    let scale = match row.number("multiplier") {
        Some(multiplier) => multiplier,
        None if row.text("statistic") == "percentage" => 100.0,
        None => 1.0,
    };
    let [low, high] = limits(share, n, 0.95, scale);
    let [lowest, highest] = limits(share, n, 0.998, scale);
    let pairs = [
        ("value", share.map(|share| scale * share)),
        ("lower95_0cl", low),
        ("upper95_0cl", high),
        ("lower99_8cl", lowest),
        ("upper99_8cl", highest),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}
