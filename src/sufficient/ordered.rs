//! Respondents in the order of their places, so that what they are added to stands near: the sums of a place are
//! fetched once for all of its respondents, however many other places there are.

use super::pairs::{Pairs, Scale};
use std::ops::Range;

/// Respondents that are put in order together, at most.
pub const MOST: usize = 1 << 16;

/// Some respondents.
#[derive(Debug, Default)]
pub struct Ordered {
    places: Vec<u32>,
    /// Weights in units of the scale.
    digits: Vec<u64>,
    /// Where the respondents of each place end in the order, all before them included.
    ends: Vec<u32>,
    /// Which respondent stands where in the order.
    order: Vec<u16>,
    weights: Pairs,
}

impl Ordered {
    /// How many there are.
    pub fn many(&self) -> usize {
        self.places.len()
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.places.clear();
        self.digits.clear();
    }

    /// Adds a respondent, if there are fewer than [`MOST`].
    #[inline]
    pub fn push(&mut self, place: u32, digits: u64) {
        if self.many() < MOST {
            self.places.push(place);
            self.digits.push(digits);
        }
    }

    /// Adds some, if there is room for all of them.
    pub fn extend(&mut self, places: &[u32], digits: &[u64]) {
        if self.many() + places.len() <= MOST && places.len() == digits.len() {
            self.places.extend_from_slice(places);
            self.digits.extend_from_slice(digits);
        }
    }

    /// Puts them in the order of their places, of which there are so many.
    #[inline(never)]
    pub fn order(&mut self, places: usize, scale: &Scale) {
        let Ordered { places: own, digits, ends, order, weights } = self;
        ends.clear();
        ends.resize(places + 1, 0);
        for place in own.iter() {
            ends.get_mut(*place as usize + 1).into_iter().for_each(|count| *count += 1);
        }
        let mut before = 0;
        for end in ends.iter_mut() {
            before += *end;
            *end = before;
        }
        order.resize(own.len(), 0);
        for (respondent, place) in own.iter().enumerate() {
            if let Some(next) = ends.get_mut(*place as usize) {
                order.get_mut(*next as usize).into_iter().for_each(|at| *at = respondent as u16);
                *next += 1;
            }
        }
        weights.hold(scale, order.iter().map(|at| digits.get(usize::from(*at)).copied().unwrap_or(0)));
    }

    /// How many there are in each place.
    pub fn counts(&self) -> impl Iterator<Item = u32> {
        runs(&self.ends).map(|run| run.len() as u32)
    }

    /// Adds each to the sum of its code in its place, where each place has `many` of them. `codes` are in the order in
    /// which they came.
    pub fn add(&self, sums: &mut Pairs, codes: &[u8], many: usize) {
        sums.add(&self.weights, (&self.order, &self.ends), codes, many);
    }
}

/// Where those of each place stand.
pub fn runs(ends: &[u32]) -> impl Iterator<Item = Range<usize>> {
    let mut before = 0;
    ends.iter().map(move |end| std::mem::replace(&mut before, *end as usize)..*end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_added_in_its_place() {
        let mut scale = Scale::default();
        assert!(scale.widen(1000.0));
        let mut ordered = Ordered::default();
        let respondents: Vec<(u32, u64, u8)> =
            (0..5000_u64).map(|at| ((at * at % 7) as u32, at % 900, (at % 3) as u8)).collect();
        respondents.iter().for_each(|(place, digits, _)| ordered.push(*place, *digits));
        ordered.order(7, &scale);
        let codes: Vec<u8> = respondents.iter().map(|(_, _, code)| *code).collect();
        let mut sums = Pairs::default();
        sums.reach(7 * 3, &scale);
        ordered.add(&mut sums, &codes, 3);
        for (place, many) in (0..7).zip(ordered.counts()) {
            let own = |code: u8| respondents.iter().filter(move |it| (it.0, it.2) == (place, code));
            assert_eq!(many as usize, (0..3).map(|code| own(code).count()).sum::<usize>());
            for code in 0..3 {
                let found = scale.sums(sums.at(place as usize * 3 + usize::from(code)));
                let weight: u64 = own(code).map(|it| it.1).sum();
                assert_eq!((found.n as usize, found.w.value()), (own(code).count(), weight as f64));
            }
        }
    }
}
