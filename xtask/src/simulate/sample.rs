//! One simulated sample as the cells that a file of it would give.

use fastrand::Rng;
use rikssnitt::sufficient::patterns::{Answer, Patterns, Place};
use rikssnitt::sufficient::sums::Sums;
use std::collections::BTreeMap;

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// Its name in the table.
    pub name: &'static str,
    /// Intra-class correlation of respondents of one unit; `None` where every respondent is a unit.
    pub correlation: Option<f64>,
    /// Whether respondents weigh 1, 2 or 4 by chance instead of all the same.
    pub weighted: bool,
}

/// The designs of the table.
pub const DESIGNS: &[Design] = &[
    Design { name: "simple", correlation: None, weighted: false },
    Design { name: "clusters, correlation 0.02", correlation: Some(0.02), weighted: false },
    Design { name: "clusters, correlation 0.05, unequal weights", correlation: Some(0.05), weighted: true },
];

/// Respondents of one unit: fewer in the smallest samples, so that there are at least six units.
pub fn cluster_size(n: usize) -> usize {
    if n < 100 { 5 } else { 10 }
}

/// Answers of `n` respondents of a population of which the share `p` says yes. Units differ as the beta-binomial
/// distribution says: drawn as Pólya's urn, in which every answer makes its like more probable.
pub fn draw(design: &Design, p: f64, n: usize, rng: &mut Rng) -> Patterns {
    let size = cluster_size(n);
    let urn = design.correlation.map(|correlation| 1.0 / correlation - 1.0);
    let mut cells: BTreeMap<(Option<usize>, bool), Sums> = BTreeMap::new();
    let mut inside = (0.0, 0.0);
    for respondent in 0..n {
        let unit = design.correlation.map(|_| respondent / size);
        if respondent % size == 0 {
            inside = (0.0, 0.0);
        }
        let chance = urn.map_or(p, |urn| (urn * p + inside.0) / (urn + inside.1));
        let yes = rng.f64() < chance;
        inside = (inside.0 + f64::from(u8::from(yes)), inside.1 + 1.0);
        let weight = if design.weighted { f64::from(1u8 << rng.u8(0..3)) } else { 1.0 };
        let sums = cells.entry((unit, yes)).or_default();
        sums.n += 1;
        sums.w.add(weight);
        sums.w2.add(weight * weight);
    }
    let mut patterns = Patterns::default();
    for ((unit, yes), sums) in cells {
        let unit = unit.map(|unit| unit.to_string());
        let place = Place {
            stratum: "",
            unit: unit.as_deref(),
            period: "2024",
            region: "01",
            groups: &[],
            population: None,
            detail: "",
        };
        patterns.add(&place, Answer::Category(if yes { "ja" } else { "nej" }), &sums);
    }
    patterns
}
