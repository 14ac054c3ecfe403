//! What to set and what to change: the environment block and the migrations.

use crate::facts::Facts;
use crate::project::Project;
use crate::report::{Migration, Variable};
use crate::rules::Judgement;
use crate::stack::Stack;

/// What to set and what to change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Remedies {
    /// The environment block: the platform's own variables first, then services, then what else the code reads.
    pub variables: Vec<Variable>,
    /// The migrations, in the order of the findings.
    pub migrations: Vec<Migration>,
}

/// Prescribes remedies for the findings of a project.
pub fn prescribe(_project: &Project, _stack: &Stack, _facts: &Facts, _findings: &[Judgement]) -> Remedies {
    Remedies::default()
}
