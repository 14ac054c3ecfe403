//! The report as text for people in a terminal: the verdict first, then what was found with its source, then what to do.

mod excerpt;
mod paint;

use super::environment::{self, Choices, EnvironmentFormat};
use super::{Diagnostic, Migration, Report, StackReport, Status, Verdict, wording};
use paint::{Paint, clean, wrapped};

/// Gives a line of a file by the file's path and the line's number, from 1.
pub type LineSource<'s> = dyn Fn(&str, u32) -> Option<String> + 's;

/// Renders a report. `line` shows the source of findings; where it has none, the finding's own evidence stands for it.
/// Colours are ANSI sequences, and nothing in the report itself can bring any.
pub fn render(report: &Report, line: &LineSource, colored: bool) -> String {
    let paint = Paint { colored };
    let findings = report.findings.iter().map(|finding| excerpt::render(finding, line, colored));
    let mut parts = vec![headline(report, paint)];
    parts.extend(findings);
    parts.push(checklist(report, paint));
    parts.push(environment_block(report, paint));
    parts.push(migrations(&report.migrations, paint));
    parts.push(diagnostics(&report.diagnostics, paint));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn headline(report: &Report, paint: Paint) -> String {
    let title = wording::verdict(report.verdict);
    let title = match report.verdict {
        Verdict::Deployable => paint.good(&format!("✓ {title}")),
        Verdict::NeedsChanges | Verdict::NotDeployable => paint.bad(&format!("✗ {title}")),
        Verdict::Unknown => paint.warn(&format!("? {title}")),
    };
    let counts = paint.dim(&format!("({})", wording::counts(&report.findings)));
    format!("{title} {counts}\n{}{}", wrapped(&report.summary, "  "), paint.dim(&wrapped(&stack(&report.stack), "  ")))
}

/// `Node.js · Express · npm · port 3000 · node server.js`
fn stack(stack: &StackReport) -> String {
    let mut parts = vec![wording::runtime(&stack.runtime).to_owned()];
    parts.extend(stack.frameworks.iter().cloned());
    parts.extend(stack.package_manager.clone());
    parts.extend(stack.port.map(|port| format!("port {port}")));
    parts.extend(stack.start.clone());
    parts.join(" · ")
}

fn checklist(report: &Report, paint: Paint) -> String {
    let items = report.checklist.iter().map(|item| {
        let mark = match item.status {
            Status::Pass => paint.good("✓"),
            Status::Fail => paint.bad("✗"),
            Status::Configure => paint.warn("!"),
            Status::Unknown => paint.warn("?"),
        };
        format!("  {mark} {}\n{}", clean(wording::checklist(&item.id)), paint.dim(&wrapped(&item.because, "    ")))
    });
    section("Checklist", items.collect(), paint)
}

fn environment_block(report: &Report, paint: Paint) -> String {
    let block = environment::render(&report.env, EnvironmentFormat::Lines, &Choices::new());
    let lines = block.lines().map(|line| match (line.is_empty(), line.starts_with('#')) {
        (true, _) => "\n".into(),
        (false, true) => format!("  {}\n", paint.dim(&clean(line))),
        (false, false) => format!("  {}\n", clean(line)),
    });
    section("Environment", lines.collect(), paint)
}

fn migrations(migrations: &[Migration], paint: Paint) -> String {
    let entries = migrations.iter().enumerate().map(|(number, migration)| {
        let title = format!("  {}. {} {}\n", number + 1, clean(&migration.title), paint.dim(&format!("({})", clean(&migration.finding))));
        title + &migration.steps.iter().map(|step| wrapped(&format!("- {}", step.text), "     ")).collect::<String>()
    });
    let text = section("Migrations", entries.collect(), paint);
    let has_code = migrations.iter().flat_map(|migration| &migration.steps).any(|step| step.code.is_some() || step.change.is_some());
    if has_code { text + &paint.dim("  The code of every step: --format markdown\n") } else { text }
}

fn diagnostics(diagnostics: &[Diagnostic], paint: Paint) -> String {
    let lines = diagnostics.iter().map(|diagnostic| match diagnostic.path.as_str() {
        "" => wrapped(&diagnostic.message, "  "),
        path => wrapped(&format!("{path}: {}", diagnostic.message), "  "),
    });
    section("Notes on what was read", lines.collect(), paint)
}

fn section(title: &str, body: String, paint: Paint) -> String {
    if body.is_empty() { body } else { format!("{}\n{body}", paint.bold(title)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_report_reads_well_in_a_terminal() {
        insta::assert_snapshot!("shop", render(&fixture::shop(), &fixture::line, false));
        insta::assert_snapshot!("fine", render(&fixture::fine(), &fixture::line, false));
    }

    #[test]
    fn without_the_source_the_evidence_is_shown() {
        let text = render(&fixture::shop(), &|_, _| None, false);
        assert!(text.contains("store: new MemoryStore()") && text.contains("src/server 1.js:6:42"), "{text}");
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let mut report = fixture::shop();
        report.findings[0].message = "\u{1b}[2Jgone".into();
        report.findings[0].path = "\u{1b}[31m.js".into();
        report.diagnostics[0].path = "\u{1b}]0;title".into();
        assert!(!render(&report, &|_, _| Some("\u{1b}[1m".into()), false).contains('\u{1b}'));
        assert!(render(&report, &fixture::line, true).contains('\u{1b}'));
    }

    #[test]
    fn positions_that_fit_nowhere_are_no_reason_to_panic() {
        for range in [[0, 0, 0, 0], [1, 99, 1, 1], [7, 4, 3, 2], [u32::MAX, 1, u32::MAX, 2], [1, 1, u32::MAX, 1], [12, 60, 12, 18]] {
            let mut report = fixture::shop();
            let finding = &mut report.findings[0];
            [finding.line, finding.column, finding.end_line, finding.end_column] = range;
            assert!(render(&report, &fixture::line, false).contains("MemoryStore"));
        }
    }
}
