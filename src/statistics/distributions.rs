//! Tails and quantiles of the gamma, beta and related distributions, with counts in the hundreds of thousands.
//!
//! Chi-squared, Poisson, F, Student's t and the binomial are special cases. Both tails are computed, never one minus the
//! other, so that a small probability keeps its digits.
//!
//! # Formula
//! ```text
//! gamma: series below a + 1, continued fraction above; beta: continued fraction on the shorter side
//! both times the density written as a deviance: exp(δ(n) − δ(x) − δ(n − x) − D(x; np) − D(n − x; nq))
//! δ(n) = ln n! − (n + ½) ln n + n − ½ ln 2π      D(x; m) = x ln(x/m) + m − x
//! quantiles: bisection of the logarithm of the shorter tail on ln x or ln x/(1 − x)
//! ```
//! # Units
//! Probabilities from 0 to 1; shapes and degrees of freedom positive.
//! # Edge cases
//! Shapes that are not positive, probabilities outside 0–1: `None`. Probability 0 or 1: the end of the range.
//! # Source
//! Loader (2000), Fast and accurate computation of binomial probabilities; Abramowitz & Stegun (1964), 6.5 and 26.5.
//! # Agrees with
//! R `stats::pgamma`, `qgamma`, `pbeta`, `qbeta`, `pchisq`, `qchisq`, `pf`, `qf`, `pt`, `qt`, `dbinom`, `dpois`.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::ln_gamma;

const TERMS: usize = 100_000;
const HALVINGS: usize = 110;
const REACH: f64 = 745.0;
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_7;
const TWO_PI: f64 = 2.0 * std::f64::consts::PI;

/// A lower and an upper tail; they add up to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// Probability of at most the value.
    pub lower: f64,
    /// Probability of more than the value.
    pub upper: f64,
}

/// Which tail a probability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At most.
    Lower,
    /// More than.
    Upper,
}

impl Tails {
    fn swapped(self) -> Tails {
        Tails { lower: self.upper, upper: self.lower }
    }

    /// One of them.
    pub fn on(self, side: Side) -> f64 {
        if side == Side::Lower { self.lower } else { self.upper }
    }
}

/// What Stirling's formula lacks of ln n!.
fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        return ln_gamma(n + 1.0) - (n + 0.5) * n.ln() + n - HALF_LN_TWO_PI;
    }
    let s = n * n;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / s) / s) / s) / s) / n
}

/// Half the deviance of a count from its mean.
fn deviance(x: f64, mean: f64) -> f64 {
    if (x - mean).abs() >= 0.1 * (x + mean) {
        return if x == 0.0 { mean } else { x * (x / mean).ln() + mean - x };
    }
    let v = (x - mean) / (x + mean);
    let (mut sum, mut term) = ((x - mean) * v, 2.0 * x * v);
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// The probability of exactly `x` events where `mean` are expected; also between whole numbers.
pub fn poisson_point(x: f64, mean: f64) -> f64 {
    if mean <= 0.0 || x < 0.0 {
        return f64::from(u8::from(x == 0.0 && mean == 0.0));
    }
    if x == 0.0 {
        return (-mean).exp();
    }
    (-stirling_error(x) - deviance(x, mean)).exp() / (TWO_PI * x).sqrt()
}

/// The probability of exactly `x` of `n` with chance `p`, where `q` is one minus `p`; also between whole numbers.
pub fn binomial_point(x: f64, n: f64, p: f64, q: f64) -> f64 {
    if x < 0.0 || x > n {
        return 0.0;
    }
    if p <= 0.0 || q <= 0.0 {
        return f64::from(u8::from(if p <= 0.0 { x == 0.0 } else { x == n }));
    }
    if x == 0.0 {
        return (n * (-p).ln_1p()).exp();
    }
    if x == n {
        return (n * (-q).ln_1p()).exp();
    }
    let exponent =
        stirling_error(n) - stirling_error(x) - stirling_error(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
    exponent.exp() * (n / (TWO_PI * x * (n - x))).sqrt()
}

/// Tails of the gamma distribution with shape `a` and scale one.
pub fn gamma_tails(x: f64, a: f64) -> Option<Tails> {
    if a.is_nan() || a <= 0.0 || x.is_nan() {
        return None;
    }
    if x <= 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0 });
    }
    if x.is_infinite() {
        return Some(Tails { lower: 1.0, upper: 0.0 });
    }
    if x < a + 1.0 {
        let (mut sum, mut term) = (1.0, 1.0);
        for k in 1..TERMS {
            term *= x / (a + k as f64);
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = (poisson_point(a, x) * sum).min(1.0);
        return Some(Tails { lower, upper: 1.0 - lower });
    }
    let start = x + 1.0 - a;
    let fraction = lentz(start, |m| (-m * (m - a), start + 2.0 * m));
    let upper = (poisson_point(a, x) * a * fraction).min(1.0);
    Some(Tails { lower: 1.0 - upper, upper })
}

