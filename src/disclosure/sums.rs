//! Sums of counts that anyone can write down, and which of their hidden cells follow from what is shown.
//!
//! Where one cell of a sum is hidden, it is what the others leave; where several parts are, their sum is, and it may itself
//! be of fewer answers than may be shown. Then the smallest part that is shown is hidden too, and the whole where no part is
//! left. A hidden cell can open another sum, so this goes on until no sum alone gives a cell away. Then all sums are solved
//! together, as linear equations in the hidden cells: one that has only one solution is told, and more is hidden beside it.
//! (Willenborg & de Waal 2001, Elements of Statistical Disclosure Control; Hundepool et al. 2012, Statistical Disclosure
//! Control: complementary suppression.) That no count is below zero sets bounds besides, which are not computed.

use std::collections::{BTreeMap, BTreeSet};

/// Smaller coefficients are rounding: those of sums are whole numbers.
const NOTHING: f64 = 1e-9;

/// A whole and its parts.
#[derive(Debug, Clone)]
pub struct Sum<K> {
    /// Absent where it is told in any case.
    pub whole: Option<K>,
    /// Answers behind the whole.
    pub n: Option<f64>,
    /// The parts with the answers behind them.
    pub parts: Vec<(K, f64)>,
}

/// Hides more until no hidden cell is told. Every turn hides a cell, so there are no more turns than cells.
pub fn close<K: Ord + Clone>(sums: &[Sum<K>], minimum: u64, hidden: &mut BTreeSet<K>) {
    loop {
        let before = hidden.len();
        for sum in sums {
            hidden.extend(sum.open(minimum as f64, hidden));
        }
        if hidden.len() == before {
            let beside = |by: &BTreeSet<usize>| {
                let used = by.iter().filter_map(|at| sums.get(*at)?.next(hidden));
                used.min_by(|(_, n), (_, m)| n.total_cmp(m))
            };
            let Some((more, _)) = told(sums, hidden).values().find_map(beside) else { return };
            hidden.insert(more);
        }
    }
}

/// An equation in hidden cells, and the sums that it was made of.
struct Equation<'k, K> {
    factors: BTreeMap<&'k K, f64>,
    by: BTreeSet<usize>,
}

impl<K: Ord> Equation<'_, K> {
    /// Takes another away, so many times.
    fn take_away(&mut self, times: f64, other: &Self) {
        for (cell, factor) in &other.factors {
            *self.factors.entry(*cell).or_insert(0.0) -= times * factor;
        }
        self.factors.retain(|_, factor| factor.abs() > NOTHING);
        self.by.extend(&other.by);
    }
}

/// The hidden cells that all sums together tell, each with the places of the sums that do: what is left when the equations
/// are reduced (Gauss–Jordan).
pub fn told<K: Ord + Clone>(sums: &[Sum<K>], hidden: &BTreeSet<K>) -> BTreeMap<K, BTreeSet<usize>> {
    let mut reduced: BTreeMap<&K, Equation<'_, K>> = BTreeMap::new();
    for (at, sum) in sums.iter().enumerate() {
        let factors = sum.cells().filter(|(cell, _)| hidden.contains(*cell)).collect();
        let mut own = Equation { factors, by: BTreeSet::from([at]) };
        let known: Vec<(&K, f64)> = own.factors.iter().map(|(cell, times)| (*cell, *times)).collect();
        for (cell, times) in known {
            if let Some(other) = reduced.get(cell) {
                own.take_away(times, other);
            }
        }
        let largest = own.factors.iter().max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
        let Some((pivot, size)) = largest.map(|(cell, size)| (*cell, *size)) else { continue };
        own.factors.values_mut().for_each(|times| *times /= size);
        for other in reduced.values_mut() {
            if let Some(times) = other.factors.get(pivot).copied() {
                other.take_away(times, &own);
            }
        }
        reduced.insert(pivot, own);
    }
    let alone = reduced.into_iter().filter(|(_, equation)| equation.factors.len() == 1);
    alone.map(|(cell, equation)| (cell.clone(), equation.by)).collect()
}

impl<K: Ord + Clone> Sum<K> {
    /// The cells with their signs: the parts less the whole are nothing.
    fn cells(&self) -> impl Iterator<Item = (&K, f64)> {
        self.parts.iter().map(|(part, _)| (part, 1.0)).chain(self.whole.iter().map(|whole| (whole, -1.0)))
    }

    /// The cell that must be hidden too where one that is hidden is what the others leave.
    fn open(&self, minimum: f64, hidden: &BTreeSet<K>) -> Option<K> {
        let away = self.parts.iter().filter(|(part, _)| hidden.contains(part));
        let (count, left) = away.fold((0, 0.0), |(count, left), (_, n)| (count + 1, left + n));
        let shown = self.whole.as_ref().is_none_or(|whole| !hidden.contains(whole));
        let open = count + usize::from(!shown) == 1 || (shown && count > 0 && left < minimum);
        self.next(hidden).filter(|_| open).map(|(cell, _)| cell)
    }

    /// The smallest part that is shown, else the whole where it is nothing but its parts.
    fn next(&self, hidden: &BTreeSet<K>) -> Option<(K, f64)> {
        let seen = self.parts.iter().filter(|(part, _)| !hidden.contains(part));
        let smallest = seen.min_by(|(a, n), (b, m)| n.total_cmp(m).then_with(|| a.cmp(b)));
        let all: f64 = self.parts.iter().map(|(_, n)| n).sum();
        let whole = || Some((self.whole.clone()?, self.n?)).filter(|(whole, n)| *n == all && !hidden.contains(whole));
        smallest.cloned().or_else(whole)
    }
}
