//! The tests of the core, in the order of the line.

// A test that meets what it did not expect stops there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod amounts;
mod background;
mod comparisons;
mod defects;
mod designs;
mod disclosure;
mod figures;
mod hostile;
mod intake;
mod large;
mod laws;
mod line;
mod methods;
mod need;
mod overview;
mod parts;
mod plans;
mod quick;
mod r_code;
mod reference;
mod sets;
mod shown;
mod system;
mod taken_along;
mod tidy;
