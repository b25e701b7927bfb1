//! What was shown → bytes to keep. Exports what `view` made and nothing else.

pub mod csv;
mod csv_across;
pub mod findings;
pub mod json;
mod named;
mod workbook;
pub mod xlsx;
