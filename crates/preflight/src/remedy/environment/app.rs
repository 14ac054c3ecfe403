//! The variables that the app's own code reads, and that changed code will read.

use std::collections::BTreeMap;

use super::Sources;
use super::reads::{Documented, Read};
use crate::remedy::migration::{Surroundings, recipe_for};
use crate::remedy::tables::{self, NamePattern};
use crate::report::{Severity, Variable};
use crate::rules::{Judgement, host_of, is_local_host};

/// Said of a variable of which nothing else is known.
const UNKNOWN_REASON: &str = "Read by the app's code";

/// Frameworks' settings modules for production, where a project has one.
const PRODUCTION_SETTINGS: &[&str] = &["settings/production.py", "settings/prod.py", "settings_production.py", "settings_prod.py"];

/// The app's variables.
pub fn variables(around: Surroundings<'_>, sources: &Sources<'_>, judgements: &[Judgement]) -> Vec<Variable> {
    let said = sources.said;
    let reads = sources.reads.iter().filter(|read| !is_ignored(around, &read.name));
    let mut block: Vec<Variable> = reads.map(|read| from_read(read, said)).collect();
    for judgement in judgements.iter().filter(|judgement| judgement.finding.severity < Severity::Info) {
        let required = judgement.finding.severity <= Severity::Configure;
        block.extend(needs(around, judgement).into_iter().map(|name| from_name(&name, said.get(&name), required)));
    }
    let known: Vec<String> = block.iter().map(|variable| variable.name.clone()).collect();
    let more = said.iter().filter(|(name, _)| !known.contains(name) && !is_ignored(around, name));
    block.extend(more.map(|(name, said)| Variable { reason: reason(None, Some(said)), ..from_name(name, Some(said), false) }));
    block.extend(settings_module(around));
    block.extend(production_mode(around));
    block
}

/// A variable that changed code reads.
pub fn added(sources: &Sources<'_>, name: &str, required: bool) -> Variable {
    let variable = from_name(name, sources.said.get(name), required);
    let known = variable.reason != UNKNOWN_REASON;
    Variable { reason: if known { variable.reason } else { "Read by the changed code".into() }, ..variable }
}

/// True for variables that nobody sets by hand, and for the platform's own.
fn is_ignored(around: Surroundings<'_>, name: &str) -> bool {
    let platform = ["APP_PORT", "GIT_REPO_URL", "GIT_BRANCH", "GIT_TOKEN", "PROJECT_PATH", "PROJECT_TYPE"].contains(&name);
    let port = name == "PORT" && around.stack.port_variable.as_deref() != Some("PORT");
    platform || port || tables::name_pattern(name).is_some_and(|pattern| pattern.ignore)
}

/// The variables that a finding, or the code that mends it, names.
fn needs(around: Surroundings<'_>, judgement: &Judgement) -> Vec<String> {
    let mut names = judgement.finding.variables.clone();
    names.extend(recipe_for(around, judgement).iter().flat_map(|recipe| recipe.front.variables.iter().cloned()));
    names.iter().map(|name| around.names.own(name).to_owned()).collect()
}

fn from_read(read: &Read, said: &BTreeMap<String, Documented>) -> Variable {
    let pattern = tables::name_pattern(&read.name);
    let secret = pattern.is_some_and(|pattern| pattern.secret);
    let default = read.defaults.iter().find(|default| !default.trim().is_empty() && !default.contains(['\n', '\r']));
    let usable = default.filter(|default| !is_local(default) && !is_service_name(&read.name, default) && !secret && !is_key(default));
    let said = said.get(&read.name);
    // A default that only works on the developer's machine, or that everybody can read, is none.
    let poor = default.is_some_and(|default| is_local(default) || is_service_name(&read.name, default) || secret);
    let (value, placeholder) = match (pattern.filter(|pattern| pattern.fixed), usable) {
        (Some(pattern), _) if pattern.value.is_some() => (pattern.value.clone().unwrap_or_default(), false),
        (_, Some(default)) => (default.clone(), false),
        _ => example(&read.name, pattern, said, secret),
    };
    Variable {
        name: read.name.clone(),
        value,
        secret,
        required: read.needed || poor,
        reason: reason(pattern, said),
        read_at: read.places.clone(),
        placeholder,
        providers: Vec::new(),
    }
}

fn from_name(name: &str, said: Option<&Documented>, required: bool) -> Variable {
    let pattern = tables::name_pattern(name);
    let secret = pattern.is_some_and(|pattern| pattern.secret);
    let (value, placeholder) = example(name, pattern, said, secret);
    Variable {
        name: name.into(),
        value,
        secret,
        required,
        reason: reason(pattern, said),
        read_at: Vec::new(),
        placeholder,
        providers: Vec::new(),
    }
}

