//! Whether two definitions put a region on different sides of the nation: on the good one by the first, on the bad one by
//! the second, or the other way about.

use crate::vocabulary::direction::Direction;

/// By the distances to the nation and which way is good by each.
pub fn are_opposite(differences: [f64; 2], directions: [Direction; 2]) -> bool {
    let good = |difference: f64, direction| if direction == Direction::Higher { difference } else { -difference };
    let ([a, b], [first, second]) = (differences, directions);
    good(a, first) * good(b, second) < 0.0
}

#[cfg(test)]
mod tests {
    use super::{Direction, are_opposite};

    #[test]
    fn sides_by_what_is_good() {
        let of = |a, b, first, second| are_opposite([a, b], [first, second]);
        assert!(of(1.0, -1.0, Direction::Lower, Direction::Lower));
        assert!(of(1.0, 1.0, Direction::Lower, Direction::Higher));
        assert!(!of(1.0, -1.0, Direction::Lower, Direction::Higher));
        assert!(!of(0.0, -1.0, Direction::Lower, Direction::Lower));
    }
}
