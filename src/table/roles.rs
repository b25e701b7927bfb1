//! What a column is used for, by its header in Swedish or English.

use super::limits::before_count;
use super::reading::Role;
use super::role_words::{EXACT, REGION};
use crate::vocabulary::fold::{fold, without_marks};
use crate::vocabulary::period::Period;

/// Whether a header says that regions stand under it.
pub fn names_region(header: &str) -> bool {
    let folded = fold(without_marks(header));
    REGION.contains(&folded.as_str()) || folded.split(' ').any(|word| matches!(word, "region" | "lan" | "landsting"))
}

/// Whether a header says that something smaller than regions stands under it, which may bear a region's name.
pub fn names_smaller_area(header: &str) -> bool {
    let folded = fold(header);
    let small = [
        "kommun",
        "kommunnamn",
        "kommunkod",
        "ort",
        "stad",
        "sjukhus",
        "vardcentral",
        "klinik",
        "mottagning",
        "enhet",
        "forvaltning",
    ];
    small.contains(&folded.as_str())
}

/// Whether a header says that people wrote in their own words under it, or remarks and their numbers stand there.
pub fn names_free_text(header: &str) -> bool {
    const WORDS: [&str; 22] = [
        "anm",
        "anmarkning",
        "anmarkningar",
        "not",
        "noter",
        "fotnot",
        "fotnoter",
        "notes",
        "kommentar",
        "kommentarer",
        "fritext",
        "fritextsvar",
        "oppet svar",
        "oppna svar",
        "oppen fraga",
        "synpunkt",
        "synpunkter",
        "comment",
        "comments",
        "free text",
        "open answer",
        "open ended",
    ];
    WORDS.contains(&fold(header).as_str())
}

