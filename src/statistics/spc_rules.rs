//! The rules that tell special causes from common variation, for any control chart with a centre and limits.
//!
//! Chosen for every control chart, also where the limits differ from point to point (shares and rates of different
//! numbers).
//!
//! # Formula
//! ```text
//! outside: beyond a limit      trend: seven points steadily up or down
//! two in three: two of three points, all on one side, beyond two thirds of the way to their limit
//! seven points: seven on one side of the centre
//! ```
//! The first that holds, in that order, is the point's cause.
//! # Units
//! The unit of the values, evenly spaced in time; the reach is the distance from the centre to the limit.
//! # Edge cases
//! No reach: only the rules that need none. A point on the centre ends a run, an equal step a trend.
//! # Source
//! Wheeler (2000), Understanding Variation, 2nd ed.; NHS England, Making Data Count.
//! # Agrees with
//! R `NHSRplotthedots::ptd_spc`, through `spc_individuals`.

const RUN: usize = 7;

/// Why a point stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It does not.
    Common,
    /// Above the upper limit.
    AboveLimit,
    /// Below the lower limit.
    BelowLimit,
    /// Part of a rising trend.
    Rising,
    /// Part of a falling trend.
    Falling,
    /// Two of three near the upper limit.
    NearUpper,
    /// Two of three near the lower limit.
    NearLower,
    /// Part of a run above the mean.
    RunAbove,
    /// Part of a run below the mean.
    RunBelow,
}

impl Cause {
    /// 1 where the point is unusually high, −1 unusually low, 0 neither.
    pub fn direction(self) -> i8 {
        match self {
            Cause::Common => 0,
            Cause::AboveLimit | Cause::Rising | Cause::NearUpper | Cause::RunAbove => 1,
            Cause::BelowLimit | Cause::Falling | Cause::NearLower | Cause::RunBelow => -1,
        }
    }
}

/// A point as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Beyond a limit.
    pub outside: bool,
    /// Within the limits but beyond two thirds of the way.
    pub close: bool,
    /// Why it stands out.
    pub cause: Cause,
}

/// The points of one group in order of time, with the distance from the centre to each point's limit.
pub fn spc_rules(y: &[f64], centre: f64, reach: &[Option<f64>]) -> Vec<Judged> {
    let beyond = |value: f64, reach: f64| value > centre + reach || value < centre - reach;
    let far = |(y, reach): (&f64, &Option<f64>)| reach.is_some_and(|reach| beyond(*y, reach));
    let near = |(y, reach): (&f64, &Option<f64>)| reach.is_some_and(|reach| beyond(*y, 2.0 * (reach / 3.0)));
    let outside: Vec<bool> = y.iter().zip(reach).map(far).collect();
    let close: Vec<bool> = y.iter().zip(reach).zip(&outside).map(|(it, outside)| !outside && near(it)).collect();
    let side: Vec<i8> = y.iter().map(|y| i8::from(*y > centre) - i8::from(*y < centre)).collect();
    let steps: Vec<i8> = y.iter().zip(y.iter().skip(1)).map(|(a, b)| i8::from(b > a) - i8::from(b < a)).collect();
    let run = windows(y.len(), RUN, |at| alike(&side, at, RUN));
    let trend = windows(y.len(), RUN, |at| alike(&steps, at, RUN - 1));
    let two_in_three = windows(y.len(), 3, |at| {
        alike(&side, at, 3) && close.iter().skip(at).take(3).filter(|close| **close).count() >= 2
    });
    let is = |marks: &[bool], at: usize| marks.get(at).copied().unwrap_or(false);
    let cause = |at: usize| {
        let above = side.get(at).is_some_and(|side| *side > 0);
        let choose = |high, low| if above { high } else { low };
        if is(&outside, at) {
            choose(Cause::AboveLimit, Cause::BelowLimit)
        } else if is(&trend, at) {
            // Where two trends meet, the one that begins here.
            let step = if is(&trend, at + 1) { steps.get(at) } else { at.checked_sub(1).and_then(|at| steps.get(at)) };
            if step == Some(&1) { Cause::Rising } else { Cause::Falling }
        } else if is(&two_in_three, at) && is(&close, at) {
            choose(Cause::NearUpper, Cause::NearLower)
        } else if is(&run, at) {
            choose(Cause::RunAbove, Cause::RunBelow)
        } else {
            Cause::Common
        }
    };
    (0..y.len()).map(|at| Judged { outside: is(&outside, at), close: is(&close, at), cause: cause(at) }).collect()
}

/// Whether `length` signs from a place on are the same and not 0.
fn alike(signs: &[i8], at: usize, length: usize) -> bool {
    let mut window = signs.iter().skip(at).take(length);
    let first = window.next().copied().unwrap_or(0);
    first != 0 && at + length <= signs.len() && window.all(|sign| *sign == first)
}

/// The points that lie in any window for which the answer is yes.
fn windows(n: usize, length: usize, yes: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut marks = vec![false; n];
    for at in 0..(n + 1).saturating_sub(length) {
        if yes(at) {
            marks.iter_mut().skip(at).take(length).for_each(|mark| *mark = true);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of three at 2.5 with limits at 3, then a wide limit that takes the same value in.
    #[test]
    fn limits_that_differ() {
        let causes = |reach: [f64; 3]| -> Vec<Cause> {
            let reach: Vec<Option<f64>> = reach.into_iter().map(Some).collect();
            spc_rules(&[2.5, 0.5, 2.5], 0.0, &reach).iter().map(|point| point.cause).collect()
        };
        assert_eq!(causes([3.0, 3.0, 3.0]), [Cause::NearUpper, Cause::Common, Cause::NearUpper]);
        assert_eq!(causes([3.0, 3.0, 9.0]), [Cause::Common, Cause::Common, Cause::Common]);
        assert_eq!(causes([2.0, 3.0, 9.0]), [Cause::AboveLimit, Cause::Common, Cause::Common]);
    }

    /// Seven below the centre without limits, and six are too few.
    #[test]
    fn runs_need_no_limits() {
        let cause = |count: usize| spc_rules(&vec![-1.0; count], 0.0, &vec![None; count]).last().map(|it| it.cause);
        assert_eq!((cause(7), cause(6)), (Some(Cause::RunBelow), Some(Cause::Common)));
        assert!(spc_rules(&[], 0.0, &[]).is_empty());
    }
}
