//! Functions, classes and their decorators.

use tree_sitter::Node;

use super::expressions::expression;
use super::patterns::pattern;
use super::statements::block_of;
use super::types;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, children, field, first_child, span};

/// `@a def b(): …`.
pub(super) fn decorated(source: &Source, node: Node) -> Option<StatementKind> {
    let decorators = children(node).into_iter().filter(|child| child.kind() == "decorator").filter_map(first_child);
    let decorators = decorators.map(|it| expression(source, it)).collect();
    Some(definition(source, field(node, "definition")?, decorators))
}

/// A function or class.
pub(super) fn definition(source: &Source, node: Node, decorators: Vec<Expression>) -> StatementKind {
    match node.kind() {
        "class_definition" => StatementKind::Class(Class { decorators, ..class(source, node) }),
        _ => StatementKind::Function(Function { decorators, ..function(source, node) }),
    }
}

fn function(source: &Source, node: Node) -> Function {
    let name = field(node, "name").map(|name| source.text(name).to_owned());
    Function {
        constructor: name.as_deref() == Some("__init__"),
        name,
        parameters: parameters(source, node),
        body: block_of(source, node),
        decorators: Vec::new(),
        exported: Vec::new(),
    }
}

/// `lambda a: b`.
pub(super) fn lambda(source: &Source, node: Node) -> Function {
    let result = field(node, "body").map(|it| Statement { kind: StatementKind::Return(Some(expression(source, it))), span: span(it) });
    Function {
        name: None,
        parameters: parameters(source, node),
        body: result.into_iter().collect(),
        decorators: Vec::new(),
        exported: Vec::new(),
        constructor: false,
    }
}

fn parameters(source: &Source, node: Node) -> Vec<Parameter> {
    let list = field(node, "parameters").map(children).unwrap_or_default();
    let mut parameters: Vec<_> = list.into_iter().filter_map(|it| parameter(source, it)).collect();
    let is_receiver = |first: &Parameter| matches!(&first.pattern, Pattern::Name(name) if name == "self" || name == "cls");
    if parameters.first().is_some_and(is_receiver) {
        parameters.remove(0);
    }
    parameters
}

fn parameter(source: &Source, node: Node) -> Option<Parameter> {
    let target = match node.kind() {
        "default_parameter" | "typed_default_parameter" => field(node, "name")?,
        "typed_parameter" => first_child(node)?,
        "keyword_separator" | "positional_separator" => return None,
        _ => node,
    };
    Some(Parameter {
        pattern: pattern(source, target),
        default: field(node, "value").map(|it| expression(source, it)),
        annotation: types::annotation(source, node),
        decorators: Vec::new(),
    })
}

fn class(source: &Source, node: Node) -> Class {
    let bases = field(node, "superclasses").map(children).unwrap_or_default();
    let mut members = block_of(source, node);
    members.iter_mut().for_each(as_member);
    Class {
        name: field(node, "name").map(|name| source.text(name).to_owned()).unwrap_or_default(),
        bases: bases.into_iter().filter(|base| base.kind() != "keyword_argument").map(|it| expression(source, it)).collect(),
        decorators: Vec::new(),
        members,
        exported: Vec::new(),
    }
}

/// What a class body assigns is a field.
fn as_member(statement: &mut Statement) {
    if let StatementKind::Bind(bind @ Bind { how: BindKind::Assign, .. }) = &mut statement.kind {
        bind.how = BindKind::Constant;
    }
}
