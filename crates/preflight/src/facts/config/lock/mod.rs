//! Lock files: names and versions only.

mod pnpm;
mod python;
mod script;
mod yarn;

use std::collections::BTreeMap;

use super::reader::Reader;
use super::syntax::{json, toml, yaml};
use super::tree::Node;
use crate::facts::{Dependency, DependencyScope, FactKind, Facts};
use crate::project::{FileId, Project, is_below};
use crate::text::Span;

/// Which syntax a lock file has, and who reads it.
enum LockReader {
    Json(fn(&mut Reader, &Node)),
    Yaml(fn(&mut Reader, &Node)),
    Toml(fn(&mut Reader, &Node)),
    Lines(fn(&mut Reader)),
}

const READERS: &[(&str, LockReader)] = &[
    ("package-lock.json", LockReader::Json(script::package_lock)),
    ("npm-shrinkwrap.json", LockReader::Json(script::package_lock)),
    ("bun.lock", LockReader::Json(script::bun)),
    ("pnpm-lock.yaml", LockReader::Yaml(pnpm::read)),
    ("yarn.lock", LockReader::Lines(yarn::read)),
    ("Pipfile.lock", LockReader::Json(python::pipfile_lock)),
    ("poetry.lock", LockReader::Toml(python::packages)),
    ("uv.lock", LockReader::Toml(python::packages)),
];

/// Reads a lock file.
pub(super) fn read(reader: &mut Reader) {
    let Some((_, lock)) = READERS.iter().find(|(name, _)| *name == reader.file.name()) else { return };
    let (read, (documents, problem)) = match lock {
        LockReader::Json(read) => (read, as_list(json::parse(reader.text()))),
        LockReader::Toml(read) => (read, as_list(toml::parse(reader.text()))),
        LockReader::Yaml(read) => (read, yaml::parse(reader.text())),
        LockReader::Lines(read) => return read(reader),
    };
    problem.into_iter().for_each(|problem| reader.note(problem));
    documents.iter().for_each(|document| read(reader, document));
}

fn as_list((root, problem): (Node, Option<String>)) -> (Vec<Node>, Option<String>) {
    (vec![root], problem)
}

/// Adds a locked package. `range` is what was asked for, where the lock file says it.
fn push(reader: &mut Reader, registry: &'static str, name: &str, range: Option<&str>, locked: &str, span: Span) {
    let dependency = Dependency {
        name: name.to_owned(),
        version: range.map(str::to_owned),
        locked: Some(locked.to_owned()),
        registry,
        scope: DependencyScope::Transitive,
    };
    reader.push(FactKind::Dependency(dependency), span);
}

