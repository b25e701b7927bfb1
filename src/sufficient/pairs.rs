//! n, Σw and Σw² of a limited number of respondents in sixteen bytes: weights are whole numbers of a common decimal
//! unit, and one addition of two integers of 64 bits takes a respondent in.
//!
//! # Formula
//! A weight is k units. Below 2²⁶ the two integers are n · 2⁴⁴ + Σk and Σk². Up to 2⁵⁸ there are two pairs: Σk and Σk²
//! in parts of 52 bits, n beside the upper ones. [`Scale::rows`] says how many respondents are added at most before the
//! sums are handed over: so many that no part runs over into the next.

use super::decimal::{Decimal, power, rounded};
use super::exact_sum::ExactSum;
use super::ordered::runs;
use super::sums::Sums;
use std::ops::Range;

/// Where n stands beside Σk, and how large k may be for that.
const COUNT: u32 = 44;
const SMALL: u32 = 26;
/// Room that there always is: then larger weights seldom come.
const LEAST: u32 = 20;
/// Binary digits of a part of what is larger; where the upper ones of Σk and n stand beside that of Σk².
const PART: u32 = 52;
const UPPER: u32 = 28;
const UPPER_COUNT: u32 = 48;
/// How large k may be.
const LARGE: u32 = 58;

/// Two integers that are added at once.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, Copy)]
pub struct Pair(core::arch::wasm32::v128);

#[cfg(target_arch = "wasm32")]
impl Pair {
    #[inline(always)]
    fn new(one: u64, other: u64) -> Pair {
        Pair(core::arch::wasm32::u64x2(one, other))
    }

    #[inline(always)]
    fn both(self) -> [u64; 2] {
        use core::arch::wasm32::u64x2_extract_lane;
        [u64x2_extract_lane::<0>(self.0), u64x2_extract_lane::<1>(self.0)]
    }

    /// Adds another pair.
    #[inline(always)]
    pub fn add(&mut self, other: Pair) {
        self.0 = core::arch::wasm32::u64x2_add(self.0, other.0);
    }
}

/// Two integers that are added at once.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Pair([u64; 2]);

#[cfg(not(target_arch = "wasm32"))]
impl Pair {
    #[inline(always)]
    fn new(one: u64, other: u64) -> Pair {
        Pair([one, other])
    }

    #[inline(always)]
    fn both(self) -> [u64; 2] {
        self.0
    }

    /// Adds another pair.
    #[inline(always)]
    pub fn add(&mut self, other: Pair) {
        let [one, two] = &mut self.0;
        *one = one.wrapping_add(other.0[0]);
        *two = two.wrapping_add(other.0[1]);
    }
}

impl Default for Pair {
    fn default() -> Pair {
        Pair::new(0, 0)
    }
}

/// In which unit weights are counted, and how large they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scale {
    decimals: usize,
    most: u64,
}

impl Scale {
    /// Makes room for a weight; `false`, and nothing is changed, where it is no decimal or there is none.
    pub fn widen(&mut self, weight: f64) -> bool {
        if let Some(digits) = rounded(weight, self.decimals) {
            return self.widen_to(digits, self.decimals);
        }
        let Some(decimal) = Decimal::of(weight) else { return false };
        let decimals = decimal.least_decimals();
        decimal.at(decimals).is_some_and(|digits| self.widen_to(digits, decimals))
    }

    /// Makes room for one weight after the other, where there is room beside those before.
    pub fn widen_to_all(&mut self, weights: &[f64]) {
        for weight in weights {
            self.widen(*weight);
        }
    }

    /// Makes room for weights of so many decimals up to this one; `false`, and nothing is changed, where there is none.
    pub fn widen_to(&mut self, digits: u64, decimals: usize) -> bool {
        let both = decimals.max(self.decimals);
        let scaled = |digits: u64, decimals: usize| digits.checked_mul(power(both - decimals));
        let most = scaled(digits, decimals).zip(scaled(self.most, self.decimals)).map(|(one, other)| one.max(other));
        let Some(most) = most.filter(|most| *most < 1 << LARGE) else { return false };
        *self = Scale { decimals: both, most };
        true
    }

