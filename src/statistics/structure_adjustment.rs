//! Cost per inhabitant with regard to what a region cannot change, by the standard cost of the cost equalisation.
//!
//! Chosen when regions' net costs are compared. The standard cost is the expected cost for all health care together; used
//! on one part of it (primary care) the index is a method of one's own and must be called that.
//!
//! # Formula
//! ```text
//! index = S/S₀      adjusted = N/index      reference cost = N₀·index      deviation = 100·(N − reference)/reference
//! ```
//! N and S are the region's net cost and standard cost, N₀ and S₀ the nation's. The published series follows this ratio,
//! not a difference: N − (reference − N₀) leaves several hundred kronor where the ratio leaves under one per cent.
//! # Units
//! Kronor per inhabitant in and out; the deviation in per cent. The cost of year y goes with the equalisation of year
//! y + 1, whose standard cost rests on that year.
//! # Edge cases
//! A cost that is not positive: none.
//! # Source
//! Kolada U70020 and N70038 (definitions); SCB, OE0115 Kostnadsutjämning för regioner.
//! # Agrees with
//! Kolada U70020, to 0.4–0.9 per cent over regions in 2016–2024; arithmetic in R.

/// What the adjustment gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjusted {
    /// The region's standard cost over the nation's.
    pub index: f64,
    /// Net cost at the nation's structure.
    pub adjusted: f64,
    /// What the nation's net cost is at the region's structure.
    pub reference_cost: f64,
    /// Net cost against that, in per cent of it.
    pub deviation: f64,
}

/// Net costs and standard costs of a region and of the nation.
pub fn structure_adjustment(net: (f64, f64), standard: (f64, f64)) -> Option<Adjusted> {
    let (own, nation) = net;
    let usable = [own, nation, standard.0, standard.1].iter().all(|value| value.is_finite() && *value > 0.0);
    let index = standard.0 / standard.1;
    let reference_cost = nation * index;
    usable.then(|| Adjusted {
        index,
        adjusted: own / index,
        reference_cost,
        deviation: 100.0 * (own - reference_cost) / reference_cost,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten per cent higher standard cost, 21 per cent higher cost: ten per cent above the reference cost.
    #[test]
    fn by_hand() {
        let found = structure_adjustment((36_300.0, 30_000.0), (22_000.0, 20_000.0)).unwrap();
        assert!((found.index - 1.1).abs() < 1e-12 && (found.adjusted - 33_000.0).abs() < 1e-8);
        assert!((found.reference_cost - 33_000.0).abs() < 1e-8 && (found.deviation - 10.0).abs() < 1e-9);
        assert_eq!(structure_adjustment((0.0, 1.0), (1.0, 1.0)), None);
        assert_eq!(structure_adjustment((1.0, 1.0), (1.0, f64::NAN)), None);
    }
}
