//! Rikssnitt: a Swedish region's own figures against the national average, computed where the file is.
pub mod catalogue;
pub mod error;
pub mod finding;
pub mod intake;
pub mod table;
pub mod vocabulary;
