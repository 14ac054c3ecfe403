//! Goes through a file's statements in the order in which they run: the file itself first, then each function's body, with every
//! name of the file known by then.

use std::collections::{HashMap, VecDeque};

use super::condition::{Condition, Truth};
use super::draft::{Draft, Drafts, FunctionId, FunctionRecord};
use super::memory::Memory;
use super::modules::Modules;
use super::names;
use super::scope::{Binding, ScopeId, Scopes};
use super::syntax::{
    Class, Expression, ExpressionKind, Function, If, Import, ImportBinding, Imported, Loop, Parameter, Pattern, Statement, StatementKind,
    Unit,
};
use super::tables;
use crate::facts::{self, FactKind, ModuleLink, Place, Value};
use crate::project::{File, FileId, Format};
use crate::text::Span;
use crate::wildcard;

/// Walks one file.
pub struct Walker<'u, 'd> {
    pub(super) file: &'u File,
    pub(super) modules: &'u Modules<'u>,
    pub(super) drafts: &'d mut Drafts,
    pub(super) scopes: Scopes,
    pub(super) scope: ScopeId,
    /// Fields of the file's classes, by full name.
    pub(super) fields: HashMap<String, Value>,
    pub(super) conditions: Vec<Condition>,
    pub(super) function: Option<FunctionId>,
    pub(super) inside: Option<String>,
    pub(super) class: Option<&'u Class>,
    pub(super) statement: Span,
    pub(super) script: bool,
    /// Inside the default of an environment read: literals there are no literals of the app.
    pub(super) in_default: bool,
    /// Closures seen since a call's arguments began.
    pub(super) closures: Vec<FunctionId>,
    pub(super) memory: Memory,
    queue: VecDeque<Deferred<'u>>,
}

/// A function body that is walked later.
struct Deferred<'u> {
    function: &'u Function,
    id: FunctionId,
    scope: ScopeId,
    conditions: Vec<Condition>,
    inside: Option<String>,
    class: Option<&'u Class>,
    script: bool,
    arguments: Vec<Value>,
}

impl<'u, 'd> Walker<'u, 'd> {
    /// Walks `unit`, the lowered text of `file`, into `drafts`.
    pub fn walk(file: &'u File, unit: &'u Unit, modules: &'u Modules<'u>, drafts: &'d mut Drafts) {
        let script = tables::handlers().scripts.paths.iter().any(|pattern| wildcard::matches(pattern, &format!("/{}", file.path)));
        let mut walker = Walker {
            file,
            modules,
            drafts,
            scopes: Scopes::new(),
            scope: Scopes::FILE,
            fields: HashMap::new(),
            conditions: Vec::new(),
            function: None,
            inside: None,
            class: None,
            statement: Span::default(),
            script,
            in_default: false,
            closures: Vec::new(),
            memory: Memory::default(),
            queue: VecDeque::new(),
        };
        walker.hoist(&unit.statements);
        walker.block(&unit.statements);
        while let Some(deferred) = walker.queue.pop_front() {
            walker.body(deferred);
        }
        walker.export_names();
    }

    /// The name that something of this file has in the project.
    pub(super) fn symbol(&self, name: &str) -> String {
        names::member(&format!("@{}", self.file.path), name)
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place { file: self.file.id, span }
    }

    /// Adds a fact under the current circumstances.
    pub(super) fn add(&mut self, kind: FactKind, span: Span) {
        self.drafts.facts.push(Draft {
            kind,
            place: self.place(span),
            statement: self.statement,
            function: self.function,
            conditions: self.conditions.clone(),
            script: self.script,
            inside: self.inside.clone(),
        });
    }

    /// Functions and classes have their names before the first statement runs.
    fn hoist(&mut self, statements: &'u [Statement]) {
        for statement in statements {
            let name = match &statement.kind {
                StatementKind::Function(function) => function.name.as_deref(),
                StatementKind::Class(class) => Some(class.name.as_str()),
                _ => None,
            };
            if let Some(name) = name {
                let symbol = self.local_symbol(name);
                self.scopes.bind(
                    self.scope,
                    name,
                    Binding { value: Value::Symbol(symbol.clone()), symbol: Some(symbol), container: false },
                );
            }
        }
    }

    /// The name of something that is declared here: inside a function it is told apart by the function's number.
    pub(super) fn local_symbol(&self, name: &str) -> String {
        match self.function {
            None => self.symbol(name),
            Some(FunctionId(number)) => format!("@{}.{number}#{name}", self.file.path),
        }
    }

    pub(super) fn block(&mut self, statements: &'u [Statement]) {
        let conditions = self.conditions.len();
        for statement in statements {
            self.one(statement);
            if let StatementKind::If(choice) = &statement.kind {
                self.narrow(choice);
            }
        }
        self.conditions.truncate(conditions);
    }

