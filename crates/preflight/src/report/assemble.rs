//! Puts the parts of a check together into the report.

use super::{Diagnostic, Inference, Report, SCHEMA, StackReport};
use crate::assess::Assessment;
use crate::facts::Facts;
use crate::project::Project;
use crate::remedy::Remedies;
use crate::rules::Judgement;
use crate::stack::Stack;

/// The report of a check. Findings keep the order they come in: the gravest first.
pub fn assemble(
    project: &Project,
    stack: &Stack,
    facts: &Facts,
    findings: Vec<Judgement>,
    assessment: Assessment,
    remedies: Remedies,
) -> Report {
    Report {
        schema: SCHEMA,
        verdict: assessment.verdict,
        summary: assessment.summary,
        stack: describe(project, stack),
        findings: findings.into_iter().map(|judgement| judgement.finding).collect(),
        checklist: assessment.checklist,
        env: remedies.variables,
        migrations: remedies.migrations,
        diagnostics: diagnostics(project, facts),
    }
}

fn describe(project: &Project, stack: &Stack) -> StackReport {
    let path = |file: &crate::project::FileId| project.file(*file).path.clone();
    StackReport {
        runtime: stack.runtime.clone(),
        kind: stack.kind.clone(),
        frameworks: stack.frameworks.iter().map(|framework| framework.name.clone()).collect(),
        package_manager: stack.package_manager.clone(),
        port: stack.port,
        install: stack.install.clone(),
        build: stack.build.clone(),
        start: stack.start.clone(),
        entry_points: stack.entry_points.iter().map(path).collect(),
        project_path: stack.project_path.clone(),
        inferred: stack.inferred.iter().map(|(what, because, _)| Inference { what: what.clone(), because: because.clone() }).collect(),
    }
}

fn diagnostics(project: &Project, facts: &Facts) -> Vec<Diagnostic> {
    let notes = project.notes().iter().map(|(path, message)| Diagnostic { path: path.clone(), message: message.clone() });
    let unread =
        facts.diagnostics.iter().map(|(file, message)| Diagnostic { path: project.file(*file).path.clone(), message: message.clone() });
    notes.chain(unread).collect()
}
