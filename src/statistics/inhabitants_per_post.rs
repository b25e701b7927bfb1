//! Inhabitants for each full-time post, against a guideline: how many posts are lacking.
//!
//! # Formula
//! ```text
//! inhabitants per post = inhabitants/posts      posts at the guideline = inhabitants/guideline      lacking = that − posts
//! ```
//! # Units
//! Persons and full-time equivalents. Socialstyrelsen's guideline of 2022 is 1 100 inhabitants for a specialist in general
//! medicine, 550 for a doctor half-way through that training; it is neither floor nor ceiling.
//! # Edge cases
//! No posts, no inhabitants or no guideline: none.
//! # Source
//! Socialstyrelsen (2022), Nationellt riktvärde för fast läkarkontakt i primärvården.
//! # Agrees with
//! Arithmetic in R.

/// Inhabitants for each post.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posts {
    /// Inhabitants for each post.
    pub inhabitants: f64,
    /// Posts lacking to the guideline; negative where there are more.
    pub lacking: f64,
}

/// Inhabitants and posts against a guideline.
pub fn inhabitants_per_post(inhabitants: f64, posts: f64, guideline: f64) -> Option<Posts> {
    let usable = [inhabitants, posts, guideline].iter().all(|value| value.is_finite() && *value > 0.0);
    usable.then(|| Posts { inhabitants: inhabitants / posts, lacking: inhabitants / guideline - posts })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 110 000 inhabitants and 80 posts: 1 375 each, 20 posts lacking.
    #[test]
    fn by_hand() {
        let found = inhabitants_per_post(110_000.0, 80.0, 1100.0).unwrap();
        assert_eq!((found.inhabitants, found.lacking), (1375.0, 20.0));
        assert_eq!(inhabitants_per_post(1.0, 0.0, 1100.0), None);
    }
}