    /// After `if (x) return;` the rest runs only when `x` does not hold.
    fn narrow(&mut self, choice: &If) {
        if choice.otherwise.is_empty() && choice.then.last().is_some_and(leaves) {
            let condition = self.condition(&choice.test);
            self.conditions.push(condition.not());
        }
    }

    fn one(&mut self, statement: &'u Statement) {
        let outer = std::mem::replace(&mut self.statement, statement.span);
        match &statement.kind {
            StatementKind::Import(import) => self.import(import, statement.span),
            StatementKind::Export(export) => self.export(export),
            StatementKind::Bind(bind) => self.bind(bind, statement.span),
            StatementKind::Expression(expression) => self.visit(expression),
            StatementKind::If(choice) => self.choice(choice),
            StatementKind::Loop(inner) => self.repeat(inner),
            StatementKind::Function(function) => {
                self.define(function, function.name.as_deref().map(|name| self.local_symbol(name)), Vec::new());
            }
            StatementKind::Class(class) => self.class(class, statement.span),
            StatementKind::Return(value) | StatementKind::Throw(value) => value.iter().for_each(|value| self.visit(value)),
            StatementKind::Try { body, handlers, finally } => {
                self.block(body);
                handlers.iter().for_each(|handler| self.under(Condition::OnError, handler));
                self.block(finally);
            }
            StatementKind::Block(statements) => {
                self.hoist(statements);
                self.block(statements);
            }
        }
        self.statement = outer;
    }

    fn choice(&mut self, choice: &'u If) {
        self.visit(&choice.test);
        let script = self.script;
        self.script |= is_main(&choice.test);
        let condition = self.condition(&choice.test);
        let dead = condition.truth() == Truth::False;
        self.under(condition.clone(), &choice.then);
        self.script = script;
        // Where the first branch never runs the second is what the file says.
        match dead {
            true => self.block(&choice.otherwise),
            false => self.under(condition.not(), &choice.otherwise),
        }
    }

    fn under(&mut self, condition: Condition, statements: &'u [Statement]) {
        self.conditions.push(condition);
        self.block(statements);
        self.conditions.pop();
    }

    fn repeat(&mut self, inner: &'u Loop) {
        if let Some(over) = &inner.over {
            self.visit(over);
            if let Some(target) = &inner.target {
                let element = match self.fold(over) {
                    value @ (Value::Symbol(_) | Value::Call { .. }) => Value::Symbol(super::fold::name_of(&value) + "[]"),
                    _ => Value::Unknown,
                };
                self.bind_pattern(target, element);
            }
        }
        self.block(&inner.body);
    }

    fn import(&mut self, import: &Import, span: Span) {
        if import.types_only {
            self.bind_imports(import);
            return;
        }
        let name = self.module_name(&import.module);
        if let Some(file) = self.modules.resolve(self.file, &import.module) {
            self.link(file);
        }
        for binding in &import.bindings {
            if let Imported::Named(named) = &binding.imported
                && let Some(file) = self.modules.resolve_member(self.file, &import.module, named)
            {
                self.link(file);
            }
        }
        self.add(FactKind::Import(facts::Import { module: name }), span);
        self.bind_imports(import);
    }

    pub(super) fn link(&mut self, imported: FileId) {
        let link = ModuleLink { importer: self.file.id, imported };
        // What a function loads it may load under any condition: only the file's own conditions count.
        let conditions = if self.function.is_none() { self.conditions.clone() } else { Vec::new() };
        self.drafts.links.push((link, conditions));
    }

    /// The module as rules name it, or `@` and the path of the file that it is.
    pub(super) fn module_name(&self, written: &str) -> String {
        match self.modules.resolve(self.file, written) {
            Some(file) => format!("@{}", self.modules.path(file)),
            None => names::module(written),
        }
    }

    fn bind_imports(&mut self, import: &Import) {
        for binding in &import.bindings {
            let name = self.imported_name(import, binding);
            if binding.imported == Imported::Everything {
                if let Some(file) = self.modules.resolve(self.file, &import.module) {
                    self.drafts.stars.entry(self.file.id).or_default().push(file);
                }
                continue;
            }
            self.scopes.bind(self.scope, &binding.local, Binding { value: Value::Symbol(name), symbol: None, container: false });
        }
    }

    fn imported_name(&self, import: &Import, binding: &ImportBinding) -> String {
        let module = self.module_name(&import.module);
        match &binding.imported {
            Imported::Default | Imported::Everything => module,
            Imported::Module => match import.module.split_once('.') {
                // `import a.b` binds `a`.
                Some((first, _)) if self.file.format == Format::Python && binding.local == first => self.module_name(first),
                _ => module,
            },
            Imported::Named(name) => match self.modules.resolve_member(self.file, &import.module, name) {
                Some(file) => format!("@{}", self.modules.path(file)),
                None => names::member(&module, name),
            },
        }
    }

