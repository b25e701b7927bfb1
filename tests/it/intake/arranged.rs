//! Tables whose figures stand apart: in rows of their own, in columns beside, in the cell of another. What is right is
//! written by hand.

use super::unsaid::{Given, given, near};
use rikssnitt::table::{reading::Role, recognise};
use serde_json::Value;

/// The figures of a region, everybody's or a level's.
pub(super) fn figures(file: &Given, region: &str, level: Option<&str>) -> Vec<(String, String, f64)> {
    let all = file.result["estimates"].as_array().unwrap().iter();
    let own = all.filter(|it| it["source"] == "file" && it["region"] == region && it["level"].as_str() == level);
    own.map(|it| {
        let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
        (text("measure"), text("period"), it["value"].as_f64().unwrap_or(f64::NAN))
    })
    .collect()
}

/// Everybody's figure of a region and a period.
pub(super) fn estimate<'f>(file: &'f Given, region: &str, period: &str) -> &'f Value {
    let all = file.result["estimates"].as_array().unwrap().iter();
    let fits = |one: &&Value| one["region"] == region && one["period"] == period && one["source"] == "file";
    all.filter(fits).find(|one| one["level"].is_null()).unwrap_or(&Value::Null)
}

pub(super) fn of(measure: &str, all: &[(&str, f64)]) -> Vec<(String, String, f64)> {
    all.iter().map(|(period, value)| (measure.to_owned(), (*period).to_owned(), *value)).collect()
}

/// A share, what it is made of and its limits in rows of their own are one figure.
#[test]
fn parts_of_a_figure_in_rows() {
    for parts in ["Täljare;560|Nämnare;900|Andel (%);62,2", "Antal;560|Antal svar;900|Andel (%);62,2"] {
        let rows: String = parts.split('|').map(|part| format!("HbA1c;Halland;2023;{part}\n")).collect();
        let file = given(&format!("Indikator;Region;År;Mått;Värde\n{rows}HbA1c;Riket;2023;Andel (%);60,6\n"));
        assert_eq!(figures(&file, "13", None), of("hba1c", &[("2023", 62.2)]), "{parts}");
        assert_eq!(figures(&file, "00", None), of("hba1c", &[("2023", 60.6)]), "{parts}");
        assert_eq!(estimate(&file, "13", "2023")["n"], 900.0, "{parts}");
        assert!(file.found("W_SHARE_ASSUMED").is_empty() && file.found("W_SHARE_CONTRADICTED").is_empty());
    }
    let file = given(
        "Region;Statistik;2022;2023\nHalland;Andel nöjda (%);62,2;63\nHalland;Nedre gräns 95 % KI;60,2;61\nHalland;Övre gräns 95 % KI;64,2;65\n",
    );
    assert_eq!(figures(&file, "13", None), of("andel_nojda", &[("2022", 62.2), ("2023", 63.0)]));
    near(&estimate(&file, "13", "2023")["low"], 61.0);
    // Too few answers hide the share in another row; two rows that contradict each other are no figure.
    let file = given(
        "Region;År;Mått;Värde\nHalland;2022;Andel;62\nHalland;2022;Antal svar;<5\nHalland;2023;Andel;62\nHalland;2023;Andel;63\nHalland;2023;Antal svar;100\n",
    );
    assert_eq!(estimate(&file, "13", "2022")["status"], "hidden");
    assert_eq!(file.found("E_DUPLICATE_FIGURE").len(), 1);
    // A share and a count, of which nothing says what it counts, are two measures.
    let file = given("Region;År;Mått;Värde\nHalland;2023;Antal;560\nHalland;2023;Andel;62,2\nSkåne;2023;Antal;561\n");
    assert_eq!(figures(&file, "13", None).len(), 2);
}

