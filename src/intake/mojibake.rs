//! Text that was encoded twice: UTF-8 read as Windows-1252 and saved as UTF-8 again, so that `ä` became `Ã¤`.

use super::single_byte::to_windows;

/// Whether at least half of what lies beyond ASCII was encoded twice.
pub fn is_doubled(text: &str) -> bool {
    // Every doubled Swedish letter begins with Ã; without it there is nothing to look for.
    if text.is_ascii() || !text.contains('Ã') {
        return false;
    }
    let (mut doubled, mut all) = (0_u64, 0_u64);
    for (run, repaired) in runs(text) {
        if !run.is_ascii() {
            all += 1;
            doubled += u64::from(repaired.is_some());
        }
    }
    doubled > 0 && doubled * 2 >= all
}

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

fn once(run: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = run.chars().map(to_windows).collect();
    String::from_utf8(bytes?).ok()
}
