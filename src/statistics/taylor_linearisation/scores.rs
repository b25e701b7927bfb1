//! Linearised scores, run by run: the atoms of a domain stand side by side, and most estimates score them alike.

use super::{Atom, Sample};

/// Atoms that stand side by side and have the same level and slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    pub(super) first: u32,
    end: u32,
    pub(super) level: f64,
    pub(super) slope: f64,
}

impl Run {
    pub(super) fn one(atom: usize, (level, slope): (f64, f64)) -> Run {
        Run { first: atom as u32, end: atom as u32 + 1, level, slope }
    }

    pub(super) fn atoms(self, sample: &Sample) -> Option<&[Atom]> {
        sample.atoms.get(self.first as usize..self.end as usize)
    }

    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        self.first as usize..self.end as usize
    }

    fn times(self, factor: f64) -> Run {
        Run { level: factor * self.level, slope: factor * self.slope, ..self }
    }

    /// What of it stands before an atom.
    fn before(self, atom: u32) -> Option<Run> {
        (self.first < atom).then(|| Run { end: self.end.min(atom), ..self })
    }

    /// What of it stands from an atom on.
    fn from(self, atom: u32) -> Option<Run> {
        (atom < self.end).then(|| Run { first: self.first.max(atom), ..self })
    }
}

/// Linearised scores: the score of a respondent in atom `i` is `w·(level + slope·y)`. Atoms that are not named score 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// In the order of the atoms, each once.
    pub(super) runs: Vec<Run>,
    /// The estimate with each set of replicate weights, where the design has them.
    pub(super) replicates: Vec<f64>,
}

impl Scores {
    /// The scores of `factor` times another estimate added.
    pub fn plus(&self, factor: f64, other: &Scores) -> Scores {
        let (mut mine, mut theirs) = (self.runs.iter().copied(), other.runs.iter().map(|run| run.times(factor)));
        let (mut one, mut two) = (mine.next(), theirs.next());
        let mut runs = Vec::with_capacity(self.runs.len() + other.runs.len());
        while let (Some(a), Some(b)) = (one, two) {
            if a.first == b.first {
                let end = a.end.min(b.end);
                runs.push(Run { end, level: a.level + b.level, slope: a.slope + b.slope, ..a });
                one = a.from(end).or_else(|| mine.next());
                two = b.from(end).or_else(|| theirs.next());
            } else if a.first < b.first {
                runs.extend(a.before(b.first));
                one = a.from(b.first).or_else(|| mine.next());
            } else {
                runs.extend(b.before(a.first));
                two = b.from(a.first).or_else(|| theirs.next());
            }
        }
        runs.extend(one.into_iter().chain(mine));
        runs.extend(two.into_iter().chain(theirs));
        let mut replicates = self.replicates.clone();
        replicates.resize(self.replicates.len().max(other.replicates.len()), 0.0);
        replicates.iter_mut().zip(&other.replicates).for_each(|(sum, theirs)| *sum += factor * theirs);
        Scores { runs, replicates }
    }

    /// The same scores where each atom is one respondent, with the respondent's value taken into the level: scores of
    /// another variable can be added to them.
    pub fn without_values(&self, sample: &Sample) -> Scores {
        let taken = |run: Run, atom: usize| {
            let value = sample.atoms.get(atom).filter(|it| it.w != 0.0).map_or(0.0, |it| it.wy / it.w);
            (atom, (run.level + run.slope * value, 0.0))
        };
        let each = self.runs.iter().flat_map(|run| run.each().map(move |atom| taken(*run, atom)));
        Scores::new(each, self.replicates.clone())
    }

    /// Scores of an estimate: level and slope by atom, each atom once, and its values with replicate weights.
    pub fn new(entries: impl IntoIterator<Item = (usize, (f64, f64))>, replicates: Vec<f64>) -> Scores {
        let mut runs: Vec<Run> = Vec::new();
        for (atom, (level, slope)) in entries {
            match runs.last_mut() {
                Some(run) if (run.end as usize, run.level, run.slope) == (atom, level, slope) => run.end += 1,
                _ => runs.push(Run::one(atom, (level, slope))),
            }
        }
        Scores::of_runs(runs, replicates)
    }

    fn of_runs(mut runs: Vec<Run>, replicates: Vec<f64>) -> Scores {
        if !runs.is_sorted_by_key(|run| run.first) {
            runs.sort_by_key(|run| run.first);
        }
        Scores { runs, replicates }
    }
}

