//! What may be shown, with what the session knows beside it: files, plan, the R code.

use super::{Session, source};
use crate::disclosure::{Disclosed, Shown};
use crate::finding::Findings;
use crate::plan::Plan;
use crate::plan::whose::Whose;
use crate::view;
use crate::view::ReportView;
use crate::view::report::{About, FileView};
use sha2::{Digest, Sha256};

impl Session {
    /// The result as plain values.
    pub(super) fn view(
        &self,
        shown: &Disclosed<Shown>,
        plan: &Plan,
        files: Vec<FileView>,
        findings: &Findings,
        whose: Whose,
    ) -> ReportView {
        let about = About {
            plan_sha256: source::hex(&Sha256::digest(plan.to_json().as_bytes())),
            files,
            confidence: plan.confidence,
            minimum_n: plan.disclosure.minimum_n,
            reliability_n: plan.reliability.minimum_n,
            findings: view::findings::findings(&findings.sorted()),
            whose,
        };
        let mut report = view::report::report(shown, about, (&self.reference).into(), &self.catalogue);
        if !cfg!(feature = "overview") {
            let files = self.sources.iter().filter(|source| !source.is_reference);
            let files = files.map(|source| (source.name.as_str(), &source.reading));
            report.r_code = view::r_code::write(plan, files, &report);
        }
        report
    }
}
