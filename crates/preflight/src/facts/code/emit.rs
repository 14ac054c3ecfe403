//! The facts of expressions. Every expression is visited once; values are folded where they are needed.

use super::draft::Registration;
use super::fold;
use super::names;
use super::syntax::{Binary, Call, Expression, ExpressionKind, Property};
use super::tables;
use super::walk::Walker;
use crate::facts::{self, EnvironmentRead, FactKind, Text, Value};
use crate::text::Span;

/// What makes a string worth a fact of its own.
const TELLING: &[&str] = &[
    "://",
    "localhost",
    "127.0.0.1",
    "0.0.0.0",
    "-----BEGIN",
    "AKIA",
    "sk_live_",
    "sk_test_",
    "ghp_",
    "xoxb-",
    "/run/secrets/",
    "AIza",
    "SG.",
];

impl<'u> Walker<'u, '_> {
    /// Draws the facts of an expression and of all that is inside it.
    pub(super) fn visit(&mut self, expression: &'u Expression) {
        self.visit_as(expression, None, None);
    }

    /// The same, for an argument of a call or for the value of a key.
    pub(super) fn visit_as(&mut self, expression: &'u Expression, argument_of: Option<&str>, key: Option<&str>) {
        match &expression.kind {
            ExpressionKind::Text(_) | ExpressionKind::Template(_) => self.text(expression, argument_of, key),
            ExpressionKind::Member(object, _) => match self.environment_read(expression) {
                true => {}
                false => self.visit_as(object, None, None),
            },
            ExpressionKind::Index(object, index) => match self.environment_read(expression) {
                true => {}
                false => {
                    self.visit_as(object, None, None);
                    self.visit_as(index, None, None);
                }
            },
            ExpressionKind::Call(call) => self.call(expression, call, None),
            ExpressionKind::Object(properties) => self.object(properties, argument_of, key),
            ExpressionKind::List(elements) => elements.iter().for_each(|element| self.visit_as(element, argument_of, key)),
            ExpressionKind::Binary(binary) => self.binary(binary, argument_of, key),
            ExpressionKind::Not(inner) | ExpressionKind::Spread(inner) => self.visit_as(inner, argument_of, key),
            ExpressionKind::Conditional(conditional) => {
                self.visit(&conditional.test);
                let condition = self.condition(&conditional.test);
                self.conditions.push(condition.clone());
                self.visit_as(&conditional.then, argument_of, key);
                self.conditions.pop();
                self.conditions.push(condition.not());
                self.visit_as(&conditional.otherwise, argument_of, key);
                self.conditions.pop();
            }
            ExpressionKind::Function(function) => {
                let symbol = key.filter(|_| self.function.is_none()).map(|key| self.symbol(key.strip_prefix("exports.").unwrap_or(key)));
                self.define(function, symbol, Vec::new());
            }
            ExpressionKind::Class(class) => self.class(class, expression.span),
            ExpressionKind::Assign(bind) => self.bind(bind, expression.span),
            ExpressionKind::Other(inner) => inner.iter().for_each(|inner| self.visit_as(inner, None, None)),
            ExpressionKind::Number(_) | ExpressionKind::Boolean(_) | ExpressionKind::Null | ExpressionKind::Name(_) => {}
        }
    }

    fn text(&mut self, expression: &'u Expression, argument_of: Option<&str>, key: Option<&str>) {
        if let ExpressionKind::Template(parts) = &expression.kind {
            parts
                .iter()
                .filter(|part| !matches!(part.kind, ExpressionKind::Text(_)))
                .for_each(|part| self.visit_as(part, argument_of, key));
        }
        let value = self.fold(expression);
        // A text that an environment variable has a part in is a default, not a literal.
        if self.in_default || !value.variables().is_empty() {
            return;
        }
        let Some(text) = own_text(expression) else { return };
        if TELLING.iter().any(|part| text.contains(part)) {
            let fact = Text { text, argument_of: argument_of.map(str::to_owned), key: key.map(str::to_owned) };
            self.add(FactKind::Text(fact), expression.span);
        }
    }

    /// Notes that a variable is read, if the expression is one; its default is noted by what stands around it.
    fn environment_read(&mut self, expression: &Expression) -> bool {
        match self.fold(expression) {
            Value::Environment { name, default } if is_direct_read(expression) => {
                self.add(FactKind::EnvironmentRead(EnvironmentRead { name, default: default.map(|value| *value) }), expression.span);
                true
            }
            _ => false,
        }
    }

    fn object(&mut self, properties: &'u [Property], argument_of: Option<&str>, around: Option<&str>) {
        let tells_environments_apart = properties.iter().any(|property| key_of(property) == Some("production"));
        for property in properties {
            let key = key_of(property);
            if let Some(Expression { kind: ExpressionKind::Call(_), .. }) = &property.key {
                property.key.iter().for_each(|key| self.visit(key));
            }
            let development = tells_environments_apart && matches!(key, Some("development" | "dev" | "test" | "testing" | "local"));
            if development {
                self.conditions.push(super::condition::Condition::Value(Value::Boolean(false)));
            }
            let functions = self.drafts.functions.len();
            let full = key.map(|key| names::key(around.unwrap_or_default(), key));
            self.visit_as(&property.value, argument_of, full.as_deref());
            if key.is_some_and(|key| tables::handlers().keys.iter().any(|known| known == key)) {
                self.drafts.functions[functions..].iter_mut().for_each(|function| function.handler = true);
            }
            if development {
                self.conditions.pop();
            }
        }
    }

    fn binary(&mut self, binary: &'u Binary, argument_of: Option<&str>, key: Option<&str>) {
        if !matches!(binary.operator.as_str(), "||" | "??") {
            self.visit_as(&binary.left, argument_of, key);
            self.visit_as(&binary.right, argument_of, key);
            return;
        }
        let before = self.drafts.facts.len();
        self.visit_as(&binary.left, argument_of, key);
        let is_default = matches!(self.fold(&binary.left), Value::Environment { .. });
        if is_default {
            let default = self.fold(&binary.right);
            for draft in &mut self.drafts.facts[before..] {
                if let FactKind::EnvironmentRead(read) = &mut draft.kind {
                    read.default.get_or_insert_with(|| default.clone());
                }
            }
        }
        let outer = self.in_default;
        self.in_default |= is_default;
        if is_default {
            let condition = self.condition(&binary.left).not();
            self.conditions.push(condition);
        }
        self.visit_as(&binary.right, argument_of, key);
        if is_default {
            self.conditions.pop();
        }
        self.in_default = outer;
    }

    pub(super) fn call(&mut self, expression: &'u Expression, call: &'u Call, bound_to: Option<&str>) {
        if let Some(Value::Symbol(module)) = self.required_module(call) {
            self.required(call, module, expression.span);
            return;
        }
        let name = self.place_name(&call.callee);
        self.changed_by(call, expression.span);
        match &call.callee.kind {
            ExpressionKind::Member(object, _) => self.visit(object),
            ExpressionKind::Name(_) => {}
            _ => self.visit(&call.callee),
        }
        let read = fold::reader(&name).and_then(|reader| self.read_variable(reader, call));
        let outer = self.in_default;
        self.in_default |= read.is_some();
        let closures = self.closures.len();
        for argument in &call.arguments {
            self.visit_as(&argument.value, Some(&name), argument.name.as_deref());
        }
        self.in_default = outer;
        let arguments = self.fold_arguments(call);
        self.load_by_name(&name, &arguments);
        self.register(&name, closures, &arguments);
        self.settings_by_call(&name, call, &arguments);
        match read {
            Some(Value::Environment { name, default }) => {
                self.add(FactKind::EnvironmentRead(EnvironmentRead { name, default: default.map(|value| *value) }), expression.span)
            }
            _ => {
                if self.function.is_none() {
                    self.drafts.instantiated.insert(name.clone());
                }
                let receiver = match &call.callee.kind {
                    ExpressionKind::Member(object, _) => self.fold(object),
                    _ => Value::Unknown,
                };
                let fact = facts::Call { name, callee: call.callee.span, receiver, arguments, bound_to: bound_to.map(str::to_owned) };
                self.add(FactKind::Call(fact), expression.span);
            }
        }
    }

    fn required(&mut self, call: &Call, module: String, span: Span) {
        if let Some(file) = call
            .arguments
            .first()
            .and_then(|argument| self.fold(&argument.value).text().map(str::to_owned))
            .and_then(|written| self.modules.resolve(self.file, &written))
        {
            self.link(file);
        }
        self.add(FactKind::Import(facts::Import { module }), span);
    }

    /// `app.config.from_object('config.Production')` loads a file of the project by its name.
    fn load_by_name(&mut self, name: &str, arguments: &[facts::Argument]) {
        if !names::LOADERS.iter().any(|loader| name.ends_with(loader)) {
            return;
        }
        let Some(written) = arguments.first().and_then(|argument| argument.value.text()) else { return };
        let module = written.strip_suffix(".py").unwrap_or(written).replace(':', ".");
        let parent = module.rsplit_once('.').map(|(parent, _)| parent.to_owned());
        let file = self.modules.resolve(self.file, &module).or_else(|| self.modules.resolve(self.file, &parent?));
        if let Some(file) = file {
            self.link(file);
        }
    }

    fn register(&mut self, name: &str, closures: usize, arguments: &[facts::Argument]) {
        let function = self.function;
        let functions: Vec<_> = self.closures[closures.min(self.closures.len())..].to_vec();
        let functions: Vec<_> = functions.into_iter().filter(|id| self.drafts.functions[id.0].parent == function).collect();
        let mut symbols = Vec::new();
        for argument in arguments {
            argument.value.visit(&mut |value| {
                if matches!(value, Value::Symbol(name) if name.starts_with('@')) {
                    symbols.push(value.clone());
                }
            });
        }
        if !functions.is_empty() || !symbols.is_empty() {
            self.drafts.registrations.push(Registration { name: name.to_owned(), functions, values: symbols, function });
        }
    }

    /// A decorator: an annotation fact, and its name.
    pub(super) fn annotation(&mut self, decorator: &'u Expression, on: &str) -> String {
        let (name, arguments) = match &decorator.kind {
            ExpressionKind::Call(call) => {
                call.arguments.iter().for_each(|argument| self.visit(&argument.value));
                (self.place_name(&call.callee), self.fold_arguments(call))
            }
            _ => (self.place_name(decorator), Vec::new()),
        };
        self.add(FactKind::Annotation(facts::Annotation { name: name.clone(), arguments, on: on.to_owned() }), decorator.span);
        name
    }
}

/// True for `process.env.X` and `os.environ['X']` themselves, not for a name that was bound to one.
fn is_direct_read(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Member(object, _) | ExpressionKind::Index(object, _) => match &object.kind {
            ExpressionKind::Member(_, name) => name == "env" || name == "environ",
            ExpressionKind::Name(name) => name == "env" || name == "environ",
            _ => false,
        },
        _ => false,
    }
}

/// The text as it is written, `{}` for its holes. What names in it stand for is told where they are bound.
fn own_text(expression: &Expression) -> Option<String> {
    match &expression.kind {
        ExpressionKind::Text(text) => Some(text.clone()),
        ExpressionKind::Template(parts) => Some(parts.iter().map(|part| own_text(part).unwrap_or_else(|| "{}".into())).collect()),
        _ => None,
    }
}

/// The key of a property, where it is a plain one.
pub(super) fn key_of(property: &Property) -> Option<&str> {
    match &property.key.as_ref()?.kind {
        ExpressionKind::Name(name) | ExpressionKind::Text(name) => Some(name),
        _ => None,
    }
}
