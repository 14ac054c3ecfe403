//! What the app reads from its environment, and what its files say about those variables.

use std::collections::BTreeMap;

use crate::facts::{EnvironmentEntry, Fact, FactKind, Facts, Holds, Scope, Value};
use crate::project::{Format, Project, Role};
use crate::rules::Reach;
use crate::stack::Stack;

/// A variable that code reads which runs on the platform.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// Its name.
    pub name: String,
    /// Where it is read: `path:line`, each once.
    pub places: Vec<String>,
    /// The defaults that are plain texts or numbers.
    pub defaults: Vec<String>,
    /// True where some read has a default, plain or not.
    pub has_default: bool,
    /// True where some read has no default and no condition around it.
    pub needed: bool,
}

/// More variables than this nobody sets: what reads them is no app that was written by hand.
const MOST_READS: usize = 500;

/// So many places are shown of one variable.
const MOST_PLACES: usize = 20;

/// The reads of the app, in the order of their first places.
pub fn reads(project: &Project, stack: &Stack, facts: &Facts) -> Vec<Read> {
    let reach = Reach::of(project, stack, facts);
    let mut order: Vec<Read> = Vec::new();
    let mut known_at: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in &facts.facts {
        let file = project.file(fact.place.file);
        let runs = file.role.runs() && Project::belongs_to(file, &stack.project_path) && reach.reaches(file.id);
        let FactKind::EnvironmentRead(read) = &fact.kind else { continue };
        if !runs || fact.context.holds == Holds::Never || fact.context.scope == Scope::Script || !is_name(&read.name) {
            continue;
        }
        let at = match known_at.get(read.name.as_str()) {
            Some(at) => *at,
            None if order.len() >= MOST_READS => continue,
            None => {
                known_at.insert(&read.name, order.len());
                order.push(Read { name: read.name.clone(), ..Read::default() });
                order.len() - 1
            }
        };
        if let Some(known) = order.get_mut(at) {
            add(known, fact, read.default.as_ref(), format!("{}:{}", file.path, file.position(fact.place.span.start).line));
        }
    }
    order
}

fn add(known: &mut Read, fact: &Fact, default: Option<&Value>, place: String) {
    if known.places.len() < MOST_PLACES && !known.places.contains(&place) {
        known.places.push(place);
    }
    match default {
        None => known.needed |= fact.context.holds == Holds::Always,
        Some(default) => {
            known.has_default = true;
            known.defaults.extend(plain(default));
        }
    }
}

/// Variables that an example file names and no code is seen to read: it may read them all at once, or by a name that is put
/// together. The value there is taken for a default.
pub fn assumed(reads: &[Read], said: &BTreeMap<String, Documented>) -> Vec<Read> {
    let unseen = said.iter().filter(|(name, said)| said.example && !reads.iter().any(|read| read.name == **name));
    unseen.map(|(name, said)| Read { name: name.clone(), defaults: said.value.iter().cloned().collect(), ..Read::default() }).collect()
}

/// A default as it would be written into a variable.
fn plain(default: &Value) -> Option<String> {
    match default {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.clone()),
        Value::Boolean(truth) => Some(truth.to_string()),
        Value::Environment { default: Some(default), .. } => plain(default),
        Value::Joined(_) => default.template().filter(|text| !text.contains("{}")),
        _ => None,
    }
}

/// Names that a shell could hold; code that reads others reads something else.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() < 100 && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// What a file says of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Documented {
    /// Its value there, if it has one.
    pub value: Option<String>,
    /// The comment before it.
    pub comment: Option<String>,
    /// Where.
    pub place: String,
    /// True where the file is an example to copy (`.env.example`), whose values are made to be seen.
    pub example: bool,
    /// True in the last stage of a Dockerfile, which the platform does not build: the app was made to run with this value.
    pub image: bool,
}

/// What the app's dotenv files and Dockerfile say of variables, by name. Examples count before others.
pub fn documented(project: &Project, stack: &Stack, facts: &Facts) -> BTreeMap<String, Documented> {
    let mut found: BTreeMap<String, Documented> = BTreeMap::new();
    for fact in &facts.facts {
        let FactKind::Environment(entry) = &fact.kind else { continue };
        let file = project.file(fact.place.file);
        let dotenv = file.format == Format::Dotenv && matches!(file.role, Role::Example | Role::Source | Role::Deployment);
        let image = file.format == Format::Dockerfile && file.role.runs();
        let near = Project::belongs_to(file, &stack.project_path) || dotenv && file.folder().is_empty();
        if !(dotenv || image) || !near || !is_name(&entry.name) || is_for_development(&file.path) {
            continue;
        }
        let line = file.position(fact.place.span.start).line;
        let comment =
            file.line(line.saturating_sub(1)).trim().strip_prefix('#').map(|comment| comment.trim_start_matches('#').trim().to_owned());
        let comment = comment.filter(|comment| dotenv && line > 1 && is_sentence(comment));
        let said =
            Documented { value: value(entry), comment, place: format!("{}:{line}", file.path), example: file.role == Role::Example, image };
        match found.get(&entry.name) {
            Some(known) if known.example || !said.example => {}
            None if found.len() >= MOST_READS => {}
            _ => {
                found.insert(entry.name.clone(), said);
            }
        }
    }
    found
}

fn value(entry: &EnvironmentEntry) -> Option<String> {
    entry.value.clone().filter(|value| !value.trim().is_empty() && !value.contains(['\n', '\r']))
}

/// A comment that says something, not a rule or a commented-out line.
fn is_sentence(comment: &str) -> bool {
    comment.len() > 8 && comment.len() < 200 && comment.contains(' ') && !comment.contains('=') && comment.chars().any(char::is_alphabetic)
}

fn is_for_development(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    // The example of a developer's own file shows what every deployment needs.
    let name = name.replace(".local.example", ".example").replace(".local.sample", ".sample").replace(".local.template", ".template");
    ["test", "local", "development", ".dev", "ci"]
        .iter()
        .any(|word| name.split(['.', '-', '_']).any(|part| part == word.trim_start_matches('.')))
}
