//! What JSON, YAML, TOML and INI files have in common: a tree of values with places. Readers of particular files work on it
//! and need not know which of the syntaxes it was written in.

use super::interpolation::{Interpolation, interpolate};
use super::reader::Reader;
use crate::facts::Value;
use crate::text::Span;

/// The most settings that are taken from one file; what is longer holds data, not settings.
const MAX_SETTINGS: usize = 3_000;
/// The most elements of one list that are taken; longer lists are data too.
const MAX_ITEMS: usize = 50;
/// The longest dotted key, in bytes. Bounds what a deep tree with long keys costs.
const MAX_KEY: usize = 400;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// The value.
    pub content: Content,
    /// Where it stands.
    pub span: Span,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    /// As written.
    Number(String),
    Boolean(bool),
    Null,
    List(Vec<Node>),
    Map(Vec<Member>),
}

/// An entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Member {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Member {
    /// Key and value.
    pub fn span(&self) -> Span {
        self.key_span.to(self.value.span)
    }
}

impl Node {
    /// An empty value.
    pub fn null(span: Span) -> Node {
        Node { content: Content::Null, span }
    }

    /// The entries of a map, none for anything else.
    pub fn members(&self) -> &[Member] {
        match &self.content {
            Content::Map(members) => members,
            _ => &[],
        }
    }

    /// The elements of a list, none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// The entry with a key; the last one wins.
    pub fn get(&self, key: &str) -> Option<&Member> {
        self.members().iter().rev().find(|member| member.key == key)
    }

    /// The entry at a dotted path.
    pub fn at(&self, path: &str) -> Option<&Member> {
        match path.split_once('.') {
            Some((key, rest)) => self.get(key)?.value.at(rest),
            None => self.get(path),
        }
    }

    /// The text under a key.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.at(path)?.value.text()
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A string, number or truth value as text.
    pub fn scalar(&self) -> Option<String> {
        match &self.content {
            Content::Text(text) | Content::Number(text) => Some(text.clone()),
            Content::Boolean(truth) => Some(truth.to_string()),
            _ => None,
        }
    }

    /// A command: a string as it is, a list of words as a shell would take it.
    pub fn command_line(&self) -> Option<String> {
        match &self.content {
            Content::List(items) => Some(super::shell::join(items.iter().filter_map(Node::scalar))),
            _ => self.text().map(str::to_owned),
        }
    }

    /// The strings of a list, or a single string as a list of one.
    pub fn texts(&self) -> Vec<String> {
        match &self.content {
            Content::List(items) => items.iter().filter_map(Node::scalar).collect(),
            _ => self.scalar().into_iter().collect(),
        }
    }
}

/// Gives every scalar of a tree as a setting by its dotted key.
pub(super) fn settings(reader: &mut Reader, root: &Node, interpolation: Interpolation) {
    let mut flattening = Flattening { interpolation, left: MAX_SETTINGS, key: String::new(), reader };
    flattening.node(root, root.span);
    if flattening.left == 0 {
        reader.note(format!("Only the first {MAX_SETTINGS} settings are read."));
    }
}

struct Flattening<'f, 'r> {
    reader: &'f mut Reader<'r>,
    interpolation: Interpolation,
    left: usize,
    key: String,
}

impl Flattening<'_, '_> {
    fn node(&mut self, node: &Node, span: Span) {
        if self.left == 0 || self.key.len() > MAX_KEY {
            return;
        }
        let value = match &node.content {
            Content::Map(members) => return members.iter().for_each(|member| self.below(&member.key, &member.value, member.span())),
            Content::List(items) => {
                return items.iter().take(MAX_ITEMS).enumerate().for_each(|(index, item)| self.below(&index.to_string(), item, item.span));
            }
            Content::Text(text) => interpolate(text, self.interpolation),
            Content::Number(number) => Value::Number(number.clone()),
            Content::Boolean(truth) => Value::Boolean(*truth),
            Content::Null => Value::Null,
        };
        if !self.key.is_empty() {
            self.left -= 1;
            self.reader.setting(self.key.clone(), value, span);
        }
    }

    fn below(&mut self, key: &str, node: &Node, span: Span) {
        let length = self.key.len();
        if length > 0 {
            self.key.push('.');
        }
        self.key.push_str(key);
        self.node(node, span);
        self.key.truncate(length);
    }
}
