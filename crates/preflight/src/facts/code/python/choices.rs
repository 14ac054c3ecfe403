//! `if` and `match`.

use tree_sitter::Node;

use super::expressions::expression;
use super::statements::body;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, LoweredRung, Rung, Source, Subject, children, field, fields, first_child, span};

/// `if … elif … else …`.
pub(super) fn choice(source: &Source, node: Node) -> Vec<Statement> {
    let rungs: Vec<_> = std::iter::once(node).chain(fields(node, "alternative")).map(choice_rung).collect();
    source.ladder(&rungs, |rung| {
        let test = rung.tests.first().map(|test| expression(source, *test));
        let mut body = rung_body(source, rung);
        if test.as_ref().is_some_and(is_for_type_checkers) {
            body.iter_mut().for_each(mark_as_types);
        }
        LoweredRung { test, body, span: span(rung.whole) }
    })
}

fn choice_rung(whole: Node) -> Rung {
    let body = field(whole, "consequence").or(field(whole, "body"));
    Rung { tests: fields(whole, "condition"), body: body.into_iter().collect(), whole }
}

fn rung_body(source: &Source, rung: &Rung) -> Vec<Statement> {
    rung.body.iter().flat_map(|part| body(source, *part)).collect()
}

/// `TYPE_CHECKING`, which is false whenever the program runs.
fn is_for_type_checkers(test: &Expression) -> bool {
    matches!(&test.kind, ExpressionKind::Name(name) | ExpressionKind::Member(_, name) if name == "TYPE_CHECKING")
}

fn mark_as_types(statement: &mut Statement) {
    if let StatementKind::Import(import) = &mut statement.kind {
        import.types_only = true;
    }
}

/// `match a: case b: …`.
pub(super) fn cases(source: &Source, node: Node) -> Vec<Statement> {
    let subjects = fields(node, "subject");
    let Some(subject) = subjects.first().map(|first| subject(source, *first, &subjects)) else { return Vec::new() };
    let clauses = field(node, "body").map(children).unwrap_or_default();
    let rungs: Vec<_> = clauses.into_iter().map(case_rung).collect();
    source.ladder(&rungs, |rung| LoweredRung {
        test: case_test(source, &subject, rung),
        body: rung_body(source, rung),
        span: span(rung.whole),
    })
}

/// What is matched: one expression, or several as a tuple.
fn subject(source: &Source, first: Node, all: &[Node]) -> Subject {
    let list = || ExpressionKind::List(all.iter().map(|part| expression(source, *part)).collect());
    Subject::new(match all {
        [_] => expression(source, first),
        _ => Expression { kind: list(), span: span(first) },
    })
}

fn case_rung(whole: Node) -> Rung {
    match whole.kind() {
        "case_clause" => Rung {
            tests: children(whole).into_iter().filter(|child| child.kind() == "case_pattern").collect(),
            body: fields(whole, "consequence"),
            whole,
        },
        _ => Rung { tests: Vec::new(), body: vec![whole], whole },
    }
}

/// When a case is taken; nothing if it always is.
fn case_test(source: &Source, subject: &Subject, rung: &Rung) -> Option<Expression> {
    let patterns: Vec<_> = rung.tests.iter().filter_map(|test| first_child(*test)).flat_map(alternatives).collect();
    let takes_all = rung.tests.iter().any(takes_all);
    let matching = if takes_all { None } else { source.any(&patterns, |pattern| subject.equals(expression(source, pattern))) };
    let guard = field(rung.whole, "guard").and_then(first_child).map(|it| expression(source, it));
    match (matching, guard) {
        (Some(matching), Some(guard)) => Some(tree::both("&&", matching, guard)),
        (matching, guard) => matching.or(guard),
    }
}

/// The patterns in `a | b`.
fn alternatives(pattern: Node) -> Vec<Node> {
    if pattern.kind() == "union_pattern" { children(pattern) } else { vec![pattern] }
}

/// True for `_` and for a name, which anything matches.
fn takes_all(pattern: &Node) -> bool {
    match first_child(*pattern) {
        None => true,
        Some(name) => name.kind() == "dotted_name" && children(name).len() == 1,
    }
}
