//! Shell scripts that start the app or run on a release: their simple commands, a line each.

use super::reader::Reader;
use super::shell;
use crate::facts::{Fact, FactKind, Facts, Purpose};
use crate::project::{File, FileId, Format, Project};
use crate::text::Span;

/// Words that begin a line of control flow, which is no command to run.
const KEYWORDS: &[&str] = &[
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "return", "set", "shift",
    "local", "{", "}", ";;",
];

/// Scripts that a platform runs around a release.
const RELEASE: &[&str] = &["pre-deploy.sh", "post-deploy.sh", "release.sh"];

/// First words of names of scripts that containers start with.
const STARTING: &[&str] =
    &["start", "entrypoint", "entry", "docker-entrypoint", "docker-start", "run", "boot", "serve", "pre-deploy", "post-deploy", "release"];

/// Whether a script is named like those that are run in a container.
fn starts_containers(name: &str) -> bool {
    let stem = name.strip_suffix(".sh").or_else(|| name.strip_suffix(".bash"));
    let is_word = |rest: &str| !rest.starts_with(|first: char| first.is_ascii_alphanumeric());
    let matches = |name: &str| STARTING.iter().any(|word| name.strip_prefix(word).is_some_and(is_word));
    stem.is_some_and(matches) || name.contains("entrypoint")
}

/// Takes back the commands of scripts that nothing runs in the container's life: neither their name says so nor a command
/// that installs, builds, starts or releases the app.
pub(super) fn keep_started(project: &Project, facts: &mut Facts) {
    let lines: Vec<String> = facts.facts.iter().filter_map(running_line).collect();
    let is_run = |file: &File| starts_containers(file.name()) || lines.iter().any(|line| names_file(line, file.name()));
    let idle: Vec<FileId> =
        project.files().iter().filter(|file| file.format == Format::Shell && !is_run(file)).map(|file| file.id).collect();
    facts.facts.retain(|fact| !idle.contains(&fact.place.file));
}

/// The line of a command that runs in the container's life, or on the way there.
fn running_line(fact: &Fact) -> Option<String> {
    match &fact.kind {
        FactKind::Command(command) if command.purpose != Purpose::Script => Some(command.line.clone()),
        FactKind::Service(service) => service.command.clone(),
        _ => None,
    }
}

/// Whether a line holds the name of a file as a word, or as the end of a path.
fn names_file(line: &str, name: &str) -> bool {
    line.split([' ', ';', '&', '|', '"', '\'', '=', '(', ')']).any(|word| word.rsplit('/').next() == Some(name))
}

/// Reads the commands. Texts of here-documents are left out.
pub(super) fn read(reader: &mut Reader) {
    let name = reader.file.name();
    let purpose = if RELEASE.contains(&name) { Purpose::Release } else { Purpose::Script };
    let mut document_end: Option<String> = None;
    for (start, line) in shell::logical_lines(reader.text()) {
        let text = line.trim();
        if let Some(end) = &document_end {
            if text == end {
                document_end = None;
            }
            continue;
        }
        document_end = here_document(text);
        let first = text.split([' ', ';', '\t']).next().unwrap_or_default();
        if text.starts_with('#')
            || KEYWORDS.contains(&first)
            || text.ends_with("() {")
            || text.ends_with("(){")
            || text.ends_with(')') && !text.contains('(')
        {
            continue;
        }
        let begin = start + line.len() - line.trim_start().len();
        reader.command(purpose, Some(name), &shell::one_line(text), Span::new(begin, begin + text.len()));
    }
}

/// The line that ends the here-document which begins on this line.
fn here_document(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("<<").filter(|(_, rest)| !rest.starts_with('<'))?;
    let mark = rest.trim_start_matches('-').split_whitespace().next()?.trim_matches(['\'', '"', '\\']);
    mark.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_').then(|| mark.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::{summaries, summary};

    #[test]
    fn simple_commands_of_a_start_script() {
        let text = "#!/bin/bash\nset -e\n# wait\nif [ -z \"$A\" ]; then\n  python manage.py migrate\nfi\ncat <<EOF > x\nnot a command\nEOF\nexec gunicorn app:app \\\n  --bind 0.0.0.0:8000\n";
        insta::assert_snapshot!(summary("scripts/entrypoint.sh", text), @r#"
        command Script entrypoint.sh: python manage.py migrate | python manage.py migrate
        command Script entrypoint.sh: cat <<EOF > x | cat <<EOF > x
        command Script entrypoint.sh: exec gunicorn app:app --bind 0.0.0.0:8000 | exec gunicorn app:app \⏎  --bind 0.0.0.0:8000
        "#);
        assert!(summary("pre-deploy.sh", "npx prisma migrate deploy").starts_with("command Release"));
    }

    #[test]
    fn only_scripts_that_are_run_count() {
        assert_eq!(summary("scripts/lint.sh", "eslint ."), "");
        assert_eq!(summary("running.sh", "node a.js"), "");
        let files = [("bin/go", "#!/bin/sh\nnode a.js\n"), ("Procfile", "web: ./bin/go\n")];
        assert!(summaries(&files, |_| true).contains("command Script go: node a.js"));
    }
}
