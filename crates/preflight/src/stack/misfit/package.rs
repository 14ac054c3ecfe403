//! Libraries and command-line tools: packages that others install, and programs that end by themselves.

use super::table::misfits;
use super::{Known, Misfit};
use crate::facts::{FactKind, Purpose, Scope, Value};
use crate::project::File;
use crate::stack::entries;
use crate::stack::pattern::path_fits;
use crate::stack::tables::{self, RuntimeRow, Target};

/// Keys of package.json that only matter to those who install a package.
const PUBLISHED: &[&str] = &["files", "exports", "module", "types", "typings", "publishConfig", "peerDependencies", "unpkg", "jsdelivr"];

/// Scripts of package.json that only matter to those who publish a package.
const PUBLISHING: &[&str] = &["prepublishOnly", "prepublish", "prepack", "release", "semantic-release"];

/// A library or a command-line tool: it is packed for others or read from a terminal, and nothing in it serves.
pub(super) fn judge(known: &Known) -> Option<Misfit> {
    let runtime = known.runtime?;
    if known.evidence.is_snippet() || known.is_exposed() {
        return None;
    }
    match runtime.registry.as_str() {
        "npm" => npm(known),
        "pypi" => python(known),
        "gem" => gem(known),
        "composer" => composer(known),
        "go" | "crate" | "maven" | "nuget" => compiled(known, runtime),
        _ => None,
    }
}

fn library(evidence: &str) -> Option<Misfit> {
    let because = format!(
        "This is a library ({evidence}): other programs install it, and nothing in it serves requests. Publish it to its registry, and deploy an app that uses it."
    );
    Some(Misfit { kind: "library", because })
}

fn tool(evidence: &str) -> Option<Misfit> {
    let because = format!(
        "This is a command-line tool ({evidence}): it ends when its work is done, and nothing in it serves requests. Publish it to a registry, or put its work behind an HTTP server."
    );
    Some(Misfit { kind: "command-line", because })
}

/// True for code that takes options from its command line.
fn reads_command_line(known: &Known) -> bool {
    let evidence = known.evidence;
    evidence.imports().any(|(module, _)| misfits().terminal.imports.iter().any(|known| known == module))
        || evidence.calls().any(|(_, call)| call.name == "util.parseArgs")
}

/// A published command that may well serve something, on the machine of whoever runs it.
fn installed_tool() -> Option<Misfit> {
    let because = "This is a command-line tool (`bin` and `files` in package.json, no start command): people install it from its registry and run it on their own machines. Deploy an app that uses it.";
    Some(Misfit { kind: "command-line", because: because.into() })
}

fn npm(known: &Known) -> Option<Misfit> {
    let evidence = known.evidence;
    evidence.find("package.json")?;
    let private = evidence.settings("package.json").any(|(key, value, _)| key == "private" && *value == Value::Boolean(true));
    let published = PUBLISHED.iter().copied().filter(|key| evidence.sets("package.json", key)).collect::<Vec<_>>();
    let publishing = PUBLISHING.iter().any(|name| entries::script(evidence, "", name).is_some());
    let packed = !private && (!published.is_empty() || publishing);
    let has_commands = evidence.sets("package.json", "bin");
    let asked_for = !known.started.iter().any(|started| started.own) && evidence.sets("package.json", "files");
    if has_commands && packed && asked_for && reads_command_line(known) {
        return installed_tool();
    }
    if is_started(known) || listens(known, packed) || is_front_end(known, packed) || is_framework_app(known) {
        return None;
    }
    if has_commands {
        return tool("`bin` in package.json and no server");
    }
    if packed {
        let keys = if published.is_empty() {
            "it is published by a script".to_owned()
        } else {
            format!("`{}` in package.json", published.join("`, `"))
        };
        return library(&format!("{keys}, no start command and no server"));
    }
    terminal(known).or_else(|| module(known, private))
}

/// A package whose main file only exports, and that nothing starts.
fn module(known: &Known, private: bool) -> Option<Misfit> {
    let evidence = known.evidence;
    let (main, _) = evidence.setting("package.json", "main")?;
    let file = entries::script_file(evidence, main)?;
    let exports = evidence.inside().any(|fact| {
        let FactKind::Setting(setting) = &fact.kind else { return false };
        fact.place.file == file.id && matches!(setting.key.split('.').next(), Some("exports" | "default"))
    });
    let alone = !private && known.frameworks.is_empty() && known.started.is_empty() && evidence.sets("package.json", "version");
    if alone && exports { library("`main` in package.json exports, no start command and no server") } else { None }
}

/// True when a command of the app's own, or of its container, starts a program.
fn is_started(known: &Known) -> bool {
    let launched = known.started.iter().filter(|started| started.own).flat_map(|started| &started.launches);
    let serves = known.frameworks.iter().any(|one| one.row.server);
    launched.into_iter().any(|launch| {
        let launcher = tables::launcher(&launch.program);
        launcher.is_some_and(|row| row.target == Target::Tool)
            || (serves && launch.target.is_some())
            || matches!(&launch.target, Some(entries::LaunchTarget::Module(_)))
    })
}

/// True when code listens. In a package that others install, only what listens as soon as it is loaded counts.
fn listens(known: &Known, packed: bool) -> bool {
    let evidence = known.evidence;
    evidence.calls().any(|(fact, call)| {
        let is_start = fact.context.scope == Scope::Start || !packed;
        is_start && (call.name.ends_with(".listen") || call.name.ends_with("Bun.serve") || call.name.ends_with("@hono/node-server.serve"))
    })
}

