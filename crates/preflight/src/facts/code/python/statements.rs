//! Statements.

use tree_sitter::Node;

use super::choices;
use super::definitions;
use super::expressions::{bare, expression};
use super::imports;
use super::patterns::pattern;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, Source, child_of_kind, children, field, fields, first_child, span};

/// The statements in a block or a whole file; of any other node, the statement that it is.
pub(super) fn body(source: &Source, node: Node) -> Vec<Statement> {
    let mut into = Vec::new();
    match node.kind() {
        "module" | "block" => all(source, children(node), &mut into),
        _ => statement(source, node, &mut into),
    }
    into
}

/// The statements in the body of a node, if it has one.
pub(super) fn block_of(source: &Source, node: Node) -> Vec<Statement> {
    field(node, "body").or_else(|| child_of_kind(node, "block")).map(|it| body(source, it)).unwrap_or_default()
}

fn all(source: &Source, nodes: Vec<Node>, into: &mut Vec<Statement>) {
    nodes.into_iter().for_each(|node| statement(source, node, into));
}

/// Lowers one statement, which may give several (`import a, b`) or none (`pass`).
fn statement(source: &Source, node: Node, into: &mut Vec<Statement>) {
    source.deeper(|| lower(source, node, into));
}

fn lower(source: &Source, node: Node, into: &mut Vec<Statement>) {
    match node.kind() {
        "import_statement" => imports::import(source, node, into),
        "expression_statement" => effects(source, node, into),
        "delete_statement" => children(node).into_iter().for_each(|child| delete(source, child, into)),
        "assert_statement" => children(node).into_iter().for_each(|child| into.push(effect(source, child))),
        "if_statement" => into.extend(choices::choice(source, node)),
        "match_statement" => into.extend(choices::cases(source, node)),
        "for_statement" | "while_statement" => {
            into.push(Statement { kind: StatementKind::Loop(repetition(source, node)), span: span(node) });
            // The `else` of a loop runs after it.
            into.extend(fields(node, "alternative").into_iter().flat_map(|it| block_of(source, it)));
        }
        "ERROR" => all(source, children(node), into),
        _ => into.extend(statement_kind(source, node).map(|kind| Statement { kind, span: span(node) })),
    }
}

fn statement_kind(source: &Source, node: Node) -> Option<StatementKind> {
    Some(match node.kind() {
        "import_from_statement" => StatementKind::Import(imports::import_from(source, node)?),
        "function_definition" | "class_definition" => definitions::definition(source, node, Vec::new()),
        "decorated_definition" => definitions::decorated(source, node)?,
        "with_statement" => StatementKind::Block(with(source, node)),
        "try_statement" => attempt(source, node),
        "return_statement" => StatementKind::Return(value(source, node)),
        "raise_statement" => StatementKind::Throw(value(source, node)),
        "print_statement" | "exec_statement" => StatementKind::Expression(command(source, node)),
        "block" => StatementKind::Block(body(source, node)),
        kind if is_without_effect(kind) => return None,
        // Only a broken file has anything else among its statements.
        _ => return Some(effect(source, node).kind),
    })
}

fn is_without_effect(kind: &str) -> bool {
    matches!(
        kind,
        "comment"
            | "pass_statement"
            | "break_statement"
            | "continue_statement"
            | "global_statement"
            | "nonlocal_statement"
            | "type_alias_statement"
            | "future_import_statement"
    )
}

/// An expression statement: one expression, or several that make a tuple.
fn effects(source: &Source, node: Node, into: &mut Vec<Statement>) {
    children(node).into_iter().for_each(|child| into.push(effect(source, child)));
}

/// An expression for its effect. Assignments become bindings.
fn effect(source: &Source, node: Node) -> Statement {
    let expression = expression(source, node);
    let span = expression.span;
    match expression.kind {
        ExpressionKind::Assign(bind) => Statement { kind: StatementKind::Bind(*bind), span },
        _ => Statement { kind: StatementKind::Expression(expression), span },
    }
}

/// `del a[b], c.d`. Deleting a plain name changes nothing that others can see.
fn delete(source: &Source, node: Node, into: &mut Vec<Statement>) {
    let node = bare(node);
    if matches!(node.kind(), "expression_list" | "tuple" | "list") {
        source.deeper(|| children(node).into_iter().for_each(|child| delete(source, child, into)));
    } else if let target @ Pattern::Place(_) = pattern(source, node) {
        into.push(Statement { kind: StatementKind::Bind(tree::bind(target, None, BindKind::Update)), span: span(node) });
    }
}

fn repetition(source: &Source, node: Node) -> Loop {
    let over = field(node, "right").or(field(node, "condition")).map(|it| expression(source, it));
    let endless = node.kind() == "while_statement" && over.as_ref().is_some_and(always_holds);
    Loop { target: field(node, "left").map(|it| pattern(source, it)), over, body: block_of(source, node), endless }
}

fn always_holds(condition: &Expression) -> bool {
    match &condition.kind {
        ExpressionKind::Boolean(value) => *value,
        ExpressionKind::Number(number) => number != "0",
        _ => false,
    }
}

/// `with a as b, c: …`: the names first, then the body.
fn with(source: &Source, node: Node) -> Vec<Statement> {
    let items = child_of_kind(node, "with_clause").map(children).unwrap_or_default();
    let values = items.into_iter().filter_map(|item| field(item, "value").or(first_child(item)));
    let mut statements: Vec<_> = values.flat_map(grouped).map(|value| context(source, value)).collect();
    statements.extend(block_of(source, node));
    statements
}

/// The parts of `(a as b, c as d)`, which some versions of the grammar read as a tuple.
fn grouped(value: Node) -> Vec<Node> {
    let parts = children(value);
    let is_group = matches!(value.kind(), "tuple" | "parenthesized_expression") && parts.iter().any(|part| part.kind() == "as_pattern");
    if is_group { parts } else { vec![value] }
}

fn context(source: &Source, node: Node) -> Statement {
    let target = field(node, "alias").and_then(first_child).filter(|_| node.kind() == "as_pattern");
    let Some((target, value)) = target.zip(first_child(node)) else { return effect(source, node) };
    let bind = tree::bind(pattern(source, target), Some(expression(source, value)), BindKind::Assign);
    Statement { kind: StatementKind::Bind(bind), span: span(node) }
}

fn attempt(source: &Source, node: Node) -> StatementKind {
    let clauses = children(node);
    let blocks = |kinds: [&str; 2]| {
        let clauses = clauses.iter().filter(move |clause| kinds.contains(&clause.kind()));
        clauses.map(|clause| block_of(source, *clause)).collect::<Vec<_>>()
    };
    StatementKind::Try {
        body: block_of(source, node),
        handlers: blocks(["except_clause", "except_group_clause"]),
        finally: blocks(["else_clause", "finally_clause"]).concat(),
    }
}

/// What is returned or raised.
fn value(source: &Source, node: Node) -> Option<Expression> {
    first_child(node).map(|it| expression(source, it))
}

/// Python 2's `print a, b` and `exec a`, as the calls that they became.
fn command(source: &Source, node: Node) -> Expression {
    let name = node.kind().trim_end_matches("_statement").to_owned();
    let callee = Expression { kind: ExpressionKind::Name(name), span: span(node) };
    let arguments = children(node).into_iter().map(|it| Argument { name: None, value: expression(source, it) }).collect();
    let call = Call { callee, arguments, construct: false };
    Expression { kind: ExpressionKind::Call(Box::new(call)), span: span(node) }
}
