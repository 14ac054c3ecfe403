//! Links the files to each other: names to what they stand for elsewhere, changes to their containers, functions to the handlers that call them.

use std::collections::{HashMap, HashSet};

use super::condition;
use super::draft::{Change, ContainerDraft, Draft, Drafts, FunctionId};
use super::tables;
use crate::facts::{Argument, Container, Context, Entry, Fact, FactKind, Facts, Holds, Scope, Value};
use crate::project::{FileId, Project};
use crate::wildcard;

/// How many times a name is followed to another one.
const MOST_STEPS: usize = 8;

/// Turns the drafts of all files into facts.
pub fn link(project: &Project, drafts: Drafts, facts: &mut Facts) {
    let linker = Linker::new(project, &drafts, facts);
    let handlers = linker.handlers(&drafts);
    let scope_of = |function: Option<FunctionId>, script: bool| linker.scope(&drafts, &handlers, function, script);
    let containers: Vec<Fact> = drafts.containers.iter().filter_map(|draft| linker.container(draft, &drafts, &scope_of)).collect();
    facts.modules.extend(drafts.links.iter().map(|(link, _)| *link));
    let loaded = linker.loading(&drafts);
    let defaults = default_texts(&drafts);
    // `const fallback = 'mongodb://…'` that is only what a variable falls back to is no literal of its own.
    let is_default = |draft: &Draft| matches!(&draft.kind, FactKind::Text(text) if text.argument_of.is_none() && defaults.contains(&(draft.place.file, text.text.clone())));
    for draft in drafts.facts.iter().filter(|draft| !is_default(draft)) {
        let mut fact = linker.fact(draft, scope_of(draft.function, draft.script));
        if let (Holds::Always | Holds::Maybe, Some(holds)) = (&fact.context.holds, loaded.get(&draft.place.file)) {
            fact.context.holds = holds.clone();
        }
        facts.facts.push(fact);
    }
    facts.facts.extend(containers);
}

struct Linker<'d> {
    aliases: &'d HashMap<String, String>,
    stars: HashMap<String, Vec<String>>,
    /// What a setting's name stands for where it is made from a variable: `LOG_TO_STDOUT` of a configuration class.
    variables: HashMap<String, Value>,
    /// What names of the project's files are bound to, where it is a constant: `@config.js.HOST` is `localhost`.
    constants: HashMap<String, Value>,
}

impl<'d> Linker<'d> {
    fn new(project: &Project, drafts: &'d Drafts, facts: &Facts) -> Self {
        let name = |file: &FileId| format!("@{}", project.file(*file).path);
        let stars = drafts.stars.iter().map(|(file, passed)| (name(file), passed.iter().map(name).collect())).collect();
        let variables = drafts.facts.iter().filter_map(|draft| match &draft.kind {
            FactKind::Setting(setting) if matches!(setting.value, Value::Environment { .. }) => {
                let last = setting.key.rsplit('.').next()?;
                Some((last.to_owned(), setting.value.clone()))
            }
            _ => None,
        });
        let settings = drafts
            .facts
            .iter()
            .map(|draft| (draft.place.file, &draft.kind))
            .chain(facts.facts.iter().map(|fact| (fact.place.file, &fact.kind)));
        let constants = settings.filter_map(|(file, kind)| constant(&name(&file), kind)).collect();
        Linker { aliases: &drafts.aliases, stars, variables: variables.collect(), constants }
    }

    /// What a name stands for in the end.
    fn resolve(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for _ in 0..MOST_STEPS {
            match self.step(&name) {
                Some(next) if next != name && next.len() < 400 => name = next,
                _ => break,
            }
        }
        name
    }

