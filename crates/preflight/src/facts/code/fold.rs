//! Expressions as values, as far as they are constant in their file. Folding looks and changes nothing.

use super::condition::{Condition, Truth};
use super::names;
use super::syntax::{Binary, Call, Conditional, Expression, ExpressionKind, Property, StatementKind};
use super::tables::{self, Reader};
use super::walk::Walker;
use crate::facts::{Argument, Entry, Value};
use crate::wildcard;

/// The most elements of a list or entries of a map that are kept.
const MOST_ELEMENTS: usize = 200;

/// The most alternatives of a value that are kept.
const MOST_ALTERNATIVES: usize = 8;

impl Walker<'_, '_> {
    /// The value of an expression. A chain of calls folds its beginning for its name and for its receiver, so that without a memory the
    /// work would double with every link.
    pub(super) fn fold(&self, expression: &Expression) -> Value {
        if !matches!(expression.kind, ExpressionKind::Call(_) | ExpressionKind::Member(..)) {
            return self.fold_anew(expression);
        }
        if let Some(value) = self.memory.recall(expression, self.scope, self.scopes.changes()) {
            return value;
        }
        let value = self.fold_anew(expression);
        self.memory.remember(expression, self.scope, self.scopes.changes(), &value);
        value
    }

    fn fold_anew(&self, expression: &Expression) -> Value {
        match &expression.kind {
            ExpressionKind::Text(text) => Value::Text(text.clone()),
            ExpressionKind::Number(number) => Value::Number(number.clone()),
            ExpressionKind::Boolean(boolean) => Value::Boolean(*boolean),
            ExpressionKind::Null => Value::Null,
            ExpressionKind::Name(name) => self.fold_name(name),
            ExpressionKind::Member(object, name) => self.fold_member(object, name),
            ExpressionKind::Index(object, index) => self.fold_index(object, index),
            ExpressionKind::Call(call) => self.fold_call(call),
            ExpressionKind::Object(properties) => self.fold_object(properties),
            ExpressionKind::List(elements) => Value::List(elements.iter().take(MOST_ELEMENTS).map(|element| self.fold(element)).collect()),
            ExpressionKind::Template(parts) => join(parts.iter().map(|part| self.fold(part))),
            ExpressionKind::Binary(binary) => self.fold_binary(binary),
            ExpressionKind::Not(inner) => match self.condition(inner).not().truth() {
                Truth::True => Value::Boolean(true),
                Truth::False => Value::Boolean(false),
                Truth::IfUnset(names) => unless_set(&names, Value::Boolean(true)),
                Truth::IfSet(names) => unless_set(&names, Value::Boolean(false)),
                Truth::Unknown => Value::Unknown,
            },
            ExpressionKind::Conditional(conditional) => self.fold_conditional(conditional),
            ExpressionKind::Function(_) => Value::Function,
            ExpressionKind::Class(class) => Value::Symbol(self.symbol(&class.name)),
            ExpressionKind::Assign(bind) => bind.value.as_ref().map_or(Value::Unknown, |value| self.fold(value)),
            ExpressionKind::Spread(inner) => self.fold(inner),
            ExpressionKind::Other(_) => Value::Unknown,
        }
    }

    /// The condition that an expression is, where it is tested.
    pub(super) fn condition(&self, test: &Expression) -> Condition {
        match &test.kind {
            ExpressionKind::Not(inner) => self.condition(inner).not(),
            ExpressionKind::Binary(binary) if binary.operator == "&&" => {
                Condition::All(vec![self.condition(&binary.left), self.condition(&binary.right)])
            }
            ExpressionKind::Binary(binary) if binary.operator == "||" => {
                Condition::Any(vec![self.condition(&binary.left), self.condition(&binary.right)])
            }
            _ => Condition::Value(self.fold(test)),
        }
    }

    fn fold_name(&self, name: &str) -> Value {
        let Some((_, binding)) = self.scopes.find(self.scope, name) else { return Value::Symbol(name.to_owned()) };
        match &binding.value {
            Value::Unknown | Value::Function => Value::Symbol(binding.symbol.clone().unwrap_or_else(|| "?".into())),
            value => value.clone(),
        }
    }

