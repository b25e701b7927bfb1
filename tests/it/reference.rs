//! The built-in figures and the catalogue hold together.

use rikssnitt::catalogue::{Catalogue, Reference};
use rikssnitt::vocabulary::period::Period;
use rikssnitt::vocabulary::region::Region;

fn built_in() -> (Catalogue, Reference) {
    let catalogue = Catalogue::built_in().unwrap();
    let reference = Reference::built_in(&catalogue).unwrap();
    (catalogue, reference)
}

#[test]
fn known_published_figures_are_found() {
    let (_, reference) = built_in();
    let riket = |id: &str, year: i16| reference.figure(id, Region::NATION, Period::year(year)).map(|found| found.value);
    assert_eq!(riket("N79173", 2025), Some(86.0));
    assert_eq!(riket("U70447", 2025), Some(63.4));
}
