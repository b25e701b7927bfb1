//! Letters at numbers that say how sure they are.

/// Whether letters behind a number say of what status it is, as Eurostat writes them: `r` for revised, `p` for
/// preliminary, `e` for estimated, `b` for a break, `u` for uncertain, `bd` for a break and another definition.
pub(super) fn is_flag(letters: &str) -> bool {
    let known = |one: u8| b"bdefnprsu".contains(&one);
    match letters.as_bytes() {
        [one] => known(*one),
        [one, other] => known(*one) && known(*other) && one != other,
        _ => false,
    }
}

/// The number that a text gives about: 62 in `ca 62`.
pub(super) fn about(text: &str) -> Option<&str> {
    let rest = ["ca ", "Ca ", "cirka ", "c:a "].iter().find_map(|word| text.strip_prefix(word))?;
    rest.starts_with(|first: char| first.is_ascii_digit()).then_some(rest)
}
