//! The Care Need Index and its seven circumstances, and areas that have one, as files name them.

use super::fold::fold;

/// How many there are.
pub const CIRCUMSTANCES: usize = 7;

/// Folded parts of their names, in the order of the index; the first that fits decides.
const WORDS: [(usize, &[&str]); CIRCUMSTANCES] = [
    (0, &["under 5", "yngre an 5", "0 4 ar", "under fem", "younger than 5"]),
    (3, &["foralder", "foraldrar", "parent"]),
    (2, &["65"]),
    (4, &["flytt", "moved"]),
    (5, &["arbetslos", "i atgard", "unemployed", "out of work"]),
    (6, &["lagutbild", "lag utbild", "low education"]),
    (1, &["fodd", "utrikes", "utland", "born"]),
];

/// Which of the seven a name is: persons under 5, born outside the West, 65 and older living alone, lone parents, moved in,
/// out of work, low education.
pub fn circumstance(name: &str) -> Option<usize> {
    let folded = fold(name);
    WORDS.iter().find(|(_, words)| words.iter().any(|word| folded.contains(word))).map(|(place, _)| *place)
}

/// Whether a name is of the index itself.
pub fn is_need(name: &str) -> bool {
    let folded = fold(name);
    folded.split(' ').next() == Some("cni") || folded.starts_with("care need index")
}

/// Whether a name is of areas within regions that are known by codes.
pub fn is_area(name: &str) -> bool {
    const PLACES: [&str; 3] = ["kommun", "deso", "regso"];
    const ENDS: [&str; 5] = ["", "er", "namn", "kod", "nummer"];
    let folded = fold(name).replace([' ', '_'], "");
    PLACES.iter().any(|place| folded.strip_prefix(place).is_some_and(|end| ENDS.contains(&end)))
}

/// The names of the seven in their order; `None` where one is missing.
pub fn circumstances<'n>(names: impl Iterator<Item = &'n str>) -> Option<[&'n str; CIRCUMSTANCES]> {
    let mut found = [None; CIRCUMSTANCES];
    for name in names {
        if let Some(place) = circumstance(name).and_then(|at| found.get_mut(at)).filter(|place| place.is_none()) {
            *place = Some(name);
        }
    }
    found.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_and_areas() {
        assert_eq!(["CNI", "CNI 2024", "Care Need Index (CNI)", "Cnidaria"].map(is_need), [true, true, true, false]);
        assert_eq!(
            ["Kommun", "DeSO-kod", "regso_kod", "Kommunal vård", "Kod"].map(is_area),
            [true, true, true, false, false]
        );
    }

    /// The names that Statistics Sweden has for the seven.
    #[test]
    fn the_seven_names() {
        let names = [
            "Barn yngre än 5 år",
            "Födda i Östeuropa (ej EU), Asien, Afrika, Sydamerika",
            "65 år eller äldre ensamstående",
            "Ensamstående förälder med barn 17 år eller yngre",
            "Personer 1 år eller äldre som flyttat in i området",
            "Arbetslösa eller i åtgärd 16–64 år",
            "Lågutbildade 25–64 år",
        ];
        assert_eq!(names.map(circumstance), [0, 1, 2, 3, 4, 5, 6].map(Some));
        assert_eq!(circumstances(names.into_iter().rev()), Some(names));
        assert_eq!(circumstances(names.into_iter().skip(1)), None);
        assert_eq!(["Folkmängd", "Befolkning", "Enhet", "Kommun"].map(circumstance), [None; 4]);
    }
}
