//! From findings to a verdict and the guide's six-item checklist.

mod checklist;
mod proof;
mod summary;
mod table;
#[cfg(test)]
mod tests;

use crate::facts::Facts;
use crate::project::{Project, ProjectKind};
use crate::report::{ChecklistItem, Verdict};
use crate::rules::Judgement;
use crate::stack::Stack;

use proof::Proof;

/// Verdict, summary and checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict in one sentence that a newcomer understands.
    pub summary: String,
    /// The six items, in the guide's order.
    pub checklist: Vec<ChecklistItem>,
}

/// Assesses the findings of a project.
pub fn assess(project: &Project, stack: &Stack, facts: &Facts, findings: &[Judgement]) -> Assessment {
    let proof = Proof::gather(project, stack, facts);
    let verdict = verdict(&proof, findings);
    Assessment { verdict, summary: summary::of(verdict, &proof, findings), checklist: checklist::items(&proof, findings) }
}

fn verdict(proof: &Proof, findings: &[Judgement]) -> Verdict {
    let stack = proof.stack;
    if stack.not_deployable.is_some() {
        return Verdict::NotDeployable;
    }
    if findings.iter().any(|judgement| judgement.finding.blocks()) {
        return Verdict::NeedsChanges;
    }
    let shown = match proof.project.kind() {
        // A clean snippet is good news only if it shows an app, or shows something that is kept outside.
        ProjectKind::Snippet => proof.shows_app() || proof.shows_outside_service(),
        // A manifest alone is no app: something in it must be known, or start.
        ProjectKind::Repository if stack.runtime == "unknown" => !findings.is_empty(),
        ProjectKind::Repository => stack.kind != "unknown" || stack.start.is_some() || !stack.entry_points.is_empty(),
    };
    if shown { Verdict::Deployable } else { Verdict::Unknown }
}
