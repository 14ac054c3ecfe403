//! Who the app is: runtime, frameworks, package manager, entry points, port and commands, each with the evidence it rests on.

use crate::facts::{Facts, Place};
use crate::project::{FileId, Project};

/// Who the app is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stack {
    /// The runtime's id: `node`, `bun`, `python`, `ruby`, `go`, `rust`, `java`, `dotnet`, `php`, `static`, `unknown`.
    pub runtime: String,
    /// The kind's id, as in the report.
    pub kind: String,
    /// Why the thing itself does not belong on the platform, if it does not (kinds `library`, `desktop`, `command-line`, `database`, …): a sentence with what to use instead.
    pub not_deployable: Option<String>,
    /// Recognised frameworks, the leading one first.
    pub frameworks: Vec<Framework>,
    /// `npm`, `yarn`, `pnpm`, `bun`, `pip`, `poetry`, `pipenv`, `uv`.
    pub package_manager: Option<String>,
    /// The port that the app listens on: by evidence (Dockerfile EXPOSE, `PORT` default, literal) or by framework.
    pub port: Option<u16>,
    /// The variable that the app takes its port from, if it does.
    pub port_variable: Option<String>,
    /// The install command that the platform would run.
    pub install: Option<String>,
    /// The build command.
    pub build: Option<String>,
    /// The start command.
    pub start: Option<String>,
    /// The files that the start command runs, and what frameworks load by convention.
    pub entry_points: Vec<FileId>,
    /// True when files may be loaded in ways that imports do not show (autoload, conventions, `INSTALLED_APPS`): then nothing counts as unreachable.
    pub dynamic_loading: bool,
    /// The folder that is deployed; empty for the root.
    pub project_path: String,
    /// The version that the project pins for its runtime, if any.
    pub runtime_version: Option<String>,
    /// What was inferred from what: (field, sentence with `path:line`, the place where there is one).
    pub inferred: Vec<(String, String, Option<Place>)>,
}

/// A recognised framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Its id in the table: `express`, `next`.
    pub id: String,
    /// Its name for people: `Express`, `Next.js`.
    pub name: String,
    /// The version that the manifest or lock file names.
    pub version: Option<String>,
}

impl Stack {
    /// Recognises the app from its files' facts.
    pub fn recognise(_project: &Project, _facts: &Facts) -> Stack {
        Stack::default()
    }

    /// True when the framework with this id was recognised.
    pub fn has(&self, framework: &str) -> bool {
        self.frameworks.iter().any(|known| known.id == framework)
    }
}
