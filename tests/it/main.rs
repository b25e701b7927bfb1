//! The tests of the core, in the order of the line.

mod intake;
mod reference;
mod tidy;
