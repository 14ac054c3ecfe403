//! Annotations: types as the expressions that they are.

use tree_sitter::Node;

use super::expressions::expression;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, children, field, span};

/// The type that a parameter or assignment is annotated with.
pub(super) fn annotation(source: &Source, node: Node) -> Option<Expression> {
    field(node, "type").map(|it| expression(source, it))
}

/// `Mapped[int]`, which the grammar tells from a subscript.
pub(super) fn generic(source: &Source, node: Node) -> Option<ExpressionKind> {
    let [name, parameters] = children(node)[..] else { return None };
    let name = expression(source, name);
    let mut arguments: Vec<_> = children(parameters).into_iter().map(|it| expression(source, it)).collect();
    let index = match arguments.len() {
        1 => arguments.remove(0),
        _ => Expression { kind: ExpressionKind::List(arguments), span: span(parameters) },
    };
    Some(ExpressionKind::Index(Box::new(name), Box::new(index)))
}

/// `A.B` where the grammar expects a type.
pub(super) fn member(source: &Source, node: Node) -> Option<ExpressionKind> {
    let [object, name] = children(node)[..] else { return None };
    Some(ExpressionKind::Member(Box::new(expression(source, object)), source.text(name).to_owned()))
}
