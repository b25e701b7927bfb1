//! Columns of surveys that once were questions, groups or nothing. What is right follows from what the words mean.

use super::unsaid::{Given, given, near};

/// A header, and the answer of a respondent by the number.
type Column = (&'static str, fn(usize) -> &'static str);

/// Thirty respondents in Halland: columns with an answer for each, by the number of the respondent.
fn survey(columns: &[Column]) -> Given {
    let headers: Vec<&str> = columns.iter().map(|(header, _)| *header).collect();
    let mut text = format!("id;Region;{}\n", headers.join(";"));
    for at in 0..30 {
        let cells: Vec<&str> = columns.iter().map(|(_, cell)| cell(at)).collect();
        text.push_str(&format!("{};Halland;{}\n", at + 1, cells.join(";")));
    }
    given(&text)
}

const YES: Column = ("Fast kontakt", |at| ["Ja", "Nej", "Ja"][at % 3]);

#[test]
fn weights_by_more_words() {
    for header in ["vikt_ind", "wgt_final", "wgt", "vikt_riket"] {
        let mut columns = [YES, ("", |at| ["1,5", "0,5", "0,5"][at % 3])];
        columns[1].0 = header;
        let file = survey(&columns);
        assert_eq!(file.role(header), "weight", "{header}");
        near(&file.estimate("13", "")["value"], 2.0 / 2.5);
    }
    let two = survey(&[YES, ("vikt_lan", |at| ["1", "2"][at % 2]), ("vikt_riket", |at| ["10", "30"][at % 2])]);
    assert_eq!(two.found("W_COLUMN_UNUSED"), ["vikt_riket"]);
    assert_eq!(two.result["measures"].as_array().unwrap().len(), 1);
}

#[test]
fn numbers_that_are_no_answers_are_said() {
    let file = survey(&[
        YES,
        ("EQ-VAS", |at| ["40", "55", "61", "72", "83", "90", "43", "77", "81", "12"][at % 10]),
        ("Träffat läkare", |at| ["1", ""][at % 2]),
        ("Träffat tandläkare", |at| ["X", ""][at % 2]),
        ("lastpage", |at| ["5", "2", "4"][at % 3]),
    ]);
    assert_eq!(file.found("W_COLUMN_UNUSED"), ["EQ-VAS", "Träffat läkare", "Träffat tandläkare", "lastpage"]);
    assert_eq!(file.result["measures"].as_array().unwrap().len(), 1);
}

#[test]
fn short_answers_and_easy_and_hard_are_scales() {
    let file = survey(&[("Fått hjälp", |at| ["Y", "Y", "N"][at % 3]), YES]);
    assert_eq!(file.role("Fått hjälp"), "item");
    near(&file.estimate("13", "")["value"], 2.0 / 3.0);
    let file = survey(&[
        ("Lätt att få tid?", |at| {
            ["Mycket lätt", "Ganska lätt", "Ganska svårt", "Mycket svårt", "Har inte försökt"][at % 5]
        }),
        YES,
    ]);
    assert_eq!(file.role("Lätt att få tid?"), "item");
    near(&file.estimate("13", "")["value"], 0.5);
}

#[test]
fn what_is_counted_has_a_mean_and_backgrounds_are_groups() {
    let file = survey(&[
        ("Antal besök", |at| ["0", "1", "2", "3", "4"][at % 5]),
        ("alder_grp", |at| ["1", "2", "3"][at % 3]),
        ("utb", |at| ["1", "2"][at % 2]),
        ("civst", |at| ["1", "2", "3", "4"][at % 4]),
        YES,
    ]);
    near(&file.estimate("13", "")["value"], 2.0);
    for group in ["alder_grp", "utb", "civst"] {
        assert_eq!(file.role(group), "group", "{group}");
    }
}

#[test]
fn codes_without_words_are_said() {
    let file =
        survey(&[("fast_lakare", |at| ["1", "2", "1"][at % 3]), ("vantetid", |at| ["1", "2", "3"][at % 3]), YES]);
    assert_eq!(file.found("W_CODES_WITHOUT_WORDS"), ["fast_lakare", "vantetid"]);
    let file = survey(&[("betyg", |at| ["1", "2", "3", "4", "5"][at % 5]), ("svar", |at| ["0", "1"][at % 2]), YES]);
    assert!(file.found("W_CODES_WITHOUT_WORDS").is_empty());
}

#[test]
fn one_fieldwork_over_new_year_is_said() {
    let over = survey(&[("svarsdatum", |at| ["2023-12-05", "2023-12-20", "2024-01-09"][at % 3]), YES]);
    assert_eq!(over.found("W_FIELDWORK_OVER_YEARS"), ["svarsdatum"]);
    for dates in [["2024-10-05", "2024-11-20", "2024-12-09"], ["2023-02-05", "2024-02-20", "2024-03-09"]] {
        let mut text = "id;Region;svarsdatum;Hjälp\n".to_owned();
        (0..30).for_each(|at| text.push_str(&format!("{at};Halland;{};{}\n", dates[at % 3], ["Ja", "Nej"][at % 2])));
        assert!(given(&text).found("W_FIELDWORK_OVER_YEARS").is_empty(), "{dates:?}");
    }
}