    /// The name of the place that an expression means: what is called, what is changed.
    pub(super) fn place_name(&self, expression: &Expression) -> String {
        match &expression.kind {
            ExpressionKind::Name(name) => match self.scopes.find(self.scope, name) {
                Some((_, binding)) if binding.container => binding.symbol.clone().unwrap_or_else(|| "?".into()),
                Some((_, binding)) => known_name(&binding.value).or_else(|| binding.symbol.clone()).unwrap_or_else(|| "?".into()),
                None => name.clone(),
            },
            ExpressionKind::Member(object, name) => match self.fold(expression) {
                value @ (Value::Symbol(_) | Value::Call { .. }) => name_of(&value),
                _ => names::member(&self.place_name(object), name),
            },
            ExpressionKind::Index(object, _) => match self.fold(expression) {
                value @ (Value::Symbol(_) | Value::Call { .. }) => name_of(&value),
                _ => self.place_name(object) + "[]",
            },
            _ => name_of(&self.fold(expression)),
        }
    }

    fn fold_member(&self, object: &Expression, name: &str) -> Value {
        match self.fold(object) {
            Value::Symbol(base) if is_environment(&base) => variable(name, None),
            Value::Map(entries) => match entries.iter().rev().find(|entry| entry.key == name) {
                Some(entry) => entry.value.clone(),
                None => Value::Symbol(names::member(&self.place_name(object), name)),
            },
            value @ (Value::Environment { .. } | Value::Text(_) | Value::Joined(_)) if names::TRANSPARENT_METHODS.contains(&name) => value,
            value => {
                let base = if self.is_container(object) { self.place_name(object) } else { name_of(&value) };
                let full = names::member(&base, name);
                self.fields.get(&full).cloned().filter(|value| *value != Value::Unknown).unwrap_or(Value::Symbol(full))
            }
        }
    }

    fn is_container(&self, expression: &Expression) -> bool {
        matches!(&expression.kind, ExpressionKind::Name(name) if self.scopes.find(self.scope, name).is_some_and(|(_, binding)| binding.container))
    }

    fn fold_index(&self, object: &Expression, index: &Expression) -> Value {
        let key = self.fold(index);
        match (self.fold(object), key.text()) {
            (Value::Symbol(base), Some(name)) if is_environment(&base) => variable(name, None),
            (Value::Map(entries), Some(name)) => match entries.iter().rev().find(|entry| entry.key == name) {
                Some(entry) => entry.value.clone(),
                None => Value::Symbol(self.place_name(object) + "[]"),
            },
            // `config[env]`: what production says, where the map tells environments apart.
            (Value::Map(entries), None) => match entries.iter().find(|entry| entry.key == "production") {
                Some(entry) => entry.value.clone(),
                None => Value::Symbol(self.place_name(object) + "[]"),
            },
            (Value::Symbol(base), Some(name)) if base.ends_with(".config") => Value::Symbol(names::member(&base, name)),
            (value, _) => Value::Symbol(name_of(&value) + "[]"),
        }
    }

    fn fold_object(&self, properties: &[Property]) -> Value {
        let mut entries: Vec<Entry> = Vec::new();
        for property in properties.iter().take(MOST_ELEMENTS) {
            let value = self.fold(&property.value);
            match property.key.as_ref() {
                None => match value {
                    Value::Map(inner) => entries.extend(inner),
                    value => entries.push(Entry { key: "...".into(), value, span: property.span, value_span: property.value.span }),
                },
                Some(key) => {
                    let key = match &key.kind {
                        ExpressionKind::Name(name) | ExpressionKind::Text(name) | ExpressionKind::Number(name) => name.clone(),
                        _ => self.fold(key).template().unwrap_or_else(|| "{}".into()),
                    };
                    if key == "useFactory"
                        && let Some(Value::Map(inner)) = self.returned(&property.value)
                    {
                        entries.extend(inner);
                    }
                    entries.push(Entry { key, value, span: property.span, value_span: property.value.span });
                }
            }
        }
        Value::Map(entries)
    }

    fn fold_conditional(&self, conditional: &Conditional) -> Value {
        match self.condition(&conditional.test).truth() {
            Truth::True => self.fold(&conditional.then),
            Truth::False => self.fold(&conditional.otherwise),
            Truth::IfUnset(names) => unless_set(&names, self.fold(&conditional.then)),
            Truth::IfSet(names) => unless_set(&names, self.fold(&conditional.otherwise)),
            Truth::Unknown => either(vec![self.fold(&conditional.then), self.fold(&conditional.otherwise)]),
        }
    }

