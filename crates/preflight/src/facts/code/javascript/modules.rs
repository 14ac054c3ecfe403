//! Imports and exports.

use tree_sitter::Node;

use super::definitions;
use super::expressions::expression;
use super::statements;
use super::strings;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Source, child_of_kind, children, field, has_token, span};

/// `import … from 'm'`, `import 'm'`, `import a = require('m')`. One that takes types and values becomes two.
pub(super) fn import(source: &Source, node: Node, into: &mut Vec<Statement>) {
    let required = child_of_kind(node, "import_require_clause");
    let Some(module) = field(node, "source").or_else(|| field(required?, "source")) else { return };
    let clause = child_of_kind(node, "import_clause").map(children).unwrap_or_default();
    let is_typed = has_token(node, "type") || has_token(node, "typeof");
    let (mut values, mut types) = (Vec::new(), Vec::new());
    for part in clause.into_iter().chain(required) {
        for (binding, is_type) in bindings(source, part) {
            if is_typed || is_type { types.push(binding) } else { values.push(binding) }
        }
    }
    let has_values = !values.is_empty() || types.is_empty();
    for (bindings, types_only) in [(values, false), (types, true)] {
        if if types_only { !bindings.is_empty() } else { has_values } {
            let import = Import { module: strings::text(source, module), span: span(module), bindings, types_only };
            into.push(Statement { kind: StatementKind::Import(import), span: span(node) });
        }
    }
}

/// What one part of an import clause binds, and whether that is marked as a type.
fn bindings(source: &Source, node: Node) -> Vec<(ImportBinding, bool)> {
    let whole = |imported, name: Node| vec![(ImportBinding { imported, local: source.text(name).to_owned() }, false)];
    match node.kind() {
        "identifier" => whole(Imported::Default, node),
        "namespace_import" | "import_require_clause" => {
            tree::first_child(node).map(|name| whole(Imported::Module, name)).unwrap_or_default()
        }
        "named_imports" => children(node).into_iter().filter_map(|it| named_import(source, it)).collect(),
        _ => Vec::new(),
    }
}

fn named_import(source: &Source, node: Node) -> Option<(ImportBinding, bool)> {
    let name = field(node, "name").or(field(node, "alias"))?;
    let local = source.text(field(node, "alias").unwrap_or(name)).to_owned();
    let is_default = has_token(node, "default") || source.text(name) == "default";
    let imported = if is_default { Imported::Default } else { Imported::Named(strings::name(source, name)) };
    let is_type = has_token(node, "type") || has_token(node, "typeof");
    Some((ImportBinding { imported, local }, is_type))
}

/// `export …`.
pub(super) fn export(source: &Source, node: Node, into: &mut Vec<Statement>) {
    if let Some(declaration) = field(node, "declaration") {
        return export_declaration(source, node, declaration, into);
    }
    let kind = match field(node, "value") {
        Some(value) => export_default(source, node, value),
        None if has_token(node, "=") => export_assignment(source, node),
        None => export_names(source, node).map(StatementKind::Export),
    };
    into.extend(kind.map(|kind| Statement { kind, span: span(node) }));
}

fn export_declaration(source: &Source, node: Node, declaration: Node, into: &mut Vec<Statement>) {
    if matches!(declaration.kind(), "lexical_declaration" | "variable_declaration" | "using_declaration") {
        return statements::declaration(source, declaration, true, into);
    }
    let first = into.len();
    statements::statement(source, declaration, into);
    let Some(statement) = into.get_mut(first) else { return };
    let is_default = has_token(node, "default");
    let names = |own: String| vec![if is_default { "default".to_owned() } else { own }];
    match &mut statement.kind {
        StatementKind::Function(function) => function.exported = names(function.name.clone().unwrap_or_default()),
        StatementKind::Class(class) => {
            class.exported = names(class.name.clone());
            class.decorators.splice(0..0, definitions::decorators(source, node));
        }
        _ => {}
    }
}

/// `export default …`. A value without a name of its own is bound to the name `default`, which no variable can have.
fn export_default(source: &Source, node: Node, value: Node) -> Option<StatementKind> {
    let exported = vec!["default".to_owned()];
    Some(match expression(source, value) {
        Expression { kind: ExpressionKind::Function(function), .. } if value.kind() != "arrow_function" => {
            StatementKind::Function(Function { exported, ..*function })
        }
        Expression { kind: ExpressionKind::Class(class), .. } => {
            let decorators = definitions::decorators(source, node).into_iter().chain(class.decorators).collect();
            StatementKind::Class(Class { exported, decorators, ..*class })
        }
        value => {
            let target = Pattern::Name("default".to_owned());
            StatementKind::Bind(Bind { exported, ..tree::bind(target, Some(value), BindKind::Constant) })
        }
    })
}

/// `export = a`, which TypeScript compiles to `module.exports = a`.
fn export_assignment(source: &Source, node: Node) -> Option<StatementKind> {
    let value = expression(source, tree::first_child(node)?);
    let module = Expression { kind: ExpressionKind::Name("module".to_owned()), span: span(node) };
    let exports = Expression { kind: ExpressionKind::Member(Box::new(module), "exports".to_owned()), span: span(node) };
    Some(StatementKind::Bind(tree::bind(Pattern::Place(Box::new(exports)), Some(value), BindKind::Assign)))
}

/// `export { a as b }`, `export * from 'm'`, `export * as a from 'm'`; nothing for types.
fn export_names(source: &Source, node: Node) -> Option<Export> {
    if has_token(node, "type") {
        return None;
    }
    let from = field(node, "source").map(|module| strings::text(source, module));
    let mut names = Vec::new();
    if has_token(node, "*") {
        names.push(("*".to_owned(), "*".to_owned()));
    }
    for part in children(node) {
        match part.kind() {
            "namespace_export" => {
                names.extend(tree::first_child(part).map(|name| ("*".to_owned(), strings::name(source, name))));
            }
            "export_clause" => names.extend(children(part).into_iter().filter_map(|it| export_name(source, it))),
            _ => {}
        }
    }
    (!names.is_empty()).then_some(Export { from, names })
}

fn export_name(source: &Source, node: Node) -> Option<(String, String)> {
    if has_token(node, "type") {
        return None;
    }
    let name = strings::name(source, field(node, "name")?);
    let alias = field(node, "alias").map_or_else(|| name.clone(), |alias| strings::name(source, alias));
    Some((name, alias))
}
