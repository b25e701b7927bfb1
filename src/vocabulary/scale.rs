//! Answer scales: which answers belong together, in which order, and which stand outside the base.

use super::fold::fold;

/// A known scale, with its answers from the most positive to the least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Stable name, such as `always_never`.
    pub id: &'static str,
    /// The answers as the file writes them, the most positive first.
    pub answers: Vec<String>,
    /// How many of the first answers count as positive by custom (alltid + ibland; instämmer helt + delvis; 4–5).
    pub positive: usize,
    /// Answers outside the base (`vet ej`, `ej aktuellt`), as the file writes them.
    pub outside: Vec<String>,
}

/// A scale as known here: folded spellings for each step, the most positive step first.
struct Known {
    id: &'static str,
    steps: &'static [&'static [&'static str]],
    positive: usize,
}

#[rustfmt::skip]
static KNOWN: &[Known] = &[
    Known { id: "yes_no", positive: 1, steps: &[&["ja", "yes", "sant", "true", "y", "j"], &["nej", "no", "falskt", "false", "n"]] },
    Known { id: "yes_partly_no", positive: 1, steps: &[
        &["ja", "yes", "ja helt", "ja helt och hallet", "ja absolut", "ja i stor utstrackning", "ja i hog grad"],
        &["delvis", "ja delvis", "partly", "yes partly", "i viss man", "till viss del", "ja till viss del",
            "ja i viss utstrackning", "ja i viss man", "ja i viss grad"],
        &["nej", "no", "nej inte alls"]] },
    Known { id: "always_never", positive: 2, steps: &[
        &["alltid", "ja alltid", "always"], &["ibland", "ja ibland", "sometimes"], &["sallan", "rarely", "seldom"],
        &["aldrig", "nej aldrig", "never"]] },
    Known { id: "always_often_never", positive: 2, steps: &[
        &["alltid", "ja alltid", "always"],
        &["oftast", "ofta", "ja oftast", "ja ofta", "for det mesta", "ja for det mesta", "often", "usually"],
        &["ibland", "ja ibland", "sometimes"], &["sallan", "nej sallan", "rarely", "seldom"],
        &["aldrig", "nej aldrig", "never"]] },
    Known { id: "very_often_never", positive: 2, steps: &[
        &["mycket ofta", "very often"], &["ganska ofta", "ofta", "often", "fairly often"], &["ibland", "sometimes"],
        &["ganska sallan", "sallan", "rarely", "seldom"], &["mycket sallan", "very rarely"], &["aldrig", "never"]] },
    Known { id: "important", positive: 2, steps: &[
        &["mycket viktigt", "very important"], &["ganska viktigt", "viktigt", "important", "fairly important"],
        &["varken viktigt eller oviktigt", "varken eller"],
        &["mindre viktigt", "inte sarskilt viktigt", "inte sa viktigt", "less important", "not very important"],
        &["inte alls viktigt", "oviktigt", "not at all important"]] },
    Known { id: "safe", positive: 2, steps: &[
        &["mycket trygg", "mycket tryggt", "very safe"], &["ganska trygg", "ganska tryggt", "trygg", "fairly safe"],
        &["varken trygg eller otrygg", "varken tryggt eller otryggt", "varken eller"],
        &["ganska otrygg", "ganska otryggt", "otrygg", "fairly unsafe"],
        &["mycket otrygg", "mycket otryggt", "very unsafe"]] },
    Known { id: "likely", positive: 2, steps: &[
        &["mycket troligt", "mycket sannolikt", "very likely"],
        &["ganska troligt", "troligt", "ganska sannolikt", "likely", "fairly likely"],
        &["varken troligt eller otroligt", "varken eller"],
        &["ganska otroligt", "inte sarskilt troligt", "ganska osannolikt", "unlikely", "fairly unlikely"],
        &["mycket otroligt", "inte alls troligt", "mycket osannolikt", "very unlikely"]] },
    Known { id: "agree_disagree", positive: 2, steps: &[
        &["instammer helt", "haller med helt", "strongly agree", "completely agree", "agree completely"],
        &["instammer delvis", "haller med delvis", "instammer till stor del", "agree", "partly agree",
            "somewhat agree", "tend to agree"],
        &["varken eller", "varken instammer eller tar avstand", "neither", "neither agree nor disagree", "neutral"],
        &["tar delvis avstand", "instammer delvis inte", "disagree", "partly disagree", "somewhat disagree",
            "tend to disagree"],
        &["tar helt avstand", "instammer inte", "strongly disagree", "completely disagree"]] },
    Known { id: "agree_not_at_all", positive: 2, steps: &[
        &["instammer helt", "instammer helt och hallet", "stammer helt", "stammer helt och hallet", "stammer mycket bra",
            "ja helt och hallet"],
        &["instammer till stor del", "instammer i hog grad", "instammer i stort", "instammer delvis",
            "stammer ganska bra", "stammer bra", "stammer delvis", "instammer"],
        &["varken eller", "instammer till viss del", "instammer i viss man", "instammer till liten del",
            "instammer i lag grad", "stammer ganska daligt", "stammer daligt", "instammer knappast"],
        &["instammer inte alls", "instammer inte", "stammer inte alls", "nej inte alls"]] },
    Known { id: "good_bad", positive: 2, steps: &[
        &["mycket bra", "mycket god", "mycket gott", "very good", "utmarkt", "excellent"],
        &["ganska bra", "bra", "god", "gott", "ganska god", "ganska gott", "good", "fairly good"],
        &["varken bra eller dalig", "varken bra eller daligt", "varken eller", "nagorlunda", "acceptabel",
            "acceptabelt", "neither good nor bad", "fair", "varken god eller dalig"],
        &["ganska dalig", "ganska daligt", "dalig", "daligt", "bad", "poor", "fairly bad"],
        &["mycket dalig", "mycket daligt", "very bad", "very poor"]] },
    Known { id: "trust", positive: 2, steps: &[
        &["mycket stort fortroende", "mycket stort", "mycket hogt fortroende", "mycket hogt", "very high"],
        &["ganska stort fortroende", "ganska stort", "stort fortroende", "stort", "ganska hogt fortroende",
            "ganska hogt", "hogt", "high"],
        &["varken stort eller litet fortroende", "varken stort eller litet", "varken eller"],
        &["ganska litet fortroende", "ganska litet", "litet fortroende", "litet", "ganska lagt fortroende",
            "ganska lagt", "lagt", "low"],
        &["mycket litet fortroende", "mycket litet", "inget fortroende", "mycket lagt fortroende",
            "mycket lagt", "very low"]] },
    Known { id: "satisfied", positive: 2, steps: &[
        &["mycket nojd", "very satisfied"], &["ganska nojd", "nojd", "satisfied", "fairly satisfied"],
        &["varken nojd eller missnojd", "varken eller", "neither satisfied nor dissatisfied",
            "neither", "neutral"],
        &["ganska missnojd", "missnojd", "dissatisfied", "fairly dissatisfied"],
        &["mycket missnojd", "very dissatisfied"]] },
    Known { id: "positive_negative", positive: 2, steps: &[
        &["mycket positiv", "mycket positivt", "very positive"],
        &["ganska positiv", "ganska positivt", "positiv", "positivt", "positive"],
        &["varken positiv eller negativ", "varken positivt eller negativt", "varken eller", "neutral", "neutralt"],
        &["ganska negativ", "ganska negativt", "negativ", "negativt", "negative"],
        &["mycket negativ", "mycket negativt", "very negative"]] },
    Known { id: "high_low_degree", positive: 2, steps: &[
        &["i mycket hog grad", "i mycket stor utstrackning", "to a very large extent"],
        &["i ganska hog grad", "i hog grad", "i stor utstrackning", "i ganska stor utstrackning", "to a large extent"],
        &["i viss man", "i viss grad", "delvis", "i viss utstrackning", "to some extent"],
        &["i ganska liten grad", "i ganska lag grad", "i liten grad", "i lag grad", "i liten utstrackning",
            "i ganska liten utstrackning", "to a small extent"],
        &["i mycket liten grad", "i mycket lag grad", "i mycket liten utstrackning", "inte alls", "not at all"]] },
    Known { id: "fully_not_at_all", positive: 2, steps: &[
        &["helt och hallet", "helt", "fullt ut", "completely", "fully"],
        &["till stor del", "till storsta delen", "i hog grad", "i stor utstrackning", "mostly"],
        &["delvis", "till viss del", "i viss man", "i viss utstrackning", "partly"],
        &["till liten del", "i liten grad", "i liten utstrackning", "knappast", "hardly"],
        &["inte alls", "not at all"]] },
    Known { id: "easy_hard", positive: 2, steps: &[
        &["mycket latt", "very easy"], &["ganska latt", "latt", "fairly easy", "easy"],
        &["varken latt eller svart", "varken eller"],
        &["ganska svart", "svart", "fairly hard", "fairly difficult", "difficult"],
        &["mycket svart", "very hard", "very difficult"]] },
    Known { id: "zero_one", positive: 1, steps: &[&["1"], &["0"]] },
    Known { id: "one_to_four", positive: 2, steps: &[&["4"], &["3"], &["2"], &["1"]] },
    Known { id: "one_to_five", positive: 2, steps: &[&["5"], &["4"], &["3"], &["2"], &["1"]] },
    // OECD counts 6–10 as high or moderately high trust (Survey on Drivers of Trust in Public Institutions, 2023).
    Known { id: "zero_to_ten", positive: 5, steps: &[
        &["10"], &["9"], &["8"], &["7"], &["6"], &["5"], &["4"], &["3"], &["2"], &["1"], &["0"]] },
];

/// Folded answers outside the base.
const OUTSIDE: &[&str] = &[
    "vet ej",
    "vet inte",
    "vet ej ej aktuellt",
    "vet inte ej aktuellt",
    "vet ej inte aktuellt",
    "ej aktuellt",
    "inte aktuellt",
    "inte aktuellt for mig",
    "ej tillampligt",
    "ej relevant",
    "vill inte svara",
    "vill ej svara",
    "vet inte vill inte svara",
    "vet ej vill ej svara",
    "ingen asikt",
    "ingen uppfattning",
    "har ingen uppfattning",
    "kan inte ta stallning",
    "kan ej ta stallning",
    "kan inte bedoma",
    "kan ej bedoma",
    "har inte forsokt",
    "har ej forsokt",
    "minns inte",
    "minns ej",
    "inget svar",
    "ej svar",
    "uppgift saknas",
    "saknas",
    "don t know",
    "dont know",
    "do not know",
    "not applicable",
    "prefer not to answer",
    "prefer not to say",
    "refused",
    "no answer",
    "no opinion",
    "not sure",
];

/// A folded answer without the number of its step: `5 mycket bra`.
fn without_number(folded: String) -> String {
    let words = folded.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_start();
    if words.is_empty() { folded } else { words.to_owned() }
}

/// The steps of numbered answers whose lowest and highest have the words of the ends of a scale, whatever stands
/// between: `1 - Inte alls`, `2` … `5 - Helt och hållet`. The scale is that of the numbers alone.
fn by_ends<'a>(inside: &[(&'a str, String)]) -> Option<(&'static Known, Vec<(usize, &'a str)>)> {
    let number = |answer: &str| -> Option<usize> {
        let folded = fold(answer);
        folded.split(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()
    };
    let mut numbered = Vec::with_capacity(inside.len());
    for (answer, words) in inside {
        numbered.push((number(answer)?, words.as_str(), *answer));
    }
    numbered.sort_unstable();
    let distinct = numbered.windows(2).all(|pair| pair.first().map(|it| it.0) != pair.last().map(|it| it.0));
    let ((lowest, worst, _), (highest, best, _)) = (numbered.first()?, numbered.last()?);
    let holds = |step: Option<&&[&str]>, word: &str| step.is_some_and(|step| step.contains(&word));
    let ends = |top: &str, bottom: &str| {
        KNOWN.iter().any(|known| holds(known.steps.first(), top) && holds(known.steps.last(), bottom))
    };
    let (upwards, downwards) = (ends(best, worst), ends(worst, best));
    let step_of = |known: &Known, number: usize| {
        let number = if upwards { number } else { lowest + highest - number }.to_string();
        known.steps.iter().position(|step| step.contains(&number.as_str()))
    };
    let whole = |known: &&Known| {
        known.steps.len() > 2
            && step_of(known, *lowest).max(step_of(known, *highest)) == Some(known.steps.len() - 1)
            && step_of(known, *lowest).min(step_of(known, *highest)) == Some(0)
    };
    let known = KNOWN.iter().find(whole).filter(|_| distinct && upwards != downwards)?;
    let placed = numbered.iter().map(|(number, _, answer)| Some((step_of(known, *number)?, *answer)));
    let mut placed: Vec<(usize, &str)> = placed.collect::<Option<_>>()?;
    placed.sort_unstable();
    Some((known, placed))
}

impl Scale {
    /// Whether the answers themselves say what is good, whatever was asked: `mycket nöjd`, not `ja`.
    pub fn says_good(&self) -> bool {
        matches!(self.id, "safe" | "good_bad" | "trust" | "satisfied" | "positive_negative" | "easy_hard")
    }

    /// Numbered answers without the codes that stand apart from them, and these: 9 after 0 and 1, 8 and 9 after 1 to 5, -1
    /// and -9 before them.
    pub fn without_far_codes<'a>(answers: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
        const FAR: [i64; 6] = [8, 9, 88, 89, 98, 99];
        let all = || (answers.to_vec(), Vec::new());
        let parsed = answers.iter().map(|answer| Some((answer.trim().parse().ok()?, *answer)));
        let Some(mut numbers) = parsed.collect::<Option<Vec<(i64, &str)>>>() else { return all() };
        numbers.sort_unstable();
        // Below nothing are codes, unless the scale goes as far above it.
        let even = numbers.first().zip(numbers.last()).is_some_and(|((least, _), (most, _))| -least == *most);
        let from = numbers.iter().take_while(|(number, _)| *number < 0 && !even).count();
        let (below, numbers) = numbers.split_at(from);
        let gap = |pair: &[(i64, &str)]| matches!(pair, [(here, _), (next, _)] if next - here > 1);
        let end = numbers.windows(2).position(gap).map_or(numbers.len(), |at| at + 1);
        let (scale, far) = numbers.split_at(end);
        if scale.len() < 2 || far.iter().any(|(number, _)| !FAR.contains(number)) {
            return all();
        }
        let texts = |part: &[(i64, &'a str)]| part.iter().map(|(_, answer)| *answer).collect::<Vec<_>>();
        (texts(scale), [texts(below), texts(far)].concat())
    }

    /// Answers that are not among the positive ones and look as if they should not count as a no: a positive one in another
    /// spelling, one outside the base, a code that stands apart, or one that is in no known scale with the others.
    pub fn doubtful<'a>(answers: &[&'a str], positive: &[String]) -> Vec<&'a str> {
        let folded = |answer: &str| without_number(fold(answer));
        let wanted: Vec<String> = positive.iter().map(|answer| folded(answer)).collect();
        let known = KNOWN.iter().filter_map(|known| {
            let holds = |answer: &String| known.steps.iter().any(|step| step.contains(&answer.as_str()));
            let held = answers.iter().filter(|answer| holds(&folded(answer))).count();
            (wanted.iter().all(holds) && held > wanted.len() && held * 2 > answers.len()).then_some((held, known))
        });
        let scale = known.max_by_key(|(held, _)| *held).map(|(_, known)| known.steps);
        let (_, far) = Scale::without_far_codes(answers);
        let is_doubtful = |answer: &&&str| {
            let text = folded(answer);
            let outside = OUTSIDE.contains(&text.as_str()) || far.contains(answer);
            let strange = scale.is_some_and(|steps| !steps.iter().any(|step| step.contains(&text.as_str())));
            outside || strange || wanted.contains(&text)
        };
        let others = answers.iter().filter(|answer| !positive.iter().any(|it| it == *answer));
        others.filter(is_doubtful).copied().collect()
    }

    /// Recognises a scale from the distinct answers of a column; `None` where they are not one known scale. Of the
    /// scales that hold all answers the shortest is taken. Scales in words need two of their answers, scales in
    /// numbers their highest step and three in all (both for 0/1). Digits such as 9 or 99 are never guessed to mean
    /// "don't know".
    pub fn recognise(answers: &[&str]) -> Option<Scale> {
        let (outside, inside): (Vec<_>, Vec<_>) = answers
            .iter()
            .map(|answer| answer.trim())
            .filter(|answer| !answer.is_empty())
            .map(|answer| (answer, without_number(fold(answer))))
            .partition(|(_, folded)| folded.is_empty() || OUTSIDE.contains(&folded.as_str()));
        let fitting = KNOWN.iter().filter_map(|known| {
            let mut placed = Vec::with_capacity(inside.len());
            for (answer, folded) in &inside {
                placed.push((known.steps.iter().position(|step| step.contains(&folded.as_str()))?, *answer));
            }
            placed.sort();
            let mut steps: Vec<usize> = placed.iter().map(|(step, _)| *step).collect();
            steps.dedup();
            let in_numbers = known.steps.first().is_some_and(|step| step.iter().all(|word| word.parse::<u8>().is_ok()));
            let least = if in_numbers { known.steps.len().min(3) } else { 2 };
            let highest = !in_numbers || steps.first() == Some(&0);
            (steps.len() >= least && highest).then_some((known, placed))
        });
        let (known, placed) = fitting.min_by_key(|(known, _)| known.steps.len()).or_else(|| by_ends(&inside))?;
        Some(Scale {
            id: known.id,
            positive: placed.iter().filter(|(step, _)| *step < known.positive).count(),
            answers: placed.into_iter().map(|(_, answer)| answer.to_owned()).collect(),
            outside: outside.into_iter().map(|(answer, _)| answer.to_owned()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn recognised(answers: &[&str]) -> Option<(&'static str, Vec<String>, usize, Vec<String>)> {
        Scale::recognise(answers).map(|scale| (scale.id, scale.answers, scale.positive, scale.outside))
    }

    #[test]
    fn always_to_never_in_any_order() {
        let (id, answers, positive, outside) =
            recognised(&["aldrig", "Ibland", "ALLTID", "sällan", "Vet ej", ""]).unwrap();
        assert_eq!(id, "always_never");
        assert_eq!(answers, ["ALLTID", "Ibland", "sällan", "aldrig"]);
        assert_eq!(positive, 2);
        assert_eq!(outside, ["Vet ej"]);
    }

    #[test]
    fn often_makes_another_scale() {
        let (id, answers, positive, _) = recognised(&["Alltid", "Oftast", "Ibland", "Sällan", "Aldrig"]).unwrap();
        assert_eq!((id, positive, answers.len()), ("always_often_never", 2, 5));
    }

    #[test]
    fn agreement_with_and_without_middle() {
        let four = ["Instämmer helt", "Instämmer delvis", "Tar delvis avstånd", "Tar helt avstånd"];
        assert_eq!(recognised(&four).unwrap().2, 2);
        let (id, answers, positive, outside) =
            recognised(&[four[3], four[2], "Varken eller", four[1], four[0], "Vet ej/ej aktuellt"]).unwrap();
        assert_eq!((id, positive, answers[2].as_str()), ("agree_disagree", 2, "Varken eller"));
        assert_eq!(outside, ["Vet ej/ej aktuellt"]);
        let english = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"];
        assert_eq!(recognised(&english).unwrap().2, 2);
        assert_eq!(recognised(&["Instämmer helt", "Instämmer inte alls"]).unwrap().0, "agree_not_at_all");
    }

    #[test]
    fn a_step_that_nobody_chose_changes_the_count_of_positive() {
        assert_eq!(recognised(&["Ibland", "Sällan", "Aldrig"]).unwrap().2, 1);
    }

    #[test]
    fn numbers_before_the_words() {
        let (id, answers, positive, outside) =
            recognised(&["1 - Mycket dåligt", "2 Dåligt", "4. Bra", "5 = Mycket bra", "9 Vet ej"]).unwrap();
        assert_eq!((id, positive, answers[0].as_str()), ("good_bad", 2, "5 = Mycket bra"));
        assert_eq!(outside, ["9 Vet ej"]);
    }

    #[test]
    fn numbers_whose_ends_have_words() {
        let (id, answers, positive, outside) =
            recognised(&["2", "1 - Inte alls", "4", "5 - Helt och hållet", "3", "9 - Vet ej"]).unwrap();
        assert_eq!((id, positive), ("one_to_five", 2));
        assert_eq!(answers, ["5 - Helt och hållet", "4", "3", "2", "1 - Inte alls"]);
        assert_eq!(outside, ["9 - Vet ej"]);
        let down = recognised(&["1 Ja, helt och hållet", "2", "3", "4 Nej, inte alls"]).unwrap();
        assert_eq!((down.1[0].as_str(), down.2), ("1 Ja, helt och hållet", 2));
        let words = ["1 - Inte alls", "2 - I liten grad", "3 - Något", "4 - Rätt mycket", "5 - Helt och hållet"];
        assert_eq!(recognised(&words).unwrap().1[1], "4 - Rätt mycket");
        assert_eq!(recognised(&["Inte alls", "Delvis", "Helt och hållet"]).unwrap().1[0], "Helt och hållet");
        for unknown in [["1 - Blå", "2", "5 - Grön"], ["1 - Inte alls", "2", "5"], ["1 - Inte alls", "2", "7 - Helt"]]
        {
            assert_eq!(recognised(&unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn yes_and_no() {
        assert_eq!(recognised(&["Nej", "Ja"]).unwrap().0, "yes_no");
        assert_eq!(recognised(&["Ja", "Delvis", "Nej"]).unwrap().2, 1);
        assert_eq!(recognised(&["yes", "no", "Don't know"]).unwrap().3, ["Don't know"]);
    }

    #[test]
    fn numbers() {
        assert_eq!(recognised(&["1", "2", "3", "4", "5"]).unwrap().1, ["5", "4", "3", "2", "1"]);
        assert_eq!(recognised(&["1", "2", "3", "4"]).unwrap().0, "one_to_four");
        assert_eq!(recognised(&["0", "1"]).unwrap().0, "zero_one");
        assert_eq!(recognised(&["0", "5", "7", "10"]).unwrap().0, "zero_to_ten");
    }

    #[test]
    fn what_is_no_scale() {
        assert_eq!(recognised(&["1", "2", "3", "9"]), None);
        assert_eq!(recognised(&["1", "2", "3", "4", "5", "9"]), None);
        assert_eq!(recognised(&["1", "2"]), None);
        assert_eq!(recognised(&["Kvinna", "Man"]), None);
        assert_eq!(recognised(&["Ja"]), None);
        assert_eq!(recognised(&[]), None);
    }
}
