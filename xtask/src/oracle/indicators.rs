//! Tables of indicators with limits at 95 and 99.8 per cent: standardised rates, means, ranked groups, inequality,
//! funnels. What they were computed from lies beside them.

use crate::oracle::aggregates::compared;
use crate::oracle::beside::{Beside, numbers, of_case};
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::directly_standardised_rate::{Stratum, directly_standardised_rate};
use rikssnitt::statistics::funnel_proportion::{FunnelPlace, INNER, OUTER, funnel_proportion, place};
use rikssnitt::statistics::funnel_ratio::{funnel_ratio, funnel_ratio_place};
use rikssnitt::statistics::indirectly_standardised_ratio::{
    IndirectStratum, expected_events, indirectly_standardised_ratio, reference_rate,
};
use rikssnitt::statistics::mean_sample::{Moments, mean_sample, moments};
use rikssnitt::statistics::rank_groups::rank_groups;
use rikssnitt::statistics::rate::Rate;
use rikssnitt::statistics::slope_index::slope_index;

/// Reads a row of one form of table with its input.
type Run = fn(&Beside, &Rows, Row<'_>) -> Vec<Verdict>;

const PER_CENT: f64 = 100.0;

/// The verdicts of a row; `None` for a table of another form.
pub fn verdicts(beside: &Beside, table: &Rows, row: Row<'_>) -> Option<Vec<Verdict>> {
    let forms: &[(&[&str], Run)] = &[
        (&["total_count", "total_pop", "value", "lower95_0cl"], direct),
        (&["observed", "expected", "value", "lower95_0cl"], indirect),
        (&["value_sum", "value_count", "stdev", "lower95_0cl"], mean),
        (&["set", "sii", "rii", "intercept"], slope),
        (&["Population", "lower_2s_limit", "upper_2s_limit", "baseline"], funnel_of_shares),
        (&["lower_2s_limit", "upper_2s_limit", "lower_2s_exp_events"], funnel_of_ratios),
        (&["x", "n", "significance"], significance_of_shares),
        (&["obs", "expected", "significance"], significance_of_ratios),
        (&["area", "value", "grp"], groups),
    ];
    forms.iter().find(|(columns, _)| table.has(columns)).map(|(_, run)| run(beside, table, row))
}

/// The value with limits at both confidences.
pub fn at_both(row: Row<'_>, found: impl Fn(f64) -> Option<Rate>, others: &[(&str, Option<f64>)]) -> Vec<Verdict> {
    let (inner, outer) = (found(INNER), found(OUTER));
    let mut pairs = vec![
        ("value", inner.map(|rate| rate.value)),
        ("lower95_0cl", inner.map(|rate| rate.interval.low)),
        ("upper95_0cl", inner.map(|rate| rate.interval.high)),
        ("lower99_8cl", outer.map(|rate| rate.interval.low)),
        ("upper99_8cl", outer.map(|rate| rate.interval.high)),
    ];
    pairs.extend_from_slice(others);
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// The last number of a text such as `rate per 100000` or `ratio x 1`.
pub fn multiplier(row: Row<'_>) -> Option<f64> {
    row.number("multiplier").or_else(|| row.text("statistic").split_whitespace().last()?.replace(',', "").parse().ok())
}

fn no_input() -> Vec<Verdict> {
    vec![Verdict::Failed("the table that it was computed from is not beside it".to_owned())]
}

fn key<'t>(row: Row<'t>) -> &'t str {
    ["region", "area", "Area", "set"].iter().map(|name| row.text(name)).find(|text| !text.is_empty()).unwrap_or("")
}

fn direct(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(input) = beside.with(&["count", "pop", "esp2013"]) else { return no_input() };
    let strata: Vec<Stratum> = numbers(&of_case(input, key(row)), ["count", "pop", "esp2013"])
        .into_iter()
        .map(|[events, at_risk, standard]| Stratum { events, at_risk, standard })
        .collect();
    let sum = |of: fn(&Stratum) -> f64| Some(strata.iter().map(of).sum());
    let others = [("total_count", sum(|s| s.events)), ("total_pop", sum(|s| s.at_risk))];
    let scale = multiplier(row).unwrap_or(1.0);
    at_both(row, |confidence| directly_standardised_rate(&strata, scale, confidence), &others)
}

fn indirect(beside: &Beside, table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(input) = beside.with(&["count", "pop", "refcount", "refpop"]) else { return no_input() };
    let rows = numbers(&of_case(input, key(row)), ["count", "pop", "refcount", "refpop"]);
    let observed: f64 = rows.iter().map(|[count, ..]| count).sum();
    let stratum = |[_, at_risk, reference_events, reference_at_risk]: &[f64; 4]| IndirectStratum {
        at_risk: *at_risk,
        reference_events: *reference_events,
        reference_at_risk: *reference_at_risk,
    };
    let strata: Vec<IndirectStratum> = rows.iter().map(stratum).collect();
    let scale = multiplier(row).unwrap_or(1.0);
    let reference = reference_rate(&strata).map(|rate| scale * rate);
    let per = if table.has(&["ref_rate"]) { reference } else { Some(scale) };
    let expected = expected_events(&strata);
    let found = |confidence| indirectly_standardised_ratio(observed, expected?, per?, confidence);
    at_both(row, found, &[("observed", Some(observed)), ("expected", expected), ("ref_rate", reference)])
}

