//! Functions, classes and their decorators.

use tree_sitter::Node;

use super::expressions::{expression, key_text};
use super::patterns::with_default;
use super::statements::body;
use super::types;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Source, children, field, fields, span};

/// A function, method or closure of any form.
pub(super) fn function(source: &Source, node: Node) -> Function {
    let name = field(node, "name").and_then(|name| key_text(source, name));
    Function {
        constructor: node.kind() == "method_definition" && name.as_deref() == Some("constructor"),
        name,
        parameters: parameters(source, node),
        body: field(node, "body").map(|it| function_body(source, it)).unwrap_or_default(),
        decorators: decorators(source, node),
        exported: Vec::new(),
    }
}

/// A block, or the expression that an arrow gives back.
fn function_body(source: &Source, node: Node) -> Vec<Statement> {
    match node.kind() {
        "statement_block" => body(source, node),
        _ => vec![Statement { kind: StatementKind::Return(Some(expression(source, node))), span: span(node) }],
    }
}

fn parameters(source: &Source, node: Node) -> Vec<Parameter> {
    let single = field(node, "parameter").into_iter();
    let list = field(node, "parameters").map(children).unwrap_or_default();
    single.chain(list).filter_map(|it| parameter(source, it)).collect()
}

fn parameter(source: &Source, node: Node) -> Option<Parameter> {
    let is_typed = matches!(node.kind(), "required_parameter" | "optional_parameter");
    let target = if is_typed { field(node, "pattern").or(field(node, "name"))? } else { node };
    if target.kind() == "this" {
        return None;
    }
    let (pattern, default) = with_default(source, target);
    Some(Parameter {
        pattern,
        default: default.or(field(node, "value").filter(|_| is_typed).map(|it| expression(source, it))),
        annotation: types::annotation(source, node),
        decorators: decorators(source, node),
    })
}

/// A class declaration or expression.
pub(super) fn class(source: &Source, node: Node) -> Class {
    let heritage = tree::child_of_kind(node, "class_heritage").map(children).unwrap_or_default();
    Class {
        name: field(node, "name").map(|name| source.text(name).to_owned()).unwrap_or_default(),
        bases: heritage.into_iter().flat_map(|it| bases(source, it)).collect(),
        decorators: decorators(source, node),
        members: field(node, "body").map(|it| members(source, it)).unwrap_or_default(),
        exported: Vec::new(),
    }
}

fn bases(source: &Source, node: Node) -> Vec<Expression> {
    match node.kind() {
        "extends_clause" => fields(node, "value").into_iter().map(|base| expression(source, base)).collect(),
        "implements_clause" => Vec::new(),
        _ => vec![expression(source, node)],
    }
}

fn members(source: &Source, node: Node) -> Vec<Statement> {
    let mut members = Vec::new();
    // TypeScript's grammar puts the decorators of a method before it.
    let mut pending = Vec::new();
    for child in children(node) {
        match child.kind() {
            "decorator" => pending.extend(decorator(source, child)),
            "ERROR" => members.extend(body(source, child)),
            _ => {
                let kind = source.deeper(|| member(source, child, &mut pending)).flatten();
                members.extend(kind.map(|kind| Statement { kind, span: span(child) }));
                pending.clear();
            }
        }
    }
    members
}

fn member(source: &Source, node: Node, pending: &mut Vec<Expression>) -> Option<StatementKind> {
    match node.kind() {
        "method_definition" => {
            let mut method = function(source, node);
            method.decorators.splice(0..0, pending.drain(..));
            Some(StatementKind::Function(method))
        }
        "field_definition" | "public_field_definition" => Some(StatementKind::Bind(member_field(source, node))),
        "class_static_block" => Some(StatementKind::Block(field(node, "body").map(|it| body(source, it)).unwrap_or_default())),
        _ => None,
    }
}

fn member_field(source: &Source, node: Node) -> Bind {
    let name = field(node, "name").or(field(node, "property")).and_then(|name| key_text(source, name));
    let value = field(node, "value").map(|it| expression(source, it));
    let mut bind = tree::bind(name.map_or(Pattern::Other, Pattern::Name), value, BindKind::Constant);
    bind.annotation = types::annotation(source, node);
    bind.decorators = decorators(source, node);
    bind
}

/// The decorators among the children of a node.
pub(super) fn decorators(source: &Source, node: Node) -> Vec<Expression> {
    children(node).into_iter().filter(|child| child.kind() == "decorator").filter_map(|child| decorator(source, child)).collect()
}

fn decorator(source: &Source, node: Node) -> Option<Expression> {
    tree::first_child(node).map(|it| expression(source, it))
}
