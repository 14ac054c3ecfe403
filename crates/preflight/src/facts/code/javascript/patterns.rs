//! What stands left of an assignment, in a parameter list or in a loop head.

use tree_sitter::Node;

use super::expressions::{bare, expression, key_text};
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Source, children, field};

/// A pattern.
pub(super) fn pattern(source: &Source, node: Node) -> Pattern {
    source.deeper(|| lower(source, bare(node))).unwrap_or(Pattern::Other)
}

fn lower(source: &Source, node: Node) -> Pattern {
    match node.kind() {
        "identifier" | "shorthand_property_identifier_pattern" => Pattern::Name(source.text(node).to_owned()),
        "member_expression" | "subscript_expression" => Pattern::Place(Box::new(expression(source, node))),
        "object_pattern" | "object" => Pattern::Object(children(node).into_iter().filter_map(|it| entry(source, it)).collect()),
        "array_pattern" | "array" => Pattern::List(elements(source, node)),
        "assignment_pattern" | "assignment_expression" => field(node, "left").map_or(Pattern::Other, |left| pattern(source, left)),
        "rest_pattern" | "spread_element" => tree::first_child(node).map_or(Pattern::Other, |inner| pattern(source, inner)),
        _ => Pattern::Other,
    }
}

/// A pattern with the value that it takes when there is none.
pub(super) fn with_default(source: &Source, node: Node) -> (Pattern, Option<Expression>) {
    let default = match node.kind() {
        "assignment_pattern" | "object_assignment_pattern" => field(node, "right").map(|it| expression(source, it)),
        _ => None,
    };
    let target = default.as_ref().and(field(node, "left")).unwrap_or(node);
    (pattern(source, target), default)
}

fn entry(source: &Source, node: Node) -> Option<(String, Pattern, Option<Expression>)> {
    let (key, value) = match node.kind() {
        "shorthand_property_identifier_pattern" | "shorthand_property_identifier" => {
            let name = source.text(node).to_owned();
            return Some((name.clone(), Pattern::Name(name), None));
        }
        "object_assignment_pattern" => (source.text(field(node, "left")?).to_owned(), node),
        "pair_pattern" | "pair" => (key_text(source, field(node, "key")?).unwrap_or_default(), field(node, "value")?),
        "rest_pattern" | "spread_element" => ("...".to_owned(), node),
        _ => return None,
    };
    let (pattern, default) = with_default(source, value);
    Some((key, pattern, default))
}

/// The elements of a list; a hole is a pattern that binds nothing.
fn elements(source: &Source, node: Node) -> Vec<Pattern> {
    let mut elements = Vec::new();
    let mut is_hole = true;
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        match child.kind() {
            "," if is_hole => elements.push(Pattern::Other),
            "," => is_hole = true,
            _ if child.is_named() && !child.is_extra() => {
                elements.push(pattern(source, child));
                is_hole = false;
            }
            _ => {}
        }
    }
    elements
}

/// The names that a pattern binds.
pub(super) fn names(pattern: &Pattern) -> Vec<String> {
    match pattern {
        Pattern::Name(name) => vec![name.clone()],
        Pattern::Object(entries) => entries.iter().flat_map(|(_, value, _)| names(value)).collect(),
        Pattern::List(elements) => elements.iter().flat_map(names).collect(),
        Pattern::Place(_) | Pattern::Other => Vec::new(),
    }
}
