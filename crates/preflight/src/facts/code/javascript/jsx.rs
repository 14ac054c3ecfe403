//! JSX: the components by name, and the values in their attributes and between their tags.

use tree_sitter::Node;

use super::expressions::expression;
use super::strings;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, children, field, span};

/// What an element names and holds.
pub(super) fn element(source: &Source, node: Node) -> ExpressionKind {
    let opening = field(node, "open_tag").unwrap_or(node);
    let mut parts = Vec::new();
    parts.extend(field(opening, "name").filter(|name| is_component(source, *name)).map(|name| expression(source, name)));
    let attributes = children(opening).into_iter().filter(|child| matches!(child.kind(), "jsx_attribute" | "jsx_expression"));
    attributes.chain(nested(node)).for_each(|part| hole(source, part, &mut parts));
    ExpressionKind::Other(parts)
}

/// The elements and holes between the tags; an element without tags of its own has its attributes there.
fn nested(node: Node) -> impl Iterator<Item = Node> {
    let between = if node.kind() == "jsx_element" { children(node) } else { Vec::new() };
    between.into_iter().filter(|child| matches!(child.kind(), "jsx_expression" | "jsx_element" | "jsx_self_closing_element" | "ERROR"))
}

/// `<App/>` and `<ui.App/>` are components; `<div/>` and `<svg:a/>` are not.
fn is_component(source: &Source, name: Node) -> bool {
    match name.kind() {
        "identifier" => source.text(name).starts_with(char::is_uppercase),
        kind => kind == "member_expression",
    }
}

fn hole(source: &Source, node: Node, into: &mut Vec<Expression>) {
    match node.kind() {
        "jsx_attribute" => children(node).into_iter().for_each(|child| attribute_part(source, child, into)),
        "jsx_expression" => into.extend(children(node).into_iter().map(|child| expression(source, child))),
        _ => into.push(expression(source, node)),
    }
}

fn attribute_part(source: &Source, node: Node, into: &mut Vec<Expression>) {
    match node.kind() {
        "property_identifier" | "jsx_namespace_name" => {}
        "string" => into.push(Expression { kind: ExpressionKind::Text(strings::text(source, node)), span: span(node) }),
        _ => hole(source, node, into),
    }
}
