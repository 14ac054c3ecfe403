//! What the files of a project say, in one vocabulary for every language and format: the narrow waist between reading
//! and judging. Rules are said over these types alone and never see a syntax tree.

pub mod code;
pub mod config;
pub mod value;

pub use value::{Argument, Entry, Value};

use crate::project::{FileId, Project};
use crate::text::Span;

/// Everything that was read from a project.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The facts of all files, in the order of the files and, within a file, of their places.
    pub facts: Vec<Fact>,
    /// Which file imports which, for reachability.
    pub modules: Vec<ModuleLink>,
    /// Files that could not be read as what they claim to be, and what was wrong.
    pub diagnostics: Vec<(FileId, String)>,
}

impl Facts {
    /// Reads every file that can matter: configuration with its reader, code with its front end.
    pub fn gather(project: &Project) -> Facts {
        let mut facts = Facts::default();
        for file in project.files() {
            config::read(project, file, &mut facts);
        }
        config::finish(project, &mut facts);
        code::read(project, &mut facts);
        facts.facts.sort_by_key(|fact| (fact.place.file, fact.place.span));
        facts
    }
}

/// A place in a file of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub span: Span,
}

/// `importer` loads `imported` when it is loaded or run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModuleLink {
    /// The file that imports.
    pub importer: FileId,
    /// The file that is imported.
    pub imported: FileId,
}

/// One thing that a file says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// Where.
    pub place: Place,
    /// Under which circumstances it takes effect.
    pub context: Context,
}

/// The circumstances of a fact.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    /// Whether the conditions around it hold in production on the platform.
    pub holds: Holds,
    /// What kind of code it stands in. Configuration is at the top level.
    pub scope: Scope,
    /// The name of the innermost function or class around it, for messages.
    pub inside: Option<String>,
    /// The innermost simple statement around it (in configuration: the line or entry), for edits.
    pub statement: Span,
}

/// Whether code runs in production on the platform.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Holds {
    /// No condition, or one that is true there.
    #[default]
    Always,
    /// Depends on something that can't be known.
    Maybe,
    /// Depends on these environment variables: setting them right is enough to turn it off.
    Switched(Vec<String>),
    /// Never: a development branch, another platform's gate.
    Never,
}

/// When code runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// When the file is loaded.
    #[default]
    Start,
    /// In a function that no handler is known to call.
    Function,
    /// While a request, message or event is handled.
    Handler,
    /// In `if __name__ == "__main__":`, a click command, a management command: not when a server serves.
    Script,
}

/// The kinds of fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactKind {
    /// A call with its resolved name. See [`value`] for how names are written.
    Call(Call),
    /// `key = value` in code (`DATABASES.default.ENGINE`, `flask.Flask().config.SECRET_KEY`, a class attribute
    /// `Config.SQLALCHEMY_DATABASE_URI`) or in a configuration file (dotted key; list elements by index: `services.0.name`).
    Setting(Setting),
    /// A decorator, annotation or attribute on something.
    Annotation(Annotation),
    /// An environment variable that the code reads.
    EnvironmentRead(EnvironmentRead),
    /// A string literal that is a URL, a connection string or looks like a path, and that is no part of an environment read's default.
    Text(Text),
    /// A mutable container or counter that lives as long as the process and is changed after the start.
    Container(Container),
    /// A module that is imported, resolved or not.
    Import(Import),
    /// A class and what it extends.
    Class(Class),
    /// A dependency that a manifest declares.
    Dependency(Dependency),
    /// A service of a compose file or of another platform's file (render.yaml, app.json add-ons).
    Service(Service),
    /// An environment entry: a line of a dotenv file, `ENV` of a Dockerfile, `environment:` of compose, `env` of flux.json, `-e` of `docker run`.
    Environment(EnvironmentEntry),
    /// The base image of a Dockerfile stage.
    Image(Image),
    /// A volume of a container (Dockerfile `VOLUME`, `docker run -v`, compose `volumes:` are on the service).
    Volume(String),
    /// A port: `EXPOSE`, `ports:`, `-p`. The container's side.
    Port(u16),
    /// A command with its purpose.
    Command(Command),
    /// A version that a file pins (`.nvmrc`, `engines.node`, `python_version`, `.python-version`, `runtime.txt`).
    Version {
        /// `node`, `bun`, `python`, …: the runtime's id.
        runtime: String,
        /// As written.
        version: String,
    },
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The resolved name of what is called: `express-session`, `fs.promises.writeFile`, `express().get`, `?.save`.
    pub name: String,
    /// Where the callee stands, without the arguments.
    pub callee: Span,
    /// The value that a method is called on, as far as it is known.
    pub receiver: Value,
    /// The arguments, folded.
    pub arguments: Vec<Argument>,
    /// The local name that the result is bound to, if it is.
    pub bound_to: Option<String>,
}

