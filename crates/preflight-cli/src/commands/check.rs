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

#[cfg(test)]
mod tests {
    use super::*;

    fn report(verdict: &str, severity: &str, confidence: &str) -> Report {
        let text = format!(
            r#"{{"schema": 1, "verdict": "{verdict}", "summary": "", "checklist": [], "env": [], "migrations": [], "diagnostics": [],
            "stack": {{"runtime": "node", "kind": "rest", "frameworks": [], "package_manager": null, "port": null, "install": null,
                "build": null, "start": null, "entry_points": [], "project_path": "", "inferred": []}},
            "findings": [{{"rule": "r", "category": "memory-state", "severity": "{severity}", "confidence": "{confidence}", "path": "a.js",
                "line": 1, "column": 1, "end_line": 1, "end_column": 2, "message": "", "evidence": "", "why": "", "fix": ""}}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn verdicts_decide_the_exit_status() {
        for (verdict, expected) in [("deployable", 0), ("needs-changes", 1), ("not-deployable", 1), ("unknown", 2)] {
            assert_eq!(status(&report(verdict, "info", "high"), None), expected, "{verdict}");
        }
    }

    #[test]
    fn fail_on_counts_what_is_as_grave_or_graver() {
        let configure = report("deployable", "configure", "medium");
        assert_eq!(status(&configure, Some(Level::Blocker)), 0);
        assert_eq!(status(&configure, Some(Level::Configure)), 1);
        assert_eq!(status(&configure, Some(Level::Warning)), 1);
        assert_eq!(status(&report("deployable", "warning", "low"), Some(Level::Warning)), 0);
        assert_eq!(status(&report("unknown", "info", "high"), Some(Level::Warning)), 2);
    }
}
