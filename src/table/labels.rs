//! What the first words of a row say: a region, the nation, a sum of the others, a note.

use super::roles::names_region;
use crate::vocabulary::fold::fold;
use crate::vocabulary::group::{is_whole, sex};
use crate::vocabulary::region::Region;

/// What a row is, by its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// One region.
    Region(Region),
    /// The nation.
    Nation,
    /// A sum or mean of the other rows.
    Summary,
    /// A group of regions as the publisher averages it: a row of data that is no region.
    GroupMean,
    /// A place of another size than regions: a municipality by its code, several regions by their name.
    Place,
    /// Anything else.
    Other,
}

/// Folded beginnings of rows that sum or average the others.
const SUMMARY: &[&str] = &[
    "totalt",
    "totala",
    "total",
    "totals",
    "totalsumma",
    "summa",
    "summering",
    "delsumma",
    "medel",
    "medelvarde",
    "medeltal",
    "medelv",
    "genomsnitt",
    "snitt",
    "median",
    "samtliga",
    "alla",
    "tot",
    "hogsta varde",
    "lagsta varde",
    "hogst",
    "lagst",
    "spridning",
    "oviktat medel",
    "oviktat medelvarde",
    "ovagt medelvarde",
    "viktat medel",
    "viktat medelvarde",
    "vagt medel",
    "vagt medelvarde",
    "variationskoefficient",
    "σ",
    "ovagt medel",
    "grand total",
    "sum",
    "mean",
    "average",
    "subtotal",
    "max",
    "min",
    "standardavvikelse",
];

/// Folded ends of rows that sum some of the others, as Excel's subtotals have them: `Primärvård Totalt`.
const SUMS: &[&str] = &[" totalt", " total", " summa", " summering"];

/// Folded beginnings of notes after a table.
const NOTES: &[&str] = &[
    "kalla",
    "kallor",
    "anm",
    "anmarkning",
    "not",
    "noter",
    "fotnot",
    "uppdaterad",
    "senast uppdaterad",
    "kommentar",
    "source",
    "note",
    "uttag",
    "uttagsdatum",
    "datum for uttag",
    "copyright",
    "definition",
    "forklaring",
    "kontakt",
];

impl Label {
    /// Reads a label.
    pub fn of(text: &str) -> Label {
        match Region::parse(text) {
            Some(region) if region.is_nation() => return Label::Nation,
            Some(region) => return Label::Region(region),
            None => {}
        }
        let place = place_and_sex(text).map(|(place, _)| Label::of(place));
        if let Some(label @ (Label::Region(_) | Label::Nation)) = place {
            return label;
        }
        let folded = fold(text);
        let begins =
            |words: &&&str| folded.strip_prefix(**words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        // Kolada publishes groups of regions as means of their members under this suffix, with ids such as `G43557`.
        let group = |id: &str| id.len() == 5 && id.bytes().all(|byte| byte.is_ascii_digit());
        if folded.ends_with("ovagt medel") && folded.len() > "ovagt medel".len()
            || folded.strip_prefix('g').is_some_and(group)
            || folded.strip_prefix("liknande ").is_some_and(|of| of.starts_with("region") || of.starts_with("lan"))
        {
            Label::GroupMean
        } else if (SUMMARY.iter().find(begins).is_some() || SUMS.iter().any(|word| folded.ends_with(word)))
            && folded.len() <= 60
        {
            Label::Summary
        } else {
            Label::Other
        }
    }

    /// Reads a label under a header: where it says that regions stand there, the letters of counties are theirs, and other
    /// places are known.
    pub fn under(header: &str, text: &str) -> Label {
        let label = Label::of(text);
        if label != Label::Other || !(names_region(header) || names_code(header)) {
            return label;
        }
        let place = || if is_other_place(text) { Label::Place } else { Label::Other };
        Region::of_letters(text).filter(|_| names_region(header)).map_or_else(place, Label::Region)
    }

    /// Whether a text names a region and cannot name something smaller: `Region Skåne`, `Skåne län`, not `Uppsala`.
    pub fn is_surely_region(text: &str) -> bool {
        let folded = fold(text);
        let says = |word: &str| {
            matches!(word, "region" | "regionen" | "lan" | "landsting" | "landstinget" | "gotalandsregionen")
        };
        match Label::of(text) {
            Label::Nation => true,
            Label::Region(_) => folded.split(' ').any(says),
            _ => false,
        }
    }

    /// Whether a text in a table without regions names a sum of the rows.
    pub fn is_plain_sum(text: &str) -> bool {
        matches!(fold(text).as_str(), "summa" | "totalsumma" | "grand total" | "delsumma")
    }
}

/// Whether a header says that codes stand under it, and not of what, or of municipalities, among which regions may stand.
pub fn names_code(header: &str) -> bool {
    matches!(fold(header).as_str(), "kod" | "code" | "kommunkod" | "kommun kod" | "omradeskod")
}

/// Whether a text is a municipality by its code (`1380 Halmstad`), or several regions by what they are called: those that
/// share a university hospital, those that are alike (`G43557`).
fn is_other_place(text: &str) -> bool {
    let folded = fold(text);
    let code = folded.split(' ').next().unwrap_or_default();
    let digits = |code: &str, length: usize| code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit());
    let county = |code: &str| code.get(..2).and_then(Region::parse).is_some_and(|county| !county.is_nation());
    let several =
        |word: &str| ["sjukvardsregion", "samverkansregion", "liknande"].iter().any(|it| word.starts_with(it));
    digits(code, 4) && county(code)
        || code.strip_prefix('g').is_some_and(|number| digits(number, 5))
        || folded.split(' ').any(several)
}

/// A place, and the sex of those whom a row is about or everybody, in one cell: `Skåne, kvinnor`.
pub fn place_and_sex(text: &str) -> Option<(&str, &str)> {
    let (place, level) = text.rsplit_once(',')?;
    let level = level.trim();
    (sex(level, false).is_some() || is_whole(level)).then_some((place, level))
}

/// Whether a text says that a series is broken: what stands before and after cannot be held against each other.
pub fn tells_of_break(text: &str) -> bool {
    const WORDS: [&str; 7] = [
        "seriebrott",
        "brott i tidsserien",
        "brott i serien",
        "bruten serie",
        "bruten tidsserie",
        "break in series",
        "break in time series",
    ];
    let folded = fold(text);
    WORDS.iter().any(|word| folded.contains(word))
}

/// Whether a text numbers a page: `Sida 1 av 3`, `Page 2 of 3`, `Sida 2(3)`.
pub fn is_page(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    matches!(words.as_slice(), ["sida" | "sid" | "page", number, ..] if number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text is a note such as `Källa: SCB` or `X = skyddad`.
pub fn is_note(text: &str) -> bool {
    let text = text.trim();
    let folded = fold(text);
    let begins = |word: &&str| folded.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let marked = text.starts_with(['*', '†', '¹', '²', '³']) && text.len() > 3;
    let numbered = text.as_bytes().get(1) == Some(&b')') && text.starts_with(|first: char| first.is_alphanumeric());
    // `Kostnadsindex (riket = 100)` is no explanation of a sign.
    let explains = text.trim_start_matches('(').split('(').next().is_some_and(|it| it.contains(" = "));
    marked || numbered || explains || is_page(text) || NOTES.iter().any(begins)
}
