//! The quadrant that a region stands in, in words. No order of merit is made of it.

/// Cost against the nation and quality against the mean of the regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuadrantName {
    /// Lower cost, higher quality.
    LowCostHighQuality,
    /// Lower cost, lower quality.
    LowCostLowQuality,
    /// Higher cost, higher quality.
    HighCostHighQuality,
    /// Higher cost, lower quality.
    HighCostLowQuality,
    /// On a line between two.
    OnTheLine,
}

impl QuadrantName {
    /// The word used in the result.
    pub fn as_str(self) -> &'static str {
        match self {
            QuadrantName::LowCostHighQuality => "low_cost_high_quality",
            QuadrantName::LowCostLowQuality => "low_cost_low_quality",
            QuadrantName::HighCostHighQuality => "high_cost_high_quality",
            QuadrantName::HighCostLowQuality => "high_cost_low_quality",
            QuadrantName::OnTheLine => "on_the_line",
        }
    }

    /// By the cost's deviation from the nation in per cent and the index of quality.
    pub fn of(deviation: f64, index: f64) -> QuadrantName {
        match (deviation.partial_cmp(&0.0), index.partial_cmp(&0.0)) {
            (Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Greater)) => QuadrantName::LowCostHighQuality,
            (Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Less)) => QuadrantName::LowCostLowQuality,
            (Some(std::cmp::Ordering::Greater), Some(std::cmp::Ordering::Greater)) => QuadrantName::HighCostHighQuality,
            (Some(std::cmp::Ordering::Greater), Some(std::cmp::Ordering::Less)) => QuadrantName::HighCostLowQuality,
            _ => QuadrantName::OnTheLine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::QuadrantName;

    #[test]
    fn four_words_and_a_line() {
        let word = |cost, quality| QuadrantName::of(cost, quality).as_str();
        assert_eq!(word(-2.0, 0.3), "low_cost_high_quality");
        assert_eq!(word(-2.0, -0.3), "low_cost_low_quality");
        assert_eq!(word(2.0, 0.3), "high_cost_high_quality");
        assert_eq!(word(2.0, -0.3), "high_cost_low_quality");
        assert_eq!([word(0.0, 1.0), word(1.0, f64::NAN)], ["on_the_line"; 2]);
    }
}
