//! Which way a measure points.

/// Whether a higher value is better, worse, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Neither: volumes, costs, structure. Verdicts say higher or lower, never better or worse.
    None,
}

impl Direction {
    /// Reads `higher`, `lower` or `none`.
    pub fn parse(text: &str) -> Option<Direction> {
        match text {
            "higher" => Some(Direction::Higher),
            "lower" => Some(Direction::Lower),
            "none" => Some(Direction::None),
            _ => None,
        }
    }

    /// The word used in the catalogue, the plan and the result.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::None => "none",
        }
    }
}
