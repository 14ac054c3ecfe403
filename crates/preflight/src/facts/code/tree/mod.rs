//! What the front ends share: reading tree-sitter nodes, and building syntax whose depth is bounded.

use std::cell::Cell;

use tree_sitter::{Language, Node, Parser};

use super::syntax::{Binary, Bind, BindKind, Expression, ExpressionKind, If, Pattern, Statement, StatementKind, Unit};
use crate::text::Span;

mod noise;
#[cfg(test)]
pub mod rendering;

/// How deep lowered syntax may nest. Real code, even minified, stays below half of it; what is deeper is left out, so
/// that whoever walks the syntax may recurse on a small stack.
pub const DEPTH: usize = 128;

/// Parses `text`, as far as it reads like the language, and lowers the root of its tree.
pub fn lower_with(text: &str, language: &Language, lower: impl FnOnce(&Source, Node) -> Vec<Statement>) -> Unit {
    let mut parser = Parser::new();
    if parser.set_language(language).is_err() {
        return Unit::default();
    }
    let readable = noise::readable(text, &mut parser);
    let unread = (readable.len() < text.len()).then_some(readable.len());
    let statements = parser.parse(readable, None).map(|tree| lower(&Source::new(readable), tree.root_node())).unwrap_or_default();
    Unit { statements, unread_from: unread }
}

/// The text that a tree was parsed from, and how deep in the lowered syntax the front end is.
pub struct Source<'s> {
    text: &'s str,
    depth: Cell<usize>,
}

impl<'s> Source<'s> {
    fn new(text: &'s str) -> Self {
        Source { text, depth: Cell::new(0) }
    }

    /// The text of a node.
    pub fn text(&self, node: Node) -> &'s str {
        span(node).of(self.text)
    }

    /// The text between two byte offsets.
    pub fn between(&self, start: usize, end: usize) -> &'s str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Lowers something one level deeper, unless that is too deep.
    pub fn deeper<T>(&self, lower: impl FnOnce() -> T) -> Option<T> {
        (self.depth.get() < DEPTH).then(|| self.lowered_by(1, lower))
    }

    /// Lowers something that stands as many levels deeper as it is told, which are `wanted` or fewer: at most half of all,
    /// so that the parts have room too.
    pub fn stacked<T>(&self, wanted: usize, lower: impl FnOnce(usize) -> T) -> T {
        let levels = wanted.min((DEPTH / 2).saturating_sub(self.depth.get()).max(1));
        self.lowered_by(levels, || lower(levels))
    }

    fn lowered_by<T>(&self, levels: usize, lower: impl FnOnce() -> T) -> T {
        let depth = self.depth.get();
        self.depth.set(depth + levels);
        let lowered = lower();
        self.depth.set(depth);
        lowered
    }

    /// Lowers a chain such as `a + b + c` without recursion. Of a chain with more links than there are levels, the
    /// innermost operands stand side by side.
    pub fn chain(&self, chain: Chain, expression: fn(&Source, Node) -> Expression) -> ExpressionKind {
        self.stacked(chain.links.len(), |levels| {
            let (flat, nested) = chain.links.split_at(chain.links.len() - levels);
            let mut left = expression(self, chain.first);
            if let Some(last) = flat.last() {
                let operands = std::iter::once(left).chain(flat.iter().map(|link| expression(self, link.right)));
                left = Expression { kind: ExpressionKind::Other(operands.collect()), span: span(last.whole) };
            }
            nested.iter().fold(left, |left, link| link.around(left, expression(self, link.right))).kind
        })
    }

    /// Lowers the rungs of an `if … else if … else`, `switch` or `match` to nested choices, without recursion. The rungs
    /// of a ladder that is too tall stand side by side at its foot.
    pub fn ladder<'t>(&self, rungs: &[Rung<'t>], lower: impl Fn(&Rung<'t>) -> LoweredRung) -> Vec<Statement> {
        self.stacked(rungs.len(), |levels| {
            let mut lowered: Vec<_> = rungs.iter().map(lower).collect();
            let foot = lowered.split_off(levels);
            let foot = foot.into_iter().flat_map(|rung| rung.choose(Vec::new())).collect();
            lowered.into_iter().rev().fold(foot, |otherwise, rung| rung.choose(otherwise))
        })
    }

    /// Lowers `test || test || …`; nothing if there is no test.
    pub fn any<'t>(&self, tests: &[Node<'t>], lower: impl Fn(Node<'t>) -> Expression) -> Option<Expression> {
        self.stacked(tests.len(), |levels| tests.iter().take(levels).map(|test| lower(*test)).reduce(|left, right| both("||", left, right)))
    }
}

/// A left-nested chain of binary operations.
pub struct Chain<'t> {
    first: Node<'t>,
    links: Vec<Link<'t>>,
}