    fn fold_binary(&self, binary: &Binary) -> Value {
        let operands = || (self.fold(&binary.left), self.fold(&binary.right));
        match binary.operator.as_str() {
            "||" | "??" => with_default(self.fold(&binary.left), || self.fold(&binary.right)),
            "&&" => match self.condition(&binary.left).truth() {
                Truth::False => Value::Boolean(false),
                _ => self.fold(&binary.right),
            },
            "+" => {
                let (left, right) = operands();
                join([left, right].into_iter())
            }
            "/" => {
                let (left, right) = operands();
                match (&left, &right) {
                    (Value::Number(_), _) | (_, Value::Number(_)) => Value::Unknown,
                    _ => join([left, Value::Text("/".into()), right].into_iter()),
                }
            }
            "%" => match operands() {
                (Value::Text(text), right) => join([Value::Text(text), right].into_iter()),
                _ => Value::Unknown,
            },
            "*" | "-" => match operands() {
                (Value::Number(left), Value::Number(right)) => calculate(&left, &right, &binary.operator),
                _ => Value::Unknown,
            },
            "<" | ">" | "<=" | ">=" => match operands() {
                (Value::Number(left), Value::Number(right)) => order(&left, &right, &binary.operator),
                _ => Value::Unknown,
            },
            "==" => compare(operands(), true),
            "!=" => compare(operands(), false),
            "in" => contains(operands(), true),
            "not in" => contains(operands(), false),
            _ => Value::Unknown,
        }
    }

    fn fold_call(&self, call: &Call) -> Value {
        if let Some(module) = self.required_module(call) {
            return module;
        }
        if let ExpressionKind::Member(object, method) = &call.callee.kind
            && let Some(value) = self.fold_method(object, method, call)
        {
            return value;
        }
        let name = self.place_name(&call.callee);
        let arguments = || call.arguments.iter().map(|argument| self.fold(&argument.value)).collect::<Vec<_>>();
        if let Some(value) = reader(&name).and_then(|reader| self.read_variable(reader, call)) {
            return value;
        }
        if names::JOINING.contains(&name.as_str()) {
            let parts = arguments();
            let separated = parts
                .into_iter()
                .enumerate()
                .flat_map(|(index, part)| (index > 0).then(|| Value::Text("/".into())).into_iter().chain([part]));
            return join(separated);
        }
        let transparent =
            names::PATH_OF.contains(&name.as_str()) || (names::TRANSPARENT.contains(&name.as_str()) && call.arguments.len() <= 2);
        if let (true, Some(first)) = (transparent, call.arguments.first()) {
            let value = self.fold(&first.value);
            if value != Value::Unknown {
                return value;
            }
        }
        Value::Call { name, arguments: self.fold_arguments(call) }
    }

    /// The arguments of a call, folded.
    pub(super) fn fold_arguments(&self, call: &Call) -> Vec<Argument> {
        call.arguments
            .iter()
            .map(|argument| Argument { name: argument.name.clone(), value: self.fold(&argument.value), span: argument.value.span })
            .collect()
    }

    /// `require('x')` and `await import('x')` as the module.
    pub(super) fn required_module(&self, call: &Call) -> Option<Value> {
        let ExpressionKind::Name(name) = &call.callee.kind else { return None };
        if !matches!(name.as_str(), "require" | "import" | "__import__") || self.scopes.find(self.scope, name).is_some() {
            return None;
        }
        let module = self.fold(&call.arguments.first()?.value);
        Some(Value::Symbol(self.module_name(module.text()?)))
    }

    /// Calls of methods that give their receiver, or a part of a map, back.
    fn fold_method(&self, object: &Expression, method: &str, call: &Call) -> Option<Value> {
        let receiver = self.fold(object);
        match (&receiver, method) {
            (Value::Environment { .. } | Value::Text(_) | Value::Joined(_), "format") => Some(receiver),
            (Value::Environment { .. } | Value::Text(_) | Value::Joined(_), "joinpath" | "concat") => {
                let parts = call.arguments.iter().flat_map(|argument| [Value::Text("/".into()), self.fold(&argument.value)]);
                Some(join(std::iter::once(receiver.clone()).chain(parts)))
            }
            (Value::Environment { .. } | Value::Text(_) | Value::Joined(_), method) if names::TRANSPARENT_METHODS.contains(&method) => {
                Some(receiver)
            }
            // A page that the platform serves does not stand on the developer's machine.
            (Value::Symbol(name), "includes" | "indexOf" | "startsWith" | "match" | "search") if is_own_address(name) => {
                let local = call
                    .arguments
                    .first()
                    .map(|argument| self.fold(&argument.value))
                    .is_some_and(|value| value.text().is_some_and(is_local));
                let never = if matches!(method, "indexOf" | "search") { Value::Number("-1".into()) } else { Value::Boolean(false) };
                local.then_some(never)
            }
            (Value::List(values), "includes" | "__contains__") => {
                let first = self.fold(&call.arguments.first()?.value);
                Some(contains((first, Value::List(values.clone())), true))
            }
            (Value::Map(_), "get") => {
                let key = self.fold(&call.arguments.first()?.value);
                receiver.get(key.text()?).cloned()
            }
            _ => None,
        }
    }

