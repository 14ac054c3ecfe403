//! The files that the start runs, and what frameworks load by convention.

use crate::facts::{Call, FactKind, Purpose, Value};
use crate::project::{File, FileId, Format, Role, normalise};

use super::evidence::Evidence;
use super::frameworks::Recognised;
use super::launch::{self, Launch};

pub(super) use super::launch::LaunchTarget;
use super::tables::RuntimeRow;

/// Words in the names of npm scripts that start no app.
const OTHER_SCRIPTS: &[&str] =
    &["test", "lint", "build", "seed", "migrat", "format", "clean", "deploy", "generate", "storybook", "docs", "prepare", "e2e", "bench"];

/// File names that start an app where nothing says what does, the likelier first. Endings are tried in [`ENDINGS`]'s order.
const STEMS: &[&str] = &[
    "server",
    "app",
    "index",
    "main",
    "src/server",
    "src/app",
    "src/index",
    "src/main",
    "wsgi",
    "asgi",
    "run",
    "manage",
    "application",
    "bin/www",
    "bot",
    "src/bot",
];

/// Endings of code files.
const ENDINGS: &[&str] = &["", ".js", ".ts", ".mjs", ".cjs", ".mts", ".tsx", ".jsx", ".py"];

/// Folders of built files and where their sources are.
const BUILT: &[&str] = &["dist", "build", "lib", "out", "output", ".build", "compiled"];

/// An entry point and what makes it one.
pub(super) struct EntryPoint {
    /// The file.
    pub file: FileId,
    /// A sentence.
    pub because: String,
}

/// A command that starts something of the app.
pub(super) struct Started {
    /// The command line as written.
    pub line: String,
    /// Where it is written, as `path:line`.
    pub at: String,
    /// True when the platform or the container starts it by itself; false for scripts that somebody has to ask for.
    pub own: bool,
    /// The programs in it.
    pub launches: Vec<Launch>,
}

/// The commands that start something, the ones that start by themselves first.
pub(super) fn started(evidence: &Evidence) -> Vec<Started> {
    let mut found: Vec<Started> = Vec::new();
    for (fact, command) in evidence.commands() {
        let file = evidence.project.file(fact.place.file);
        let name = command.name.as_deref().unwrap_or("");
        let is_process = file.format == Format::Procfile;
        let is_script = command.purpose == Purpose::Script && !OTHER_SCRIPTS.iter().any(|word| name.contains(word));
        if evidence.is_nested(file) || !(command.purpose == Purpose::Start || is_process || is_script) || file.role == Role::Example {
            continue;
        }
        let scripts = |folder: &str, name: &str| script(evidence, folder, name);
        let launches = launch::launches(&command.line, &scripts);
        let own = command.purpose == Purpose::Start || is_process;
        found.push(Started { line: command.line.clone(), at: evidence.at(fact.place), own, launches });
    }
    for fact in evidence.inside() {
        if let FactKind::Service(service) = &fact.kind
            && let Some(line) = service.command.as_ref().filter(|_| service.build.is_some())
        {
            let launches = launch::launches(line, &|folder, name| script(evidence, folder, name));
            found.push(Started { line: line.clone(), at: evidence.at(fact.place), own: false, launches });
        }
    }
    follow_shell_scripts(evidence, &mut found);
    found.sort_by_key(|started| !started.own);
    found
}

/// The files that the app's own commands start.
pub(super) fn files<'a>(evidence: &Evidence<'a>, started: &[Started]) -> Vec<&'a File> {
    let launches = started.iter().filter(|started| started.own).flat_map(|started| &started.launches);
    launches.filter_map(|launch| target_file(evidence, launch)).collect()
}

fn target_file<'a>(evidence: &Evidence<'a>, launch: &Launch) -> Option<&'a File> {
    match launch.target.as_ref()? {
        LaunchTarget::Script(path) => script_file(evidence, path).map(|file| listed_script(evidence, file)),
        LaunchTarget::Module(module) => module_file(evidence, module),
    }
}

/// The line of a script of a package.json.
pub(super) fn script(evidence: &Evidence, folder: &str, name: &str) -> Option<String> {
    let manifest = evidence.find(&format!("{folder}/package.json"))?.id;
    evidence
        .commands()
        .find(|(fact, command)| fact.place.file == manifest && command.name.as_deref() == Some(name))
        .map(|(_, command)| command.line.clone())
}

