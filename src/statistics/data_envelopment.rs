//! Data envelopment analysis: how far a unit stands from the frontier that the best units draw.
//!
//! Chosen when several resources and results are to be read together without prices. It measures against the best in the
//! set, not against what is possible, and says nothing of quality that is not among the results.
//!
//! # Formula
//! ```text
//! input:  min θ,  Σλⱼxⱼ ≤ θx₀,  Σλⱼyⱼ ≥ y₀      output: max φ,  Σλⱼxⱼ ≤ x₀,  Σλⱼyⱼ ≥ φy₀      λ ≥ 0
//! constant returns: Σλ free      variable: Σλ = 1      decreasing: Σλ ≤ 1      increasing: Σλ ≥ 1
//! super-efficiency: the unit itself is left out of the sums      scale efficiency: θ(constant)/θ(variable)
//! slack: max Σs/max(column) at the θ or φ found; peers: units with λ > 0
//! ```
//! # Units
//! Inputs and outputs in any unit: each is divided by its largest value, which changes no efficiency. θ is at most 1 and φ
//! at least 1, save in super-efficiency. Slacks come back in the units given.
//! # Edge cases
//! No units, tables of unequal length, a negative value, nothing but zeros among the inputs or the outputs: none. A column
//! that is zero everywhere says nothing and changes nothing. A unit whose programme has no solution (super-efficiency with
//! variable returns, φ of a unit that gives nothing): none for that unit.
//! # Source
//! Charnes, Cooper & Rhodes (1978), EJOR 2:429–444; Banker, Charnes & Cooper (1984), Management Science 30:1078–1092;
//! Andersen & Petersen (1993), Management Science 39:1261–1264.
//! # Agrees with
//! R `lpSolve::lp` on the programmes above; `Benchmarking::dea`, `Benchmarking::sdea`.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Weights and slacks below this are zeros that the solver left.
const NOTHING: f64 = 1e-9;
/// What the second programme gives way by where the first one's rounding makes it impossible: a share, at last as much of
/// the largest value.
const GIVE: f64 = 1e-10;

/// What is changed while the rest is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// As little input as possible for the output there is.
    Input,
    /// As much output as possible for the input there is.
    Output,
}

/// How output grows with size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// In proportion.
    Constant,
    /// In any way.
    Variable,
    /// At most in proportion.
    Decreasing,
    /// At least in proportion.
    Increasing,
}

/// One unit: what it uses and what it gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Resources.
    pub inputs: Vec<f64>,
    /// Results.
    pub outputs: Vec<f64>,
}

/// Where a unit stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelopment {
    /// θ or φ.
    pub efficiency: f64,
    /// The units that it is held against, with their weights.
    pub peers: Vec<(usize, f64)>,
    /// What of each input could be spared beyond θ.
    pub input_slacks: Vec<f64>,
    /// What of each output is lacking beyond φ.
    pub output_slacks: Vec<f64>,
}

/// Every unit's place against all of them.
pub fn data_envelopment(units: &[Unit], orientation: Orientation, returns: Returns) -> Option<Vec<Option<Envelopment>>> {
    let scaled = Scaled::new(units)?;
    let place = |unit: usize| {
        let (efficiency, _) = scaled.efficiency(scaled.units.get(unit)?, None, orientation, returns)?;
        scaled.with_slacks(unit, efficiency, orientation, returns)
    };
    Some((0..units.len()).map(place).collect())
}

/// The same with each unit held against all others.
pub fn super_efficiency(units: &[Unit], orientation: Orientation, returns: Returns) -> Option<Vec<Option<f64>>> {
    let scaled = Scaled::new(units)?;
    let place = |(at, unit): (usize, &Unit)| scaled.efficiency(unit, Some(at), orientation, returns).map(|it| it.0);
    Some(scaled.units.iter().enumerate().map(place).collect())
}

/// Efficiencies of units against a frontier that other units draw, as the bootstrap needs them.
pub fn efficiency_against(
    units: &[Unit],
    frontier: &[Unit],
    orientation: Orientation,
    returns: Returns,
) -> Option<Vec<Option<f64>>> {
    let both: Vec<Unit> = units.iter().chain(frontier).cloned().collect();
    let mut scaled = Scaled::new(&both)?;
    let judged: Vec<Unit> = scaled.units.drain(..units.len()).collect();
    Some(judged.iter().map(|unit| scaled.efficiency(unit, None, orientation, returns).map(|it| it.0)).collect())
}

/// Units whose largest input and output are 1, with what they were divided by.
struct Scaled {
    units: Vec<Unit>,
    inputs: Vec<f64>,
    outputs: Vec<f64>,
}