/// The nation's figures in a column of their own are of the one measure beside them.
#[test]
fn the_nation_in_a_column_beside() {
    let years = [("2022", 60.0), ("2023", 60.6)];
    for table in [
        "Region;Andel 2022 (%);Andel 2023 (%);Riket 2022 (%);Riket 2023 (%)\nHalland;61,1;62,2;60,0;60,6\n",
        "Region;År;Andel (%);Antal svar;Riket (%)\nHalland;2022;61,1;900;60,0\nHalland;2023;62,2;901;60,6\nSkåne;2022;61;800;60,0\n",
        "Region;Vårdcentral;År;Andel (%);Riket\nHalland;Vallås;2022;50;60,0\nHalland;Totalt;2022;61,1;60,0\nHalland;Totalt;2023;62,2;60,6\n",
    ] {
        let file = given(table);
        assert_eq!(figures(&file, "00", None), of("andel", &years), "{table}");
        assert_eq!(figures(&file, "13", None), of("andel", &[("2022", 61.1), ("2023", 62.2)]), "{table}");
        assert!(figures(&file, "00", Some("Vallås")).is_empty() && file.found("W_COLUMN_UNUSED").is_empty());
        assert!(estimate(&file, "00", "2022")["n"].is_null(), "{table}");
    }
    let file = given("År;Vår region;Riket\n2022;61,1;60,0\n2023;62,2;60,6\n");
    assert_eq!(figures(&file, "00", None), of("varde", &years));
    // Of two measures nothing says which the nation's is; rows that give the nation two values give none.
    let file = given("Region;År;Andel nöjda (%);Andel missnöjda (%);Riket (%)\nHalland;2023;61,1;20;60\n");
    assert_eq!((figures(&file, "00", None).len(), file.found("W_COLUMN_UNUSED")), (0, vec!["Riket (%)".to_owned()]));
    let file = given("Region;År;Andel (%);Riket (%)\nHalland;2023;61,1;60\nSkåne;2023;61;60,5\n");
    assert_eq!(file.found("E_DUPLICATE_FIGURE").len(), 1);
}

/// Riket's value by the words that publishers have for it; what is held against riket already is no measure.
#[test]
fn the_nation_beside_by_its_other_names() {
    for name in ["Rikets värde", "Riksvärde", "Värde riket", "Rikssnitt (%)", "Riksgenomsnitt", "Medelvärde riket"]
    {
        for held in ["Kvot mot riket", "Avvikelse från riket, procentenheter", "Differens mot rikssnittet"] {
            let file =
                given(&format!("Region;År;Andel (%);{name};{held}\nSkåne;2024;81;84;0,96\nHalland;2024;88;84;1,05\n"));
            assert_eq!(figures(&file, "00", None), of("andel", &[("2024", 84.0)]), "{name} {held}");
            assert_eq!(figures(&file, "13", None), of("andel", &[("2024", 88.0)]), "{name} {held}");
            assert_eq!(file.found("W_COLUMN_UNUSED"), [held], "{name}");
        }
    }
}

/// Units, the region and riket in one column of units are as many figures of each measure beside it.
#[test]
fn the_region_and_the_nation_among_units() {
    let table = |header: &str, first: usize| {
        let units: String = (1..=first).map(|at| format!("Vårdcentral {at};{};6{}\n", at * 10, at % 10)).collect();
        given(&format!("{header};Antal listade;Andel nöjda (%)\n{units}Region Halland;98000;78\nRiket;;75\n"))
    };
    // Riket stands behind more units than are kept.
    for (header, units) in [("Vårdcentral", 4), ("Enhet", 4), ("Mottagning", 4), ("Vårdcentral", 80)] {
        let file = table(header, units);
        let shares = |region: &str| figures(&file, region, None).into_iter().filter(|it| it.0 == "andel_nojda");
        assert_eq!(shares("13").map(|it| it.2).collect::<Vec<_>>(), [78.0], "{header} {units}");
        assert_eq!(shares("00").map(|it| it.2).collect::<Vec<_>>(), [75.0], "{header} {units}");
        assert_eq!(file.found("N_PLACES_AMONG_UNITS"), [header], "{units}");
    }
    // Without riket nothing tells what the units are of.
    let file = given("Vårdcentral;Antal listade;Andel nöjda (%)\nEtt;10;60\nTvå;20;61\n");
    assert_eq!(file.found("N_PLACES_AMONG_UNITS").len(), 0);
}

