//! The sides of the nation that two definitions put a region on.

use crate::vocabulary::direction::Direction;

/// By the one definition and by the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// The good side by both, the bad one by both, or level with the nation by one.
    Same,
    /// Good by one and bad by the other.
    Opposite,
}

impl Sides {
    /// By the distances to the nation and which way is good by each.
    pub fn of(differences: [f64; 2], directions: [Direction; 2]) -> Sides {
        let good = |difference: f64, direction| if direction == Direction::Higher { difference } else { -difference };
        let ([a, b], [first, second]) = (differences, directions);
        if good(a, first) * good(b, second) < 0.0 { Sides::Opposite } else { Sides::Same }
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Sides};

    #[test]
    fn sides_by_what_is_good() {
        let of = |a, b, first, second| Sides::of([a, b], [first, second]);
        assert_eq!(of(1.0, -1.0, Direction::Lower, Direction::Lower), Sides::Opposite);
        assert_eq!(of(1.0, 1.0, Direction::Lower, Direction::Higher), Sides::Opposite);
        assert_eq!(of(1.0, -1.0, Direction::Lower, Direction::Higher), Sides::Same);
        assert_eq!(of(0.0, -1.0, Direction::Lower, Direction::Lower), Sides::Same);
    }
}
