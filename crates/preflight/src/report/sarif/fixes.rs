//! Migrations as fixes.

use super::artifact;
use super::log::{ArtifactChange, Content, Fix, Message, Region, Replacement};
use crate::report::{Change, Finding, Migration};

/// The migrations of a finding that change lines, each as a fix.
pub fn fixes(finding: &Finding, migrations: &[Migration]) -> Vec<Fix> {
    let place = format!("{}@{}:{}", finding.rule, finding.path, finding.line);
    let own = migrations.iter().filter(|migration| migration.finding == place);
    own.filter_map(fix).collect()
}

fn fix(migration: &Migration) -> Option<Fix> {
    let mut changes: Vec<ArtifactChange> = Vec::new();
    let mut paths: Vec<&str> = Vec::new();
    for change in migration.steps.iter().filter_map(|step| step.change.as_ref()) {
        match paths.iter().position(|path| *path == change.path) {
            Some(index) => changes[index].replacements.push(replacement(change)),
            None => {
                paths.push(&change.path);
                changes.push(ArtifactChange { artifact_location: artifact(&change.path), replacements: vec![replacement(change)] });
            }
        }
    }
    (!changes.is_empty()).then(|| Fix { description: Message::plain(&migration.title), artifact_changes: changes })
}

/// Whole lines, without the last line's end, are replaced; or lines are put in before a line.
fn replacement(change: &Change) -> Replacement {
    let start_line = change.line.max(1);
    if change.end_line < change.line {
        let region = Region { start_line, start_column: 1, end_line: start_line, end_column: 1 };
        return Replacement { deleted_region: region, inserted_content: Content { text: format!("{}\n", strip_end(&change.after)) } };
    }
    let last = strip_end(&change.before).rsplit('\n').next().unwrap_or_default();
    let end_column = last.encode_utf16().count() as u32 + 1;
    let region = Region { start_line, start_column: 1, end_line: change.end_line, end_column };
    Replacement { deleted_region: region, inserted_content: Content { text: strip_end(&change.after).to_owned() } }
}

/// Lines without the end of the last one.
fn strip_end(lines: &str) -> &str {
    lines.strip_suffix('\n').unwrap_or(lines)
}