/// How many answered, and limits, stand beside the value of each region.
#[test]
fn figures_beside_each_region() {
    for heads in [
        "Halland;Halland n;Riket;Riket n",
        "Halland;n Halland;Riket;n Riket",
        "Region Halland;Antal svar Region Halland;Riket;Antal svar riket",
        "Halland (%);Halland (antal svar);Riket (%);Riket (antal svar)",
        "Halland andel;Halland n;Riket andel;Riket n",
    ] {
        let file = given(&format!("Indikator;{heads}\nNöjda (%);66,1;560;60,6;9000\nTrygga (%);40;500;45;8000\n"));
        for (region, measure, value, n) in
            [("13", "nojda", 66.1, 560.0), ("00", "nojda", 60.6, 9000.0), ("13", "trygga", 40.0, 500.0)]
        {
            let all = file.result["estimates"].as_array().unwrap().iter();
            let fits = |it: &&Value| it["region"] == region && it["measure"] == measure && it["source"] == "file";
            let found: Vec<_> = all.filter(fits).map(|it| (it["value"].as_f64(), it["n"].as_f64())).collect();
            assert_eq!(found, [(Some(value), Some(n))], "{heads} {region}");
        }
        assert!(file.found("W_COLUMN_UNUSED").is_empty() && file.found("E_DUPLICATE_FIGURE").is_empty(), "{heads}");
    }
    let file = given("Indikator;Halland;Halland nedre KI;Halland övre KI;Riket\nNöjda (%);66,1;62;70;60,6\n");
    let all = file.result["estimates"].as_array().unwrap();
    let own = all.iter().find(|it| it["region"] == "13" && it["source"] == "file").unwrap();
    assert_eq!((own["low"].as_f64(), own["high"].as_f64()), (Some(62.0), Some(70.0)));
}

/// Riket in the column of units too is riket's own row.
#[test]
fn the_nation_among_units_and_regions() {
    let file = given(
        "Region;Vårdcentral;År;Helhetsintryck (%)\nHalland;Vallås;2023;81,9\nHalland;Totalt;2023;77\nRiket;Riket;2023;79,8\n",
    );
    assert_eq!(figures(&file, "00", None), of("helhetsintryck", &[("2023", 79.8)]));
    assert!(file.found("W_NATION_AMONG_LEVELS").is_empty());
    // The code 0 of a sex is not riket's.
    let file =
        given("Region;År;Kön;Andel (%)\nHalland;2023;0;61\nHalland;2023;1;62\nRiket;2023;0;60\nRiket;2023;1;59\n");
    assert_eq!((figures(&file, "00", Some("0")).len(), figures(&file, "00", None).len()), (1, 0));
    let file = given("Region;Vårdcentral;År;Andel (%)\nHalland;Vallås;2023;81,9\nHalland;Riket;2023;79,8\n");
    assert_eq!(file.found("W_NATION_AMONG_LEVELS"), ["Vårdcentral"]);
}

/// Both limits in one cell of their own, with the confidence that the header says.
#[test]
fn both_limits_in_a_cell() {
    for interval in ["59,8–64,6", "(59,8–64,6)", "\"59,8;64,6\"", "\"[59,8, 64,6]\"", "59,8 till 64,6"] {
        let file = given(&format!("Region;År;Andel (%);95 % KI\nHalland;2023;62,2;{interval}\nRiket;2023;60,6;..\n"));
        let own = estimate(&file, "13", "2023");
        near(&own["low"], 59.8);
        near(&own["high"], 64.6);
        assert!(file.found("N_INTERVAL_ASSUMED_95").is_empty(), "{interval}");
        assert!(estimate(&file, "00", "2023")["low"].is_null(), "{interval}");
    }
    // 99 per cent: 2.5758 standard errors to each side, not 1.96.
    let file = given("Region;År;Andel (%);99 % KI\nHalland;2023;62,1;59,5242–64,6758\nRiket;2023;60,6;60–61\n");
    let se = estimate(&file, "13", "2023")["se"].as_f64().unwrap();
    assert!((se - 1.0).abs() < 1e-4, "{se}");
    let file = given("Region;2022;2022 KI;2023;2023 KI\nHalland;62,2;59-65;63,2;60-66\nRiket;60,6;60-61;61,6;61-62\n");
    near(&estimate(&file, "13", "2022")["low"], 59.0);
    near(&estimate(&file, "13", "2023")["low"], 60.0);
    // The value lies between its limits; ages are none.
    let file = given("Region;År;Andel (%);Intervall\nHalland;2023;62,2;16-29\nRiket;2023;60,6;16-29\n");
    assert!(estimate(&file, "13", "2023")["low"].is_null());
    assert_eq!(file.found("E_NOT_A_NUMBER"), ["2 Intervall"]);
}

