//! What to set and what to change: the environment block and the migrations.

mod apply;
mod captures;
mod dependency;
mod edit;
mod environment;
mod install;
mod migration;
mod names;
mod pre_deploy;
pub mod recipe;
mod rewrite;
pub mod tables;
#[cfg(test)]
mod tests;

pub use apply::apply;

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::project::{FileId, Project};
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
pub fn prescribe(project: &Project, stack: &Stack, facts: &Facts, findings: &[Judgement]) -> Remedies {
    let reads = environment::reads::reads(project, stack, facts);
    let said = environment::reads::documented(project, stack, facts);
    let known: Vec<_> = reads.iter().cloned().chain(environment::reads::assumed(&reads, &said)).collect();
    let names = names::OwnNames::of(&known, facts);
    let styles = migration::styles(project, findings);
    let around = migration::Surroundings { project, stack, facts, names: &names, styles: &styles };
    let findings: Vec<Judgement> = bounded(findings).map(|judgement| captures::enrich(around, judgement)).collect();
    let mut migrations = migration::migrations(around, &findings);
    migrations.extend(pre_deploy::migration(around, &migrations));
    let variables = environment::block(around, &environment::Sources { reads: &reads, known: &known, said: &said }, &findings, &migrations);
    Remedies { variables, migrations }
}

/// The findings that get remedies: of one file the first ones. What mends these is understood by then.
fn bounded(findings: &[Judgement]) -> impl Iterator<Item = &Judgement> {
    const MOST_IN_A_FILE: usize = 100;
    let mut seen: BTreeMap<FileId, usize> = BTreeMap::new();
    findings.iter().filter(move |judgement| {
        let count = seen.entry(judgement.place.file).or_default();
        *count += 1;
        *count <= MOST_IN_A_FILE
    })
}
