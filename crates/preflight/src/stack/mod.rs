//! Who the app is: runtime, frameworks, package manager, entry points, port and commands, each with the evidence it rests on.

mod commands;
mod entries;
mod evidence;
mod folder;
mod frameworks;
mod kind;
mod launch;
mod misfit;
mod pattern;
mod port;
mod runtime;
mod tables;
#[cfg(test)]
mod tests;
mod version;

use crate::facts::{Facts, Place};
use crate::project::{FileId, Project};

use evidence::Evidence;

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
    pub fn recognise(project: &Project, facts: &Facts) -> Stack {
        let deployed = folder::deployed(project);
        let mut evidence = Evidence::new(project, facts, &deployed.folder);
        let started = entries::started(&evidence);
        evidence.adopt(&entries::files(&evidence, &started));
        let mut stack = Stack { runtime: "unknown".into(), kind: "unknown".into(), project_path: deployed.folder, ..Stack::default() };
        stack.infer("project_path", deployed.because.or_else(|| folder::workspaces(&evidence)), None);
        let chosen = runtime::choose(&evidence);
        let row = chosen.as_ref().map(|chosen| chosen.row);
        let recognised = row.map(|row| frameworks::recognise(&evidence, row)).unwrap_or_default();
        if let Some(chosen) = chosen {
            stack.runtime = chosen.row.id.clone();
            stack.infer("runtime", Some(chosen.because), chosen.place);
        }
        stack.kind = kind::of(&evidence, row, &recognised);
        if let Some(row) = row {
            stack.describe(&evidence, row, &recognised, &started);
        }
        let known = misfit::Known { evidence: &evidence, runtime: row, frameworks: &recognised, started: &started };
        if let Some(misfit) = misfit::judge(&known) {
            stack.kind = misfit.kind.into();
            stack.not_deployable = Some(misfit.because);
            // What never starts on the platform has neither port nor start there.
            (stack.port, stack.port_variable, stack.start) = (None, None, None);
        }
        stack
    }

    /// Fills in what needs a runtime: frameworks, commands, entry points, port and version.
    fn describe(
        &mut self,
        evidence: &Evidence,
        row: &'static tables::RuntimeRow,
        recognised: &[frameworks::Recognised],
        started: &[entries::Started],
    ) {
        for one in recognised {
            let because = one.place.map(|place| format!("{}: {}", one.row.name, evidence.at(place)));
            self.infer("frameworks", because, one.place);
        }
        self.frameworks = recognised.iter().map(frameworks::Recognised::framework).collect();
        let commands = commands::settle(evidence, row, recognised, started);
        commands.inferred.into_iter().for_each(|(what, because)| self.infer(what, Some(because), None));
        (self.package_manager, self.install) = (commands.manager, commands.install);
        (self.build, self.start) = (commands.build, commands.start);
        let listening = port::settle(evidence, row, recognised, started);
        listening.inferred.into_iter().for_each(|(what, because, place)| self.infer(what, Some(because), place));
        (self.port, self.port_variable) = (listening.port, listening.variable);
        for entry in entries::entry_points(evidence, row, recognised, started) {
            self.entry_points.push(entry.file);
            self.infer("entry_points", Some(entry.because), Some(evidence::whole(evidence.project.file(entry.file))));
        }
        let dynamic = entries::loads_dynamically(evidence, recognised);
        self.dynamic_loading = dynamic.is_some();
        self.infer("dynamic_loading", dynamic, None);
        if let Some(pinned) = version::pinned(evidence, row) {
            self.infer("runtime_version", Some(pinned.because), Some(pinned.place));
            self.runtime_version = Some(pinned.version);
        }
    }

    fn infer(&mut self, what: &str, because: Option<String>, place: Option<Place>) {
        self.inferred.extend(because.map(|because| (what.to_owned(), because, place)));
    }

    /// True when the framework with this id was recognised.
    pub fn has(&self, framework: &str) -> bool {
        self.frameworks.iter().any(|known| known.id == framework)
    }
}