/// Municipalities and groups of regions among regions are set aside, or are units of their region where they have a column.
#[test]
fn other_places_among_regions() {
    let nation_and_own = |table: &str| {
        let file = given(table);
        let all = |region: &str| figures(&file, region, None).into_iter().map(|it| it.2).collect::<Vec<_>>();
        (all("00"), all("13"), file.found("W_OTHER_PLACE").len() + file.found("E_REGION_UNKNOWN").len())
    };
    for (table, findings) in [
        ("region;2023\n00 Riket;59\n13 Hallands län;61\n1380 Halmstad;62\n1383 Varberg;60\n", 1),
        (
            "Region;2023\nNorra sjukvårdsregionen;1\nVästra sjukvårdsregionen;2\nLiknande regioner;3\nHalland;61\nRiket;59\n",
            1,
        ),
        ("Kod;Namn;2023\n00;Riket;59\n13;Hallands län;61\n1380;Halmstad;62\n1383;Varberg;60\n", 1),
        ("Kommun-kod;Område;2023\n0000;Riket;59\n0013;Region Halland;61\n1380;Halmstad;62\n1383;Varberg;60\n", 1),
        ("Kommunkod;Namn;2023\n1380;Halmstad;62\n1383;Varberg;60\n1300;Hallands län;61\n0000;Riket;59\n", 1),
        ("Kod;Andel (%) 2023\n12;60\n13;61\n14;62\n00;59\n", 0),
        ("Länskod;Kommunkod;Namn;2023\n13;;Hallands län;61\n13;1380;Halmstad;62\n00;;Riket;59\n", 0),
        ("Länskod;Kommunkod;2023\n13;1300;61\n13;1380;62\n13;1383;60\n00;0000;59\n", 0),
    ] {
        let expected = (vec![59.0], vec![61.0], findings);
        let (nation, own, found) = nation_and_own(table);
        assert_eq!((nation, own, found.min(1)), expected, "{table}");
    }
    let file = given("Länskod;Kommunkod;2023\n13;;61\n13;1380;62\n12;;60\n12;1280;63\n");
    assert_eq!(file.estimate("13", "1380")["value"], 62.0);
    // Codes of something else are no regions, and names under `Namn` are those of persons.
    for (table, role) in
        [("Kod;Andel (%)\n01;5\n02;6\n03;7\n", Role::Ignored), ("Namn;2023\nBo Ek;5\nAnna Ask;6\n", Role::Identifying)]
    {
        let (reading, _) = recognise(table.as_bytes(), None).unwrap();
        assert_eq!(reading.columns[0].role, role, "{table}");
    }
}

/// The head of a pivot table as pandas writes it: the names of the columns of rows stand on a line of their own.
#[test]
fn names_of_columns_on_a_line_of_their_own() {
    let andel = of("andel", &[("2022", 63.1), ("2023", 64.4)]);
    let file = given(",andel,andel\når,2022,2023\nregion,,\nRiket,60.1,60.9\nHalland,63.1,64.4\n");
    assert_eq!(figures(&file, "13", None), andel);
    assert_eq!(figures(&file, "00", None), of("andel", &[("2022", 60.1), ("2023", 60.9)]));
    let file = given("år,2022,2023\nregion,,\nRiket,60.1,60.9\nHalland,63.1,64.4\n");
    assert_eq!(figures(&file, "13", None), of("varde", &[("2022", 63.1), ("2023", 64.4)]));
    let file = given(
        ",,andel,andel\n,år,2022,2023\nregion,kön,,\nHalland,Kvinnor,65.1,66.4\nHalland,Totalt,63.1,64.4\nRiket,Totalt,60.1,60.9\n",
    );
    assert_eq!(figures(&file, "13", None), andel);
    assert_eq!(file.levels(), ["Kvinnor"]);
    // A row whose figures are missing is a row, also where its name could head a column.
    for first in ["Halland", "Region Halland", "Kommentar"] {
        let file = given(&format!("Region;Andel 2022;Andel 2023\n{first};;\nSkåne;61;62\nRiket;60;60\n"));
        assert_eq!(file.seen["header_lines"], 1, "{first}");
        assert_eq!(file.seen["columns"][0]["name"], "Region", "{first}");
    }
}

