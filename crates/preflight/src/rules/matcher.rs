//! Holds a pattern against a fact.

use super::index::{Index, SUBJECTS};
use super::pattern::{ValuePattern, Via, matches_key};
use super::predicate;
use super::rule::FactPattern;
use crate::facts::{Argument, Call, DependencyScope, Fact, FactKind, Facts, Holds, Purpose, Scope, Value};
use crate::project::{Project, Role};
use crate::stack::Stack;
use crate::text::Span;
use crate::wildcard::matches_any;

/// Everything that a rule is judged in.
#[derive(Clone, Copy)]
pub struct Setting<'p> {
    /// The files.
    pub project: &'p Project,
    /// Who the app is.
    pub stack: &'p Stack,
    /// What the files say.
    pub facts: &'p Facts,
    /// The same, by what can match it.
    pub index: &'p Index<'p>,
}

/// How a fact matched, and which part of it to point at.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Literally, by default, or sometimes.
    pub via: Via,
    /// The option or argument that decided, where that is narrower than the fact.
    pub at: Option<Span>,
}

impl FactPattern {
    /// Holds this pattern against a fact that may be a finding: subject, details, circumstances; not yet `when` and `unless`.
    pub fn find(&self, fact: &Fact, setting: Setting) -> Option<Matched> {
        let file = setting.project.file(fact.place.file);
        let role = if self.role.is_empty() { file.role.runs() } else { self.role.iter().any(|role| *role == role_id(file.role)) };
        let path = self.path.is_empty() || matches_any(&self.path, &file.path);
        let holds = self.holds.is_empty() || self.holds.iter().any(|wanted| *wanted == holds_id(&fact.context.holds));
        if !role || !path || !holds || fact.context.holds == Holds::Never || !self.stands_right(fact, setting) {
            return None;
        }
        self.matches_kind(&fact.kind)
    }

    /// Whether this pattern, as a condition, holds for the project. `origin` is the fact that the condition is for.
    pub fn holds(&self, setting: Setting, origin: Option<&Fact>) -> bool {
        let stack = setting.stack;
        (self.framework.is_empty() || self.framework.iter().any(|id| stack.has(id)))
            && (self.kind.is_empty() || self.kind.contains(&stack.kind))
            && self.predicate.as_ref().is_none_or(|name| predicate::holds(name, &setting))
            && (self.any.is_empty() || self.any.iter().any(|pattern| pattern.holds(setting, origin)))
            && (!self.has_subject() || setting.index.is_met(self, origin, |fact| self.is_met_by(fact, setting, origin)))
    }

    fn is_met_by(&self, fact: &Fact, setting: Setting, origin: Option<&Fact>) -> bool {
        let same_file = origin.is_none_or(|origin| origin.place.file == fact.place.file);
        let same_function = same_file && origin.is_none_or(|origin| origin.context.inside == fact.context.inside);
        let near = (!self.same_file || same_file) && (!self.same_function || same_function);
        // A condition is met only by what holds whatever the environment says: a default that a variable replaces proves nothing.
        let certain = || self.find(fact, setting).is_some_and(|matched| !matches!(matched.via, Via::Default(_)));
        near && certain() && self.conditions_hold(setting, Some(fact))
    }

    /// Whether all of `when` and none of `unless` hold.
    pub fn conditions_hold(&self, setting: Setting, origin: Option<&Fact>) -> bool {
        self.when.iter().all(|condition| condition.holds(setting, origin))
            && !self.unless.iter().any(|condition| condition.holds(setting, origin))
    }

    /// The names of each subject; all but those of the subject that the pattern is over are empty.
    pub fn subjects(&self) -> [&Vec<String>; SUBJECTS] {
        [
            &self.call,
            &self.setting,
            &self.annotation,
            &self.text,
            &self.container,
            &self.class,
            &self.dependency,
            &self.service,
            &self.environment,
            &self.image,
            &self.volume,
            &self.command,
            &self.import,
            &self.reads,
        ]
    }

    /// True when the pattern says which kind of fact it is over.
    pub fn has_subject(&self) -> bool {
        self.subjects().iter().any(|names| !names.is_empty())
    }

    fn stands_right(&self, fact: &Fact, setting: Setting) -> bool {
        if matches!(fact.kind, FactKind::Container(_)) || (fact.context.scope == Scope::Script && is_started(fact, setting)) {
            return true;
        }
        match self.scope.is_empty() {
            true => fact.context.scope != Scope::Script,
            false => self.scope.iter().any(|scope| *scope == scope_id(fact.context.scope)),
        }
    }

