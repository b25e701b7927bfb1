//! What the page shows of a result: all but comparisons of other regions' groups.

use rikssnitt::plan::Multiplicity;
use rikssnitt::session::Session;
use serde_json::{Value, json};

#[test]
fn the_page_is_told_of_its_own_regions_groups_and_of_all_else() {
    told_of(Multiplicity::None);
}

/// The p-values that are told depend on those that are not.
#[test]
fn what_the_page_is_told_is_adjusted_for_what_it_is_not_told() {
    told_of(Multiplicity::Holm);
}

fn told_of(multiplicity: Multiplicity) {
    let mut session = Session::new().unwrap();
    session.add("enkat.csv", std::fs::read("www/examples/enkat_exempel.csv").unwrap()).unwrap();
    let mut plan = session.propose(Some("13")).unwrap();
    plan.multiplicity = multiplicity;
    plan.groups = vec!["kon".into()];
    plan.measures.truncate(1);
    let mut whole = serde_json::to_value(session.analyse(&plan).unwrap()).unwrap();
    let mut shown = serde_json::to_value(session.show(&plan).unwrap()).unwrap();
    let comparisons = |result: &mut Value| match result["comparisons"].take() {
        Value::Array(all) => all,
        _ => Vec::new(),
    };
    let (all, told) = (comparisons(&mut whole), comparisons(&mut shown));
    let (kept, left): (Vec<Value>, Vec<Value>) =
        all.into_iter().partition(|one| one["group"].is_null() || one["region"] == "13");
    assert_eq!(told, kept);
    assert!(kept.iter().any(|one| one["group"] == "kon") && kept.iter().any(|one| one["region"] == "01"));
    assert!(left.len() > 5 * kept.iter().filter(|one| one["group"] == "kon").count());
    assert_eq!(kept.iter().any(|one| one["p_adjusted"].is_number()), multiplicity != Multiplicity::None);
    assert_eq!(shown, whole, "nothing else is left out");
    plan.region = None;
    let [whole, shown] = [session.analyse(&plan).unwrap(), session.show(&plan).unwrap()].map(|one| json!(one));
    assert_eq!(shown, whole, "without a region there is no other");
}
