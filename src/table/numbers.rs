//! x
/// x
pub fn parse(text: &str, decimal: char, _thousands: Option<char>) -> Option<f64> {
    text.replace(decimal, ".").parse().ok()
}