/// Classes that are numbered from one are headers; the same digits among data are data.
#[test]
fn numbers_as_headers() {
    let file =
        given("Andel 2023 (%), efter inkomstkvintil\nRegion;1;2;3;4;5\nHalland;52;55;58;61;65\nRiket;50;53;56;60;64\n");
    assert_eq!(file.seen["header_line"], 2);
    let own: Vec<_> = figures(&file, "13", None).into_iter().map(|(name, _, value)| (name, value)).collect();
    let expected = [("1", 52.0), ("2", 55.0), ("3", 58.0), ("4", 61.0), ("5", 65.0)];
    assert_eq!(own, expected.map(|(name, value)| (name.to_owned(), value)));
    let file = given("Halland;1;2;3\nSkåne;52;55;58\nRiket;50;53;56\n");
    assert_eq!(file.seen["header_line"], 0);
}

/// Rows that each name something else, over columns of regions, are measures.
#[test]
fn measures_in_rows_over_regions() {
    let file = given(
        "Läkare och andra per 100 000 invånare\nYrke;Skåne län;Hallands län;Riket\nLäkare;430;395;441\nBarnmorska;75;80;77\n",
    );
    assert_eq!(
        figures(&file, "13", None),
        [("lakare", 395.0), ("barnmorska", 80.0)].map(|(name, it)| (name.to_owned(), String::new(), it))
    );
    assert_eq!(figures(&file, "00", None).len(), 2);
    let file = given("Sjukhus;Skåne;Halland\nVarberg;1;61,5\nYstad;58;2,5\n");
    assert_eq!(file.seen["columns"][0]["role"], "ignored");
}

/// What stands beside a number or a name: about, a number of something, a letter for a sex.
#[test]
fn what_stands_beside() {
    let file = given("Region;2022;2023\nHalland;ca 62;63,5\nSkåne;ca 50;51,2\nRiket;60,1;61,0\n");
    assert_eq!(figures(&file, "13", None), of("varde", &[("2022", 62.0), ("2023", 63.5)]));
    assert_eq!(figures(&file, "00", None).len(), 2);
    assert_eq!(file.found("W_VALUES_FLAGGED"), ["2022"]);
    // Nothing says what 1203 is, and a year in parentheses is no number of answers.
    let file = given("Region;2023\nHalland (1203);62\nSkåne (2 345);61\nRiket (39000);60\n");
    assert_eq!(figures(&file, "13", None), of("varde", &[("2023", 62.0)]));
    assert_eq!(file.found("W_BASE_UNUSED"), ["Region"]);
    assert!(estimate(&file, "13", "2023")["n"].is_null());
    // A figure with a number behind it is no region with one.
    let file = given("Region;Andel (%);Trombolys (n)\nHalland;62;19 (2722)\nSkåne;61;12 (450)\nRiket;60;13 (9335)\n");
    let r#type = file.seen["columns"][2]["type"].as_str().unwrap();
    assert_eq!(r#type, "integer");
    let file = given("Region;Andel (%)\nHalland (2023);62\nSkåne (2023);61\nRiket (2023);60\n");
    assert!(file.found("W_BASE_UNUSED").is_empty());
    let file = given("Fråga;K;M;T\nFast läkare (%);62;60;61\nTillgång (%);82;80;81\n");
    assert_eq!(figures(&file, "13", Some("K")).len(), 2);
    assert_eq!(figures(&file, "13", None)[0].2, 61.0);
    assert!(file.levels() == ["K", "M"]);
}

/// Levels below each region in its own column, as a compact pivot table has them.
#[test]
fn levels_below_each_region() {
    let levels = |own: u32| format!("Kvinnor;{own}\nMän;{}\n", own + 2);
    let table = |last: &str| {
        format!("Radetiketter;2023\nRegion Halland;61\n{}Region Skåne;71\n{}Riket;66\n{last}", levels(60), levels(70))
    };
    for last in [levels(65), "Kvinnor;65\n".to_owned(), String::new()] {
        let file = given(&table(&last));
        assert_eq!(figures(&file, "13", None), of("varde", &[("2023", 61.0)]), "{last}");
        assert_eq!(figures(&file, "13", Some("Män")), of("varde", &[("2023", 62.0)]), "{last}");
        assert_eq!(figures(&file, "12", Some("Kvinnor")), of("varde", &[("2023", 70.0)]), "{last}");
        assert_eq!(figures(&file, "00", None), of("varde", &[("2023", 66.0)]), "{last}");
        assert_eq!(file.found("N_BLOCK_HEADING").len(), 1, "{last}");
    }
    // Levels below one region alone may be anybody's.
    let file = given("Grupp;2023\nRiket;66\nHalland;61\nKvinnor;60\nMän;62\n");
    assert!(file.found("N_BLOCK_HEADING").is_empty());
}
