//! Invented files as regions send them, with several traps each. What a right reader must make of them is written by
//! hand: the figures that come out at the end, and what is said about the rest.

use super::workbooks;
use rikssnitt::finding::FindingCode;
use rikssnitt::session::Session;
use rikssnitt::vocabulary::region::Region;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a file gives: its figures as `region period level value`, the codes of what was found, and the inspection.
struct Given {
    figures: BTreeSet<String>,
    codes: BTreeSet<String>,
    seen: Value,
}

fn given(bytes: impl Into<Vec<u8>>) -> Given {
    let mut session = Session::new().unwrap();
    let seen = serde_json::to_value(session.add("fil", bytes.into()).unwrap()).unwrap();
    let plan = session.propose(Some("13")).unwrap();
    let result = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let estimates = result["estimates"].as_array().unwrap().iter();
    let figures = estimates.filter(|one| one["source"] == "file" && one["status"] == "ok").map(|one| {
        let level = if one["level"].is_null() { String::new() } else { format!(" {}", word(&one["level"])) };
        let value = (one["value"].as_f64().unwrap() * 1e6).round() / 1e6;
        format!("{} {}{level} {value}", word(&one["region"]), word(&one["period"]))
    });
    let codes = result["findings"].as_array().unwrap().iter().map(|one| word(&one["code"])).collect();
    Given { figures: figures.collect(), codes, seen }
}

impl Given {
    /// Asserts that these are all the figures of some regions.
    fn gives(&self, figures: &[&str]) -> &Given {
        let expected: BTreeSet<String> = figures.iter().map(|it| (*it).to_owned()).collect();
        let missing: Vec<_> = expected.difference(&self.figures).collect();
        let extra: Vec<_> = self.figures.difference(&expected).collect();
        assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}, not expected {extra:?}\n{:#}", self.seen);
        self
    }

    fn says(&self, codes: &[FindingCode]) -> &Given {
        for code in codes {
            assert!(self.codes.contains(code.as_str()), "{} is not said: {:?}", code.as_str(), self.codes);
        }
        self
    }

    fn tokens(&self, missing: &[&str], suppressed: &[&str]) -> &Given {
        assert_eq!(self.seen["missing_tokens"], serde_json::json!(missing));
        assert_eq!(self.seen["suppressed_tokens"], serde_json::json!(suppressed));
        self
    }
}

fn windows(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '–' => 0x96,
        '’' => 0x92,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

/// Groups below periods in two header lines; secrecy, missing and zero side by side; notes behind names.
#[test]
fn groups_under_periods() {
    let text = "Förtroende för sjukvården, andel i procent;;;;\n;2015;;2020;\nRegion;Kvinnor;Män;Kvinnor;Män\n\
                Riket;60,5;62,5;61,0;63,0\nRegion Halland1);61,2;63,4;..;64,1\nGotland*;0;x;57,5;–\n\n\
                1) Halland ändrade frågan 2018.\n* För få svar ett av åren.\nx = skyddas av sekretess\n";
    let file = given(windows(text));
    file.gives(&[
        "00 2015 Kvinnor 60.5",
        "00 2015 Män 62.5",
        "00 2020 Kvinnor 61",
        "00 2020 Män 63",
        "13 2015 Kvinnor 61.2",
        "13 2015 Män 63.4",
        "13 2020 Män 64.1",
        "09 2015 Kvinnor 0",
        "09 2020 Kvinnor 57.5",
    ]);
    file.tokens(&["..", "x", "–"], &["x"]).says(&[FindingCode::SuppressedCells, FindingCode::FooterLines]);
    assert_eq!(file.seen["encoding"], "windows-1252");
    assert_eq!(file.seen["header_lines"], 2);
}

/// The same in a workbook, with cells merged over the groups and numbers kept as text.
#[test]
fn merged_headers_and_numbers_as_text() {
    let bytes = workbooks::bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        let plain = rust_xlsxwriter::Format::new();
        sheet.merge_range(0, 0, 0, 4, "Andel (%) som fick tid inom 30 dagar", &plain).unwrap();
        sheet.merge_range(2, 1, 2, 2, "2023", &plain).unwrap();
        sheet.merge_range(2, 3, 2, 4, "2024", &plain).unwrap();
        for (at, word) in ["Region", "Flickor", "Pojkar", "Flickor", "Pojkar"].into_iter().enumerate() {
            sheet.write(3, at as u16, word).unwrap();
        }
        for (row, cells) in
            [["13 Halland", "61,5", "62\u{a0}", " 63,5", "64"], ["Hela landet", "55", "56", "57,25", "58"]]
                .iter()
                .enumerate()
        {
            for (at, cell) in cells.iter().enumerate() {
                sheet.write(4 + row as u32, at as u16, *cell).unwrap();
            }
        }
    });
    given(bytes).gives(&[
        "13 2023 Flickor 61.5",
        "13 2023 Pojkar 62",
        "13 2024 Flickor 63.5",
        "13 2024 Pojkar 64",
        "00 2023 Flickor 55",
        "00 2023 Pojkar 56",
        "00 2024 Flickor 57.25",
        "00 2024 Pojkar 58",
    ]);
}

/// Two tables in a sheet, one below the other: the first is read, and it is said that there is another.
#[test]
fn two_tables_below_each_other() {
    let text = "Tabell 1. Andel nöjda\nLän\t2023\t2024\nHallands län\t71,5\t72,5\nRiket\t70,0\t70,5\n\n\
                Tabell 2. Antal svar\nLän\t2023\t2024\nHallands län\t412\t398\nRiket\t9\u{202f}812\t9\u{202f}754\n";
    given(text)
        .gives(&["13 2023 71.5", "13 2024 72.5", "00 2023 70", "00 2024 70.5"])
        .says(&[FindingCode::SeveralTables]);
}