/// 1/(b₀ + a₁/(b₁ + a₂/(b₂ + …))) by Lentz's method.
fn lentz(first: f64, terms: impl Fn(f64) -> (f64, f64)) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut d = 1.0 / away_from_zero(first);
    let mut c = 1e300;
    let mut value = d;
    for m in 1..TERMS {
        let (a, b) = terms(m as f64);
        d = 1.0 / away_from_zero(b + a * d);
        c = away_from_zero(b + a / c);
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 3e-16 {
            break;
        }
    }
    value
}

/// Tails of the beta distribution at `x`, where `y` is one minus `x`.
pub fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> Option<Tails> {
    if !(a > 0.0 && b > 0.0) || x.is_nan() || y.is_nan() {
        return None;
    }
    if x <= 0.0 {
        return Some(Tails { lower: 0.0, upper: 1.0 });
    }
    if y <= 0.0 {
        return Some(Tails { lower: 1.0, upper: 0.0 });
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return beta_lower(y, x, b, a).map(Tails::swapped);
    }
    beta_lower(x, y, a, b)
}

fn beta_lower(x: f64, y: f64, a: f64, b: f64) -> Option<Tails> {
    let coefficient = |m: f64| {
        let k = (m / 2.0).floor();
        if m % 2.0 == 0.0 {
            k * (b - k) * x / ((a + 2.0 * k - 1.0) * (a + 2.0 * k))
        } else {
            -(a + k) * (a + b + k) * x / ((a + 2.0 * k) * (a + 2.0 * k + 1.0))
        }
    };
    let fraction = lentz(1.0, |m| (coefficient(m), 1.0));
    let lower = (b / (a + b) * binomial_point(a, a + b, x, y) * fraction).clamp(0.0, 1.0);
    Some(Tails { lower, upper: 1.0 - lower })
}

/// The point, in the scale that the tails are given in, where one tail has the probability.
fn point(p: f64, side: Side, low: f64, high: f64, tails: impl Fn(f64) -> Option<Tails>) -> Option<f64> {
    let (target, on) = if p <= 0.5 { (p, side) } else { (1.0 - p, opposite(side)) };
    let (mut below, mut above) = (low, high);
    for _ in 0..HALVINGS {
        let middle = below + (above - below) / 2.0;
        let found = tails(middle)?.on(on);
        if (on == Side::Lower) == (found < target) {
            below = middle;
        } else {
            above = middle;
        }
    }
    Some(below + (above - below) / 2.0)
}

fn opposite(side: Side) -> Side {
    if side == Side::Lower { Side::Upper } else { Side::Lower }
}

/// The gamma distribution's quantile: shape `a`, scale one.
pub fn gamma_quantile(p: f64, side: Side, a: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) || a.is_nan() || a <= 0.0 {
        return None;
    }
    match if side == Side::Lower { (p, 1.0 - p) } else { (1.0 - p, p) } {
        (0.0, _) => Some(0.0),
        (_, 0.0) => Some(f64::INFINITY),
        _ => point(p, side, -REACH, REACH - 40.0, |t| gamma_tails(t.exp(), a)).map(f64::exp),
    }
}

