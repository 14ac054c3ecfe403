//! `preflight check`.

use preflight::Report;
use preflight::report::sarif::{self, RuleText};
use preflight::report::{Confidence, Verdict, markdown, text};
use preflight::rules::{RuleDescription, catalogue};

use crate::COULD_NOT_TELL;
use crate::arguments::{CheckArguments, Color, Level, ReportFormat};
use crate::{output, read};

/// Checks, prints the report and gives the exit status.
pub fn run(arguments: &CheckArguments, color: Color) -> anyhow::Result<u8> {
    let project = read::project(&arguments.path, &arguments.input)?;
    let report = preflight::check(&project);
    let rendered = match arguments.format {
        ReportFormat::Json => report.to_json(),
        ReportFormat::Text => {
            let line = |path: &str, line| project.find(path).map(|file| file.line(line).to_owned());
            text::render(&report, &line, output::colored(color))
        }
        ReportFormat::Sarif => sarif::render(&report, &rule_texts()),
        ReportFormat::Markdown => markdown::render(&report),
    };
    output::print(&rendered)?;
    Ok(status(&report, arguments.fail_on))
}

fn rule_texts() -> Vec<RuleText> {
    let text = |rule: RuleDescription| RuleText { id: rule.id, title: rule.title, severity: rule.severity, markdown: rule.documentation };
    catalogue().into_iter().map(text).collect()
}

/// The exit status for a report.
fn status(report: &Report, fail_on: Option<Level>) -> u8 {
    if fail_on.is_some_and(|level| reaches(report, level)) {
        return 1;
    }
    match report.verdict {
        Verdict::Deployable => 0,
        Verdict::NeedsChanges | Verdict::NotDeployable => 1,
        Verdict::Unknown => COULD_NOT_TELL,
    }
}

/// True when a finding is as grave as `level` or graver. Hints never count, as in the verdict.
fn reaches(report: &Report, level: Level) -> bool {
    report.findings.iter().any(|finding| finding.severity <= level.severity() && finding.confidence != Confidence::Low)
}