    /// A weight in this unit; `None` where there is no room for it.
    #[inline]
    pub fn digits(&self, weight: f64) -> Option<u64> {
        let digits = rounded(weight, self.decimals).or_else(|| Decimal::of(weight)?.at(self.decimals))?;
        (digits < 1 << self.bits()).then_some(digits)
    }

    /// The unit of so many decimals in this one; `None` where there is no room for weights of those up to `most`.
    pub fn units(&self, most: u64, decimals: usize) -> Option<u64> {
        let units = power(self.decimals.checked_sub(decimals)?);
        most.checked_mul(units).filter(|most| *most < 1 << self.bits()).map(|_| units)
    }

    /// Binary digits that there is room for in a weight.
    fn bits(&self) -> u32 {
        match u64::BITS - self.most.leading_zeros() {
            0..=LEAST => LEAST,
            bits if bits <= SMALL => bits,
            _ => LARGE,
        }
    }

    fn is_small(&self) -> bool {
        self.bits() <= SMALL
    }

    /// How many respondents may be added: never fewer than 2¹².
    pub fn rows(&self) -> u32 {
        if self.is_small() { 1 << (u64::BITS - 2 * self.bits()).min(18) } else { 1 << 12 }
    }

    /// A respondent, where weights are small.
    #[inline(always)]
    fn small(digits: u64) -> Pair {
        Pair::new(1 << COUNT | digits, digits.wrapping_mul(digits))
    }

    /// A respondent.
    #[inline]
    fn large(digits: u64) -> [Pair; 2] {
        let low = |number: u128| number as u64 & ((1 << PART) - 1);
        let square = u128::from(digits) * u128::from(digits);
        let upper = 1 << UPPER_COUNT | (digits >> PART) << UPPER | (square >> (2 * PART)) as u64;
        [Pair::new(low(digits.into()), upper), Pair::new(low(square), low(square >> PART))]
    }

    /// Whether anything was added.
    pub fn any(&self, [first, _]: [Pair; 2]) -> bool {
        first.both() != [0, 0]
    }

    /// What was added.
    pub fn sums(&self, [first, second]: [Pair; 2]) -> Sums {
        let part = |number: u64, from: u32, to: u32| number >> from & ((1 << (to - from)) - 1);
        let ([one, two], [low, middle]) = (first.both(), second.both());
        let (n, w, w2) = if self.is_small() {
            (one >> COUNT, part(one, 0, COUNT).into(), two.into())
        } else {
            let w = u128::from(one) + (u128::from(part(two, UPPER, UPPER_COUNT)) << PART);
            let upper = u128::from(part(two, 0, UPPER)) << (2 * PART);
            (two >> UPPER_COUNT, w, upper + (u128::from(middle) << PART) + u128::from(low))
        };
        let decimals = self.decimals as u32;
        Sums { n, w: ExactSum::of(w, decimals), w2: ExactSum::of(w2, 2 * decimals), ..Sums::default() }
    }
}

/// Pairs in a row: of respondents, or of what is summed. The second ones are there only where weights are large.
#[derive(Debug, Default)]
pub struct Pairs([Vec<Pair>; 2]);

impl Pairs {
    /// Holds these respondents and no others.
    #[inline]
    pub fn hold(&mut self, scale: &Scale, digits: impl Iterator<Item = u64>) {
        let [one, two] = &mut self.0;
        one.clear();
        two.clear();
        if scale.is_small() {
            one.extend(digits.map(Scale::small));
            return;
        }
        for [first, second] in digits.map(Scale::large) {
            one.push(first);
            two.push(second);
        }
    }

    /// Makes room for so many sums.
    pub fn reach(&mut self, many: usize, scale: &Scale) {
        let [one, two] = &mut self.0;
        one.resize(many.max(one.len()), Pair::default());
        if !scale.is_small() {
            two.resize(many.max(two.len()), Pair::default());
        }
    }

    /// Adds respondents, who stand place by place: each to the sum of its code in its place, where each place has `many`
    /// of them. `order` says whose code is whose, `ends` where the respondents of each place end.
    pub fn add(&mut self, rows: &Pairs, (order, ends): (&[u16], &[u32]), codes: &[u8], many: usize) {
        for (sums, rows) in self.0.iter_mut().zip(&rows.0).filter(|(sums, _)| !sums.is_empty()) {
            add(sums, (rows, order), ends, codes, many);
        }
    }