impl<'t> Chain<'t> {
    /// Walks down the left sides from `node`. `link` gives the left side and the link of a binary operation, and nothing
    /// for the operand that the chain begins with.
    pub fn down_from(node: Node<'t>, link: impl Fn(Node<'t>) -> Option<(Node<'t>, Link<'t>)>) -> Self {
        let mut links = Vec::new();
        let mut first = node;
        while let Some((left, found)) = link(first) {
            links.push(found);
            first = left;
        }
        links.reverse();
        Chain { first, links }
    }
}

/// An operator with its right side.
pub struct Link<'t> {
    /// The operator, normalised.
    pub operator: String,
    /// The right side.
    pub right: Node<'t>,
    /// The whole operation, left side included.
    pub whole: Node<'t>,
}

impl Link<'_> {
    fn around(&self, left: Expression, right: Expression) -> Expression {
        binary(&self.operator, left, right, span(self.whole))
    }
}

/// One way of a choice, not lowered yet.
pub struct Rung<'t> {
    /// Any of these chooses this way; none for the way that is taken when no other is.
    pub tests: Vec<Node<'t>>,
    /// What runs then.
    pub body: Vec<Node<'t>>,
    /// The whole of it.
    pub whole: Node<'t>,
}

/// One way of a choice, lowered.
pub struct LoweredRung {
    /// The condition; none for the way that is taken when no other is.
    pub test: Option<Expression>,
    /// What runs then.
    pub body: Vec<Statement>,
    /// The bytes of both.
    pub span: Span,
}

impl LoweredRung {
    fn choose(self, otherwise: Vec<Statement>) -> Vec<Statement> {
        match self.test {
            Some(test) => vec![Statement { kind: StatementKind::If(If { test, then: self.body, otherwise }), span: self.span }],
            // Nothing below is ever reached, and yet it is there to be read.
            None => self.body.into_iter().chain(otherwise).collect(),
        }
    }
}

/// `left operator right`.
pub fn binary(operator: &str, left: Expression, right: Expression, span: Span) -> Expression {
    Expression { kind: ExpressionKind::Binary(Box::new(Binary { operator: operator.to_owned(), left, right })), span }
}

/// `left operator right`, from the start of one to the end of the other.
pub fn both(operator: &str, left: Expression, right: Expression) -> Expression {
    let span = left.span.to(right.span);
    binary(operator, left, right, span)
}

/// What a `switch` or `match` looks at, compared with each of its cases.
pub struct Subject {
    value: Cell<Option<Expression>>,
    again: Expression,
}

impl Subject {
    /// The subject `value`.
    pub fn new(value: Expression) -> Self {
        Subject { again: again(&value), value: Cell::new(Some(value)) }
    }

    /// `subject == case`. The first comparison holds the subject itself.
    pub fn equals(&self, case: Expression) -> Expression {
        let subject = self.value.take().unwrap_or_else(|| self.again.clone());
        let span = case.span;
        binary("==", subject, case, span)
    }
}

/// The same value, named again. Only a path of names is copied, since syntax that holds copies of copies has no bound.
pub fn again(expression: &Expression) -> Expression {
    let is_path = std::iter::successors(Some(expression), |inner| match &inner.kind {
        ExpressionKind::Member(object, _) => Some(object),
        _ => None,
    })
    .all(|part| matches!(part.kind, ExpressionKind::Member(..) | ExpressionKind::Name(_)));
    if is_path { expression.clone() } else { Expression { kind: ExpressionKind::Other(Vec::new()), span: expression.span } }
}

/// A plain binding, without annotation, decorators or exports.
pub fn bind(target: Pattern, value: Option<Expression>, how: BindKind) -> Bind {
    Bind { target, value, how, annotation: None, decorators: Vec::new(), exported: Vec::new() }
}

/// The bytes of a node.
pub fn span(node: Node) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

/// The named children of a node without comments.
pub fn children<'t>(node: Node<'t>) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| !is_comment(*child)).collect()
}

/// The first named child that is not a comment.
pub fn first_child<'t>(node: Node<'t>) -> Option<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).find(|child| !is_comment(*child))
}

/// The child with a field name.
pub fn field<'t>(node: Node<'t>, name: &str) -> Option<Node<'t>> {
    node.child_by_field_name(name)
}

/// All named children with a field name.
pub fn fields<'t>(node: Node<'t>, name: &str) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.children_by_field_name(name, &mut cursor).filter(|child| child.is_named() && !is_comment(*child)).collect()
}

/// The first named child of a kind.
pub fn child_of_kind<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).find(|child| child.kind() == kind)
}

/// True if one of the node's children is the keyword or punctuation `token`.
pub fn has_token(node: Node, token: &str) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor).any(|child| !child.is_named() && child.kind() == token)
}

fn is_comment(node: Node) -> bool {
    matches!(node.kind(), "comment" | "html_comment" | "line_continuation")
}
