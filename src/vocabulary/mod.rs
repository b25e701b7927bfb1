//! Words of the field as types. They parse and order their own codes and know nothing of files or indicators.

pub mod age;
pub mod direction;
pub mod fold;
pub mod group;
pub mod need;
pub mod period;
pub mod population;
pub mod region;
pub mod scale;
pub mod share;