/// The header without what stands in parentheses, folded.
pub fn bare(header: &str) -> String {
    let mut depth = 0_u32;
    let kept: String = header
        .chars()
        .filter(|character| {
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    fold(kept.trim().trim_end_matches('%'))
}

/// The role that a header names.
pub fn by_header(header: &str) -> Option<Role> {
    let header = without_marks(header);
    let whole = fold(header);
    let bare = bare(header);
    let exact = |name: &str| EXACT.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role);
    let found = exact(&whole).or_else(|| exact(&bare));
    // The weight of a body has its unit.
    let of_bodies = whole.split(' ').any(|word| matches!(word, "kg" | "gram"));
    if of_bodies {
        return found.filter(|role| *role != Role::Weight);
    }
    if found.is_some() {
        return found;
    }
    if REGION.contains(&bare.as_str()) {
        return Some(Role::Region);
    }
    let words: Vec<&str> = whole.split(' ').collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let interval = names_interval(&whole);
    let limit = interval || has(&["95"]);
    let around = header.contains('±') || header.contains("+/-");
    match () {
        () if has(&["nedre", "undre", "lower", "lagre"]) && (limit || words.len() <= 3) => Some(Role::Low),
        () if has(&["ovre", "upper", "hogre"]) && (limit || words.len() <= 3) => Some(Role::High),
        () if has(&["lag", "lagsta", "low", "min"]) && interval => Some(Role::Low),
        () if has(&["hog", "hogsta", "high", "max"]) && interval => Some(Role::High),
        () if has(&["felmarginal"]) || (around && (interval || whole.is_empty())) => Some(Role::Margin),
        () if has(&["personnummer", "fornamn", "efternamn"]) => Some(Role::Identifying),
        () if whole.starts_with("antal svar") || whole.starts_with("antal respondent") => Some(Role::Count),
        () if has(&["medelfel", "standardfel"]) => Some(Role::StandardError),
        () if has(&["taljare"]) => Some(Role::Numerator),
        () if has(&["namnare"]) => Some(Role::Denominator),
        () if words.iter().any(|word| is_weight(word))
            && words.iter().all(|word| is_weight(word) || of_weight(word)) =>
        {
            Some(Role::Weight)
        }
        () if has(&["aldersgrupp", "kon", "utbildningsniva", "halsa", "halsotillstand"]) && words.len() <= 2 => {
            Some(Role::Group)
        }
        () if words.first().is_some_and(|first| matches!(*first, "andel" | "share" | "procent")) => Some(Role::Value),
        () => None,
    }
}

/// `vikt`, `viktkal`, `vikt2`, `kalibreringsvikt`.
fn is_weight(word: &str) -> bool {
    let rest = word.strip_prefix("vikt").or_else(|| word.strip_prefix("weight"));
    let ends = |rest: &str| rest.starts_with("kal") || rest.bytes().all(|byte| byte.is_ascii_digit());
    matches!(word, "kalibreringsvikt" | "wgt") || rest.is_some_and(ends)
}

/// Whether a folded word says of a weight that it is one of a sample: what is weighed or paid for has others, such as
/// `DRG-vikt` and `body weight`.
fn of_weight(word: &str) -> bool {
    const WORDS: [&str; 25] = [
        "person",
        "ind",
        "lan",
        "riket",
        "individ",
        "final",
        "slut",
        "slutlig",
        "kalibrerad",
        "kal",
        "design",
        "survey",
        "sampling",
        "sample",
        "urval",
        "urvals",
        "bortfall",
        "bortfalls",
        "enkat",
        "svar",
        "svars",
        "hushall",
        "hushalls",
        "ny",
        "analys",
    ];
    WORDS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a folded header has a word for intervals or their limits.
pub fn names_interval(folded: &str) -> bool {
    const WORDS: [&str; 14] = [
        "ki",
        "ci",
        "konfidensintervall",
        "konfidensgrans",
        "konfidens",
        "konf",
        "grans",
        "limit",
        "felmarginal",
        "confidence",
        "conf",
        "interval",
        "intervall",
        "osakerhetsintervall",
    ];
    let digit = |sign: char| sign.is_ascii_digit();
    folded.split(' ').any(|word| WORDS.contains(&word.trim_matches(digit)))
}

/// Whether a role is that of numbers that make a figure.
pub fn is_figure(role: Role) -> bool {
    use Role::{Count, Denominator, High, Low, Margin, Numerator, StandardError, Value};
    matches!(role, Value | Count | Numerator | Denominator | Low | High | Margin | StandardError)
}

/// Whether a header says that a figure stands under it, but not which.
pub fn is_general(header: &str) -> bool {
    const GENERAL: [&str; 12] = [
        "", "andel", "andelen", "värde", "varde", "value", "resultat", "procent", "share", "percent", "utfall",
        "täljare",
    ];
    let words = header.split(['(', '[']).next().unwrap_or_default();
    GENERAL.contains(&words.trim().trim_end_matches('%').trim().to_lowercase().as_str())
}

/// The period in a header and the words around it: `2022 Andel` → 2022 and `Andel`.
pub fn period_in(header: &str) -> Option<(Period, String)> {
    let header = without_marks(header);
    if let Some(period) = Period::parse(header) {
        return Some((period, String::new()));
    }
    let words: Vec<&str> = header.split_whitespace().collect();
    for length in (1..=7.min(words.len().saturating_sub(1))).rev() {
        let last = words.len() - length;
        for start in [0, last].into_iter().chain(1..last) {
            let text = words.get(start..start + length)?.join(" ");
            if let Some(period) = Period::parse(text.trim_matches([',', ':', ';', '(', ')'])) {
                let rest = words.iter().enumerate().filter(|(at, _)| *at < start || *at >= start + length);
                let rest = rest.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
                return Some((period, rest.trim_matches([',', ':', ';', '-', ' ']).to_owned()));
            }
        }
    }
    // `X2022`, `andel2022`: names in R, Stata and SPSS begin with a letter.
    let year = header.len().checked_sub(4).and_then(|at| header.split_at_checked(at));
    if let Some((name, year)) = year.filter(|(_, year)| year.bytes().all(|byte| byte.is_ascii_digit())) {
        let rest = if matches!(fold(name).as_str(), "x" | "y" | "ar" | "year") { "" } else { name };
        if let Some(period) = Period::parse(year).filter(|_| rest.is_empty() || by_header(rest).is_some_and(is_figure))
        {
            return Some((period, rest.to_owned()));
        }
    }
    // `andel_2022`, `2022_n`: the year stands apart from the letters.
    let Some((start, end)) = header.split_once('_').map(|_| (header.split('_').next(), header.rsplit('_').next()))
    else {
        return joined(header);
    };
    let (period, rest) = match (start.and_then(Period::parse), end.and_then(Period::parse)) {
        (Some(period), _) => (period, header.split_once('_').map(|(_, rest)| rest)),
        (None, Some(period)) => (period, header.rsplit_once('_').map(|(rest, _)| rest)),
        (None, None) => return joined(header),
    };
    Some((period, rest.unwrap_or_default().to_owned()))
}

/// The year that ends a word: `andel2023`, and `X2023` as R calls a column of a year; `Q2001` is a question.
fn joined(header: &str) -> Option<(Period, String)> {
    let (words, year) = header.split_at_checked(header.len().checked_sub(4)?)?;
    let near = |period: &Period| (1990..=2060).contains(&period.years().0);
    let period = Period::parse(year).filter(near)?;
    let rest = if words == "X" { "" } else { words };
    let named = rest.is_empty() || rest.chars().rev().take_while(|sign| sign.is_alphabetic()).count() > 3;
    (named && !words.is_empty()).then(|| (period, rest.to_owned()))
}

/// The unit that a header or title names: `%`, `kr/inv`, `mnkr`.
pub fn unit_in(text: &str) -> Option<String> {
    if let Some(unit) = before_count(text).and_then(unit_in) {
        return Some(unit);
    }
    let inside = text.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(unit, _)| unit.trim());
    if let Some(unit) = inside.filter(|unit| is_unit(&unit.to_lowercase())) {
        return Some(unit.to_owned());
    }
    let lower = text.to_lowercase();
    if lower.ends_with('%') {
        return Some("%".to_owned());
    }
    let mut last = lower.rsplit([' ', ',', '_']);
    let (unit, before) = (last.next().unwrap_or_default(), last.next().unwrap_or_default());
    if unit == "kronor" && matches!(before, "tusen" | "tusental" | "miljoner" | "miljarder") {
        return Some(format!("{before} {unit}"));
    }
    match unit {
        "procent" | "percent" => Some("%".to_owned()),
        unit if matches!(unit, "mnkr" | "mkr" | "tkr" | "kr" | "kronor") || unit.starts_with("kr/") => {
            Some(unit.to_owned())
        }
        _ => None,
    }
}

/// The unit in a title: `andel (%)` among other words.
pub fn title_unit(title: &str) -> Option<String> {
    let inside = title.split(['(', ')']).skip(1).step_by(2);
    let said = inside.map(|part| format!("({part})")).find_map(|part| unit_in(&part)).or_else(|| unit_in(title));
    said.or_else(|| title.split([' ', ',']).any(|word| word.eq_ignore_ascii_case("index")).then(|| "index".to_owned()))
}

/// Whether small letters are a unit: `%`, `kr/inv`, `antal`.
pub fn is_unit(lower: &str) -> bool {
    lower == "%"
        || matches!(
            lower,
            "procent"
                | "kr"
                | "kronor"
                | "tkr"
                | "mnkr"
                | "mkr"
                | "antal"
                | "dagar"
                | "minuter"
                | "år"
                | "index"
                | "kvot"
                | "timmar"
                | "veckor"
                | "poäng"
        )
        || lower.starts_with("kr/")
        || lower.starts_with("kr per")
        || lower.starts_with("per 1")
        || lower.starts_with("/1")
        || lower.starts_with("antal/")
        || lower.starts_with("antal per")
}

#[cfg(test)]
mod tests {
    use super::{Role, by_header};

    /// Headers of surveys, accounts, waiting times and staffing as agencies and regions write them.
    #[test]
    fn headers_of_swedish_files() {
        for (role, headers) in [
            (
                Role::Region,
                "Län|Länskod|Lanskod|REGION_KOD|Region (hemort)|Landsting/region|Huvudman|Hemlän|Folkbokföringslän|County",
            ),
            (
                Role::Period,
                "År|AR|Mätår|Månad|År-månad|Kvartal|Tertial|Tidsperiod|Mätomgång|Redovisningsperiod|TIME_PERIOD|Year",
            ),
            (Role::Weight, "Vikt|vikt|VIKTKAL|Kalibreringsvikt|Kalibrerad vikt|person_vikt|Weight|final_weight|vikt2"),
            (Role::Stratum, "Stratum|STRATA|stratum_id|Stratumnr"),
            (Role::Cluster, "Vårdcentral|Klinik|PSU|HSA-ID|Enhet|Mottagning"),
            (Role::Id, "Löpnr|lopnr|LOPNUMMER|RespondentID|Respondent ID|svarsid|ID|participant_id"),
            (
                Role::Identifying,
                "Personnummer|Pnr|Namn|Efternamn|Förnamn|E-post|E-postadress|Telefonnummer|Personnr/samordningsnr",
            ),
            (Role::Value, "Andel|Andel (%)|Andel, procent|Värde|Resultat|Medelvärde|Value|Share of patients"),
            (Role::Count, "Antal svar|Antal svarande|n|N|Bas|Antal respondenter|Number of answers"),
            (Role::Numerator, "Täljare|Numerator|Antal täljare"),
            (Role::Denominator, "Nämnare|Denominator|Antal i nämnare"),
            (Role::Low, "Nedre KI|Undre gräns|KI låg|Nedre 95% KI|Nedre konfidensgräns|lower_ci|95% CI lower|LCL"),
            (Role::High, "Övre KI|Övre gräns|KI hög|Övre 95% KI|Övre konfidensgräns|upper_ci|95% CI upper|UCL"),
            (
                Role::Low,
                "Konfidensintervall låg|Konfidensintervall undre|95 % KI låg|KI undre gräns|CI lower limit|Lower 95% CI|\
                 KI95_low|Konfidensintervall (95 %), lägsta|Låg gräns|2.5 %",
            ),
            (
                Role::High,
                "Konfidensintervall hög|Konfidensintervall övre|95 % KI hög|KI övre gräns|CI upper limit|Upper 95% CI|\
                 KI95_high|Konfidensintervall (95 %), högsta|Hög gräns|97.5 %",
            ),
            (Role::Margin, "Felmarginal|Felmarginal (±)|±|± |+/-|KI ±|Margin of error|Statistisk felmarginal|MOE"),
            (Role::StandardError, "Medelfel|Standardfel|Std. error|SE"),
            (Role::Measure, "Indikator|Mått|Nyckeltal|KPI|Fråga|Frågetext|Variabel|Indicator"),
            (
                Role::Group,
                "Kön|KON|Ålder|Åldersgrupp|Ålderskategori|Utbildningsnivå|Födelseland|Self-rated health|Gender|Age group",
            ),
        ] {
            let wrong: Vec<_> = headers.split('|').filter(|header| by_header(header) != Some(role)).collect();
            assert!(wrong.is_empty(), "{role:?}: {wrong:?}");
        }
        for header in ["Låg", "Hög andel", "Andel (±)", "Lågutbildade", "Förändring", "Max", "Konfidensintervall", ""]
        {
            let found = by_header(header);
            assert!(!matches!(found, Some(Role::Low | Role::High | Role::Margin)), "{header}: {found:?}");
        }
        for header in
            ["Kroppsvikt", "Vikt (kg)", "Födelsevikt", "Antal besök", "Belopp", "Kommun", "Yrkesgrupp", "Väntande", ""]
        {
            assert_ne!(by_header(header), Some(Role::Weight), "{header}");
            assert_ne!(by_header(header), Some(Role::Region), "{header}");
        }
    }
}
