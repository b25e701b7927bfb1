//! What takes account of background is hidden where few answers stand behind a side of it.

use crate::compare::background::Background;

/// Takes out what is small.
pub(super) fn hide(background: &mut Background, small: impl Fn(Option<f64>) -> bool) {
    let few = |n: u64| n == 0 || small(Some(n as f64));
    background.standardised.retain(|it| !few(it.n));
    background.adjusted.retain(|it| !it.n.iter().any(|n| few(*n)));
    background.answers.retain(|it| !it.n.iter().any(|n| few(*n)));
}
