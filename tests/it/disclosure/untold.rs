//! What is hidden is untold: of two files that differ only in cells that are hidden, everything that leaves is the same. Who
//! holds it cannot tell three answers from four, nor work out a value.

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use rikssnitt::plan::Plan;
use rikssnitt::session::{Format, Language, Session};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Cursor;

const ALL: [&str; 21] = [
    "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23",
    "24", "25",
];

fn session(text: &str) -> Session {
    let mut session = Session::new().unwrap();
    session.add("fil.csv", text.as_bytes().to_vec()).unwrap();
    session
}

fn result(text: &str, plan: &Plan) -> Value {
    serde_json::to_value(session(text).analyse(plan).unwrap()).unwrap()
}

/// A line with its numbers to nine figures: sums of squares are added in the order of the regions.
fn rounded(line: &str) -> String {
    let numbers = |sign: char| sign.is_ascii_digit() || ".,-e".contains(sign);
    let mut words: Vec<String> = Vec::new();
    for word in line.split_inclusive(|sign| !numbers(sign)) {
        let digits = word.trim_end_matches(|sign| !numbers(sign));
        let number = digits.trim_end_matches(',').replace(',', ".").parse::<f64>();
        words.push(match number {
            Ok(number) if digits.len() > 9 && number.abs() < 1e-9 => "0".to_owned(),
            Ok(number) if digits.len() > 9 => format!("{number:.8e}"),
            _ => word.to_owned(),
        });
    }
    words.concat()
}

/// Everything that leaves, line by line, without the file's own checksum.
fn told(text: &str, plan: &Plan) -> Vec<String> {
    let mut session = session(text);
    let mut lines = Vec::new();
    for format in [Format::Json, Format::Csv, Format::R] {
        let written = String::from_utf8(session.export(plan, format).unwrap()).unwrap();
        lines.extend(written.lines().map(str::to_owned));
    }
    let book = session.export(plan, Format::Xlsx(Language::Swedish)).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book)).unwrap();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        lines.extend(sheet.used_cells().map(|(row, column, cell)| format!("{name} {row} {column} {cell}")));
    }
    let checksum = |line: &String| line.split(|sign: char| !sign.is_ascii_hexdigit()).any(|word| word.len() == 64);
    lines.into_iter().filter(|line| !checksum(line)).map(|line| rounded(&line)).collect()
}

/// The two files tell the same, and would tell their difference without protection.
fn assert_untold(texts: [&str; 2], plan: &Plan) {
    let [one, other] = texts.map(|text| told(text, plan));
    let first = one.iter().zip(&other).enumerate().find(|(_, (one, other))| one != other);
    assert_eq!(first, None);
    assert_eq!(one.len(), other.len());
    let mut open = plan.clone();
    open.disclosure.minimum_n = 0;
    assert_ne!(result(texts[0], &open)["estimates"], result(texts[1], &open)["estimates"]);
}

/// The regions of which a measure is hidden in a period.
fn hidden(result: &Value, measure: &str, period: &str) -> BTreeSet<String> {
    let all = result["estimates"].as_array().unwrap().iter();
    let mine = all.filter(|it| it["measure"] == measure && it["period"] == period && it["group"].is_null());
    mine.filter(|it| it["status"] == "hidden").map(|it| it["region"].as_str().unwrap().to_owned()).collect()
}

/// A survey of all regions and two years. In 2024 the first `few` of `of` respondents live in the first of two regions, the
/// others in the second; every other region has more than `of`.
fn survey([first, second]: [&str; 2], few: usize, of: usize) -> String {
    let mut text = "region;år;kön;ålder;q1;kostnad\n".to_owned();
    let mut add = |region: &str, year: &str, at: usize, place: usize| {
        let answer = ["Ja", "Nej"][usize::from((at * 7 + place * 5) % 11 < 3 + place % 5)];
        let cost = 20_000 + 313 * ((at * 17 + place * 29) % 23);
        let (sex, age) = (["Kvinna", "Man"][at / 2 % 2], ["ung", "gammal"][at / 4 % 2]);
        text.push_str(&format!("{region};{year};{sex};{age};{answer};{cost}\n"));
    };
    for year in ["2023", "2024"] {
        for (place, region) in ALL.iter().enumerate() {
            let apart = year == "2024" && [first, second].contains(region);
            (0..if apart { 0 } else { of + 10 + place }).for_each(|at| add(region, year, at, place));
        }
    }
    for at in 0..of {
        add(if at < few { first } else { second }, "2024", at, 0);
    }
    text
}

