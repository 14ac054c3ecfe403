//! requirements.txt, and how Python writes a requirement (PEP 508).

use super::lines::{Line, lines};
use super::reader::Reader;
use crate::facts::{Dependency, DependencyScope, FactKind};
use crate::text::Span;

/// Words in names of files and groups of what is not there at run time.
const DEVELOPMENT: &[&str] = &[
    "dev",
    "develop",
    "development",
    "test",
    "tests",
    "testing",
    "lint",
    "linting",
    "format",
    "typing",
    "types",
    "doc",
    "docs",
    "ci",
    "local",
    "build",
    "debug",
    "qa",
];

/// Markers of platforms that containers don't run on.
const ELSEWHERE: &[&str] = &["win32", "Windows", "darwin", "Darwin", "nt"];

/// Reads the requirements, one a line. Files that it includes (`-r`) are read for themselves.
pub(super) fn read(reader: &mut Reader) {
    let scope = scope_of(reader.file.path.trim_end_matches(".txt").trim_end_matches(".in"));
    for line in lines(reader.text()) {
        if let Some(text) = requirement_of(&line) {
            push(reader, text, scope, line.span_of(text));
        }
    }
}

/// The requirement of a line: without comment, options and hashes.
fn requirement_of<'t>(line: &Line<'t>) -> Option<&'t str> {
    let text = line.text.trim();
    let text = text.strip_prefix("-e ").or_else(|| text.strip_prefix("--editable ")).unwrap_or(text);
    let end = [" #", "\t#", " --", " \\"].iter().filter_map(|mark| text.find(mark)).min();
    let text = end.map_or(text, |end| &text[..end]).trim();
    let text = text.strip_suffix('\\').unwrap_or(text).trim();
    (!text.is_empty() && !text.starts_with(['#', '-'])).then_some(text)
}

/// The scope of dependencies in a file or group with this name.
pub(super) fn scope_of(name: &str) -> DependencyScope {
    let mut words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let is_development = words.any(|word| DEVELOPMENT.contains(&word.to_ascii_lowercase().as_str()));
    if is_development { DependencyScope::Development } else { DependencyScope::Runtime }
}

/// Adds the dependency that a requirement names, and one for each of its extras, named as in `celery[redis]`.
pub(super) fn push(reader: &mut Reader, text: &str, scope: DependencyScope, span: Span) {
    if let Some(requirement) = parse(text) {
        push_named(reader, requirement.name, requirement.version, &requirement.extras, scope, span);
    }
}

/// Adds a dependency that is written in another way, with its extras.
pub(super) fn push_named(reader: &mut Reader, name: &str, version: Option<String>, extras: &[String], scope: DependencyScope, span: Span) {
    let name = normalised(name);
    let names = std::iter::once(name.clone()).chain(extras.iter().map(|extra| format!("{name}[{}]", normalised(extra))));
    for name in names {
        let dependency = Dependency { name, version: version.clone(), locked: None, registry: "pypi", scope };
        reader.push(FactKind::Dependency(dependency), span);
    }
}

/// A name as the registry compares it (PEP 503).
pub(super) fn normalised(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    for character in name.trim().chars() {
        match character {
            '-' | '_' | '.' if result.ends_with('-') => {}
            '-' | '_' | '.' => result.push('-'),
            other => result.extend(other.to_lowercase()),
        }
    }
    result
}

/// A requirement.
struct Requirement<'t> {
    name: &'t str,
    version: Option<String>,
    extras: Vec<String>,
}

fn parse(text: &str) -> Option<Requirement<'_>> {
    let (text, marker) = text.split_once(';').unwrap_or((text, ""));
    let excludes = marker.contains("!=");
    if !excludes
        && ELSEWHERE.iter().any(|platform| marker.contains(&format!("'{platform}'")) || marker.contains(&format!("\"{platform}\"")))
    {
        return None;
    }
    let text = text.trim();
    if text.contains("://") && !text.contains(" @ ") {
        return by_address(text);
    }
    let end = text.find(|character: char| !(character.is_ascii_alphanumeric() || "-_.".contains(character))).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() || name.starts_with('.') || rest.starts_with('/') {
        return None;
    }
    let rest = rest.trim_start();
    let (extras, rest) = match rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((extras, rest)) => (extras.split(',').map(|extra| extra.trim().to_owned()).filter(|extra| !extra.is_empty()).collect(), rest),
        None => (Vec::new(), rest),
    };
    let version = rest.trim().trim_start_matches('@').trim_matches(['(', ')', ' ']);
    Some(Requirement { name, version: Some(version.to_owned()).filter(|version| !version.is_empty()), extras })
}

/// The name in `git+https://host/name.git#egg=name` or `https://host/name-1.0-py3-none-any.whl`.
fn by_address(address: &str) -> Option<Requirement<'_>> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let egg = fragment.split('&').find_map(|part| part.strip_prefix("egg=")).map(|egg| egg.split('[').next().unwrap_or(egg));
    let file = path.rsplit('/').next()?.split('@').next()?;
    let name = egg.or_else(|| file.strip_suffix(".git")).or_else(|| file.split('-').next()).filter(|name| !name.is_empty())?;
    Some(Requirement { name, version: Some(address.to_owned()), extras: Vec::new() })
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn requirements_in_every_way_of_writing() {
        let text = "# top\nFlask_SQLAlchemy==3.0  # orm\ncelery[redis, sqs]>=5.2,<6\n-r base.txt\n-e git+https://x.org/a/thing.git@v1#egg=Thing\n\
            https://x.org/w/wheel-1.0-py3-none-any.whl\nname @ https://x.org/n.zip\npywin32==1; sys_platform == 'win32'\n\
            redis==4 ; python_version > '3' --hash=sha256:aa\ngunicorn==21 \\\n    --hash=sha256:bb\n./local\n--index-url https://x\n";
        insta::assert_snapshot!(summary("requirements.txt", text), @r#"
        dependency pypi flask-sqlalchemy Runtime ==3.0 | Flask_SQLAlchemy==3.0
        dependency pypi celery Runtime >=5.2,<6 | celery[redis, sqs]>=5.2,<6
        dependency pypi celery[redis] Runtime >=5.2,<6 | celery[redis, sqs]>=5.2,<6
        dependency pypi celery[sqs] Runtime >=5.2,<6 | celery[redis, sqs]>=5.2,<6
        dependency pypi thing Runtime git+https://x.org/a/thing.git@v1#egg=Thing | git+https://x.org/a/thing.git@v1#egg=Thing
        dependency pypi wheel Runtime https://x.org/w/wheel-1.0-py3-none-any.whl | https://x.org/w/wheel-1.0-py3-none-any.whl
        dependency pypi name Runtime https://x.org/n.zip | name @ https://x.org/n.zip
        dependency pypi redis Runtime ==4 | redis==4 ; python_version > '3'
        dependency pypi gunicorn Runtime ==21 | gunicorn==21
        "#);
    }

    #[test]
    fn development_files_are_told_by_their_names() {
        assert_eq!(summary("requirements-dev.txt", "pytest"), "dependency pypi pytest Development | pytest\n");
        assert_eq!(summary("requirements/local.txt", "pytest"), "dependency pypi pytest Development | pytest\n");
        assert_eq!(summary("requirements/contest.txt", "a"), "dependency pypi a Runtime | a\n");
    }
}
