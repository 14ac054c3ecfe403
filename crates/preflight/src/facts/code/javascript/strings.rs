//! Strings and templates.

use std::iter::Peekable;
use std::str::Chars;

use tree_sitter::Node;

use super::expressions::expression;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, children};
use crate::text::Span;

/// The text of a string literal.
pub(super) fn text(source: &Source, node: Node) -> String {
    let raw = source.text(node);
    let quote = raw.chars().next().unwrap_or_default();
    let inner = raw.strip_prefix(quote).unwrap_or(raw);
    unescape(inner.strip_suffix(quote).unwrap_or(inner))
}

/// A name that may be written as a string: `export { a as 'b-c' }`.
pub(super) fn name(source: &Source, node: Node) -> String {
    if node.kind() == "string" { text(source, node) } else { source.text(node).to_owned() }
}

/// A template: a text if it has no holes.
pub(super) fn template(source: &Source, node: Node) -> ExpressionKind {
    let mut parts = Vec::new();
    let mut start = node.start_byte() + 1;
    for hole in children(node).into_iter().filter(|child| child.kind() == "template_substitution") {
        parts.extend(literal(source, start, hole.start_byte()));
        parts.extend(children(hole).into_iter().map(|it| expression(source, it)));
        start = hole.end_byte();
    }
    let is_closed = source.text(node).ends_with('`') && node.end_byte() > start;
    parts.extend(literal(source, start, node.end_byte() - usize::from(is_closed)));
    as_text_or_template(parts)
}

fn literal(source: &Source, start: usize, end: usize) -> Option<Expression> {
    let text = unescape(&source.between(start, end).replace("\r\n", "\n"));
    (!text.is_empty()).then(|| Expression { kind: ExpressionKind::Text(text), span: Span::new(start, end) })
}

fn as_text_or_template(mut parts: Vec<Expression>) -> ExpressionKind {
    match parts.pop() {
        None => ExpressionKind::Text(String::new()),
        Some(Expression { kind: kind @ ExpressionKind::Text(_), .. }) if parts.is_empty() => kind,
        Some(last) => {
            parts.push(last);
            ExpressionKind::Template(parts)
        }
    }
}

/// Replaces escape sequences. Halves of a surrogate pair are joined, so this goes by UTF-16 units.
pub(super) fn unescape(raw: &str) -> String {
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    let mut units = Vec::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' {
            escape(&mut characters, &mut units);
        } else {
            push(character, &mut units);
        }
    }
    String::from_utf16_lossy(&units)
}

fn push(character: char, units: &mut Vec<u16>) {
    units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
}

fn escape(rest: &mut Peekable<Chars>, units: &mut Vec<u16>) {
    match rest.next() {
        Some('n') => units.push(0x0A),
        Some('r') => units.push(0x0D),
        Some('t') => units.push(0x09),
        Some('b') => units.push(0x08),
        Some('f') => units.push(0x0C),
        Some('v') => units.push(0x0B),
        Some('x') => units.push(digits(rest, 16, 2) as u16),
        Some('u') if rest.next_if_eq(&'{').is_some() => {
            let code = digits(rest, 16, 6);
            rest.next_if_eq(&'}');
            push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), units);
        }
        Some('u') => units.push(digits(rest, 16, 4) as u16),
        Some(digit @ '0'..='7') => {
            let first = digit.to_digit(8).unwrap_or_default();
            let length = if first < 4 { 2 } else { 1 };
            let before = rest.clone();
            let following = digits(rest, 8, length);
            let taken = before.count() - rest.clone().count();
            units.push((first * 8u32.pow(taken as u32) + following) as u16);
        }
        // A line that goes on.
        Some('\r') => _ = rest.next_if_eq(&'\n'),
        Some('\n' | '\u{2028}' | '\u{2029}') | None => {}
        Some(other) => push(other, units),
    }
}

/// The number written with at most `length` digits.
fn digits(rest: &mut Peekable<Chars>, radix: u32, length: usize) -> u32 {
    let mut number = 0;
    for _ in 0..length {
        let Some(digit) = rest.next_if(|next| next.is_digit(radix)) else { break };
        number = number * radix + digit.to_digit(radix).unwrap_or_default();
    }
    number
}
