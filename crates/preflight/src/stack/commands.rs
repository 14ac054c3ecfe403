//! The package manager, and what the platform runs to install, build and start the app.

use crate::facts::Purpose;

use super::entries::{self, LaunchTarget, Started};
use super::evidence::Evidence;
use super::frameworks::Recognised;
use super::tables::{self, ManagerRow, RuntimeRow};

/// The package manager and the three commands.
#[derive(Default)]
pub(super) struct Commands {
    /// The package manager's id.
    pub manager: Option<String>,
    /// Installs.
    pub install: Option<String>,
    /// Builds.
    pub build: Option<String>,
    /// Starts.
    pub start: Option<String>,
    /// (field, sentence).
    pub inferred: Vec<(&'static str, String)>,
}

/// Settles package manager and commands.
pub(super) fn settle(evidence: &Evidence, runtime: &RuntimeRow, frameworks: &[Recognised], started: &[Started]) -> Commands {
    let mut commands = Commands::default();
    let manager = manager(evidence, runtime, &mut commands);
    commands.manager = manager.map(|row| row.id.clone());
    let file = |key: &str| setting_of_platform(evidence, key);
    commands.install = file("installCommand").or_else(|| install(evidence, manager?));
    commands.build = file("buildCommand").or_else(|| build(evidence, runtime, manager, frameworks));
    let (start, because) = match file("runCommand") {
        Some(line) => (Some(line), Some("runCommand of flux.json".to_owned())),
        None => start(evidence, runtime, manager, frameworks, started),
    };
    if let (Some(start), Some(because)) = (&start, because) {
        commands.inferred.push(("start", format!("{start}: {because}")));
    }
    commands.start = start;
    commands
}

/// A command that the platform's own file names.
fn setting_of_platform(evidence: &Evidence, key: &str) -> Option<String> {
    ["flux.json", "flux.yaml", "flux.yml"].iter().find_map(|file| evidence.setting(file, key)).map(|(line, _)| line.to_owned())
}

fn manager(evidence: &Evidence, runtime: &RuntimeRow, commands: &mut Commands) -> Option<&'static ManagerRow> {
    let rows: Vec<&ManagerRow> = tables::managers(&runtime.id).collect();
    let mut because = |row: &ManagerRow, what: &str| commands.inferred.push(("package_manager", format!("{}: {what}", row.id)));
    if let Some((named, place)) = evidence.setting("package.json", "packageManager")
        && let Some(row) = rows.iter().find(|row| named.split('@').next() == Some(&row.id))
    {
        because(row, &format!("packageManager at {}", evidence.at(place)));
        return Some(row);
    }
    for row in &rows {
        if let Some(file) = row.locks.iter().find_map(|lock| evidence.find(lock)) {
            because(row, &file.path);
            return Some(row);
        }
        if let Some(file) =
            row.tool.as_ref().and_then(|tool| evidence.find("pyproject.toml").filter(|file| file.text.contains(tool.as_str())))
        {
            because(row, &file.path);
            return Some(row);
        }
    }
    // The rows end with the one that is taken when nothing speaks for another. Pasted code names no package manager.
    rows.last().copied().filter(|_| evidence.marker(runtime).is_some())
}

fn install(evidence: &Evidence, manager: &ManagerRow) -> Option<String> {
    let locked = manager.locks.iter().any(|lock| evidence.find(lock).is_some());
    Some(if locked { manager.install.clone() } else { manager.loose.clone() })
}

fn build(evidence: &Evidence, runtime: &RuntimeRow, manager: Option<&ManagerRow>, frameworks: &[Recognised]) -> Option<String> {
    if runtime.registry == "npm" {
        entries::script(evidence, "", "build")?;
        return manager.and_then(|row| row.build.clone());
    }
    let by_framework = frameworks.first().and_then(|one| one.row.build.clone());
    by_framework.or_else(|| manager.and_then(|row| row.build.clone()))
}

/// The start command and what it rests on: Procfile, then `npm start`, then the framework's, then the container's.
fn start(
    evidence: &Evidence,
    runtime: &RuntimeRow,
    manager: Option<&ManagerRow>,
    frameworks: &[Recognised],
    started: &[Started],
) -> (Option<String>, Option<String>) {
    let process = evidence.commands().find(|(_, command)| command.purpose == Purpose::Start && command.name.as_deref() == Some("web"));
    if let Some((fact, command)) = process {
        return (Some(command.line.trim().to_owned()), Some(evidence.at(fact.place)));
    }
    if runtime.registry == "npm" {
        let own = entries::script(evidence, "", "start");
        if own.is_some() || evidence.find("server.js").is_some() {
            let what = own.map_or_else(
                || "node server.js, there is no start script".to_owned(),
                |line| format!("`{line}`, a script of package.json"),
            );
            return (manager.and_then(|row| row.start.clone()), Some(what));
        }
    }
    let container = started.iter().filter(|started| started.own).find_map(|started| Some((program(evidence, started)?, started)));
    let guessed = frameworks.iter().find_map(|one| Some((one, filled(evidence, frameworks, one.row.start.as_deref()?)?)));
    let usual = manager.and_then(|row| row.start.as_ref()).filter(|_| runtime.registry != "npm");
    match (guessed, usual, container) {
        (Some((one, line)), _, _) => (Some(line), Some(format!("the usual way to start {}", one.row.name))),
        (None, Some(line), _) => (Some(line.clone()), Some(format!("the usual way on {}", runtime.name))),
        (None, None, Some((line, started))) => (Some(line), Some(started.at.clone())),
        (None, None, None) => (None, None),
    }
}

