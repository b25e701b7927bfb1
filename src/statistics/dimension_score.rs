//! A respondent's value on a dimension of several questions, from 0 to 100.
//!
//! Chosen for dimensions such as those of Nationell patientenkät, where the dimension's value is the mean of its
//! respondents'. A question that was not answered leaves its weight to the others: in proportion to theirs, or so that
//! all that were answered weigh alike.
//!
//! # Formula
//! ```text
//! d = 100 · Σ ω_q y_q / Σ ω_q        q: the questions that were answered
//! equal: the same with ω_q = 1 where a question was left out
//! ```
//! # Units
//! Answers y from 0 to 1, weights ω of any size; the value from 0 to 100.
//! # Edge cases
//! No answer, or none that weighs anything: none.
//! # Source
//! Nationell patientenkät, Dimensioner och viktning (patientenkat.se): weights add up to 1 over the questions that a
//! respondent answered. Its example gives 0.50 and 0.50 to questions of 0.34 and 0.43, which is not in proportion.
//! # Agrees with
//! R `100 * weighted.mean(y, w, na.rm = TRUE)`.

/// The value of one respondent: each question with its weight and, where there is one, its answer. `proportional` says
/// what becomes of the weight of the others.
pub fn dimension_score(questions: &[(f64, Option<f64>)], proportional: bool) -> Option<f64> {
    let whole = questions.iter().all(|(_, answer)| answer.is_some());
    let weighed = |weight: f64| if whole || proportional { weight } else { 1.0 };
    let answered = questions.iter().filter_map(|(weight, answer)| Some((weighed(*weight), (*answer)?)));
    let (sum, weight) = answered.fold((0.0, 0.0), |(sum, total), (weight, y)| (sum + weight * y, total + weight));
    (weight > 0.0).then(|| 100.0 * sum / weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weights of the published example, 0.34, 0.23 and 0.43, with the second question left out: 34/77 and 43/77, or
    /// a half each.
    #[test]
    fn by_hand() {
        let with = |second| [(0.34, Some(1.0)), (0.23, second), (0.43, Some(0.0))];
        let found = |second, proportional| dimension_score(&with(second), proportional).unwrap();
        assert!((found(Some(1.0), false) - 57.0).abs() < 1e-12);
        assert!((found(None, true) - 3400.0 / 77.0).abs() < 1e-12);
        assert!((found(None, false) - 50.0).abs() < 1e-12);
        assert_eq!(dimension_score(&[(0.5, None), (0.0, Some(1.0))], true), None);
    }
}
