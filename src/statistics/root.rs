//! A root of a function between two points where its signs differ, by Brent's method.
//!
//! Used by the saddlepoint and by score intervals, which R finds in the same steps.
//!
//! # Formula
//! ```text
//! inverse quadratic or linear interpolation where it falls well inside the bracket, else halving
//! ```
//! # Units
//! `tolerance` in the unit of the argument.
//! # Edge cases
//! Equal signs at both ends, or a value that is no number: none.
//! # Source
//! Brent (1973), Algorithms for Minimization without Derivatives, ch. 4.
//! # Agrees with
//! R `stats::uniroot`.

const ROUNDS: usize = 1000;

/// The root between `low` and `high`.
pub fn root(f: impl Fn(f64) -> f64, low: f64, high: f64, tolerance: f64) -> Option<f64> {
    let (mut a, mut b) = (low, high);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa.is_nan() || fb.is_nan() || fa * fb > 0.0 {
        return None;
    }
    if fa == 0.0 {
        return Some(a);
    }
    let (mut c, mut fc) = (a, fa);
    for _ in 0..ROUNDS {
        let before = b - a;
        if fc.abs() < fb.abs() {
            (a, b, c) = (b, c, b);
            (fa, fb, fc) = (fb, fc, fb);
        }
        let least = 2.0 * f64::EPSILON * b.abs() + tolerance / 2.0;
        let mut step = (c - b) / 2.0;
        if step.abs() <= least || fb == 0.0 {
            return Some(b);
        }
        if before.abs() >= least && fa.abs() > fb.abs() {
            let (p, q) = interpolated((a, fa), (b, fb), (c, fc));
            let inside = p < 0.75 * (c - b) * q - (least * q).abs() / 2.0;
            if inside && p < (before * q / 2.0).abs() {
                step = p / q;
            }
        }
        if step.abs() < least {
            step = if step > 0.0 { least } else { -least };
        }
        (a, fa) = (b, fb);
        b += step;
        fb = f(b);
        if (fb > 0.0 && fc > 0.0) || (fb < 0.0 && fc < 0.0) {
            (c, fc) = (a, fa);
        }
    }
    None
}

/// The step as a fraction whose numerator is positive.
fn interpolated((a, fa): (f64, f64), (b, fb): (f64, f64), (c, fc): (f64, f64)) -> (f64, f64) {
    let reach = c - b;
    let (p, q) = if a == c {
        let share = fb / fa;
        (reach * share, 1.0 - share)
    } else {
        let (q, first, second) = (fa / fc, fb / fc, fb / fa);
        let p = second * (reach * q * (q - first) - (b - a) * (first - 1.0));
        (p, (q - 1.0) * (first - 1.0) * (second - 1.0))
    };
    if p > 0.0 { (p, -q) } else { (-p, q) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        assert!((root(|x| x * x - 2.0, 0.0, 2.0, 1e-12).unwrap() - 2.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(root(|x| x, 0.0, 1.0, 1e-9), Some(0.0));
        assert_eq!(root(|x| x + 5.0, 0.0, 1.0, 1e-9), None);
    }
}
