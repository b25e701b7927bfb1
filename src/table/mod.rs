//! Rows → checked table: what the columns mean, and rows that hold what they should. Nothing is dropped without a
//! [`crate::finding::Finding`].

pub mod amounts;
mod check;
mod coded;
mod coder;
mod coding;
pub(crate) mod columns;
mod evidence;
mod gather;
mod identifying;
pub mod indicators;
mod kept;
mod kept_survey;
mod kind;
mod labels;
pub mod numbers;
mod packed;
mod parts;
mod place;
mod plain;
mod preview;
pub mod reading;
mod recognise;
mod recogniser;
mod role_words;
mod roles;
mod rows;
mod scan;
mod settle;
mod spellings;
mod spread;
mod structure;
pub mod survey;
mod swallowed;
mod tokens;

pub use crate::intake::{Format, UserMissing, ValueLabel};
pub use check::{Checked, Checker};
pub use coded::{CodedRespondents, CodedSurvey};
pub use kept::Kept;
pub use kept_survey::{KeptRows, KeptSurvey};
pub use labels::Label;
pub use packed::BLOCK;
pub use preview::{ColumnPreview, Preview};
pub use recognise::recognise;
pub use recogniser::{Recognised, Recogniser};
pub use rows::{DataRow, DataRows, rows};
