//! One index of several indicators: the mean of their z-scores over regions, turned so that higher is better.
//!
//! It says how a region stands among the regions, not how good the care is: if all improve, the index stands still. The
//! indicators' own values always stand beside it.
//!
//! # Formula
//! ```text
//! z_rk = s_k·(v_rk − mean_k)/sd_k,  s = +1 where higher is better, −1 where lower is,  sd with n − 1
//! y_r = Σ w_k z_rk/Σ w_k over the indicators that r has, where they are at least the share asked for
//! se_r = √(Σ w_k²·(se_rk/sd_k)²)/Σ w_k where every indicator that r has states its standard error
//! ```
//! # Units
//! Values in any unit; the index in standard deviations between regions.
//! # Edge cases
//! Fewer than three regions with a value, or no spread: the indicator is left out for all. Too few indicators in a
//! region: none for it. The error counts mean and deviation over regions as given.
//! # Source
//! OECD & JRC (2008), Handbook on Constructing Composite Indicators, 84–88.
//! # Agrees with
//! R `scale` and `rowMeans(na.rm = TRUE)`.

use crate::statistics::mean_sample::moments;

/// The fewest regions that a mean and a deviation are taken over.
const FEWEST: usize = 3;

/// One indicator over the units, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Values; `None` where there is none.
    pub values: Vec<Option<f64>>,
    /// Standard errors, where known.
    pub errors: Vec<Option<f64>>,
    /// Whether a higher value is better.
    pub higher_is_better: bool,
    /// Its weight.
    pub weight: f64,
}

/// The index of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// z of each component; `None` where it is lacking.
    pub z: Vec<Option<f64>>,
    /// How many components it has.
    pub present: usize,
    /// The index; `None` where too few are there.
    pub value: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
}

/// The index of every unit; `least` is the share of the components that must be there.
pub fn composite_index(components: &[Component], units: usize, least: f64) -> Vec<Index> {
    let scale = |component: &Component| {
        let there: Vec<f64> = component.values.iter().copied().flatten().collect();
        let spread = moments(&there).filter(|it| it.variance > 0.0 && there.len() >= FEWEST)?;
        Some((spread.mean, spread.variance.sqrt()))
    };
    let scales: Vec<Option<(f64, f64)>> = components.iter().map(scale).collect();
    (0..units).map(|unit| one(components, &scales, unit, least)).collect()
}

fn one(components: &[Component], scales: &[Option<(f64, f64)>], unit: usize, least: f64) -> Index {
    let z_of = |(component, scale): (&Component, &Option<(f64, f64)>)| {
        let (mean, deviation) = (*scale)?;
        let z = (component.values.get(unit).copied().flatten()? - mean) / deviation;
        Some(if component.higher_is_better { z } else { -z })
    };
    let z: Vec<Option<f64>> = components.iter().zip(scales).map(z_of).collect();
    let there: Vec<(&Component, f64, f64)> = components
        .iter()
        .zip(&z)
        .zip(scales)
        .filter_map(|((component, z), scale)| Some((component, (*z)?, (*scale)?.1)))
        .collect();
    let weights: f64 = there.iter().map(|(component, ..)| component.weight).sum();
    let enough = !there.is_empty() && there.len() as f64 >= least * components.len() as f64 && weights > 0.0;
    let value = enough.then(|| there.iter().map(|(component, z, _)| component.weight * z).sum::<f64>() / weights);
    let error = |(component, _, deviation): &(&Component, f64, f64)| {
        Some((component.weight * component.errors.get(unit).copied().flatten()? / deviation).powi(2))
    };
    let squares: Option<f64> = there.iter().map(error).sum();
    let se = squares.filter(|_| enough).map(|squares| squares.sqrt() / weights);
    Index { present: there.len(), z, value, se }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1, 2, 3 has mean 2 and deviation 1; the second, where lower is better, 30, 20, 10 likewise. The third unit lacks
    /// one of two: half, under 60 per cent.
    #[test]
    fn by_hand() {
        let component = |values: [Option<f64>; 3], higher_is_better| Component {
            values: values.to_vec(),
            errors: vec![Some(0.5), None, None],
            higher_is_better,
            weight: 1.0,
        };
        let first = component([Some(1.0), Some(2.0), Some(3.0)], true);
        let all = composite_index(&[first.clone(), component([Some(30.0), Some(20.0), Some(10.0)], false)], 3, 0.6);
        assert_eq!(all.iter().map(|it| it.value.unwrap()).collect::<Vec<_>>(), [-1.0, 0.0, 1.0]);
        assert!((all[0].se.unwrap() - (0.25_f64 + 0.0025).sqrt() / 2.0).abs() < 1e-12 && all[1].se.is_none());
        let short = composite_index(&[first, component([Some(30.0), Some(20.0), None], false)], 3, 0.6);
        assert_eq!(short.iter().map(|it| it.present).collect::<Vec<_>>(), [1, 1, 1]);
        assert!(short.iter().all(|it| it.value.is_none()));
    }
}
