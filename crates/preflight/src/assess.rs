//! From findings to a verdict and the guide's six-item checklist.

use crate::facts::Facts;
use crate::project::Project;
use crate::report::{ChecklistItem, Verdict};
use crate::rules::Judgement;
use crate::stack::Stack;

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
pub fn assess(_project: &Project, _stack: &Stack, _facts: &Facts, _findings: &[Judgement]) -> Assessment {
    Assessment { verdict: Verdict::Unknown, summary: String::new(), checklist: Vec::new() }
}
