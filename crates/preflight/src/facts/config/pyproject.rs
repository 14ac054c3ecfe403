//! Python's manifests that are trees: pyproject.toml (PEP 621, PEP 735, Poetry, uv, PDM), Pipfile, setup.cfg.

use super::reader::Reader;
use super::requirements::{self, normalised, scope_of};
use super::tree::{Content, Member, Node};
use crate::facts::{DependencyScope, Purpose};

/// Reads pyproject.toml.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    if let Some(project) = root.get("project") {
        list(reader, project.value.get("dependencies"), DependencyScope::Runtime);
        groups(reader, project.value.get("optional-dependencies"));
        scripts(reader, project.value.get("scripts"));
        python(reader, project.value.get("requires-python"));
    }
    groups(reader, root.get("dependency-groups"));
    list(reader, root.at("tool.uv.dev-dependencies"), DependencyScope::Development);
    groups(reader, root.at("tool.pdm.dev-dependencies"));
    if let Some(poetry) = root.at("tool.poetry") {
        table(reader, poetry.value.get("dependencies"), DependencyScope::Runtime);
        table(reader, poetry.value.get("dev-dependencies"), DependencyScope::Development);
        for group in members(poetry.value.get("group")) {
            table(reader, group.value.get("dependencies"), scope_of(&group.key));
        }
        scripts(reader, poetry.value.get("scripts"));
    }
}

/// Reads a Pipfile.
pub(super) fn pipfile(reader: &mut Reader, root: &Node) {
    table(reader, root.get("packages"), DependencyScope::Runtime);
    table(reader, root.get("dev-packages"), DependencyScope::Development);
    python(reader, root.at("requires.python_version").or_else(|| root.at("requires.python_full_version")));
    scripts(reader, root.get("scripts"));
}

/// Reads setup.cfg.
pub(super) fn setup_cfg(reader: &mut Reader, root: &Node) {
    lines_of(reader, root.at("options.install_requires"), DependencyScope::Runtime);
    for section in root.members() {
        if section.key == "options.extras_require" {
            section.value.members().iter().for_each(|group| lines_of(reader, Some(group), scope_of(&group.key)));
        }
        if section.key == "options" {
            python(reader, section.value.get("python_requires"));
        }
    }
}

fn members(member: Option<&Member>) -> &[Member] {
    member.map(|member| member.value.members()).unwrap_or_default()
}

/// A list of requirements. Elements that are no text include other groups, which are read for themselves.
fn list(reader: &mut Reader, requirements: Option<&Member>, scope: DependencyScope) {
    for item in requirements.map(|list| list.value.items()).unwrap_or_default() {
        if let Some(text) = item.text() {
            requirements::push(reader, text, scope, item.span);
        }
    }
}

fn groups(reader: &mut Reader, groups: Option<&Member>) {
    members(groups).iter().for_each(|group| list(reader, Some(group), scope_of(&group.key)));
}

/// Requirements in the lines of one value.
fn lines_of(reader: &mut Reader, requirements: Option<&Member>, scope: DependencyScope) {
    let Some(member) = requirements else { return };
    for line in member.value.text().unwrap_or_default().lines().filter(|line| !line.is_empty()) {
        let start = member.value.span.of(reader.text()).find(line).map(|offset| member.value.span.start as usize + offset);
        let span = start.map_or(member.span(), |start| crate::text::Span::new(start, start + line.len()));
        requirements::push(reader, line, scope, span);
    }
}

/// A table of names and versions, as Poetry and Pipenv write it.
fn table(reader: &mut Reader, dependencies: Option<&Member>, scope: DependencyScope) {
    for entry in members(dependencies) {
        if normalised(&entry.key) == "python" {
            python(reader, Some(entry));
            continue;
        }
        let version = match &entry.value.content {
            Content::Map(_) => entry.value.get("version").and_then(|version| version.value.scalar()),
            _ => entry.value.scalar(),
        };
        let extras = entry.value.get("extras").map(|extras| extras.value.texts()).unwrap_or_default();
        requirements::push_named(reader, &entry.key, version, &extras, scope, entry.span());
    }
}

/// Entry points: names of functions that become commands.
fn scripts(reader: &mut Reader, scripts: Option<&Member>) {
    for script in members(scripts) {
        let line = script.value.scalar().or_else(|| script.value.get("cmd").and_then(|command| command.value.command_line()));
        if let Some(line) = line {
            reader.command(Purpose::Script, Some(&script.key), &line, script.span());
        }
    }
}

fn python(reader: &mut Reader, version: Option<&Member>) {
    if let Some(member) = version
        && let Some(version) = member.value.scalar()
    {
        reader.version("python", &version, member.span());
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn standard_tables() {
        let text = "[build-system]\nrequires = ['hatchling']\n[project]\nrequires-python = '>=3.11'\ndependencies = [\n  'fastapi[standard]>=0.110',\n  'psycopg; python_version > \"3\"',\n]\n\
            [project.optional-dependencies]\ntest = ['pytest']\ns3 = ['boto3']\n[dependency-groups]\ndev = ['ruff', {include-group = 'x'}]\n[project.scripts]\nserve = 'app:main'\n";
        insta::assert_snapshot!(summary_without_settings("pyproject.toml", text), @r#"
        dependency pypi fastapi Runtime >=0.110 | 'fastapi[standard]>=0.110'
        dependency pypi fastapi[standard] Runtime >=0.110 | 'fastapi[standard]>=0.110'
        dependency pypi psycopg Runtime | 'psycopg; python_version > "3"'
        dependency pypi pytest Development | 'pytest'
        dependency pypi boto3 Runtime | 'boto3'
        command Script serve: app:main | serve = 'app:main'
        version python >=3.11 | requires-python = '>=3.11'
        dependency pypi ruff Development | 'ruff'
        "#);
    }

    #[test]
    fn poetry_and_pipenv() {
        let poetry = "[tool.poetry.dependencies]\npython = '^3.11'\nDjango = '5.0'\ncelery = {version = '^5', extras = ['redis']}\n[tool.poetry.group.dev.dependencies]\nblack = '*'\n";
        insta::assert_snapshot!(summary_without_settings("pyproject.toml", poetry), @r#"
        version python ^3.11 | python = '^3.11'
        dependency pypi django Runtime 5.0 | Django = '5.0'
        dependency pypi celery Runtime ^5 | celery = {version = '^5', extras = ['redis']}
        dependency pypi celery[redis] Runtime ^5 | celery = {version = '^5', extras = ['redis']}
        dependency pypi black Development * | black = '*'
        "#);
        let pipfile = "[packages]\nflask = '*'\n[dev-packages]\npytest = '*'\n[requires]\npython_version = '3.11'\n";
        insta::assert_snapshot!(summary_without_settings("Pipfile", pipfile), @r#"
        dependency pypi flask Runtime * | flask = '*'
        dependency pypi pytest Development * | pytest = '*'
        version python 3.11 | python_version = '3.11'
        "#);
    }

    #[test]
    fn setup_cfg_lists() {
        let text =
            "[options]\npython_requires = >=3.8\ninstall_requires =\n    flask>=2\n    redis\n[options.extras_require]\ntest = pytest\n";
        insta::assert_snapshot!(summary_without_settings("setup.cfg", text), @r#"
        dependency pypi flask Runtime >=2 | flask>=2
        dependency pypi redis Runtime | redis
        version python >=3.8 | python_requires = >=3.8
        dependency pypi pytest Development | pytest
        "#);
    }
}