fn mean(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let column = ["value", "values"].into_iter().find_map(|name| {
        let input = beside.with(&[name]).filter(|input| !input.has(&["population"]))?;
        Some((input, name))
    });
    let Some((input, name)) = column else { return no_input() };
    let values: Vec<f64> = numbers(&of_case(input, key(row)), [name]).into_iter().map(|[x]| x).collect();
    let sample = moments(&values);
    let found = |confidence| {
        let sample = sample?;
        Some(Rate { value: sample.mean, interval: mean_sample(sample, confidence)? })
    };
    let of = |value: fn(Moments) -> f64| sample.map(value);
    let others = [
        ("value_sum", Some(values.iter().sum())),
        ("value_count", of(|sample| sample.n)),
        ("stdev", of(|sample| sample.variance.sqrt())),
    ];
    at_both(row, found, &others)
}

fn slope(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(input) = beside.with(&["quantile", "population", "value"]) else { return no_input() };
    let mut groups = numbers(&of_case(input, key(row)), ["quantile", "value", "population"]);
    groups.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let groups: Vec<(f64, f64)> = groups.into_iter().map(|[_, value, people]| (value, people)).collect();
    let found = slope_index(&groups, INNER);
    let pairs = [
        ("sii", found.map(|found| found.slope.difference)),
        ("rii", found.map(|found| found.relative)),
        ("intercept", found.map(|found| found.intercept)),
    ];
    vec![compared(row, Tolerance::ESTIMATE, &pairs)]
}

fn funnel_of_shares(_: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let limits =
        |confidence| funnel_proportion(row.number("baseline")? / PER_CENT, row.number("Population")?, confidence);
    let (inner, outer) = (limits(INNER), limits(OUTER));
    let drawn = |value: f64| (PER_CENT * value).clamp(0.0, PER_CENT);
    let pairs = [
        ("lower_2s_limit", inner.map(|limits| drawn(limits.low))),
        ("upper_2s_limit", inner.map(|limits| drawn(limits.high))),
        ("lower_3s_limit", outer.map(|limits| drawn(limits.low))),
        ("upper_3s_limit", outer.map(|limits| drawn(limits.high))),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

/// The unit is read from the row: per cent of the expected, or the ratio less one.
fn funnel_of_ratios(_: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(observed) = row.number("Observed_events") else {
        return vec![Verdict::Failed("a limit without observed events".to_owned())];
    };
    let (inner, outer) = (funnel_ratio(observed, INNER), funnel_ratio(observed, OUTER));
    let as_count = row.number("lower_2s_limit").is_some_and(|limit| limit < 0.0);
    let shown = |expected: f64| if as_count { observed / expected - 1.0 } else { PER_CENT * observed / expected };
    let pairs = [
        ("lower_2s_exp_events", inner.map(|e| e.high)),
        ("lower_2s_limit", inner.map(|e| shown(e.high))),
        ("upper_2s_exp_events", inner.map(|e| e.low)),
        ("upper_2s_limit", inner.map(|e| shown(e.low))),
        ("lower_3s_exp_events", outer.map(|e| e.high)),
        ("lower_3s_limit", outer.map(|e| shown(e.high))),
        ("upper_3s_exp_events", outer.map(|e| e.low)),
        ("upper_3s_limit", outer.map(|e| shown(e.low))),
    ];
    vec![compared(row, Tolerance::CLOSED_FORM, &pairs)]
}

fn label(found: Option<FunnelPlace>) -> &'static str {
    match found {
        Some(FunnelPlace::FarBelow) => "Low (0.001)",
        Some(FunnelPlace::Below) => "Low (0.025)",
        Some(FunnelPlace::Within) => "Not significant",
        Some(FunnelPlace::Above) => "High (0.025)",
        Some(FunnelPlace::FarAbove) => "High (0.001)",
        None => "none",
    }
}

/// Two labels that should be the same.
pub fn same(what: &str, found: &str, expected: &str) -> Option<String> {
    (found != expected && !expected.is_empty()).then(|| format!("{what} {found} expected {expected}"))
}

fn labelled(row: Row<'_>, found: Option<FunnelPlace>) -> Vec<Verdict> {
    let differing = same("significance", label(found), row.text("significance"));
    vec![differing.map_or(Verdict::Passed, Verdict::Failed)]
}

/// The average is that of the table's own regions.
fn significance_of_shares(_: &Beside, table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let all = numbers(&table.iter().collect::<Vec<_>>(), ["x", "n"]);
    let average = all.iter().map(|[x, _]| x).sum::<f64>() / all.iter().map(|[_, n]| n).sum::<f64>();
    let found = row.number("x").zip(row.number("n")).and_then(|(x, n)| {
        Some(place(x / n, funnel_proportion(average, n, INNER)?, funnel_proportion(average, n, OUTER)?))
    });
    labelled(row, found)
}

fn significance_of_ratios(_: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let found = row.number("obs").zip(row.number("expected"));
    labelled(row, found.and_then(|(observed, expected)| funnel_ratio_place(observed, expected, 1.0)))
}

/// Every column whose name ends in `_q` and a number; `grouped` is within `grp`, `inverted` from the highest down.
fn groups(_: &Beside, table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for name in &table.names {
        let Some(parts) = name.rsplit_once("_q").and_then(|(_, parts)| parts.parse().ok()) else { continue };
        let within = name.starts_with("grouped");
        let members: Vec<Row<'_>> = table
            .iter()
            .filter(|other| other.number("value").is_some() && (!within || other.text("grp") == row.text("grp")))
            .collect();
        let values: Vec<f64> = members.iter().filter_map(|other| other.number("value")).collect();
        let found = rank_groups(&values, parts, name.contains("invert"));
        let own = members.iter().position(|other| other.line() == row.line()).and_then(|at| found[at]);
        verdicts.push(compared(row, Tolerance::CLOSED_FORM, &[(name, own.map(|group| group as f64))]));
    }
    verdicts
}
