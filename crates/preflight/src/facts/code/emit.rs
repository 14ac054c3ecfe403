//! The facts of expressions and bindings. Every expression is visited once; values are folded where they are needed.

use super::draft::{Change, ContainerDraft, Registration};
use super::fold;
use super::names;
use super::scope::Binding;
use super::syntax::{Binary, Bind, BindKind, Call, Class, Expression, ExpressionKind, Pattern, Property};
use super::tables;
use super::walk::Walker;
use crate::facts::{self, Entry, EnvironmentRead, FactKind, Setting, Text, Value};
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

/// How deep maps are taken apart into settings.
const DEEPEST_SETTING: usize = 6;

impl<'u> Walker<'u, '_> {
    /// Draws the facts of an expression and of all that is inside it.
    pub(super) fn visit(&mut self, expression: &'u Expression) {
        self.visit_as(expression, None, None);
    }

    /// The same, for an argument of a call or for the value of a key.
    fn visit_as(&mut self, expression: &'u Expression, argument_of: Option<&str>, key: Option<&str>) {
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

    fn call(&mut self, expression: &'u Expression, call: &'u Call, bound_to: Option<&str>) {
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

    /// `app.config.update(KEY=…)`, `app.config.from_mapping(…)`.
    fn settings_by_call(&mut self, name: &str, call: &Call, arguments: &[facts::Argument]) {
        if let (ExpressionKind::Member(object, method), [argument]) = (&call.callee.kind, arguments)
            && method == "update"
            && !matches!(argument.value, Value::Unknown)
            && let Some(key) = self.updated_key(object)
        {
            self.setting(key, &argument.value, argument.span);
        }
        if let Some(config) = name
            .strip_suffix(".update")
            .or_else(|| name.strip_suffix(".from_mapping"))
            .filter(|base| base.ends_with(".config") || base.ends_with(".conf"))
        {
            for argument in arguments {
                match (&argument.name, &argument.value) {
                    (Some(key), value) => self.setting(names::member(config, key), value, argument.span),
                    (None, Value::Map(entries)) => self.settings_of(config, entries, 0),
                    _ => {}
                }
            }
        }
    }

    /// The key of the setting that `X.update(…)` changes, where X is a setting of this file: `DATABASES['default']`.
    fn updated_key(&self, object: &Expression) -> Option<String> {
        match &object.kind {
            ExpressionKind::Name(name) if name.chars().all(|character| character.is_ascii_uppercase() || character == '_') => Some(name.clone()),
            ExpressionKind::Index(base, _) if matches!(&base.kind, ExpressionKind::Name(name) if name.chars().all(|character| character.is_ascii_uppercase() || character == '_')) => self.place_key(object),
            _ => None,
        }
    }

    /// A change of a container by one of its methods.
    fn changed_by(&mut self, call: &Call, span: Span) {
        let ExpressionKind::Member(object, method) = &call.callee.kind else { return };
        if !names::MUTATORS.contains(&method.as_str()) {
            return;
        }
        let target = self.place_name(object);
        let put = call.arguments.last().map(|argument| fold::name_of(&self.fold(&argument.value)));
        self.changed(target, span, put, true);
    }

    fn changed(&mut self, target: String, span: Span, holds: Option<String>, by_method: bool) {
        if target.starts_with('@') {
            let change = Change { target, place: self.place(span), function: self.function, holds, by_method };
            self.drafts.changes.push(change);
        }
    }

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
    fn function_symbol(&self, bind: &Bind, key: Option<&str>) -> Option<String> {
        match &bind.target {
            Pattern::Name(name) => Some(self.local_symbol(name)),
            Pattern::Place(_) => key.map(|key| match key.strip_prefix("exports") {
                Some(rest) => format!("@{}{rest}", self.file.path),
                None => key.to_owned(),
            }),
            _ => None,
        }
    }

    fn bind_name(&mut self, bind: &'u Bind, name: &str, value: Value, span: Span) {
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

    fn exported_target(&self, name: &str, value: &Value, container: bool) -> String {
        match fold::name_of(value) {
            known if !container && !known.starts_with('?') && known != "text" => known,
            _ => self.symbol(name),
        }
    }

    /// A second value for a name: by condition it is one of both, else the new one.
    fn reassign(&mut self, scope: super::scope::ScopeId, name: &str, mut binding: Binding, value: Value) {
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
    fn module_setting(&mut self, name: &str, value: &Value, bind: &'u Bind, span: Span) {
        if self.function.is_none() && !matches!(value, Value::Function | Value::Unknown) && bind.how != BindKind::Update {
            let key = match self.class {
                Some(class) => names::member(&class.name, name),
                None => name.to_owned(),
            };
            self.setting(key, value, span);
        }
    }

    fn assign_place(&mut self, bind: &'u Bind, place: &'u Expression, value: Value, span: Span) {
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
    fn self_field(&mut self, bind: &'u Bind, symbol: &str, field: &str, full: &str, value: &Value, span: Span, owner: &Class) {
        if let Some(kind) = bind.value.as_ref().and_then(|expression| self.container_kind(expression, BindKind::Variable)) {
            let decorators = owner.decorators.iter().map(|decorator| self.place_name(callee_of(decorator))).collect();
            self.container(full.to_owned(), field, (kind, container_parts(bind.value.as_ref())), Some((symbol.to_owned(), decorators)), span);
        } else {
            self.fields.insert(full.to_owned(), value.clone());
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
            self.container(full.clone(), name, (kind, container_parts(bind.value.as_ref())), Some((symbol.to_owned(), decorators.to_vec())), span);
        } else {
            self.fields.insert(full, value.clone());
        }
        self.scopes.bind(self.scope, name, Binding { value: value.clone(), symbol: None, container: false });
        if !matches!(value, Value::Function | Value::Unknown) {
            self.setting(names::member(&class.name, name), &value, span);
        }
    }

    /// A field of pydantic's `BaseSettings` is the variable of its name in capitals.
    fn settings_field(&mut self, name: &str, value: Value, span: Span) -> Value {
        let variable = name.to_ascii_uppercase();
        let default = Some(value).filter(|value| *value != Value::Unknown);
        self.add(FactKind::EnvironmentRead(EnvironmentRead { name: variable.clone(), default: default.clone() }), span);
        Value::Environment { name: variable, default: default.map(Box::new) }
    }

    fn export_value(&mut self, name: &str, bind: &Bind, value: &Value) {
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

    fn visit_place(&mut self, object: &'u Expression) {
        if matches!(object.kind, ExpressionKind::Call(_) | ExpressionKind::Index(..)) {
            self.visit(object);
        }
    }

    /// The dotted key that an assignment sets: `exports.client`, `flask.Flask().config.SECRET_KEY`, `DATABASES.default`.
    fn place_key(&self, place: &Expression) -> Option<String> {
        match &place.kind {
            ExpressionKind::Member(object, name) => match &object.kind {
                ExpressionKind::Name(module) if module == "module" && name == "exports" => Some("exports".into()),
                _ => Some(names::key(&self.key_base(object), name)),
            },
            ExpressionKind::Index(object, index) => {
                let key = self.fold(index);
                Some(names::key(&self.key_base(object), key.text()?))
            }
            _ => None,
        }
    }

    fn key_base(&self, object: &Expression) -> String {
        match &object.kind {
            ExpressionKind::Name(name) => match self.place_name(object) {
                local if local.starts_with('@') || local.starts_with('?') => name.clone(),
                known => known,
            },
            ExpressionKind::Member(..) | ExpressionKind::Index(..) => self.place_key(object).unwrap_or_else(|| "?".into()),
            _ => self.place_name(object),
        }
    }

    /// A setting and, of a map, every setting in it.
    fn setting(&mut self, key: String, value: &Value, span: Span) {
        if let Value::Map(entries) = value {
            self.settings_of(&key, entries, 0);
        }
        self.add(FactKind::Setting(Setting { key, value: value.clone() }), span);
    }

    fn settings_of(&mut self, base: &str, entries: &[Entry], depth: usize) {
        for entry in entries.iter().filter(|entry| !matches!(entry.value, Value::Unknown | Value::Function)) {
            let key = names::key(base, &entry.key);
            if let (Value::Map(inner), true) = (&entry.value, depth < DEEPEST_SETTING) {
                self.settings_of(&key, inner, depth + 1);
            } else {
                self.add(FactKind::Setting(Setting { key, value: entry.value.clone() }), entry.span);
            }
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

    fn part(&mut self, value: &Value, key: &str, default: Option<&'u Expression>) -> Value {
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

    fn container(&mut self, symbol: String, name: &str, (kind, parts): (&'static str, Vec<String>), owner: Option<(String, Vec<String>)>, span: Span) {
        let draft = ContainerDraft {
            symbol,
            name: name.to_owned(),
            kind,
            parts,
            owner,
            place: self.place(span),
            statement: self.statement,
            conditions: self.conditions.clone(),
        };
        self.drafts.containers.push(draft);
    }

    /// What kind of container an expression makes.
    fn container_kind(&self, expression: &Expression, how: BindKind) -> Option<&'static str> {
        match &expression.kind {
            ExpressionKind::List(_) => Some("list"),
            ExpressionKind::Object(_) => Some("map"),
            ExpressionKind::Number(_) if how != BindKind::Constant => Some("counter"),
            ExpressionKind::Call(call) => names::container_kind(&self.place_name(&call.callee)),
            _ => None,
        }
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

fn key_of(property: &Property) -> Option<&str> {
    match &property.key.as_ref()?.kind {
        ExpressionKind::Name(name) | ExpressionKind::Text(name) => Some(name),
        _ => None,
    }
}

/// The keys of an object under which it holds containers of its own: `{ users: [] }`.
fn container_parts(expression: Option<&Expression>) -> Vec<String> {
    let Some(ExpressionKind::Object(properties)) = expression.map(|expression| &expression.kind) else { return Vec::new() };
    let holds = |property: &&Property| matches!(property.value.kind, ExpressionKind::List(_) | ExpressionKind::Object(_) | ExpressionKind::Number(_)) || is_new_container(&property.value);
    properties.iter().filter(holds).filter_map(|property| key_of(property).map(str::to_owned)).collect()
}

/// `new Map()` and the like, by the name alone.
fn is_new_container(expression: &Expression) -> bool {
    let ExpressionKind::Call(call) = &expression.kind else { return false };
    matches!(&call.callee.kind, ExpressionKind::Name(name) if names::container_kind(name).is_some())
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