    fn export(&mut self, export: &super::syntax::Export) {
        let from = export.from.as_ref().map(|module| self.module_name(module));
        if let Some(file) = export.from.as_ref().and_then(|module| self.modules.resolve(self.file, module)) {
            self.link(file);
            if export.names.iter().any(|(name, _)| name == "*") {
                self.drafts.stars.entry(self.file.id).or_default().push(file);
            }
        }
        for (name, exported) in export.names.iter().filter(|(name, _)| name != "*") {
            let target = match &from {
                Some(module) => names::member(module, name),
                None => match self.scopes.find(self.scope, name) {
                    Some((_, binding)) if binding.container => self.symbol(name),
                    Some((_, binding)) => match super::fold::name_of(&binding.value) {
                        unknown if unknown.starts_with('?') || unknown == "text" => self.symbol(name),
                        known => known,
                    },
                    None => self.symbol(name),
                },
            };
            self.alias(&names::member(&format!("@{}", self.file.path), exported), target);
        }
    }

    /// `from` stands for `to`, unless it is itself.
    pub(super) fn alias(&mut self, from: &str, to: String) {
        if from != to && !to.starts_with('?') && to != "text" {
            self.drafts.aliases.entry(from.to_owned()).or_insert(to);
        }
    }

    /// Every name of the file is a name that others may import.
    fn export_names(&mut self) {
        let known: Vec<(String, String)> = self
            .scopes
            .of_file()
            .filter(|(_, binding)| !binding.container)
            .map(|(name, binding)| (self.symbol(name), super::fold::name_of(&binding.value)))
            .collect();
        known.into_iter().for_each(|(symbol, target)| self.alias(&symbol, target));
    }

    pub(super) fn class(&mut self, class: &'u Class, span: Span) {
        let decorators: Vec<String> = class.decorators.iter().map(|decorator| self.annotation(decorator, &class.name)).collect();
        class.bases.iter().for_each(|base| self.visit(base));
        let bases: Vec<String> = class.bases.iter().map(|base| self.place_name(base)).collect();
        self.add(FactKind::Class(facts::Class { name: class.name.clone(), bases: bases.clone() }), span);
        let symbol = self.local_symbol(&class.name);
        self.scopes.bind(
            self.scope,
            &class.name,
            Binding { value: Value::Symbol(symbol.clone()), symbol: Some(symbol.clone()), container: false },
        );
        class.exported.iter().for_each(|exported| self.alias(&names::member(&format!("@{}", self.file.path), exported), symbol.clone()));
        let outer = (self.scope, self.class.replace(class), self.inside.replace(class.name.clone()));
        self.scope = self.scopes.open(self.scope);
        self.scopes.bind(self.scope, "self", Binding { value: Value::Symbol(format!("{symbol}()")), symbol: None, container: false });
        self.scopes.bind(self.scope, "cls", Binding { value: Value::Symbol(format!("{symbol}()")), symbol: None, container: false });
        let condition = development_class(&class.name);
        self.conditions.extend(condition.clone());
        for member in &class.members {
            self.member(class, member, &symbol, &decorators, &bases);
        }
        if condition.is_some() {
            self.conditions.pop();
        }
        (self.scope, self.class, self.inside) = outer;
    }

    fn member(&mut self, class: &'u Class, member: &'u Statement, symbol: &str, decorators: &[String], bases: &[String]) {
        let outer = std::mem::replace(&mut self.statement, member.span);
        match &member.kind {
            StatementKind::Bind(bind) => self.field(class, bind, member.span, symbol, decorators, bases),
            StatementKind::Function(method) => {
                let name = method.name.as_deref().unwrap_or_default();
                if method.constructor {
                    self.constructor_fields(method, symbol);
                }
                self.define(method, Some(format!("{symbol}().{name}")), bases.to_vec());
            }
            _ => self.one(member),
        }
        self.statement = outer;
    }

    /// Constructor parameters are fields by their type: `constructor(private users: UsersService)`.
    fn constructor_fields(&mut self, method: &Function, symbol: &str) {
        for parameter in &method.parameters {
            if let (Pattern::Name(name), Some(annotation)) = (&parameter.pattern, &parameter.annotation) {
                let value = self.instance_of(annotation);
                self.fields.insert(format!("{symbol}().{name}"), value);
                self.scopes.changed();
            }
        }
    }

    /// An instance of the type that an annotation names.
    pub(super) fn instance_of(&self, annotation: &Expression) -> Value {
        match &annotation.kind {
            ExpressionKind::Index(base, _) => self.instance_of(base),
            ExpressionKind::Name(name) if self.scopes.find(self.scope, name).is_none() => Value::Unknown,
            _ => match self.place_name(annotation) {
                unknown if unknown.starts_with('?') => Value::Unknown,
                name => Value::Symbol(format!("{name}()")),
            },
        }
    }

