//! Where imports stand in a file, and which names they bind.

use super::Language;
use crate::facts::{FactKind, Facts};
use crate::project::File;

/// The byte after the imports that open a file, at the start of a line: where further imports go. `before` is the place that
/// must still come after them.
pub fn imports_end(file: &File, facts: &Facts, language: Language, before: u32) -> u32 {
    let imports = facts.facts.iter().filter(|fact| {
        let at_top = super::indentation(file, fact.context.statement.start).is_empty();
        fact.place.file == file.id && matches!(fact.kind, FactKind::Import(_)) && fact.context.statement.end <= before && at_top
    });
    match imports.map(|fact| fact.context.statement.end.max(fact.place.span.end)).max() {
        Some(end) => next_line(file, end),
        None => after_preamble(file, language).min(line_start(file, before)),
    }
}

fn next_line(file: &File, offset: u32) -> u32 {
    file.lines().start_of(file.position(offset).line + 1).unwrap_or(file.text.len() as u32)
}

fn line_start(file: &File, offset: u32) -> u32 {
    file.lines().start_of(file.position(offset).line).unwrap_or(0)
}

/// The byte after a file's first comments, directives and docstring.
fn after_preamble(file: &File, language: Language) -> u32 {
    let mut line = 1;
    let mut docstring = None;
    while line <= file.lines().count() {
        let text = file.line(line).trim();
        if let Some(quotes) = docstring {
            if text.ends_with(quotes) {
                docstring = None;
            }
        } else if language == Language::Python && (text.starts_with("\"\"\"") || text.starts_with("'''")) {
            let quotes = if text.starts_with('"') { "\"\"\"" } else { "'''" };
            if text.len() < 6 || !text.ends_with(quotes) {
                docstring = Some(quotes);
            }
        } else if !is_preamble(text) {
            break;
        }
        line += 1;
    }
    file.lines().start_of(line).unwrap_or(0)
}

fn is_preamble(line: &str) -> bool {
    line.starts_with("#!") || line.starts_with("# -*-") || line.starts_with("'use ") || line.starts_with("\"use ")
}

/// The lines of a snippet's imports that a file lacks: names that it binds already, from wherever, are left out.
pub fn already_bound(line: &str, text: &str) -> bool {
    let names = bound_names(line);
    let importing: Vec<_> = text.lines().filter(|line| is_import(line)).collect();
    !names.is_empty() && names.iter().all(|name| importing.iter().any(|line| has_word(line, name)))
}

fn is_import(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("import ") || line.starts_with("from ") || line.contains("require(")
}

/// The names that an import line binds in its file.
fn bound_names(line: &str) -> Vec<&str> {
    let line = line.trim();
    let bindings = match (line.strip_prefix("from "), line.strip_prefix("import "), line.strip_prefix("const ")) {
        (Some(rest), ..) => rest.split_once(" import ").map_or("", |(_, names)| names),
        (_, Some(rest), _) => rest.split_once(" from ").map_or(rest, |(names, _)| names),
        (.., Some(rest)) => rest.split_once(" = ").map_or("", |(names, _)| names),
        _ => "",
    };
    let parts = bindings.trim_matches(['{', '}', ' ']).split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.rsplit([' ', ':']).next().unwrap_or(part)).filter(|name| !name.starts_with(['\'', '"'])).collect()
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|character: char| !(character.is_alphanumeric() || character == '_' || character == '$')).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn names_that_are_bound_are_seen() {
        let text = "const session = require('express-session');\nimport { S3Client } from '@aws-sdk/client-s3';\n";
        assert!(already_bound("const session = require('express-session');", text));
        assert!(already_bound("import { S3Client } from '@aws-sdk/client-s3';", text));
        assert!(!already_bound("import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';", text));
        assert!(already_bound("import os", "import os\n"));
        assert!(!already_bound("from redis import Redis", "import os\n"));
    }

    #[test]
    fn without_imports_the_preamble_counts() {
        let end = |path: &str, text: &str, language| {
            let project = Project::from_files([(path, text)]);
            imports_end(&project.files()[0], &Facts::default(), language, text.len() as u32)
        };
        assert_eq!(end("a.js", "'use strict';\nrun();\n", Language::JavaScript), 14);
        assert_eq!(end("a.py", "#!/usr/bin/env python\n\"\"\"Doc.\n\nMore.\n\"\"\"\nrun()\n", Language::Python), 41);
        assert_eq!(end("b.py", "\"\"\"Doc.\"\"\"\nrun()\n", Language::Python), 11);
    }
}
