//! TypeScript's types, as far as they name what runs.

use tree_sitter::Node;

use super::expressions::expression;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Source, child_of_kind, children, field, span};

/// True for a declaration that leaves nothing behind at run time.
pub(super) fn is_declaration(kind: &str) -> bool {
    matches!(kind, "interface_declaration" | "type_alias_declaration" | "enum_declaration" | "function_signature")
}

/// The type that a declarator, parameter or field is annotated with.
pub(super) fn annotation(source: &Source, node: Node) -> Option<Expression> {
    let annotation = child_of_kind(node, "type_annotation")?;
    Some(type_expression(source, tree::first_child(annotation)?))
}

fn type_expression(source: &Source, node: Node) -> Expression {
    let kind = source.deeper(|| lower(source, node)).unwrap_or(ExpressionKind::Other(Vec::new()));
    Expression { kind, span: span(node) }
}

fn lower(source: &Source, node: Node) -> ExpressionKind {
    match node.kind() {
        "type_identifier" | "predefined_type" => ExpressionKind::Name(source.text(node).to_owned()),
        "generic_type" => field(node, "name").map_or(ExpressionKind::Other(Vec::new()), |name| type_expression(source, name).kind),
        "nested_type_identifier" => qualified(source, node).unwrap_or(ExpressionKind::Other(Vec::new())),
        "literal_type" => tree::first_child(node).map_or(ExpressionKind::Other(Vec::new()), |it| expression(source, it).kind),
        "readonly_type" | "parenthesized_type" => {
            tree::first_child(node).map_or(ExpressionKind::Other(Vec::new()), |it| type_expression(source, it).kind)
        }
        "array_type" | "union_type" | "intersection_type" | "tuple_type" => {
            ExpressionKind::Other(children(node).into_iter().map(|it| type_expression(source, it)).collect())
        }
        _ => ExpressionKind::Other(Vec::new()),
    }
}

/// `Express.Multer.File`.
fn qualified(source: &Source, node: Node) -> Option<ExpressionKind> {
    let module = expression(source, field(node, "module")?);
    Some(ExpressionKind::Member(Box::new(module), source.text(field(node, "name")?).to_owned()))
}
