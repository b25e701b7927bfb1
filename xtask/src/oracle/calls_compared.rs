//! Calls that compare groups: location tests and tables of counts.

use crate::oracle::answer::Answer;
use crate::oracle::beside::numbers;
use crate::oracle::calls::{Answered, Asked};
use crate::oracle::rows::Row;
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::Alternative;
use rikssnitt::statistics::chi_squared_table::chi_squared_table;
use rikssnitt::statistics::fisher_exact::fisher_exact;
use rikssnitt::statistics::fisher_exact_table::fisher_exact_table;
use rikssnitt::statistics::hodges_lehmann::{self, hodges_lehmann};
use rikssnitt::statistics::kolmogorov_smirnov::{self, kolmogorov_smirnov};
use rikssnitt::statistics::kruskal_wallis::kruskal_wallis;
use rikssnitt::statistics::mean_sample::moments;
use rikssnitt::statistics::rank_sum::{Precision, is_exact, rank_sum};
use rikssnitt::statistics::root_brent::COARSE;
use rikssnitt::statistics::t_test::t_test;
use rikssnitt::statistics::variance_ratio::variance_ratio;
use std::collections::BTreeMap;

type Groups = BTreeMap<String, Vec<f64>>;

pub fn answer(asked: &Asked<'_>) -> Option<Answered> {
    if asked.data.has(&["row", "col", "n"]) {
        return table(asked);
    }
    if !asked.data.has(&["group", "value"]) {
        return None;
    }
    let groups = groups(&asked.rows());
    let mut samples = groups.values();
    let (a, b) = (samples.next()?, samples.next()?);
    let alternative = match asked.level {
        "less" => Alternative::Less,
        "greater" => Alternative::Greater,
        _ => Alternative::TwoSided,
    };
    let (name, detail) = asked.call.split_once([':', '(']).unwrap_or((asked.call, ""));
    let found = match name {
        "wilcox.test" => wilcoxon(asked, detail, a, b, alternative),
        "t.test" => {
            let pooled = detail.contains("pooled") || detail.contains("equal");
            moments(a)
                .zip(moments(b))
                .and_then(|(a, b)| t_test(a, b, pooled, alternative, asked.confidence))
                .map(Answer::from)
        }
        "var.test" => moments(a)
            .zip(moments(b))
            .and_then(|(a, b)| variance_ratio(a, b, asked.confidence))
            .map(|(test, interval)| Answer { interval: Some(interval), df: None, ..Answer::from(test) }),
        "ks.test" => kolmogorov_smirnov(a, b, kolmogorov_smirnov::COARSE).map(Answer::from),
        "kruskal.test" => match several(&groups, detail) {
            Some(groups) => kruskal_wallis(&groups).map(Answer::from),
            None => return Some(Err(format!("call {}", asked.call))),
        },
        _ => return None,
    };
    Some(Ok(found))
}

fn groups(rows: &[Row<'_>]) -> Groups {
    let mut groups = Groups::new();
    for row in rows {
        if let Some(value) = row.number("value") {
            groups.entry(row.text("group").to_owned()).or_default().push(value);
        }
    }
    groups
}

/// The groups of `A,B,A+5)`: a name, or a name with a number added; every group where nothing is said.
fn several(groups: &Groups, detail: &str) -> Option<Vec<Vec<f64>>> {
    let names = detail.trim_end_matches(')').trim();
    if names.is_empty() {
        return Some(groups.values().cloned().collect());
    }
    let one = |text: &str| {
        if let Some(group) = groups.get(text) {
            return Some(group.clone());
        }
        let at = text.rfind(['+', '-'])?;
        let (name, added) = (text[..at].trim(), text[at..].trim_start_matches('+').trim().parse::<f64>().ok()?);
        Some(groups.get(name)?.iter().map(|x| x + added).collect())
    };
    names.split(',').map(|text| one(text.trim())).collect()
}

fn wilcoxon(asked: &Asked<'_>, detail: &str, a: &[f64], b: &[f64], alternative: Alternative) -> Option<Answer> {
    let default = if is_exact(a, b) { Precision::Exact } else { Precision::Normal { corrected: true } };
    let precision = match detail {
        "normal+cc" => Precision::Normal { corrected: true },
        "normal" => Precision::Normal { corrected: false },
        _ if detail.contains("exact") => Precision::Exact,
        _ if detail.contains("continuity") => Precision::Normal { corrected: true },
        _ => default,
    };
    let test = rank_sum(a, b, alternative, precision)?;
    if !detail.starts_with("hodges") {
        return Some(test.into());
    }
    let shift = hodges_lehmann(a, b, alternative, asked.confidence, hodges_lehmann::COARSE)?;
    let answer = Answer { estimate: Some(shift.value), interval: Some(shift.interval), ..Answer::from(test) };
    Some(if is_exact(a, b) { answer } else { answer.within(Tolerance::ROOT_FINDER) })
}

fn table(asked: &Asked<'_>) -> Option<Answered> {
    let cells = numbers(&asked.rows(), ["row", "col", "n"]);
    let size = |at: usize| cells.iter().map(|cell| cell[at] as usize).max().unwrap_or(0);
    let mut counts = vec![vec![0.0; size(1)]; size(0)];
    for [row, column, n] in &cells {
        counts[*row as usize - 1][*column as usize - 1] += n;
    }
    let uncorrected = asked.call.contains("correct=F") || asked.call.contains("correct = F");
    let found = if asked.call.starts_with("chisq.test") {
        chi_squared_table(&counts, !uncorrected).map(Answer::from)
    } else if asked.call.starts_with("fisher.test") {
        match counts.as_slice() {
            [first, second] if first.len() == 2 => {
                let found = fisher_exact((first[0], first[1]), (second[0], second[1]), asked.confidence, COARSE);
                let is_p = asked.row.number("estimate").is_none();
                let tolerance = if is_p { Tolerance::CLOSED_FORM } else { Tolerance::ROOT_FINDER };
                found.map(|found| Answer {
                    estimate: Some(found.odds_ratio),
                    interval: Some(found.interval),
                    p: Some(found.p),
                    tolerance,
                    ..Answer::default()
                })
            }
            _ => fisher_exact_table(&counts).map(|p| Answer { p: Some(p), ..Answer::default() }),
        }
    } else {
        return None;
    };
    Some(Ok(found))
}
