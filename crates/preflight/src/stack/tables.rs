//! The tables that recognition rests on: frameworks, runtimes with the programs that start apps, package managers.

use std::sync::LazyLock;

use serde::Deserialize;

/// A framework of `tables/frameworks.toml`; its fields are explained at the top of that file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameworkRow {
    pub id: String,
    pub name: String,
    pub runtimes: Vec<String>,
    pub kind: String,
    #[serde(default)]
    pub dependencies: Vec<String>,
    #[serde(default)]
    pub development: bool,
    #[serde(default)]
    pub files: Vec<String>,
    #[serde(default)]
    pub imports: Vec<String>,
    #[serde(default)]
    pub calls: Vec<String>,
    pub port: Option<u16>,
    pub port_variable: Option<String>,
    #[serde(default)]
    pub entries: Vec<String>,
    #[serde(default)]
    pub dynamic: bool,
    pub build: Option<String>,
    pub start: Option<String>,
    #[serde(default)]
    pub addition: bool,
    #[serde(default)]
    pub fallback: bool,
    #[serde(default = "yes")]
    pub server: bool,
}

/// A runtime of `tables/runtimes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuntimeRow {
    pub id: String,
    pub name: String,
    pub port: u16,
    pub markers: Vec<String>,
    pub manifests: Vec<String>,
    pub registry: String,
    pub images: Vec<String>,
    pub extensions: Vec<String>,
    pub imports: Vec<String>,
    pub versions: Vec<String>,
    pub web: Vec<String>,
    pub sockets: Vec<String>,
    pub program: Vec<String>,
    #[serde(default)]
    pub program_files: Vec<String>,
}

/// A group of programs that start apps, of `tables/runtimes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Launcher {
    pub programs: Vec<String>,
    pub target: Target,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub valued: Vec<String>,
    #[serde(default)]
    pub option: Vec<String>,
    #[serde(default)]
    pub port: Vec<String>,
}

/// What a launcher's first plain word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Target {
    Script,
    Module,
    Wrapper,
    ScriptName,
    Commands,
    Tool,
}

/// A package manager of `tables/package-managers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ManagerRow {
    pub id: String,
    pub runtimes: Vec<String>,
    pub locks: Vec<String>,
    pub tool: Option<String>,
    pub install: String,
    pub loose: String,
    pub build: Option<String>,
    pub start: Option<String>,
}

#[derive(Deserialize)]
struct FrameworkTable {
    framework: Vec<FrameworkRow>,
}

#[derive(Deserialize)]
struct RuntimeTable {
    runtime: Vec<RuntimeRow>,
    launcher: Vec<Launcher>,
}

#[derive(Deserialize)]
struct ManagerTable {
    manager: Vec<ManagerRow>,
}

const TABLE: &str = "the crate's own table is well-formed";

static FRAMEWORKS: LazyLock<FrameworkTable> =
    LazyLock::new(|| crate::own_data::read(include_str!("../../tables/frameworks.toml")).expect(TABLE));
static RUNTIMES: LazyLock<RuntimeTable> = LazyLock::new(|| crate::own_data::read(include_str!("../../tables/runtimes.toml")).expect(TABLE));
static MANAGERS: LazyLock<ManagerTable> =
    LazyLock::new(|| crate::own_data::read(include_str!("../../tables/package-managers.toml")).expect(TABLE));

/// All frameworks, the one that leads first.
pub(crate) fn frameworks() -> &'static [FrameworkRow] {
    &FRAMEWORKS.framework
}

/// All runtimes, in the order in which the platform looks for them.
pub(crate) fn runtimes() -> &'static [RuntimeRow] {
    &RUNTIMES.runtime
}

/// A runtime by its id.
pub(crate) fn runtime(id: &str) -> Option<&'static RuntimeRow> {
    runtimes().iter().find(|row| row.id == id)
}

/// The launcher of a program (its name without folders).
pub(crate) fn launcher(program: &str) -> Option<&'static Launcher> {
    RUNTIMES.launcher.iter().find(|launcher| launcher.programs.iter().any(|known| known == program))
}

/// The package managers of a runtime, in the order in which they are looked for.
pub(crate) fn managers(runtime: &str) -> impl Iterator<Item = &'static ManagerRow> {
    MANAGERS.manager.iter().filter(move |row| row.runtimes.iter().any(|known| known == runtime))
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_known_runtimes_and_ids_are_unique() {
        let mut ids = std::collections::HashSet::new();
        for row in frameworks() {
            assert!(ids.insert(&row.id), "{} twice", row.id);
            assert!(!row.runtimes.is_empty());
            for id in &row.runtimes {
                assert!(runtime(id).is_some(), "{}: {id}", row.id);
            }
        }
        for row in &MANAGERS.manager {
            assert!(row.runtimes.iter().all(|id| runtime(id).is_some()), "{}", row.id);
        }
        assert!(launcher("gunicorn").is_some());
    }
}
