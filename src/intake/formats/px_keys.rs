//! Figures of PC-Axis with keys: rows that hold nothing but zeros are left out of the file, and each that is there begins
//! with its values or codes (`KEYS`).

use super::px_keywords::Keywords;
use rustc_hash::FxHashMap;

/// More figures than a file of this kind may unfold to.
const MOST: usize = 1 << 22;

/// The places of the values of a stub variable, by the keys that stand for them.
type Places<'k> = FxHashMap<&'k str, usize>;

/// Whether the rows of figures begin with keys.
pub fn has_keys(keywords: &Keywords<'_>) -> bool {
    stub(keywords).any(|header| keywords.find("KEYS", None, Some(header)).is_some())
}

fn stub<'k>(keywords: &'k Keywords<'_>) -> impl Iterator<Item = &'k str> {
    keywords.find("STUB", None, None).into_iter().flatten().map(String::as_str)
}

/// All figures in the order of the dimensions; `None` where a key is in no list or a row ends early.
pub fn unfold<'a>(
    keywords: &Keywords<'a>,
    size: usize,
    mut figures: impl Iterator<Item = &'a str>,
) -> Option<Vec<&'a str>> {
    let places: Vec<Places<'_>> = stub(keywords).map(|header| places(keywords, header)).collect::<Option<_>>()?;
    let rows = places.iter().try_fold(1_usize, |rows, values| rows.checked_mul(values.len()))?;
    if size > MOST || rows == 0 || !size.is_multiple_of(rows) {
        return None;
    }
    let width = size / rows;
    let mut all = vec!["0"; size];
    while let Some(first) = figures.next() {
        let mut key = Some(first);
        let mut row = 0_usize;
        for values in &places {
            let text = key.take().or_else(|| figures.next())?.trim_matches('"');
            row = row.checked_mul(values.len())?.checked_add(*values.get(text)?)?;
        }
        let start = row.checked_mul(width)?;
        for cell in all.get_mut(start..start.checked_add(width)?)? {
            *cell = figures.next()?;
        }
    }
    Some(all)
}

fn places<'k>(keywords: &'k Keywords<'_>, header: &str) -> Option<Places<'k>> {
    let by = keywords.find("KEYS", None, Some(header)).and_then(|by| by.first()).map_or("VALUES", String::as_str);
    let list = if by.eq_ignore_ascii_case("CODES") { "CODES" } else { "VALUES" };
    let values = keywords.find(list, None, Some(header))?;
    Some(values.iter().enumerate().map(|(at, value)| (value.as_str(), at)).collect())
}
