//! Sums of counts that anyone can write down, and which of their hidden cells follow from what is shown.
//!
//! Where one cell of a sum is hidden, it is what the others leave; where several parts are, their sum is, and it may itself
//! be of fewer answers than may be shown. Then the smallest part that is shown is hidden too, and the whole where no part is
//! left. A hidden cell can open another sum, so this goes on until no sum alone gives a cell away. Then all sums are solved
//! together, as linear equations in the hidden cells: one that has only one solution is told, and more is hidden beside it.
//! (Willenborg & de Waal 2001, Elements of Statistical Disclosure Control; Hundepool et al. 2012, Statistical Disclosure
//! Control: complementary suppression.) That no count is below zero sets bounds besides, which are not computed.

/// Smaller coefficients are rounding: those of sums are whole numbers.
const NOTHING: f64 = 1e-9;

/// A whole and its parts, by their places among the cells.
#[derive(Debug, Clone)]
pub struct Sum {
    /// Absent where it is told in any case.
    pub whole: Option<usize>,
    /// The parts.
    pub parts: Vec<usize>,
}

/// The cells that sums are made of.
#[derive(Debug, Clone)]
pub struct Cells {
    /// Answers behind each; not a number where that is not known.
    pub n: Vec<f64>,
    /// Which are hidden.
    pub hidden: Vec<bool>,
}

/// Hides more until no hidden cell is told. Every turn hides a cell, so there are no more turns than cells.
pub fn close(sums: &[Sum], minimum: u64, cells: &mut Cells) {
    loop {
        let mut more = false;
        for sum in sums {
            more |= cells.hide(sum.open(minimum as f64, cells));
        }
        if !more {
            let beside = |by: Vec<usize>| {
                let used = by.into_iter().filter_map(|at| sums.get(at)?.next(cells));
                used.min_by(|one, other| cells.n(*one).total_cmp(&cells.n(*other)))
            };
            let beside = told(sums, &cells.hidden).into_iter().find_map(|(_, by)| beside(by));
            if !cells.hide(beside) {
                return;
            }
        }
    }
}

/// An equation in hidden cells, in their order, and the sums that it was made of, in theirs.
struct Equation {
    factors: Vec<(usize, f64)>,
    by: Vec<usize>,
}

impl Equation {
    /// Adds a cell, so many times.
    fn add(&mut self, cell: usize, times: f64) {
        match self.factors.binary_search_by_key(&cell, |(cell, _)| *cell) {
            Ok(at) => self.factors.get_mut(at).into_iter().for_each(|(_, factor)| *factor += times),
            Err(at) => self.factors.insert(at, (cell, times)),
        }
    }

    /// How many times a cell is in it.
    fn factor(&self, cell: usize) -> Option<f64> {
        let at = self.factors.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
        self.factors.get(at).map(|(_, factor)| *factor)
    }

    /// Takes another away, so many times.
    fn take_away(&mut self, times: f64, other: &Equation) {
        other.factors.iter().for_each(|(cell, factor)| self.add(*cell, -(times * factor)));
        self.factors.retain(|(_, factor)| factor.abs() > NOTHING);
        self.by.extend(&other.by);
        self.by.sort_unstable();
        self.by.dedup();
    }
}

/// The hidden cells that all sums together tell, each with the places of the sums that do: what is left when the equations
/// are reduced (Gauss–Jordan).
pub fn told(sums: &[Sum], hidden: &[bool]) -> Vec<(usize, Vec<usize>)> {
    let mut reduced: Vec<(usize, Equation)> = Vec::new();
    let place = |reduced: &[(usize, Equation)], cell: usize| reduced.binary_search_by_key(&cell, |(pivot, _)| *pivot);
    for (at, sum) in sums.iter().enumerate() {
        let mut own = Equation { factors: Vec::new(), by: vec![at] };
        let parts = sum.parts.iter().map(|part| (*part, 1.0));
        for (cell, times) in parts.chain(sum.whole.map(|whole| (whole, -1.0))) {
            if hidden.get(cell) == Some(&true) {
                own.add(cell, times);
            }
        }
        for (cell, times) in own.factors.clone() {
            if let Some((_, other)) = place(&reduced, cell).ok().and_then(|at| reduced.get(at)) {
                own.take_away(times, other);
            }
        }
        let largest = own.factors.iter().max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
        let Some((pivot, size)) = largest.copied() else { continue };
        own.factors.iter_mut().for_each(|(_, times)| *times /= size);
        for (_, other) in &mut reduced {
            if let Some(times) = other.factor(pivot) {
                other.take_away(times, &own);
            }
        }
        if let Err(at) = place(&reduced, pivot) {
            reduced.insert(at, (pivot, own));
        }
    }
    let alone = reduced.into_iter().filter(|(_, equation)| equation.factors.len() == 1);
    alone.map(|(cell, equation)| (cell, equation.by)).collect()
}

impl Cells {
    fn n(&self, cell: usize) -> f64 {
        self.n.get(cell).copied().unwrap_or(f64::NAN)
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.hidden.get(cell) == Some(&true)
    }

    /// Hides a cell, where there is one to hide.
    fn hide(&mut self, cell: Option<usize>) -> bool {
        cell.and_then(|cell| self.hidden.get_mut(cell)).is_some_and(|hidden| !std::mem::replace(hidden, true))
    }
}

impl Sum {
    /// The cell that must be hidden too where one that is hidden is what the others leave.
    fn open(&self, minimum: f64, cells: &Cells) -> Option<usize> {
        let away = self.parts.iter().filter(|part| cells.is_hidden(**part));
        let (count, left) = away.fold((0, 0.0), |(count, left), part| (count + 1, left + cells.n(*part)));
        let shown = self.whole.is_none_or(|whole| !cells.is_hidden(whole));
        let open = count + usize::from(!shown) == 1 || (shown && count > 0 && left < minimum);
        self.next(cells).filter(|_| open)
    }

    /// The smallest part that is shown, else the whole where it is nothing but its parts.
    fn next(&self, cells: &Cells) -> Option<usize> {
        let seen = self.parts.iter().copied().filter(|part| !cells.is_hidden(*part));
        let smallest = seen.min_by(|one, other| cells.n(*one).total_cmp(&cells.n(*other)).then(one.cmp(other)));
        let all: f64 = self.parts.iter().map(|part| cells.n(*part)).sum();
        smallest.or_else(|| self.whole.filter(|whole| cells.n(*whole) == all && !cells.is_hidden(*whole)))
    }
}