/// The program of a command that runs a file of the project, without the wrappers around it.
fn program(evidence: &Evidence, started: &Started) -> Option<String> {
    let runs_code = |launch: &&super::launch::Launch| match &launch.target {
        Some(LaunchTarget::Script(path)) => entries::script_file(evidence, path).is_some_and(|file| file.format.is_code()),
        Some(LaunchTarget::Module(module)) => entries::module_file(evidence, module).is_some(),
        None => false,
    };
    started.launches.iter().find(runs_code).map(|launch| launch.line.clone())
}

/// A start command of the table with the app's own names; nothing when they are not known.
fn filled(evidence: &Evidence, frameworks: &[Recognised], template: &str) -> Option<String> {
    let mut line = template.to_owned();
    if line.contains("{package}") {
        let module = ["wsgi.py", "asgi.py"].iter().find_map(|name| evidence.fitting(&format!("**/{name}")))?;
        let package = evidence.relative(module).rsplit_once('/').map(|(folder, _)| folder.replace('/', "."))?;
        line = line.replace("{package}", &package);
    }
    if line.contains("{entry}") {
        let mut entries = frameworks.iter().flat_map(|one| &one.row.entries);
        let file = entries.find_map(|pattern| evidence.fitting(pattern))?;
        line = line.replace("{entry}", evidence.relative(file));
    }
    if ["{app}", "{script}", "{module}"].iter().any(|hole| line.contains(hole)) {
        let (script, object) = app_object(evidence, frameworks)?;
        let module = script.strip_suffix(".py").unwrap_or(&script).trim_end_matches("/__init__").replace('/', ".");
        line = line.replace("{app}", &quoted(&format!("{module}:{object}"))).replace("{script}", &script).replace("{module}", &module);
    }
    Some(line)
}

/// A word of a shell line.
fn quoted(word: &str) -> String {
    if word.contains('(') { format!("'{word}'") } else { word.to_owned() }
}

/// The file that holds the app object, and how the object is reached: by its name, or by the factory that makes it.
fn app_object(evidence: &Evidence, frameworks: &[Recognised]) -> Option<(String, String)> {
    let mut made: Vec<_> =
        entries::made(evidence, frameworks).filter(|(_, fact, _)| !evidence.is_nested(evidence.project.file(fact.place.file))).collect();
    made.sort_by_key(|(_, fact, _)| fact.context.inside.is_some());
    if let Some((one, fact, call)) = made.first() {
        let script = evidence.relative(evidence.project.file(fact.place.file)).to_owned();
        return Some(match (&fact.context.inside, &call.bound_to) {
            (Some(factory), _) => instance(evidence, factory).unwrap_or_else(|| (script, of_factory(one, factory))),
            (None, Some(name)) => (script, name.clone()),
            (None, None) => (script, "app".to_owned()),
        });
    }
    // Streamlit scripts make no app object: the file that imports it is the script.
    let lead = frameworks.first()?;
    let usual = lead.row.entries.iter().find_map(|pattern| evidence.fitting(pattern));
    let file = usual.or_else(|| lead.place.map(|place| evidence.project.file(place.file)).filter(|file| file.format.is_code()))?;
    Some((evidence.relative(file).to_owned(), "app".to_owned()))
}

/// The file and name of what a factory's result is bound to when a module is loaded: `app = create_app()` in wsgi.py.
fn instance(evidence: &Evidence, factory: &str) -> Option<(String, String)> {
    let end = format!(".{factory}");
    let (fact, call) = evidence.calls().find(|(fact, call)| {
        fact.context.inside.is_none() && (call.name.ends_with(&end) || call.name == factory) && call.bound_to.is_some()
    })?;
    Some((evidence.relative(evidence.project.file(fact.place.file)).to_owned(), call.bound_to.clone()?))
}

/// How a server is told to call a factory.
fn of_factory(one: &Recognised, factory: &str) -> String {
    let starts = one.row.start.as_deref().unwrap_or("");
    if starts.starts_with("uvicorn") { format!("{factory} --factory") } else { format!("{factory}()") }
}
