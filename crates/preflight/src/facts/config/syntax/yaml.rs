//! YAML: documents, anchors, merge keys. Mistakes end the reading, not what was read before.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::facts::config::tree::{Content, Member, Node};
use crate::text::Span;

/// How deep collections may nest; what is deeper is left out.
const MAX_DEPTH: usize = 100;
/// How many values aliases may add to a file. Bounds the "billion laughs".
const MAX_ALIASED: usize = 20_000;
/// How many values anchors may keep for aliases: a value can have an anchor, and so can all that it is in.
const MAX_ANCHORED: usize = 100_000;

/// The documents of a YAML text, and what is wrong with the text.
pub fn parse(text: &str) -> (Vec<Node>, Option<String>) {
    let mut builder = Builder::new(text);
    let mut problem = None;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => builder.take(event, builder.offsets.span(span)),
            Err(error) => {
                problem = Some(format!("No valid YAML: {error}."));
                break;
            }
        }
    }
    builder.finish();
    let limit = builder.limit_hit.map(str::to_owned);
    (builder.documents, problem.or(limit))
}

/// Collections that are open, the anchors so far, and the finished documents.
struct Builder<'t> {
    text: &'t str,
    offsets: Offsets,
    documents: Vec<Node>,
    open: Vec<Open>,
    /// How many collections are open that are too deep to be kept.
    skipped: usize,
    anchors: BTreeMap<usize, Node>,
    anchored: usize,
    aliased: usize,
    limit_hit: Option<&'static str>,
}

struct Open {
    node: Node,
    anchor: usize,
    /// The key that waits for its value.
    key: Option<(String, Span)>,
    /// The entries of merge keys, which those that are written out override.
    merged: Vec<Member>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Builder {
            text,
            offsets: Offsets::new(text),
            documents: Vec::new(),
            open: Vec::new(),
            skipped: 0,
            anchors: BTreeMap::new(),
            anchored: 0,
            aliased: 0,
            limit_hit: None,
        }
    }

    fn take(&mut self, event: Event, span: Span) {
        match event {
            Event::SequenceStart(anchor, _) => self.start(Content::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => self.start(Content::Map(Vec::new()), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ if self.skipped > 0 => {}
            Event::Scalar(text, style, anchor, tag) => {
                // The parser counts the blanks after a quoted scalar, and the lines after a block, as parts of it.
                let span = Span { end: span.start + span.of(self.text).trim_end().len() as u32, ..span };
                let node = Node { content: scalar(&text, style, tag.as_deref()), span };
                self.add(node, anchor, &text);
            }
            Event::Alias(anchor) => {
                let node = self.aliased(anchor, span);
                self.add(node, 0, "*");
            }
            Event::DocumentStart(_) => self.anchors.clear(),
            _ => {}
        }
    }

    fn start(&mut self, content: Content, anchor: usize, span: Span) {
        if self.skipped > 0 || self.open.len() >= MAX_DEPTH {
            self.skipped += 1;
            self.limit_hit = Some("Collections that nest too deep are left out.");
        } else {
            self.open.push(Open { node: Node { content, span }, anchor, key: None, merged: Vec::new() });
        }
    }

    fn end(&mut self, span: Span) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0
                && let Some(open) = self.open.last_mut()
            {
                open.key = None;
            }
        } else if let Some(closed) = self.open.pop() {
            let is_bracket = matches!(span.of(self.text), "]" | "}");
            let span = if is_bracket { closed.node.span.to(span) } else { extent(&closed.node) };
            let mut node = Node { span, ..closed.node };
            if let Content::Map(members) = &mut node.content {
                add_merged(members, closed.merged);
            }
            self.add(node, closed.anchor, "?");
        }
    }

    /// Puts a finished value where it belongs: a key, the value of one, an element, or a document.
    fn add(&mut self, node: Node, anchor: usize, as_key: &str) {
        if anchor > 0 {
            self.anchored += size(&node);
            if self.anchored <= MAX_ANCHORED {
                self.anchors.insert(anchor, node.clone());
            } else {
                self.limit_hit = Some("Anchors hold more values than are read.");
            }
        }
        let Some(open) = self.open.last_mut() else { return self.documents.push(node) };
        match &mut open.node.content {
            Content::List(items) => items.push(node),
            Content::Map(members) => match open.key.take() {
                None => open.key = Some((as_key.to_owned(), node.span)),
                Some((key, _)) if key == "<<" => merge(&mut open.merged, node),
                Some((key, key_span)) => members.push(Member { key, key_span, value: node }),
            },
            _ => {}
        }
    }

    /// What an alias stands for. It has the alias' place, its parts have theirs.
    fn aliased(&mut self, anchor: usize, span: Span) -> Node {
        let Some(target) = self.anchors.get(&anchor) else { return Node::null(span) };
        self.aliased += size(target);
        if self.aliased > MAX_ALIASED {
            self.limit_hit = Some("Aliases stand for more values than are read.");
            return Node::null(span);
        }
        Node { content: target.content.clone(), span }
    }

    /// Closes what a mistake, or the end of the text, left open.
    fn finish(&mut self) {
        self.skipped = 0;
        while !self.open.is_empty() {
            if let Some(Open { node: Node { content: Content::Map(members), .. }, key: Some((key, key_span)), .. }) = self.open.last_mut() {
                members.push(Member { key: std::mem::take(key), key_span: *key_span, value: Node::null(*key_span) });
            }
            self.end(Span::default());
        }
    }
}