    fn step(&self, name: &str) -> Option<String> {
        if !name.starts_with('@') {
            return None;
        }
        let boundaries = std::iter::once(name.len()).chain(name.rmatch_indices(['.', '(', '[']).map(|(at, _)| at));
        for at in boundaries {
            let Some(target) = self.aliases.get(&name[..at]) else { continue };
            // A file that exports one thing of its own stands for that thing, which has the file's name in its own.
            let there = name.strip_prefix(target.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '(', '[']));
            if !there {
                return Some(format!("{target}{}", &name[at..]));
            }
        }
        self.through_star(name)
    }

    /// A name that a file has from another by `export *` or `from … import *`.
    fn through_star(&self, name: &str) -> Option<String> {
        for (at, _) in name.rmatch_indices('.') {
            let Some(passed) = self.stars.get(&name[..at]) else { continue };
            let member = &name[at..];
            let head_end = member[1..].find(['.', '(', '[']).map_or(member.len(), |end| end + 1);
            let found = passed.iter().find(|file| self.aliases.contains_key(&format!("{file}{}", &member[..head_end])));
            return found.or(passed.first().filter(|_| passed.len() == 1)).map(|file| format!("{file}{member}"));
        }
        None
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::Symbol(name) => {
                let name = self.resolve(name);
                self.constants.get(&name).cloned().unwrap_or(Value::Symbol(name))
            }
            Value::Call { name, arguments } => Value::Call { name: self.resolve(name), arguments: self.arguments(arguments) },
            Value::List(values) => Value::List(values.iter().map(|value| self.value(value)).collect()),
            Value::Joined(values) => Value::Joined(values.iter().map(|value| self.value(value)).collect()),
            Value::Either(values) => Value::Either(values.iter().map(|value| self.value(value)).collect()),
            Value::Map(entries) => {
                Value::Map(entries.iter().map(|entry| Entry { value: self.value(&entry.value), ..entry.clone() }).collect())
            }
            Value::Environment { name, default } => {
                Value::Environment { name: name.clone(), default: default.as_ref().map(|default| Box::new(self.value(default))) }
            }
            value => value.clone(),
        }
    }

    fn arguments(&self, arguments: &[Argument]) -> Vec<Argument> {
        arguments.iter().map(|argument| Argument { value: self.value(&argument.value), ..argument.clone() }).collect()
    }

    fn fact(&self, draft: &Draft, scope: Scope) -> Fact {
        let kind = match &draft.kind {
            FactKind::Call(call) => FactKind::Call(crate::facts::Call {
                name: self.resolve(&call.name),
                receiver: self.value(&call.receiver),
                arguments: self.arguments(&call.arguments),
                ..call.clone()
            }),
            FactKind::Setting(setting) => {
                FactKind::Setting(crate::facts::Setting { key: self.resolve(&setting.key), value: self.value(&setting.value) })
            }
            FactKind::Annotation(found) => FactKind::Annotation(crate::facts::Annotation {
                name: self.resolve(&found.name),
                arguments: self.arguments(&found.arguments),
                on: found.on.clone(),
            }),
            FactKind::Class(class) => FactKind::Class(crate::facts::Class {
                name: class.name.clone(),
                bases: class.bases.iter().map(|base| self.resolve(base)).collect(),
            }),
            FactKind::Text(text) => {
                FactKind::Text(crate::facts::Text { argument_of: text.argument_of.as_ref().map(|name| self.resolve(name)), ..text.clone() })
            }
            kind => kind.clone(),
        };
        Fact {
            kind,
            place: draft.place,
            context: Context { holds: self.holds(&draft.conditions), scope, inside: draft.inside.clone(), statement: draft.statement },
        }
    }

    fn holds(&self, conditions: &[condition::Condition]) -> crate::facts::Holds {
        let linked: Vec<_> = conditions.iter().map(|condition| condition.map(&|value| self.condition_value(value))).collect();
        condition::holds(&linked)
    }

    /// A name that is tested stands for the variable that the setting of its name is made from.
    fn condition_value(&self, value: &Value) -> Value {
        match value {
            Value::Symbol(name) => {
                let last = name.rsplit('.').next().unwrap_or(name);
                let constant =
                    last.len() > 2 && last.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit());
                match self.variables.get(last).filter(|_| constant) {
                    Some(variable) => variable.clone(),
                    None => Value::Symbol(self.resolve(name)),
                }
            }
            value => value.clone(),
        }
    }

    /// Files that are only ever loaded under a condition, and whether it holds: `if (production) require('./live') else require('./local')`.
    fn loading(&self, drafts: &Drafts) -> HashMap<FileId, Holds> {
        let mut ways: HashMap<FileId, Vec<Holds>> = HashMap::new();
        for (link, conditions) in drafts.links.iter().filter(|(link, _)| link.importer != link.imported) {
            ways.entry(link.imported).or_default().push(self.holds(conditions));
        }
        let weakest = |(file, ways): (FileId, Vec<Holds>)| {
            let live: Vec<&Holds> = ways.iter().filter(|holds| **holds != Holds::Never).collect();
            match live.as_slice() {
                [] => Some((file, Holds::Never)),
                all if all.iter().all(|holds| matches!(holds, Holds::Switched(_))) => Some((file, all[0].clone())),
                _ => None,
            }
        };
        ways.into_iter().filter_map(weakest).collect()
    }

    /// The functions that run while something is handled: those that say so, those that registrars take, and all that they call.
    fn handlers(&self, drafts: &Drafts) -> HashSet<FunctionId> {
        let by_symbol = self.functions_by_symbol(drafts);
        let mut handlers: HashSet<FunctionId> = HashSet::new();
        let mut queue: Vec<FunctionId> = Vec::new();
        queue.extend((0..drafts.functions.len()).map(FunctionId).filter(|id| self.is_handler(drafts, *id)));
        let table = tables::handlers();
        for registration in &drafts.registrations {
            if wildcard::matches_any(&table.registrars, &self.resolve(&registration.name)) {
                queue.extend(registration.functions.iter().copied());
                queue.extend(registration.values.iter().flat_map(|value| self.functions_of(value, &by_symbol)));
            }
        }
        let calls = self.calls(drafts, &by_symbol);
        while let Some(id) = queue.pop() {
            if handlers.insert(id) {
                queue.extend(calls.get(&id).into_iter().flatten().copied());
            }
        }
        handlers
    }

    fn functions_by_symbol(&self, drafts: &Drafts) -> HashMap<String, FunctionId> {
        let named =
            drafts.functions.iter().enumerate().filter_map(|(number, function)| Some((function.symbol.clone()?, FunctionId(number))));
        named.collect()
    }

    /// The function that a name means, or every method where it means a class.
    fn functions_of(&self, value: &Value, by_symbol: &HashMap<String, FunctionId>) -> Vec<FunctionId> {
        let Value::Symbol(name) = value else { return Vec::new() };
        by_symbol.get(&self.resolve(name)).or_else(|| by_symbol.get(name)).copied().into_iter().collect()
    }

    fn is_handler(&self, drafts: &Drafts, id: FunctionId) -> bool {
        let table = tables::handlers();
        let function = &drafts.functions[id.0];
        let decorated = function.decorators.iter().any(|decorator| wildcard::matches_any(&table.decorators, &self.resolve(decorator)));
        let of_class = function.bases.iter().any(|base| wildcard::matches_any(&table.classes, &self.resolve(base)));
        (function.handler || decorated || of_class) && !function.script
    }

    /// Which functions each function calls or holds.
    fn calls(&self, drafts: &Drafts, by_symbol: &HashMap<String, FunctionId>) -> HashMap<FunctionId, Vec<FunctionId>> {
        let mut calls: HashMap<FunctionId, Vec<FunctionId>> = HashMap::new();
        for (number, function) in drafts.functions.iter().enumerate() {
            if let Some(parent) = function.parent {
                calls.entry(parent).or_default().push(FunctionId(number));
            }
        }
        for draft in &drafts.facts {
            if let (Some(caller), FactKind::Call(call)) = (draft.function, &draft.kind) {
                let called = by_symbol.get(&self.resolve(&call.name)).or_else(|| by_symbol.get(&call.name));
                calls.entry(caller).or_default().extend(called);
            }
        }
        for registration in &drafts.registrations {
            if let Some(caller) = registration.function {
                calls.entry(caller).or_default().extend(registration.values.iter().flat_map(|value| self.functions_of(value, by_symbol)));
            }
        }
        calls
    }

    fn scope(&self, drafts: &Drafts, handlers: &HashSet<FunctionId>, function: Option<FunctionId>, script: bool) -> Scope {
        match function {
            _ if script => Scope::Script,
            None => Scope::Start,
            Some(id) if drafts.functions[id.0].script => Scope::Script,
            Some(id) if handlers.contains(&id) => Scope::Handler,
            Some(_) => Scope::Function,
        }
    }

    /// A container that lives as long as the process and is changed after the start.
    fn container(&self, draft: &ContainerDraft, drafts: &Drafts, scope_of: &impl Fn(Option<FunctionId>, bool) -> Scope) -> Option<Fact> {
        let mut singleton = false;
        if let Some((class, decorators)) = &draft.owner {
            let instantiated = drafts.instantiated.iter().any(|name| self.resolve(name) == *class);
            singleton = decorators
                .iter()
                .any(|decorator| wildcard::matches_any(&tables::handlers().singletons.decorators, &self.resolve(decorator)));
            if !instantiated && !singleton {
                return None;
            }
        }
        // What a framework's singleton does besides its construction it does for a request.
        let scope_of = |function| match scope_of(function, false) {
            Scope::Function if singleton => Scope::Handler,
            scope => scope,
        };
        let constructor = draft.owner.as_ref().map(|(class, _)| format!("{class}().")).unwrap_or_default();
        let changes: Vec<&Change> = drafts
            .changes
            .iter()
            .filter(|change| self.changes(change, draft))
            .filter(|change| !in_constructor(change, drafts, &constructor))
            .collect();
        let placed: Vec<_> = changes
            .iter()
            .map(|change| (change.place, scope_of(change.function)))
            .filter(|(_, scope)| matches!(scope, Scope::Handler | Scope::Function))
            .collect();
        if placed.is_empty() {
            return None;
        }
        let container = Container {
            name: draft.name.clone(),
            kind: draft.kind,
            owner: draft.owner.as_ref().map(|(class, _)| class.rsplit('.').next().unwrap_or(class).to_owned()),
            changes: placed,
            holds: changes.iter().find_map(|change| change.holds.as_ref()).map(|name| self.resolve(name)),
        };
        let context = Context { holds: self.holds(&draft.conditions), scope: Scope::Start, inside: None, statement: draft.statement };
        Some(Fact { kind: FactKind::Container(container), place: draft.place, context })
    }

    fn changes(&self, change: &Change, container: &ContainerDraft) -> bool {
        let target = self.resolve(&change.target);
        // A method of something that an object merely names (`redis.client.set`) changes that, not the object.
        let part =
            |rest: &str| !change.by_method || container.parts.iter().any(|part| rest[1..].split(['.', '[', '(']).next() == Some(part));
        let below = |rest: &str| rest.starts_with('[') || rest.starts_with('.') && part(rest);
        let inside = |name: &str| name == container.symbol || name.strip_prefix(&container.symbol).is_some_and(below);
        inside(&target) || inside(&change.target)
    }
}