fn largest(units: &[Unit], of: impl Fn(&Unit) -> &[f64]) -> Option<Vec<f64>> {
    let width = of(units.first()?).len();
    let usable = |values: &[f64]| values.len() == width && values.iter().all(|value| value.is_finite() && *value >= 0.0);
    let all = units.iter().all(|unit| usable(of(unit)));
    let column = |at: usize| units.iter().filter_map(|unit| of(unit).get(at)).copied().fold(0.0, f64::max);
    let most: Vec<f64> = (0..width).map(column).collect();
    let something = most.iter().any(|value| *value > 0.0);
    (all && something).then(|| most.into_iter().map(|value| if value > 0.0 { value } else { 1.0 }).collect())
}

impl Scaled {
    fn new(units: &[Unit]) -> Option<Scaled> {
        let inputs = largest(units, |unit| &unit.inputs)?;
        let outputs = largest(units, |unit| &unit.outputs)?;
        let by = |values: &[f64], most: &[f64]| values.iter().zip(most).map(|(value, most)| value / most).collect();
        let units = units.iter().map(|unit| Unit {
            inputs: by(&unit.inputs, &inputs),
            outputs: by(&unit.outputs, &outputs),
        });
        Some(Scaled { units: units.collect(), inputs, outputs })
    }

    /// A programme with a weight for every unit on the frontier, under the returns to scale.
    fn weights(&self, problem: &mut Problem, without: Option<usize>, returns: Returns) -> Vec<(usize, Variable)> {
        let others = (0..self.units.len()).filter(|at| Some(*at) != without);
        let weights: Vec<(usize, Variable)> =
            others.map(|at| (at, problem.add_var(0.0, (0.0, f64::INFINITY)))).collect();
        let sum: Vec<(Variable, f64)> = weights.iter().map(|(_, weight)| (*weight, 1.0)).collect();
        match returns {
            Returns::Constant => {}
            Returns::Variable => problem.add_constraint(sum, ComparisonOp::Eq, 1.0),
            Returns::Decreasing => problem.add_constraint(sum, ComparisonOp::Le, 1.0),
            Returns::Increasing => problem.add_constraint(sum, ComparisonOp::Ge, 1.0),
        }
        weights
    }

    fn row(&self, weights: &[(usize, Variable)], value: impl Fn(&Unit) -> Option<f64>) -> Vec<(Variable, f64)> {
        weights.iter().filter_map(|(at, weight)| Some((*weight, value(self.units.get(*at)?)?))).collect()
    }

    fn efficiency(
        &self,
        unit: &Unit,
        without: Option<usize>,
        orientation: Orientation,
        returns: Returns,
    ) -> Option<(f64, Vec<(usize, f64)>)> {
        let direction = match orientation {
            Orientation::Input => OptimizationDirection::Minimize,
            Orientation::Output => OptimizationDirection::Maximize,
        };
        let mut problem = Problem::new(direction);
        let efficiency = problem.add_var(1.0, (0.0, f64::INFINITY));
        let weights = self.weights(&mut problem, without, returns);
        for (at, own) in unit.inputs.iter().enumerate() {
            let mut row = self.row(&weights, |unit| unit.inputs.get(at).copied());
            let held = match orientation {
                Orientation::Input => {
                    row.push((efficiency, -own));
                    0.0
                }
                Orientation::Output => *own,
            };
            problem.add_constraint(row, ComparisonOp::Le, held);
        }
        for (at, own) in unit.outputs.iter().enumerate() {
            let mut row = self.row(&weights, |unit| unit.outputs.get(at).copied());
            let held = match orientation {
                Orientation::Input => *own,
                Orientation::Output => {
                    row.push((efficiency, -own));
                    0.0
                }
            };
            problem.add_constraint(row, ComparisonOp::Ge, held);
        }
        let solved = problem.solve().ok()?;
        let found = weights.iter().map(|(at, weight)| (*at, *solved.var_value(*weight)));
        Some((*solved.var_value(efficiency), found.collect())).filter(|(efficiency, _)| efficiency.is_finite())
    }

    /// The second programme: with the efficiency held, as much slack as there is, and the peers that go with it.
    fn with_slacks(&self, at: usize, efficiency: f64, orientation: Orientation, returns: Returns) -> Option<Envelopment> {
        let held = |give: fn(f64) -> f64| self.slacks(self.units.get(at)?, efficiency, (orientation, returns), give);
        held(|_| 0.0).or_else(|| held(|value| GIVE * value)).or_else(|| held(|_| GIVE))
    }