    /// The value that a closure gives when it does nothing but return it: the options of a factory.
    fn returned(&self, expression: &Expression) -> Option<Value> {
        let ExpressionKind::Function(function) = &expression.kind else { return None };
        match &function.body.last()?.kind {
            StatementKind::Return(Some(value)) => Some(self.fold(value)),
            _ => None,
        }
    }

    /// The environment variable that a call reads, with its default.
    pub(super) fn read_variable(&self, reader: &Reader, call: &Call) -> Option<Value> {
        let argument = |key: &str| match key.parse::<usize>() {
            Ok(position) => call.arguments.iter().filter(|argument| argument.name.is_none()).nth(position),
            Err(_) => call.arguments.iter().find(|argument| argument.name.as_deref() == Some(key)),
        };
        let named = argument(&reader.name).and_then(|argument| self.fold(&argument.value).text().map(str::to_owned));
        let name = named.or_else(|| reader.variable.clone()).filter(|name| is_variable_name(name))?;
        let default = reader.default.iter().find_map(|key| argument(key)).map(|argument| self.fold(&argument.value));
        Some(variable(&name, default.map(Box::new)))
    }
}

/// The reader of variables that a name is, if it is one.
pub(super) fn reader(name: &str) -> Option<&'static Reader> {
    tables::environment().reader.iter().find(|reader| reader.calls.iter().any(|call| wildcard::matches(call, name)))
}

fn is_environment(name: &str) -> bool {
    tables::environment().objects.iter().any(|object| object == name)
}

/// `window.location.hostname` and the like: where a page itself stands.
fn is_own_address(name: &str) -> bool {
    let mut parts = name.rsplit('.');
    matches!(parts.next(), Some("host" | "hostname" | "href" | "origin")) && parts.next() == Some("location")
}

fn is_local(text: &str) -> bool {
    text.contains("localhost") || text.contains("127.0.0.1")
}

fn calculate(left: &str, right: &str, operator: &str) -> Value {
    let (Ok(left), Ok(right)) = (left.replace('_', "").parse::<i64>(), right.replace('_', "").parse::<i64>()) else {
        return Value::Unknown;
    };
    let result = if operator == "*" { left.checked_mul(right) } else { left.checked_sub(right) };
    result.map_or(Value::Unknown, |number| Value::Number(number.to_string()))
}

fn order(left: &str, right: &str, operator: &str) -> Value {
    let (Ok(left), Ok(right)) = (left.parse::<f64>(), right.parse::<f64>()) else { return Value::Unknown };
    Value::Boolean(match operator {
        "<" => left < right,
        ">" => left > right,
        "<=" => left <= right,
        _ => left >= right,
    })
}

fn is_variable_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn variable(name: &str, default: Option<Box<Value>>) -> Value {
    Value::Environment { name: name.to_owned(), default }
}

/// What holds until one of the variables is set.
fn unless_set(names: &[String], value: Value) -> Value {
    names.first().map_or(Value::Unknown, |name| variable(name, Some(Box::new(value))))
}

/// `left || right`.
pub(super) fn with_default(left: Value, right: impl FnOnce() -> Value) -> Value {
    match left {
        Value::Environment { name, default: None } => variable(&name, Some(Box::new(right()))),
        Value::Environment { name, default: Some(default) } => variable(&name, Some(Box::new(with_default(*default, right)))),
        Value::Null | Value::Boolean(false) => right(),
        Value::Text(text) if text.is_empty() => right(),
        Value::Text(_) | Value::Number(_) | Value::Map(_) | Value::List(_) => left,
        Value::Joined(parts) if parts.iter().all(|part| part.variables().is_empty()) => Value::Joined(parts),
        left => either(vec![left, right()]),
    }
}

fn either(values: Vec<Value>) -> Value {
    let mut flat: Vec<Value> = Vec::new();
    for value in values {
        match value {
            Value::Either(inner) => flat.extend(inner),
            value => flat.push(value),
        }
    }
    flat.dedup();
    flat.truncate(MOST_ALTERNATIVES);
    match flat.len() {
        1 => flat.remove(0),
        _ => Value::Either(flat),
    }
}