/// Everything that can be asked of it.
fn everything(region: &str, minimum: u64) -> Plan {
    Plan::parse(&format!(
        r#"{{"plan":1,"region":"{region}","groups":["kön"],"multiplicity":"benjamini_hochberg",
        "disclosure":{{"minimum_n":{minimum}}},"reliability":{{"minimum_n":1}},
        "compare":["nation","rest","peers","previous_measurement","first_measurement","group_gap","gap_change",
          "difference_in_differences"],
        "files":[{{"match":"*","kind":"survey","columns":{{"region":"region","period":"år"}},
          "design":{{"ids":[],"strata":null,"weights":null}},
          "coverage":{{"invited":[{{"region":"{region}","period":"2024","n":900}}]}}}}],
        "standardise":{{"by":["kön","ålder"]}},
        "adjusted":[{{"id":"kön","measure":"q1","by":"kön","given":["ålder"]}}],
        "measures":[
          {{"id":"q1","type":"proportion","column":"q1","positive":["Ja"],"nation":"data","direction":"higher",
            "goal":"fortroende","perspective":"patient"}},
          {{"id":"kostnad","type":"mean","column":"kostnad","nation":"data","direction":"lower","goal":"kostnad",
            "perspective":"system"}}],
        "system":{{"net_cost":"kostnad",
          "quadrant":{{"cost":"adjusted","period":"2024","earlier":["2023"],"indicators":[{{"id":"q1"}}]}},
          "efficiency":{{"inputs":["adjusted"],"outputs":["q1"],"period":"2024","draws":0}}}}}}"#
    ))
    .unwrap()
}

#[test]
fn three_answers_look_like_four() {
    let texts = [survey(["09", "10"], 3, 24), survey(["09", "10"], 4, 24)];
    for region in ["13", "10"] {
        let plan = everything(region, 5);
        let result = result(&texts[0], &plan);
        assert_eq!(hidden(&result, "q1", "2024"), BTreeSet::from(["09".to_owned(), "10".to_owned()]));
        assert_untold([&texts[0], &texts[1]], &plan);
        // What rests on neither is there.
        let rows = result["system"]["structure"].as_array().unwrap();
        let of = |period: &str| rows.iter().filter(|row| row["period"] == period).count();
        assert_eq!((of("2023"), of("2024")), (22, 20));
        let quadrants = result["system"]["quadrants"].as_array().unwrap();
        assert_eq!(quadrants.iter().map(|it| it["period"].as_str().unwrap()).collect::<Vec<_>>(), ["2023"]);
        let ranks = result["ranks"].as_array().unwrap();
        assert!(ranks.iter().all(|it| it["period"] == "2023") && ranks.len() == 42);
    }
}

/// The own region is hidden, large enough to be tested: its verdicts are counted nowhere.
#[test]
fn hidden_differences_are_in_no_count() {
    let texts = [survey(["13", "10"], 30, 75), survey(["13", "10"], 33, 75)];
    let plan = everything("13", 36);
    assert_eq!(hidden(&result(&texts[0], &plan), "q1", "2024"), BTreeSet::from(["10".to_owned(), "13".to_owned()]));
    assert_untold([&texts[0], &texts[1]], &plan);
    let open = result(&texts[0], &everything("13", 5));
    let tested = |result: &Value| {
        let all = result["assessments"].as_array().unwrap().iter();
        all.map(|it| it["tested"].as_u64().unwrap()).sum::<u64>()
    };
    assert!(tested(&open) > tested(&result(&texts[0], &plan)), "{}", open["assessments"]);
}

