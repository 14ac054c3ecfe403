//! The platform's own variables.

use super::reads::Read;
use super::version;
use crate::facts::{Command, Dependency, FactKind};
use crate::project::File;
use crate::remedy::dependency;
use crate::remedy::migration::Surroundings;
use crate::report::Variable;

/// Marker files of runtimes that the platform may take for each other in one folder.
const MARKERS: &[(&str, &[&str])] = &[
    ("bun", &["bun.lockb", "bun.lock", "bunfig.toml"]),
    ("node", &["package.json"]),
    ("python", &["requirements.txt", "pyproject.toml", "Pipfile", "setup.py"]),
    ("ruby", &["Gemfile", "config.ru"]),
    ("go", &["go.mod"]),
    ("rust", &["Cargo.toml"]),
    ("java", &["pom.xml", "build.gradle", "build.gradle.kts"]),
    ("php", &["composer.json"]),
];

/// Python servers that a start command may name and that must be installed.
const SERVERS: &[&str] = &["gunicorn", "uvicorn", "hypercorn", "daphne"];

/// The platform's variables for an app.
pub fn variables(around: Surroundings<'_>, reads: &[Read]) -> Vec<Variable> {
    let stack = around.stack;
    let mut block = vec![repository(around), port(around)];
    if !stack.project_path.is_empty() {
        block.push(found("PROJECT_PATH", &stack.project_path, "The app's folder in the repository", true));
    }
    if is_ambiguous(around) {
        block.push(found(
            "PROJECT_TYPE",
            &stack.runtime,
            "The folder has the marker files of several runtimes: this is the one that runs",
            true,
        ));
    }
    if let Some((name, value)) = stack.runtime_version.as_deref().and_then(|written| version::pin(&stack.runtime, written)) {
        block.push(found(name, &value, "The version that the project asks for", false));
    }
    block.extend(commands(around));
    block.extend(port_of_app(around, reads));
    block
}

fn found(name: &str, value: &str, reason: &str, required: bool) -> Variable {
    Variable {
        name: name.into(),
        value: value.into(),
        secret: false,
        required,
        reason: reason.into(),
        read_at: Vec::new(),
        placeholder: false,
        providers: Vec::new(),
    }
}

fn repository(around: Surroundings<'_>) -> Variable {
    let given = around.project.repository_url();
    let url = given.unwrap_or("https://github.com/you/your-app");
    Variable { placeholder: given.is_none(), ..found("GIT_REPO_URL", url, "Where the platform clones the app from", true) }
}

fn port(around: Surroundings<'_>) -> Variable {
    let port = around.stack.port;
    let value = usual_port(around);
    Variable {
        placeholder: port.is_none(),
        ..found("APP_PORT", &value.to_string(), "The port that the app listens on; it must listen on 0.0.0.0", true)
    }
}

/// The app's port, or a usual one.
fn usual_port(around: Surroundings<'_>) -> u16 {
    around.stack.port.unwrap_or(if around.stack.runtime == "python" { 8000 } else { 3000 })
}

/// The app's own port variable must say what APP_PORT says.
fn port_of_app(around: Surroundings<'_>, reads: &[Read]) -> Option<Variable> {
    let name = around.stack.port_variable.as_deref().filter(|name| *name != "APP_PORT")?;
    let read = reads.iter().find(|read| read.name == name);
    let port = usual_port(around).to_string();
    let variable = found(name, &port, "The variable that the app takes its port from: the same number as APP_PORT", true);
    Some(Variable { read_at: read.map(|read| read.places.clone()).unwrap_or_default(), ..variable })
}

fn in_folder<'p>(around: Surroundings<'p>, name: &str) -> Option<&'p File> {
    let folder = &around.stack.project_path;
    around.project.find(&if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") })
}

/// True when the folder holds the markers of a runtime that the platform could take for the app's.
fn is_ambiguous(around: Surroundings<'_>) -> bool {
    let present: Vec<&str> = MARKERS
        .iter()
        .filter(|(_, files)| files.iter().any(|file| in_folder(around, file).is_some()))
        .map(|(runtime, _)| *runtime)
        .collect();
    let known = MARKERS.iter().any(|(runtime, _)| *runtime == around.stack.runtime);
    let first = present.first().copied();
    known && present.len() > 1 && first != Some(around.stack.runtime.as_str())
        || known && present == ["node"] && around.stack.runtime == "bun"
}

/// The commands where the platform's own guess would fail.
fn commands(around: Surroundings<'_>) -> Vec<Variable> {
    let stack = around.stack;
    let mut block = Vec::new();
    let script = |name: &str| scripts(around).any(|command| command.name.as_deref() == Some(name));
    let npm = matches!(stack.runtime.as_str(), "node" | "bun");
    if stack.runtime == "python" && in_folder(around, "requirements.txt").is_none() {
        block.extend(
            stack
                .install
                .as_deref()
                .map(|line| found("INSTALL_COMMAND", line, "There is no requirements.txt, which the platform installs", false)),
        );
    }
    if stack.runtime == "python" && in_folder(around, "requirements.txt").is_some() {
        let server = stack.start.as_deref().and_then(|line| line.split_whitespace().next()).filter(|program| SERVERS.contains(program));
        let missing = server.filter(|program| dependency::declared(around.facts, program).is_none());
        let reason = "The server that starts the app is not among the requirements";
        block.extend(missing.map(|program| found("INSTALL_COMMAND", &format!("pip install -r requirements.txt {program}"), reason, true)));
    }
    if npm && !script("build") {
        let typescript = || (runs_compiled(around) && dependency::declared(around.facts, "typescript").is_some()).then_some("npx tsc");
        let line = stack.build.as_deref().or_else(typescript);
        block.extend(line.map(|line| found("BUILD_COMMAND", line, "package.json has no build script", true)));
    }
    if stack.has("django") && collects_static(around) {
        block.push(found(
            "BUILD_COMMAND",
            "python manage.py collectstatic --noinput",
            "Gathers the static files that the app serves",
            false,
        ));
    }
    let started = if npm { script("start") } else { in_folder(around, "Procfile").is_some() };
    if !started && (npm || stack.runtime == "python") {
        let reason = if npm { "package.json has no start script" } else { "There is no Procfile, and the platform's guess may be another" };
        let line = stack.start.as_deref().filter(|line| !line.ends_with(" start"));
        block.extend(line.map(|line| found("RUN_COMMAND", line, reason, true)));
    }
    block
}

fn scripts(around: Surroundings<'_>) -> impl Iterator<Item = &Command> {
    let manifest = in_folder(around, "package.json").map(|file| file.id);
    around.facts.facts.iter().filter(move |fact| Some(fact.place.file) == manifest).filter_map(|fact| match &fact.kind {
        FactKind::Command(command) => Some(command),
        _ => None,
    })
}

/// True when the start script runs files that a compiler makes.
fn runs_compiled(around: Surroundings<'_>) -> bool {
    let start = scripts(around).find(|command| command.name.as_deref() == Some("start"));
    start.is_some_and(|command| ["dist/", "build/", "lib/"].iter().any(|folder| command.line.contains(folder)))
}

fn collects_static(around: Surroundings<'_>) -> bool {
    in_folder(around, "manage.py").is_some()
        && around.facts.facts.iter().any(|fact| match &fact.kind {
            FactKind::Setting(setting) => setting.key == "STATIC_ROOT",
            FactKind::Dependency(Dependency { name, .. }) => name == "whitenoise",
            _ => false,
        })
}
