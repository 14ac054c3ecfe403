//! Statements.

use tree_sitter::Node;

use super::definitions;
use super::expressions::{bare, expression};
use super::modules;
use super::patterns::{names, pattern};
use super::types;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{self, LoweredRung, Rung, Source, Subject, children, field, fields, has_token, span};

/// The statements in a block or a whole file; of any other node, the statement that it is.
pub(super) fn body(source: &Source, node: Node) -> Vec<Statement> {
    let mut into = Vec::new();
    match node.kind() {
        "program" | "statement_block" => all(source, children(node), &mut into),
        _ => statement(source, node, &mut into),
    }
    into
}

/// The statements in the body of a node, if it has one.
fn block_of(source: &Source, node: Node) -> Vec<Statement> {
    field(node, "body").map(|it| body(source, it)).unwrap_or_default()
}

fn all(source: &Source, nodes: Vec<Node>, into: &mut Vec<Statement>) {
    nodes.into_iter().for_each(|node| statement(source, node, into));
}

/// Lowers one statement, which may give several (`let a, b`) or none (a type).
pub(super) fn statement(source: &Source, node: Node, into: &mut Vec<Statement>) {
    source.deeper(|| lower(source, node, into));
}

fn lower(source: &Source, node: Node, into: &mut Vec<Statement>) {
    match node.kind() {
        "import_statement" => modules::import(source, node, into),
        "export_statement" => modules::export(source, node, into),
        "lexical_declaration" | "variable_declaration" | "using_declaration" => declaration(source, node, false, into),
        "import_alias" => alias(source, node, into),
        "expression_statement" => children(node).into_iter().for_each(|child| effect(source, child, into)),
        "ERROR" => all(source, children(node), into),
        "labeled_statement" => into.extend(block_of(source, node)),
        "ambient_declaration" => ambient(source, node, into),
        _ => into.extend(statement_kind(source, node).map(|kind| Statement { kind, span: span(node) })),
    }
}

fn statement_kind(source: &Source, node: Node) -> Option<StatementKind> {
    Some(match node.kind() {
        "function_declaration" | "generator_function_declaration" => StatementKind::Function(definitions::function(source, node)),
        "class_declaration" | "abstract_class_declaration" => StatementKind::Class(definitions::class(source, node)),
        "if_statement" => return choice(source, node),
        "switch_statement" => return switch(source, node),
        "for_statement" => StatementKind::Loop(counted_loop(source, node)),
        "for_in_statement" => StatementKind::Loop(each_loop(source, node)),
        "while_statement" | "do_statement" => StatementKind::Loop(while_loop(source, node)),
        "try_statement" => attempt(source, node),
        "return_statement" => StatementKind::Return(value(source, node)),
        "throw_statement" => StatementKind::Throw(value(source, node)),
        "with_statement" => with(source, node),
        "statement_block" => StatementKind::Block(body(source, node)),
        "module" | "internal_module" => StatementKind::Block(block_of(source, node)),
        kind if is_without_effect(kind) => return None,
        // Only a broken file has anything else among its statements.
        _ => StatementKind::Expression(expression(source, node)),
    })
}

fn is_without_effect(kind: &str) -> bool {
    matches!(
        kind,
        "hash_bang_line" | "comment" | "html_comment" | "empty_statement" | "debugger_statement" | "break_statement" | "continue_statement"
    ) || types::is_declaration(kind)
}

/// An expression statement. Assignments become bindings, and `a, b` two statements.
fn effect(source: &Source, node: Node, into: &mut Vec<Statement>) {
    let node = bare(node);
    source.deeper(|| match node.kind() {
        "sequence_expression" => children(node).into_iter().for_each(|child| effect(source, child, into)),
        "internal_module" => statement(source, node, into),
        _ => into.push(Statement { kind: effect_kind(source, node), span: span(node) }),
    });
}

fn effect_kind(source: &Source, node: Node) -> StatementKind {
    let expression = expression(source, node);
    match expression.kind {
        ExpressionKind::Assign(bind) => StatementKind::Bind(*bind),
        _ => StatementKind::Expression(expression),
    }
}

/// `const a = 1, b = 2`, exported or not.
pub(super) fn declaration(source: &Source, node: Node, is_exported: bool, into: &mut Vec<Statement>) {
    let is_constant = node.kind() == "using_declaration" || has_token(node, "const");
    let how = if is_constant { BindKind::Constant } else { BindKind::Variable };
    for declarator in children(node) {
        let Some(name) = field(declarator, "name") else { continue };
        let mut bind = tree::bind(pattern(source, name), field(declarator, "value").map(|it| expression(source, it)), how);
        bind.annotation = types::annotation(source, declarator);
        if is_exported {
            bind.exported = names(&bind.target);
        }
        into.push(Statement { kind: StatementKind::Bind(bind), span: span(declarator) });
    }
}

/// `import a = b.c`, which gives a name to a part of a namespace.
fn alias(source: &Source, node: Node, into: &mut Vec<Statement>) {
    if let [name, value] = children(node)[..] {
        let bind = tree::bind(pattern(source, name), Some(expression(source, value)), BindKind::Constant);
        into.push(Statement { kind: StatementKind::Bind(bind), span: span(node) });
    }
}

