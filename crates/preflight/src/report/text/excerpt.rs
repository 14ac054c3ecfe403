//! A finding with its source lines, a caret under what is meant, why and fix.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::LineSource;
use super::paint::{clean, wrapped};
use crate::report::{Confidence, Finding, Severity, wording};

/// The most lines of a finding that are shown; a longer one is shown by its first.
const MAX_LINES: u32 = 6;

/// Renders a finding.
pub fn render(finding: &Finding, line: &LineSource, colored: bool) -> String {
    let renderer = if colored { Renderer::styled() } else { Renderer::plain() };
    let path = clean(&finding.path);
    let title = level(finding.severity).primary_title(title(finding)).id(clean(&finding.rule));
    let advice = [(Level::NOTE.with_name("why"), &finding.why), (Level::HELP.with_name("fix"), &finding.fix)];
    let advice = advice.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(level, text)| level.message(prose(text)));
    let Some(source) = source(finding, line) else {
        return renderer.render(&[title.element(Origin::path(path)).elements(advice)]) + "\n";
    };
    let characters = source.text.get(..source.span.start).unwrap_or_default().chars().count() + 1;
    let span = AnnotationKind::Primary.span(source.span).highlight_source(true);
    let snippet = Snippet::source(source.text).line_start(finding.line as usize).path(&path).annotation(span);
    let rendered = renderer.render(&[title.element(snippet).elements(advice)]) + "\n";
    // The renderer counts characters where every report counts UTF-16 units.
    let place = |column| format!("{path}:{}:{column}", finding.line);
    rendered.replacen(&place(characters), &place(finding.column as usize), 1)
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Blocker => Level::ERROR,
        Severity::Configure | Severity::Warning => Level::WARNING,
        Severity::Info => Level::NOTE,
    };
    level.with_name(wording::severity_id(severity))
}

fn title(finding: &Finding) -> String {
    let hint = if finding.confidence == Confidence::Low { " (a hint)" } else { "" };
    clean(&finding.message) + hint
}

fn prose(text: &str) -> String {
    wrapped(text, "").trim_end().to_owned()
}

struct Source {
    text: String,
    span: Range<usize>,
}

/// The lines of a finding with the bytes that are meant. Nothing for a finding on no line.
fn source(finding: &Finding, line: &LineSource) -> Option<Source> {
    let last =
        if finding.end_line < finding.line || finding.end_line - finding.line >= MAX_LINES { finding.line } else { finding.end_line };
    let lines: Option<Vec<String>> = (finding.line..=last).map(|number| line(&finding.path, number)).collect();
    let Some(lines) = lines.filter(|lines| finding.line > 0 && !lines.iter().all(|line| line.trim().is_empty())) else {
        return evidence(finding);
    };
    let text = lines.join("\n");
    let start = byte_of_column(lines.first()?, finding.column);
    let last_line = lines.last()?;
    let end_column = if last == finding.end_line { finding.end_column } else { u32::MAX };
    let end = text.len() - last_line.len() + byte_of_column(last_line, end_column);
    Some(Source { span: start.min(end)..end.max(start), text })
}

fn evidence(finding: &Finding) -> Option<Source> {
    let text = finding.evidence.trim().to_owned();
    (finding.line > 0 && !text.is_empty()).then_some(Source { span: 0..text.len(), text })
}

/// The byte at which a column (in UTF-16 units, from 1) begins; the line's end for columns past it.
fn byte_of_column(line: &str, column: u32) -> usize {
    let mut units = 1;
    for (offset, character) in line.char_indices() {
        if units >= column {
            return offset;
        }
        units += character.len_utf16() as u32;
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::fixture;

    #[test]
    fn columns_are_utf16_units() {
        assert_eq!(byte_of_column("a😀b", 1), 0);
        assert_eq!(byte_of_column("a😀b", 4), 5);
        assert_eq!(byte_of_column("a😀b", 99), 6);
    }

    proptest! {
        #[test]
        fn any_source_at_any_position_is_shown(
            lines in proptest::collection::vec("\\PC{0,12}|[a\t\r\u{1b}\u{200b}é商🧀]{0,12}", 0..5),
            position in (0u32..7, 0u32..20, 0u32..12, 0u32..20),
            texts in (any::<String>(), any::<String>(), any::<String>()),
            colored in any::<bool>(),
        ) {
            let mut finding = fixture::shop().findings.remove(0);
            (finding.line, finding.column, finding.end_line, finding.end_column) = position;
            (finding.message, finding.path, finding.why) = texts;
            let source = |_: &str, number: u32| lines.get(number.checked_sub(1)? as usize).cloned();
            let text = render(&finding, &source, colored);
            prop_assert!(text.ends_with('\n'));
            prop_assert!(colored || !text.contains('\u{1b}'), "{text:?}");
        }
    }
}
