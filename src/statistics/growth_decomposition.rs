//! Growth in cost split into more patients and a higher cost for each.
//!
//! # Formula
//! ```text
//! C = V·u      C₁ − C₀ = (V₁ − V₀)·(u₀ + u₁)/2 + (u₁ − u₀)·(V₀ + V₁)/2      growth of each = 100·(x₁/x₀ − 1)
//! ```
//! The two parts add up to the whole, and neither depends on which is changed first.
//! # Units
//! Costs in one unit and one year's prices, volumes in persons, posts or contacts; parts in the cost's unit and in per
//! cent of the first cost.
//! # Edge cases
//! A cost or volume that is not positive: none.
//! # Source
//! Marshall–Edgeworth weights; Sun (1998), Energy Economics 20:85–100 (the additive split).
//! # Agrees with
//! Arithmetic in R.

/// What a growth consists of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// Growth in cost, per cent.
    pub cost: f64,
    /// Growth in volume, per cent.
    pub volume: f64,
    /// Growth in cost for each, per cent.
    pub unit_cost: f64,
    /// The part of the growth in cost that goes with volume, per cent of the first cost.
    pub from_volume: f64,
    /// The part that goes with cost for each.
    pub from_unit_cost: f64,
}

/// Cost and volume at first and last.
pub fn growth_decomposition(first: (f64, f64), last: (f64, f64)) -> Option<Growth> {
    let usable = [first.0, first.1, last.0, last.1].iter().all(|value| value.is_finite() && *value > 0.0);
    let (u0, u1) = (first.0 / first.1, last.0 / last.1);
    let by = |value: f64| 100.0 * value / first.0;
    let growth = |from: f64, to: f64| 100.0 * (to / from - 1.0);
    usable.then(|| Growth {
        cost: growth(first.0, last.0),
        volume: growth(first.1, last.1),
        unit_cost: growth(u0, u1),
        from_volume: by((last.1 - first.1) * (u0 + u1) / 2.0),
        from_unit_cost: by((u1 - u0) * (first.1 + last.1) / 2.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 patients at 10 become 110 at 12: cost from 1 000 to 1 320. Volume 10·11 = 110, cost for each 2·105 = 210.
    #[test]
    fn by_hand() {
        let found = growth_decomposition((1000.0, 100.0), (1320.0, 110.0)).unwrap();
        assert!((found.cost - 32.0).abs() < 1e-9 && (found.volume - 10.0).abs() < 1e-9);
        assert!((found.from_volume - 11.0).abs() < 1e-9 && (found.from_unit_cost - 21.0).abs() < 1e-9);
        assert!((found.unit_cost - 20.0).abs() < 1e-9);
        assert_eq!(growth_decomposition((0.0, 1.0), (1.0, 1.0)), None);
    }
}
