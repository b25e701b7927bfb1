//! What is wrong with a plan, as the command line says it in Swedish: one plan or more for every code of plans.

use rikssnitt::error::ErrorCode;
use std::collections::BTreeSet;
use std::process::Command;

const SURVEY: &str = "region;kön;q1\nHalland;Kvinna;Ja\nHalland;Man;Nej\n";

/// A plan, what is said of it and the code.
const WRONG: [(&str, &str, &str); 33] = [
    (
        r#"{"plan":1"#,
        "Planen är inte giltig JSON. Felet står på rad och tecken 1:9. Jämför med en plan som sidan har sparat.",
        "X_PLAN_NO_JSON",
    ),
    (
        r#"{"region":"13"}"#,
        "Fältet ”plan” saknas i planen, före rad och tecken 1:15. Jämför med en plan som sidan har sparat.",
        "X_PLAN_FIELD_MISSING",
    ),
    (
        r#"{"plan":1,"confidence":"hög"}"#,
        "Fältet ”confidence” i planen har ett värde av fel slag, på rad och tecken 1:29. Jämför med en plan som sidan har sparat.",
        "X_PLAN_VALUE",
    ),
    (
        r#"{"plan":1,"regoin":"13"}"#,
        "Planen har ett okänt ord. Ordet är ”regoin” (rad och tecken 1:18). Närmaste kända ord är ”region”.",
        "X_PLAN_UNKNOWN_WORD",
    ),
    (r#"{"plan":2}"#, "Planen är skriven för en annan version. Ange ”plan”: 1 överst i planen.", "X_PLAN_VERSION"),
    (
        r#"{"plan":1,"confidence":1}"#,
        "Fältet ”confidence” i planen har ett tal utanför gränserna. Talet ska vara större än 0.5. Talet ska vara mindre än 1.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"across":{"funnel":{"winsorise":0.5}}}"#,
        "Fältet ”across.funnel.winsorise” i planen har ett tal utanför gränserna. Talet ska vara minst 0. Talet ska vara mindre än 0.5.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*.csv","design":{"replicates":{"type":"bootstrap","draws":1}}}]}"#,
        "Fältet ”files.*.csv.design.replicates.draws” i planen har ett tal utanför gränserna. Talet ska vara minst 2.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"rate","column":"q1","per":0}]}"#,
        "Fältet ”measures.d.per” i planen har ett tal utanför gränserna. Talet ska vara större än 0.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score","items":[{"column":"a","weight":2},{"column":"b","weight":-1}]}]}"#,
        "Fältet ”measures.d.items.b.weight” i planen har ett tal utanför gränserna. Talet ska vara minst 0.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score","items":[{"column":"a"}],"points":{"ja":5}}]}"#,
        "Fältet ”measures.d.points” i planen har ett tal utanför gränserna. Talet ska vara minst 0. Talet får vara högst 1.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"n","type":"care_need_index","column":"a + b + c + d + e + f + g","reference":0}]}"#,
        "Fältet ”measures.n.reference” i planen har ett tal utanför gränserna. Talet ska vara större än 0.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"system":{"quadrant":{"least":1.5}}}"#,
        "Fältet ”system.quadrant.least” i planen har ett tal utanför gränserna. Talet ska vara minst 0. Talet får vara högst 1.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"system":{"quadrant":{"indicators":[{"id":"U70447","weight":0}]}}}"#,
        "Fältet ”system.quadrant.indicators.U70447.weight” i planen har ett tal utanför gränserna. Talet ska vara större än 0.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"system":{"efficiency":{"inputs":["a"],"outputs":["b"],"draws":10001}}}"#,
        "Fältet ”system.efficiency.draws” i planen har ett tal utanför gränserna. Talet ska vara minst 0. Talet får vara högst 10000.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"deflator":{"base":"2024","index":{"2023":0,"2024":104.2}}}"#,
        "Fältet ”deflator.index.2023” i planen har ett tal utanför gränserna. Talet ska vara större än 0.",
        "X_PLAN_OUT_OF_RANGE",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score","items":[{"column":"a","weight":0},{"column":"b","weight":0}]}]}"#,
        "Alla vikter i fältet ”measures.d.items” i planen är 0. Minst en av dem ska vara större än 0.",
        "X_PLAN_ALL_ZERO",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"mean"}]}"#,
        "Fältet ”measures.d.column” saknas i planen eller är tomt. Fyll i det.",
        "X_PLAN_LACKS",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score"}]}"#,
        "Fältet ”measures.d.items” saknas i planen eller är tomt. Fyll i det.",
        "X_PLAN_LACKS",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score","items":[{"column":"a","weight":1},{"column":"b"}]}]}"#,
        "Fältet ”measures.d.items.b.weight” saknas i planen eller är tomt. Fyll i det.",
        "X_PLAN_LACKS",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"directly_standardised_rate","column":"q1"}]}"#,
        "Fältet ”measures.d.age” saknas i planen eller är tomt. Fyll i det.",
        "X_PLAN_LACKS",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"score","items":[{"column":"a"}]}]}"#,
        "Planen ska ha antingen ”measures.d.points” eller ”measures.d.positive”. Fyll i det ena fältet och ta bort det andra.",
        "X_PLAN_EITHER",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"n","type":"care_need_index","column":"a + b"}]}"#,
        "Fältet ”measures.n.column” i planen har fel antal namn. Skriv 7 namn med ” + ” emellan.",
        "X_PLAN_TERMS",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"mean","column":"a"},{"id":"d","type":"mean","column":"b"}]}"#,
        "Fältet ”measures” i planen har ”d” två gånger. Ta bort eller byt namn på det ena.",
        "X_PLAN_TWICE",
    ),
    (
        r#"{"plan":1,"groups":["kön"],"gather":{"kön":{"into":{"Alla":["Kvinna"],"Andra":["Kvinna"]}}}}"#,
        "Fältet ”gather.kön.into” i planen har ”Kvinna” två gånger. Ta bort eller byt namn på det ena.",
        "X_PLAN_TWICE",
    ),
    (
        r#"{"plan":1,"gather":{"kön":{"into":{"Alla":["*"]}}}}"#,
        "Fältet ”gather” i planen har ”kön”, som inte finns i ”groups”. Lägg till det där eller välj något som finns där.",
        "X_PLAN_NOT_AMONG",
    ),
    (
        r#"{"plan":1,"deflator":{"base":"2024","index":{"2023":100}}}"#,
        "Fältet ”deflator.base” i planen har ”2024”, som inte finns i ”deflator.index”. Lägg till det där eller välj något som finns där.",
        "X_PLAN_NOT_AMONG",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*","kind":"enkät"}]}"#,
        "Ordet ”enkät” i fältet ”files.*.kind” i planen är okänt. Välj ett av orden survey, indicators, accounts, visits, staffing, population, unknown.",
        "X_PLAN_WORD",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*","roles":{"q1":"fråga"}}]}"#,
        "Ordet ”fråga” i fältet ”files.*.roles.q1” i planen är okänt. Välj ett av orden region, period, id, weight, stratum, cluster, group, item, measure, meaning, value, count, numerator, denominator, low, high, margin, standard_error, unit, identifying, ignored.",
        "X_PLAN_WORD",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*","kind":"survey"}],"measures":[{"id":"d","type":"proportion","column":"q1","positive":["Ja"],"direction":"upp"}]}"#,
        "Ordet ”upp” i fältet ”measures.d.direction” i planen är okänt. Välj ett av orden higher, lower, none.",
        "X_PLAN_WORD",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*","kind":"accounts","prices":"fasta"}]}"#,
        "Ordet ”fasta” i fältet ”files.*.prices” i planen är okänt. Välj ett av orden running, fixed.",
        "X_PLAN_WORD",
    ),
    (
        r#"{"plan":1,"files":[{"match":"*","kind":"accounts","unit":"dollar"}]}"#,
        "Ordet ”dollar” i fältet ”files.*.unit” i planen är okänt. Välj ett av orden kr, tkr, mnkr, mdkr.",
        "X_PLAN_WORD",
    ),
    (
        r#"{"plan":1,"measures":[{"id":"d","type":"proportion","column":"q9","positive":["Ja"]}]}"#,
        "kolumn q9: Planen använder kolumnen ”q9” som inte finns i någon fil. Välj en annan kolumn eller ta bort måttet.",
        "X_PLAN_COLUMN",
    ),
];

