//! Tables of the system perspective: efficiency and its bootstrap, composite indices, costs and their growth.

use crate::oracle::aggregates::compared;
use crate::oracle::beside::{Beside, numbers, of_case};
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::composite_index::{Component, composite_index};
use rikssnitt::statistics::data_envelopment::{
    Envelopment, Orientation, Returns, Unit, data_envelopment, super_efficiency,
};
use rikssnitt::statistics::data_envelopment_bootstrap::{
    Bootstrap, Corrected, bandwidth, corrected, data_envelopment_bootstrap,
};
use rikssnitt::statistics::free_disposal_hull::free_disposal_hull;
use rikssnitt::statistics::growth_decomposition::growth_decomposition;
use rikssnitt::statistics::structure_adjustment::structure_adjustment;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Reads a row of one form of table.
type Run = fn(&Beside, &Rows, Row<'_>) -> Vec<Verdict>;

const CONFIDENCE: f64 = 0.95;
/// Two simulations of 2 000 draws differ by at most these shares of a standard deviation: in mean, spread and the near
/// limit, and in the limit of the long tail. Between five runs in R it was 0.04 and 0.4.
const SIMULATED: f64 = 0.15;
const SIMULATED_TAIL: f64 = 0.6;

/// The verdicts of a row; `None` for a table of another form.
pub fn verdicts(beside: &Beside, table: &Rows, row: Row<'_>) -> Option<Vec<Verdict>> {
    let forms: &[(&[&str], Run)] = &[
        (&["set", "dmu", "in_crs", "in_vrs", "in_fdh"], envelopment),
        (&["set", "data", "dmu", "bandwidth", "bias", "corrected"], bootstrap),
        (&["unit", "present", "index"], composite),
        (&["net", "net_nation", "standard", "deviation"], structure),
        (&["c0", "v0", "c1", "v1", "from_volume"], growth),
    ];
    forms.iter().find(|(columns, _)| table.has(columns)).map(|(_, run)| run(beside, table, row))
}

/// Inputs and outputs of a unit by the names of the variables.
type Columns = (Vec<(String, f64)>, Vec<(String, f64)>);

/// The units of a set, by name in the order that they stand in.
fn units_of(beside: &Beside, set: &str) -> (Vec<String>, Vec<Unit>) {
    let rows = beside.with(&["set", "dmu", "role", "variable", "value"]).map(|input| of_case(input, set));
    let mut names: Vec<String> = Vec::new();
    let mut columns: BTreeMap<String, Columns> = BTreeMap::new();
    for row in rows.into_iter().flatten() {
        let name = row.text("dmu").to_owned();
        if !names.contains(&name) {
            names.push(name.clone());
        }
        let unit = columns.entry(name).or_default();
        let side = if row.text("role").starts_with("in") { &mut unit.0 } else { &mut unit.1 };
        side.push((row.text("variable").to_owned(), row.number("value").unwrap_or(f64::NAN)));
    }
    let values = |mut side: Vec<(String, f64)>| {
        side.sort_by(|a, b| a.0.cmp(&b.0));
        side.into_iter().map(|(_, value)| value).collect()
    };
    let unit = |name: &String| {
        let (inputs, outputs) = columns.get(name).cloned().unwrap_or_default();
        Unit { inputs: values(inputs), outputs: values(outputs) }
    };
    let units = names.iter().map(unit).collect();
    (names, units)
}

fn envelopment(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let (names, units) = units_of(beside, row.text("set"));
    let Some(at) = names.iter().position(|name| name == row.text("dmu")) else {
        return vec![Verdict::Failed("the unit is not beside the table".to_owned())];
    };
    static KEPT: Kept<Vec<Pairs>> = Kept::new(Mutex::default);
    let all = kept(&KEPT, format!("{units:?}"), || every_efficiency(&units));
    vec![compared(row, Tolerance::PROGRAMME, all.get(at).map_or(&[], Vec::as_slice))]
}

/// What is computed of a unit, by the names of the columns.
type Pairs = Vec<(&'static str, Option<f64>)>;

/// Every efficiency of every unit of a set.
fn every_efficiency(units: &[Unit]) -> Vec<Pairs> {
    let largest =
        |of: fn(&Unit) -> &Vec<f64>, column: usize| units.iter().map(|unit| of(unit)[column]).fold(0.0, f64::max);
    let (input, output) = (Orientation::Input, Orientation::Output);
    let place = |orientation, returns| data_envelopment(units, orientation, returns).unwrap_or_default();
    let beyond = |orientation, returns| super_efficiency(units, orientation, returns).unwrap_or_default();
    let hull = |orientation| free_disposal_hull(units, orientation).unwrap_or_default();
    let (crs, vrs) = (place(input, Returns::Constant), place(input, Returns::Variable));
    let (drs, irs) = (place(input, Returns::Decreasing), place(input, Returns::Increasing));
    let (out_crs, out_vrs) = (place(output, Returns::Constant), place(output, Returns::Variable));
    let (out_drs, out_irs) = (place(output, Returns::Decreasing), place(output, Returns::Increasing));
    let (super_crs, super_vrs) = (beyond(input, Returns::Constant), beyond(input, Returns::Variable));
    let super_out_crs = beyond(output, Returns::Constant);
    let (in_fdh, out_fdh) = (hull(input), hull(output));
    let of = |places: &[Option<Envelopment>], at: usize| places.get(at).cloned().flatten();
    let theta = |places: &[Option<Envelopment>], at: usize| Some(of(places, at)?.efficiency);
    let slack = |places: &[Option<Envelopment>], at: usize| {
        let found = of(places, at)?;
        let inputs = found.input_slacks.iter().enumerate().map(|(i, it)| it / largest(|unit| &unit.inputs, i));
        let outputs = found.output_slacks.iter().enumerate().map(|(i, it)| it / largest(|unit| &unit.outputs, i));
        Some(inputs.chain(outputs).sum::<f64>())
    };
    let only = |all: &[Option<f64>], at: usize| all.get(at).copied().flatten();
    let pairs = |at: usize| {
        vec![
            ("in_crs", theta(&crs, at)),
            ("in_vrs", theta(&vrs, at)),
            ("in_drs", theta(&drs, at)),
            ("in_irs", theta(&irs, at)),
            ("out_crs", theta(&out_crs, at)),
            ("out_vrs", theta(&out_vrs, at)),
            ("out_drs", theta(&out_drs, at)),
            ("out_irs", theta(&out_irs, at)),
            ("in_fdh", only(&in_fdh, at)),
            ("out_fdh", only(&out_fdh, at)),
            ("super_in_crs", only(&super_crs, at)),
            ("super_in_vrs", only(&super_vrs, at)),
            ("super_out_crs", only(&super_out_crs, at)),
            ("scale_eff", theta(&crs, at).zip(theta(&vrs, at)).map(|(crs, vrs)| crs / vrs)),
            ("slack_in_crs", slack(&crs, at)),
            ("slack_in_vrs", slack(&vrs, at)),
        ]
    };
    (0..units.len()).map(pairs).collect()
}

/// For draws that stand beside the table, exactly; else for draws of our own, within the error of simulation.
fn bootstrap(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let (names, units) = units_of(beside, row.text("data"));
    let orientation = if row.text("orientation") == "output" { Orientation::Output } else { Orientation::Input };
    let returns = match row.text("returns") {
        "crs" => Returns::Constant,
        "vrs" => Returns::Variable,
        "drs" => Returns::Decreasing,
        _ => Returns::Increasing,
    };
    let places = data_envelopment(&units, orientation, returns).unwrap_or_default();
    let share = |it: f64| if orientation == Orientation::Input { it } else { 1.0 / it };
    let efficiencies: Vec<f64> = places.iter().flatten().map(|it| share(it.efficiency)).collect();
    let at = names.iter().position(|name| name == row.text("dmu")).unwrap_or(usize::MAX);
    let wanted = row.number("draws").unwrap_or(0.0) as usize;
    let given = beside.with(&["set", "draw", "dmu", "pseudo"]).map(|input| of_case(input, row.text("set")));
    let pseudo = numbers(&given.unwrap_or_default(), ["draw", "pseudo"]);
    let mut draws: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    pseudo.iter().for_each(|[draw, value]| draws.entry(*draw as u64).or_default().push(*value));
    let draws: Vec<Vec<f64>> = draws.into_values().collect();
    let is_given = draws.len() == wanted;
    let all: Option<Vec<Corrected>> = if is_given {
        corrected(&units, &efficiencies, &draws, orientation, returns, CONFIDENCE)
    } else {
        let run = Bootstrap { draws: wanted, bandwidth: None, seed: 7, confidence: CONFIDENCE };
        static KEPT: Kept<Option<Vec<Corrected>>> = Kept::new(Mutex::default);
        let key = format!("{units:?} {orientation:?} {returns:?} {wanted}");
        kept(&KEPT, key, || Some(data_envelopment_bootstrap(&units, orientation, returns, run)?.1))
    };
    let found = all.and_then(|all| all.get(at).copied());
    let own = [("bandwidth", bandwidth(&efficiencies)), ("efficiency", found.map(|it| it.efficiency))];
    let rest = [
        ("bias", found.map(|it| it.bias)),
        ("corrected", found.map(|it| it.corrected)),
        ("se", found.map(|it| it.se)),
        ("high", found.map(|it| it.interval.high)),
    ];
    let tail = [("low", found.map(|it| it.interval.low))];
    let spread = row.number("se").unwrap_or(0.0);
    let within = |share: f64| {
        if is_given { Tolerance::PROGRAMME } else { Tolerance { relative: 0.0, absolute: share * spread } }
    };
    vec![
        compared(row, Tolerance::PROGRAMME, &own),
        compared(row, within(SIMULATED), &rest),
        compared(row, within(SIMULATED_TAIL), &tail),
    ]
}

/// What was computed of a set of units, by the units themselves.
type Kept<T> = LazyLock<Mutex<BTreeMap<String, T>>>;

/// A set is computed once for all its rows.
fn kept<T: Clone>(all: &Kept<T>, key: String, make: impl FnOnce() -> T) -> T {
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry(key).or_insert_with(make).clone()
}

fn composite(beside: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let Some(input) = beside.with(&["unit", "component", "higher", "weight", "value"]) else {
        return vec![Verdict::Failed("the components are not beside the table".to_owned())];
    };
    let mut components: BTreeMap<u64, Component> = BTreeMap::new();
    for cell in input.iter() {
        let empty = || Component {
            values: Vec::new(),
            errors: Vec::new(),
            higher_is_better: cell.number("higher").is_some_and(|it| it > 0.0),
            weight: cell.number("weight").unwrap_or(1.0),
        };
        let component = components.entry(cell.number("component").unwrap_or(0.0) as u64).or_insert_with(empty);
        component.values.push(cell.number("value"));
        component.errors.push(None);
    }
    let components: Vec<Component> = components.into_values().collect();
    let units = components.first().map_or(0, |it| it.values.len());
    let all = composite_index(&components, units, 0.6);
    let found = row.number("unit").and_then(|unit| all.get(unit as usize - 1));
    let pairs = [("present", found.map(|it| it.present as f64)), ("index", found.and_then(|it| it.value))];
    let unexpected = row.number("index").is_none() && found.is_some_and(|it| it.value.is_some());
    vec![match compared(row, Tolerance::CLOSED_FORM, &pairs) {
        Verdict::Passed if unexpected => Verdict::Failed("an index of too few components".to_owned()),
        verdict => verdict,
    }]
}

fn structure(_: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let pair = |own: &str, nation: &str| row.number(own).zip(row.number(nation));
    let found = pair("net", "net_nation")
        .zip(pair("standard", "standard_nation"))
        .and_then(|(net, standard)| structure_adjustment(net, standard));
    let pairs = [
        ("index", found.map(|it| it.index)),
        ("adjusted", found.map(|it| it.adjusted)),
        ("reference_cost", found.map(|it| it.reference_cost)),
        ("deviation", found.map(|it| it.deviation)),
    ];
    vec![compared(row, Tolerance::DIFFERENCE, &pairs)]
}

fn growth(_: &Beside, _: &Rows, row: Row<'_>) -> Vec<Verdict> {
    let pair = |cost: &str, volume: &str| row.number(cost).zip(row.number(volume));
    let found = pair("c0", "v0").zip(pair("c1", "v1")).and_then(|(first, last)| growth_decomposition(first, last));
    let pairs = [
        ("cost", found.map(|it| it.cost)),
        ("volume", found.map(|it| it.volume)),
        ("unit_cost", found.map(|it| it.unit_cost)),
        ("from_volume", found.map(|it| it.from_volume)),
        ("from_unit_cost", found.map(|it| it.from_unit_cost)),
    ];
    vec![compared(row, Tolerance::DIFFERENCE, &pairs)]
}