/// `declare const a: A`, `declare module 'a' { … }`, `declare global { … }`.
fn ambient(source: &Source, node: Node, into: &mut Vec<Statement>) {
    let is_declaration = |part: &Node| part.kind().ends_with("_declaration") || matches!(part.kind(), "module" | "statement_block");
    all(source, children(node).into_iter().filter(is_declaration).collect(), into);
}

fn choice(source: &Source, node: Node) -> Option<StatementKind> {
    let rungs = choice_rungs(node);
    let lowered = source.ladder(&rungs, |rung| LoweredRung {
        test: rung.tests.first().map(|test| expression(source, *test)),
        body: rung.body.iter().flat_map(|part| body(source, *part)).collect(),
        span: span(rung.whole),
    });
    only(lowered)
}

/// The ways of `if … else if … else …`, found without recursion.
fn choice_rungs(node: Node) -> Vec<Rung> {
    let mut rungs = Vec::new();
    let mut next = Some(node);
    while let Some(whole) = next {
        next = field(whole, "alternative").and_then(tree::first_child);
        let is_choice = whole.kind() == "if_statement";
        rungs.push(match is_choice {
            true => Rung { tests: fields(whole, "condition"), body: fields(whole, "consequence"), whole },
            false => Rung { tests: Vec::new(), body: vec![whole], whole },
        });
        if !is_choice {
            break;
        }
    }
    rungs
}

/// The one statement, or all of them as a block.
fn only(mut statements: Vec<Statement>) -> Option<StatementKind> {
    match statements.len() {
        0 | 1 => statements.pop().map(|statement| statement.kind),
        _ => Some(StatementKind::Block(statements)),
    }
}

fn switch(source: &Source, node: Node) -> Option<StatementKind> {
    let subject = Subject::new(expression(source, field(node, "value")?));
    let rungs = switch_rungs(field(node, "body")?);
    let lowered = source.ladder(&rungs, |rung| LoweredRung {
        test: source.any(&rung.tests, |test| subject.equals(expression(source, test))),
        body: rung.body.iter().flat_map(|part| body(source, *part)).collect(),
        span: span(rung.whole),
    });
    only(lowered)
}

/// The ways of a `switch`, the default last: `case`s without a body share that of the next one. Falling through from a
/// body is not followed.
fn switch_rungs(node: Node) -> Vec<Rung> {
    let mut rungs = Vec::new();
    let mut tests = Vec::new();
    for whole in children(node) {
        let body = if whole.kind() == "ERROR" { vec![whole] } else { fields(whole, "body") };
        let is_default = whole.kind() != "switch_case";
        tests.extend(field(whole, "value"));
        if is_default || !body.is_empty() {
            let tests = std::mem::take(&mut tests);
            rungs.push(Rung { tests: if is_default { Vec::new() } else { tests }, body, whole });
        }
    }
    rungs.sort_by_key(|rung| rung.tests.is_empty());
    rungs
}

/// `for (let a = 1; a < b; a++)`.
fn counted_loop(source: &Source, node: Node) -> Loop {
    let mut repeated = Vec::new();
    for part in fields(node, "initializer") {
        let is_expression = !part.kind().ends_with("_declaration") && !part.kind().ends_with("_statement");
        if is_expression { effect(source, part, &mut repeated) } else { statement(source, part, &mut repeated) }
    }
    fields(node, "increment").into_iter().for_each(|part| effect(source, part, &mut repeated));
    repeated.extend(fields(node, "body").into_iter().flat_map(|part| body(source, part)));
    let condition = fields(node, "condition").into_iter().find(|part| part.kind() != "empty_statement");
    let over = condition.map(|it| expression(source, it));
    let endless = over.as_ref().is_none_or(always_holds);
    Loop { target: None, over, body: repeated, endless }
}

/// `for (const a of b)`, `for (a in b)`.
fn each_loop(source: &Source, node: Node) -> Loop {
    Loop {
        target: field(node, "left").map(|it| pattern(source, it)),
        over: field(node, "right").map(|it| expression(source, it)),
        body: block_of(source, node),
        endless: false,
    }
}

/// `while (a)`, `do … while (a)`.
fn while_loop(source: &Source, node: Node) -> Loop {
    let over = field(node, "condition").map(|it| expression(source, it));
    let endless = over.as_ref().is_some_and(always_holds);
    Loop { target: None, over, body: block_of(source, node), endless }
}

fn always_holds(condition: &Expression) -> bool {
    match &condition.kind {
        ExpressionKind::Boolean(value) => *value,
        ExpressionKind::Number(number) => number != "0",
        _ => false,
    }
}

fn attempt(source: &Source, node: Node) -> StatementKind {
    StatementKind::Try {
        body: block_of(source, node),
        handlers: field(node, "handler").map(|handler| block_of(source, handler)).into_iter().collect(),
        finally: field(node, "finalizer").map(|finalizer| block_of(source, finalizer)).unwrap_or_default(),
    }
}

/// What is returned or thrown.
fn value(source: &Source, node: Node) -> Option<Expression> {
    tree::first_child(node).map(|it| expression(source, it))
}

/// The `with` of sloppy mode.
fn with(source: &Source, node: Node) -> StatementKind {
    let mut inner = Vec::new();
    fields(node, "object").into_iter().for_each(|object| effect(source, object, &mut inner));
    inner.extend(fields(node, "body").into_iter().flat_map(|part| body(source, part)));
    StatementKind::Block(inner)
}