/// What the command line says of a plan.
fn said(folder: &std::path::Path, plan: &[u8], language: &str) -> String {
    let (file, path) = (folder.join("enkat.csv"), folder.join("plan.json"));
    std::fs::write(&file, SURVEY).unwrap();
    std::fs::write(&path, plan).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rikssnitt"));
    program.env("LC_ALL", language).arg("analyse").arg(&file).arg("--plan").arg(&path);
    String::from_utf8(program.output().unwrap().stderr).unwrap().trim_end().to_owned()
}

#[test]
fn every_fault_of_a_plan_is_said_whole_in_swedish() {
    let folder = std::env::temp_dir().join(format!("rikssnitt-plans-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (plan, sentence, code) in WRONG {
        assert_eq!(said(&folder, plan.as_bytes(), "sv_SE.UTF-8"), format!("{sentence} [{code}]"), "{plan}");
        let english = said(&folder, plan.as_bytes(), "en_GB.UTF-8");
        assert!(
            english.ends_with(&format!(". [{code}]")) && !english.contains(['{', '}']) && !english.contains("planen"),
            "{english}"
        );
    }
    let latin = said(&folder, b"{\"plan\":1,\n \"region\":\"V\xE4rmland\"}", "sv_SE.UTF-8");
    assert!(latin.contains("på rad och tecken 2:13.") && latin.ends_with("[X_PLAN_NO_JSON]"), "{latin}");
    std::fs::remove_dir_all(&folder).unwrap();
    let met: BTreeSet<&str> = WRONG.iter().map(|(_, _, code)| *code).collect();
    let known = ErrorCode::ALL.iter().map(|code| code.as_str()).filter(|code| code.starts_with("X_PLAN_"));
    assert_eq!(met, known.collect());
}
