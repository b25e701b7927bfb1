//! Where a function of one variable is zero, by Brent's method.
//!
//! Behind the odds ratio of `fisher_exact`, Paule and Mandel's τ² in `random_effects` and the saddlepoint of
//! `chi_square_mixture`. Other programs stop earlier than
//! need be; given their tolerance this stops where they do.
//!
//! # Formula
//! ```text
//! each step: inverse quadratic interpolation through three points, or a secant, or half the interval where those stray
//! stops when half the interval is below 2ε|x| + tolerance/2
//! ```
//! # Units
//! The unit of the variable, for the tolerance too; tolerance 0 gives every digit.
//! # Edge cases
//! The same sign at both ends, or a value that is not a number: none. Zero at an end: that end.
//! # Source
//! Brent (1973), Algorithms for Minimization without Derivatives, ch. 4.
//! # Agrees with
//! R `stats::uniroot` with the same tolerance.

const STEPS: usize = 1000;

/// R's tolerance where none is given.
pub const COARSE: f64 = 1.220703125e-4;

/// The zero between two ends.
pub fn root_brent(f: impl Fn(f64) -> f64, low: f64, high: f64, tolerance: f64) -> Option<f64> {
    let (mut before, mut at, mut f_before, mut f_at) = (low, high, f(low), f(high));
    if f_before == 0.0 {
        return Some(low);
    }
    if f_at == 0.0 {
        return Some(high);
    }
    if f_before.is_nan() || f_at.is_nan() || f_before.signum() == f_at.signum() {
        return None;
    }
    let (mut across, mut f_across) = (before, f_before);
    for _ in 0..STEPS {
        let last_step = at - before;
        if f_across.abs() < f_at.abs() {
            (before, at, across) = (at, across, at);
            (f_before, f_at, f_across) = (f_at, f_across, f_at);
        }
        let near = 2.0 * f64::EPSILON * at.abs() + tolerance / 2.0;
        let half = (across - at) / 2.0;
        if half.abs() <= near || f_at == 0.0 {
            return Some(at);
        }
        let mut step = half;
        if last_step.abs() >= near && f_before.abs() > f_at.abs() {
            let (p, q) = interpolated((before, f_before), (at, f_at), (across, f_across));
            let (p, q) = if p > 0.0 { (p, -q) } else { (-p, q) };
            let inside = p < 0.75 * (across - at) * q - (near * q).abs() / 2.0;
            if inside && p < (last_step * q / 2.0).abs() {
                step = p / q;
            }
        }
        if step.abs() < near {
            step = if step > 0.0 { near } else { -near };
        }
        (before, f_before) = (at, f_at);
        at += step;
        f_at = f(at);
        if f_at.is_nan() {
            return None;
        }
        if f_at * f_across > 0.0 {
            (across, f_across) = (before, f_before);
        }
    }
    Some(at)
}

/// Numerator and denominator of the interpolated step.
fn interpolated(before: (f64, f64), at: (f64, f64), across: (f64, f64)) -> (f64, f64) {
    let reach = across.0 - at.0;
    let ratio = at.1 / before.1;
    if before.0 == across.0 {
        return (reach * ratio, 1.0 - ratio);
    }
    let (q, r) = (before.1 / across.1, at.1 / across.1);
    let p = ratio * (reach * q * (q - r) - (at.0 - before.0) * (r - 1.0));
    (p, (q - 1.0) * (r - 1.0) * (ratio - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn square_root_of_two() {
        let f = |x: f64| x * x - 2.0;
        assert!((root_brent(f, 0.0, 2.0, 0.0).unwrap() - 2.0_f64.sqrt()).abs() < 1e-15);
        assert!((root_brent(f, 0.0, 2.0, COARSE).unwrap() - 2.0_f64.sqrt()).abs() < COARSE);
    }

    #[test]
    fn ends() {
        assert_eq!(root_brent(|x| x, 0.0, 1.0, 0.0), Some(0.0));
        assert_eq!(root_brent(|x| x - 1.0, 0.0, 1.0, 0.0), Some(1.0));
        assert_eq!(root_brent(|x| x * x + 1.0, -1.0, 1.0, 0.0), None);
        assert_eq!(root_brent(|_| f64::NAN, -1.0, 1.0, 0.0), None);
    }
}
