//! What files call all inhabitants.

use super::fold::fold;

/// Whether a name is of all inhabitants.
pub fn is_population(name: &str) -> bool {
    const PEOPLE: [&str; 6] = ["folkmangd", "medelfolkmangd", "befolkning", "invanare", "population", "inhabitants"];
    let folded = fold(name);
    PEOPLE.contains(&folded.strip_prefix("antal ").unwrap_or(&folded))
}
