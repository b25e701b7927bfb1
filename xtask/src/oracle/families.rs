//! Tables where the rows of a set belong together: adjusted p-values, regions of one published nation.

use crate::oracle::aggregates::compared;
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::benjamini_hochberg::benjamini_hochberg;
use rikssnitt::statistics::benjamini_yekutieli::benjamini_yekutieli;
use rikssnitt::statistics::bonferroni::bonferroni;
use rikssnitt::statistics::difference_independent::{Side, difference_independent};
use rikssnitt::statistics::hochberg::hochberg;
use rikssnitt::statistics::holm::holm;
use rikssnitt::statistics::hommel::hommel;
use rikssnitt::statistics::part_of_whole_published::part_of_whole_published;
use rikssnitt::statistics::rest_of_whole_published::rest_of_whole_published;

/// p-values in, adjusted p-values out.
type Adjust = fn(&[f64]) -> Vec<f64>;

const CONFIDENCE: f64 = 0.95;

/// Rows of the same set, with their line and the numbers of some columns; rows with a gap in them are left out.
fn family(table: &Rows, row: Row<'_>, columns: &[&str]) -> Vec<(u64, Vec<f64>)> {
    let same = table.iter().filter(|other| other.text("set") == row.text("set"));
    same.filter_map(|other| Some((other.line(), columns.iter().map(|name| other.number(name)).collect::<Option<_>>()?)))
        .collect()
}

/// Where a row stands in its family, and one value for every member.
fn own<T: Copy>(members: &[(u64, Vec<f64>)], row: Row<'_>, values: &[T]) -> Option<T> {
    values.get(members.iter().position(|(line, _)| *line == row.line())?).copied()
}

/// p-values and their adjustments.
pub fn adjusted(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let members = family(table, row, &["p"]);
    let p: Vec<f64> = members.iter().flat_map(|(_, numbers)| numbers.first().copied()).collect();
    let methods: [(&str, Adjust); 6] = [
        ("holm", holm),
        ("hochberg", hochberg),
        ("hommel", hommel),
        ("BH", benjamini_hochberg),
        ("BY", benjamini_yekutieli),
        ("bonferroni", bonferroni),
    ];
    let there = methods.into_iter().filter(|(name, _)| table.has(&[name]));
    there
        .map(|(name, method)| compared(row, Tolerance::CLOSED_FORM, &[(name, own(&members, row, &method(&p)))]))
        .collect()
}

/// A region against the nation that it is part of, from values and standard errors alone. The nation is the mean
/// weighted by population, and its standard error follows from the regions'.
pub fn part_of_whole(table: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let members = family(table, row, &["pop", "est", "se"]);
    let sum = |term: fn(&[f64]) -> f64| members.iter().map(|(_, numbers)| term(numbers)).sum::<f64>();
    let people = sum(|numbers| numbers[0]);
    let nation = (sum(|numbers| numbers[0] * numbers[1]) / people, sum(|n| (n[0] * n[2]).powi(2)).sqrt() / people);
    let found: Vec<_> =
        members.iter().map(|(_, n)| part_of_whole_published((n[1], n[2]), nation, n[0] / people, CONFIDENCE)).collect();
    let p: Vec<f64> = found.iter().flatten().map(|found| found.p).collect();
    let mine = own(&members, row, &found).flatten();
    let side = |(value, se)| Side { value, se, df: None };
    let naive = row
        .number("est")
        .zip(row.number("se"))
        .and_then(|region| difference_independent(side(region), side(nation), CONFIDENCE));
    let pairs = [
        ("diff", mine.map(|found| found.difference)),
        ("se_diff_part_of_whole", mine.map(|found| found.se)),
        ("p_part_of_whole", mine.map(|found| found.p)),
    ];
    let rests: Vec<_> =
        members.iter().map(|(_, n)| rest_of_whole_published((n[1], n[2]), nation, n[0] / people, CONFIDENCE)).collect();
    let rest = own(&members, row, &rests).flatten();
    let against_rest = [
        ("rest", rest.map(|found| found.rest)),
        ("diff_rest", rest.map(|found| found.difference.difference)),
        ("se_diff_rest", rest.map(|found| found.difference.se)),
        ("p_rest", rest.map(|found| found.difference.p)),
    ];
    let mut verdicts = vec![
        compared(row, Tolerance::ESTIMATE, &pairs),
        compared(row, Tolerance::ESTIMATE, &[("se_diff_naive", naive.map(|found| found.se))]),
        compared(row, Tolerance::PROBABILITY, &[("p_BH", own(&members, row, &benjamini_hochberg(&p)))]),
        compared(row, Tolerance::PROBABILITY, &[("p_holm", own(&members, row, &holm(&p)))]),
    ];
    if table.has(&["diff_rest"]) {
        verdicts.push(compared(row, Tolerance::ESTIMATE, &against_rest));
    }
    verdicts
}
