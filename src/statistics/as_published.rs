//! A published value, shown as it was published.
//!
//! Chosen for figures that others have computed: the built-in reference, and tables from Kolada, SCB and
//! Socialstyrelsen. Nothing is computed, and no uncertainty is given to a value that was published without one.
//!
//! # Formula
//! ```text
//! value = value as published
//! ```
//! # Units
//! The unit of the publication.
//! # Edge cases
//! A value that the publisher hid is hidden here too; an empty cell is no value.
//! # Source
//! The publisher named at the figure.
//! # Agrees with
//! The publication itself; a test compares every built-in figure with its source.

/// The value itself.
pub fn as_published(value: f64) -> f64 {
    value
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_the_value() {
        assert_eq!(super::as_published(63.4), 63.4);
    }
}