/// A lock file's packages by name: for each the range asked for, where it is known, and the version.
type Locked = BTreeMap<(&'static str, String), Vec<(Option<String>, String)>>;

/// Tells every declared dependency the version that the nearest lock file above it names.
pub(super) fn apply(project: &Project, facts: &mut Facts) {
    let mut files: BTreeMap<FileId, Locked> = BTreeMap::new();
    for fact in &facts.facts {
        if let FactKind::Dependency(Dependency { name, version, locked: Some(locked), registry, scope: DependencyScope::Transitive }) =
            &fact.kind
        {
            let packages = files.entry(fact.place.file).or_default();
            packages.entry((registry, name.clone())).or_default().push((version.clone(), locked.clone()));
        }
    }
    for fact in &mut facts.facts {
        if let FactKind::Dependency(dependency) = &mut fact.kind
            && dependency.scope != DependencyScope::Transitive
        {
            let folder = project.file(fact.place.file).folder();
            dependency.locked = version_for(project, &files, folder, dependency);
        }
    }
}

fn version_for(project: &Project, files: &BTreeMap<FileId, Locked>, folder: &str, dependency: &Dependency) -> Option<String> {
    let name = dependency.name.split('[').next().unwrap_or(&dependency.name);
    let key = (dependency.registry, name.to_owned());
    let above = files.iter().filter_map(|(file, packages)| {
        let lock_folder = project.file(*file).folder();
        let is_above = lock_folder == folder || is_below(folder, lock_folder);
        is_above.then_some((lock_folder.len(), packages.get(&key)?))
    });
    let (_, versions) = above.max_by_key(|(depth, _)| *depth)?;
    let asked = versions.iter().find(|(range, _)| range.is_some() && *range == dependency.version);
    asked.or_else(|| versions.first()).map(|(_, locked)| locked.clone())
}

#[cfg(test)]
mod tests {
    use crate::facts::FactKind;
    use crate::facts::config::testing::summaries;

    /// The declared dependency on `a` beside a lock file.
    fn locked(manifest: (&str, &str), lock: (&str, &str)) -> String {
        summaries(
            &[manifest, lock],
            |kind| matches!(kind, FactKind::Dependency(dependency) if dependency.name == "a" && format!("{:?}", dependency.scope) == "Runtime"),
        )
    }

    const NPM: (&str, &str) = ("package.json", r#"{"dependencies": {"a": "^1.0.0"}}"#);

    #[test]
    fn every_lock_file_of_node_names_the_version() {
        for lock in [
            ("package-lock.json", r#"{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.2.3"}}}"#),
            (
                "package-lock.json",
                r#"{"packages": {"": {"version": "0.0.1"}, "node_modules/b/node_modules/a": {"version": "9.9.9"}, "node_modules/a": {"version": "1.2.3"}}}"#,
            ),
            ("bun.lock", r#"{"lockfileVersion": 1, "packages": {"b/a": ["a@9.9.9", ""], "a": ["a@1.2.3", "", {}],}}"#),
            (
                "pnpm-lock.yaml",
                "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n        version: 1.2.3(b@2.0.0)\n",
            ),
            (
                "pnpm-lock.yaml",
                "lockfileVersion: 5.4\nspecifiers:\n  a: ^1.0.0\ndependencies:\n  a: 1.2.3_b@2.0.0\npackages:\n  /a/9.9.9:\n    dev: false\n",
            ),
            ("pnpm-lock.yaml", "packages:\n  /a@1.2.3:\n    dev: false\n"),
            ("yarn.lock", "# yarn lockfile v1\n\na@^0.9:\n  version \"9.9.9\"\n\n\"a@^1\", a@^1.0.0:\n  version \"1.2.3\"\n"),
            (
                "yarn.lock",
                "__metadata:\n  version: 8\n\n\"a@npm:^0.9\":\n  version: 9.9.9\n\n\"a@npm:^1, a@npm:^1.0.0\":\n  version: 1.2.3\n",
            ),
        ] {
            assert_eq!(locked(NPM, lock), "dependency npm a Runtime ^1.0.0 locked 1.2.3 | \"a\": \"^1.0.0\"\n", "{lock:?}");
        }
    }

    #[test]
    fn every_lock_file_of_python_names_the_version() {
        let requirements = ("requirements.txt", "A>=1");
        for lock in [
            ("poetry.lock", "[[package]]\nname = \"A\"\nversion = \"1.2.3\"\n"),
            ("uv.lock", "version = 1\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n"),
            ("Pipfile.lock", r#"{"default": {"a": {"version": "==1.2.3"}}, "develop": {}}"#),
        ] {
            assert_eq!(locked(requirements, lock), "dependency pypi a Runtime >=1 locked 1.2.3 | A>=1\n", "{lock:?}");
        }
    }

    #[test]
    fn the_nearest_lock_file_above_counts() {
        let lock = r#"{"packages": {"node_modules/a": {"version": "1.2.3"}}}"#;
        assert!(locked(("api/package.json", NPM.1), ("package-lock.json", lock)).contains("locked 1.2.3"));
        assert!(!locked(NPM, ("api/package-lock.json", lock)).contains("locked"));
    }
}