    fn slacks(
        &self,
        unit: &Unit,
        efficiency: f64,
        (orientation, returns): (Orientation, Returns),
        give: fn(f64) -> f64,
    ) -> Option<Envelopment> {
        let (inward, outward) = match orientation {
            Orientation::Input => (efficiency, 1.0),
            Orientation::Output => (1.0, efficiency),
        };
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let weights = self.weights(&mut problem, None, returns);
        let slack = |problem: &mut Problem, mut row: Vec<(Variable, f64)>, sign: f64, held: f64| {
            let slack = problem.add_var(1.0, (0.0, f64::INFINITY));
            row.push((slack, sign));
            problem.add_constraint(row.clone(), ComparisonOp::Le, held + give(held));
            problem.add_constraint(row, ComparisonOp::Ge, held - give(held));
            slack
        };
        let mut spared = Vec::new();
        for (input, own) in unit.inputs.iter().enumerate() {
            let row = self.row(&weights, |unit| unit.inputs.get(input).copied());
            spared.push(slack(&mut problem, row, 1.0, inward * own));
        }
        let mut lacking = Vec::new();
        for (output, own) in unit.outputs.iter().enumerate() {
            let row = self.row(&weights, |unit| unit.outputs.get(output).copied());
            lacking.push(slack(&mut problem, row, -1.0, outward * own));
        }
        let solved = problem.solve().ok()?;
        let value = |variable: &Variable| {
            let value = *solved.var_value(*variable);
            if value < NOTHING { 0.0 } else { value }
        };
        let back = |slacks: &[Variable], most: &[f64]| slacks.iter().zip(most).map(|(it, most)| value(it) * most).collect();
        Some(Envelopment {
            efficiency,
            peers: weights.iter().map(|(at, weight)| (*at, value(weight))).filter(|(_, weight)| *weight > 0.0).collect(),
            input_slacks: back(&spared, &self.inputs),
            output_slacks: back(&lacking, &self.outputs),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(rows: &[(&[f64], &[f64])]) -> Vec<Unit> {
        rows.iter().map(|(x, y)| Unit { inputs: x.to_vec(), outputs: y.to_vec() }).collect()
    }

    /// One input and one output under constant returns: output by input, against the best of them.
    #[test]
    fn the_ratio_against_the_best() {
        let three = units(&[(&[2.0], &[1.0]), (&[4.0], &[4.0]), (&[8.0], &[6.0])]);
        let found = data_envelopment(&three, Orientation::Input, Returns::Constant).unwrap();
        let theta: Vec<f64> = found.iter().map(|it| it.as_ref().unwrap().efficiency).collect();
        for (found, expected) in theta.iter().zip([0.5, 1.0, 0.75]) {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
        let out = data_envelopment(&three, Orientation::Output, Returns::Constant).unwrap();
        assert!((out[2].as_ref().unwrap().efficiency - 4.0 / 3.0).abs() < 1e-9);
        assert_eq!(found[0].as_ref().unwrap().peers.iter().map(|it| it.0).collect::<Vec<_>>(), [1]);
        let others = super_efficiency(&three, Orientation::Input, Returns::Constant).unwrap();
        assert!((others[1].unwrap() - 1.0 / 0.75).abs() < 1e-9);
    }

    /// The second unit uses two more of the second input for the same: efficient along the ray, with a slack of two.
    #[test]
    fn slack_beyond_the_ray() {
        let two = units(&[(&[2.0, 3.0], &[1.0]), (&[2.0, 5.0], &[1.0])]);
        let found = data_envelopment(&two, Orientation::Input, Returns::Variable).unwrap();
        let second = found[1].as_ref().unwrap();
        assert!((second.efficiency - 1.0).abs() < 1e-9 && (second.input_slacks[1] - 2.0).abs() < 1e-6, "{second:?}");
        assert_eq!(second.output_slacks, [0.0]);
    }

    #[test]
    fn what_cannot_be_placed() {
        assert_eq!(data_envelopment(&[], Orientation::Input, Returns::Constant), None);
        let unequal = units(&[(&[1.0], &[1.0]), (&[1.0, 2.0], &[1.0])]);
        assert_eq!(data_envelopment(&unequal, Orientation::Input, Returns::Constant), None);
        let negative = units(&[(&[-1.0], &[1.0]), (&[1.0], &[1.0])]);
        assert_eq!(data_envelopment(&negative, Orientation::Input, Returns::Constant), None);
        let largest = units(&[(&[2.0], &[5.0]), (&[1.0], &[1.0])]);
        let alone = super_efficiency(&largest, Orientation::Input, Returns::Variable).unwrap();
        assert_eq!(alone[0], None);
    }
}