/// School years, in three ways of writing: from August to June, as Skolförordningen has them.
#[test]
fn school_years() {
    let text = "Läsår;Region;Andel vaccinerade, %\n2021/22;Halland;91,2\nläsåret 2022/2023;Halland;90,4\n2023–2024;Halland;89,9\n\
                2021/22;Riket;90,0\nläsåret 2022/2023;Riket;89,5\n2023–2024;Riket;89,1\n";
    let file = given(text);
    let years = |value: &str| file.figures.iter().filter(|it| it.ends_with(value)).cloned().collect::<Vec<_>>();
    assert_eq!(file.figures.len(), 6, "{:?}", file.figures);
    assert_eq!(years(" 91.2"), ["13 2021-08/2022-06 91.2"]);
    assert_eq!(years(" 90.4"), ["13 2022-08/2023-06 90.4"]);
}

/// Weeks and months in the ways that systems export them.
#[test]
fn weeks_and_months() {
    let text = "Vecka,Region,Andel (%)\n2023-W07,Halland,\"61,5\"\n2023v08,Halland,\"62,5\"\nv. 9 2023,Halland,\"63,5\"\n2023W10,Halland,\"60,5\"\n";
    given(text).gives(&["13 2023-W07 61.5", "13 2023-W08 62.5", "13 2023-W09 63.5", "13 2023-W10 60.5"]);
    let text = "Månad;Region;Andel (%)\njan-23;Halland;61,5\nfeb-23;Halland;62,5\nmars 2023;Halland;63,5\n2023M04;Halland;64,5\n\
                2023-05;Halland;65,5\n202306;Halland;66,5\n";
    given(text).gives(&[
        "13 2023-01 61.5",
        "13 2023-02 62.5",
        "13 2023-03 63.5",
        "13 2023-04 64.5",
        "13 2023-05 65.5",
        "13 2023-06 66.5",
    ]);
}

/// Quarters, half years, tertials and rolling years.
#[test]
fn parts_of_years() {
    let text = "Period;Region;Andel (%)\n2023 kv 1;Halland;61,5\nkvartal 2 2023;Halland;62,5\n2023K3;Halland;63,5\nQ4 2023;Halland;64,5\n";
    given(text).gives(&["13 2023-Q1 61.5", "13 2023-Q2 62.5", "13 2023-Q3 63.5", "13 2023-Q4 64.5"]);
    let text =
        "Period;Region;Andel (%)\n2023 H1;Halland;61,5\nandra halvåret 2023;Halland;62,5\nHT 2022;Halland;60,5\n";
    given(text).gives(&["13 2023H1 61.5", "13 2023H2 62.5", "13 2022H2 60.5"]);
    let text = "Period;Region;Andel (%)\n2021–2024;Halland;61,5\n2017-2020;Halland;60,5\n2013/2016;Halland;59,5\n";
    given(text).gives(&["13 2021/2024 61.5", "13 2017/2020 60.5", "13 2013/2016 59.5"]);
}

/// Text in Windows-1252 that a tool took for UTF-8 and wrote again: the letters are put right, and it is said.
#[test]
fn doubly_encoded_letters() {
    let text = "RegionsnamnÂ ;Ã…r;Andel mÃ¤n (%)\r\nVÃ¤stra GÃ¶talandsregionen;2024;48,2\r\nRegion JÃ¶nkÃ¶pings lÃ¤n;2024;51,3\r\nSkÃ¥ne;2024;50,1\r\n";
    given(text).gives(&["14 2024 48.2", "06 2024 51.3", "12 2024 50.1"]).says(&[FindingCode::EncodingRepaired]);
}

/// Letters that are lost for good (a replacement character in each place): the regions can still be told.
#[test]
fn lost_letters() {
    let text = "Region;2024\nV\u{fffd}stra G\u{fffd}taland;48,2\nJ\u{fffd}nk\u{fffd}pings l\u{fffd}n;51,3\nV\u{fffd}rmland;50,5\n\
                \u{fffd}rebro;49,5\n\u{fffd}sterg\u{fffd}tland;50,25\nSk\u{fffd}ne;50,1\nRiket;50\n";
    given(text).gives(&[
        "14 2024 48.2",
        "06 2024 51.3",
        "17 2024 50.5",
        "18 2024 49.5",
        "05 2024 50.25",
        "12 2024 50.1",
        "00 2024 50",
    ]);
}