/// Adds what the shell scripts start that commands call.
fn follow_shell_scripts(evidence: &Evidence, found: &mut Vec<Started>) {
    let scripts = |folder: &str, name: &str| script(evidence, folder, name);
    let called: Vec<(bool, &File)> = found
        .iter()
        .flat_map(|started| started.launches.iter().map(|launch| (started.own, launch)))
        .filter_map(|(own, launch)| match launch.target.as_ref()? {
            LaunchTarget::Script(path) => Some((own, script_file(evidence, path).filter(|file| file.format == Format::Shell)?)),
            LaunchTarget::Module(_) => None,
        })
        .collect();
    for (own, file) in called {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#')) {
            let launches: Vec<Launch> =
                launch::launches(line.trim(), &scripts).into_iter().filter(|launch| launch.target.is_some()).collect();
            if !launches.is_empty() {
                found.push(Started { line: line.trim().to_owned(), at: format!("{}:{}", file.path, number + 1), own, launches });
            }
        }
    }
}

/// All entry points, each once, the files that commands start first.
pub(super) fn entry_points(evidence: &Evidence, runtime: &RuntimeRow, frameworks: &[Recognised], started: &[Started]) -> Vec<EntryPoint> {
    let mut found = Entries { evidence, found: Vec::new() };
    commands(&mut found, started, true);
    manifest(&mut found, runtime);
    conventions(&mut found, runtime, frameworks);
    app_objects(&mut found, runtime, frameworks);
    other_servers(&mut found, started);
    pages(&mut found);
    if !found.has_code() {
        commands(&mut found, started, false);
    }
    if found.found.is_empty() {
        guesses(&mut found);
    }
    found.found
}

struct Entries<'e, 'a> {
    evidence: &'e Evidence<'a>,
    found: Vec<EntryPoint>,
}

impl Entries<'_, '_> {
    fn has_code(&self) -> bool {
        self.found.iter().any(|entry| self.evidence.project.file(entry.file).format.is_code())
    }

    fn add(&mut self, file: &File, because: &str) {
        if !self.found.iter().any(|entry| entry.file == file.id) {
            self.found.push(EntryPoint { file: file.id, because: format!("{}: {because}", file.path) });
        }
    }
}

fn commands(found: &mut Entries, started: &[Started], own: bool) {
    for started in started.iter().filter(|started| started.own == own) {
        for launch in &started.launches {
            let file = target_file(found.evidence, launch);
            if let Some(file) = file {
                found.add(file, &format!("started by `{}` at {}", started.line, started.at));
            }
        }
    }
}

/// The script that a process manager's file starts first, or the file itself.
fn listed_script<'a>(evidence: &Evidence<'a>, file: &'a File) -> &'a File {
    // `script: "app.js"` in JavaScript, `"script": "app.js"` in JSON.
    let listed = file.text.split("script").skip(1).find_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
        rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()
    });
    let is_list = file.name().contains("ecosystem") || file.name().contains("pm2") || file.name() == "processes.json";
    listed.filter(|_| is_list).and_then(|path| script_file(evidence, path)).unwrap_or(file)
}

/// `main` and `bin` of package.json, when no command says more (they are often stale); `FLASK_APP`.
fn manifest(found: &mut Entries, runtime: &RuntimeRow) {
    let evidence = found.evidence;
    if runtime.registry == "npm" {
        for key in ["main", "bin"] {
            if found.has_code() {
                break;
            }
            let known = evidence.settings("package.json").find(|(known, _, _)| known.split('.').next() == Some(key));
            if let Some((_, value, place)) = known
                && let Some(file) = value.text().and_then(|path| script_file(evidence, path))
            {
                found.add(file, &format!("`{key}` at {}", evidence.at(place)));
            }
        }
        // `npm start` without a script runs server.js.
        if script(evidence, "", "start").is_none()
            && let Some(file) = evidence.find("server.js")
        {
            found.add(file, "what `npm start` runs when there is no start script");
        }
    }
    for fact in evidence.inside() {
        if let FactKind::Environment(entry) = &fact.kind
            && entry.name == "FLASK_APP"
            && let Some(file) = entry.value.as_deref().and_then(|module| module_file(evidence, module))
        {
            found.add(file, &format!("FLASK_APP at {}", evidence.at(fact.place)));
        }
    }
}

