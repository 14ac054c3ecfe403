//! The facts of declarations and assignments: what names are bound to, what fields classes have, what a file exports.

use super::containers::container_parts;
use super::emit::key_of;
use super::fold;
use super::names;
use super::scope::{Binding, ScopeId, bounded};
use super::syntax::{Bind, BindKind, Class, Expression, ExpressionKind, Pattern};
use super::tables;
use super::walk::Walker;
use crate::facts::{EnvironmentRead, FactKind, Value};
use crate::text::Span;

impl<'u> Walker<'u, '_> {
    /// A declaration or an assignment.
    pub(super) fn bind(&mut self, bind: &'u Bind, span: Span) {
        let key = match &bind.target {
            Pattern::Name(name) => Some(name.clone()),
            Pattern::Place(place) => self.place_key(place),
            _ => None,
        };
        let named = match &bind.target {
            Pattern::Name(name) => Some(name.as_str()),
            Pattern::Place(place) => last_part(place),
            _ => None,
        };
        match bind.value.as_ref().map(|value| (value, &value.kind)) {
            Some((value, ExpressionKind::Call(call))) => self.call(value, call, named),
            Some((_, ExpressionKind::Function(function))) => {
                let symbol = self.function_symbol(bind, key.as_deref());
                self.define(function, symbol, Vec::new());
            }
            Some((value, _)) => self.visit_as(value, None, named),
            None => {}
        }
        let value = bind.value.as_ref().map_or(Value::Unknown, |value| self.fold(value));
        match &bind.target {
            Pattern::Name(name) => self.bind_name(bind, name, value, span),
            Pattern::Place(place) => self.assign_place(bind, place, value, span),
            pattern => self.bind_pattern(pattern, value),
        }
    }

    /// What a function that is bound to something is called by others.
    pub(super) fn function_symbol(&self, bind: &Bind, key: Option<&str>) -> Option<String> {
        match &bind.target {
            Pattern::Name(name) => Some(self.local_symbol(name)),
            Pattern::Place(_) => key.map(|key| match key.strip_prefix("exports") {
                Some(rest) => format!("@{}{rest}", self.file.path),
                None => key.to_owned(),
            }),
            _ => None,
        }
    }

    pub(super) fn bind_name(&mut self, bind: &'u Bind, name: &str, value: Value, span: Span) {
        let found = self.scopes.find(self.scope, name).map(|(scope, binding)| (scope, binding.clone()));
        let declares = matches!(bind.how, BindKind::Constant | BindKind::Variable);
        if let Some((scope, binding)) = &found {
            let python_local = bind.how == BindKind::Assign && self.file.format == crate::project::Format::Python && *scope != self.scope;
            if !declares && !python_local {
                let later = self.function.is_some() || bind.how == BindKind::Update;
                if let (true, Some(symbol), true) = (later, &binding.symbol, binding.container) {
                    self.changed(symbol.clone(), span, None, false);
                }
                if bind.how == BindKind::Assign {
                    self.reassign(*scope, name, binding.clone(), value.clone());
                    self.module_setting(name, &value, bind, span);
                }
                return;
            }
        }
        let container = bind.value.as_ref().and_then(|expression| self.container_kind(expression, bind.how));
        let at_module = self.function.is_none();
        let symbol =
            at_module.then(|| self.local_symbol(name)).or_else(|| matches!(value, Value::Function).then(|| self.local_symbol(name)));
        if let (Some(kind), true) = (container, at_module) {
            self.container(self.local_symbol(name), name, (kind, container_parts(bind.value.as_ref())), None, span);
        }
        let value = if matches!(value, Value::Function) { Value::Symbol(self.local_symbol(name)) } else { value };
        let by_type = bind.annotation.as_ref().filter(|_| value == Value::Unknown).map(|annotation| self.instance_of(annotation));
        let binding = Binding { value: by_type.unwrap_or_else(|| value.clone()), symbol, container: container.is_some() && at_module };
        self.scopes.bind(self.scope, name, binding);
        for exported in &bind.exported {
            let target = self.exported_target(name, &value, container.is_some());
            self.alias(&names::member(&format!("@{}", self.file.path), exported), target);
        }
        self.module_setting(name, &value, bind, span);
    }

    pub(super) fn exported_target(&self, name: &str, value: &Value, container: bool) -> String {
        match fold::name_of(value) {
            known if !container && !known.starts_with('?') && known != "text" => known,
            _ => self.symbol(name),
        }
    }

    /// A second value for a name: by condition it is one of both, else the new one.
    pub(super) fn reassign(&mut self, scope: ScopeId, name: &str, mut binding: Binding, value: Value) {
        let conditional = !self.conditions.is_empty() && !matches!(binding.value, Value::Unknown | Value::Null);
        binding.value = match (conditional, value) {
            (_, Value::Unknown) if !matches!(binding.value, Value::Null) => binding.value,
            // `DB_URL = os.getenv("X")` and then `if DB_URL.startswith(…): DB_URL = DB_URL.replace(…)` stays what it was.
            (true, value) if value == binding.value => value,
            (true, value) => match (&binding.value, value) {
                (Value::Environment { name, default: None }, value) => {
                    Value::Environment { name: name.clone(), default: Some(Box::new(value)) }
                }
                (old, value) => Value::Either(vec![old.clone(), value]),
            },
            (false, value) => value,
        };
        self.scopes.bind(scope, name, binding);
    }

    /// Names of the file and fields of its classes are settings that frameworks may read.
    pub(super) fn module_setting(&mut self, name: &str, value: &Value, bind: &'u Bind, span: Span) {
        if self.function.is_none() && !matches!(value, Value::Function | Value::Unknown) && bind.how != BindKind::Update {
            let key = match self.class {
                Some(class) => names::member(&class.name, name),
                None => name.to_owned(),
            };
            self.setting(key, value, span);
        }
    }

    pub(super) fn assign_place(&mut self, bind: &'u Bind, place: &'u Expression, value: Value, span: Span) {
        if let ExpressionKind::Member(object, _) | ExpressionKind::Index(object, _) = &place.kind {
            let target = self.place_name(object);
            self.visit_place(object);
            if self.function.is_some() {
                self.changed(target.clone(), span, Some(fold::name_of(&value)), false);
                if bind.how == BindKind::Update {
                    self.changed(self.place_name(place), span, None, false);
                }
            }
        }
        let full = self.place_name(place);
        if let (Some(owner), Some((symbol, field))) = (self.class, full.rsplit_once("()."))
            && symbol.ends_with(&owner.name)
            && !self.fields.contains_key(&full)
        {
            self.self_field(bind, symbol, field, &full, &value, span, owner);
        }
        let Some(key) = self.place_key(place) else { return };
        if let Some(rest) = key.strip_prefix("exports") {
            self.export_value(rest.trim_start_matches('.'), bind, &value);
        }
        self.setting(key, &value, span);
    }

    /// `self.users = []` in a constructor makes a field.
    #[allow(clippy::too_many_arguments, reason = "the parts of one assignment")]
    pub(super) fn self_field(&mut self, bind: &'u Bind, symbol: &str, field: &str, full: &str, value: &Value, span: Span, owner: &Class) {
        if let Some(kind) = bind.value.as_ref().and_then(|expression| self.container_kind(expression, BindKind::Variable)) {
            let decorators = owner.decorators.iter().map(|decorator| self.place_name(callee_of(decorator))).collect();
            self.container(
                full.to_owned(),
                field,
                (kind, container_parts(bind.value.as_ref())),
                Some((symbol.to_owned(), decorators)),
                span,
            );
        } else {
            self.fields.insert(full.to_owned(), bounded(value.clone()));
            self.scopes.changed();
        }
    }

    /// A field of a class.
    pub(super) fn field(&mut self, class: &'u Class, bind: &'u Bind, span: Span, symbol: &str, decorators: &[String], bases: &[String]) {
        let Pattern::Name(name) = &bind.target else { return self.bind(bind, span) };
        bind.decorators.iter().for_each(|decorator| {
            self.annotation(decorator, name);
        });
        let full = format!("{symbol}().{name}");
        match bind.value.as_ref().map(|value| (value, &value.kind)) {
            Some((_, ExpressionKind::Function(function))) => {
                self.define(function, Some(full), bases.to_vec());
                return;
            }
            Some((value, kind)) => {
                // What a settings class says is what is used when the variable of its name is not set.
                let outer = self.in_default;
                self.in_default |= bases.iter().any(|base| base.ends_with("BaseSettings"));
                match kind {
                    ExpressionKind::Call(call) => self.call(value, call, Some(name)),
                    _ => self.visit_as(value, None, Some(name)),
                }
                self.in_default = outer;
            }
            None => {}
        }
        let mut value = bind.value.as_ref().map_or(Value::Unknown, |value| self.fold(value));
        if bases.iter().any(|base| base.ends_with("BaseSettings")) && bind.annotation.is_some() {
            value = self.settings_field(name, value, span);
        }
        if value == Value::Unknown {
            value = bind.annotation.as_ref().map_or(Value::Unknown, |annotation| self.instance_of(annotation));
        }
        if let Some(kind) = bind.value.as_ref().and_then(|expression| self.container_kind(expression, BindKind::Variable)) {
            self.container(
                full.clone(),
                name,
                (kind, container_parts(bind.value.as_ref())),
                Some((symbol.to_owned(), decorators.to_vec())),
                span,
            );
        } else {
            self.fields.insert(full, bounded(value.clone()));
            self.scopes.changed();
        }
        self.scopes.bind(self.scope, name, Binding { value: value.clone(), symbol: None, container: false });
        if !matches!(value, Value::Function | Value::Unknown) {
            self.setting(names::member(&class.name, name), &value, span);
        }
    }

    /// A field of pydantic's `BaseSettings` is the variable of its name in capitals.
    pub(super) fn settings_field(&mut self, name: &str, value: Value, span: Span) -> Value {
        let variable = name.to_ascii_uppercase();
        let default = Some(value).filter(|value| *value != Value::Unknown);
        self.add(FactKind::EnvironmentRead(EnvironmentRead { name: variable.clone(), default: default.clone() }), span);
        Value::Environment { name: variable, default: default.map(Box::new) }
    }

    pub(super) fn export_value(&mut self, name: &str, bind: &Bind, value: &Value) {
        let from = names::member(&format!("@{}", self.file.path), name).trim_end_matches('.').to_owned();
        match value {
            Value::Map(_) => {
                let ExpressionKind::Object(properties) = &bind.value.as_ref().map_or(&ExpressionKind::Null, |value| &value.kind) else {
                    return;
                };
                for property in properties {
                    if let Some(key) = key_of(property) {
                        let target = self.place_name(&property.value);
                        self.alias(&names::member(&from, key), target);
                    }
                }
            }
            _ => {
                if let Some(expression) = &bind.value {
                    let target = self.place_name(expression);
                    self.alias(&from, target);
                }
            }
        }
    }

    pub(super) fn visit_place(&mut self, object: &'u Expression) {
        if matches!(object.kind, ExpressionKind::Call(_) | ExpressionKind::Index(..)) {
            self.visit(object);
        }
    }

    /// Binds the names of a pattern to the parts of a value.
    pub(super) fn bind_pattern(&mut self, pattern: &'u Pattern, value: Value) {
        match pattern {
            Pattern::Name(name) => self.scopes.bind(self.scope, name, Binding { value, symbol: None, container: false }),
            Pattern::Object(entries) => {
                for (key, inner, default) in entries {
                    let part = self.part(&value, key, default.as_ref());
                    if let Some(default) = default {
                        self.visit(default);
                    }
                    self.bind_pattern(inner, part);
                }
            }
            Pattern::List(patterns) => {
                for (index, inner) in patterns.iter().enumerate() {
                    let part = match &value {
                        Value::List(values) => values.get(index).cloned().unwrap_or_default(),
                        value @ (Value::Symbol(_) | Value::Call { .. }) => Value::Symbol(fold::name_of(value) + "[]"),
                        _ => Value::Unknown,
                    };
                    self.bind_pattern(inner, part);
                }
            }
            Pattern::Place(_) | Pattern::Other => {}
        }
    }

    pub(super) fn part(&mut self, value: &Value, key: &str, default: Option<&'u Expression>) -> Value {
        let fallback = default.map(|default| self.fold(default));
        match value {
            Value::Symbol(name) if tables::environment().objects.contains(name) => {
                let read = EnvironmentRead { name: key.to_owned(), default: fallback.clone() };
                self.add(FactKind::EnvironmentRead(read), self.statement);
                Value::Environment { name: key.to_owned(), default: fallback.map(Box::new) }
            }
            Value::Map(_) => value.get(key).cloned().or(fallback).unwrap_or_default(),
            Value::Symbol(_) | Value::Call { .. } => Value::Symbol(names::member(&fold::name_of(value), key)),
            // Configuration as a function of its environment: `module.exports = ({ env }) => …` (Strapi).
            Value::Unknown if key == "env" => Value::Symbol("env".into()),
            _ => fallback.unwrap_or_default(),
        }
    }
}

fn last_part(place: &Expression) -> Option<&str> {
    match &place.kind {
        ExpressionKind::Member(_, name) => Some(name),
        ExpressionKind::Index(_, index) => match &index.kind {
            ExpressionKind::Text(key) => Some(key),
            _ => None,
        },
        _ => None,
    }
}

fn callee_of(decorator: &Expression) -> &Expression {
    match &decorator.kind {
        ExpressionKind::Call(call) => &call.callee,
        _ => decorator,
    }
}
