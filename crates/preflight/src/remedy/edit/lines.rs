//! From edits of bytes to changes of whole lines.

use crate::project::File;
use crate::report::Change;
use crate::text::Span;

/// Puts `replacement` in the place of the bytes of `span`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// What comes in their place. An edit that is all of some lines and leaves nothing deletes them.
    pub replacement: String,
    /// The number of the passage that asked for it.
    pub passage: usize,
}

/// The changes that the edits of one file make, each with the number of the earliest passage that has a part in it. Edits
/// that touch the same lines are one change; an edit inside one that is there already is left out.
pub fn changes(file: &File, mut edits: Vec<TextEdit>) -> Vec<(usize, Change)> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end, edit.passage));
    edits.dedup_by(|later, earlier| later.span == earlier.span && later.replacement == earlier.replacement);
    let mut groups: Vec<(u32, u32, Vec<TextEdit>)> = Vec::new();
    for edit in edits {
        let (first, last) = touched(file, &edit);
        match groups.last_mut() {
            Some((_, end, group)) if group.last().is_some_and(|before| before.span.end > edit.span.start) => *end = (*end).max(last),
            Some((_, end, group)) if first <= *end || group.last().is_some_and(|before| inserts_at_once(before, &edit)) => {
                *end = (*end).max(last);
                group.push(edit);
            }
            _ => groups.push((first, last, vec![edit])),
        }
    }
    groups.into_iter().filter_map(|(first, last, group)| change(file, first, last, &group)).collect()
}

/// The lines that an edit touches. An insertion of whole lines touches the line that it comes before, and none after it.
fn touched(file: &File, edit: &TextEdit) -> (u32, u32) {
    let first = file.position(edit.span.start).line;
    if is_line_insertion(file, edit) {
        return (first, first - 1);
    }
    let last = file.position(edit.span.end.max(edit.span.start + 1) - 1).line;
    (first, last.max(first))
}

/// Two insertions at one place.
fn inserts_at_once(one: &TextEdit, other: &TextEdit) -> bool {
    one.span == other.span && one.span.start == one.span.end
}

fn is_line_insertion(file: &File, edit: &TextEdit) -> bool {
    let at_start = edit.span.start == 0 || file.text.as_bytes().get(edit.span.start as usize - 1) == Some(&b'\n');
    edit.span.start == edit.span.end && at_start && edit.replacement.ends_with('\n')
}

fn change(file: &File, first: u32, last: u32, edits: &[TextEdit]) -> Option<(usize, Change)> {
    let start = file.lines().start_of(first)? as usize;
    let end = file.lines().start_of(last + 1).map_or(file.text.len(), |next| next as usize);
    let mut after = String::new();
    let mut at = start;
    for edit in edits {
        after.push_str(file.text.get(at..edit.span.start as usize)?);
        after.push_str(&edit.replacement);
        at = edit.span.end as usize;
    }
    after.push_str(file.text.get(at..end.max(at))?);
    let before = without_line_break(file.text.get(start..end.max(start))?).to_owned();
    let after = if after.trim().is_empty() { String::new() } else { without_line_break(&after).to_owned() };
    // Insertions that meet bring a blank line each: one is enough.
    let after = if before.is_empty() { after.replace("\n\n\n", "\n\n") } else { after };
    let passage = edits.iter().map(|edit| edit.passage).min()?;
    (before != after).then(|| (passage, Change { path: file.path.clone(), line: first, end_line: last, before, after }))
}

/// The text of lines without the last one's ending.
pub fn without_line_break(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// The blanks at the start of the line on which a byte stands.
pub fn indentation(file: &File, offset: u32) -> &str {
    let line = file.line(file.position(offset).line);
    &line[..line.len() - line.trim_start().len()]
}

/// The text with `indent` before each line but the first, blank lines excepted.
pub fn reindent(text: &str, indent: &str) -> String {
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn edit(text: &str, find: &str, replacement: &str, passage: usize) -> TextEdit {
        let start = text.find(find).expect("a part of the text");
        TextEdit { span: Span::new(start, start + find.len()), replacement: replacement.into(), passage }
    }

    #[test]
    fn edits_of_one_line_are_one_change() {
        let text = "a(1);\nb(2, 3);\nc(4);\n";
        let project = Project::from_files([("a.js", text)]);
        let file = &project.files()[0];
        let insertion = TextEdit { span: Span::new(6, 6), replacement: "new();\n".into(), passage: 0 };
        let found = changes(file, vec![edit(text, "3", "y", 2), edit(text, "2", "x", 1), insertion, edit(text, "4", "z", 3)]);
        let told: Vec<_> = found.iter().map(|(passage, change)| (*passage, change.line, change.end_line, change.after.as_str())).collect();
        assert_eq!(told, [(0, 2, 1, "new();"), (1, 2, 2, "b(x, y);"), (3, 3, 3, "c(z);")]);
    }

    #[test]
    fn lines_that_go_leave_nothing() {
        let text = "a();\nb();\n";
        let project = Project::from_files([("a.js", text)]);
        let (_, change) = changes(&project.files()[0], vec![edit(text, "b();", "", 0)]).remove(0);
        assert_eq!((change.before.as_str(), change.after.as_str()), ("b();", ""));
    }
}
