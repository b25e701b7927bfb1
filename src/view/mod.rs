//! What may be shown → plain serialisable values: codes and numbers, no sentences. The only stage with `Serialize`.
//!
//! The shapes are the page's contract, `www/src/contract.ts`.

pub mod across;
pub mod background;
pub mod comparison;
pub mod estimate;
mod files_only;
pub mod findings;
pub mod inspection;
pub mod many;
pub mod methods;
pub mod moved;
pub mod r_code;
pub mod report;
pub mod rows;
pub mod start;
pub mod system;

pub use findings::{CoreError, FindingView};
pub use inspection::Inspection;
pub use report::ReportView;
pub use start::Start;

use crate::catalogue::indicator::Text;
use serde::Serialize;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextView {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl From<&Text> for TextView {
    fn from(text: &Text) -> Self {
        TextView { sv: text.sv.clone(), en: text.en.clone() }
    }
}