/// Of the first seven on the negative side, `few` in Halland gave the stronger answer, and so many in Stockholm.
fn answers(few: usize, in_stockholm: usize) -> String {
    let mut text = "region;år;q1\n".to_owned();
    for (region, more) in [("01", 0), ("03", 20), ("12", 30), ("13", 0)] {
        let stronger = match region {
            "13" => few,
            "01" => in_stockholm,
            _ => 4,
        };
        for at in 0..90 + more {
            let answer = match at {
                _ if at < stronger => "Inte alls",
                0..7 => "Delvis",
                7..37 if region == "13" => "Delvis",
                7..20 => "Inte alls",
                20..37 => "Delvis",
                37..60 => "Ganska",
                90.. => ["Inte alls", "Delvis"][at % 2],
                _ => "Helt",
            };
            text.push_str(&format!("{region};2024;{answer}\n"));
        }
    }
    text
}

#[test]
fn three_who_gave_an_answer_look_like_four() {
    // Where the nation is not shown, Stockholm's answers are, and the rest is in the test of the whole distribution alone.
    for (region, nation, in_stockholm, seen) in [
        ("13", r#""data""#, 3, [2, 4, 4, 2]),
        ("13", r#"{"value":0.6}"#, 4, [4, 4, 4, 2]),
        ("03", r#"{"value":0.6}"#, 4, [4, 4, 4, 2]),
    ] {
        let plan = Plan::parse(&format!(
            r#"{{"plan":1,"region":"{region}",
            "files":[{{"match":"*","kind":"survey","columns":{{"region":"region","period":"år"}},
              "design":{{"ids":[],"strata":null,"weights":null}}}}],
            "measures":[{{"id":"q1","type":"proportion","column":"q1","positive":["Helt","Ganska"],"nation":{nation}}}]}}"#
        ));
        let plan = plan.unwrap();
        let text = answers(3, 4);
        assert_untold([&text, &answers(4, in_stockholm)], &plan);
        let result = result(&text, &plan);
        let shown = |region: &str| {
            let all = result["distributions"].as_array().unwrap().iter();
            let mine = all.filter(|it| it["region"] == region).flat_map(|it| it["answers"].as_array().unwrap());
            mine.filter(|it| !it["share"].is_null()).count()
        };
        assert_eq!(["01", "03", "12", "13"].map(shown), seen);
    }
}

/// Shares with their numbers: those of Gotland and Blekinge differ, the nation's do not.
fn figures(few: f64, own: [f64; 2]) -> String {
    let mut text = "Region;År;Mått;Värde;Antal svar\n".to_owned();
    for (measure, add) in [("egen", 0.0), ("kostnad", 5.0)] {
        let mut sum = 0.0;
        for (place, region) in ALL.iter().enumerate() {
            let (value, n) = match *region {
                "09" => (own[0] + add, few),
                "10" => (own[1] + add, 24.0 - few),
                _ => (70.0 + ((place * 7) % 13) as f64 + add, 100.0 + place as f64),
            };
            sum += n;
            text.push_str(&format!("{region};2017;{measure};{value};{n}\n"));
        }
        text.push_str(&format!("00;2017;{measure};{};{sum}\n", 75.0 + add));
    }
    text
}

#[test]
fn hidden_figures_are_in_no_index_and_beside_no_others() {
    let plan = Plan::parse(
        r#"{"plan":1,"region":"13",
        "measures":[{"id":"egen","type":"published","column":"egen","unit":"percent","nation":{"indicator":"U70449"}},
          {"id":"kostnad","type":"published","column":"kostnad","direction":"lower","unit":"percent"}],
        "system":{"net_cost":"kostnad","quadrant":{"cost":"kostnad","period":"2017","indicators":[{"id":"U70449"}]},
          "efficiency":{"inputs":["kostnad"],"outputs":["U70449"],"period":"2017","draws":0}}}"#,
    )
    .unwrap();
    let texts = [figures(3.0, [60.0, 70.0]), figures(4.0, [62.0, 71.0])];
    let one = result(&texts[0], &plan);
    assert_eq!(hidden(&one, "egen", "2017"), BTreeSet::from(["09".to_owned(), "10".to_owned()]));
    assert_untold([&texts[0], &texts[1]], &plan);
    let pairs = one["system"]["definitions"].as_array().unwrap();
    let pair = pairs.iter().find(|it| it["indicators"][0] == "U70449").unwrap();
    assert_eq!(pair["rows"].as_array().unwrap().len(), 19);
}
