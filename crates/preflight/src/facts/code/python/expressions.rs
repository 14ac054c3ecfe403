//! Expressions.

use tree_sitter::Node;

use super::definitions;
use super::patterns::pattern;
use super::strings;
use super::types;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Chain, Link, Source, children, field, fields, first_child, span};

/// An expression. What is not one becomes the expressions inside it.
pub(super) fn expression(source: &Source, node: Node) -> Expression {
    let node = bare(node);
    let kind = source.deeper(|| lower(source, node)).unwrap_or(ExpressionKind::Other(Vec::new()));
    Expression { kind, span: span(node) }
}

/// The expression inside parentheses, `await`, an annotation or a pattern.
pub(super) fn bare(mut node: Node) -> Node {
    while matches!(node.kind(), "parenthesized_expression" | "await" | "type" | "case_pattern") {
        match first_child(node) {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

fn lower(source: &Source, node: Node) -> ExpressionKind {
    literal(source, node).or_else(|| operation(source, node)).or_else(|| compound(source, node)).unwrap_or_else(|| others(source, node))
}

/// Names and constants.
fn literal(source: &Source, node: Node) -> Option<ExpressionKind> {
    Some(match node.kind() {
        "identifier" => ExpressionKind::Name(source.text(node).to_owned()),
        "string" | "concatenated_string" => strings::string(source, node),
        "integer" | "float" => ExpressionKind::Number(source.text(node).to_owned()),
        "true" => ExpressionKind::Boolean(true),
        "false" => ExpressionKind::Boolean(false),
        "none" => ExpressionKind::Null,
        _ => return None,
    })
}

/// Members, calls and operators.
fn operation(source: &Source, node: Node) -> Option<ExpressionKind> {
    match node.kind() {
        "attribute" => member(source, node),
        "dotted_name" => Some(dotted(source, node)),
        "subscript" => index(source, node),
        "call" => call(source, node),
        "binary_operator" | "boolean_operator" => Some(source.chain(Chain::down_from(node, link), expression)),
        "comparison_operator" => comparison(source, node),
        "unary_operator" => unary(source, node),
        "not_operator" => Some(ExpressionKind::Not(Box::new(expression(source, field(node, "argument")?)))),
        "conditional_expression" => conditional(source, node),
        "named_expression" | "assignment" => assignment(source, node, BindKind::Assign),
        "augmented_assignment" => assignment(source, node, BindKind::Update),
        "generic_type" => types::generic(source, node),
        "member_type" => types::member(source, node),
        _ => None,
    }
}

/// Dictionaries, lists and closures.
fn compound(source: &Source, node: Node) -> Option<ExpressionKind> {
    Some(match node.kind() {
        "dictionary" => ExpressionKind::Object(children(node).into_iter().map(|it| property(source, it)).collect()),
        "list" | "tuple" | "set" | "expression_list" | "pattern_list" | "tuple_pattern" | "list_pattern" => {
            ExpressionKind::List(children(node).into_iter().map(|it| expression(source, it)).collect())
        }
        "list_splat" | "dictionary_splat" | "list_splat_pattern" => {
            ExpressionKind::Spread(Box::new(expression(source, first_child(node)?)))
        }
        "lambda" => ExpressionKind::Function(Box::new(definitions::lambda(source, node))),
        // `for a in b`: what is gone through; the names say nothing.
        "for_in_clause" => ExpressionKind::Other(fields(node, "right").into_iter().map(|it| expression(source, it)).collect()),
        _ => return None,
    })
}

/// The expressions inside a node of any other kind.
fn others(source: &Source, node: Node) -> ExpressionKind {
    ExpressionKind::Other(children(node).into_iter().map(|it| expression(source, it)).collect())
}

fn member(source: &Source, node: Node) -> Option<ExpressionKind> {
    let object = expression(source, field(node, "object")?);
    Some(ExpressionKind::Member(Box::new(object), source.text(field(node, "attribute")?).to_owned()))
}

/// `a.b` in a pattern.
fn dotted(source: &Source, node: Node) -> ExpressionKind {
    let mut names = children(node).into_iter().take(tree::DEPTH);
    let root = names.next().map(|name| expression(source, name));
    let root = root.unwrap_or(Expression { kind: ExpressionKind::Other(Vec::new()), span: span(node) });
    let path = names.fold(root, |object, name| {
        let span = object.span.to(span(name));
        Expression { kind: ExpressionKind::Member(Box::new(object), source.text(name).to_owned()), span }
    });
    path.kind
}

fn index(source: &Source, node: Node) -> Option<ExpressionKind> {
    let object = expression(source, field(node, "value")?);
    let mut indexes: Vec<_> = fields(node, "subscript").into_iter().map(|it| expression(source, it)).collect();
    let index = match indexes.len() {
        1 => indexes.remove(0),
        _ => Expression { kind: ExpressionKind::List(indexes), span: span(node) },
    };
    Some(ExpressionKind::Index(Box::new(object), Box::new(index)))
}

fn call(source: &Source, node: Node) -> Option<ExpressionKind> {
    let callee = expression(source, field(node, "function")?);
    let arguments = match field(node, "arguments") {
        Some(list) if list.kind() == "argument_list" => children(list),
        generator => generator.into_iter().collect(),
    };
    let arguments = arguments.into_iter().map(|it| argument(source, it)).collect();
    Some(ExpressionKind::Call(Box::new(Call { callee, arguments, construct: false })))
}

fn argument(source: &Source, node: Node) -> Argument {
    match field(node, "value").filter(|_| node.kind() == "keyword_argument") {
        Some(value) => {
            let name = field(node, "name").map(|name| source.text(name).to_owned());
            Argument { name, value: expression(source, value) }
        }
        None => Argument { name: None, value: expression(source, node) },
    }
}

fn link(node: Node) -> Option<(Node, Link)> {
    let node = bare(node);
    if !matches!(node.kind(), "binary_operator" | "boolean_operator") {
        return None;
    }
    let operator = normalised(field(node, "operator")?.kind()).to_owned();
    Some((field(node, "left")?, Link { operator, right: field(node, "right")?, whole: node }))
}

fn normalised(operator: &str) -> &str {
    match operator {
        "and" => "&&",
        "or" => "||",
        "is" => "==",
        "is not" | "<>" => "!=",
        other => other,
    }
}

/// `a < b < c`, which is `a < b and b < c`.
fn comparison(source: &Source, node: Node) -> Option<ExpressionKind> {
    let mut cursor = node.walk();
    let operators: Vec<_> = node.children_by_field_name("operators", &mut cursor).map(|operator| normalised(operator.kind())).collect();
    source.stacked(operators.len(), |levels| {
        let mut operands = children(node).into_iter().map(|it| expression(source, it));
        let mut left = operands.next()?;
        let pairs = operators.iter().zip(operands).take(levels).map(|(operator, right)| {
            let next = tree::again(&right);
            tree::both(operator, std::mem::replace(&mut left, next), right)
        });
        pairs.reduce(|before, pair| tree::both("&&", before, pair)).map(|all| all.kind)
    })
}

fn unary(source: &Source, node: Node) -> Option<ExpressionKind> {
    let argument = bare(field(node, "argument")?);
    let is_negative_number = field(node, "operator")?.kind() == "-" && matches!(argument.kind(), "integer" | "float");
    Some(match is_negative_number {
        true => ExpressionKind::Number(format!("-{}", source.text(argument))),
        false => ExpressionKind::Other(vec![expression(source, argument)]),
    })
}

fn conditional(source: &Source, node: Node) -> Option<ExpressionKind> {
    let [then, test, otherwise] = children(node)[..] else { return None };
    Some(ExpressionKind::Conditional(Box::new(Conditional {
        then: expression(source, then),
        test: expression(source, test),
        otherwise: expression(source, otherwise),
    })))
}

/// `a = b`, `a: T = b`, `a: T`, `a += b`, `a := b`.
fn assignment(source: &Source, node: Node, how: BindKind) -> Option<ExpressionKind> {
    let target = pattern(source, field(node, "left").or(field(node, "name"))?);
    let value = field(node, "right").or(field(node, "value")).map(|it| expression(source, it));
    let mut bind = tree::bind(target, value, how);
    bind.annotation = types::annotation(source, node);
    Some(ExpressionKind::Assign(Box::new(bind)))
}

fn property(source: &Source, node: Node) -> Property {
    let (key, value) = match node.kind() {
        "pair" => (field(node, "key"), field(node, "value")),
        "dictionary_splat" => (None, first_child(node)),
        _ => (None, None),
    };
    Property { key: key.map(|key| expression(source, key)), value: expression(source, value.unwrap_or(node)), span: span(node) }
}
