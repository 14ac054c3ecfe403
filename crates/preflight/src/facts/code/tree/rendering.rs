//! Lowered syntax in one line of pseudo-code, for tests to compare.

use crate::facts::code::syntax::*;

/// A whole unit.
pub fn unit(unit: &Unit) -> String {
    statements(&unit.statements)
}

fn statements(list: &[Statement]) -> String {
    joined(list, "; ", statement)
}

fn joined<T>(list: &[T], separator: &str, render: impl Fn(&T) -> String) -> String {
    list.iter().map(render).collect::<Vec<_>>().join(separator)
}

fn block(list: &[Statement]) -> String {
    if list.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", statements(list)) }
}

fn statement(statement: &Statement) -> String {
    match &statement.kind {
        StatementKind::Import(it) => import(it),
        StatementKind::Export(it) => export(it),
        StatementKind::Bind(it) => bind(it),
        StatementKind::Expression(it) => expression(it),
        StatementKind::If(it) if it.otherwise.is_empty() => format!("if {} {}", expression(&it.test), block(&it.then)),
        StatementKind::If(it) => format!("if {} {} else {}", expression(&it.test), block(&it.then), block(&it.otherwise)),
        StatementKind::Loop(it) => loop_(it),
        StatementKind::Function(it) => function(it),
        StatementKind::Class(it) => class(it),
        StatementKind::Return(it) => format!("return{}", after(" ", it)),
        StatementKind::Throw(it) => format!("throw{}", after(" ", it)),
        StatementKind::Try { body, handlers, finally } => {
            let handlers = handlers.iter().map(|handler| format!(" catch {}", block(handler))).collect::<String>();
            format!("try {}{handlers} finally {}", block(body), block(finally))
        }
        StatementKind::Block(list) => block(list),
    }
}

fn import(import: &Import) -> String {
    let names = joined(&import.bindings, ", ", |binding| match &binding.imported {
        Imported::Default => format!("default {}", binding.local),
        Imported::Module => format!("module {}", binding.local),
        Imported::Named(name) if *name == binding.local => name.clone(),
        Imported::Named(name) => format!("{name} as {}", binding.local),
        Imported::Everything => binding.local.clone(),
    });
    format!("import {}{{{names}}} from {}", if import.types_only { "type " } else { "" }, import.module)
}

fn export(export: &Export) -> String {
    let names = joined(&export.names, ", ", |(from, to)| format!("{from} as {to}"));
    format!("export {{{names}}}{}", export.from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default())
}

fn bind(bind: &Bind) -> String {
    let (keyword, sign) = match bind.how {
        BindKind::Constant => ("const ", "="),
        BindKind::Variable => ("let ", "="),
        BindKind::Assign => ("", "="),
        BindKind::Update => ("", ":="),
    };
    let sign =
        if bind.value.is_none() && bind.how == BindKind::Update { " :=".to_owned() } else { after(&format!(" {sign} "), &bind.value) };
    let [decorators, exported] = [decorators(&bind.decorators), exported(&bind.exported)];
    format!("{decorators}{exported}{keyword}{}{}{sign}", pattern(&bind.target), after(": ", &bind.annotation))
}

fn loop_(it: &Loop) -> String {
    let head = it.target.as_ref().map(|target| format!(" {} in", pattern(target))).unwrap_or_default();
    format!("{}{head}{} {}", if it.endless { "forever" } else { "loop" }, after(" ", &it.over), block(&it.body))
}

fn function(function: &Function) -> String {
    let parameters = joined(&function.parameters, ", ", |it| {
        format!("{}{}{}{}", decorators(&it.decorators), pattern(&it.pattern), after(": ", &it.annotation), after(" = ", &it.default))
    });
    let keyword = if function.constructor { "constructor" } else { "fn" };
    let [decorators, exported] = [decorators(&function.decorators), exported(&function.exported)];
    let name = function.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
    format!("{decorators}{exported}{keyword}{name}({parameters}) {}", block(&function.body))
}

fn class(class: &Class) -> String {
    let bases = joined(&class.bases, ", ", expression);
    let [decorators, exported] = [decorators(&class.decorators), exported(&class.exported)];
    format!("{decorators}{exported}class {}({bases}) {}", class.name, block(&class.members))
}

fn exported(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("export[{}] ", names.join(", ")) }
}

fn decorators(list: &[Expression]) -> String {
    list.iter().map(|decorator| format!("@{} ", expression(decorator))).collect()
}

fn after(prefix: &str, value: &Option<Expression>) -> String {
    value.as_ref().map(|value| format!("{prefix}{}", expression(value))).unwrap_or_default()
}

fn pattern(it: &Pattern) -> String {
    match it {
        Pattern::Name(name) => name.clone(),
        Pattern::Place(place) => expression(place),
        Pattern::Object(entries) => {
            let entries = joined(entries, ", ", |(key, value, default)| format!("{key}: {}{}", pattern(value), after(" = ", default)));
            format!("{{{entries}}}")
        }
        Pattern::List(list) => format!("[{}]", joined(list, ", ", pattern)),
        Pattern::Other => "_".to_owned(),
    }
}

fn expression(it: &Expression) -> String {
    match &it.kind {
        ExpressionKind::Text(text) => format!("{text:?}"),
        ExpressionKind::Number(number) => number.clone(),
        ExpressionKind::Boolean(value) => value.to_string(),
        ExpressionKind::Null => "null".to_owned(),
        ExpressionKind::Name(name) => name.clone(),
        ExpressionKind::Member(object, name) => format!("{}.{name}", expression(object)),
        ExpressionKind::Index(object, index) => format!("{}[{}]", expression(object), expression(index)),
        ExpressionKind::Call(it) => call(it),
        ExpressionKind::Object(properties) => format!("{{{}}}", joined(properties, ", ", property)),
        ExpressionKind::List(list) => format!("[{}]", joined(list, ", ", expression)),
        ExpressionKind::Template(parts) => format!("`{}`", joined(parts, " ", expression)),
        ExpressionKind::Binary(it) => format!("({} {} {})", expression(&it.left), it.operator, expression(&it.right)),
        ExpressionKind::Not(inner) => format!("!{}", expression(inner)),
        ExpressionKind::Conditional(it) => format!("({} ? {} : {})", expression(&it.test), expression(&it.then), expression(&it.otherwise)),
        ExpressionKind::Function(it) => function(it),
        ExpressionKind::Class(it) => class(it),
        ExpressionKind::Assign(it) => format!("({})", bind(it)),
        ExpressionKind::Spread(inner) => format!("...{}", expression(inner)),
        ExpressionKind::Other(list) => format!("<{}>", joined(list, ", ", expression)),
    }
}

fn call(call: &Call) -> String {
    let arguments = joined(&call.arguments, ", ", |argument| {
        let name = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
        format!("{name}{}", expression(&argument.value))
    });
    format!("{}{}({arguments})", if call.construct { "new " } else { "" }, expression(&call.callee))
}

fn property(property: &Property) -> String {
    match &property.key {
        Some(key) => format!("{}: {}", expression(key), expression(&property.value)),
        None => format!("...{}", expression(&property.value)),
    }
}