/// A setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The dotted key.
    pub key: String,
    /// The value, folded.
    pub value: Value,
}

/// A decorator or annotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Its resolved name: `@nestjs/schedule.Cron`, `flask.Flask().route`.
    pub name: String,
    /// Its arguments, none if it is not called.
    pub arguments: Vec<Argument>,
    /// The name of what it stands on.
    pub on: String,
}

/// A read of an environment variable.
#[derive(Debug, Clone, PartialEq)]
pub struct EnvironmentRead {
    /// The variable.
    pub name: String,
    /// What is used when it is not set; [`Value::Unknown`] when there is a default that can't be folded.
    pub default: Option<Value>,
}

/// A string.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its text; holes of a template are `{}`.
    pub text: String,
    /// The resolved name of the innermost call it is an argument of, if any (`console.log`, `mongoose.connect`).
    pub argument_of: Option<String>,
    /// The key or name that it is bound to, if any (`localUrl`, `DATABASE_URI`).
    pub key: Option<String>,
}

/// A container that outlives a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// Its name as declared.
    pub name: String,
    /// `list`, `map`, `set`, `counter`.
    pub kind: &'static str,
    /// The class whose field it is, when that class is a singleton (instantiated once at the start, or injectable).
    pub owner: Option<String>,
    /// Where it is changed after the start, with the scope of each change.
    pub changes: Vec<(Place, Scope)>,
    /// The resolved name of what is put into it, where known (`ws.WebSocket`, `?`), for messages.
    pub holds: Option<String>,
}

/// An import.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The module as named in rules (`fs.promises`, `express`, `flask`), relative ones as the project path they resolve to, prefixed with `@`.
    pub module: String,
}

/// A class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// The resolved names of what it extends.
    pub bases: Vec<String>,
}

/// A declared dependency.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependency {
    /// Its name in its registry, normalised as the registry does (lower case and `-` for Python).
    pub name: String,
    /// The version or range as written, if any.
    pub version: Option<String>,
    /// The exact version that a lock file names, if any.
    pub locked: Option<String>,
    /// Which registry: `npm`, `pypi`, later `gem`, `go`, `crate`, `maven`, `nuget`, `composer`.
    pub registry: &'static str,
    /// What it is for.
    pub scope: DependencyScope,
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependencyScope {
    /// The app at run time.
    Runtime,
    /// Development, tests and builds.
    Development,
    /// Not declared, only present in a lock file.
    Transitive,
}

/// A service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its image without registry, if it has one: `postgres:16`.
    pub image: Option<String>,
    /// The build context or Dockerfile, as a project path where it can be resolved.
    pub build: Option<String>,
    /// Its profiles; a service with profiles starts only when asked for.
    pub profiles: Vec<String>,
    /// Mounts that keep data: named volumes and host folders, as written.
    pub volumes: Vec<String>,
    /// Services that it waits for.
    pub depends_on: Vec<String>,
    /// Its command.
    pub command: Option<String>,
}

/// An environment entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EnvironmentEntry {
    /// The variable.
    pub name: String,
    /// Its value, unquoted; none where it is only passed through (`environment: [FOO]`).
    pub value: Option<String>,
    /// The service that it is for, in a compose file.
    pub service: Option<String>,
}

/// The base of a Dockerfile stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The image as written, or the name of an earlier stage.
    pub name: String,
    /// The name of the stage.
    pub stage: Option<String>,
    /// True for the last stage: the one that runs.
    pub last: bool,
}

/// A command.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// What it is for.
    pub purpose: Purpose,
    /// Its name where it has one: an npm script's, a Procfile process's.
    pub name: Option<String>,
    /// The command line as a shell would read it.
    pub line: String,
}

/// What a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Installs dependencies.
    Install,
    /// Builds.
    Build,
    /// Starts the app.
    Start,
    /// Runs before a start or on a release (Procfile `release:`, flux hooks, Dockerfile entry scripts).
    Release,
    /// Another named script.
    Script,
    /// `RUN` in a Dockerfile's last stage.
    Image,
}