fn is_front_end(known: &Known, packed: bool) -> bool {
    let pages =
        ["index.html", "public/index.html", "src/index.html", "app/index.html"].iter().any(|path| known.evidence.find(path).is_some());
    known.frameworks.iter().any(|one| {
        !one.row.server
            && !one.row.addition
            && (one.row.kind == "static-site"
                || !packed
                || (pages && one.row.kind == "front-end" && !known.evidence.sets("package.json", "peerDependencies")))
    })
}

/// True for frameworks that find an app's files by convention: the app needs no call that makes it.
fn is_framework_app(known: &Known) -> bool {
    known.frameworks.iter().any(|one| {
        one.row.server && one.used && !one.row.entries.is_empty() && !one.row.addition && one.row.calls.is_empty() && {
            one.row.entries.iter().any(|pattern| known.evidence.fitting(pattern).is_some())
        }
    })
}

fn python(known: &Known) -> Option<Misfit> {
    let evidence = known.evidence;
    let is_app = entries::made(evidence, known.frameworks).any(|(one, _, _)| one.row.server)
        || evidence.fitting("**/manage.py").is_some_and(|file| evidence.runs(file))
        || is_started(known)
        || known.runtime.is_some_and(|row| evidence.code_holds(row, &row.web).is_some())
        || known.frameworks.iter().any(|one| one.used && matches!(one.row.id.as_str(), "streamlit" | "chainlit" | "gradio" | "dash"));
    if is_app {
        return None;
    }
    let names_commands = evidence.commands().any(|(fact, command)| {
        let file = evidence.project.file(fact.place.file);
        command.purpose == Purpose::Script && matches!(file.name(), "pyproject.toml" | "setup.cfg")
    });
    let setup = evidence.find("setup.py");
    if names_commands || setup.is_some_and(|file| file.text.contains("console_scripts")) {
        return tool("its manifest names console scripts, and no web framework makes an app");
    }
    // Poetry writes a build system into every project; a package also has its folder.
    let folder = ["*/__init__.py", "src/*/__init__.py"].iter().any(|pattern| evidence.fitting(pattern).is_some());
    let packed = (evidence.sets("pyproject.toml", "build-system") && folder) || setup.is_some() || evidence.sets("setup.cfg", "metadata");
    if packed {
        return library("its manifest builds a package, and no web framework makes an app");
    }
    if known.serves() { None } else { terminal(known) }
}

/// A program that reads a command line or talks to a terminal, and neither serves nor works for a queue.
fn terminal(known: &Known) -> Option<Misfit> {
    let evidence = known.evidence;
    let runtime = known.runtime?;
    if !known.frameworks.is_empty() || evidence.code_holds(runtime, &runtime.web).is_some() {
        return None;
    }
    let (module, seen) = evidence.imports().find(|(module, _)| misfits().terminal.imports.iter().any(|known| known == module))?;
    tool(&format!("{module} at {}, and no server", evidence.at(seen.place)))
}

fn gem(known: &Known) -> Option<Misfit> {
    let specification = known.evidence.fitting("*.gemspec")?;
    let served = known.evidence.find("config.ru").is_some() || known.evidence.find("config/application.rb").is_some();
    if served { None } else { library(&format!("{} and no config.ru", specification.path)) }
}

fn composer(known: &Known) -> Option<Misfit> {
    let (kind, place) = known.evidence.setting("composer.json", "type")?;
    let page = ["index.php", "public/index.php", "web/index.php", "webroot/index.php", "artisan"]
        .iter()
        .any(|path| known.evidence.find(path).is_some());
    let packed = matches!(kind, "library" | "symfony-bundle" | "composer-plugin") && !page;
    if packed { library(&format!("type {kind} at {}", known.evidence.at(place))) } else { None }
}

/// Go, Rust, Java and .NET: without any server in the code, a program is a tool and the rest is a library. In Go and Rust, whose
/// programs can't be mistaken, code without a program is a library whatever it uses.
fn compiled(known: &Known, runtime: &'static RuntimeRow) -> Option<Misfit> {
    let evidence = known.evidence;
    evidence.code(runtime).next()?;
    let program = is_program(known, runtime);
    if !program && matches!(runtime.registry.as_str(), "go" | "crate") {
        return library("there is no program in its code");
    }
    let served = known.frameworks.iter().any(|one| !one.row.addition || one.used)
        || evidence.code_holds(runtime, &runtime.web).is_some()
        || evidence.code_holds(runtime, &runtime.sockets).is_some();
    match (served, program) {
        (true, _) => None,
        (false, true) => tool("a program without any server in its code"),
        (false, false) => library("no program and no server in its code"),
    }
}

/// True when something in the code can be started: by what the files hold, by their paths, or by what a manifest says.
fn is_program(known: &Known, runtime: &'static RuntimeRow) -> bool {
    let evidence = known.evidence;
    let is_manifest = |file: &File| runtime.manifests.iter().any(|name| path_fits(name, file.name()));
    let declares = |file: &File| file.text.contains("[[bin]]") || runtime.program.iter().any(|text| file.text.contains(text.as_str()));
    evidence.code_holds(runtime, &runtime.program).is_some()
        || evidence
            .files()
            .any(|file| evidence.runs(file) && runtime.program_files.iter().any(|pattern| path_fits(pattern, evidence.relative(file))))
        || evidence.files().any(|file| file.role.runs() && is_manifest(file) && declares(file))
}