/// A Macintosh export: its own letters, lines that end in a carriage return, and a title with semicolons.
#[test]
fn macintosh() {
    let letter = |sign: char| match sign {
        'å' => 0x8c,
        'ä' => 0x8a,
        'ö' => 0x9a,
        'Ö' => 0x85,
        'é' => 0x8e,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    let text = "Region;Andel idag (%);Antal svar\rÖrebro län;61,5;410\rVästernorrland;62,5;398\rJämtland Härjedalen;60,5;205\rVärmland;59,5;300\r";
    let bytes: Vec<u8> = text.chars().map(letter).collect();
    let file = given(bytes);
    assert_eq!((file.seen["encoding"].as_str(), file.seen["newline"].as_str()), (Some("macintosh"), Some("CR")));
    let values: Vec<String> = file.figures.iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(values, ["17", "18", "22", "23"], "{:?}", file.figures);
}

/// The spellings of regions that files have.
#[test]
fn spellings_of_regions() {
    let mut wrong: Vec<&str> = Vec::new();
    for (code, spellings) in [
        (
            "14",
            &[
                "Västra Götaland",
                "VGR",
                "Västra Götalandsregionen",
                "VÄSTRA GÖTALANDS LÄN",
                "vastra gotaland",
                "14",
                "14 Västra Götaland",
                "14 Västra Götalands län",
                "Region Västra Götaland",
                "V Götaland",
                "V:a Götaland",
                "Västra  Götaland",
                "Västra\u{a0}Götaland",
                "SE232",
                "Landstinget Västra Götaland",
            ][..],
        ),
        (
            "01",
            &[
                "Stockholm",
                "Region Stockholm",
                "Stockholms län",
                "Stockholms läns landsting",
                "SLL",
                "1",
                "01",
                "0001",
                "01 Stockholms län",
                "Sthlm",
            ][..],
        ),
        (
            "23",
            &[
                "Jämtland",
                "Jämtland Härjedalen",
                "Region Jämtland Härjedalen",
                "Jämtlands län",
                "Jämtland-Härjedalen",
                "Jämtland/Härjedalen",
                "JLL",
                "Region Jämtland/Härjedalen",
                "Jamtland Harjedalen",
            ][..],
        ),
        ("18", &["Örebro", "Region Örebro län", "Örebro län", "Örebro läns landsting", "Orebro"][..]),
        (
            "06",
            &["Jönköping", "Region Jönköpings län", "RJL", "Jönköpings läns landsting", "Landstinget i Jönköpings län"]
                [..],
        ),
        ("09", &["Gotland", "Region Gotland", "Gotlands kommun", "Gotlands län"][..]),
        ("20", &["Dalarna", "Landstinget Dalarna", "Region Dalarna", "Dalarnas län", "Kopparbergs län"][..]),
        ("04", &["Sörmland", "Södermanland", "Region Sörmland", "Landstinget Sörmland", "Södermanlands län"][..]),
        ("24", &["Västerbotten", "Region Västerbotten", "VLL", "Västerbottens läns landsting"][..]),
        ("17", &["Värmland", "Landstinget i Värmland", "Värmlands län"][..]),
        (
            "00",
            &[
                "Riket",
                "Hela riket",
                "Sverige",
                "Hela landet",
                "Rikssnitt",
                "Riksgenomsnitt",
                "RIKET",
                "Riket totalt",
                "00 Riket",
                "Sweden",
            ][..],
        ),
    ] {
        let read = |spelling: &str| Region::parse(spelling).map(Region::code);
        wrong.extend(spellings.iter().copied().filter(|spelling| read(spelling).as_deref() != Some(code)));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Thousands in five ways, three minus signs, per cent signs with and without a space.
#[test]
fn signs_of_numbers() {
    let text = "Region;Kostnad per invånare, kr;Förändring\nHalland;28 345;−1,5 %\nSkåne;29\u{a0}120;-2,5%\nGotland;31\u{202f}005;–0,5 %\nVärmland;30.211;1,25 %\nRiket;29 412;0,75 %\n";
    let file = given(text);
    let values: BTreeSet<&str> = file.figures.iter().map(|it| it.rsplit(' ').next().unwrap()).collect();
    for value in ["28345", "29120", "31005", "30211", "29412"] {
        assert!(values.contains(value), "{value}: {values:?}");
    }
}

/// Regions side by side with the nation, months downwards, an empty column between, a line of units below the header.
#[test]
fn regions_as_columns_with_units() {
    let text = "Väntande över 90 dagar\n\nMånad;Halland;;Region Skåne;Riket\n;%;;%;%\n2024-01;31,5;;35,5;33,0\n2024-02;30,5;;34,5;32,0\nMedel;31,0;;35,0;32,5\n";
    given(text).gives(&[
        "13 2024-01 31.5",
        "12 2024-01 35.5",
        "00 2024-01 33",
        "13 2024-02 30.5",
        "12 2024-02 34.5",
        "00 2024-02 32",
    ]);
}

/// Persons in columns under innocent names: never shown, and said.
#[test]
fn persons_under_innocent_names() {
    let text = "ref;vem;region;ar;svar\n".to_owned()
        + &(0..40)
            .map(|at| {
                let (number, first) = (10 + at % 18, ["Anna", "Björn", "Cecilia", "David"][at % 4]);
                let last = ["Andersson", "Berg", "Carlsson", "Dahl", "Ek"][at % 5];
                format!("198001{number}-238{}; {last}, {first};Halland;2024;{}\n", at % 10, ["Ja", "Nej"][at % 2])
            })
            .collect::<String>();
    let file = given(text);
    for column in file.seen["columns"].as_array().unwrap().iter().take(1) {
        assert_eq!(column["role"], "identifying", "{column}");
        assert_eq!(column["samples"], serde_json::json!([]), "{column}");
        assert_eq!(column["levels"], serde_json::json!([]), "{column}");
    }
    file.says(&[FindingCode::IdentifyingColumn]);
    assert!(!file.seen.to_string().contains("198001"), "a number is shown");
}

/// Codes that begin with zeros stay codes, beside a region that is told by its code.
#[test]
fn codes_with_zeros() {
    let text = "Regionkod;Region;Kommunkod;År;Andel (%)\n01;Stockholm;0114;2024;61,5\n03;Uppsala;0380;2024;62,5\n13;Halland;1380;2024;63,5\n";
    let file = given(text);
    file.gives(&["01 2024 61.5", "03 2024 62.5", "13 2024 63.5"]);
    let columns = file.seen["columns"].as_array().unwrap();
    assert_eq!(columns[2]["type"], "code");
}

/// Separators and line breaks within quotes, doubled quotes, tabs, UTF-16 from Excel's Unicode text.
#[test]
fn quoted_text_in_utf16() {
    let text = "Region\tÅr\tAndel (%)\tKommentar\r\nHalland\t2024\t61,5\t\"Ny enkät;\r\n\"\"första\"\" året\"\r\nRiket\t2024\t60,5\t\r\n";
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    given(bytes).gives(&["13 2024 61.5", "00 2024 60.5"]);
}

/// Sums, means and the nation among the regions, each under several names.
#[test]
fn sums_and_the_nation() {
    let text = "Region;2024\nHalland;61,5\nSkåne;62,5\nSödra sjukvårdsregionen;62,0\nTotalt;62,1\nMedelvärde regioner;61,9\nSnitt;61,9\nSamtliga;62,0\nHela landet;60,5\nMin;61,5\nMax;62,5\n";
    let file = given(text);
    file.gives(&["13 2024 61.5", "12 2024 62.5", "00 2024 60.5"]);
}

/// Sexes as columns beside a column of years, and ages as columns under a title.
#[test]
fn levels_as_columns() {
    let text = "Andel med förtroende (%)\nÅr;Region;Totalt;Kvinnor;Män\n2024;Halland;62,5;61,5;63,5\n2024;Riket;60,5;59,5;61,5\n";
    given(text).gives(&[
        "13 2024 62.5",
        "13 2024 Kvinnor 61.5",
        "13 2024 Män 63.5",
        "00 2024 60.5",
        "00 2024 Kvinnor 59.5",
        "00 2024 Män 61.5",
    ]);
    let text = "Andel som avstått vård, procent\nRegion;År;16–29 år;30-64 år;65+\nHalland;2024;12,5;10,5;6,5\nRiket;2024;13,5;11,5;7,5\n";
    given(text).gives(&[
        "13 2024 16–29 år 12.5",
        "13 2024 30-64 år 10.5",
        "13 2024 65+ 6.5",
        "00 2024 16–29 år 13.5",
        "00 2024 30-64 år 11.5",
        "00 2024 65+ 7.5",
    ]);
}

/// A region in each block, named once and merged downwards or left blank below; numbers with a mark behind.
#[test]
fn marks_and_blanks() {
    let text = "Region;Kön;2023;2024\nHalland;Kvinnor;61,5*;62,5\nHalland;Män;60,5;..\nHalland;Totalt;61,0;62,0\nRiket;Kvinnor;59,5;60,5 1)\nRiket;Män;58,5;59,5\nRiket;Totalt;59,0;60,0\n\n* Osäkert värde\n1) Reviderat\n";
    given(text).gives(&[
        "13 2023 Kvinnor 61.5",
        "13 2024 Kvinnor 62.5",
        "13 2023 Män 60.5",
        "13 2023 61",
        "13 2024 62",
        "00 2023 Kvinnor 59.5",
        "00 2024 Kvinnor 60.5",
        "00 2023 Män 58.5",
        "00 2024 Män 59.5",
        "00 2023 59",
        "00 2024 60",
    ]);
}

/// Zero, missing and hidden are three things, whatever sign the publisher has for them.
#[test]
fn zero_missing_and_hidden() {
    let text = "Region;2022;2023;2024\nHalland;0;..;<5\nSkåne;0,0;.;X\nGotland;12,5;-;(sekretess)\nVärmland;13,5;i.u.;*\nRiket;14,5;14,0;13,5\n";
    let file = given(text);
    file.gives(&[
        "13 2022 0",
        "12 2022 0",
        "09 2022 12.5",
        "17 2022 13.5",
        "00 2022 14.5",
        "00 2023 14",
        "00 2024 13.5",
    ]);
    let hidden = file.seen["suppressed_tokens"].as_array().unwrap();
    for mark in ["<5", "X", "(sekretess)"] {
        assert!(hidden.contains(&mark.into()), "{mark}: {hidden:?}");
    }
    for mark in ["..", ".", "-", "i.u."] {
        assert!(!hidden.contains(&mark.into()), "{mark}: {hidden:?}");
    }
}

/// A header longer than most rows, and decimal commas in each: the separator is the one that the header has too.
#[test]
fn rows_without_their_last_field() {
    let rows: String =
        ["Halland;61,5", "Skåne;62,5", "Gotland;63,5;ny", "Riket;60,5"].map(|row| format!("{row}\n")).concat();
    let file = given(format!("Region;Andel (%) 2024;Anm\n{rows}"));
    assert_eq!(file.seen["delimiter"], ";");
    file.gives(&["13 2024 61.5", "12 2024 62.5", "09 2024 63.5", "00 2024 60.5"]);
}

/// Periods, groups and units in three header lines, each written once over several columns.
#[test]
fn three_header_lines() {
    let text = ";2023;;2024;\n;Kvinnor;Män;Kvinnor;Män\nRegion;%;%;%;%\nHalland;61,5;62,5;63,5;64,5\nRiket;60,1;60,2;60,3;60,4\n";
    let file = given(text);
    assert_eq!(file.seen["header_lines"], 3);
    assert_eq!(file.seen["columns"][2]["name"], "2023 Män %");
    file.gives(&[
        "13 2023 Kvinnor 61.5",
        "13 2023 Män 62.5",
        "13 2024 Kvinnor 63.5",
        "13 2024 Män 64.5",
        "00 2023 Kvinnor 60.1",
        "00 2023 Män 60.2",
        "00 2024 Kvinnor 60.3",
        "00 2024 Män 60.4",
    ]);
}

/// What Swedish publishers write where there is no figure, each alone in a column of figures: no value, and hidden only
/// where the mark says so.
#[test]
fn marks_in_words() {
    let missing = ["‥", "Data saknas", "ej tillgängligt", "Ej tillämpligt", "ingen uppgift", "ej inrapporterat"];
    let hidden = ["n<5", "< 10", "färre än 10", "För få svar", "(<5)", "Konfidentiellt", "≤4", "redovisas ej"];
    for (mark, is_hidden) in missing.map(|mark| (mark, false)).into_iter().chain(hidden.map(|mark| (mark, true))) {
        let file = given(format!("Region;2024\nHalland;61,5\nSkåne;{mark}\nGotland;63,5\nRiket;60,5\n"));
        let marks = [mark];
        file.tokens(&marks, if is_hidden { &marks } else { &[] });
        file.gives(&["13 2024 61.5", "09 2024 63.5", "00 2024 60.5"]);
    }
}

/// The nation and means of the regions by their rarer names.
#[test]
fn rare_names_of_the_nation_and_of_means() {
    for nation in
        ["Rikets genomsnitt", "Riksmedelvärde", "Sverige (riket)", "Medel riket", "Riket, medelvärde", "Landet"]
    {
        let text =
            format!("Region;2024\nHalland;61,5\nSkåne;62,5\n{nation};60,5\nLägsta värde;1,5\nOviktat medel;62,0\n");
        let file = given(text);
        file.gives(&["13 2024 61.5", "12 2024 62.5", "00 2024 60.5"]);
        assert_eq!(file.seen["national_rows"], serde_json::json!([nation]));
        assert_eq!(file.seen["summary_rows"], serde_json::json!(["Lägsta värde", "Oviktat medel"]));
    }
}

/// Regions under a header that means municipalities: names that no municipality bears.
#[test]
fn regions_under_the_header_of_municipalities() {
    let text = |names: [&str; 3]| {
        let rows = names.map(|name| format!("{name};61,5;62,5\n")).concat();
        format!("Kommun;2023;2024\n{rows}")
    };
    given(text(["Region Uppsala", "Kalmar län", "Riket"])).gives(&[
        "03 2023 61.5",
        "03 2024 62.5",
        "08 2023 61.5",
        "08 2024 62.5",
        "00 2023 61.5",
        "00 2024 62.5",
    ]);
    let municipalities = given(text(["Uppsala", "Kalmar", "Stockholm"]));
    assert_ne!(municipalities.seen["columns"][0]["type"], "region");
}

/// Text in code page 850 and a sign of its own at the end, as DOS programs write.
#[test]
fn text_from_dos() {
    let text = "Region;År;Andel (%)\r\nVästmanland;2024;61,5\r\nÖstergötland;2024;62,5\r\nSkåne;2024;63,5\r\n";
    let byte = |letter: char| match letter {
        'ä' => 0x84,
        'å' => 0x86,
        'ö' => 0x94,
        'Ä' => 0x8e,
        'Ö' => 0x99,
        'Å' => 0x8f,
        ascii => u8::try_from(u32::from(ascii)).unwrap(),
    };
    let file = given(text.chars().map(byte).chain([0x1a]).collect::<Vec<u8>>());
    assert_eq!(file.seen["encoding"], "ibm850");
    assert_eq!(file.seen["n_data_rows"], 3);
    file.gives(&["19 2024 61.5", "05 2024 62.5", "12 2024 63.5"]);
    // In capitals, where Ä is é in Mac Roman.
    let file = given("LÄN;2024\nVÄSTMANLANDS LÄN;61,5\nGÄVLEBORGS LÄN;62,5\n".chars().map(byte).collect::<Vec<u8>>());
    file.gives(&["19 2024 61.5", "21 2024 62.5"]);
    // The same bytes are quotes in Windows-1252.
    let quoted = given(
        windows("Region;År;Andel (%)\r\nHalland;2024;61,5\r\n")
            .into_iter()
            .chain(*b"\x94Riket\x94;2024;60,5\r\n")
            .collect::<Vec<u8>>(),
    );
    assert_eq!(quoted.seen["encoding"], "windows-1252");
}

/// UTF-8 that a program took for Mac Roman or DOS, or twice for Windows-1252.
#[test]
fn text_encoded_twice_by_others() {
    for (a, aa, oe) in [("√§", "√•", "√∂"), ("├ñ", "├Ñ", "├╢"), ("├ñ", "├Ñ", "├Â"), ("ÃƒÂ¤", "ÃƒÂ¥", "ÃƒÂ¶")]
    {
        let text = "Region;2024\nVästmanland;61,5\nSkåne;62,5\nJönköping;63,5\n";
        let text = text.replace('ä', a).replace('å', aa).replace('ö', oe);
        let file = given(text);
        file.gives(&["19 2024 61.5", "12 2024 62.5", "06 2024 63.5"]).says(&[FindingCode::EncodingRepaired]);
    }
}

/// Codes that a workbook shows with their zeros, months as headers, hours with seconds.
#[test]
fn formats_of_a_workbook() {
    let bytes = workbooks::bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        let [code, month, moment] =
            ["00", "mmm\\-yy", "yyyy\\-mm\\-dd hh:mm:ss"].map(|it| rust_xlsxwriter::Format::new().set_num_format(it));
        sheet.write(0, 0, "Länskod").unwrap();
        sheet.write(0, 1, "Län").unwrap();
        sheet.write(0, 4, "Hämtad").unwrap();
        for (at, serial) in [45_292.0, 45_323.0].into_iter().enumerate() {
            sheet.write_with_format(0, 2 + at as u16, serial, &month).unwrap();
        }
        for (row, (number, name)) in [(3.0, "Uppsala län"), (13.0, "Hallands län")].into_iter().enumerate() {
            let row = row as u32 + 1;
            sheet.write_with_format(row, 0, number, &code).unwrap();
            sheet.write(row, 1, name).unwrap();
            sheet.write(row, 2, 10 + row).unwrap();
            sheet.write(row, 3, 20 + row).unwrap();
            sheet.write_with_format(row, 4, 45_351.5 + 7.0 / 86_400.0, &moment).unwrap();
        }
    });
    let file = given(bytes);
    file.gives(&["03 2024-01 11", "03 2024-02 21", "13 2024-01 12", "13 2024-02 22"]);
    assert_eq!(file.seen["wide_over"], "month");
    assert_eq!(file.seen["columns"][0]["type"], "code");
    assert_eq!(file.seen["columns"][0]["samples"], serde_json::json!(["03", "13"]));
    assert_eq!(file.seen["columns"][4]["samples"], serde_json::json!(["2024-02-29 12:00:07"]));
}

/// Who asks for the rows of an own file sees what people wrote, but no personal identity number (a test number).
#[test]
fn own_words_are_shown_on_request() {
    let text =
        "Region;Personnummer;Fritext;Betyg\nHalland;19121212-1212;bra;4\nSkåne;19121212-1212;ring 19121212-1212;2\n";
    let mut session = Session::new().unwrap();
    session.add("fil", text.as_bytes().to_vec()).unwrap();
    let rows = serde_json::to_value(session.rows(0, 2).unwrap()).unwrap();
    assert_eq!(rows[0]["Fritext"], "bra");
    assert!(!rows.to_string().contains("1212"), "{rows}");
}

/// Everything that is set aside is said with its row or its column.
#[test]
fn what_is_set_aside_has_its_place() {
    let text = "Väntande 2024;;\nUttag i maj;;\n\nRegion;2023;2024\nNorr;;\nVästerbotten;61,5;x\nNorrbotten;61,0;60,0\n\
                Region;2023;2024\nSyd;;\nSkåne;62,5;63,5\nBlekinge;62,1;63,1\nKronoberg;62,2;63,2\nMedel;62,0;63,5\n\n\
                Källa: egen\n\nRegion;2023;2024\nSkåne;1;2\n";
    let places = |file: &Given| -> BTreeSet<String> {
        let place = |one: &Value| {
            let rows: Vec<String> = one["rows"].as_array().unwrap().iter().map(ToString::to_string).collect();
            let column = one["column"].as_str().unwrap_or_default();
            format!("{} {}{column}", one["code"].as_str().unwrap(), rows.join(" "))
        };
        file.seen["findings"].as_array().unwrap().iter().map(place).collect()
    };
    let said = places(&given(text));
    let heading = ["N_TITLE_LINES 1", "N_HEADING_ROW 5 8 9", "N_SUMMARY_ROW 13"];
    for expected in heading.into_iter().chain(["N_SUPPRESSED_CELLS 2024", "W_SEVERAL_TABLES 17"]) {
        assert!(said.contains(expected), "{expected}: {said:?}");
    }
    let said = places(&given("Region;2024\nSkåne;62,5\nMedel;62,5\n\nKälla: egen\n"));
    assert!(said.contains("N_FOOTER_LINES 5"), "{said:?}");
}

/// Each region on its first row only, as pivot tables and merged cells become text.
#[test]
fn regions_on_their_first_row() {
    let text =
        "Region;Kön;2023;2024\nHalland;Kvinnor;61,5;62,5\n;Män;60,5;..\nRiket;Kvinnor;59,5;60,5\n;Män;58,5;59,5\n";
    let file = given(text);
    file.gives(&[
        "13 2023 Kvinnor 61.5",
        "13 2024 Kvinnor 62.5",
        "13 2023 Män 60.5",
        "00 2023 Kvinnor 59.5",
        "00 2024 Kvinnor 60.5",
        "00 2023 Män 58.5",
        "00 2024 Män 59.5",
    ]);
    file.says(&[FindingCode::CarriedDown]);
    // A blank that is no part of such a pattern stays a row without a region.
    for broken in [
        text.replace(";Män;58,5;59,5\n", ""),
        text.replace("Halland;Kvinnor", ";Kvinnor"),
        text.replace(";Män;60,5", "Skåne;Män;60,5"),
    ] {
        let file = given(broken);
        assert!(!file.codes.contains(FindingCode::CarriedDown.as_str()));
        assert!(file.codes.contains(FindingCode::RegionUnknown.as_str()));
    }
}

/// A year and its month or quarter in columns of their own, with a row for the whole year among them.
#[test]
fn years_and_their_parts_in_two_columns() {
    let text = "Månad;År;Region;Andel (%)\n1;2023;Halland;61,5\n02;2023;Halland;62,5\nTotalt;2023;Halland;62,0\n1;2024;Halland;63,5\n1;2023;Riket;60,5\n";
    given(text).gives(&["13 2023-01 61.5", "13 2023-02 62.5", "13 2023 62", "13 2024-01 63.5", "00 2023-01 60.5"]);
    let text = "Region,År,Kvartal,Andel\nHalland,2023,K1,61.5\nHalland,2023,K2,62.5\nHalland,2024,K1,63.5\nRiket,2024,k1,60.5\n";
    given(text).gives(&["13 2023-Q1 61.5", "13 2023-Q2 62.5", "13 2024-Q1 63.5", "00 2024-Q1 60.5"]);
    let text = "Andel nöjda (%)\nRegion;År;jan;feb;Helår\nHalland;2023;61,5;62,5;62,0\nHalland;2024;63,5;64,5;64,0\nRiket;2023;51,5;52,5;52,0\n";
    given(text).gives(&[
        "13 2023-01 61.5",
        "13 2023-02 62.5",
        "13 2023 62",
        "13 2024-01 63.5",
        "13 2024-02 64.5",
        "13 2024 64",
        "00 2023-01 51.5",
        "00 2023-02 52.5",
        "00 2023 52",
    ]);
    let text =
        "Region;År;Månad;Antal (andel, %)\nHalland;2023;januari;61,5\nHalland;2023;okänd;62,5\nSkåne;2023;dec;63,5\n";
    let file = given(text);
    file.gives(&["13 2023-01 61.5", "12 2023-12 63.5"]).says(&[FindingCode::PeriodUnknown]);
}

/// Sexes before years: men are no Monday.
#[test]
fn sexes_before_years() {
    let text = "region,\"män 2022\",\"män 2023\",\"kvinnor 2022\",\"kvinnor 2023\"\n\"13 Hallands län\",61,62,63,64\n\"00 Riket\",51,52,53,54\n";
    given(text).gives(&[
        "13 2022 män 61",
        "13 2023 män 62",
        "13 2022 kvinnor 63",
        "13 2023 kvinnor 64",
        "00 2022 män 51",
        "00 2023 män 52",
        "00 2022 kvinnor 53",
        "00 2023 kvinnor 54",
    ]);
}

/// Groups that stand once over several years, with and without a word beside them.
#[test]
fn groups_over_years() {
    let text = ";Kvinnor;;Män;\nRegion;2022;2023;2022;2023\nHalland;61,5;62,5;63,5;64,5\nRiket;51,5;52,5;53,5;54,5\n";
    let file = given(text);
    file.gives(&[
        "13 2022 Kvinnor 61.5",
        "13 2023 Kvinnor 62.5",
        "13 2022 Män 63.5",
        "13 2023 Män 64.5",
        "00 2022 Kvinnor 51.5",
        "00 2023 Kvinnor 52.5",
        "00 2022 Män 53.5",
        "00 2023 Män 54.5",
    ]);
    assert_eq!(file.seen["header_lines"], 2);
    let file = given("Region;Andel (%);;\n;2022;2023;2024\nHalland;61,5;62,5;63,5\nRiket;51,5;52,5;53,5\n");
    assert_eq!(file.seen["columns"][0]["name"], "Region");
    assert_eq!(file.seen["columns"][3]["name"], "Andel (%) 2024");
    // Numbers that look like years below a whole header are figures.
    let file = given(";2022;2023\nHalland;1998;2011\nSkåne;2012;2020\nRiket;2100;2140\n");
    file.gives(&["13 2022 1998", "13 2023 2011", "12 2022 2012", "12 2023 2020", "00 2022 2100", "00 2023 2140"]);
}

/// Marks of notes behind years, headers and regions; the sum of rows whose region is blank.
#[test]
fn notes_behind_headers() {
    let text = "Region 1);2022 1);2023*;2024²\nHalland a);61,5;62,5;63,5\nRiket;60,5;60,6;60,7\n\n1) Ny fråga.\n² Preliminärt.\n";
    let file = given(text);
    file.gives(&["13 2022 61.5", "13 2023 62.5", "13 2024 63.5", "00 2022 60.5", "00 2023 60.6", "00 2024 60.7"]);
    assert_eq!(file.seen["header_line"], 1);
    let text = "Region;År;Andel¹ (%);Antal svar²\nHalland;2024;61,5;412\nRiket;2024;60,5;9812\n";
    let roles: Vec<Value> =
        given(text).seen["columns"].as_array().unwrap().iter().map(|column| column["role"].clone()).collect();
    assert_eq!(roles, ["region", "period", "value", "count"]);
}

/// Twelve months that end with one, in headers and in cells; halves of years by their ordinal.
#[test]
fn rolling_years_and_ordinals() {
    let text = "Region;R12 aug 2023;R12 aug 2024\nHalland;61,5;62,5\nRiket;60,5;60,6\n";
    given(text).gives(&[
        "13 2022-09/2023-08 61.5",
        "13 2023-09/2024-08 62.5",
        "00 2022-09/2023-08 60.5",
        "00 2023-09/2024-08 60.6",
    ]);
    let text = "Period;Region;Andel (%)\n1:a halvåret 2023;Halland;61,5\n2:a halvåret 2023;Halland;62,5\nR12 2024-03;Halland;63,5\n";
    given(text).gives(&["13 2023H1 61.5", "13 2023H2 62.5", "13 2023-04/2024-03 63.5"]);
    // What lies between two years is the value of neither.
    let text = "Region;2022;2023;Förändring 2022–2023\nHalland;61,5;62,5;1,0\nRiket;60,5;60,6;0,1\n";
    given(text).gives(&["13 2022 61.5", "13 2023 62.5", "00 2022 60.5", "00 2023 60.6"]);
}

/// What a report writes above its table in pairs, and a measure over years over sexes.
#[test]
fn preambles_and_measures_over_years() {
    let text = "Rapport;Väntetider;;\nSkapad;2024-05-03;;\n;;;\nRegion;Månad;Antal svar;Andel (%)\nHalland;2024-04;412;61,5\nSkåne;2024-04;398;62,5\nRiket;2024-04;9812;60,5\n";
    let file = given(text);
    file.gives(&["13 2024-04 61.5", "12 2024-04 62.5", "00 2024-04 60.5"]);
    assert_eq!((&file.seen["header_line"], &file.seen["title_lines"]), (&4.into(), &serde_json::json!([1, 2])));
    let bytes = workbooks::bytes(|workbook| {
        let sheet = workbook.add_worksheet();
        let plain = rust_xlsxwriter::Format::new();
        sheet.merge_range(0, 0, 2, 0, "Region", &plain).unwrap();
        sheet.merge_range(0, 1, 0, 4, "Andel (%)", &plain).unwrap();
        sheet.merge_range(1, 1, 1, 2, "2022", &plain).unwrap();
        sheet.merge_range(1, 3, 1, 4, "2023", &plain).unwrap();
        for column in 1..5 {
            sheet.write(2, column, ["Män", "Kvinnor"][usize::from(column % 2)]).unwrap();
        }
        for (row, (name, first)) in [("Halland", 61.5), ("Skåne", 71.5), ("Riket", 51.5)].into_iter().enumerate() {
            let row = row as u32 + 3;
            sheet.write(row, 0, name).unwrap();
            for column in 1..5 {
                sheet.write(row, column, first + f64::from(column)).unwrap();
            }
        }
    });
    let file = given(bytes);
    assert_eq!((&file.seen["header_line"], &file.seen["header_lines"]), (&1.into(), &3.into()));
    assert_eq!(file.seen["columns"][3]["name"], "Andel (%) 2023 Kvinnor");
    assert_eq!(file.seen["wide_over"], "year");
}

/// Rows of sums that are named before the regions or behind what they sum, and row numbers under no header.
#[test]
fn sums_before_the_regions() {
    let text = "Område;Region;2023;2024\nPrimärvård;Halland;61,5;62,5\nPrimärvård;Skåne;63,5;64,5\nSumma;;62,5;63,5\n";
    let file = given(text);
    assert_eq!(file.seen["n_data_rows"], 2);
    file.says(&[FindingCode::SummaryRow]);
    assert_eq!(file.seen["summary_rows"], serde_json::json!(["Summa"]));
    let text = "Region;2024\nHalland;61,5\nHalland Totalt;62,5\nSkåne;63,5\n";
    assert_eq!(given(text).seen["summary_rows"], serde_json::json!(["Halland Totalt"]));
    let text = "\"\";\"region\";\"ar\";\"andel\"\n\"1\";\"Halland\";2024;61,5\n\"2\";\"Skåne\";2024;62,5\n\"3\";\"Riket\";2024;60,5\n";
    given(text).gives(&["13 2024 61.5", "12 2024 62.5", "00 2024 60.5"]);
}

/// Codes without their zeros beside the names are no figures.
#[test]
fn codes_without_zeros_beside_names() {
    let text =
        "Länskod;Län;Diagnoskod;2024\n1;Stockholms län;163;61,5\n3;Uppsala län;164;62,5\n13;Hallands län;165;63,5\n";
    given(text).gives(&["01 2024 61.5", "03 2024 62.5", "13 2024 63.5"]);
    let text = "Länskod;Län;Diagnoskod;Andel (%)\n1;Stockholms län;163;61,5\n3;Uppsala län;164;62,5\n13;Hallands län;165;63,5\n";
    given(text).gives(&["01  61.5", "03  62.5", "13  63.5"]);
}

/// Money as a spreadsheet shows it, points between thousands, tabs among the spaces around fields.
#[test]
fn money_points_and_tabs() {
    let text = "Region;År;Kostnad per invånare\nHalland;2024;31\u{a0}000,50 kr\nSkåne;2024;-1\u{a0}200,00 kr\n";
    given(text).gives(&["13 2024 31000.5", "12 2024 -1200"]);
    let text = "Region;År;Antal;Andel (%)\nHalland;2024;1.412;61,5\nSkåne;2024;2.398;62,5\n";
    assert_eq!(given(text).seen["thousands"], "U+002E");
    let text = " Region ;  2023 ;2024\nHalland ; 61,5 ;\t62,5\nSkåne ; 63,5 ;\t64,5\n";
    given(text).gives(&["13 2023 61.5", "13 2024 62.5", "12 2023 63.5", "12 2024 64.5"]);
}

/// Answers of persons told by their numbers alone, with the number of each step before its words.
#[test]
fn answers_of_numbered_persons() {
    // Test numbers of Skatteverket.
    let rows: String = (0..24)
        .map(|at| {
            let answer = ["1 - Mycket dåligt", "2 - Dåligt", "4 - Bra", "5 - Mycket bra"][at % 4];
            format!("19121212-1212;{};2024;{answer}\n", ["Halland", "Skåne", "Gotland"][at % 3])
        })
        .collect();
    let file = given(format!("Kund;Region;År;Bemötande\n{rows}"));
    assert_eq!(file.seen["kind"], "survey");
    assert_eq!(file.seen["columns"][3]["type"], "ordinal");
    assert_eq!(file.seen["columns"][3]["role"], "item");
    assert!(!file.seen.to_string().contains("1212"), "a number is shown");
}

/// Two exports joined: only the second, after a long way, has quotes, with separators and line ends within them.
#[test]
fn quotes_that_come_late() {
    let rows = |many: usize, row: fn(usize) -> String| (0..many).map(row).collect::<String>();
    let early = rows(20_000, |at| format!("{at};{};2024;bra;{}\n", ["13", "12"][at % 2], ["Ja", "Nej"][at % 4 / 2]));
    let late = rows(2000, |at| format!("{at};13;2024;\"bra; ja\n{at}\";\"Ja\"\n"));
    let text = format!("lopnr;region;ar;kommentar;hjalp\n{early}{late}");
    assert!(early.len() > 1 << 18);
    let file = given(text);
    assert_eq!(file.seen["n_data_rows"], 22_000);
    let (yes, all) = (5000.0 + 2000.0, 10_000.0 + 2000.0);
    let own = format!("13 2024 {}", (yes / all * 1e6_f64).round() / 1e6);
    assert!(file.figures.contains(&own), "{own} is not among {:?}", file.figures);
}
