//! Tables of the system perspective: efficiency and its bootstrap, composite indices, costs and their growth.

use crate::oracle::aggregates::compared;
use crate::oracle::beside::{Beside, numbers, of_case};
use crate::oracle::report::Verdict;
use crate::oracle::rows::{Row, Rows};
use crate::oracle::tolerance::Tolerance;
use rikssnitt::statistics::composite_index::{Component, composite_index};
use rikssnitt::statistics::data_envelopment::{Orientation, Returns, Unit, data_envelopment, super_efficiency};
use rikssnitt::statistics::data_envelopment_bootstrap::{
    Bootstrap, Corrected, bandwidth, corrected, data_envelopment_bootstrap,
};
use rikssnitt::statistics::free_disposal_hull::free_disposal_hull;
use rikssnitt::statistics::growth_decomposition::growth_decomposition;
use rikssnitt::statistics::structure_adjustment::structure_adjustment;
use std::collections::BTreeMap;

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
    let largest =
        |of: fn(&Unit) -> &Vec<f64>, column: usize| units.iter().map(|unit| of(unit)[column]).fold(0.0, f64::max);
    let found = |orientation, returns| data_envelopment(&units, orientation, returns)?.get(at).cloned().flatten();
    let efficiency = |orientation, returns| found(orientation, returns).map(|it| it.efficiency);
    let slack = |returns| {
        let found = found(Orientation::Input, returns)?;
        let inputs = found.input_slacks.iter().enumerate().map(|(i, it)| it / largest(|unit| &unit.inputs, i));
        let outputs = found.output_slacks.iter().enumerate().map(|(i, it)| it / largest(|unit| &unit.outputs, i));
        Some(inputs.chain(outputs).sum::<f64>())
    };
    let beyond = |orientation, returns| super_efficiency(&units, orientation, returns)?.get(at).copied().flatten();
    let hull = |orientation| free_disposal_hull(&units, orientation)?.get(at).copied();
    let (input, output) = (Orientation::Input, Orientation::Output);
    let crs = efficiency(input, Returns::Constant);
    let vrs = efficiency(input, Returns::Variable);
    let pairs = [
        ("in_crs", crs),
        ("in_vrs", vrs),
        ("in_drs", efficiency(input, Returns::Decreasing)),
        ("in_irs", efficiency(input, Returns::Increasing)),
        ("out_crs", efficiency(output, Returns::Constant)),
        ("out_vrs", efficiency(output, Returns::Variable)),
        ("out_drs", efficiency(output, Returns::Decreasing)),
        ("out_irs", efficiency(output, Returns::Increasing)),
        ("in_fdh", hull(input)),
        ("out_fdh", hull(output)),
        ("super_in_crs", beyond(input, Returns::Constant)),
        ("super_in_vrs", beyond(input, Returns::Variable)),
        ("super_out_crs", beyond(output, Returns::Constant)),
        ("scale_eff", crs.zip(vrs).map(|(crs, vrs)| crs / vrs)),
        ("slack_in_crs", slack(Returns::Constant)),
        ("slack_in_vrs", slack(Returns::Variable)),
    ];
    vec![compared(row, Tolerance::PROGRAMME, &pairs)]
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
        kept((row.text("set"), wanted), || Some(data_envelopment_bootstrap(&units, orientation, returns, run)?.1))
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

/// A simulation is made once for all rows of its set.
fn kept(key: (&str, usize), make: impl FnOnce() -> Option<Vec<Corrected>>) -> Option<Vec<Corrected>> {
    use std::sync::{LazyLock, Mutex};
    type Kept = BTreeMap<(String, usize), Option<Vec<Corrected>>>;
    static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);
    let mut all = KEPT.lock().ok()?;
    all.entry((key.0.to_owned(), key.1)).or_insert_with(make).clone()
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
