//! Sums that merge: identity, push, merge, in any order and any cutting with the same bits.

pub mod decimal;
pub mod detail;
mod dictionary;
pub mod exact_sum;
pub mod ordered;
pub mod pairs;
pub mod patterns;
pub mod sums;