/// ln x/(1 − x) of the beta distribution's quantile x.
fn beta_logit(p: f64, side: Side, a: f64, b: f64) -> Option<f64> {
    if !((0.0..=1.0).contains(&p) && a > 0.0 && b > 0.0) {
        return None;
    }
    match if side == Side::Lower { (p, 1.0 - p) } else { (1.0 - p, p) } {
        (0.0, _) => Some(f64::NEG_INFINITY),
        (_, 0.0) => Some(f64::INFINITY),
        _ => point(p, side, -REACH + 40.0, REACH - 40.0, |t| {
            beta_tails(1.0 / (1.0 + (-t).exp()), 1.0 / (1.0 + t.exp()), a, b)
        }),
    }
}

/// The beta distribution's quantile.
pub fn beta_quantile(p: f64, side: Side, a: f64, b: f64) -> Option<f64> {
    beta_logit(p, side, a, b).map(|t| 1.0 / (1.0 + (-t).exp()))
}

/// Tails of the normal distribution.
pub fn normal_tails(x: f64) -> Tails {
    Tails { lower: Normal::standard().sf(-x), upper: Normal::standard().sf(x) }
}

/// The normal distribution's quantile.
pub fn normal_quantile(p: f64, side: Side) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let (target, on) = if p <= 0.5 { (p, side) } else { (1.0 - p, opposite(side)) };
    if target == 0.0 {
        return Some(if on == Side::Lower { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    let below = Normal::standard().inverse_cdf(target);
    let density = (-below * below / 2.0).exp() / TWO_PI.sqrt();
    let polished = below - (normal_tails(below).lower - target) / density;
    let below = if polished.is_finite() { polished } else { below };
    Some(if on == Side::Lower { below } else { -below })
}

/// Tails of the chi-squared distribution.
pub fn chi_squared_tails(x: f64, df: f64) -> Option<Tails> {
    gamma_tails(x / 2.0, df / 2.0)
}

/// The chi-squared distribution's quantile.
pub fn chi_squared_quantile(p: f64, side: Side, df: f64) -> Option<f64> {
    gamma_quantile(p, side, df / 2.0).map(|x| 2.0 * x)
}

/// Tails of the F distribution; infinite degrees of freedom below are the chi-squared distribution.
pub fn f_tails(x: f64, df1: f64, df2: f64) -> Option<Tails> {
    if x <= 0.0 {
        return (df1 > 0.0 && df2 > 0.0).then_some(Tails { lower: 0.0, upper: 1.0 });
    }
    if df2.is_infinite() {
        return chi_squared_tails(df1 * x, df1);
    }
    let odds = df1 * x / df2;
    beta_tails(odds / (1.0 + odds), 1.0 / (1.0 + odds), df1 / 2.0, df2 / 2.0)
}

/// The F distribution's quantile.
pub fn f_quantile(p: f64, side: Side, df1: f64, df2: f64) -> Option<f64> {
    beta_logit(p, side, df1 / 2.0, df2 / 2.0).map(|t| df2 / df1 * t.exp())
}

/// Tails of Student's t; infinite degrees of freedom are the normal distribution.
pub fn t_tails(x: f64, df: f64) -> Option<Tails> {
    if df.is_infinite() {
        return Some(normal_tails(x));
    }
    let square = x * x;
    let outside = beta_tails(df / (df + square), square / (df + square), df / 2.0, 0.5)?.lower / 2.0;
    let positive = Tails { lower: 1.0 - outside, upper: outside };
    Some(if x > 0.0 { positive } else { positive.swapped() })
}

/// Student's t quantile.
pub fn t_quantile(p: f64, side: Side, df: f64) -> Option<f64> {
    if df.is_infinite() {
        return normal_quantile(p, side);
    }
    let (outside, on) = if p <= 0.5 { (p, side) } else { (1.0 - p, opposite(side)) };
    let size = (df * (-beta_logit(2.0 * outside, Side::Lower, df / 2.0, 0.5)?).exp()).sqrt();
    Some(if on == Side::Lower { -size } else { size })
}

/// Tails of the Poisson distribution: at most `x`, and more than `x`.
pub fn poisson_tails(x: f64, mean: f64) -> Option<Tails> {
    if x < 0.0 {
        return (mean >= 0.0).then_some(Tails { lower: 0.0, upper: 1.0 });
    }
    gamma_tails(mean, x.floor() + 1.0).map(Tails::swapped)
}

/// Tails of the binomial distribution: at most `x` of `n`, and more.
pub fn binomial_tails(x: f64, n: f64, p: f64) -> Option<Tails> {
    if !(0.0..=1.0).contains(&p) || n < 0.0 {
        return None;
    }
    let x = x.floor();
    match x {
        x if x < 0.0 => Some(Tails { lower: 0.0, upper: 1.0 }),
        x if x >= n => Some(Tails { lower: 1.0, upper: 0.0 }),
        _ => beta_tails(p, 1.0 - p, x + 1.0, n - x).map(Tails::swapped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(ours: f64, right: f64) {
        assert!((ours - right).abs() <= 1e-12 * right.abs(), "{ours} is not {right}");
    }

    /// Exponential, triangular and Cauchy distributions have tails that can be written down.
    #[test]
    fn tails_that_can_be_written_down() {
        near(gamma_tails(3.0, 1.0).unwrap().upper, (-3.0_f64).exp());
        near(gamma_tails(90.0, 1.0).unwrap().upper, (-90.0_f64).exp());
        near(beta_tails(0.3, 0.7, 2.0, 1.0).unwrap().lower, 0.09);
        near(t_tails(1.0, 1.0).unwrap().upper, 0.25);
        near(f_tails(3.0, 2.0, 4.0).unwrap().upper, 0.16);
        near(f_tails(3.0, 2.0, f64::INFINITY).unwrap().upper, (-3.0_f64).exp());
        near(poisson_tails(1.0, 2.0).unwrap().lower, 3.0 * (-2.0_f64).exp());
        near(binomial_tails(1.0, 3.0, 0.5).unwrap().lower, 0.5);
        near(binomial_point(2.0, 4.0, 0.5, 0.5), 0.375);
    }

    #[test]
    fn quantiles_undo_tails() {
        near(gamma_quantile(0.5, Side::Upper, 1.0).unwrap(), std::f64::consts::LN_2);
        near(beta_quantile(0.25, Side::Lower, 2.0, 1.0).unwrap(), 0.5);
        near(t_quantile(0.75, Side::Lower, 1.0).unwrap(), 1.0);
        near(f_quantile(0.5, Side::Lower, 2.0, 2.0).unwrap(), 1.0);
        let x = chi_squared_quantile(1e-20, Side::Upper, 3.0).unwrap();
        assert!((chi_squared_tails(x, 3.0).unwrap().upper / 1e-20 - 1.0).abs() < 1e-11);
    }

    #[test]
    fn ends_and_impossible_shapes() {
        assert_eq!(gamma_quantile(0.0, Side::Lower, 2.0), Some(0.0));
        assert_eq!(chi_squared_quantile(1.0, Side::Lower, 2.0), Some(f64::INFINITY));
        assert_eq!(gamma_tails(1.0, 0.0), None);
        assert_eq!(f_tails(1.0, 0.0, 2.0), None);
        assert_eq!(f_tails(f64::NAN, 1.0, 2.0), None);
        assert_eq!(f_tails(1.0, f64::NAN, f64::INFINITY), None);
        assert_eq!(beta_quantile(1.5, Side::Lower, 1.0, 1.0), None);
    }
}