    fn matches_kind(&self, kind: &FactKind) -> Option<Matched> {
        let plain = |yes: bool| yes.then_some(Matched { via: Via::Literal, at: None });
        match kind {
            FactKind::Call(call) => self.matches_call(call),
            FactKind::Setting(found) => {
                let named = |patterns: &[String]| patterns.iter().any(|pattern| matches_key(pattern, &found.key));
                (named(&self.setting) && !named(&self.not_setting)).then(|| self.matches_value(&found.value)).flatten()
            }
            FactKind::Annotation(found) => {
                matches_any(&self.annotation, &found.name).then(|| self.matches_arguments(&found.arguments)).flatten()
            }
            FactKind::Text(found) => plain(
                found.argument_of.as_ref().is_none_or(|name| !matches_any(&self.not_argument_of, name))
                    && (self.argument_of.is_empty() || found.argument_of.as_ref().is_some_and(|name| matches_any(&self.argument_of, name)))
                    && self.is_bound_right(found.key.as_deref())
                    && matches_any(&self.text, &found.text)
                    && self.value.as_ref().is_none_or(|pattern| pattern.find(&Value::Text(found.text.clone())).is_some()),
            ),
            FactKind::Container(found) => plain(
                matches_any(&self.container, found.kind)
                    && self.is_bound_right(Some(&found.name))
                    && (self.holding.is_empty() || found.holds.as_ref().is_some_and(|name| matches_any(&self.holding, name)))
                    && found
                        .changes
                        .iter()
                        .any(|(_, scope)| self.scope.is_empty() || self.scope.iter().any(|wanted| *wanted == scope_id(*scope))),
            ),
            FactKind::Class(found) => plain(found.bases.iter().any(|base| matches_any(&self.class, base))),
            FactKind::Dependency(found) => plain(
                matches_any(&self.dependency, &found.name)
                    && self.is_scoped_right(found.scope)
                    && self
                        .version_below
                        .is_none_or(|limit| major(found.locked.as_ref().or(found.version.as_ref())).is_some_and(|version| version < limit)),
            ),
            FactKind::Service(found) => plain(found.image.as_ref().is_some_and(|image| matches_any(&self.service, image))),
            FactKind::Environment(found) => {
                let value = found.value.clone().map_or(Value::Null, Value::Text);
                matches_any(&self.environment, &found.name).then(|| self.matches_value(&value)).flatten()
            }
            FactKind::Image(found) => plain(found.last && matches_any(&self.image, &found.name)),
            FactKind::Volume(volume) => plain(matches_any(&self.volume, volume)),
            FactKind::Command(found) => plain(
                matches_any(&self.command, &found.line)
                    && (self.purpose.is_empty() || self.purpose.iter().any(|purpose| *purpose == purpose_id(found.purpose))),
            ),
            FactKind::Import(found) => plain(matches_any(&self.import, &found.module)),
            FactKind::EnvironmentRead(found) => plain(matches_any(&self.reads, &found.name)),
            FactKind::Port(_) | FactKind::Version { .. } => None,
        }
    }

    fn matches_value(&self, value: &Value) -> Option<Matched> {
        let via = self.value.as_ref().map_or(Some(Via::Literal), |pattern| pattern.find(value))?;
        Some(Matched { via, at: None })
    }

    fn matches_call(&self, call: &Call) -> Option<Matched> {
        let named = matches_any(&self.call, &call.name) && self.is_bound_right(call.bound_to.as_deref());
        let counted = self.arguments.is_none_or(|count| call.arguments.len() == count);
        let on = self.receiver.as_ref().is_none_or(|pattern| pattern.find(&call.receiver).is_some());
        (named && counted && on).then(|| self.matches_arguments(&call.arguments)).flatten()
    }

    fn matches_arguments(&self, arguments: &[Argument]) -> Option<Matched> {
        let mut matched = Matched { via: Via::Literal, at: None };
        if self.without.iter().any(|key| is_given(arguments, key)) {
            return None;
        }
        for (key, pattern) in &self.argument {
            let (via, _) = find_argument(arguments, key, pattern)?;
            matched.via = matched.via.and(via);
        }
        for (key, pattern) in &self.option {
            let (value, span) = find_option(arguments, key)?;
            matched.via = matched.via.and(pattern.find(value)?);
            matched.at = Some(matched.at.map_or(span, |at| at.to(span)));
        }
        Some(matched)
    }