/// What frameworks load by convention.
fn conventions(found: &mut Entries, runtime: &RuntimeRow, frameworks: &[Recognised]) {
    let evidence = found.evidence;
    for one in frameworks.iter().filter(|one| !one.row.entries.is_empty()) {
        let patterns = &one.row.entries;
        let loaded = evidence.files().filter(|file| {
            let is_code = file.name().rsplit_once('.').is_some_and(|(_, ending)| runtime.extensions.iter().any(|known| known == ending));
            (is_code || file.format.is_code()) && evidence.runs(file) && !evidence.is_nested(file)
        });
        for file in loaded.filter(|file| patterns.iter().any(|pattern| super::pattern::path_fits(pattern, evidence.relative(file)))) {
            found.add(file, &format!("loaded by {}", one.row.name));
        }
    }
}

/// The Python modules that make an app object: what WSGI and ASGI servers are pointed at.
fn app_objects(found: &mut Entries, runtime: &RuntimeRow, frameworks: &[Recognised]) {
    if runtime.id != "python" {
        return;
    }
    let evidence = found.evidence;
    for (one, fact, _) in made(evidence, frameworks) {
        found.add(evidence.project.file(fact.place.file), &format!("makes the {} app at {}", one.row.name, evidence.at(fact.place)));
    }
}

/// The calls that make the frameworks' apps.
pub(super) fn made<'e, 'a>(
    evidence: &'e Evidence<'a>,
    frameworks: &'e [Recognised],
) -> impl Iterator<Item = (&'e Recognised, &'a crate::facts::Fact, &'a Call)> {
    evidence.calls().filter_map(|(fact, call)| {
        let one = frameworks.iter().find(|one| one.row.calls.contains(&call.name))?;
        Some((one, fact, call))
    })
}

/// Files that scripts of other names start (`devStart`, `start:auth`) and that listen, where no command starts anything by itself.
fn other_servers(found: &mut Entries, started: &[Started]) {
    if started.iter().any(|started| started.own) {
        return;
    }
    let evidence = found.evidence;
    for started in started {
        let files = started.launches.iter().filter_map(|launch| target_file(evidence, launch));
        for file in files.filter(|file| listens(evidence, file.id)) {
            found.add(file, &format!("a server that `{}` at {} starts", started.line, started.at));
        }
    }
}

fn listens(evidence: &Evidence, file: FileId) -> bool {
    evidence.calls().any(|(fact, call)| fact.place.file == file && call.name.ends_with(".listen"))
}

/// The scripts of the pages at the top of a front end.
fn pages(found: &mut Entries) {
    let evidence = found.evidence;
    for page in ["index.html", "public/index.html", "src/index.html"].iter().filter_map(|path| evidence.find(path)) {
        for source in page.text.split("src=").skip(1) {
            let path = source.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '>']).next().unwrap_or("");
            let beside = format!("{}/{path}", evidence.relative(page).rsplit_once('/').map_or("", |(folder, _)| folder));
            let file = evidence.find(path).or_else(|| evidence.find(&beside));
            if let Some(file) = file.filter(|file| file.format.is_code() && !path.contains("://")) {
                found.add(file, &format!("loaded by {}", page.path));
            }
        }
    }
}

/// Names that start an app where nothing says what does.
fn guesses(found: &mut Entries) {
    let evidence = found.evidence;
    if evidence.is_snippet() {
        evidence.files().filter(|file| file.format.is_code()).for_each(|file| found.add(file, "the text that was given"));
    }
    let named = STEMS.iter().find_map(|stem| ENDINGS.iter().find_map(|ending| evidence.find(&format!("{stem}{ending}"))));
    if let Some(file) = named.filter(|file| file.format.is_code()) {
        found.add(file, "a usual name for what starts an app");
    }
}