    /// Defines a function: its body is walked later.
    pub(super) fn define(&mut self, function: &'u Function, symbol: Option<String>, bases: Vec<String>) -> FunctionId {
        let name = function.name.clone().or_else(|| symbol.as_ref().and_then(|symbol| symbol.rsplit(['.', '#']).next().map(str::to_owned)));
        let decorators: Vec<String> =
            function.decorators.iter().map(|decorator| self.annotation(decorator, name.as_deref().unwrap_or_default())).collect();
        let table = tables::handlers();
        let id = FunctionId(self.drafts.functions.len());
        let by_export = table.exports.iter().any(|exports| {
            let exported = |name: &String| {
                function.exported.contains(name) || symbol.as_deref() == Some(names::member(&format!("@{}", self.file.path), name).as_str())
            };
            exports.paths.iter().any(|path| wildcard::matches(path, &self.file.path)) && exports.names.iter().any(exported)
        });
        let script = self.script || decorators.iter().any(|decorator| wildcard::matches_any(&table.scripts.decorators, decorator));
        self.drafts.functions.push(FunctionRecord {
            handler: by_export || has_handler_parameter(function),
            parent: self.function,
            decorators,
            bases,
            script,
            symbol: symbol.clone(),
        });
        if let Some(symbol) = symbol {
            function
                .exported
                .iter()
                .for_each(|exported| self.alias(&names::member(&format!("@{}", self.file.path), exported), symbol.clone()));
        }
        self.closures.push(id);
        let scope = self.scopes.open(self.scope);
        let deferred = Deferred {
            function,
            id,
            scope,
            conditions: self.conditions.clone(),
            inside: name.or_else(|| self.inside.clone()),
            class: self.class,
            script,
            arguments: Vec::new(),
        };
        self.queue.push_back(deferred);
        id
    }

    fn body(&mut self, deferred: Deferred<'u>) {
        (self.scope, self.function, self.inside, self.class, self.script) =
            (deferred.scope, Some(deferred.id), deferred.inside, deferred.class, deferred.script);
        self.conditions = deferred.conditions;
        self.statement = deferred.function.body.first().map_or(Span::default(), |first| first.span);
        for (index, parameter) in deferred.function.parameters.iter().enumerate() {
            self.parameter(parameter, deferred.arguments.get(index).cloned());
        }
        self.hoist(&deferred.function.body);
        self.block(&deferred.function.body);
    }

    fn parameter(&mut self, parameter: &'u Parameter, given: Option<Value>) {
        let by_type = parameter.annotation.as_ref().map(|annotation| self.instance_of(annotation)).filter(|value| *value != Value::Unknown);
        if let Some(default) = &parameter.default {
            self.visit(default);
        }
        parameter.decorators.iter().for_each(|decorator| {
            self.annotation(decorator, "");
        });
        let by_default = || parameter.default.as_ref().map(|default| self.fold(default)).filter(|value| !matches!(value, Value::Null));
        let value = given.or(by_type).or_else(by_default).unwrap_or(Value::Unknown);
        self.bind_pattern(&parameter.pattern, value);
    }
}

fn has_handler_parameter(function: &Function) -> bool {
    let table = tables::handlers();
    let named =
        |parameter: &Parameter| matches!(&parameter.pattern, Pattern::Name(name) if table.parameters.iter().any(|known| known == name));
    function.parameters.iter().take(3).any(named)
}

/// True when control does not go past a statement.
fn leaves(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Return(_) | StatementKind::Throw(_) => true,
        StatementKind::Expression(Expression { kind: ExpressionKind::Call(call), .. }) => {
            matches!(&call.callee.kind, ExpressionKind::Member(object, name) if name == "exit" && matches!(&object.kind, ExpressionKind::Name(base) if base == "process" || base == "sys"))
        }
        StatementKind::Block(statements) => statements.last().is_some_and(leaves),
        _ => false,
    }
}

/// `__name__ == "__main__"`.
fn is_main(test: &Expression) -> bool {
    let ExpressionKind::Binary(binary) = &test.kind else { return false };
    let sides = [&binary.left.kind, &binary.right.kind];
    sides.iter().any(|side| matches!(side, ExpressionKind::Name(name) if name == "__name__"))
        && sides.iter().any(|side| matches!(side, ExpressionKind::Text(text) if text == "__main__"))
}

/// Settings classes that only development and tests use: `DevelopmentConfig`, `TestingConfig`.
fn development_class(name: &str) -> Option<Condition> {
    let lower = name.to_lowercase();
    let settings = lower.contains("config") || lower.contains("settings");
    let development = ["dev", "test", "local", "debug"].iter().any(|word| lower.contains(word));
    (settings && development).then_some(Condition::Value(Value::Boolean(false)))
}
