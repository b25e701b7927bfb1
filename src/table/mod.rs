//! Rows → checked table: what the columns mean, and rows that hold what they should. Nothing is dropped without a
//! [`crate::finding::Finding`].

pub mod reading;
