//! Whether the header of a column of figures says that they are shares.

use super::fold::fold;
use super::period::Period;

/// Words of headers of figures that are no shares, wherever they stand.
const OTHER: [&str; 25] = [
    "dagar",
    "dag",
    "timmar",
    "minuter",
    "veckor",
    "medel",
    "medelvarde",
    "medeltal",
    "genomsnitt",
    "genomsnittlig",
    "snitt",
    "median",
    "index",
    "poang",
    "kr",
    "kronor",
    "kostnad",
    "kvot",
    "per",
    "antal",
    "mean",
    "average",
    "days",
    "hours",
    "score",
];

/// What words for single things have in them that costs are given for each of.
const SINGLE: [&str; 14] = [
    "besok",
    "vardtillf",
    "vardkontakt",
    "kontakt",
    "patient",
    "vardplats",
    "varddag",
    "varddygn",
    "drg",
    "prestation",
    "operation",
    "listad",
    "visit",
    "stay",
];

/// Whether a header says that shares stand under it.
pub fn says_share(header: &str) -> bool {
    let folded = fold(header);
    let first = folded.split(' ').find(|word| Period::parse(word).is_none()).unwrap_or_default();
    header.contains('%') || matches!(first, "andel" | "andelen" | "share" | "procent" | "percent" | "proportion")
}

/// Whether a header says how far figures lie apart, which may be below nothing and above a hundred per cent.
pub fn says_change(header: &str) -> bool {
    const WORDS: [&str; 4] = ["diff", "utveckling", "change", "difference"];
    const ENDS: [&str; 4] = ["forandring", "avvikelse", "skillnad", "differens"];
    let folded = fold(header);
    let said = |word: &str| WORDS.contains(&word) || ENDS.iter().any(|end| word.ends_with(end));
    !folded.starts_with("andel") && folded.split(' ').any(said)
}

/// Whether per cents of this name may lie beyond the whole: how far figures lie apart, or how much of what there is room
/// for is used.
pub fn may_exceed(name: &str) -> bool {
    says_change(name) || fold(name).split(' ').any(|word| word.starts_with("belagg") || word == "occupancy")
}

/// Whether a name is of how many of all answered or are covered: a share of others than those who answered.
pub fn says_coverage(name: &str) -> bool {
    const BEGIN: [&str; 6] = ["tackning", "svarsfrekvens", "svarsandel", "svarsgrad", "bortfall", "coverage"];
    let folded = fold(name);
    folded.contains("response rate") || folded.split(' ').any(|word| BEGIN.iter().any(|begin| word.starts_with(begin)))
}

/// Whether a header says that a year beside is that of prices: `i 2020 års priser`.
pub fn says_prices(header: &str) -> bool {
    fold(header).split(' ').any(|word| word.starts_with("pris") || word == "prices")
}

/// Whether a name says that figures are added up since the year began: `Besök ack`, `Hittills i år`.
pub fn says_accumulated(name: &str) -> bool {
    let folded = fold(name);
    let phrases = ["hittills i ar", "sedan arsskiftet", "year to date"];
    phrases.iter().any(|phrase| folded.contains(phrase))
        || folded.split(' ').any(|word| word.starts_with("ackum") || matches!(word, "ack" | "ytd" | "accumulated"))
}

/// Whether a header says that amounts of money stand under it.
pub fn says_money(header: &str) -> bool {
    const WORDS: [&str; 15] = [
        "kostnad", "intakt", "belopp", "utfall", "budget", "utgift", "bokslut", "kronor", "kr", "tkr", "mkr", "mnkr",
        "sek", "netto", "summa",
    ];
    let is =
        |word: &str| WORDS.iter().any(|it| word == *it || it.len() > 4 && (word.starts_with(it) || word.ends_with(it)));
    fold(header).split(' ').any(is)
}

/// What money is multiplied by to be kronor.
pub fn kronor_in(unit: &str) -> Option<f64> {
    match fold(unit).as_str() {
        "kr" | "kronor" | "sek" => Some(1.0),
        "tkr" | "ksek" | "tusental" | "tusental kronor" | "tusen kronor" | "1000 kr" | "thousands" => Some(1e3),
        "mnkr" | "mkr" | "msek" | "miljoner" | "miljoner kronor" | "millions" => Some(1e6),
        "mdkr" | "mdr" | "miljarder" | "miljarder kronor" | "billions" => Some(1e9),
        _ => None,
    }
}

/// Whether a text says that figures are divided already, by inhabitants or contacts: `kr per invånare`, `kr/inv`,
/// `per 100 000`, `per besök`.
pub fn says_divided(text: &str) -> bool {
    is_divided(&fold(text).split(' ').collect::<Vec<_>>())
}

fn is_divided(words: &[&str]) -> bool {
    let number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let by = |word: &str| ["inv", "inh", "capita"].iter().any(|begin| word.starts_with(begin));
    words.windows(2).any(|pair| match pair {
        ["per", next] => number(next) || by(next) || SINGLE.iter().any(|it| next.contains(it)),
        ["kr" | "kronor" | "sek", next] => by(next),
        _ => false,
    })
}

/// The confidence that a header says its limits have: 0.99 for `99 % KI nedre`.
pub fn confidence(header: &str) -> Option<f64> {
    let folded = fold(header);
    let mut words = folded.split(' ').skip_while(|word| !matches!(*word, "80" | "90" | "95" | "98" | "99"));
    let (percent, after) = (words.next()?.parse::<f64>().ok()?, words.next());
    Some(if percent == 99.0 && after == Some("9") { 0.999 } else { percent / 100.0 })
}

/// Whether a header says that its figures cannot be added to a sum: shares, means, indexes, ages, times, or what is
/// divided by inhabitants already.
pub fn says_no_sum(header: &str) -> bool {
    const BEGIN: [&str; 6] = ["median", "medel", "genomsnitt", "snitt", "index", "kvot"];
    const END: [&str; 5] = ["index", "alder", "vantetid", "kvot", "grad"];
    let folded = fold(header);
    let words: Vec<&str> = folded.split(' ').collect();
    let begins = |word: &str| word == "inv" || BEGIN.iter().any(|begin| word.starts_with(begin));
    says_share(header)
        || is_divided(&words)
        || words.iter().any(|word| begins(word) || END.iter().any(|end| word.ends_with(end)))
}

/// Whether a header says that something else stands under it: days, a mean, an index, a grade.
pub fn says_no_share(header: &str) -> bool {
    let folded = fold(header);
    let other = |word: &str| {
        OTHER.contains(&word) || word.starts_with("medel") || word.ends_with("betyg") || word.ends_with("tid")
    };
    !says_share(header) && (says_scale(header) || folded.split(' ').any(other))
}

/// Whether a header says from where to where answers go: `Nöjdhet (1–5)`.
fn says_scale(header: &str) -> bool {
    let inside = header.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inside, _)| inside);
    let ends = inside.split_once(['-', '–']).map(|(from, to)| (from.trim().parse::<u8>(), to.trim().parse::<u8>()));
    matches!(ends, Some((Ok(0 | 1), Ok(2..=10))))
}