/// Puts merged entries before a map's own, which override them.
fn add_merged(own: &mut Vec<Member>, mut merged: Vec<Member>) {
    let mut known: BTreeSet<String> = own.iter().map(|member| member.key.clone()).collect();
    // Of those with one key the last was merged from the source that wins.
    merged.reverse();
    merged.retain(|member| known.insert(member.key.clone()));
    merged.reverse();
    own.splice(0..0, merged);
}

/// `<<`: the entries of one or several maps, of which the first wins.
fn merge(merged: &mut Vec<Member>, source: Node) {
    let sources = match source.content {
        Content::List(items) => items,
        content => vec![Node { content, span: source.span }],
    };
    merged.extend(sources.into_iter().rev().flat_map(|source| match source.content {
        Content::Map(entries) => entries,
        _ => Vec::new(),
    }));
}

/// The place of a collection: from its beginning to the end of its last part, for the parser ends it where the next begins.
fn extent(node: &Node) -> Span {
    let last = match &node.content {
        Content::List(items) => items.last().map(|item| item.span),
        Content::Map(members) => members.last().map(|member| member.value.span),
        _ => None,
    };
    last.filter(|last| last.end > node.span.start).map_or(node.span, |last| Span { start: node.span.start, end: last.end })
}

fn size(node: &Node) -> usize {
    let items: usize = node.items().iter().map(size).sum();
    let members: usize = node.members().iter().map(|member| size(&member.value)).sum();
    1 + items + members
}

/// A scalar by YAML's core schema. Only plain ones can be anything but text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Content {
    if style != ScalarStyle::Plain || tag.is_some() {
        return Content::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Boolean(true),
        "false" | "False" | "FALSE" => Content::Boolean(false),
        _ if text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) && text.parse::<f64>().is_ok() => {
            Content::Number(text.to_owned())
        }
        _ => Content::Text(text.to_owned()),
    }
}

/// From the parser's positions, which count characters, to bytes.
struct Offsets {
    /// The byte at which each character begins; none for texts where characters are bytes.
    starts: Option<Vec<u32>>,
    length: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(offset, _)| offset as u32).collect());
        Offsets { starts, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(character).map_or(self.length, |start| *start as usize),
            None => character.min(self.length),
        }
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let start = self.byte(span.start.index());
        Span::new(start, self.byte(span.end.index()).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places_beside_other_scripts() {
        let text = "# größe\nservices:\n  db:\n    image: 'postgres:16'\n    ports: [5432]\n---\nb: ü\n";
        let (documents, problem) = parse(text);
        assert_eq!(problem, None);
        assert_eq!(documents[0].at("services.db.image").unwrap().span().of(text), "image: 'postgres:16'");
        assert_eq!(
            documents[0].get("services").unwrap().span().of(text),
            &text[text.find("services").unwrap()..text.find("\n---").unwrap()]
        );
        assert_eq!(documents[1].get("b").unwrap().span().of(text), "b: ü");
    }

    #[test]
    fn places_end_with_the_text() {
        let text = "a: { b: \"x\" }\nc: >\n  y\n\n\nd:\n";
        let (documents, _) = parse(text);
        assert_eq!(documents[0].at("a.b").unwrap().span().of(text), "b: \"x\"");
        assert_eq!(documents[0].get("c").unwrap().span().of(text), "c: >\n  y");
        assert_eq!(documents[0].get("d").unwrap().span().of(text), "d");
    }

    #[test]
    fn merge_keys_are_overridden() {
        let (documents, _) = parse("base: &base {a: 1, b: 2}\nmore: &more {a: 0, c: 4}\nthis:\n  b: 3\n  <<: [*base, *more]\n");
        let this = &documents[0].get("this").unwrap().value;
        assert_eq!(this.members().len(), 3);
        assert_eq!(this.get("b").unwrap().value.scalar().as_deref(), Some("3"));
        assert_eq!(this.get("a").unwrap().value.scalar().as_deref(), Some("1"));
    }

    #[test]
    fn mistakes_end_the_reading_not_what_was_read() {
        let (documents, problem) = parse("services:\n  web:\n    image: node\n  bad: [1, }\n");
        assert!(problem.unwrap().starts_with("No valid YAML"));
        assert_eq!(documents[0].text_at("services.web.image"), Some("node"));
    }

    #[test]
    fn aliases_and_depth_are_bounded() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let alias = format!("*a{}", level - 1);
            laughs += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
        }
        assert_eq!(parse(&laughs).1.as_deref(), Some("Aliases stand for more values than are read."));
        assert_eq!(parse(&"- ".repeat(5000)).1.as_deref(), Some("Collections that nest too deep are left out."));
    }
}