/// Texts joined, neighbours that are known made one.
fn join(parts: impl Iterator<Item = Value>) -> Value {
    let mut joined: Vec<Value> = Vec::new();
    let mut push = |value: Value| match (joined.last_mut(), value) {
        (Some(Value::Text(before)), Value::Text(text)) => before.push_str(&text),
        (_, value) => joined.push(value),
    };
    for part in parts {
        match part {
            Value::Joined(inner) => inner.into_iter().for_each(&mut push),
            Value::Number(number) => push(Value::Text(number)),
            part => push(part),
        }
    }
    match joined.len() {
        0 => Value::Text(String::new()),
        1 => joined.remove(0),
        _ if joined.iter().all(|part| {
            !matches!(part, Value::Text(_) | Value::Environment { .. } | Value::Joined(_) | Value::Symbol(_) | Value::Call { .. })
        }) =>
        {
            Value::Unknown
        }
        _ => Value::Joined(joined),
    }
}

/// `left == right`, or `!=` where `equal` is false.
fn compare((left, right): (Value, Value), equal: bool) -> Value {
    let (variable_side, other) = if matches!(right, Value::Environment { .. }) { (right, left) } else { (left, right) };
    match (&variable_side, &other) {
        (Value::Environment { name, default }, other) => {
            let table = tables::environment();
            let fixed = table.production.get(name).cloned().map(Value::Text);
            if let (Some(Value::Text(fixed)), Some(text)) = (&fixed, other.text()) {
                return Value::Boolean((fixed.eq_ignore_ascii_case(text)) == equal);
            }
            if table.gates.names.contains(name) {
                return Value::Boolean(!equal && *other != Value::Null || equal && *other == Value::Null);
            }
            // What the comparison gives while the variable is not set.
            let unset = match (default.as_deref(), other) {
                (None, Value::Null) => true,
                (None, _) => false,
                (Some(default), other) => same(default, other),
            };
            variable(name, Some(Box::new(Value::Boolean(unset == equal))))
        }
        (Value::Text(one), Value::Text(other)) | (Value::Number(one), Value::Number(other)) => Value::Boolean((one == other) == equal),
        (Value::Symbol(name), Value::Text(text)) | (Value::Text(text), Value::Symbol(name)) if is_own_address(name) && is_local(text) => {
            Value::Boolean(!equal)
        }
        (Value::Boolean(one), Value::Boolean(other)) => Value::Boolean((one == other) == equal),
        _ => Value::Unknown,
    }
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Boolean(other)) => one.eq_ignore_ascii_case(&other.to_string()),
        (one, other) => one == other,
    }
}

/// `left in right`, or `not in` where `inside` is false.
fn contains((left, right): (Value, Value), inside: bool) -> Value {
    match (&left, &right) {
        (Value::Text(name), Value::Symbol(object)) if is_environment(object) => {
            if tables::environment().gates.names.contains(name) {
                return Value::Boolean(!inside);
            }
            variable(name, Some(Box::new(Value::Boolean(!inside))))
        }
        // Nobody passes arguments to a server on the platform.
        (Value::Text(_), Value::Symbol(list)) if list == "sys.argv" || list == "process.argv" => Value::Boolean(!inside),
        (Value::Text(text), Value::List(values)) => Value::Boolean(values.iter().any(|value| value.text() == Some(text)) == inside),
        (Value::Environment { name, .. }, Value::List(values)) => match tables::environment().production.get(name) {
            Some(fixed) => {
                Value::Boolean(values.iter().any(|value| value.text().is_some_and(|text| text.eq_ignore_ascii_case(fixed))) == inside)
            }
            None => variable(name, Some(Box::new(Value::Boolean(!inside)))),
        },
        _ => Value::Unknown,
    }
}

/// The name of a value: `?` for what has none.
pub(super) fn name_of(value: &Value) -> String {
    known_name(value).unwrap_or_else(|| "?".into())
}

fn known_name(value: &Value) -> Option<String> {
    match value {
        Value::Symbol(name) => Some(name.clone()),
        Value::Call { name, .. } => Some(format!("{name}()")),
        Value::Text(_) | Value::Joined(_) => Some("text".into()),
        Value::Either(values) => values.iter().find_map(|value| known_name(value).filter(|name| !name.starts_with('?') && name != "text")),
        _ => None,
    }
}
