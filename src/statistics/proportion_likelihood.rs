//! Interval of a share from a survey, where the scaled likelihood falls to the test's limit.
//!
//! Chosen by the plan; lopsided like the logit interval, without its approximation by a straight line.
//!
//! # Formula
//! ```text
//! D(p) = 2 n [ p̂ ln(p̂/p) + (1 − p̂) ln((1 − p̂)/(1 − p)) ]
//! z(β) = ± √(D(p)/φ), β = ln(p/(1 − p))       φ = n/(n − 1), the Pearson residuals' variance
//! limits: z(β) = ± λ, λ = t_df · se / √(p̂(1 − p̂)/n), read off as R does: z at steps of a fifth of the reach in β, a
//! cubic spline through them, straight lines between three times as many points of it
//! reach: r · se / (p̂(1 − p̂)), r² the quantile of F(1, m − 1) with half of the normal tail beyond λ above it
//! ```
//! # Units
//! Shares from 0 to 1; `n` respondents who weigh something, m the rows of the design that R keeps, `df` of the design.
//! # Edge cases
//! p = 0 or 1: none here; the Wilson interval is shown instead. None where nine steps do not reach the limit. The exact
//! solution differs from the table's by less than 10⁻⁴ with many degrees of freedom, by up to half a hundredth with three.
//! # Source
//! Rao & Scott (1984), Ann Stat 12:46–60; Lumley (2010), Complex Surveys, 2.4.
//! # Agrees with
//! R `survey::svyciprop(method = "likelihood")`, to 10⁻⁴; to half a thousandth in small parts of designs with adjusted weights.

use crate::statistics::Interval;
use crate::statistics::cubic_spline::cubic_spline;
use crate::statistics::distributions::{Side, f_quantile, normal_tails};
use crate::statistics::quantiles::two_sided;

const STEPS: usize = 9;
const STEPS_TO_REACH: f64 = 5.0;
const POINTS: usize = 3;

/// The interval of the share `p` of `n` respondents with standard error `se`, in a design of `rows`.
pub fn proportion_likelihood(p: f64, se: f64, (n, rows): (f64, f64), df: Option<f64>, confidence: f64) -> Option<Interval> {
    if p <= 0.0 || p >= 1.0 || se <= 0.0 || n <= 1.0 {
        return None;
    }
    let limit = two_sided(confidence, df)? * se / (p * (1.0 - p) / n).sqrt();
    let reach = f_quantile(normal_tails(limit).upper / 2.0, Side::Upper, 1.0, rows - 1.0)?.sqrt();
    let step = reach / STEPS_TO_REACH * se / (p * (1.0 - p));
    let centre = (p / (1.0 - p)).ln();
    let z = |beta: f64| {
        let (ln_p, ln_q) = (-(-beta).exp().ln_1p(), -beta.exp().ln_1p());
        let fall = 2.0 * (p * (p.ln() - ln_p) + (1.0 - p) * ((1.0 - p).ln() - ln_q));
        (beta - centre).signum() * (fall.max(0.0) * (n - 1.0)).sqrt()
    };
    let side = |sign: f64| {
        let mut points = Vec::new();
        for count in 1..=STEPS {
            let beta = centre + sign * count as f64 * step;
            points.push((beta, z(beta)));
            if z(beta).abs() >= reach {
                break;
            }
        }
        points
    };
    let mut table: Vec<(f64, f64)> = side(-1.0).into_iter().rev().collect();
    table.push((centre, 0.0));
    table.extend(side(1.0));
    let (from, to) = (table.first()?.0, table.last()?.0);
    let count = POINTS * table.len();
    let at: Vec<f64> = (0..count).map(|place| from + (to - from) * place as f64 / (count - 1) as f64).collect();
    let curve: Vec<(f64, f64)> = at.iter().copied().zip(cubic_spline(&table, &at)?).collect();
    let read = |wanted: f64| {
        let around = curve.windows(2).find(|pair| matches!(pair, [a, b] if a.1 <= wanted && wanted <= b.1))?;
        let [(x, y), (next, above)] = around else { return None };
        let beta = x + (next - x) * if above > y { (wanted - y) / (above - y) } else { 0.0 };
        Some(1.0 / (1.0 + (-beta).exp()))
    };
    Some(Interval { low: read(-limit)?, high: read(limit)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5 of 10 as a simple random sample: the limits nearly fulfil 2·10·[½ ln(¼/(p(1 − p)))] = z² · 10/9 and are
    /// symmetrical.
    #[test]
    fn by_hand() {
        let found = proportion_likelihood(0.5, (0.25_f64 / 10.0).sqrt(), (10.0, 10.0), None, 0.95).unwrap();
        let fall = 10.0 * (0.25 / (found.low * (1.0 - found.low))).ln();
        assert!((fall - 3.841458820694124 * 10.0 / 9.0).abs() < 1e-2);
        assert!((found.low + found.high - 1.0).abs() < 1e-12);
    }
}