/// The file that a path of a command means: with an ending left out, a folder's index, and a built file's source.
pub(super) fn script_file<'a>(evidence: &Evidence<'a>, path: &str) -> Option<&'a File> {
    let path = path.trim_matches(['"', '\'']);
    // A path inside the container (`/app/start.sh`) is looked up by its end.
    let path = if path.starts_with('/') { in_container(evidence, path)? } else { normalise(path) };
    let source = BUILT.iter().find_map(|folder| path.strip_prefix(folder)?.strip_prefix('/')).map(|rest| {
        let stem = ENDINGS.iter().filter(|ending| !ending.is_empty()).find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
        let stem = stem.strip_prefix("src/").unwrap_or(stem);
        stem.to_owned()
    });
    let of_source = source.and_then(|stem| file_or_index(evidence, &format!("src/{stem}")).or_else(|| file_or_index(evidence, &stem)));
    of_source.or_else(|| file_or_index(evidence, &path))
}

fn in_container(evidence: &Evidence, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    (0..parts.len()).map(|skipped| parts[skipped..].join("/")).find(|rest| evidence.find(rest).is_some())
}

fn file_or_index<'a>(evidence: &Evidence<'a>, path: &str) -> Option<&'a File> {
    let direct = ENDINGS.iter().find_map(|ending| evidence.find(&format!("{path}{ending}")));
    let typed = || path.strip_suffix(".js").and_then(|stem| evidence.find(&format!("{stem}.ts")));
    let main = || {
        evidence.setting("package.json", "main").filter(|_| path.is_empty()).and_then(|(main, _)| script_file_unless_empty(evidence, main))
    };
    let index = || {
        ["index", "__main__", "main"]
            .iter()
            .find_map(|name| ENDINGS.iter().find_map(|ending| evidence.find(&format!("{path}/{name}{ending}"))))
    };
    direct.or_else(typed).or_else(main).or_else(index)
}

fn script_file_unless_empty<'a>(evidence: &Evidence<'a>, path: &str) -> Option<&'a File> {
    if normalise(path).is_empty() { None } else { script_file(evidence, path) }
}

/// The file of a Python module, perhaps with an object after `:`, in the app's folder or in `src`.
pub(super) fn module_file<'a>(evidence: &Evidence<'a>, module: &str) -> Option<&'a File> {
    let name = module.split(':').next().unwrap_or(module);
    let path = if name.ends_with(".py") || name.contains('/') { normalise(name) } else { name.replace('.', "/") };
    let stem = path.strip_suffix(".py").unwrap_or(&path);
    // `app.main.create_app` names an object without a colon.
    let parent = stem.rsplit_once('/').map(|(parent, _)| parent);
    [Some(stem), parent].into_iter().flatten().find_map(|stem| {
        ["", "src/"].iter().find_map(|root| {
            [".py", "/__main__.py", "/__init__.py"].iter().find_map(|ending| evidence.find(&format!("{root}{stem}{ending}")))
        })
    })
}

/// Whether code loads files in ways that imports do not show.
pub(super) fn loads_dynamically(evidence: &Evidence, frameworks: &[Recognised]) -> Option<String> {
    if let Some(one) = frameworks.iter().find(|one| one.row.dynamic && one.used) {
        return Some(format!("{} loads files by convention", one.row.name));
    }
    let loader = evidence.imports().find(|(module, _)| AUTOLOADERS.contains(module));
    if let Some((module, seen)) = loader {
        return Some(format!("{module} loads folders at {}", evidence.at(seen.place)));
    }
    let computed = evidence.calls().find(|(_, call)| {
        LOADERS.contains(&call.name.as_str())
            && call.arguments.first().is_none_or(|argument| argument.value.text().is_none() && !is_fixed(&argument.value))
    });
    computed.map(|(fact, call)| format!("{} with a computed name at {}", call.name, evidence.at(fact.place)))
}

/// Packages that load whole folders.
const AUTOLOADERS: &[&str] = &[
    "@fastify/autoload",
    "fastify-autoload",
    "require-dir",
    "require-all",
    "require-directory",
    "include-all",
    "consign",
    "express-load",
    "awilix",
    "import-dir",
    "glob-require",
    "elysia-autoload",
    "express-file-routing",
    "express-autoload",
    "file-system-router",
    "webpack-require-context",
];

/// Functions that load code by name.
const LOADERS: &[&str] = &[
    "require",
    "import",
    "importlib.import_module",
    "__import__",
    "pkgutil.iter_modules",
    "pkgutil.walk_packages",
    "werkzeug.utils.find_modules",
];

fn is_fixed(value: &Value) -> bool {
    value.template().is_some_and(|text| !text.contains("{}"))
}
