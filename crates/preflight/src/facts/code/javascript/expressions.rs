//! Expressions.

use tree_sitter::Node;

use super::definitions;
use super::jsx;
use super::patterns::pattern;
use super::strings;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Chain, Link, Source, children, field, first_child, span};

/// An expression. What is not one becomes the expressions inside it.
pub(super) fn expression(source: &Source, node: Node) -> Expression {
    let node = bare(node);
    let kind = source.deeper(|| lower(source, node)).unwrap_or(ExpressionKind::Other(Vec::new()));
    Expression { kind, span: span(node) }
}

/// The expression inside parentheses, `await`, `as T`, `satisfies T`, `!` and `<T>`.
pub(super) fn bare(mut node: Node) -> Node {
    while is_wrapper(node) {
        match first_child(node) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

fn is_wrapper(node: Node) -> bool {
    matches!(
        node.kind(),
        "parenthesized_expression"
            | "await_expression"
            | "as_expression"
            | "satisfies_expression"
            | "non_null_expression"
            | "instantiation_expression"
            // In the head of a loop, and where a broken file has one inside an expression.
            | "expression_statement"
    )
}

fn lower(source: &Source, node: Node) -> ExpressionKind {
    literal(source, node).or_else(|| operation(source, node)).or_else(|| compound(source, node)).unwrap_or_else(|| others(source, node))
}

/// Names and constants.
fn literal(source: &Source, node: Node) -> Option<ExpressionKind> {
    Some(match node.kind() {
        "identifier" | "import" | "super" => ExpressionKind::Name(source.text(node).to_owned()),
        "this" => ExpressionKind::Name("self".to_owned()),
        "string" => ExpressionKind::Text(strings::text(source, node)),
        "template_string" => strings::template(source, node),
        "number" => ExpressionKind::Number(source.text(node).to_owned()),
        "true" => ExpressionKind::Boolean(true),
        "false" => ExpressionKind::Boolean(false),
        "null" | "undefined" => ExpressionKind::Null,
        "meta_property" => meta_property(source, node),
        "regex" => ExpressionKind::Other(Vec::new()),
        _ => return None,
    })
}

/// Members, calls and operators.
fn operation(source: &Source, node: Node) -> Option<ExpressionKind> {
    match node.kind() {
        "member_expression" | "nested_identifier" => member(source, node),
        "subscript_expression" => index(source, node),
        "call_expression" => call(source, node),
        "new_expression" => construct(source, node),
        "binary_expression" => Some(source.chain(Chain::down_from(node, link), expression)),
        "unary_expression" => unary(source, node),
        "ternary_expression" => conditional(source, node),
        "assignment_expression" => assignment(source, node, BindKind::Assign),
        "augmented_assignment_expression" => assignment(source, node, BindKind::Update),
        "update_expression" => update(source, node),
        _ => None,
    }
}

/// Objects, lists, functions, classes and elements.
fn compound(source: &Source, node: Node) -> Option<ExpressionKind> {
    Some(match node.kind() {
        "object" => ExpressionKind::Object(children(node).into_iter().map(|it| property(source, it)).collect()),
        "array" => ExpressionKind::List(children(node).into_iter().map(|it| expression(source, it)).collect()),
        "spread_element" => ExpressionKind::Spread(Box::new(expression(source, first_child(node)?))),
        "arrow_function" | "function_expression" | "generator_function" | "function_declaration" | "method_definition" => {
            ExpressionKind::Function(Box::new(definitions::function(source, node)))
        }
        "class" | "class_declaration" => ExpressionKind::Class(Box::new(definitions::class(source, node))),
        "jsx_element" | "jsx_self_closing_element" => jsx::element(source, node),
        _ => return None,
    })
}

/// The expressions inside a node of any other kind.
fn others(source: &Source, node: Node) -> ExpressionKind {
    ExpressionKind::Other(children(node).into_iter().map(|it| expression(source, it)).collect())
}

/// `import.meta`, `new.target`.
fn meta_property(source: &Source, node: Node) -> ExpressionKind {
    let (object, name) = source.text(node).split_once('.').unwrap_or_default();
    let object = Expression { kind: ExpressionKind::Name(object.trim().to_owned()), span: span(node) };
    ExpressionKind::Member(Box::new(object), name.trim().to_owned())
}

fn member(source: &Source, node: Node) -> Option<ExpressionKind> {
    let object = expression(source, field(node, "object")?);
    Some(ExpressionKind::Member(Box::new(object), source.text(field(node, "property")?).to_owned()))
}

fn index(source: &Source, node: Node) -> Option<ExpressionKind> {
    let object = expression(source, field(node, "object")?);
    Some(ExpressionKind::Index(Box::new(object), Box::new(expression(source, field(node, "index")?))))
}

fn call(source: &Source, node: Node) -> Option<ExpressionKind> {
    let callee = expression(source, field(node, "function")?);
    let call = Call { callee, arguments: arguments(source, field(node, "arguments")), construct: false };
    Some(ExpressionKind::Call(Box::new(call)))
}

fn construct(source: &Source, node: Node) -> Option<ExpressionKind> {
    let callee = expression(source, field(node, "constructor")?);
    let call = Call { callee, arguments: arguments(source, field(node, "arguments")), construct: true };
    Some(ExpressionKind::Call(Box::new(call)))
}

fn arguments(source: &Source, node: Option<Node>) -> Vec<Argument> {
    let values = match node {
        Some(template) if template.kind() == "template_string" => vec![template],
        Some(list) => children(list),
        None => Vec::new(),
    };
    values.into_iter().map(|value| Argument { name: None, value: expression(source, value) }).collect()
}

fn link(node: Node) -> Option<(Node, Link)> {
    let node = bare(node);
    if node.kind() != "binary_expression" {
        return None;
    }
    let operator = match field(node, "operator")?.kind() {
        "===" => "==",
        "!==" => "!=",
        operator => operator,
    };
    Some((field(node, "left")?, Link { operator: operator.to_owned(), right: field(node, "right")?, whole: node }))
}

fn unary(source: &Source, node: Node) -> Option<ExpressionKind> {
    let argument = bare(field(node, "argument")?);
    Some(match field(node, "operator")?.kind() {
        "!" => ExpressionKind::Not(Box::new(expression(source, argument))),
        "-" if argument.kind() == "number" => ExpressionKind::Number(format!("-{}", source.text(argument))),
        "delete" => ExpressionKind::Assign(Box::new(tree::bind(pattern(source, argument), None, BindKind::Update))),
        _ => ExpressionKind::Other(vec![expression(source, argument)]),
    })
}

fn conditional(source: &Source, node: Node) -> Option<ExpressionKind> {
    Some(ExpressionKind::Conditional(Box::new(Conditional {
        test: expression(source, field(node, "condition")?),
        then: expression(source, field(node, "consequence")?),
        otherwise: expression(source, field(node, "alternative")?),
    })))
}

fn assignment(source: &Source, node: Node, how: BindKind) -> Option<ExpressionKind> {
    let target = pattern(source, field(node, "left")?);
    let value = expression(source, field(node, "right")?);
    Some(ExpressionKind::Assign(Box::new(tree::bind(target, Some(value), how))))
}

fn update(source: &Source, node: Node) -> Option<ExpressionKind> {
    let target = pattern(source, field(node, "argument")?);
    Some(ExpressionKind::Assign(Box::new(tree::bind(target, None, BindKind::Update))))
}

fn property(source: &Source, node: Node) -> Property {
    let (key, value) = match node.kind() {
        "pair" => (field(node, "key").map(|it| key(source, it)), field(node, "value").map(|it| expression(source, it))),
        "method_definition" => (field(node, "name").map(|it| key(source, it)), None),
        "shorthand_property_identifier" => {
            let name = source.text(node).to_owned();
            let value = Expression { kind: ExpressionKind::Name(name.clone()), span: span(node) };
            (Some(Expression { kind: ExpressionKind::Text(name), span: span(node) }), Some(value))
        }
        "spread_element" => (None, first_child(node).map(|it| expression(source, it))),
        _ => (None, None),
    };
    Property { key, value: value.unwrap_or_else(|| expression(source, node)), span: span(node) }
}

/// A key: a text for a name or string, or the expression in its brackets.
fn key(source: &Source, node: Node) -> Expression {
    match node.kind() {
        "computed_property_name" => first_child(node).map_or_else(|| expression(source, node), |it| expression(source, it)),
        "property_identifier" | "private_property_identifier" => {
            Expression { kind: ExpressionKind::Text(source.text(node).to_owned()), span: span(node) }
        }
        _ => expression(source, node),
    }
}

/// The text of a key or name, if it is known: `a`, `'a'`, `1`, `['a']`.
pub(super) fn key_text(source: &Source, node: Node) -> Option<String> {
    let node = if node.kind() == "computed_property_name" { first_child(node)? } else { node };
    match node.kind() {
        "string" => Some(strings::text(source, node)),
        "number" | "identifier" | "property_identifier" | "private_property_identifier" => Some(source.text(node).to_owned()),
        _ => None,
    }
}
