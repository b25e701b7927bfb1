//! Text that was encoded twice or more: UTF-8 read as Windows-1252, Mac Roman or DOS and saved as UTF-8 again, so that
//! `ä` became `Ã¤`, `√§` or `├ñ`.

use super::single_byte::{to_dos, to_macintosh, to_windows};

/// What the first byte of å, ä and ö in UTF-8 becomes.
pub const LEADING: [char; 3] = ['Ã', '√', '├'];

/// The text as it was before the second encoding. Parts that were encoded once stay.
pub fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (run, repaired) in runs(text) {
        out.push_str(repaired.as_deref().unwrap_or(run));
    }
    out
}

/// The text in runs of ASCII and of other characters, these with their repair where there is one.
fn runs(text: &str) -> impl Iterator<Item = (&str, Option<String>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ascii = rest.chars().next()?.is_ascii();
        let end = rest.find(|character: char| character.is_ascii() != ascii).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some((run, if ascii { None } else { once(run) }))
    })
}

/// A run of characters beyond ASCII as it was before the second encoding, if there was one.
pub fn once(run: &str) -> Option<String> {
    let by = |byte: fn(char) -> Option<u8>| String::from_utf8(run.chars().map(byte).collect::<Option<Vec<u8>>>()?).ok();
    let others = || if run.contains(LEADING) { by(to_macintosh).or_else(|| by(to_dos)) } else { None };
    let before = by(to_windows).or_else(others)?;
    let again = if before.starts_with(LEADING) && before.len() < run.len() { once(&before) } else { None };
    Some(again.unwrap_or(before))
}
