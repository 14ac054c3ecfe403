//! The report as Markdown, for a comment on a pull request or an issue.

use super::environment::{self, Choices, EnvironmentFormat};
use super::{
    Change, ChecklistItem, Diagnostic, Finding, Migration, Report, Severity, StackReport, Status, Step, Variable, Verdict, wording,
};

/// Renders a report. Nothing that a checked project holds is read as markup, a link or a mention.
pub fn render(report: &Report) -> String {
    let parts = [
        headline(report),
        findings(&report.findings),
        checklist(&report.checklist),
        environment_block(&report.env),
        migrations(&report.migrations),
        diagnostics(&report.diagnostics),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("\n")
}

fn headline(report: &Report) -> String {
    let mark = match report.verdict {
        Verdict::Deployable => "✅",
        Verdict::NeedsChanges | Verdict::NotDeployable => "❌",
        Verdict::Unknown => "❔",
    };
    let title = format!("## {mark} {}\n", wording::verdict(report.verdict));
    let summary = if report.summary.is_empty() { String::new() } else { format!("\n{}\n", escape(&report.summary)) };
    format!("{title}{summary}\n{}\n", stack(&report.stack))
}

fn stack(stack: &StackReport) -> String {
    let mut parts = vec![escape(wording::runtime(&stack.runtime))];
    parts.extend(stack.frameworks.iter().map(|framework| escape(framework)));
    parts.extend(stack.package_manager.iter().map(|manager| escape(manager)));
    parts.extend(stack.port.map(|port| format!("port {port}")));
    parts.extend(stack.start.iter().map(|start| code(start)));
    parts.join(" · ")
}

fn findings(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let rows: String = findings.iter().map(row).collect();
    format!("### Found: {}\n\n| | Where | What | Fix |\n|---|---|---|---|\n{rows}", wording::counts(findings))
}

fn row(finding: &Finding) -> String {
    let place = if finding.line > 0 { format!("{}:{}", finding.path, finding.line) } else { finding.path.clone() };
    let mark = match finding.severity {
        Severity::Blocker => "🛑",
        Severity::Configure => "🔧",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    };
    let label = wording::severity(finding.severity);
    let what =
        [escape(&finding.message), escape(&finding.why)].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>");
    format!("| {mark} {label} | {}<br>{} | {what} | {} |\n", code_in_table(&place), code_in_table(&finding.rule), escape(&finding.fix))
}

fn checklist(items: &[ChecklistItem]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let line = |item: &ChecklistItem| {
        let mark = match item.status {
            Status::Pass => "✅",
            Status::Fail => "❌",
            Status::Configure => "🔧",
            Status::Unknown => "❔",
        };
        let because = if item.because.is_empty() { String::new() } else { format!(": {}", escape(&item.because)) };
        format!("- {mark} **{}** ({}){because}\n", escape(wording::checklist(&item.id)), wording::status(item.status))
    };
    format!("### Checklist\n\n{}", items.iter().map(line).collect::<String>())
}

fn environment_block(variables: &[Variable]) -> String {
    if variables.is_empty() {
        return String::new();
    }
    let block = environment::render(variables, EnvironmentFormat::Lines, &Choices::new());
    format!("### Environment\n\nPaste this into the wizard's environment box, with your own values:\n\n{}", fenced(&block, "dotenv"))
}

fn migrations(migrations: &[Migration]) -> String {
    if migrations.is_empty() {
        return String::new();
    }
    format!("### Migrations\n\n{}", migrations.iter().map(migration).collect::<Vec<_>>().join("\n"))
}

fn migration(migration: &Migration) -> String {
    let steps: Vec<String> = migration.steps.iter().enumerate().map(|(index, step)| numbered(index + 1, step)).collect();
    format!(
        "<details>\n<summary>{} (<code>{}</code>)</summary>\n\n{}\n</details>\n",
        html(&one_line(&migration.title)),
        html(&one_line(&migration.finding)),
        steps.join("\n")
    )
}

fn numbered(number: usize, step: &Step) -> String {
    let mut text = format!("{number}. {}\n", escape(&step.text));
    let language = step.language.as_deref().unwrap_or_default();
    if let Some(code) = &step.code {
        text += &format!("\n{}", indented(&fenced(code, language)));
    }
    if let Some(change) = &step.change {
        text += &format!("\n{}", indented(&change_block(change, language)));
    }
    text
}

/// A new file as it is, changed lines as a diff.
fn change_block(change: &Change, language: &str) -> String {
    if change.before.is_empty() {
        return format!("In {}:\n\n{}", code(&change.path), fenced(&change.after, language));
    }
    let marked = |mark: &str, lines: &str| lines.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    let place = code(&format!("{}:{}", change.path, change.line));
    format!("In {place}:\n\n{}", fenced(&(marked("- ", &change.before) + &marked("+ ", &change.after)), "diff"))
}

fn diagnostics(diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let line = |diagnostic: &Diagnostic| match diagnostic.path.as_str() {
        "" => format!("- {}\n", escape(&diagnostic.message)),
        path => format!("- {}: {}\n", code(path), escape(&diagnostic.message)),
    };
    format!("### Notes on what was read\n\n{}", diagnostics.iter().map(line).collect::<String>())
}

/// A text as itself, on one line: every character that Markdown, its tables, HTML or a mention could give a meaning is escaped,
/// except that `code` between backticks stays code.
fn escape(text: &str) -> String {
    let line = one_line(text);
    let mut parts = line.split('`').peekable();
    let mut escaped = String::new();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        match (is_code, parts.peek().is_some()) {
            (true, true) => escaped += &code_in_table(part),
            (true, false) => escaped += &format!("\\`{}", escape_prose(part)),
            (false, _) => escaped += &escape_prose(part),
        }
        is_code = !is_code;
    }
    escaped
}

