//! Every method that a result can name has its page, and R code and pages hold what they should.

use rikssnitt::statistics::METHODS;
use serde_json::Value;

fn sources(folder: &std::path::Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() }).collect()
}

#[test]
fn every_method_that_a_result_names_has_a_line_on_the_page() {
    let pages: Value = serde_json::from_str(&std::fs::read_to_string("www/text/methods.json").unwrap()).unwrap();
    let code = ["src/estimate", "src/compare", "src/assess"].map(|folder| sources(folder.as_ref())).concat();
    let named = METHODS.iter().filter(|method| code.contains(&format!("\"{}\"", method.id)));
    let without: Vec<&str> = named.map(|method| method.id).filter(|id| pages[*id]["sv"].as_str().is_none()).collect();
    assert!(without.is_empty(), "no line in www/text/methods.json: {without:?}");
}