/// A value to begin with, and whether it only shows the shape. The values of secrets are never taken from the project.
fn example(name: &str, pattern: Option<&NamePattern>, said: Option<&Documented>, secret: bool) -> (String, bool) {
    if let Some(value) = pattern.filter(|pattern| pattern.fixed).and_then(|pattern| pattern.value.as_ref()) {
        return (value.clone(), false);
    }
    let written =
        said.and_then(|said| said.value.as_ref()).filter(|value| !secret && !is_key(value) && !is_blank(value) && !has_password(value));
    let written = written.filter(|value| !is_local(value) && !is_service_name(name, value));
    match (written, pattern.and_then(|pattern| pattern.value.as_ref())) {
        // Hosts, users and names of databases are each deployment's own, whatever the example says.
        (_, Some(value)) => (value.clone(), true),
        (Some(value), _) => (value.clone(), false),
        _ => (format!("your-{}", name.to_ascii_lowercase().replace('_', "-")), true),
    }
}

fn reason(pattern: Option<&NamePattern>, said: Option<&Documented>) -> String {
    let known = pattern.and_then(|pattern| pattern.reason.clone());
    let comment = said.and_then(|said| said.comment.clone());
    match (comment.or(known), said) {
        (Some(reason), _) => reason,
        (None, Some(said)) if said.image => format!("Set in {}, which the platform does not build", said.place),
        (None, Some(said)) => format!("Listed in {}", said.place),
        (None, None) => UNKNOWN_REASON.into(),
    }
}

/// True for addresses of the machine itself and for SQLite files: they work nowhere else.
pub fn is_local(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    host_of(value).is_some_and(is_local_host)
        || is_local_host(value.split(':').next().unwrap_or(value))
        || lower.starts_with("sqlite")
        || lower.starts_with("file:")
}

/// True for the name of a container beside the app (`db`), given as a host: it is known to a compose file's network alone.
fn is_service_name(variable: &str, value: &str) -> bool {
    let host = ["HOST", "SERVER", "HOSTNAME"].iter().any(|end| variable.ends_with(end));
    host && !value.contains(['.', ' ']) && value.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Values that stand for a value: `xxx`, `<your key>`, `changeme`.
fn is_blank(value: &str) -> bool {
    let lower = value.trim().to_ascii_lowercase();
    let words = ["your", "change", "replace", "example", "secret", "todo", "fixme", "placeholder", "xxx", "***", "..."];
    lower.is_empty() || lower.starts_with(['<', '[', '{', '$']) || words.iter().any(|word| lower.contains(word))
}

/// True for values that look like somebody's key: known first letters, or a long run of letters and digits.
fn is_key(value: &str) -> bool {
    let mixed = value.bytes().any(|byte| byte.is_ascii_digit()) && value.bytes().any(|byte| byte.is_ascii_alphabetic());
    let solid = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+/=".contains(&byte));
    tables::variable_of_literal(value).is_some() || value.len() >= 20 && mixed && solid
}

fn has_password(value: &str) -> bool {
    value.split_once("://").is_some_and(|(_, rest)| rest.split('/').next().is_some_and(|authority| authority.contains('@')))
}

/// Frameworks that behave otherwise in production and find out by NODE_ENV.
const MODE_READERS: &[&str] = &["express", "nest", "koa", "fastify", "apollo", "adonis"];

fn production_mode(around: Surroundings<'_>) -> Option<Variable> {
    let framework = around.stack.frameworks.iter().find(|framework| MODE_READERS.contains(&framework.id.as_str()))?;
    let reason = format!(
        "{} behaves as in production with it; npm then leaves out devDependencies, so what the build needs must be among the dependencies",
        framework.name
    );
    Some(Variable { reason, ..from_name("NODE_ENV", None, false) })
}

/// DJANGO_SETTINGS_MODULE, where a project keeps its production settings apart.
fn settings_module(around: Surroundings<'_>) -> Option<Variable> {
    if !around.stack.has("django") {
        return None;
    }
    let files =
        around.project.files().iter().filter(|file| file.role.runs() && crate::project::is_below(&file.path, &around.stack.project_path));
    let file = files.into_iter().find(|file| PRODUCTION_SETTINGS.iter().any(|name| file.path.ends_with(name)))?;
    let inner = file.path.strip_prefix(&around.stack.project_path)?.trim_start_matches('/').strip_suffix(".py")?;
    Some(Variable {
        name: "DJANGO_SETTINGS_MODULE".into(),
        value: inner.replace('/', "."),
        secret: false,
        required: true,
        reason: "The settings for production".into(),
        read_at: Vec::new(),
        placeholder: false,
        providers: Vec::new(),
    })
}