fn escape_prose(text: &str) -> String {
    let mut escaped = String::new();
    for character in html(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A text as itself in HTML, where no Markdown is read. Entities read the same as what they stand for, and are no tag,
/// mention, issue number or link.
fn html(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            '@' => escaped += "&#64;",
            '#' => escaped += "&#35;",
            _ => escaped.push(character),
        }
    }
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A text as a code span, with a fence that is longer than any run of backticks in it.
fn code(text: &str) -> String {
    let text = one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.is_empty() { text } else { format!("{fence}{padding}{text}{padding}{fence}") }
}

/// A code span for a cell: tables end cells at every bar that is not escaped, even in code.
fn code_in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}

fn fenced(text: &str, language: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    let language: String = language.chars().filter(|character| character.is_ascii_alphanumeric() || "+-.".contains(*character)).collect();
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Lines as part of a list item.
fn indented(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("   {line}\n") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_report_reads_well_as_a_comment() {
        insta::assert_snapshot!("shop", render(&fixture::shop()));
        insta::assert_snapshot!("fine", render(&fixture::fine()));
    }

    #[test]
    fn a_project_can_not_bring_markup() {
        assert_eq!(escape("<img> @me #1 [a](b) | *x*"), "&lt;img&gt; &#64;me &#35;1 \\[a\\](b) \\| \\*x\\*");
        assert_eq!(escape("a `b | c` d"), "a `b \\| c` d");
        assert_eq!(escape("a ` b <i>"), "a \\` b &lt;i&gt;");
        assert_eq!(escape("https://x.y www.x.y"), "https&#58;//x.y www&#46;x.y");
        assert_eq!(html("a_b <c> & #1"), "a_b &lt;c&gt; &amp; &#35;1");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(fenced("```\nx", "js onload=\"\""), "````jsonload\n```\nx\n````\n");
    }

    #[test]
    fn a_row_has_four_cells_whatever_it_holds() {
        let mut finding = fixture::shop().findings.remove(0);
        finding.message = "a | b\n| c".into();
        finding.path = "x|y`.js".into();
        finding.fix = "`|`".into();
        let row = row(&finding).replace("\\|", "");
        assert_eq!(row.matches('|').count(), 5, "{row}");
        assert_eq!(row.lines().count(), 1);
    }
}
