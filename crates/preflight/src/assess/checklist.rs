//! The guide's six items.

use crate::report::{ChecklistItem, Confidence, Finding, Severity, Status};
use crate::rules::Judgement;

use super::proof::Proof;
use super::table::{self, Item};

/// How many findings an item names; the rest are counted.
const NAMED: usize = 3;

/// The items in the guide's order.
pub(super) fn items(proof: &Proof, findings: &[Judgement]) -> Vec<ChecklistItem> {
    table::items().iter().map(|item| judged(item, proof, findings)).collect()
}

fn judged(item: &Item, proof: &Proof, findings: &[Judgement]) -> ChecklistItem {
    let decided: Vec<&Finding> =
        findings.iter().map(|judgement| &judgement.finding).filter(|finding| item.is_decided_by(finding)).collect();
    let blocking = only(&decided, Finding::blocks);
    let configured = only(&decided, |finding| finding.severity == Severity::Configure);
    let doubtful = only(&decided, |finding| finding.severity == Severity::Blocker && finding.confidence == Confidence::Low);
    let (status, because) = if !blocking.is_empty() {
        (Status::Fail, places(&blocking))
    } else if !configured.is_empty() {
        (Status::Configure, places(&configured))
    } else if !doubtful.is_empty() {
        (Status::Unknown, format!("perhaps not: {}", places(&doubtful)))
    } else {
        let (status, because) = without_findings(item, proof);
        let warned = only(&decided, |finding| finding.severity == Severity::Warning);
        match (status, warned.is_empty()) {
            (_, true) => (status, because),
            (_, false) => (Status::Pass, format!("nothing that stops a deployment, but {}", places(&warned))),
        }
    };
    ChecklistItem { id: item.id.clone(), status, because }
}

fn only<'f>(findings: &[&'f Finding], is: impl Fn(&Finding) -> bool) -> Vec<&'f Finding> {
    findings.iter().copied().filter(|finding| is(finding)).collect()
}

/// `src/app.js:12: sessions are kept in memory; …`.
fn places(findings: &[&Finding]) -> String {
    let named =
        findings.iter().take(NAMED).map(|finding| format!("{}:{}: {}", finding.path, finding.line, finding.message.trim_end_matches('.')));
    let named = named.collect::<Vec<_>>().join("; ");
    match findings.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}; and {more} more"),
    }
}

/// What is said when nothing was found: proven by what is used, by what is absent in code that was read, or unknown.
fn without_findings(item: &Item, proof: &Proof) -> (Status, String) {
    if proof.stack.not_deployable.is_some() {
        return (Status::Unknown, "not judged: this is no web app".into());
    }
    if proof.is_pages() && !proof.is_snippet() {
        return (Status::Pass, item.pages.clone());
    }
    if let Some(outside) = proof.outside(item) {
        return (Status::Pass, outside);
    }
    if let Some(needed) = proof.needed(item) {
        return (Status::Unknown, format!("{} ({needed})", item.needed));
    }
    let files = if proof.read == 1 { "1 file".to_owned() } else { format!("{} files", proof.read) };
    match (proof.is_read(), proof.is_snippet()) {
        (true, false) => (Status::Pass, format!("{} ({files} read)", item.clean)),
        (_, true) => (Status::Unknown, "the text that was given does not show it".into()),
        (false, false) if proof.stack.runtime == "unknown" => (Status::Unknown, "no app was recognised".into()),
        (false, false) => (Status::Unknown, format!("code of the runtime {} is not read, only its configuration", proof.stack.runtime)),
    }
}