    fn is_bound_right(&self, name: Option<&str>) -> bool {
        let name = name.unwrap_or_default().to_lowercase();
        let last = name.rsplit('.').next().unwrap_or_default();
        let wanted = matches_any(&self.bound_to, &name) || matches_any(&self.bound_to, last);
        let unwanted = matches_any(&self.not_bound_to, &name) || name.split('.').any(|part| matches_any(&self.not_bound_to, part));
        (self.bound_to.is_empty() || wanted) && !unwanted
    }

    fn is_scoped_right(&self, scope: DependencyScope) -> bool {
        let id = match scope {
            DependencyScope::Runtime => "runtime",
            DependencyScope::Development => "development",
            DependencyScope::Transitive => "transitive",
        };
        if self.dependency_scope.is_empty() {
            scope == DependencyScope::Runtime
        } else {
            self.dependency_scope.iter().any(|wanted| wanted == id)
        }
    }
}

fn find_argument(arguments: &[Argument], key: &str, pattern: &ValuePattern) -> Option<(Via, Span)> {
    let try_one = |argument: &Argument| pattern.find(&argument.value).map(|via| (via, argument.span));
    match key.parse::<usize>() {
        Ok(position) => arguments.iter().filter(|argument| argument.name.is_none()).nth(position).and_then(try_one),
        Err(_) if key == "any" => arguments.iter().find_map(try_one),
        Err(_) => arguments.iter().find(|argument| argument.name.as_deref() == Some(key)).and_then(try_one),
    }
}

/// Whether an argument is given: a number is a position, anything else an option.
fn is_given(arguments: &[Argument], key: &str) -> bool {
    match key.parse::<usize>() {
        Ok(position) => arguments.iter().filter(|argument| argument.name.is_none()).count() > position,
        Err(_) => find_option(arguments, key).is_some(),
    }
}

/// The value of an option: a keyword argument, or an entry of a map argument; `a.b` looks into nested maps, and `a.*.b` into each entry of one.
pub fn find_option<'a>(arguments: &'a [Argument], key: &str) -> Option<(&'a Value, Span)> {
    if let Some(argument) = arguments.iter().find(|argument| argument.name.as_deref() == Some(key)) {
        return Some((&argument.value, argument.span));
    }
    arguments.iter().find_map(|argument| find_entry(&argument.value, key))
}

fn find_entry<'a>(value: &'a Value, key: &str) -> Option<(&'a Value, Span)> {
    if let Some(entry) = value.entry(key) {
        return Some((&entry.value, entry.span));
    }
    let (first, rest) = key.split_once('.')?;
    match (first, value) {
        ("*", Value::Map(entries)) => entries.iter().find_map(|entry| find_entry(&entry.value, rest)),
        _ => find_entry(value.get(first)?, rest),
    }
}

/// The first number of a version or range: 6 of `^6.1.0`, 7 of `>=7,<8`.
pub fn major(version: Option<&String>) -> Option<u32> {
    let version = version?;
    let digits: String = version.chars().skip_while(|character| !character.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// True for the main part of a file that the start command runs: `python app.py`.
fn is_started(fact: &Fact, setting: Setting) -> bool {
    let file = setting.project.file(fact.place.file);
    let named =
        |command: &String| command.split_whitespace().any(|word| word == file.name() || word.ends_with(&format!("/{}", file.name())));
    fact.context.inside.is_none() && setting.stack.start.as_ref().is_some_and(named)
}

fn holds_id(holds: &Holds) -> &'static str {
    match holds {
        Holds::Always => "always",
        Holds::Maybe => "maybe",
        Holds::Switched(_) => "switched",
        Holds::Never => "never",
    }
}

fn scope_id(scope: Scope) -> &'static str {
    match scope {
        Scope::Start => "start",
        Scope::Function => "function",
        Scope::Handler => "handler",
        Scope::Script => "script",
    }
}

fn purpose_id(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Install => "install",
        Purpose::Build => "build",
        Purpose::Start => "start",
        Purpose::Release => "release",
        Purpose::Script => "script",
        Purpose::Image => "image",
    }
}

fn role_id(role: Role) -> &'static str {
    match role {
        Role::Source => "source",
        Role::Deployment => "deployment",
        Role::Test => "test",
        Role::Example => "example",
        Role::Development => "development",
        Role::Vendored => "vendored",
        Role::Generated => "generated",
    }
}