/// The atoms that any of several estimates scores, in order, with their level and slope in each.
pub(super) fn together(scores: &[Scores], mut each: impl FnMut(usize, &[(f64, f64)])) {
    let mut rest: Vec<_> = scores.iter().map(|scores| scores.runs.iter().copied()).collect();
    let mut now: Vec<Option<Run>> = rest.iter_mut().map(Iterator::next).collect();
    let mut of_each = vec![(0.0, 0.0); scores.len()];
    while let Some(first) = now.iter().flatten().map(|run| run.first).min() {
        let ends = now.iter().flatten().map(|run| if run.first == first { run.end } else { run.first });
        let end = ends.min().unwrap_or(first + 1);
        for ((own, now), rest) in of_each.iter_mut().zip(&mut now).zip(&mut rest) {
            let run = now.filter(|run| run.first == first);
            *own = run.map_or((0.0, 0.0), |run| (run.level, run.slope));
            if let Some(run) = run {
                *now = run.from(end).or_else(|| rest.next());
            }
        }
        (first as usize..end as usize).for_each(|atom| each(atom, &of_each));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Stratum, covariance, variance};
    use super::*;

    /// Levels and slopes of the atoms 0 to 11, where there are any.
    const ONE: [Option<(f64, f64)>; 12] = {
        let [a, b] = [Some((1.0, 2.0)), Some((-3.0, 0.5))];
        [None, a, a, a, b, b, None, None, a, b, a, a]
    };
    const OTHER: [Option<(f64, f64)>; 12] = {
        let [a, b] = [Some((0.25, -1.0)), Some((2.0, 0.0))];
        [b, b, a, a, a, a, a, None, None, None, b, b]
    };

    fn scores(of: [Option<(f64, f64)>; 12]) -> Scores {
        Scores::new(of.into_iter().enumerate().filter_map(|(atom, of)| Some((atom, of?))), Vec::new())
    }

    #[test]
    fn runs_are_the_atoms_one_by_one() {
        let sum = std::array::from_fn(|at| match (ONE[at], OTHER[at]) {
            (None, None) => None,
            (one, other) => {
                let ((l, s), (m, t)) = (one.unwrap_or_default(), other.unwrap_or_default());
                Some((l - 2.0 * m, s - 2.0 * t))
            }
        });
        let [added, right] = [scores(ONE).plus(-2.0, &scores(OTHER)), scores(sum)];
        let each = |scores: &Scores| {
            scores.runs.iter().flat_map(|run| run.each().map(|at| (at, run.level, run.slope))).collect::<Vec<_>>()
        };
        assert_eq!(each(&added), each(&right));
        let mut seen = Vec::new();
        together(&[scores(ONE), scores(OTHER)], |at, of_each| seen.push((at, of_each.to_vec())));
        let both = (0..12).filter(|at| ONE[*at].or(OTHER[*at]).is_some());
        let both: Vec<_> = both.map(|at| (at, vec![ONE[at].unwrap_or_default(), OTHER[at].unwrap_or_default()])).collect();
        assert_eq!(seen, both);
    }

    /// V(a + b) = V(a) + V(b) + 2 Cov(a, b), with and without clusters.
    #[test]
    fn the_covariance_is_that_of_the_sum() {
        for clusters in [false, true] {
            let atom = |at: usize| {
                let w = 3.0 + at as f64;
                Atom::constant(at / 4, clusters.then_some(at / 2), 2, w, 0.6 * w * w, (at % 3) as f64)
            };
            let strata = vec![Stratum { units: 9, fraction: 0.1 }; 3];
            let sample = Sample { atoms: (0..12).map(atom).collect(), strata, design: None };
            let (one, other) = (scores(ONE), scores(OTHER));
            let of = |scores: &Scores| variance(&sample, scores).unwrap();
            let found = covariance(&sample, &[one.clone(), other.clone()]).unwrap();
            let right = (of(&one.plus(1.0, &other)) - of(&one) - of(&other)) / 2.0;
            for (found, right) in [(found[(0, 1)], right), (found[(1, 0)], right), (found[(0, 0)], of(&one))] {
                assert!((found - right).abs() < 1e-12 * of(&one), "{found} {right}");
            }
        }
    }
}
