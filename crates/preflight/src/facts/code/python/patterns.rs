//! What stands left of an assignment, in a parameter list or in a loop head.

use tree_sitter::Node;

use super::expressions::{bare, expression};
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, children, first_child};

/// A pattern.
pub(super) fn pattern(source: &Source, node: Node) -> Pattern {
    source.deeper(|| lower(source, bare(node))).unwrap_or(Pattern::Other)
}

fn lower(source: &Source, node: Node) -> Pattern {
    match node.kind() {
        "identifier" => Pattern::Name(source.text(node).to_owned()),
        "attribute" | "subscript" => Pattern::Place(Box::new(expression(source, node))),
        "tuple_pattern" | "list_pattern" | "pattern_list" | "expression_list" | "tuple" | "list" => {
            Pattern::List(children(node).into_iter().map(|it| pattern(source, it)).collect())
        }
        "list_splat_pattern" | "dictionary_splat_pattern" | "list_splat" | "dictionary_splat" | "as_pattern_target" => {
            first_child(node).map_or(Pattern::Other, |inner| pattern(source, inner))
        }
        _ => Pattern::Other,
    }
}
