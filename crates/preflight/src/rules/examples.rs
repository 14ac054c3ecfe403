//! The examples of a rule's documentation, which are run as tests and opened in the editor.
//!
//! Under `## Bad`, `## Good` and `## Traps` each `### Title` is an example: one fenced block a file, with the file's name in the
//! info string (```` ```js file=routes/books.js ````). In a bad example the lines where findings are expected end with a comment
//! `[finding]`, or the info string names them (`lines=3,7`) where the format has no comments.

use serde::{Deserialize, Serialize};

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExampleKind {
    /// The rule finds something.
    Bad,
    /// The same done right: the rule is quiet.
    Good,
    /// Looks like it and is none: the rule is quiet.
    Trap,
}

/// An example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// What it shows.
    pub kind: ExampleKind,
    /// Its title.
    pub title: String,
    /// Its files.
    pub files: Vec<ExampleFile>,
}

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExampleFile {
    /// Its path.
    pub path: String,
    /// Its text, without the marks.
    pub text: String,
    /// The lines (from 1) on which the rule finds something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<u32>,
}

const MARK: &str = "[finding]";

/// The examples of a documentation.
pub fn parse(body: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut kind = None;
    let mut fence: Option<(String, Vec<&str>)> = None;
    for line in body.lines() {
        if let Some((info, lines)) = &mut fence {
            if line.trim_end() == "```" {
                if let (Some(_), Some(example)) = (kind, examples.last_mut()) {
                    example.files.push(file(info, lines));
                }
                fence = None;
            } else {
                lines.push(line);
            }
        } else if let Some(info) = line.strip_prefix("```") {
            fence = Some((info.to_owned(), Vec::new()));
        } else if let Some(title) = line.strip_prefix("## ") {
            kind = kind_of(title);
        } else if let (Some(kind), Some(title)) = (kind, line.strip_prefix("### ")) {
            examples.push(Example { kind, title: title.trim().to_owned(), files: Vec::new() });
        }
    }
    examples
}

fn kind_of(title: &str) -> Option<ExampleKind> {
    match title.trim() {
        "Bad" => Some(ExampleKind::Bad),
        "Good" => Some(ExampleKind::Good),
        "Traps" => Some(ExampleKind::Trap),
        _ => None,
    }
}

fn file(info: &str, lines: &[&str]) -> ExampleFile {
    let mut words = info.split_whitespace();
    let language = words.next().unwrap_or_default();
    let mut path = None;
    let mut expected = Vec::new();
    for (key, value) in words.filter_map(|word| word.split_once('=')) {
        match key {
            "file" => path = Some(value.to_owned()),
            "lines" => expected.extend(value.split(',').filter_map(|line| line.parse::<u32>().ok())),
            _ => {}
        }
    }
    expected.extend(lines.iter().zip(1..).filter(|(line, _)| line.trim_end().ends_with(MARK)).map(|(_, number)| number));
    let text = lines.iter().map(|line| unmarked(line)).collect::<Vec<_>>().join("\n") + "\n";
    ExampleFile { path: path.unwrap_or_else(|| default_name(language).to_owned()), text, expected }
}

/// The line without its mark and without the comment sign before it.
fn unmarked(line: &str) -> &str {
    match line.trim_end().strip_suffix(MARK) {
        Some(rest) => rest.trim_end().trim_end_matches(['/', '#', ';', '-']).trim_end(),
        None => line,
    }
}

/// What a file is called when the info string names a language only.
const DEFAULT_NAMES: &[(&str, &str)] = &[
    ("js", "app.js"),
    ("javascript", "app.js"),
    ("jsx", "app.jsx"),
    ("ts", "app.ts"),
    ("typescript", "app.ts"),
    ("tsx", "app.tsx"),
    ("py", "app.py"),
    ("python", "app.py"),
    ("dockerfile", "Dockerfile"),
    ("dotenv", ".env"),
    ("prisma", "schema.prisma"),
    ("procfile", "Procfile"),
];

fn default_name(language: &str) -> &str {
    DEFAULT_NAMES.iter().find(|(known, _)| *known == language).map_or("snippet.txt", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_with_their_marks() {
        let body = "## What it does\nText.\n```js\nnot an example\n```\n## Bad\n### No store\nWhy.\n```js file=a.js\nconst a = 1;\nsession({}) // [finding]\n```\n```json file=package.json lines=1\n{}\n```\n## Traps\n### Quiet\n```py\nx = 1\n```\n";
        let examples = parse(body);
        assert_eq!(examples.len(), 2);
        assert_eq!(examples[0].kind, ExampleKind::Bad);
        assert_eq!(
            examples[0].files[0],
            ExampleFile { path: "a.js".into(), text: "const a = 1;\nsession({})\n".into(), expected: vec![2] }
        );
        assert_eq!(examples[0].files[1].expected, [1]);
        assert_eq!(examples[1].files[0].path, "app.py");
    }
}
