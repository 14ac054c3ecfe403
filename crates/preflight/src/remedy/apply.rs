//! Applying a migration to files.

use super::edit::without_line_break;
use crate::report::{Change, Migration};

/// The files (path and text) after the changes of a migration. Lines are those of the files as given; a change of a file
/// that is not there makes it. Changes whose `before` is not what the file says are left out.
pub fn apply(files: &[(String, String)], migration: &Migration) -> Vec<(String, String)> {
    let changes: Vec<&Change> = migration.steps.iter().filter_map(|step| step.change.as_ref()).collect();
    let mut changed: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| {
            let mut own: Vec<&Change> = changes.iter().copied().filter(|change| change.path == *path).collect();
            // From the bottom up, so that the lines of the others stay where they are.
            own.sort_by_key(|change| std::cmp::Reverse((change.line, change.end_line)));
            (path.clone(), own.into_iter().fold(text.clone(), |text, change| replaced(&text, change)))
        })
        .collect();
    for change in changes {
        if change.before.is_empty() && !changed.iter().any(|(path, _)| *path == change.path) {
            changed.push((change.path.clone(), format!("{}\n", change.after)));
        }
    }
    changed
}

fn replaced(text: &str, change: &Change) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = (change.line as usize).saturating_sub(1).min(lines.len());
    let last = (change.end_line as usize).clamp(first, lines.len());
    let (Some(head), Some(old), Some(tail)) = (lines.get(..first), lines.get(first..last), lines.get(last..)) else {
        return text.to_owned();
    };
    if without_line_break(&old.concat()) != change.before {
        return text.to_owned();
    }
    let mut out = head.concat();
    if !change.after.is_empty() {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&change.after);
        out.push('\n');
    }
    out.push_str(&tail.concat());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Step;

    fn change(line: u32, end_line: u32, before: &str, after: &str) -> Step {
        let change = Change { path: "a".into(), line, end_line, before: before.into(), after: after.into() };
        Step { text: String::new(), language: None, code: None, change: Some(change) }
    }

    #[test]
    fn lines_are_those_of_the_file_as_given() {
        let steps = vec![change(1, 0, "", "zero"), change(2, 2, "two", "2a\n2b"), change(3, 3, "three", ""), change(4, 4, "other", "x")];
        let migration = Migration { finding: String::new(), title: String::new(), steps };
        let files = apply(&[("a".into(), "one\ntwo\nthree\nfour".into())], &migration);
        assert_eq!(files[0].1, "zero\none\n2a\n2b\nfour");
    }

    #[test]
    fn new_files_are_made() {
        let mut step = change(1, 0, "", "text");
        if let Some(change) = &mut step.change {
            change.path = "new".into();
        }
        let migration = Migration { finding: String::new(), title: String::new(), steps: vec![step] };
        assert_eq!(apply(&[], &migration), [("new".to_owned(), "text\n".to_owned())]);
    }
}