/// A setting as a name that other files may use, with its value, where it is one that can be told without looking further.
fn constant(file: &str, kind: &FactKind) -> Option<(String, Value)> {
    let FactKind::Setting(setting) = kind else { return None };
    let plain = |value: &Value| match value {
        Value::Joined(parts) => parts.iter().all(|part| matches!(part, Value::Text(_) | Value::Environment { .. })),
        value => matches!(value, Value::Text(_) | Value::Number(_) | Value::Environment { .. }),
    };
    let key = setting.key.strip_prefix("exports.").or_else(|| setting.key.strip_prefix("default.")).unwrap_or(&setting.key);
    plain(&setting.value).then(|| (format!("{file}.{key}"), setting.value.clone()))
}

/// The texts that stand for a variable that is not set, file by file.
fn default_texts(drafts: &Drafts) -> HashSet<(FileId, String)> {
    let reads = drafts.facts.iter().filter_map(|draft| match &draft.kind {
        FactKind::EnvironmentRead(read) => Some((draft.place.file, read.default.as_ref()?.template()?)),
        _ => None,
    });
    reads.collect()
}

fn in_constructor(change: &Change, drafts: &Drafts, class: &str) -> bool {
    let symbol = change.function.and_then(|id| drafts.functions[id.0].symbol.as_deref());
    !class.is_empty() && symbol.is_some_and(|symbol| matches!(symbol.strip_prefix(class), Some("constructor" | "__init__")))
}