    /// A sum.
    pub fn at(&self, at: usize) -> [Pair; 2] {
        let [one, two] = &self.0;
        [one, two].map(|sums| sums.get(at).copied().unwrap_or_default())
    }

    /// Begins some sums anew.
    pub fn empty(&mut self, which: Range<usize>) {
        let sums = self.0.iter_mut().filter_map(|sums| sums.get_mut(which.clone()));
        sums.for_each(|sums| sums.fill(Pair::default()));
    }
}

/// The inner loop. A function of its own, because browsers make better code of what is called often.
#[inline(never)]
fn add(sums: &mut [Pair], (rows, order): (&[Pair], &[u16]), ends: &[u32], codes: &[u8], many: usize) {
    for (sums, run) in sums.chunks_exact_mut(many).zip(runs(ends)) {
        let (Some(rows), Some(order)) = (rows.get(run.clone()), order.get(run)) else { return };
        for (row, at) in rows.iter().zip(order) {
            if let Some(sum) = codes.get(usize::from(*at)).and_then(|code| sums.get_mut(usize::from(*code))) {
                sum.add(*row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(weights: &[f64]) -> Scale {
        let mut scale = Scale::default();
        assert!(weights.iter().all(|weight| scale.widen(*weight)), "{weights:?}");
        scale
    }

    #[test]
    fn pairs_add_up_to_the_same_bits_until_there_is_no_room() {
        for weights in [
            [1.0, 0.0, 1.0],
            [110.6006, 459.949, 0.0001],
            [6710.8863, 6710.8863, 6710.8863],
            [6710.8864, 0.5, 6710.8864],
            [12.345_678_901_234_5, 288.0, 0.123_456_789_012_345],
            [288_230_376_151_711.0, 0.001, 288_230_376_151_711.0],
        ] {
            let scale = scale(&weights);
            let mut rows = Pairs::default();
            let mut right = Sums::default();
            let all = weights.iter().cycle().take(scale.rows() as usize);
            rows.hold(&scale, all.clone().map(|weight| scale.digits(*weight).unwrap()));
            for weight in all {
                right.n += 1;
                let decimal = Decimal::of(*weight).unwrap();
                right.w.merge(ExactSum::decimal(decimal));
                right.w2.merge(ExactSum::square(decimal));
            }
            let mut sums = Pairs::default();
            sums.reach(9, &scale);
            let many = right.n as u32;
            let order: Vec<u16> = (0..many).map(|at| (at % 4096) as u16).collect();
            sums.add(&rows, (&order, &[0, 0, many]), &[1; 4096], 3);
            assert_eq!(scale.sums(sums.at(7)), right, "{weights:?}");
            assert_eq!(scale.sums(sums.at(6)), Sums::default());
            sums.empty(7..8);
            assert_eq!(scale.sums(sums.at(7)), Sums::default());
        }
    }

    #[test]
    fn rows_get_fewer_as_weights_get_larger() {
        let rows = |weight: f64| scale(&[weight]).rows();
        assert_eq!([1.0, 8e6, 9e6, 6e7, 7e7, 1e14].map(rows), [1 << 18, 1 << 18, 1 << 16, 1 << 12, 1 << 12, 1 << 12]);
    }

    #[test]
    fn a_scale_says_what_it_has_no_room_for() {
        let mut narrow = scale(&[1.5]);
        assert_eq!((narrow.digits(2.5), narrow.digits(2.25), narrow.digits(1e6)), (Some(25), None, None));
        assert!(narrow.widen(2.25));
        assert_eq!((narrow.digits(2.25), narrow.units(1 << 16, 1)), (Some(225), Some(10)));
        assert_eq!((narrow.units(1 << 20, 1), narrow.units(1, 3)), (None, None));
        let before = narrow;
        for weight in [1.0 / 3.0, -1.0, f64::NAN, 1e15, 2_f64.powi(58), 9e14 + 0.5] {
            assert!(!scale(&[0.001]).widen(weight), "{weight}");
        }
        assert!(!narrow.widen_to(u64::MAX, 0) && narrow == before);
    }
}
