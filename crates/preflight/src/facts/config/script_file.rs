//! Shell scripts that start the app or run on a release: their simple commands, a line each.

use super::reader::Reader;
use super::shell;
use crate::facts::Purpose;
use crate::text::Span;

/// Words that begin a line of control flow, which is no command to run.
const KEYWORDS: &[&str] = &[
    "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "function", "return", "set", "shift",
    "local", "{", "}", ";;",
];

/// Scripts that a platform runs around a release.
const RELEASE: &[&str] = &["pre-deploy.sh", "post-deploy.sh", "release.sh"];

/// Beginnings of names of scripts that containers start with, wherever they lie.
const STARTING: &[&str] = &[
    "start",
    "entrypoint",
    "docker-entrypoint",
    "entry",
    "run",
    "boot",
    "serve",
    "web",
    "pre-deploy",
    "post-deploy",
    "release",
    "docker-start",
];

/// Whether a script has a name of those that are run in a container.
pub(super) fn starts_containers(name: &str) -> bool {
    STARTING.iter().any(|start| name.starts_with(start))
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
    use crate::facts::config::testing::summary;

    #[test]
    fn simple_commands_of_a_start_script() {
        let text = "#!/bin/bash\nset -e\n# wait\nif [ -z \"$A\" ]; then\n  python manage.py migrate\nfi\ncat <<EOF > x\nnot a command\nEOF\nexec gunicorn app:app \\\n  --bind 0.0.0.0:8000\n";
        insta::assert_snapshot!(summary("scripts/entrypoint.sh", text), @r#"
        command Script entrypoint.sh: python manage.py migrate | python manage.py migrate
        command Script entrypoint.sh: cat <<EOF > x | cat <<EOF > x
        command Script entrypoint.sh: exec gunicorn app:app --bind 0.0.0.0:8000 | exec gunicorn app:app \⏎  --bind 0.0.0.0:8000
        "#);
        assert!(summary("pre-deploy.sh", "npx prisma migrate deploy").starts_with("command Release"));
        assert_eq!(summary("scripts/lint.sh", "eslint ."), "");
    }
}
