//! Weights scaled to known numbers of people in the cells of one classification.
//!
//! Chosen where the plan gives the population by cell. Variances use what is left of the scores when their cell means
//! are taken away.
//!
//! # Formula
//! ```text
//! w' = w · N_c / Σ_c w            residual score z − w' · Σ_c(z w/w')/Σ_c w, with w' = 1 where w = 0, or 0
//! ```
//! # Units
//! Population counts; the sum of the new weights in a cell is its count.
//! # Edge cases
//! A cell with people but no respondents, or respondents but no people: no weights. With `partial` empty cells are
//! passed over. A row that weighs nothing has a residual as if it weighed 1: so small a one that it hardly shows, and R's;
//! with `partial`, as standardisation has it, none.
//! # Source
//! Holt & Smith (1979), JRSS A 142:33–46; Valliant (1993), JASA 88:89–96.
//! # Agrees with
//! R `survey::postStratify`.

/// Cells with their weights before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Poststrata {
    /// The cell of every row.
    pub cell: Vec<usize>,
    /// Weights after.
    pub after: Vec<f64>,
    /// Weights before.
    pub before: Vec<f64>,
    /// The weight by which the residual of a row is taken that weighs nothing.
    pub weightless: f64,
}

fn sums(cell: &[usize], values: impl Iterator<Item = f64>, cells: usize) -> Vec<f64> {
    let mut sums = vec![0.0; cells];
    for (cell, value) in cell.iter().zip(values) {
        if let Some(sum) = sums.get_mut(*cell) {
            *sum += value;
        }
    }
    sums
}

fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or_default()
}

/// Scales weights to the population of each cell.
pub fn poststratify(weights: &[f64], cell: &[usize], population: &[f64], partial: bool) -> Option<Poststrata> {
    let sample = sums(cell, weights.iter().copied(), population.len());
    let fits = |(sample, population): (&f64, &f64)| (*sample > 0.0) == (*population > 0.0) || (partial && *sample == 0.0);
    if !sample.iter().zip(population).all(fits) || cell.iter().any(|cell| *cell >= population.len()) {
        return None;
    }
    let scaled = |(w, cell): (&f64, &usize)| {
        let sample = at(&sample, *cell);
        if sample > 0.0 { w * (at(population, *cell) / sample) } else { *w }
    };
    let after = weights.iter().zip(cell).map(scaled).collect();
    let weightless = if partial { 0.0 } else { 1.0 };
    Some(Poststrata { cell: cell.to_vec(), after, before: weights.to_vec(), weightless })
}

impl Poststrata {
    /// Scores less their cell means.
    pub fn residual(&self, scores: &[f64]) -> Vec<f64> {
        let cells = self.cell.iter().max().map_or(0, |last| last + 1);
        let weight = |(after, before): (&f64, &f64)| if *before == 0.0 { self.weightless } else { *after };
        let after: Vec<f64> = self.after.iter().zip(&self.before).map(weight).collect();
        let per_weight = |((z, before), after): ((&f64, &f64), &f64)| if *after == 0.0 { 0.0 } else { z * before / after };
        let numerator = sums(&self.cell, scores.iter().zip(&self.before).zip(&after).map(per_weight), cells);
        let denominator = sums(&self.cell, self.before.iter().copied(), cells);
        let rows = scores.iter().zip(&after).zip(&self.cell);
        rows.map(|((z, after), cell)| match at(&denominator, *cell) {
            0.0 => *z,
            below => z - after * at(&numerator, *cell) / below,
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = poststratify(&[1.0, 1.0, 2.0], &[0, 0, 1], &[6.0, 10.0], false).unwrap();
        assert_eq!(found.after, [3.0, 3.0, 10.0]);
        assert_eq!(found.residual(&[3.0, 9.0, 5.0]), [-3.0, 3.0, 0.0]);
        assert!(poststratify(&[1.0], &[0], &[1.0, 2.0], false).is_none());
        assert!(poststratify(&[1.0], &[0], &[1.0, 2.0], true).is_some());
    }
}
