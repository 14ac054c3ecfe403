//! Strings and f-strings.

use std::iter::Peekable;
use std::str::Chars;

use tree_sitter::Node;

use super::expressions::expression;
use crate::facts::code::syntax::*;
use crate::facts::code::tree::{Source, child_of_kind, children, field};
use crate::text::Span;

/// A string, or several that stand side by side: a text if there are no holes.
pub(super) fn string(source: &Source, node: Node) -> ExpressionKind {
    let strings = if node.kind() == "concatenated_string" { children(node) } else { vec![node] };
    let parts = strings.into_iter().flat_map(|string| parts(source, string));
    joined(parts)
}

/// Joins neighbouring texts.
fn joined(parts: impl Iterator<Item = Expression>) -> ExpressionKind {
    let mut joined: Vec<Expression> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Expression { kind: ExpressionKind::Text(before), span }), Expression { kind: ExpressionKind::Text(text), span: end }) => {
                before.push_str(&text);
                *span = span.to(end);
            }
            (_, part) => joined.push(part),
        }
    }
    match joined.pop() {
        None => ExpressionKind::Text(String::new()),
        Some(Expression { kind: kind @ ExpressionKind::Text(_), .. }) if joined.is_empty() => kind,
        Some(last) => {
            joined.push(last);
            ExpressionKind::Template(joined)
        }
    }
}

/// The texts and holes of one string.
fn parts(source: &Source, node: Node) -> Vec<Expression> {
    let Some(opening) = child_of_kind(node, "string_start") else { return vec![expression(source, node)] };
    let is_in_prefix = |letter: char| source.text(opening).to_ascii_lowercase().contains(letter);
    let form = Form { is_raw: is_in_prefix('r'), is_formatted: is_in_prefix('f') || is_in_prefix('t') };
    let mut parts = Vec::new();
    let mut start = opening.end_byte();
    for hole in children(node).into_iter().filter(|child| child.kind() == "interpolation") {
        parts.extend(form.literal(source, start, hole.start_byte()));
        parts.extend(field(hole, "expression").map(|it| expression(source, it)));
        start = hole.end_byte();
    }
    let end = child_of_kind(node, "string_end").map_or(node.end_byte(), |closing| closing.start_byte());
    parts.extend(form.literal(source, start, end));
    parts
}

/// What the prefix of a string says about its text.
struct Form {
    is_raw: bool,
    is_formatted: bool,
}

impl Form {
    fn literal(&self, source: &Source, start: usize, end: usize) -> Option<Expression> {
        let raw = source.between(start, end);
        let mut text = if self.is_raw { raw.to_owned() } else { unescape(raw) };
        if self.is_formatted {
            text = text.replace("{{", "{").replace("}}", "}");
        }
        (!text.is_empty()).then(|| Expression { kind: ExpressionKind::Text(text), span: Span::new(start, end) })
    }
}

/// Replaces escape sequences; what is not one stays as it is.
pub(super) fn unescape(raw: &str) -> String {
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\' {
            escape(&mut characters, &mut text);
        } else {
            text.push(character);
        }
    }
    text
}

fn escape(rest: &mut Peekable<Chars>, text: &mut String) {
    let simple = match rest.next_if(|next| is_escape(*next)) {
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('a') => '\u{7}',
        Some('b') => '\u{8}',
        Some('f') => '\u{C}',
        Some('v') => '\u{B}',
        Some('x') => code(rest, 16, 2, 0),
        Some('u') => code(rest, 16, 4, 0),
        Some('U') => code(rest, 16, 8, 0),
        Some(digit @ '0'..='7') => code(rest, 8, 2, digit.to_digit(8).unwrap_or_default()),
        Some('\n') => return,
        Some('\r') => {
            rest.next_if_eq(&'\n');
            return;
        }
        Some(quote) => quote,
        None => '\\',
    };
    text.push(simple);
}

fn is_escape(character: char) -> bool {
    matches!(character, 'n' | 'r' | 't' | 'a' | 'b' | 'f' | 'v' | 'x' | 'u' | 'U' | '0'..='7' | '\n' | '\r' | '\\' | '\'' | '"')
}

/// The character with the number that `first` begins and at most `length` digits go on.
fn code(rest: &mut Peekable<Chars>, radix: u32, length: usize, first: u32) -> char {
    let mut number = first;
    for _ in 0..length {
        let Some(digit) = rest.next_if(|next| next.is_digit(radix)) else { break };
        number = number.saturating_mul(radix).saturating_add(digit.to_digit(radix).unwrap_or_default());
    }
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}
