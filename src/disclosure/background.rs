//! What takes account of background is hidden where few answers stand behind a side of it, or a hidden cell does.

use super::secondary::Answer;
use crate::compare::background::Background;
use crate::estimate::{Domain, Measured};
use crate::vocabulary::region::Region;
use std::collections::BTreeSet;

/// Takes out what is small, and what is made of hidden cells.
pub(super) fn hide(
    background: &mut Background,
    small: impl Fn(Option<f64>) -> bool,
    hidden: &BTreeSet<(String, Domain)>,
) {
    let few = |n: u64| n == 0 || small(Some(n as f64));
    background.standardised.retain(|it| !few(it.n));
    background.adjusted.retain(|it| !it.n.iter().any(|n| few(*n)));
    background.answers.retain(|it| !it.n.iter().any(|n| few(*n)));
    let any = |test: &dyn Fn(&str, &Domain) -> bool| hidden.iter().any(|(measure, domain)| test(measure, domain));
    background.standardised.retain(|it| {
        !any(&|measure, at| {
            it.measure == measure && it.region == at.region && it.period == at.period && at.group.is_none()
        })
    });
    background.adjusted.retain(|it| {
        !any(&|measure, at| {
            let by = at.group.as_ref().is_none_or(|(group, _)| *group == it.plan.by);
            it.plan.measure == measure && it.region == at.region && it.period == at.period && by
        })
    });
    background.answers.retain(|it| {
        !any(&|measure, at| {
            let when = it.period == at.period || it.earlier.is_some() && it.earlier == at.period;
            it.measure == measure && it.region == at.region && when && at.group.is_none()
        })
    });
}

/// Takes out the tests of whole distributions that tell how many gave an answer that is hidden. The rest of the file is the
/// nation without the region where the nation is shown, else it is told by the test alone.
pub(super) fn hide_tests(background: &mut Background, measured: &Measured, answers: &[Answer]) {
    background.answers.retain(|it| {
        let tells = |period| {
            let nation = Domain { region: Region::NATION, period, group: None };
            let alone = !measured.distributions.contains_key(&nation);
            answers.iter().any(|(at, _)| at.period == period && (at.region == it.region || alone))
        };
        it.measure != measured.measure.id || !(tells(it.period) || it.earlier.is_some() && tells(it.earlier))
    });
}
