//! When two numbers agree: |difference| ≤ max(absolute, relative · |expected|).

/// How near is near enough.
#[derive(Debug, Clone, Copy)]
pub struct Tolerance {
    pub relative: f64,
    pub absolute: f64,
}

impl Tolerance {
    /// What is found by iteration: weighted least squares, restricted likelihood.
    pub const ITERATED: Tolerance = Tolerance { relative: 1e-6, absolute: 1e-12 };
    /// A variance between regions that the other program looks for in steps.
    pub const MOMENT_SEARCH: Tolerance = Tolerance { relative: 1e-5, absolute: 1e-12 };
    /// What the other program finds with a coarse root finder.
    pub const ROOT_FINDER: Tolerance = Tolerance { relative: 1e-4, absolute: 1e-12 };
    /// Tails beyond 1e-12, where every digit is relative.
    pub const FAR_TAIL: Tolerance = Tolerance { relative: 1e-7, absolute: 0.0 };
    /// Closed forms and distribution functions.
    pub const CLOSED_FORM: Tolerance = Tolerance { relative: 1e-9, absolute: 1e-13 };
    /// Estimates, standard errors and their limits.
    pub const ESTIMATE: Tolerance = Tolerance { relative: 1e-8, absolute: 1e-12 };
    /// Probabilities of a test.
    pub const PROBABILITY: Tolerance = Tolerance { relative: 1e-6, absolute: 1e-12 };
    /// What a linear programme gives.
    pub const PROGRAMME: Tolerance = Tolerance { relative: 1e-9, absolute: 1e-6 };
    /// What is left of two nearly equal numbers.
    pub const DIFFERENCE: Tolerance = Tolerance { relative: 1e-9, absolute: 1e-10 };

    /// Limits that R interpolates in a table of a few points.
    pub const TABLED: Tolerance = Tolerance { relative: 0.0, absolute: 1e-4 };
    /// Numbers in a note, which are written with fewer digits.
    pub const NOTE: Tolerance = Tolerance { relative: 1e-4, absolute: 1e-4 };

    /// Whether `found` agrees with `expected`.
    pub fn agrees(self, found: f64, expected: f64) -> bool {
        found == expected || (found - expected).abs() <= self.absolute.max(self.relative * expected.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_in_the_eighth_digit_is_seen() {
        assert!(Tolerance::ESTIMATE.agrees(0.5 + 4e-9, 0.5));
        assert!(!Tolerance::ESTIMATE.agrees(0.5 + 6e-9, 0.5));
        assert!(Tolerance::ESTIMATE.agrees(f64::INFINITY, f64::INFINITY));
        assert!(!Tolerance::ESTIMATE.agrees(f64::NAN, 0.5));
    }
}
